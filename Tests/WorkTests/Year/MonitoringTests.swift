import Lifecycle
import Model
import Scoring
import Testing

@testable import Store
@testable import Work

@Suite struct MonitoringWorkTests {
  private static func cell(_ path: String, _ text: String) -> (path: FormPath, text: String) { (FormPath(path), text) }
  private static func row(_ id: String, _ field: String, _ text: String) -> (path: FormPath, text: String) {
    cell("goals[g1].indicators[\(id)].\(field)", text)
  }

  /// One project with its July checkpoint opened.
  private struct Scene {
    let house: WorkHouse
    let project: String
    let stage: String

    init(_ engine: Engine) throws {
      let house = try WorkHouse(engine)
      let project = try house.approved().id
      (self.house, self.project) = (house, project)
      try house.pay(project, "2024-07-31", wan: 30)
      try house.pay(project, "2024-08-01", wan: 40, number: "A2")
      let opened = try house.at(try house.person(.financePerformanceOffice)) { (desk, t) throws(StoreError) in
        let opened = try Monitorings.open(month: 7, desk, in: t)
        return try (opened, Monitorings.open(month: 7, desk, in: t), Monitorings.ofProject(project, desk, in: t))
      }
      #expect(opened.0 == 1 && opened.1 == 0, "opened once")
      stage = opened.2[0].id
    }

    @discardableResult
    func save(_ cells: [(path: FormPath, text: String)], _ role: Role = .executingUnit) throws(StoreError) -> StageRow {
      try house.at(try house.person(role)) { (desk, t) throws(StoreError) in
        let row = try Stages.load(id: stage, in: t)
        let revision = try row?.form.flatMap { (id) throws(StoreError) in try Forms.row(id: id, in: t) }?.revision ?? 0
        return try Monitorings.save(
          cells, stage: stage, number: row?.number ?? 0, revision: revision, desk, in: t)
      }
    }

    func fillRed() throws(StoreError) {
      try save([
        row("i1", "actual", "30次"), row("i2", "actual", "96%"), row("i3", "actual", "0次"), row("i4", "milestone", "11"),
        row("i1", "reason", "汛期提前"), row("i1", "measure", "九月起每周加巡一次"), cell("attributes[支出偏差原因]", "招标推迟"),
        cell("attributes[支出改进措施]", "八月完成支付"),
      ])
    }
  }

  @Test(arguments: Engine.present)
  func `a checkpoint brings the goal and what was paid by its last day`(engine: Engine) throws {
    let scene = try Scene(engine)
    let form = try scene.house.form(scene.stage).content
    #expect(form.kind == .monitoring && form.title == "2024年1—7月项目支出绩效运行监控表" && form.code == "T104")
    #expect(form.execution?.budget == 100 && form.execution?.actual == 30 && form.execution?.rate == 30)
    let rows = form.goals[0].indicators
    #expect(rows.map(\.target) == ["≥120次", "≥95%", "0次", "≥90%"] && rows[0].weight == 30 && rows[0].actual == nil)
    let row = try scene.house.stage(scene.stage)
    #expect(row.dueOn == "2024-08-15" && row.part == "7")
  }

  @Test(arguments: Engine.present)
  func `only open cells take what is typed, the target stays as approved`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.save([
      Self.row("i1", "actual", "３０次"), Self.row("i1", "target", "≥1次"), Self.row("i1", "weight", "1"),
      Self.cell("execution.actual", "100"), Self.cell("execution.forecast", "98"), Self.cell("name", "别的项目"),
      Self.row("i4", "milestone", "11"),
    ])
    let form = try scene.house.form(scene.stage).content
    let first = form.goals[0].indicators[0]
    #expect(first.actual == "30次" && first.target == "≥120次" && first.weight == 30)
    #expect(form.execution?.actual == 30 && form.execution?.forecast == 98 && form.name == "堤防设施维护费")
    #expect(form.goals[0].indicators[3].milestone == 11)
    #expect(try scene.house.stage(scene.stage).state == "filling")
  }

  @Test(arguments: Engine.present)
  func `a red light is handed in with cause and measure only, and then shows in every branch`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.save([Self.row("i1", "actual", "30次"), Self.row("i2", "actual", "96%")])
    let missing = refusal { () throws(StoreError) in try scene.house.step(scene.stage, "submit", .executingUnit) }
    #expect(missing?.cause == .content && missing?.why.contains("“决口次数”没有填") == true)
    try scene.save([Self.row("i3", "actual", "0次"), Self.row("i4", "milestone", "11")])
    let unexplained = refusal { () throws(StoreError) in try scene.house.step(scene.stage, "submit", .executingUnit) }
    #expect(unexplained?.why.contains("“支出”为红灯，没有写偏差原因") == true)
    #expect(try scene.house.figures(scene.project).light == nil)
    try scene.fillRed()
    let row = try scene.house.step(scene.stage, "submit", .executingUnit)
    let summary = try #require(LightSummary(row))
    #expect(summary.light == .red && summary.spending == 30 && summary.gap == summary.goals.map { $0 - 30 })
    #expect(try scene.house.figures(scene.project).light == "red")
    let sum = try scene.house.database.read { (t) throws(StoreError) in
      try ProjectSums.of(region: WorkHouse.region, year: WorkHouse.year, UnitPath(["qu", "shui"]), in: t)
    }
    #expect(sum?.red == 1 && sum?.paid == Money(fen: 70 * 1_000_000))
  }

  @Test(arguments: Engine.present)
  func `a warning leads to measure, suspension and rectification`(engine: Engine) throws {
    let scene = try Scene(engine)
    let house = scene.house
    try scene.fillRed()
    try house.step(scene.stage, "submit", .executingUnit)
    try house.step(scene.stage, "pass-department", .departmentFinanceOfficer)
    let warned = try house.step(scene.stage, "warn", .financePerformanceOffice, opinion: "支出明显落后，请说明")
    #expect(warned.dueOn == warned.since.day(adding: 14))
    try house.step(scene.stage, "explain", .executingUnit, opinion: "招标两次流标，八月重新开标")
    let asked = try house.step(scene.stage, "require-measure", .financePerformanceOffice, opinion: "九月底前完成支付")
    let items = try house.database.read { (t) throws(StoreError) in
      try Stages.ofProject(region: WorkHouse.region, scene.project, flow: RectificationItem.name, in: t)
    }
    #expect(items.count == 1 && items[0].content["measure"]?.string == "九月底前完成支付")
    #expect(items[0].content["from"]?.string == asked.id && items[0].dueOn == asked.since.day(adding: 60))
    try house.step(scene.stage, "suspend", .financePerformanceOffice, opinion: "到期没有措施")
    #expect(try house.figures(scene.project).isSuspended)
    try house.step(scene.stage, "resume", .financePerformanceOffice, opinion: "措施已到位")
    #expect(try !house.figures(scene.project).isSuspended)
    try house.step(scene.stage, "report-measure", .executingUnit, opinion: "已完成支付")
    #expect(try house.step(scene.stage, "accept", .financePerformanceOffice).isFinal)
  }

  /// Warned with a red light, and the day for the decision long gone.
  private func undecided(_ engine: Engine) throws -> Scene {
    let scene = try Scene(engine)
    try scene.fillRed()
    try scene.house.step(scene.stage, "submit", .executingUnit)
    try scene.house.step(scene.stage, "pass-department", .departmentFinanceOfficer)
    try scene.house.step(scene.stage, "warn", .financePerformanceOffice, opinion: "支出明显落后，请说明")
    try scene.house.database.write { (t) throws(StoreError) in
      try t.run("UPDATE stage SET due_on = '2024-08-31' WHERE id = \(scene.stage)")
    }
    return scene
  }

  private func suspend(_ house: WorkHouse, _ rulebook: Rulebook = RulebookTests.shipped) throws(StoreError) -> Int {
    try house.database.write { (t) throws(StoreError) in
      try OverdueLights.suspend(region: WorkHouse.region, year: WorkHouse.year, rulebook, in: t)
    }
  }

  @Test(arguments: Engine.present)
  func `a red light that nobody decided stops the payments until the rectification is verified`(engine: Engine) throws {
    let scene = try undecided(engine)
    let house = scene.house
    let treasury = try house.person(.financeTreasuryOffice)
    #expect(try suspend(house) == 1 && suspend(house) == 0, "once")
    #expect(try house.figures(scene.project).isSuspended && house.stage(scene.stage).state == "suspended")
    let (steps, items, told) = try house.database.read { (t) throws(StoreError) in
      let row = try Stages.load(id: scene.stage, in: t)
      return (
        try row.map { (row) throws(StoreError) in try Stages.steps(of: row, in: t) } ?? [],
        try row.map { (row) throws(StoreError) in try Rectifications.from(row, in: t) } ?? [],
        try Notices.list(treasury, in: t)
      )
    }
    #expect(steps.last?.event == "lapse" && steps.last?.who == Account.programName)
    #expect(steps.last?.opinion?.contains("2024-08-31") == true)
    #expect(told.contains { $0.event == "lapse" && $0.state == "暂停拨款" })
    let item = try #require(items.first)
    #expect(items.count == 1 && item.part == "预算执行" && Rectification(item.content).source == .monitoring)
    try house.step(item.id, "acknowledge", .executingUnit)
    try house.at(try house.person(.executingUnit)) { (desk, t) throws(StoreError) in
      var content = Rectification(item.content)
      content.reply = "九月底已完成支付"
      let number = try Stages.load(id: item.id, in: t)?.number ?? 0
      _ = try Steps.take(
        StepRequest(stage: item.id, event: "report", basedOn: number, content: content.json), desk, in: t)
    }
    try house.step(item.id, "verify", .financePerformanceOffice)
    #expect(try !house.figures(scene.project).isSuspended && house.stage(scene.stage).state == "closed")
    #expect(try Ledger.verify(in: house.database).isSound)
  }

  @Test(arguments: Engine.present)
  func `whether an undecided light suspends, and after how many days, is the policy's`(engine: Engine) throws {
    let scene = try undecided(engine)
    let only = try RulebookTests.shipped.replacing("use: \"suspend\", days: 0", with: "use: \"note\", days: 0")
    #expect(try suspend(scene.house, only) == 0)
    let patient = try RulebookTests.shipped.replacing(
      "use: \"suspend\", days: 0", with: "use: \"suspend\", days: 36500")
    #expect(try suspend(scene.house, patient) == 0)
    let offers = try scene.house.at(try scene.house.person(.financePerformanceOffice)) { (desk, t) throws(StoreError) in
      try Stages.load(id: scene.stage, in: t).map { (row) throws(StoreError) in try Steps.offers(row, desk, in: t) }
        ?? []
    }
    #expect(offers.contains { $0.event == "suspend" } && !offers.contains { $0.event == "lapse" })
    #expect(throws: StoreError.missing(subject: "环节")) {
      try scene.house.step(scene.stage, "lapse", .financePerformanceOffice, opinion: "代系统办理")
    }
    #expect(try !scene.house.figures(scene.project).isSuspended)
  }

  @Test(arguments: Engine.present)
  func `a closed year takes no step of any flow, and says who can open it`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.house.at(try scene.house.person(.financeBudgetOffice)) { (desk, t) throws(StoreError) in
      try Years.set(
        region: WorkHouse.region, WorkHouse.year, .closed, desk.settings, basedOn: desk.year.number,
        by: desk.account.id, in: t)
    }
    let saving = refusal { () throws(StoreError) in try scene.save([Self.row("i1", "actual", "30次")]) }
    #expect(saving?.why.contains("2024 年度已经结束") == true && saving?.whoCanHelp.contains("重新打开") == true)
    let opening = refusal { () throws(StoreError) in
      try scene.house.at(try scene.house.person(.financePerformanceOffice)) { (desk, t) throws(StoreError) in
        try Monitorings.open(month: 10, desk, in: t)
      }
    }
    #expect(opening?.why.contains("已经结束") == true)
    let offers = try scene.house.at(try scene.house.person(.executingUnit)) { (desk, t) throws(StoreError) in
      try Stages.load(id: scene.stage, in: t).map { (row) throws(StoreError) in try Steps.offers(row, desk, in: t) }
        ?? []
    }
    #expect(!offers.isEmpty && offers.allSatisfy { $0.refusal?.why.contains("已经结束") == true })
  }

  @Test(arguments: Engine.present)
  func `no warning without a light that asks for one`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.house.pay(scene.project, "2024-07-30", wan: 40, number: "A3")
    try scene.save([
      Self.row("i1", "actual", "80次"), Self.row("i2", "actual", "96%"), Self.row("i3", "actual", "0次"),
      Self.row("i4", "actual", "92%"),
    ])
    let row = try scene.house.step(scene.stage, "submit", .executingUnit)
    #expect(LightSummary(row)?.light == .green)
    try scene.house.step(scene.stage, "pass-department", .departmentFinanceOfficer)
    let no = refusal { () throws(StoreError) in
      try scene.house.step(scene.stage, "warn", .financePerformanceOffice, opinion: "请说明")
    }
    #expect(no?.why.contains("没有亮红灯或黄灯") == true)
    #expect(try scene.house.step(scene.stage, "accept", .financePerformanceOffice).isFinal)
  }

  @Test(arguments: Engine.present)
  func `the next checkpoint keeps months that were set, and the latest light counts`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.fillRed()
    try scene.house.step(scene.stage, "submit", .executingUnit)
    let later = try scene.house.at(try scene.house.person(.financePerformanceOffice)) { (desk, t) throws(StoreError) in
      _ = try Monitorings.open(month: 10, desk, in: t)
      return try Monitorings.ofProject(scene.project, desk, in: t).first { $0.part == "10" }
    }
    let form = try scene.house.form(try #require(later).id).content
    #expect(form.goals[0].indicators[3].milestone == 11 && form.execution?.actual == 70)
    #expect(form.goals[0].indicators[0].actual == nil)
  }

  @Test(arguments: Engine.present)
  func `who may not open or fill in is told so`(engine: Engine) throws {
    let scene = try Scene(engine)
    let clerk = try scene.house.person(.executingUnit)
    let opening = refusal { () throws(StoreError) in
      try scene.house.at(clerk) { (desk, t) throws(StoreError) in try Monitorings.open(month: 10, desk, in: t) }
    }
    #expect(opening != nil)
    let month = refusal { () throws(StoreError) in
      try scene.house.at(try scene.house.person(.financePerformanceOffice)) { (desk, t) throws(StoreError) in
        try Monitorings.open(month: 3, desk, in: t)
      }
    }
    #expect(month?.why.contains("3 月不是 2024 年度的监控节点") == true)
    let filling = refusal { () throws(StoreError) in
      try scene.save([Self.row("i1", "actual", "1次")], .financePerformanceOffice)
    }
    #expect(filling?.cause == .person)
  }
}
