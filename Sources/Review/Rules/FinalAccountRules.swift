internal import Model
internal import Schemes

/// The figures of a final account against each other.
enum FinalAccountRules {
  static let all: [Rule] = [
    transposedAmount, previousYearChange, changeComponents, basicProjectSum, shareRecompute, classSum, itemSumFinal,
    itemSumBudget, completionRate, completionZeroBase, overBudgetReason, reasonGeneric, threePublicSum,
    vehiclesConsistent, procurementSum, performanceCoverage, tableMissingText,
  ]

  static let transposedAmount = Rule(
    "transposed-amount", .error, "两处金额数字颠倒", standing: .verified,
    "与上年增减额相同的两个合计数，只差相邻两位数字的次序，必有一处写错。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    for (index, odd) in Transposed.all(account) {
      let figure = account.figures[index]
      report.add(
        facts.outside(figure.section, order: index),
        "“\(figure.name)”写 \(Printed.money(figure.value))，其他 \(odd.others) 处是 \(Printed.money(odd.right))，"
          + "相邻两位数字颠倒了\(odd.count > 1 ? "，共 \(odd.count) 处" : "")。改成 \(Printed.money(odd.right))。",
        printed: figure.value.description, expected: odd.right.description)
    }
  }

  static let previousYearChange = Rule(
    "previous-year-change", .error, "增减百分比算错了", standing: .verified,
    "增减百分比 = 增减额 ÷ 上年数，上年数 = 本年数 − 增减额。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    let swapped = Transposed.values(account)
    for (index, figure) in account.figures.enumerated() where !swapped.contains(figure.value) {
      guard let change = figure.change, let percent = figure.percent else { continue }
      let base = figure.value - change
      guard base > .zero, !Share.agrees(percent.magnitude, part: change.magnitude, whole: base),
        let right = Share.percent(change.magnitude, of: base, places: max(2, percent.places))
      else { continue }
      report.add(
        facts.outside(figure.section, order: index),
        "“\(figure.name)”\(Printed.money(change.magnitude)) ÷ \(Printed.money(base)) = \(right)%，文字写 \(percent.magnitude)%。改百分比，或改金额。",
        printed: "\(percent.magnitude)%", expected: "\(right)%")
    }
  }

  static let changeComponents = Rule(
    "change-components", .warning, "各类变动加不成总变动",
    "财政拨款总计的增减额，应等于一般公共预算、政府性基金、国有资本经营各类增减额之和；写了年初结转和结余变动的，一起加。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    let figures = account.figures.enumerated().filter { $0.element.section.has("财政拨款收入支出") && $0.element.change != nil }
    guard let total = figures.first(where: { $0.element.name.has("总计") }), let whole = total.element.change else {
      return
    }
    // What was brought forward is part of the total too.
    let parts = figures.filter {
      ($0.element.name.hasSuffix("拨款收入") || $0.element.name.has("结转和结余")) && !$0.element.name.has("总计")
    }
    guard parts.count >= 2 else { return }
    let changes = parts.compactMap(\.element.change)
    let sum = changes.reduce(.zero, +)
    guard (sum - whole).magnitude > tolerance(facts, changes.count + 1) else { return }
    report.add(
      facts.outside(total.element.section, order: total.offset),
      "\(changes.map(Printed.signed).joined(separator: " ")) = \(Printed.signed(sum))，总变动写 \(Printed.signed(whole))，"
        + "相差 \(Printed.money((whole - sum).magnitude))。漏写的一类（如上年有、本年没有的）补上。",
      printed: whole.description, expected: Printed.signed(sum))
  }

  private static func tolerance(_ facts: DocumentFacts, _ addends: Int) -> ExactDecimal {
    min(
      facts.setting.parameters.limits.moneyTolerancePerAddend * ExactDecimal(addends),
      facts.setting.parameters.limits.moneyToleranceMax)
  }

  static let basicProjectSum = Rule(
    "basic-project-sum", .error, "基本加项目不等于支出", standing: .verified, parameters: BudgetRules.rounding,
    "支出合计等于基本支出、项目支出和其他各类支出之和。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    let own = account.figures.enumerated().filter {
      $0.element.section.has("支出决算情况") && !$0.element.section.has("预算") && !$0.element.section.has("财政")
    }
    guard let total = own.first(where: { $0.element.name == "支出合计" }) else { return }
    let parts = own.filter { $0.element.name.hasSuffix("支出") && $0.element.change == nil }
    guard parts.contains(where: { $0.element.name == "基本支出" }), parts.contains(where: { $0.element.name == "项目支出" })
    else { return }
    let amounts = parts.map(\.element.value)
    let sum = amounts.reduce(.zero, +)
    guard (sum - total.element.value).magnitude > tolerance(facts, amounts.count + 1) else { return }
    report.add(
      facts.outside(total.element.section, order: total.offset),
      "\(Printed.sum(amounts, sum))，支出合计写 \(Printed.money(total.element.value))。改其中一处。",
      printed: total.element.value.description, expected: Printed.money(sum))
  }

  static let shareRecompute = Rule(
    "share-recompute-fa", .error, "占比算错了", standing: .verified,
    "占比等于该项金额除以合计，按写出的位数四舍五入。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    let swapped = Transposed.values(account)
    let shares = AccountShares(account)
    for (index, figure) in account.figures.enumerated() where figure.change == nil {
      guard let percent = figure.percent, let whole = shares.whole(of: figure), whole.value > .zero,
        !swapped.contains(whole.value), !Share.agrees(percent, part: figure.value, whole: whole.value),
        let right = Share.percent(figure.value, of: whole.value, places: percent.places)
      else { continue }
      // 0.00% alone would not show why 0.01% is wrong.
      let exact = right.isZero ? Share.percent(figure.value, of: whole.value, places: percent.places + 2) : nil
      let shown = exact.map { "\($0)%，按 \(percent.places) 位小数是 \(right)%" } ?? "\(right)%"
      report.add(
        facts.outside(figure.section, order: index),
        "“\(figure.name)”\(Printed.money(figure.value)) ÷ \(Printed.money(whole.value)) = \(shown)，文字写 \(percent)%。改占比。",
        printed: "\(percent)%", expected: "\(right)%")
    }
  }

  static let classSum = Rule(
    "class-sum", .error, "各类支出之和不等于合计", standing: .verified, parameters: BudgetRules.rounding,
    "支出结构里各类金额之和应等于一般公共预算支出合计。"
  ) { facts, report in
    guard let account = facts.document.finalAccount,
      let total = account.figures.firstIndex(where: {
        $0.section.has("结构情况") && !$0.name.has("（类）") && !$0.name.has("(类)")
      })
    else { return }
    let section = account.figures[total].section
    let parts = account.figures.filter { $0.section == section && ($0.name.has("（类）") || $0.name.has("(类)")) }.map(
      \.value)
    let sum = parts.reduce(.zero, +)
    guard parts.count >= 2, (sum - account.figures[total].value).magnitude > tolerance(facts, parts.count + 1) else {
      return
    }
    report.add(
      facts.outside(section, order: total),
      "\(parts.count) 类合计 \(Printed.money(sum))，合计写 \(Printed.money(account.figures[total].value))，相差 "
        + "\(Printed.money((sum - account.figures[total].value).magnitude))。改其中一处。",
      printed: account.figures[total].value.description, expected: Printed.money(sum))
  }

  private static func items(_ account: FinalAccount) -> (
    section: String, budget: FinalAccount.Figure?, actual: FinalAccount.Figure?
  )? {
    guard let section = account.items.first?.section else { return nil }
    let own = account.figures.filter { $0.section == section }
    return (section, own.first { $0.name.hasSuffix("年初预算") }, own.first { $0.name.hasSuffix("支出决算") })
  }

  static let itemSumFinal = Rule(
    "item-sum-final", .warning, "各项决算之和不等于合计", standing: .verified, parameters: BudgetRules.rounding,
    "逐项写的支出决算之和应等于支出决算合计；若文件有没认出的项，也会对不上。"
  ) { facts, report in
    guard let account = facts.document.finalAccount, let items = items(account), let total = items.actual else {
      return
    }
    let amounts = account.items.compactMap(\.actual)
    let sum = amounts.reduce(.zero, +)
    guard (sum - total.value).magnitude > tolerance(facts, amounts.count) else { return }
    report.add(
      facts.outside(items.section),
      "\(amounts.count) 项决算合计 \(Printed.money(sum))，总数写 \(Printed.money(total.value))，"
        + "相差 \(Printed.money((sum - total.value).magnitude))。核对是否漏写一项。",
      printed: total.value.description, expected: Printed.money(sum))
  }

  static let itemSumBudget = Rule(
    "item-sum-budget", .error, "各项预算之和不等于合计", standing: .verified, parameters: BudgetRules.rounding,
    "各项决算加得上总数，说明每一项都在；各项年初预算之和也应等于年初预算合计。"
  ) { facts, report in
    guard let account = facts.document.finalAccount, let items = items(account), let total = items.budget,
      let final = items.actual
    else { return }
    let actual = account.items.compactMap(\.actual)
    guard actual.count == account.items.count,
      (actual.reduce(.zero, +) - final.value).magnitude <= tolerance(facts, actual.count)
    else { return }
    let budgets = account.items.compactMap(\.budget)
    let sum = budgets.reduce(.zero, +)
    guard budgets.count >= 2, (sum - total.value).magnitude > tolerance(facts, budgets.count) else { return }
    report.add(
      facts.outside(items.section),
      "有年初预算的 \(budgets.count) 项合计 \(Printed.money(sum))，年初预算总数写 \(Printed.money(total.value))，相差 "
        + "\(Printed.money((total.value - sum).magnitude))。补写有预算没有支出的项，或改总数。",
      printed: total.value.description, expected: Printed.money(sum))
  }

  static let completionRate = Rule(
    "completion-rate", .error, "完成预算的百分比算错了", standing: .verified,
    "完成年初预算的百分比 = 支出决算 ÷ 年初预算，按写出的位数四舍五入。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    for (index, item) in account.items.enumerated() {
      guard let budget = item.budget, budget > .zero, let actual = item.actual, let percent = item.percent,
        !Share.agrees(percent, part: actual, whole: budget),
        let right = Share.percent(actual, of: budget, places: max(2, percent.places))
      else { continue }
      report.add(
        item.spot(index),
        "\(Printed.money(actual)) ÷ \(Printed.money(budget)) = \(right)%，文字写 \(percent)%。改百分比，或改金额。",
        printed: "\(percent)%", expected: "\(right)%")
    }
  }

  static let completionZeroBase = Rule(
    "completion-zero-base", .error, "没有预算却写了完成率", standing: .verified,
    "没有年初预算的科目不能算完成百分比。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    for (index, item) in account.items.enumerated() {
      guard let percent = item.percent, item.budget?.isZero == true else { continue }
      report.add(item.spot(index), "年初预算是 0，却写完成 \(percent)%。删去百分比。", printed: "\(percent)%")
    }
  }

  static let overBudgetReason = Rule(
    "over-budget-reason", .warning, "超预算没有写原因",
    "支出决算大于年初预算的科目，要写主要原因。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    for (index, item) in account.items.enumerated() {
      guard let budget = item.budget, let actual = item.actual, actual > budget, !item.reasonGiven,
        (actual - budget).magnitude > tolerance(facts, 1)
      else { continue }
      report.add(
        item.spot(index), "\(Printed.money(actual)) 大于年初预算 \(Printed.money(budget))，没有写原因。补写主要原因。",
        printed: actual.description)
    }
  }

  static let reasonGeneric = Rule(
    "reason-generic", .hint, "很多科目用同一句原因", standing: .proposed, parameters: ["limits.generic_reason_repeats"],
    "许多科目都是同一句套话，等于没有说明原因。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    var counts: [String: Int] = [:]
    for item in account.items {
      guard let reason = item.reason, reason.count >= 8 else { continue }
      counts[String(reason.prefix(12)), default: 0] += 1
    }
    guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      most.value >= facts.setting.parameters.limits.genericReasonRepeats
    else { return }
    report.add(
      facts.outside(account.items.first?.section ?? "支出决算"),
      "\(most.value) 个科目的原因都以“\(most.key)”开头。写各自的原因。", printed: most.key)
  }

  static let threePublicSum = Rule(
    "three-public-sum", .error, "“三公”经费加不上", standing: .verified, parameters: BudgetRules.rounding,
    "“三公”经费合计等于因公出国（境）、公务用车、公务接待三项之和；三项都写了数的才判为错误。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    let own = account.figures.filter { $0.section.has("“三公”经费") && !$0.name.hasSuffix("预算") }
    guard let total = own.first(where: { $0.name.has("三公") }) else { return }
    let parts = ["因公出国", "公务用车购置及运行", "公务接待"].compactMap { word in own.first { $0.name.has(word) }?.value }
    let sum = parts.reduce(.zero, +)
    guard !parts.isEmpty, (sum - total.value).magnitude > tolerance(facts, 4), parts.count == 3 || sum > total.value
    else { return }
    report.add(
      facts.outside(total.section),
      "\(Printed.sum(parts, sum))，合计写 \(Printed.money(total.value))。改其中一处。", printed: total.value.description,
      expected: Printed.money(sum))
  }

  static let vehiclesConsistent = Rule(
    "vehicles-consistent", .error, "车辆数加不上", standing: .verified,
    "车辆总数等于各类用车之和，也不少于公务用车保有量。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    let own = account.figures.filter { $0.section.has("国有资产") }
    guard let total = own.first(where: { $0.name == "车辆" }) else { return }
    let kinds = own.filter { $0.name.hasSuffix("用车") }.map(\.value)
    let sum = kinds.reduce(.zero, +)
    if !kinds.isEmpty, sum > total.value {
      report.add(
        facts.outside(total.section), "各类用车合计 \(sum) 辆，多于车辆总数 \(total.value) 辆。改其中一处。",
        printed: total.value.description, expected: sum.description)
    }
    if let kept = account.figures.first(where: { $0.name.hasSuffix("公务用车保有量") }), kept.value > total.value {
      report.add(
        facts.outside(total.section), "公务用车保有量 \(kept.value) 辆，多于车辆总数 \(total.value) 辆。改其中一处。",
        printed: total.value.description, expected: "≥\(kept.value)")
    }
  }

  static let procurementSum = Rule(
    "procurement-sum", .error, "政府采购加不上", standing: .verified, parameters: BudgetRules.rounding,
    "政府采购支出总额等于货物、工程、服务三项之和。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    let own = account.figures.filter { $0.section.has("政府采购") }
    guard let total = own.first(where: { $0.name.has("总额") }) else { return }
    let parts = ["货物", "工程", "服务"].compactMap { word in own.first { $0.name.has(word) }?.value }
    let sum = parts.reduce(.zero, +)
    guard parts.count == 3, (sum - total.value).magnitude > tolerance(facts, 4) else { return }
    report.add(
      facts.outside(total.section), "\(Printed.sum(parts, sum))，总额写 \(Printed.money(total.value))。改其中一处。",
      printed: total.value.description, expected: Printed.money(sum))
  }

  static let performanceCoverage = Rule(
    "performance-coverage", .error, "自评资金与各项目之和不符", standing: .verified, parameters: BudgetRules.rounding,
    "开展自评的资金总额，应等于逐个写出的各项目全年预算数之和。"
  ) { facts, report in
    guard let account = facts.document.finalAccount,
      let total = account.figures.firstIndex(where: { $0.name == "涉及项目资金" }),
      let count = account.figures.first(where: { $0.name == "涉及项目" })
    else { return }
    let budgets = account.figures.filter { $0.name.hasSuffix("项目全年预算数") }.map(\.value)
    let sum = budgets.reduce(.zero, +)
    guard ExactDecimal(budgets.count) == count.value,
      (sum - account.figures[total].value).magnitude > tolerance(facts, budgets.count + 1)
    else { return }
    report.add(
      facts.outside(account.figures[total].section, order: total),
      "\(Printed.sum(budgets, sum))，资金总额写 \(Printed.money(account.figures[total].value))。改其中一处。",
      printed: account.figures[total].value.description, expected: Printed.money(sum))
  }

  static let tableMissingText = Rule(
    "table-missing-text", .warning, "决算表没有文字",
    "公开的决算表应是能读的表格；只有标题，或表格是图片，别人无法核对。"
  ) { facts, report in
    guard let account = facts.document.finalAccount, account.tables.isEmpty, !account.figures.isEmpty else { return }
    report.add(facts.outside("决算表"), "没有读到任何一张决算表，可能是图片。换成能读的表格，否则无法核对正文的数。")
  }
}

extension FinalAccount.Item {
  func spot(_ index: Int) -> Spot {
    let name = [classLevel, groupLevel, itemLevel].compactMap { $0 }.last ?? "第 \(index + 1) 项"
    return Spot(form: nil, path: nil, place: [section ?? "支出决算", "\(index + 1). \(name)"], order: 1000 + index)
  }
}
