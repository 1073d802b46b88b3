import Lifecycle
import Model
import Testing

@testable import Store

@Suite struct StageStoreTests {
  private static let policy = CyclePolicy(
    rectificationDays: 60, redLightDays: 14, publicationDays: 20, exAnteFrom: nil,
    exceptionSigners: [.financePerformanceOffice])

  /// A goal form of the dyke station with its stage, and the people around it.
  private struct Scene {
    let empty: EmptyDatabase
    let database: Database
    let clerk: Actor
    let department = Actor(account: "li", role: .departmentFinanceOfficer, scope: UnitPath(["qu", "shui"]))
    let line = Actor(account: "zhou", role: .financeLineOffice, scope: UnitPath(["qu"]))
    let stage: String
    let form: String

    init(_ engine: Engine) throws {
      empty = try EmptyDatabase(engine)
      database = try empty.open()
      let account = try SampleDistrict(database).clerk
      clerk = account.actor
      let actor = clerk
      (stage, form) = try database.write { (t) throws(StoreError) in
        let project = try Projects.add(
          ProjectDraft(code: "T104", name: "堤防设施维护费", unit: "di", firstYear: 2024), region: SampleDistrict.region,
          by: actor.account, in: t)
        let form = try Forms.create(SampleDistrict.draft(code: "T104"), by: actor.account, in: t).form
        let stage = try Stages.open(
          GoalForm.self,
          StageDraft(year: 2024, unit: "di", title: "堤防设施维护费", project: project, form: form, dueOn: "2023-09-30"),
          region: SampleDistrict.region, by: actor, in: t)
        return (stage, form)
      }
    }

    @discardableResult
    func step(
      _ event: GoalForm.Event, _ actor: Actor, basedOn: Int? = nil, opinion: String? = nil, returns: [ReturnedCell] = []
    ) throws -> StageStepped {
      try database.write { (t) throws(StoreError) in
        let row = try Stages.load(id: stage, in: t)
        var work = StageWork(
          actor: actor, basedOn: basedOn ?? row?.number ?? 0, policy: StageStoreTests.policy, opinion: opinion)
        work.returns = returns
        let stepped = try Stages.step(GoalForm.self, stage, event, work, in: t)
        // What a step gives back is what stands in the tables.
        let kept = try Stages.load(id: stage, in: t)
        #expect(kept == stepped.row)
        return stepped
      }
    }

    func counts(_ path: [String]) throws -> [String: Int] {
      let counts = try database.read { (t) throws(StoreError) in
        try StageCounts.of(region: SampleDistrict.region, year: 2024, UnitPath(path), in: t)
      }
      return Dictionary(uniqueKeysWithValues: counts.map { ($0.state, $0.stages) })
    }
  }

  @Test(arguments: Engine.present)
  func `a step moves stage, form, counts, notices and ledger together`(engine: Engine) throws {
    let scene = try Scene(engine)
    #expect(try scene.counts(["qu"]) == ["draft-1": 1])
    let after = try scene.step(.submit, scene.clerk).row
    #expect(after.state == "department-review-1" && after.number == 2 && after.authors == [scene.clerk.account])
    #expect(
      try scene.counts(["qu"]) == ["department-review-1": 1]
        && scene.counts(["qu", "shui", "di"]) == ["department-review-1": 1])
    #expect(try scene.counts(["qu", "min"]) == [:])
    let (form, steps, unread) = try scene.database.read { (t) throws(StoreError) in
      let reader = try Accounts.find(id: scene.clerk.account, in: t)
      return (
        try Forms.row(id: scene.form, in: t), try Stages.steps(of: after, in: t),
        try reader.map { (r) throws(StoreError) in try Notices.unread(r, in: t) }
      )
    }
    #expect(form?.state == .inReview)
    #expect(steps.map(\.event) == ["open", "submit"] && steps[1].revision == 1 && steps[1].actorName == "张示例")
    #expect(unread == 0, "nobody is told what he did himself")
    #expect(try Ledger.verify(in: scene.database).isSound)
  }

  @Test(arguments: Engine.present)
  func `a refused step leaves everything as it was`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.step(.submit, scene.clerk)
    let refusal = storeError { () throws(StoreError) in
      try scene.database.write { (t) throws(StoreError) in
        _ = try Stages.step(
          GoalForm.self, scene.stage, .passLineOffice,
          StageWork(actor: scene.line, basedOn: 2, policy: Self.policy), in: t)
      }
    }
    guard case .refusedStep(let words) = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(words.cause == .moment && words.why.contains("一上主管部门审核"))
    #expect(try scene.counts(["qu"]) == ["department-review-1": 1])
  }

  @Test(arguments: Engine.present)
  func `who read an older state is told so`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.step(.submit, scene.clerk)
    let error = storeError { () throws(StoreError) in
      try scene.database.write { (t) throws(StoreError) in
        _ = try Stages.step(
          GoalForm.self, scene.stage, .passDepartment,
          StageWork(actor: scene.department, basedOn: 1, policy: Self.policy), in: t)
      }
    }
    #expect(error == .stale(stage: scene.stage, now: "一上主管部门审核"))
  }

  @Test(arguments: Engine.present)
  func `returned cells come with their words and are frozen in the step`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.step(.submit, scene.clerk)
    let cell = ReturnedCell(
      path: .indicator("g1", "i2").field("target"), reason: "低于历史", words: "前两年都是 100 人，请说明", proposed: "≥100人")
    let after = try scene.step(.returnFromDepartment, scene.department, opinion: "请改第 2 项", returns: [cell]).row
    let steps = try scene.database.read { (t) throws(StoreError) in try Stages.steps(of: after, in: t) }
    #expect(after.state == "returned-1" && steps.last?.returnedCells == [cell] && steps.last?.opinion == "请改第 2 项")
    let form = try scene.database.read { (t) throws(StoreError) in try Forms.row(id: scene.form, in: t) }
    #expect(form?.state == .returned)
    let told = try scene.database.read { (t) throws(StoreError) in
      try Accounts.find(id: scene.clerk.account, in: t).map { (a) throws(StoreError) in try Notices.list(a, in: t) }
    }
    #expect(told?.first?.opinion == "请改第 2 项" && told?.first?.isUnread == true)
  }

  @Test(arguments: Engine.present)
  func `a step that was changed behind the program's back breaks the ledger`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.step(.submit, scene.clerk)
    let drop = engine == .sqlite ? "DROP TRIGGER stage_step_update" : "DROP TRIGGER stage_step_change ON stage_step"
    try scene.empty.tamper(drop, "UPDATE stage_step SET payload = '{}' WHERE number = 2")
    #expect(try Ledger.verify(in: scene.database).broken?.reason == .revisionMismatch)
  }

  @Test(arguments: Engine.present)
  func `figures of projects add up in every branch`(engine: Engine) throws {
    let scene = try Scene(engine)
    let region = SampleDistrict.region
    try scene.database.write { (t) throws(StoreError) in
      let second = try Projects.add(
        ProjectDraft(code: "T105", name: "福利院运行", unit: "min", firstYear: 2024), region: region, by: "setup", in: t)
      let first = try Projects.find(region: region, code: "T104", in: t)?.id ?? ""
      try Projects.set(2024, of: first, region: region, in: t) { $0.approved = Money(fen: 100_00) }
      try Projects.set(2024, of: second, region: region, in: t) {
        $0.approved = Money(fen: 50_00)
        $0.light = "red"
        $0.selfScore = ExactDecimal("92.5")
      }
      try Projects.set(2024, of: second, region: region, in: t) {
        $0.adjusted = Money(fen: 40_00)
        $0.light = "green"
      }
    }
    let (all, water, below) = try scene.database.read { (t) throws(StoreError) in
      (
        try ProjectSums.of(region: region, year: 2024, UnitPath(["qu"]), in: t),
        try ProjectSums.of(region: region, year: 2024, UnitPath(["qu", "shui"]), in: t),
        try ProjectSums.below(region: region, year: 2024, UnitPath(["qu"]), in: t)
      )
    }
    #expect(all?.projects == 2 && all?.approved == Money(fen: 150_00) && all?.budget == Money(fen: 140_00))
    #expect(all?.red == 0 && all?.green == 1 && all?.meanScore == ExactDecimal("92.5"))
    #expect(water?.projects == 1 && water?.budget == Money(fen: 100_00))
    #expect(below.map(\.name).sorted() == ["区民政局", "区水务局"])
  }

  @Test(arguments: Engine.present)
  func `a year keeps its settings and is changed by one person at a time`(engine: Engine) throws {
    let scene = try Scene(engine)
    let region = SampleDistrict.region
    let settings = YearSettings(
      deadlines: [.init(id: "first-up", name: "一上", day: "2023-09-30")], checkpoints: [4, 7],
      templates: [.projectGoal: "a"], policies: ["terms": "t"])
    try scene.database.write { (t) throws(StoreError) in
      try Years.set(region: region, 2024, .open, settings, basedOn: 0, by: "setup", in: t)
    }
    let found = try scene.database.read { (t) throws(StoreError) in try Years.find(region: region, 2024, in: t) }
    #expect(found?.settings == settings && found?.state == .open && found?.number == 1)
    let error = storeError { () throws(StoreError) in
      try scene.database.write { (t) throws(StoreError) in
        try Years.set(region: region, 2024, .closed, settings, basedOn: 0, by: "setup", in: t)
      }
    }
    #expect(error == .stale(stage: "year/2024", now: "进行中"))
  }

  @Test(arguments: Engine.present)
  func `a unit that moves takes its stages, projects and their counts along`(engine: Engine) throws {
    let scene = try Scene(engine)
    let region = SampleDistrict.region
    let before = try scene.counts(["qu"])
    #expect(before.values.reduce(0, +) == 1)
    try scene.database.write { (t) throws(StoreError) in
      guard let project = try Projects.find(region: region, code: "T104", in: t) else { throw .missing(subject: "项目") }
      try Projects.set(2024, of: project.id, region: region, in: t) { $0.approved = Money(fen: 500) }
      let act = UnitAct(region: region, day: Day("2023-01-01")!, basis: "编发〔2023〕1号", by: "admin")
      try Units.move("di", under: "min", act, in: t)
    }
    #expect(try scene.counts(["qu"]) == before)
    #expect(try scene.counts(["qu", "shui"]).values.allSatisfy { $0 == 0 })
    #expect(try scene.counts(["qu", "min"]) == before)
    #expect(try scene.counts(["qu", "min", "di"]) == before)
    try scene.database.read { (t) throws(StoreError) in
      #expect(try Stages.load(id: scene.stage, in: t)?.path == UnitPath(["qu", "min", "di"]))
      func sum(_ path: [String]) throws(StoreError) -> Int {
        try ProjectSums.of(region: region, year: 2024, UnitPath(path), in: t)?.projects ?? 0
      }
      #expect(try [sum(["qu"]), sum(["qu", "shui"]), sum(["qu", "min"]), sum(["qu", "min", "di"])] == [1, 0, 1, 1])
    }
  }
}
