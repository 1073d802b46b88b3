import Documents
import Model
import Reports

/// One of the tables as its official form prints it, with marks at the cells that do not agree.
struct FinalAccountsTablePage: Sendable {
  var frame: FinalAccountsFrame
  var table: AccountsTable
  var accounts: DepartmentAccounts
  var grid: AccountsGrid
  /// Cells in which something does not agree.
  var marked: [AccountsCell: Finding.Severity]
}

func finalAccountsTablePage(_ model: FinalAccountsTablePage) -> HTML {
  let frame = model.frame
  let table = model.table
  var actions = frame.isEmpty ? [] : [buttonLink("下载 Excel", href: "\(frame.path)/tables.xlsx")]
  if frame.isOpen {
    actions.append(buttonLink("导入决算表", href: "\(frame.path)/import"))
    actions.append(buttonLink("改这张表", href: "\(frame.path)/tables/\(table.number)/edit", .main))
  }
  return finalAccountsPage(frame, .tables, actions: actions) {
    accountsTableTabs(frame, table, model.accounts)
    let own = model.marked.filter { $0.key.table == table }
    if !own.isEmpty {
      message(
        .warning, "这张表有 \(own.count) 格与别处不符，表里标了出来。", .group([a(.href("\(frame.path)/checks")) { "看是哪些关系" }]))
    }
    accountsSheet(
      model.accounts, table, model.grid, department: frame.department, year: frame.year, marked: model.marked)
  }
}

/// The tables in their order; those the department has none of say so.
func accountsTableTabs(_ frame: FinalAccountsFrame, _ current: AccountsTable, _ accounts: DepartmentAccounts) -> HTML {
  nav(.class("tabs"), .ariaLabel("各张表")) {
    for table in AccountsTable.allCases {
      a(.href("\(frame.path)/tables/\(table.number)"), .when(table == current, .ariaCurrent("page"))) {
        table.isPublished ? "\(table.number) \(table.shortName)" : table.shortName
        if accounts.none.contains(table) { span(.class("c")) { "无" } }
      }
    }
  }
}

/// A table as it is printed.
func accountsSheet(
  _ accounts: DepartmentAccounts, _ table: AccountsTable, _ grid: AccountsGrid, department: String, year: Int,
  marked: [AccountsCell: Finding.Severity] = [:], prefix: String = ""
) -> HTML {
  div(.class("sheet")) {
    div(.class("inner")) {
      h2(.class("ttl")) { table.officialName }
      div(.class("unit")) {
        span { "\(table.printedNumber.map { $0 + "　" } ?? "")部门：\(department)　\(year)年度" }
        span { "金额单位：\(accounts.unit.rawValue)" }
      }
      if accounts.none.contains(table) {
        p { "本部门无\(table.noneWords)。" }
      } else {
        sheetTable(table, grid, marked, prefix)
      }
    }
  }
}

private func sheetTable(
  _ table: AccountsTable, _ grid: AccountsGrid, _ marked: [AccountsCell: Finding.Severity], _ prefix: String
) -> HTML {
  Web.table(.class("form")) {
    element("caption", .class("vh")) { table.officialName }
    if let shares = table.shares { columnGroup(shares: shares) }
    if grid.headRows > 0 { thead { for row in grid.rows.prefix(grid.headRows) { headRow(row) } } }
    tbody {
      for row in grid.rows.dropFirst(grid.headRows) {
        tr { for cell in row { sheetCell(cell, marked, prefix) } }
      }
    }
  }
}

private func headRow(_ row: [AccountsGrid.Cell]) -> HTML {
  tr {
    for cell in row {
      th(
        .scope(cell.columnSpan > 1 ? "colgroup" : "col"), .when(cell.columnSpan > 1, .colspan(cell.columnSpan)),
        .when(cell.rowSpan > 1, .attribute("rowspan", String(cell.rowSpan)))
      ) { cell.text }
    }
  }
}

private func sheetCell(_ cell: AccountsGrid.Cell, _ marked: [AccountsCell: Finding.Severity], _ prefix: String) -> HTML
{
  guard let address = cell.address else {
    return td(.class(cell.isCode ? "c" : nil), .when(cell.columnSpan > 1, .colspan(cell.columnSpan))) { cell.text }
  }
  let severity = marked[address]
  return td(.class(severity == nil ? "n" : "n x"), .id(prefix + address.anchor)) {
    cell.text
    if let severity { span(.class(severity.className)) { severity.mark } }
  }
}

/// Everything that is published, to be printed.
struct FinalAccountsPrintPage: Sendable {
  var frame: FinalAccountsFrame
  var accounts: DepartmentAccounts
  var grids: [(AccountsTable, AccountsGrid)]
  var sections: [BoundSection]
  var isDraft: Bool
}

func finalAccountsPrintPage(_ model: FinalAccountsPrintPage) -> HTML {
  let frame = model.frame
  return page(
    frame.shell,
    PageContent("打印：" + frame.title) {
      pageHead(
        frame.title, crumbs: [Link("工作台", "/"), Link("部门决算", Place.accounts.path), Link(frame.department, frame.path)],
        here: "打印",
        facts: [.text(model.isDraft ? "草稿，还没有批复" : "批复的决算"), .text("用浏览器的打印；每张表另起一页")],
        actions: [buttonLink("下载 Word", href: "\(frame.path)/accounts.docx")])
      accountsText(.profile, model.sections, year: frame.year)
      for (table, grid) in model.grids {
        accountsSheet(
          model.accounts, table, grid, department: frame.department, year: frame.year, prefix: "\(table.number)-")
      }
      for part in [AccountsPart.narrative, .terms, .annex] { accountsText(part, model.sections, year: frame.year) }
    })
}

extension AccountsTable {
  /// How the width of the printed form is shared, in per cent; nil where all columns are alike.
  fileprivate var shares: [Int]? {
    switch self {
    case .summary: [26, 6, 18, 26, 6, 18]
    case .fiscal: [19, 5, 11, 19, 5, 10, 10, 10, 11]
    case .income: [9, 21, 10, 10, 10, 10, 10, 10, 10]
    case .spending, .fund: [10, 24, 11, 11, 11, 11, 11, 11]
    case .general, .capital: [14, 32, 18, 18, 18]
    case .basic: [8, 16, 9, 8, 16, 10, 8, 16, 9]
    case .threePublic: nil
    case .budget: [20, 50, 30]
    case .supplement: [50, 20, 30]
    }
  }
}

/// One part of the text as it is printed; nothing where it has no section.
func accountsText(_ part: AccountsPart, _ sections: [BoundSection], year: Int) -> HTML {
  let own = sections.of(part)
  guard !own.isEmpty else { return .empty }
  return div(.class("sheet"), .id("part-\(part)")) {
    div(.class("inner")) {
      h2(.class("ttl")) { part.heading(year) }
      boundProse(own, path: nil)
    }
  }
}
