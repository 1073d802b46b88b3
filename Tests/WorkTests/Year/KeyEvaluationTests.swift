import Lifecycle
import Model
import Schemes
import Testing
import Work

@testable import Store

/// A key evaluation from the choice of its object to what it does to repairs and the next budget.
@Suite struct KeyEvaluationTests {
  private struct Scene {
    let house: WorkHouse
    let project: WorkHouse.ApprovedProject
    let policy: KeyEvaluationPolicy

    init(_ engine: Engine) throws {
      house = try WorkHouse(engine)
      project = try house.approved()
      try house.pay(project.id, "2024-09-30", wan: 80)
      let found: Policy<KeyEvaluationPolicy>? = RulebookTests.shipped.policies.policy("key-evaluation-default")
      policy = try #require(found?.body)
    }

    func chosen(criteria: Set<String> = ["attention"], assignee: Role? = .thirdPartyAgency) throws -> String {
      let assignees = try assignee.map { (role) throws(StoreError) in try house.person(role).id }
      let id = project.id
      return try house.at(try house.person(.financePerformanceOffice)) { (desk, t) throws(StoreError) in
        guard let project = try Projects.find(region: WorkHouse.region, id: id, in: t) else {
          throw .missing(subject: "项目")
        }
        return try KeyEvaluations.choose(
          project: project, .init(criteria: criteria, reason: "社会关注", assignees: Set([assignees].compactMap { $0 })),
          desk, in: t)
      }
    }

    func file(_ stage: String) throws -> KeyEvaluationFile { KeyEvaluationFile(try house.stage(stage).content) }

    @discardableResult
    func save(_ stage: String, _ event: String, _ role: Role, _ change: (inout KeyEvaluationFile) -> Void) throws
      -> StageRow
    {
      let row = try house.stage(stage)
      var file = KeyEvaluationFile(row.content)
      change(&file)
      let json = file.json
      return try house.at(try house.person(role)) { (desk, t) throws(StoreError) in
        try Steps.take(
          StepRequest(stage: stage, event: event, basedOn: row.number, content: json), desk, in: t)
      }
    }

    func plan(_ file: inout KeyEvaluationFile) {
      file.lead = "主评示例"
      for section in policy.plan { file.plan[section.id] = "按方案" }
    }

    /// Every row with full points but one, and a problem.
    func paper(_ file: inout KeyEvaluationFile, less: ExactDecimal) {
      for index in file.rows.indices {
        file.rows[index].score = file.rows[index].points
        file.rows[index].evidence = "看了凭证"
      }
      file.rows[0].score = (file.rows[0].points ?? .zero) - less
      if less > .zero { file.rows[0].reason = "论证材料不全" }
      for section in policy.report where section.isRequired { file.report[section.id] = "写了" }
      file.problems = [
        .init(problemClass: "资金管理", words: "两笔支出没有验收单", measure: "补齐验收单，重新核算", amount: Money(fen: 5_000_000))
      ]
    }

    /// Up to the draft, scored by the agency.
    func drafted(less: ExactDecimal) throws -> String {
      let stage = try chosen()
      try house.step(stage, "plan", .thirdPartyAgency)
      try save(stage, "edit", .thirdPartyAgency) { plan(&$0) }
      try house.step(stage, "submit-plan", .thirdPartyAgency)
      try house.step(stage, "notify", .financePerformanceOffice, opinion: "同意方案")
      try house.step(stage, "begin", .thirdPartyAgency)
      try save(stage, "assess", .thirdPartyAgency) { paper(&$0, less: less) }
      try house.step(stage, "draft-report", .thirdPartyAgency)
      return stage
    }
  }

  @Test(arguments: Engine.present)
  func `outputs and effects come from the approved goal, and points add up`(engine: Engine) throws {
    let scene = try Scene(engine)
    let file = try scene.file(try scene.chosen())
    #expect(file.of == 100 && file.ofResults == 60)
    #expect(file.rows(of: .output).map(\.name) == ["巡查次数", "除险合格率"])
    #expect(file.rows(of: .benefit).map(\.name) == ["决口次数", "居民满意度"])
    #expect(file.rows(of: .output).first?.standard.contains("≥120次") == true)
    #expect(file.rows(of: .decision).map(\.name) == scene.policy.parts[0].rows.map(\.name))
    #expect(file.amount == Money(fen: 100 * 1_000_000))
  }

  @Test(arguments: Engine.present)
  func `an object is chosen once, with a reason and somebody who evaluates`(engine: Engine) throws {
    let scene = try Scene(engine)
    #expect(throws: StoreError.self) { try scene.chosen(criteria: []) }
    #expect(throws: StoreError.self) { try scene.chosen(assignee: nil) }
    // Who wrote the goal cannot be chosen, he has no role for it.
    #expect(throws: StoreError.self) { try scene.chosen(assignee: .executingUnit) }
    let stage = try scene.chosen()
    #expect(throws: StoreError.self) { try scene.chosen() }
    try scene.house.step(stage, "drop", .financePerformanceOffice, opinion: "改由部门评价")
    #expect(try scene.chosen() != stage)
  }

  @Test(arguments: Engine.present)
  func `a plan that does not add up, or is not whole, is not handed in`(engine: Engine) throws {
    let scene = try Scene(engine)
    let stage = try scene.chosen()
    try scene.house.step(stage, "plan", .thirdPartyAgency)
    let empty = refusal { () throws(StoreError) in try scene.house.step(stage, "submit-plan", .thirdPartyAgency) }
    #expect(empty?.why.contains("主评人") == true)
    try scene.save(stage, "edit", .thirdPartyAgency) {
      scene.plan(&$0)
      $0.rows[0].points = 5
      // What the office chose is not the evaluator's to change.
      $0.criteria = []
      $0.amount = nil
    }
    let file = try scene.file(stage)
    #expect(file.criteria == ["attention"] && file.amount != nil)
    let sum = refusal { () throws(StoreError) in try scene.house.step(stage, "submit-plan", .thirdPartyAgency) }
    #expect(sum?.why.contains("合计 101") == true)
    try scene.save(stage, "edit", .thirdPartyAgency) { file in
      let last = file.rows.lastIndex { $0.part == .benefit } ?? 0
      file.rows[last].points = (file.rows[last].points ?? .zero) - 1
    }
    let results = refusal { () throws(StoreError) in try scene.house.step(stage, "submit-plan", .thirdPartyAgency) }
    #expect(results?.why.contains("产出、效益合计 59") == true)
  }

  @Test(arguments: Engine.present)
  func `the conclusion opens repairs, stands for the project, and changes an undecided proposal`(engine: Engine) throws
  {
    let scene = try Scene(engine)
    let house = scene.house
    let office = try house.person(.financePerformanceOffice)
    try house.database.write { (t) throws(StoreError) in
      try Projects.set(WorkHouse.year, of: scene.project.id, region: WorkHouse.region, in: t) { $0.selfScore = 75 }
    }
    let proposed = try #require(
      try house.at(office) { (desk, t) throws(StoreError) in try BudgetLinks.propose(scene.project.id, desk, in: t) })
    #expect(BudgetCut(try house.stage(proposed).content)?.percent == 10)

    let stage = try scene.drafted(less: 4)
    // Before opinions are exchanged the evaluated side reads no score.
    let clerk = try house.person(.executingUnit)
    let row = try house.stage(stage)
    #expect(!KeyEvaluations.showsPaper(row, to: clerk) && KeyEvaluations.showsPaper(row, to: office))
    #expect(KeyEvaluations.content(row, to: clerk).map { KeyEvaluationFile($0).given } == .zero)
    try house.step(stage, "exchange", .financePerformanceOffice)
    #expect(KeyEvaluations.showsPaper(try house.stage(stage), to: clerk))
    try house.step(stage, "reply", .executingUnit, opinion: "验收单已补")
    // The evaluator takes the reply into account; indicators stay as they were passed.
    try scene.save(stage, "assess", .thirdPartyAgency) {
      scene.paper(&$0, less: 2)
      $0.rows[0].name = "换了名称"
      for index in $0.rows.indices where $0.rows[index].part == .benefit {
        $0.rows[index].score = .zero
        $0.rows[index].reason = "没有达到"
      }
    }
    #expect(try scene.file(stage).rows[0].name == scene.policy.parts[0].rows[0].name)
    let expert = try house.person(.expertReviewer)
    try house.step(stage, "invite", .financePerformanceOffice, assignees: [expert.id])
    let early = refusal { () throws(StoreError) in
      try house.step(stage, "conclude", .financePerformanceOffice, opinion: "通过")
    }
    #expect(early?.why.contains("还有 1 位没有发表意见") == true)
    // The agency wrote the report and does not review it.
    let own = refusal { () throws(StoreError) in try house.step(stage, "review", .thirdPartyAgency, opinion: "很好") }
    #expect(own?.cause == .person)
    try house.step(stage, "review", .expertReviewer, opinion: "证据充分")
    try house.step(stage, "conclude", .financePerformanceOffice, opinion: "评审通过")
    #expect(try house.figures(scene.project.id).reScore == 68)
    let repairs = try house.database.read { (t) throws(StoreError) in
      try Rectifications.from(try Stages.load(id: stage, in: t) ?? row, in: t)
    }
    #expect(repairs.count == 1)
    let item = try #require(repairs.first.map { Rectification($0.content) })
    #expect(item.source == .evaluation && item.problem == "两笔支出没有验收单" && item.amount == Money(fen: 5_000_000))
    try house.step(stage, "report", .financePerformanceOffice)
    let cut = try #require(BudgetCut(try house.stage(proposed).content))
    #expect(cut.cause == .score(68) && cut.percent == 20)
    try house.step(stage, "archive", .financePerformanceOffice)
    #expect(try house.stage(stage).isFinal)
  }

  @Test(arguments: Engine.present)
  func `a department is evaluated as a whole, its problems are its own`(engine: Engine) throws {
    let scene = try Scene(engine)
    let house = scene.house
    let agency = try house.person(.thirdPartyAgency)
    let stage = try house.at(try house.person(.financePerformanceOffice)) { (desk, t) throws(StoreError) in
      try KeyEvaluations.choose(
        project: nil, department: "shui", .init(criteria: ["coverage"], reason: "", assignees: [agency.id]), desk, in: t
      )
    }
    #expect(try scene.file(stage).rows(of: .output).map(\.name) == scene.policy.parts[2].rows.map(\.name))
    try house.step(stage, "plan", .thirdPartyAgency)
    try scene.save(stage, "edit", .thirdPartyAgency) { scene.plan(&$0) }
    try house.step(stage, "submit-plan", .thirdPartyAgency)
    try house.step(stage, "notify", .financePerformanceOffice, opinion: "同意方案")
    try house.step(stage, "begin", .thirdPartyAgency)
    try scene.save(stage, "assess", .thirdPartyAgency) { scene.paper(&$0, less: 0) }
    try house.step(stage, "draft-report", .thirdPartyAgency)
    try house.step(stage, "exchange", .financePerformanceOffice)
    try house.step(stage, "invite", .financePerformanceOffice)
    try house.step(stage, "conclude", .financePerformanceOffice, opinion: "评审通过")
    let row = try house.stage(stage)
    let repairs = try house.database.read { (t) throws(StoreError) in try Rectifications.from(row, in: t) }
    #expect(repairs.map(\.unit) == ["shui"])
  }
}
