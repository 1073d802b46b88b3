import Lifecycle
import Model
import Store
import Work

extension DistrictLife {
  /// In the autumn some projects ask for another goal, with less money where a part of the work falls away.
  func liveAdjustments(_ dated: DatedStep) throws(StoreError) {
    let year = dated.year
    try forEach(dated) {
      $0.project != nil && $0.isApproved(year) && $0.adjusts(in: year)
    } act: { (course, t) throws(StoreError) in
      try adjust(year, &course, in: t)
    }
  }

  private func adjust(_ year: Int, _ course: inout Course, in t: WriteTransaction) throws(StoreError) {
    let clerk = try desk(course.clerk, year, in: t)
    guard let project = try entry(course, in: t) else { return }
    let stage = try Adjustments.begin(project, clerk, in: t)
    guard let row = try Stages.load(id: stage, in: t), let form = row.form,
      let before = try Forms.load(id: form, in: t)?.content
    else { return }
    var notes = AdjustmentNotes()
    var content = before
    if let smaller = Self.withoutLastLine(before), isRight(smaller, clerk, like: before) {
      (content, notes.kind, notes.reason) = (smaller, "预算减少", "原列的一项工作由其他项目承担，本年不再实施。")
    } else {
      guard let lower = lowerTarget(before, &course.random), isRight(lower, clerk, like: before) else { return }
      (content, notes.kind, notes.reason) = (lower, "项目内容变化", "服务对象范围调整，数量相应减少。")
    }
    notes.effect = "其余产出和效果不变。"
    try Adjustments.save(row, basedOn: row.number, notes, content, clerk, in: t)
    try step(stage, "submit", course.clerk, year, in: t)
    try step(stage, "pass-department", course.department("cw"), year, in: t)
    try step(stage, "approve", finance.budget, year, opinion: "同意调整。", in: t)
    if let budget = content.amounts.current { course.years[year]?.budget = budget }
    course.years[year]?.form = form
    if let goal = try Goals.inForce(region: fill.region, project.id, year: year, in: t) {
      course.years[year]?.goal = goal.id
    }
  }

  /// Whether a changed form has no error that it did not have before.
  private func isRight(_ content: FormContent, _ desk: Desk, like before: FormContent) -> Bool {
    func errors(_ content: FormContent) -> Int {
      desk.rulebook.examiner.examine(content).findings.count { $0.severity == .error }
    }
    return content != before && errors(content) == 0
  }

  /// The form without its last line of costs, where that is a small part of the whole; all sums follow.
  private static func withoutLastLine(_ before: FormContent) -> FormContent? {
    guard before.costs.count > 2, let line = before.costs.last, let amount = line.amount,
      let current = before.amounts.current, amount > .zero, amount * 100 <= current * 12
    else { return nil }
    var content = before
    content.costs.removeLast()
    content.amounts.current = current - amount
    if let total = content.amounts.total { content.amounts.total = total - amount }
    guard let source = content.funding.indices.last(where: { (content.funding[$0].amount ?? .zero) >= amount }),
      let sum = content.funding[source].amount
    else { return nil }
    content.funding[source].amount = sum - amount
    // What stands over it in the list of sources holds the same money.
    for index in content.funding.indices where index != source && content.funding[index].amount == current {
      content.funding[index].amount = current - amount
    }
    return content
  }

  /// One count of the goal a tenth lower.
  private func lowerTarget(_ before: FormContent, _ random: inout SeededRandom) -> FormContent? {
    var content = before
    guard let goal = content.goals.indices.first else { return nil }
    let rows = content.goals[goal].indicators.indices.filter { index in
      guard let value = WrittenValue(content.goals[goal].indicators[index].target) else { return false }
      return value.isCount && value.unit != "万元" && value.figure >= 20
    }
    guard let row = rows.randomElement(using: &random),
      var value = WrittenValue(content.goals[goal].indicators[row].target)
    else { return nil }
    value.figure = (value.figure * 9).divided(by: 10, places: 0) ?? value.figure
    content.goals[goal].indicators[row].target = value.text
    return content
  }
}

extension Course {
  /// One project in thirty, others every year.
  func adjusts(in year: Int) -> Bool { isTurn(year, every: 30, from: 7) }

  /// Whether it is a project's turn, by the number that its code ends with.
  func isTurn(_ year: Int, every: Int, from: Int) -> Bool {
    guard let number = project.flatMap({ Int($0.code.suffix(6)) }) else { return false }
    return (number + year) % every == (from + 2025) % every
  }
}
