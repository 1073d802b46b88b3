import Lifecycle
import Model
import Schemes
import Store
import Work

/// One ex-ante evaluation: showing it, and saving what the unit and the assessor write.
enum ExAnteView {
  private struct Found {
    let row: StageRow
    let view: StageView
    let policy: Policy<ExAntePolicy>
    let assessors: [Account]
  }

  private static func find(_ call: Call) throws(Refusal) -> Found {
    let row = try call.stageRow(call.parameters["id"])
    guard row.flow == ExAnteEvaluation.name else { throw .notFound }
    let found = try call.read { (transaction) throws(StoreError) -> Found? in
      let desk = try call.desk(row.year, in: transaction)
      guard let policy = ExAntes.policy(row, desk) else { return nil }
      let view = try StageView(row, desk, in: transaction)
      let mayAssign = view.offers.contains { $0.event == ExAnteEvaluation.Event.assign.rawValue && $0.refusal == nil }
      return Found(
        row: row, view: view, policy: policy,
        assessors: mayAssign ? try ExAntes.assessors(of: row, in: transaction) : [])
    }
    guard let found else {
      throw .notTaken(why: "\(row.year) 年度没有选事前评估的打分办法。", whoCanHelp: "请财政局绩效科在“年度设置”里选定。")
    }
    return found
  }

  static func show(_ call: Call) throws(Refusal) -> Response {
    let done: String? =
      switch call.query["done"] {
      case "material": "材料已保存，还没有报送。"
      case "assessment": "评估已保存。"
      default: nil
      }
    var page = page(call, try find(call))
    page.done = done
    return call.page(exAntePage(page))
  }

  // MARK: the model

  private static func page(_ call: Call, _ found: Found) -> ExAntePage {
    let (row, policy) = (found.row, found.policy.body)
    let file = ExAnteFile(row.content)
    let score = ExAnteScore(file, policy)
    let open = Set(found.view.offers.filter { $0.refusal == nil }.map(\.event))
    return ExAntePage(
      shell: call.shell(.preEvaluations, year: row.year), id: row.id, title: row.title, unit: row.unitName,
      kind: file.kind.officialName, year: row.year, amount: file.amount?.figure(in: .wanYuan),
      status: found.view.words.map { FormStatus($0) } ?? .inReview(row.state), number: row.number,
      project: row.project.flatMap {
        Places.of(call.account.role).contains(.projects) ? Link("看项目", "\(Place.projects.path)/\($0)") : nil
      }, route: found.view.route(call),
      bar: found.view.bar(call, without: ["assess"], fields: assigneeField(found.assessors, row)),
      returned: returned(found.view, call), material: sections(policy.material, file.material),
      isMaterialOpen: open.contains(ExAnteEvaluation.Event.edit.rawValue),
      dimensions: score.dimensions.map { ExAntePage.Dimension($0) },
      isAssessmentOpen: open.contains(ExAnteEvaluation.Event.assess.rawValue),
      grades: policy.grades.map { Choice($0.id, $0.name) }, report: sections(policy.report, file.report),
      total: score.total, of: score.of, open: score.missing.count, conclusion: score.conclusion(policy)?.name,
      scale: scale(policy),
      policy: "\(found.policy.name)（\(found.policy.validity.place)，\(found.policy.validity.standing.words)）",
      moments: found.view.moments(call, limit: 30), files: AttachmentList(found.view, call))
  }

  private static func sections(_ all: [ExAntePolicy.Section], _ texts: [String: String]) -> [WrittenSection] {
    all.map {
      WrittenSection(
        id: $0.id, name: $0.name, isRequired: $0.isRequired, help: $0.help, text: texts[$0.id] ?? "")
    }
  }

  private static func scale(_ policy: ExAntePolicy) -> String {
    policy.conclusions.enumerated().map { index, conclusion in
      index == policy.conclusions.count - 1 && conclusion.from == .zero
        ? "不到的\(conclusion.name)" : "\(Words.figure(conclusion.from)) 分以上\(conclusion.name)"
    }.joined(separator: "，")
  }

  /// The words that sent it back, while it stands where they sent it.
  private static func returned(_ view: StageView, _ call: Call) -> String? {
    guard let last = view.history.last(where: { $0.from != $0.to }),
      [.sendBackMaterial, .reopenAssessment, .refuseReport, .askAdjustment].contains(
        ExAnteEvaluation.Event(rawValue: last.event))
    else { return nil }
    return FormStage.lead(last, view.row.flow, call)
  }

  private static func assigneeField(_ free: [Account], _ row: StageRow) -> HTML {
    guard !free.isEmpty else { return .empty }
    let chosen = free.filter { row.assignees.contains($0.id) }.map(\.displayName).joined(separator: "、")
    return div(.class("field")) {
      label(.for("assignee")) { "评估方" }
      span(.class("help"), .id("assignee-h")) { chosen.isEmpty ? "还没有分派；分派时选。" : "现在是\(chosen)；要换时选。" }
      select(.class("ctl"), .id("assignee"), .name("assignee"), .ariaDescribedBy("assignee-h")) {
        option(.value("")) { "不改" }
        for account in free {
          option(.value(account.id)) { "\(account.displayName)（\(account.role.officialName)，\(account.unitName)）" }
        }
      }
    }
  }

  // MARK: saving

  static func saveMaterial(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    let fields = call.request.fields
    var file = ExAnteFile(found.row.content)
    for section in found.policy.body.material {
      if let text = fields["material-\(section.id)"] { file.material[section.id] = String(text.prefix(8_000)) }
    }
    let typed = fields["amount"] ?? ""
    let amount = ProjectEditing.money(typed)
    guard typed.isBlank || amount != nil else {
      var page = page(call, found)
      page.material = sections(found.policy.body.material, file.material)
      page.problems = [Problem("amount", "“\(typed)”不是金额。请写成 120 或 120.5，单位是万元。")]
      return call.page(exAntePage(page), .badRequest)
    }
    file.amount = amount
    try StepRoutes.write(ExAnteEvaluation.Event.edit.rawValue, file.json, found.row, call)
    return .seeOther("\(Place.preEvaluations.path)/\(found.row.id)?done=material#material")
  }

  static func saveAssessment(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    let fields = call.request.fields
    let policy = found.policy.body
    var file = ExAnteFile(found.row.content)
    for line in ExAnteScore(file, policy).lines {
      guard let grade = fields["grade-\(line.key)"] else { continue }
      let words = String((fields["words-\(line.key)"] ?? "").prefix(500))
      let known = policy.grade(grade)?.id ?? ""
      file.judgements[line.key] = known.isEmpty && words.isEmpty ? nil : .init(grade: known, words: words)
    }
    for section in policy.report {
      if let text = fields["report-\(section.id)"] { file.report[section.id] = String(text.prefix(8_000)) }
    }
    try StepRoutes.write(ExAnteEvaluation.Event.assess.rawValue, file.json, found.row, call)
    return .seeOther("\(Place.preEvaluations.path)/\(found.row.id)?done=assessment#score")
  }

  // MARK: the report

  static func report(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    let concluded: Set<ExAnteEvaluation.State> = [.supported, .filed, .notSupported, .adjustmentAsked]
    let assessing: [ExAnteEvaluation.Event] = [.assess, .draftReport, .exchange, .conclude]
    let words = ReportWords(
      found.view,
      told: [
        (ExAnteEvaluation.Event.reply.rawValue, "单位意见"), (ExAnteEvaluation.Event.support.rawValue, "评审结论"),
        (ExAnteEvaluation.Event.askAdjustment.rawValue, "评审结论"), (ExAnteEvaluation.Event.refuse.rawValue, "评审结论"),
      ], assessing: Set(assessing.map(\.rawValue)),
      isFinal: found.row.flow(ExAnteEvaluation.self).map { concluded.contains($0.state) } ?? false,
      conclusion: found.view.words?.state, call)
    return call.page(exAnteReportPage(page(call, found), words))
  }
}

extension ExAntePage.Dimension {
  init(_ dimension: ExAnteScore.Dimension) {
    self.init(
      name: dimension.dimension.name, standing: dimension.dimension.standing.words, points: dimension.points,
      of: dimension.of,
      groups: dimension.groups.map { group in
        ExAntePage.Group(
          name: group.name,
          questions: group.lines.map { line in
            ExAntePage.Question(
              key: line.key, text: line.question.text, of: line.question.points, grade: line.grade?.id ?? "",
              gradeName: line.grade?.name, points: line.points, words: line.words)
          })
      }, open: dimension.lines.filter { $0.grade == nil }.count)
  }
}
