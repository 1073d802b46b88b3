import Model

extension Slip {
  /// Slips in the goal form of a project.
  static let goals: [Slip] = money + costing + changes + values + structure

  private static let money: [Slip] = [
    Slip("funding-sum", "funding-sum") { form, _ in
      guard let right = form.funding.first?.amount else { return nil }
      let wrong = (right * ExactDecimal(units: 9, places: 1)).rounded(to: 2)
      form.funding[0].amount = wrong
      return Change(path: .row("funding", form.funding[0].id).field("amount"), printed: "\(wrong)", right: "\(right)")
    },
    Slip("total-below-year", "total-below-year") { form, _ in
      guard let right = form.amounts.total else { return nil }
      let wrong = (right * ExactDecimal(units: 1, places: 1)).rounded(to: 2)
      form.amounts.total = wrong
      return Change(path: .field("amounts").field("total"), printed: "\(wrong)", right: "\(right)")
    },
    // 88.64 typed as 888.64: the total of all years has a digit more than the budget of the year.
    Slip("digit-doubled", "total-year-outlier") { form, _ in
      guard let right = form.amounts.total, let current = form.amounts.current else { return nil }
      let digits = "\(current)"
      guard let first = digits.first, let wrong = ExactDecimal(String(first) + digits), wrong != right else {
        return nil
      }
      form.amounts.total = wrong
      return Change(path: .field("amounts").field("total"), printed: "\(wrong)", right: "\(right)")
    },
  ]

  private static let costing: [Slip] = [
    // 8.64 for 88.64.
    Slip("digit-dropped", "calc-line-product", also: ["details-sum"]) { form, _ in
      guard let line = form.costs.first, let right = line.amount, right > 10,
        let wrong = ExactDecimal(String("\(right)".dropFirst()))
      else { return nil }
      form.costs[0].amount = wrong
      return Change(path: .row("costs", line.id).field("amount"), printed: "\(wrong)", right: "\(right)")
    },
    Slip("wrong-product", "calc-line-product") { form, _ in
      guard let line = form.costs.first, let right = line.basis, let amount = line.amount,
        let end = right.lastIndex(of: "=")
      else { return nil }
      let wrong = String(right[...end]) + "\(amount + ExactDecimal(units: 90, places: 2))万元"
      form.costs[0].basis = wrong
      return Change(path: .row("costs", line.id).field("basis"), printed: wrong, right: right)
    },
    Slip("details-sum", "details-sum") { form, _ in
      guard let line = form.costs.last, form.costs.count > 1, let right = line.amount else { return nil }
      let wrong = right + ExactDecimal(units: 180, places: 2)
      form.costs[form.costs.count - 1].amount = wrong
      // What the review can tell is that the sum is not the budget, not which line is wrong.
      return Change(path: .field("amounts").field("current"), printed: "\(wrong)", right: "\(right)")
    },
  ]

  private static let changes: [Slip] = [
    Slip("change-amount", "change-amount") { form, _ in
      form.changeWords { change in (change + ExactDecimal(units: 9, places: 1), nil) }
    },
    Slip("change-direction", "change-direction", also: ["change-percent"]) { form, _ in
      form.changeWords { change in (-change, nil) }
    },
    Slip("change-percent", "change-percent") { form, _ in
      form.changeWords { change in (change, ExactDecimal(units: 777, places: 1)) }
    },
  ]

  private static let values: [Slip] = [
    Slip("doubled-percent", "malformed-percent") { form, random in
      form.change(\.target, "target", &random, where: { $0.level2 == "质量指标" }) { ($0.target ?? "") + "%" }
    },
    Slip("unit-missing", "unit-missing") { form, random in
      form.change(\.target, "target", &random, where: { $0.level2 == "数量指标" }) { row in
        WrittenValue(row.target).map { "\($0.comparator)\($0.figure)" }
      }
    },
    Slip("vague-target", "unmeasurable-wording") { form, random in
      form.change(\.target, "target", &random, where: { $0.level1 == "效益指标" }) { _ in "不断提升" }
    },
    Slip("comparator-missing", "comparator-missing") { form, random in
      form.change(\.target, "target", &random, where: { $0.level2 == "质量指标" }) { WrittenValue($0.target)?.result }
    },
    Slip("comparator-behind", "comparator-misplaced") { form, random in
      form.change(\.target, "target", &random, where: { $0.level2 == "质量指标" }) { row in
        WrittenValue(row.target).map { $0.result + $0.comparator }
      }
    },
    Slip("both-directions", "direction-conflict") { form, random in
      form.change(\.target, "target", &random, where: { $0.level1 == "效益指标" }) { _ in "不高于上年或高于等于上年" }
    },
    Slip("rate-as-one", "ratio-as-one") { form, random in
      form.change(\.target, "target", &random, where: { $0.name?.hasSuffix("率") ?? false }) { _ in "1" }
    },
  ]

  private static let structure: [Slip] = [
    repeatedIndicator,
    Slip("wrong-level", "level-pair-invalid") { form, random in
      form.change(\.level2, "level2", &random, where: { $0.level1 == "效益指标" }) { _ in "数量指标" }
    },
    Slip("rate-of-a-rate", "nonsense-compound") { form, random in
      form.change(\.name, "name", &random, where: { $0.level1 == "满意度指标" }) { ($0.name ?? "") + "的提升率" }
    },
    Slip("placeholder", "placeholder-left") { form, random in
      form.change(\.name, "name", &random, where: { $0.level2 == "质量指标" }) { _ in "……" }
    },
    Slip("class-missing", "missing-benefit-class", also: ["weight-total"]) { form, _ in
      guard let goal = form.goals.first else { return nil }
      let right = goal.indicators.filter { $0.level1 == "效益指标" }.compactMap(\.name).joined(separator: "、")
      form.goals[0].indicators.removeAll { $0.level1 == "效益指标" }
      return Change(path: .goal(goal.id), printed: "", right: right)
    },
  ]

  /// Two rows of one name, which happens when a row is copied and only its value is changed.
  static let repeatedIndicator = Slip("repeated-indicator", "duplicate-indicator") { form, _ in
    guard let goal = form.goals.first else { return nil }
    let rows = goal.indicators.indices.filter { goal.indicators[$0].level2 == "质量指标" }
    guard let first = rows.first, let second = rows.last, first != second else { return nil }
    let right = goal.indicators[second].name ?? ""
    form.goals[0].indicators[second].name = goal.indicators[first].name
    return Change(
      path: .indicator(goal.id, goal.indicators[second].id).field("name"), printed: goal.indicators[first].name ?? "",
      right: right)
  }
}

extension FormContent {
  /// Rewrites the words about the change of the budget.
  /// - Parameter wrong: from the right change, the one to be written and a percentage of its own.
  fileprivate mutating func changeWords(
    _ wrong: (ExactDecimal) -> (change: ExactDecimal, percent: ExactDecimal?)
  ) -> Slip.Change? {
    guard let index = attributes.firstIndex(where: { $0.label == GoalWriter.changeLabel }),
      let last = amounts.prior.first?.amount, let current = amounts.current, last > .zero, current != last
    else { return nil }
    let right = attributes[index].value
    let (change, percent) = wrong(current - last)
    attributes[index].value = GoalWriter.words(change: change, of: last, percent: percent)
    return Slip.Change(path: .attribute(GoalWriter.changeLabel), printed: attributes[index].value, right: right)
  }
}
