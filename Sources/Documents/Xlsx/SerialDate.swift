/// A day and time of a workbook, counted in days from its epoch.
struct SerialDate: Equatable {
  enum Epoch: Sendable { case year1900, year1904 }

  private(set) var year = 1900
  private(set) var month = 1
  private(set) var day = 0
  /// 0 is Sunday.
  private(set) var weekday = 0
  private var milliseconds: Int
  /// Milliseconds since the epoch, for `[h]:mm`.
  private var elapsed: Int

  private static let dayMilliseconds = 86_400_000
  /// The last day of the year 9999.
  private static let serialMax = 2_958_466.0

  /// - Parameter section: what will be printed, as the time is rounded to its smallest part.
  /// - Returns: nil for figures that are no day, which are shown as figures.
  init?(_ serial: Double, _ epoch: Epoch, _ section: CellFormat.Section) {
    let days = epoch == .year1904 ? serial + 1462 : serial
    guard serial >= 0, days < Self.serialMax else { return nil }
    elapsed = Int((serial * Double(Self.dayMilliseconds)).rounded())
    let step = Self.step(section)
    elapsed = (elapsed + step / 2) / step * step
    var whole = elapsed / Self.dayMilliseconds + (epoch == .year1904 ? 1462 : 0)
    milliseconds = elapsed % Self.dayMilliseconds
    weekday = (whole + 6) % 7
    // Day 60 is 29 February 1900, which never was; Excel keeps it for the sake of an older program.
    if whole == 60 {
      (month, day) = (2, 29)
    } else if whole > 0 {
      if whole > 60 { whole -= 1 }
      setDay(whole)
    }
    if whole == 0 { (month, day) = (1, 0) }
  }

  private static func step(_ section: CellFormat.Section) -> Int {
    var step = dayMilliseconds
    for case .date(let part, let count) in section.tokens {
      switch part {
      case .fraction: step = min(step, [100, 10, 1][max(1, min(3, count)) - 1])
      case .second, .elapsedSeconds, .minute, .elapsedMinutes, .hour, .elapsedHours: step = min(step, 1_000)
      case .year, .month, .day, .weekday, .chineseWeekday, .halfDay, .chineseHalfDay: break
      }
    }
    // Without a time the day is cut off, not rounded.
    return step == dayMilliseconds ? 1 : step
  }

  /// - Parameter number: 1 for 1 January 1900.
  private mutating func setDay(_ number: Int) {
    // Days from 1 March of the year 0, in eras of 400 years.
    let days = number + 693_900
    let era = days / 146_097
    let inEra = days % 146_097
    let yearInEra = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * yearInEra + yearInEra / 4 - yearInEra / 100)
    let shifted = (5 * inYear + 2) / 153
    day = inYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = era * 400 + yearInEra + (month <= 2 ? 1 : 0)
  }

  /// The count of days for `2024-03-01` or `2024-03-01T12:30:00`; nil for anything else.
  static func serial(ofISO text: String, _ epoch: Epoch) -> DecimalFigure? {
    let parts = text.split { "-T:Z".contains($0) }.map { Double($0) }
    guard parts.count >= 3, !parts.contains(nil), let year = parts[0], let month = parts[1], let day = parts[2],
      (1900...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let shifted = Int(month) > 2 ? Int(month) - 3 : Int(month) + 9
    let years = Int(month) > 2 ? Int(year) : Int(year) - 1
    var serial = years * 365 + years / 4 - years / 100 + years / 400 + (153 * shifted + 2) / 5 + Int(day) - 1 - 693_900
    if serial >= 60 { serial += 1 }
    if epoch == .year1904 { serial -= 1462 }
    let times = parts.dropFirst(3).compactMap { $0 }
    let seconds = zip(times, [3_600.0, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
    return DecimalFigure(Array(String(Double(serial) + seconds / 86_400).utf8))
  }

  func print(_ section: CellFormat.Section, into out: inout [UInt8]) {
    for token in section.tokens {
      switch token {
      case .literal(let text): out += text.utf8
      case .date(let part, let count): print(part, count, section, into: &out)
      case .place, .point, .exponent, .general, .text: break
      }
    }
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let chineseWeekdays = ["日", "一", "二", "三", "四", "五", "六"]

  private func print(
    _ part: CellFormat.DatePart, _ count: Int, _ section: CellFormat.Section, into out: inout [UInt8]
  ) {
    let seconds = milliseconds / 1_000
    let hour = seconds / 3_600
    func number(_ value: Int, _ places: Int) {
      out += section.hasChineseDigits ? Array(ChineseNumeral.text(value).utf8) : Self.padded(value, places)
    }
    switch part {
    case .year:
      let value = count <= 2 ? year % 100 : year
      if section.hasChineseDigits {
        out += ChineseNumeral.digits(value).utf8
      } else {
        out += Self.padded(value, min(count, 4))
      }
    case .month where count >= 3: out += Self.months[month - 1].utf8
    case .month: number(month, count)
    case .day: number(day, count)
    case .weekday: out += Self.weekdays[weekday].utf8
    case .chineseWeekday: out += ((count >= 4 ? "星期" : "") + Self.chineseWeekdays[weekday]).utf8
    case .hour: number(section.hasHalfDays ? (hour + 11) % 12 + 1 : hour, count)
    case .minute: number(seconds / 60 % 60, count)
    case .second: number(seconds % 60, count)
    case .fraction: out += [UInt8(ascii: ".")] + Self.padded(milliseconds % 1_000, 3).prefix(count)
    case .halfDay: out += (hour < 12 ? "AM" : "PM").utf8
    case .chineseHalfDay: out += (hour < 12 ? "上午" : "下午").utf8
    case .elapsedHours: out += Self.padded(elapsed / 3_600_000, count)
    case .elapsedMinutes: out += Self.padded(elapsed / 60_000, count)
    case .elapsedSeconds: out += Self.padded(elapsed / 1_000, count)
    }
  }

  private static func padded(_ value: Int, _ places: Int) -> [UInt8] {
    let digits = Array(String(value).utf8)
    return Array(repeating: 0x30, count: max(0, places - digits.count)) + digits
  }
}

/// Numbers below a hundred and digits of years in Chinese, as dates print them.
enum ChineseNumeral {
  private static let signs = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

  static func digits(_ value: Int) -> String {
    String(value).utf8.map { signs[Int($0 - 0x30)] }.joined()
  }

  static func text(_ value: Int) -> String {
    guard value >= 10, value < 100 else { return digits(value) }
    let ones = value % 10 == 0 ? "" : signs[value % 10]
    return (value < 20 ? "" : signs[value / 10]) + "十" + ones
  }
}
