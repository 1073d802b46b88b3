/// Takes a format code apart, one section after the other.
struct CellFormatParser {
  private typealias Token = CellFormat.Token

  private let code: [Unicode.Scalar]
  private var index = 0
  private var section = CellFormat.Section()
  private var commas = 0
  private var isBehindPoint = false
  private var isFraction = false
  private var isDone = false

  init(_ code: [Unicode.Scalar]) { self.code = code }

  /// The next section; nil after the last.
  mutating func next() -> CellFormat.Section? {
    guard !isDone else { return nil }
    section = CellFormat.Section()
    (commas, isBehindPoint, isFraction) = (0, false, false)
    isDone = true
    while index < code.count {
      let scalar = code[index]
      index += 1
      if scalar == ";" {
        isDone = false
        break
      }
      take(scalar)
    }
    return finished()
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": takeQuoted()
    case "\\", "!":
      if index < code.count { literal(code[index]) }
      index += 1
    // A blank as wide as the next sign, or the next sign repeated to fill the cell.
    case "_":
      literal(" ")
      index += 1
    case "*": index += 1
    case "[": takeBracket()
    case "0", "#", "?": takePlace(UInt8(scalar.value))
    case ".": takePoint()
    case ",": takeComma()
    case "%", "％":
      section.scale += 2
      literal(scalar)
    case "@":
      section.isText = true
      section.tokens.append(.text)
    case "E", "e": takeExponentOrYear()
    case "/":
      // Between places of digits it is a fraction, which is printed as a decimal figure instead.
      if section.wholePlaces > 0, !section.isDate { isFraction = true }
      literal(scalar)
    default: takeWord(scalar)
    }
  }

  private mutating func literal(_ scalar: Unicode.Scalar) {
    if case .literal(let text)? = section.tokens.last {
      section.tokens[section.tokens.count - 1] = .literal(text + String(scalar))
    } else {
      section.tokens.append(.literal(String(scalar)))
    }
  }

  private mutating func takeQuoted() {
    while index < code.count, code[index] != "\"" {
      literal(code[index])
      index += 1
    }
    index += 1
  }

  private mutating func takePlace(_ kind: UInt8) {
    if section.isDate, isFractionOfSecond { return }
    flushCommas()
    section.tokens.append(.place(kind))
    if isBehindPoint { section.decimalPlaces += 1 } else { section.wholePlaces += 1 }
  }

  /// `ss.000`: the places behind the point of a second.
  private var isFractionOfSecond: Bool {
    if case .date(.fraction, _)? = section.tokens.last { true } else { false }
  }

  private mutating func takePoint() {
    if case .date(.second, _)? = section.tokens.last, index < code.count, code[index] == "0" {
      var places = 0
      while index < code.count, code[index] == "0" {
        places += 1
        index += 1
      }
      return section.tokens.append(.date(.fraction, count: min(places, 3)))
    }
    guard !isBehindPoint, !section.isDate else { return literal(".") }
    isBehindPoint = true
    section.tokens.append(.point)
  }

  /// Between places a comma groups digits, behind the last it divides by a thousand.
  private mutating func takeComma() {
    if section.wholePlaces + section.decimalPlaces > 0, !section.isDate { commas += 1 } else { literal(",") }
  }

  private mutating func flushCommas() {
    if commas > 0 { section.isGrouped = true }
    commas = 0
  }

  private mutating func takeExponentOrYear() {
    guard index < code.count, code[index] == "+" || code[index] == "-" else {
      return date(.year, repeating: "e", count: 4)
    }
    let hasPlus = code[index] == "+"
    index += 1
    var places = 0
    while index < code.count, code[index] == "0" || code[index] == "#" || code[index] == "?" {
      places += 1
      index += 1
    }
    section.tokens.append(.exponent(places: places, hasPlus: hasPlus))
  }

  private mutating func takeWord(_ scalar: Unicode.Scalar) {
    for word in ["General", "G/通用格式", "通用格式"] where skip(word) {
      section.isGeneral = true
      return section.tokens.append(.general)
    }
    for (word, part) in [("AM/PM", CellFormat.DatePart.halfDay), ("A/P", .halfDay), ("上午/下午", .chineseHalfDay)]
    where skip(word) {
      section.isDate = true
      section.hasHalfDays = true
      return section.tokens.append(.date(part, count: 1))
    }
    switch scalar.properties.lowercaseMapping {
    case "y": date(.year, repeating: "y")
    case "m": date(.month, repeating: "m")
    case "d": date(.day, repeating: "d")
    case "h": date(.hour, repeating: "h")
    case "s": date(.second, repeating: "s")
    case "a": date(.chineseWeekday, repeating: "a")
    case "g", "b": break
    default: literal(scalar)
    }
  }

  /// Goes on behind a word that begins at the sign just taken.
  private mutating func skip(_ word: String) -> Bool {
    let wanted = word.unicodeScalars
    let start = index - 1
    guard start + wanted.count <= code.count,
      zip(code[start...], wanted).allSatisfy({ $0.properties.lowercaseMapping == $1.properties.lowercaseMapping })
    else { return false }
    index = start + wanted.count
    return true
  }

  private mutating func date(_ part: CellFormat.DatePart, repeating letter: Unicode.Scalar, count: Int = 0) {
    var length = 1
    while index < code.count, code[index].properties.lowercaseMapping == String(letter) {
      length += 1
      index += 1
    }
    section.isDate = true
    var part = part
    if part == .day, length > 2 { part = .weekday }
    section.tokens.append(.date(part, count: max(count, length)))
  }

  /// `[Red]`, `[$¥-804]`, `[DBNum1]`, `[>=100]`, `[h]`.
  private mutating func takeBracket() {
    var text = ""
    while index < code.count, code[index] != "]" {
      text.unicodeScalars.append(code[index])
      index += 1
    }
    index += 1
    let lower = text.lowercased()
    if text.hasPrefix("$") {
      takeLocale(text.dropFirst())
    } else if lower == "dbnum1" {
      section.hasChineseDigits = true
    } else if let first = lower.first, "hms".contains(first), lower.allSatisfy({ $0 == first }) {
      section.isDate = true
      let part: CellFormat.DatePart =
        first == "h" ? .elapsedHours : first == "m" ? .elapsedMinutes : .elapsedSeconds
      section.tokens.append(.date(part, count: lower.count))
    } else {
      takeCondition(text)
    }
  }

  private mutating func takeLocale(_ text: Substring) {
    let dash = text.lastIndex(of: "-") ?? text.endIndex
    for scalar in text[..<dash].unicodeScalars { literal(scalar) }
    // The long date and the time of the system, as Chinese systems have them.
    let rest: String? =
      switch text[dash...].uppercased() {
      case "-F800": "yyyy\"年\"m\"月\"d\"日\""
      case "-F400": "h:mm:ss"
      default: nil
      }
    guard let rest else { return }
    var parser = CellFormatParser(Array(rest.unicodeScalars))
    if let system = parser.next() { section = system }
    while index < code.count, code[index] != ";" { index += 1 }
  }

  private mutating func takeCondition(_ text: String) {
    let sign = text.prefix { "<>=".contains($0) }
    guard let sign = CellFormat.Condition.Sign(rawValue: String(sign)),
      let value = Double(text.dropFirst(sign.rawValue.count))
    else { return }
    section.condition = CellFormat.Condition(sign: sign, value: value)
  }

  private mutating func finished() -> CellFormat.Section {
    section.scale -= 3 * commas
    if isFraction { return CellFormat.Section(tokens: [.general], condition: section.condition, isGeneral: true) }
    if section.isDate { tellMinutes() }
    return section
  }

  /// `m` is a minute behind an hour and in front of a second.
  private mutating func tellMinutes() {
    let dates = section.tokens.indices.filter { index in
      if case .date(let part, _) = section.tokens[index] { part != .halfDay && part != .chineseHalfDay } else { false }
    }
    for (position, index) in dates.enumerated() {
      guard case .date(.month, let count) = section.tokens[index], count <= 2 else { continue }
      let before = position > 0 ? section.tokens[dates[position - 1]] : nil
      let after = position + 1 < dates.count ? section.tokens[dates[position + 1]] : nil
      var isMinute = false
      if case .date(let part, _)? = before, part == .hour || part == .elapsedHours { isMinute = true }
      if case .date(let part, _)? = after, part == .second || part == .elapsedSeconds { isMinute = true }
      if isMinute { section.tokens[index] = .date(.minute, count: count) }
    }
  }
}
