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

  /// A slip in tables of final accounts: a step of the stage holds it, the next one mends it.
  public struct AccountsEntry: Hashable, Sendable {
    /// Identifier of the stage and the number of the step that has the slip.
    public let stage: String
    public let number: Int
    public let year: Int
    /// Identifier of the department.
    public let department: String
    public let slip: String
    public let rule: String
    public let cell: AccountsCell
    public let printed: Money
    public let right: Money
  }

  public internal(set) var entries: [Entry] = []
  public internal(set) var accounts: [AccountsEntry] = []
  public var count: Int { entries.count + accounts.count }

  public var json: JSON {
    .array(
      entries.map { entry in
        .object([
          "form": .string(entry.form), "revision": .integer(entry.revision), "year": .integer(entry.year),
          "project": .string(entry.project), "slip": .string(entry.slip.slip), "rule": .string(entry.slip.rule),
          "path": .string(entry.slip.path.text),
          "printed": .string(entry.slip.printed), "right": .string(entry.slip.right),
        ])
      }
        + accounts.map { entry in
          .object([
            "stage": .string(entry.stage), "number": .integer(entry.number), "year": .integer(entry.year),
            "department": .string(entry.department), "slip": .string(entry.slip), "rule": .string(entry.rule),
            "cell": .string(entry.cell.text), "printed": .string(entry.printed.printed.description),
            "right": .string(entry.right.printed.description),
          ])
        })
  }
}
