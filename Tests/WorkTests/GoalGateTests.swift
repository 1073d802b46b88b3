import Lifecycle
import Model
import Testing

@testable import Store
@testable import Work

/// What other stages say when a budget is decided, and how a form gets into its year.
@Suite struct GoalGateTests {
  /// A new project of two million yuan up to the budget office of the second round.
  private func newProject(_ scene: GoalScene) throws -> Goals.Begun {
    let begun = try scene.write(as: scene.clerk) { (desk, t) throws(StoreError) -> Goals.Begun in
      let id = try Projects.add(
        ProjectDraft(code: "T200", name: "新建泵站", unit: "di", firstYear: GoalScene.year), region: GoalScene.region,
        by: "setup", in: t)
      var content = GoalScene.content(current: "2000000")
      content.code = "T200"
      content.name = "新建泵站"
      return try Goals.begin(
        project: try Projects.find(region: GoalScene.region, id: id, in: t), unit: "", content: content, desk, in: t)
    }
    try scene.passUp(begun.stage)
    var notes = GoalNotes()
    notes.control = Money(fen: 2_000_000_00)
    try scene.take(.issueControlFigure, scene.budget, begun.stage, opinion: "同意", notes: notes)
    try scene.passUp(begun.stage)
    return begun
  }

  @Test(arguments: Engine.present)
  func `a new project without ex-ante evaluation is approved only on a signed paper`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try newProject(scene)
    let refusal = scene.refusal { () throws(StoreError) in try scene.take(.approve, scene.budget, begun.stage) }
    #expect(refusal?.cause == .gate(.noExAnteNoBudget))
    let offers = try scene.write(as: scene.budget) { (desk, t) throws(StoreError) -> [StepOffer] in
      guard let row = try Stages.load(id: begun.stage, in: t) else { return [] }
      return try Steps.offers(row, desk, in: t)
    }
    #expect(offers.first { $0.event == "approve" }?.refusal?.cause == .gate(.noExAnteNoBudget))
    let own = SignedException(
      gate: .noExAnteNoBudget, signer: scene.budget.actor, document: "示例〔2025〕1号", reason: "应急抢险")
    #expect(
      scene.refusal { () throws(StoreError) in
        try scene.take(.approve, scene.budget, begun.stage, exceptions: [own])
      } != nil, "nobody signs his own paper")
    let paper = SignedException(
      gate: .noExAnteNoBudget, signer: scene.performance.actor, document: "示例〔2025〕1号", reason: "应急抢险")
    let row = try scene.take(.approve, scene.budget, begun.stage, exceptions: [paper])
    #expect(row.state == "approved")
    let used = try scene.database.read { (t) throws(StoreError) in
      try Stages.exceptions(region: GoalScene.region, year: GoalScene.year, in: t)
    }
    #expect(used.map(\.document) == ["示例〔2025〕1号"] && used.first?.title == "新建泵站")
  }

  @Test(arguments: Engine.present)
  func `an evaluation that supports the project opens the gate`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try newProject(scene)
    let project = try #require(try scene.stage(begun.stage)?.project)
    try scene.write(as: scene.clerk) { (desk, t) throws(StoreError) in
      let stage = try Stages.open(
        ExAnteEvaluation.self,
        StageDraft(year: GoalScene.year, unit: "di", title: "新建泵站", project: project), region: GoalScene.region,
        by: desk.actor, in: t)
      let agency = Actor(account: "wang2", role: .financePerformanceOffice, scope: UnitPath(["qu"]))
      let steps: [(ExAnteEvaluation.Event, Actor)] = [
        (.begin, desk.actor), (.submit, desk.actor), (.draftReport, agency), (.exchange, agency), (.conclude, agency),
        (.support, scene.performance.actor),
      ]
      for (number, (event, actor)) in steps.enumerated() {
        _ = try Stages.step(
          ExAnteEvaluation.self, stage, event,
          StageWork(actor: actor, basedOn: number + 1, policy: desk.terms, opinion: "示例"), in: t)
      }
    }
    #expect(try scene.take(.approve, scene.budget, begun.stage).state == "approved")
  }

  @Test(arguments: Engine.present)
  func `a rectification past its day allows no more money than before`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin()
    let project = scene.project
    try scene.write(as: scene.performance) { (desk, t) throws(StoreError) in
      try Stages.open(
        RectificationItem.self,
        StageDraft(year: 2025, unit: "di", title: "补齐验收记录", project: project, dueOn: "2025-10-01"),
        region: GoalScene.region, by: desk.actor, in: t)
    }
    try scene.passUp(begun.stage)
    var notes = GoalNotes()
    notes.control = Money(fen: 1_200_00)
    try scene.take(.issueControlFigure, scene.budget, begun.stage, opinion: "同意", notes: notes)
    try scene.passUp(begun.stage)
    let refusal = scene.refusal { () throws(StoreError) in try scene.take(.approve, scene.budget, begun.stage) }
    #expect(refusal?.cause == .gate(.overdueRectificationNoIncrease))
    // Back to what it had before: no increase, no gate.
    try scene.take(.returnFromBudgetOffice, scene.budget, begun.stage, opinion: "压到上年水平")
    try scene.edit(begun) { $0.amounts.current = ExactDecimal(1_000) }
    try scene.passUp(begun.stage)
    #expect(try scene.take(.approve, scene.budget, begun.stage).state == "approved")
  }

  @Test(arguments: Engine.present, [RectificationItem.State.verified, .closed])
  func `a rectification that was closed in time keeps its day and shuts no gate`(
    engine: Engine, state: RectificationItem.State
  ) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin()
    let project = scene.project
    try scene.write(as: scene.performance) { (desk, t) throws(StoreError) in
      try Stages.open(
        RectificationItem.self,
        StageDraft(year: 2025, unit: "di", title: "补齐验收记录", project: project, dueOn: "2025-10-01"), at: state,
        region: GoalScene.region, by: desk.actor, in: t)
    }
    try scene.passUp(begun.stage)
    var notes = GoalNotes()
    notes.control = Money(fen: 1_200_00)
    try scene.take(.issueControlFigure, scene.budget, begun.stage, opinion: "同意", notes: notes)
    try scene.passUp(begun.stage)
    #expect(try scene.take(.approve, scene.budget, begun.stage).state == "approved")
  }

  @Test(arguments: Engine.present)
  func `a form from a file finds its project by its code, or takes it into the library`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let known = scene.project
    let (known1, fresh) = try scene.write(as: scene.clerk) { (desk, t) throws(StoreError) -> (StageRow?, StageRow?) in
      let first = try Forms.put(desk.draft(GoalScene.content(), unit: "di"), by: desk.account.id, in: t)
      let one = try Goals.adopt(first.form, desk, in: t)
      var content = GoalScene.content()
      content.code = "T300"
      content.name = "排涝泵站运行"
      content.attributes = [Attribute("起始年度", "202401")]
      let second = try Forms.put(desk.draft(content, unit: "di"), by: desk.account.id, in: t)
      let two = try Goals.adopt(second.form, desk, in: t)
      // The same file again is the same stage.
      #expect(try Goals.adopt(first.form, desk, in: t) == one)
      return (try Stages.load(id: one ?? "", in: t), try Stages.load(id: two ?? "", in: t))
    }
    #expect(known1?.project == known && known1?.authors == [scene.clerk.id] && known1?.state == "draft-1")
    let added = try scene.database.read { (t) throws(StoreError) in
      try Projects.find(region: GoalScene.region, code: "T300", in: t)
    }
    #expect(added?.name == "排涝泵站运行" && added?.firstYear == 2024 && fresh?.project == added?.id)
  }

  @Test(arguments: Engine.present)
  func `a project has one goal form a year, and only its own people begin it`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    _ = try scene.begin()
    let again = beginRefusal(scene, scene.clerk)
    #expect(again?.why.contains("已经有目标申报表") == true)
    let office = beginRefusal(scene, scene.budget)
    #expect(office?.cause == .person)
  }

  private func beginRefusal(_ scene: GoalScene, _ account: Account) -> StageRefusal? {
    let id = scene.project
    do throws(StoreError) {
      _ = try scene.write(as: account) { (desk, t) throws(StoreError) in
        try Goals.begin(
          project: try Projects.find(region: GoalScene.region, id: id, in: t), unit: "", content: GoalScene.content(),
          desk, in: t)
      }
      return nil
    } catch {
      if case .refusedStep(let refusal) = error { return refusal }
      return nil
    }
  }

  @Test func `a form of the year before begins the next with its history`() {
    var old = GoalScene.content(current: "1000")
    old.year = 2025
    old.title = "2025年项目绩效目标申报表"
    old.amounts.prior = [PriorAmount(id: "p1")]
    old.amounts.prior[0].year = 2024
    old.amounts.prior[0].amount = ExactDecimal(900)
    old.goals[0].indicators[0].history = ["88%", "90%"]
    old.goals[0].indicators[0].actual = "94%"
    let next = Goals.moved(old, to: 2026, template: "example", results: nil)
    #expect(next.year == 2026 && next.title == "2026年项目绩效目标申报表" && next.template == "example")
    #expect(next.amounts.prior.map(\.year) == [2024, 2025])
    #expect(next.amounts.prior.map(\.amount) == [ExactDecimal(900), ExactDecimal(1_000)])
    let indicator = next.goals[0].indicators[0]
    #expect(indicator.history == ["90%", "94%"] && indicator.actual == nil && indicator.target == "≥93%")
  }
}
