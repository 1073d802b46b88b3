internal import Model
internal import Schemes

/// Names, words and bases of indicators.
enum WordingRules {
  static let all: [Rule] = [
    duplicateIndicator, nameHasNoMeasure, nameHoldsTarget, valueNotOfName, unmeasurableWording, booleanTarget,
    directionConflict, basisMissing, basisRestatesTarget, basisBoilerplate, basisContradictsTarget, explanationIsName,
    nonsenseCompound, placeholderLeft,
  ]

  static let duplicateIndicator = Rule(
    "duplicate-indicator", .warning, "指标名称重复", .all,
    "同名的指标分不清各指什么，也可能一件事算了两次。"
  ) { facts, report in
    guard facts.rows.count > 1 else { return }
    let isDepartment = facts.form.kind.isAboutDepartment
    // Goals of a department may share a measure; the same value too is a copy.
    let keys = facts.rows.indices.map { row -> UInt64? in
      guard let name = facts.printed(row).indicator.name, !name.isEmpty else { return nil }
      let key = name.hashCode() ^ (facts.rows[row].isLongTerm ? 1 : 0)
      return isDepartment ? facts.targetText(row).hashCode(key) : key
    }
    guard KeyNumbers.haveRepeats(keys) else { return }
    var seen: [UInt64: Int] = [:]
    var repeated: [Int] = []
    for row in facts.rows.indices {
      guard let key = keys[row], let name = facts.printed(row).indicator.name else { continue }
      guard let first = seen.updateValue(row, forKey: key), facts.name(of: first) == name else { continue }
      if !repeated.contains(where: { facts.name(of: $0) == name }) { repeated.append(first) }
    }
    guard let first = repeated.first else { return }
    report.add(
      facts.spot(first, "name"), "\(facts.names(repeated))各出现不止一次。改成不同的名称，或合并成一行。",
      printed: facts.indicator(first).name)
  }

  static let nameHasNoMeasure = Rule(
    "name-has-no-measure", .warning, "指标名称没有写量什么", .goals, basis: "财预〔2021〕101号", standing: .unverified,
    parameters: ["words.measures"],
    "指标名称要写出量的是什么，如次数、面积、比率；只写工作名称没法衡量。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard facts.rows[row].level1 == .output || facts.rows[row].level1 == .cost,
        !facts.rows[row].nameMarks.contains(.measure), facts.rows[row].target.kind != .empty
      else { return false }
      // A number with a unit says what is counted: 宣传活动 2场.
      return !facts.rows[row].target.hasUnit || facts.rows[row].target.isPercent
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "name"), "\(facts.names(rows))只写了工作，没写量什么。改成“…次数”“…率”一类的名称。",
      printed: facts.indicator(first).name)
  }

  static let nameHoldsTarget = Rule(
    "name-holds-target", .hint, "指标值写进了名称", .goals,
    "名称只写量什么，多少写在指标值里。"
  ) { facts, report in
    let rows = facts.rows { row in
      if facts.rows[row].nameMarks.contains(.bound) { return true }
      guard facts.rows[row].nameMarks.contains(.percentSign) else { return false }
      return facts.name(of: row).utf8.contains { (0x30...0x39).contains($0) }
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "name"), "\(facts.names(rows))里写了目标值。名称只写量什么，数放到指标值。",
      printed: facts.indicator(first).name)
  }

  static let valueNotOfName = Rule(
    "value-not-of-name", .warning, "指标值说的是另一件事", .goals,
    "指标值里带着另一个指标的名称，如名称是抚恤金、值是解决问题及时率 100%，应把名称改成真正量的东西。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard facts.rows[row].target.isPercent else { return false }
      let words = facts.printed(row).target.quantity.words
      guard !words.isEmpty, words.hasSuffix("率") || words.hasSuffix("度") else { return false }
      return !facts.name(of: row).has(words) && !words.has("满意")
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"),
      "\(facts.names(rows))的值里写着另一个名称（“\(facts.indicator(first).target ?? "")”）。把名称改成真正量的东西。",
      printed: facts.indicator(first).target, expected: facts.printed(first).target.quantity.words)
  }

  static let unmeasurableWording = Rule(
    "unmeasurable-wording", .warning, "指标值没法衡量", .goals, basis: "财预〔2021〕101号", standing: .unverified,
    parameters: ["words.unmeasurable"],
    "“大力推进”“争创最优”一类的值到年底无法判断是否做到；改成数，或写出分几档。"
  ) { facts, report in
    let words = facts.setting.unmeasurable
    let rows = facts.rows { row in
      facts.rows[row].target.kind == .level || facts.rows[row].target.kind == .boolean
        ? words.contains(facts.targetText(row)) : false
    }
    guard let first = rows.first else { return }
    let values = rows.map { facts.targetText($0) }
    report.add(
      facts.spot(first, "target"),
      "\(facts.names(rows))的值（\(Printed.names(Array(Set(values)).sorted(), max: 3))）没法衡量。改成数，或写出分几档。",
      printed: facts.indicator(first).target)
  }

  static let booleanTarget = Rule(
    "boolean-target", .hint, "效益只写是或达标", .projectGoals, parameters: ["words.yes_no"],
    "效益只写“是”“达标”，看不出好到什么程度。"
  ) { facts, report in
    let words = facts.setting.parameters.words.yesNo
    let rows = facts.rows {
      facts.rows[$0].level1 == .benefit && facts.rows[$0].target.kind == .boolean
        && words.contains(facts.targetText($0))
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"), "\(facts.names(rows))只填了“\(facts.targetText(first))”。写出程度或数量。",
      printed: facts.indicator(first).target)
  }

  static let directionConflict = Rule(
    "direction-conflict", .error, "指标值方向自相矛盾", .goals, standing: .verified,
    "“不高于…或高于等于…”两个条件方向相反，无论完成多少都算达到，起不到约束。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard facts.rows[row].target.kind == .level || facts.rows[row].target.kind == .compound else { return false }
      let text = facts.targetText(row)
      guard text.has("或") else { return false }
      return (text.has("不高于") && (text.has("或高于") || text.has("或不低于")))
        || (text.has("不低于") && (text.has("或低于") || text.has("或不高于")))
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"),
      "“\(facts.targetText(first))”两个条件方向相反\(rows.count > 1 ? "，共 \(rows.count) 行" : "")。只留一个，写明以谁为准。",
      printed: facts.indicator(first).target)
  }

  static let basisMissing = Rule(
    "basis-missing", .warning, "部分指标没有依据", .goals,
    "指标值要说明依据的是计划、历史、行业还是文件；空着的应补上。"
  ) { facts, report in
    let rows = facts.rows { !facts.rows[$0].hasBasis && facts.rows[$0].target.kind != .empty }
    guard let first = rows.first, rows.count < facts.rows.count else { return }
    report.add(
      facts.spot(first, "basis"), "\(facts.rows.count) 行指标中有 \(rows.count) 行没有写依据：\(facts.names(rows))。补上依据。")
  }

  static let basisRestatesTarget = Rule(
    "basis-restates-target", .warning, "依据只是重复指标值", .goals,
    "依据要写值从哪里来，把值再抄一遍或只写“完成”不是依据。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard facts.rows[row].hasBasis, let basis = facts.basis(row) else { return false }
      return basis.isSame(as: "完成") || basis.isSame(as: facts.targetText(row))
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "basis"), "\(facts.names(rows))的依据写的是“\(facts.basis(first) ?? "")”。写文件、计划或历史数据。",
      printed: facts.basis(first))
  }

  static let basisBoilerplate = Rule(
    "basis-boilerplate", .hint, "所有指标同一个依据", .goals,
    "所有指标都用同一句依据，多半没有逐条对过。"
  ) { facts, report in
    guard facts.rows.count >= 5, let basis = facts.basis(0), !basis.isEmpty, basis != "计划标准",
      facts.rows.indices.allSatisfy({ facts.basis($0) == basis })
    else { return }
    report.add(
      facts.spot(0, "basis"), "\(facts.rows.count) 行指标的依据都是“\(Printed.short(basis))”。逐条写明。", printed: basis)
  }

  static let basisContradictsTarget = Rule(
    "basis-contradicts-target", .warning, "依据里的数与指标值不同", .goals,
    "依据里写明保障某率 100%，指标值却低于它，两处应当一致。"
  ) { facts, report in
    for row in facts.rows.indices where facts.rows[row].target.isPercent {
      guard let basis = facts.basis(row), basis.has("率"), basis.has("%") || basis.has("％"),
        basis != facts.targetText(row),
        let value = facts.rows[row].target.comparable
      else { continue }
      let stated = StatedAmounts(basis).all.filter { $0.number.kind == .percent && $0.lead.hasSuffix("率") }
      guard stated.count == 1, stated[0].number.value != value else { continue }
      report.add(
        facts.spot(row, "basis"),
        "依据写“\(Printed.short(stated[0].lead)) \(stated[0].printed)”，指标值是 \(facts.targetText(row))。改其中一处。",
        printed: stated[0].printed, expected: facts.targetText(row))
    }
  }

  static let explanationIsName = Rule(
    "explanation-is-name", .hint, "指标说明只是重复名称", .goals,
    "指标描述要写怎么算、算什么，把名称再抄一遍没有说明。"
  ) { facts, report in
    let rows = facts.rows { row in
      guard facts.rows[row].hasDefinition else { return false }
      return facts.printed(row).indicator.definition == facts.printed(row).indicator.name
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "description"), "\(facts.names(rows))的描述与名称相同。写出怎么算。",
      printed: facts.indicator(first).definition)
  }

  static let nonsenseCompound = Rule(
    "nonsense-compound", .warning, "指标量的是比率的比率", .goals, parameters: ["words.nonsense"],
    "“满意度的提升率”这样的指标没有人统计，也算不出来。"
  ) { facts, report in
    let rows = facts.rows { facts.rows[$0].nameMarks.contains(.nonsense) }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "name"), "\(facts.names(rows))量的是比率的比率，算不出来。直接写满意度或件数。",
      printed: facts.indicator(first).name)
  }

  static let placeholderLeft = Rule(
    "placeholder-left", .error, "还有没填的占位符", .goals,
    "点、□、XX 一类的占位符应换成内容或删去整行；目标文字里的 XX、“截止 年”也要填上。"
  ) { facts, report in
    let mayBeBlank = !facts.goalMarks.isDisjoint(with: [.placeholder, .until])
    for goal in facts.form.goals.indices where mayBeBlank {
      guard let text = facts.form.goals[goal].text, let blank = text.placeholder else { continue }
      report.add(
        facts.goal(goal, "text"), "目标里还有占位的“\(blank)”。填上内容。", printed: blank)
    }
    let rows = facts.rows { row in
      facts.rows[row].targetMarks.contains(.placeholder)
        || (facts.printed(row).indicator.name ?? "").isPlaceholder(marks: facts.rows[row].nameMarks)
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "name"),
      "\(rows.count) 行指标还是占位符（“\(Printed.short(facts.indicator(first).name ?? ""))”）。填上内容，或删去整行。",
      printed: facts.indicator(first).name)
  }
}

extension FormFacts {
  fileprivate func basis(_ row: Int) -> String? { printed(row).indicator.basis }
}

extension String {
  /// Nothing but dots and the like, or a mark that stands for something to be filled in.
  fileprivate func isPlaceholder(marks: WordMarks) -> Bool {
    guard !isEmpty, utf8.count < 60 else { return false }
    return marks.contains(.placeholder) || unicodeScalars.allSatisfy(Self.isDot)
  }

  /// What stands in a text for something to be filled in: XX, or 截止年 with nothing between. A □ may be a bullet there.
  fileprivate var placeholder: String? {
    if let mark = hasAny(["XX", "××", "xxx"]) { return mark }
    let scalars = Plain(self).scalars
    for word in ["截止年", "截至年"] {
      guard let start = Plain(scalars).index(of: word) else { continue }
      let next = start + word.unicodeScalars.count
      // 截止年底 names a day.
      if next == scalars.count || !"底末初度内中终".unicodeScalars.contains(scalars[next]) { return word }
    }
    return nil
  }

  private static func isDot(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "…", "·", "_", "/", "-", "—": true
    default: false
    }
  }
}
