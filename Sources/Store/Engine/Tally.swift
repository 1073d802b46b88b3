/// A table of sums: a row has keys, which find it, and figures, which changes are added to.
struct SumTable: Sendable {
  /// Keys first, then figures.
  let columns: SQL
  /// `INSERT INTO` with the table's name.
  let inserting: SQL
  /// Adds to the row that is there.
  let adding: SQL
}

/// What a transaction adds up while it works and writes once when it is done.
///
/// A step of a stage touches sums of every branch above its unit, and many steps in one transaction touch the same ones.
struct Tally {
  enum Table: Int, CaseIterable {
    case stageCount, stageFigure, projectSum, projectScore, formCount

    var sums: SumTable {
      switch self {
      case .stageCount: StageCounts.table
      case .stageFigure: StageFigures.table
      case .projectSum: ProjectSums.table
      case .projectScore: ProjectScores.table
      case .formCount: FormCounts.table
      }
    }
  }

  private struct Place: Hashable {
    let table: Table
    let keys: [SQLValue]
  }

  private var sums: [Place: [Int64]] = [:]
  /// The last entry of a region's ledger.
  var heads: [String: Ledger.Head] = [:]
  /// Indicators of the library whose uses are to be counted anew, by region.
  var peers: [String: Set<String>] = [:]

  var isEmpty: Bool { sums.isEmpty && heads.isEmpty && peers.isEmpty }

  /// - Parameters:
  ///   - keys: in the order of the table's keys.
  ///   - figures: what changes, in the order of the table's figures.
  mutating func add(_ table: Table, _ keys: [SQLValue], _ figures: [Int64]) {
    guard var sum = sums[Place(table: table, keys: keys)] else {
      sums[Place(table: table, keys: keys)] = figures
      return
    }
    for index in sum.indices { sum[index] += figures[index] }
    sums[Place(table: table, keys: keys)] = sum
  }

  func write(in transaction: WriteTransaction) throws(StoreError) {
    let changed = sums.filter { $0.value.contains { $0 != 0 } }
    // Always in the same order, branches from the top down: two writers that meet never wait for each other in a circle.
    for table in Table.allCases {
      let rows = changed.filter { $0.key.table == table }.sorted { $0.key.keys.precedes($1.key.keys) }
      try write(rows.map { row in row.key.keys + row.value.map { .integer($0) } }, table.sums, in: transaction)
    }
    for (region, peers) in peers.sorted(by: { $0.key < $1.key }) {
      for peer in peers.sorted() { try IndicatorUses.sum(peer, region: region, in: transaction) }
    }
    for (region, head) in heads.sorted(by: { $0.key < $1.key }) {
      try Ledger.write(head, region: region, in: transaction)
    }
  }

  /// In blocks of a few sizes, so that their statements are prepared once.
  private func write(
    _ rows: [[SQLValue]], _ table: SumTable, in transaction: WriteTransaction
  ) throws(StoreError) {
    var rest = rows[...]
    while !rest.isEmpty {
      let block = rest.prefix([32, 16, 8, 4, 2].first { $0 <= rest.count } ?? 1)
      rest = rest.dropFirst(block.count)
      let values = block.map { row -> SQL in "\(list: row)" }.joined(", ")
      try transaction.run("\(table.inserting) (\(table.columns)) VALUES \(values) \(table.adding)")
    }
  }
}

extension [SQLValue] {
  /// Integers and texts in the order of an index.
  fileprivate func precedes(_ other: [SQLValue]) -> Bool {
    for (one, two) in zip(self, other) where one != two {
      switch (one, two) {
      case (.integer(let one), .integer(let two)): return one < two
      case (.text(let one), .text(let two)): return one < two
      default: return false
      }
    }
    return false
  }
}
