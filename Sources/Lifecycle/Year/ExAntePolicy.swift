public import Model
public import Schemes

/// How new policies and projects are assessed before they may have a budget (事前绩效评估): five dimensions with their
/// questions, grades, the conclusions by points, and what material and report consist of.
public struct ExAntePolicy: PolicyBody, Hashable {
  /// What is assessed: the two have dimensions of their own.
  public enum Kind: String, Sendable, CaseIterable {
    case project, policy

    public var officialName: String {
      switch self {
      case .project: "项目"
      case .policy: "政策"
      }
    }
  }

  public struct Question: Hashable, Sendable {
    public let id: String
    public let text: String
    public let points: ExactDecimal
  }

  public struct Part: Hashable, Sendable {
    public let name: String
    public let questions: [Question]
    public var points: ExactDecimal { questions.reduce(.zero) { $0 + $1.points } }
  }

  public struct Dimension: Hashable, Sendable {
    public let id: String
    public let name: String
    public let standing: Validity.Standing
    public let parts: [Part]
    public var questions: [Question] { parts.flatMap(\.questions) }
    public var points: ExactDecimal { parts.reduce(.zero) { $0 + $1.points } }
  }

  /// A grade with the share of a question's points that it gives.
  public struct Grade: Hashable, Sendable {
    public let id: String
    public let name: String
    public let share: ExactDecimal
  }

  /// What is concluded from how many points on.
  public struct Conclusion: Hashable, Sendable {
    public enum Result: String, Sendable, CaseIterable { case support, adjust, refuse }
    public let result: Result
    public let name: String
    public let from: ExactDecimal
  }

  /// Something that is written: of the material or of the report.
  public struct Section: Hashable, Sendable {
    public let id: String
    public let name: String
    public let isRequired: Bool
    public let help: String
  }

  public static var subject: String { "ex-ante" }
  public let grades: [Grade]
  /// From the most favourable down; the first that the points reach holds.
  public let conclusions: [Conclusion]
  public let material: [Section]
  public let report: [Section]
  public let project: [Dimension]
  public let policy: [Dimension]

  public init(_ object: DataObject) {
    grades = object.objects("grades").map { entry in
      defer { entry.finish() }
      let share = Self.figure(entry, "share")
      if share > 1 { entry.report("share", "等级的比例应在 0 到 1 之间") }
      return Grade(id: entry.text("id"), name: entry.text("name"), share: share)
    }
    conclusions = object.objects("conclusions").map { entry in
      defer { entry.finish() }
      return Conclusion(
        result: entry.choice("id", Conclusion.Result.self) ?? .refuse, name: entry.text("name"),
        from: Self.figure(entry, "from"))
    }
    material = Self.sections(object, "material")
    report = Self.sections(object, "report")
    project = Self.dimensions(object, "project")
    policy = Self.dimensions(object, "policy")
    if grades.isEmpty { object.report("grades", "“grades”至少要有一个等级") }
    if Set(conclusions.map(\.result)).count != Conclusion.Result.allCases.count {
      object.report("conclusions", "“conclusions”要写全 support、adjust、refuse 三种结论")
    }
    if conclusions.map(\.from) != conclusions.map(\.from).sorted(by: >) {
      object.report("conclusions", "“conclusions”应从高分往低分写")
    }
    for (key, dimensions) in [("project", project), ("policy", policy)] {
      if dimensions.isEmpty { object.report(key, "“\(key)”没有维度") }
      let names = dimensions.flatMap { dimension in dimension.questions.map { "\(dimension.id).\($0.id)" } }
      if Set(names).count != names.count { object.report(key, "“\(key)”里有两个问题编号相同") }
    }
  }

  public func dimensions(_ kind: Kind) -> [Dimension] {
    switch kind {
    case .project: project
    case .policy: policy
    }
  }

  /// The conclusion that so many points lead to.
  public func conclusion(_ points: ExactDecimal) -> Conclusion? { conclusions.first { points >= $0.from } }

  public func grade(_ id: String) -> Grade? { grades.first { $0.id == id } }

  private static func figure(_ object: DataObject, _ key: String) -> ExactDecimal {
    let text = object.text(key)
    guard let figure = ExactDecimal(text), !figure.isNegative else {
      object.report(key, "“\(text)”不是 0 或更大的数")
      return .zero
    }
    return figure
  }

  /// Reads a list of sections; other policies have such lists too.
  public static func sections(_ object: DataObject, _ key: String) -> [Section] {
    object.objects(key).map { entry in
      defer { entry.finish() }
      return Section(
        id: entry.text("id"), name: entry.text("name"), isRequired: entry.flag("required"),
        help: entry.optionalText("help") ?? "")
    }
  }

  private static func dimensions(_ object: DataObject, _ key: String) -> [Dimension] {
    object.objects(key).map { entry in
      defer { entry.finish() }
      return Dimension(
        id: entry.text("id"), name: entry.text("name"),
        standing: entry.choice("standing", Validity.Standing.self) ?? .proposed,
        parts: entry.objects("parts").map { part in
          defer { part.finish() }
          return Part(
            name: part.text("name"),
            questions: part.objects("questions").map { question in
              defer { question.finish() }
              return Question(
                id: question.text("id"), text: question.text("text"), points: figure(question, "points"))
            })
        })
    }
  }
}
