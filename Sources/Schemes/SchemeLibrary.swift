public import Model

/// All schemes, and which of them a form is scored with.
public struct SchemeLibrary: Sendable {
  /// By identifier, so that every choice is the same on every machine.
  public let schemes: [Scheme]

  public init(_ schemes: [Scheme] = []) { self.schemes = schemes.sorted { $0.id < $1.id } }

  public subscript(id: String) -> Scheme? { schemes.first { $0.id == id } }

  /// Reads the files of `Resources/schemes`. A scheme that `inherits` another takes from it every rule it lacks.
  /// - Returns: what could be read, and every mistake of every file with its line; a scheme with a mistake is left out.
  public static func load(_ files: [(name: String, bytes: [UInt8])]) -> (
    valid: SchemeLibrary, mistakes: [DataMistake]
  ) {
    var loader = SchemeLoader()
    for file in files { loader.open(file.name, file.bytes) }
    return loader.finish()
  }

  /// The schemes in `Resources`, read anew at each call.
  public static func standard() -> (valid: SchemeLibrary, mistakes: [DataMistake]) {
    load(ResourceFiles.bytes(in: "schemes"))
  }
}

/// Reads scheme files in two steps: first all, then each with what it inherits.
private struct SchemeLoader {
  private struct File {
    let reader: DataFileReader
    let json: JSON
  }
  private var files: [File] = []
  private var mistakes: [DataMistake] = []

  /// Members that belong to one scheme alone.
  private static let own: Set<String> = [
    "id", "name", "inherits", "place", "first_year", "last_year", "basis", "standing", "priority",
  ]

  /// Objects of which a scheme may name only the members that differ.
  private static let shared: Set<String> = ["quantitative"]

  mutating func open(_ name: String, _ bytes: [UInt8]) {
    let reader = DataFileReader(file: name)
    if let object = reader.open(bytes) {
      if let id = object.json["id"]?.string, files.contains(where: { $0.json["id"]?.string == id }) {
        object.report("id", "“\(id)”已有另一个方案在用")
      }
      files.append(File(reader: reader, json: object.json))
    }
    if files.last?.reader !== reader { mistakes += reader.mistakes }
  }

  mutating func finish() -> (valid: SchemeLibrary, mistakes: [DataMistake]) {
    var schemes: [Scheme] = []
    for file in files {
      let whole = merged(file)
      if let object = file.reader.object(whole, "文件") {
        let scheme = Scheme(object, whole)
        if file.reader.mistakes.isEmpty { schemes.append(scheme) }
      }
      mistakes += file.reader.mistakes
    }
    return (SchemeLibrary(schemes), mistakes)
  }

  /// The members of the file and, behind them, those it inherits.
  private func merged(_ file: File) -> JSON {
    guard let name = file.json["inherits"]?.string, let members = file.json.members else { return file.json }
    let line = file.json["inherits"]?.line ?? file.json.line
    guard let parent = files.first(where: { $0.json["id"]?.string == name }), let inherited = parent.json.members else {
      file.reader.report(line: line, "没有可沿用的方案“\(name)”")
      return file.json
    }
    if parent.json["inherits"] != nil { file.reader.report(line: line, "“\(name)”自己也沿用别的方案，只能沿用一层") }
    var whole = members.map { member in
      guard Self.shared.contains(member.key), let other = parent.json[member.key] else { return member }
      return JSON.Member(member.key, Self.completed(member.value, from: other))
    }
    whole += inherited.filter { member in
      !Self.own.contains(member.key) && !members.contains { $0.key == member.key }
    }
    return JSON(.object(whole), line: file.json.line)
  }

  private static func completed(_ json: JSON, from other: JSON) -> JSON {
    guard let members = json.members, let others = other.members else { return json }
    let missing = others.filter { other in !members.contains { $0.key == other.key } }
    return JSON(.object(members + missing), line: json.line)
  }
}

extension Scheme {
  /// Reads a scheme from its `source` again.
  /// - Throws: the first mistake.
  public convenience init(source: JSON) throws(DataMistake) {
    let reader = DataFileReader(file: "scheme")
    guard let object = reader.object(source, "方案") else { throw reader.mistakes[0] }
    self.init(object, source)
    if let mistake = reader.mistakes.first { throw mistake }
  }
}
