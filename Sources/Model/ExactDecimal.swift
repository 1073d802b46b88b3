/// A decimal number exactly as it is written: `3.00` stays `3.00`, and `0.1 + 0.2` is `0.3`.
///
/// Up to 18 significant digits and 12 places. Two values are equal when they denote the same number, whatever their
/// number of places. Binary floating point never enters a form, a score or the ledger.
public struct ExactDecimal: Sendable {
  /// The digits without the point; `12.50` has the units 1250.
  public let units: Int64
  /// Number of digits behind the point, 0…12.
  public let places: Int

  public static let placesMax = 12

  public init(units: Int64, places: Int) {
    precondition((0...Self.placesMax).contains(places), "a decimal has 0 to 12 places")
    self.units = units
    self.places = places
  }

  public init(_ whole: Int) { self.init(units: Int64(whole), places: 0) }

  /// Reads plain digits with an optional sign and point: `-12.50`. No blanks, separators or exponents.
  /// - Returns: nil when the text is anything else or has more than 18 digits.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    let parsed = text.withUTF8 { Self.parse($0) }
    guard let parsed else { return nil }
    self = parsed
  }

  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> ExactDecimal? {
    var index = 0
    var negative = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      negative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    var units: Int64 = 0
    var digits = 0
    var places = 0
    var pointSeen = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ".") && !pointSeen && digits > 0 {
        pointSeen = true
      } else if byte >= 0x30 && byte <= 0x39 {
        let (product, overflow) = units.multipliedReportingOverflow(by: 10)
        if overflow || product > 999_999_999_999_999_990 { return nil }
        units = product + Int64(byte - 0x30)
        digits += 1
        if pointSeen { places += 1 }
      } else {
        return nil
      }
      index += 1
    }
    guard digits > 0, places <= placesMax, !(pointSeen && places == 0) else { return nil }
    return ExactDecimal(units: negative ? -units : units, places: places)
  }

  public static let zero = ExactDecimal(0)
  public static let hundred = ExactDecimal(100)

  public var isZero: Bool { units == 0 }
  public var isNegative: Bool { units < 0 }
  public var magnitude: ExactDecimal { ExactDecimal(units: abs(units), places: places) }

  /// The same number with exactly `places` places, half rounded away from zero (四舍五入).
  public func rounded(to places: Int) -> ExactDecimal {
    precondition((0...Self.placesMax).contains(places), "a decimal has 0 to 12 places")
    if places >= self.places {
      let scaled = Int128(units) * Self.power(places - self.places)
      return Self.fitting(scaled, places)
    }
    return Self.fitting(Self.divideHalfUp(Int128(units), Self.power(self.places - places)), places)
  }

  /// The quotient with `places` places, half rounded away from zero; nil when the divisor is zero.
  public func divided(by divisor: ExactDecimal, places: Int) -> ExactDecimal? {
    guard divisor.units != 0 else { return nil }
    let shift = places + divisor.places - self.places
    var numerator = Int128(units)
    var denominator = Int128(divisor.units)
    if shift >= 0 { numerator *= Self.power(shift) } else { denominator *= Self.power(-shift) }
    if denominator < 0 {
      denominator = -denominator
      numerator = -numerator
    }
    return Self.fitting(Self.divideHalfUp(numerator, denominator), places)
  }

  /// The same number without needless zeros behind the point: `3.10` becomes `3.1`.
  public var trimmed: ExactDecimal {
    var units = self.units
    var places = self.places
    while places > 0 && units % 10 == 0 {
      units /= 10
      places -= 1
    }
    return ExactDecimal(units: units, places: places)
  }

  /// The units with at least as many places as it has; nil when they need more than 64 bits. The usual, quick way:
  /// figures of forms are small.
  @inline(__always)
  private func units(with places: Int) -> Int64? {
    var units = self.units
    for _ in self.places..<places {
      let (product, overflow) = units.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      units = product
    }
    return units
  }

  static func power(_ exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  private static func divideHalfUp(_ numerator: Int128, _ denominator: Int128) -> Int128 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    guard remainder.magnitude * 2 >= denominator.magnitude else { return quotient }
    return quotient + (numerator < 0 ? -1 : 1)
  }

  /// Gives up places before it gives up digits; a number beyond 18 digits is our mistake, not the document's.
  private static func fitting(_ units: Int128, _ places: Int) -> ExactDecimal {
    var units = units
    var places = places
    while (units > Int128(Int64.max) || units < Int128(Int64.min)) && places > 0 {
      units = divideHalfUp(units, 10)
      places -= 1
    }
    precondition(units <= Int128(Int64.max) && units >= Int128(Int64.min), "a decimal has at most 18 digits")
    return ExactDecimal(units: Int64(units), places: places)
  }

  public static func + (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
    let places = max(left.places, right.places)
    if let a = left.units(with: places), let b = right.units(with: places) {
      let (sum, overflow) = a.addingReportingOverflow(b)
      if !overflow { return ExactDecimal(units: sum, places: places) }
    }
    return fitting(
      Int128(left.units) * power(places - left.places) + Int128(right.units) * power(places - right.places), places)
  }

  public static prefix func - (value: ExactDecimal) -> ExactDecimal {
    ExactDecimal(units: -value.units, places: value.places)
  }

  public static func - (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal { left + -right }

  public static func * (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
    let (units, overflow) = left.units.multipliedReportingOverflow(by: right.units)
    if !overflow, left.places + right.places <= placesMax {
      return ExactDecimal(units: units, places: left.places + right.places)
    }
    var product = Int128(left.units) * Int128(right.units)
    var places = left.places + right.places
    while places > placesMax {
      product = divideHalfUp(product, 10)
      places -= 1
    }
    return fitting(product, places)
  }

  public static func += (left: inout ExactDecimal, right: ExactDecimal) { left = left + right }
}

extension ExactDecimal: Hashable, Comparable {
  public static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
    if left.places == right.places { return left.units == right.units }
    return compare(left, right) == 0
  }

  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool { compare(left, right) < 0 }

  private static func compare(_ left: ExactDecimal, _ right: ExactDecimal) -> Int {
    let places = max(left.places, right.places)
    if let a = left.units(with: places), let b = right.units(with: places) { return a == b ? 0 : (a < b ? -1 : 1) }
    let a = Int128(left.units) * power(places - left.places)
    let b = Int128(right.units) * power(places - right.places)
    return a == b ? 0 : (a < b ? -1 : 1)
  }

  public func hash(into hasher: inout Hasher) {
    let value = trimmed
    hasher.combine(value.units)
    hasher.combine(value.places)
  }
}

extension ExactDecimal: CustomStringConvertible, ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }

  /// Plain digits, with as many places as the number was written with.
  public var description: String {
    guard places > 0 else { return String(units) }
    var digits = String(units.magnitude)
    if digits.utf8.count <= places {
      digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
    }
    let point = digits.utf8.index(digits.endIndex, offsetBy: -places)
    return (units < 0 ? "-" : "") + digits[..<point] + "." + digits[point...]
  }
}
