public import Schemes

/// The days of a usual year (工作日历): what an opened year begins with, before somebody moves its dates.
public struct CalendarPolicy: PolicyBody, Hashable {
  /// A day of the year, in the budget year or some years before or after it.
  public struct Day: Hashable, Sendable {
    /// `first-up`, `second-up`, `self-evaluation`, …
    public let id: String
    public let name: String
    /// −1 for what is due in the year before the budget year.
    public let yearOffset: Int
    public let month: Int
    public let day: Int
  }

  public static var subject: String { "calendar" }
  /// In the order of the year.
  public let days: [Day]
  /// Months at whose end monitoring looks, 1…12.
  public let checkpoints: [Int]

  public init(_ object: DataObject) {
    days = object.objects("days").map { entry in
      defer { entry.finish() }
      let month = entry.integer("month")
      let day = entry.integer("day")
      if !(1...12).contains(month) || !(1...31).contains(day) { entry.report("month", "没有 \(month) 月 \(day) 日") }
      return Day(
        id: entry.text("id"), name: entry.text("name"), yearOffset: entry.optionalInteger("year_offset") ?? 0,
        month: month, day: day)
    }
    let names = object.texts("checkpoints")
    checkpoints = names.compactMap { name in
      guard let month = Int(name), (1...12).contains(month) else {
        object.report("checkpoints", "“\(name)”不是 1 到 12 月")
        return nil
      }
      return month
    }
  }

  /// The dates of one budget year.
  public func deadlines(_ year: Int) -> [YearSettings.Deadline] {
    days.map { day in
      YearSettings.Deadline(
        id: day.id, name: day.name, day: "\(year + day.yearOffset)-\(Self.two(day.month))-\(Self.two(day.day))")
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
