public import Model

/// What a rectification item holds (整改事项): the problem, what is asked, what was done.
public struct Rectification: Hashable, Sendable {
  /// What brought the problem to light.
  public enum Source: String, Sendable, CaseIterable {
    case monitoring
    case selfEvaluation = "self-evaluation"
    case reEvaluation = "re-evaluation"
    case evaluation, audit

    public var officialName: String {
      switch self {
      case .monitoring: "运行监控"
      case .selfEvaluation: "单位自评"
      case .reEvaluation: "再评价"
      case .evaluation: "重点评价"
      case .audit: "审计"
      }
    }
  }

  public var source: Source
  /// 目标管理, 预算执行, 项目管理, 资金使用, 数据质量, …: as the place sorts its problems.
  public var problemClass: String
  public var problem: String
  public var cause: String
  /// What is asked of the unit.
  public var measure: String
  /// Stage that it came from; nil where it came from outside.
  public var from: String?
  /// What the unit did, in its own words.
  public var reply: String
  /// Digests of the proving files.
  public var proof: [String]
  /// What the verifier found.
  public var result: String
  /// Money that hangs on it; nil where none does.
  public var amount: Money?

  public init(
    source: Source, problemClass: String, problem: String, cause: String = "", measure: String, from: String? = nil,
    amount: Money? = nil
  ) {
    self.source = source
    self.problemClass = problemClass
    self.problem = problem
    self.cause = cause
    self.measure = measure
    self.from = from
    self.amount = amount
    reply = ""
    proof = []
    result = ""
  }

  /// Reads back what `json` wrote; members that are missing are empty.
  public init(_ json: JSON) {
    func text(_ key: String) -> String { json[key]?.string ?? "" }
    self.init(
      source: Source(rawValue: text("source")) ?? .evaluation, problemClass: text("class"), problem: text("problem"),
      cause: text("cause"), measure: text("measure"), from: json["from"]?.string,
      amount: json["amount_fen"]?.integer.map { Money(fen: Int64($0)) })
    reply = text("reply")
    proof = (json["proof"]?.array ?? []).compactMap(\.string)
    result = text("result")
  }

  public var json: JSON {
    .object([
      "source": .string(source.rawValue), "class": .string(problemClass), "problem": .string(problem),
      "cause": .string(cause), "measure": .string(measure), "from": from.map { .string($0) }, "reply": .string(reply),
      "proof": .array(proof.map { .string($0) }), "result": .string(result),
      "amount_fen": amount.map { .integer(Int($0.fen)) },
    ])
  }
}
