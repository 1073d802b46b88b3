import Model
import Review
import Schemes
import Testing
import Web

@testable import Demo

@Suite struct GoalWriterTests {
  static let pipeline = try! Pipeline.standard()
  static let until = Day("2026-09-20")!

  @Test func `the same seed plans the same district`() throws {
    let size = DistrictPlan.Size(units: 24, years: 2)
    let one = try DistrictPlan(seed: 7, size: size, until: Self.until)
    let two = try DistrictPlan(seed: 7, size: size, until: Self.until)
    #expect(one.projects.map(\.code) == two.projects.map(\.code) && one.people.map(\.name) == two.people.map(\.name))
    #expect(one.departments.count == 3 && one.units.count == 24 && one.projects.count == 168)
    #expect(Set(one.projects.map(\.code)).count == 168 && Set(one.units.map(\.name)).count == 24)
    #expect(one.firstYear == 2025 && one.lastYear == 2027, "in September the goals of the next year are written")
    let other = try DistrictPlan(seed: 8, size: size, until: Self.until)
    #expect(other.people.map(\.name) != one.people.map(\.name))
    let spread = try DistrictPlan(seed: 7, size: .init(units: 24, years: 2, projects: 100), until: Self.until)
    #expect(spread.projects.count == 100 && Set(spread.projects.map(\.unit.id)).count == 24)
    #expect(throws: DemoFailure.self) {
      try DistrictPlan(seed: 7, size: .init(units: 1, years: 0), until: Day("2026-05-01")!)
    }
  }

  @Test func `a written goal form has nothing that a reviewer could prove wrong`() throws {
    let plan = try DistrictPlan(seed: 3, size: .init(units: 40, years: 3), until: Self.until)
    var told: [String: Int] = [:]
    for project in plan.projects.prefix(200) {
      let writer = GoalWriter(project: project, indicators: 20)
      let first = writer.form(project.firstYear, prior: [], template: nil)
      let second = writer.form(project.firstYear + 1, prior: [first.amounts.current!], template: nil)
      for form in [first, second] {
        #expect(form.indicators.count == 20)
        for finding in Self.pipeline.process(form).findings {
          told["\(finding.severity.rawValue) \(finding.rule)", default: 0] += 1
          #expect(finding.severity != .error, "\(finding.rule): \(finding.message)")
        }
      }
    }
    for unit in plan.departments {
      let form = DepartmentGoalWriter(unit: unit, random: SeededRandom(seed: 4)).form(
        2026, projects: [("甲项目", 12), ("乙项目", ExactDecimal("3.45")!)], prior: [], template: nil)
      for finding in Self.pipeline.process(form).findings {
        told["department \(finding.severity.rawValue) \(finding.rule)", default: 0] += 1
      }
    }
    #expect(told.isEmpty, "\(told)")
  }
}

extension GoalWriterTests {
  @Test func `a form may be as long as the longest that are filled in`() throws {
    let plan = try DistrictPlan(seed: 3, size: .init(units: 8, years: 1), until: Self.until)
    for project in plan.projects.prefix(20) {
      let rows = GoalWriter(project: project, indicators: 85).form(2026, prior: [], template: nil).indicators
      #expect(rows.count == 85)
      #expect(rows.allSatisfy { ($0.indicator.weight ?? 0) > 0 })
      #expect(rows.reduce(ExactDecimal.zero) { $0 + ($1.indicator.weight ?? 0) } == 90)
      #expect(Set(rows.map { $0.indicator.name ?? "" }).count == 85)
    }
  }
}

@Suite struct SlipTests {
  @Test(arguments: Slip.goals)
  func `every kind of slip in a goal is found by the rule that the key names`(slip: Slip) throws {
    let plan = try DistrictPlan(seed: 5, size: .init(units: 40, years: 1), until: GoalWriterTests.until)
    var planted = 0
    for project in plan.projects.prefix(60) {
      let writer = GoalWriter(project: project, indicators: 20)
      let last = writer.form(2025, prior: [], template: nil).amounts.current!
      var form = writer.form(2026, prior: [last, last], template: nil)
      var random = SeededRandom(seed: 11)
      guard let made = slip.plant(in: &form, &random) else { continue }
      planted += 1
      let found = GoalWriterTests.pipeline.process(form).findings
      #expect(found.contains { $0.rule == made.rule }, "\(made): \(found.map(\.rule))")
      let others = found.filter { $0.severity == .error && $0.rule != made.rule && !slip.also.contains($0.rule) }
      #expect(others.isEmpty, "\(made): \(others.map { $0.rule + $0.message })")
    }
    #expect(planted > 20, "\(slip)")
  }

  @Test func `every slip has a name of its own in its kind of form`() {
    for slips in [Slip.goals, Slip.evaluations, Slip.monitorings] {
      #expect(Set(slips.map(\.name)).count == slips.count)
    }
  }
}
