/// A message that stays: what happened in bold, then where and what to do.
func message(
  _ tone: Tone, _ bold: String, _ rest: HTML = .empty, sign: Icon? = nil, id: String? = nil, details: HTML = .empty,
  action: HTML = .empty
) -> HTML {
  let signs: [Tone: Icon] = [.good: .ok, .warning: .warning, .bad: .error, .info: .hint, .accent: .hint, .plain: .hint]
  return div(.class(tone == .plain ? "msg" : "msg " + tone.rawValue), .id(id), .role(tone == .bad ? "alert" : "status"))
  {
    icon(sign ?? signs[tone] ?? .hint)
    div {
      p {
        b { bold }
        rest
      }
      if !details.isEmpty { p(.class("sm")) { details } }
    }
    if !action.isEmpty { div(.class("acts")) { action } }
  }
}

/// A field that was not accepted: its id and the words that stand beside it too.
struct Problem: Hashable, Sendable {
  var field: String
  var words: String
  init(_ field: String, _ words: String) {
    self.field = field
    self.words = words
  }
}

/// After a form was not accepted: on top of the page, every problem a link to its field.
func errorSummary(_ problems: [Problem], title: String? = nil, id: String? = nil) -> HTML {
  guard !problems.isEmpty else { return .empty }
  return div(.class("errsum"), .id(id), .role("alert"), .tabIndex("-1")) {
    h2 { title ?? "还有 \(problems.count) 处要改" }
    ul { for problem in problems { li { a(.href("#" + problem.field)) { problem.words } } } }
  }
}

/// Only for what was just done and can be undone.
func toast(_ words: String, undo: String? = nil) -> HTML {
  span(.class("toast"), .role("status")) {
    words
    if let undo { a(.href(undo)) { "撤销" } }
  }
}

/// Asks before what cannot be undone. The safe button comes first and is what Esc does.
func dialog(id: String, title: String, words: String, safe: String, danger: String) -> HTML {
  div(.class("dlg"), .role("dialog"), .ariaLabelledBy(id)) {
    header {
      h3(.id(id)) { title }
      button(.class("link"), .type("button"), .ariaLabel("关闭")) { "✕" }
    }
    div(.class("in")) { p { words } }
    footer {
      button(.class("btn"), .type("button")) { safe }
      button(.class("btn stop"), .type("button")) { danger }
    }
  }
}

/// How far a long job is; `total` nil while the number of parts is not known.
func progressBar(done: Int, total: Int, isGood: Bool = false) -> HTML {
  progress(.class(isGood ? "good" : nil), .value(String(done)), .max(String(Swift.max(total, 1)))) {
    "\(done) / \(total)"
  }
}
