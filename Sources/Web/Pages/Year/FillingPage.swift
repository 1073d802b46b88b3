import Model

/// A page on which a stage is filled in, or looked at once it was handed in: what monitoring, self-evaluation and
/// re-evaluation have in common.
protocol FillingPage: Sendable {
  var shell: Shell { get }
  /// The stage.
  var id: String { get }
  var route: [Step] { get }
  /// Number of the stage that the page shows.
  var number: Int { get }
  /// Revision of the form that the page shows; nil where no form is behind it.
  var basedOn: Int? { get }
  var isOpen: Bool { get }
  var problems: [Problem] { get }
  var bar: StageBar? { get }
  var moments: [Moment] { get }
  var saved: String? { get }
  var files: AttachmentList { get }
  /// When what is shown was kept by itself and not saved; nil where nothing waits.
  var keptAt: String? { get }
}

extension FillingPage {
  /// What is wrong with a cell, in words.
  func problem(_ path: FormPath) -> String? { problems.first { $0.field == path.anchor }?.words }
}

/// A piece of a page that follows from what is typed: the identifier of its element, and what stands in it.
struct LivePart: Sendable {
  var id: String
  var html: HTML
}

/// What is a page's own around the cells.
struct FillingFrame: Sendable {
  var title: String
  var head: HTML
  /// Where the form is sent.
  var action: String
  /// Where a script sends what is typed so far, to be kept and answered with lights or scores; nil where nothing follows.
  var live: String?
  /// 还不能报送, before the number of what is missing.
  var notYet: String
  var submit: String
  /// Beside the buttons while nothing is missing.
  var hint: String
}

/// Something that asks for words: a light, a result far from its target.
struct Explanation: Hashable, Sendable {
  var title: String
  var light: Light?
  var help: String?
  var reasonPath: FormPath
  var reason: String
  var measurePath: FormPath
  var measure: String
}

func fillingPage(_ model: some FillingPage, _ frame: FillingFrame, content: HTML) -> HTML {
  page(
    model.shell,
    PageContent(frame.title, endsInBar: model.isOpen) {
      stageTop(
        StageTop(
          head: frame.head,
          said: .group([
            model.saved.map { message(.good, "已保存。", .text($0)) } ?? .empty, unsaved(model, frame.live),
          ]), problems: model.problems, problemsTitle: "\(frame.notYet)，有 \(model.problems.count) 处要补",
          route: model.route))
      if model.isOpen { entryForm(model, frame, content) } else { content }
      attachmentsPanel(model.files)
      if let bar = model.bar, !model.isOpen || !bar.buttons.isEmpty { stagePanel(bar) }
    })
}

/// What was kept by itself is shown, and can be given up.
private func unsaved(_ model: some FillingPage, _ live: String?) -> HTML {
  guard let time = model.keptAt, let live else { return .empty }
  return message(
    .info, "接着上次没有保存的填。", .text("下面是 \(time) 自动保存的，点“保存”才成为新的一版。"),
    action: postButton("放弃，回到上一版", to: live + "/discard", token: model.shell.token, .small))
}

private func entryForm(_ model: some FillingPage, _ frame: FillingFrame, _ content: HTML) -> HTML {
  form(.method("post"), .action(frame.action), .attribute("data-live", frame.live)) {
    tokenField(model.shell.token)
    hiddenField("number", String(model.number))
    if let revision = model.basedOn { hiddenField("revision", String(revision)) }
    content
    div(.class("bar")) {
      span(.class("grow")) {
        if frame.live != nil { span(.class("saved scripted"), .attribute("data-saved", ""), .role("status")) {} }
        model.problems.isEmpty ? frame.hint : "还有 \(model.problems.count) 处要补，补齐后再办。"
      }
      submitButton("保存", .plain, name: "do", value: "save")
      submitButton(frame.submit, .main, name: "do", value: "submit")
    }
  }
}

/// Reason and measure of what asks for words, to be written or as they were written.
/// - Parameter asksMeasure: whether the measure has a field of its own.
func explanation(
  _ item: Explanation, _ model: some FillingPage, asksMeasure: Bool, measure words: String = "改进措施"
) -> HTML {
  div(.class("stack")) {
    h3 {
      if let light = item.light {
        light.html
        " "
      }
      item.title
    }
    if model.isOpen {
      entryText(
        item.reasonPath, "偏差原因", value: item.reason, help: item.help, problem: model.problem(item.reasonPath))
      if asksMeasure {
        entryText(item.measurePath, words, value: item.measure, problem: model.problem(item.measurePath))
      }
    } else {
      p { "原因：\(item.reason.isEmpty ? "没有写" : item.reason)" }
      if item.light == .red || !item.measure.isEmpty { p { "措施：\(item.measure.isEmpty ? "没有写" : item.measure)" } }
    }
  }
}
