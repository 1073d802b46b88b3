import Model
public import Schemes

/// What invented districts are made of: names and themes, read from `Resources/districts/district.json5`.
struct DistrictMaterial: Sendable {
  struct ProjectKind: Sendable {
    let name: String
    /// Money for one piece, in 万元, and what a piece is counted in.
    let unitPrice: ExactDecimal
    let of: String
  }

  struct Activity: Sendable {
    let name: String
    let of: String
    let low: Int
    let high: Int
  }

  struct Theme: Sendable {
    let departments: [String]
    let projects: [ProjectKind]
    let activities: [Activity]
    let quality: [String]
    let benefit: [String]
    let satisfaction: [String]
  }

  let departments: [String]
  let streets: [String]
  let unitNames: [String]
  let surnames: [String]
  let givenNames: [String]
  /// What people write where a result differs from its target, and what they do about it.
  let reasons: [String]
  let measures: [String]
  let themes: [Theme]

  /// - Throws: the mistakes of the file, or that it is missing.
  static func standard() throws(DemoFailure) -> DistrictMaterial {
    guard let file = ResourceFiles.bytes(in: "districts").first(where: { $0.name == "district.json5" }) else {
      throw .noMaterial
    }
    let reader = DataFileReader(file: file.name)
    guard let root = reader.open(file.bytes) else { throw .mistakes(reader.mistakes) }
    let material = DistrictMaterial(root)
    root.finish()
    guard reader.mistakes.isEmpty else { throw .mistakes(reader.mistakes) }
    return material
  }

  private init(_ root: DataObject) {
    func names(_ key: String) -> [String] {
      let names = root.texts(key)
      if names.isEmpty { root.report(key, "“\(key)”至少要有一个") }
      return names
    }
    departments = names("departments")
    streets = names("streets")
    unitNames = names("unit_names")
    surnames = names("surnames")
    givenNames = names("given_names")
    reasons = names("reasons")
    measures = names("measures")
    themes = root.objects("themes").map(Self.theme)
    if themes.last?.departments.isEmpty != true { root.report("themes", "最后一组不写部门，给没有点名的部门用") }
  }

  private static func theme(_ object: DataObject) -> Theme {
    defer { object.finish() }
    return Theme(
      departments: object.texts("departments"), projects: object.objects("projects").map(projectKind),
      activities: object.objects("activities").map(activity), quality: object.texts("quality"),
      benefit: object.texts("benefit"), satisfaction: object.texts("satisfaction"))
  }

  private static func projectKind(_ object: DataObject) -> ProjectKind {
    defer { object.finish() }
    return ProjectKind(name: object.text("name"), unitPrice: object.figure("unit_price"), of: object.text("of"))
  }

  private static func activity(_ object: DataObject) -> Activity {
    defer { object.finish() }
    let low = object.integer("low")
    let high = object.integer("high")
    if low >= high { object.report("high", "“high”要大于“low”") }
    return Activity(name: object.text("name"), of: object.text("of"), low: low, high: max(high, low + 1))
  }

  /// What a department works on; the last theme where none names it.
  func theme(of department: String) -> Theme {
    themes.first { theme in theme.departments.contains { department.hasSuffix($0) } } ?? themes[themes.count - 1]
  }
}

/// Why a district cannot be made.
public enum DemoFailure: Error, Sendable, CustomStringConvertible {
  case noMaterial
  case mistakes([DataMistake])
  case tooEarly

  public var description: String {
    switch self {
    case .noMaterial: "没有找到 Resources/districts/district.json5。请在项目文件夹里运行，或用环境变量 HENGJI_RESOURCES 指明"
    case .tooEarly: "只生成下一年度的目标时，日期要在 9 月以后。请改 --until，或者把 --years 写成 1 以上"
    case .mistakes(let mistakes): mistakes.map(\.description).joined(separator: "\n")
    }
  }
}
