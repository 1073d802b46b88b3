import Lifecycle
import Model
import Scoring
import Store
import Testing

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
