public import Model
public import Schemes

/// How lights are given in monitoring (双监控灯号): the expected path of the year and the thresholds, as data.
public struct LightPolicy: PolicyBody, Hashable {
  /// What a month is expected to have reached.
  public enum Path: Hashable, Sendable {
    /// So many twelfths.
    case linear
    /// Lines between points; nothing at the beginning of the year, everything at its end.
    case points([Point])
  }

  /// So much of the year by the end of a month.
  public struct Point: Hashable, Sendable {
    public let month: Int
    /// Per cent.
    public let share: ExactDecimal
  }

  /// Values are per cent of what is expected.
  public struct Bands: Hashable, Sendable {
    public let redBelow: ExactDecimal
    public let yellowBelow: ExactDecimal
  }

  /// Which figure makes a light blue.
  public enum Ahead: String, Sendable, CaseIterable {
    case wholeYear = "whole-year"
    case toDate = "to-date"
  }

  /// How the light of a project follows from those below it.
  public enum Method: String, Sendable, CaseIterable {
    /// The gravest.
    case worst
    /// Spending and goals each on time, or not.
    case twoWay = "two-way"
  }

  /// What becomes of a red light that nobody decided in time.
  public struct Overdue: Hashable, Sendable {
    public enum Use: String, Sendable, CaseIterable {
      /// Nothing but the mark of a day that has passed.
      case note
      /// Payments stop until the unit's measures are verified.
      case suspend
    }

    public let use: Use
    /// Days after the last day for the decision.
    public let days: Int
  }

  /// What a further rule does.
  public enum Use: String, Sendable, CaseIterable { case off, note, yellow }

  public static var subject: String { "lights" }

  public let path: Path
  public let budget: Bands
  public let positive: Bands
  /// Per cent from which a positive indicator is blue.
  public let blueFrom: ExactDecimal
  public let blueAgainst: Ahead
  public let method: Method
  /// Lowest rate of execution at some months.
  public let checkpoints: [Point]
  public let checkpointUse: Use
  /// Percentage points between goals and spending.
  public let gap: ExactDecimal
  public let gapUse: Use
  /// Units whose figures do not add up over the year.
  public let steadyUnits: Set<String>
  public let isSatisfactionSteady: Bool
  public let overdue: Overdue
  /// What each rule rests on.
  public let provisions: [LightRule: Provision]

  public init(_ object: DataObject) {
    var provisions: [LightRule: Provision] = [:]
    func rule(_ key: String, _ rule: LightRule) -> DataObject? {
      guard let entry = object.object(key) else {
        if object.json[key] == nil { object.report(key, "缺少“\(key)”") }
        return nil
      }
      provisions[rule] = Provision(
        id: entry.text("id"), standing: entry.choice("standing", Validity.Standing.self) ?? .proposed,
        basis: entry.texts("basis"))
      return entry
    }
    let path = rule("path", .path)
    switch path?.text("kind") {
    case "points": self.path = .points(Self.points(path, "points"))
    case "linear", nil: self.path = .linear
    case .some(let other):
      path?.report("kind", "“\(other)”应为 linear 或 points")
      self.path = .linear
    }
    path?.finish()
    let budget = rule("budget", .budget)
    self.budget = Self.bands(budget)
    budget?.finish()
    let positive = rule("positive", .positive)
    self.positive = Self.bands(positive)
    blueFrom = positive?.figure("blue_from") ?? 120
    blueAgainst = positive?.choice("blue_against", Ahead.self) ?? .wholeYear
    positive?.finish()
    for (key, kind) in [("negative", LightRule.negative), ("zero", .zero), ("words", .words)] {
      rule(key, kind)?.finish()
    }
    let project = rule("project", .project)
    method = project?.choice("method", Method.self) ?? .worst
    project?.finish()
    let checkpoint = rule("checkpoint", .checkpoint)
    checkpointUse = checkpoint?.choice("use", Use.self) ?? .off
    checkpoints = Self.points(checkpoint, "points")
    checkpoint?.finish()
    let gap = rule("gap", .gap)
    gapUse = gap?.choice("use", Use.self) ?? .off
    self.gap = gap?.figure("points") ?? 10
    gap?.finish()
    let steady = rule("steady", .steady)
    steadyUnits = Set(steady?.texts("units") ?? [])
    isSatisfactionSteady = steady?.flag("satisfaction") ?? false
    steady?.finish()
    let overdue = rule("overdue", .overdue)
    let days = overdue?.integer("days") ?? 0
    if days < 0 { overdue?.report("days", "“days”应是 0 或更多") }
    self.overdue = Overdue(use: overdue?.choice("use", Overdue.Use.self) ?? .note, days: max(0, days))
    overdue?.finish()
    self.provisions = provisions
  }

  private static func bands(_ entry: DataObject?) -> Bands {
    guard let entry else { return Bands(redBelow: 60, yellowBelow: 80) }
    let bands = Bands(redBelow: entry.figure("red_below"), yellowBelow: entry.figure("yellow_below"))
    if bands.yellowBelow < bands.redBelow { entry.report("yellow_below", "“yellow_below”小于“red_below”") }
    return bands
  }

  private static func points(_ entry: DataObject?, _ key: String) -> [Point] {
    let points = (entry?.objects(key) ?? []).map { item in
      defer { item.finish() }
      let point = Point(month: item.integer("month"), share: item.figure("share"))
      if !(1...12).contains(point.month) { item.report("month", "没有 \(point.month) 月") }
      if point.share < .zero || point.share > 100 { item.report("share", "“share”应在 0 到 100 之间") }
      return point
    }
    if zip(points, points.dropFirst()).contains(where: { $0.month >= $1.month || $0.share > $1.share }) {
      entry?.report(key, "各点应按月份排列，后面的不小于前面的")
    }
    return points
  }
}

/// The rules of lights.
public enum LightRule: String, Sendable, CaseIterable {
  case path, budget, positive, negative, zero, words, project, checkpoint, gap, steady, overdue
}

/// A part of a whole, kept apart so that a boundary is met exactly.
public struct ExpectedShare: Hashable, Sendable {
  public let part: ExactDecimal
  public let whole: ExactDecimal

  public static let everything = ExpectedShare(part: 1, whole: 1)

  /// In per cent with two places.
  public var percent: ExactDecimal { (part * 100).divided(by: whole, places: 2) ?? .zero }
}

extension LightPolicy {
  /// What is expected by the end of a month, 1…12.
  public func expected(month: Int) -> ExpectedShare {
    let month = min(max(month, 1), 12)
    switch path {
    case .linear: return ExpectedShare(part: ExactDecimal(month), whole: 12)
    case .points(let points):
      var before = Point(month: 0, share: 0)
      for point in points + [Point(month: 12, share: 100)] {
        if point.month == month { return ExpectedShare(part: point.share, whole: 100) }
        if point.month > month {
          let span = ExactDecimal(point.month - before.month)
          let way = ExactDecimal(month - before.month)
          return ExpectedShare(part: before.share * span + (point.share - before.share) * way, whole: 100 * span)
        }
        before = point
      }
      return .everything
    }
  }

  /// The lowest rate of execution that a month asks for; nil where none is set.
  func floor(month: Int) -> ExactDecimal? { checkpoints.last { $0.month <= month }?.share }
}
