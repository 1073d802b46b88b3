/// The texts that cells of a workbook share.
struct SharedTexts {
  private(set) var texts: [String] = []

  init() {}

  init(part: String, limits: ReadLimits, source: @escaping XMLReader<WorkbookName>.Source) throws(ReadError) {
    let xml = try XMLReader<WorkbookName>(part: part, limits: limits, source: source)
    // Texts of hidden sheets count here though they are not read.
    let bytesMax = limits.textBytes * 4
    var bytes = 0
    var text: [UInt8] = []
    while let event = try xml.next() {
      switch (event.kind, event.name) {
      case (.start, .si): text.removeAll(keepingCapacity: true)
      case (.text, .t): xml.append(event, to: &text)
      case (.end, .si):
        bytes += text.count
        guard bytes <= bytesMax else { throw .tooComplex(detail: "工作簿的文字超过 \(bytesMax >> 20) MB") }
        texts.append(CellString.decode(text))
      default: break
      }
    }
  }
}

/// Texts of cells as workbooks write them.
enum CellString {
  /// Line ends become line feeds, `_x000D_` and the like the signs they stand for.
  static func decode(_ bytes: [UInt8]) -> String {
    guard bytes.contains(where: { $0 == UInt8(ascii: "_") || $0 == 0x0D }) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "_"), let scalar = escape(bytes[index...].prefix(7)) {
        out += String(scalar).utf8
        index += 7
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    // Macintosh and Windows line ends.
    var text = ""
    text.unicodeScalars.reserveCapacity(out.count)
    var previous: Unicode.Scalar?
    for scalar in String(decoding: out, as: UTF8.self).unicodeScalars {
      if scalar == "\r" {
        text.unicodeScalars.append("\n")
      } else if scalar != "\n" || previous != "\r" {
        text.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return text
  }

  /// `_x000D_`; other control characters stand for nothing that prints.
  private static func escape(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard bytes.count == 7, bytes.last == UInt8(ascii: "_"), bytes[bytes.startIndex + 1] == UInt8(ascii: "x"),
      let value = UInt32(String(decoding: bytes.dropFirst(2).dropLast(), as: UTF8.self), radix: 16)
    else { return nil }
    if value < 0x20, value != 0x0A, value != 0x0D, value != 0x09 { return " " }
    return Unicode.Scalar(value)
  }
}
