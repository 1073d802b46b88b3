import Foundation
import Lifecycle
import Model
import Store
import Testing
import Web
import Work

@testable import Demo

@Suite struct DistrictLifeTests {
  private struct Lived {
    let database: Database
    let key: AnswerKey
  }

  private func live(seed: UInt64, _ folder: String) throws -> Lived {
    let plan = try DistrictPlan(seed: seed, size: .init(units: 6, years: 2), lastYear: 2026)
    let clock = DemoClock(year: plan.firstYear - 1, seed: seed)
    let database = try Database.open("sqlite:\(folder)/\(UUID().uuidString).db", surroundings: clock.surroundings)
    try database.write { (t) throws(StoreError) in
      try Units.add(region: "demo", id: "district", name: "示范区", by: "setup", in: t)
      for (login, role) in [
        ("yewu", Role.financeLineOffice), ("jixiao", .financePerformanceOffice), ("yusuan", .financeBudgetOffice),
      ] {
        _ = try Accounts.add(
          .init(region: "demo", login: login, displayName: "王演示", passwordHash: "x", role: role, unit: "district"),
          by: "setup", in: t)
      }
    }
    let fill = DistrictFill(plan, region: "demo", root: "district", place: "示范区", passwordHash: "x")
    let life = DistrictLife(
      fill, in: database, clock: clock, rulebook: GoalWriterTests.pipeline.rulebook,
      finance: .init(line: "yewu", performance: "jixiao", budget: "yusuan", treasury: "guoku"))
    return Lived(database: database, key: try life.run())
  }

  @Test func `the same seed lives the same years, and every planted slip is found in its revision`() throws {
    let folder = NSTemporaryDirectory() + "hengji-demo-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let one = try live(seed: 5, folder)
    let two = try live(seed: 5, folder)
    #expect(one.key.json == two.key.json && !one.key.entries.isEmpty)
    #expect(try Ledger.verify(in: one.database).isSound)
    for entry in one.key.entries {
      let content = try one.database.read { (t) throws(StoreError) in
        try Revisions.content(form: entry.form, number: entry.revision, in: t)
      }
      let found = GoalWriterTests.pipeline.process(try #require(content)).findings
      #expect(found.contains { $0.rule == entry.slip.rule }, "\(entry.slip)")
    }
    let counts = try one.database.read { (t) throws(StoreError) in
      try StageCounts.of(region: "demo", year: 2026, UnitPath(["district"]), in: t)
    }
    let states = Set(counts.filter { $0.flow == GoalForm.name }.map(\.state))
    #expect(states.isSuperset(of: ["draft-1", "budget-office-review-1", "approved"]), "\(states)")
  }
}
