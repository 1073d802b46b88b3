public import Forms
public import Model

/// A document with all that was found out about it.
public struct ProcessedDocument: Sendable {
  public let name: String
  public let reading: Reading
  /// In order of severity, then of the page.
  public let findings: [Finding]

  public init(name: String, reading: Reading, findings: [Finding]) {
    self.name = name
    self.reading = reading
    self.findings = findings
  }

  public var content: DocumentContent { reading.content }
  public var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// As the reading contract prints it: `findings` and `scoring` are there when they were asked for.
  public func json(findings withFindings: Bool, _ copy: FormContent.Copy) -> JSON {
    var members = [JSON.Member("file", .string(name))]
    members += content.json(copy).members ?? []
    if withFindings { members.append(JSON.Member("findings", .array(findings.map(\.json)))) }
    return .object(members)
  }
}
