import Lifecycle
import Model
import Scoring
import Store
import Work

extension DistrictLife {
  func liveSelfEvaluations(_ dated: DatedStep) throws(StoreError) {
    let year = dated.year
    let isOfDepartments = dated.step == .departmentSelfEvaluations
    try forEach(dated) { course in
      course.isApproved(year) && (dated.step == .acceptSelfEvaluations || (course.project == nil) == isOfDepartments)
    } act: { (course, t) throws(StoreError) in
      switch dated.step {
      case .fillSelfEvaluations: try evaluate(year, &course, in: t)
      case .reviewSelfEvaluations: try sign(year, course, in: t)
      case .departmentSelfEvaluations:
        try evaluate(year, &course, in: t)
        try sign(year, course, in: t)
      case .acceptSelfEvaluations: try accept(year, &course, in: t)
      default: break
      }
    }
  }

  /// Begins, fills in and hands in.
  private func evaluate(_ year: Int, _ course: inout Course, in t: WriteTransaction) throws(StoreError) {
    let desk = try desk(course.clerk, year, in: t)
    guard let waiting = try selfEvaluation(year, course, desk, in: t) else { return }
    let row = try SelfEvaluations.begin(waiting.id, number: waiting.number, desk, in: t)
    guard let form = row.form, let stored = try Forms.load(id: form, in: t) else { return }
    course.years[year]?.selfEvaluation = row.id
    var cells = try evaluationCells(stored.content, year, &course, in: t)
    // Gaps show up as others are filled: a reason is asked for once there is a score.
    let hasRedLight = try SelfEvaluations.hasRedLight(row, desk, in: t)
    for _ in 0..<2 {
      let content = SelfEvaluations.entering(cells, into: stored.content, desk)
      let gaps = SelfEvaluations.gaps(content, SelfEvaluations.score(content, desk), hasRedLight: hasRedLight)
      for gap in gaps { gap.path.map { cells.append(($0, answer($0, content, &course.random))) } }
    }
    let right = SelfEvaluations.entering(cells, into: stored.content, desk)
    var revision = 1
    if course.project != nil, course.random.once(in: 8) {
      var content = right
      if let slip = Slip.plant(oneOf: Slip.evaluations, in: &content, &course.random) {
        revision = try Forms.save(
          desk.draft(content, unit: row.unit, note: "填报自评表"), form: form, basedOn: 1, by: desk.account.id, in: t
        ).number
        note(slip, form, revision: revision, year, course)
        revision = try Forms.save(
          desk.draft(right, unit: row.unit, note: "改正"), form: form, basedOn: revision, by: desk.account.id, in: t
        ).number
      }
    }
    try SelfEvaluations.save(cells, stage: row.id, number: row.number, revision: revision, desk, in: t)
    try letStand(.error, of: form, year, in: t)
    let handedIn = try step(row.id, "submit", course.clerk, year, in: t)
    course.years[year]?.score = EvaluationSummary(handedIn)?.score
  }

  private func selfEvaluation(
    _ year: Int, _ course: Course, _ desk: Desk, in t: ReadTransaction
  ) throws(StoreError) -> StageRow? {
    if !course.id.isEmpty { return try SelfEvaluations.ofProject(course.id, desk, in: t) }
    var filter = StageFilter(
      region: fill.region, year: year, flow: SelfEvaluation.name, scope: desk.account.scope)
    filter.isOfDepartment = true
    return try Stages.list(filter, in: t).items.first
  }

  private func evaluationCells(
    _ content: FormContent, _ year: Int, _ course: inout Course, in t: ReadTransaction
  ) throws(StoreError) -> [(path: FormPath, text: String)] {
    var cells: [(path: FormPath, text: String)] = []
    var outcome = course.years[year]?.outcome
    var paid = content.execution?.actual ?? .zero
    if course.project == nil, let form = try Forms.load(id: course.years[year]?.form ?? "", in: t)?.content,
      let budget = form.amounts.current
    {
      outcome = Outcome(form, &course.random)
      // Staff and running of the department are spent in full; its projects as the treasury has them.
      let projects = form.spending.first { ($0.item ?? "").hasPrefix("特定目标") }?.amount ?? .zero
      paid = budget - projects + min(paid, projects)
      cells = [(FormPath("execution.budget"), "\(budget)"), (FormPath("execution.actual"), "\(paid)")]
    }
    guard let outcome else { return cells }
    for (goal, row) in content.indicators {
      cells.append(
        (FormPath.indicator(goal.id, row.id).field("actual"), outcome.result(row, month: 12, paid: paid)))
    }
    cells += [
      (.attribute(SelfEvaluations.problems), material.reasons.randomElement(using: &course.random) ?? ""),
      (.attribute(SelfEvaluations.measures), material.measures.randomElement(using: &course.random) ?? ""),
    ]
    return cells
  }

  /// Points where people judge, words elsewhere.
  private func answer(_ path: FormPath, _ content: FormContent, _ random: inout SeededRandom) -> String {
    guard path.steps.last?.name == "score" else { return words(path, &random) }
    for (goal, row) in content.indicators where FormPath.indicator(goal.id, row.id).field("score") == path {
      return "\(row.weight ?? .zero)"
    }
    return "\(content.goals.first { FormPath.goal($0.id).field("score") == path }?.weight ?? .zero)"
  }

  private func sign(_ year: Int, _ course: Course, in t: WriteTransaction) throws(StoreError) {
    guard let stage = course.years[year]?.selfEvaluation, !stage.isEmpty else { return }
    try step(stage, "pass-department", course.department("cw"), year, in: t)
    try step(stage, "sign", course.department("fz"), year, in: t)
  }

  /// Finance accepts most as they are and has one in twenty scored again.
  private func accept(_ year: Int, _ course: inout Course, in t: WriteTransaction) throws(StoreError) {
    guard let stage = course.years[year]?.selfEvaluation, !stage.isEmpty,
      try Stages.load(id: stage, in: t)?.state == SelfEvaluation.State.submitted.name
    else { return }
    guard course.random.once(in: 20) else {
      try step(stage, "accept", finance.performance, year, in: t)
      return
    }
    // One in four goes to the agency, the others to a panel: of three, whose mean counts, or of five without the highest and
    // the lowest.
    let panel = course.random.once(in: 4) ? [] : experts(course.random.once(in: 2) ? 3 : 5, &course.random)
    let scorers = panel.isEmpty ? [finance.agency] : panel
    try step(stage, "check", finance.performance, year, in: t)
    try step(
      stage, "order-re-evaluation", finance.performance, year, opinion: "抽中再评价，请按评分表重新评分。",
      assignees: accounts(scorers, in: t), in: t)
    course.years[year]?.scorers = scorers
    let desk = try desk(finance.performance, year, in: t)
    guard let row = try Stages.load(id: stage, in: t) else { return }
    course.years[year]?.reEvaluation = try ReEvaluations.of(row, desk, in: t)?.id
  }
}
