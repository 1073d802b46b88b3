internal import Model
internal import Schemes

/// Names and economic classification of the cost lines, and the size of the bundle.
enum CostLineRules {
  static let all: [Rule] = [duplicateDetailLine, economicClassUnknown, economicClassFit, bundledProject]

  static let duplicateDetailLine = Rule(
    "duplicate-detail-line", .warning, "两行明细同名", .projectGoals,
    "同名的两行看不出区别，多半有一行名称填错了。"
  ) { facts, report in
    let lines = facts.form.costs
    guard lines.count > 1, KeyNumbers.haveRepeats(lines.indices.map { key(lines[$0]) }) else { return }
    var seen: [Plain: Int] = [:]
    for (index, line) in lines.enumerated() {
      let key = Plain.key(line.title + (line.content ?? ""))
      guard !key.isEmpty else { continue }
      guard let first = seen[key] else {
        seen[key] = index
        continue
      }
      let amounts = [first, index].map { lines[$0].amount.map(Printed.money) ?? "空" }
      report.add(
        facts.cost(index, line.activity == nil ? "content" : "activity"),
        "“\(Printed.short(line.title))”有两行，金额 \(amounts[0]) 和 \(amounts[1])。核对名称，写出区别。",
        printed: line.title)
    }
  }

  /// A number that lines of the same name share.
  private static func key(_ line: CostLine) -> UInt64? {
    let seed = Plain.keyNumber(line.title)
    let number = Plain.keyNumber(line.content ?? "", seed)
    return number == Plain.keyNumber("") ? nil : number
  }

  static let economicClassUnknown = Rule(
    "economic-class-unknown", .error, "经济分类不在科目表里", .projectGoals, basis: "支出经济分类科目改革方案（财预〔2017〕98号）",
    standing: .unverified,
    "支出经济分类要填部门预算支出经济分类的款级科目，名称或代码都可以。"
  ) { facts, report in
    var unknown: [(name: Plain, rows: [Int])] = []
    for index in facts.lines.indices where facts.lines[index].economicCode == nil {
      guard let category = facts.form.costs[index].category, !category.isEmpty else { continue }
      let name = Plain.key(category)
      if let known = unknown.firstIndex(where: { $0.name == name }) {
        unknown[known].rows.append(index)
      } else {
        unknown.append((name, [index]))
      }
    }
    for (name, rows) in unknown {
      let printed = facts.form.costs[rows[0]].category ?? ""
      let near = facts.setting.nearestEconomicClass(name)
      report.add(
        facts.cost(rows[0], "category"),
        "“\(Printed.short(printed))”不是部门预算支出经济分类的款级科目\(rows.count > 1 ? "，共 \(rows.count) 行" : "")。"
          + (near.map { "可能是“\($0.name)”（\($0.code)）。" } ?? "从科目表里选。"),
        printed: printed, expected: near?.name)
    }
  }

  static let economicClassFit = Rule(
    "economic-class-fit", .warning, "经济分类与用途不合", .projectGoals, parameters: ["words.person_payments"],
    "发给个人的补贴、救助一般列对个人和家庭的补助（303），不列商品和服务支出（302）。"
  ) { facts, report in
    let rows = facts.lines.indices.filter { index in
      facts.lines[index].marks.contains(.personPayment) && facts.lines[index].economicCode?.hasPrefix("302") == true
        && facts.form.costs[index].basis?.has("人") == true && !facts.form.costs[index].title.has("企业")
    }
    guard let first = rows.first else { return }
    let category = facts.form.costs[first].category ?? ""
    report.add(
      facts.cost(first, "category"),
      "\(Printed.names(rows.map { facts.form.costs[$0].title }))像是发给个人的补助，列在“\(category)”。"
        + "改列对个人和家庭的补助（303），或说明理由。",
      printed: category)
  }

  static let bundledProject = Rule(
    "bundled-project", .warning, "一个项目装了太多事项", .projectGoals, standing: .proposed,
    parameters: ["limits.bundled_lines", "limits.bundled_units"],
    "明细行和执行单位都很多的项目，绩效目标无法集中，应拆成几个项目。"
  ) { facts, report in
    guard facts.form.costs.count > facts.setting.parameters.limits.bundledLines, let unit = facts.form.unitName else {
      return
    }
    let units = ExecutingUnits(unit).names.count
    guard units > facts.setting.parameters.limits.bundledUnits else { return }
    report.add(
      facts.head("unit_name", "项目执行单位"),
      "明细 \(facts.form.costs.count) 行、执行单位 \(units) 个，合在一个项目里。按职能拆成几个项目。")
  }
}

/// The names in 项目执行单位, which are separated by all kinds of marks.
struct ExecutingUnits {
  let names: [String]
  init(_ text: String) {
    var names: [String] = []
    var name: [Unicode.Scalar] = []
    func close() {
      if !name.isEmpty { names.append(Plain(name).text) }
      name.removeAll(keepingCapacity: true)
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "；", ";", "、", ",", "，", "\n": close()
      default: if !Plain.isBlank(scalar) { name.append(Plain.halfWidth(scalar)) }
      }
    }
    close()
    self.names = names
  }

  /// 洪山街党政办 → 党政办: without the place that several names begin with, and with 办公室 shortened.
  static func short(_ name: String, beside names: [String]) -> String {
    var short = name
    if let end = short.firstIndex(where: { "街镇乡区县".contains($0) }) {
      let place = short[...end]
      if place.count >= 2, names.count(where: { $0.hasPrefix(place) }) >= 2 {
        short = String(short[short.index(after: end)...])
      }
    }
    for (long, brief) in [("办公室", "办"), ("委员会", "委")] where short.hasSuffix(long) && short.count > long.count {
      short = short.dropLast(long.count) + brief
    }
    return short.isEmpty ? name : short
  }
}

extension ReviewSetting {
  /// The code that a printed class stands for; for a name that 309 and 310 share, that of 310.
  func economicCode(_ name: Plain) -> String? {
    if let code = economicNames[name] { return code }
    let digits = name.scalars.prefix { $0.isDigit }
    guard digits.count >= 3 else { return nil }
    let code = Plain(digits).text
    if digits.count == 5, parameters.economicClasses[code] != nil { return code }
    return economicNames[Plain(name.scalars.dropFirst(digits.count))]
  }

  /// The class whose name has most characters in common; nil when none is near.
  func nearestEconomicClass(_ name: Plain) -> (code: String, name: String)? {
    let wanted = Set(name.scalars)
    var best: (code: String, name: String, common: Int)?
    for known in economicClasses {
      let longest = max(wanted.count, known.name.unicodeScalars.count)
      // So many characters more or less than wanted leave too few in common.
      guard known.scalars.count * 3 >= longest * 2 else { continue }
      let common = known.scalars.count { wanted.contains($0) }
      guard common * 3 >= longest * 2, common > (best?.common ?? 0) else { continue }
      best = (known.code, known.name, common)
    }
    return best.map { ($0.code, $0.name) }
  }
}
