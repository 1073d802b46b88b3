import Lifecycle
import Model

/// Moving units in the tree, alone, into each other, and apart.
///
/// - Throws: all of them `.refused(rule:)` with a `UnitRule`, and `.missing` when a unit is unknown.
extension Units {
  /// Puts a unit with all below it under another parent from a day on (调整隶属).
  public static func move(
    _ id: String, under parent: String, _ act: UnitAct, in transaction: WriteTransaction
  ) throws(StoreError) {
    try check(act, in: transaction)
    let unit = try valid(id, act, in: transaction)
    guard unit.parent != nil else { throw UnitRule.isTop.error }
    guard unit.parent != parent else { throw UnitRule.sameParent.error }
    let above = try parentFor(unit, parent, act, in: transaction)
    try checkName(unit.name, unit.code, region: act.region, below: parent, except: id, in: transaction)
    try place(unit, under: above, act, in: transaction)
    try enter([Line(kind: .moved, from: unit, to: unit)], act, in: transaction)
    try record(
      .unitMoved, unit, act, ["from": unit.parent.map { .string($0) }, "to": .string(parent)], in: transaction)
  }

  /// Several units become one (合并): one that is there, or a new one.
  ///
  /// People of the units that end go to the successor, units below them come below it. Their path leads through the
  /// successor from now on, so that who answers for it finds their forms of the years before. Rights that were granted
  /// on them stay on them: a merger makes nobody's branch larger.
  @discardableResult
  public static func merge(
    _ ids: [String], into target: UnitTarget, _ act: UnitAct, in transaction: WriteTransaction
  ) throws(StoreError) -> Unit {
    try check(act, in: transaction)
    var sources: [Unit] = []
    for id in ids where !sources.contains(where: { $0.id == id }) {
      sources.append(try valid(id, act, in: transaction))
    }
    switch target {
    case .present(let id):
      sources.removeAll { $0.id == id }
      guard !sources.isEmpty else { throw UnitRule.tooFew.error }
    case .new: guard sources.count >= 2 else { throw UnitRule.tooFew.error }
    }
    guard !sources.contains(where: { $0.parent == nil }) else { throw UnitRule.isTop.error }
    // First, so that names and codes of units that end may go on with the successor.
    for source in sources { try close(source, act, in: transaction) }
    let successor = try successor(target, act, in: transaction)
    var lines: [Line] = []
    for source in sources {
      guard !source.path.covers(successor.path) else { throw UnitRule.ownBranch.error }
      try dissolve(source, into: successor, act, in: transaction)
      lines.append(Line(kind: .merged, from: source, to: successor))
    }
    try enter(lines, act, in: transaction)
    try record(
      .unitsMerged, successor, act, ["from": .array(sources.map { .string($0.id) })], in: transaction)
    return successor
  }

  /// One unit becomes several (分设).
  ///
  /// - Parameters:
  ///   - stays: whether the unit itself stays and only gives parts away. Otherwise it ends: its people go to the first
  ///     successor, and so do the units below it; both can be moved on afterwards.
  @discardableResult
  public static func split(
    _ id: String, into drafts: [UnitDraft], stays: Bool, _ act: UnitAct, in transaction: WriteTransaction
  ) throws(StoreError) -> [Unit] {
    try check(act, in: transaction)
    let unit = try valid(id, act, in: transaction)
    guard unit.parent != nil else { throw UnitRule.isTop.error }
    guard drafts.count >= (stays ? 1 : 2) else { throw UnitRule.tooFew.error }
    // The code of a unit that ends may go on with one of its successors.
    if !stays { try close(unit, act, in: transaction) }
    var made: [Unit] = []
    for draft in drafts { made.append(try make(draft, act, in: transaction)) }
    if !stays {
      guard !unit.path.covers(made[0].path) else { throw UnitRule.ownBranch.error }
      for child in try children(of: unit, in: transaction) { try place(child, under: made[0], act, in: transaction) }
      try Accounts.seat(from: id, to: made[0].id, region: act.region, in: transaction)
    }
    try enter(made.map { Line(kind: .split, from: unit, to: $0) }, act, in: transaction)
    try record(
      .unitSplit, unit, act, ["stays": .bool(stays), "to": .array(made.map { .string($0.id) })], in: transaction)
    return made
  }

  /// Everything that keeps the path of a unit follows it here, in the transaction of the change.
  ///
  /// What refers to a unit by its identifier (accounts, grants, forms) needs nothing. A table that keeps a path in a
  /// column of its own adds its line to this function.
  static func movePaths(
    region: String, from old: UnitPath, to new: UnitPath, in transaction: WriteTransaction
  ) throws(StoreError) {
    let (moved, place) = moved(from: old, to: new)
    try transaction.run("UPDATE unit SET path = \(moved) WHERE region = \(region) AND \(place)")
    try Projects.movePaths(region: region, from: old, to: new, in: transaction)
    try Stages.movePaths(region: region, from: old, to: new, in: transaction)
  }

  /// The new value of a column `path` that lies within a branch, and the condition that it does.
  static func moved(from old: UnitPath, to new: UnitPath) -> (path: SQL, place: SQL) {
    ("\(new.text) || substr(path, \(old.text.unicodeScalars.count + 1))", within(old))
  }
}

/// What units are merged into.
public enum UnitTarget: Hashable, Sendable {
  case present(String)
  case new(UnitDraft)
}

extension Units {
  private static func parentFor(
    _ unit: Unit, _ parent: String, _ act: UnitAct, in transaction: ReadTransaction
  ) throws(StoreError) -> Unit {
    guard let above = try find(region: act.region, id: parent, in: transaction) else {
      throw .missing(subject: "上级单位")
    }
    guard above.validTo == nil else { throw UnitRule.alreadyEnded.error }
    guard (above.validFrom ?? "") <= act.day.text else { throw UnitRule.dayTooEarly.error }
    guard !unit.path.covers(above.path) else { throw UnitRule.ownBranch.error }
    return above
  }

  private static func successor(
    _ target: UnitTarget, _ act: UnitAct, in transaction: WriteTransaction
  ) throws(StoreError) -> Unit {
    switch target {
    case .new(let draft): return try make(draft, act, in: transaction)
    case .present(let id):
      guard let unit = try find(region: act.region, id: id, in: transaction) else { throw .missing(subject: "单位") }
      guard unit.validTo == nil else { throw UnitRule.alreadyEnded.error }
      guard (unit.validFrom ?? "") <= act.day.text else { throw UnitRule.dayTooEarly.error }
      return unit
    }
  }

  private static func dissolve(
    _ source: Unit, into successor: Unit, _ act: UnitAct, in transaction: WriteTransaction
  ) throws(StoreError) {
    for child in try children(of: source, in: transaction) {
      try place(child, under: successor, act, in: transaction)
    }
    try Accounts.seat(from: source.id, to: successor.id, region: act.region, in: transaction)
    guard let now = try find(region: act.region, id: source.id, in: transaction) else { throw .missing(subject: "单位") }
    try hang(now, under: successor, in: transaction)
  }

  /// The next state of a unit, below another parent.
  private static func place(
    _ unit: Unit, under parent: Unit, _ act: UnitAct, in transaction: WriteTransaction
  ) throws(StoreError) {
    let since = try transaction.first(
      "SELECT max(valid_from) FROM unit_state WHERE region = \(unit.region) AND unit = \(unit.id)"
    ) { (row) throws(StoreError) in try row.optionalText() }
    guard (since.flatMap { $0 } ?? "") < act.day.text else { throw UnitRule.dayTooEarly.error }
    try turn(unit, name: unit.name, code: unit.code, parent: parent.id, act, in: transaction)
    try hang(unit, under: parent, in: transaction)
  }

  private static func hang(
    _ unit: Unit, under parent: Unit, in transaction: WriteTransaction
  ) throws(StoreError) {
    try transaction.run(
      "UPDATE unit SET parent = \(parent.id) WHERE region = \(unit.region) AND id = \(unit.id)")
    try movePaths(region: unit.region, from: unit.path, to: parent.path.child(unit.id), in: transaction)
  }
}
