/// Weight of a button. A page has one main button; a dangerous one is only outlined.
enum ButtonStyle: String, Sendable, CaseIterable {
  case plain = "btn"
  case main = "btn go"
  case danger = "btn stop"
  case small = "btn s"
  case smallMain = "btn s go"
  case wideMain = "btn go wide"
  case link = "link"
}

func buttonLink(_ words: String, href: String, _ style: ButtonStyle = .plain) -> HTML {
  a(.class(style.rawValue), .href(href)) { words }
}

/// Sends the form it stands in, with `name=value` when they are given.
func submitButton(
  _ words: String, _ style: ButtonStyle = .main, name: String? = nil, value: String? = nil, form: String? = nil
) -> HTML {
  button(.class(style.rawValue), .type("submit"), .name(name), .value(value), .form(form)) { words }
}

/// A button that cannot be used now. What stands beside it must say why; `reason` is the id of those words.
func disabledButton(_ words: String, reason: String? = nil) -> HTML {
  button(.class("btn"), .type("button"), .disabled, .ariaDescribedBy(reason)) { words }
}

/// The token that proves that a form was sent from our own page.
func tokenField(_ token: String) -> HTML { input(.type("hidden"), .name("csrf"), .value(token)) }

func hiddenField(_ name: String, _ value: String) -> HTML { input(.type("hidden"), .name(name), .value(value)) }

/// A form of one button, for what changes something: signing out, verifying.
func postButton(
  _ words: String, to action: String, token: String, _ style: ButtonStyle = .plain, fields: [(String, String)] = []
) -> HTML {
  form(.method("post"), .action(action), .class("one")) {
    tokenField(token)
    for (name, value) in fields { hiddenField(name, value) }
    submitButton(words, style)
  }
}
