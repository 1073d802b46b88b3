/// A value as people write it into 指标值 or 实际完成值: `≥95%`, `1-2次/30天`, `5个工作日`, `有所提高`.
///
/// Nothing is lost: `text` is what was printed. What could be understood stands beside it; what could not is `.unreadable`
/// or `.level`, never guessed. Figures are as written, before 万 and 亿 are multiplied out (see `scaledLow`).
public struct Quantity: Hashable, Sendable {
  /// Units to choose from when a target is typed (计量单位), the most frequent first.
  public static let commonUnits = QuantityWords.commonUnits

  public enum Kind: String, Sendable, CaseIterable {
    /// One figure, also zero written in words (不发生).
    case number
    /// Two bounds: 80-90分.
    case range
    /// A figure for each period: ≥12次/年, 每月至少3次.
    case frequency
    /// Words on a scale: 显著提高, 有所提高, 及时.
    case level
    /// Yes or no: 是, 达标, 未完成.
    case boolean
    /// A day, month or year: 2022年12月, 12月底前.
    case date
    /// A length of time within which something is done: 5个工作日, 24小时内.
    case deadline
    /// Several values in one cell: 个体≥5% 企业≥3%.
    case compound
    /// Nothing, or only dashes and dots.
    case empty
    /// Figures that make no value we know: 1:3.
    case unreadable
  }

  public enum Comparator: String, Sendable, CaseIterable {
    case atLeast = "≥"
    case above = ">"
    case exactly = "="
    case atMost = "≤"
    case below = "<"
    case none = ""
  }

  /// What the figure is measured against.
  public enum Base: String, Sendable, CaseIterable {
    case absolute
    /// A change against the previous year: +5%, 提升10%; the figure is the change, negative for 下降.
    case previousYear = "previous-year"
    /// The budget of the form: 预算范围内.
    case budget
  }

  /// How far a qualitative value goes, worst to best.
  public enum Degree: Int, Sendable, CaseIterable, Comparable {
    /// 未达标, 没有改善.
    case not
    /// 有所提高, 部分及时, 有一定保障.
    case some
    /// 提高, 达标: the bare word.
    case plain
    /// 显著提高, 有效改善, 明显提升.
    case strong
    public static func < (left: Degree, right: Degree) -> Bool { left.rawValue < right.rawValue }
  }

  /// A stretch of time that a frequency refers to: 月, 30天.
  public struct Period: Hashable, Sendable {
    public enum Unit: String, Sendable, CaseIterable {
      case hour = "小时"
      case day = "天"
      case workday = "工作日"
      case week = "周"
      case month = "月"
      case quarter = "季度"
      case halfYear = "半年"
      case year = "年"
    }
    public let count: Int
    public let unit: Unit
    public init(_ count: Int, _ unit: Unit) {
      self.count = count
      self.unit = unit
    }
    public static let year = Period(1, .year)
  }

  /// Part of a year that a value holds for: 二三季度 is quarters 2 and 3.
  public struct Span: Hashable, Sendable {
    /// Number of parts of the year: 4 quarters, 2 half-years, 12 months.
    public let of: Int
    /// Bit 0 is the first part.
    public let mask: UInt16
    public init(of: Int, mask: UInt16) {
      self.of = of
      self.mask = mask
    }
    public var count: Int { mask.nonzeroBitCount }
  }

  /// A day that may lack its year or day: 2022年12月, 12月31日. Zero where not written.
  public struct PartialDate: Hashable, Sendable, Comparable {
    public let year: Int16
    public let month: Int8
    public let day: Int8
    init(year: Int = 0, month: Int = 0, day: Int = 0) {
      self.year = Int16(year)
      self.month = Int8(month)
      self.day = Int8(day)
    }
    /// Compared by their last possible day, so that 2022年12月 is not before 2022年12月31日.
    public static func < (left: PartialDate, right: PartialDate) -> Bool { left.last < right.last }
    private var last: Int { (Int(year) * 13 + Int(month == 0 ? 12 : month)) * 32 + Int(day == 0 ? 31 : day) }
  }

  /// What is odd about the way a value is written; each may deserve a finding.
  public struct Notes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// The sign stands after the figure: 10家≥.
    public static let misplacedComparator = Notes(rawValue: 1 << 0)
    /// 90%%.
    public static let doubledPercent = Notes(rawValue: 1 << 1)
    /// A figure without a unit: ≥80.
    public static let missingUnit = Notes(rawValue: 1 << 2)
    /// Full-width digits or signs: ≥９５％.
    public static let fullWidth = Notes(rawValue: 1 << 3)
    /// ≧, >=, =>: another sign than ≥ and ≤.
    public static let unusualSign = Notes(rawValue: 1 << 4)
    /// The comparison is in words: 不低于, 以上.
    public static let comparatorInWords = Notes(rawValue: 1 << 5)
    /// 两次, 百分之九十.
    public static let chineseNumeral = Notes(rawValue: 1 << 6)
    /// 约, 左右, 余, 近.
    public static let approximate = Notes(rawValue: 1 << 7)
    /// Words that are no part of the value: 90%以上居民.
    public static let extraWords = Notes(rawValue: 1 << 8)
    /// Zero written in words: 不发生, 无, 零投诉.
    public static let zeroInWords = Notes(rawValue: 1 << 9)
    /// The unit was another way of writing a known one: 平方 for 平方米.
    public static let unitSynonym = Notes(rawValue: 1 << 10)
    /// Blanks inside the value: ≥ 90%.
    public static let blanks = Notes(rawValue: 1 << 11)
  }

  /// As printed.
  public internal(set) var text: String
  public internal(set) var kind: Kind = .empty
  public internal(set) var comparator: Comparator = .none
  public internal(set) var base: Base = .absolute
  /// Lower bound as written; equal to `high` when a plain figure stands there, nil when only an upper bound does.
  public internal(set) var low: ExactDecimal?
  /// Upper bound as written.
  public internal(set) var high: ExactDecimal?
  /// Power of ten that a figure is to be multiplied with: 4 for 万, 8 for 亿.
  public internal(set) var scale: Int = 0
  /// Unit in its usual writing, empty when there is none: %, 元, 人次, 工作日.
  public internal(set) var unit: String = ""
  public internal(set) var period: Period?
  public internal(set) var span: Span?
  public internal(set) var date: PartialDate?
  /// Set for `.level` and `.boolean`.
  public internal(set) var degree: Degree?
  /// The words that go with it: what a figure is about (覆盖率), or a level without its degree (提高).
  public internal(set) var words: String = ""
  /// Values, remarks counted, that one cell may hold; the longest cells known have 12.
  static let partsMax = 24

  /// The values of a `.compound`.
  public internal(set) var parts: [Quantity] = []
  public internal(set) var notes: Notes = []

  init(text: String) { self.text = text }
}

extension Quantity {
  /// The one figure as written; nil for ranges and for what has no figure.
  public var value: ExactDecimal? { kind == .range ? nil : low ?? high }

  public var isPercent: Bool { unit == "%" }

  /// A figure that can be compared: number, range, frequency or deadline.
  public var isNumeric: Bool { (low != nil || high != nil) && kind != .compound && kind != .date }

  /// Nothing may happen: 0起, 不发生, ≤0.
  public var isZero: Bool {
    isNumeric && base == .absolute && (high ?? low)?.isZero == true && (low ?? .zero).isZero && comparator != .above
  }

  /// Bounds with 万 and 亿 multiplied out.
  public var scaledLow: ExactDecimal? { low.map { Self.scaled($0, by: scale) } }
  public var scaledHigh: ExactDecimal? { high.map { Self.scaled($0, by: scale) } }
  public var scaledValue: ExactDecimal? { value.map { Self.scaled($0, by: scale) } }

  /// Reading refuses figures that this would overflow.
  static func scaled(_ figure: ExactDecimal, by exponent: Int) -> ExactDecimal {
    if exponent == 0 { return figure }
    if figure.places >= exponent { return ExactDecimal(units: figure.units, places: figure.places - exponent) }
    let factor = Int64(ExactDecimal.power(exponent - figure.places))
    return ExactDecimal(units: figure.units &* factor, places: 0)
  }

  /// The value in the writing we recommend: `≥10家` for `10家≥`; the printed text when there is nothing to mend.
  public var standardText: String {
    guard isNumeric, parts.isEmpty, !notes.contains(.zeroInWords) else { return text }
    var out = words.isEmpty || base == .budget ? "" : words
    if base == .previousYear, comparator == .none, let value, !value.isNegative { out += "+" }
    out += comparator.rawValue
    if kind == .range, let low, let high {
      out += "\(low)-\(high)"
    } else if let value {
      out += value.description
    }
    out += Self.scaleName(scale) + unit
    if let period { out += "/" + (period.count == 1 ? "" : "\(period.count)") + period.unit.rawValue }
    return out
  }

  static func scaleName(_ scale: Int) -> String {
    switch scale {
    case 2: "百"
    case 3: "千"
    case 4: "万"
    case 6: "百万"
    case 7: "千万"
    case 8: "亿"
    case 12: "万亿"
    default: ""
    }
  }
}

extension Quantity.PartialDate {
  /// Days from the last day that `limit` allows to the last day that this may be; negative when early, nil when a year
  /// is missing on one side.
  public func daysLate(after limit: Quantity.PartialDate) -> Int? {
    if year == 0 || limit.year == 0 { return year == limit.year ? dayNumber(2023) - limit.dayNumber(2023) : nil }
    return dayNumber(Int(year)) - limit.dayNumber(Int(limit.year))
  }

  private func dayNumber(_ year: Int) -> Int {
    let month = self.month == 0 ? 12 : Int(self.month)
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let day = self.day == 0 ? lengths[month - 1] : Int(self.day)
    return year * 365 + year / 4 - year / 100 + year / 400 - (isLeap ? 1 : 0) + lengths[..<(month - 1)].reduce(0, +)
      + day
  }
}
