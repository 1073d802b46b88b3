internal import Model
internal import Schemes

/// Who and what: required fields, names, terms, lists of values.
enum IdentityRules {
  static let all: [Rule] = [
    requiredFieldBlank, assessmentLevel, projectNameIsClass, duplicateUnit, leaderPhoneCount, enumUnknown, termInvalid,
    continuingOneYear, foreignPlace, staleReference, obsoleteAgency, policyBasisMissingNumber, policyBasisExpired,
    artefactText, typoKnown,
  ]

  static let requiredFieldBlank = Rule(
    "required-field-blank", .error, "必填栏没有填", .all, standing: .practice,
    "表样上必填的栏目都要填。哪些栏必填由表样规定。"
  ) { facts, report in
    guard let id = facts.form.template, let template = facts.setting.templates[id] else { return }
    for section in template.sections {
      for field in section.rows.joined() where field.required && facts.isPrinted(field) && facts.isBlank(field) {
        report.add(facts.spot(field), "“\(field.label)”没有填。\(field.personal ? "补填姓名和电话。" : "补填。")")
      }
    }
  }

  static let assessmentLevel = Rule(
    "assessment-level-not-chosen", .error, "考核级次没有勾选", .projectGoals,
    "考核级次在一般项目和重点项目中勾选一个。"
  ) { facts, report in
    guard let (index, attribute) = facts.attribute("考核级次"), attribute.value.has("□") else { return }
    let ticks = attribute.value.unicodeScalars.count { "☑✓√■☒✔".unicodeScalars.contains($0) }
    let boxes = attribute.value.unicodeScalars.count { $0 == "□" }
    guard ticks != 1, ticks > 0 || boxes >= 2 else { return }
    report.add(
      facts.attribute(at: index), ticks == 0 ? "一般项目、重点项目都没有勾选。勾选一个。" : "勾选了 \(ticks) 个。只勾选一个。",
      printed: attribute.value)
  }

  static let projectNameIsClass = Rule(
    "project-name-is-functional-class", .warning, "项目名称是功能科目", .projectGoals,
    parameters: ["words.functional_classes"],
    "功能分类科目不是项目；项目名称要说明做什么事。"
  ) { facts, report in
    guard let name = facts.form.name, facts.setting.functionalClasses.contains(name) else { return }
    report.add(facts.head("name", "项目名称"), "“\(name)”是支出功能分类科目，不是项目。写出具体做什么。", printed: name)
  }

  static let duplicateUnit = Rule(
    "duplicate-executing-unit", .hint, "执行单位重复", .projectGoals,
    "同一个单位列了两次，或用了两个名称。"
  ) { facts, report in
    guard let text = facts.form.unitName, text.utf8.count > 12 else { return }
    let names = ExecutingUnits(text).names
    var seen: [String: String] = [:]
    for name in names {
      let short = ExecutingUnits.short(name, beside: names)
      guard let first = seen.updateValue(name, forKey: short) else { continue }
      report.add(
        facts.head("unit_name", "项目执行单位"),
        first == name ? "“\(name)”列了两次。删去一个。" : "“\(first)”和“\(name)”像是同一个单位。核对，删去一个。", printed: name)
      return
    }
  }

  static let leaderPhoneCount = Rule(
    "leader-phone-count", .hint, "负责人与电话个数不符", .projectGoals,
    "负责人和联系电话应一一对应。"
  ) { facts, report in
    guard let leaders = facts.form.contacts.first(where: { $0.label.has("负责人") }),
      let phones = facts.form.contacts.first(where: { $0.label.has("电话") })
    else { return }
    let people = ExecutingUnits(leaders.value).names.count
    let numbers = ExecutingUnits(phones.value).names.count
    guard people > 0, numbers > 0, people != numbers else { return }
    report.add(
      Spot(
        form: facts.index, path: FormPath("contacts[\(phones.label)]"), place: [facts.name, phones.label], order: 2),
      "负责人 \(people) 名，电话 \(numbers) 个。逐人核对。")
  }

  static let enumUnknown = Rule(
    "enum-unknown", .warning, "项目属性不在常用值里", .projectGoals, standing: .unverified,
    parameters: ["words.project_attributes"],
    "项目属性一般是持续性、一次性、新增性等，写别的值要核对。"
  ) { facts, report in
    guard let (index, attribute) = facts.attribute("项目属性"), !attribute.value.isEmpty else { return }
    // 01-持续性项目: code and name.
    let value = Plain(Plain(attribute.value).scalars.drop { $0.isDigit || $0 == "-" }).text
    guard !value.has("□"), !value.has("√"), !value.has("☑"),
      !facts.setting.parameters.words.projectAttributes.contains(value)
    else {
      return
    }
    report.add(
      facts.attribute(at: index), "“\(Printed.short(attribute.value))”不是常用的项目属性。按持续性、一次性、新增性等填写。",
      printed: attribute.value)
  }

  static let termInvalid = Rule(
    "term-invalid", .error, "终止早于起始", .projectGoals, standing: .verified,
    "终止年度不能早于起始年度。"
  ) { facts, report in
    guard let term = facts.term, term.isReversed else { return }
    let value = facts.form.attributes[term.endIndex].value
    report.add(facts.attribute(at: term.endIndex), "终止年度“\(value)”早于起始年度。改其中一处。", printed: value)
  }

  static let continuingOneYear = Rule(
    "continuing-project-one-year", .hint, "持续性项目只有一年", .projectGoals,
    "持续性项目的起止年度应跨年；只做一年的是一次性项目。"
  ) { facts, report in
    guard let (_, attribute) = facts.attribute("项目属性"), attribute.value.has("持续"), let term = facts.term,
      term.start.year == term.end.year
    else { return }
    report.add(
      facts.attribute(at: term.endIndex), "项目属性是持续性，起止都在 \(term.start.year) 年。改终止年度或项目属性。",
      printed: facts.form.attributes[term.endIndex].value)
  }

  static let foreignPlace = Rule(
    "foreign-place-text", .warning, "文字里有别处的地名", .goals, parameters: ["words.districts"],
    "目标和指标里出现了别的区的名称，多半是从别处的表里抄来的。"
  ) { facts, report in
    guard facts.goalMarks.contains(.district) else { return }
    let own = [
      facts.region ?? "", facts.form.region ?? "", facts.form.department ?? "", facts.form.unitName ?? "",
      facts.form.name ?? "",
    ]
    guard own.contains(where: { text in facts.setting.parameters.words.districts.contains { text.has($0) } }) else {
      return
    }
    func foreign(_ text: String?) -> String? {
      guard let text else { return nil }
      return facts.setting.parameters.words.districts.first { word in text.has(word) && !own.contains { $0.has(word) } }
    }
    for (index, goal) in facts.form.goals.enumerated() {
      if let word = foreign(goal.text) {
        report.add(facts.goal(index, "text"), "写到了“\(word)”，不是本地。改成本地的内容。", printed: word)
        return
      }
      for row in goal.indicators.indices {
        guard let word = foreign(goal.indicators[row].name) else { continue }
        report.add(facts.indicator(index, row, "name"), "写到了“\(word)”，不是本地。改成本地的内容。", printed: word)
        return
      }
    }
  }

  static let staleReference = Rule(
    "stale-reference", .hint, "引用了过时的提法", .goals,
    "提法已有更新的，应改用现在的。"
  ) { facts, report in dated(facts, isAgency: false, &report) { "“\($0)”已有更新的提法\($1)。" } }

  static let obsoleteAgency = Rule(
    "obsolete-agency", .hint, "机构已经改名", .goals,
    "机构改革后已改名的单位，应写现在的名称。"
  ) { facts, report in dated(facts, isAgency: true, &report) { "“\($0)”已经改名\($1)。" } }

  private static func dated(
    _ facts: FormFacts, isAgency: Bool, _ report: inout Report, _ message: (String, String) -> String
  ) {
    guard facts.textMarks.contains(.dated), let year = facts.year else { return }
    let words = facts.setting.parameters.datedWords.filter { $0.isAgency == isAgency && $0.outdatedFrom <= year }
    for (text, spot) in facts.texts {
      guard let word = words.first(where: { text.has($0.word) }) else { continue }
      report.add(
        spot(), message(word.word, word.instead.map { "，现在是“\($0)”" } ?? ""), printed: word.word, expected: word.instead
      )
      return
    }
  }

  static let policyBasisMissingNumber = Rule(
    "policy-basis-missing-number", .warning, "立项依据没有文件", .projectGoals,
    "立项依据要写出文件名称或文号，只写职责、情况不算依据。"
  ) { facts, report in
    guard let (index, attribute) = facts.attribute("立项依据"), attribute.value.count >= 8, !attribute.value.has("《"),
      !DocumentNumber.appears(in: attribute.value)
    else { return }
    report.add(facts.attribute(at: index), "立项依据里没有文件名称，也没有文号。写出依据的文件。")
  }

  static let policyBasisExpired = Rule(
    "policy-basis-expired", .warning, "依据文件年代较久", .projectGoals, standing: .proposed,
    parameters: ["limits.basis_age_years"],
    "几年前的文件可能已经失效，应核对是否仍然有效。"
  ) { facts, report in
    guard let year = facts.year, let (index, attribute) = facts.attribute("立项依据") ?? facts.attribute("申请理由") else {
      return
    }
    let old = Array(
      Set(
        DocumentNumber.years(in: attribute.value).filter { $0 < year - facts.setting.parameters.limits.basisAgeYears })
    )
    .sorted()
    guard let first = old.first else { return }
    let shown = old.prefix(4).map(String.init).joined(separator: "、")
    report.add(
      facts.attribute(at: index),
      "引用了 \(shown) 年的文件，距 \(year) 年超过 \(facts.setting.parameters.limits.basisAgeYears) 年。核对是否仍然有效。",
      printed: "\(first)")
  }

  static let artefactText = Rule(
    "artefact-text", .hint, "文字里有转换残留", .all, parameters: ["words.artefacts"],
    "转换文件时留下的标记应删去。"
  ) { facts, report in
    words(facts, .artefact, facts.setting.parameters.words.artefacts, &report) { "文字里有“\($0)”，是转换文件留下的。删去。" }
  }

  static let typoKnown = Rule(
    "typo-known", .hint, "文字有笔误", .all, parameters: ["words.typos"],
    "词表里记着的常见笔误。"
  ) { facts, report in words(facts, .typo, facts.setting.parameters.words.typos, &report) { "“\($0)”像是笔误。核对文字。" } }

  private static func words(
    _ facts: FormFacts, _ mark: WordMarks, _ words: [String], _ report: inout Report, _ message: (String) -> String
  ) {
    guard facts.textMarks.contains(mark) else { return }
    for (text, spot) in facts.texts {
      guard let word = text.hasAny(words) else { continue }
      report.add(spot(), message(word), printed: word)
      return
    }
  }
}

extension FormFacts {
  /// The texts that `textMarks` were taken from, with their places, in page order.
  var texts: [(text: String, spot: () -> Spot)] {
    var texts: [(String, () -> Spot)] = form.attributes.indices.map { index in
      (form.attributes[index].value, { self.attribute(at: index) })
    }
    for (index, goal) in form.goals.enumerated() {
      if let text = goal.text { texts.append((text, { self.goal(index, "text") })) }
      for row in goal.indicators.indices {
        guard let name = goal.indicators[row].name else { continue }
        texts.append((name, { self.indicator(index, row, "name") }))
      }
    }
    return texts
  }

  /// Whether the form shows the field at all: of a form read from a file only what is printed and empty is surely blank;
  /// the rest may stand where the reader did not look.
  fileprivate func isPrinted(_ field: Template.Field) -> Bool {
    guard let blank = form.blankLabels else { return true }
    return blank.contains { $0 == field.label || field.synonyms.contains($0) }
  }

  /// Whether a field of the template is empty in the form.
  fileprivate func isBlank(_ field: Template.Field) -> Bool {
    switch field.target {
    case .name: (form.name ?? "").isEmpty
    case .departmentName: (form.department ?? form.name ?? "").isEmpty
    case .code: (form.code ?? "").isEmpty
    case .department: (form.department ?? "").isEmpty
    case .unitName: (form.unitName ?? "").isEmpty
    case .year: form.year == nil
    case .score: form.score == nil
    case .attribute:
      !form.attributes.contains { attribute in
        ([field.label] + field.synonyms).contains(attribute.label) && !attribute.value.isEmpty
      }
    case .contact: form.contacts.allSatisfy { !([field.label] + field.synonyms).contains($0.label) || $0.value.isEmpty }
    case .total: form.amounts.total == nil
    case .current: form.amounts.current == nil
    case .prior:
      form.amounts.prior.isEmpty && !form.attributes.contains { $0.label.has("前两年") && !$0.value.isEmpty }
    case .goal, .annualGoal: !form.goals.contains { $0.term != .longTerm && !($0.text ?? "").isEmpty }
    case .longTermGoal: !form.goals.contains { $0.term == .longTerm && !($0.text ?? "").isEmpty }
    case .goalResult: !form.goals.contains { !($0.resultText ?? "").isEmpty }
    case .executionBudget: form.execution?.budget == nil && form.execution?.rows.isEmpty != false
    case .executionActual: form.execution?.actual == nil && form.execution?.rows.isEmpty != false
    case .executionRate: form.execution?.rate == nil && form.execution?.rows.isEmpty != false
    case .executionScore: form.execution?.score == nil && form.execution?.rows.isEmpty != false
    case .funding, .numberedGoal, .costBasis, .section: false
    }
  }

  fileprivate func spot(_ field: Template.Field) -> Spot {
    switch field.target {
    case .name, .code, .department, .unitName, .year, .score: head(field.target.rawValue, field.label)
    case .departmentName: head("name", field.label)
    case .attribute, .contact:
      Spot(
        form: index, path: FormPath("\(field.target == .contact ? "contacts" : "attributes")[\(field.label)]"),
        place: [name, field.label], order: 2)
    case .total, .current: amount(field.target == .total ? "total" : "current", field.label)
    case .prior: amount("prior", field.label)
    case .goal, .annualGoal, .longTermGoal, .goalResult, .numberedGoal:
      Spot(form: index, path: FormPath("goals"), place: [name, field.label], order: 10 << 32)
    case .executionBudget, .executionActual, .executionRate, .executionScore:
      execution(String(field.target.rawValue.dropFirst("execution.".count)), field.label)
    case .funding, .costBasis, .section: whole
    }
  }
}

/// Numbers of official documents: 财预〔2020〕10号, [2018]33号, 【2019】1号.
enum DocumentNumber {
  static func appears(in text: String) -> Bool { !years(in: text).isEmpty || (text.has("号") && text.has("文")) }

  /// The years in brackets of document numbers.
  /// - Complexity: O(bytes), without copying the text.
  static func years(in text: String) -> [Int] {
    var text = text
    return text.withUTF8 { bytes in
      var years: [Int] = []
      for index in bytes.indices where isOpening(bytes, index) {
        let start = index + 1
        guard start + 4 < bytes.count, bytes[start..<start + 4].allSatisfy({ (0x30...0x39).contains($0) }) else {
          continue
        }
        let year = bytes[start..<start + 4].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        // ] is one byte, 〕】﹞） are three; then the number, perhaps 第 before it.
        let next = start + 4 + (bytes[start + 4] == UInt8(ascii: "]") || bytes[start + 4] == UInt8(ascii: ")") ? 1 : 3)
        guard (1980...2100).contains(year), bytes[start + 4] >= 0x80 || next == start + 5, next < bytes.count else {
          continue
        }
        if (0x30...0x39).contains(bytes[next])
          || (next + 2 < bytes.count && bytes[next] == 0xE7 && bytes[next + 1] == 0xAC)
        {
          years.append(year)
        }
      }
      return years
    }
  }

  /// The last byte of [ ( 【 〔 ﹝ （.
  private static func isOpening(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "["), UInt8(ascii: "("): return true
    case 0x90, 0x94: return index >= 2 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE3
    case 0x9D: return index >= 2 && bytes[index - 1] == 0xB9 && bytes[index - 2] == 0xEF
    case 0x88: return index >= 2 && bytes[index - 1] == 0xBC && bytes[index - 2] == 0xEF
    default: return false
    }
  }
}
