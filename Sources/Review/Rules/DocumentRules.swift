internal import Model
internal import Schemes

/// What concerns the document as a whole and its forms against each other.
enum DocumentRules {
  static let all: [Rule] = [nothingRecognised, duplicateProject, deptVsProjectForm, paymentPlanCopied, copiedGoal]

  static let nothingRecognised = Rule(
    "nothing-recognised", .warning, "没有认出绩效表格",
    "文件里既没有绩效表格，也没有决算说明或绩效数字，可能传错了文件。"
  ) { facts, report in
    let document = facts.document
    guard document.forms.isEmpty, document.statements.isEmpty, document.finalAccount == nil else { return }
    report.add(
      Spot(form: nil, path: nil, place: ["全文"], order: 0),
      "没有认出绩效表格、决算说明或绩效数字。若是扫描件，请换文字版；若传错了文件，请重新上传。")
  }

  static let duplicateProject = Rule(
    "duplicate-project", .error, "同一项目填了两张表",
    "一个项目一年只有一张申报表；编码相同，或名称、单位、年度都相同的两张表，应删去一张或改正编码。"
  ) { facts, report in
    var seen = ProjectsSeen()
    for later in facts.forms where later.form.kind == .projectGoal {
      guard let earlier = seen.add(later) else { continue }
      let sameCode = later.form.code != nil && later.form.code == earlier.form.code
      report.add(
        later.head(sameCode ? "code" : "name", sameCode ? "项目编码" : "项目名称"),
        sameCode
          ? "编码 \(later.form.code ?? "") 与“\(Printed.short(earlier.name))”相同。改正编码，或删去重复的表。"
          : "与前面一张表的项目名称、单位和年度都相同。删去重复的表。",
        printed: sameCode ? later.form.code : later.form.name)
    }
  }

  /// Project forms by what makes two of them the same project: the code, else name and unit, in one year.
  private struct ProjectsSeen {
    private struct Key: Hashable {
      let year: Int?
      let code: Plain?
      let name: Plain?
      let unit: String?
    }
    private var byCode: [Key: (order: Int, form: FormFacts)] = [:]
    private var byName: [Key: [(order: Int, form: FormFacts)]] = [:]
    private var count = 0

    /// - Returns: the first form of the same project added before. Where both have codes, only these count.
    mutating func add(_ facts: FormFacts) -> FormFacts? {
      count += 1
      let code = facts.form.code.flatMap { $0.isEmpty ? nil : Plain($0) }
      var found: [(order: Int, form: FormFacts)] = []
      if let code {
        let key = Key(year: facts.year, code: code, name: nil, unit: nil)
        if let earlier = byCode[key] { found.append(earlier) } else { byCode[key] = (count, facts) }
      }
      if let name = facts.form.name, let unit = facts.form.unitName {
        let key = Key(year: facts.year, code: nil, name: Plain.key(name), unit: unit)
        let alike = byName[key] ?? []
        if let earlier = alike.first(where: { code == nil || ($0.form.form.code ?? "").isEmpty }) {
          found.append(earlier)
        }
        // One with a code and one without stand for all alike: whoever comes later asks for no more.
        let isNew = !alike.contains { ($0.form.form.code ?? "").isEmpty == (code == nil) }
        if isNew { byName[key, default: []].append((count, facts)) }
      }
      return found.min { $0.order < $1.order }?.form
    }
  }

  static let deptVsProjectForm = Rule(
    "dept-vs-project-form", .error, "部门表与项目表金额不一", parameters: BudgetRules.rounding,
    "部门整体表列出的项目，本年度预算应与该项目自己的申报表相同。"
  ) { facts, report in
    var named: [Plain: [FormFacts]] = [:]
    for project in facts.forms where project.form.kind == .projectGoal {
      if let name = project.form.name { named[Plain.key(name), default: []].append(project) }
    }
    for department in facts.forms where department.form.kind == .departmentGoal {
      for (index, line) in department.form.projects.enumerated() {
        guard let name = line.name, let listed = line.current,
          let project = named[Plain.key(name)]?.first(where: { isProject($0, of: department) }),
          let own = project.form.amounts.current, department.differs(own, listed)
        else { continue }
        report.add(
          department.project(index, "current"),
          "项目申报表的当年预算是 \(Printed.money(own))，这里填了 \(Printed.money(listed))，相差 "
            + "\(Printed.money((own - listed).magnitude))。两处应当一致。",
          printed: listed.description, expected: Printed.money(own))
      }
    }
  }

  private static func isProject(_ facts: FormFacts, of department: FormFacts) -> Bool {
    guard facts.form.kind == .projectGoal, facts.year == department.year,
      facts.form.moneyUnit == department.form.moneyUnit,
      let unit = department.form.name
    else { return false }
    return facts.form.department?.has(unit) == true || facts.form.unitName?.has(unit) == true
  }

  static let paymentPlanCopied = Rule(
    "payment-plan-copied", .hint, "各项目支出计划完全相同",
    "每个项目的支出进度由自己的安排决定，全部相同多半是照抄。"
  ) { facts, report in
    let forms = facts.forms.filter { $0.form.schedule.count >= 2 }
    guard forms.count >= 3, let first = forms.first else { return }
    let plan = first.form.schedule.map(\.percent)
    guard forms.allSatisfy({ $0.form.schedule.map(\.percent) == plan }) else { return }
    report.add(
      first.step(0),
      "\(forms.count) 个项目的支出计划都是 \(plan.compactMap { $0?.description }.joined(separator: "/"))。按各项目的实际安排填。")
  }

  static let copiedGoal = Rule(
    "copied-goal", .warning, "两个项目的目标照抄",
    "两个项目的绩效目标和指标一字不差，说明其中一个没有按自己的任务填。"
  ) { facts, report in
    for form in facts.forms where form.form.kind == .departmentGoal { copied(within: form, &report) }
    var seen: [String: Int] = [:]
    for (index, later) in facts.forms.enumerated() where later.form.kind == .projectGoal {
      let goals = later.form.goals
      guard goals.contains(where: { ($0.text?.count ?? 0) > 12 }) else { continue }
      let key = goals.map { goal in
        (goal.text ?? "") + goal.indicators.map { ($0.name ?? "") + ($0.target ?? "") }.joined()
      }.joined()
      guard let earlier = seen[key] else {
        seen[key] = index
        continue
      }
      guard facts.forms[earlier].form.name != later.form.name else { continue }
      report.add(
        later.goal(0, "text"), "绩效目标和指标与“\(Printed.short(facts.forms[earlier].name))”完全相同。按本项目的任务填。",
        printed: goals[0].text)
    }
  }

  /// A department that tells of its projects one by one, with the same goal and rows for two of them.
  private static func copied(within form: FormFacts, _ report: inout Report) {
    let projects = Set(form.form.projects.compactMap(\.name))
    var seen: [String: Int] = [:]
    for (index, goal) in form.form.goals.enumerated() {
      guard let name = goal.name, projects.contains(name), let text = goal.text, text.utf8.count > 36 else { continue }
      let key = text + goal.indicators.map { ($0.name ?? "") + ($0.target ?? "") }.joined()
      guard let earlier = seen[key] else {
        seen[key] = index
        continue
      }
      report.add(
        form.goal(index, "text"),
        "目标和指标与“\(Printed.short(form.form.goals[earlier].title))”完全相同。按本项目的任务写。", printed: text)
    }
  }
}
