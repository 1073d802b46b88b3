import Lifecycle
import Model
import Scoring
import Testing

@testable import Store
@testable import Work

@Suite struct EvaluationWorkTests {
  private static func row(_ id: String, _ field: String, _ text: String) -> (path: FormPath, text: String) {
    (FormPath("goals[g1].indicators[\(id)].\(field)"), text)
  }

  /// One project with 80 of 100 万元 paid, and its self-evaluation asked for.
  struct Scene {
    let house: WorkHouse
    let project: String
    let stage: String

    init(_ engine: Engine, department: Bool = false) throws {
      let house = try WorkHouse(engine)
      let project = try house.approved().id
      (self.house, self.project) = (house, project)
      try house.pay(project, "2024-12-01", wan: 80)
      if department { try Self.openDepartmentGoal(house) }
      let stage = try house.at(try house.person(.financePerformanceOffice)) { (desk, t) throws(StoreError) in
        while try SelfEvaluations.open(desk, in: t) > 0 {}
        return try SelfEvaluations.ofProject(project, desk, in: t)?.id ?? ""
      }
      self.stage = stage
      try house.at(try house.person(.executingUnit)) { (desk, t) throws(StoreError) in
        try SelfEvaluations.begin(stage, number: 1, desk, in: t)
      }
    }

    private static func openDepartmentGoal(_ house: WorkHouse) throws(StoreError) {
      let clerk = try house.person(.departmentFinanceOfficer)
      try house.database.write { (t) throws(StoreError) in
        var content = WorkHouse.goalContent("区水务局", code: "")
        content.kind = .departmentGoal
        content.code = nil
        let form = try Forms.create(
          FormDraft(region: WorkHouse.region, year: WorkHouse.year, unit: "shui", content: content), by: clerk.id, in: t
        ).form
        let stage = try Stages.open(
          GoalForm.self, StageDraft(year: WorkHouse.year, unit: "shui", title: "区水务局", form: form),
          region: WorkHouse.region, by: clerk.actor, in: t)
        // Approved on paper before the program came.
        try t.run("UPDATE stage SET state = 'approved' WHERE id = \(stage)")
      }
    }

    @discardableResult
    func save(_ cells: [(path: FormPath, text: String)], _ stage: String? = nil, by role: Role = .executingUnit)
      throws(StoreError) -> StageRow
    {
      let id = stage ?? self.stage
      return try house.at(try house.person(role)) { (desk, t) throws(StoreError) in
        let row = try Stages.load(id: id, in: t)
        let revision = try row?.form.flatMap { (id) throws(StoreError) in try Forms.row(id: id, in: t) }?.revision ?? 0
        return try SelfEvaluations.save(cells, stage: id, number: row?.number ?? 0, revision: revision, desk, in: t)
      }
    }

    /// Everything filled in, with one row short of its target.
    func fill() throws(StoreError) {
      try save([
        row("i1", "actual", "90次"), row("i2", "actual", "96%"), row("i3", "actual", "0次"), row("i4", "actual", "95%"),
        row("i1", "reason", "汛期提前，停巡一个月"), (FormPath("goals[g1].result_text"), "全年没有决口"),
      ])
    }

    func handIn() throws(StoreError) {
      try fill()
      try house.step(stage, "submit", .executingUnit)
      try house.step(stage, "pass-department", .departmentFinanceOfficer)
      try house.step(stage, "sign", .departmentHead)
    }

    func orderReEvaluation(to assignees: Set<String>) throws(StoreError) -> StageRow? {
      let state = try house.database.read { (t) throws(StoreError) in try Stages.load(id: stage, in: t)?.state }
      if state == "submitted" { try house.step(stage, "check", .financePerformanceOffice) }
      let row = try house.step(
        stage, "order-re-evaluation", .financePerformanceOffice, opinion: "抽查分差大", assignees: assignees)
      return try house.at(try house.person(.financePerformanceOffice)) { (desk, t) throws(StoreError) in
        try ReEvaluations.of(row, desk, in: t)
      }
    }
  }

  @Test(arguments: Engine.present)
  func `it begins with the goal and the payments, and scores by the scheme of the year`(engine: Engine) throws {
    let scene = try Scene(engine)
    var form = try scene.house.form(scene.stage).content
    #expect(form.kind == .projectSelfEvaluation && form.execution?.actual == 80 && form.execution?.score == 8)
    #expect(form.goals[0].indicators.allSatisfy { $0.score == nil } && form.score == 8)
    try scene.fill()
    form = try scene.house.form(scene.stage).content
    // 30 × 90 ÷ 120, the others full.
    #expect(form.goals[0].indicators.map(\.score) == [ExactDecimal("22.5"), 20, 30, 10])
    #expect(form.score == ExactDecimal("90.5"))
    #expect(try scene.house.form(scene.stage).row.score == ExactDecimal("90.5"))
  }

  @Test(arguments: Engine.present)
  func `a score that follows from a rule cannot be typed`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.fill()
    try scene.save([
      Self.row("i1", "score", "30"), Self.row("i1", "target", "≥1次"), (FormPath("execution.score"), "10"),
    ])
    let form = try scene.house.form(scene.stage).content
    #expect(form.goals[0].indicators[0].score == ExactDecimal("22.5") && form.execution?.score == 8)
    #expect(form.goals[0].indicators[0].target == "≥120次")
  }

  @Test(arguments: Engine.present)
  func `a self-evaluation from a file fills the stage of its project, its targets do not`(engine: Engine) throws {
    let scene = try Scene(engine)
    var came = WorkHouse.goalContent("堤防设施维护费", code: "T104")
    came.kind = .projectSelfEvaluation
    came.goals[0].indicators[0].target = "≥90次"
    came.goals[0].indicators[0].actual = "90次"
    came.goals[0].indicators[0].score = 30
    came.goals[0].indicators[0].reason = "停巡一个月"
    came.goals[0].resultText = "全年没有决口"
    let adopted = try scene.house.at(try scene.house.person(.executingUnit)) { (desk, t) throws(StoreError) in
      let form = try Forms.put(desk.draft(came, unit: "shui"), by: desk.account.id, in: t).form
      return try SelfEvaluations.adopt(form, desk, in: t)
    }
    #expect(adopted == scene.stage)
    let form = try scene.house.form(scene.stage).content
    let first = form.goals[0].indicators[0]
    #expect(first.actual == "90次" && first.reason == "停巡一个月" && first.target == "≥120次")
    #expect(first.score == ExactDecimal("22.5") && form.goals[0].resultText == "全年没有决口")
    let stranger = try scene.house.at(try scene.house.person(.financePerformanceOffice)) {
      (desk, t) throws(StoreError) in
      let form = try Forms.put(desk.draft(came, unit: "qu"), by: desk.account.id, in: t).form
      return try SelfEvaluations.adopt(form, desk, in: t)
    }
    #expect(stranger == nil, "who may not write the stage fills nothing in")
  }

  @Test(arguments: Engine.present)
  func `what is not whole is not handed in`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.save([Self.row("i1", "actual", "90次"), Self.row("i2", "actual", "96%"), Self.row("i3", "actual", "0次")])
    let first = refusal { () throws(StoreError) in try scene.house.step(scene.stage, "submit", .executingUnit) }
    #expect(first?.cause == .content && first?.why.contains("“巡查次数”没有得满分，没有写原因") == true)
    #expect(first?.why.contains("另外还有 2 处") == true, "the satisfaction and the overall result")
    try scene.fill()
    try scene.house.step(scene.stage, "submit", .executingUnit)
    #expect(try scene.house.figures(scene.project).selfScore == ExactDecimal("90.5"))
  }

  @Test(arguments: Engine.present)
  func `a red light of the year must be explained`(engine: Engine) throws {
    let scene = try Scene(engine)
    let house = scene.house
    let checkpoint = try house.at(try house.person(.financePerformanceOffice)) { (desk, t) throws(StoreError) in
      _ = try Monitorings.open(month: 7, desk, in: t)
      return try Monitorings.ofProject(scene.project, desk, in: t)[0].id
    }
    try house.at(try house.person(.executingUnit)) { (desk, t) throws(StoreError) in
      let cells: [(path: FormPath, text: String)] =
        ["i1", "i2", "i3", "i4"].map { Self.row($0, "milestone", "12") }
        + [(FormPath("attributes[支出偏差原因]"), "招标推迟"), (FormPath("attributes[支出改进措施]"), "加快")]
      try Monitorings.save(cells, stage: checkpoint, number: 1, revision: 1, desk, in: t)
    }
    try house.step(checkpoint, "submit", .executingUnit)
    try scene.fill()
    let closed = refusal { () throws(StoreError) in try house.step(scene.stage, "submit", .executingUnit) }
    #expect(closed?.cause == .gate(.redLightUnexplained))
    try scene.save([(FormPath("attributes[监控红灯说明]"), "七月红灯因招标推迟，九月已完成支付")])
    #expect(try house.step(scene.stage, "submit", .executingUnit).state == "department-review")
  }

  @Test(arguments: Engine.present)
  func `a department waits for its projects`(engine: Engine) throws {
    let scene = try Scene(engine, department: true)
    let house = scene.house
    let officer = try house.person(.departmentFinanceOfficer)
    let department = try house.at(officer) { (desk, t) throws(StoreError) in
      var filter = StageFilter(region: WorkHouse.region, year: WorkHouse.year, flow: SelfEvaluation.name)
      filter.isOfDepartment = true
      let id = try Stages.list(filter, in: t).items.first?.id ?? ""
      try SelfEvaluations.begin(id, number: 1, desk, in: t)
      return id
    }
    #expect(try house.form(department).content.kind == .departmentSelfEvaluation)
    let cells = ["i1": "120次", "i2": "96%", "i3": "0次", "i4": "95%"].map { Self.row($0, "actual", $1) }
    try scene.save(cells + [(FormPath("goals[g1].result_text"), "完成")], department, by: .departmentFinanceOfficer)
    let closed = refusal { () throws(StoreError) in try house.step(department, "submit", .departmentFinanceOfficer) }
    #expect(closed?.cause == .gate(.projectsNotSubmitted))
    try scene.handIn()
    #expect(try house.step(department, "submit", .departmentFinanceOfficer).state == "department-review")
    let coverage = try house.database.read { (t) throws(StoreError) in
      Coverage(
        try StageBoard.of(
          region: WorkHouse.region, year: WorkHouse.year, UnitPath(["qu"]),
          flows: Coverage.flows, in: t))
    }
    #expect(coverage.projects == 1 && coverage.handedIn == 1 && coverage.missing == 0 && coverage.percent == 100)
    #expect(coverage.departments == 1 && coverage.departmentsHandedIn == 0)
  }

  @Test func `a goal that an adjustment replaced is counted once, whether it was published before or not`() {
    func coverage(_ goals: [String: Int], adjusted: Int) -> Coverage {
      Coverage(
        goals.map { .init(flow: GoalForm.name, state: $0, projects: $1, departments: 0) }
          + [.init(flow: GoalAdjustment.name, state: "approved", projects: adjusted, departments: 0)])
    }
    #expect(coverage(["published": 5, "approved": 1], adjusted: 1).projects == 5)
    #expect(coverage(["published": 4, "approved": 1, "amended": 1], adjusted: 1).projects == 5)
    #expect(coverage(["published": 4, "approved": 2, "amended": 1], adjusted: 2).projects == 5)
    #expect(coverage(["published": 5], adjusted: 0).missing == 5)
  }

  @Test(arguments: Engine.present)
  func `a second scorer judges, the unit answers, the score and its place stand`(engine: Engine) throws {
    let scene = try Scene(engine)
    let house = scene.house
    try scene.handIn()
    let agency = try house.person(.thirdPartyAgency)
    let writer = try house.person(.executingUnit)
    let own = refusal { () throws(StoreError) in try scene.orderReEvaluation(to: [writer.id]) }
    #expect(own?.why.contains("写过这份自评") == true)
    let stage = try #require(try scene.orderReEvaluation(to: [agency.id]))
    let proposed = try #require(ReEvaluationSheet(stage))
    #expect(proposed.selfScore == ExactDecimal("90.5") && proposed.total == nil)
    #expect(proposed.parts.first { $0.id == "execution" }?.points == 8)
    #expect(proposed.parts.first { $0.id == "completion" }?.points == ExactDecimal("7.5"))
    var entry = ReEvaluations.Entry()
    entry.parts = [
      ("timely", "10", ""), ("goals", "10", ""), ("evidence", "8", "抽 4 条，1 条有佐证"), ("scores", "6", "三行得分没有依据"),
      ("reasons", "5", "原因没有佐证"), ("execution", "8", "80%"), ("completion", "7.5", "4 条达到 3 条"),
    ]
    let stranger = try house.person(.expertReviewer)
    let notGiven = refusal { () throws(StoreError) in
      try house.at(stranger) { (desk, t) throws(StoreError) in
        try ReEvaluations.save(entry, stage: stage.id, number: 1, desk, in: t)
      }
    }
    #expect(notGiven?.cause == .person)
    try house.at(agency) { (desk, t) throws(StoreError) in
      try ReEvaluations.save(entry, stage: stage.id, number: 1, desk, in: t)
    }
    try house.step(stage.id, "draft-score", .thirdPartyAgency)
    try house.step(stage.id, "send-feedback", .financePerformanceOffice)
    let early = refusal { () throws(StoreError) in
      try house.step(scene.stage, "take-re-evaluation", .financePerformanceOffice)
    }
    #expect(early?.cause == .gate(.reEvaluationNotFinal))
    try house.step(stage.id, "reply", .executingUnit, opinion: "补送巡查台账")
    let final = try house.step(stage.id, "finish", .financePerformanceOffice)
    #expect(try house.figures(scene.project).reScore == ExactDecimal("54.5"))
    let sheet = try #require(ReEvaluationSheet(final))
    #expect(sheet.difference == -36)
    let items = try house.database.read { (t) throws(StoreError) in
      try Stages.ofProject(region: WorkHouse.region, scene.project, flow: RectificationItem.name, in: t)
    }
    #expect(items.first?.content["problem"]?.string?.hasPrefix("再评价 54.5 分，低于 60 分。") == true)
    let ranked = try house.step(stage.id, "rank", .financePerformanceOffice)
    #expect(ReEvaluationSheet(ranked)?.rank == 1 && ReEvaluationSheet(ranked)?.ranked == 1)
    try house.step(scene.stage, "take-re-evaluation", .financePerformanceOffice)
    #expect(try house.stage(scene.stage).state == "accepted")
  }

  @Test(arguments: Engine.present)
  func `points beyond a part or without a reason are not given out`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.handIn()
    let agency = try scene.house.person(.thirdPartyAgency)
    let stage = try #require(try scene.orderReEvaluation(to: [agency.id]))
    var entry = ReEvaluations.Entry()
    entry.parts = [("evidence", "26", "x"), ("scores", "19", "")]
    let row = try scene.house.at(agency) { (desk, t) throws(StoreError) in
      try ReEvaluations.save(entry, stage: stage.id, number: 1, desk, in: t)
    }
    let policy = try scene.house.at(agency) { (desk, _) throws(StoreError) in try ReEvaluations.policy(desk) }
    let gaps = try #require(ReEvaluationSheet(row)).gaps(policy).map(\.words)
    #expect(gaps.contains("“数据真实”应在 0 到 25 分之间，写的是 26。") && gaps.contains("“评分准确”扣了分，没有写依据。"))
    #expect(
      refusal { () throws(StoreError) in try scene.house.step(stage.id, "draft-score", .thirdPartyAgency) } != nil)
  }
}
