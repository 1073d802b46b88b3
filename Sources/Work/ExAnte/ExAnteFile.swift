public import Lifecycle
public import Model

/// What an ex-ante evaluation holds: the unit's material, the assessor's judgements and words.
public struct ExAnteFile: Hashable, Sendable {
  /// What somebody says about one question.
  public struct Judgement: Hashable, Sendable {
    /// Identifier of a grade of the policy.
    public var grade: String
    public var words: String

    public init(grade: String, words: String) {
      self.grade = grade
      self.words = words
    }
  }

  public var kind: ExAntePolicy.Kind
  /// The policy that it is assessed by; nil until an assessor begins. It stays, so that points never change by themselves.
  public var policy: String?
  /// What the project or policy asks for.
  public var amount: Money?
  /// By section of the policy.
  public var material: [String: String] = [:]
  /// By dimension and question: `necessity.policy`.
  public var judgements: [String: Judgement] = [:]
  public var report: [String: String] = [:]

  public init(kind: ExAntePolicy.Kind, amount: Money? = nil) {
    self.kind = kind
    self.amount = amount
  }

  /// Reads what a stage holds; what is not there is empty.
  public init(_ json: JSON) {
    kind = json["kind"]?.string.flatMap { ExAntePolicy.Kind(rawValue: $0) } ?? .project
    policy = json["policy"]?.string
    amount = json["amount_fen"]?.integer.map { Money(fen: Int64($0)) }
    material = WrittenTexts.read(json["material"])
    report = WrittenTexts.read(json["report"])
    for member in json["judgements"]?.members ?? [] {
      judgements[member.key] = Judgement(
        grade: member.value["grade"]?.string ?? "", words: member.value["words"]?.string ?? "")
    }
  }

  public var json: JSON {
    .object([
      "amount_fen": amount.flatMap { Int(exactly: $0.fen) }.map { .integer($0) },
      "judgements": .object(
        judgements.sorted { $0.key < $1.key }.map {
          .init($0.key, .object(["grade": .string($0.value.grade), "words": .string($0.value.words)]))
        }), "kind": .string(kind.rawValue), "material": WrittenTexts.json(material),
      "policy": policy.map { .string($0) },
      "report": WrittenTexts.json(report),
    ])
  }
}

/// The points of an evaluation with where each comes from.
public struct ExAnteScore: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public let key: String
    public let question: ExAntePolicy.Question
    /// nil while the question is not answered.
    public let grade: ExAntePolicy.Grade?
    public let words: String
    public var points: ExactDecimal? { grade.map { ($0.share * question.points).trimmed } }
  }

  public struct Group: Hashable, Sendable {
    public let name: String
    public let lines: [Line]
    public var of: ExactDecimal { lines.reduce(.zero) { $0 + $1.question.points } }
    public var points: ExactDecimal { lines.reduce(.zero) { $0 + ($1.points ?? .zero) }.trimmed }
  }

  public struct Dimension: Hashable, Sendable {
    public let dimension: ExAntePolicy.Dimension
    public let groups: [Group]
    public var of: ExactDecimal { dimension.points }
    public var points: ExactDecimal { groups.reduce(.zero) { $0 + $1.points }.trimmed }
    public var lines: [Line] { groups.flatMap(\.lines) }
  }

  public let dimensions: [Dimension]

  public init(_ file: ExAnteFile, _ policy: ExAntePolicy) {
    dimensions = policy.dimensions(file.kind).map { dimension in
      Dimension(
        dimension: dimension,
        groups: dimension.parts.map { part in
          Group(
            name: part.name,
            lines: part.questions.map { question in
              let key = "\(dimension.id).\(question.id)"
              let judgement = file.judgements[key]
              return Line(
                key: key, question: question, grade: judgement.flatMap { policy.grade($0.grade) },
                words: judgement?.words ?? "")
            })
        })
    }
  }

  public var lines: [Line] { dimensions.flatMap(\.lines) }
  public var missing: [Line] { lines.filter { $0.grade == nil } }
  public var of: ExactDecimal { dimensions.reduce(.zero) { $0 + $1.of } }
  public var total: ExactDecimal { dimensions.reduce(.zero) { $0 + $1.points }.trimmed }

  /// What the points lead to; nil while a question is open.
  public func conclusion(_ policy: ExAntePolicy) -> ExAntePolicy.Conclusion? {
    missing.isEmpty ? policy.conclusion(total) : nil
  }
}
