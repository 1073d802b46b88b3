internal import Model
internal import Schemes

/// Figures that no budget has: they are told, and nothing is calculated with them.
///
/// Exact decimals stop the program when a product has more than 18 digits before the point. Below these bounds no rule
/// can get there, whatever a file says.
enum FigureRange {
  /// Amounts and numbers of pieces stay below a million million, percentages and points below a million.
  static func isAmount(_ figure: ExactDecimal?) -> Bool { isBelow(figure, 12) }
  static func isShare(_ figure: ExactDecimal?) -> Bool { isBelow(figure, 6) }

  /// The first of two bounds that is no amount.
  static func beyond(_ low: ExactDecimal?, _ high: ExactDecimal?) -> ExactDecimal? {
    !isAmount(low) ? low : !isAmount(high) ? high : nil
  }

  private static func isBelow(_ figure: ExactDecimal?, _ digits: Int) -> Bool {
    guard let figure else { return true }
    let allowed = digits + figure.places
    return allowed >= powers.count || figure.units.magnitude < powers[allowed]
  }

  private static let powers: [UInt64] = (0..<19).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

  static let rule = Rule(
    "figure-out-of-range", .error, "数大得不合理", .all, standing: .verified,
    "金额不会到万亿，百分数和分值不会到百万；这样的数多半是粘连或多打了几位，核对后再审其他内容。"
  ) { facts, report in
    guard let (spot, figure) = facts.outOfRange else { return }
    report.add(spot, "这里的数是 \(figure)，大得不合理。核对是否多打了几位，改好后再审其他内容。", printed: figure.description)
  }

  /// Whether a final account and the figures stated in the text can be calculated with.
  static func isSane(_ document: DocumentContent) -> Bool {
    guard document.statements.allSatisfy({ isAmount($0.value) }) else { return false }
    guard let account = document.finalAccount else { return true }
    return account.figures.allSatisfy { isAmount($0.value) && isAmount($0.change) && isShare($0.percent) }
      && account.items.allSatisfy { isAmount($0.budget) && isAmount($0.actual) && isShare($0.percent) }
  }
}

extension FormFacts {
  /// The first figure that is out of range; nil when rules may calculate with the form.
  var outOfRange: (Spot, ExactDecimal)? { moneyOutOfRange ?? lineOutOfRange ?? pointOutOfRange }

  private var moneyOutOfRange: (Spot, ExactDecimal)? {
    let amounts = form.amounts
    if let figure = amounts.total, !FigureRange.isAmount(figure) { return (amount("total", "项目总预算"), figure) }
    if let figure = amounts.current, !FigureRange.isAmount(figure) { return (amount("current", "项目当年预算"), figure) }
    for index in amounts.prior.indices {
      if let figure = amounts.prior[index].amount, !FigureRange.isAmount(figure) { return (prior(index), figure) }
    }
    for index in form.funding.indices {
      if let figure = form.funding[index].amount, !FigureRange.isAmount(figure) { return (funding(index), figure) }
    }
    for (lines, spot) in [
      (form.income, income as (Int, String) -> Spot), (form.spending, spending as (Int, String) -> Spot),
    ] {
      for index in lines.indices {
        if let figure = lines[index].amount, !FigureRange.isAmount(figure) { return (spot(index, "amount"), figure) }
        if let figure = lines[index].share, !FigureRange.isShare(figure) { return (spot(index, "share"), figure) }
        for figure in lines[index].history ?? [] {
          if let figure, !FigureRange.isAmount(figure) { return (spot(index, "history"), figure) }
        }
      }
    }
    return nil
  }

  private var lineOutOfRange: (Spot, ExactDecimal)? {
    for index in form.projects.indices {
      if let figure = form.projects[index].total, !FigureRange.isAmount(figure) {
        return (project(index, "total"), figure)
      }
      if let figure = form.projects[index].current, !FigureRange.isAmount(figure) {
        return (project(index, "current"), figure)
      }
    }
    for index in form.costs.indices {
      if let figure = form.costs[index].amount, !FigureRange.isAmount(figure) { return (cost(index, "amount"), figure) }
    }
    for index in form.procurement.indices {
      if let figure = form.procurement[index].amount, !FigureRange.isAmount(figure) {
        return (procurement(index, "amount"), figure)
      }
    }
    for index in form.schedule.indices {
      if let figure = form.schedule[index].percent, !FigureRange.isShare(figure) { return (step(index), figure) }
    }
    return nil
  }

  private var pointOutOfRange: (Spot, ExactDecimal)? {
    if let execution = form.execution {
      for figure in [execution.budget, execution.actual] {
        if let figure, !FigureRange.isAmount(figure) { return (self.execution("budget", "预算数"), figure) }
      }
      for figure in [execution.rate, execution.weight, execution.score] {
        if let figure, !FigureRange.isShare(figure) { return (self.execution("rate", "执行率"), figure) }
      }
      for (index, row) in execution.rows.enumerated() {
        for figure in [row.initial, row.adjusted, row.actual] {
          if let figure, !FigureRange.isAmount(figure) { return (executionRow(index, "adjusted"), figure) }
        }
        for figure in [row.rate, row.weight, row.score] {
          if let figure, !FigureRange.isShare(figure) { return (executionRow(index, "rate"), figure) }
        }
      }
    }
    if let figure = form.score, !FigureRange.isShare(figure) { return (scoreSpot, figure) }
    for index in form.goals.indices {
      if let figure = form.goals[index].weight, !FigureRange.isShare(figure) { return (goal(index, "weight"), figure) }
      if let figure = form.goals[index].score, !FigureRange.isShare(figure) { return (goal(index, "score"), figure) }
    }
    for row in rows.indices {
      if let figure = rows[row].weight, !FigureRange.isShare(figure) { return (spot(row, "weight"), figure) }
      if let figure = rows[row].score, !FigureRange.isShare(figure) { return (spot(row, "score"), figure) }
      if rows[row].hasFigureBeyond, let found = valueOutOfRange(row) { return found }
    }
    return nil
  }

  private func valueOutOfRange(_ row: Int) -> (Spot, ExactDecimal)? {
    func beyond(_ quantity: Quantity) -> ExactDecimal? { FigureRange.beyond(quantity.low, quantity.high) }
    let printed = printed(row)
    if let value = beyond(printed.target.quantity) ?? beyond(printed.actual.quantity) {
      return (spot(row, "target"), value)
    }
    for text in (printed.indicator.history ?? []).suffix(2).reversed() {
      if let value = beyond(Quantity(text)) { return (spot(row, "history"), value) }
    }
    return nil
  }
}

extension RowFacts {
  fileprivate var hasFigureBeyond: Bool {
    target.isBeyond || actual?.isBeyond == true || last?.isBeyond == true || before?.isBeyond == true
  }
}
