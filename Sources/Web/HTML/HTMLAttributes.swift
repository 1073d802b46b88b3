extension HTML.Attribute {
  /// Left out when rendered.
  static let none = HTML.Attribute(name: nil, value: nil)
  /// An attribute only under a condition.
  static func when(_ condition: Bool, _ attribute: HTML.Attribute) -> HTML.Attribute {
    condition ? attribute : none
  }
  /// A name and a value; left out when the value is nil.
  static func attribute(_ name: StaticString, _ value: String?) -> HTML.Attribute {
    value == nil ? none : HTML.Attribute(name: name, value: value)
  }
  private static func flag(_ name: StaticString) -> HTML.Attribute { HTML.Attribute(name: name, value: nil) }

  static let autofocus = flag("autofocus")
  static let checked = flag("checked")
  static let disabled = flag("disabled")
  static let hidden = flag("hidden")
  static let multiple = flag("multiple")
  static let open = flag("open")
  static let readonly = flag("readonly")
  static let required = flag("required")
  static let selected = flag("selected")
  static let deferred = flag("defer")
  static func colspan(_ count: Int) -> HTML.Attribute { count > 1 ? attribute("colspan", String(count)) : none }
  static func rowspan(_ count: Int) -> HTML.Attribute { count > 1 ? attribute("rowspan", String(count)) : none }
  static func accept(_ value: String?) -> HTML.Attribute { attribute("accept", value) }
  static func action(_ value: String?) -> HTML.Attribute { attribute("action", value) }
  static func ariaBusy(_ value: String?) -> HTML.Attribute { attribute("aria-busy", value) }
  static func ariaCurrent(_ value: String?) -> HTML.Attribute { attribute("aria-current", value) }
  static func ariaDescribedBy(_ value: String?) -> HTML.Attribute { attribute("aria-describedby", value) }
  static func ariaHidden(_ value: String?) -> HTML.Attribute { attribute("aria-hidden", value) }
  static func ariaLabel(_ value: String?) -> HTML.Attribute { attribute("aria-label", value) }
  static func ariaLabelledBy(_ value: String?) -> HTML.Attribute { attribute("aria-labelledby", value) }
  static func ariaLive(_ value: String?) -> HTML.Attribute { attribute("aria-live", value) }
  static func ariaSort(_ value: String?) -> HTML.Attribute { attribute("aria-sort", value) }
  static func ariaInvalid(_ value: String?) -> HTML.Attribute { attribute("aria-invalid", value) }
  static func autocomplete(_ value: String?) -> HTML.Attribute { attribute("autocomplete", value) }
  static func `class`(_ value: String?) -> HTML.Attribute { attribute("class", value) }
  static func datetime(_ value: String?) -> HTML.Attribute { attribute("datetime", value) }
  static func enctype(_ value: String?) -> HTML.Attribute { attribute("enctype", value) }
  static func `for`(_ value: String?) -> HTML.Attribute { attribute("for", value) }
  static func form(_ value: String?) -> HTML.Attribute { attribute("form", value) }
  static func href(_ value: String?) -> HTML.Attribute { attribute("href", value) }
  static func id(_ value: String?) -> HTML.Attribute { attribute("id", value) }
  static func inputmode(_ value: String?) -> HTML.Attribute { attribute("inputmode", value) }
  static func lang(_ value: String?) -> HTML.Attribute { attribute("lang", value) }
  static func max(_ value: String?) -> HTML.Attribute { attribute("max", value) }
  static func maxLength(_ value: String?) -> HTML.Attribute { attribute("maxlength", value) }
  static func method(_ value: String?) -> HTML.Attribute { attribute("method", value) }
  static func name(_ value: String?) -> HTML.Attribute { attribute("name", value) }
  static func placeholder(_ value: String?) -> HTML.Attribute { attribute("placeholder", value) }
  static func preserveAspectRatio(_ value: String?) -> HTML.Attribute { attribute("preserveAspectRatio", value) }
  static func rel(_ value: String?) -> HTML.Attribute { attribute("rel", value) }
  static func role(_ value: String?) -> HTML.Attribute { attribute("role", value) }
  static func scope(_ value: String?) -> HTML.Attribute { attribute("scope", value) }
  static func size(_ value: String?) -> HTML.Attribute { attribute("size", value) }
  static func src(_ value: String?) -> HTML.Attribute { attribute("src", value) }
  static func tabIndex(_ value: String?) -> HTML.Attribute { attribute("tabindex", value) }
  static func title(_ value: String?) -> HTML.Attribute { attribute("title", value) }
  static func type(_ value: String?) -> HTML.Attribute { attribute("type", value) }
  static func value(_ value: String?) -> HTML.Attribute { attribute("value", value) }
  static func viewBox(_ value: String?) -> HTML.Attribute { attribute("viewBox", value) }
}
