internal import Model
internal import Schemes

/// What the texts of the goals promise, against their indicators and their horizon.
enum GoalTextRules {
  static let all: [Rule] = [
    goalNumbering, metricInText, quantityVersusText, horizonNotFuture, longVersusAnnualLevel, yearColumnOrder,
    irrelevantIndicator,
  ]

  static let goalNumbering = Rule(
    "goal-numbering", .warning, "目标编号与清单对不上", .departmentGoals,
    "指标分块的目标编号和文字，应与前面列出的目标清单一一对应。"
  ) { facts, report in
    for index in facts.form.goals.indices {
      let goal = facts.form.goals[index]
      guard !goal.indicators.isEmpty, let number = GoalList.number(goal.name), let text = goal.text,
        text.utf8.count > 12,
        let listed = listed(facts, goal.term, Plain.key(text)), listed != number
      else { continue }
      report.add(
        facts.goal(index, "name"), "这一块写的是清单里的第 \(listed) 个目标，编号却是 \(number)。改成同一个编号。", printed: "\(number)",
        expected: "\(listed)")
    }
  }

  /// The one number under which the list of the form, or a goal without rows, has that text.
  private static func listed(_ facts: FormFacts, _ term: Goal.Term?, _ text: Plain) -> Int? {
    var numbers: [Int] = []
    let label = term == .longTerm ? "长期目标" : "年度目标"
    if let list = facts.form.attribute(label) {
      numbers += GoalList(list).texts.filter { Plain.key($0.text) == text }.map(\.number)
    }
    for goal in facts.form.goals where goal.indicators.isEmpty && goal.term == term {
      guard let number = GoalList.number(goal.name), let own = goal.text, Plain.key(own) == text else { continue }
      numbers.append(number)
    }
    guard let first = numbers.first, numbers.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  static let metricInText = Rule(
    "metric-in-text-not-in-table", .warning, "目标里的数没有指标", .goals,
    "目标文字里承诺的比率、“不少于”多少，应当有一行指标来衡量；表里找不到同样的数才提示。"
  ) { facts, report in
    guard !facts.rows.isEmpty else { return }
    let units = facts.setting.countUnits
    for index in facts.form.goals.indices {
      var missing: [String] = []
      for stated in facts.stated[index] {
        guard isPromise(stated, units), !isMeasured(facts, stated.number.value) else { continue }
        missing.append(Printed.short(stated.lead, max: 12) + stated.printed)
      }
      guard let first = missing.first else { continue }
      report.add(
        facts.goal(index, "text"), "目标里写了\(Printed.names(missing, max: 3))，指标里没有这样的数。补上指标，或改文字。", printed: first)
    }
  }

  private static func isPromise(_ stated: StatedAmounts.Stated, _ units: Set<String>) -> Bool {
    switch stated.number.kind {
    case .percent: return stated.number.value > .zero && stated.number.value <= .hundred
    case .count(let scale):
      guard scale == 1, stated.number.value > 1, units.contains(stated.number.unit) else { return false }
      // What is only told is no promise: 服务居民 300 人; 不少于 48 次 is one.
      return stated.lead.hasAny(["不少于", "不低于", "至少", "达到", "不少"]) != nil || stated.tail.hasPrefix("以上")
    case .money, .permille, .bare: return false
    }
  }

  private static func isMeasured(_ facts: FormFacts, _ value: ExactDecimal) -> Bool {
    facts.rows.indices.contains { row in
      let target = facts.rows[row].target
      if target.value == value || target.low == value || target.high == value { return true }
      guard target.kind == .level || target.kind == .compound || target.kind == .frequency else {
        return facts.indicator(row).name?.has(value.description) == true
      }
      return facts.targetText(row).has(value.description)
    }
  }

  static let quantityVersusText = Rule(
    "quantity-vs-text", .warning, "指标数量与文字不同", .projectGoals,
    "资金用途和目标文字里写了多少人、多少个社区，数量指标应填同一个数。"
  ) { facts, report in
    let rows = facts.rows { row in
      facts.rows[row].level2 == .quantity && !facts.rows[row].isLongTerm && facts.rows[row].target.hasUnit
        && facts.rows[row].target.kind == .number && facts.rows[row].target.base == .absolute
        && facts.rows[row].target.scale == 0
    }
    guard !rows.isEmpty else { return }
    let stated = statedThings(facts)
    guard !stated.isEmpty else { return }
    for row in rows {
      guard let target = facts.rows[row].target.value else { continue }
      let (name, unit) = (facts.name(of: row), facts.printed(row).target.quantity.unit)
      let same = stated.filter { Self.isSameUnit($0.unit, unit) && name.has($0.thing) }
      guard let other = same.first, same.allSatisfy({ $0.value == other.value }), other.value != target,
        // Another row may hold the stated number: then this one counts something else.
        !facts.rows.contains(where: { $0.target.value == other.value })
      else { continue }
      report.add(
        facts.spot(row, "target"), "文字写“\(other.value)\(other.unit)\(other.thing)”，这里填 \(facts.targetText(row))。改其中一处。",
        printed: facts.targetText(row), expected: "\(other.value)\(unit)")
    }
  }

  private struct StatedThing {
    let value: ExactDecimal
    let unit: String
    /// The first three characters behind the number: 居委会.
    let thing: String
  }

  private static let textMax = 2_000

  private static func statedThings(_ facts: FormFacts) -> [StatedThing] {
    var stated: [[StatedAmounts.Stated]] = []
    for (index, goal) in facts.form.goals.enumerated() where goal.term != .longTerm {
      if (goal.text?.utf8.count ?? 0) < textMax { stated.append(facts.stated[index]) }
    }
    if let (_, use) = facts.attribute("资金用途"), use.value.utf8.count < textMax {
      stated.append(StatedAmounts(use.value).all)
    }
    var found: [StatedThing] = []
    for own in stated {
      for stated in own {
        guard case .count(let scale) = stated.number.kind, scale == 1, stated.number.value > 1,
          let (unit, rest) = split(stated.number.unit)
        else { continue }
        let thing = String((rest + stated.tail).unicodeScalars.prefix(3))
        guard thing.unicodeScalars.count == 3, thing.unicodeScalars.allSatisfy(\.isLetter) else { continue }
        found.append(StatedThing(value: stated.number.value, unit: unit, thing: thing))
      }
    }
    return found
  }

  /// 名劳务派遣人员 → 名, 劳务派遣人员.
  private static func split(_ unit: String) -> (unit: String, rest: String)? {
    guard let first = unit.unicodeScalars.first, "名人个家户所处台套".unicodeScalars.contains(first) else { return nil }
    return (String(first), String(unit.unicodeScalars.dropFirst()))
  }

  private static func isSameUnit(_ left: String, _ right: String) -> Bool {
    let people: Set<String> = ["人", "名"]
    return left == right || (people.contains(left) && people.contains(right))
  }

  static let horizonNotFuture = Rule(
    "horizon-not-future", .warning, "长期目标已经到期", .goals,
    "长期目标写几年以后的结果，期限不晚于本年度的，不是长期目标。"
  ) { facts, report in
    guard let year = facts.year else { return }
    for index in facts.form.goals.indices where facts.form.goals[index].term == .longTerm {
      guard let text = facts.form.goals[index].text, let horizon = Horizon.year(text), horizon <= year else { continue }
      report.add(
        facts.goal(index, "text"), "长期目标的期限写到 \(horizon) 年，表是 \(year) 年度的。写几年以后的结果。", printed: "\(horizon)年",
        expected: ">\(year)年")
    }
  }

  static let longVersusAnnualLevel = Rule(
    "long-vs-annual-level", .hint, "年度目标高于长期目标", .goals,
    "同名的比率指标，年度定得比长期还高，长期目标就没有意义。"
  ) { facts, report in
    guard facts.rows.contains(where: \.isLongTerm), facts.hasAnnualRows else { return }
    var long: [String: Int] = [:]
    for row in facts.rows.indices where isRising(facts, row) && facts.rows[row].isLongTerm {
      if let name = facts.indicator(row).name, long[name] == nil { long[name] = row }
    }
    guard !long.isEmpty else { return }
    let rows = facts.rows { row in
      guard isRising(facts, row), !facts.rows[row].isLongTerm, let name = facts.indicator(row).name,
        let other = long[name],
        let target = facts.rows[row].target.value, let goal = facts.rows[other].target.value
      else { return false }
      return target > goal
    }
    guard let first = rows.first, let other = facts.indicator(first).name.flatMap({ long[$0] }) else { return }
    report.add(
      facts.spot(first, "target"),
      "\(facts.names(rows))年度定 \(facts.targetText(first))，长期只定 \(facts.targetText(other))。改其中一处。",
      printed: facts.targetText(first))
  }

  private static func isRising(_ facts: FormFacts, _ row: Int) -> Bool {
    let target = facts.rows[row].target
    return target.isPercent && target.kind == .number && target.base == .absolute && !facts.rows[row].isHarm
      && ![.atMost, .below].contains(target.comparator) && facts.rows[row].level2?.level1 != .cost
  }

  static let yearColumnOrder = Rule(
    "year-column-order", .hint, "近年各列次序不一", .departmentGoals,
    "近两年的列有的从早到晚、有的从晚到早，抄数和比较容易错。"
  ) { facts, report in
    var first: (goal: Int, isRising: Bool)?
    for index in facts.form.goals.indices {
      let years = (facts.form.goals[index].historyHeads ?? []).compactMap { Horizon.plainYear($0) }
      guard years.count >= 2, years[0] != years[1] else { continue }
      let isRising = years[0] < years[1]
      guard let known = first else {
        first = (index, isRising)
        continue
      }
      guard known.isRising != isRising else { continue }
      report.add(
        facts.goal(index, "history_heads"),
        "这一块的近年列从\(isRising ? "早到晚" : "晚到早")，“\(Printed.short(facts.form.goals[known.goal].title))”相反。统一成从早到晚。",
        printed: years.map { "\($0)年" }.joined(separator: "、"))
      return
    }
  }

  static let irrelevantIndicator = Rule(
    "irrelevant-indicator", .hint, "指标与目标不相干", .goals, standing: .proposed, parameters: ["stray_indicators"],
    "生态、劳动分配一类有专门含义的指标，所在的目标、项目和支出里没有一个字与它有关的，提示核对。"
  ) { facts, report in
    let marked = facts.rows { facts.rows[$0].nameMarks.contains(.stray) }
    for row in marked {
      let name = facts.name(of: row)
      guard let stray = facts.setting.parameters.strayIndicators.first(where: { name.hasAny($0.words) != nil }),
        !isRelated(facts, row, stray.needs)
      else { continue }
      let goal = facts.form.goals[facts.rows[row].goal]
      report.add(
        facts.spot(row, "name"),
        "“\(Printed.short(name))”与“\(Printed.short(goal.text ?? goal.title))”看不出关系。换成衡量这个目标的指标。",
        printed: name)
    }
  }

  private static func isRelated(_ facts: FormFacts, _ row: Int, _ needs: [String]) -> Bool {
    let goal = facts.form.goals[facts.rows[row].goal]
    let isDepartment = facts.form.kind.isAboutDepartment
    if [goal.text, goal.name, isDepartment ? nil : facts.form.name].contains(where: { $0?.hasAny(needs) != nil }) {
      return true
    }
    if facts.rows.indices.contains(where: { other in
      other != row && facts.rows[other].goal == facts.rows[row].goal && !facts.rows[other].nameMarks.contains(.stray)
        && facts.name(of: other).hasAny(needs) != nil
    }) {
      return true
    }
    guard !isDepartment else { return false }
    return facts.form.costs.contains { $0.title.hasAny(needs) != nil }
      || facts.form.attributes.contains { $0.value.hasAny(needs) != nil }
  }
}

/// The goals that a department form lists in one cell: 目标1:… 目标2:….
struct GoalList {
  private(set) var texts: [(number: Int, text: String)] = []

  init(_ text: String) {
    let scalars = Plain(text).scalars
    var starts: [(number: Int, at: Int, from: Int)] = []
    var index = 0
    while index + 3 < scalars.count {
      if scalars[index] == "目", scalars[index + 1] == "标", scalars[index + 2].isDigit {
        var end = index + 2
        var number = 0
        while end < scalars.count, scalars[end].isDigit, end < index + 5 {
          number = number * 10 + Int(scalars[end].value - 0x30)
          end += 1
        }
        if end < scalars.count, scalars[end] == ":" { starts.append((number, index, end + 1)) }
        index = end
      } else {
        index += 1
      }
    }
    for (order, start) in starts.enumerated() {
      let end = order + 1 < starts.count ? starts[order + 1].at : scalars.count
      texts.append((start.number, Plain.text(scalars[start.from..<end])))
    }
  }

  /// 年度目标4 → 4; nil where no number ends the name.
  static func number(_ name: String?) -> Int? {
    guard let name else { return nil }
    let digits = Plain(name).scalars.reversed().prefix { $0.isDigit }
    guard !digits.isEmpty, digits.count <= 2 else { return nil }
    return digits.reversed().reduce(0) { $0 * 10 + Int($1.value - 0x30) }
  }
}

/// Until when a goal reaches.
enum Horizon {
  /// 到2027年底, 截止2023年 → the latest year that a text reaches to; nil when it names none.
  static func year(_ text: String) -> Int? {
    guard text.has("年") else { return nil }
    let scalars = Plain(text).scalars
    var latest: Int?
    var index = 1
    while index + 4 < scalars.count {
      if scalars[index + 4] == "年", ["到", "至", "止"].contains(scalars[index - 1]),
        let year = year(scalars[index..<index + 4])
      {
        latest = max(latest ?? year, year)
      }
      index += 1
    }
    // 2021—2025年: what stands behind the line is a horizon too, and any later year leaves it open.
    let any = (0..<max(0, scalars.count - 4)).compactMap { scalars[$0 + 4] == "年" ? year(scalars[$0..<$0 + 4]) : nil }
      .max()
    guard let latest, any.map({ $0 <= latest }) ?? true else { return nil }
    return latest
  }

  static func plainYear(_ text: String) -> Int? {
    let scalars = Plain(text).scalars
    return (0..<max(0, scalars.count - 3)).lazy.compactMap { year(scalars[$0..<$0 + 4]) }.first
  }

  private static func year(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    guard scalars.allSatisfy(\.isDigit) else { return nil }
    let year = scalars.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
    return (1990...2100).contains(year) ? year : nil
  }
}
