internal import Model
internal import Schemes

/// The words of a final account: names of the classification, order, glossary, what must be told and is not.
enum AccountTextRules {
  static let all: [Rule] = [
    classOrder, classDescription, functionNameUnknown, reasonMisfit, operatingCostScope, threePublicDetail,
    threePublicPrevious, emptyTableStatement, glossaryLevel, glossaryVersusItems,
  ]

  // MARK: functional classification

  static let classOrder = Rule(
    "class-order", .hint, "支出类的次序不对", parameters: ["words.functional_classes"],
    "支出结构按功能分类科目的次序排列，便于与决算表对照。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    let official = facts.setting.parameters.words.functionalClasses
    var last: (index: Int, name: String)?
    for (order, figure) in account.figures.enumerated() where figure.section.has("结构情况") {
      guard let name = Self.className(figure.name), let index = official.firstIndex(where: { $0.hasPrefix(name) })
      else {
        continue
      }
      if let last, index < last.index {
        report.add(
          facts.outside(figure.section, order: order), "“\(name)”应排在“\(last.name)”前面。按功能分类科目的次序排列。", printed: name)
        return
      }
      last = (index, name)
    }
  }

  /// 教育支出（类）支出 → 教育; 公共安全（类）支出 → 公共安全.
  private static func className(_ name: String) -> String? {
    let scalars = Plain(name).scalars
    guard let open = scalars.firstIndex(of: "("), open + 1 < scalars.count, scalars[open + 1] == "类", open > 1 else {
      return nil
    }
    var head = scalars[..<open]
    if head.count > 4, head.suffix(2).elementsEqual("支出".unicodeScalars) { head = head.dropLast(2) }
    return Plain.text(head)
  }

  static let classDescription = Rule(
    "class-description", .hint, "支出类的用途说明不对",
    "支出结构里写的用途若是一款的名称，逐项说明里应当有这一款。"
  ) { facts, report in
    guard let account = facts.document.finalAccount, account.items.count >= 5 else { return }
    for (order, passage) in facts.document.passages.enumerated() {
      guard passage.headings.last?.has("结构情况") == true, let name = Self.className(Self.afterNumber(passage.text)),
        let use = Self.use(passage.text)
      else { continue }
      let own = account.items.filter { ($0.classLevel ?? "").hasPrefix(name) }
      guard !own.isEmpty,
        !own.contains(where: { item in
          [item.groupLevel, item.itemLevel].contains { $0?.has(use) == true || ($0.map { use.has($0) } ?? false) }
        })
      else { continue }
      report.add(
        facts.outside(passage.headings.last ?? "", order: order),
        "“\(name)”写主要用于\(use)，逐项说明里没有这一款。照实写用途。", printed: use)
    }
  }

  /// 1.一般公共服务… → 一般公共服务….
  private static func afterNumber(_ text: String) -> String {
    let scalars = Plain(text).scalars
    return Plain.text(scalars.drop { $0.isDigit || $0 == "." || $0 == "、" })
  }

  /// 主要是用于财政事务方面的支出 → 财政事务; nil where the use is no name of a group.
  private static func use(_ text: String) -> String? {
    let plain = Plain(text)
    guard let start = plain.index(of: "用于"), let end = plain.index(of: "方面", from: start + 2) else { return nil }
    let use = plain.scalars[(start + 2)..<end]
    return use.count <= 14 && use.suffix(2).elementsEqual("事务".unicodeScalars) && use.allSatisfy(\.isLetter)
      ? Plain.text(use) : nil
  }

  static let functionNameUnknown = Rule(
    "function-name-unknown", .warning, "科目名称不规范", parameters: ["words.functional_classes", "account_names"],
    "功能分类科目用当年的规范名称，写错的名称与决算表对不上。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    let classes = facts.setting.parameters.words.functionalClasses
    for (index, item) in account.items.enumerated() {
      if let name = item.classLevel, !name.isEmpty,
        !classes.contains(where: { $0.hasPrefix(name) || name.hasPrefix($0) })
      {
        report.add(item.spot(index), "没有叫“\(name)”的支出类。改成规范的名称。", printed: name)
      }
      for name in [item.groupLevel, item.itemLevel].compactMap({ $0 }) {
        guard let wrong = facts.setting.parameters.accountNames.first(where: { $0.name == name }) else { continue }
        report.add(item.spot(index), "“\(name)”的规范名称是“\(wrong.instead)”。改名称。", printed: name, expected: wrong.instead)
      }
    }
  }

  static let reasonMisfit = Rule(
    "reason-misfit", .hint, "原因说的是另一个科目", parameters: ["words.account_subjects"],
    "医疗科目的原因写养老保险一类，多半是从别的科目抄来的。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    let subjects = facts.setting.parameters.words.accountSubjects
    for (index, item) in account.items.enumerated() {
      guard let reason = item.reason, let name = item.itemLevel, let own = name.hasAny(subjects),
        reason.hasAny(subjects) != nil, !reason.has(own),
        let other = subjects.first(where: { reason.has($0) && !name.has($0) && item.groupLevel?.has($0) != true })
      else { continue }
      report.add(
        item.spot(index), "科目是“\(Printed.short(name))”，原因说的是\(other)。写本科目的原因。", printed: reason)
    }
  }

  // MARK: what must be told

  static let operatingCostScope = Rule(
    "operating-cost-scope", .warning, "机关运行经费口径偏大",
    "机关运行经费只算行政单位和参公单位的公用经费；有事业运行支出的部门，它不会等于全部公用经费。"
  ) { facts, report in
    guard let account = facts.document.finalAccount,
      let cost = account.figures.firstIndex(where: { $0.name == "机关运行经费支出" }),
      let whole = account.figures.first(where: { $0.name == "公用经费" }), whole.value > .zero,
      account.figures[cost].value == whole.value,
      let other = account.items.first(where: { $0.itemLevel == "事业运行" && ($0.actual ?? .zero) > .zero })
    else { return }
    report.add(
      facts.outside(account.figures[cost].section, order: cost),
      "机关运行经费 \(Printed.money(whole.value)) 等于全部公用经费，而事业运行支出有 \(Printed.money(other.actual ?? .zero))。"
        + "扣除事业单位的公用经费，或说明口径。",
      printed: account.figures[cost].value.description)
  }

  /// All that stands under a heading with that word, in one text; nil where there is no such heading.
  private static func section(_ facts: DocumentFacts, _ word: String) -> (heading: String, text: String, order: Int)? {
    var found: (heading: String, text: String, order: Int)?
    for (order, passage) in facts.document.passages.enumerated() {
      guard let heading = passage.headings.first(where: { $0.has(word) && $0.has("说明") }) else { continue }
      if found == nil { found = (heading, "", order) }
      found?.text += passage.text
    }
    return found
  }

  static let threePublicDetail = Rule(
    "three-public-detail", .warning, "“三公”经费没有写细",
    "因公出国、公务用车、公务接待各写金额和团组、车辆、批次人次；没有发生的也要写明。"
  ) { facts, report in
    guard facts.document.finalAccount != nil, let told = section(facts, "三公") else { return }
    var missing: [String] = []
    if !told.text.has("出国") { missing.append("因公出国（境）") }
    if !told.text.has("公务用车") && !told.text.has("公车") { missing.append("公务用车") }
    if !told.text.has("接待") { missing.append("公务接待") }
    let received = facts.document.finalAccount?.figures.first { figure in
      figure.section.has("三公") && figure.name.has("接待") && figure.unit == "万元" && figure.value > .zero
        && !figure.name.has("预算")
    }
    if received != nil, !told.text.has("批次") && !told.text.has("批") { missing.append("公务接待的批次") }
    if received != nil, !told.text.has("人次") && !told.text.has("人员") { missing.append("公务接待的人次") }
    guard let first = missing.first else { return }
    report.add(
      facts.outside(told.heading, order: told.order), "没有写\(missing.joined(separator: "、"))。补写；没有发生的写明没有。",
      printed: first)
  }

  static let threePublicPrevious = Rule(
    "three-public-previous", .hint, "“三公”经费没有比上年",
    "“三公”经费除了与预算比，还要与上年决算比，说明增减原因。"
  ) { facts, report in
    guard facts.document.finalAccount != nil, let year = facts.document.year, let told = section(facts, "三公"),
      !told.text.isEmpty, told.text.hasAny(["上年", "去年", "\(year - 1)年"]) == nil
    else { return }
    report.add(facts.outside(told.heading, order: told.order), "只与预算比，没有与上年决算比。补写比上年的增减和原因。")
  }

  static let emptyTableStatement = Rule(
    "empty-table-statement", .warning, "空表没有说明",
    "没有收支的决算表也要公开，并在表下或正文写明没有这项收支。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    for (index, table) in account.tables.enumerated() {
      guard let word = table.title.hasAny(["政府性基金", "国有资本经营"]), Self.isEmpty(table),
        !facts.document.passages.contains(where: { Self.denies($0, word) }),
        !table.rows.joined().contains(where: { $0.hasAny(["无", "没有", "未发生"]) != nil })
      else { continue }
      report.add(
        facts.outside("决算表", table.title, order: index), "“\(Printed.short(table.title))”是空表，没有一句说明。写明本年没有\(word)收支。")
    }
  }

  private static func denies(_ passage: Passage, _ word: String) -> Bool {
    passage.text.has(word) && passage.text.hasAny(["无", "没有", "未发生", "未安排"]) != nil
  }

  /// No figure but zeros in any cell.
  private static func isEmpty(_ table: FinalAccount.Table) -> Bool {
    !table.rows.joined().contains { cell in
      guard cell.utf8.count < 24, let figure = ExactDecimal(Plain(cell).text) else { return false }
      // Row numbers of a table are whole and small; amounts have places.
      return !figure.isZero && (figure.places > 0 || figure > 200)
    }
  }

  // MARK: glossary

  static let glossaryLevel = Rule(
    "glossary-level", .warning, "名词解释的级次不对",
    "区县部门的名词解释写成“市级财政”，是照抄上级的稿子。"
  ) { facts, report in
    guard let account = facts.document.finalAccount, !account.figures.isEmpty, let place = facts.document.region,
      place.hasSuffix("区") || place.hasSuffix("县")
    else { return }
    var found: [(order: Int, heading: String)] = []
    for (order, passage) in facts.document.passages.enumerated() {
      guard passage.headings.contains(where: { $0.has("名词解释") }), passage.text.hasAny(["市级财政", "市直", "省级财政"]) != nil
      else { continue }
      found.append((order, passage.headings[0]))
    }
    guard let first = found.first else { return }
    report.add(
      facts.outside(first.heading, order: first.order),
      "名词解释\(found.count > 1 ? "有 \(found.count) 处" : "")写市级，本部门在\(Printed.short(place))。改成本级财政。", printed: "市级财政",
      expected: "区（县）级财政")
  }

  static let glossaryVersusItems = Rule(
    "glossary-vs-items", .warning, "名词解释与科目对不上",
    "名词解释里的功能分类科目，应与本年用到的科目一样，不多也不少。"
  ) { facts, report in
    guard let account = facts.document.finalAccount, account.items.count >= 3 else { return }
    let told = facts.document.passages.enumerated().compactMap {
      order, passage -> (order: Int, key: Plain, name: String, isElsewhere: Bool)? in
      guard passage.headings.contains(where: { $0.has("名词解释") }) else { return nil }
      return FunctionName(passage.text).map { (order, $0.key, $0.short, passage.text.has("国有资本经营预算支出")) }
    }
    guard told.count >= 3, let first = told.first else { return }
    let used = account.items.compactMap { item in
      item.itemLevel.map { (key: FunctionName.key(item.classLevel, item.groupLevel, $0), name: $0) }
    }
    let toldKeys = Set(told.map(\.key))
    let usedKeys = Set(used.map(\.key))
    let missing = used.filter { !toldKeys.contains($0.key) }.map(\.name)
    // Items of the state capital budget are told of in a section of their own.
    let extra = told.filter { !usedKeys.contains($0.key) && !$0.isElsewhere }.map(\.name)
    // Where most do not agree the list was read badly.
    guard !missing.isEmpty || !extra.isEmpty, missing.count * 2 < used.count, extra.count * 2 < told.count else {
      return
    }
    var parts: [String] = []
    if !missing.isEmpty { parts.append("缺\(Printed.names(missing))") }
    if !extra.isEmpty { parts.append("多出\(Printed.names(extra))") }
    report.add(
      facts.outside("名词解释", order: first.order),
      "本年用到 \(used.count) 个项级科目，名词解释\(parts.joined(separator: "，"))。按用到的科目改。", printed: "\(told.count)",
      expected: "\(used.count)")
  }
}

/// Class, group and item as a running text names them: 一般公共服务支出（类）统计信息事务（款）其他统计信息事务支出（项）.
struct FunctionName {
  let key: Plain
  let short: String

  init?(_ text: String) {
    let scalars = Plain(text).scalars
    var start = scalars.drop { $0.isDigit || $0 == "." || $0 == "、" }.startIndex
    var parts: [String] = []
    for level in ["类", "款", "项"].map({ Unicode.Scalar($0) }) {
      guard let level, start < scalars.count,
        let end = scalars[start...].indices.first(where: {
          $0 + 2 < scalars.count && scalars[$0] == "(" && scalars[$0 + 1] == level && scalars[$0 + 2] == ")"
        })
      else { return nil }
      parts.append(Plain.text(scalars[start..<end]))
      start = end + 3
    }
    guard parts.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.count <= 40 }) else { return nil }
    key = Self.key(parts[0], parts[1], parts[2])
    short = parts[2]
  }

  static func key(_ one: String?, _ two: String?, _ three: String) -> Plain {
    Plain.key((one ?? "") + "|" + (two ?? "") + "|" + three)
  }
}
