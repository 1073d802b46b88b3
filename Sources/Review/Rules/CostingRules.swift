internal import Model
internal import Schemes

/// Costing texts of the cost lines.
enum CostingRules {
  static let all: [Rule] = [calcLineProduct, calcTextSum, calcStandardResult, calcMissing]

  static let calcLineProduct = Rule(
    "calc-line-product", .error, "测算式与金额不符", .projectGoals, standing: .verified,
    "测算依据里单价乘数量的结果应等于写出的结果和本行金额。"
  ) { facts, report in
    for index in facts.lines.indices {
      guard let text = facts.lines[index].costing, !text.equations.isEmpty else { continue }
      if let wrong = text.equations.first(where: { !$0.isRight }) {
        let value = Printed.yuan(wrong.value, like: wrong.printed)
        report.add(
          facts.cost(index, "basis"),
          "\(wrong.expression) = \(value)，文字写成 \(wrong.printed.printed)。改算式，或改结果。",
          printed: wrong.printed.printed, expected: value)
      } else if text.totals.isEmpty, let stated = text.stated, let equation = text.equations.first {
        compare(stated, equation.expression, at: index, facts, &report)
      }
    }
  }

  static let calcTextSum = Rule(
    "calc-text-sum", .error, "文字里的合计加错了", .projectGoals, standing: .verified, parameters: BudgetRules.rounding,
    "“A 和 B 共计 C”里的 C 应等于各项之和，也应等于本行金额。"
  ) { facts, report in
    for index in facts.lines.indices {
      guard let text = facts.lines[index].costing, !text.totals.isEmpty else { continue }
      if let wrong = text.totals.first(where: { ($0.value - $0.printed.amount).magnitude > facts.tolerance($0) }) {
        report.add(
          facts.cost(index, "basis"), wrongTotal(wrong, facts.form.costs[index], facts), printed: wrong.printed.printed,
          expected: Printed.yuan(wrong.value, like: wrong.printed))
      } else if text.totals.count == 1, let stated = text.stated, text.equations.allSatisfy(\.isRight) {
        compare(stated, text.totals[0].expression, at: index, facts, &report)
      }
    }
  }

  private static func wrongTotal(_ total: CostingText.Total, _ line: CostLine, _ facts: FormFacts) -> String {
    let value = Printed.yuan(total.value, like: total.printed)
    var message = "\(total.expression) = \(value)，文字写“共计 \(total.printed.printed)”。"
    if let amount = line.amount, let sum = CostingNumber.figure(total.value, in: facts.form.moneyUnit),
      !facts.differs(sum, amount, addends: total.parts.count)
    {
      message += "本行金额 \(Printed.money(amount)) 是对的，改文字。"
    } else {
      message += "改文字里的合计，或改分项。"
    }
    return message
  }

  /// The total of the text against the amount of the line.
  private static func compare(
    _ stated: CostingNumber, _ expression: @autoclosure () -> String, at index: Int, _ facts: FormFacts,
    _ report: inout Report
  ) {
    let unit = facts.form.moneyUnit
    guard let amount = facts.form.costs[index].amount, let value = CostingNumber.figure(stated.amount, in: unit),
      let half = CostingNumber.figure(stated.halfDigit, in: unit),
      (value - amount).magnitude > max(half, facts.tolerance(1))
    else { return }
    report.add(
      facts.cost(index, "amount"),
      "测算依据 \(expression()) = \(stated.printed)，本行金额填了 \(Printed.money(amount))。改金额，或改测算依据。",
      printed: amount.description, expected: Printed.money(value))
  }

  static let calcStandardResult = Rule(
    "calc-standard-result", .error, "按标准算出的数量不符", .projectGoals,
    "文字写明按人口的千分之几计算时，写出的数量应等于人口乘比例；人口按写出的位数算。"
  ) { facts, report in
    func look(_ text: String, _ spot: @autoclosure () -> Spot) -> Bool {
      guard text.has("分之"), text.has("人口"), let standard = PopulationStandard(text), !standard.isRight else {
        return false
      }
      report.add(
        spot(),
        "\(standard.populationText) × \(standard.rateText) = \(standard.expected)\(standard.unit)，"
          + "文字写“\(standard.printedText)”。改数量，或写明多出的部分从哪里来。",
        printed: standard.printedText, expected: "\(standard.expected)\(standard.unit)")
      return true
    }
    for index in facts.form.costs.indices {
      if let basis = facts.form.costs[index].basis, look(basis, facts.cost(index, "basis")) { return }
    }
    for index in facts.form.attributes.indices {
      if look(facts.form.attributes[index].value, facts.attribute(at: index)) { return }
    }
  }

  static let calcMissing = Rule(
    "calc-missing", .warning, "部分明细没有测算依据", .projectGoals,
    "每一行支出都要有测算依据，没有的应补上单价和数量。"
  ) { facts, report in
    let lines = facts.form.costs
    guard lines.contains(where: { !($0.basis ?? "").isEmpty }) else { return }
    let text = facts.attribute("测算依据")?.attribute.value ?? ""
    let missing = lines.indices.filter { index in
      (lines[index].basis ?? "").isEmpty && !lines[index].title.isTotalLabel && !isTold(lines[index].title, in: text)
    }
    guard let first = missing.first else { return }
    let sum = missing.compactMap { lines[$0].amount }.reduce(.zero, +)
    var share = ""
    if let budget = facts.form.amounts.current, budget > .zero,
      let percent = Share.percent(sum, of: budget, places: 2)
    {
      share = "，合计 \(Printed.money(sum))，占预算 \(percent)%"
    }
    report.add(
      facts.cost(first, "basis"),
      "\(lines.count) 行中有 \(missing.count) 行没有测算依据：\(Printed.names(missing.map { lines[$0].title }))\(share)。"
        + "补上单价和数量。")
  }
}

extension CostingRules {
  /// Whether the common text tells of a line under a shorter name: 关工委经费 for 3.关工委工作经费.
  private static func isTold(_ title: String, in text: String) -> Bool {
    guard !text.isEmpty else { return false }
    var name = Plain(title).scalars.drop { $0.isDigit || $0 == "." || $0 == "、" }[...]
    for ending in ["经费", "费用", "资金", "支出"] where name.suffix(2).elementsEqual(ending.unicodeScalars) {
      name = name.dropLast(2)
      for common in ["工作", "专项"] where name.suffix(2).elementsEqual(common.unicodeScalars) { name = name.dropLast(2) }
      return name.count >= 3 && text.has(Plain.text(name) + ending)
    }
    return false
  }
}

extension CostingText.Total {
  fileprivate var expression: String { partTexts.joined(separator: " + ") }
}

extension FormFacts {
  /// Rounding allowed for a total of a text, in 元: half a digit of what is printed, and the tolerance of a sum.
  fileprivate func tolerance(_ total: CostingText.Total) -> ExactDecimal {
    guard case .money(let scale) = total.printed.kind, scale > 1 else { return total.printed.halfDigit }
    return max(tolerance(total.parts.count) * ExactDecimal(Int(scale)), total.printed.halfDigit)
  }
}
