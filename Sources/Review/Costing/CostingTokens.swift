internal import Model

/// A number in a costing text with the unit behind it.
struct CostingNumber: Hashable {
  /// What the number counts.
  enum Kind: Hashable {
    /// Money, in 元 after multiplication with the scale.
    case money(scale: Int64)
    /// 人、次、个…; 万人 counts ten thousands.
    case count(scale: Int64)
    case percent
    case permille
    case bare
  }
  let value: ExactDecimal
  let kind: Kind
  /// A price per something: 元/人, 元每月.
  let isUnitPrice: Bool
  /// The unit as written: 万元, 人.
  let unit: String

  /// The amount in 元, or the plain count or share.
  var amount: ExactDecimal {
    switch kind {
    case .money(let scale), .count(let scale): value * ExactDecimal(Int(scale))
    case .percent: value * ExactDecimal(units: 1, places: 2)
    case .permille: value * ExactDecimal(units: 1, places: 3)
    case .bare: value
    }
  }
  /// Digits of the amount before the point and behind; a text with longer amounts, or products, is not evaluated.
  var digits: Int {
    let scale: Int64 =
      switch kind {
      case .money(let scale), .count(let scale): scale
      case .percent, .permille, .bare: 1
      }
    return Self.length(value.units.magnitude) + Self.length(scale.magnitude) - 1
  }
  /// Figures have at most 18 digits, so that the bound cannot overflow.
  private static func length(_ number: UInt64) -> Int {
    var bound: UInt64 = 10
    var length = 1
    while number >= bound, length < 19 {
      bound *= 10
      length += 1
    }
    return length
  }
  static let digitsMax = 15
  var isMoney: Bool { if case .money = kind { true } else { false } }
  /// Half of the last printed digit, in 元 or plain.
  var halfDigit: ExactDecimal {
    CostingNumber(
      value: ExactDecimal(units: 5, places: min(value.places + 1, ExactDecimal.placesMax)), kind: kind,
      isUnitPrice: false, unit: unit
    ).amount
  }
  var printed: String { value.description + unit }
}

/// What a costing text is made of; words that are no unit are kept to be searched for 共计 and the like.
enum CostingToken: Hashable {
  case number(CostingNumber)
  case times
  case plus
  /// − and ÷: texts with them are not evaluated.
  case otherOperator
  case equals
  case open
  case close
  /// 、 ， 和 及
  case comma
  /// 。 ；
  case stop
  case word(String)

  var isNumber: Bool { if case .number = self { true } else { false } }
  var isTimes: Bool { if case .times = self { true } else { false } }
  var isPlus: Bool { if case .plus = self { true } else { false } }
  var isEquals: Bool { if case .equals = self { true } else { false } }
  var isOpen: Bool { if case .open = self { true } else { false } }
  var isStop: Bool { if case .stop = self { true } else { false } }
  var isOtherOperator: Bool { if case .otherOperator = self { true } else { false } }
}

/// Cuts a costing text into tokens.
struct CostingTokenizer {
  private let text: [Unicode.Scalar]
  private var index = 0
  private var tokens: [CostingToken] = []

  static func tokens(of text: String) -> [CostingToken] {
    var tokenizer = CostingTokenizer(text)
    tokenizer.run()
    return tokenizer.tokens
  }

  private init(_ text: String) {
    self.text = Plain(text).scalars
    tokens.reserveCapacity(8)
  }

  private var scalar: Unicode.Scalar? { index < text.count ? text[index] : nil }
  private func peek(_ offset: Int) -> Unicode.Scalar? {
    index + offset < text.count && index + offset >= 0 ? text[index + offset] : nil
  }

  private mutating func run() {
    while let scalar {
      switch scalar {
      case "0"..."9": number()
      case "*": single(.times)
      case "x", "X":
        if isFactorCross { single(.times) } else { word() }
      case "+": single(.plus)
      case "-", "/": single(.otherOperator)
      case "=": single(.equals)
      case "(", "[", "【": single(.open)
      case ")", "]", "】": single(.close)
      case "、", ",", ":": single(.comma)
      case "。", ";": single(.stop)
      case "\n": single(.stop)
      default: word()
      }
    }
  }

  private mutating func single(_ token: CostingToken) {
    tokens.append(token)
    index += 1
  }

  /// An x between two numbers: `3x5`, `3人x5元`.
  private var isFactorCross: Bool {
    guard case .number = tokens.last, let next = peek(1) else { return false }
    return next.isDigit
  }

  private mutating func word() {
    let start = index
    repeat { index += 1 } while index < text.count && Self.isWordPart(text[index])
    tokens.append(.word(Plain.text(text[start..<index])))
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "*", "+", "-", "/", "=", "(", ")", "[", "]", "【", "】", "、", ",", ":", "。", ";", "\n": false
    default: true
    }
  }

  private mutating func number() {
    var units: Int64 = 0
    var digits = 0
    var places = 0
    var pointSeen = false
    while let scalar {
      if scalar.isDigit {
        digits += 1
        if pointSeen { places += 1 }
        if digits <= 18 { units = units * 10 + Int64(scalar.value - 0x30) }
      } else if scalar == "." && !pointSeen, let next = peek(1), next.isDigit {
        pointSeen = true
      } else if scalar == "," && !pointSeen && isThousandsComma {
        // 11,092.59
      } else {
        break
      }
      index += 1
    }
    guard digits <= 18, places <= ExactDecimal.placesMax else {
      tokens.append(.otherOperator)
      return
    }
    let value = ExactDecimal(units: units, places: places)
    // List numbers: 1. or 1、 at the beginning of a sentence.
    if (scalar == "." || scalar == "、" || scalar == ")") && !pointSeen && isSentenceStart && value.places == 0 {
      if scalar == ")" { if case .open = tokens.last { tokens.removeLast() } }
      index += 1
      return
    }
    guard digits + (pointSeen ? 1 : 0) <= CostingNumber.digitsMax else {
      tokens.append(.otherOperator)
      return
    }
    let number = withUnit(value)
    tokens.append(number.digits <= CostingNumber.digitsMax ? .number(number) : .otherOperator)
  }

  private var isSentenceStart: Bool {
    switch tokens.last {
    case nil, .stop: true
    case .open: tokens.count == 1 || tokens[tokens.count - 2].isStop
    default: false
    }
  }

  private var isThousandsComma: Bool {
    for offset in 1...3 { guard let digit = peek(offset), digit.isDigit else { return false } }
    if let after = peek(4), after.isDigit { return false }
    return true
  }

  private mutating func withUnit(_ value: ExactDecimal) -> CostingNumber {
    let start = index
    if let (kind, length) = moneyUnit() {
      index += length
      let unit = Plain.text(text[start..<index])
      return CostingNumber(value: value, kind: kind, isUnitPrice: skipPer(), unit: unit)
    }
    switch scalar {
    case "%":
      index += 1
      return CostingNumber(value: value, kind: .percent, isUnitPrice: false, unit: "%")
    case "‰":
      index += 1
      return CostingNumber(value: value, kind: .permille, isUnitPrice: false, unit: "‰")
    default: break
    }
    let scale: Int64 = scalar == "万" ? 10_000 : 1
    while let scalar, scalar.isLetter, !(isFactorCrossAhead) { index += 1 }
    guard index > start else { return CostingNumber(value: value, kind: .bare, isUnitPrice: false, unit: "") }
    let unit = Plain.text(text[start..<index])
    return CostingNumber(value: value, kind: .count(scale: scale), isUnitPrice: skipPer(), unit: unit)
  }

  private var isFactorCrossAhead: Bool { (scalar == "x" || scalar == "X") && (peek(1)?.isDigit ?? false) }

  /// 元, 万元, 亿元, and 万 or 亿 alone where no counted thing follows.
  private func moneyUnit() -> (CostingNumber.Kind, Int)? {
    switch (peek(0), peek(1)) {
    case ("元", _): return (.money(scale: 1), 1)
    case ("百", "元"): return (.money(scale: 100), 2)
    case ("千", "元"): return (.money(scale: 1000), 2)
    case ("万", "元"): return peek(2) == "户" ? nil : (.money(scale: 10_000), 2)
    case ("亿", "元"): return (.money(scale: 100_000_000), 2)
    case ("万", let next):
      guard let next, next.isLetter else { return (.money(scale: 10_000), 1) }
      switch next {
      case "和", "及", "与", "共", "合", "总": return (.money(scale: 10_000), 1)
      default: return nil
      }
    default: return nil
    }
  }

  private static func endsPer(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "每", "共", "合", "总", "和", "及", "计": true
    default: false
    }
  }

  /// Skips `/人`, `/人·天`, `每人`; tells whether there was one.
  private mutating func skipPer() -> Bool {
    var seen = false
    while let scalar {
      if scalar == "/" || (scalar == "每" && peek(1)?.isLetter == true) || (seen && scalar == "·") {
        guard let next = peek(1), next.isLetter else { return seen }
        index += 1
        while let scalar = self.scalar, scalar.isLetter, !Self.endsPer(scalar), !isFactorCrossAhead { index += 1 }
        seen = true
      } else {
        break
      }
    }
    return seen
  }
}
