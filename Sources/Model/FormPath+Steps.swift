extension FormPath {
  /// One step on the way from a form to a value: a field, or one row of a list.
  public struct Step: Hashable, Sendable {
    public let name: String
    /// Identifier of the row, label of an attribute, or number of a value in a field of several.
    public let row: String?
    public init(_ name: String, row: String? = nil) {
      self.name = name
      self.row = row
    }
  }

  /// The steps of the address; empty when it is none.
  ///
  /// Asked for every cell that is entered, so it looks at bytes and not at characters.
  public var steps: [Step] {
    var text = text
    return text.withUTF8 { Self.steps($0) }
  }

  private static func steps(_ bytes: UnsafeBufferPointer<UInt8>) -> [Step] {
    for list in ["attributes", "contacts"] where bytes.starts(with: list.utf8) && bytes.last == UInt8(ascii: "]") {
      // A label is as printed and may hold brackets and points of its own.
      let open = list.utf8.count
      guard bytes.count > open, bytes[open] == UInt8(ascii: "[") else { continue }
      return [Step(list, row: words(bytes, open + 1..<bytes.count - 1))]
    }
    var out: [Step] = []
    var start = 0
    var depth = 0
    for index in 0...bytes.count {
      if index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "]"): depth -= 1
        default: break
        }
        guard depth == 0, bytes[index] == UInt8(ascii: ".") else { continue }
      }
      // Parted at the points that stand outside brackets.
      guard let step = step(bytes, start..<index) else { return [] }
      out.append(step)
      start = index + 1
    }
    return out
  }

  private static func step(_ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>) -> Step? {
    guard let open = bytes[piece].firstIndex(of: UInt8(ascii: "[")) else {
      return piece.isEmpty ? nil : Step(words(bytes, piece))
    }
    let close = piece.upperBound - 1
    guard bytes[close] == UInt8(ascii: "]"), open != piece.lowerBound, close > open + 1 else { return nil }
    return Step(words(bytes, piece.lowerBound..<open), row: words(bytes, open + 1..<close))
  }

  private static func words(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  /// Whether the other address is this one or lies under it.
  public func contains(_ other: FormPath) -> Bool {
    guard other.text.utf8.starts(with: text.utf8) else { return false }
    let next = other.text.utf8.dropFirst(text.utf8.count).first
    return next == nil || next == UInt8(ascii: ".") || next == UInt8(ascii: "[")
  }

  /// The list and the row that a row's address names: `costs[c1]` is `c1` in `costs`.
  public var listAndRow: (list: FormPath, row: String)? {
    guard let last = steps.last, let row = last.row else { return nil }
    return (FormPath(String(text.dropLast(row.count + 2))), row)
  }
}
