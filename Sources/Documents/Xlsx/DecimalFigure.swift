/// A number of a cell as decimal digits: what a workbook computes in binary is shown to 15 digits, as Excel does.
///
/// Everything is done on the digits of the file, so that 0.28999999999999998 prints as 0.29.
struct DecimalFigure: Equatable {
  private static let digitsMax = 15

  var isNegative = false
  /// Up to 15 digits without zeros at the end; 0 for zero.
  private(set) var digits: UInt64 = 0
  /// The value is `digits` × 10^`exponent`.
  private(set) var exponent = 0

  var isZero: Bool { digits == 0 }

  init() {}

  /// - Returns: nil when the bytes are no number such as `-12.5`, `1.0E-3`.
  init?(_ text: some RandomAccessCollection<UInt8>) {
    var index = text.startIndex
    func peek() -> UInt8 { index < text.endIndex ? text[index] : 0 }
    if peek() == UInt8(ascii: "-") || peek() == UInt8(ascii: "+") {
      isNegative = peek() == UInt8(ascii: "-")
      text.formIndex(after: &index)
    }
    var count = 0
    var kept = 0
    var isBehindPoint = false
    while index < text.endIndex {
      let byte = text[index]
      if byte == UInt8(ascii: "."), !isBehindPoint {
        isBehindPoint = true
      } else if byte >= 0x30, byte <= 0x39 {
        count += 1
        if kept < 18 {
          digits = digits * 10 + UInt64(byte - 0x30)
          if digits > 0 { kept += 1 }
          if isBehindPoint { exponent -= 1 }
        } else if !isBehindPoint {
          exponent += 1
        }
      } else {
        break
      }
      text.formIndex(after: &index)
    }
    guard count > 0 else { return nil }
    if index < text.endIndex {
      guard peek() | 0x20 == UInt8(ascii: "e"), let power = Self.power(text[text.index(after: index)...]) else {
        return nil
      }
      exponent += power
    }
    settle()
  }

  private static func power(_ text: some RandomAccessCollection<UInt8>) -> Int? {
    var value = 0
    let body = text.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
    guard !body.isEmpty, text.count - body.count <= 1 else { return nil }
    for byte in body {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = min(value * 10 + Int(byte - 0x30), 10_000)
    }
    return text.first == UInt8(ascii: "-") ? -value : value
  }

  init(_ whole: Int) {
    isNegative = whole < 0
    digits = UInt64(whole.magnitude)
    settle()
  }

  /// Brings the digits to 15 without zeros at the end.
  private mutating func settle() {
    var limit: UInt64 = 1_000_000_000_000_000
    var places = 0
    while digits >= limit {
      places += 1
      limit *= 10
    }
    if places > 0 { drop(places) }
    if digits == 0 { (exponent, isNegative) = (0, false) }
    while digits > 0, digits % 10 == 0 {
      digits /= 10
      exponent += 1
    }
  }

  /// Rounds the last places away, halves upwards.
  private mutating func drop(_ places: Int) {
    exponent += places
    guard places <= 18 else {
      digits = 0
      return
    }
    var power: UInt64 = 1
    for _ in 0..<places { power *= 10 }
    let rest = digits % power
    digits = digits / power + (rest * 2 >= power ? 1 : 0)
  }

  /// Rounded to so many places behind the point; fewer for a negative count.
  func rounded(to decimals: Int) -> DecimalFigure {
    guard -exponent > decimals else { return self }
    var figure = self
    figure.drop(-exponent - decimals)
    figure.settle()
    return figure
  }

  /// Moved by powers of ten: 2 for percent, -3 for thousands.
  func scaled(by places: Int) -> DecimalFigure {
    var figure = self
    if !isZero { figure.exponent += places }
    return figure
  }

  var magnitude: DecimalFigure {
    var figure = self
    figure.isNegative = false
    return figure
  }

  /// For comparing and for days, not for printing.
  var double: Double {
    var value = Double(digits)
    if exponent < 0 {
      value = exponent < -300 ? 0 : value / Self.tenTo(-exponent)
    } else {
      value = exponent > 300 ? .infinity : value * Self.tenTo(exponent)
    }
    return isNegative ? -value : value
  }

  private static func tenTo(_ power: Int) -> Double {
    var value = 1.0
    for _ in 0..<power { value *= 10 }
    return value
  }

  var digitCount: Int {
    var count = 0
    var rest = digits
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }

  /// Digits in front of the point; 0 below one.
  var wholeCount: Int { max(0, digitCount + exponent) }
  /// Places behind the point.
  var decimalCount: Int { isZero ? 0 : max(0, -exponent) }

  /// The digit worth 10^`position`.
  func digit(at position: Int) -> UInt8 {
    let index = position - exponent
    guard index >= 0, index < Self.digitsMax else { return 0 }
    var rest = digits
    for _ in 0..<index { rest /= 10 }
    return UInt8(rest % 10)
  }
}
