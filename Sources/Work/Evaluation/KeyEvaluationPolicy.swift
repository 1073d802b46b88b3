public import Lifecycle
public import Model
public import Schemes

/// How a key evaluation (重点评价) is done at a place: why an object is chosen, the frame of its indicators, the grades, what
/// plan and report consist of.
///
/// Source: 财预〔2020〕10号 with its frame of indicators (决策、过程、产出、效益).
public struct KeyEvaluationPolicy: PolicyBody, Hashable {
  public struct Criterion: Hashable, Sendable {
    public let id: String
    public let name: String
  }

  /// An indicator of the frame, as an evaluation begins with it.
  public struct Row: Hashable, Sendable {
    /// What the program can reckon for it.
    public enum Source: String, Sendable, CaseIterable { case execution }
    public let group: String
    public let name: String
    public let points: ExactDecimal
    public let standard: String
    public let source: Source?
  }

  public struct Part: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
      case decision, process, output, benefit
      /// Whether it looks at what came of the money.
      public var isResult: Bool { self == .output || self == .benefit }
    }
    public let kind: Kind
    public let name: String
    public let points: ExactDecimal
    public let rows: [Row]
  }

  public struct Grade: Hashable, Sendable {
    public let name: String
    public let from: ExactDecimal
  }

  public static var subject: String { "key-evaluation" }
  public let criteria: [Criterion]
  public let parts: [Part]
  /// Fewest points that outputs and effects have together.
  public let resultsMin: ExactDecimal
  /// How indicators taken from the approved goal are scored, in words.
  public let goalStandard: String
  /// Best first.
  public let grades: [Grade]
  public let plan: [ExAntePolicy.Section]
  public let report: [ExAntePolicy.Section]
  public let problemClasses: [String]

  public init(_ object: DataObject) {
    criteria = object.objects("criteria").map { entry in
      defer { entry.finish() }
      return Criterion(id: entry.text("id"), name: entry.text("name"))
    }
    parts = object.objects("parts").map { entry in
      defer { entry.finish() }
      let part = Part(
        kind: entry.choice("id", Part.Kind.self) ?? .decision, name: entry.text("name"), points: entry.figure("points"),
        rows: entry.objects("rows").map { row in
          defer { row.finish() }
          return Row(
            group: row.text("group"), name: row.text("name"), points: row.figure("points"),
            standard: row.text("standard"), source: row.optionalChoice("source", Row.Source.self))
        })
      let sum = part.rows.reduce(ExactDecimal.zero) { $0 + $1.points }
      if sum != part.points { entry.report("rows", "“\(part.name)”各条分值合计 \(sum)，应为 \(part.points)") }
      return part
    }
    resultsMin = object.figure("results_min")
    goalStandard = object.text("goal_standard")
    grades = object.objects("grades").map { entry in
      defer { entry.finish() }
      return Grade(name: entry.text("name"), from: entry.figure("from"))
    }
    plan = ExAntePolicy.sections(object, "plan")
    report = ExAntePolicy.sections(object, "report")
    problemClasses = object.texts("problem_classes")
    let sum = parts.reduce(ExactDecimal.zero) { $0 + $1.points }
    if sum != .hundred { object.report("parts", "各部分分值合计 \(sum)，应为 100") }
    if parts.map(\.kind) != Part.Kind.allCases { object.report("parts", "“parts”应依次写决策、过程、产出、效益四部分") }
    if grades.last?.from != .zero || grades.map(\.from) != grades.map(\.from).sorted(by: >) {
      object.report("grades", "“grades”从高分到低分排，最后一级从 0 分起")
    }
  }

  /// The grade of a total; a boundary belongs to the better grade.
  public func grade(of total: ExactDecimal) -> String? { grades.first { total >= $0.from }?.name }
}
