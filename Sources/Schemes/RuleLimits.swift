public import Model

/// The numbers that review rules compare with. Money is in the money unit of the form unless said otherwise.
public struct RuleLimits: Hashable, Sendable {
  /// Rounding allowed per addend of a sum of money, and in all.
  public var moneyTolerancePerAddend: ExactDecimal = 0
  public var moneyToleranceMax: ExactDecimal = 0
  /// Lump sums (应急、机动) above this share of the budget ask for an explanation, per cent.
  public var contingencyShare: ExactDecimal = 0
  /// Ratio of total to yearly budget from which a repeated digit is suspected.
  public var totalYearRatio: ExactDecimal = 0
  /// A project that bundles more cost lines and more units than this.
  public var bundledLines: Int = 0
  public var bundledUnits: Int = 0
  /// Budget growth in per cent from which targets are expected to grow too.
  public var budgetGrowth: ExactDecimal = 0
  /// A basis older than so many years is asked about.
  public var basisAgeYears: Int = 0
  /// A form with more indicators than this has lost its focus.
  public var indicatorsMax: Int = 0
  /// Satisfaction targets below this are implausibly low, per cent.
  public var satisfactionMin: ExactDecimal = 0
  /// A deadline for reporting longer than so many days is asked about.
  public var deadlineDaysMax: ExactDecimal = 0
  /// Actual over target from which an explanation is due, and from which the target is unusable.
  public var overachievedRatio: ExactDecimal = 0
  public var overachievedExtremeRatio: ExactDecimal = 0
  /// From here on satisfaction has full points in schemes that give them by steps, per cent.
  public var satisfactionFull: ExactDecimal = 0
  /// A target below this share of what was reached last year is no challenge, per cent.
  public var trivialTargetShare: ExactDecimal = 0
  /// Share of satisfaction rows, and of all rows, with actual equal to target from which copying is suspected.
  public var satisfactionEqualShare: ExactDecimal = 0
  public var actualEqualShare: ExactDecimal = 0
  /// Fewest rows for such a share to mean anything.
  public var equalRowsMin: Int = 0
  /// Band of a partly reached qualitative indicator, per cent of its weight: from, below.
  public var partialBandLow: ExactDecimal = 0
  public var partialBandHigh: ExactDecimal = 0
  /// High score, and share of unmet rows in per cent, that do not go together.
  public var highScore: ExactDecimal = 0
  public var unmetShare: ExactDecimal = 0
  /// Adjusted over initial budget outside these bounds asks for an explanation, per cent.
  public var adjustedLow: ExactDecimal = 0
  public var adjustedHigh: ExactDecimal = 0
  /// Gap between result and execution from which the result looks too good, per cent.
  public var scoreExecutionGap: ExactDecimal = 0
  /// The same reason given for so many items is no reason.
  public var genericReasonRepeats: Int = 0
  /// Decimals of money in 万元.
  public var moneyPlacesMax: Int = 0
  /// Outsourced work above this amount without a procurement plan is asked about.
  public var outsourcingWithoutProcurement: ExactDecimal = 0
  /// Cost lines from this share of the budget on want an output indicator, per cent; asked of forms with so many output rows.
  public var costDriverShare: ExactDecimal = 0
  public var costDriverRowsMin: Int = 0
  /// Lines below this share are odds and ends, per cent; so many rows about them are too many.
  public var tinyLineShare: ExactDecimal = 0
  public var tinyRowsMin: Int = 0
  /// Named new items that come to so many times the net change leave something untold.
  public var changeExplainedRatio: ExactDecimal = 0
  /// A rate of completion planned below this is planned not to be done, per cent.
  public var completionFloor: ExactDecimal = 0
  /// Points further from the proportional ones than this share of the weight ask for an explanation, per cent.
  public var proportionalScoreShare: ExactDecimal = 0
  /// Last month of the following year in which a self-evaluation is plausibly filled in.
  public var selfEvaluationLastMonth: Int = 0
  /// Percentage points between spending and indicators in monitoring that ask for an explanation.
  public var monitorGap: ExactDecimal = 0
  public init() {}

  enum Slot {
    case figure(any (WritableKeyPath<RuleLimits, ExactDecimal> & Sendable))
    case count(any (WritableKeyPath<RuleLimits, Int> & Sendable))
  }

  static let slots: [(key: String, slot: Slot)] = [
    ("money_tolerance_per_addend", .figure(\.moneyTolerancePerAddend)),
    ("money_tolerance_max", .figure(\.moneyToleranceMax)),
    ("contingency_share", .figure(\.contingencyShare)), ("total_year_ratio", .figure(\.totalYearRatio)),
    ("bundled_lines", .count(\.bundledLines)), ("bundled_units", .count(\.bundledUnits)),
    ("budget_growth", .figure(\.budgetGrowth)), ("basis_age_years", .count(\.basisAgeYears)),
    ("indicators_max", .count(\.indicatorsMax)), ("satisfaction_min", .figure(\.satisfactionMin)),
    ("deadline_days_max", .figure(\.deadlineDaysMax)), ("overachieved_ratio", .figure(\.overachievedRatio)),
    ("overachieved_extreme_ratio", .figure(\.overachievedExtremeRatio)),
    ("satisfaction_full", .figure(\.satisfactionFull)),
    ("trivial_target_share", .figure(\.trivialTargetShare)),
    ("satisfaction_equal_share", .figure(\.satisfactionEqualShare)),
    ("actual_equal_share", .figure(\.actualEqualShare)), ("equal_rows_min", .count(\.equalRowsMin)),
    ("partial_band_low", .figure(\.partialBandLow)), ("partial_band_high", .figure(\.partialBandHigh)),
    ("high_score", .figure(\.highScore)), ("unmet_share", .figure(\.unmetShare)),
    ("adjusted_low", .figure(\.adjustedLow)), ("adjusted_high", .figure(\.adjustedHigh)),
    ("score_execution_gap", .figure(\.scoreExecutionGap)),
    ("generic_reason_repeats", .count(\.genericReasonRepeats)), ("money_places_max", .count(\.moneyPlacesMax)),
    ("outsourcing_without_procurement", .figure(\.outsourcingWithoutProcurement)),
    ("cost_driver_share", .figure(\.costDriverShare)), ("cost_driver_rows_min", .count(\.costDriverRowsMin)),
    ("tiny_line_share", .figure(\.tinyLineShare)), ("tiny_rows_min", .count(\.tinyRowsMin)),
    ("change_explained_ratio", .figure(\.changeExplainedRatio)), ("completion_floor", .figure(\.completionFloor)),
    ("proportional_score_share", .figure(\.proportionalScoreShare)),
    ("self_evaluation_last_month", .count(\.selfEvaluationLastMonth)), ("monitor_gap", .figure(\.monitorGap)),
  ]
}

/// The lists of words that review rules look for in the texts of a form.
public struct RuleWords: Hashable, Sendable {
  /// A name that measures something: 率、数、次数、面积…
  public var measures: [String] = []
  /// A result nobody can observe: 大力推进、争创最优…; the whole value.
  public var unmeasurable: [String] = []
  /// A value that only says yes or no: 是、达标…; the whole value.
  public var yesNo: [String] = []
  /// 不发生、未发生…; the whole value, counts as zero.
  public var zero: [String] = []
  /// Lump sums: 应急、机动…
  public var contingency: [String] = []
  /// Money paid to persons: 补贴、补助、奖补…
  public var personPayments: [String] = []
  /// Values of 项目属性.
  public var projectAttributes: [String] = []
  /// Names of the functional classification that are no project names.
  public var functionalClasses: [String] = []
  /// Districts and zones a text may name; those of the own place are left out when a rule looks.
  public var districts: [String] = []
  /// Conversion rests: [bookmark, <p>…
  public var artefacts: [String] = []
  /// Execution of the budget as an indicator of its own.
  public var executionNames: [String] = []
  /// Scores and ranks that stand without a unit.
  public var unitless: [String] = []
  /// Count units: 次、人、件…
  public var countUnits: [String] = []
  /// Known slips of the pen.
  public var typos: [String] = []
  /// Names of satisfaction, of money saved, of an upper limit, of money spent.
  public var satisfaction: [String] = []
  public var saving: [String] = []
  public var limits: [String] = []
  public var costs: [String] = []
  /// Things of which fewer are better: accidents, complaints.
  public var harms: [String] = []
  /// Names of rates, of times, of ranks.
  public var rates: [String] = []
  public var times: [String] = []
  public var ranks: [String] = []
  /// Measures of a measure: 满意度的提升率.
  public var nonsense: [String] = []
  /// Actual words of a partly reached qualitative indicator: 有所、部分…; beginnings of the value.
  public var partial: [String] = []
  /// Parts of a whole, never above 100 %: 覆盖率、合格率、满意度; and what grows and may be above it.
  public var boundedRates: [String] = []
  public var growths: [String] = []
  /// What must be done in full, and what is planned to be done: 足额发放率; 完成率.
  public var duties: [String] = []
  public var completions: [String] = []
  /// Words of a cause: 因、由于、受…影响.
  public var causes: [String] = []
  /// Subjects of functional items that a reason must share: 养老、医疗.
  public var accountSubjects: [String] = []
  public init() {}

  static let lists: [(key: String, path: any (WritableKeyPath<RuleWords, [String]> & Sendable))] = [
    ("measures", \.measures), ("unmeasurable", \.unmeasurable), ("yes_no", \.yesNo), ("zero", \.zero),
    ("contingency", \.contingency), ("person_payments", \.personPayments),
    ("project_attributes", \.projectAttributes), ("functional_classes", \.functionalClasses),
    ("districts", \.districts), ("artefacts", \.artefacts), ("execution_names", \.executionNames),
    ("unitless", \.unitless), ("count_units", \.countUnits), ("typos", \.typos), ("partial", \.partial),
    ("satisfaction", \.satisfaction), ("saving", \.saving), ("limits", \.limits), ("costs", \.costs),
    ("harms", \.harms),
    ("rates", \.rates), ("times", \.times), ("ranks", \.ranks), ("nonsense", \.nonsense),
    ("bounded_rates", \.boundedRates), ("growths", \.growths), ("duties", \.duties), ("completions", \.completions),
    ("causes", \.causes), ("account_subjects", \.accountSubjects),
  ]
}
