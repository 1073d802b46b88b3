internal import Model

/// One section of a rules file, ready to be laid over the parameters.
struct RuleFilePart: Sendable {
  /// Code shapes and district codes are keyed by their own place and apply wherever such a code turns up.
  let knowsItsPlace: Bool
  let apply: @Sendable (inout RuleParameters) -> Void
}

/// Reads the sections of a file of `Resources/rules`; a file has as many of them as it needs.
enum RuleFileReader {
  static func parts(_ root: DataObject, _ standing: Validity.Standing) -> [RuleFilePart] {
    limits(root, standing) + words(root, standing) + pairs(root) + codes(root, standing) + regions(root)
      + economicClasses(root) + datedWords(root) + RuleFileLists.parts(root, standing)
  }

  /// `limits: { contingency_share: { value: 10, standing: "proposed" } }`; the standing defaults to the file's.
  private static func limits(_ root: DataObject, _ standing: Validity.Standing) -> [RuleFilePart] {
    root.named("limits").compactMap { name, entry in
      let own = entry.optionalChoice("standing", Validity.Standing.self) ?? standing
      defer { entry.finish() }
      let named = limitName(name, entry)
      guard let slot = RuleLimits.slots.first(where: { $0.key == name })?.slot else {
        _ = entry.figure("value")
        entry.report("value", "没有叫“\(name)”的界限")
        return nil
      }
      switch slot {
      case .figure(let path):
        let value = entry.figure("value")
        return RuleFilePart(knowsItsPlace: false) { parameters in
          parameters.limits[keyPath: path] = value
          parameters.standings["limits.\(name)"] = own
          if let named { parameters.limitNames[name] = named }
        }
      case .count(let path):
        let value = entry.integer("value")
        return RuleFilePart(knowsItsPlace: false) { parameters in
          parameters.limits[keyPath: path] = value
          parameters.standings["limits.\(name)"] = own
          if let named { parameters.limitNames[name] = named }
        }
      }
    }
  }

  /// `name: "机动支出占预算的上限", unit: "%", low: 0, high: 100`: for whoever sets it otherwise.
  private static func limitName(_ key: String, _ entry: DataObject) -> RuleLimit? {
    let (unit, low, high) = (entry.optionalText("unit"), entry.optionalFigure("low"), entry.optionalFigure("high"))
    guard let name = entry.optionalText("name") else { return nil }
    guard let low, let high, low < high else {
      entry.report("name", "有名称的界限要写明可填的范围 low 和 high")
      return nil
    }
    let isWhole = if case .count = RuleLimits.slots.first(where: { $0.key == key })?.slot { true } else { false }
    return RuleLimit(key: key, name: name, unit: unit ?? "", low: low, high: high, isWhole: isWhole)
  }

  /// `words: { measures: { add: ["率"], standing: "practice" } }`; lists of several files add up.
  private static func words(_ root: DataObject, _ standing: Validity.Standing) -> [RuleFilePart] {
    root.named("words").compactMap { name, entry in
      let own = entry.optionalChoice("standing", Validity.Standing.self) ?? standing
      let texts = entry.texts("add")
      defer { entry.finish() }
      if texts.contains("") { entry.report("add", "有空的词") }
      guard let path = RuleWords.lists.first(where: { $0.key == name })?.path else {
        entry.report("add", "没有叫“\(name)”的词表")
        return nil
      }
      return RuleFilePart(knowsItsPlace: false) { parameters in
        let known = Set(parameters.words[keyPath: path])
        parameters.words[keyPath: path] += texts.filter { !known.contains($0) }
        parameters.standings["words.\(name)"] = own
      }
    }
  }

  private static func pairs(_ root: DataObject) -> [RuleFilePart] {
    root.objects("level_pairs").flatMap { entry in
      let level1 = entry.text("level1")
      let level2 = entry.texts("level2")
      let first = entry.optionalInteger("first_year")
      let last = entry.optionalInteger("last_year")
      let variant = entry.flag("variant")
      entry.finish()
      return level2.map { name in
        let pair = RuleParameters.LevelPair(
          level1: level1, level2: name, firstYear: first, lastYear: last, isVariant: variant)
        return RuleFilePart(knowsItsPlace: false) { $0.levelPairs.append(pair) }
      }
    }
  }

  private static func codes(_ root: DataObject, _ standing: Validity.Standing) -> [RuleFilePart] {
    root.objects("project_codes").map { entry in
      let shape = ProjectCodeShape(
        name: entry.text("name"), prefixes: entry.texts("prefixes"),
        parts: entry.texts("parts").compactMap { text in
          let part = codePart(text)
          if part == nil { entry.report("parts", "不认识编码的一段“\(text)”") }
          return part
        },
        checkAlphabet: entry.optionalText("check_alphabet"), standing: standing)
      if shape.prefixes.isEmpty { entry.report("prefixes", "至少要有一个开头") }
      if shape.parts.contains(.check) != (shape.checkAlphabet != nil) {
        entry.report("check_alphabet", "校验字符与字母表应同时有或同时没有")
      }
      entry.finish()
      return RuleFilePart(knowsItsPlace: true) { $0.codeShapes.append(shape) }
    }
  }

  /// `region`, `year`, `3 digits`, `one of RTY`, `P`, `check`.
  private static func codePart(_ text: String) -> ProjectCodeShape.Part? {
    switch text {
    case "region": return .region
    case "year": return .year
    case "check": return .check
    default:
      let words = text.split(separator: " ")
      if words.count == 2, words[1] == "digits", let count = Int(words[0]), count > 0 { return .digits(count) }
      if words.count == 3, words[0] == "one", words[1] == "of" { return .letters(String(words[2])) }
      return words.count == 1 && text.utf8.allSatisfy { (0x30...0x5A).contains($0) } ? .literal(text) : nil
    }
  }

  private static func regions(_ root: DataObject) -> [RuleFilePart] {
    root.objects("regions").map { entry in
      let name = entry.text("name")
      let code = entry.text("code")
      if code.utf8.count != 6 || ExactDecimal(code) == nil { entry.report("code", "行政区划代码应为六位数字") }
      entry.finish()
      return RuleFilePart(knowsItsPlace: true) { $0.regionCodes[name] = code }
    }
  }

  private static func economicClasses(_ root: DataObject) -> [RuleFilePart] {
    root.objects("economic_classes").flatMap { entry in
      let group = entry.text("code")
      _ = entry.optionalText("name")
      let items = entry.texts("items")
      for item in items where item.split(separator: " ").count != 2 {
        entry.report("items", "“\(item)”应为“两位代码 空格 名称”")
      }
      entry.finish()
      return items.compactMap { item -> RuleFilePart? in
        let parts = item.split(separator: " ")
        guard parts.count == 2 else { return nil }
        let (code, name) = (group + parts[0], String(parts[1]))
        return RuleFilePart(knowsItsPlace: false) { $0.economicClasses[code] = name }
      }
    }
  }

  private static func datedWords(_ root: DataObject) -> [RuleFilePart] {
    root.objects("dated_words").map { entry in
      let word = RuleParameters.DatedWord(
        word: entry.text("word"), outdatedFrom: entry.integer("outdated_from"), instead: entry.optionalText("instead"),
        isAgency: entry.flag("agency"))
      entry.finish()
      return RuleFilePart(knowsItsPlace: false) { $0.datedWords.append(word) }
    }
  }
}
