import Lifecycle
import Model
import Schemes
import Store
import Work

extension DistrictLife {
  /// Finance has some projects and some departments looked at closely: the agency plans and scores, the unit answers,
  /// experts give their opinions, finance concludes.
  func liveKeyEvaluations(_ dated: DatedStep) throws(StoreError) {
    let year = dated.year
    let isChoosing = dated.step == .chooseEvaluations
    try forEach(dated) { course in
      isChoosing
        ? course.isLookedAt(in: year, departments: fill.plan.departments)
        : course.years[year]?.keyEvaluation != nil
    } act: { (course, t) throws(StoreError) in
      guard let stage = course.years[year]?.keyEvaluation else {
        let chosen = try chooseForEvaluation(year, course, in: t)
        course.years[year]?.keyEvaluation = chosen
        return
      }
      if dated.step == .evaluateKey {
        try evaluateKey(stage, year, &course, in: t)
      } else {
        try concludeKey(stage, year, &course, in: t)
      }
    }
  }

  private func chooseForEvaluation(_ year: Int, _ course: Course, in t: WriteTransaction) throws(StoreError) -> String?
  {
    let agency = try account(finance.agency, in: t).id
    return try KeyEvaluations.choose(
      project: try entry(course, in: t), department: course.project == nil ? course.unit.id : nil,
      .init(criteria: ["attention", "duration"], reason: "列入年度重点评价计划。", lead: "评价组组长", assignees: [agency]),
      desk(finance.performance, year, in: t), in: t)
  }

  private func evaluateKey(
    _ stage: String, _ year: Int, _ course: inout Course, in t: WriteTransaction
  ) throws(StoreError) {
    let row = try step(stage, "plan", finance.agency, year, in: t)
    guard let policy = KeyEvaluations.policy(row, try desk(finance.agency, year, in: t))?.body else { return }
    var file = KeyEvaluationFile(row.content)
    let plan = course.project == nil ? "按部门整体支出的内容，抽查三个项目的凭证和现场。" : "按项目的内容和资金，抽查全部凭证和两处现场。"
    for section in policy.plan { file.plan[section.id] = plan }
    try step(stage, "edit", finance.agency, year, content: file.json, in: t)
    try step(stage, "submit-plan", finance.agency, year, in: t)
    try step(stage, "notify", finance.performance, year, opinion: "同意方案，请单位配合。", in: t)
    try step(stage, "begin", finance.agency, year, in: t)
    score(&file, policy, &course.random)
    try step(stage, "assess", finance.agency, year, content: file.json, in: t)
    try step(stage, "draft-report", finance.agency, year, in: t)
    try step(stage, "exchange", finance.performance, year, in: t)
  }

  /// Most rows get their points, some less, with what is to be repaired.
  private func score(_ file: inout KeyEvaluationFile, _ policy: KeyEvaluationPolicy, _ random: inout SeededRandom) {
    let isPoor = random.once(in: 6)
    for index in file.rows.indices {
      let points = file.rows[index].points ?? .zero
      file.rows[index].score = points
      file.rows[index].evidence = "抽查凭证和现场，见工作底稿。"
      guard random.once(in: isPoor ? 2 : 6) else { continue }
      let share = Int64.random(in: isPoor ? 20...60 : 50...90, using: &random)
      file.rows[index].score = (points * ExactDecimal(units: share, places: 2)).rounded(to: 1)
      file.rows[index].reason = material.reasons.randomElement(using: &random) ?? ""
      if file.problems.count < 3, let name = policy.problemClasses.randomElement(using: &random) {
        file.problems.append(
          .init(
            problemClass: name, words: "\(file.rows[index].name)没有得满分：\(file.rows[index].reason)",
            measure: material.measures.randomElement(using: &random) ?? ""))
      }
    }
    for section in policy.report where section.isRequired { file.report[section.id] = "工作按计划实施，资金专款专用，主要产出已经完成。" }
    file.report["advice"] = "完善管理办法，提前做好下年准备。"
  }

  private func concludeKey(
    _ stage: String, _ year: Int, _ course: inout Course, in t: WriteTransaction
  ) throws(StoreError) {
    try step(stage, "reply", course.clerk, year, opinion: "没有不同意见。", in: t)
    // Some reports are passed by the office itself, the others by experts.
    let experts = course.random.once(in: 4) ? [] : experts(3, &course.random)
    try step(stage, "invite", finance.performance, year, assignees: accounts(experts, in: t), in: t)
    for (index, expert) in experts.enumerated() {
      try step(stage, "review", expert, year, opinion: Self.opinions[index % Self.opinions.count], in: t)
    }
    let row = try step(stage, "conclude", finance.performance, year, opinion: "评审通过。", in: t)
    // The score of an evaluation stands for a project; that of a department stays beside its own.
    if course.project != nil, let total = KeyEvaluationFile(row.content).total { course.years[year]?.score = total }
    try step(stage, "report", finance.performance, year, in: t)
    try step(stage, "archive", finance.performance, year, in: t)
  }

  private static let opinions = [
    "评价依据充分，抽查面合适，同意评价结论。", "指标体系完整，扣分理由清楚，建议把问题归类后再提整改要求。", "同意结论，建议下年把满意度调查的样本扩大。",
  ]
}

extension Course {
  /// One project in forty that has a score, others every year; and every year one department in five.
  func isLookedAt(in year: Int, departments: [DistrictPlan.PlannedUnit]) -> Bool {
    if project != nil { return years[year]?.score != nil && isTurn(year, every: 40, from: 3) }
    guard isApproved(year), let place = departments.firstIndex(where: { $0.id == unit.id }) else { return false }
    return (place + year) % 5 == 2025 % 5
  }
}
