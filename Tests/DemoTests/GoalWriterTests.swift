import Model
import Review
import Schemes
import Testing
import Web

@testable import Demo

@Suite struct GoalWriterTests {
  static let pipeline = try! Pipeline.standard()

  @Test func `the same seed plans the same district`() throws {
    let size = DistrictPlan.Size(units: 24, years: 2)
    let one = try DistrictPlan(seed: 7, size: size, lastYear: 2026)
    let two = try DistrictPlan(seed: 7, size: size, lastYear: 2026)
    #expect(one.projects.map(\.code) == two.projects.map(\.code) && one.people.map(\.name) == two.people.map(\.name))
    #expect(one.departments.count == 3 && one.units.count == 24 && one.projects.count == 168)
    #expect(Set(one.projects.map(\.code)).count == 168 && Set(one.units.map(\.name)).count == 24)
    let other = try DistrictPlan(seed: 8, size: size, lastYear: 2026)
    #expect(other.people.map(\.name) != one.people.map(\.name))
  }

  @Test func `a written goal form has nothing that a reviewer could prove wrong`() throws {
    let plan = try DistrictPlan(seed: 3, size: .init(units: 40, years: 3), lastYear: 2026)
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
    #expect(told.isEmpty, "\(told)")
  }
}

@Suite struct SlipTests {
  @Test(arguments: GoalSlip.allCases)
  func `every kind of slip is found by the rule that the key names`(slip: GoalSlip) throws {
    let plan = try DistrictPlan(seed: 5, size: .init(units: 40, years: 1), lastYear: 2026)
    for project in plan.projects.prefix(60) {
      var form = GoalWriter(project: project, indicators: 20).form(2026, prior: [], template: nil)
      var random = SeededRandom(seed: 11)
      let planted = slip.plant(in: &form, &random)
      let found = GoalWriterTests.pipeline.process(form).findings
      #expect(found.contains { $0.rule == planted.rule }, "\(planted): \(found.map(\.rule))")
      let others = found.filter { $0.severity == .error && $0.rule != planted.rule }
      #expect(others.isEmpty, "\(planted): \(others.map { $0.rule + $0.message })")
    }
  }
}
