public import Model

/// The sums of a form as they are compared between files.
public struct PrintedFigures: Hashable, Sendable {
  /// Kind, year and name.
  public var name: String
  /// Its sums as they are printed.
  public var figures: String

  public init(name: String, figures: String) {
    self.name = name
    self.figures = figures
  }

  /// nil for a form without a name.
  public init?(_ form: FormContent) {
    guard let name = form.name else { return nil }
    self.name = [form.year.map { "\($0) 年" }, form.kind.officialName, "“\(name)”"].compactMap { $0 }.joined()
    let sums: [(String, ExactDecimal?)] = [
      ("总预算", form.amounts.total), ("当年预算", form.amounts.current), ("预算数", form.execution?.budget),
      ("执行数", form.execution?.actual), ("得分", form.score),
    ]
    figures = sums.compactMap { label, sum in sum.map { "\(label) \($0.trimmed)" } }.joined(separator: "、")
  }

  /// A project that several files give with different figures.
  public struct Conflict: Hashable, Sendable {
    public var name: String
    public var places: [Place]
  }

  /// What one file says of a project.
  public struct Place: Hashable, Sendable {
    public var file: String
    public var figures: String
  }

  /// Projects with different figures in different files, by name; a project without figures says nothing.
  public static func conflicts(_ found: [(file: String, project: PrintedFigures)]) -> [Conflict] {
    var places: [String: [Place]] = [:]
    for (file, project) in found where !project.figures.isEmpty {
      places[project.name, default: []].append(Place(file: file, figures: project.figures))
    }
    return places.filter { Set($0.value.map(\.figures)).count > 1 && Set($0.value.map(\.file)).count > 1 }
      .map { Conflict(name: $0.key, places: $0.value) }.sorted { $0.name < $1.name }
  }
}
