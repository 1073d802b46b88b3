public import Model

/// One act on the tree of units: since when, by which document, by whom.
public struct UnitAct: Hashable, Sendable {
  public var region: String
  /// First day of the new state; not in the future.
  public var day: Day
  /// The document it rests on (依据、文号).
  public var basis: String
  /// Identifier of the account that enters it.
  public var actor: String

  public init(region: String, day: Day, basis: String, by actor: String) {
    self.region = region
    self.day = day
    self.basis = basis
    self.actor = actor
  }
}

/// A unit that comes into being by an act.
public struct UnitDraft: Hashable, Sendable {
  public var name: String
  public var code: String?
  public var parent: String

  public init(name: String, code: String? = nil, parent: String) {
    self.name = name
    self.code = code
    self.parent = parent
  }
}

/// Founding, renaming and ending. Identifiers never change; every act has its entry in the ledger and in the history.
///
/// - Throws: all of them `.refused(rule:)` with a `UnitRule`, and `.missing` when a unit is unknown.
extension Units {
  /// Founds a unit (新设).
  @discardableResult
  public static func found(_ draft: UnitDraft, _ act: UnitAct, in transaction: WriteTransaction) throws(StoreError)
    -> Unit
  {
    try check(act, in: transaction)
    let unit = try make(draft, act, in: transaction)
    try enter([Line(kind: .added, to: unit)], act, in: transaction)
    return unit
  }

  /// Gives a unit another name or code from a day on (更名); the years before keep the old ones.
  public static func rename(
    _ id: String, to name: String, code: String?, _ act: UnitAct, in transaction: WriteTransaction
  ) throws(StoreError) {
    try check(act, in: transaction)
    let unit = try valid(id, act, in: transaction)
    guard name != unit.name || code != unit.code else { throw UnitRule.sameName.error }
    try checkName(name, code, region: act.region, below: unit.parent, except: id, in: transaction)
    try transaction.run(
      "UPDATE unit SET name = \(name), code = \(code) WHERE region = \(act.region) AND id = \(id)")
    try turn(unit, name: name, code: code, parent: unit.parent, act, in: transaction)
    var renamed = unit
    renamed.name = name
    try enter([Line(kind: .renamed, from: unit, to: renamed)], act, in: transaction)
    try record(.unitRenamed, unit, act, ["code": code.map { .string($0) }, "name": .string(name)], in: transaction)
  }

  /// Mends a name or code that was written wrong: it never was right, so history does not keep it.
  public static func correct(
    _ id: String, name: String, code: String?, region: String, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let unit = try find(region: region, id: id, in: transaction) else { throw .missing(subject: "单位") }
    guard name != unit.name || code != unit.code else { throw UnitRule.sameName.error }
    if unit.validTo == nil {
      try checkName(name, code, region: region, below: unit.parent, except: id, in: transaction)
    }
    guard !name.isEmpty else { throw UnitRule.nameMissing.error }
    try transaction.run("UPDATE unit SET name = \(name), code = \(code) WHERE region = \(region) AND id = \(id)")
    try transaction.run(
      """
      UPDATE unit_state SET name = \(name), code = \(code) WHERE region = \(region) AND unit = \(id)
        AND valid_from = (SELECT max(x.valid_from) FROM unit_state x WHERE x.region = \(region) AND x.unit = \(id))
      """)
    let act = UnitAct(region: region, day: Day(transaction.now), basis: "", by: actor)
    try record(.unitCorrected, unit, act, ["code": code.map { .string($0) }, "name": .string(name)], in: transaction)
  }

  /// Ends a unit that nobody succeeds (撤销). Its people and the units below it go elsewhere first; its forms stay.
  public static func end(_ id: String, _ act: UnitAct, in transaction: WriteTransaction) throws(StoreError) {
    try check(act, in: transaction)
    let unit = try valid(id, act, in: transaction)
    guard unit.parent != nil else { throw UnitRule.isTop.error }
    guard try children(of: unit, in: transaction).isEmpty else { throw UnitRule.hasUnits.error }
    guard try Accounts.count(unit: id, region: act.region, in: transaction) == 0 else { throw UnitRule.hasPeople.error }
    try close(unit, act, in: transaction)
    try enter([Line(kind: .ended, from: unit)], act, in: transaction)
    try record(.unitEnded, unit, act, [:], in: transaction)
  }
}

// MARK: what all acts share

extension Units {
  struct Line {
    let kind: UnitChange.Kind
    var from: Unit?
    var to: Unit?
  }

  static func check(_ act: UnitAct, in transaction: ReadTransaction) throws(StoreError) {
    guard act.basis.contains(where: { !$0.isWhitespace }) else { throw UnitRule.basisMissing.error }
    guard act.day <= Day(transaction.now) else { throw UnitRule.dayInFuture.error }
  }

  /// The unit an act is about: there, not ended, and in its present state since before the day of the act.
  static func valid(_ id: String, _ act: UnitAct, in transaction: ReadTransaction) throws(StoreError) -> Unit {
    guard let unit = try find(region: act.region, id: id, in: transaction) else { throw .missing(subject: "单位") }
    guard unit.validTo == nil else { throw UnitRule.alreadyEnded.error }
    let since = try transaction.first(
      "SELECT max(valid_from) FROM unit_state WHERE region = \(act.region) AND unit = \(id)"
    ) { (row) throws(StoreError) in try row.optionalText() }
    guard (since.flatMap { $0 } ?? "") < act.day.text else { throw UnitRule.dayTooEarly.error }
    return unit
  }

  static func children(of unit: Unit, in transaction: ReadTransaction) throws(StoreError) -> [Unit] {
    try transaction.all(
      """
      SELECT \(Unit.columns) FROM unit WHERE region = \(unit.region) AND parent = \(unit.id) AND valid_to IS NULL
      ORDER BY id
      """, Unit.init)
  }

  static func checkName(
    _ name: String, _ code: String?, region: String, below parent: String?, except id: String?,
    in transaction: ReadTransaction
  ) throws(StoreError) {
    guard name.contains(where: { !$0.isWhitespace }) else { throw UnitRule.nameMissing.error }
    let others = try transaction.all(
      """
      SELECT \(Unit.columns) FROM unit WHERE region = \(region) AND valid_to IS NULL AND id <> \(id ?? "")
        AND ((name = \(name) AND parent = \(parent)) OR code = \(code)) LIMIT 2
      """, Unit.init)
    if let code, others.contains(where: { $0.code == code }) { throw UnitRule.codeTaken.error }
    if others.contains(where: { $0.name == name && $0.parent == parent }) { throw UnitRule.nameTaken.error }
  }

  static func make(
    _ draft: UnitDraft, _ act: UnitAct, in transaction: WriteTransaction
  ) throws(StoreError) -> Unit {
    try checkName(draft.name, draft.code, region: act.region, below: draft.parent, except: nil, in: transaction)
    guard let parent = try find(region: act.region, id: draft.parent, in: transaction) else {
      throw .missing(subject: "上级单位")
    }
    guard parent.validTo == nil else { throw UnitRule.alreadyEnded.error }
    guard parent.validFrom ?? "" <= act.day.text else { throw UnitRule.dayTooEarly.error }
    return try add(
      region: act.region, id: transaction.newID(), name: draft.name, code: draft.code, parent: draft.parent,
      validFrom: act.day.text, by: act.actor, in: transaction)
  }

  /// Ends the present state of a unit the day before the act and begins the next one.
  static func turn(
    _ unit: Unit, name: String, code: String?, parent: String?, _ act: UnitAct, in transaction: WriteTransaction
  ) throws(StoreError) {
    try closeState(unit, act, in: transaction)
    try transaction.run(
      """
      INSERT INTO unit_state (region, unit, valid_from, valid_to, name, code, parent)
      VALUES (\(unit.region), \(unit.id), \(act.day), NULL, \(name), \(code), \(parent))
      """)
  }

  static func closeState(_ unit: Unit, _ act: UnitAct, in transaction: WriteTransaction) throws(StoreError) {
    try transaction.run(
      """
      UPDATE unit_state SET valid_to = \(act.day.dayBefore) WHERE region = \(unit.region) AND unit = \(unit.id)
        AND valid_to IS NULL
      """)
  }

  /// The unit was there for the last time on the day before the act.
  static func close(_ unit: Unit, _ act: UnitAct, in transaction: WriteTransaction) throws(StoreError) {
    try closeState(unit, act, in: transaction)
    try transaction.run(
      "UPDATE unit SET valid_to = \(act.day.dayBefore) WHERE region = \(unit.region) AND id = \(unit.id)")
  }

  static func enter(_ lines: [Line], _ act: UnitAct, in transaction: WriteTransaction) throws(StoreError) {
    let id = transaction.newID()
    for (number, line) in lines.enumerated() {
      try transaction.run(
        """
        INSERT INTO unit_change (region, act, line, kind, day, from_unit, to_unit, from_name, to_name, basis, actor, at)
        VALUES (\(act.region), \(id), \(number), \(line.kind), \(act.day), \(line.from?.id), \(line.to?.id),
          \(line.from?.name), \(line.to?.name), \(act.basis), \(act.actor), \(transaction.now))
        """)
    }
  }

  static func record(
    _ action: LedgerAction, _ unit: Unit, _ act: UnitAct, _ detail: KeyValuePairs<String, JSON?>,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    var members = [JSON.Member("day", .string(act.day.text))]
    if !act.basis.isEmpty { members.append(JSON.Member("basis", .string(act.basis))) }
    for (name, value) in detail { if let value { members.append(JSON.Member(name, value)) } }
    try Ledger.append(
      .init(region: act.region, actor: act.actor, action: action, subject: "unit/\(unit.id)", detail: .object(members)),
      in: transaction)
  }
}
