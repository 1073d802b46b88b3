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
  public var steps: [Step] {
    for list in ["attributes", "contacts"] where text.hasPrefix(list + "[") && text.hasSuffix("]") {
      // A label is as printed and may hold brackets and points of its own.
      return [Step(list, row: String(text.dropFirst(list.count + 1).dropLast()))]
    }
    var out: [Step] = []
    for piece in pieces {
      guard let open = piece.firstIndex(of: "[") else {
        guard !piece.isEmpty else { return [] }
        out.append(Step(String(piece)))
        continue
      }
      guard piece.last == "]", open != piece.startIndex else { return [] }
      let row = piece[piece.index(after: open)...].dropLast()
      guard !row.isEmpty else { return [] }
      out.append(Step(String(piece[..<open]), row: String(row)))
    }
    return out
  }

  /// Parted at the points that stand outside brackets.
  private var pieces: [Substring] {
    var out: [Substring] = []
    var start = text.startIndex
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "[": depth += 1
      case "]": depth -= 1
      case "." where depth == 0:
        out.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    out.append(text[start...])
    return out
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
