public import Documents
public import Model
internal import Schemes

/// Final accounts as a document: the tables as the official forms print them, and the narrative.
public enum AccountsDocument {
  /// Codes with names that an empty table offers.
  public typealias Codes = [(code: String, name: String)]

  /// The tables as sheets of a workbook, to read, to fill in, or to print.
  /// - Parameters:
  ///   - tables: which ones, each with a head of its own.
  ///   - blankRows: empty rows of tables by codes that have none, to be filled in.
  ///   - classes: functional classes that the spending side lists where it is empty.
  public static func tables(
    _ accounts: DepartmentAccounts, _ tables: [AccountsTable], department: String, year: Int, blankRows: Int = 0,
    classes: Codes = [], economic: Codes = [], personnel: Set<String> = ["301", "303"]
  ) -> Document {
    var blocks: [Document.Block] = []
    for table in tables {
      let sheet = AccountsSheetPrinter(
        accounts: accounts, table: table, blankRows: blankRows, classes: classes, economic: economic,
        personnel: personnel)
      blocks.append(.heading(level: 1, paragraph(table.officialName)))
      blocks.append(.paragraph(paragraph(line(table, accounts, department, year))))
      if accounts.none.contains(table), blankRows == 0 {
        blocks.append(.paragraph(paragraph("本部门无\(table.noneWords)。")))
      } else {
        blocks.append(.table(sheet.grid.table))
      }
    }
    return Document(blocks: blocks, format: "部门决算")
  }

  /// One table on its grid, for a page that leads to its cells.
  public static func grid(
    _ accounts: DepartmentAccounts, _ table: AccountsTable, personnel: Set<String> = ["301", "303"]
  ) -> AccountsGrid {
    AccountsSheetPrinter(
      accounts: accounts, table: table, blankRows: 0, classes: [], economic: [], personnel: personnel
    ).grid
  }

  private static func line(
    _ table: AccountsTable, _ accounts: DepartmentAccounts, _ department: String, _ year: Int
  ) -> String {
    let number = table.printedNumber.map { $0 + "　　" } ?? ""
    let unit = "金额单位：\(accounts.unit.rawValue)"
    return "\(number)部门：\(department)　　\(year)年度　　\(unit)"
  }

  /// The whole publication, as a Word file has it: what the department is, tables, narrative, terms, annexes.
  /// - Parameter annexes: self-evaluations with their titles.
  public static func publication(
    _ accounts: DepartmentAccounts, _ sections: [BoundSection], department: String, year: Int,
    personnel: Set<String> = ["301", "303"], annexes: [(title: String, form: FormContent)] = []
  ) -> Document {
    let own = AccountsTable.allCases.filter(\.isPublished)
    var blocks: [Document.Block] = [.heading(level: 1, paragraph("\(department)\(year)年度部门决算"))]
    for part in AccountsPart.allCases {
      let texts = sections.of(part)
      guard part == .tables || !texts.isEmpty else { continue }
      blocks.append(.heading(level: 1, paragraph(part.heading(year))))
      if part == .tables {
        blocks += tables(accounts, own, department: department, year: year, personnel: personnel).blocks
      } else {
        blocks += text(texts)
      }
    }
    for annex in annexes {
      blocks.append(.heading(level: 1, paragraph(annex.title)))
      blocks += FormDocument.make(annex.form).blocks.dropFirst()
    }
    return Document(blocks: blocks, format: "部门决算")
  }

  /// The narrative alone.
  public static func narrative(_ sections: [BoundSection], year: Int) -> Document {
    Document(
      blocks: [.heading(level: 1, paragraph("\(year)年度部门决算情况说明"))] + text(sections.of(.narrative)), format: "部门决算")
  }

  private static func text(_ sections: [BoundSection]) -> [Document.Block] {
    sections.flatMap { section in
      [.heading(level: section.level + 1, paragraph(section.title))]
        + section.paragraphs.filter { !$0.words.isEmpty }.map { .paragraph(paragraph($0.words)) }
    }
  }

  private static func paragraph(_ text: String) -> Document.Paragraph { Document.Paragraph(text, at: Document.Place()) }
}

extension AccountsTable {
  /// What a department without it says that it has not.
  public var noneWords: String {
    switch self {
    case .fund: "政府性基金预算财政拨款收入支出"
    case .capital: "国有资本经营预算财政拨款支出"
    case .threePublic: "财政拨款“三公”经费"
    case .summary, .income, .spending, .fiscal, .general, .basic, .budget, .supplement: officialName
    }
  }
}
