/// How the parts of an office file (.docx, .xlsx) point at each other.
struct PackageParts {
  struct Relationship {
    var id: String
    /// The last word of its type: `styles`, `worksheet`.
    var type: String
    /// Name of the part in the archive.
    var target: String
  }

  /// All relationships of a part ("" for the package itself) to other parts of the file, in file order.
  static func relationships(
    of part: String, _ archive: borrowing ZipArchive, _ limits: ReadLimits
  ) throws(ReadError) -> [Relationship] {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { String(part[...$0]) } ?? ""
    let file = slash.map { String(part[part.index(after: $0)...]) } ?? part
    guard let entry = archive.entry("\(folder)_rels/\(file).rels") else { return [] }
    let xml = try XMLReader<RelationshipName>(
      part: entry.name, limits: limits, source: try archive.open(entry).read(into:))
    var found: [Relationship] = []
    while let event = try xml.next() {
      guard event.kind == .start, let uri = xml.string(.type, of: event), xml.string(.mode, of: event) != "External",
        let target = xml.string(.target, of: event)
      else { continue }
      let type = uri.lastIndex(of: "/").map { String(uri[uri.index(after: $0)...]) } ?? uri
      guard found.count < limits.entries else { throw .xmlBomb }
      found.append(
        Relationship(id: xml.string(.id, of: event) ?? "", type: type, target: resolved(target, in: folder)))
    }
    return found
  }

  /// Follows the first relationship of a type; nil when there is none.
  static func target(
    of type: String, from part: String, _ archive: borrowing ZipArchive, _ limits: ReadLimits
  ) throws(ReadError) -> String? {
    try relationships(of: part, archive, limits).first { $0.type == type }?.target
  }

  /// A target as an archive names it: without `.` and `..`, from the top.
  private static func resolved(_ target: String, in folder: String) -> String {
    let path = target.hasPrefix("/") ? target : folder + target
    var steps: [Substring] = []
    for step in path.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}

enum RelationshipName: String, XMLVocabulary, Equatable {
  case relationship = "Relationship"
  enum Attribute: String, CaseIterable {
    case id = "Id"
    case type = "Type"
    case target = "Target"
    case mode = "TargetMode"
  }
  static let namespaces: [(prefix: String, uris: [String])] = [
    (
      "",
      [
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "http://purl.oclc.org/ooxml/package/relationships",
      ]
    )
  ]
  var treatment: XMLTreatment { .element }
}
