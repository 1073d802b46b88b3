/// The lines of a text file, rid of what an export left behind: carriage returns, bookmark rests, tags.
struct TextLine: Hashable {
  var text: String
  /// From 1.
  var number: Int

  var isBlank: Bool { text.unicodeScalars.allSatisfy { TextLines.isBlank($0) || $0 == "\t" } }
  var startsWithTab: Bool { text.utf8.first == 0x09 }
  var tabs: Int { text.utf8.reduce(0) { $1 == 0x09 ? $0 + 1 : $0 } }
}

enum TextLines {
  /// Splits at line feeds, form feeds and carriage returns; a form feed counts as an empty line of its own.
  ///
  /// Of a run of blank lines the first four are kept: no reader tells more of them apart.
  static func split(_ utf8: [UInt8]) -> [TextLine] {
    var lines: [TextLine] = []
    var blanks = 0
    var start = utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var index = start
    var number = 1
    func add(_ end: Int) {
      guard end > start || lines.last?.number != number else { return }
      let line = TextLine(text: clean(String(decoding: utf8[start..<end], as: UTF8.self)), number: number)
      blanks = line.isBlank && !line.startsWithTab ? blanks + 1 : 0
      if blanks <= blanksMax { lines.append(line) }
    }
    while index < utf8.count {
      let byte = utf8[index]
      if byte == 0x0A || byte == 0x0D || byte == 0x0C {
        add(index)
        let pair = byte == 0x0D && index + 1 < utf8.count && utf8[index + 1] == 0x0A
        if pair { index += 1 }
        start = index + 1
        if byte == 0x0C {
          blanks += 1
          if blanks <= blanksMax { lines.append(TextLine(text: "", number: number)) }
        } else {
          number += 1
        }
      }
      index += 1
    }
    if start < utf8.count { add(utf8.count) }
    return lines
  }

  private static let blanksMax = 4

  /// Blanks of all kinds, without tab and line feed.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0xA0, 0x3000, 0x2000...0x200B, 0xFEFF, 0x0D: true
    default: false
    }
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) && $0 != "\t" && $0 != "\n" }),
      let last = scalars.lastIndex(where: { !isBlank($0) && $0 != "\t" && $0 != "\n" })
    else { return "" }
    return String(text[first...last])
  }

  /// Takes out `[bookmark: …]`, known inline tags, and reads the five entities.
  static func clean(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x3C || $0 == 0x5B || $0 == 0x26 || $0 == 0x2A }) else { return text }
    let bytes = [UInt8](text.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let rest = bytes[index...]
      if let end = mark(rest) {
        if let replacement = lineBreak(bytes[index..<end]) { out.append(replacement) }
        index = end
      } else if let (byte, length) = entity(rest) {
        out.append(byte)
        index += length
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static let tags: [[UInt8]] = ["b", "i", "u", "p", "br", "strong", "em", "sup", "sub", "span", "br/", "br /"]
    .flatMap { [[UInt8]("<\($0)>".utf8), [UInt8]("</\($0)>".utf8)] }

  /// The end of a mark that starts here: a bookmark rest, an inline tag, or bold stars.
  private static func mark(_ bytes: ArraySlice<UInt8>) -> Int? {
    switch bytes.first {
    case 0x5B:
      guard bytes.starts(with: "[bookmark:".utf8), let end = bytes.prefix(120).firstIndex(of: 0x5D) else { return nil }
      return end + 1
    case 0x3C: return tags.first { bytes.starts(with: $0) }.map { bytes.startIndex + $0.count }
    case 0x2A: return bytes.starts(with: "**".utf8) ? bytes.startIndex + 2 : nil
    default: return nil
    }
  }

  /// A break tag parts lines of a cell.
  private static func lineBreak(_ mark: ArraySlice<UInt8>) -> UInt8? {
    mark.starts(with: "<br".utf8) || mark.elementsEqual("</p>".utf8) ? 0x20 : nil
  }

  private static let entities: [(name: [UInt8], byte: UInt8)] = [
    ([UInt8]("&lt;".utf8), 0x3C), ([UInt8]("&gt;".utf8), 0x3E), ([UInt8]("&amp;".utf8), 0x26),
    ([UInt8]("&quot;".utf8), 0x22), ([UInt8]("&nbsp;".utf8), 0x20),
  ]

  private static func entity(_ bytes: ArraySlice<UInt8>) -> (UInt8, Int)? {
    guard bytes.first == 0x26 else { return nil }
    return entities.first { bytes.starts(with: $0.name) }.map { ($0.byte, $0.name.count) }
  }
}
