import Foundation
import Lifecycle
import Model
import Schemes
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

  private func live(seed: UInt64, _ folder: String, units: Int = 3, projects: Int = 12, until: String = "2026-11-15")
    throws -> Lived
  {
    let plan = try DistrictPlan(
      seed: seed, size: .init(units: units, years: 2, projects: projects), until: Day(until)!)
    let clock = DemoClock(year: plan.firstYear - 1, seed: seed)
    let database = try Database.open("sqlite:\(folder)/\(UUID().uuidString).db", surroundings: clock.surroundings)
    try database.write { (t) throws(StoreError) in
      try Units.add(region: "demo", id: "district", name: "示范区", by: "setup", in: t)
      for (login, role) in [
        ("yewu", Role.financeLineOffice), ("jixiao", .financePerformanceOffice), ("yusuan", .financeBudgetOffice),
        ("guoku", .financeTreasuryOffice), ("jigou", .thirdPartyAgency),
      ] {
        _ = try Accounts.add(
          .init(region: "demo", login: login, displayName: "王演示", passwordHash: "x", role: role, unit: "district"),
          by: "setup", in: t)
      }
    }
    let fill = DistrictFill(plan, region: "demo", root: "district", place: "示范区", passwordHash: "x")
    let life = DistrictLife(
      fill, in: database, clock: clock, rulebook: GoalWriterTests.pipeline.rulebook,
      finance: .init(line: "yewu", performance: "jixiao", budget: "yusuan", treasury: "guoku", agency: "jigou"))
    return Lived(database: database, key: try life.run())
  }

  private func folder() throws -> String {
    let folder = NSTemporaryDirectory() + "hengji-demo-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func `the same seed lives the same years`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let one = try live(seed: 5, folder)
    let two = try live(seed: 5, folder)
    #expect(one.key.json == two.key.json && !one.key.entries.isEmpty)
    let heads = try [one, two].map { lived in
      try lived.database.read { (t) throws(StoreError) in try Ledger.head(region: "demo", in: t)?.hash }
    }
    #expect(heads[0] == heads[1] && heads[0] != nil)
    #expect(try Ledger.verify(in: one.database).isSound)
  }

  @Test func `a district lives its whole year, and nothing of it is wrong but what was planted`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let lived = try live(seed: 9, folder, units: 8, projects: 60)
    try lived.database.read { (t) throws(StoreError) in
      func states(_ year: Int, _ flow: String) throws(StoreError) -> [String: Int] {
        let counts = try StageCounts.of(region: "demo", year: year, UnitPath(["district"]), in: t)
        return Dictionary(uniqueKeysWithValues: counts.filter { $0.flow == flow }.map { ($0.state, $0.stages) })
      }
      let goals = try states(2025, GoalForm.name)
      #expect(Set(goals.keys) == ["published"], "\(goals)")
      let evaluations = try states(2025, SelfEvaluation.name)
      // A goal that was adjusted is published in both versions and evaluated once.
      let adjusted = try states(2025, GoalAdjustment.name)
      #expect(adjusted["approved"] ?? 0 > 0 && Set(adjusted.keys) == ["approved"], "\(adjusted)")
      #expect(
        evaluations == ["published": (goals["published"] ?? 0) - (adjusted["approved"] ?? 0)], "\(evaluations)")
      #expect(try states(2025, FinalAccounts.name) == ["published": 1])
      let looked = try states(2025, KeyEvaluation.name)
      #expect(looked["archived"] ?? 0 > 0 && Set(looked.keys) == ["archived"], "\(looked)")
      let checkpoints = try states(2025, Monitoring.name)
      #expect(Set(checkpoints.keys) == ["closed"], "\(checkpoints)")
      #expect(
        try states(2025, Disclosure.name) == ["archived": 4],
        "goals, adjusted goals, self-evaluations and final accounts of one department")
      #expect(try !states(2025, ReEvaluation.name).isEmpty)
      try expectExperts(in: t)
      // The year under way stands at the review of its third checkpoint, the coming one in its second round.
      #expect(try Set(states(2026, GoalForm.name).keys) == ["published"])
      #expect(try states(2026, Monitoring.name).count >= 2)
      let coming = try states(2027, GoalForm.name)
      #expect(coming["draft-2"] ?? 0 > 0 && coming["department-review-2"] ?? 0 > 0, "\(coming)")
      for year in 2025...2027 {
        var filter = FormFilter(region: "demo", year: year)
        filter.hasErrors = true
        let wrong = try Forms.list(filter, in: t).page.items
        #expect(wrong.isEmpty, "\(year): \(wrong.map { ($0.kind, $0.name) })")
      }
      let sum = try ProjectSums.of(region: "demo", year: 2025, UnitPath(["district"]), in: t)
      #expect((sum?.paid.fen ?? 0) > 0 && (sum?.paid.fen ?? 0) <= (sum?.budget.fen ?? 0))
    }
    try recall(lived)
  }

  /// Key evaluations have experts who spoke, some are of a department; panels score again by the mean.
  private func expectExperts(in t: ReadTransaction) throws(StoreError) {
    func list(_ flow: String) throws(StoreError) -> [StageRow] {
      var found: [StageRow] = []
      for year in 2025...2026 {
        var filter = StageFilter(region: "demo", year: year, flow: flow)
        filter.pageSize = 200
        found += try Stages.list(filter, in: t).items
      }
      return found
    }
    let looked = try list(KeyEvaluation.name)
    #expect(looked.contains { $0.project == nil } && looked.contains { $0.project != nil })
    let asked = looked.filter { !KeyEvaluationFile($0.content).experts.isEmpty }
    #expect(!asked.isEmpty)
    for row in asked {
      let spoken = KeyEvaluations.spoken(try Stages.steps(of: row, in: t))
      #expect(spoken == KeyEvaluationFile(row.content).experts)
    }
    let panels = try list(ReEvaluation.name).compactMap { ReEvaluationSheet($0) }.filter { !$0.ballots.isEmpty }
    #expect(!panels.isEmpty && panels.allSatisfy { [3, 5].contains($0.ballots.count) && $0.total != nil })
  }

  /// The cell itself, or one of the same row: of several rows alike the review names the first.
  private func isAt(_ path: FormPath?, _ planted: FormPath) -> Bool {
    guard let path else { return false }
    func place(_ path: FormPath) -> String { path.steps.first?.name ?? "" }
    return path == planted || place(path) == place(planted)
  }

  /// Holds what the review finds in the spoiled revisions against the key.
  private func recall(_ lived: Lived) throws {
    var planted: [String: Int] = [:]
    var found: [String: Int] = [:]
    for entry in lived.key.entries {
      let content = try lived.database.read { (t) throws(StoreError) in
        try Revisions.content(form: entry.form, number: entry.revision, in: t)
      }
      let findings = GoalWriterTests.pipeline.process(try #require(content)).findings
      planted[entry.slip.slip, default: 0] += 1
      if findings.contains(where: { $0.rule == entry.slip.rule && isAt($0.path, entry.slip.path) }) {
        found[entry.slip.slip, default: 0] += 1
      } else {
        Issue.record("\(entry.slip): \(findings.map { "\($0.rule) \($0.path?.text ?? "")" })")
      }
    }
    let all = planted.values.reduce(0, +)
    print("recall of planted slips: \(found.values.reduce(0, +)) of \(all), \(planted.count) kinds")
    #expect(all > 8)
  }

  @Test
  func `a slip in final accounts breaks the relation that the key names, and is mended before they are handed in`()
    throws
  {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var found = 0
    for seed in [UInt64(3), 9, 11, 17] {
      let lived = try live(seed: seed, folder, units: 2, projects: 8, until: "2026-10-01")
      for entry in lived.key.accounts {
        try lived.database.read { (t) throws(StoreError) in
          guard let row = try Stages.load(id: entry.stage, in: t) else { throw .missing(subject: "部门决算") }
          let step = try Stages.steps(of: row, in: t).first { $0.number == entry.number }
          let wrong = DepartmentAccounts(step?.payload["content"] ?? .object([]))
          let context = try DepartmentFinals.context(row, in: t)
          let examined = GoalWriterTests.pipeline.rulebook.examiner
          let policy = GoalWriterTests.pipeline.rulebook.policies
          guard let id = policy.inForce(AccountsPolicy.subject, place: "全国", year: entry.year).first?.id,
            let body: Policy<AccountsPolicy> = policy.policy(id)
          else { throw .missing(subject: "部门决算口径") }
          #expect(wrong[entry.cell] == entry.printed.fen)
          #expect(examined.examine(wrong, context, body.body).findings.contains { $0.rule == entry.rule }, "\(entry)")
          let right = DepartmentAccounts(row.content)
          #expect(right[entry.cell] == entry.right.fen)
          #expect(examined.examine(right, context, body.body).findings.filter { $0.severity == .error }.isEmpty)
        }
        found += 1
      }
    }
    #expect(found > 0)
  }
}
