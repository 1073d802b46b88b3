/// A moment in UTC, to the millisecond.
///
/// It is kept and digested as `2026-11-20T06:32:05.123Z`: texts of this shape sort as the moments do.
public struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since the beginning of 1970, UTC.
  public let milliseconds: Int64
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// A moment as the calendar and the clock of a place show it.
  public struct Civil: Hashable, Sendable {
    public let year: Int, month: Int, day: Int
    public let hour: Int, minute: Int, second: Int, millisecond: Int
  }

  /// - Parameter hoursEast: distance of the place from Greenwich; 8 for China.
  public func civil(hoursEast: Int = 8) -> Civil {
    let (days, inDay) = Self.floored(milliseconds + Int64(hoursEast) * 3_600_000, by: 86_400_000)
    let (year, month, day) = Self.date(days: days)
    return Civil(
      year: year, month: month, day: day, hour: Int(inDay / 3_600_000), minute: Int(inDay / 60_000 % 60),
      second: Int(inDay / 1000 % 60), millisecond: Int(inDay % 1000))
  }

  public func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds) * 1000) }

  public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

  private static func floored(_ value: Int64, by divisor: Int64) -> (Int64, Int64) {
    let rest = ((value % divisor) + divisor) % divisor
    return ((value - rest) / divisor, rest)
  }

  /// The Gregorian date that lies `days` after 1970-01-01, by counting eras of 400 years from 1 March.
  private static func date(days: Int64) -> (Int, Int, Int) {
    let (era, dayOfEra) = floored(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), Int(month), Int(day))
  }

  private static func days(year: Int, month: Int, day: Int) -> Int64 {
    let (era, yearOfEra) = floored(Int64(month <= 2 ? year - 1 : year), by: 400)
    let dayOfYear = (153 * Int64(month > 2 ? month - 3 : month + 9) + 2) / 5 + Int64(day) - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Instant: CustomStringConvertible {
  public var description: String { text }

  public var text: String {
    let moment = civil(hoursEast: 0)
    func digits(_ value: Int, _ count: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
    return "\(digits(moment.year, 4))-\(digits(moment.month, 2))-\(digits(moment.day, 2))T\(digits(moment.hour, 2)):"
      + "\(digits(moment.minute, 2)):\(digits(moment.second, 2)).\(digits(moment.millisecond, 3))Z"
  }

  /// - Returns: nil when the text has another shape or names a day or time that does not exist.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let shape = Array("0000-00-00T00:00:00.000Z".utf8)
    guard bytes.count == shape.count else { return nil }
    for (byte, model) in zip(bytes, shape) {
      let fits = model == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == model
      guard fits else { return nil }
    }
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 0x30 } }
    let days = Self.days(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    let inDay = (number(11..<13) * 60 + number(14..<16)) * 60_000 + number(17..<19) * 1000 + number(20..<23)
    self.init(milliseconds: days * 86_400_000 + Int64(inDay))
    guard self.text == text else { return nil }
  }
}
