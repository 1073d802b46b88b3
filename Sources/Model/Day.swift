/// A day of the calendar, kept as `2026-11-20`: texts of this shape sort as the days do.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let text: String

  /// - Returns: nil when the text has another shape or names a day that does not exist.
  public init?(_ text: String) {
    guard Instant(text + "T00:00:00.000Z") != nil else { return nil }
    self.text = text
  }

  /// The day that a clock of the place shows; 8 hours east for China.
  public init(_ instant: Instant, hoursEast: Int = 8) {
    text = String(instant.adding(seconds: hoursEast * 3600).text.prefix(10))
  }

  /// The last day of a year.
  public static func last(of year: Int) -> Day? {
    Day(String(repeating: "0", count: max(0, 4 - String(year).utf8.count)) + "\(year)-12-31")
  }

  public var description: String { text }
  public var year: Int { Int(text.prefix(4)) ?? 0 }
  public var dayBefore: Day { adding(days: -1) }

  public func adding(days: Int) -> Day {
    guard let noon = Instant(text + "T12:00:00.000Z") else { preconditionFailure("a day is a day of the calendar") }
    return Day(noon.adding(seconds: days * 86_400), hoursEast: 0)
  }

  public static func < (left: Day, right: Day) -> Bool { left.text.utf8.lexicographicallyPrecedes(right.text.utf8) }
}
