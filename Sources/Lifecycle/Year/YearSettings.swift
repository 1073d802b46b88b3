public import Model

/// What is in force in one budget year: the dates, the forms, the schemes and the policies, each by its identifier.
///
/// A year keeps its settings for good, so that it can be computed again exactly as it was.
public struct YearSettings: Hashable, Sendable {
  /// A day by which something is due.
  public struct Deadline: Hashable, Sendable {
    /// `first-up`, `second-up`, `self-evaluation`, …; for a checkpoint `monitoring-` and its month.
    public var id: String
    public var name: String
    /// As 2024-08-31.
    public var day: String

    public init(id: String, name: String, day: String) {
      self.id = id
      self.name = name
      self.day = day
    }
  }

  /// In the order of the year.
  public var deadlines: [Deadline]
  /// Months at whose end monitoring looks, 1…12, in order.
  public var checkpoints: [Int]
  /// Template in force for a kind of form.
  public var templates: [FormKind: String]
  /// Scoring scheme in force for a kind of form; where none is told, the scheme that fits the form's place and year.
  public var schemes: [FormKind: String]
  /// Policy in force for a subject: terms, lights, budget-link, …
  public var policies: [String: String]

  public init(
    deadlines: [Deadline] = [], checkpoints: [Int] = [], templates: [FormKind: String] = [:],
    schemes: [FormKind: String] = [:], policies: [String: String] = [:]
  ) {
    self.deadlines = deadlines
    self.checkpoints = checkpoints
    self.templates = templates
    self.schemes = schemes
    self.policies = policies
  }

  /// The day of a deadline; nil where the year has none of that name.
  public func day(_ id: String) -> String? { deadlines.first { $0.id == id }?.day }

  public var json: JSON {
    .object([
      "checkpoints": .array(checkpoints.map { .integer($0) }),
      "deadlines": .array(
        deadlines.map { .object(["day": .string($0.day), "id": .string($0.id), "name": .string($0.name)]) }),
      "policies": .object(policies.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }),
      "schemes": Self.json(schemes), "templates": Self.json(templates),
    ])
  }

  /// Reads back what `json` wrote; nil when a member is missing or of another shape.
  public init?(json: JSON) {
    guard let days = json["deadlines"]?.array, let months = json["checkpoints"]?.array,
      let policies = json["policies"]?.members, let schemes = Self.byKind(json["schemes"]),
      let templates = Self.byKind(json["templates"])
    else { return nil }
    var deadlines: [Deadline] = []
    for day in days {
      guard let id = day["id"]?.string, let name = day["name"]?.string, let date = day["day"]?.string else {
        return nil
      }
      deadlines.append(Deadline(id: id, name: name, day: date))
    }
    self.init(
      deadlines: deadlines, checkpoints: months.compactMap(\.integer), templates: templates, schemes: schemes,
      policies: Dictionary(policies.compactMap { member in member.value.string.map { (member.key, $0) } }) { one, _ in
        one
      })
  }

  private static func json(_ byKind: [FormKind: String]) -> JSON {
    .object(byKind.sorted { $0.key.rawValue < $1.key.rawValue }.map { .init($0.key.rawValue, .string($0.value)) })
  }

  private static func byKind(_ json: JSON?) -> [FormKind: String]? {
    guard let members = json?.members else { return nil }
    var found: [FormKind: String] = [:]
    for member in members {
      guard let kind = FormKind(rawValue: member.key), let id = member.value.string else { return nil }
      found[kind] = id
    }
    return found
  }
}
