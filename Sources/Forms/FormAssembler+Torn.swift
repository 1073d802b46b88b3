import Schemes

/// Labels of recognised pages.
extension FormAssembler {
  /// A label that a recogniser tore over two rows, `部门（单` above `位）名称`: the value is the one that has words.
  mutating func tornLabel(_ rows: ArraySlice<SheetRow>) -> Bool {
    guard let row = rows.first, let below = rows.dropFirst().first, !row.isExact, table == nil,
      let first = row.filled.first, below.filled.first == first,
      label(row.cells[first]) == nil || Self.isOpen(row.cells[first].text), label(below.cells[first]) == nil,
      row.cells[first].text.utf8.count <= 30,
      let field = lexicon.field(Wording.key(row.cells[first].text + below.cells[first].text)),
      [.name, .departmentName, .unitName, .department].contains(field.target)
    else { return false }
    func value(_ row: SheetRow) -> SheetCell? {
      let cells = row.filled.dropFirst().map { row.cells[$0] }.filter { label($0) == nil }
      guard let first = cells.first(where: { Self.isName($0.text) }) else { return nil }
      return first.saying(cells.map(\.text).joined(), lexicon)
    }
    guard let value = value(below) ?? value(row), open(isClear: false) else { return false }
    form?.rows += 1
    form?.evidence += 1
    set(field, row.cells[first].text + below.cells[first].text, value.text, value.place)
    return true
  }

  /// Whether a bracket is open at the end: `部门（单`.
  private static func isOpen(_ text: String) -> Bool {
    text.unicodeScalars.reduce(0) { depth, scalar in
      switch Wording.folded(scalar) {
      case "(": depth + 1
      case ")": depth - 1
      default: depth
      }
    } > 0
  }
}
