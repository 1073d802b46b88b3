import Lifecycle
import Model
import Schemes
import Store
import Work

/// A key evaluation as its page shows it to somebody.
struct KeyEvaluationModel {
  /// Empty lines for further indicators in each part of a plan.
  static let freshRows = 2
  private static let gapsShown = 6

  let found: KeyEvaluationView.Found
  let call: Call

  init(_ found: KeyEvaluationView.Found, _ call: Call) {
    self.found = found
    self.call = call
  }

  private var row: StageRow { found.row }
  private var policy: KeyEvaluationPolicy { found.policy.body }

  func page(_ file: KeyEvaluationFile) -> KeyEvaluationPage {
    let open = Set(found.view.offers.filter { $0.refusal == nil }.map(\.event))
    let isPlanOpen = open.contains(KeyEvaluation.Event.edit.rawValue)
    let isPaperOpen = open.contains(KeyEvaluation.Event.assess.rawValue)
    let total = file.total
    return KeyEvaluationPage(
      shell: call.shell(.evaluations, year: row.year), id: row.id, title: row.title, unit: row.unitName, year: row.year,
      status: found.view.words.map { FormStatus($0) } ?? .inReview(row.state), number: row.number, object: object,
      links: links, route: found.view.route(call), bar: bar(file), returned: returned, lead: file.lead,
      plan: sections(policy.plan, file.plan), isPlanOpen: isPlanOpen,
      parts: policy.parts.map { part($0, file, isPlanOpen: isPlanOpen) }, isPaperOpen: isPaperOpen,
      showsPaper: KeyEvaluations.showsPaper(row, to: call.account),
      findings: file.problems.map {
        KeyEvaluationPage.Finding(
          problemClass: $0.problemClass, words: $0.words, measure: $0.measure,
          amount: $0.amount?.figure(in: .wanYuan).description ?? "")
      }, classes: policy.problemClasses, report: sections(policy.report, file.report), of: file.of, given: file.given,
      total: total, grade: total.flatMap { policy.grade(of: $0) }, scale: scale,
      policy: "\(found.policy.name)（\(found.policy.validity.place)，\(found.policy.validity.standing.words)）",
      gaps: gaps(file, isPlanOpen, isPaperOpen), consequences: consequences,
      moments: found.view.moments(call, limit: 30), files: AttachmentList(found.view, call))
  }

  // MARK: the object

  private var object: [(String, HTML)] {
    var pairs: [(String, HTML)] = [("为什么选", .text(criteria))]
    if !found.file.reason.isEmpty { pairs.append(("说明", .text(found.file.reason))) }
    pairs.append(("评价方", .text(found.assessors.isEmpty ? "没有分派" : found.assessors.joined(separator: "、"))))
    pairs.append(("评价资金", money(found.file.amount)))
    guard let figures = found.facts.figures else { return pairs }
    pairs.append(("已支付", money(figures.paid)))
    if let rate = found.facts.executionRate { pairs.append(("执行率", .text("\(Words.figure(rate, places: 2))%"))) }
    if let light = figures.light.flatMap({ Light(rawValue: $0) }) { pairs.append(("监控", light.html)) }
    pairs.append(("自评得分", figure(figures.selfScore, missing: "未自评")))
    return pairs
  }

  /// The same in words alone, for the report.
  var objectWords: [(String, String)] {
    func money(_ money: Money?) -> String {
      money.map { "\(Words.figure($0.figure(in: .wanYuan), places: 2)) 万元" } ?? "未列"
    }
    var pairs = [
      ("单位", row.unitName), ("年度", String(row.year)), ("选定理由", criteria), ("评价资金", money(found.file.amount)),
    ]
    if let figures = found.facts.figures {
      pairs.append(("已支付", money(figures.paid)))
      if let rate = found.facts.executionRate { pairs.append(("执行率", "\(Words.figure(rate, places: 2))%")) }
    }
    return pairs
  }

  private var criteria: String {
    let names = policy.criteria.filter { found.file.criteria.contains($0.id) }.map(\.name)
    return names.isEmpty ? "没有写" : names.joined(separator: "；")
  }

  private func money(_ money: Money?) -> HTML {
    money.map { .text("\(Words.figure($0.figure(in: .wanYuan), places: 2)) 万元") } ?? none("未列")
  }

  private var links: [Link] {
    let places = Places.of(call.account.role)
    var links: [Link] = []
    if let project = row.project, places.contains(.projects) {
      links.append(Link("看项目", "\(Place.projects.path)/\(project)"))
    }
    if let stage = found.facts.selfEvaluation, places.contains(.selfEvaluations), !call.account.role.isAssignedOneByOne
    {
      links.append(Link("看自评", StageRoutes.href(stage)))
    }
    return links
  }

  private var consequences: [Link] {
    let state = row.flow(KeyEvaluation.self)?.state
    guard state == .concluded || state == .reported || state == .archived, !call.account.role.isAssignedOneByOne else {
      return []
    }
    return found.facts.rectifications.map { stage in
      Link(
        "整改：\(Rectification(stage.content).problemClass)（\(Steps.name(ofState: stage.state, flow: stage.flow))）",
        StageRoutes.href(stage))
    }
      + found.facts.links.map { stage in
        Link("对下年预算的处理（\(Steps.name(ofState: stage.state, flow: stage.flow))）", StageRoutes.href(stage))
      }
  }

  // MARK: plan and paper

  private func sections(_ all: [ExAntePolicy.Section], _ texts: [String: String]) -> [WrittenSection] {
    all.map {
      WrittenSection(id: $0.id, name: $0.name, isRequired: $0.isRequired, help: $0.help, text: texts[$0.id] ?? "")
    }
  }

  private func part(
    _ part: KeyEvaluationPolicy.Part, _ file: KeyEvaluationFile, isPlanOpen: Bool
  ) -> KeyEvaluationPage.Part {
    let rows = file.rows(of: part.kind)
    let fresh = (1...Self.freshRows).map { number in
      KeyEvaluationPage.Row(
        id: "\(part.kind.rawValue)-new\(number)", group: "", name: "", points: "", standard: "", score: "",
        evidence: "",
        reason: "", isNew: true)
    }
    return KeyEvaluationPage.Part(
      id: part.kind.rawValue, name: part.name,
      rows: rows.map { row in
        KeyEvaluationPage.Row(
          id: row.id, group: row.group, name: row.name, points: row.points?.description ?? "", standard: row.standard,
          hint: hint(row), score: row.score?.description ?? "", evidence: row.evidence, reason: row.reason)
      } + (isPlanOpen ? fresh : []), points: rows.reduce(.zero) { $0 + ($1.points ?? .zero) }.trimmed,
      given: rows.reduce(.zero) { $0 + ($1.score ?? .zero) }.trimmed, open: rows.count { $0.score == nil })
  }

  /// What the treasury's figures give for a row.
  private func hint(_ row: KeyEvaluationFile.Row) -> String? {
    guard row.source == .execution, let rate = found.facts.executionRate, let points = row.points else { return nil }
    let share = min(rate, .hundred)
    let proposed = (points * share).divided(by: .hundred, places: 2)?.trimmed
    return "国库支付：执行率 \(Words.figure(rate, places: 2))%" + (proposed.map { "，按标准 \($0) 分" } ?? "") + "。"
  }

  private var scale: String {
    policy.grades.map { grade in
      grade.from == .zero ? "以下为\(grade.name)" : "\(Words.figure(grade.from)) 分以上为\(grade.name)"
    }.joined(separator: "，")
  }

  private func gaps(_ file: KeyEvaluationFile, _ isPlanOpen: Bool, _ isPaperOpen: Bool) -> [String] {
    let gaps = isPlanOpen ? file.planGaps(policy) : isPaperOpen ? file.paperGaps(policy) : []
    let shown = gaps.prefix(Self.gapsShown).map(\.words)
    return gaps.count > shown.count ? shown + ["另外还有 \(gaps.count - shown.count) 处。"] : shown
  }

  // MARK: steps

  /// The words that sent it back, while it stands where they sent it.
  private var returned: String? {
    guard let last = found.view.history.last(where: { $0.from != $0.to }),
      [.returnPlan, .rework].contains(KeyEvaluation.Event(rawValue: last.event))
    else { return nil }
    return FormStage.lead(last, row.flow, call)
  }

  private func bar(_ file: KeyEvaluationFile) -> StageBar {
    var without: Set<String> = [KeyEvaluation.Event.assess.rawValue]
    // Only whom the office asked reviews.
    if !file.experts.contains(call.account.id) { without.insert(KeyEvaluation.Event.review.rawValue) }
    return found.view.bar(call, without: without, fields: assigneeField(file))
  }

  private func assigneeField(_ file: KeyEvaluationFile) -> HTML {
    guard !found.free.isEmpty else { return .empty }
    let isReview = found.view.offers.contains { $0.event == KeyEvaluation.Event.invite.rawValue && $0.refusal == nil }
    let help =
      isReview
      ? "提交专家评审时选；没有参加评价的才能评审。不选的由绩效科组织评审。"
      : found.assessors.isEmpty ? "还没有分派。" : "现在是\(found.assessors.joined(separator: "、"))；改派时选。"
    return div(.class("field")) {
      label(.for("assignee")) { isReview ? "评审专家" : "评价方" }
      span(.class("help"), .id("assignee-h")) { help }
      select(.class("ctl"), .id("assignee"), .name("assignee"), .ariaDescribedBy("assignee-h")) {
        option(.value("")) { isReview ? "不请专家" : "不改" }
        for account in found.free {
          option(.value(account.id)) { "\(account.displayName)（\(account.role.officialName)，\(account.unitName)）" }
        }
      }
    }
  }
}
