/// One field of a form: label above, help under it, the control, then what stands beside it.
struct Field: Sendable {
  enum Remark: Hashable, Sendable {
    case error(String)
    case warning(String)
    case good(String)
  }
  var id: String
  var label: String
  var value: String = ""
  var help: String?
  /// 必填, 可空; nil for nothing.
  var demand: String?
  /// Unit behind the control: 万元.
  var unit: String?
  var isFigure = false
  var isReadOnly = false
  var remark: Remark?
  /// Comparisons under the control: last year, peers, the sum it must meet.
  var beside: [HTML] = []
  /// The reviewer's words when this field was sent back.
  var returned: Returned?
  /// Further attributes of the control: type, autocomplete.
  var attributes: [HTML.Attribute] = []

  init(_ id: String, _ label: String) {
    self.id = id
    self.label = label
  }

  /// A field that a reviewer sent back.
  struct Returned: Hashable, Sendable {
    var reason: String
    var words: String
    var by: String
    var suggestion: String?
  }
}

func field(_ field: Field) -> HTML {
  var described: [String] = []
  if field.help != nil { described.append(field.id + "-h") }
  if field.remark != nil { described.append(field.id + "-e") }
  if !field.beside.isEmpty { described.append(field.id + "-b") }
  if field.returned != nil { described.append(field.id + "-r") }
  var isError = false
  if case .error = field.remark { isError = true }
  let control = HTML.element(
    HTML.Tag("input", isVoid: true),
    [
      .class(field.isFigure ? "ctl n" : "ctl"), .id(field.id), .name(field.id),
      .value(field.value.isEmpty ? nil : field.value),
      .when(field.isFigure, .inputmode("decimal")), .when(field.isReadOnly, .readonly),
      .when(isError, .ariaInvalid("true")),
      .ariaDescribedBy(described.isEmpty ? nil : described.joined(separator: " ")),
    ] + field.attributes, .empty)
  return div(.class(isError ? "field has-err" : "field")) {
    label(.for(field.id)) {
      field.label
      if let demand = field.demand { span(.class("req")) { demand } }
    }
    if let help = field.help { span(.class("help"), .id(field.id + "-h")) { help } }
    if let unit = field.unit {
      div(.class("aff")) {
        control
        span(.class("u")) { unit }
      }
    } else {
      control
    }
    remark(field)
    if !field.beside.isEmpty {
      span(.class("beside"), .id(field.id + "-b")) { for note in field.beside { span { note } } }
    }
    if let returned = field.returned { note(returned, id: field.id + "-r") }
  }
}

private func remark(_ field: Field) -> HTML {
  let id = field.id + "-e"
  switch field.remark {
  case nil: return .empty
  case .error(let words): return remark("err", id, icon(.error, label: "错误"), words)
  case .warning(let words): return remark("err w", id, icon(.warning, label: "提醒"), words)
  case .good(let words): return remark("err g", id, icon(.ok, label: "可以"), words)
  }
}

private func remark(_ style: String, _ id: String, _ sign: HTML, _ words: String) -> HTML {
  span(.class(style), .id(id)) {
    sign
    span { words }
  }
}

private func note(_ returned: Field.Returned, id: String) -> HTML {
  div(.class("retnote"), .id(id)) {
    p {
      b {
        icon(.back)
        " 退回：\(returned.reason)"
      }
    }
    p { returned.words }
    p(.class("sub xs")) { returned.by }
    p(.class("row")) {
      if let suggestion = returned.suggestion { button(.class("btn s"), .type("button")) { "改成 \(suggestion)" } }
      button(.class("btn s"), .type("button")) { "保留，写理由" }
    }
  }
}

/// A choice of a list.
struct Choice: Hashable, Sendable {
  var value: String
  var words: String
  init(_ value: String, _ words: String) {
    self.value = value
    self.words = words
  }
}

/// A list to choose from, with its label; the first choice is the one without a value.
func selection(id: String, label words: String, name: String, choices: [Choice], chosen: String) -> HTML {
  .group([
    label(.for(id)) { words },
    select(.id(id), .name(name)) {
      for choice in choices {
        option(.value(choice.value), .when(choice.value == chosen, .selected)) { choice.words }
      }
    },
  ])
}
