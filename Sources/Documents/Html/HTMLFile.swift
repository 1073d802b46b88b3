/// Finds the pages in a file: the file itself, or the parts of a web archive (MHTML), in whatever characters they are.
enum HTMLFile {
  static func read(_ bytes: [UInt8], limits: ReadLimits) throws(ReadError) -> Document {
    guard bytes.count <= limits.pageBytes else { throw .tooLarge(bytes: bytes.count, limit: limits.pageBytes) }
    let budget = ReadBudget()
    guard let parts = MIMEParts.pages(bytes) else {
      var document = Document(format: "html")
      try HTMLReader.read(try decode(bytes[...], stated: nil), into: &document, limits: limits, budget: budget)
      return document
    }
    var document = Document(format: "mhtml")
    for part in parts {
      try HTMLReader.read(
        try decode(part.bytes[...], stated: part.characters), into: &document, limits: limits, budget: budget)
    }
    return document
  }

  /// The page in UTF-8. A mark at the beginning counts first, then what the page or its archive states.
  private static func decode(_ bytes: ArraySlice<UInt8>, stated: String?) throws(ReadError) -> [UInt8] {
    let hasMark =
      bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let name = hasMark ? nil : stated ?? statedInside(bytes.prefix(4_096))
    let all = Array(bytes)
    if let name, name.hasPrefix("gb") || name.hasPrefix("x-gbk") || name == "936",
      let text = Iconv.utf8(fromGB18030: all)
    {
      // A page that states GBK and is UTF-8 all the same would come out as rubbish.
      let isUTF8 =
        all.contains { $0 >= 0x80 } && all.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) != nil }
      return isUTF8 ? all : text
    }
    guard let decoded = CharacterEncoding.decode(all) else { throw .damaged(.html, detail: "认不出其中文字的编码") }
    return decoded.text
  }

  /// `charset=gb2312` in the head of a page, in small letters.
  private static func statedInside(_ head: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: head, as: UTF8.self).lowercased()
    guard let found = text.firstRange(of: "charset=") else { return nil }
    let name = text[found.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
    return String(name.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
  }
}
