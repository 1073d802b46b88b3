import Lifecycle
import Model
import Testing

@testable import Store
@testable import Work

@Suite struct AdjustmentTests {
  /// A goal that was approved with 1,050 yuan.
  private func approved(_ scene: GoalScene) throws -> Goals.Begun {
    let begun = try scene.begin(current: "1050")
    try scene.passUp(begun.stage)
    var notes = GoalNotes()
    notes.control = Money(fen: 1_050_00)
    try scene.take(.issueControlFigure, scene.budget, begun.stage, opinion: "同意", notes: notes)
    try scene.passUp(begun.stage)
    try scene.take(.approve, scene.budget, begun.stage)
    return begun
  }

  /// What the list of forms adds up to.
  private func budget(_ scene: GoalScene, search: String = "") throws(StoreError) -> Money {
    var filter = FormFilter(region: GoalScene.region, year: GoalScene.year)
    filter.kind = .projectGoal
    filter.search = search
    let wanted = filter
    return try scene.database.read { (t) throws(StoreError) in try Forms.list(wanted, in: t).current }
  }

  private func begin(_ scene: GoalScene) throws(StoreError) -> String {
    let id = scene.project
    return try scene.write(as: scene.clerk) { (desk, t) throws(StoreError) in
      guard let project = try Projects.find(region: GoalScene.region, id: id, in: t) else {
        throw .missing(subject: "项目")
      }
      return try Adjustments.begin(project, desk, in: t)
    }
  }

  private func step(
    _ scene: GoalScene, _ id: String, _ event: GoalAdjustment.Event, _ account: Account
  ) throws(StoreError) -> StageRow {
    try scene.write(as: account) { (desk, t) throws(StoreError) in
      let number = try Stages.load(id: id, in: t)?.number ?? 0
      return try Steps.take(
        StepRequest(stage: id, event: event.rawValue, basedOn: number, opinion: "同意"), desk, in: t)
    }
  }

  private func save(_ scene: GoalScene, _ id: String, _ current: String, words: String) throws {
    try scene.write(as: scene.clerk) { (desk, t) throws(StoreError) in
      guard let row = try Stages.load(id: id, in: t), let (_, new) = try Adjustments.compare(row, in: t) else {
        throw .missing(subject: "调整")
      }
      var content = new.content
      content.amounts.current = ExactDecimal(current)
      content.goals[0].indicators[0].target = "≥96%"
      var notes = AdjustmentNotes()
      notes.kind = words
      notes.reason = words
      notes.effect = words
      try Adjustments.save(row, basedOn: row.number, notes, content, desk, in: t)
    }
  }

  @Test(arguments: Engine.present)
  func `an approved change makes the next version, and the old one stays beside it`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let goal = try approved(scene)
    let id = try begin(scene)
    let early = scene.refusal { () throws(StoreError) in try step(scene, id, .submit, scene.clerk) }
    #expect(early?.why.contains("没有写全") == true)
    try save(scene, id, "1100", words: "政策变化")
    #expect(try budget(scene) == Money(fen: 1_050_00), "what is only asked for is not added")
    _ = try step(scene, id, .submit, scene.clerk)
    _ = try step(scene, id, .passDepartment, scene.department)
    let done = try step(scene, id, .approve, scene.budget)
    #expect(done.state == "approved")
    #expect(try scene.stage(goal.stage)?.state == "amended")
    #expect(try budget(scene) == Money(fen: 1_100_00), "of two versions the one in force counts")
    #expect(try budget(scene, search: "堤防") == Money(fen: 1_100_00), "with a search too")
    #expect(try scene.figures().adjusted == Money(fen: 1_100_00) && scene.figures().approved == Money(fen: 1_050_00))
    let project = scene.project
    let next = try scene.database.read { (t) throws(StoreError) in
      try Goals.inForce(region: GoalScene.region, project, year: GoalScene.year, in: t)
    }
    #expect(next?.form == done.form && next?.form != goal.form && next?.state == "approved")
    #expect(next.map { GoalNotes($0.content).adjustment } == id)
    #expect(try scene.form(goal.form)?.content.amounts.current == ExactDecimal(1_050))
    #expect(try scene.form(done.form ?? "")?.row.state == .approved)
    #expect(try Ledger.verify(in: scene.database).isSound)
  }

  @Test(arguments: Engine.present)
  func `nothing changed, no goal in force and a second request are refused`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    #expect(throws: StoreError.self) { try begin(scene) }
    _ = try approved(scene)
    let id = try begin(scene)
    #expect(throws: StoreError.self) { try begin(scene) }
    try scene.write(as: scene.clerk) { (desk, t) throws(StoreError) in
      guard let row = try Stages.load(id: id, in: t), let (_, new) = try Adjustments.compare(row, in: t) else {
        throw .missing(subject: "调整")
      }
      var notes = AdjustmentNotes()
      (notes.kind, notes.reason, notes.effect) = ("内容变化", "示例", "示例")
      try Adjustments.save(row, basedOn: row.number, notes, new.content, desk, in: t)
    }
    let same = scene.refusal { () throws(StoreError) in try step(scene, id, .submit, scene.clerk) }
    #expect(same?.why == "预算和目标都没有改动。")
  }

  @Test(arguments: Engine.present)
  func `more money is not approved while a rectification is past its day, less is`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    _ = try approved(scene)
    let project = scene.project
    try scene.write(as: scene.performance) { (desk, t) throws(StoreError) in
      try Stages.open(
        RectificationItem.self,
        StageDraft(year: 2025, unit: "di", title: "补验收", project: project, dueOn: "2025-10-01"),
        region: GoalScene.region, by: desk.actor, in: t)
    }
    let id = try begin(scene)
    try save(scene, id, "1100", words: "预算增加")
    _ = try step(scene, id, .submit, scene.clerk)
    _ = try step(scene, id, .passDepartment, scene.department)
    let more = scene.refusal { () throws(StoreError) in try step(scene, id, .approve, scene.budget) }
    #expect(more?.cause == .gate(.overdueRectificationNoIncrease))
    _ = try step(scene, id, .returnFromFinance, scene.budget)
    try save(scene, id, "900", words: "预算减少")
    _ = try step(scene, id, .submit, scene.clerk)
    _ = try step(scene, id, .passDepartment, scene.department)
    #expect(try step(scene, id, .approve, scene.budget).state == "approved")
    #expect(try scene.figures().budget == Money(fen: 900_00))
  }
}
