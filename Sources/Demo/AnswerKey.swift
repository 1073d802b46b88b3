public import Model

/// Which slips were planted where: what a review of the district is held against.
public struct AnswerKey: Sendable {
  public struct Entry: Hashable, Sendable {
    /// Identifier of the form and the number of its revision that has the slip.
    public let form: String
    public let revision: Int
    public let year: Int
    /// Code of the project, or identifier of the department.
    public let project: String
    public let slip: PlantedSlip
  }

  public internal(set) var entries: [Entry] = []

  public var json: JSON {
    .array(
      entries.map { entry in
        .object([
          "form": .string(entry.form), "revision": .integer(entry.revision), "year": .integer(entry.year),
          "project": .string(entry.project), "slip": .string(entry.slip.slip), "rule": .string(entry.slip.rule),
          "path": .string(entry.slip.path.text),
          "printed": .string(entry.slip.printed), "right": .string(entry.slip.right),
        ])
      })
  }
}
