internal import Model

/// Characters of printed text as scalars: what the readers of running text compare and cut.
typealias Scalars = [Unicode.Scalar]

extension Unicode.Scalar {
  /// Blank of any width, tabulator or line feed.
  var isPrintedBlank: Bool {
    switch value {
    case 0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0xA0, 0x3000, 0x2002...0x200B, 0xFEFF: true
    default: false
    }
  }

  /// Half-width twin of a full-width letter, digit or sign; itself otherwise.
  var halfWidth: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
    case 0x3000: " "
    default: self
    }
  }

  var isDigit: Bool { ("0"..."9").contains(halfWidth) }
  var isHan: Bool { (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value) || value == 0x3007 }
  /// Columns the character takes in a printed line.
  var printedWidth: Int { value < 0x2E80 && !(0x2460...0x24FF).contains(value) ? 1 : 2 }
  var isChineseNumeral: Bool { "〇零一二三四五六七八九十百".unicodeScalars.contains(self) }
}

extension Array where Element == Unicode.Scalar {
  init(_ text: String) { self = Array(text.unicodeScalars) }

  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: self)
    return String(view)
  }

  /// Without any blank: layout puts them between digits and characters.
  var withoutBlanks: Scalars { filter { !$0.isPrintedBlank } }
  /// Full-width letters, digits and signs made half-width; for comparing, never for keeping.
  var folded: Scalars { map(\.halfWidth) }
  var printedWidth: Int { reduce(0) { $0 + $1.printedWidth } }

  /// Whether `other` stands at `index`, full and half width taken as equal.
  func has(_ other: Scalars, at index: Int) -> Bool {
    guard index >= 0, index + other.count <= count else { return false }
    for offset in 0..<other.count where self[index + offset].halfWidth != other[offset].halfWidth { return false }
    return true
  }

  func has(_ other: String, at index: Int) -> Bool {
    guard index >= 0, index < count else { return other.isEmpty && index == count }
    var at = index
    for scalar in other.unicodeScalars {
      guard at < count, self[at] == scalar || self[at].halfWidth == scalar.halfWidth else { return false }
      at += 1
    }
    return true
  }
  func starts(with other: Scalars) -> Bool { has(other, at: 0) }
  func starts(with text: String) -> Bool { has(text, at: 0) }
  func ends(with text: String) -> Bool {
    has(text, at: count - text.unicodeScalars.count)
  }

  /// First index at or after `start` where `text` stands.
  func find(_ text: String, from start: Int = 0) -> Int? { find(Scalars(text), from: start) }

  func find(_ other: Scalars, from start: Int = 0) -> Int? {
    guard !other.isEmpty, count >= other.count, start >= 0, start <= count - other.count else { return nil }
    let first = other[0].halfWidth
    return withUnsafeBufferPointer { text in
      other.withUnsafeBufferPointer { other in
        for index in start...(text.count - other.count) where text[index].halfWidth == first {
          var matched = 1
          while matched < other.count, text[index + matched].halfWidth == other[matched].halfWidth { matched += 1 }
          if matched == other.count { return index }
        }
        return nil
      }
    }
  }

  /// First of several texts at or after `start`: its index and which one it is.
  func findAny(_ texts: [String], from start: Int = 0) -> (index: Int, text: String)? {
    var best: (index: Int, text: String)?
    for text in texts {
      guard let index = find(text, from: start) else { continue }
      if best == nil || index < best!.index || (index == best!.index && text.utf8.count > best!.text.utf8.count) {
        best = (index, text)
      }
    }
    return best
  }

  func contains(_ text: String) -> Bool { find(text) != nil }

  func slice(_ range: Range<Int>) -> Scalars { Scalars(self[range.clamped(to: 0..<count)]) }
}

/// Numbers as reports print them: full-width digits, thousands separators.
enum PrintedNumber {
  /// The number that begins at `start`, and where it ends; nil when there is none.
  static func read(_ text: Scalars, at start: Int) -> (value: ExactDecimal, end: Int)? {
    var digits = ""
    var index = start
    if index < text.count, text[index].halfWidth == "-" || text[index] == "−" {
      digits = "-"
      index += 1
    }
    var pointSeen = false
    var any = false
    while index < text.count {
      let scalar = text[index].halfWidth
      if scalar.isDigit {
        digits.unicodeScalars.append(scalar)
        any = true
      } else if scalar == ".", !pointSeen, any, index + 1 < text.count, text[index + 1].isDigit {
        digits.append(".")
        pointSeen = true
      } else if scalar == ",", any, !pointSeen, isThousands(text, after: index) {
        // A thousands separator; the digits go on.
      } else {
        break
      }
      index += 1
    }
    guard any, let value = ExactDecimal(digits) else { return nil }
    return (value, index)
  }

  /// The number that the whole text is; nil when there is anything else.
  static func whole(_ text: Scalars) -> ExactDecimal? {
    guard let (value, end) = read(text, at: 0), end == text.count else { return nil }
    return value
  }

  /// The percentage that the whole text is: `100.00%`.
  static func percent(_ text: Scalars) -> ExactDecimal? {
    guard let last = text.last, last.halfWidth == "%" else { return nil }
    return whole(Scalars(text.dropLast()))
  }

  private static func isThousands(_ text: Scalars, after comma: Int) -> Bool {
    guard comma + 3 < text.count, (1...3).allSatisfy({ text[comma + $0].isDigit }) else { return false }
    return comma + 4 >= text.count || !text[comma + 4].isDigit
  }
}

/// The weight printed behind a head: `产出指标（27分）`.
enum WeightMark {
  /// The weight at the end of the text and where its bracket opens; nil when the text does not end with one.
  static func trailing(_ text: Scalars) -> (weight: ExactDecimal, start: Int)? {
    guard let last = text.last, last.halfWidth == ")", let open = text.lastIndex(where: { $0.halfWidth == "(" }),
      let (weight, end) = PrintedNumber.read(text, at: open + 1)
    else { return nil }
    var rest = end
    if rest < text.count, text[rest] == "分" { rest += 1 } else { return nil }
    return rest == text.count - 1 ? (weight, open) : nil
  }

  /// The weight that the whole text is.
  static func whole(_ text: Scalars) -> ExactDecimal? {
    guard let (weight, start) = trailing(text), start == 0 else { return nil }
    return weight
  }

  /// The first weight anywhere in the text.
  static func first(_ text: Scalars) -> ExactDecimal? {
    for index in text.indices where text[index].halfWidth == "(" {
      if let (weight, end) = PrintedNumber.read(text, at: index + 1), end == text.count || text[end] == "分" {
        return weight
      }
    }
    return nil
  }
}
