import Lifecycle
import Model
import Schemes
import Store

/// What a key evaluation needs from the house: a whole plan and a whole working paper, experts who have spoken, and what
/// follows from the conclusion.
enum KeyEvaluationOffice: StageOffice {
  typealias Flow = KeyEvaluation

  static func dueOn(
    _ row: StageRow, _ state: KeyEvaluation.State, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> String? {
    switch state {
    case .opinionExchange: transaction.now.day(adding: desk.terms.redLightDays)
    case .selected, .planning, .planReview, .notified, .fieldwork, .drafted, .replied, .expertReview, .concluded:
      desk.settings.day("key-evaluation")
    case .reported, .archived, .dropped: nil
    }
  }

  static func prepare(
    _ row: StageRow, _ event: KeyEvaluation.Event, _ work: inout StageWork, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let policy = KeyEvaluations.policy(row, desk)?.body else {
      throw KeyEvaluations.refusal("\(desk.year.year) 年度没有选重点评价的办法。", "请财政局绩效科在“年度设置”里选定，再办理。")
    }
    let former = KeyEvaluationFile(row.content)
    switch event {
    case .assign:
      try KeyEvaluations.demandAssessors(
        work.assignees ?? [], authors: row.authors, region: row.region, in: transaction)
      work.content = row.content
    case .edit: work.content = work.content.map { former.planned(by: KeyEvaluationFile($0)).json }
    case .assess: work.content = work.content.map { former.assessed(by: KeyEvaluationFile($0)).json }
    case .submitPlan: try Filling.demandNone(former.planGaps(policy), name: "评价工作方案")
    case .draftReport, .exchange: try Filling.demandNone(former.paperGaps(policy), name: "评价初步结论")
    case .invite:
      work.content = try inviting(row, former, &work, in: transaction).json
    case .review:
      guard former.experts.contains(desk.account.id) else {
        throw .refusedStep(
          StageRefusal(cause: .person, why: "评审意见由请来的专家发表，没有请你评审这一份。", whoCanHelp: "请与财政局绩效科联系。"))
      }
    case .conclude:
      try Filling.demandNone(former.paperGaps(policy), name: "评价结论")
      let silent = former.experts.subtracting(KeyEvaluations.spoken(try Stages.steps(of: row, in: transaction)))
      guard silent.isEmpty else {
        throw KeyEvaluations.refusal(
          "请了 \(former.experts.count) 位专家评审，还有 \(silent.count) 位没有发表意见。", "请等专家发表意见，或者退回后另请专家。")
      }
    case .reply, .returnPlan, .notify, .rework, .report, .archive, .drop: work.content = nil
    case .plan, .begin, .reopen: break
    }
  }

  /// Experts who did not work on the evaluation; whoever evaluates keeps his place beside them.
  private static func inviting(
    _ row: StageRow, _ former: KeyEvaluationFile, _ work: inout StageWork, in transaction: ReadTransaction
  ) throws(StoreError) -> KeyEvaluationFile {
    var file = former
    let asked = work.assignees ?? []
    if !asked.isEmpty {
      try KeyEvaluations.demandAssessors(
        asked, authors: row.authors.union(row.assessors), region: row.region, in: transaction)
    }
    file.experts = asked
    work.assignees = row.assignees.subtracting(former.experts).union(asked)
    return file
  }

  /// The score stands for the project from now on, every problem becomes an item to be repaired, and the next budget is
  /// told.
  static func follow(
    _ stepped: StageStepped, _ event: KeyEvaluation.Event, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    let row = stepped.row
    let file = KeyEvaluationFile(row.content)
    let project = try row.project.flatMap { (id) throws(StoreError) in
      try Projects.find(region: row.region, id: id, in: transaction)
    }
    if stepped.effects.contains(.openRectification) {
      if let project, let total = file.total {
        try Projects.set(row.year, of: project.id, region: row.region, in: transaction) { $0.reScore = total }
      }
      for problem in file.problems {
        try Rectifications.issue(
          Rectification(
            source: .evaluation, problemClass: problem.problemClass, problem: problem.words, measure: problem.measure,
            from: row.id, amount: problem.amount), unit: row.unit, project: project, desk, in: transaction)
      }
    }
    if stepped.effects.contains(.proposeBudgetDecision), let project {
      try BudgetLinks.propose(project.id, desk, in: transaction)
    }
  }
}

extension KeyEvaluationFile {
  /// The plan as somebody writes it: what was chosen stays as the office chose it.
  func planned(by typed: KeyEvaluationFile) -> KeyEvaluationFile {
    var file = self
    file.lead = typed.lead
    file.plan = typed.plan
    file.rows = typed.rows
    return file
  }

  /// The working paper as somebody writes it: indicators, points and standards stay as the plan was passed.
  func assessed(by typed: KeyEvaluationFile) -> KeyEvaluationFile {
    var file = self
    for index in file.rows.indices {
      guard let own = typed.rows.first(where: { $0.id == file.rows[index].id }) else { continue }
      file.rows[index].score = own.score
      file.rows[index].evidence = own.evidence
      file.rows[index].reason = own.reason
    }
    file.problems = typed.problems
    file.report = typed.report
    return file
  }

  /// What a plan needs before it is handed in.
  public func planGaps(_ policy: KeyEvaluationPolicy) -> [Gap] {
    var gaps: [Gap] = []
    func gap(_ path: String, _ words: String) { gaps.append(Gap(path: FormPath(path), words: words)) }
    if lead.isBlank { gap("lead", "没有写主评人。") }
    for section in policy.plan where section.isRequired && (plan[section.id] ?? "").isBlank {
      gap("plan-\(section.id)", "“\(section.name)”没有写。")
    }
    for part in policy.parts where rows(of: part.kind).isEmpty {
      gap("rows", "“\(part.name)”一条指标也没有。")
    }
    for row in rows {
      if row.points.map({ $0 <= .zero }) ?? true { gap("points-\(row.id)", "“\(row.name)”没有写分值。") }
      if row.standard.isBlank { gap("standard-\(row.id)", "“\(row.name)”没有写评分标准。") }
    }
    guard gaps.isEmpty else { return gaps }
    if of != .hundred { gap("rows", "分值合计 \(of)，应为 100。") }
    if ofResults < policy.resultsMin { gap("rows", "产出、效益合计 \(ofResults) 分，应不低于 \(policy.resultsMin) 分。") }
    return gaps
  }

  /// What a working paper needs before there is a conclusion.
  public func paperGaps(_ policy: KeyEvaluationPolicy) -> [Gap] {
    var gaps: [Gap] = []
    func gap(_ path: String, _ words: String) { gaps.append(Gap(path: FormPath(path), words: words)) }
    for row in rows {
      let points = row.points ?? .zero
      guard let score = row.score else {
        gap("score-\(row.id)", "“\(row.name)”没有打分。")
        continue
      }
      if score.isNegative || score > points {
        gap("score-\(row.id)", "“\(row.name)”打 \(score) 分，不在 0 到 \(points) 分之间。")
      }
      if row.evidence.isBlank { gap("evidence-\(row.id)", "“\(row.name)”没有写取证情况。") }
      if score < points, row.reason.isBlank { gap("reason-\(row.id)", "“\(row.name)”扣了分，没有写扣分原因。") }
    }
    for (index, problem) in problems.enumerated() {
      if problem.words.isBlank || problem.measure.isBlank || problem.problemClass.isBlank {
        gap("problem-\(index + 1)", "第 \(index + 1) 个问题的类别、问题、整改要求没有写全。")
      }
    }
    for section in policy.report where section.isRequired && (report[section.id] ?? "").isBlank {
      gap("report-\(section.id)", "“\(section.name)”没有写。")
    }
    return gaps
  }
}
