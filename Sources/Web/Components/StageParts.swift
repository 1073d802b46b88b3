import Lifecycle

/// What can be done to a stage of the year, as buttons that send one plain form to `/stages/{id}/step`.
struct StageBar: Sendable {
  /// One step that the person's role may take.
  struct Button: Hashable, Sendable {
    var event: String
    var name: String
    var needsOpinion = false
    /// Why it cannot be taken now and who can help; nil when nothing forbids it.
    var refusal: String?
    /// The gate that forbids it, which a signed paper may open.
    var gate: Gate?

    /// Sends back or refuses: only outlined, and never the main button.
    var isDanger: Bool { ["return", "reject", "refuse", "send-back"].contains { event.hasPrefix($0) } }
  }

  /// Identifier of the stage.
  var stage: String
  /// Number of the stage that the page shows; a step on an older one is refused as stale.
  var number: Int
  var token: String
  var buttons: [Button]
  /// Where to go after the step; the page of the stage when nil.
  var back: String?
  /// What stands over the buttons: whose turn it is, until when.
  var lead: String
  /// Further fields of the form, with labels of their own.
  var fields: HTML = .empty
}

/// The steps of a stage in a panel: the opinion, what cannot be done and why, the buttons.
/// - Parameter isMain: whether the page's main button is among them.
func stagePanel(_ bar: StageBar, title: String = "办理", isMain: Bool = true) -> HTML {
  panel(title, id: "steps") {
    p { bar.lead }
    if !bar.buttons.isEmpty { stageForm(bar, isMain: isMain) }
  }
}

/// The form alone, for pages that bring their own frame.
/// - Parameter action: where it is sent when a page adds something of its own to the step.
func stageForm(_ bar: StageBar, action: String? = nil, isMain: Bool = true) -> HTML {
  // What sends back or refuses stands last.
  let able = bar.buttons.filter { $0.refusal == nil }
  let open = able.filter { !$0.isDanger } + able.filter(\.isDanger)
  let closed = bar.buttons.filter { $0.refusal != nil }
  let gated = closed.filter { $0.gate != nil }
  let mainEvent = isMain ? open.first { !$0.isDanger }?.event : nil
  return form(.method("post"), .action(action ?? "/stages/\(bar.stage)/step"), .class("stack mt")) {
    tokenField(bar.token)
    hiddenField("number", String(bar.number))
    if let back = bar.back { hiddenField("back", back) }
    if !open.isEmpty || !gated.isEmpty {
      bar.fields
      opinionField(open + gated)
    }
    if !gated.isEmpty { paperFields(gated) }
    for button in closed {
      p(.class("sub sm"), .id("why-\(button.event)")) { "“\(button.name)”现在不能办：\(button.refusal ?? "")" }
    }
    div(.class("row")) {
      for button in open {
        submitButton(
          button.name, button.isDanger ? .danger : button.event == mainEvent ? .main : .plain, name: "event",
          value: button.event)
      }
      for button in closed {
        if button.gate == nil {
          disabledButton(button.name, reason: "why-\(button.event)")
        } else {
          submitButton("凭例外文件\(button.name)", .danger, name: "event", value: button.event)
        }
      }
    }
  }
}

/// The paper that opens a closed gate: which gate, its number, who signed it, why.
private func paperFields(_ gated: [StageBar.Button]) -> HTML {
  var gates: [Gate] = []
  for gate in gated.compactMap(\.gate) where !gates.contains(gate) { gates.append(gate) }
  return details {
    summary { "关口没有开，但有签批的例外文件" }
    div(.class("stack mt")) {
      div(.class("field")) {
        label(.for("exception_gate")) { "要打开的关口" }
        select(.class("ctl"), .id("exception_gate"), .name("exception_gate")) {
          option(.value("")) { "不用例外" }
          for gate in gates { option(.value(gate.rawValue)) { gate.why } }
        }
      }
      for (name, words) in [
        ("exception_document", "文件号"), ("exception_signer", "签批人的账号"), ("exception_reason", "理由"),
      ] {
        div(.class("field")) {
          label(.for(name)) { words }
          input(.class("ctl"), .id(name), .name(name), .maxLength("200"))
        }
      }
      p(.class("sub sm")) { "签批人要有签批权限，不能是经办人自己，也不能写过这个项目；文件号和理由记入总台账。" }
    }
  }
}

private func opinionField(_ buttons: [StageBar.Button]) -> HTML {
  let needing = buttons.filter(\.needsOpinion).map(\.name)
  return div(.class("field")) {
    label(.for("opinion")) {
      "办理意见"
      span(.class("req")) { needing.count == buttons.count ? "必填" : "可空" }
    }
    if !needing.isEmpty && needing.count < buttons.count {
      span(.class("help"), .id("opinion-h")) { "\(needing.joined(separator: "、"))要写明意见。" }
    }
    textarea(
      .class("ctl"), .id("opinion"), .name("opinion"), .attribute("rows", "3"), .maxLength("2000"),
      .ariaDescribedBy(!needing.isEmpty && needing.count < buttons.count ? "opinion-h" : nil))
  }
}

/// A cell that was sent back, in words.
struct ReturnNote: Hashable, Sendable {
  /// Section, row and field of the cell.
  var place: String
  /// Fragment of the cell on the page that shows the form; nil where the page does not show it.
  var anchor: String?
  var reason: String
  var words: String
  var proposed: String?
  var basis: String?
  /// Who sent it back and when.
  var by: String
}

/// The cells that were sent back, each with the reviewer's words.
func returnNotes(_ notes: [ReturnNote]) -> HTML {
  .group(
    notes.map { note in
      div(.class("retnote")) {
        p {
          b {
            icon(.back)
            " 退回："
            if let anchor = note.anchor { a(.href("#" + anchor)) { note.place } } else { .text(note.place) }
          }
        }
        p { "\(note.reason)。\(note.words)" }
        if let proposed = note.proposed, !proposed.isEmpty { p { "建议改成 \(proposed)" } }
        p(.class("sub xs")) { note.by + (note.basis.map { "　依据 \($0)" } ?? "") }
      }
    })
}
