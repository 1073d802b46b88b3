internal import Model
internal import Schemes

/// The procurement plan against the budget and the cost lines.
enum ProcurementRules {
  static let all: [Rule] = [overBudget, detailFit, codeMissing, notPlanned]

  static let overBudget = Rule(
    "procurement-over-budget", .error, "采购合计超过预算", .projectGoals, standing: .verified,
    parameters: BudgetRules.rounding,
    "项目采购各项金额之和不能超过当年预算。"
  ) { facts, report in
    let lines = facts.form.procurement.filter { !($0.item ?? "").isTotalLabel }
    guard !lines.isEmpty, let budget = facts.form.amounts.current else { return }
    let amounts = lines.compactMap(\.amount)
    let sum = amounts.reduce(.zero, +)
    if let total = facts.form.amounts.total, total >= sum { return }
    guard sum > budget, facts.differs(sum, budget, addends: amounts.count) else { return }
    report.add(
      facts.procurement(0, "amount"),
      "采购 \(Printed.sum(amounts, sum))，超过当年预算 \(Printed.money(budget))。改采购金额，或改预算。",
      printed: Printed.money(sum), expected: "≤\(Printed.money(budget))")
  }

  static let detailFit = Rule(
    "procurement-detail-fit", .warning, "采购大于对应的明细", .projectGoals, standing: .proposed,
    parameters: BudgetRules.rounding,
    "把采购品目和明细按名称对上之后，剩下的采购金额不应大于剩下的明细金额，否则有采购没有列支的地方。"
  ) { facts, report in
    let items = facts.form.procurement
    let lines = facts.form.costs
    guard items.count > 1, lines.count > 1, items.allSatisfy({ $0.amount != nil }),
      lines.allSatisfy({ $0.amount != nil })
    else { return }
    let place = facts.region ?? ""
    let itemKeys = items.map { WordPairs($0.item ?? "", without: place) }
    let lineKeys = lines.map { WordPairs($0.title + " " + ($0.content ?? ""), without: place) }
    let (allItems, allLines) = (WordPairs(joining: itemKeys), WordPairs(joining: lineKeys))
    let openItems = items.indices.filter { !itemKeys[$0].meets(allLines) }
    let openLines = lines.indices.filter { !lineKeys[$0].meets(allItems) }
    guard let first = openItems.first, openItems.count < items.count, !openLines.isEmpty, openLines.count < lines.count
    else { return }
    let bought = openItems.compactMap { items[$0].amount }
    let listed = openLines.compactMap { lines[$0].amount }
    let (sum, room) = (bought.reduce(.zero, +), listed.reduce(.zero, +))
    guard sum > room, facts.differs(sum, room, addends: bought.count + listed.count) else { return }
    report.add(
      facts.procurement(first, "amount"),
      "\(bought.map(Printed.money).joined(separator: " + ")) = \(Printed.money(sum))，"
        + "能对应的明细 \(Printed.names(openLines.map { lines[$0].title })) 只有 \(Printed.money(room))。核对采购金额，或补列明细。",
      printed: Printed.money(sum), expected: "≤\(Printed.money(room))")
  }

  static let codeMissing = Rule(
    "procurement-code-missing", .hint, "采购没有品目编码", .projectGoals,
    "采购品目写上目录编码（如 C13030000），才能和采购计划对上。"
  ) { facts, report in
    let open = facts.form.procurement.indices.filter { index in
      let item = Plain(facts.form.procurement[index].item ?? "").scalars
      guard let first = item.first, !(facts.form.procurement[index].item ?? "").isTotalLabel else { return false }
      return !(("A"..."C").contains(first) && item.dropFirst().prefix { $0.isDigit }.count >= 2)
    }
    guard let first = open.first else { return }
    report.add(
      facts.procurement(first, "item"),
      "\(Printed.names(open.map { facts.form.procurement[$0].item ?? "" }))没有品目编码。从政府采购品目分类目录里选。")
  }

  static let notPlanned = Rule(
    "procurement-not-planned", .warning, "委托业务没有列采购", .projectGoals, standing: .proposed,
    parameters: ["limits.outsourcing_without_procurement"],
    "委托业务费数额大，采购表却是空的，应说明是否需要采购。"
  ) { facts, report in
    guard facts.form.procurement.isEmpty, facts.form.attribute("项目采购") == nil else { return }
    let rows = facts.form.costs.indices.filter { facts.form.costs[$0].category?.has("委托业务") == true }
    let sum = rows.compactMap { facts.form.costs[$0].amount }.reduce(.zero, +)
    guard let first = rows.first, facts.form.moneyUnit == .wanYuan,
      sum > facts.setting.parameters.limits.outsourcingWithoutProcurement
    else { return }
    report.add(facts.cost(first, "category"), "委托业务费 \(Printed.money(sum))，项目采购没有填。补填采购，或写明不需要采购的理由。")
  }
}

/// Neighbouring pairs of characters in a name, for telling whether two names speak of the same thing.
struct WordPairs {
  private let pairs: Set<[Unicode.Scalar]>
  /// Pairs that say nothing about the thing bought.
  private static let common: Set<[Unicode.Scalar]> = Set(
    ["服务", "经费", "费用", "工作", "管理", "项目", "采购", "支出", "其他", "相关"].map { Array($0.unicodeScalars) })

  init(_ text: String, without place: String) {
    let places = Self.pairs(Array(place.unicodeScalars))
    pairs = Self.pairs(Plain(text).scalars).subtracting(Self.common).subtracting(places)
  }

  /// The pairs of all names together: a name meets one of them when it meets the whole.
  init(joining names: [WordPairs]) { pairs = names.reduce(into: []) { $0.formUnion($1.pairs) } }

  private static func pairs(_ scalars: [Unicode.Scalar]) -> Set<[Unicode.Scalar]> {
    var pairs: Set<[Unicode.Scalar]> = []
    for index in scalars.indices.dropFirst() where Self.isHan(scalars[index - 1]) && Self.isHan(scalars[index]) {
      pairs.insert([scalars[index - 1], scalars[index]])
    }
    return pairs
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

  func meets(_ other: WordPairs) -> Bool { !pairs.isDisjoint(with: other.pairs) }
}
