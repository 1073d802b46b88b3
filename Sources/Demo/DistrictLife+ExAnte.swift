import Lifecycle
import Model
import Schemes
import Store
import Work

extension DistrictLife {
  /// New projects from the threshold of the place on are evaluated before they may ask for a budget.
  func liveExAnte(_ dated: DatedStep) throws(StoreError) {
    let year = dated.year
    if dated.step == .exAnteMaterial {
      try forEach(dated) {
        $0.project?.firstYear == year && year > fill.plan.firstYear
      } act: {
        (course, t) throws(StoreError) in
        try beginExAnte(year, &course, in: t)
      }
    } else {
      try forEach(dated) {
        !$0.exAnte.isEmpty && $0.project?.firstYear == year
      } act: {
        (course, t) throws(StoreError) in
        try assess(year, &course, in: t)
      }
    }
  }

  private func beginExAnte(_ year: Int, _ course: inout Course, in t: WriteTransaction) throws(StoreError) {
    guard let planned = course.project, let project = try entry(course, in: t) else { return }
    let desk = try desk(course.clerk, year, in: t)
    let figure = GoalWriter(project: planned, indicators: fill.plan.size.indicators).budget(
      year, prior: [], isCapped: false)
    guard let amount = Money(figure, .wanYuan), desk.terms.needsExAnte(isNew: true, amount: amount) else { return }
    course.exAnte = try ExAntes.begin(
      project: project, unit: project.unit, title: project.name, amount: amount, desk, in: t)
    guard let row = try Stages.load(id: course.exAnte, in: t), let policy = ExAntes.policy(row, desk) else { return }
    var file = ExAnteFile(row.content)
    for section in policy.body.material where section.isRequired {
      file.material[section.id] = Self.words(section.id, planned, figure)
    }
    try step(course.exAnte, "submit", course.clerk, year, content: file.json, in: t)
  }

  private static func words(_ section: String, _ project: DistrictPlan.PlannedProject, _ figure: ExactDecimal) -> String
  {
    switch section {
    case "background": "\(project.name)列入区年度重点工作，现有服务不能满足需要，群众反映集中。"
    case "content": "由\(project.unit.name)组织实施，三年完成，每年验收一次。"
    case "goals": "每年完成约定的工作量，质量达标，服务对象满意度不低于 85%。"
    case "funds": "首年 \(figure) 万元，由区级财政安排，按单价和数量测算。"
    default: "按区级有关办法办理。"
    }
  }

  /// Most are supported; some only after the project was adjusted and assessed again; a few not at all.
  private func assess(_ year: Int, _ course: inout Course, in t: WriteTransaction) throws(StoreError) {
    let chance = Int.random(in: 0..<100, using: &course.random)
    let agency = try account(finance.agency, in: t).id
    try step(course.exAnte, "assign", finance.performance, year, assignees: [agency], in: t)
    // In the newest year everybody goes on to the goals, so that a planned size is the real one.
    if chance < 4, year < fill.plan.lastYear {
      try conclude(year, course, grade: 3, in: t)
      try step(
        course.exAnte, "refuse", finance.performance, year, opinion: "需求没有数据支持，可由已有经费解决，不予支持。", in: t)
      course.droppedFrom = year
      return
    }
    if chance < 14 {
      try conclude(year, course, grade: 2, in: t)
      try step(
        course.exAnte, "ask-adjustment", finance.performance, year, opinion: "规模偏大，压减非必要内容后重新评估。", in: t)
      try step(course.exAnte, "rework-project", course.clerk, year, in: t)
      try step(course.exAnte, "submit", course.clerk, year, in: t)
    }
    try conclude(year, course, grade: chance % 2, in: t)
    try step(course.exAnte, "support", finance.performance, year, opinion: "按评估结论认定。", in: t)
    try step(course.exAnte, "file", finance.performance, year, in: t)
  }

  /// The assessor answers every question, writes the report, hears the unit and hands the report in.
  private func conclude(_ year: Int, _ course: Course, grade: Int, in t: WriteTransaction) throws(StoreError) {
    let desk = try desk(finance.agency, year, in: t)
    guard let row = try Stages.load(id: course.exAnte, in: t), let policy = ExAntes.policy(row, desk) else { return }
    var file = ExAnteFile(row.content)
    let grades = policy.body.grades
    for (index, line) in ExAnteScore(file, policy.body).lines.enumerated() {
      // Every third question one grade apart, so that no two reports are alike.
      let chosen = grades[min(grade + (index % 3 == 2 && grade > 0 ? 0 : index % 5 == 4 ? 1 : 0), grades.count - 1)]
      file.judgements[line.key] = .init(grade: chosen.id, words: "按报送材料和现场了解的情况评定")
    }
    for section in policy.body.report where section.isRequired {
      file.report[section.id] =
        section.id == "method" ? "查阅材料，走访实施单位，与同类项目比较。" : "按测算的数量控制规模，目标细化到年度。"
    }
    try step(course.exAnte, "draft-report", finance.agency, year, content: file.json, in: t)
    try step(course.exAnte, "exchange", finance.agency, year, in: t)
    try step(course.exAnte, "reply", course.clerk, year, opinion: "没有不同意见。", in: t)
    try step(course.exAnte, "conclude", finance.agency, year, in: t)
  }
}
