public import Model

/// What a key evaluation holds (重点评价): why it was chosen, the plan, the working paper by indicators, problems, the report.
public struct KeyEvaluationFile: Hashable, Sendable {
  /// One indicator of the working paper (工作底稿).
  public struct Row: Hashable, Sendable {
    public var id: String
    public var part: KeyEvaluationPolicy.Part.Kind
    /// 二级指标.
    public var group: String
    /// 三级指标.
    public var name: String
    public var points: ExactDecimal?
    /// How it is scored.
    public var standard: String
    /// What the program reckons for it; nil for what people judge.
    public var source: KeyEvaluationPolicy.Row.Source?
    public var score: ExactDecimal?
    /// What was seen and where it stands (取证).
    public var evidence = ""
    /// Why points were taken off.
    public var reason = ""

    public init(
      id: String, part: KeyEvaluationPolicy.Part.Kind, group: String, name: String, points: ExactDecimal?,
      standard: String, source: KeyEvaluationPolicy.Row.Source? = nil
    ) {
      self.id = id
      self.part = part
      self.group = group
      self.name = name
      self.points = points
      self.standard = standard
      self.source = source
    }
  }

  /// A problem that was found; it becomes an item of the rectification ledger.
  public struct Problem: Hashable, Sendable {
    public var problemClass: String
    public var words: String
    /// What is asked of the unit.
    public var measure: String
    /// Money that hangs on it.
    public var amount: Money?

    public init(problemClass: String, words: String, measure: String, amount: Money? = nil) {
      self.problemClass = problemClass
      self.words = words
      self.measure = measure
      self.amount = amount
    }
  }

  /// The policy that it is done by; it stays, so that points never change by themselves.
  public var policy: String?
  /// Identifiers of the criteria by which the object was chosen.
  public var criteria: Set<String> = []
  /// Why it was chosen, in words.
  public var reason = ""
  /// Money that is evaluated.
  public var amount: Money?
  /// Who answers for the evaluation (主评人).
  public var lead = ""
  public var plan: [String: String] = [:]
  public var rows: [Row] = []
  public var problems: [Problem] = []
  public var report: [String: String] = [:]
  /// Accounts of the experts who review the report.
  public var experts: Set<String> = []

  public init() {}

  /// Reads what a stage holds; what is not there is empty.
  public init(_ json: JSON) {
    policy = json["policy"]?.string
    criteria = Set((json["criteria"]?.array ?? []).compactMap(\.string))
    experts = Set((json["experts"]?.array ?? []).compactMap(\.string))
    reason = json["reason"]?.string ?? ""
    lead = json["lead"]?.string ?? ""
    amount = json["amount_fen"]?.integer.map { Money(fen: Int64($0)) }
    plan = WrittenTexts.read(json["plan"])
    report = WrittenTexts.read(json["report"])
    rows = (json["rows"]?.array ?? []).compactMap { Row($0) }
    problems = (json["problems"]?.array ?? []).map { entry in
      Problem(
        problemClass: entry["class"]?.string ?? "", words: entry["problem"]?.string ?? "",
        measure: entry["measure"]?.string ?? "",
        amount: entry["amount_fen"]?.integer.map { Money(fen: Int64($0)) })
    }
  }

  public var json: JSON {
    .object([
      "amount_fen": amount.flatMap { Int(exactly: $0.fen) }.map { .integer($0) },
      "criteria": .array(criteria.sorted().map { .string($0) }),
      "experts": .array(experts.sorted().map { .string($0) }),
      "lead": .string(lead), "plan": WrittenTexts.json(plan), "policy": policy.map { .string($0) },
      "problems": .array(
        problems.map { problem in
          .object([
            "amount_fen": problem.amount.flatMap { Int(exactly: $0.fen) }.map { .integer($0) },
            "class": .string(problem.problemClass), "measure": .string(problem.measure),
            "problem": .string(problem.words),
          ])
        }), "reason": .string(reason), "report": WrittenTexts.json(report), "rows": .array(rows.map(\.json)),
    ])
  }

  // MARK: points

  public func rows(of part: KeyEvaluationPolicy.Part.Kind) -> [Row] { rows.filter { $0.part == part } }
  public var of: ExactDecimal { rows.reduce(.zero) { $0 + ($1.points ?? .zero) }.trimmed }
  /// Points of outputs and effects together.
  public var ofResults: ExactDecimal {
    rows.filter(\.part.isResult).reduce(.zero) { $0 + ($1.points ?? .zero) }.trimmed
  }
  /// Points given so far.
  public var given: ExactDecimal { rows.reduce(.zero) { $0 + ($1.score ?? .zero) }.trimmed }
  /// The score; nil while a row is open.
  public var total: ExactDecimal? { rows.isEmpty || rows.contains { $0.score == nil } ? nil : given }
}

extension KeyEvaluationFile.Row {
  init?(_ json: JSON) {
    guard let id = json["id"]?.string,
      let part = json["part"]?.string.flatMap({ KeyEvaluationPolicy.Part.Kind(rawValue: $0) })
    else { return nil }
    self.init(
      id: id, part: part, group: json["group"]?.string ?? "", name: json["name"]?.string ?? "",
      points: json["points"]?.number, standard: json["standard"]?.string ?? "",
      source: json["source"]?.string.flatMap { KeyEvaluationPolicy.Row.Source(rawValue: $0) })
    score = json["score"]?.number
    evidence = json["evidence"]?.string ?? ""
    reason = json["reason"]?.string ?? ""
  }

  var json: JSON {
    .object([
      "evidence": .string(evidence), "group": .string(group), "id": .string(id), "name": .string(name),
      "part": .string(part.rawValue), "points": points.map { .number($0) }, "reason": .string(reason),
      "score": score.map { .number($0) }, "source": source.map { .string($0.rawValue) }, "standard": .string(standard),
    ])
  }
}

/// Texts by section, as stages keep them.
enum WrittenTexts {
  static func read(_ json: JSON?) -> [String: String] {
    Dictionary((json?.members ?? []).compactMap { member in member.value.string.map { (member.key, $0) } }) { one, _ in
      one
    }
  }

  static func json(_ texts: [String: String]) -> JSON {
    .object(texts.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
  }
}
