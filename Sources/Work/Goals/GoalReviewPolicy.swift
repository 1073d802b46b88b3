public import Model
public import Schemes

/// How goals are reviewed at a place (绩效目标审核): aspects, grades, reasons for sending back, samples and late papers.
public struct GoalReviewPolicy: PolicyBody, Hashable {
  /// One of the four aspects with its points.
  public struct Aspect: Hashable, Sendable {
    public let id: String
    public let name: String
    public let points: ExactDecimal
    /// What the reviewer asks himself.
    public let questions: [String]
  }

  /// A grade with what it leads to.
  public struct Grade: Hashable, Sendable {
    public enum Consequence: String, Hashable, Sendable, CaseIterable {
      case pass
      case sendBack = "return"
      case reject
    }
    public let id: String
    public let name: String
    /// Points from which on it is given.
    public let from: ExactDecimal
    public let consequence: Consequence
    public let words: String
  }

  /// What becomes of a form that is handed in after its day.
  public enum LateSubmission: String, Hashable, Sendable, CaseIterable {
    case accepted, refused
  }

  public static var subject: String { "goal-review" }
  public let aspects: [Aspect]
  /// The best first.
  public let grades: [Grade]
  /// Whether the performance office may pass a form only with points.
  public let needsPoints: Bool
  public let returnReasons: [String]
  /// Days that an author has to mend what came back.
  public let returnDays: Int
  public let late: LateSubmission
  /// Share of forms, in per cent, that are looked at one by one although the rest of a department is passed together.
  public let samplePercent: Int
  /// A form of this sum or more is always looked at alone; nil for no such sum.
  public let aloneFrom: Money?
  /// Why budget and goal may change in the year.
  public let adjustmentKinds: [String]

  public init(_ object: DataObject) {
    aspects = object.objects("aspects").map { entry in
      defer { entry.finish() }
      return Aspect(
        id: entry.text("id"), name: entry.text("name"), points: entry.figure("points"),
        questions: entry.texts("questions"))
    }
    grades = object.objects("grades").map { entry in
      defer { entry.finish() }
      return Grade(
        id: entry.text("id"), name: entry.text("name"), from: entry.figure("from"),
        consequence: entry.choice("consequence", Grade.Consequence.self) ?? .sendBack, words: entry.text("words"))
    }
    if grades.map(\.from) != grades.map(\.from).sorted(by: >) { object.report("grades", "等级应从高到低排列") }
    needsPoints = object.flag("needs_points")
    returnReasons = object.texts("return_reasons")
    returnDays = object.integer("return_days")
    late = object.choice("late_submission", LateSubmission.self) ?? .accepted
    samplePercent = object.integer("sample_percent")
    if !(0...100).contains(samplePercent) { object.report("sample_percent", "应在 0 到 100 之间") }
    adjustmentKinds = object.texts("adjustment_kinds")
    aloneFrom = object.optionalFigure("alone_from_wan_yuan").flatMap { Money($0, .wanYuan) }
  }

  /// The points of all aspects together; nil while an aspect has none.
  public func total(_ points: [String: ExactDecimal]) -> ExactDecimal? {
    var sum = ExactDecimal.zero
    for aspect in aspects {
      guard let given = points[aspect.id] else { return nil }
      sum = sum + given
    }
    return aspects.isEmpty ? nil : sum
  }

  /// The grade that points come to.
  public func grade(_ points: [String: ExactDecimal]) -> Grade? {
    guard let total = total(points) else { return nil }
    return grades.first { total >= $0.from } ?? grades.last
  }
}
