import Lifecycle
import Model
import Schemes
import Store

/// What the goal form needs from the house through both rounds (二上二下).
enum GoalFormOffice: StageOffice {
  typealias Flow = GoalForm

  static func facts(
    _ row: StageRow, _ event: GoalForm.Event, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> BudgetFacts {
    switch event {
    case .approve: try GoalFacts.ofBudget(row, desk, in: transaction)
    case .amend: try GoalFacts.ofAmendment(row, in: transaction)
    case .publish: try Disclosures.facts(row, in: transaction)
    case .edit, .submit, .passDepartment, .returnFromDepartment, .passLineOffice, .returnFromLineOffice,
      .passPerformanceOffice, .returnFromPerformanceOffice, .reject, .issueControlFigure, .changeControlFigure,
      .returnFromBudgetOffice,
      .lock:
      BudgetFacts()
    }
  }

  static func dueOn(
    _ row: StageRow, _ state: GoalForm.State, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> String? {
    switch state {
    case .draft(let round): desk.settings.day(round == .first ? "first-up" : "second-up")
    case .returned(let round):
      returnedDay(desk, in: transaction) ?? desk.settings.day(round == .first ? "first-up" : "second-up")
    case .departmentReview(let round), .lineOfficeReview(let round), .performanceOfficeReview(let round),
      .budgetOfficeReview(let round):
      desk.settings.day(round == .first ? "first-down" : "second-down")
    case .approved, .locked: desk.settings.day("goal-disclosure")
    case .published, .amended, .rejected: nil
    }
  }

  /// What comes back has days of its own, counted from today.
  private static func returnedDay(_ desk: Desk, in transaction: ReadTransaction) -> String? {
    desk.policy(GoalReviewPolicy.self).map { transaction.now.adding(seconds: $0.body.returnDays * 86_400).day }
  }

  static func prepare(
    _ row: StageRow, _ event: GoalForm.Event, _ work: inout StageWork, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    var notes = GoalNotes(row.content)
    if let brought = work.content.map(GoalNotes.init) { notes.take(brought) }
    switch event {
    case .submit: try prepareSubmission(row, &notes, desk, in: transaction)
    case .issueControlFigure: try demandControl(notes)
    case .changeControlFigure:
      let former = GoalNotes(row.content).control
      try demandControl(notes)
      guard let former, former != notes.control else {
        throw .refusedStep(
          StageRefusal(cause: .content, why: "控制数没有变。", whoCanHelp: "请写新的控制数（万元）和理由，再办。"))
      }
      notes.formerControls.append(former)
    case .passPerformanceOffice: try demandGrade(notes, desk)
    case .returnFromDepartment, .returnFromLineOffice, .returnFromPerformanceOffice, .returnFromBudgetOffice:
      try demandWords(work.returns)
      // What was answered to an earlier return says nothing about this one.
      notes.answers = [:]
    case .edit, .passDepartment, .passLineOffice, .reject, .approve, .lock, .publish, .amend: break
    }
    // A save brings no content, so that it makes no step of its own.
    if event != .edit { work.content = notes.json }
  }

  private static func prepareSubmission(
    _ row: StageRow, _ notes: inout GoalNotes, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    if desk.policy(GoalReviewPolicy.self)?.body.late == .refused, let day = row.dueOn, transaction.now.day > day {
      throw .refusedStep(
        StageRefusal(cause: .moment, why: "报送期限是 \(day)，已经过了，现在不收。", whoCanHelp: "请与财政局预算科联系，由他们调整期限。"))
    }
    guard let check = try Goals.check(row, notes, in: transaction) else { throw .missing(subject: "目标申报表") }
    if let refusal = check.refusal { throw .refusedStep(refusal) }
    // Points and grade belong to one look through the form; a new submission is looked through anew.
    notes.points = [:]
    notes.grade = nil
  }

  private static func demandControl(_ notes: GoalNotes) throws(StoreError) {
    guard let control = notes.control, control.fen >= 0 else {
      throw .refusedStep(
        StageRefusal(cause: .content, why: "没有写控制数。", whoCanHelp: "请填写控制数（万元），不安排的写 0，再下达。"))
    }
  }

  private static func demandGrade(_ notes: GoalNotes, _ desk: Desk) throws(StoreError) {
    guard let policy = desk.policy(GoalReviewPolicy.self)?.body else { return }
    guard let grade = policy.grade(notes.points) else {
      guard policy.needsPoints || !notes.points.isEmpty else { return }
      throw .refusedStep(
        StageRefusal(
          cause: .content, why: "四个方面还没有都打分。",
          whoCanHelp: "请把\(policy.aspects.map(\.name).joined(separator: "、"))都评了再通过。"))
    }
    guard grade.consequence == .pass else {
      throw .refusedStep(
        StageRefusal(
          cause: .content, why: "审核等级是“\(grade.name)”，\(grade.words)，不能通过。",
          whoCanHelp: grade.consequence == .reject ? "请办理“审核为差”，或者改评分。" : "请退回修改，或者改评分。"))
    }
  }

  private static func demandWords(_ cells: [ReturnedCell]) throws(StoreError) {
    guard cells.allSatisfy({ !$0.reason.isBlank && !$0.words.isBlank }) else {
      throw .refusedStep(
        StageRefusal(cause: .opinion, why: "退回的格里有的没有写原因或要怎么改。", whoCanHelp: "请逐格写明，再退回。"))
    }
  }

  static func follow(
    _ stepped: StageStepped, _ event: GoalForm.Event, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    switch event {
    case .submit: try GoalCarry.asked(stepped.row, desk, in: transaction)
    case .issueControlFigure: try GoalCarry.control(stepped.row, desk, in: transaction)
    case .changeControlFigure: try GoalCarry.changedControl(stepped.row, desk, in: transaction)
    case .approve:
      try GoalCarry.approved(stepped.row, desk, in: transaction)
      try GoalCarry.intoLibrary(stepped.row, in: transaction)
    case .edit, .passDepartment, .returnFromDepartment, .passLineOffice, .returnFromLineOffice, .passPerformanceOffice,
      .returnFromPerformanceOffice, .reject, .returnFromBudgetOffice, .lock, .publish, .amend:
      break
    }
  }
}

extension GoalNotes {
  /// Takes over what a step brings; what it does not speak of stays.
  mutating func take(_ brought: GoalNotes) {
    control = brought.control ?? control
    reasons.merge(brought.reasons) { _, new in new }
    answers.merge(brought.answers) { _, new in new }
    if !brought.points.isEmpty {
      points = brought.points
      grade = brought.grade
    }
    adjustment = adjustment ?? brought.adjustment
  }
}

extension String {
  var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}

extension Instant {
  /// The day by the clock of China, as 2024-08-31.
  var day: String {
    let moment = civil()
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(moment.year)-\(two(moment.month))-\(two(moment.day))"
  }
}
