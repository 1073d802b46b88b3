import Lifecycle
import Model
import Testing

@testable import Store

/// Papers that opened a gate, on both engines.
@Suite struct SignedPaperTests {
  private static let policy = CyclePolicy(
    rectificationDays: 60, redLightDays: 14, publicationDays: 20, exAnteFrom: nil,
    exceptionSigners: [.financePerformanceOffice])

  @Test(arguments: Engine.present)
  func `a gate without a paper refuses in its own words, a paper that opens it is listed`(engine: Engine) throws {
    let empty = try EmptyDatabase(engine)
    let database = try empty.open()
    let clerk = try SampleDistrict(database).clerk.actor
    let signer = Actor(account: "wang", role: .financePerformanceOffice, scope: UnitPath(["qu"]))
    let budget = Actor(account: "zhao", role: .financeBudgetOffice, scope: UnitPath(["qu"]))
    let stage = try database.write { (t) throws(StoreError) in
      try Stages.open(
        GoalForm.self, StageDraft(year: 2024, unit: "di", title: "堤防设施维护费"), region: SampleDistrict.region, by: clerk,
        in: t)
    }
    let people: [(GoalForm.Event, Role)] = [
      (.submit, .executingUnit), (.passDepartment, .departmentFinanceOfficer), (.passLineOffice, .financeLineOffice),
      (.passPerformanceOffice, .financePerformanceOffice), (.issueControlFigure, .financeBudgetOffice),
      (.submit, .executingUnit), (.passDepartment, .departmentFinanceOfficer), (.passLineOffice, .financeLineOffice),
      (.passPerformanceOffice, .financePerformanceOffice),
    ]
    func step(
      _ event: GoalForm.Event, _ actor: Actor, facts: BudgetFacts = BudgetFacts(), papers: [SignedException] = []
    ) throws -> StoreError? {
      storeError { () throws(StoreError) in
        try database.write { (t) throws(StoreError) in
          let number = try Stages.load(id: stage, in: t)?.number ?? 0
          var work = StageWork(actor: actor, basedOn: number, policy: Self.policy, opinion: "意见", facts: facts)
          work.exceptions = papers
          _ = try Stages.step(GoalForm.self, stage, event, work, in: t)
        }
      }
    }
    for (index, (event, role)) in people.enumerated() {
      let actor = Actor(account: "\(role.rawValue)-\(index)", role: role, scope: UnitPath(["qu"]))
      #expect(try step(event, actor) == nil, "\(event)")
    }
    let facts = BudgetFacts(
      goal: .approved, needsExAnte: true, exAnte: .assessment, isIncrease: false, hasOverdueRectification: false)
    guard case .refusedStep(let refusal) = try step(.approve, budget, facts: facts) else {
      Issue.record("the gate was open")
      return
    }
    #expect(refusal.why == Gate.noExAnteNoBudget.why)
    let paper = SignedException(gate: .noExAnteNoBudget, signer: signer, document: "示财〔2024〕7号", reason: "汛期应急")
    #expect(try step(.approve, budget, facts: facts, papers: [paper]) == nil)
    let (papers, elsewhere) = try database.read { (t) throws(StoreError) in
      (
        try SignedPapers.list(region: SampleDistrict.region, year: 2024, UnitPath(["qu"]), in: t),
        try SignedPapers.list(region: SampleDistrict.region, year: 2024, UnitPath(["qu", "min"]), in: t)
      )
    }
    #expect(papers.map(\.document) == ["示财〔2024〕7号"] && papers.first?.reason == "汛期应急")
    #expect(papers.first?.gate == Gate.noExAnteNoBudget.rawValue && papers.first?.title == "堤防设施维护费")
    #expect(elsewhere == [])
  }

  @Test(arguments: Engine.present)
  func `the next code, the totals and what a year does not have`(engine: Engine) throws {
    let empty = try EmptyDatabase(engine)
    let database = try empty.open()
    _ = try SampleDistrict(database)
    let region = SampleDistrict.region
    try database.write { (t) throws(StoreError) in
      for (code, name, unit) in [("T-0098", "甲", "di"), ("T-0099", "乙", "di"), ("未编-1", "丙", "di")] {
        let id = try Projects.add(
          ProjectDraft(code: code, name: name, unit: unit, firstYear: 2024, total: Money(fen: 5_000)), region: region,
          by: "x", in: t)
        if name == "甲" { try Projects.set(2024, of: id, region: region, in: t) { $0.asked = Money(fen: 300) } }
      }
    }
    try database.read { (t) throws(StoreError) in
      #expect(try Projects.nextCode(region: region, unit: "di", in: t) == "T-0100")
      #expect(try Projects.nextCode(region: region, unit: "elsewhere", in: t) == "T-0100")
      var filter = ProjectFilter(region: region, year: 2024)
      #expect(try Projects.totals(filter, in: t).asked == Money(fen: 300))
      #expect(try Projects.outside(filter, in: t).items.map(\.name).sorted() == ["丙", "乙"].sorted())
      #expect(try Projects.withoutStage(filter, flow: "ex-ante-evaluation", from: nil, in: t).items.count == 1)
      #expect(try Projects.countWithoutStage(filter, flow: "ex-ante-evaluation", from: Money(fen: 301), in: t) == 0)
      filter.state = .cancelled
      #expect(try Projects.list(filter, in: t).total == 0)
      #expect(try Units.search(region: region, UnitPath(["qu"]), "%", limit: 5, in: t) == [])
    }
  }
}
