/// How printed words are compared and cleaned: by scalars, never by patterns.
enum Wording {
  /// The text as printed, without the blanks and line breaks that layout put inside it.
  ///
  /// A blank stays only between two ASCII letters or digits, where it parts words; in a short text a line break between
  /// digits is one that layout put inside a number.
  static func printed(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var gap = false
    var broken = false
    let isShort = text.unicodeScalars.count <= 20
    for scalar in text.unicodeScalars {
      if isBlank(scalar) {
        gap = true
        if scalar == "\n" { broken = true }
        continue
      }
      if gap, let last = out.last, isWord(last), isWord(scalar) {
        let isNumber = isShort && broken && isDigit(last) && isDigit(scalar)
        if !isNumber { out.append(" ") }
      }
      gap = false
      broken = false
      out.append(scalar)
    }
    return String(out)
  }

  /// The text without any blank: codes and numbers.
  static func unspaced(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isBlank(scalar) { out.append(folded(scalar)) }
    return String(out)
  }

  /// What two spellings of a label have in common: half width, no blanks, no punctuation, no bracketed remarks, no
  /// ordinal in front. A label that is nothing but brackets keeps their content.
  static func key(_ text: String) -> String {
    let bare = key(text, brackets: false)
    return bare.isEmpty ? key(text, brackets: true) : bare
  }

  private static func key(_ text: String, brackets: Bool) -> String {
    var out = String.UnicodeScalarView()
    var depth = 0
    for scalar in text.unicodeScalars {
      let scalar = folded(scalar)
      switch scalar {
      case "(", "[", "【", "〔", "﹝": depth += 1
      case ")", "]", "】", "〕", "﹞": depth = max(0, depth - 1)
      default:
        guard depth == 0 || brackets, !isBlank(scalar), !isPunctuation(scalar) else { continue }
        out.append(scalar)
      }
    }
    return dropOrdinal(String(out), of: text)
  }

  /// Takes `1` of `1.数量` or `一` of `一、目标` away; the printed text tells an ordinal from a number.
  private static func dropOrdinal(_ key: String, of text: String) -> String {
    var ordinal = 0
    for scalar in text.unicodeScalars {
      let scalar = folded(scalar)
      if isBlank(scalar) || scalar == "(" { continue }
      if isDigit(scalar) || chineseDigits.contains(scalar) {
        ordinal += 1
        continue
      }
      guard ordinal > 0, ordinal <= 3, scalar == "." || scalar == "、" || scalar == ")" || scalar == "．" else {
        return key
      }
      break
    }
    guard ordinal > 0 else { return key }
    let scalars = key.unicodeScalars
    var head = scalars.startIndex
    var left = ordinal
    while left > 0, head < scalars.endIndex, isDigit(scalars[head]) || chineseDigits.contains(scalars[head]) {
      head = scalars.index(after: head)
      left -= 1
    }
    return head < scalars.endIndex ? String(scalars[head...]) : key
  }

  /// Full-width letters, digits and signs as half-width ones.
  static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x3000: " "
    case 0x2267: "≥"
    case 0x2266: "≤"
    default: scalar
    }
  }

  static func folded(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { out.append(folded(scalar)) }
    return String(out)
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0xA0, 0x3000, 0x2000...0x200B, 0x2028, 0x2029, 0xFEFF: true
    default: false
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || (scalar >= "a" && scalar <= "z") || (scalar >= "A" && scalar <= "Z")
  }

  private static let punctuation = Set(":：,，.。、;；·*＊#“”\"'‘’《》<>_|┃—！!？?".unicodeScalars)
  static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool { punctuation.contains(scalar) }
  static let chineseDigits = Set("一二三四五六七八九十".unicodeScalars)

  /// The same text without digits at its end: `数量指标12` is `数量指标`.
  static func withoutNumber(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    while let last = scalars.last, isDigit(folded(last)) || ("①"..."⑳").contains(last) { scalars.removeLast() }
    return String(Substring(scalars))
  }

  /// The number at the end of a text, in Arabic or Chinese digits: 1 of `年度目标1`.
  static func number(atEndOf text: String) -> Int? {
    var digits = ""
    for scalar in text.unicodeScalars.reversed() {
      let scalar = folded(scalar)
      guard isDigit(scalar) else { break }
      digits.unicodeScalars.insert(scalar, at: digits.unicodeScalars.startIndex)
    }
    if digits.isEmpty, let last = text.unicodeScalars.last, chineseDigits.contains(last) {
      return Array("一二三四五六七八九十".unicodeScalars).firstIndex(of: last).map { $0 + 1 }
    }
    return digits.utf8.count <= 2 ? Int(digits) : nil
  }

  /// The first year 1990…2099 written with four digits, and where it ends.
  static func year(in text: String) -> Int? {
    var run: [Unicode.Scalar] = []
    func value() -> Int? {
      guard run.count == 4 || run.count == 6 else { return nil }
      let year = run.prefix(4).reduce(0) { $0 * 10 + Int($1.value) - 48 }
      return (1990...2099).contains(year) ? year : nil
    }
    for scalar in text.unicodeScalars {
      let scalar = folded(scalar)
      if isBlank(scalar) { continue }
      if isDigit(scalar) {
        run.append(scalar)
      } else {
        if let year = value() { return year }
        run = []
      }
    }
    return value()
  }

  /// Whether `text` has nothing to say: empty, or only marks such as `.....`.
  static func isEmptyMark(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      isBlank($0) || isPunctuation($0) || $0 == "…" || $0 == "-" || $0 == "/" || $0 == "\\" || $0 == "."
    }
  }

  /// How alike two texts are, 0…1, by the pairs of neighbouring scalars they share.
  static func likeness(_ left: String, _ right: String) -> Double { likeness(Pairs(left), Pairs(right)) }

  /// - Complexity: O(pairs of both).
  static func likeness(_ left: Pairs, _ right: Pairs) -> Double {
    let (a, b) = (left.sorted, right.sorted)
    guard !a.isEmpty, !b.isEmpty else { return a.isEmpty && b.isEmpty ? 1 : 0 }
    var (shared, i, j) = (0, 0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] { shared += 1 }
      let (x, y) = (a[i], b[j])
      if x <= y { i += 1 }
      if y <= x { j += 1 }
    }
    return 2 * Double(shared) / Double(a.count + b.count)
  }

  /// The pairs of neighbouring scalars at the beginning of a text, in order of their values.
  struct Pairs: Hashable {
    fileprivate let sorted: [UInt64]

    init(_ text: String) {
      let scalars = Array(text.unicodeScalars.prefix(200))
      let pairs =
        scalars.count > 1
        ? (1..<scalars.count).map { UInt64(scalars[$0 - 1].value) << 32 | UInt64(scalars[$0].value) }
        : scalars.map { UInt64($0.value) }
      sorted = pairs.sorted()
    }
  }
}
