internal import Model
internal import Schemes

/// Actual values and points of the rows of a self-evaluation.
enum ResultRules {
  static let all: [Rule] = [
    actualMissing, actualUnit, actualVague, fullScoreNotMet, reducedAlthoughMet, zeroTolerance, qualitativeBand,
    overachieved, overachievedExtreme, deliveredNotAccepted, nearDuplicateContradiction, actualEqualsTargetAll,
    goalScoreUnexplained,
  ]

  static let actualMissing = Rule(
    "actual-missing", .error, "没有填实际完成值", .selfEvaluations,
    "每一行指标都要有实际完成值。"
  ) { facts, report in
    let open = facts.rows { facts.rows[$0].target.kind != .empty && facts.rows[$0].actual?.isEmptyText ?? true }
    guard let first = open.first, open.count < facts.rows.count else { return }
    report.add(facts.spot(first, "actual"), "\(facts.names(open))没有填实际完成值。补填。")
  }

  static let actualUnit = Rule(
    "actual-unit", .warning, "完成值与目标单位不同", .selfEvaluations,
    "实际完成值要用目标值的单位，否则无法比较。"
  ) { facts, report in
    for row in facts.rows.indices {
      guard let value = facts.rows[row].actual, !value.hasTargetUnit, value.hasUnit, facts.rows[row].target.hasUnit,
        value.isNumeric, facts.rows[row].target.isNumeric, !value.isZero, !facts.rows[row].target.isZero
      else { continue }
      let actual = facts.printed(row).actual.quantity
      let (asked, given) = (facts.printed(row).target.quantity.unit, actual.unit)
      guard !asked.has(given), !given.has(asked) else { continue }
      report.add(
        facts.spot(row, "actual"), "目标 \(facts.targetText(row))，完成值 \(actual.text)，单位不同。改成同一个单位。",
        printed: actual.text)
    }
  }

  static let actualVague = Rule(
    "actual-vague", .warning, "完成值不是确切的数", .selfEvaluations,
    "实际完成值是已经发生的事，应写确切的数，不写“85 分以上”。"
  ) { facts, report in
    for row in facts.rows.indices {
      guard let actual = facts.rows[row].actual, actual.kind == .number || actual.kind == .frequency, !actual.isZero,
        actual.base == .absolute, actual.comparator != .none, actual.comparator != .exactly
      else { continue }
      report.add(
        facts.spot(row, "actual"), "完成值“\(facts.actualText(row) ?? "")”不是确切的数。写实际的数。",
        printed: facts.actualText(row))
    }
  }

  /// Whether the row reached its target; nil when that cannot be told from the values alone.
  private static func isMet(_ facts: FormFacts, _ row: Int) -> Bool? {
    guard let actual = facts.rows[row].actual, let done = actual.comparable, actual.comparator == .none,
      facts.rows[row].target.base == .absolute,
      actual.hasTargetUnit || facts.rows[row].target.isZero,
      actual.period == facts.rows[row].target.period, actual.kind == facts.rows[row].target.kind,
      !actual.notes.contains(.approximate), !actual.notes.contains(.extraWords)
    else { return nil }
    switch facts.rows[row].target.comparator {
    case .atLeast: return facts.rows[row].target.low.map { done >= $0 }
    case .above: return facts.rows[row].target.low.map { done > $0 }
    case .atMost: return facts.rows[row].target.high.map { done <= $0 }
    case .below: return facts.rows[row].target.high.map { done < $0 }
    case .none, .exactly: return nil
    }
  }

  /// Some schemes give points for satisfaction by steps whatever the target says (财预〔2021〕101号): from the highest step
  /// on full points below the target, under it fewer points above the target. Neither is then proven wrong.
  private static func mayBeStepped(_ facts: FormFacts, _ row: Int, isFull: Bool) -> Bool {
    guard facts.rows[row].level1 == .satisfaction || facts.rows[row].level2 == .satisfaction,
      let actual = facts.rows[row].actual, actual.isPercent, let done = actual.comparable
    else { return false }
    return (done >= facts.setting.parameters.limits.satisfactionFull) == isFull
  }

  static let fullScoreNotMet = Rule(
    "full-score-not-met", .error, "没达到目标却得满分", .selfEvaluations, standing: .verified,
    parameters: ["limits.satisfaction_full"],
    "目标写明了 ≥ 或 ≤，完成值没有达到，就不应得满分。满意度按档给分的方案另当别论，只作提醒。"
  ) { facts, report in
    for row in facts.rows.indices {
      guard let weight = facts.rows[row].weight, weight > .zero, facts.rows[row].score == weight,
        isMet(facts, row) == false
      else { continue }
      report.add(
        facts.spot(row, "score"),
        "目标 \(facts.targetText(row))，完成 \(facts.actualText(row) ?? "")，没有达到，却得满分 \(weight)。改得分，或改完成值。",
        printed: weight.description, expected: "<\(weight)",
        severity: mayBeStepped(facts, row, isFull: true) ? .warning : nil)
    }
  }

  static let reducedAlthoughMet = Rule(
    "reduced-although-met", .error, "达到目标却扣了分", .selfEvaluations,
    parameters: ["limits.overachieved_ratio", "limits.satisfaction_full"],
    "完成值达到目标却没得满分，又没有说明原因；超出目标很多的另当别论，满意度按档给分的只作提醒。"
  ) { facts, report in
    for row in facts.rows.indices {
      guard let weight = facts.rows[row].weight, let score = facts.rows[row].score, score < weight,
        isMet(facts, row) == true,
        (ratio(facts, row) ?? 1) < facts.setting.parameters.limits.overachievedRatio, !isExplained(facts, row)
      else { continue }
      report.add(
        facts.spot(row, "score"),
        "目标 \(facts.targetText(row))，完成 \(facts.actualText(row) ?? "")，已经达到，却得 \(score)（满分 \(weight)）。改得分，或写明扣分原因。",
        printed: score.description, expected: weight.description,
        severity: mayBeStepped(facts, row, isFull: false) ? .warning : nil)
    }
  }

  /// Whether the form says something about the row outside its figures.
  private static func isExplained(_ facts: FormFacts, _ row: Int) -> Bool {
    if !(facts.indicator(row).reason ?? "").isEmpty || !(facts.indicator(row).note ?? "").isEmpty { return true }
    // Texts around the table so long explain something of any row; they are not searched for each of a thousand.
    guard facts.attributeBytes <= explainedMax else { return true }
    let name = facts.name(of: row)
    return facts.form.attributes.contains { $0.value.has(name) }
  }

  /// Bytes of the texts around a table; the longest known have some 6,000.
  private static let explainedMax = 16_384

  static let zeroTolerance = Rule(
    "zero-tolerance", .error, "发生了却还得分", .selfEvaluations, standing: .verified,
    "目标是不发生的，发生了就不得分。"
  ) { facts, report in
    for row in facts.rows.indices where facts.rows[row].target.isZero {
      guard let actual = facts.rows[row].actual, let done = actual.comparable, done > .zero,
        facts.rows[row].target.comparator != .atLeast, let score = facts.rows[row].score, score > .zero
      else { continue }
      report.add(
        facts.spot(row, "score"),
        "目标 \(facts.targetText(row))，实际 \(facts.actualText(row) ?? "")，却得 \(score)。改为 0，并说明原因。",
        printed: score.description,
        expected: "0")
    }
  }

  static let qualitativeBand = Rule(
    "qualitative-band", .warning, "定性指标的得分不在档内", .selfEvaluations, basis: "财预〔2020〕10号", standing: .unverified,
    parameters: ["limits.partial_band_low", "limits.partial_band_high", "words.partial"],
    "部分达成的定性指标，得分应落在规定的区间里，过高过低都要说明。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard let weight = facts.rows[row].weight, let score = facts.rows[row].score, !weight.isZero, !score.isZero,
        score < weight,
        facts.rows[row].target.kind == .level, let actual = facts.rows[row].actual, actual.kind == .level,
        facts.setting.parameters.words.partial.contains(where: { facts.printed(row).actual.quantity.text.hasPrefix($0) }
        ),
        let share = Share.percent(score, of: weight, places: 2)
      else { return false }
      return share < facts.setting.parameters.limits.partialBandLow
        || share >= facts.setting.parameters.limits.partialBandHigh
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "score"),
      "\(facts.names(rows))是部分达成，得分占分值的比例不在 \(facts.setting.parameters.limits.partialBandLow)%—"
        + "\(facts.setting.parameters.limits.partialBandHigh)% 之间"
        + "（如 \(facts.rows[first].score?.description ?? "")/\(facts.rows[first].weight?.description ?? "")）。按档重打，或说明理由。",
      printed: facts.rows[first].score?.description)
  }

  /// Actual over target where more is better and both are plain counts.
  private static func ratio(_ facts: FormFacts, _ row: Int) -> ExactDecimal? {
    guard let actual = facts.rows[row].actual, let done = actual.comparable,
      let asked = facts.rows[row].target.comparable,
      asked > .zero, actual.hasTargetUnit, actual.period == facts.rows[row].target.period,
      !facts.rows[row].target.isPercent, !facts.rows[row].isHarm, facts.rows[row].level1 != .cost,
      ![.atMost, .below].contains(facts.rows[row].target.comparator), facts.rows[row].target.kind != .deadline
    else { return nil }
    return done.divided(by: asked, places: 2)
  }

  static let overachieved = Rule(
    "overachieved-130", .warning, "超额很多没有说明", .selfEvaluations + [.monitoring], basis: "财预〔2020〕10号",
    standing: .practice, parameters: ["limits.overachieved_ratio"],
    "完成值超过目标三成以上的，要说明原因；多半是目标定低了。监控时已经超过的，还来得及调整目标。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard let ratio = ratio(facts, row) else { return false }
      return ratio >= facts.setting.parameters.limits.overachievedRatio && !isExplained(facts, row)
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "actual"),
      "\(facts.names(rows))完成值达到目标的 \(facts.setting.parameters.limits.overachievedRatio) 倍以上（如 \(facts.targetText(first)) → "
        + "\(facts.actualText(first) ?? "")），没有说明。逐个说明原因。",
      printed: facts.actualText(first))
  }

  static let overachievedExtreme = Rule(
    "overachieved-extreme", .warning, "目标定得没有意义", .selfEvaluations, standing: .proposed,
    parameters: ["limits.overachieved_extreme_ratio"],
    "完成值是目标的十倍以上，这样的目标起不到约束，下年要重定。"
  ) { facts, report in
    let rows = facts.rows { (ratio(facts, $0) ?? 0) >= facts.setting.parameters.limits.overachievedExtremeRatio }
    guard let first = rows.first else { return }
    let shown = rows.prefix(4).map { row in
      "“\(Printed.short(facts.name(of: row)))”\(facts.targetText(row)) → "
        + "\(facts.actualText(row) ?? "")（\(ratio(facts, row)?.trimmed.description ?? "") 倍）"
    }
    report.add(
      facts.spot(first, "target"),
      "\(shown.joined(separator: "，"))\(rows.count > 4 ? " 等 \(rows.count) 行" : "")。按往年实际重定目标。",
      printed: facts.targetText(first))
  }

  static let deliveredNotAccepted = Rule(
    "delivered-not-accepted", .warning, "没验收却算完成", .selfEvaluations,
    "同一件事，验收没有达标，数量却得了满分，要说明完成的口径。"
  ) { facts, report in
    // The first row delivered in full, by the beginning of its name.
    var full: [[Unicode.Scalar]: Int] = [:]
    func beginning(_ row: Int) -> [Unicode.Scalar]? {
      let scalars = Array(facts.name(of: row).unicodeScalars.prefix(5))
      return scalars.count == 5 ? scalars : nil
    }
    for row in facts.rows.indices
    where facts.rows[row].level2 == .quantity && facts.rows[row].score == facts.rows[row].weight {
      if let name = beginning(row), full[name] == nil { full[name] = row }
    }
    for row in facts.rows.indices {
      guard let actual = facts.indicator(row).actual, actual.has("未达标") || actual.has("未验收") || actual.has("未达到验收"),
        let score = facts.rows[row].score, let weight = facts.rows[row].weight, score < weight
      else { continue }
      guard let delivered = beginning(row).flatMap({ full[$0] }) else { continue }
      report.add(
        facts.spot(delivered, "score"),
        "“\(Printed.short(facts.name(of: row)))”\(actual)，“\(Printed.short(facts.name(of: delivered)))”却得满分。说明完成的口径，或改得分。",
        printed: facts.rows[delivered].score?.description)
    }
  }

  static let nearDuplicateContradiction = Rule(
    "near-duplicate-contradiction", .warning, "相近的两行说法相反", .selfEvaluations,
    "名称相近、目标都是不发生的两行，一行完成值是 0、一行不是，要核对是不是同一件事。"
  ) { facts, report in
    let zero = facts.rows {
      facts.rows[$0].target.isZero && facts.rows[$0].isHarm && facts.rows[$0].actual?.isNumeric == true
    }
    let happened = zero.filter { facts.rows[$0].actual?.isZero == false }.prefix(happenedMax)
      .map { (row: $0, words: telling(facts.name(of: $0))) }
    for row in zero where !happened.isEmpty && facts.rows[row].actual?.isZero == true {
      let own = telling(facts.name(of: row))
      guard let other = happened.first(where: { own.isSubset(of: $0.words) })?.row else { continue }
      report.add(
        facts.spot(row, "actual"),
        "“\(Printed.short(facts.name(of: row)))”完成值 \(facts.actualText(row) ?? "")，“\(Printed.short(facts.name(of: other)))”却是 "
          + "\(facts.actualText(other) ?? "")。核对是不是同一件事，改其中一处。",
        printed: facts.actualText(row), expected: facts.actualText(other))
    }
  }

  /// Rows that others are compared with; a form with more accidents than that has other troubles.
  private static let happenedMax = 100

  /// What a name says besides that some accident happens: 食品药品 of 无食品药品安全事故发生.
  private static func telling(_ name: String) -> Set<Unicode.Scalar> {
    Set(Plain(name).scalars.prefix(60)).subtracting("无不发生数量起次件辖区内重大安全事故率的（）()个".unicodeScalars)
  }

  static let actualEqualsTargetAll = Rule(
    "actual-equals-target-all", .hint, "完成值大多等于目标值", .selfEvaluations, standing: .proposed,
    parameters: ["limits.actual_equal_share", "limits.equal_rows_min"],
    "大多数行的完成值与目标值一字不差，可能没有真正统计。"
  ) { facts, report in
    var numeric = 0
    var equal = 0
    for row in facts.rows.indices {
      guard let actual = facts.rows[row].actual, let done = actual.comparable,
        let asked = facts.rows[row].target.comparable
      else { continue }
      numeric += 1
      if done == asked { equal += 1 }
    }
    guard numeric >= facts.setting.parameters.limits.equalRowsMin,
      let share = Share.percent(ExactDecimal(equal), of: ExactDecimal(numeric), places: 0),
      share > facts.setting.parameters.limits.actualEqualShare
    else { return }
    report.add(facts.whole, "\(numeric) 行有数的指标中，\(equal) 行完成值等于目标值（\(share)%）。核对是否逐行统计过。")
  }

  static let goalScoreUnexplained = Rule(
    "goal-score-unexplained", .warning, "目标扣分没有说明", .selfEvaluations,
    "总目标扣了分，完成情况里却没有写哪里没做到。"
  ) { facts, report in
    for (index, goal) in facts.form.goals.enumerated() {
      guard let score = goal.score, let weight = goal.weight, score < weight, let text = goal.resultText, !text.isEmpty,
        text.hasAny(["但", "未", "不足", "有待", "尚", "没有", "不够", "存在"]) == nil
      else { continue }
      report.add(
        facts.goal(index, "score"), "得 \(score)（满分 \(weight)），完成情况里没有写扣分的原因。写明哪里没做到。",
        printed: score.description)
    }
  }
}
