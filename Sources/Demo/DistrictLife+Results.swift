import Lifecycle
import Model
import Scoring
import Store
import Work

extension DistrictLife {
  // MARK: scored again

  func liveReEvaluations(_ dated: DatedStep) throws(StoreError) {
    let year = dated.year
    try forEach(dated) {
      $0.years[year]?.reEvaluation != nil
    } act: { (course, t) throws(StoreError) in
      guard let stage = course.years[year]?.reEvaluation else { return }
      switch dated.step {
      case .reEvaluate: try scoreAgain(stage, year, &course, in: t)
      case .finishReEvaluations: try finish(stage, year, &course, in: t)
      default: try step(stage, "rank", finance.performance, year, in: t)
      }
    }
  }

  /// Whoever was asked takes over what the program proposes and gives points for what only people see; of a panel everybody
  /// on a ballot of his own.
  private func scoreAgain(
    _ stage: String, _ year: Int, _ course: inout Course, in t: WriteTransaction
  ) throws(StoreError) {
    let scorers = course.years[year]?.scorers ?? []
    let isPoor = course.random.once(in: 7)
    for scorer in scorers {
      let desk = try desk(scorer, year, in: t)
      guard let row = try Stages.load(id: stage, in: t), let sheet = ReEvaluationSheet(row) else { return }
      let entry = try entry(sheet, ReEvaluations.policy(desk), isPoor: isPoor, &course.random)
      try ReEvaluations.save(entry, stage: stage, number: row.number, desk, in: t)
      if scorers.count > 1 { _ = try ReEvaluations.close(stage: stage, desk, in: t) }
    }
    try step(stage, "draft-score", scorers[0], year, in: t)
    try step(stage, "send-feedback", finance.performance, year, in: t)
  }

  private func entry(
    _ sheet: ReEvaluationSheet, _ policy: ReEvaluationPolicy, isPoor: Bool, _ random: inout SeededRandom
  ) -> ReEvaluations.Entry {
    var entry = ReEvaluations.Entry()
    for part in policy.parts {
      let proposed = sheet.parts.first { $0.id == part.id }?.points
      let share = isPoor ? Int64.random(in: 8...45, using: &random) : .random(in: 72...100, using: &random)
      let points = proposed ?? (part.points * ExactDecimal(units: share, places: 2)).rounded(to: 1)
      let reason = sheet.parts.first { $0.id == part.id }?.reason ?? ""
      entry.parts.append(
        (part.id, "\(points)", points < part.points && reason.isEmpty ? "抽查的指标有的没有佐证" : reason))
    }
    return entry
  }

  private func finish(
    _ stage: String, _ year: Int, _ course: inout Course, in t: WriteTransaction
  ) throws(StoreError) {
    try step(stage, "reply", course.clerk, year, opinion: "没有不同意见，缺的佐证随后补送。", in: t)
    let final = try step(stage, "finish", finance.performance, year, in: t)
    if let total = ReEvaluationSheet(final)?.total { course.years[year]?.score = total }
    try step(
      course.years[year]?.selfEvaluation ?? "", "take-re-evaluation", finance.performance, year, in: t)
  }

  // MARK: rectification

  /// A low score is put right; one that was scored again below the pass mark has its item already.
  func issueRectification(_ year: Int, _ course: Course, in t: WriteTransaction) throws(StoreError) {
    let desk = try desk(finance.performance, year, in: t)
    guard let project = try entry(course, in: t), let score = course.years[year]?.score,
      try openItems(course, in: t).isEmpty
    else { return }
    try Rectifications.issue(
      Rectification(
        source: .selfEvaluation, problemClass: "目标管理", problem: "年度绩效得分 \(score.trimmed) 分，未完成的指标较多。",
        measure: "逐项分析原因，限期补齐，下年目标按实际能力申报。", from: course.years[year]?.selfEvaluation),
      unit: project.unit, project: project, desk, in: t)
  }

  private func openItems(_ course: Course, in t: ReadTransaction) throws(StoreError) -> [StageRow] {
    let open = Set([RectificationItem.State.issued, .inProgress, .reported].map(\.name))
    return try Stages.ofProject(region: fill.region, course.id, flow: RectificationItem.name, in: t)
      .filter { open.contains($0.state) }
  }

  /// The unit reports and finance verifies.
  /// - Parameter isLast: of what is left over in the end one in fifteen is not rectified, which costs money.
  func rectify(
    _ year: Int, isLast: Bool, _ course: inout Course, in t: WriteTransaction
  ) throws(StoreError) {
    for row in try openItems(course, in: t) {
      if isLast, course.random.once(in: 15) {
        try step(
          row.id, "close-not-rectified", finance.performance, row.year, opinion: "到期没有报送整改结果，认定未整改。", in: t)
        course.isCapped = true
        continue
      }
      var item = Rectification(row.content)
      item.reply = material.measures.randomElement(using: &course.random) ?? ""
      try step(row.id, "acknowledge", course.clerk, row.year, in: t)
      try step(row.id, "report", course.clerk, row.year, content: item.json, in: t)
      item.result = "已查阅材料，措施落实。"
      try step(row.id, "verify", finance.performance, row.year, content: item.json, in: t)
      try step(row.id, "close", finance.performance, row.year, in: t)
    }
    course.years[year]?.isWarned = false
  }

  // MARK: the next budget

  func liveLinks(_ dated: DatedStep) throws(StoreError) {
    let year = dated.year
    try forEach(dated) {
      !$0.id.isEmpty && $0.years[year]?.score != nil
    } act: { (course, t) throws(StoreError) in
      guard dated.step == .decideLinks else {
        try BudgetLinks.propose(course.id, try desk(finance.performance, year, in: t), in: t)
        return
      }
      let links = try Stages.ofProject(region: fill.region, course.id, year: year, flow: BudgetLink.name, in: t)
      for link in links where link.state == BudgetLink.State.proposed.name {
        try step(link.id, "discuss", finance.performance, year, in: t)
        if course.random.once(in: 8) {
          try step(link.id, "withdraw", finance.budget, year, opinion: "上级任务已明确金额，本次不压减。", in: t)
          continue
        }
        try step(link.id, "decide", finance.budget, year, in: t)
        try step(link.id, "apply", finance.budget, year, in: t)
      }
    }
  }

  // MARK: publication

  /// Each department publishes what was approved or accepted: looked through for secrets, signed, published.
  func disclose(_ subject: PublicationSubject, _ dated: DatedStep) throws(StoreError) {
    let year = dated.year
    try forEach(dated) {
      $0.project == nil && $0.isApproved(year)
    } act: { (course, t) throws(StoreError) in
      let clerk = try desk(course.clerk, year, in: t)
      guard let department = try Units.find(region: fill.region, id: course.unit.id, in: t),
        let stage = try Disclosures.prepare(subject, department: department, clerk, in: t)
      else { return }
      try step(stage, "check-secrecy", course.department("cw"), year, opinion: "未发现不宜公开的内容", in: t)
      try step(stage, "sign", course.department("fz"), year, in: t)
      try step(stage, "publish", course.department("zh"), year, in: t)
      try step(stage, "archive", finance.performance, year, in: t)
    }
  }
}
