internal import Model
internal import Schemes

/// Whether the indicators follow the money: large cost lines are measured, prices and reasons hold.
enum CoverageRules {
  static let all: [Rule] = [
    costDriverUncovered, tinyPartOvercovered, unitPriceOutlier, unitVersusObject, unitLabelRepeated, changeReason,
  ]

  private static let shares = ["limits.cost_driver_share", "limits.cost_driver_rows_min"]

  private typealias Line = (index: Int, amount: ExactDecimal, topic: TopicName)

  /// Lines with a telling title whose amount is as wanted: amounts are compared before any title is taken apart.
  private static func lines(_ facts: FormFacts, where matches: (ExactDecimal) -> Bool) -> [Line] {
    var found: [Line] = []
    for index in facts.form.costs.indices {
      guard let amount = facts.form.costs[index].amount, amount > .zero, matches(amount) else { continue }
      let topic = facts.lines[index].topic
      if topic.isTelling { found.append((index, amount, topic)) }
    }
    return found
  }

  private static func outputs(_ facts: FormFacts) -> [Int] {
    facts.rows {
      !facts.rows[$0].isLongTerm && facts.rows[$0].level1 == .output && facts.rows[$0].target.kind != .empty
    }
  }

  static let costDriverUncovered = Rule(
    "cost-driver-uncovered", .warning, "大额支出没有产出指标", .projectGoals, standing: .proposed, parameters: shares,
    "占预算一成以上的明细，应有产出指标说明这笔钱买来什么；名称毫无相同字眼的才提示。"
  ) { facts, report in
    let limits = facts.setting.parameters.limits
    guard facts.form.costs.count >= 3, let budget = facts.form.amounts.current, budget > .zero else { return }
    let rows = outputs(facts)
    guard rows.count >= limits.costDriverRowsMin else { return }
    var open: [(index: Int, amount: ExactDecimal)] = []
    let least = budget * limits.costDriverShare
    let large = lines(facts) { $0 * .hundred >= least }
    guard !large.isEmpty else { return }
    let marked = rows.map { MarkedRow($0, of: facts) }
    for line in large {
      guard !anyTouches(facts, marked, line.topic),
        // What the line buys may be told by its content or costing text instead of its title.
        !isTold(facts, line.index, marked)
      else { continue }
      open.append((line.index, line.amount))
    }
    guard let first = open.first, open.count < facts.form.costs.count,
      let share = Share.percent(first.amount, of: budget, places: 2)
    else { return }
    report.add(
      facts.cost(first.index, "activity"),
      "\(Printed.names(open.map { facts.form.costs[$0.index].title }))没有对应的产出指标，其中“"
        + "\(Printed.short(facts.form.costs[first.index].title))”\(Printed.money(first.amount)) ÷ \(Printed.money(budget)) = \(share)%。"
        + "补上说明这笔钱做成什么的指标。",
      printed: facts.form.costs[first.index].title)
  }

  private static func isTold(_ facts: FormFacts, _ line: Int, _ rows: [MarkedRow]) -> Bool {
    guard let content = facts.form.costs[line].content, !content.isEmpty, content.utf8.count < 600 else { return false }
    return anyTouches(facts, rows, TopicName(content))
  }

  private static func anyTouches(_ facts: FormFacts, _ rows: [MarkedRow], _ topic: TopicName) -> Bool {
    rows.contains { $0.mayHold(topic) && topic.touches(facts.name(of: $0.row)) }
  }

  static let tinyPartOvercovered = Rule(
    "tiny-part-overcovered", .hint, "小钱指标多大钱指标少", .projectGoals, standing: .proposed,
    parameters: ["limits.cost_driver_share", "limits.tiny_line_share", "limits.tiny_rows_min"],
    "占预算百分之一不到的零星支出有许多指标，占一成以上的大额支出却很少，重点放反了。"
  ) { facts, report in
    let limits = facts.setting.parameters.limits
    guard facts.form.costs.count >= 3, let budget = facts.form.amounts.current, budget > .zero else { return }
    let (least, most) = (budget * limits.costDriverShare, budget * limits.tinyLineShare)
    let amounts = facts.form.costs.lazy.compactMap { $0.amount.map { $0 * .hundred } }
    guard amounts.contains(where: { $0 < most }), amounts.contains(where: { $0 >= least }) else { return }
    let small = lines(facts) { $0 * .hundred < most }
    let large = lines(facts) { $0 * .hundred >= least }
    guard !small.isEmpty, !large.isEmpty else { return }
    let rows = outputs(facts)
    let ofSmall = rows.filter { row in small.contains { $0.topic.meets(facts.name(of: row)) } }
    let ofLarge = rows.count { row in large.contains { $0.topic.meets(facts.name(of: row)) } }
    guard ofSmall.count >= limits.tinyRowsMin, ofSmall.count > ofLarge, let first = ofSmall.first else { return }
    report.add(
      facts.spot(first, "name"),
      "占预算不到 \(limits.tinyLineShare)% 的 \(small.count) 项支出有 \(ofSmall.count) 行产出指标，占 "
        + "\(limits.costDriverShare)% 以上的 \(large.count) 项只有 \(ofLarge) 行。并掉零星的，补上大额的。")
  }

  static let unitPriceOutlier = Rule(
    "calc-unit-price-outlier", .hint, "单价高于配置标准", .projectGoals, basis: "财资〔2016〕27号", standing: .unverified,
    "办公设备、家具一类有配置标准；测算的单价高于标准的，要写明理由。标准在 Resources/rules 里，各地可另定。"
  ) { facts, report in
    for index in facts.lines.indices {
      guard let costing = facts.lines[index].costing, let text = facts.form.costs[index].basis else { continue }
      for product in costing.products {
        guard product.count == 2, let price = product.first(where: \.isMoney),
          let pieces = product.first(where: { !$0.isMoney }),
          case .count = pieces.kind,
          let norm = facts.setting.parameters.unitPrices.first(where: {
            $0.unit == pieces.unit && $0.isNamed(in: text, by: pieces)
          }),
          price.amount > norm.yuan
        else { continue }
        report.add(
          facts.cost(index, "basis"),
          "“\(norm.name)”每\(norm.unit) \(Printed.yuan(price.amount, like: price))，配置标准是 \(norm.yuan) 元。按标准测算，或写明理由。",
          printed: price.printed, expected: "≤\(norm.yuan)元")
      }
    }
  }

  private static let holders: Set<String> = ["家", "户", "个", "所", "处"]
  private static let people: Set<String> = ["人", "名", "人次"]

  static let unitVersusObject = Rule(
    "unit-vs-object", .warning, "指标单位与测算对象不同", .projectGoals,
    "测算按家数算钱，指标却按人数填同一个数，是两件不同的事，要改成同一个对象。"
  ) { facts, report in
    guard facts.lines.contains(where: { $0.costing?.products.isEmpty == false }) else { return }
    for index in facts.lines.indices {
      guard let counted = facts.lines[index].costing?.holder(of: holders) else { continue }
      let topic = facts.lines[index].topic
      guard topic.isTelling else { continue }
      let rows = facts.rows { row in
        facts.rows[row].level2 == .quantity && !facts.rows[row].isLongTerm
          && facts.rows[row].target.value == counted.value
          && people.contains(facts.printed(row).target.quantity.unit) && topic.share(in: facts.name(of: row)).isMost
      }
      guard rows.count == 1, let row = rows.first else { continue }
      report.add(
        facts.spot(row, "target"),
        "“\(Printed.short(facts.form.costs[index].title))”按 \(counted.printed) 测算，这里填 \(facts.targetText(row))。改成同一个单位。",
        printed: facts.targetText(row), expected: counted.printed)
    }
  }

  static let unitLabelRepeated = Rule(
    "unit-label-repeated", .hint, "单位写了两遍", .all,
    "栏目名称里已有单位，值里再写一遍，汇总时要逐个去掉。"
  ) { facts, report in
    for index in facts.form.attributes.indices {
      let attribute = facts.form.attributes[index]
      guard attribute.label.has("（万元）") || attribute.label.has("(万元)"), attribute.value.utf8.count < 40,
        attribute.value.has("万"), StatedAmounts(attribute.value).all.count == 1
      else { continue }
      report.add(
        facts.attribute(at: index), "栏目已注明万元，这里又写“\(attribute.value)”。只填数。", printed: attribute.value,
        expected: StatedAmounts(attribute.value).all[0].number.value.description)
    }
    for row in facts.rows.indices where facts.rows[row].target.hasUnit {
      let name = facts.name(of: row)
      guard name.ends(with: "）") || name.ends(with: ")"), let unit = Self.bracketed(name) else { continue }
      let quantity = facts.printed(row).target.quantity
      guard unit == (facts.rows[row].target.scale == 4 ? "万" : "") + quantity.unit else { continue }
      report.add(
        facts.spot(row, "name"), "名称里已有单位“\(unit)”，值“\(facts.targetText(row))”又写一遍。单位只写在值里。", printed: name)
      return
    }
  }

  /// 设施维护面积（平方米） → 平方米.
  private static func bracketed(_ name: String) -> String? {
    let scalars = Plain(name).scalars
    guard scalars.last == ")", let open = scalars.lastIndex(of: "("), scalars.count - open > 2 else { return nil }
    return Plain.text(scalars[(open + 1)..<(scalars.count - 1)])
  }

  static let changeReason = Rule(
    "change-reason-insufficient", .hint, "变动理由与变动额不配", .projectGoals, standing: .proposed,
    parameters: ["limits.change_explained_ratio"],
    "点名的新增内容比净增加额大得多，必有别的支出减少，理由里应写明减了什么。"
  ) { facts, report in
    guard let current = facts.form.amounts.current, let last = facts.lastYear, current > last,
      let index = facts.form.attributes.firstIndex(where: { $0.label.has("预算变动") })
    else { return }
    let text = facts.form.attributes[index].value
    guard text.has("新增"), text.utf8.count < 4000,
      text.hasAny(["减少", "压减", "取消", "调减", "核减", "下降", "不再", "到期"]) == nil
    else { return }
    let named = facts.lines.indices.filter { index in
      facts.form.costs[index].amount != nil && facts.lines[index].topic.share(in: text).isNearlyAll
    }
    let amounts = named.compactMap { facts.form.costs[$0].amount }
    let sum = amounts.reduce(.zero, +)
    let change = current - last
    guard amounts.count >= 2, sum > change * facts.setting.parameters.limits.changeExplainedRatio else { return }
    report.add(
      facts.attribute(at: index),
      "净增加 \(Printed.money(change))，点名新增的 \(Printed.sum(amounts, sum))，多出 \(Printed.money(sum - change))。写明哪些支出减少了。",
      printed: Printed.money(change), expected: Printed.money(sum))
  }
}

extension RuleParameters.UnitPrice {
  /// Whether a name of the norm stands directly before the pieces: 笔记本电脑2台.
  fileprivate func isNamed(in text: String, by pieces: CostingNumber) -> Bool {
    let plain = Plain(text).text
    return words.contains { plain.has($0 + pieces.value.description + pieces.unit) }
  }
}

extension CostingText {
  /// The one number of such units in a text that is a single product: 10家 of 500元/月×12月×10家.
  fileprivate func holder(of units: Set<String>) -> CostingNumber? {
    guard products.count == 1 else { return nil }
    let found = products[0].filter { !$0.isUnitPrice && units.contains($0.unit) }
    return found.count == 1 ? found[0] : nil
  }
}
