internal import Model
internal import Schemes

/// Whether an indicator belongs to the class it stands in.
enum ClassRules {
  static let all: [Rule] = [
    quantityIsRate, qualityIsCount, timeAsPercent, costNotCost, costDuplicated, costNoUpperLimit, costContradiction,
    spendAsOutput, executionAsIndicator, benefitIsSatisfaction,
  ]

  static let quantityIsRate = Rule(
    "quantity-is-rate", .warning, "数量指标填成了比率", .goals, basis: "财预〔2021〕101号", standing: .unverified,
    "数量指标数的是人、次、件、面积；比率一般属于质量或时效指标。"
  ) { facts, report in
    let rows = facts.rows { facts.rows[$0].level2 == .quantity && facts.rows[$0].target.isPercent }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"), "数量指标\(facts.names(rows))的值是百分比。改填数量，或移到质量、时效指标。",
      printed: facts.indicator(first).target)
  }

  static let qualityIsCount = Rule(
    "quality-is-count", .warning, "质量指标填成了次数", .goals, basis: "财预〔2021〕101号", standing: .unverified,
    parameters: ["words.count_units"],
    "质量指标说达到什么标准；做了多少次、多少件属于数量指标。"
  ) { facts, report in
    let units = facts.setting.parameters.words.countUnits
    let rows = facts.rows { row in
      guard facts.rows[row].level2 == .quality else { return false }
      let target = facts.rows[row].target
      guard target.kind == .number || target.kind == .range || target.kind == .frequency, target.hasUnit,
        !target.isPercent, !target.isZero, !facts.rows[row].isHarm
      else { return false }
      return units.contains(facts.printed(row).target.quantity.unit)
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "level2"), "质量指标\(facts.names(rows))的值是次数或件数。移到数量指标，或改填达标率。",
      printed: facts.indicator(first).target)
  }

  static let timeAsPercent = Rule(
    "time-as-percent", .warning, "时效指标不是时间", .goals, parameters: ["words.times"],
    "名称是时限、时间的，值应是日期或天数；及时率才用百分比，频次属于数量指标。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard facts.rows[row].level2 == .timeliness, facts.rows[row].nameMarks.contains(.time),
        !facts.rows[row].nameMarks.contains(.rate)
      else { return false }
      let target = facts.rows[row].target
      return target.isPercent || (target.kind == .frequency && target.period?.unit != .hour)
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"),
      "\(facts.names(rows))填的是“\(facts.indicator(first).target ?? "")”。写完成日期或天数，或把名称改成及时率。",
      printed: facts.indicator(first).target)
  }

  static let costNotCost = Rule(
    "cost-not-cost", .warning, "成本指标不是成本", .projectGoals, basis: "财预〔2021〕101号", standing: .unverified,
    parameters: ["words.costs"],
    "成本指标写总成本或单位成本的上限，质量、效果一类的内容不属于成本。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard facts.rows[row].level1 == .cost || facts.rows[row].level2?.level1 == .cost else { return false }
      let target = facts.rows[row].target
      guard target.kind != .empty, target.base != .budget, !target.isMoney else { return false }
      return !facts.rows[row].nameMarks.contains(.cost) && !facts.rows[row].nameMarks.contains(.execution)
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "name"), "成本指标\(facts.names(rows))不是金额也不是单价。改写成本上限，或移到所属的类别。",
      printed: facts.indicator(first).name)
  }

  static let costDuplicated = Rule(
    "cost-duplicated", .warning, "同一笔成本写了两次", .projectGoals,
    "同一个金额既作经济成本又作社会成本，等于没有社会成本指标。"
  ) { facts, report in
    struct Key: Hashable {
      let goal: Int
      let amount: ExactDecimal
    }
    // For each amount of a goal the first row of each class: there are four classes.
    var seen: [Key: [(level2: Level2, row: Int)]] = [:]
    for row in facts.rows.indices where facts.rows[row].target.isMoney {
      guard let level2 = facts.rows[row].level2, level2.level1 == .cost, let amount = facts.rows[row].target.comparable
      else { continue }
      let key = Key(goal: facts.rows[row].goal, amount: amount)
      let alike = seen[key] ?? []
      if !alike.contains(where: { $0.level2 == level2 }) { seen[key, default: []].append((level2, row)) }
      guard let earlier = alike.first(where: { $0.level2 != level2 })?.row else { continue }
      report.add(
        facts.spot(row, "target"),
        "与“\(Printed.short(facts.name(of: earlier)))”是同一个金额 \(facts.indicator(row).target ?? "")。只留一处。",
        printed: facts.indicator(row).target)
    }
  }

  static let costNoUpperLimit = Rule(
    "cost-no-upper-limit", .warning, "成本没有写上限", .projectGoals, parameters: ["words.limits"],
    "成本越低越好，应写成不超过多少；写成等于或大于多少，省下的钱反而算没完成。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard facts.rows[row].level2?.level1 == .cost, facts.rows[row].target.isMoney,
        facts.rows[row].target.base == .absolute,
        !facts.rows[row].nameMarks.contains(.limit)
      else { return false }
      return ![.atMost, .below].contains(facts.rows[row].target.comparator)
    }
    guard let first = rows.first, let target = facts.indicator(first).target else { return }
    report.add(
      facts.spot(first, "target"), "成本指标\(facts.names(rows))没有写上限。改成“≤\(Plain(target).text)”的形式。", printed: target,
      expected: "≤" + String(target.drop { "≥>＞=".contains($0) }))
  }

  /// Saving a share of the budget and spending it cannot both be met.
  static let costContradiction = Rule(
    "cost-contradiction", .error, "节约率与花钱要求矛盾", .projectGoals, standing: .verified, parameters: ["words.saving"],
    "节约率 =（预算 − 支出）÷ 预算。要求节约大部分预算，同表又计划把预算用完，两项不可能同时做到。"
  ) { facts, report in
    var demands: [Int: Demands] = [:]
    for row in facts.rows.indices where facts.rows[row].nameMarks.contains(.saving) && facts.rows[row].target.isPercent
    {
      guard let saving = facts.printed(row).target.quantity.low, saving > 0, saving <= .hundred,
        facts.rows[row].target.comparator != .atMost
      else { continue }
      let spendable = .hundred - saving
      var against: [String] = []
      if let last = facts.form.schedule.last?.percent, last > spendable { against.append("支出计划到年底 \(last)%") }
      if let budget = facts.form.amounts.current {
        let goal = facts.rows[row].goal
        let own = demands[goal] ?? Demands(facts.rows { facts.rows[$0].goal == goal }, facts)
        demands[goal] = own
        if let other = own.first(but: row, facts, spendable, budget) {
          let target = facts.rows[other].target
          let aside = target.isMoney ? "（预算 \(Printed.money(budget))）" : ""
          against.append("“\(facts.name(of: other))”要求 \(facts.targetText(other))\(aside)")
        }
      }
      guard !against.isEmpty else { continue }
      report.add(
        facts.spot(row, "target"),
        "节约率 \(facts.indicator(row).target ?? "") 就是支出不超过预算的 \(spendable)%，"
          + "而\(against.joined(separator: "，"))。改成成本上限，如“≤\(facts.form.amounts.current.map(Printed.money) ?? "预算")万元”。",
        printed: facts.indicator(row).target)
    }
  }

  /// The amounts and rates of execution that the rows of one goal ask for, ready to be asked who asks for too much.
  private struct Demands {
    /// Rows in page order, each with the most that was asked for up to it.
    private var amounts: [(row: Int, most: ExactDecimal)] = []
    private var rates: [(row: Int, most: ExactDecimal)] = []

    init(_ rows: [Int], _ facts: FormFacts) {
      for row in rows {
        let target = facts.rows[row].target
        guard let low = facts.printed(row).target.quantity.low, target.comparator != .atMost else { continue }
        if target.isMoney, facts.rows[row].level2 == .quantity, facts.form.moneyUnit == .wanYuan, target.scale == 4 {
          amounts.append((row, max(low, amounts.last?.most ?? low)))
        } else if target.isPercent, facts.rows[row].nameMarks.contains(.execution) {
          rates.append((row, max(low, rates.last?.most ?? low)))
        }
      }
    }

    /// The first other row that asks for more than may be spent.
    func first(but row: Int, _ facts: FormFacts, _ spendable: ExactDecimal, _ budget: ExactDecimal) -> Int? {
      func first(_ list: [(row: Int, most: ExactDecimal)], _ exceeds: (ExactDecimal) -> Bool) -> Int? {
        var low = 0
        var high = list.count
        while low < high {
          let middle = (low + high) / 2
          if exceeds(list[middle].most) { high = middle } else { low = middle + 1 }
        }
        return list[low...].first { $0.row != row && facts.printed($0.row).target.quantity.low.map(exceeds) == true }?
          .row
      }
      let limit = budget * spendable
      let found = [first(amounts) { $0 * .hundred > limit }, first(rates) { $0 > spendable }]
      return found.compactMap { $0 }.min()
    }
  }

  static let spendAsOutput = Rule(
    "spend-as-output", .warning, "把花钱当成了产出", .projectGoals, basis: "财预〔2021〕101号", standing: .unverified,
    "花出去多少钱不是产出；产出是买来的东西、做成的事。"
  ) { facts, report in
    guard let budget = facts.form.amounts.current, budget > .zero else { return }
    let rows = facts.rows { row in
      guard facts.rows[row].level2 == .quantity, facts.rows[row].target.isMoney else { return false }
      let target = facts.rows[row].target
      guard target.scale == 4, facts.form.moneyUnit == .wanYuan, target.comparator != .atMost else { return false }
      return target.value == budget
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"),
      "\(facts.names(rows))的值 \(facts.indicator(first).target ?? "") 就是预算数。改填做成了多少事，金额放到成本指标。",
      printed: facts.indicator(first).target)
  }

  static let executionAsIndicator = Rule(
    "execution-as-indicator", .warning, "预算执行率重复计分", .all, parameters: ["words.execution_names"],
    "预算执行已单独计分，再作为绩效指标就重复了。"
  ) { facts, report in
    let rows = facts.rows { facts.rows[$0].nameMarks.contains(.execution) }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "name"), "\(facts.names(rows))就是预算执行率，已单独计分。换成别的指标。",
      printed: facts.indicator(first).name)
  }

  static let benefitIsSatisfaction = Rule(
    "benefit-is-satisfaction", .warning, "效益指标填成了满意度", .goals,
    "满意度属于满意度指标；效益指标写社会、经济、生态发生了什么变化。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard facts.rows[row].level1 == .benefit, let level2 = facts.rows[row].level2,
        [.economicBenefit, .socialBenefit, .ecologicalBenefit, .sustained].contains(level2)
      else { return false }
      return facts.printed(row).target.quantity.words.has("满意") || facts.rows[row].nameMarks.contains(.satisfaction)
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"), "效益指标\(facts.names(rows))填的是满意度。移到满意度指标，效益另写。",
      printed: facts.indicator(first).target)
  }
}
