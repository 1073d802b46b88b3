import Foundation

/// The terminal: what goes to people goes through here.
enum Terminal {
  /// Width in columns; wide East Asian characters take two.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      let value = scalar.value
      let wide =
        (0x1100...0x115F).contains(value) || (0x2E80...0xA4CF).contains(value) || (0xAC00...0xD7A3).contains(value)
        || (0xF900...0xFAFF).contains(value) || (0xFE30...0xFE4F).contains(value) || (0xFF00...0xFF60).contains(value)
        || (0xFFE0...0xFFE6).contains(value) || (0x2014...0x201D).contains(value) || (0x20000...0x3FFFD).contains(value)
      return sum + (wide ? 2 : 1)
    }
  }

  static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - Self.width(text)))
  }

  /// At most `width` columns, with … where something was left out.
  static func clip(_ text: String, to width: Int) -> String {
    guard Self.width(text) > width else { return text }
    var out = ""
    var used = 0
    for character in text {
      let columns = Self.width(String(character))
      if used + columns > width - 1 { break }
      out.append(character)
      used += columns
    }
    return out + "…"
  }

  static func print(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
  static func warn(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  /// Rows as columns of equal width, the first row being the head.
  static func table(_ rows: [[String]], widthMax: Int = 46) -> String {
    guard let head = rows.first else { return "" }
    let widths = head.indices.map { column in
      min(widthMax, rows.map { column < $0.count ? width($0[column]) : 0 }.max() ?? 0)
    }
    return rows.map { row in
      var line = row.indices.map { pad(clip(row[$0], to: widths[$0]), to: widths[$0]) }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
