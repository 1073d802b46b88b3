import Lifecycle
import Model
import Testing

@Suite struct GateTests {
  private let approver = FlowCast.actor(.financeBudgetOffice, "approver")

  private func outcome(_ facts: BudgetFacts, _ exceptions: [SignedException] = []) -> StageRefusal.Cause? {
    var form = GoalForm(Standing(state: .budgetOfficeReview(.second), authors: ["writer"]))
    do {
      let effects = try form.handle(.approve, FlowCast.call(approver, facts: facts, exceptions: exceptions))
      #expect(form.state == .approved && effects.contains(.carryIntoBudget))
      #expect(FlowCast.record(effects)?.exceptions == exceptions)
      return nil
    } catch {
      #expect(form.state == .budgetOfficeReview(.second))
      return error.cause
    }
  }

  @Test(arguments: ExAnteEvaluation.State.allCases)
  func `no accepted ex-ante evaluation, no budget`(state: ExAnteEvaluation.State) {
    var facts = FlowCast.goodFacts
    facts.exAnte = state
    let isOpen = state == .supported || state == .filed
    #expect(outcome(facts) == (isOpen ? nil : .gate(.noExAnteNoBudget)))
    facts.needsExAnte = false
    #expect(outcome(facts) == nil)
  }

  @Test func `facts that nobody gave open no gate`() {
    #expect(outcome(BudgetFacts()) == .gate(.noExAnteNoBudget))
    #expect(BudgetFacts().closedBudgetGates == [.noExAnteNoBudget, .noGoalNoBudget, .overdueRectificationNoIncrease])
  }

  @Test func `nothing is published that was not checked and signed`() {
    let publisher = Actor(account: "gong", role: .departmentFinanceOfficer, scope: FlowCast.unit)
    var facts = FlowCast.goodFacts
    facts.isDisclosed = false
    var goal = GoalForm(Standing(state: .approved))
    #expect(throws: StageRefusal.self) { try goal.handle(.publish, FlowCast.call(publisher, facts: facts)) }
    #expect(goal.state == .approved)
    #expect((try? goal.handle(.publish, FlowCast.call(publisher))) != nil && goal.state == .published)
    var evaluation = SelfEvaluation(Standing(state: .accepted))
    #expect(throws: StageRefusal.self) { try evaluation.handle(.publish, FlowCast.call(publisher, facts: facts)) }
    #expect((try? evaluation.handle(.publish, FlowCast.call(publisher))) != nil && evaluation.state == .published)
  }

  @Test func `no approved goal, no more money; a cut passes`() {
    for state in GoalForm.State.allCases {
      var link = BudgetLink(Standing(state: .decided))
      var facts = FlowCast.goodFacts
      facts.goal = state
      let isOpen = [.budgetOfficeReview(.second), .approved, .locked, .published].contains(state)
      #expect(((try? link.handle(.apply, FlowCast.call(approver, facts: facts))) != nil) == isOpen)
    }
    var cut = BudgetLink(Standing(state: .decided))
    #expect((try? cut.handle(.apply, FlowCast.call(approver, facts: BudgetFacts(isIncrease: false)))) != nil)
  }

  @Test func `a signed paper opens the one gate it names, when it is whole and its signer may sign`() {
    var facts = FlowCast.goodFacts
    facts.exAnte = nil
    func paper(
      _ gate: Gate = .noExAnteNoBudget, _ role: Role = .departmentHead, _ account: String = "head",
      document: String = "区财〔2026〕1号", reason: String = "应急抢险", scope: UnitPath = UnitPath(["qu"])
    ) -> SignedException {
      SignedException(
        gate: gate, signer: FlowCast.actor(role, account, scope: scope), document: document, reason: reason)
    }
    #expect(outcome(facts, [paper()]) == nil)
    for bad in [
      paper(.noGoalNoBudget), paper(.noExAnteNoBudget, .executingUnit),
      paper(.noExAnteNoBudget, .departmentHead, "writer"),
      paper(.noExAnteNoBudget, .financeBudgetOffice, "approver"), paper(document: " "), paper(reason: ""),
      paper(scope: UnitPath(["qu", "min"])),
    ] { #expect(outcome(facts, [bad]) == .gate(.noExAnteNoBudget)) }
    facts.hasOverdueRectification = true
    #expect(outcome(facts, [paper()]) == .gate(.overdueRectificationNoIncrease))
  }

  @Test(arguments: [GoalForm.State.locked, .published, .amended, .rejected, .approved])
  func `what is approved or published is never written again`(state: GoalForm.State) {
    for event in [GoalForm.Event.edit, .submit] {
      var form = GoalForm(Standing(state: state, revision: 3))
      #expect((try? form.handle(event, FlowCast.call(for: event))) == nil)
      #expect(form.standing.revision == 3)
    }
    #expect(!state.isOpenForEditing)
  }

  @Test func `a goal is amended only by an approved adjustment`() {
    for adjustment in GoalAdjustment.State.allCases {
      var form = GoalForm(Standing(state: .locked))
      var facts = FlowCast.goodFacts
      facts.adjustment = adjustment
      #expect(((try? form.handle(.amend, FlowCast.call(approver, facts: facts))) != nil) == (adjustment == .approved))
    }
  }

  @Test func `a self-evaluation explains its red light and a department waits for its projects`() {
    func outcome(_ facts: BudgetFacts) -> Bool {
      var flow = SelfEvaluation(Standing(state: .filling))
      return (try? flow.handle(.submit, FlowCast.call(FlowCast.actor(.executingUnit), facts: facts))) != nil
    }
    var facts = FlowCast.goodFacts
    #expect(outcome(facts))
    facts.hasUnexplainedRedLight = true
    #expect(!outcome(facts))
    facts.hasUnexplainedRedLight = false
    facts.hasMissingProjects = true
    #expect(!outcome(facts))
  }

  @Test func `a re-evaluation counts only when its score is final`() {
    for state in ReEvaluation.State.allCases {
      var flow = SelfEvaluation(Standing(state: .reEvaluation))
      var facts = FlowCast.goodFacts
      facts.reEvaluation = state
      let call = FlowCast.call(FlowCast.actor(.financePerformanceOffice), facts: facts)
      #expect(((try? flow.handle(.takeReEvaluation, call)) != nil) == (state == .final || state == .ranked))
    }
  }

  @Test(arguments: [true, false])
  func `an adjustment to more money asks for every gate, a cut for none`(isIncrease: Bool) {
    var flow = GoalAdjustment(Standing(state: .financeReview))
    let call = FlowCast.call(approver, facts: BudgetFacts(isIncrease: isIncrease))
    let effects = try? flow.handle(.approve, call)
    #expect((effects == nil) == isIncrease && (effects?.contains(.openNextVersion) ?? isIncrease))
  }

  @Test func `terms are those of the place`() {
    let day: Int64 = 86_400_000
    let issued = FlowCast.moment
    let deadline = RectificationItem.deadline(issued: issued, FlowCast.policy)
    #expect(deadline.milliseconds - issued.milliseconds == 30 * day)
    let late = deadline.adding(seconds: 1)
    for state in RectificationItem.State.allCases {
      let isOpen = state == .issued || state == .inProgress || state == .reported
      let item = RectificationItem(Standing(state: state))
      #expect(item.isOverdue(deadline: deadline, now: late) == (isOpen || state == .closedNotRectified))
      #expect(item.isOverdue(deadline: deadline, now: deadline) == (state == .closedNotRectified))
    }
    let threshold = CyclePolicy(
      rectificationDays: 1, redLightDays: 1, publicationDays: 1, exAnteFrom: Money(fen: 100), exceptionSigners: [])
    #expect(threshold.needsExAnte(isNew: true, amount: Money(fen: 100)))
    #expect(!threshold.needsExAnte(isNew: true, amount: Money(fen: 99)))
    #expect(!threshold.needsExAnte(isNew: false, amount: Money(fen: 100)))
    #expect(FlowCast.policy.needsExAnte(isNew: true, amount: Money(fen: 0)))
  }

  @Test func `every gate has words and a name of its own`() {
    for gate in Gate.allCases { #expect(gate.why.hasSuffix("。") && gate.whoCanHelp.hasSuffix("。")) }
    #expect(Set(Gate.allCases.map(\.why)).count == Gate.allCases.count)
  }
}
