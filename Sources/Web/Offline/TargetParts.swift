import Model

/// A target in three cells: sign, value, unit. Put together again it is the text it was.
struct TargetParts: Hashable, Sendable {
  var sign = ""
  var value = ""
  var unit = ""

  static let signs = ["≥", "≤", "=", ">", "<"]
  /// A longer ending is no unit but a sentence.
  private static let unitMax = 6

  init(_ text: String) {
    var rest = text[...]
    if let sign = Self.signs.first(where: { rest.hasPrefix($0) }) {
      self.sign = sign
      rest = rest.dropFirst(sign.count)
    }
    let figure = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let ending = rest.dropFirst(figure.count)
    let isUnit =
      ending.count <= Self.unitMax
      && !ending.contains { $0.isASCII && $0.isNumber || $0.isWhitespace || $0.isPunctuation && $0 != "%" }
    if !figure.isEmpty, figure.first != ".", figure.last != ".", isUnit {
      (value, unit) = (String(figure), String(ending))
    } else {
      value = String(rest)
    }
    if joined != text { self = TargetParts(whole: text) }
  }

  private init(whole: String) { value = whole }

  init(sign: String, value: String, unit: String) {
    self.sign = TypedText.words(sign)
    self.value = TypedText.words(value)
    self.unit = TypedText.words(unit)
  }

  /// The three as one text; what is typed twice stands once.
  var joined: String {
    let hasSign = Self.signs.contains { value.hasPrefix($0) }
    let hasUnit = !unit.isEmpty && value.hasSuffix(unit)
    return (hasSign || value.isEmpty ? "" : sign) + value + (hasUnit || value.isEmpty ? "" : unit)
  }
}
