/// Texts of cells as a workbook sees them.
enum CellText {
  /// A plain figure and how to show it with the printed decimals.
  struct Figure: Equatable {
    var value: Double
    var format: String
  }

  /// Digits beyond which a figure is rather a code, and would lose its end in Excel.
  private static let digitsMax = 12

  /// - Returns: nil for anything but a plain figure: `1,048.71`, `-3`, `0.5`; codes with leading zeros stay texts.
  static func number(_ text: String) -> Figure? {
    var digits: [UInt8] = []
    var decimals: Int?
    var hasGroups = false
    let body = text.utf8.drop { $0 == UInt8(ascii: "-") }
    guard text.utf8.count - body.count <= 1 else { return nil }
    var sinceComma = 0
    for byte in body {
      switch byte {
      case 0x30...0x39:
        digits.append(byte)
        decimals = decimals.map { $0 + 1 }
        sinceComma += 1
      case UInt8(ascii: ",") where decimals == nil && (hasGroups ? sinceComma == 3 : (1...3).contains(sinceComma)):
        hasGroups = true
        sinceComma = 0
      case UInt8(ascii: ".") where decimals == nil && !digits.isEmpty && (!hasGroups || sinceComma == 3): decimals = 0
      default: return nil
      }
    }
    let whole = digits.count - (decimals ?? 0)
    guard whole > 0, decimals != 0, digits.count <= digitsMax, whole == 1 || digits[0] != 0x30 else { return nil }
    guard decimals != nil || !hasGroups || sinceComma == 3 else { return nil }
    let plain = text.utf8.filter { $0 != UInt8(ascii: ",") }
    guard let value = Double(String(decoding: plain, as: UTF8.self)) else { return nil }
    let places = decimals.map { "." + String(repeating: "0", count: $0) } ?? ""
    return Figure(value: value, format: (hasGroups ? "#,##0" : "0") + places)
  }

  /// How wide a text prints on one line, in digits; Chinese characters are twice as wide.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) }
  }

  /// Width of each line.
  static func lines(_ text: String) -> [Int] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { width(String($0)) }
  }

  /// A text cut to what a cell holds, with a sign that it was.
  static func bounded(_ text: String) -> String {
    guard text.utf16.count > Workbook.textMax else { return text }
    var units = 0
    let kept = text.unicodeScalars.prefix { scalar in
      units += UTF16.width(scalar)
      return units < Workbook.textMax
    }
    return String(kept) + "…"
  }
}
