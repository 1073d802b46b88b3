/// Codes of the number formats that workbooks name by number only, as Chinese systems show them.
///
/// Source: ECMA-376 part 1, 18.8.30 (all languages and zh-cn).
enum BuiltinFormats {
  static func code(_ id: Int) -> String { codes[id] ?? "General" }

  private static let codes: [Int: String] = [
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: "¥#,##0;¥-#,##0", 6: "¥#,##0;¥-#,##0", 7: "¥#,##0.00;¥-#,##0.00", 8: "¥#,##0.00;¥-#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: year, 28: monthDay, 29: monthDay, 30: "m-d-yy", 31: yearMonthDay, 32: hour, 33: hourSecond,
    34: halfHour, 35: halfHourSecond, 36: year,
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: #"_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ "#, 42: #"_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* "-"_ ;_ @_ "#,
    43: #"_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ "#,
    44: #"_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ "#,
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: year, 51: monthDay, 52: year, 53: monthDay, 54: monthDay, 55: halfHour, 56: halfHourSecond, 57: year,
    58: monthDay,
  ]
  private static let year = #"yyyy"年"m"月""#
  private static let monthDay = #"m"月"d"日""#
  private static let yearMonthDay = #"yyyy"年"m"月"d"日""#
  private static let hour = #"h"时"mm"分""#
  private static let hourSecond = #"h"时"mm"分"ss"秒""#
  private static let halfHour = #"上午/下午h"时"mm"分""#
  private static let halfHourSecond = #"上午/下午h"时"mm"分"ss"秒""#
}
