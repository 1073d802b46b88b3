internal import Model
internal import Schemes

/// Goals, and the classes of indicators a form must have.
enum StructureRules {
  static let all: [Rule] = [
    noAnnualGoal, goalIsProjectName, longEqualsAnnual, goalWithoutIndicators, missingOutput, missingBenefit,
    missingSatisfaction, missingCost, missingLevel2, tooManyIndicators, levelPairInvalid, levelPairVariant,
    oldStructure,
  ]

  static let noAnnualGoal = Rule(
    "no-annual-goal", .error, "没有年度绩效目标", .goals, basis: "财预〔2015〕88号",
    "申报表至少要有一条年度绩效目标，否则不能安排预算。"
  ) { facts, report in
    let annual = facts.form.goals.contains { goal in
      goal.term != .longTerm && (!(goal.text ?? "").isEmpty || !goal.indicators.isEmpty)
    }
    guard !annual else { return }
    report.add(
      facts.whole, facts.form.goals.isEmpty ? "没有填绩效目标。补填年度绩效目标和指标。" : "只填了长期绩效目标。补填年度绩效目标和指标。")
  }

  static let goalIsProjectName = Rule(
    "goal-is-project-name", .warning, "目标只是重复项目名称", .projectGoals, basis: "财预〔2015〕88号",
    "绩效目标要写出做到什么结果，只写项目名称看不出结果。"
  ) { facts, report in
    guard let name = facts.form.name.map({ Plain.key($0) }), name.count >= 4 else { return }
    for (index, goal) in facts.form.goals.enumerated() {
      guard let text = goal.text, text.utf8.count <= (facts.form.name?.utf8.count ?? 0) + 12 else { continue }
      let key = Plain.key(text)
      guard key.count >= 4, key == name || name.scalars.starts(with: key.scalars) else { continue }
      report.add(facts.goal(index, "text"), "目标“\(Printed.short(text))”就是项目名称。写出要达到的结果。", printed: text)
    }
  }

  static let longEqualsAnnual = Rule(
    "long-equals-annual", .warning, "长期目标与年度目标相同", .goals,
    "长期目标写几年后的结果，年度目标写当年的结果，两者应有不同。"
  ) { facts, report in
    let goals = facts.form.goals
    for (index, annual) in goals.enumerated() where annual.term == .annual {
      for long in goals where long.term == .longTerm {
        let sameText = (annual.text?.utf8.count ?? 0) > 12 && annual.text == long.text
        let sameRows =
          annual.indicators.count >= 3 && annual.indicators.count == long.indicators.count
          && zip(annual.indicators, long.indicators).allSatisfy { $0.name == $1.name && $0.target == $1.target }
        guard sameText || sameRows else { continue }
        report.add(
          facts.goal(index, "text"),
          "与“\(Printed.short(long.title))”\(sameText ? "文字" : "")\(sameText && sameRows ? "和" : "")"
            + "\(sameRows ? "\(annual.indicators.count) 行指标" : "")完全相同。长期写几年后的结果，年度写当年的结果。",
          printed: annual.text)
        break
      }
    }
  }

  static let goalWithoutIndicators = Rule(
    "goal-without-indicators", .error, "有目标没有指标", .goals, basis: "财预〔2015〕88号",
    "列出的每一条目标都要有指标来衡量。项目表只看编了号的目标：没有编号的一条常常是各块指标共同的总目标。"
  ) { facts, report in
    let goals = facts.form.goals
    let isNumbered = facts.form.kind == .projectGoal
    for (index, goal) in goals.enumerated() where goal.indicators.isEmpty {
      guard let name = goal.name, name.has("目标"), let text = goal.text, !text.isEmpty,
        !isNumbered || GoalList.number(name) != nil,
        goals.contains(where: { $0.term == goal.term && !$0.indicators.isEmpty && ($0.name ?? "").has("目标") }),
        // The same goal may be listed once and measured under another number.
        !goals.contains(where: { !$0.indicators.isEmpty && $0.text == text })
      else { continue }
      report.add(facts.goal(index, "text"), "“\(Printed.short(text))”没有指标。补上指标，或并入别的目标。", printed: text)
    }
  }

  private static func missing(_ facts: FormFacts, _ level: Level1, _ report: inout Report, _ message: String) {
    for group in facts.groups where !group.has(level) {
      report.add(facts.goal(group.goal, "indicators"), message, severity: group.isSure ? nil : .warning)
    }
  }

  static let missingOutput = Rule(
    "missing-output-class", .error, "没有产出指标", .goals, basis: "财预〔2015〕88号",
    "产出指标说明做了什么，每个项目、每条部门目标都要有。"
  ) { facts, report in missing(facts, .output, &report, "没有产出指标。补上数量、质量或时效指标。") }

  static let missingBenefit = Rule(
    "missing-benefit-class", .error, "没有效益指标", .goals, basis: "财预〔2015〕88号",
    "效益指标说明做了有什么用，每个项目、每条部门目标都要有。"
  ) { facts, report in missing(facts, .benefit, &report, "没有效益指标。补上经济、社会、生态效益或可持续影响指标。") }

  static let missingSatisfaction = Rule(
    "missing-satisfaction-class", .warning, "没有满意度指标", .goals, basis: "财预〔2015〕88号",
    "有服务对象的，要有满意度指标；没有服务对象的应写明。"
  ) { facts, report in missing(facts, .satisfaction, &report, "没有满意度指标。补上，或写明没有服务对象。") }

  static let missingCost = Rule(
    "missing-cost-class", .warning, "没有成本指标", .projectGoals, basis: "财预〔2021〕101号", standing: .unverified,
    "工程、修缮、采购类项目要有成本指标，其他项目尽量有。"
  ) { facts, report in
    guard let year = facts.year, year >= 2022,
      !facts.rows.contains(where: { $0.level1 == .cost || $0.level2?.level1 == .cost })
    else { return }
    missing(facts, .cost, &report, "没有成本指标。写出总成本或单位成本的上限。")
  }

  static let missingLevel2 = Rule(
    "missing-level2", .warning, "产出指标缺一类", .projectGoals, basis: "财预〔2015〕88号",
    "产出一般要有数量、质量、时效三类指标，缺的应补上或说明。"
  ) { facts, report in
    let needed: [(Level2, String)] = [(.quantity, "数量"), (.quality, "质量"), (.timeliness, "时效")]
    for group in facts.groups {
      let absent = needed.filter { !group.has($0.0) }.map(\.1)
      guard absent.count < needed.count else { continue }
      guard !absent.isEmpty else { continue }
      report.add(facts.goal(group.goal, "indicators"), "产出指标里没有\(absent.joined(separator: "、"))指标。补上，或说明理由。")
    }
  }

  static let tooManyIndicators = Rule(
    "too-many-indicators", .hint, "指标太多", .all, standing: .proposed, parameters: ["limits.indicators_max"],
    "指标太多就没有重点，应挑选最能反映结果的核心指标。"
  ) { facts, report in
    let annualOnly = facts.hasAnnualRows
    guard facts.rows.count > facts.setting.parameters.limits.indicatorsMax, !facts.form.kind.isAboutDepartment else {
      return
    }
    let count = facts.rows.count { !annualOnly || $0.term != .longTerm }
    guard count > facts.setting.parameters.limits.indicatorsMax else { return }
    report.add(
      facts.whole, "共 \(count) 行指标，超过 \(facts.setting.parameters.limits.indicatorsMax) 行。留下核心指标。", printed: "\(count)")
  }

  static let levelPairInvalid = Rule(
    "level-pair-invalid", .error, "二级指标放错了一级指标", .goals, basis: "财预〔2015〕88号", standing: .unverified,
    "二级指标要放在它所属的一级指标之下，如数量指标属于产出指标。"
  ) { facts, report in
    let rows = levels(facts, .wrong)
    guard let first = rows.first else { return }
    let row = facts.indicator(first)
    report.add(
      facts.spot(first, "level2"),
      "“\(row.level2 ?? "")”不属于“\(row.level1 ?? "")”\(rows.count > 1 ? "，共 \(rows.count) 行：\(facts.names(rows))" : "")。改到所属的一级指标之下。",
      printed: row.level2)
  }

  static let levelPairVariant = Rule(
    "level-pair-variant", .hint, "指标分类名称不规范", .goals, basis: "财预〔2015〕88号", standing: .unverified,
    "有的表样把满意度放在效益之下，或印成环境效益指标；汇总时按规范的名称归类。"
  ) { facts, report in
    let rows = levels(facts, .variant)
    guard let first = rows.first else { return }
    let row = facts.indicator(first)
    report.add(
      facts.spot(first, "level2"),
      "“\(row.level1 ?? "")”下的“\(row.level2 ?? "")”不是规范的分类\(rows.count > 1 ? "，共 \(rows.count) 行" : "")。汇总时按规范名称归类。",
      printed: row.level2)
  }

  static let oldStructure = Rule(
    "old-structure", .hint, "成本还放在产出之下", .projectGoals, basis: "财预〔2021〕101号", standing: .unverified,
    "2021 年起成本指标单列为一级指标，放在产出之下的是旧表样。"
  ) { facts, report in
    guard let year = facts.year, year >= 2022,
      let row = facts.rows.firstIndex(where: { $0.level1 == .output && $0.level2 == .cost })
    else { return }
    report.add(facts.spot(row, "level1"), "成本指标放在产出指标之下，是 2021 年以前的表样。改列为一级指标“成本指标”。")
  }

  private static func levels(_ facts: FormFacts, _ verdict: LevelTable.Verdict) -> [Int] {
    facts.rows { facts.levelVerdicts[$0] == verdict }
  }
}
