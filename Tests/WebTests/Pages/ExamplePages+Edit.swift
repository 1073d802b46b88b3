import Model
import Schemes
import Work

@testable import Web

extension ExamplePages {
  private static let catalogue = TemplateLibrary.standard().valid

  static func edit(
    _ content: FormContent, _ template: String, part: String, _ findings: [Finding] = [],
    change: (inout EditPage) -> Void = { _ in }
  ) -> HTML {
    guard let template = catalogue[template] else { return .empty }
    let prepared = content.prepared(for: template)
    var maker = EditPlanMaker(template, prepared)
    let plan = maker.make()
    let shown = plan.parts.first { $0.title.contains(part) } ?? plan.parts[0]
    let marks = EditMarks(findings, plan: plan, content: prepared) { home, _ in
      home == shown.id ? nil : "/forms/12/edit/\(home)"
    }
    var model = EditPage(
      shell: shell(.goals), id: "12", name: content.name ?? content.kind.officialName, status: .draft(nil),
      code: content.code, plan: plan,
      part: shown, content: prepared, editable: .all, marks: marks, rulesChecked: 42, basedOn: 7, draftNumber: 12,
      account: "a", saved: "草稿已存 11-20 14:32，从第 7 版改起")
    model.others = ["李示例"]
    model.lastYear = LastYear([content], for: prepared)
    change(&model)
    return editPage(model)
  }

  private static func check(_ findings: [Finding], door: SubmissionDoor?, isSaved: Bool = true) -> HTML {
    guard let template = catalogue["hanyang-project-goal"] else { return .empty }
    let content = ExampleForms.projectGoal.prepared(for: template)
    var maker = EditPlanMaker(template, content)
    let plan = maker.make()
    let marks = EditMarks(findings, plan: plan, content: content) { home, _ in "/forms/12/edit/\(home)" }
    return checkPage(
      CheckPage(
        shell: shell(.goals), id: "12", name: content.name ?? "", status: .draft(nil), plan: plan, content: content,
        revision: 7, isSaved: isSaved, findings: marks.numbered, door: door))
  }

  private static var merging: HTML {
    let base = ExampleForms.projectGoal
    var mine = base
    var theirs = base
    for cell in base.cells where cell.figure != nil {
      mine.enter("378.71", at: cell.path)
      theirs.enter("380.00", at: cell.path)
    }
    mine.removeRow(FormPath.indicator(base.goals[0].id, base.goals[0].indicators[0].id))
    theirs.enter("≥97%", at: FormPath.indicator(base.goals[0].id, base.goals[0].indicators[0].id).field("target"))
    theirs.enter("别的", at: FormPath("code"))
    let merge = FormMerge(base: base, mine: mine, theirs: theirs)
    let facts = RevisionFacts(number: 12, time: "2023-11-20 14:28", by: "张示例", digest: "7c3e")
    var model = MergePage(
      shell: shell(.goals), id: "12", name: base.name ?? "", base: facts,
      current: RevisionFacts(number: 13, time: "2023-11-20 14:31", by: "李示例", digest: "9a41"), me: "张示例",
      myTime: "14:30")
    model.questions = merge.conflicts.enumerated().map {
      .init(
        number: $0 + 1, conflict: $1, title: $1.path.text, place: "资金与测算", consequences: ["选 378.71：合计 1,048.71。"],
        chosen: $0 == 0 ? .mine : nil)
    }
    model.theirs = ["项目编码"]
    model.reordered = ["年度绩效目标表"]
    model.isIncomplete = true
    return mergePage(model)
  }

  private static func parts(_ problem: String? = nil) -> HTML {
    guard let template = catalogue["hanyang-project-goal"] else { return .empty }
    let content = ExampleForms.projectGoal.prepared(for: template)
    var maker = EditPlanMaker(template, content)
    let values = content.typedCells
    var model = PartsPage(
      shell: shell(.goals), id: "12", name: content.name ?? "",
      people: [Choice("a", "张示例（示范区水务局 单位经办）"), Choice("b", "李示例（示范区水务局 部门财务经办）")],
      parts: maker.make().parts.map { part in
        .init(id: part.id, title: part.title, progress: PartProgress(part, content, values))
      })
    model.parts[0].owner = "a"
    model.parts[0].since = "李示例 11-20 14:32"
    model.parts[1].owner = "c"
    model.parts[1].gone = "王示例"
    model.parts[1].since = "李示例 11-20 14:32"
    model.problem = problem
    return partsPage(model)
  }

  private static func newForm(_ problems: [Problem] = []) -> HTML {
    var model = NewFormPage(shell: shell(.goals), year: 2025)
    model.templates = [Choice("a", "项目绩效目标申报表（武汉市汉阳区）")]
    model.units = [Choice("u", "示范区水务局")]
    model.last = [Choice("f", "堤防设施维护费，示范区水务局")]
    model.problems = problems
    return newFormPage(model)
  }

  /// More indicators than a page has fields for.
  private static var longGoal: FormContent {
    var content = ExampleForms.projectGoal
    guard let last = content.goals.indices.last, let row = content.goals[last].indicators.first else { return content }
    for index in 0..<130 {
      var more = row
      more.id = "long\(index)"
      content.goals[last].indicators.append(more)
    }
    return content
  }

  static let edits: [Example] = {
    let goal = ExampleForms.projectGoal
    let findings = ExampleForms.projectGoalFindings
    return [
      Example(name: "edit-basics", html: edit(goal, "hanyang-project-goal", part: "基本信息", findings)),
      Example(name: "edit-costs", html: edit(goal, "hanyang-project-goal", part: "测算", findings)),
      Example(
        name: "edit-indicators",
        html: edit(goal, "hanyang-project-goal", part: "年度绩效", findings) { model in
          let goal = model.content.goals.last
          model.row = goal.flatMap { goal in goal.indicators.first.map { FormPath.indicator(goal.id, $0.id) } }
          model.notice = .init(tone: .good, bold: "已存成第 8 版。")
        }),
      Example(
        name: "edit-long",
        html: edit(longGoal, "hanyang-project-goal", part: "年度绩效", findings) { model in
          model.allRows = true
          let row = model.content.goals.last?.indicators.first?.id ?? ""
          model.typed[FormPath.indicator(model.content.goals.last?.id ?? "", row).field("weight")] = "约五"
        }),
      Example(name: "edit-empty", html: edit(FormContent(kind: .projectGoal), "hanyang-project-goal", part: "测算")),
      Example(
        name: "edit-parts",
        html: edit(goal, "hanyang-project-goal", part: "测算", findings) { model in
          model.owners = [
            "基本信息": PartHolder(name: "张示例", isMe: true),
            model.part.key: PartHolder(name: "李示例", isMe: false, isAtWork: true),
          ]
          let held = HeldPart(title: model.part.title, owner: "李示例", roots: model.part.roots, elsewhere: [])
          model.editable = EditableCells.all.without([held])
        }),
      Example(name: "parts", html: parts()),
      Example(name: "parts-problem", html: parts("选的人里有人现在不能填这张表。")),
      Example(
        name: "edit-problems",
        html: edit(goal, "hanyang-project-goal", part: "基本信息", findings) { model in
          model.problems = [Problem(FormPath("name").anchor, "项目名称：这一格有 20001 个字，最多 20000。")]
          model.typed[FormPath("name")] = "很长的名称"
        }),
      Example(
        name: "edit-some-cells",
        html: edit(ExampleForms.projectSelfEvaluation, "hongshan-project-self-evaluation", part: "指标") { model in
          model.editable = .only(["goals[*].indicators[*].actual", "goals[*].indicators[*].score"], why: "由批复的目标表带入。")
        }),
      Example(
        name: "edit-department", html: edit(ExampleForms.departmentGoal, "hanyang-department-goal", part: "资金")),
      Example(name: "edit-monitoring", html: edit(ExampleForms.monitoring, "national-monitoring-2019", part: "指标")),
      Example(name: "check-errors", html: check(findings, door: nil)),
      Example(name: "check-unsaved", html: check([], door: nil, isSaved: false)),
      Example(
        name: "check-ready",
        html: check(
          findings.filter { $0.severity != .error }, door: .init(button: "报送区水务局", effect: "报送后由区水务局审核，最迟 11 月 24 日办完。")
        )),
      Example(name: "merge", html: merging),
      Example(name: "new-form", html: newForm()),
      Example(name: "new-form-problems", html: newForm([Problem("name", "请写项目名称；部门整体的表写部门名称。")])),
    ]
  }()
}
