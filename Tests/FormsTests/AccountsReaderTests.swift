import Documents
import Model
import Reports
import Schemes
import TestSupport
import Testing

@testable import Forms

@Suite struct AccountsReaderTests {
  static let policy: AccountsPolicy = {
    let library = PolicyLibrary.standard(subjects: [AccountsPolicy.self])
    guard let policy: Policy<AccountsPolicy> = library.valid.policy("final-accounts-default") else {
      preconditionFailure("the policy of final accounts is shipped")
    }
    return policy.body
  }()

  private func read(_ bytes: [UInt8], unit: MoneyUnit? = nil) throws -> AccountsReading {
    AccountsReader(Self.policy).read(try DocumentReader.read(bytes, name: "决算.xlsx"), unit: unit)
  }

  private func workbook(_ accounts: DepartmentAccounts) throws -> [UInt8] {
    try WorkbookWriter.xlsx(
      AccountsDocument.tables(accounts, AccountsTable.allCases, department: "示范街道办事处", year: 2024))
  }

  private func sheets(_ sheets: [(String, [[String]])]) throws -> [UInt8] {
    let blocks = sheets.flatMap { name, rows -> [Document.Block] in
      let cells = rows.map { row in
        row.enumerated().map { Document.Cell($0.element, column: $0.offset, at: Document.Place()) }
      }
      return [
        .heading(level: 1, .init(name, at: Document.Place())),
        .table(.init(rows: cells, grid: .exact, at: Document.Place())),
      ]
    }
    return try WorkbookWriter.xlsx(Document(blocks: blocks, format: "表"))
  }

  @Test(arguments: [MoneyUnit.wanYuan, .yuan])
  func `what is written as the official forms is read back cell by cell`(unit: MoneyUnit) throws {
    let accounts = ExampleAccounts.make(unit: unit)
    let reading = try read(try workbook(accounts))
    #expect(reading.problems.map { "\($0.sheet) \($0.row) \($0.column) \($0.words)" } == [])
    #expect(reading.accounts.unit == unit)
    #expect(reading.accounts.none.contains(.fund))
    #expect(reading.unused == [])
    for table in AccountsTable.allCases {
      for row in accounts.rows(table) where !row.isEmpty {
        for column in table.columns {
          let cell = AccountsCell(table, row.key, column.key)
          #expect((reading.accounts[cell] ?? 0) == (accounts[cell] ?? 0), "\(cell.text)")
        }
        #expect(reading.accounts.row(table, row.key)?.name == row.name, "\(table) \(row.key)")
      }
      #expect(
        reading.accounts.rows(table).filter { !$0.isEmpty }.count == accounts.rows(table).filter { !$0.isEmpty }.count)
    }
  }

  @Test func `codes in three columns, other heads and other names of sheets are read`() throws {
    let bytes = try sheets([
      (
        "GK05一般公共预算",
        [
          ["一般公共预算财政拨款支出决算表"], ["部门：示范街道", "", "", "", "", "", "金额单位：万元"],
          ["项目", "", "", "", "本年支出", "", ""], ["支出功能分类科目编码", "", "", "科目名称", "小计", "基本支出", "项目支出"],
          ["类", "款", "项", "", "", "", ""], ["栏次", "", "", "", "1", "2", "3"], ["合计", "", "", "", "12.50", "10", "2.5"],
          ["201", "", "", "一般公共服务支出", "12.50", "10", "2.5"], ["201", "03", "", "办公厅事务", "12.50", "10", "2.5"],
          ["201", "03", "01", "行政运行", "12.50", "10", "２．５"], ["注：本表反映本年度支出。"],
        ]
      )
    ])
    let reading = try read(bytes)
    #expect(reading.accounts.rows(.general).map(\.key) == ["total", "201", "20103", "2010301"])
    #expect(reading.accounts[.general, "2010301", "total"] == 12_500_000)
    #expect(reading.accounts[.general, "2010301", "project"] == 2_500_000)
    // The other tables are missing, and each is named.
    #expect(reading.problems.count == 6)
    #expect(reading.problems.contains { $0.words.contains("没有找到“收入决算表”") })
  }

  @Test func `columns in another order and repeated codes are read`() throws {
    let bytes = try sheets([
      (
        "收入",
        [
          ["单位：元"], ["科目代码", "名称", "其他收入", "财政拨款收入", "本年收入合计"], ["", "合计", "1.5", "10000", "10,001.50"],
          ["2010301", "行政运行", "1.5", "10000", "10,001.50"],
        ]
      )
    ])
    let reading = try read(bytes)
    #expect(reading.accounts[.income, "total", "total"] == 1_000_150)
    #expect(reading.accounts[.income, "2010301", "fiscal"] == 1_000_000)
    #expect(reading.accounts[.income, "2010301", "other"] == 150)
    #expect(reading.accounts.unit == .yuan)
  }

  @Test func `three public costs are read from rows as well`() throws {
    let bytes = try sheets([
      (
        "三公",
        [
          ["单位：万元"], ["项目", "预算数", "决算数"], ["合计", "13", "12.44"], ["1.因公出国（境）费", "0", "0"],
          ["2.公务用车购置及运行维护费", "12.5", "12.44"],
          ["（1）公务用车购置费", "0", "0"], ["（2）公务用车运行维护费", "12.5", "12.44"], ["3.公务接待费", "0.5", "0"],
        ]
      )
    ])
    let reading = try read(bytes)
    #expect(reading.accounts[.threePublic, "running", "final"] == 12_440_000)
    #expect(reading.accounts[.threePublic, "reception", "budget"] == 500_000)
  }

  @Test func `a mistake is told at its sheet and cell, and nothing else is lost`() throws {
    let bytes = try sheets([
      (
        "支出决算表",
        [
          ["金额单位：万元"], ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"], ["合计", "", "30", "10", "20"],
          ["2010", "短了一位", "30", "10", "20"], ["2010301", "行政运行", "约三十万", "10", "20"],
          ["2010301", "又一行", "1", "1", ""],
          ["", "没有编码", "5", "5", ""], ["2010302", "大得不合理", "99999999999", "", ""],
        ]
      )
    ])
    let reading = try read(bytes)
    let own = reading.problems.filter { $0.sheet == "支出决算表" }
    #expect(own.map { "\($0.row),\($0.column)" } == ["5,1", "6,3", "7,1", "8,1", "9,3"])
    #expect(own[1].words == "“本年支出合计”写的“约三十万”不是金额。请只写数字，单位是万元；没有就空着。")
    #expect(reading.accounts[.spending, "2010301", "basic"] == 10_000_000)
  }

  @Test func `an empty workbook, other sheets and too many rows are refused in words`() throws {
    let empty = try read(try sheets([("空", [["没有表"]])]))
    #expect(empty.unused == ["空"])
    #expect(empty.problems.count == 7)
    let rows = (0..<5_000).map { ["2\(100_000 + $0)", "科目", "1", "1", ""] }
    let long = try read(
      try sheets([
        ("支出决算表", [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"], ["合计", "", "1", "1", ""]] + rows)
      ]))
    #expect(long.problems.contains { $0.sheet == "支出决算表" && $0.words.contains("超过 2000 行") })
    let twice = try read(
      try sheets([("收入决算表", [["科目编码"]]), ("收入决算表（副本）", [["科目编码"]])]))
    #expect(twice.problems.contains { $0.words.contains("都是收入决算表") })
  }
}
