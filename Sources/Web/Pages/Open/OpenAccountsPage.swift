import Model
import Reports

/// A published document of final accounts: what the department is, the nine tables, the narrative, terms, and the
/// self-evaluations behind them.
func openAccounts(
  _ accounts: DepartmentAccounts, _ sections: [BoundSection], annexes: [Link] = [],
  department: String, year: Int
) -> HTML {
  let tables = AccountsTable.allCases.filter(\.isPublished)
  let texts = [AccountsPart.narrative, .terms, .annex].filter { !sections.of($0).isEmpty }
  return div(.class("stack-4")) {
    nav(.class("tabs"), .ariaLabel("各部分")) {
      if !sections.of(.profile).isEmpty { a(.href("#part-profile")) { "部门概况" } }
      for table in tables { a(.href("#table-\(table.number)")) { "\(table.number) \(table.shortName)" } }
      for part in texts { a(.href("#part-\(part)")) { part == .narrative ? "情况说明" : part.title } }
    }
    accountsText(.profile, sections, year: year)
    for table in tables {
      div(.id("table-\(table.number)")) {
        accountsSheet(
          accounts, table, AccountsDocument.grid(accounts, table), department: department, year: year,
          prefix: "\(table.number)-")
      }
    }
    for part in texts { accountsText(part, sections, year: year) }
    if !annexes.isEmpty {
      panel("附件里的表", id: "annexes") {
        ol(.class("stack")) { for annex in annexes { li { a(.href(annex.href)) { annex.title } } } }
      }
    }
  }
}
