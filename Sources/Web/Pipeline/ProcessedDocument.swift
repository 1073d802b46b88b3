public import Forms
public import Model
public import Scoring

/// A document with all that was found out about it.
public struct ProcessedDocument: Sendable {
  public let name: String
  public let reading: Reading
  /// In order of severity, then of the page.
  public let findings: [Finding]
  /// One per form; nil for forms that are not scored.
  public let scores: [Score?]

  public init(name: String, reading: Reading, findings: [Finding], scores: [Score?]) {
    self.name = name
    self.reading = reading
    self.findings = findings
    self.scores = scores
  }

  public var content: DocumentContent { reading.content }
  public var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// As the reading contract prints it; `findings` and `scoring` are there when they were asked for.
  public func json(findings: Bool = false, scoring: [JSON]? = nil, _ copy: FormContent.Copy) -> JSON {
    var members = [JSON.Member("file", .string(name))]
    members += content.json(copy).members ?? []
    if findings { members.append(JSON.Member("findings", .array(self.findings.map(\.json)))) }
    if let scoring { members.append(JSON.Member("scoring", .array(scoring))) }
    return .object(members)
  }
}
