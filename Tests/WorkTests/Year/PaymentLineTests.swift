import Lifecycle
import Model
import Store
import Testing

@testable import Work

@Suite struct PaymentLineWorkTests {
  private func read(_ house: WorkHouse, _ text: String, _ role: Role = .financeTreasuryOffice) throws(StoreError)
    -> PaymentLines
  {
    try house.at(try house.person(role)) { (desk, t) throws(StoreError) in try PaymentLines(text, desk, in: t) }
  }

  @Test func `heads tell the order of the columns, and every mistake stands at its line`() throws {
    let house = try WorkHouse(.sqlite)
    _ = try house.approved()
    let text = """
      支付凭证号\t金额（元）\t项目编码\t支付日期
      A1\t1,200.50\tT104\t2024/8/31

      A2\t-200\tT104\t20240901
      A3\t12\tT999\t2024-09-01
      A4\t12.345\tT104\t2024-09-01
      A5\t12\tT104\t2023-09-01
      A6\t12\tT104\t2024-02-30
      A7\t12
      A1\t1200.50\tT104\t2024-08-31
      \t5\tT104\t2024-09-02
      """
    // A browser sends the lines of a text field like this.
    let lines = try read(house, text.replacing("\n", with: "\r\n"))
    #expect(lines.lines.map(\.number) == [2, 4, 5, 6, 7, 8, 9, 10, 11])
    #expect(lines.lines[0].draft?.amount == Money(fen: 1_200_50) && lines.lines[0].draft?.day == "2024-08-31")
    #expect(lines.lines[1].draft?.amount == Money(fen: -200_00) && lines.lines[1].problem == nil)
    let words = lines.problems.map { $0.problem ?? "" }
    #expect(words.count == 7 && words[0].contains("没有编码“T999”") && words[1].contains("12.345"))
    #expect(words[2].contains("不在 2024 年") && words[3].contains("2024-02-30") && words[4] == "没有项目编码。")
    #expect(words[5].contains("前面已有一行") && words[6] == "没有支付凭证号。")
    #expect(!lines.isClean)
  }

  @Test func `commas part cells unless quotes hold them together`() throws {
    let house = try WorkHouse(.sqlite)
    _ = try house.approved()
    let lines = try read(house, "T104,2024年3月5日,\"1,000.00\",B-7")
    #expect(lines.isClean && lines.sum == Money(fen: 1_000_00) && lines.drafts.first?.number == "B-7")
  }

  @Test(arguments: Engine.present)
  func `everything is entered or nothing, once, by those who may`(engine: Engine) throws {
    let house = try WorkHouse(engine)
    let project = try house.approved().id
    let good = "T104\t2024-03-05\t300000\tA1"
    func enter(_ text: String, _ role: Role = .financeTreasuryOffice) throws(StoreError) {
      try house.at(try house.person(role)) { (desk, t) throws(StoreError) in
        try PaymentLines(text, desk, in: t).enter(source: "支付.xlsx", desk, in: t)
      }
    }
    #expect(
      refusal { () throws(StoreError) in try enter(good + "\nT104\t2024-03-06\tx\tA2") }?.why.contains("1 行") == true)
    #expect(try house.figures(project).paid == nil)
    #expect(refusal { () throws(StoreError) in try enter(good, .executingUnit) }?.cause == .person)
    try enter(good)
    #expect(try house.figures(project).paid == Money(fen: 30 * 1_000_000))
    #expect(try read(house, good).problems.first?.problem?.contains("登记过了") == true)
  }
}
