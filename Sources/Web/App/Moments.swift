import Model

/// Moments as pages print them, by the clock of China.
enum Moments {
  /// 2026-11-20 09:31
  static func minute(_ instant: Instant) -> String {
    let moment = instant.civil()
    return "\(moment.year)-\(two(moment.month))-\(two(moment.day)) \(two(moment.hour)):\(two(moment.minute))"
  }

  /// 11-20 09:31 in the running year, with the year otherwise.
  static func short(_ instant: Instant, now: Instant) -> String {
    let text = minute(instant)
    return instant.civil().year == now.civil().year ? String(text.dropFirst(5)) : text
  }

  /// 2026 年 11 月 20 日 星期五
  static func day(_ instant: Instant) -> String {
    let moment = instant.civil()
    // 1 January 1970 was a Thursday.
    let days = (instant.milliseconds + 8 * 3_600_000) / 86_400_000
    let names = ["四", "五", "六", "日", "一", "二", "三"]
    return "\(moment.year) 年 \(moment.month) 月 \(moment.day) 日 星期\(names[Int(((days % 7) + 7) % 7)])"
  }

  /// 2026-11-20, as days are kept.
  static func date(_ instant: Instant) -> String { String(minute(instant).prefix(10)) }

  /// 8 月 31 日, from a day as 2024-08-31.
  static func day(_ day: String) -> String {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    return parts.count == 3 ? "\(parts[1]) 月 \(parts[2]) 日" : day
  }

  /// How far a day is from today: 还有 3 天, 今天到期, 逾期 2 天; empty when the text is no day.
  static func distance(_ day: String, now: Instant) -> String {
    guard let days = days(until: day, now: now) else { return "" }
    return days == 0 ? "今天到期" : days > 0 ? "还有 \(days) 天" : "已过 \(-days) 天"
  }

  /// Days from today to a day; nil when the text is no day.
  static func days(until day: String, now: Instant) -> Int? {
    guard let there = number(day), let here = number(date(now)) else { return nil }
    return there - here
  }

  /// 11 月 30 日, with the year where it is another one than today's.
  static func words(_ day: String, now: Instant) -> String {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return day }
    let words = "\(parts[1]) 月 \(parts[2]) 日"
    return parts[0] == now.civil().year ? words : "\(parts[0]) 年 \(words)"
  }

  /// Days since a fixed day long ago, by the civil calendar.
  private static func number(_ day: String) -> Int? {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
    // Years that begin in March keep the leap day at their end.
    let year = parts[1] > 2 ? parts[0] : parts[0] - 1
    let month = (parts[1] + 9) % 12
    return 365 * year + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + parts[2] - 1
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
