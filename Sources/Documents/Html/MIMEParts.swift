/// The pages of a web archive (MHTML), as Excel, WPS and reporting systems save them.
enum MIMEParts {
  struct Page {
    var bytes: [UInt8]
    /// In small letters; nil when the archive does not say.
    var characters: String?
  }

  /// Pages of an archive, in its order.
  private static let pagesMax = 1_000
  private static let headBytes = 16 << 10

  /// - Returns: nil when the bytes are no archive.
  static func pages(_ bytes: [UInt8]) -> [Page]? {
    guard isArchive(bytes) else { return nil }
    var start = 0
    let head = readHead(bytes[...], &start)
    guard let type = head["content-type"], type.lowercased().hasPrefix("multipart/") else {
      return [page(head, bytes[start...])]
    }
    guard let boundary = parameter("boundary", of: type), !boundary.isEmpty, boundary.utf8.count <= 200 else {
      return []
    }
    var pages: [Page] = []
    for range in parts(bytes, from: start, Array("--\(boundary)".utf8)) {
      var body = range.lowerBound
      let head = readHead(bytes[range], &body)
      guard pages.count < pagesMax, (head["content-type"] ?? "").lowercased().hasPrefix("text/html") else { continue }
      // The list of sheets at the lower edge of a workbook saved by Excel.
      guard !(head["content-location"] ?? "").lowercased().hasSuffix("tabstrip.htm") else { continue }
      pages.append(page(head, bytes[body..<range.upperBound]))
    }
    return pages
  }

  static func isArchive(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(1_024), as: UTF8.self).lowercased()
    return (head.hasPrefix("mime-version:") || head.hasPrefix("from:") || head.hasPrefix("content-type: multipart/"))
      && head.contains("content-type:") && (head.contains("multipart/") || head.contains("text/html"))
  }

  /// Stretches between lines that begin with the boundary.
  private static func parts(_ bytes: [UInt8], from start: Int, _ boundary: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var open: Int?
    var line = start
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
      if bytes[line] == boundary[0], bytes[line..<end].starts(with: boundary) {
        if let open { ranges.append(open..<line) }
        open = min(end + 1, bytes.count)
      }
      line = end + 1
    }
    if let open, open < bytes.count { ranges.append(open..<bytes.count) }
    return ranges
  }

  /// The fields of a head, names in small letters; `start` is moved to the body.
  private static func readHead(_ bytes: ArraySlice<UInt8>, _ start: inout Int) -> [String: String] {
    var fields: [String: String] = [:]
    var last: String?
    let limit = min(bytes.endIndex, start + headBytes)
    while start < limit {
      let end = bytes[start..<limit].firstIndex(of: 0x0A) ?? limit
      let line = String(decoding: bytes[start..<end], as: UTF8.self)
      start = min(end + 1, bytes.endIndex)
      let text = line.trimmingBlanks
      if text.isEmpty {
        if last == nil { continue }
        break
      }
      if line.first == " " || line.first == "\t", let last {
        fields[last, default: ""] += text
      } else if let colon = text.firstIndex(of: ":") {
        let name = text[..<colon].lowercased()
        fields[name] = String(text[text.index(after: colon)...]).trimmingBlanks
        last = name
      }
    }
    return fields
  }

  private static func parameter(_ name: String, of field: String) -> String? {
    guard let found = field.lowercased().firstRange(of: name + "=") else { return nil }
    let offset = field.lowercased().distance(from: field.lowercased().startIndex, to: found.upperBound)
    let value = field.dropFirst(offset)
    if value.first == "\"" { return String(value.dropFirst().prefix { $0 != "\"" }) }
    return String(value.prefix { $0 != ";" && $0 != " " })
  }

  private static func page(_ head: [String: String], _ body: ArraySlice<UInt8>) -> Page {
    let characters = parameter("charset", of: head["content-type"] ?? "")?.lowercased()
    switch (head["content-transfer-encoding"] ?? "").lowercased() {
    case "quoted-printable": return Page(bytes: quotedPrintable(body), characters: characters)
    case "base64": return Page(bytes: base64(body), characters: characters)
    default: return Page(bytes: Array(body), characters: characters)
    }
  }

  private static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "=") else {
        out.append(bytes[index])
        index += 1
        continue
      }
      if index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2]) {
        out.append(high << 4 | low)
        index += 3
      } else if index + 1 < bytes.endIndex, bytes[index + 1] == 0x0A {
        index += 2
      } else if index + 2 < bytes.endIndex, bytes[index + 1] == 0x0D, bytes[index + 2] == 0x0A {
        index += 3
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return out
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  private static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 3 / 4)
    var group: UInt32 = 0
    var count = 0
    for byte in bytes {
      let value: UInt8
      switch byte {
      case 0x41...0x5A: value = byte - 0x41
      case 0x61...0x7A: value = byte - 0x61 + 26
      case 0x30...0x39: value = byte - 0x30 + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: continue
      }
      group = group << 6 | UInt32(value)
      count += 1
      if count == 4 {
        out += [UInt8(group >> 16 & 0xFF), UInt8(group >> 8 & 0xFF), UInt8(group & 0xFF)]
        (group, count) = (0, 0)
      }
    }
    if count == 3 { out += [UInt8(group >> 10 & 0xFF), UInt8(group >> 2 & 0xFF)] }
    if count == 2 { out.append(UInt8(group >> 4 & 0xFF)) }
    return out
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var rest = self[...]
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest.drop(while: \.isWhitespace))
  }
}
