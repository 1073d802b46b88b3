internal import Model
internal import Schemes

/// How a value is written.
enum ValueRules {
  static let all: [Rule] = [
    figureUnreadable, malformedPercent, comparatorMisplaced, comparatorCharset, comparatorMissing, comparatorMixed,
    unitMissing,
    ratioAsOne,
    rangeTarget, compoundTarget, unitCompound, rankAsCount, relativeWithoutBase, zeroText, satisfactionRange,
    deadlineOdd,
  ]

  static let figureUnreadable = Rule(
    "figure-unreadable", .error, "应填数的格里不是数", .all, standing: .practice,
    "金额、分值、比率这些格只填数。填了别的先照原样留着，不进合计，改成数以后才能报送。"
  ) { facts, report in
    for words in facts.form.unread {
      report.add(
        facts.cell(words.path), "这里填了“\(Printed.short(words.text))”，没有认出数。改成数，单位和说明写到备注或依据里。",
        printed: words.text)
    }
  }

  static let malformedPercent = Rule(
    "malformed-percent", .error, "百分号写错了", .all, standing: .verified,
    "一个数后面只有一个百分号。"
  ) { facts, report in
    for row in facts.rows.indices {
      if facts.rows[row].target.notes.contains(.doubledPercent) {
        add(facts, row, "target", facts.printed(row).target.quantity, &report)
      }
      if let actual = facts.rows[row].actual, actual.notes.contains(.doubledPercent) {
        add(facts, row, "actual", facts.printed(row).actual.quantity, &report)
      }
    }
  }

  private static func add(_ facts: FormFacts, _ row: Int, _ field: String, _ value: Quantity, _ report: inout Report) {
    report.add(
      facts.spot(row, field), "“\(value.text)”多写了一个百分号。改成“\(value.standardText)”。", printed: value.text,
      expected: value.standardText)
  }

  static let comparatorMisplaced = Rule(
    "comparator-misplaced", .warning, "比较符号写在了数后面", .all,
    "≥、≤ 写在数的前面。"
  ) { facts, report in
    for row in facts.rows.indices where facts.rows[row].target.notes.contains(.misplacedComparator) {
      let target = facts.printed(row).target.quantity
      report.add(
        facts.spot(row, "target"), "“\(target.text)”的符号写在数后面。改成“\(target.standardText)”。", printed: target.text,
        expected: target.standardText)
    }
  }

  static let comparatorCharset = Rule(
    "comparator-charset", .hint, "比较符号写法不一", .all,
    "统一用 ≥ 和 ≤，不用 ≧、>=。"
  ) { facts, report in
    let rows = facts.rows { facts.rows[$0].target.notes.contains(.unusualSign) }
    guard let first = rows.first else { return }
    let target = facts.printed(first).target.quantity
    report.add(
      facts.spot(first, "target"), "\(facts.names(rows))用了别的比较符号。改成“\(target.standardText)”的写法。",
      printed: target.text, expected: target.standardText)
  }

  static let comparatorMissing = Rule(
    "comparator-missing", .warning, "比率没有写不低于", .goals, basis: "财预〔2021〕101号", standing: .unverified,
    "90% 是至少 90% 还是正好 90%，要用 ≥ 写明。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard facts.rows[row].target.isPercent, facts.rows[row].target.comparator == .none,
        facts.rows[row].target.kind == .number, facts.rows[row].target.base == .absolute,
        let value = facts.rows[row].target.value
      else { return false }
      return !value.isZero && value < .hundred
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"),
      "\(rows.count) 行比率没有写 ≥：\(facts.names(rows))。写成“≥\(facts.rows[first].target.value?.description ?? "")%”。",
      printed: facts.targetText(first), expected: "≥\(facts.rows[first].target.value?.description ?? "")%")
  }

  static let comparatorMixed = Rule(
    "comparator-mixed", .hint, "满意度写法不一致", .goals,
    "同一张表的满意度，有的写 ≥、有的不写，看不出是不是同一个意思。"
  ) { facts, report in
    var signed: Int?
    var bare: Int?
    for row in facts.rows.indices where facts.rows[row].target.isPercent {
      guard facts.rows[row].level1 == .satisfaction || facts.rows[row].level2 == .satisfaction else { continue }
      if facts.rows[row].target.comparator == .none { bare = bare ?? row } else { signed = signed ?? row }
    }
    guard let signed, let bare else { return }
    report.add(
      facts.spot(bare, "target"),
      "“\(facts.targetText(bare))”与“\(facts.targetText(signed))”写法不同。满意度统一写成 ≥ 的形式。",
      printed: facts.targetText(bare))
  }

  static let unitMissing = Rule(
    "unit-missing", .warning, "指标值没有单位", .goals, parameters: ["words.unitless"],
    "数后面要有单位；得分、指数、排名一类除外。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard facts.rows[row].target.notes.contains(.missingUnit), facts.rows[row].target.base == .absolute,
        !facts.rows[row].nameMarks.contains(.unitless),
        facts.rows[row].target.kind == .number || facts.rows[row].target.kind == .range,
        !isRatioOne(facts, row), facts.rows[row].target.scale == 0
      else { return false }
      return true
    }
    guard let first = rows.first else { return }
    var history = ""
    if let row = rows.first(where: { facts.rows[$0].last?.isPercent == true }) {
      history = "“\(facts.name(of: row))”前几年的值是 \(facts.lastText(row) ?? "")，"
    }
    report.add(
      facts.spot(first, "target"),
      "\(facts.names(rows))的值“\(facts.targetText(first))”没有单位。\(history)补上单位。",
      printed: facts.targetText(first))
  }

  private static func isRatioOne(_ facts: FormFacts, _ row: Int) -> Bool {
    facts.rows[row].nameMarks.contains(.rate) && !facts.rows[row].target.hasUnit
      && facts.rows[row].target.value == 1
  }

  static let ratioAsOne = Rule(
    "ratio-as-one", .warning, "比率填成了 1", .goals, parameters: ["words.rates"],
    "名称是率、值是 1，多半是 100%。"
  ) { facts, report in
    let rows = facts.rows { isRatioOne(facts, $0) }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"), "\(facts.names(rows))的值是 1。若指 100%，改成 100%。",
      printed: facts.targetText(first), expected: "100%")
  }

  static let rangeTarget = Rule(
    "range-target", .warning, "指标值是一个范围", .goals,
    "填一个范围时，要写明低于、高于怎么算；多数情况写下限就够。"
  ) { facts, report in
    for row in facts.rows.indices where facts.rows[row].target.kind == .range {
      report.add(
        facts.spot(row, "target"), "“\(facts.targetText(row))”是一个范围。写下限，或写明超出怎么算。",
        printed: facts.targetText(row))
    }
  }

  static let compoundTarget = Rule(
    "compound-target", .warning, "一行里有两个目标", .goals,
    "一行指标只有一个值才好打分，两个值分成两行。"
  ) { facts, report in
    let rows = facts.rows {
      facts.rows[$0].target.kind == .compound && facts.printed($0).target.quantity.parts.count(where: \.isNumeric) >= 2
    }
    for row in rows {
      report.add(
        facts.spot(row, "target"), "“\(Printed.short(facts.targetText(row)))”有两个值。分成两行。",
        printed: facts.targetText(row))
    }
  }

  static let unitCompound = Rule(
    "unit-compound", .hint, "单位写得不清楚", .goals,
    "“15人/次”是每次 15 人还是 15 人次，“平方”是平方米还是平方公里，要写明。"
  ) { facts, report in
    func isArea(_ row: Int) -> Bool { facts.rows[row].target.isNumeric && facts.targetText(row).ends(with: "平方") }
    let rows = facts.rows {
      (facts.rows[$0].target.hasUnit && facts.printed($0).target.quantity.unit.has("/")) || isArea($0)
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"),
      isArea(first)
        ? "“\(facts.targetText(first))”的单位没有写全。写成平方米。" : "“\(facts.targetText(first))”的单位有两种理解。写成人次，或每次多少人。",
      printed: facts.targetText(first))
    if !isArea(first), let area = rows.first(where: isArea) {
      report.add(
        facts.spot(area, "target"), "“\(facts.targetText(area))”的单位没有写全。写成平方米。",
        printed: facts.targetText(area))
    }
  }

  static let rankAsCount = Rule(
    "rank-as-count", .warning, "排名填成了次数", .goals, parameters: ["words.ranks"],
    "名称是排名，值应是第几名。"
  ) { facts, report in
    for row in facts.rows.indices where facts.rows[row].nameMarks.contains(.rank) {
      guard facts.printed(row).target.quantity.unit == "次" else { continue }
      report.add(
        facts.spot(row, "target"),
        "“\(Printed.short(facts.name(of: row)))”填了 \(facts.targetText(row))。改成名次，或把名称改成考核次数。",
        printed: facts.targetText(row))
    }
  }

  static let relativeWithoutBase = Rule(
    "relative-without-base", .warning, "增长没有写基数", .goals,
    "“提升10%”“高于上年”要写明上年是多少，否则年底无法核对。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard facts.rows[row].target.base == .previousYear else { return false }
      // A growth rate with its own history can be checked against it.
      guard let last = facts.rows[row].last, last.isNumeric else { return true }
      return last.base == .previousYear && last.value == nil || last.value?.isZero == true
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"), "\(facts.names(rows))写的是“\(facts.targetText(first))”，没有上年的数。写上基数，或改成绝对数。",
      printed: facts.targetText(first))
  }

  static let zeroText = Rule(
    "zero-text", .hint, "零的写法不一致", .all,
    "“不发生”“无”“0 起”混用，汇总时认不出是同一个意思，统一写 0 加单位。"
  ) { facts, report in
    var words: Int?
    var figure: Int?
    for row in facts.rows.indices where facts.rows[row].target.isZero {
      if facts.rows[row].target.notes.contains(.zeroInWords) { words = words ?? row } else { figure = figure ?? row }
    }
    guard let words, let figure else { return }
    report.add(
      facts.spot(words, "target"),
      "“\(facts.targetText(words))”与“\(facts.targetText(figure))”混用。统一写 0 加单位。",
      printed: facts.targetText(words))
  }

  static let satisfactionRange = Rule(
    "satisfaction-range", .hint, "满意度目标不合常理", .goals, standing: .proposed,
    parameters: ["limits.satisfaction_min"],
    "满意度定成 100% 做不到，定得太低没有约束。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard facts.rows[row].nameMarks.contains(.satisfaction), facts.rows[row].target.isPercent,
        let value = facts.rows[row].target.value
      else { return false }
      return value == .hundred || value < facts.setting.parameters.limits.satisfactionMin
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"), "\(facts.names(rows))定为 \(facts.targetText(first))。参照往年调查结果定。",
      printed: facts.targetText(first))
  }

  static let deadlineOdd = Rule(
    "deadline-odd", .hint, "时限太长", .goals, standing: .proposed, parameters: ["limits.deadline_days_max"],
    "上报、办结一类的时限长达几个月，起不到约束。"
  ) { facts, report in
    for row in facts.rows.indices where facts.rows[row].target.kind == .deadline {
      let target = facts.printed(row).target.quantity
      guard target.unit == "工作日" || target.unit == "天" || target.unit == "日", let days = target.high,
        days > facts.setting.parameters.limits.deadlineDaysMax
      else { continue }
      report.add(
        facts.spot(row, "target"), "“\(target.text)”超过 \(facts.setting.parameters.limits.deadlineDaysMax) 天。核对时限。",
        printed: target.text)
    }
  }
}
