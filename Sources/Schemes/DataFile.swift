public import Model

/// One mistake in a data file of `Resources`, with the line it stands on and the reason in plain words.
public struct DataMistake: Error, Hashable, Sendable, CustomStringConvertible {
  public let file: String
  public let line: Int
  public let reason: String
  public init(file: String, line: Int, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }
  public var description: String { "\(file):\(line)：\(reason)" }
}

/// Where and when a template, scheme, policy or calendar is in force, and what it rests on.
public struct Validity: Hashable, Sendable {
  /// How sure we are of the content; everything below `verified` is a parameter that the finance office confirms.
  public enum Standing: String, Sendable, CaseIterable { case verified, practice, unverified, proposed }
  /// `全国`, or the place whose offices use it: 武汉市汉阳区.
  public let place: String
  public let firstYear: Int
  /// nil while it is in force.
  public let lastYear: Int?
  /// Legal basis: 财预〔2020〕10号.
  public let basis: [String]
  public let standing: Standing

  public func covers(_ year: Int) -> Bool { firstYear <= year && year <= (lastYear ?? .max) }
}

/// Collects every mistake of one data file while it is being read, so that its author mends them all at once.
public final class DataFileReader {
  public let file: String
  public private(set) var mistakes: [DataMistake] = []

  public init(file: String) { self.file = file }

  public func report(line: Int, _ reason: String) {
    mistakes.append(DataMistake(file: file, line: line, reason: reason))
  }

  /// The file as an object; nil, with the mistake reported, when it is no JSON5 object.
  public func open(_ bytes: [UInt8]) -> DataObject? {
    do throws(JSONParser.Mistake) {
      return object(try JSONParser.parse(bytes, .json5), "文件")
    } catch {
      report(line: error.line, error.reason)
      return nil
    }
  }

  public func object(_ json: JSON, _ name: String) -> DataObject? {
    guard json.members != nil else {
      report(line: json.line, "\(name)应为 { … }")
      return nil
    }
    return DataObject(json, self)
  }
}

/// An object of a data file that remembers which of its members were asked for; the others are reported as unknown.
public final class DataObject {
  public let json: JSON
  private let reader: DataFileReader
  private var asked: Set<String> = []

  init(_ json: JSON, _ reader: DataFileReader) {
    self.json = json
    self.reader = reader
  }

  public var line: Int { json.line }

  private func member(_ key: String) -> JSON? {
    asked.insert(key)
    guard let value = json[key], !value.isNull else { return nil }
    return value
  }

  private func required<T>(_ key: String, _ value: T?) -> T? {
    if value == nil && json[key] == nil { reader.report(line: json.line, "缺少“\(key)”") }
    return value
  }

  private func typed<T>(_ key: String, _ kind: String, _ read: (JSON) -> T?) -> T? {
    guard let value = member(key) else { return nil }
    let result = read(value)
    if result == nil { reader.report(line: value.line, "“\(key)”应为\(kind)") }
    return result
  }

  /// Reports the member's line with a reason of the caller's.
  public func report(_ key: String, _ reason: String) { reader.report(line: json[key]?.line ?? json.line, reason) }

  public func optionalText(_ key: String) -> String? { typed(key, "文字", \.string) }
  public func text(_ key: String) -> String { required(key, optionalText(key)) ?? "" }
  public func optionalFigure(_ key: String) -> ExactDecimal? { typed(key, "数", \.number) }
  public func figure(_ key: String) -> ExactDecimal { required(key, optionalFigure(key)) ?? .zero }
  public func optionalInteger(_ key: String) -> Int? { typed(key, "整数", \.integer) }
  public func integer(_ key: String) -> Int { required(key, optionalInteger(key)) ?? 0 }
  public func flag(_ key: String) -> Bool { typed(key, "true 或 false", \.bool) ?? false }

  public func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    required(key, optionalChoice(key, type))
  }

  public func optionalChoice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    let names = type.allCases.map(\.rawValue).joined(separator: "、")
    return typed(key, "其中之一：\(names)") { $0.string.flatMap(Choice.init(rawValue:)) }
  }

  public func texts(_ key: String) -> [String] {
    typed(key, "一组文字") { json in
      guard let items = json.array else { return nil }
      let texts = items.compactMap(\.string)
      return texts.count == items.count ? texts : nil
    } ?? []
  }

  public func object(_ key: String) -> DataObject? {
    guard let value = member(key) else { return nil }
    return reader.object(value, "“\(key)”")
  }

  /// The objects of a list; a missing list is empty.
  public func objects(_ key: String) -> [DataObject] {
    guard let items = typed(key, "一组 { … }", \.array) else { return [] }
    return items.compactMap { reader.object($0, "“\(key)”的一项") }
  }

  /// Objects kept under names of the author's choice, in their order.
  public func named(_ key: String) -> [(name: String, object: DataObject)] {
    guard let members = typed(key, "{ 名称: { … } }", \.members) else { return [] }
    return members.compactMap { member in
      reader.object(member.value, "“\(member.key)”").map { (member.key, $0) }
    }
  }

  /// The members every data file opens with: place, first_year, last_year, basis, standing.
  public func validity() -> Validity {
    let firstYear = integer("first_year")
    let lastYear = optionalInteger("last_year")
    if let lastYear, lastYear < firstYear { report("last_year", "“last_year”早于“first_year”") }
    let basis = texts("basis")
    if basis.isEmpty { report("basis", "“basis”至少要有一条依据") }
    return Validity(
      place: text("place"), firstYear: firstYear, lastYear: lastYear, basis: basis,
      standing: choice("standing", Validity.Standing.self) ?? .proposed)
  }

  /// Reports members that nobody asked for: most often a slip of the pen.
  public func finish() {
    for member in json.members ?? [] where !asked.contains(member.key) {
      reader.report(line: member.value.line, "不认识“\(member.key)”")
    }
  }
}
