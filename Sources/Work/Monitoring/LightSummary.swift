import Lifecycle
public import Model
public import Scoring
public import Store

/// What a checkpoint came to when it was handed in, kept with the stage: lists read it without opening the form.
public struct LightSummary: Hashable, Sendable {
  public let light: MonitoringLight?
  /// Spent of the budget, and reached of the goals, in per cent.
  public let spending: ExactDecimal?
  public let goals: ExactDecimal?
  public let expected: ExactDecimal?
  /// The arithmetic in words.
  public let why: String
  public let notes: [String]

  init(_ light: ProjectLight) {
    self.light = light.light
    spending = light.spendingPercent
    goals = light.goalPercent
    expected = light.expected.percent
    why = light.why
    notes = light.notes.map(\.text)
  }

  /// nil before the checkpoint was handed in.
  public init?(_ row: StageRow) {
    guard row.flow == Monitoring.name, let why = row.content["why"]?.string else { return nil }
    self.why = why
    light = row.content["light"]?.string.flatMap { MonitoringLight(rawValue: $0) }
    spending = row.content["spending"]?.string.flatMap { ExactDecimal($0) }
    goals = row.content["goals"]?.string.flatMap { ExactDecimal($0) }
    expected = row.content["expected"]?.string.flatMap { ExactDecimal($0) }
    notes = row.content["notes"]?.array?.compactMap(\.string) ?? []
  }

  public var gap: ExactDecimal? {
    guard let goals, let spending else { return nil }
    return goals - spending
  }

  var json: JSON {
    .object([
      "expected": expected.map { .string($0.description) }, "goals": goals.map { .string($0.description) },
      "light": light.map { .string($0.rawValue) }, "notes": .array(notes.map { .string($0) }),
      "spending": spending.map { .string($0.description) }, "why": .string(why),
    ])
  }
}
