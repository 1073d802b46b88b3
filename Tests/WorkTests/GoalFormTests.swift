import Lifecycle
import Model
import Testing

@testable import Store
@testable import Work

@Suite struct GoalFormTests {
  @Test(arguments: Engine.present)
  func `a goal form goes up and down twice and carries its figures along`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin()
    #expect(try scene.stage(begun.stage)?.dueOn == "2025-09-30")
    try scene.passUp(begun.stage)
    #expect(try scene.figures().asked == Money(fen: 1_200_00) && scene.figures().prior == Money(fen: 1_000_00))

    var notes = GoalNotes()
    notes.control = Money(fen: 1_050_00)
    let second = try scene.take(.issueControlFigure, scene.budget, begun.stage, opinion: "按控制数编", notes: notes)
    #expect(second.state == "draft-2" && second.dueOn == "2025-11-30")
    #expect(try scene.figures().control == Money(fen: 1_050_00))
    // The second round begins filled with the control figure, as a revision of its own.
    let filled = try #require(try scene.form(begun.form))
    #expect(filled.content.amounts.current == ExactDecimal(1_050) && filled.row.revision == 2)
    #expect(filled.content.amounts.total == ExactDecimal(1_050))

    try scene.passUp(begun.stage)
    let last = try scene.take(.approve, scene.budget, begun.stage)
    #expect(last.state == "approved" && GoalNotes(last.content).control == Money(fen: 1_050_00))
    #expect(try scene.figures().approved == Money(fen: 1_050_00))
    let project = scene.project
    let kept = try scene.database.read { (t) throws(StoreError) in
      try Projects.find(region: GoalScene.region, id: project, in: t)
    }
    #expect(kept?.state == .running)
    #expect(try Ledger.verify(in: scene.database).isSound)
  }

  @Test(arguments: Engine.present)
  func `more than the control figure is not handed in`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin()
    try scene.passUp(begun.stage)
    var notes = GoalNotes()
    notes.control = Money(fen: 1_050_00)
    try scene.take(.issueControlFigure, scene.budget, begun.stage, opinion: "按控制数编", notes: notes)
    try scene.edit(begun) { $0.amounts.current = ExactDecimal("1050.01") }
    let refusal = scene.refusal { () throws(StoreError) in try scene.take(.submit, scene.clerk, begun.stage) }
    #expect(refusal?.why.contains("比控制数多") == true)
  }

  @Test(arguments: Engine.present)
  func `a control figure that nobody wrote is not issued`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin()
    try scene.passUp(begun.stage)
    let refusal = scene.refusal { () throws(StoreError) in
      try scene.take(.issueControlFigure, scene.budget, begun.stage, opinion: "见附件")
    }
    #expect(refusal?.why == "没有写控制数。")
    #expect(try scene.stage(begun.stage)?.state == "budget-office-review-1")
  }

  @Test(arguments: Engine.present)
  func `errors keep a form at home, and warnings want a reason each`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin(target: "错")
    let wrong = scene.refusal { () throws(StoreError) in try scene.take(.submit, scene.clerk, begun.stage) }
    #expect(wrong?.why == "这张表还有 1 处错误：指标 1：示例发现。")
    try scene.edit(begun) { $0.goals[0].indicators[0].target = "疑" }
    let silent = scene.refusal { () throws(StoreError) in try scene.take(.submit, scene.clerk, begun.stage) }
    #expect(silent?.why.contains("1 处提醒没有写理由") == true)
    var notes = GoalNotes()
    notes.reasons = ["example|goals[g1].indicators[i1].target": "  "]
    let blank = scene.refusal { () throws(StoreError) in
      try scene.take(.submit, scene.clerk, begun.stage, notes: notes)
    }
    #expect(blank != nil, "blanks are no reason")
    notes.reasons = ["example|goals[g1].indicators[i1].target": "今年汛期推迟"]
    let row = try scene.take(.submit, scene.clerk, begun.stage, notes: notes)
    #expect(row.state == "department-review-1" && GoalNotes(row.content).reasons.count == 1)
  }

  @Test(arguments: Engine.present)
  func `after a return only the returned cell and its sums may differ`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin()
    try scene.take(.submit, scene.clerk, begun.stage)
    let cell = ReturnedCell(
      path: .indicator("g1", "i1").field("target"), reason: "低于往年，没有理由", words: "上年 95%", proposed: "≥95%")
    let back = try scene.take(
      .returnFromDepartment, scene.department, begun.stage, opinion: "请改第一项", returns: [cell])
    #expect(back.state == "returned-1" && back.dueOn == "2025-10-12")
    let open = try scene.write(as: scene.clerk) { (desk, t) throws(StoreError) in
      try Goals.editable(back, desk, in: t)
    }
    #expect(open == .only([cell.path.text], why: "这一格没有退回，不能改；只开放退回的格和它们的合计。"))

    let unanswered = scene.refusal { () throws(StoreError) in try scene.take(.submit, scene.clerk, begun.stage) }
    #expect(unanswered?.why == "退回的格里还有 1 格没有改，也没有写保留的理由：年度绩效目标 · 指标 1 · 指标值。")
    try scene.edit(begun) {
      $0.goals[0].indicators[0].target = "≥95%"
      $0.goals[0].indicators[1].target = "≥80%"
    }
    let strayed = scene.refusal { () throws(StoreError) in try scene.take(.submit, scene.clerk, begun.stage) }
    #expect(strayed?.why.contains("另有 1 格也改了：年度绩效目标 · 指标 2 · 指标值") == true)
    try scene.edit(begun) { $0.goals[0].indicators[1].target = "≥85%" }
    #expect(try scene.take(.submit, scene.clerk, begun.stage).state == "department-review-1")
  }

  @Test(arguments: Engine.present)
  func `a returned cell may stay when its author says why, and the next return asks anew`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin()
    try scene.take(.submit, scene.clerk, begun.stage)
    let cell = ReturnedCell(path: .indicator("g1", "i1").field("target"), reason: "其他", words: "请核对")
    func sendBack() throws {
      try scene.take(.returnFromDepartment, scene.department, begun.stage, opinion: "请改", returns: [cell])
    }
    try sendBack()
    var notes = GoalNotes()
    notes.answers = [cell.path.text: "堤段今年大修，按设计只能到 93%"]
    try scene.take(.submit, scene.clerk, begun.stage, notes: notes)
    try sendBack()
    let refusal = scene.refusal { () throws(StoreError) in try scene.take(.submit, scene.clerk, begun.stage) }
    #expect(refusal?.why.contains("没有写保留的理由") == true)
  }

  @Test(arguments: Engine.present)
  func `sending money back opens the sums that follow it`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin()
    try scene.take(.submit, scene.clerk, begun.stage)
    let cell = ReturnedCell(path: FormPath("amounts").field("current"), reason: "与测算不符", words: "请按测算改")
    try scene.take(.returnFromDepartment, scene.department, begun.stage, opinion: "请改金额", returns: [cell])
    try scene.edit(begun) {
      $0.amounts.current = ExactDecimal(1_100)
      $0.amounts.total = ExactDecimal(1_100)
    }
    #expect(try scene.take(.submit, scene.clerk, begun.stage).state == "department-review-1")
    #expect(try scene.figures().asked == Money(fen: 1_100_00))
  }

  @Test(arguments: Engine.present)
  func `points below the pass mark do not pass`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin()
    try scene.take(.submit, scene.clerk, begun.stage)
    try scene.take(.passDepartment, scene.department, begun.stage)
    try scene.take(.passLineOffice, scene.line, begun.stage)
    var notes = GoalNotes()
    notes.points = Self.points(15, 20, 20, 14)
    let middling = scene.refusal { () throws(StoreError) in
      try scene.take(.passPerformanceOffice, scene.performance, begun.stage, notes: notes)
    }
    #expect(middling?.why == "审核等级是“中”，退回修改后重新报送，不能通过。")
    notes.points["feasibility"] = nil
    let partly = scene.refusal { () throws(StoreError) in
      try scene.take(.passPerformanceOffice, scene.performance, begun.stage, notes: notes)
    }
    #expect(partly?.why == "四个方面还没有都打分。")
    notes.points = Self.points(18, 28, 25, 18)
    #expect(
      try scene.take(.passPerformanceOffice, scene.performance, begun.stage, notes: notes).state
        == "budget-office-review-1")
  }

  @Test(arguments: Engine.present)
  func `late papers are taken where the place takes them, and refused where it does not`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin()
    // It is October; the first round ended in September.
    #expect(try scene.take(.submit, scene.clerk, begun.stage).state == "department-review-1")

    let strict = try GoalScene(engine, late: "refused")
    let other = try strict.begin()
    let refusal = strict.refusal { () throws(StoreError) in try strict.take(.submit, strict.clerk, other.stage) }
    #expect(refusal?.cause == .moment && refusal?.why.contains("2025-09-30") == true)
    #expect(try strict.stage(other.stage)?.state == "draft-1")
  }

  @Test(arguments: Engine.present)
  func `a year that is closed takes no step any more`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin()
    try scene.write(as: scene.budget) { (desk, t) throws(StoreError) in
      try Years.set(
        region: GoalScene.region, GoalScene.year, .closed, desk.settings, basedOn: desk.year.number,
        by: desk.account.id, in: t)
    }
    let refusal = scene.refusal { () throws(StoreError) in try scene.take(.submit, scene.clerk, begun.stage) }
    #expect(refusal?.why.contains("已经结束") == true)
  }

  private static func points(_ points: Int...) -> [String: ExactDecimal] {
    let names = ["completeness", "relevance", "appropriateness", "feasibility"]
    return Dictionary(uniqueKeysWithValues: zip(names, points.map { ExactDecimal($0) }))
  }
}
