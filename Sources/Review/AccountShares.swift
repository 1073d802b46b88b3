internal import Model

/// Which total a printed share of a final account refers to.
struct AccountShares {
  /// The figures of one section that shares are told of.
  private struct Wholes {
    var withoutPercent: FinalAccount.Figure?
    var total: FinalAccount.Figure?
    var income: FinalAccount.Figure?
    var spending: FinalAccount.Figure?
  }

  private var sections: [String: Wholes] = [:]
  private let spending: FinalAccount.Figure?

  init(_ account: FinalAccount) {
    spending = account.figures.first { $0.name == "支出合计" }
    for (section, figures) in Dictionary(grouping: account.figures, by: \.section) {
      sections[section] = Wholes(
        withoutPercent: figures.first { $0.percent == nil }, total: figures.first { $0.name.has("总额") },
        income: figures.first { $0.name == "收入合计" }, spending: figures.first { $0.name == "支出合计" })
    }
  }

  /// nil where the text does not say, so that nothing is claimed.
  func whole(of figure: FinalAccount.Figure) -> FinalAccount.Figure? {
    let own = sections[figure.section]
    if figure.section.has("结构情况") { return figure.name.has("类") ? own?.withoutPercent : nil }
    if figure.section.has("总体情况"), figure.section.has("一般公共预算财政拨款支出") { return spending }
    if figure.section.has("政府采购") { return figure.name.has("合同金额") ? own?.total : nil }
    if figure.section.has("收入决算情况") { return own?.income }
    if figure.section.has("支出决算情况"), !figure.section.has("财政拨款"), !figure.section.has("三公") { return own?.spending }
    return nil
  }
}
