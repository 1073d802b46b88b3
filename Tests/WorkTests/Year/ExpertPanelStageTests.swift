import Lifecycle
import Model
import Schemes
import Scoring
import Testing

@testable import Store
@testable import Work

/// Several experts on one re-evaluation, on both engines.
@Suite struct ExpertPanelStageTests {
  private static func entry(_ evidence: String) -> ReEvaluations.Entry {
    var entry = ReEvaluations.Entry()
    entry.parts = [
      ("timely", "10", ""), ("goals", "10", ""), ("evidence", evidence, "抽 4 条看佐证"), ("scores", "20", ""),
      ("reasons", "15", ""), ("execution", "8", "80%"), ("completion", "7.5", "4 条达到 3 条"),
    ]
    return entry
  }

  private func cause(_ work: () throws(StoreError) -> Void) -> StageRefusal.Cause? {
    do throws(StoreError) {
      try work()
      return nil
    } catch {
      guard case .refusedStep(let refusal) = error else { return nil }
      return refusal.cause
    }
  }

  @Test(arguments: Engine.present)
  func `each scores apart and sees no other, the mean stands when all are in`(engine: Engine) throws {
    let scene = try EvaluationWorkTests.Scene(engine)
    let house = scene.house
    try scene.handIn()
    let experts = [
      try house.person(.thirdPartyAgency), try house.person(.expertReviewer, "expert-1"),
      try house.person(.expertReviewer, "expert-2"),
    ]
    let stage = try #require(try scene.orderReEvaluation(to: Set(experts.map(\.id)))).id
    func save(_ expert: Account, _ evidence: String, number: Int = 1) throws(StoreError) {
      try house.at(expert) { (desk, t) throws(StoreError) in
        try ReEvaluations.save(Self.entry(evidence), stage: stage, number: number, desk, in: t)
      }
    }
    func close(_ expert: Account) throws(StoreError) -> Bool {
      try house.at(expert) { (desk, t) throws(StoreError) in
        try ReEvaluations.close(stage: stage, desk, in: t).isComplete
      }
    }
    // The page of the second is older than what the first has saved, and none the worse for it.
    try save(experts[0], "20")
    try save(experts[1], "23")
    try save(experts[2], "24", number: 2)
    let row = try house.stage(stage)
    let policy = try house.at(experts[0]) { (desk, _) throws(StoreError) in try ReEvaluations.policy(desk) }
    let seen = try #require(ReEvaluations.visible(row, to: experts[1].id, policy))
    #expect(seen.ballots.map(\.account) == [experts[1].id])
    #expect(seen.parts.first { $0.id == "evidence" }?.points == 23)
    let office = try #require(ReEvaluations.visible(row, to: "somebody else", policy))
    #expect(office.ballots.isEmpty && office.parts.first { $0.id == "evidence" }?.points == nil)
    let told = try house.at(experts[2]) { (desk, _) throws(StoreError) in ReEvaluations.content(row, desk) }
    #expect(told["ballots"]?.array?.count == 1)
    #expect(ReEvaluations.spread(row, policy).isEmpty)

    #expect(try close(experts[0]) == false)
    #expect(cause { () throws(StoreError) in try save(experts[0], "25") } == .moment)
    #expect(
      cause { () throws(StoreError) in _ = try house.step(stage, "draft-score", .thirdPartyAgency) } == .content)
    #expect(try close(experts[1]) == false)
    #expect(try close(experts[2]))
    let drafted = try house.step(stage, "draft-score", .thirdPartyAgency)
    let sheet = try #require(ReEvaluationSheet(drafted))
    let evidence = try #require(sheet.parts.first { $0.id == "evidence" })
    #expect(evidence.points == ExactDecimal("22.33") && evidence.reason.contains("(20 + 23 + 24) ÷ 3 = 22.33"))
    #expect(sheet.total == ExactDecimal("92.83"))
    let spread = ReEvaluations.spread(drafted, policy)
    #expect(spread.first { $0.name == "总分" }?.outcome.spread == 4 && spread.contains { $0.isFar } == false)
    #expect(ReEvaluations.visible(drafted, to: "somebody else", policy)?.ballots.count == 3)
  }

  @Test(arguments: Engine.present)
  func `one expert alone writes the sheet as before`(engine: Engine) throws {
    let scene = try EvaluationWorkTests.Scene(engine)
    try scene.handIn()
    let agency = try scene.house.person(.thirdPartyAgency)
    let stage = try #require(try scene.orderReEvaluation(to: [agency.id])).id
    let row = try scene.house.at(agency) { (desk, t) throws(StoreError) in
      try ReEvaluations.save(Self.entry("20"), stage: stage, number: 1, desk, in: t)
    }
    let sheet = try #require(ReEvaluationSheet(row))
    #expect(sheet.ballots.isEmpty && sheet.parts.first { $0.id == "evidence" }?.points == 20)
  }

  @Test(arguments: Engine.present)
  func `a scheme tried on the forms of a year tells what changes and saves nothing`(engine: Engine) throws {
    let scene = try EvaluationWorkTests.Scene(engine)
    try scene.handIn()
    let before = try scene.house.form(scene.stage).row
    let office = try scene.house.person(.financePerformanceOffice)
    try scene.house.at(office) { (desk, t) throws(StoreError) in
      for scheme in desk.rulebook.schemes.schemes where scheme.layout(for: .projectSelfEvaluation) != nil {
        let trial = try SchemeTrial.run(scheme, kind: .projectSelfEvaluation, desk, in: t)
        guard let row = trial.rows.first else {
          Issue.record("\(scheme.id): no row")
          continue
        }
        #expect(trial.rows.count == 1 && trial.left == 0 && row.before == ExactDecimal("90.5"))
        #expect(trial.mean == row.change && trial.risen + trial.fallen == (row.change.isZero ? 0 : 1))
        #expect(trial.grades(scheme).map(\.after).reduce(0, +) == (scheme.grades.isEmpty ? 0 : 1))
      }
    }
    #expect(try scene.house.form(scene.stage).row == before)
  }
}
