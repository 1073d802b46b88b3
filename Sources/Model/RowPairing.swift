/// Finds for every row of a form its counterpart in another version of it.
struct RowPairing {
  private let old: [FormCellGroup]
  private let new: [FormCellGroup]
  /// Index in `new` for every row of `old`, and the other way round.
  private var newOf: [Int?]
  private var oldOf: [Int?]
  /// Identifier of a goal in the new version → its identifier in the old one.
  private var listAlias: [String: String] = [:]

  init(_ old: [FormCellGroup], _ new: [FormCellGroup]) {
    self.old = old
    self.new = new
    newOf = Array(repeating: nil, count: old.count)
    oldOf = Array(repeating: nil, count: new.count)
    match()
  }

  /// Goals first, since indicators are matched within the goals that belong together.
  private mutating func match() {
    pair(where: { $0.list == "goals" })
    for (index, other) in oldOf.enumerated() where new[index].list == "goals" {
      guard let other else { continue }
      listAlias["goals[\(new[index].id)].indicators"] = "goals[\(old[other].id)].indicators"
    }
    pair(where: { $0.list != "goals" })
  }

  private mutating func pair(where isWanted: (FormCellGroup) -> Bool) {
    pair(where: isWanted) { "\($0)\u{1}\($1.id)\u{1}\($1.name)" }
    pair(where: isWanted) { $1.name.isEmpty ? nil : "\($0)\u{1}\($1.name)" }
    pair(where: isWanted) { "\($0)\u{1}\($1.id)" }
  }

  /// Pairs rows that are still alone and have the same key, the first with the first.
  private mutating func pair(where isWanted: (FormCellGroup) -> Bool, key: (String, FormCellGroup) -> String?) {
    var waiting: [String: [Int]] = [:]
    for (index, group) in old.enumerated().reversed() where newOf[index] == nil && isWanted(group) {
      if let key = key(group.list, group) { waiting[key, default: []].append(index) }
    }
    for (index, group) in new.enumerated() where oldOf[index] == nil && isWanted(group) {
      let list = listAlias[group.list] ?? group.list
      guard let key = key(list, group), let other = waiting[key]?.popLast() else { continue }
      oldOf[index] = other
      newOf[other] = index
    }
  }

  /// List and identifier of every row of `new` that has a counterpart → the identifier of that.
  static func counterparts(from old: [FormCellGroup], to new: [FormCellGroup]) -> [String: String] {
    let pairing = RowPairing(old, new)
    var out: [String: String] = [:]
    for (index, group) in new.enumerated() {
      if let other = pairing.oldOf[index] { out["\(group.list)\u{1}\(group.id)"] = old[other].id }
    }
    return out
  }

  /// Cells of both versions in the order of the new one; a row that is gone stands where it stood in the old one.
  mutating func entries() -> [FormDifference.Entry] {
    var out: [FormDifference.Entry] = []
    var next = 0
    func removedRows(upTo end: Int) {
      while next < end {
        if newOf[next] == nil { out += old[next].cells.map { .init(old: $0, new: nil) } }
        next += 1
      }
    }
    for (index, group) in new.enumerated() {
      if let other = oldOf[index] {
        removedRows(upTo: other)
        next = Swift.max(next, other + 1)
        out += Self.cells(old[other], group)
      } else {
        out += group.cells.map { .init(old: nil, new: $0) }
      }
    }
    removedRows(upTo: old.count)
    return out
  }

  /// The cells of two rows that belong together, by the name of their field.
  private static func cells(_ old: FormCellGroup, _ new: FormCellGroup) -> [FormDifference.Entry] {
    var out: [FormDifference.Entry] = []
    var seen: Set<String> = []
    for cell in new.cells {
      let match = old.cells.first { $0.field == cell.field }
      seen.insert(cell.field)
      out.append(.init(old: match, new: cell))
    }
    for cell in old.cells where !seen.contains(cell.field) { out.append(.init(old: cell, new: nil)) }
    return out
  }
}
