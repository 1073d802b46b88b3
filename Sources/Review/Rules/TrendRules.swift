internal import Model
internal import Schemes

/// Values against earlier years, the money and the costing texts.
enum TrendRules {
  static let all: [Rule] = [
    unitMismatchHistory, targetBelowHistory, targetTrivial, targetFlat, historyMissing, longVsAnnualTrend,
    budgetUpTargetsDown, quantityVsCalc, coverageInconsistent,
  ]

  static let unitMismatchHistory = Rule(
    "unit-mismatch-history", .error, "各年单位不一样", .goals, standing: .verified,
    "同一个指标各年要用同一个单位，否则无法比较。比率与个数互换的判为错误，相近单位提示核对。"
  ) { facts, report in
    for row in facts.rows.indices {
      guard let last = facts.rows[row].last, !last.hasTargetUnit, last.hasUnit, facts.rows[row].target.hasUnit,
        last.isNumeric, facts.rows[row].target.isNumeric, !last.isZero, !facts.rows[row].target.isZero,
        last.base == facts.rows[row].target.base, let printed = facts.lastText(row)
      else { continue }
      let target = facts.printed(row).target.quantity
      let (old, new) = (Quantity(printed).unit, target.unit)
      guard !old.has(new), !new.has(old) else { continue }
      report.add(
        facts.spot(row, "target"), "上年的值是 \(printed)，这里填了 \(target.text)，单位不同。改成同一个单位。",
        printed: target.text, severity: (old == "%") != (new == "%") ? .error : .warning)
    }
  }

  /// Target, last year and the year before as figures of one unit.
  private static func figures(_ facts: FormFacts, _ row: Int) -> (
    target: ExactDecimal, last: ExactDecimal, before: ExactDecimal
  )? {
    guard let last = facts.rows[row].last, let before = facts.rows[row].before,
      last.hasTargetUnit, before.hasTargetUnit, last.period == facts.rows[row].target.period,
      let target = facts.rows[row].target.comparable,
      let old = last.comparable, let older = before.comparable
    else { return nil }
    return (target, old, older)
  }

  static let targetBelowHistory = Rule(
    "target-below-history", .warning, "目标比前两年都低", .goals,
    "目标低于前两年已经做到的，要说明理由。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard let (target, last, before) = figures(facts, row), !facts.rows[row].isHarm,
        ![.atMost, .below].contains(facts.rows[row].target.comparator), facts.rows[row].level2?.level1 != .cost
      else { return false }
      return target < last && target < before
    }
    guard let first = rows.first, let (_, last, before) = figures(facts, first) else { return }
    report.add(
      facts.spot(first, "target"),
      "\(facts.names(rows))比前两年都低，如前年 \(before)、上年 \(last)，这里填 \(facts.targetText(first))。若有理由，在依据里写明。",
      printed: facts.targetText(first))
  }

  static let targetTrivial = Rule(
    "target-trivial", .warning, "目标远低于上年", .goals, standing: .proposed, parameters: ["limits.trivial_target_share"],
    "目标还不到上年完成的几分之一，一定能完成，起不到约束。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard let last = facts.rows[row].last, last.hasTargetUnit, !facts.rows[row].isHarm,
        last.period == facts.rows[row].target.period, let target = facts.rows[row].target.comparable,
        let old = last.comparable, old > .zero, !target.isZero, facts.rows[row].level2?.level1 != .cost
      else { return false }
      return target * .hundred < old * facts.setting.parameters.limits.trivialTargetShare
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"),
      "\(facts.names(rows))不到上年的 \(facts.setting.parameters.limits.trivialTargetShare)%"
        + "（上年 \(facts.lastText(first) ?? "")）。按往年水平定目标。",
      printed: facts.targetText(first))
  }

  static let targetFlat = Rule(
    "target-flat", .hint, "三年目标一点没变", .goals,
    "所有指标三年都一样，看不出进步，也可能是照抄。"
  ) { facts, report in
    let rows = facts.rows {
      facts.rows[$0].last != nil && facts.rows[$0].before != nil && facts.rows[$0].target.kind != .empty
    }
    guard rows.count >= 5 else { return }
    let flat = rows.filter { row in
      guard let last = facts.rows[row].last, let before = facts.rows[row].before else { return false }
      return last.isTargetText && before.isTargetText
    }
    guard flat.count * 10 >= rows.count * 9, let first = flat.first else { return }
    report.add(facts.spot(first, "target"), "\(rows.count) 行指标中有 \(flat.count) 行三年完全相同。核对是否照抄。")
  }

  static let historyMissing = Rule(
    "history-missing", .warning, "前两年的值没有填全", .goals,
    "多数指标填了前两年的值，空着的应补上；新指标应注明。"
  ) { facts, report in
    let annual = facts.rows { !facts.rows[$0].isLongTerm && facts.rows[$0].target.kind != .empty }
    guard !annual.isEmpty else { return }
    let open = annual.filter { facts.rows[$0].last == nil || facts.rows[$0].before == nil }
    guard let first = open.first, open.count * 2 < annual.count else { return }
    report.add(
      facts.spot(first, "history"), "\(facts.names(open))缺前年或上年的值。补上；新指标注明“新增”。")
  }

  static let longVsAnnualTrend = Rule(
    "long-vs-annual-trend", .warning, "长期说增加年度却减少", .projectGoals,
    "长期目标写逐年增加，年度目标却比上年少，两处方向相反。"
  ) { facts, report in
    guard
      let long = facts.rows.indices.first(where: { row in
        guard facts.rows[row].isLongTerm, facts.rows[row].level2 == .quantity else { return false }
        let text = facts.targetText(row)
        return (text.has("每年") || text.has("逐年")) && text.has("增")
      })
    else { return }
    let falls = facts.rows { row in
      guard !facts.rows[row].isLongTerm, facts.rows[row].level2 == .quantity,
        let (target, last, _) = figures(facts, row)
      else {
        return false
      }
      return target < last && !facts.rows[row].isHarm
    }
    guard let first = falls.first else { return }
    report.add(
      facts.spot(first, "target"),
      "长期目标写“\(facts.targetText(long))”，\(facts.names(falls))却比上年少。改其中一处，或说明理由。",
      printed: facts.targetText(first))
  }

  static let budgetUpTargetsDown = Rule(
    "budget-up-targets-down", .warning, "钱增指标不增", .projectGoals, standing: .proposed,
    parameters: ["limits.budget_growth"],
    "预算比上年明显增加，数量指标却多数没有增加，钱与事不匹配。"
  ) { facts, report in
    guard let current = facts.form.amounts.current, let last = facts.lastYear, last > .zero,
      let growth = Share.percent(current - last, of: last, places: 2),
      growth > facts.setting.parameters.limits.budgetGrowth
    else { return }
    var counted = 0
    var down: [Int] = []
    for row in facts.rows.indices where facts.rows[row].level2 == .quantity && !facts.rows[row].isHarm {
      guard let (target, old, _) = figures(facts, row) else { continue }
      counted += 1
      guard target <= old else { return }
      if target < old { down.append(row) }
    }
    guard counted >= 3, let first = down.first else { return }
    report.add(
      facts.spot(first, "target"),
      "预算比上年增 \(growth)%，\(counted) 行数量指标没有一行增加，\(down.count) 行减少：\(facts.names(down))。按预算调整指标，或说明理由。",
      printed: facts.targetText(first))
  }

  /// A cost line and an indicator speak of the same thing when their names share more than the common words.
  static let quantityVsCalc = Rule(
    "quantity-vs-calc", .warning, "指标数量与测算不同", .projectGoals,
    "测算依据按多少个算钱，指标就应定多少个；不同的要说明。"
  ) { facts, report in
    guard facts.lines.contains(where: { $0.costing?.counted != nil }) else { return }
    let candidates = MarkedRow.counting(facts)
    for index in facts.lines.indices {
      guard let counted = facts.lines[index].costing?.counted else { continue }
      let line = facts.form.costs[index]
      guard let row = matching(facts, candidates, facts.lines[index].topic, counted),
        let target = facts.rows[row].target.value, target != counted.value
      else { continue }
      report.add(
        facts.spot(row, "target"),
        "“\(Printed.short(line.title))”按 \(counted.value)\(counted.unit) 测算（第 \(index + 1) 行明细），"
          + "指标“\(Printed.short(facts.name(of: row)))”填了 \(facts.targetText(row))。改其中一处，或说明差别。",
        printed: facts.targetText(row), expected: "\(counted.value)\(facts.printed(row).target.quantity.unit)")
    }
  }

  /// The one quantity indicator whose name holds the topic of the line and what is counted.
  private static func matching(
    _ facts: FormFacts, _ candidates: [MarkedRow], _ topic: TopicName, _ counted: CostingNumber
  ) -> Int? {
    let thing = TopicName.thing(counted.unit)
    guard topic.isTelling, !thing.isEmpty else { return nil }
    var found: Int?
    for candidate in candidates where candidate.mayHold(topic) {
      let name = facts.name(of: candidate.row)
      // What is longer is no name, and every line of the costs would search it.
      guard name.utf8.count <= 240, name.has(thing), topic.meets(name),
        counted.unit.hasPrefix(facts.printed(candidate.row).target.quantity.unit)
      else { continue }
      guard found == nil else { return nil }
      found = candidate.row
    }
    return found
  }

  static let coverageInconsistent = Rule(
    "coverage-inconsistent", .warning, "社区总数前后不一", [.projectGoal, .projectSelfEvaluation],
    "同一张表里覆盖的社区、村的个数不同，应说明哪些没有覆盖。"
  ) { facts, report in
    var counts: [(value: ExactDecimal, row: Int)] = []
    for row in facts.rows.indices
    where facts.rows[row].nameMarks.contains(.communities) && facts.rows[row].level2 == .quantity
      && !facts.rows[row].isLongTerm
    {
      guard facts.printed(row).target.quantity.unit == "个", let value = facts.rows[row].target.value else { continue }
      if !counts.contains(where: { $0.value == value }) { counts.append((value, row)) }
    }
    guard counts.count > 1 else { return }
    let shown = counts.map { "“\(Printed.short(facts.name(of: $0.row)))” \(facts.targetText($0.row))" }
    report.add(
      facts.spot(counts[1].row, "target"), "\(shown.joined(separator: "，"))。核对社区总数，或说明哪些没有覆盖。",
      printed: facts.targetText(counts[1].row))
  }
}
