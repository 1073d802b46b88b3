extension FormField {
  /// Writes what was typed.
  /// - Parameters:
  ///   - place: which value of a field of several.
  ///   - hasPlace: the address names a place; fields of one value have none.
  func enter(
    _ typed: String, place: Int?, hasPlace: Bool, _ unit: MoneyUnit, into owner: inout Owner
  ) -> FormContent.Entered {
    let words = TypedText.words(typed)
    switch storage {
    case .text(let path):
      guard !hasPlace else { return .noCell }
      let text = Self.isValue(key) ? TypedText.value(typed) : words
      owner[keyPath: path] = text.isEmpty ? nil : text
      return .kept(text)
    case .figure(let path):
      guard !hasPlace else { return .noCell }
      let figure = TypedText.figure(typed, units: Self.units(key, unit))
      owner[keyPath: path] = figure
      return entered(words, figure?.description)
    case .integer(let path):
      guard !hasPlace else { return .noCell }
      let number = TypedText.figure(typed, units: ["年度", "年"]).flatMap { JSON.number($0).integer }
      owner[keyPath: path] = number
      return entered(words, number.map(String.init))
    case .texts(let path):
      guard let place, (0..<FormContent.valuesMax).contains(place) else { return .noCell }
      var values = owner[keyPath: path] ?? []
      while values.count <= place { values.append("") }
      values[place] = TypedText.value(typed)
      owner[keyPath: path] = values.allSatisfy(\.isEmpty) ? nil : values
      return .kept(values[place])
    case .figures(let path):
      guard let place, (0..<FormContent.valuesMax).contains(place) else { return .noCell }
      let figure = TypedText.figure(typed, units: Self.units(key, unit))
      var values = owner[keyPath: path] ?? []
      while values.count <= place { values.append(nil) }
      values[place] = figure
      owner[keyPath: path] = values.allSatisfy { $0 == nil } ? nil : values
      return entered(words, figure?.description)
    }
  }

  private func entered(_ words: String, _ read: String?) -> FormContent.Entered {
    if let read { return .kept(read) }
    return words.isEmpty ? .kept("") : .unread
  }

  /// Fields that hold a target or a result and not running words.
  private static func isValue(_ key: String) -> Bool { ["target", "actual", "history", "forecast"].contains(key) }

  /// Units that may stand behind the figure, because the field counts in them anyway.
  private static func units(_ key: String, _ unit: MoneyUnit) -> [String] {
    switch key {
    case "rate", "share", "percent": ["%"]
    case "weight", "score", "level1_weight", "level2_weight": ["分"]
    case "quantity": []
    default: [unit.rawValue]
    }
  }
}

extension FormContent {
  /// Columns of earlier years a table can have.
  static let valuesMax = 8

  /// Every cell that holds something, as a person would type it, by its address; earlier years one by one.
  public var typedCells: [FormPath: String] {
    var out: [FormPath: String] = [:]
    func add<Owner>(_ owner: Owner, _ fields: [FormField<Owner>], _ path: FormPath) {
      for field in fields {
        switch field.storage {
        case .texts(let storage):
          for (place, text) in (owner[keyPath: storage] ?? []).enumerated() where !text.isEmpty {
            out[path.field("\(field.key)[\(place)]")] = text
          }
        case .figures(let storage):
          for (place, figure) in (owner[keyPath: storage] ?? []).enumerated() where figure != nil {
            out[path.field("\(field.key)[\(place)]")] = figure?.description
          }
        case .text, .figure, .integer:
          let text = field.printed(of: owner)
          if !text.isEmpty { out[path.field(field.key)] = text }
        }
      }
    }
    func add<Row: FormRow>(rows: [Row], _ list: FormPath) {
      for row in rows { add(row, Row.fields, FormPath("\(list)[\(row.id)]")) }
    }
    add(self, Self.fields, FormPath(""))
    for (list, labelled) in [("attributes", attributes), ("contacts", contacts)] {
      for attribute in labelled where !attribute.value.isEmpty && out[FormPath("\(list)[\(attribute.label)]")] == nil {
        out[FormPath("\(list)[\(attribute.label)]")] = attribute.value
      }
    }
    out[FormPath("amounts.total")] = amounts.total?.description
    out[FormPath("amounts.current")] = amounts.current?.description
    out[FormPath("score")] = score?.description
    if let execution {
      add(execution, Execution.fields, FormPath("execution"))
      add(rows: execution.rows, FormPath("execution.rows"))
    }
    add(rows: amounts.prior, FormPath("amounts.prior"))
    add(rows: funding, FormPath("funding"))
    add(rows: income, FormPath("income"))
    add(rows: spending, FormPath("spending"))
    add(rows: projects, FormPath("projects"))
    add(rows: costs, FormPath("costs"))
    add(rows: procurement, FormPath("procurement"))
    add(rows: schedule, FormPath("schedule"))
    add(rows: goals, FormPath("goals"))
    for goal in goals {
      if let term = goal.term { out[FormPath.goal(goal.id).field("term")] = term.officialName }
      add(rows: goal.indicators, FormPath.goal(goal.id).field("indicators"))
    }
    for words in unread { out[words.path] = words.text }
    return out
  }
}
