/// Finds the parts of a Word document inside its package and reads them.
enum DocxPackage {
  /// - Throws: `.damaged` when the package has no main part, or a part is broken.
  static func read(_ archive: borrowing ZipArchive, _ limits: ReadLimits) throws(ReadError) -> Document {
    let main = try PackageParts.target(of: "officeDocument", from: "", archive, limits) ?? "word/document.xml"
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
    let name = try PackageParts.target(of: type, from: main, archive, limits) ?? "\(folder)\(type).xml"
    guard let entry = archive.entry(name) else { return nil }
    return try read(try archive.open(entry).read(into:))
  }
}
