/// Finds the parts of a Word document inside its package and reads them.
enum DocxPackage {
  /// - Throws: `.damaged` when the package has no main part, or a part is broken.
  static func read(_ archive: borrowing ZipArchive, _ limits: ReadLimits) throws(ReadError) -> Document {
    let main = try target(of: "officeDocument", from: "", archive, limits) ?? "word/document.xml"
    guard let entry = archive.entry(main) else {
      throw .damaged(.docx, detail: "缺少正文（\(main)）")
    }
    let styles = try optionalPart("styles", of: main, archive, limits) { (source) throws(ReadError) in
      try WordStyles(limits: limits, source: source)
    }
    let numbering = try optionalPart("numbering", of: main, archive, limits) { (source) throws(ReadError) in
      try WordNumbering(limits: limits, source: source)
    }
    let part = try archive.open(entry)
    var reader = try DocxReader(
      part: main, styles: styles ?? WordStyles(), numbering: numbering ?? WordNumbering(), limits: limits,
      source: part.read(into:))
    return try reader.read()
  }

  private static func optionalPart<Result>(
    _ type: String, of main: String, _ archive: borrowing ZipArchive, _ limits: ReadLimits,
    _ read: (@escaping (inout [UInt8]) throws(ReadError) -> Bool) throws(ReadError) -> Result
  ) throws(ReadError) -> Result? {
    let folder = main.lastIndex(of: "/").map { String(main[...$0]) } ?? ""
    let name = try target(of: type, from: main, archive, limits) ?? "\(folder)\(type).xml"
    guard let entry = archive.entry(name) else { return nil }
    return try read(try archive.open(entry).read(into:))
  }

  /// Follows a relationship of a part ("" for the package itself); nil when there is none of this type.
  private static func target(
    of type: String, from part: String, _ archive: borrowing ZipArchive, _ limits: ReadLimits
  ) throws(ReadError) -> String? {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { String(part[...$0]) } ?? ""
    let file = slash.map { String(part[part.index(after: $0)...]) } ?? part
    guard let entry = archive.entry("\(folder)_rels/\(file).rels") else { return nil }
    let xml = try XMLReader<RelationshipName>(
      part: entry.name, limits: limits, source: try archive.open(entry).read(into:))
    var found: String?
    while let event = try xml.next() {
      guard found == nil, event.kind == .start, let uri = xml.string(.type, of: event), uri.hasSuffix("/\(type)"),
        xml.string(.mode, of: event) != "External", let target = xml.string(.target, of: event)
      else { continue }
      found = target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
    }
    return found
  }
}

enum RelationshipName: String, XMLVocabulary, Equatable {
  case relationship = "Relationship"
  enum Attribute: String, CaseIterable {
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
