import Model

/// Which cells of a printed form carry findings, and where each finding ended up.
///
/// A finding names its cell by a path. The sheet asks once per row; rows without findings, nearly all of them, cost one
/// look-up. A finding whose cell the sheet does not print moves to the main cell of its row, and one whose row it does
/// not print leads to the head of its section.
final class SheetMarks {
  struct Mark {
    let number: Int
    let severity: Finding.Severity
    let path: String
  }

  private let marks: [Mark]
  /// Path of a row or section → indexes of the marks at it or below.
  private var below: [String: [Int]] = [:]
  private(set) var cells: [String?]
  private var heads: [String: String] = [:]

  /// - Parameter findings: in the order of their numbers.
  init(_ findings: [Finding]) {
    marks = findings.enumerated().map { Mark(number: $0 + 1, severity: $1.severity, path: $1.path?.text ?? "") }
    cells = Array(repeating: nil, count: marks.count)
    for (index, mark) in marks.enumerated() where !mark.path.isEmpty {
      for ancestor in Self.ancestors(mark.path) { below[ancestor, default: []].append(index) }
    }
  }

  var isEmpty: Bool { below.isEmpty }

  /// The path itself and everything it lies in: `goals[g1].indicators[i7]`, `goals[g1].indicators`, `goals[g1]`, `goals`.
  static func ancestors(_ path: String) -> [String] {
    var out = [path]
    var depth = 0
    let bytes = Array(path.utf8)
    for index in bytes.indices.reversed() {
      switch bytes[index] {
      case UInt8(ascii: "]"): depth += 1
      case UInt8(ascii: "["):
        depth -= 1
        if depth == 0 { out.append(String(decoding: bytes[..<index], as: UTF8.self)) }
      case UInt8(ascii: ".") where depth == 0: out.append(String(decoding: bytes[..<index], as: UTF8.self))
      default: break
      }
    }
    return out
  }

  /// Marks of a row by the key of the cell they stand in; nil when the row has none.
  /// - Parameters:
  ///   - keys: cells that the row prints.
  ///   - main: the cell that takes the marks of cells that are not printed.
  ///   - exactly: leaves marks of rows inside this row to those rows.
  func row(_ path: String, keys: [String], main: String, exactly: Bool = false) -> [String: [Mark]]? {
    guard !isEmpty, let indexes = below[path] else { return nil }
    var out: [String: [Mark]] = [:]
    for index in indexes where cells[index] == nil {
      let rest = marks[index].path.dropFirst(path.isEmpty ? 0 : path.count + 1)
      if exactly && rest.utf8.contains(UInt8(ascii: "[")) { continue }
      let key = keys.first { $0 == rest } ?? main
      out[key, default: []].append(marks[index])
      cells[index] = Self.anchor(path, key)
    }
    return out.isEmpty ? nil : out
  }

  /// Marks of one cell that is not part of a row: `amounts.total`, `attributes[项目属性]`.
  func cell(_ path: String) -> [Mark] {
    guard let indexes = below[path] else { return [] }
    let anchor = FormPath(path).anchor
    var out: [Mark] = []
    for index in indexes where cells[index] == nil {
      out.append(marks[index])
      cells[index] = anchor
    }
    return out
  }

  /// Marks of a section as such, not those of what stands in it.
  func section(_ path: String) -> [Mark] {
    guard let indexes = below[path] else { return [] }
    let anchor = FormPath(path).anchor
    var out: [Mark] = []
    for index in indexes where cells[index] == nil && (marks[index].path == path || marks[index].path == path + ".name")
    {
      out.append(marks[index])
      cells[index] = anchor
    }
    return out
  }

  /// Whether a finding points at the path or into it.
  func has(_ path: String) -> Bool { below[path] != nil }

  /// Labels of attributes that findings point at: `attributes[立项依据]`.
  var attributeLabels: [String] {
    var out: [String] = []
    for mark in marks where mark.path.hasPrefix("attributes[") && mark.path.hasSuffix("]") {
      let label = String(mark.path.dropFirst("attributes[".count).dropLast())
      if !out.contains(label) { out.append(label) }
    }
    return out
  }

  static func anchor(_ row: String, _ key: String) -> String { FormPath(row.isEmpty ? key : row + "." + key).anchor }

  /// Remembers that the head of a section or a row has an id of its own, and returns it.
  func head(_ path: String) -> String {
    let anchor = FormPath(path).anchor
    if !isEmpty { heads[path] = anchor }
    return anchor
  }

  /// Sends every finding that no cell took to the head it lies under. To be called when the whole sheet is made.
  func settle() {
    for (index, mark) in marks.enumerated() where cells[index] == nil && !mark.path.isEmpty {
      for ancestor in Self.ancestors(mark.path) {
        guard let anchor = heads[ancestor] else { continue }
        cells[index] = anchor
        break
      }
    }
  }
}

extension [SheetMarks.Mark] {
  /// Class of the cell by its gravest mark.
  var className: String? { self.min { $0.severity < $1.severity }.map { "f-" + $0.severity.className } }
  var html: HTML { .group(map { marker(number: $0.number, severity: $0.severity) }) }
}

extension FormPath {
  /// The row that a cell stands in; nil for a cell that stands alone.
  var row: FormPath? {
    guard let close = text.lastIndex(of: "]"), text[text.index(after: close)...].first == "." else { return nil }
    return FormPath(String(text[...close]))
  }

  /// An id that is always on the sheet: that of the cell's row or of its table; cells have ids only where they carry
  /// findings.
  var rowAnchor: String {
    if let row { return row.anchor }
    return text.hasPrefix("execution.") ? FormPath("execution").anchor : "sheet"
  }
}
