import Glibc

/// Reads a form with files (RFC 7578) as its bytes arrive, in pieces of any size.
///
/// It holds at most one piece and one head of a part, never a part as a whole.
struct MultipartParser {
  enum Failure: Error, Hashable, Sendable {
    /// The bytes are no such form: a delimiter or a head is broken.
    case malformed
    /// More parts than a form of ours can have.
    case tooManyParts
    /// The body ended before the closing delimiter.
    case cutShort
  }

  enum Event: Equatable {
    case begin(PartHead)
    /// A piece of the part, never empty.
    case data([UInt8])
    case end
  }

  static let headBytesMax = 8_192
  static let partsMax = 1_000

  private enum State { case preamble, afterDelimiter, head, body, epilogue }

  private let delimiter: [UInt8]
  // The first delimiter may stand at the very start: an imagined line end before it makes all delimiters alike.
  private var pending: [UInt8] = [0x0D, 0x0A]
  private var state = State.preamble
  private var parts = 0

  /// - Parameter boundary: from the content type; nil is returned unless it has 1 to 70 bytes.
  init?(boundary: [UInt8]) {
    guard (1...70).contains(boundary.count) else { return nil }
    delimiter = Array("\r\n--".utf8) + boundary
  }

  /// - Parameter contentType: the header: `multipart/form-data; boundary=----x`; nil is returned for any other.
  init?(contentType: String) {
    let value = HeaderValue(contentType)
    guard value.main.lowercased() == "multipart/form-data", let boundary = value.parameter("boundary") else {
      return nil
    }
    self.init(boundary: Array(boundary.utf8))
  }

  /// Takes the next piece and tells what it completes.
  mutating func feed(
    _ chunk: UnsafeRawBufferPointer, _ tell: (Event) -> Void
  ) throws(Failure) {
    pending.append(contentsOf: chunk)
    while try step(tell) {}
  }

  /// To be called when the body has ended.
  func finish() throws(Failure) { guard state == .epilogue else { throw .cutShort } }

  /// Does what the bytes at hand allow; false when more are needed.
  private mutating func step(_ tell: (Event) -> Void) throws(Failure) -> Bool {
    switch state {
    case .preamble:
      guard let found = position(of: delimiter) else {
        dropAll(but: delimiter.count - 1)
        return false
      }
      drop(found + delimiter.count)
      state = .afterDelimiter
    case .afterDelimiter: return try stepAfterDelimiter()
    case .head: return try stepHead(tell)
    case .body:
      guard let found = position(of: delimiter) else {
        let safe = pending.count - (delimiter.count - 1)
        if safe > 0 { emit(safe, tell) }
        return false
      }
      if found > 0 { emit(found, tell) }
      tell(.end)
      drop(delimiter.count)
      state = .afterDelimiter
    case .epilogue:
      pending.removeAll()
      return false
    }
    return true
  }

  private mutating func stepAfterDelimiter() throws(Failure) -> Bool {
    let blanks = pending.prefix { $0 == 0x20 || $0 == 0x09 }.count
    guard blanks <= 64 else { throw .malformed }
    guard pending.count >= blanks + 2 else { return false }
    if blanks == 0, pending.starts(with: "--".utf8) {
      state = .epilogue
      return true
    }
    guard pending[blanks] == 0x0D, pending[blanks + 1] == 0x0A else { throw .malformed }
    // The line end stays: a head without lines is then found like any other.
    drop(blanks)
    state = .head
    return true
  }

  private mutating func stepHead(_ tell: (Event) -> Void) throws(Failure) -> Bool {
    guard let end = position(of: [0x0D, 0x0A, 0x0D, 0x0A]) else {
      guard pending.count <= Self.headBytesMax else { throw .malformed }
      return false
    }
    guard end <= Self.headBytesMax, let head = PartHead(lines: pending[..<end]) else { throw .malformed }
    parts += 1
    guard parts <= Self.partsMax else { throw .tooManyParts }
    drop(end + 4)
    state = .body
    tell(.begin(head))
    return true
  }

  private mutating func emit(_ count: Int, _ tell: (Event) -> Void) {
    tell(.data(Array(pending[..<count])))
    drop(count)
  }

  private func position(of needle: [UInt8]) -> Int? {
    pending.withUnsafeBytes { hay in
      guard let start = hay.baseAddress else { return nil }
      var from = 0
      while hay.count - from >= needle.count {
        let rest = hay.count - from - needle.count + 1
        guard let found = memchr(start + from, Int32(needle[0]), rest) else { return nil }
        let place = UnsafeRawPointer(found) - start
        if memcmp(found, needle, needle.count) == 0 { return place }
        from = place + 1
      }
      return nil
    }
  }

  private mutating func drop(_ count: Int) { pending.removeFirst(count) }

  private mutating func dropAll(but kept: Int) {
    if pending.count > kept { pending.removeFirst(pending.count - kept) }
  }
}

/// The head of one part.
struct PartHead: Hashable, Sendable {
  /// Name of the field.
  let name: String
  /// Last component of the file's name; nil when the part is no file. Empty when a file field was left empty.
  let fileName: String?

  init(name: String, fileName: String? = nil) {
    self.name = name
    self.fileName = fileName
  }

  /// - Returns: nil when no line says which field it is.
  fileprivate init?(lines: ArraySlice<UInt8>) {
    for line in lines.split(whereSeparator: { $0 == 0x0D || $0 == 0x0A }) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let header = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      guard header == "content-disposition" else { continue }
      let value = HeaderValue(String(decoding: line[(colon + 1)...], as: UTF8.self))
      guard value.main.lowercased() == "form-data", let name = value.parameter("name") else { return nil }
      self.name = name
      fileName = (value.extendedParameter("filename") ?? value.parameter("filename")).map(Self.lastComponent)
      return
    }
    return nil
  }

  /// Old browsers send whole paths, and a name from outside must never lead out of a folder.
  private static func lastComponent(_ name: String) -> String {
    let last = name.utf8.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    let bytes = last.last.map { $0.filter { $0 >= 0x20 && $0 != 0x7F } } ?? []
    let text = String(decoding: bytes.prefix(255), as: UTF8.self)
    return text == "." || text == ".." ? "_" : text
  }
}
