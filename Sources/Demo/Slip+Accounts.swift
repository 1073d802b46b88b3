import Model

/// A slip that clerks make in tables of final accounts: a cell, and the relation that breaks.
struct AccountsSlip: Sendable {
  let name: String
  /// Name of the relation that finds it.
  let rule: String
  let cell: AccountsCell

  static let all: [AccountsSlip] = [
    AccountsSlip(
      name: "total-miscopied", rule: "accounts-summary-total", cell: AccountsCell(.summary, "in-sum", "amount")),
    AccountsSlip(
      name: "three-public-miscounted", rule: "accounts-three-public", cell: AccountsCell(.threePublic, "total", "final")
    ),
    AccountsSlip(
      name: "economic-item-wrong", rule: "accounts-economic-levels", cell: AccountsCell(.basic, "30101", "amount")),
    AccountsSlip(
      name: "basic-and-project-mixed", rule: "accounts-spending-table",
      cell: AccountsCell(.spending, "2010301", "basic")),
    AccountsSlip(
      name: "procurement-kind-wrong", rule: "accounts-procurement",
      cell: AccountsCell(.supplement, "procurement-goods", "value")),
    AccountsSlip(
      name: "general-table-differs", rule: "accounts-general-classes", cell: AccountsCell(.general, "total", "total")),
  ]

  /// Swaps two digits of the figure, or drops its last one where that changes nothing.
  func plant(in accounts: inout DepartmentAccounts) -> (printed: Int64, right: Int64)? {
    guard let right = accounts[cell], right > 0 else { return nil }
    // Hundredths of 万元, as the table prints them.
    var digits = Array(String(right / 10_000))
    guard digits.count > 2 else { return nil }
    if let place = digits.indices.dropFirst().dropLast().first(where: { digits[$0] != digits[$0 + 1] }) {
      digits.swapAt(place, place + 1)
    } else {
      digits.removeLast()
    }
    guard let wrong = Int64(String(digits)), wrong * 10_000 != right else { return nil }
    accounts.set(wrong * 10_000, at: cell)
    return (wrong * 10_000, right)
  }
}
