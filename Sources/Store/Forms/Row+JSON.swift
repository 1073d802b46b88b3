import Model

extension Row {
  mutating func optionalJSON() throws(StoreError) -> JSON? {
    guard let text = try optionalText() else { return nil }
    return try Self.json(text)
  }

  static func json(_ text: String) throws(StoreError) -> JSON {
    do throws(JSONParser.Mistake) { return try JSONParser.parse(text) } catch {
      throw .wrongType(column: "json", expected: "JSON", found: error.description)
    }
  }

  mutating func json() throws(StoreError) -> JSON {
    guard let json = try optionalJSON() else { throw .wrongType(column: "json", expected: "JSON", found: "NULL") }
    return json
  }

  /// The content of a revision.
  mutating func content() throws(StoreError) -> FormContent { try Self.content(try text()) }

  static func content(_ text: String) throws(StoreError) -> FormContent {
    let json = try json(text)
    do throws(JSONParser.Mistake) { return try FormContent(json: json) } catch {
      throw .wrongType(column: "json", expected: "FormContent", found: error.description)
    }
  }

  mutating func findings() throws(StoreError) -> [Finding] {
    guard let items = try json().array else {
      throw .wrongType(column: "findings", expected: "Finding", found: "JSON")
    }
    return try items.map { (item) throws(StoreError) in
      guard let finding = Finding(stored: item) else {
        throw .wrongType(column: "findings", expected: "Finding", found: "JSON")
      }
      return finding
    }
  }
}

extension Finding {
  /// Reads back what `json` wrote; nil when a member that every finding has is missing.
  init?(stored json: JSON) {
    guard let rule = json["rule"]?.string, let severity = json["severity"]?.string.flatMap(Severity.init(rawValue:)),
      let title = json["title"]?.string, let place = json["where"]?.string, let message = json["message"]?.string
    else { return nil }
    self.init(
      rule: rule, severity: severity, title: title, place: place, form: json["form"]?.integer,
      path: json["path"]?.string.map { FormPath($0) }, message: message, printed: json["printed"]?.string,
      expected: json["expected"]?.string, basis: json["basis"]?.string)
  }
}
