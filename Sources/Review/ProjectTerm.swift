internal import Model

/// Start and end of a project (起始年度、终止年度) as a form states them.
struct ProjectTerm {
  struct Month: Hashable {
    let year: Int
    /// nil when only the year is written.
    let month: Int?
    /// How it is written, to see whether a batch mixes styles.
    let style: Style
    enum Style: String { case digits, year, words }

    /// Reads 202401, 2024, 2024年, 2024年1月, 2024-01, 2024-01-01.
    init?(_ text: String) {
      var numbers: [Int] = []
      var current: Int?
      var digits = 0
      var hasWords = false
      var firstDigits = 0
      func close() {
        if let number = current {
          if numbers.isEmpty { firstDigits = digits }
          numbers.append(number)
        }
        current = nil
        digits = 0
      }
      for scalar in Plain(text).scalars {
        if scalar.isDigit {
          current = (current ?? 0) * 10 + Int(scalar.value - 0x30)
          digits += 1
          guard digits <= 8 else { return nil }
        } else {
          close()
          if scalar == "年" || scalar == "月" { hasWords = true }
          guard "年月日-/.".unicodeScalars.contains(scalar) else { return nil }
        }
      }
      close()
      guard let first = numbers.first else { return nil }
      switch firstDigits {
      case 4:
        year = first
        month = numbers.count > 1 ? numbers[1] : nil
        style = month == nil ? .year : (hasWords ? .words : .digits)
      case 6:
        year = first / 100
        month = first % 100
        style = .digits
      case 8:
        year = first / 10_000
        month = first / 100 % 100
        style = .digits
      default: return nil
      }
      guard (1990...2100).contains(year), month.map({ (1...12).contains($0) }) ?? true else { return nil }
    }
  }

  let start: Month
  let end: Month
  let endIndex: Int

  /// nil when the form does not state both in a way that can be read.
  init?(_ form: FormContent) {
    var start: Month?
    var end: (Month, Int)?
    for (index, attribute) in form.attributes.enumerated() {
      if attribute.label.has("起始年度") || attribute.label.has("开始日期") { start = Month(attribute.value) }
      if attribute.label.has("终止年度") || attribute.label.has("完成日期") {
        end = Month(attribute.value).map { ($0, index) }
      }
    }
    guard let start, let end else { return nil }
    self.start = start
    self.end = end.0
    endIndex = end.1
  }

  /// End before start, compared as far as both are written.
  var isReversed: Bool {
    if end.year != start.year { return end.year < start.year }
    guard let from = start.month, let to = end.month else { return false }
    return to < from
  }
}
