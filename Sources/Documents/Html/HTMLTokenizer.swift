/// Takes a page apart into tags and texts, in one pass without looking back, whatever the page holds.
///
/// The parser of libxml2 compares the attributes of a tag pairwise and searches all open elements for every end tag,
/// which a hostile page turns against it; office pages need no more than this.
struct HTMLTokenizer {
  struct Tag: Hashable {
    var tag: HTMLTag
    var columnSpan = 1
    var rowSpan = 1
    var isHidden = false
  }
  enum Token: Hashable {
    case start(Tag)
    case end(HTMLTag)
    /// Where a text stands, entities not yet replaced.
    case text(Range<Int>)
  }

  private let bytes: [UInt8]
  private var index = 0

  /// - Parameter utf8: the page, already decoded.
  init(_ utf8: [UInt8]) { bytes = utf8 }

  /// The next thing that matters; nil at the end.
  mutating func next() -> Token? {
    while index < bytes.count {
      let start = index
      if bytes[index] != UInt8(ascii: "<") || !isMarkup(index + 1) {
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        return .text(start..<index)
      }
      if let token = readMarkup() { return token }
    }
    return nil
  }

  private func byte(_ position: Int) -> UInt8 { position < bytes.count ? bytes[position] : 0 }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private func isMarkup(_ position: Int) -> Bool {
    let next = byte(position)
    return Self.isLetter(next) || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
      || (next == UInt8(ascii: "/") && Self.isLetter(byte(position + 1)))
  }

  private mutating func readMarkup() -> Token? {
    switch byte(index + 1) {
    case UInt8(ascii: "!") where byte(index + 2) == UInt8(ascii: "-") && byte(index + 3) == UInt8(ascii: "-"):
      index += 4
      while index < bytes.count, !bytes[index...].starts(with: "-->".utf8) { index += 1 }
      index = min(index + 3, bytes.count)
      return nil
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      skipTag()
      return nil
    case UInt8(ascii: "/"):
      index += 2
      let tag = readName().flatMap(HTMLTag.named)
      skipTag()
      return tag.map { .end($0) }
    default:
      index += 1
      return readStart()
    }
  }

  private mutating func skipTag() {
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
    index = min(index + 1, bytes.count)
  }

  /// A name in small letters.
  private mutating func readName() -> ArraySlice<UInt8>? {
    var name: [UInt8] = []
    while index < bytes.count, !Self.isBlank(bytes[index]), bytes[index] != UInt8(ascii: ">"),
      bytes[index] != UInt8(ascii: "/"), bytes[index] != UInt8(ascii: "=")
    {
      let byte = bytes[index]
      if name.count < 32 { name.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) }
      index += 1
    }
    return name.isEmpty ? nil : name[...]
  }

  private mutating func readStart() -> Token? {
    let known = readName().flatMap(HTMLTag.named)
    var tag = Tag(tag: known ?? .span)
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if Self.isBlank(bytes[index]) || bytes[index] == UInt8(ascii: "/") || bytes[index] == UInt8(ascii: "=") {
        index += 1
      } else {
        readAttribute(of: &tag)
      }
    }
    index = min(index + 1, bytes.count)
    if case .raw = tag.tag.role { skipRaw(tag.tag) }
    guard known != nil || tag.isHidden else { return nil }
    return .start(tag)
  }

  private mutating func readAttribute(of tag: inout Tag) {
    let start = index
    let name = readName()
    // A sign that begins no name.
    if index == start { index += 1 }
    while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
    var value = bytes[index..<index]
    if byte(index) == UInt8(ascii: "=") {
      index += 1
      while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
      value = readValue()
    }
    guard let name else { return }
    switch name.count {
    case 7 where name.elementsEqual("colspan".utf8): tag.columnSpan = Self.span(value)
    case 7 where name.elementsEqual("rowspan".utf8): tag.rowSpan = Self.span(value)
    case 6 where name.elementsEqual("hidden".utf8): tag.isHidden = true
    case 5 where name.elementsEqual("style".utf8): if Self.hides(value) { tag.isHidden = true }
    default: break
    }
  }

  private mutating func readValue() -> ArraySlice<UInt8> {
    let quote = byte(index)
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      index += 1
      let start = index
      while index < bytes.count, bytes[index] != quote { index += 1 }
      defer { index = min(index + 1, bytes.count) }
      return bytes[start..<index]
    }
    let start = index
    while index < bytes.count, !Self.isBlank(bytes[index]), bytes[index] != UInt8(ascii: ">") { index += 1 }
    return bytes[start..<index]
  }

  /// 0 means to the end; senseless spans are one.
  private static func span(_ value: ArraySlice<UInt8>) -> Int {
    let digits = value.drop(while: isBlank).prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { return 1 }
    return digits.reduce(0) { min(1_000_000, $0 * 10 + Int($1 - 0x30)) }
  }

  /// `display: none`.
  private static func hides(_ style: ArraySlice<UInt8>) -> Bool {
    guard style.count < 4_096 else { return false }
    let plain = style.filter { !isBlank($0) }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return plain[...].contains("display:none")
  }

  /// Passes over what is no markup up to the end tag of a script and the like.
  private mutating func skipRaw(_ tag: HTMLTag) {
    let name = Array(tag.rawValue.utf8)
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), byte(index + 1) == UInt8(ascii: "/"), index + 2 + name.count <= bytes.count,
        zip(bytes[(index + 2)...], name).allSatisfy({ $0 | 0x20 == $1 })
      {
        return
      }
      index += 1
    }
  }
}
