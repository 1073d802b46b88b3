/// How a workbook shows a value: one format code, taken apart.
///
/// Source: ECMA-376 part 1, 18.8.30 and 18.8.31. A code that is not understood shows the figure plainly.
struct CellFormat {
  /// Up to four: figures above zero, below zero, zero, and texts.
  private(set) var sections: [Section]

  struct Section {
    var tokens: [Token] = []
    var condition: Condition?
    /// Places in front of the point and behind it.
    var wholePlaces = 0
    var decimalPlaces = 0
    var isGrouped = false
    /// Powers of ten by which the figure is moved: 2 for each percent sign, -3 for each comma at the end.
    var scale = 0
    var isDate = false
    var isText = false
    var isGeneral = false
    var hasChineseDigits = false
    var hasHalfDays = false
  }

  struct Condition {
    var sign: Sign
    var value: Double
    enum Sign: String {
      case below = "<"
      case atMost = "<="
      case equal = "="
      case different = "<>"
      case above = ">"
      case atLeast = ">="
    }

    func holds(_ other: Double) -> Bool {
      switch sign {
      case .below: other < value
      case .atMost: other <= value
      case .equal: other == value
      case .different: other != value
      case .above: other > value
      case .atLeast: other >= value
      }
    }
  }

  enum Token: Hashable {
    case literal(String)
    /// A place of a digit: `0` is always printed, `#` only when there is one, `?` as a blank.
    case place(UInt8)
    case point
    /// Places of the exponent, and whether a plus is printed.
    case exponent(places: Int, hasPlus: Bool)
    case general
    case text
    case date(DatePart, count: Int)
  }

  enum DatePart: Hashable {
    case year, month, day, hour, minute, second, weekday, chineseWeekday, halfDay, chineseHalfDay
    case elapsedHours, elapsedMinutes, elapsedSeconds
    /// Digits of a second behind the point.
    case fraction
  }

  static let general = CellFormat("General")

  /// Codes longer than Excel takes are not looked at.
  private static let lengthMax = 512

  init(_ code: String) {
    let scalars = Array(code.unicodeScalars)
    sections = []
    var parser = CellFormatParser(scalars.count <= Self.lengthMax ? scalars : [])
    while sections.count < 4, let section = parser.next() { sections.append(section) }
    if sections.allSatisfy({ $0.tokens.isEmpty && sections.count == 1 }) { sections = [Section.general] }
  }

  var isGeneral: Bool { sections.count == 1 && sections[0].isGeneral && sections[0].tokens == [.general] }

  /// The section for texts; nil when texts show as they are.
  var textSection: Section? {
    if sections.count == 4 { return sections[3] }
    return sections.last { $0.isText && $0.tokens != [.text] }
  }

  /// The section for a figure, and whether its sign is printed.
  func section(for figure: DecimalFigure) -> (section: Section, showsSign: Bool) {
    let figures = sections.prefix(3).filter { !$0.isText }
    guard let first = figures.first else { return (Section.general, true) }
    if figures.contains(where: { $0.condition != nil }) {
      let value = figure.double
      for (index, section) in figures.enumerated() {
        let holds = section.condition?.holds(value) ?? (index == figures.count - 1 || (index == 1 && value < 0))
        if holds { return (section, !(section.condition.map { $0.sign == .below && $0.value <= 0 } ?? false)) }
      }
      return (Section.general, true)
    }
    if figure.isNegative, figures.count > 1 { return (figures[1], false) }
    if figure.isZero, figures.count > 2 { return (figures[2], true) }
    return (first, true)
  }
}

extension CellFormat.Section {
  static let general = CellFormat.Section(tokens: [.general], isGeneral: true)
}
