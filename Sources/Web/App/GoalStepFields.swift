import Lifecycle
import Model
import Store
import Work

/// What the buttons of a goal form send along: the control figure, reasons for warnings, answers to returned cells.
enum GoalStepFields {
  /// Reads `control` (万元), `reason:` and `answer:` fields; nil when none was sent.
  @Sendable static func content(_ row: StageRow, _ event: String, _ fields: Fields) throws(Refusal) -> JSON? {
    var notes = GoalNotes()
    let isFigure = [GoalForm.Event.issueControlFigure, .changeControlFigure].map(\.rawValue).contains(event)
    if isFigure { notes.control = try money(fields["control"]) }
    for field in fields.all {
      let words = String(field.value.prefix(1_000))
      guard !words.isBlank else { continue }
      if field.name.hasPrefix("reason:") { notes.reasons[String(field.name.dropFirst("reason:".count))] = words }
      if field.name.hasPrefix("answer:") { notes.answers[String(field.name.dropFirst("answer:".count))] = words }
    }
    return notes == GoalNotes() ? nil : notes.json
  }

  /// A sum in 万元 as a person types it; nil where nothing was typed.
  static func money(_ text: String?) throws(Refusal) -> Money? {
    let typed = (text ?? "").filter { !$0.isWhitespace && $0 != "," && $0 != "，" }
    guard !typed.isEmpty else { return nil }
    guard let figure = ExactDecimal(typed), let money = Money(figure, .wanYuan), !figure.isNegative else {
      throw .notTaken(why: "“\(typed)”不是可用的金额。", whoCanHelp: "请以万元填写，最多到分，例如 1050.00。")
    }
    return money
  }

  /// The field of a control figure, where somebody may issue or change one; empty elsewhere.
  static func control(_ view: StageView, asked: Money?) -> HTML {
    let events = Set(view.offers.filter { $0.refusal == nil || $0.refusal?.gate != nil }.map(\.event))
    let notes = GoalNotes(view.row.content)
    func wan(_ money: Money) -> String { Words.figure(money.figure(in: .wanYuan), places: 2) }
    var field = Field("control", "控制数")
    field.unit = "万元"
    field.isFigure = true
    if events.contains(GoalForm.Event.issueControlFigure.rawValue) {
      field.help = "下达控制数时填写；单位申请 \(asked.map(wan) ?? "未列") 万元。"
    } else if events.contains(GoalForm.Event.changeControlFigure.rawValue), let control = notes.control {
      let former = notes.formerControls.isEmpty ? "" : "，原来 \(notes.formerControls.map(wan).joined(separator: "、")) 万元"
      field.help = "只在调整控制数时填写，意见里写明理由；现在 \(wan(control)) 万元\(former)。单位和主管部门会收到消息。"
      field.demand = "可空"
    } else {
      return .empty
    }
    return Web.field(field)
  }

  /// Fields for what still stands between a form and handing it in.
  static func submission(_ check: GoalCheck, _ content: FormContent) -> HTML {
    .group([
      answers(check, content),
      .group(
        check.unexplained.enumerated().map { index, finding in
          words(
            id: "reason-\(index)", name: "reason:\(finding.answerKey)", label: "“\(finding.title)”的理由",
            help: "\(finding.place)：\(finding.message)")
        }),
    ])
  }

  /// Fields for returned cells that are as they were.
  static func answers(_ check: GoalCheck, _ content: FormContent) -> HTML {
    .group(
      check.unanswered.enumerated().map { index, cell in
        words(
          id: "answer-\(index)", name: "answer:\(cell.path.text)", label: "保留“\(content.place(of: cell.path))”的理由",
          help: "退回意见：\(cell.reason)。\(cell.words)")
      })
  }

  private static func words(id: String, name: String, label words: String, help: String) -> HTML {
    div(.class("field")) {
      label(.for(id)) {
        words
        span(.class("req")) { "必填" }
      }
      span(.class("help"), .id(id + "-h")) { help }
      textarea(
        .class("ctl"), .id(id), .name(name), .attribute("rows", "2"), .maxLength("1000"), .ariaDescribedBy(id + "-h"))
    }
  }
}
