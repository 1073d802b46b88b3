internal import Model
internal import Schemes

/// Self-evaluation reports against their forms, and the forms against each other.
enum ReportRules {
  static let all: [Rule] = [
    unmetCount, reportScore, narrativeWeightMismatch, annexMissing, headingProjectMismatch, wrongYearInHeading,
    narrativeContradictsTable, satisfactionEqualsTarget, qualitativeInconsistent, performanceAmount, executionExactAll,
    adjustedBudget, typoInText,
  ]

  /// Forms with the report that tells of them.
  private static func reports(_ facts: DocumentFacts) -> [(form: FormFacts, stated: StatedReport)] {
    facts.forms.compactMap { form in
      guard form.form.kind.isSelfEvaluation, let name = form.form.name else { return nil }
      let head = form.form.kind == .departmentSelfEvaluation ? "整体绩效自评报告" : "\(name)项目自评报告"
      return facts.report(head).map { (form, $0) }
    }
  }

  static let unmetCount = Rule(
    "unmet-count", .error, "完成指标的个数对不上", standing: .verified,
    "报告写的指标总数、完成数、占比和未完成数要互相算得上，也要与自评表的行数一致。"
  ) { facts, report in
    for (form, stated) in reports(facts) {
      guard let all = stated.value("三级指标") else { continue }
      let met = stated.value("完成的绩效指标")
      let open = stated.value("未完成的绩效指标")
      if let met, let share = stated.value("完成指标占比"), all > .zero, !Share.agrees(share, part: met, whole: all),
        let right = Share.percent(met, of: all, places: max(2, share.places))
      {
        report.add(
          form.whole, "\(met) ÷ \(all) = \(right)%，报告写“完成指标占比 \(share)%”。改占比。", printed: "\(share)%",
          expected: "\(right)%")
      }
      if let met, let open, met + open != all {
        report.add(
          form.whole, "完成 \(met) 个 + 未完成 \(open) 个 = \(met + open) 个，报告写共 \(all) 个。改其中一处。",
          printed: all.description, expected: (met + open).description)
      }
      if ExactDecimal(form.rows.count) != all {
        report.add(
          form.whole, "报告写共 \(all) 个三级指标，自评表有 \(form.rows.count) 行。核对。", printed: all.description,
          expected: "\(form.rows.count)", severity: .warning)
      }
    }
  }

  static let reportScore = Rule(
    "report-score-differs", .error, "报告与自评表的总分不同", standing: .verified,
    "自评报告写的得分应与自评表的总分相同。"
  ) { facts, report in
    for (form, stated) in reports(facts) {
      guard let printed = form.form.score else { continue }
      let scores = stated.scores.filter { score in form.form.name.map(score.subject.has) == true }
      guard scores.count == 1, scores[0].value != printed else { continue }
      report.add(
        form.scoreSpot, "自评表总分 \(printed)，报告写 \(scores[0].value) 分。改其中一处。", printed: printed.description,
        expected: scores[0].value.description)
    }
  }

  static let narrativeWeightMismatch = Rule(
    "narrative-weight-mismatch", .error, "正文与附件的目标分值不同",
    "决算说明里写的年度目标分值，应与自评报告写的年度目标分值相同。"
  ) { facts, report in
    guard let account = facts.document.finalAccount,
      let annex = reports(facts).first(where: { $0.form.form.kind == .departmentSelfEvaluation }),
      let weight = annex.stated.value("年度目标")
    else { return }
    for figure in account.figures where figure.name == "年度目标" && figure.value != weight {
      let score = account.figures.first { $0.section == figure.section && $0.name == "自评得分" }?.value
      let own = annex.stated.value("年度目标自评得分")
      report.add(
        facts.outside(figure.section),
        "正文写年度目标 \(figure.value) 分\(score.map { "、得 \($0) 分" } ?? "")，自评报告写年度目标 \(weight) 分"
          + "\(own.map { "、得 \($0) 分" } ?? "")，另有预算执行的分值。改正文。",
        printed: figure.value.description, expected: weight.description)
    }
  }

  static let annexMissing = Rule(
    "annex-missing", .error, "有项目没有附自评表",
    "决算说明里逐个写了自评结果的项目，附件里都要有它的自评表。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    let forms = facts.forms.filter { $0.form.kind == .projectSelfEvaluation }.compactMap {
      $0.form.name.map { Plain.key($0) }
    }
    guard !forms.isEmpty else { return }
    let declared = projects(account)
    let attached = Set(forms)
    let missing = declared.filter { !attached.contains(Plain.key($0.name)) }
    guard let first = missing.first, missing.count < declared.count else { return }
    report.add(
      facts.outside(first.section, "附件"),
      "正文写了 \(declared.count) 个项目的自评结果，附件只有 \(forms.count) 个，缺\(Printed.names(missing.map(\.name)))。补上附件。",
      printed: "\(forms.count)", expected: "\(declared.count)")
  }

  /// 城市管理项目全年预算数 → 城市管理, with its amount.
  private static func projects(_ account: FinalAccount) -> [(name: String, section: String, budget: ExactDecimal)] {
    account.figures.compactMap { figure in
      guard figure.name.hasSuffix("项目全年预算数") else { return nil }
      return (String(figure.name.dropLast("项目全年预算数".count)), figure.section, figure.value)
    }
  }

  static let headingProjectMismatch = Rule(
    "heading-project-mismatch", .error, "附件标题的项目名不对",
    "附件标题写的项目应与下面报告和表格里的项目相同。"
  ) { facts, report in
    for annex in Annex.all(facts.document.passages) {
      guard let title = annex.titleProject, let body = annex.bodyProject, !title.name.has(body.name),
        !body.name.has(title.name)
      else { continue }
      report.add(
        facts.outside(annex.heading, form: facts.evaluation(body.name), order: annex.order),
        "标题写“\(title.name)”，正文和表格是“\(body.name)”。改标题。", printed: title.name, expected: body.name)
    }
  }

  static let wrongYearInHeading = Rule(
    "wrong-year-in-heading", .error, "附件标题的年度不对",
    "附件标题写的年度应与下面报告的年度相同。"
  ) { facts, report in
    for annex in Annex.all(facts.document.passages) {
      guard let title = annex.titleProject, let body = annex.bodyProject, title.year != body.year else { continue }
      report.add(
        facts.outside(annex.heading, form: facts.evaluation(body.name), order: annex.order),
        "标题写 \(title.year) 年度，正文是 \(body.year) 年度。改标题。", printed: "\(title.year)", expected: "\(body.year)")
    }
  }

  static let narrativeContradictsTable = Rule(
    "narrative-contradicts-table", .warning, "正文说没有事故表里有",
    "正文写没有发生事故，自评表里同类指标的完成值却不是 0，两处要一致。"
  ) { facts, report in
    guard facts.document.finalAccount != nil else { return }
    let denies = facts.document.passages.contains { passage in
      passage.text.has("无重大") && passage.text.has("事故") && passage.headings.contains { $0.has("绩效") }
        && !passage.headings.contains { $0.hasPrefix("附件") }
    }
    guard denies else { return }
    for form in facts.forms where form.form.kind.isSelfEvaluation {
      guard
        let row = form.rows.indices.first(where: { row in
          form.rows[row].target.isZero && form.rows[row].actual?.comparable.map { $0 > .zero } == true
            && form.name(of: row).has("事故")
        })
      else { continue }
      report.add(
        form.spot(row, "actual"),
        "正文写没有重大安全事故，表中“\(Printed.short(form.name(of: row)))”完成值是 \(form.actualText(row) ?? "")、得 "
          + "\(form.rows[row].score?.description ?? "") 分。核对后改成一致的说法。",
        printed: form.actualText(row))
      return
    }
  }

  static let satisfactionEqualsTarget = Rule(
    "satisfaction-equals-target", .warning, "满意度都恰好等于目标", standing: .proposed,
    parameters: ["limits.satisfaction_equal_share", "limits.equal_rows_min"],
    "调查得来的满意度很少恰好等于目标值，多数相等时要核对是否做过调查。"
  ) { facts, report in
    var all = 0
    var equal: [(FormFacts, Int)] = []
    for form in facts.forms where form.form.kind.isSelfEvaluation {
      for row in form.rows.indices
      where form.rows[row].level1 == .satisfaction || form.rows[row].level2 == .satisfaction {
        guard let actual = form.rows[row].actual?.comparable, let target = form.rows[row].target.comparable else {
          continue
        }
        all += 1
        if actual == target { equal.append((form, row)) }
      }
    }
    guard all >= facts.setting.parameters.limits.equalRowsMin, let first = equal.first,
      let share = Share.percent(ExactDecimal(equal.count), of: ExactDecimal(all), places: 0),
      share > facts.setting.parameters.limits.satisfactionEqualShare
    else { return }
    report.add(
      first.0.spot(first.1, "actual"), "\(all) 行满意度中有 \(equal.count) 行的完成值恰好等于目标值（\(share)%）。附上调查的份数和日期。",
      printed: first.0.actualText(first.1))
  }

  static let qualitativeInconsistent = Rule(
    "qualitative-inconsistent", .warning, "同样的结果得分不同",
    "目标和完成的说法都相同的两行，得分占分值的比例应当相同。"
  ) { facts, report in
    struct Step {
      let share: ExactDecimal
      let form: FormFacts
      let row: Int
    }
    // The first of each text: the others of the same text that were no finding have the same share.
    var steps: [String: Step] = [:]
    var said: Set<String> = []
    for form in facts.forms where form.form.kind.isSelfEvaluation {
      for row in form.rows.indices where form.rows[row].target.kind == .level {
        guard let actual = form.rows[row].actual, actual.kind == .level, !actual.isTargetText,
          let weight = form.rows[row].weight, let score = form.rows[row].score, weight > .zero,
          let share = Share.percent(score, of: weight, places: 0)
        else { continue }
        let text = form.targetText(row) + "→" + (form.actualText(row) ?? "")
        guard let other = steps[text] else {
          steps[text] = Step(share: share, form: form, row: row)
          continue
        }
        guard other.share != share else { continue }
        guard said.insert(text).inserted else { continue }
        report.add(
          form.spot(row, "score"),
          "“\(text)”这里得分占 \(share)%（\(score)/\(weight)），“\(Printed.short(other.form.name(of: other.row)))”占 \(other.share)%。按同一标准打分。",
          printed: score.description)
      }
    }
  }

  static let performanceAmount = Rule(
    "performance-amount-identical", .warning, "同一项目的金额写法不一",
    "同一个项目的全年预算数，正文与自评表应当一样，位数也一样。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    let named = facts.forms.filter { $0.form.kind == .projectSelfEvaluation }.compactMap { form in
      form.form.name.map { (Plain.key($0), form) }
    }
    let forms = Dictionary(named, uniquingKeysWith: { first, _ in first })
    for project in projects(account) {
      guard
        let form = forms[Plain.key(project.name)],
        let budget = form.form.execution?.budget, budget != project.budget
      else { continue }
      report.add(
        facts.outside(project.section, form: form),
        "“\(project.name)”正文写 \(project.budget)，自评表是 \(budget)。改成一致。", printed: project.budget.description,
        expected: budget.description)
    }
  }

  static let executionExactAll = Rule(
    "execution-exact-100-all", .hint, "各项目执行率都是 100%",
    "所有项目的预算都正好用完，很少见，要核对预算数是不是按执行数改的。"
  ) { facts, report in
    let rated = facts.forms.filter { $0.form.kind.isSelfEvaluation && $0.form.execution?.rate != nil }
    guard rated.count >= 3, let first = rated.first, rated.allSatisfy({ $0.form.execution?.rate == .hundred }) else {
      return
    }
    report.add(first.execution("rate", "执行率"), "\(rated.count) 张自评表的执行率都是 100%。核对预算数是否按执行数调整过。", printed: "100%")
  }

  static let adjustedBudget = Rule(
    "adjusted-budget-gap", .warning, "全年预算比年初多很多", standing: .proposed,
    parameters: ["limits.adjusted_low", "limits.adjusted_high"],
    "按调整后预算算的执行率是 100%，按年初预算算却相差很多，报告里要说明调整原因。"
  ) { facts, report in
    for (form, stated) in reports(facts) {
      guard let initial = stated.value("部门支出预算"), let adjusted = stated.value("调整后全年预算数"), initial > .zero,
        let ratio = Share.percent(adjusted, of: initial, places: 2),
        ratio < facts.setting.parameters.limits.adjustedLow || ratio > facts.setting.parameters.limits.adjustedHigh
      else { continue }
      report.add(
        form.execution("budget", "预算数"),
        "调整后预算 \(Printed.money(adjusted)) ÷ 年初预算 \(Printed.money(initial)) = \(ratio)%。说明调整原因。",
        printed: adjusted.description)
    }
  }

  static let typoInText = Rule(
    "typo-in-text", .hint, "正文有笔误", parameters: ["words.typos"],
    "词表里记着的常见笔误，出现在表格以外的文字里。"
  ) { facts, report in
    var said: Set<String> = []
    for (index, passage) in facts.document.passages.enumerated() {
      guard facts.setting.texts.marks(in: passage.text).contains(.typo),
        let word = passage.text.hasAny(facts.setting.parameters.words.typos), said.insert(word).inserted
      else { continue }
      report.add(facts.outside(passage.headings.last ?? "正文", order: index), "“\(word)”像是笔误。核对文字。", printed: word)
    }
  }
}

/// An annex with its title and what its text says it is about.
struct Annex {
  struct Project: Hashable {
    let year: Int
    let name: String
  }
  let heading: String
  let order: Int
  let titleProject: Project?
  /// Stated at least twice alike and never otherwise.
  let bodyProject: Project?

  static func all(_ passages: [Passage]) -> [Annex] {
    var annexes: [Annex] = []
    var index = 0
    while index < passages.count {
      guard let head = passages[index].headings.first, head.hasPrefix("附件") else {
        index += 1
        continue
      }
      var end = index
      while end < passages.count, passages[end].headings.first == head { end += 1 }
      annexes.append(Annex(head, index, Array(passages[index..<end])))
      index = end
    }
    return annexes
  }

  private init(_ heading: String, _ order: Int, _ passages: [Passage]) {
    self.order = order
    let title = passages.first { $0.headings.count == 1 }
    self.heading = heading + (title.map { " " + Printed.short($0.text) } ?? "")
    titleProject = title.flatMap { Self.projects(in: $0.text).first }
    let stated = passages.filter { $0.headings.count > 1 }.flatMap { Self.projects(in: $0.text) }
    let kinds = Set(stated)
    bodyProject = kinds.count == 1 && stated.count >= 2 ? kinds.first : nil
  }

  /// 2023年度机构运转项目 → 2023, 机构运转.
  static func projects(in text: String) -> [Project] {
    let scalars = Plain(text).scalars
    var found: [Project] = []
    var index = 0
    while index + 6 < scalars.count {
      guard scalars[index..<index + 4].allSatisfy(\.isDigit), scalars[index + 4] == "年",
        index == 0 || !scalars[index - 1].isDigit
      else {
        index += 1
        continue
      }
      let year = scalars[index..<index + 4].reduce(0) { $0 * 10 + Int($1.value - 0x30) }
      var start = index + 5
      if scalars[start] == "度" { start += 1 }
      var end = start
      while end + 1 < scalars.count, end - start <= 14, scalars[end].isLetter,
        !(scalars[end] == "项" && scalars[end + 1] == "目")
      { end += 1 }
      if end > start + 1, end + 1 < scalars.count, scalars[end] == "项", scalars[end + 1] == "目" {
        let name = Plain(scalars[start..<end]).text
        if !name.has("本") && !name.has("预算") && !name.has("共") && !name.has("部门") {
          found.append(Project(year: year, name: name))
        }
      }
      index = start
    }
    return found
  }
}
