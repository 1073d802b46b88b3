public import Model

/// One line of how units became others: who succeeds whom, since which day, by which document.
public struct UnitChange: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case added = "add"
    case renamed = "rename"
    case moved = "move"
    /// `from` went into `to`.
    case merged = "merge"
    /// `to` came out of `from`.
    case split = "split"
    case ended = "end"

    public var officialName: String {
      switch self {
      case .added: "新设"
      case .renamed: "更名"
      case .moved: "调整隶属"
      case .merged: "合并"
      case .split: "分设"
      case .ended: "撤销"
      }
    }
  }

  /// The same for all lines of one act: a merger of three units has three lines.
  public let act: String
  public let kind: Kind
  /// First day of the new state of things.
  public let day: Day
  /// nil for a unit that is new.
  public let from: String?
  /// nil for a unit that ended without a successor.
  public let to: String?
  public let fromName: String?
  public let toName: String?
  /// The document the change rests on (依据、文号).
  public let basis: String
  public let by: String
  public let at: Instant

  static let columns: SQL = "act, kind, day, from_unit, to_unit, from_name, to_name, basis, actor, at"

  init(_ row: inout Row) throws(StoreError) {
    act = try row.text()
    kind = try row.choice()
    day = try row.day()
    from = try row.optionalText()
    to = try row.optionalText()
    fromName = try row.optionalText()
    toName = try row.optionalText()
    basis = try row.text()
    by = try row.text()
    at = try row.instant()
  }
}

extension UnitChange.Kind: SQLBindable {}

/// Who succeeded whom, for laying years side by side across mergers and splits.
public struct UnitSuccession: Sendable {
  private let before: [String: [(unit: String, day: Day)]]
  private let after: [String: [(unit: String, day: Day)]]
  private let spans: [String: (from: String, to: String?)]

  /// - Parameters:
  ///   - changes: all of the region; mergers and splits count.
  ///   - spans: first and last day of every unit, the first empty for "always".
  init(_ changes: [UnitChange], spans: [String: (from: String, to: String?)]) {
    var before: [String: [(String, Day)]] = [:]
    var after: [String: [(String, Day)]] = [:]
    for change in changes where change.kind == .merged || change.kind == .split {
      guard let from = change.from, let to = change.to, from != to else { continue }
      before[to, default: []].append((from, change.day))
      after[from, default: []].append((to, change.day))
    }
    self.before = before.mapValues { $0.map { (unit: $0.0, day: $0.1) } }
    self.after = after.mapValues { $0.map { (unit: $0.0, day: $0.1) } }
    self.spans = spans
  }

  /// The units whose figures of another day are to be laid beside those of a unit: itself where it was there, the units
  /// that went into it or that it came out of, and those it went into.
  ///
  /// A unit that came out of a split shares its predecessor with its siblings; who compares says so.
  /// - Returns: identifiers in order, without repetition; empty when there was nothing of the kind on that day.
  public func counterparts(of unit: String, on day: Day) -> [String] {
    var found: Set<String> = []
    var seen: Set<String> = []
    if let to = spans[unit]?.to, to < day.text {
      later(unit, day, &found, &seen)
    } else {
      earlier(unit, day, &found, &seen)
    }
    return found.sorted()
  }

  private func isThere(_ unit: String, _ day: Day) -> Bool {
    guard let span = spans[unit] else { return false }
    return span.from <= day.text && span.to.map { $0 >= day.text } ?? true
  }

  private func earlier(_ unit: String, _ day: Day, _ found: inout Set<String>, _ seen: inout Set<String>) {
    guard seen.insert(unit).inserted else { return }
    if isThere(unit, day) { found.insert(unit) }
    for step in before[unit] ?? [] where step.day > day { earlier(step.unit, day, &found, &seen) }
  }

  private func later(_ unit: String, _ day: Day, _ found: inout Set<String>, _ seen: inout Set<String>) {
    guard seen.insert(unit).inserted else { return }
    if isThere(unit, day) { found.insert(unit) }
    for step in after[unit] ?? [] where step.day <= day { later(step.unit, day, &found, &seen) }
  }
}
