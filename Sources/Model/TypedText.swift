/// What a person types or pastes, brought to the one writing the forms use.
public enum TypedText {
  /// A piece of text: no control characters, no blanks around it; ends of lines stay.
  public static func words(_ typed: String) -> String {
    var out = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in typed.unicodeScalars {
      defer { last = scalar }
      switch scalar.value {
      case 0x0A: if last != "\r" { out.append("\n") }
      case 0x0D: out.append("\n")
      case 0x09: out.append(" ")
      case 0..<0x20, 0x7F..<0xA0, 0xFEFF, 0x200B...0x200F, 0x2028...0x202E: break
      default: out.append(scalar)
      }
    }
    return trimmed(out)
  }

  /// A target or result: full-width figures and signs as ASCII, `>=` and ≧ as ≥, a sign behind the figure before it.
  public static func value(_ typed: String) -> String {
    let text = signs(halfWidth(words(typed)))
    let quantity = Quantity(text)
    guard quantity.notes.contains(.misplacedComparator) else { return text }
    return quantity.standardText
  }

  /// A figure: `１,０４８．７１`, `（3.2）` for −3.2, `30 万元` where `units` has 万元.
  /// - Returns: nil when it is anything else; nothing typed is no figure either.
  public static func figure(_ typed: String, units: [String] = []) -> ExactDecimal? {
    var text = halfWidth(words(typed)).filter { !$0.isWhitespace }
    for unit in units where text.hasSuffix(unit) && !unit.isEmpty {
      text.removeLast(unit.count)
      break
    }
    var isNegative = false
    if text.hasPrefix("("), text.hasSuffix(")"), text.count > 2 {
      text = String(text.dropFirst().dropLast())
      isNegative = true
    }
    for sign in ["−", "–", "—", "﹣"] where text.hasPrefix(sign) { text = "-" + text.dropFirst() }
    guard let plain = withoutThousands(text), let figure = ExactDecimal(plain) else { return nil }
    guard isNegative else { return figure }
    return figure.isNegative ? nil : -figure
  }

  /// Takes the marks between thousands away; nil where they part anything else.
  private static func withoutThousands(_ text: String) -> String? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1 else { return text }
    guard let first = groups.first, let last = groups.last else { return nil }
    let digits = first.drop { $0 == "-" || $0 == "+" }
    guard (1...3).contains(digits.count) else { return nil }
    for group in groups.dropFirst().dropLast() where group.count != 3 { return nil }
    guard last.prefix(while: { $0 != "." }).count == 3, !first.contains(".") else { return nil }
    return groups.joined()
  }

  /// Full-width letters, figures and signs as ASCII; words keep their own punctuation.
  static func halfWidth(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF05, 0xFF0B, 0xFF0D, 0xFF0E, 0xFF1C...0xFF1E, 0xFF0F:
        out.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0xFF08 where isFigures(text), 0xFF09 where isFigures(text), 0xFF0C where isFigures(text):
        out.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// Nothing but figures and the signs around them: there a full-width comma parts thousands, not clauses.
  private static func isFigures(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x30...0x39, 0xFF10...0xFF19, 0x20, 0x3000, 0xA0: true
      default: "+-−–.,%()（），．％＋－万亿元分".unicodeScalars.contains(scalar)
      }
    }
  }

  private static func signs(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "=") || $0 == 0xE2 }) else { return text }
    var out = text
    for (from, to) in [
      (">=", "≥"), ("=>", "≥"), ("<=", "≤"), ("=<", "≤"), ("≧", "≥"), ("⩾", "≥"), ("≦", "≤"), ("⩽", "≤"),
    ] {
      while let range = out.firstRange(of: from) { out.replaceSubrange(range, with: to) }
    }
    return out
  }

  private static func trimmed(_ scalars: String.UnicodeScalarView) -> String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
    guard let first = scalars.firstIndex(where: { !isBlank($0) }), let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
