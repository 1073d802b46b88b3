/// Numbers as Word prints them before paragraphs.
enum NumberFormats {
  /// - Parameter format: value of `w:numFmt`; formats we do not know print as digits, as Word itself does.
  static func text(_ number: Int, format: String) -> String {
    guard number >= 0, number < 100_000 else { return String(number) }
    switch format {
    case "upperLetter": return letters(number, first: 0x41)
    case "lowerLetter": return letters(number, first: 0x61)
    case "upperRoman": return roman(number)
    case "lowerRoman": return roman(number).lowercased()
    case "decimalZero": return number < 10 ? "0\(number)" : String(number)
    case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
      "taiwaneseCountingThousand", "japaneseDigitalTenThousand", "koreanCounting":
      return chinese(number, digits: everydayDigits, units: everydayUnits, dropsLeadingOne: true)
    case "ideographDigital", "japaneseDigital", "taiwaneseDigital":
      return String(String.UnicodeScalarView(decimal(number).map { everydayZeroDigits[$0] }))
    case "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal":
      return chinese(number, digits: formalDigits, units: formalUnits, dropsLeadingOne: false)
    case "ideographTraditional": return pick(number, "甲乙丙丁戊己庚辛壬癸")
    case "ideographZodiac": return pick(number, "子丑寅卯辰巳午未申酉戌亥")
    case "decimalEnclosedCircle", "decimalEnclosedCircleChinese": return circled(number)
    case "decimalEnclosedParen": return "(\(number))"
    case "decimalEnclosedFullstop": return "\(number)."
    case "ideographEnclosedCircle": return pick(number, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")
    case "decimalFullWidth", "decimalFullWidth2":
      return String(String.UnicodeScalarView(decimal(number).compactMap { Unicode.Scalar(0xFF10 + UInt32($0)) }))
    default: return String(number)
    }
  }

  private static let everydayDigits = Array("零一二三四五六七八九".unicodeScalars)
  private static let everydayZeroDigits = Array("〇一二三四五六七八九".unicodeScalars)
  private static let formalDigits = Array("零壹贰叁肆伍陆柒捌玖".unicodeScalars)
  private static let everydayUnits = Array("十百千万".unicodeScalars)
  private static let formalUnits = Array("拾佰仟万".unicodeScalars)

  private static func decimal(_ number: Int) -> [Int] { String(number).utf8.map { Int($0) - 0x30 } }

  /// a … z, then aa, bb, … as Word counts on.
  private static func letters(_ number: Int, first: UInt8) -> String {
    guard number > 0, number <= 780 else { return String(number) }
    let letter = Character(Unicode.Scalar(first + UInt8((number - 1) % 26)))
    return String(repeating: letter, count: (number - 1) / 26 + 1)
  }

  private static func roman(_ number: Int) -> String {
    guard (1..<4000).contains(number) else { return String(number) }
    let steps = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
      (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = number
    var text = ""
    for (value, sign) in steps {
      while rest >= value {
        text += sign
        rest -= value
      }
    }
    return text
  }

  /// 十, 十一, 二十, 一百零五: ten to nineteen are written without 一 in everyday counting.
  private static func chinese(
    _ number: Int, digits: [Unicode.Scalar], units: [Unicode.Scalar], dropsLeadingOne: Bool
  ) -> String {
    let places = decimal(number)
    var text = String.UnicodeScalarView()
    var isZeroPending = false
    for (index, digit) in places.enumerated() {
      let unit = places.count - 1 - index
      if digit == 0 {
        isZeroPending = true
        continue
      }
      if isZeroPending, !text.isEmpty { text.append(digits[0]) }
      isZeroPending = false
      if !(dropsLeadingOne && text.isEmpty && digit == 1 && unit == 1) { text.append(digits[digit]) }
      if unit > 0 { text.append(units[unit - 1]) }
    }
    return text.isEmpty ? String(digits[0]) : String(text)
  }

  private static func pick(_ number: Int, _ signs: String) -> String {
    let scalars = Array(signs.unicodeScalars)
    return (1...scalars.count).contains(number) ? String(scalars[number - 1]) : String(number)
  }

  private static func circled(_ number: Int) -> String {
    let scalar: Int? =
      switch number {
      case 0: 0x24EA
      case 1...20: 0x2460 + number - 1
      case 21...35: 0x3251 + number - 21
      case 36...50: 0x32B1 + number - 36
      default: nil
      }
    return scalar.flatMap { Unicode.Scalar($0) }.map { String($0) } ?? String(number)
  }
}
