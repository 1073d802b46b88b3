/// Writes pieces as UTF-8 into one growing buffer.
struct HTMLRenderer {
  private(set) var bytes: [UInt8] = []
  private(set) var icons = IconSet()

  /// - Parameter capacity: bytes to set aside at the start.
  init(capacity: Int = 16_384) { bytes.reserveCapacity(capacity) }

  mutating func append(_ piece: HTML) {
    switch piece {
    case .text(let text): append(escaping: text)
    case .group(let pieces): for piece in pieces { append(piece) }
    case .element(let tag, let attributes, let content): append(tag, attributes, content)
    case .raw(let markup): write(markup)
    case .icon(let icon, let label): append(icon, label)
    case .sprite: appendSprite()
    case .rendered(let piece):
      bytes.append(contentsOf: piece.bytes)
      icons.formUnion(piece.icons)
    }
  }

  private mutating func append(_ tag: HTML.Tag, _ attributes: [HTML.Attribute], _ content: HTML) {
    bytes.append(UInt8(ascii: "<"))
    write(tag.name)
    for attribute in attributes {
      guard let name = attribute.name else { continue }
      bytes.append(UInt8(ascii: " "))
      write(name)
      guard let value = attribute.value else { continue }
      write("=\"")
      append(escaping: value)
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: ">"))
    if tag.isVoid { return }
    append(content)
    write("</")
    write(tag.name)
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func append(_ icon: Icon, _ label: String?) {
    icons.insert(icon)
    if let label {
      write("<svg class=\"i\" role=\"img\" aria-label=\"")
      append(escaping: label)
      write("\">")
    } else {
      write("<svg class=\"i\" aria-hidden=\"true\">")
    }
    write("<use href=\"#i-")
    write(icon.name)
    write("\"/></svg>")
  }

  private mutating func appendSprite() {
    write("<svg class=\"sprite\" aria-hidden=\"true\">")
    for icon in Icon.allCases where icons.contains(icon) {
      write("<symbol id=\"i-")
      write(icon.name)
      write("\" viewBox=\"0 0 16 16\">")
      write(icon.shapes)
      write("</symbol>")
    }
    write("</svg>")
  }

  private mutating func write(_ text: StaticString) {
    if text.hasPointerRepresentation {
      bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    } else {
      // A literal of one scalar: the compiler keeps the scalar itself.
      bytes.append(contentsOf: text.unicodeScalar.utf8)
    }
  }

  /// Appends `text` so that it can stand between tags and between double quotes. Control characters that HTML forbids
  /// become U+FFFD.
  mutating func append(escaping text: String) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { append(escaping: $0) }
    if done == nil {
      var native = text
      native.withUTF8 { append(escaping: $0) }
    }
  }

  private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in 0..<text.count {
      let byte = text[index]
      // Everything that needs care lies at or below `>`.
      guard byte <= 0x3E, let replacement = Self.replacement(byte) else { continue }
      if start < index { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index])) }
      write(replacement)
      start = index + 1
    }
    if start < text.count { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<text.count])) }
  }

  private static func replacement(_ byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F: "\u{FFFD}"
    default: nil
    }
  }
}

extension HTML {
  /// The piece as bytes, to be kept and used in other pages.
  func render(capacity: Int = 16_384) -> RenderedHTML {
    var renderer = HTMLRenderer(capacity: capacity)
    renderer.append(self)
    return RenderedHTML(bytes: renderer.bytes, icons: renderer.icons)
  }

  /// The piece as text; for tests and logs.
  var markup: String { String(decoding: render().bytes, as: UTF8.self) }
}
