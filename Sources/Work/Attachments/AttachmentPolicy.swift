import Model
public import Schemes

/// What may be put to stages and projects as a file (附件的种类和大小).
public struct AttachmentPolicy: PolicyBody, Hashable {
  /// A kind of file, told by what is in it and not by its name alone.
  public struct Kind: Hashable, Sendable {
    public let name: String
    /// Endings of its names, in small letters without the dot; the first is the usual one.
    public let endings: [String]
    public let mediaType: String
    /// One of these stands at the beginning.
    let beginnings: [[UInt8]]
    /// Stands somewhere in it; nil where the beginning is enough.
    let holds: [UInt8]?
    /// Must not stand in it: programs.
    let lacks: [[UInt8]]
  }

  /// What a file is for.
  public struct Purpose: Hashable, Sendable {
    public let id: String
    public let name: String
    /// Flows that it is offered in, `project` among them; everywhere when empty.
    let matters: Set<String>
  }

  public static var subject: String { "attachments" }
  public let fileMegabytesMax: Int
  /// Files of one matter.
  public let filesMax: Int
  public let kinds: [Kind]
  public let purposes: [Purpose]

  public init(_ object: DataObject) {
    fileMegabytesMax = object.integer("file_megabytes_max")
    filesMax = object.integer("files_max")
    if fileMegabytesMax < 1 { object.report("file_megabytes_max", "应是 1 或更多") }
    if filesMax < 1 { object.report("files_max", "应是 1 或更多") }
    kinds = object.objects("kinds").map { entry in
      defer { entry.finish() }
      let kind = Kind(
        name: entry.text("name"), endings: entry.texts("endings"), mediaType: entry.text("media_type"),
        beginnings: entry.texts("begins").compactMap { Self.bytes(hexadecimal: $0) },
        holds: entry.optionalText("holds").map { Array($0.utf8) }, lacks: entry.texts("lacks").map { Array($0.utf8) })
      if kind.beginnings.isEmpty { entry.report("begins", "“begins”写十六进制的开头字节，例如 25504446") }
      if kind.endings.isEmpty { entry.report("endings", "至少要有一个后缀") }
      return kind
    }
    purposes = object.objects("purposes").map { entry in
      defer { entry.finish() }
      return Purpose(id: entry.text("id"), name: entry.text("name"), matters: Set(entry.texts("matters")))
    }
    if purposes.isEmpty { object.report("purposes", "至少要有一种用途") }
  }

  private static func bytes(hexadecimal text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard !digits.isEmpty, digits.count.isMultiple(of: 2) else { return nil }
    var out: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else { return nil }
      out.append(byte)
    }
    return out
  }

  public var fileBytesMax: Int { fileMegabytesMax * 1_048_576 }

  /// What a file put to a matter may be for.
  /// - Parameter matter: name of a flow, or `project`.
  public func purposes(for matter: String) -> [Purpose] {
    purposes.filter { $0.matters.isEmpty || $0.matters.contains(matter) }
  }

  /// The kind that name and content agree on; nil where they do not, or no kind is allowed.
  public func kind(of bytes: [UInt8], named name: String) -> Kind? {
    let ending = name.lowercased().split(separator: ".", omittingEmptySubsequences: false).dropFirst().last.map(
      String.init)
    guard let ending else { return nil }
    return kinds.first { kind in
      kind.endings.contains(ending) && kind.beginnings.contains { bytes.starts(with: $0) }
        && kind.holds.map { bytes.holds($0) } ?? true && !kind.lacks.contains { bytes.holds($0) }
    }
  }

  /// In words, for the page: PDF、Word、Excel 和图片，每个不超过 20 MB.
  public var words: String {
    kinds.map(\.name).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(separator: "、")
      + "，每个不超过 \(fileMegabytesMax) MB，最多 \(filesMax) 个"
  }
}

extension [UInt8] {
  /// Whether these bytes stand anywhere in it.
  func holds(_ part: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= count else { return false }
    var start = startIndex
    while let found = self[start...].firstIndex(of: first) {
      guard found + part.count <= count else { return false }
      if self[found..<found + part.count].elementsEqual(part) { return true }
      start = found + 1
    }
    return false
  }
}

/// The name of a file as it may be shown and sent back: one line, no path, nothing that turns the reading order.
public enum FileName {
  public static let lengthMax = 120

  public static func clean(_ name: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let forbidden: Set<Character> = [":", "*", "?", "\"", "<", ">", "|"]
    let kept = last.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    var text = String(String.UnicodeScalarView(kept)).filter { !forbidden.contains($0) }
    while let first = text.first, first == "." || first.isWhitespace { text.removeFirst() }
    while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
    guard text.count > lengthMax else { return text.isEmpty ? "附件" : text }
    // The ending says what it is and stays.
    let ending = text.split(separator: ".").last.map(String.init) ?? ""
    guard text.contains("."), ending.count <= 8 else { return String(text.prefix(lengthMax)) }
    return String(text.prefix(lengthMax - ending.count - 1)) + "." + ending
  }
}
