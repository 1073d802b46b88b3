import Lifecycle
import Model
import Store
import Work

extension DistrictLife {
  /// The departments close their books: tables, reasons, signature; line office and treasury pass them.
  func liveAccounts(_ dated: DatedStep) throws(StoreError) {
    let year = dated.year
    try forEach(dated) {
      $0.project == nil && $0.isApproved(year)
    } act: { (course, t) throws(StoreError) in
      if dated.step == .closeAccounts {
        let stage = try closeAccounts(year, &course, in: t)
        course.years[year]?.accounts = stage
      } else if let stage = course.years[year]?.accounts {
        try step(stage, "sign", course.department("fz"), year, in: t)
        try step(stage, "pass-line-office", finance.line, year, in: t)
        try step(stage, "approve", finance.treasury, year, in: t)
      }
    }
  }

  private func closeAccounts(_ year: Int, _ course: inout Course, in t: WriteTransaction) throws(StoreError) -> String?
  {
    let clerk = course.department("cw")
    let desk = try desk(clerk, year, in: t)
    let stage = try DepartmentFinals.begin(department: course.unit.id, desk, in: t)
    guard let row = try Stages.load(id: stage, in: t) else { return nil }
    let context = try DepartmentFinals.context(row, in: t)
    var spent = context.paid?.printed ?? .zero
    if context.evaluatedBudget.printed > spent { spent = context.evaluatedBudget.printed }
    var writer = AccountsWriter(
      spent: (spent * 100).rounded(to: 0).units, hasLast: context.previous != nil, random: course.random)
    var accounts = writer.accounts()
    accounts.words = DepartmentAccounts(row.content).words
    answer(&accounts, try DepartmentFinals.examined(accounts, row, desk, in: t).narrative, course)
    // Every other department hands in a figure wrong first; the page refuses it and it is mended.
    if course.random.once(in: 2) { try plant(in: accounts, stage, clerk, year, &course, in: t) }
    try step(stage, "edit", clerk, year, content: accounts.json, in: t)
    try step(stage, "submit", clerk, year, in: t)
    return stage
  }

  private func answer(_ accounts: inout DepartmentAccounts, _ narrative: [BoundSection], _ course: Course) {
    for paragraph in narrative.flatMap(\.paragraphs) where paragraph.isOpen {
      accounts.words[paragraph.key] =
        paragraph.key == "profile-duties"
        ? "贯彻执行有关法律法规和政策。\n负责\(course.unit.name)职责范围内的管理和服务工作。\n完成区委、区政府交办的其他任务。"
        : "人员变动和年中调整项目安排"
    }
  }

  private func plant(
    in right: DepartmentAccounts, _ stage: String, _ clerk: String, _ year: Int, _ course: inout Course,
    in t: WriteTransaction
  ) throws(StoreError) {
    let start = Int.random(in: 0..<AccountsSlip.all.count, using: &course.random)
    for offset in AccountsSlip.all.indices {
      let slip = AccountsSlip.all[(start + offset) % AccountsSlip.all.count]
      var wrong = right
      guard let change = slip.plant(in: &wrong) else { continue }
      let row = try step(stage, "edit", clerk, year, content: wrong.json, in: t)
      key.accounts.append(
        .init(
          stage: stage, number: row.number, year: year, department: course.unit.id, slip: slip.name, rule: slip.rule,
          cell: slip.cell, printed: Money(fen: change.printed), right: Money(fen: change.right)))
      return
    }
  }
}
