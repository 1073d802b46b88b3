public import Model

/// What the review rules take from data: limits, word lists, classifications and code shapes of one place and year.
///
/// Everything here is practice or proposal that an office may set otherwise; the files of `Resources/rules` say for
/// each entry how sure we are of it.
public struct RuleParameters: Sendable {
  public internal(set) var limits = RuleLimits()
  public internal(set) var words = RuleWords()
  /// Allowed pairs of level-1 and level-2 heads without their ending 指标: 产出 → 数量.
  public internal(set) var levelPairs: [LevelPair] = []
  public internal(set) var codeShapes: [ProjectCodeShape] = []
  /// Six-digit codes of districts by name: 汉阳区 → 420105.
  public internal(set) var regionCodes: [String: String] = [:]
  /// Names of the economic classification by code: 30227 → 委托业务费.
  public internal(set) var economicClasses: [String: String] = [:]
  /// Dated words: an agency that was dissolved, a congress that has been followed by the next.
  public internal(set) var datedWords: [DatedWord] = []
  /// What a piece may cost by a norm: 台式计算机, 5000 元.
  public internal(set) var unitPrices: [UnitPrice] = []
  /// Indicators with a meaning of their own and the words that something around them must have.
  public internal(set) var strayIndicators: [StrayIndicator] = []
  /// Names of functional items that are not official, with the official ones.
  public internal(set) var accountNames: [AccountName] = []
  /// What the weights of all indicators may come to where the execution of the budget has points of its own elsewhere.
  public internal(set) var weightTotals: [ExactDecimal] = []
  /// What the limits are called, for whoever sets them otherwise.
  public internal(set) var limitNames: [String: RuleLimit] = [:]
  /// Rules that a place sets otherwise, with place and years.
  public internal(set) var switches: [RuleSwitch] = []
  /// How sure we are of each entry: `limits.contingency_share` → proposed.
  public internal(set) var standings: [String: Validity.Standing] = [:]

  public init() {}

  public struct LevelPair: Hashable, Sendable {
    public let level1: String
    public let level2: String
    /// First and last form year in which the pair is right; nil where open.
    public let firstYear: Int?
    public let lastYear: Int?
    /// Printed by forms of some places although the national list does not have it.
    public let isVariant: Bool
  }

  public struct UnitPrice: Hashable, Sendable {
    public let name: String
    /// Names in costing texts, directly before the number of pieces.
    public let words: [String]
    /// 台, 套.
    public let unit: String
    public let yuan: ExactDecimal
  }

  public struct StrayIndicator: Hashable, Sendable {
    public let words: [String]
    public let needs: [String]
  }

  public struct AccountName: Hashable, Sendable {
    public let name: String
    public let instead: String
  }

  public struct DatedWord: Hashable, Sendable {
    public let word: String
    /// Forms of this year and later should no longer use the word.
    public let outdatedFrom: Int
    public let instead: String?
    public let isAgency: Bool
  }
}

/// A rule that a place sets otherwise in some years (规则开关): off, or milder than the catalogue has it.
public struct RuleSwitch: Hashable, Sendable {
  public enum Effect: String, Hashable, Sendable, CaseIterable {
    case off, hint, warning

    public var officialName: String {
      switch self {
      case .off: "不查"
      case .hint: "降为提示"
      case .warning: "降为提醒"
      }
    }
  }

  public let rule: String
  public let effect: Effect
  /// Why, in words for everybody: the number of the paper, the reason.
  public let why: String
  public let validity: Validity
  /// File that says so, for whoever mends it.
  public let file: String

  /// Whether it is for a form of that place and year; a form that tells neither is checked by the whole catalogue.
  public func concerns(place: String?, year: Int?) -> Bool {
    guard let year, validity.covers(year) else { return false }
    if validity.place == "全国" { return true }
    guard let place else { return false }
    return place.utf8.starts(with: validity.place.utf8)
  }
}

/// The layout of a project code (项目编码) of some region.
public struct ProjectCodeShape: Hashable, Sendable {
  /// One part of a code, in order.
  public enum Part: Hashable, Sendable {
    case region
    case year
    case digits(Int)
    case letters(String)
    case literal(String)
    /// A digit or a capital letter that checks the others.
    case check

    public var length: Int {
      switch self {
      case .region: 6
      case .year: 2
      case .digits(let count): count
      case .letters, .check: 1
      case .literal(let text): text.utf8.count
      }
    }
  }

  public let name: String
  /// The shape is in use where a code begins with one of these digits.
  public let prefixes: [String]
  public let parts: [Part]
  public let checkAlphabet: String?
  public let standing: Validity.Standing
  public var length: Int { parts.reduce(0) { $0 + $1.length } }
}
