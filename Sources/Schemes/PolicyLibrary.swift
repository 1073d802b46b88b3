import Model

/// What one subject of a place's policy says, read from the members of its file.
public protocol PolicyBody: Sendable {
  /// The subject as files and settings of a year name it: `terms`, `calendar`, `lights`.
  static var subject: String { get }
  /// Reads the members of the file; mistakes are reported to the object.
  init(_ object: DataObject)
}

/// A policy of a place on one subject, with its validity.
public struct Policy<Body: PolicyBody>: Sendable {
  public let id: String
  public let name: String
  public let validity: Validity
  public let body: Body
}

/// All policies (办法、日历、口径) of all places and years, by subject and identifier.
///
/// A year names the policies in force in it, so a past year is computed by what was in force then.
public struct PolicyLibrary: Sendable {
  /// What a page needs to offer a policy without reading its body.
  public struct Entry: Sendable {
    public let id: String
    public let name: String
    public let subject: String
    public let validity: Validity
    /// Read once: every step in a year asks for one.
    let body: (any PolicyBody)?
  }

  /// By subject and identifier, so that every choice is the same on every machine.
  public let entries: [Entry]

  init(_ entries: [Entry] = []) { self.entries = entries.sorted { ($0.subject, $0.id) < ($1.subject, $1.id) } }

  /// Reads the files of `Resources/policies`.
  /// - Parameter subjects: all subjects the program knows; a file of another one is a mistake.
  /// - Returns: what could be read, and every mistake of every file; a file with a mistake is left out.
  public static func load(
    _ files: [(name: String, bytes: [UInt8])], subjects: [any PolicyBody.Type]
  ) -> (valid: PolicyLibrary, mistakes: [DataMistake]) {
    var entries: [Entry] = []
    var mistakes: [DataMistake] = []
    for file in files {
      let reader = DataFileReader(file: file.name)
      if let object = reader.open(file.bytes) {
        let entry = Self.entry(object, subjects)
        if entries.contains(where: { $0.id == entry.id }) { object.report("id", "“\(entry.id)”已有另一个文件在用") }
        object.finish()
        if reader.mistakes.isEmpty { entries.append(entry) }
      }
      mistakes += reader.mistakes.sorted { $0.line < $1.line }
    }
    return (PolicyLibrary(entries), mistakes)
  }

  /// The policies in `Resources`, read anew at each call.
  public static func standard(subjects: [any PolicyBody.Type]) -> (valid: PolicyLibrary, mistakes: [DataMistake]) {
    load(ResourceFiles.bytes(in: "policies"), subjects: subjects)
  }

  private static func entry(_ object: DataObject, _ subjects: [any PolicyBody.Type]) -> Entry {
    let subject = object.text("subject")
    let (id, name, validity) = (object.text("id"), object.text("name"), object.validity())
    let body = subjects.first { $0.subject == subject }?.init(object)
    if body == nil {
      object.report("subject", "没有叫“\(subject)”的事项，应为其中之一：\(subjects.map { $0.subject }.joined(separator: "、"))")
    }
    return Entry(id: id, name: name, subject: subject, validity: validity, body: body)
  }

  /// The policy of that identifier; nil when there is none on that subject.
  public func policy<Body: PolicyBody>(_ id: String, _: Body.Type = Body.self) -> Policy<Body>? {
    guard let entry = entries.first(where: { $0.id == id && $0.subject == Body.subject }),
      let body = entry.body as? Body
    else { return nil }
    return Policy(id: entry.id, name: entry.name, validity: entry.validity, body: body)
  }

  /// The policies on a subject that are in force in a year at a place, those of the place before national ones.
  public func inForce(_ subject: String, place: String, year: Int) -> [Entry] {
    let here = entries.filter { $0.subject == subject && $0.validity.covers(year) }
    return here.filter { $0.validity.place != "全国" && place.hasPrefix($0.validity.place) }
      + here.filter { $0.validity.place == "全国" }
  }
}
