/// The parts of published final accounts in their order: what the department is, its tables, what is said of them, terms,
/// and the self-evaluations that belong to them.
///
/// Source: 地方预决算公开操作规程（财预〔2016〕143号）, as the departments of districts lay their documents out.
public enum AccountsPart: Int, Sendable, CaseIterable {
  case profile = 1
  case tables, narrative, terms, annex

  public var title: String {
    switch self {
    case .profile: "部门概况"
    case .tables: "部门决算表"
    case .narrative: "部门决算情况说明"
    case .terms: "名词解释"
    case .annex: "附件"
    }
  }

  /// 第三部分 2024 年度部门决算情况说明.
  public func heading(_ year: Int) -> String {
    let number = ["一", "二", "三", "四", "五"][rawValue - 1]
    switch self {
    case .tables, .narrative: return "第\(number)部分　\(year)年度\(title)"
    case .profile, .terms, .annex: return "第\(number)部分　\(title)"
    }
  }

  /// Where a section of the text belongs, by its key.
  public static func of(_ section: BoundSection) -> AccountsPart {
    switch section.key {
    case "terms": .terms
    case "annex": .annex
    default: section.key.hasPrefix("profile-") ? .profile : .narrative
    }
  }
}

extension Collection<BoundSection> {
  /// The sections of one part.
  public func of(_ part: AccountsPart) -> [BoundSection] { filter { AccountsPart.of($0) == part } }
}
