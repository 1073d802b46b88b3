import Model
import Reports

/// The nine tables and the narrative below them.
func openAccounts(
  _ accounts: DepartmentAccounts, _ sections: [BoundSection], department: String, year: Int
) -> HTML {
  let tables = AccountsTable.allCases.filter(\.isPublished)
  return div(.class("stack-4")) {
    nav(.class("tabs"), .ariaLabel("各部分")) {
      for table in tables { a(.href("#table-\(table.number)")) { "\(table.number) \(table.shortName)" } }
      a(.href("#narrative")) { "情况说明" }
    }
    for table in tables {
      div(.id("table-\(table.number)")) {
        accountsSheet(
          accounts, table, AccountsDocument.grid(accounts, table), department: department, year: year,
          prefix: "\(table.number)-")
      }
    }
    div(.class("sheet"), .id("narrative")) {
      div(.class("inner")) {
        h2(.class("ttl")) { "\(year)年度部门决算情况说明" }
        boundProse(sections, path: nil)
      }
    }
  }
}
