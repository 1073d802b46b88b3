import Lifecycle
import Model
import Scoring
import Store
import Work

extension DistrictLife {
  func liveMonitoring(_ dated: DatedStep) throws(StoreError) {
    let year = dated.year
    try forEach(dated) {
      !$0.id.isEmpty && $0.isApproved(year)
    } act: { (course, t) throws(StoreError) in
      switch dated.step {
      case .fillCheckpoint(let month): try fillCheckpoint(month, year, &course, in: t)
      case .reviewCheckpoint(let month): try reviewCheckpoint(month, year, &course, in: t)
      case .answerWarnings(let month): try answerWarning(month, year, &course, in: t)
      default: break
      }
    }
  }

  private func fillCheckpoint(
    _ month: Int, _ year: Int, _ course: inout Course, in t: WriteTransaction
  ) throws(StoreError) {
    let desk = try desk(course.clerk, year, in: t)
    guard let row = try Monitorings.ofProject(course.id, desk, in: t).first(where: { $0.part == String(month) }),
      let form = row.form, let stored = try Forms.load(id: form, in: t), let outcome = course.years[year]?.outcome
    else { return }
    course.years[year]?.checkpoints[month] = row.id
    var cells = monitoringCells(stored.content, outcome, month)
    let filled = Monitorings.entering(cells, into: stored.content)
    let light = try Monitorings.light(filled, month: month, desk)
    for gap in Monitorings.gaps(filled, light) { gap.path.map { cells.append(($0, words($0, &course.random))) } }
    var revision = 1
    if course.random.once(in: 40) {
      var content = Monitorings.entering(cells, into: stored.content)
      if let slip = Slip.plant(oneOf: Slip.monitorings, in: &content, &course.random) {
        revision = try Forms.save(
          desk.draft(content, unit: row.unit, note: "填报监控表"), form: form, basedOn: 1, by: desk.account.id, in: t
        ).number
        note(slip, form, revision: revision, year, course)
        // What only approval may write is put back by hand as well.
        let mended = Monitorings.entering(cells, into: stored.content)
        revision = try Forms.save(
          desk.draft(mended, unit: row.unit, note: "改正"), form: form, basedOn: revision, by: desk.account.id, in: t
        ).number
      }
    }
    try Monitorings.save(cells, stage: row.id, number: row.number, revision: revision, desk, in: t)
    try step(row.id, "submit", course.clerk, year, in: t)
  }

  private func monitoringCells(
    _ content: FormContent, _ outcome: Outcome, _ month: Int
  ) -> [(path: FormPath, text: String)] {
    let paid = content.execution?.actual ?? .zero
    var cells: [(path: FormPath, text: String)] = []
    for (goal, row) in content.indicators {
      let path = FormPath.indicator(goal.id, row.id)
      cells.append((path.field("actual"), outcome.result(row, month: month, paid: paid)))
      cells.append((path.field("likelihood"), outcome.fate(row) == .missed ? "有可能" : "确定能"))
    }
    if let budget = content.execution?.budget {
      let rest = (budget * ExactDecimal(units: Int64(outcome.rate), places: 2)).rounded(to: 2)
      cells.append((FormPath("execution").field("forecast"), "\(max(rest, paid))"))
    }
    return cells
  }

  /// What somebody writes where a reason, a measure or a word about the year is asked for.
  func words(_ path: FormPath, _ random: inout SeededRandom) -> String {
    let field = path.steps.last?.name ?? ""
    let label = path.steps.last?.row ?? ""
    switch (field, label) {
    case ("measure", _), ("attributes", Monitorings.spendingMeasure):
      return material.measures.randomElement(using: &random) ?? ""
    case ("attributes", SelfEvaluations.redLightWords):
      return "监控红灯后已约谈承办单位，" + (material.measures.randomElement(using: &random) ?? "")
    case ("result_text", _): return "年度任务基本完成，资金按进度支付，个别指标未达到的已写明原因。"
    default: return material.reasons.randomElement(using: &random) ?? ""
    }
  }

  private func reviewCheckpoint(
    _ month: Int, _ year: Int, _ course: inout Course, in t: WriteTransaction
  ) throws(StoreError) {
    guard let stage = course.years[year]?.checkpoints[month], let row = try Stages.load(id: stage, in: t),
      row.state == Monitoring.State.departmentReview.name
    else { return }
    try step(stage, "pass-department", course.department("cw"), year, in: t)
    if LightSummary(row)?.light == .red {
      try step(stage, "warn", finance.performance, year, opinion: "进度明显落后，请说明原因和措施。", in: t)
      course.years[year]?.isWarned = true
    } else {
      try step(stage, "accept", finance.performance, year, in: t)
    }
  }

  /// The unit explains; finance goes on, asks for measures, or stops the money until there are some.
  private func answerWarning(
    _ month: Int, _ year: Int, _ course: inout Course, in t: WriteTransaction
  ) throws(StoreError) {
    guard let stage = course.years[year]?.checkpoints[month], let row = try Stages.load(id: stage, in: t),
      row.state == Monitoring.State.warning.name
    else { return }
    let reason = material.reasons.randomElement(using: &course.random) ?? ""
    let measure = material.measures.randomElement(using: &course.random) ?? ""
    try step(stage, "explain", course.clerk, year, opinion: reason, in: t)
    let chance = Int.random(in: 0..<10, using: &course.random)
    guard chance < 7 else {
      try step(stage, "accept", finance.performance, year, in: t)
      return
    }
    if chance == 0 {
      try step(stage, "suspend", finance.performance, year, opinion: "进度严重落后，暂停拨款。", in: t)
      try step(stage, "resume", finance.performance, year, opinion: "已明确措施和时限，恢复拨款，继续跟踪。", in: t)
    } else {
      try step(stage, "require-measure", finance.performance, year, opinion: "请倒排工期，按月报送进度。", in: t)
    }
    try step(stage, "report-measure", course.clerk, year, opinion: measure, in: t)
    try step(stage, "accept", finance.performance, year, in: t)
  }
}
