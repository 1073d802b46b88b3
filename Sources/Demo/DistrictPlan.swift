public import Lifecycle
public import Model

/// An invented district: units, people and projects, the same for the same seed.
///
/// Nothing in it is real. It is used to look at the program, to load it, and to test it with known faults.
public struct DistrictPlan: Sendable {
  public struct Size: Hashable, Sendable {
    /// Units below the departments.
    public var units: Int
    /// Budget years that are lived, the last of them under way; 0 for the goals of the coming year alone.
    public var years: Int
    /// Projects of all units together, as evenly as it goes; the first units have what is left over.
    public var projects: Int
    /// Indicators of a project.
    public var indicators: Int

    /// - Parameter projects: nil for seven a unit.
    public init(units: Int, years: Int, projects: Int? = nil, indicators: Int = 20) {
      self.units = units
      self.years = years
      self.projects = projects ?? units * 7
      self.indicators = indicators
    }

    /// One department for eight units, as districts have it.
    public var departments: Int { max(1, (units + 7) / 8) }
  }

  public struct PlannedUnit: Sendable {
    public let id: String
    public let name: String
    public let code: String
    /// nil for a department, which stands below the district itself.
    public let department: String?
    let theme: DistrictMaterial.Theme
  }

  public struct Person: Sendable {
    public let login: String
    public let name: String
    public let role: Role
    public let unit: String
  }

  public struct PlannedProject: Sendable {
    public let code: String
    public let name: String
    public let unit: PlannedUnit
    public let departmentName: String
    /// First budget year; later ones follow from it.
    public let firstYear: Int
    let kind: DistrictMaterial.ProjectKind
    /// The random source of this project alone: its life does not depend on how many others there are.
    let random: SeededRandom
  }

  public let seed: UInt64
  public let size: Size
  /// The day up to which the district lives.
  public let until: Day
  public let firstYear: Int
  /// The last year with goals: the coming one from September on.
  public let lastYear: Int
  let material: DistrictMaterial
  public let departments: [PlannedUnit]
  public let units: [PlannedUnit]
  public let people: [Person]
  /// Experts whom finance asks; their unit is the district itself.
  public let experts: [Person]
  public let projects: [PlannedProject]

  /// - Throws: `.tooEarly` when nothing would be lived through by that day.
  public init(seed: UInt64, size: Size, until: Day) throws(DemoFailure) {
    self.seed = seed
    self.size = size
    self.until = until
    firstYear = until.year - size.years + 1
    lastYear = until.year + (until >= .of(until.year, 9, 1) ? 1 : 0)
    guard firstYear <= lastYear else { throw .tooEarly }
    material = try DistrictMaterial.standard()
    var random = SeededRandom(seed: seed)
    departments = Self.departments(size.departments, material)
    units = Self.units(size.units, departments, material)
    people = Self.people(departments, units, material, &random)
    experts = Self.experts(material, seed)
    projects = Self.projects(size, firstYear: firstYear, lastYear: lastYear, departments, units, seed)
  }

  private static func departments(_ count: Int, _ material: DistrictMaterial) -> [PlannedUnit] {
    (0..<count).map { index in
      let bureaus = material.departments.count
      let street = index - bureaus
      let name: String
      if index < bureaus {
        name = material.departments[index]
      } else {
        // More streets than names: they are numbered.
        let round = street / material.streets.count
        name = material.streets[street % material.streets.count] + (round == 0 ? "办事处" : "第\(round + 1)办事处")
      }
      return PlannedUnit(
        id: "d\(pad(index + 1, 2))", name: "示范区" + name, code: pad(100 + index, 3), department: nil,
        theme: material.theme(of: name))
    }
  }

  private static func units(
    _ count: Int, _ departments: [PlannedUnit], _ material: DistrictMaterial
  ) -> [PlannedUnit] {
    (0..<count).map { index in
      let department = departments[index % departments.count]
      let round = index / departments.count
      let suffix = round < material.unitNames.count ? "" : "第\(round / material.unitNames.count + 1)"
      let short = department.name.dropFirst("示范区".count)
      let stem = ["局", "办事处"].first { short.hasSuffix($0) }.map { short.dropLast($0.count) } ?? short
      return PlannedUnit(
        id: "\(department.id)u\(pad(round + 1, 2))",
        name: "示范区\(stem)\(suffix)\(material.unitNames[round % material.unitNames.count])",
        code: department.code + pad(round + 1, 3), department: department.id, theme: department.theme)
    }
  }

  private static func people(
    _ departments: [PlannedUnit], _ units: [PlannedUnit], _ material: DistrictMaterial, _ random: inout SeededRandom
  ) -> [Person] {
    func name(_ random: inout SeededRandom) -> String {
      material.surnames.randomElement(using: &random)! + material.givenNames.randomElement(using: &random)!
    }
    var people: [Person] = []
    for department in departments {
      for (mark, role) in [
        ("cw", Role.departmentFinanceOfficer), ("ks", .departmentProgramOfficer), ("zh", .departmentPerformanceLead),
        ("fz", .departmentHead),
      ] {
        people.append(Person(login: department.id + mark, name: name(&random), role: role, unit: department.id))
      }
    }
    for unit in units {
      for number in 1...4 {
        people.append(
          Person(login: "\(unit.id)p\(number)", name: name(&random), role: .executingUnit, unit: unit.id))
      }
    }
    return people
  }

  /// As many as a panel needs for leaving out the highest and the lowest points.
  static let expertsMost = 5

  private static func experts(_ material: DistrictMaterial, _ seed: UInt64) -> [Person] {
    var random = SeededRandom(seed: seed &+ 0xE0)
    return (1...expertsMost).map { number in
      let name =
        material.surnames.randomElement(using: &random)! + material.givenNames.randomElement(using: &random)!
      return Person(login: "zj\(number)", name: name, role: .expertReviewer, unit: "")
    }
  }

  private static func projects(
    _ size: Size, firstYear: Int, lastYear: Int, _ departments: [PlannedUnit], _ units: [PlannedUnit], _ seed: UInt64
  ) -> [PlannedProject] {
    let names = Dictionary(uniqueKeysWithValues: departments.map { ($0.id, $0.name) })
    var projects: [PlannedProject] = []
    for (place, unit) in units.enumerated() {
      for index in 0..<(size.projects / units.count + (place < size.projects % units.count ? 1 : 0)) {
        var random = SeededRandom(seed: seed &* 1_000_003 &+ UInt64(projects.count))
        let kind = unit.theme.projects[index % unit.theme.projects.count]
        let round = index / unit.theme.projects.count
        let year =
          Int.random(in: 0..<10, using: &random) < 7 ? firstYear : Int.random(in: firstYear...lastYear, using: &random)
        projects.append(
          PlannedProject(
            code: "99\(unit.code)\(pad(year, 4))T\(pad(projects.count + 1, 6))",
            name: kind.name + (round == 0 ? "" : "（第\(round + 1)批）"), unit: unit,
            departmentName: unit.department.flatMap { names[$0] } ?? unit.name, firstYear: year, kind: kind,
            random: random))
      }
    }
    return projects
  }

  static func pad(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
