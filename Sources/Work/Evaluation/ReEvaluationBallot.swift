import Lifecycle
import Model

extension ReEvaluationSheet {
  /// What one expert of a panel gave.
  public struct Ballot: Hashable, Sendable {
    public let account: String
    public var parts: [Part]
    public var rows: [Row]
    public var vetoes: Set<String>
    /// Handed in.
    public var isClosed: Bool
  }

  /// Shows what stands on a ballot.
  mutating func take(_ ballot: Ballot) {
    parts = ballot.parts
    rows = ballot.rows
    vetoes = ballot.vetoes
  }

  func with(_ ballot: Ballot) -> ReEvaluationSheet {
    var out = self
    out.ballots.removeAll { $0.account == ballot.account }
    out.ballots.append(ballot)
    out.ballots.sort { $0.account < $1.account }
    return out
  }
}

extension ReEvaluationSheet.Part {
  init?(_ json: JSON) {
    guard let id = json["id"]?.string else { return nil }
    self.init(
      id: id, points: json["points"]?.string.flatMap { ExactDecimal($0) }, reason: json["reason"]?.string ?? "")
  }

  var json: JSON {
    .object(["id": .string(id), "points": points.map { .string($0.description) }, "reason": .string(reason)])
  }
}

extension ReEvaluationSheet.Row {
  init?(_ json: JSON) {
    guard let path = json["path"]?.string else { return nil }
    self.init(
      path: FormPath(path), points: json["points"]?.string.flatMap { ExactDecimal($0) },
      reason: json["reason"]?.string ?? "")
  }

  var json: JSON {
    .object(["path": .string(path.text), "points": points.map { .string($0.description) }, "reason": .string(reason)])
  }
}

extension ReEvaluationSheet.Ballot {
  init?(_ json: JSON) {
    guard let account = json["account"]?.string else { return nil }
    self.init(
      account: account, parts: (json["parts"]?.array ?? []).compactMap(ReEvaluationSheet.Part.init),
      rows: (json["rows"]?.array ?? []).compactMap(ReEvaluationSheet.Row.init),
      vetoes: Set((json["vetoes"]?.array ?? []).compactMap(\.string)), isClosed: json["closed"]?.bool ?? false)
  }

  var json: JSON {
    .object([
      "account": .string(account), "closed": .bool(isClosed), "parts": .array(parts.map(\.json)),
      "rows": .array(rows.map(\.json)), "vetoes": .array(vetoes.sorted().map { .string($0) }),
    ])
  }
}
