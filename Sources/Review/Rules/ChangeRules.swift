internal import Model
internal import Schemes

/// The stated change of the budget against last year.
enum ChangeRules {
  static let all: [Rule] = [changeAmount, changeDirection, changePercent, historyYearsMissing]

  static let changeAmount = Rule(
    "change-amount", .error, "变动金额算不出来", .projectGoals, standing: .verified, parameters: BudgetRules.rounding,
    "写出的增减金额应等于当年预算减上年预算。"
  ) { facts, report in
    guard let change = facts.change, change.amountIsWrong(facts), !change.isReversed(facts) else { return }
    report.add(
      facts.attribute(at: change.attribute),
      "\(change.arithmetic)，表中写“\(change.amountWords)”。改成 \(Printed.signed(change.actual))，或改上年预算。",
      printed: change.amountWords, expected: Printed.signed(change.actual))
  }

  static let changeDirection = Rule(
    "change-direction", .error, "增减方向写反了", .projectGoals, standing: .verified, parameters: BudgetRules.rounding,
    "增加还是减少，应与当年预算减上年预算的正负一致。"
  ) { facts, report in
    guard let change = facts.change, change.amountIsWrong(facts), change.isReversed(facts) else { return }
    report.add(
      facts.attribute(at: change.attribute),
      "\(change.arithmetic)，表中写“\(change.amountWords)”，方向反了。改成 \(Printed.signed(change.actual))。",
      printed: change.amountWords, expected: Printed.signed(change.actual))
  }

  static let changePercent = Rule(
    "change-percent", .warning, "变动百分比算不出来", .projectGoals, standing: .verified,
    "写出的增减百分比应等于变动金额除以上年预算，按写出的位数四舍五入。"
  ) { facts, report in
    guard let change = facts.change, let stated = change.percent, change.last > .zero,
      !Share.agrees(stated, part: change.actual, whole: change.last),
      let actual = Share.percent(change.actual, of: change.last, places: max(2, stated.places))
    else { return }
    report.add(
      facts.attribute(at: change.attribute),
      "\(change.arithmetic)，÷ \(Printed.money(change.last)) = \(Printed.signed(actual))%，表中写“\(change.percentWords)”。"
        + "改百分比，或说明按什么算。",
      printed: change.percentWords, expected: Printed.signed(actual) + "%")
  }

  static let historyYearsMissing = Rule(
    "history-years-missing", .warning, "前两年预算没有填全", .projectGoals,
    "表中要求填前两年预算，便于看变动；没有上年预算的应写明。"
  ) { facts, report in
    guard let year = facts.year, facts.form.amounts.prior.count == 1, let known = facts.form.amounts.prior[0].year,
      known == year - 1 || known == year - 2
    else { return }
    let missing = known == year - 1 ? year - 2 : year - 1
    report.add(facts.prior(0), "只有 \(known) 年的预算，没有 \(missing) 年的。补上，或写明那一年没有这个项目。")
  }
}

/// Printed shares and rates in per cent.
enum Share {
  /// Whether a printed percentage is `part ÷ whole`, rounded at its own number of places; exactly half may go either way.
  static func agrees(_ printed: ExactDecimal, part: ExactDecimal, whole: ExactDecimal) -> Bool {
    let half = ExactDecimal(units: 5, places: min(printed.places + 1, ExactDecimal.placesMax))
    return (printed * whole - part * .hundred).magnitude <= half * whole.magnitude
  }

  /// `part ÷ whole` in per cent with so many places.
  static func percent(_ part: ExactDecimal, of whole: ExactDecimal, places: Int) -> ExactDecimal? {
    (part * .hundred).divided(by: whole, places: places)
  }
}

/// What a form says about the change of its budget, and what the change is.
struct BudgetChange {
  let attribute: Int
  let current: ExactDecimal
  let last: ExactDecimal
  var actual: ExactDecimal { current - last }
  /// Stated change in the money unit of the form, negative for 减少; nil when none or several are stated.
  private(set) var amount: ExactDecimal?
  private(set) var amountWords = ""
  /// Stated change in per cent with its sign.
  private(set) var percent: ExactDecimal?
  private(set) var percentWords = ""

  /// - Parameter year: of the form, or of its document.
  init?(_ form: FormContent, year: Int?) {
    guard let current = form.amounts.current, let year, let last = Self.lastYear(form, year),
      let index = form.attributes.firstIndex(where: { $0.label.has("预算变动") })
    else { return nil }
    self.current = current
    self.last = last
    attribute = index
    var amounts: [(ExactDecimal, String)] = []
    var percents: [(ExactDecimal, String)] = []
    for stated in StatedAmounts(form.attributes[index].value).all {
      guard let (sign, word) = Self.direction(stated.lead), !Self.isAgainstAnotherYear(stated, year) else { continue }
      let words = word + " " + stated.printed
      if let amount = stated.inUnit(form.moneyUnit) {
        amounts.append((sign < 0 ? -amount : amount, words))
      } else if stated.number.kind == .percent {
        percents.append((sign < 0 ? -stated.number.value : stated.number.value, words))
      }
    }
    // Several stated changes may be parts of the whole; then nothing is certain.
    if amounts.count == 1 { (amount, amountWords) = amounts[0] }
    if percents.count == 1 { (percent, percentWords) = percents[0] }
  }

  /// Budget of the year before, when the form states exactly one.
  static func lastYear(_ form: FormContent, _ year: Int) -> ExactDecimal? {
    let known = form.amounts.prior.lazy.filter { $0.year == year - 1 && $0.amount != nil }
    return known.count == 1 ? known.first?.amount : nil
  }

  func amountIsWrong(_ facts: FormFacts) -> Bool { amount.map { facts.differs($0, actual, addends: 2) } ?? false }

  /// Right but for the sign.
  func isReversed(_ facts: FormFacts) -> Bool { amount.map { !facts.differs(-$0, actual, addends: 2) } ?? false }

  var arithmetic: String { "\(Printed.money(current)) − \(Printed.money(last)) = \(Printed.signed(actual))" }

  /// The direction a lead ends with: 较2023年下降, 比上年增长了.
  private static func direction(_ lead: String) -> (Int, String)? {
    var text = Substring(lead)
    for ending in ["了", "额为", "为", "额", "资金", "预算", "金额"] where text.hasSuffix(ending) {
      text = text.dropLast(ending.count)
      break
    }
    for word in ["增加", "增长", "上升", "提高", "上涨"] where text.hasSuffix(word) { return (1, word) }
    for word in ["减少", "下降", "降低", "压减", "核减", "调减"] where text.hasSuffix(word) { return (-1, word) }
    return nil
  }

  /// 较2022年下降 in a form of 2024 compares with another year than the last.
  private static func isAgainstAnotherYear(_ stated: StatedAmounts.Stated, _ year: Int) -> Bool {
    if stated.lead.has("前年") || stated.lead.has("两年") { return true }
    guard let named = stated.yearBefore else { return false }
    return named != year - 1 && named != year
  }
}
