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

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
