import Lifecycle

extension Projects {
  /// Years of projects follow their unit, and their sums go from the branches above it to those it now stands below.
  static func movePaths(
    region: String, from old: UnitPath, to new: UnitPath, in transaction: WriteTransaction
  ) throws(StoreError) {
    try transaction.settle()
    for (branch, sign) in old.branchesLeft(for: new) {
      try ProjectSums.carry(region: region, of: old, to: branch, sign: sign, in: transaction)
    }
    let (moved, place) = Units.moved(from: old, to: new)
    try transaction.run("UPDATE project_sum SET path = \(moved) WHERE region = \(region) AND \(place)")
    try transaction.run("UPDATE project_year SET path = \(moved) WHERE region = \(region) AND \(place)")
    try PaymentMonths.movePaths(region: region, from: old, to: new, in: transaction)
  }
}
