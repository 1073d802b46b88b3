import Documents
import Model
import Schemes
import TestSupport
import Testing

@testable import Reports

@Suite struct AccountsDocumentTests {
  static let policy: AccountsPolicy = {
    let library = PolicyLibrary.standard(subjects: [AccountsPolicy.self])
    guard let policy: Policy<AccountsPolicy> = library.valid.policy("final-accounts-default") else {
      preconditionFailure("the policy of final accounts is shipped")
    }
    return policy.body
  }()

  private func sections(_ change: (inout DepartmentAccounts, inout AccountsContext) -> Void = { _, _ in })
    -> [BoundSection]
  {
    var accounts = ExampleAccounts.make()
    accounts.words = ExampleAccounts.words
    var context = ExampleAccounts.context()
    change(&accounts, &context)
    return AccountsNarrative.make(accounts, context, Self.policy)
  }

  private func words(_ key: String, _ sections: [BoundSection]) -> String {
    sections.first { $0.key == key }?.paragraphs.map(\.words).joined(separator: "\n") ?? ""
  }

  @Test func `every section of the official narrative is there, in its order`() {
    let titles = sections().filter { $0.level == 1 }.map { String($0.title.prefix { $0 != "、" }) }
    let profile = ["一", "二"]
    let account = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四"]
    #expect(titles == profile + account + ["名词解释", "绩效自评表"])
  }

  @Test func `figures, changes and shares are computed from the tables`() {
    let made = sections()
    #expect(
      words("total", made)
        == "2024年度收、支总计均为6046.53万元。与2023年度相比，收、支总计各减少1053.47万元，下降14.84%，主要原因是本年度安排的项目有调整。")
    #expect(words("income", made).contains("其中：财政拨款收入6046.53万元，占本年收入100%。本年度无上级补助收入、事业收入、经营收入、附属单位上缴收入、其他收入。"))
    #expect(words("spending", made).contains("基本支出2896.15万元，占本年支出47.9%；项目支出3150.38万元，占本年支出52.1%。"))
    #expect(words("fiscal", made).contains("政府性基金预算财政拨款收入0万元，比2023年度决算数减少148.09万元，下降100%。"))
    #expect(words("general-classes", made).contains("1.一般公共服务（类）支出3291.06万元，占54.52%。主要是用于政府办公厅（室）及相关机构事务方面的支出。"))
    #expect(
      words("general-items", made).contains(
        "2.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）事业运行（项）。年初预算为280万元，支出决算为310.2万元，完成年初预算的110.79%。支出决算数大于年初预算数的主要原因是人员变动，年中追加。"))
    #expect(words("general-items", made).contains("该科目未申请年初财政拨款预算，支出决算为760.09万元。主要原因是：人员变动，年中追加。"))
    #expect(words("fund", made) == "本部门当年无政府性基金预算财政拨款收入支出。")
    #expect(words("operating", made).contains("机关运行经费支出800万元，比年初预算数减少30.28万元，降低3.65%。"))
    #expect(words("assets", made) == "截至2024年12月31日，部门共有车辆3辆，其中应急保障用车1辆、执法执勤用车2辆；单价100万元（含）以上设备0台（套）。")
    #expect(words("performance-work", made).contains("共涉及项目2个，资金2260.23万元，占一般公共预算项目支出总额的71.97%。部门整体支出绩效自评得分92分。"))
    #expect(
      words("performance-projects", made).contains("1.城市管理项目绩效自评综述：项目全年预算数为760.09万元，执行数为760.09万元，完成预算100%，自评得分93.5分。"))
  }

  @Test func `what is not typed is asked for, and only reasons are`() {
    let made = sections { accounts, _ in accounts.words = [:] }
    let open = AccountsNarrative.open(made)
    #expect(open.contains { $0.asks == "收、支总计比上年减少的主要原因" })
    #expect(open.contains { $0.asks == "2120501 城乡社区环境卫生没有年初预算而有支出的主要原因" })
    #expect(!open.contains { $0.key == "item-2010399" && $0.asks == nil })
    #expect(AccountsNarrative.open(sections()).isEmpty)
    // Without last year's figures no change is claimed.
    let first = sections { accounts, _ in accounts.set(.supplement, []) }
    #expect(words("total", first) == "2024年度收、支总计均为6046.53万元。")
  }

  @Test func `last year's accounts of the house are taken before what was typed`() {
    let made = sections { _, context in context.previous = ExampleAccounts.make() }
    #expect(words("total", made).contains("收、支总计持平。"))
  }

  @Test(
    arguments: [
      ("100", "150", "增加", "50", "50%"), ("150", "100", "减少", "50", "33.33%"), ("0", "5", "增加", "5", nil),
      ("100", "100", "持平", "0", "0%"), ("20000", "20000.5", "增加", "0.5", "不足0.01%"),
    ] as [(String, String, String, String, String?)])
  func `a change has one direction, one sum and one percentage`(
    old: String, new: String, verb: String, amount: String, percent: String?
  ) throws {
    let former = try #require(ExactDecimal(old).flatMap { Money($0, .wanYuan) })
    let latter = try #require(ExactDecimal(new).flatMap { Money($0, .wanYuan) })
    let change = FigureChange(from: former, to: latter)
    #expect(change.direction.verb == verb)
    #expect(change.amount.trimmed.description == amount)
    #expect(change.percent == percent)
  }

  @Test func `every figure in prose is bound to a cell or comes from a self-evaluation`() {
    for section in sections() where !section.key.hasPrefix("performance") {
      for paragraph in section.paragraphs {
        for case .figure(let figure, let cells) in paragraph.pieces {
          #expect(!cells.isEmpty, "\(paragraph.key)：\(figure)")
          #expect(cells.allSatisfy { AccountsCell($0.text) == $0 })
        }
      }
    }
  }

  @Test func `the publication can be opened as a workbook and in Word`() throws {
    let document = AccountsDocument.publication(
      ExampleAccounts.make(), sections(), department: "示范区示范街道办事处", year: 2024)
    let bytes = try DocxWriter.docx(document)
    let read = try DocumentReader.read(bytes, name: "决算.docx")
    let tables = read.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    #expect(tables.count == 8)
    let text = read.blocks.compactMap { block -> String? in
      switch block {
      case .paragraph(let paragraph), .heading(_, let paragraph): paragraph.text
      case .table: nil
      }
    }
    #expect(text.contains("本部门无政府性基金预算财政拨款收入支出。"))
    let parts = text.filter { $0.hasPrefix("第") && $0.contains("部分　") }
    #expect(parts == AccountsPart.allCases.map { $0.heading(2024) })
    #expect(text.contains("统筹辖区公共服务。") && text.contains("附件1：2024年度部门整体支出绩效自评表（自评得分92分）"))
    #expect(text.contains { $0.hasPrefix("2024年度收、支总计均为6046.53万元。") })
    let general = try #require(
      tables.first { $0.rows.count > 2 && $0.rows[0].contains { $0.text == "本年支出" && $0.columnSpan == 3 } })
    #expect(general.rows[1].map(\.text) == ["小计", "基本支出", "项目支出"])
  }
}
