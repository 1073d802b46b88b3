import Lifecycle

extension Stages {
  /// Stages and notices follow their unit, and the counts go from the branches above it to those it now stands below.
  static func movePaths(
    region: String, from old: UnitPath, to new: UnitPath, in transaction: WriteTransaction
  ) throws(StoreError) {
    try transaction.settle()
    for (branch, sign) in old.branchesLeft(for: new) {
      try transaction.run(
        """
        INSERT INTO stage_count (region, year, path, flow, state, stages, departments)
        SELECT region, year, \(branch), flow, state, stages * \(sign), departments * \(sign) FROM stage_count
        WHERE region = \(region) AND path = \(old.text)
        \(StageCounts.table.adding)
        """)
      try transaction.run(
        """
        INSERT INTO stage_figure (region, year, path, flow, part, stages, millionths)
        SELECT region, year, \(branch), flow, part, stages * \(sign), millionths * \(sign) FROM stage_figure
        WHERE region = \(region) AND path = \(old.text)
        \(StageFigures.table.adding)
        """)
    }
    let (moved, place) = Units.moved(from: old, to: new)
    try transaction.run("UPDATE stage_count SET path = \(moved) WHERE region = \(region) AND \(place)")
    try transaction.run("UPDATE stage_figure SET path = \(moved) WHERE region = \(region) AND \(place)")
    try transaction.run("UPDATE stage SET path = \(moved) WHERE region = \(region) AND \(place)")
    try transaction.run("UPDATE notice SET path = \(moved) WHERE region = \(region) AND \(place)")
  }
}

extension UnitPath {
  /// The branches above a unit that lose it (−1) or get it (+1) when it goes to another place, from the top down.
  func branchesLeft(for new: UnitPath) -> [(path: String, sign: Int)] {
    func above(_ path: UnitPath) -> [String] {
      (0..<path.identifiers.count).dropFirst().map { UnitPath(Array(path.identifiers.prefix($0))).text }
    }
    let (before, after) = (above(self), above(new))
    let left = before.filter { !after.contains($0) }.map { (path: $0, sign: -1) }
    let found = after.filter { !before.contains($0) }.map { (path: $0, sign: 1) }
    return (left + found).sorted { $0.path < $1.path }
  }
}
