public import Model
public import Schemes

extension Score {
  /// As the reading contract prints it, with the rule, its basis and the cell of each part and row.
  /// - Parameter scheme: the scheme that made the score, for the names and bases of its rules.
  public func json(_ scheme: Scheme) -> JSON {
    .object([
      "form": .string(form), "scheme": .string(self.scheme), "total": .number(total.trimmed),
      "printed": printed.map { .number($0) }, "printed_sum": printedSum.map { .number($0.trimmed) },
      "grade": grade.map { .string($0.name) }, "scheme_name": .string(schemeName),
      "scheme_why": schemeWhy.map { .string($0) },
      "parts": .array(root.children.map { $0.json(scheme) }),
      "notes": notes.isEmpty ? nil : .array(notes.map { .string($0.text) }),
    ])
  }
}

extension ScoreNode {
  func json(_ scheme: Scheme) -> JSON {
    let provision = rule.map(scheme.provision)
    return .object([
      "name": .string(name), "weight": weight.map { .number($0.trimmed) },
      "score": .number(score.rounded(to: min(score.places, scheme.rounding.rowPlaces)).trimmed),
      "printed": printed.map { .number($0) }, "why": .string(why),
      "rule": provision.map { .string($0.id) }, "standing": provision.map { .string($0.standing.rawValue) },
      "basis": provision.map { .string($0.basis.joined(separator: "；")) }, "path": path.map { .string($0.text) },
      "target": target.map { .string($0) }, "actual": actual.map { .string($0) },
      "flags": flags.names.isEmpty ? nil : .array(flags.names.map { .string($0) }),
      "judged": flags.contains(.judged) ? .bool(true) : nil,
      "computed": flags.contains(.computed) ? .bool(true) : nil,
      "parts": children.isEmpty ? nil : .array(children.map { $0.json(scheme) }),
    ])
  }
}

extension ScoreNode.Flags {
  /// What is odd, besides that people judged or the program computed, which stand by themselves.
  fileprivate var names: [String] {
    let all: [(ScoreNode.Flags, String)] = [
      (.outsideBand, "outside-band"), (.differs, "differs"), (.explain, "explain"),
      (.unusableTarget, "unusable-target"), (.open, "open"), (.capped, "capped"), (.noWeight, "no-weight"),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }
}
