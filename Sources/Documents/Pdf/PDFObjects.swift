/// The objects of a PDF file, found by walking through it from front to end.
///
/// The table of positions at the end of a file is not asked: where it is wrong the file is still read, and a later
/// version of an object stands behind the earlier one.
struct PDFObjects {
  struct Object {
    var value: PDFValue
    /// Where the packed bytes of a stream stand.
    var stream: Range<Int>?
  }

  let bytes: [UInt8]
  private(set) var objects: [Int: Object] = [:]
  private(set) var isEncrypted = false
  private var catalog: Int?
  /// Bytes that streams may still unpack to.
  private var left: Int

  init(_ bytes: [UInt8], limits: ReadLimits) {
    self.bytes = bytes
    left = limits.unpackedBytes
    scan(limits.pdfObjects)
  }

  /// The value behind references.
  func resolve(_ value: PDFValue?) -> PDFValue? {
    var value = value
    for _ in 0..<8 {
      guard case .reference(let number) = value else { return value }
      value = objects[number]?.value
    }
    return nil
  }

  func object(_ value: PDFValue?) -> Object? {
    guard case .reference(let number) = value else { return value.map { Object(value: $0) } }
    return objects[number]
  }

  var root: [String: PDFValue]? { catalog.flatMap { objects[$0]?.value.dictionary } }

  /// What a stream holds once unpacked; nil when it is packed in a way drawings are not, or beyond the limits.
  mutating func content(_ object: Object) -> [UInt8]? {
    guard let range = object.stream, let values = object.value.dictionary else { return nil }
    let filter = resolve(values["Filter"])
    let names = (filter?.array ?? filter.map { [$0] } ?? []).compactMap { resolve($0)?.name }
    let content: [UInt8]?
    switch names {
    case []: content = Array(bytes[range])
    case ["FlateDecode"], ["Fl"]: content = Inflate.bytes(bytes[range], limit: left)
    default: return nil
    }
    left -= content?.count ?? left
    return content
  }

  private mutating func scan(_ objectsMax: Int) {
    let end = bytes.count
    var at = 0
    while at + 3 < end {
      switch bytes[at] {
      case UInt8(ascii: "o"):
        if bytes[at + 1] == UInt8(ascii: "b"), bytes[at + 2] == UInt8(ascii: "j"), let number = number(before: at) {
          guard objects.count < objectsMax else { return }
          at = take(number, at + 3)
        } else {
          at += 1
        }
      case UInt8(ascii: "t"):
        if bytes[at...].starts(with: "trailer".utf8) {
          var lexer = PDFLexer(bytes[...], at: at + 7)
          if let values = lexer.value()?.dictionary { note(values) }
          at = max(at + 7, min(lexer.at, end))
        } else {
          at += 1
        }
      default: at += 1
      }
    }
  }

  private mutating func note(_ trailer: [String: PDFValue]) {
    if trailer["Encrypt"] != nil { isEncrypted = true }
    if case .reference(let number) = trailer["Root"] { catalog = number }
  }

  /// `12` of `12 0 obj`.
  private func number(before at: Int) -> Int? {
    var index = at - 1
    func skip(_ isWanted: (UInt8) -> Bool) -> Int {
      var count = 0
      while index >= 0, count < 12, isWanted(bytes[index]) {
        index -= 1
        count += 1
      }
      return count
    }
    let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
    _ = skip(PDFLexer.isBlank)
    guard skip(isDigit) > 0, skip(PDFLexer.isBlank) > 0 else { return nil }
    let last = index
    let count = skip(isDigit)
    guard count > 0, count < 10 else { return nil }
    return bytes[(index + 1)...last].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Keeps one object; returns where to go on.
  private mutating func take(_ number: Int, _ start: Int) -> Int {
    var lexer = PDFLexer(bytes[...], at: start)
    guard let value = lexer.value() else { return start }
    var object = Object(value: value)
    var next = min(lexer.at, bytes.count)
    if let values = value.dictionary, lexer.take("stream") {
      var begin = lexer.at
      if begin < bytes.count, bytes[begin] == 0x0D { begin += 1 }
      if begin < bytes.count, bytes[begin] == 0x0A { begin += 1 }
      let end = streamEnd(begin, values)
      object.stream = min(begin, end)..<end
      next = end
    }
    objects[number] = object
    guard let values = value.dictionary else { return next }
    switch values["Type"]?.name {
    case "Catalog": catalog = number
    case "XRef": note(values)
    case "ObjStm": unpack(object, values)
    default: break
    }
    return next
  }

  private func streamEnd(_ begin: Int, _ values: [String: PDFValue]) -> Int {
    if let length = resolve(values["Length"])?.int, length >= 0, length <= bytes.count - begin {
      var lexer = PDFLexer(bytes[...], at: begin + length)
      if lexer.take("endstream") { return begin + length }
    }
    let mark = Array("endstream".utf8)
    var at = begin
    while at + mark.count <= bytes.count {
      if bytes[at] == mark[0], bytes[at...].starts(with: mark) { return at }
      at += 1
    }
    return bytes.count
  }

  /// Objects that are packed together in a stream.
  private mutating func unpack(_ object: Object, _ values: [String: PDFValue]) {
    guard !isEncrypted, let count = values["N"]?.int, let first = values["First"]?.int, count >= 0, first >= 0,
      let content = content(object), first <= content.count
    else { return }
    var heads = PDFLexer(content[..<first])
    for _ in 0..<min(count, content.count) {
      guard let number = heads.value()?.int, let offset = heads.value()?.int, offset >= 0, number >= 0,
        first + offset < content.count
      else { return }
      var lexer = PDFLexer(content[...], at: first + offset)
      guard let value = lexer.value() else { continue }
      objects[number] = Object(value: value)
      if value.dictionary?["Type"]?.name == "Catalog" { catalog = number }
    }
  }
}
