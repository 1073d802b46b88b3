extension FormContent {
  /// What a JSON copy of a form is for.
  public enum Copy: Sendable {
    /// As the reading contract prints it: no row identifiers, no names or numbers of persons.
    case contract
    /// The contract with names and numbers of persons.
    case contractWithContacts
    /// Everything: what a revision stores.
    case stored
  }

  static let fields: [FormField<FormContent>] = [
    .text("title", "表名", \.title), .text("name", "名称", \.name), .text("code", "项目编码", \.code),
    .text("department", "项目主管部门", \.department), .text("unit_name", "项目执行单位", \.unitName),
    .integer("year", "年度", \.year), .text("region", "地区", \.region), .text("template", "表样", \.template),
  ]

  private static let storedOnly: Set<String> = ["region", "template"]

  /// Members whose value is absent or empty are left out.
  public func json(_ copy: Copy = .contract) -> JSON {
    var out: [JSON.Member] = [JSON.Member("kind", .string(kind.rawValue))]
    for field in Self.fields where copy == .stored || !Self.storedOnly.contains(field.key) {
      if let value = field.json(of: self) { out.append(JSON.Member(field.key, value)) }
    }
    if copy == .stored {
      out.append(JSON.Member("unit", .string(moneyUnit.rawValue)))
      if let blankLabels { out.append(JSON.Member("blank_labels", .array(blankLabels.map { .string($0) }))) }
    }
    func add(_ key: String, _ items: [JSON]) { if !items.isEmpty { out.append(JSON.Member(key, .array(items))) } }
    out += Self.json(attributes, under: "attributes", copy)
    if copy != .contract { out += Self.json(contacts, under: "contacts", copy) }
    if !amounts.isEmpty { out.append(JSON.Member("amounts", amounts.json(copy))) }
    add("funding", funding.map { $0.json(copy) })
    add("income", income.map { $0.json(copy) })
    add("spending", spending.map { $0.json(copy) })
    add("projects", projects.map { $0.json(copy) })
    add("costs", costs.map { $0.json(copy) })
    add("procurement", procurement.map { $0.json(copy) })
    add("schedule", schedule.map { $0.json(copy) })
    add("goals", goals.map { $0.goalJSON(copy) })
    if let execution { out.append(JSON.Member("execution", execution.json(copy))) }
    if let score { out.append(JSON.Member("score", .number(score))) }
    if copy == .stored { add("unread", unread.map { .array([.string($0.path.text), .string($0.text)]) }) }
    return .object(out)
  }

  /// The contract prints attributes as an object; a store keeps their order and repeated labels.
  private static func json(_ attributes: [Attribute], under key: String, _ copy: Copy) -> [JSON.Member] {
    guard !attributes.isEmpty else { return [] }
    if copy == .stored {
      return [JSON.Member(key, .array(attributes.map { .array([.string($0.label), .string($0.value)]) }))]
    }
    var members: [JSON.Member] = []
    for attribute in attributes where !members.contains(where: { $0.key == attribute.label }) {
      members.append(JSON.Member(attribute.label, .string(attribute.value)))
    }
    return [JSON.Member(key, .object(members))]
  }

  /// Reads a stored or sent copy back.
  /// - Throws: the first mistake with the line it stands on.
  public init(json: JSON) throws(JSONParser.Mistake) {
    guard let kind = json["kind"]?.string.flatMap(FormKind.init(rawValue:)) else {
      throw .init(line: json.line, reason: "kind 缺少或不认识")
    }
    self.init(kind: kind)
    for field in Self.fields { try field.read(json[field.key], into: &self) }
    if let unit = json["unit"] {
      guard let known = unit.string.flatMap(MoneyUnit.init(rawValue:)) else {
        throw .init(line: unit.line, reason: "unit 应为 元、万元 或 亿元")
      }
      moneyUnit = known
    }
    blankLabels = json["blank_labels"]?.array?.compactMap(\.string)
    attributes = try Self.attributes(json["attributes"])
    contacts = try Self.attributes(json["contacts"])
    if let amounts = json["amounts"] { self.amounts = try Amounts(json: amounts) }
    funding = try FundingLine.rows(json["funding"], prefix: "f")
    income = try CompositionLine.rows(json["income"], prefix: "n")
    spending = try CompositionLine.rows(json["spending"], prefix: "s")
    projects = try ProjectLine.rows(json["projects"], prefix: "p")
    costs = try CostLine.rows(json["costs"], prefix: "c")
    procurement = try ProcurementLine.rows(json["procurement"], prefix: "b")
    schedule = try PaymentStep.rows(json["schedule"], prefix: "t")
    goals = try Goal.goals(json["goals"])
    if let execution = json["execution"] { self.execution = try Execution(json: execution) }
    if let score = json["score"] {
      guard let number = score.number else { throw .init(line: score.line, reason: "score 应为数") }
      self.score = number
    }
    unread = try Self.attributes(json["unread"]).map { UnreadFigure(FormPath($0.label), $0.value) }
  }

  private static func attributes(_ json: JSON?) throws(JSONParser.Mistake) -> [Attribute] {
    guard let json else { return [] }
    if let members = json.members {
      return try members.map { (member) throws(JSONParser.Mistake) in
        guard let text = member.value.string else {
          throw .init(line: member.value.line, reason: "“\(member.key)”应为文字")
        }
        return Attribute(member.key, text)
      }
    }
    guard let items = json.array else { throw .init(line: json.line, reason: "attributes 应为对象") }
    return try items.map { (item) throws(JSONParser.Mistake) in
      guard let pair = item.array, pair.count == 2, let label = pair[0].string, let value = pair[1].string else {
        throw .init(line: item.line, reason: "attributes 的一项应为名称与值")
      }
      return Attribute(label, value)
    }
  }
}

extension FormField {
  /// The value as JSON; nil when absent or empty.
  public func json(of owner: Owner) -> JSON? {
    switch storage {
    case .text(let path): owner[keyPath: path].flatMap { $0.isEmpty ? nil : .string($0) }
    case .figure(let path): owner[keyPath: path].map { .number($0) }
    case .integer(let path): owner[keyPath: path].map { .integer($0) }
    case .texts(let path):
      owner[keyPath: path].flatMap { $0.allSatisfy(\.isEmpty) ? nil : .array($0.map { .string($0) }) }
    case .figures(let path):
      owner[keyPath: path].flatMap { list in
        list.allSatisfy { $0 == nil } ? nil : .array(list.map { figure in figure.map { .number($0) } ?? .null })
      }
    }
  }

  func read(_ json: JSON?, into owner: inout Owner) throws(JSONParser.Mistake) {
    guard let json, !json.isNull else { return }
    func wrong(_ kind: String) -> JSONParser.Mistake { .init(line: json.line, reason: "\(key) 应为\(kind)") }
    switch storage {
    case .text(let path):
      guard let text = json.string else { throw wrong("文字") }
      owner[keyPath: path] = text
    case .figure(let path):
      guard let number = json.number else { throw wrong("数") }
      owner[keyPath: path] = number
    case .integer(let path):
      guard let number = json.integer else { throw wrong("整数") }
      owner[keyPath: path] = number
    case .texts(let path):
      guard let items = json.array else { throw wrong("一组文字") }
      var texts: [String] = []
      for item in items {
        guard let text = item.string else { throw wrong("一组文字") }
        texts.append(text)
      }
      owner[keyPath: path] = texts
    case .figures(let path):
      guard let items = json.array else { throw wrong("一组数") }
      var figures: [ExactDecimal?] = []
      for item in items {
        guard item.isNull || item.number != nil else { throw wrong("一组数") }
        figures.append(item.number)
      }
      owner[keyPath: path] = figures
    }
  }
}

extension FormRow {
  func members(_ copy: FormContent.Copy) -> [JSON.Member] {
    var out: [JSON.Member] = copy == .stored ? [JSON.Member("id", .string(id))] : []
    for field in Self.fields {
      if let value = field.json(of: self) { out.append(JSON.Member(field.key, value)) }
    }
    return out
  }

  func json(_ copy: FormContent.Copy) -> JSON { .object(members(copy)) }

  static func row(_ json: JSON, fallbackID: String) throws(JSONParser.Mistake) -> Self {
    guard json.members != nil else { throw .init(line: json.line, reason: "\(listName) 的一行应为对象") }
    var row = Self(id: json["id"]?.string ?? fallbackID)
    for field in fields { try field.read(json[field.key], into: &row) }
    return row
  }

  static func rows(_ json: JSON?, prefix: String) throws(JSONParser.Mistake) -> [Self] {
    guard let json, !json.isNull else { return [] }
    guard let items = json.array else { throw .init(line: json.line, reason: "\(listName) 应为数组") }
    var rows: [Self] = []
    for (index, item) in items.enumerated() { rows.append(try row(item, fallbackID: "\(prefix)\(index + 1)")) }
    return rows
  }
}

extension Goal {
  func goalJSON(_ copy: FormContent.Copy) -> JSON {
    var out = members(copy)
    if let term { out.insert(JSON.Member("term", .string(term.rawValue)), at: copy == .stored ? 1 : 0) }
    if copy != .stored { out.removeAll { $0.key == "history_heads" } }
    out.append(JSON.Member("indicators", .array(indicators.map { $0.json(copy) })))
    return .object(out)
  }

  /// Indicators are numbered through the form, so that every identifier is unique in it.
  static func goals(_ json: JSON?) throws(JSONParser.Mistake) -> [Goal] {
    var goals = try rows(json, prefix: "g")
    var count = 0
    for (index, item) in (json?.array ?? []).enumerated() {
      if let term = item["term"] {
        guard let known = term.string.flatMap(Term.init(rawValue:)) else {
          throw .init(line: term.line, reason: "term 应为 annual 或 long-term")
        }
        goals[index].term = known
      }
      guard let list = item["indicators"] else { continue }
      guard let items = list.array else { throw .init(line: list.line, reason: "indicators 应为数组") }
      for indicator in items {
        count += 1
        goals[index].indicators.append(try Indicator.row(indicator, fallbackID: "i\(count)"))
      }
    }
    return goals
  }
}

extension Amounts {
  func json(_ copy: FormContent.Copy) -> JSON {
    .object([
      "total": total.map { .number($0) }, "current": current.map { .number($0) },
      "prior": prior.isEmpty ? nil : .array(prior.map { $0.json(copy) }),
    ])
  }

  init(json: JSON) throws(JSONParser.Mistake) {
    for (key, path) in [("total", \Amounts.total), ("current", \Amounts.current)] {
      guard let value = json[key], !value.isNull else { continue }
      guard let number = value.number else { throw .init(line: value.line, reason: "\(key) 应为数") }
      self[keyPath: path] = number
    }
    prior = try PriorAmount.rows(json["prior"], prefix: "y")
  }
}

extension Execution {
  static let fields: [FormField<Execution>] = [
    .figure("budget", "预算数（A）", \.budget), .figure("actual", "执行数（B）", \.actual), .figure("rate", "执行率（B/A）", \.rate),
    .figure("weight", "分值", \.weight), .figure("score", "得分", \.score),
    .figure("forecast", "全年预计执行数", \.forecast),
  ]

  func json(_ copy: FormContent.Copy) -> JSON {
    var out = Self.fields.compactMap { field in field.json(of: self).map { JSON.Member(field.key, $0) } }
    if !rows.isEmpty { out.append(JSON.Member("rows", .array(rows.map { $0.json(copy) }))) }
    return .object(out)
  }

  init(json: JSON) throws(JSONParser.Mistake) {
    for field in Self.fields { try field.read(json[field.key], into: &self) }
    rows = try ExecutionLine.rows(json["rows"], prefix: "e")
  }
}
