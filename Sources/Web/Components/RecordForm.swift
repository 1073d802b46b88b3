/// A form that makes or changes one record: fields one below the other, the problem beside the field it is about, and a
/// button that says what happens.
struct RecordForm: Sendable {
  enum Item: Sendable {
    case field(Field)
    case choice(ChoiceField)
    case options(OptionField)
    /// Several lines of text; the field's attributes are not used.
    case text(Field)
    case hidden(String, String)
    case words(HTML)
  }
  var action: String
  var items: [Item]
  var button: String
  var style = ButtonStyle.main
  /// Back to where the person came from.
  var cancel: String?
  /// What happens when it is sent, below the button.
  var note: String?
}

/// A list to choose one from.
struct ChoiceField: Sendable {
  var id: String
  var label: String
  var choices: [Choice]
  var chosen = ""
  var help: String?
  var demand: String?
  var problem: String?
}

/// A few ways of which one is chosen, each with a sentence.
struct OptionField: Sendable {
  struct Option: Sendable {
    var value: String
    var words: String
    var help: String?
  }
  var name: String
  var label: String
  var options: [Option]
  var chosen: String
  var problem: String?
}

func recordForm(_ model: RecordForm, token: String, problems: [Problem]) -> HTML {
  form(.method("post"), .action(model.action)) {
    tokenField(token)
    for item in model.items { html(item, problems) }
    p(.class("row mt-4")) {
      submitButton(model.button, model.style)
      if let cancel = model.cancel { a(.href(cancel)) { "不办了，返回" } }
    }
    if let note = model.note { p(.class("sub sm mt")) { note } }
  }
}

private func html(_ item: RecordForm.Item, _ problems: [Problem]) -> HTML {
  func problem(_ id: String) -> String? { problems.first { $0.field == id }?.words }
  switch item {
  case .field(var made):
    if let words = problem(made.id) { made.remark = .error(words) }
    return field(made)
  case .choice(var made):
    made.problem = problem(made.id) ?? made.problem
    return choiceField(made)
  case .options(var made):
    made.problem = problem(made.name) ?? made.problem
    return optionField(made)
  case .text(let made): return textField(made, problem: problem(made.id))
  case .hidden(let name, let value): return hiddenField(name, value)
  case .words(let words): return div(.class("field")) { words }
  }
}

private func described(_ id: String, help: Bool, problem: Bool) -> String? {
  let parts = (help ? [id + "-h"] : []) + (problem ? [id + "-e"] : [])
  return parts.isEmpty ? nil : parts.joined(separator: " ")
}

private func labelOf(_ id: String, _ words: String, _ demand: String?, _ help: String?) -> HTML {
  .group([
    label(.for(id)) {
      words
      if let demand { span(.class("req")) { demand } }
    },
    help.map { words in span(.class("help"), .id(id + "-h")) { words } } ?? .empty,
  ])
}

private func problemBeside(_ id: String, _ problem: String?) -> HTML {
  guard let problem else { return .empty }
  return span(.class("err"), .id(id + "-e")) {
    icon(.error, label: "错误")
    span { problem }
  }
}

func choiceField(_ model: ChoiceField) -> HTML {
  div(.class(model.problem == nil ? "field" : "field has-err")) {
    labelOf(model.id, model.label, model.demand, model.help)
    select(
      .class("ctl"), .id(model.id), .name(model.id), .when(model.problem != nil, .ariaInvalid("true")),
      .ariaDescribedBy(described(model.id, help: model.help != nil, problem: model.problem != nil))
    ) {
      for choice in model.choices {
        option(.value(choice.value), .when(choice.value == model.chosen, .selected)) { choice.words }
      }
    }
    problemBeside(model.id, model.problem)
  }
}

/// Several lines of text with their label.
func textField(_ model: Field, problem: String? = nil) -> HTML {
  div(.class(problem == nil ? "field" : "field has-err")) {
    labelOf(model.id, model.label, model.demand, model.help)
    textarea(
      .class("ctl"), .id(model.id), .name(model.id), .when(problem != nil, .ariaInvalid("true")),
      .ariaDescribedBy(described(model.id, help: model.help != nil, problem: problem != nil))
    ) { model.value }
    problemBeside(model.id, problem)
  }
}

func optionField(_ model: OptionField) -> HTML {
  fieldset(.class("field"), .id(model.name)) {
    element("legend", .class("lab")) { model.label }
    div(.class("opts")) {
      for choice in model.options {
        label(.class("opt")) {
          input(
            .type("radio"), .name(model.name), .value(choice.value), .when(choice.value == model.chosen, .checked))
          span {
            choice.words
            if let help = choice.help { span(.class("help")) { help } }
          }
        }
      }
    }
    problemBeside(model.name, model.problem)
  }
}

/// A field for a unit: the browser offers those of the list while one types its name or code.
func unitField(_ id: String, _ label: String, value: String, help: String? = nil, demand: String? = nil) -> Field {
  var made = Field(id, label)
  made.value = value
  made.help = help
  made.demand = demand
  made.attributes = [.attribute("list", "unit-list"), .autocomplete("off")]
  return made
}

/// What fields of units offer; stands once on a page.
func unitList(_ names: [String]) -> HTML {
  element("datalist", .id("unit-list")) { for name in names { option(.value(name)) { name } } }
}
