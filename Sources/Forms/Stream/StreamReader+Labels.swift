import Documents
import Model
import Schemes

/// Labels and the values behind them.
extension StreamReader {
  /// Labels one after the other with as many figures or dates behind them.
  mutating func vertical(at index: Int) -> Int? {
    var end = index
    while end < tokens.count, end - index < 12, isOverValue(end) { end += 1 }
    let count = end - index
    guard count >= 2, end + count <= tokens.count,
      (end..<(end + count)).allSatisfy({ tokens[$0].cell.traits.isNumber }),
      end + count == tokens.count || !tokens[end + count].cell.traits.isNumber
    else { return nil }
    table += 1
    add((index..<end).map { (tokens[$0].cell, $0 - index) })
    add((end..<(end + count)).map { (tokens[$0].cell, $0 - end) })
    table += 1
    return end + count
  }

  private func isOverValue(_ index: Int) -> Bool {
    let cell = tokens[index].cell
    let isDay = cell.key.unicodeScalars.count <= 5 && ["月底", "月末"].contains(where: cell.key.hasSuffix)
    return isDay || (isMoney(cell.traits.field) && !cell.traits.isNumber)
      || (lexicon.isTotal(cell.text) && index + 1 < tokens.count && isMoney(tokens[index + 1].cell.traits.field))
  }

  /// A label and the texts behind it, up to the next label, head or title.
  mutating func labelled(from index: Int) -> Int {
    let first = tokens[index].cell
    if first.traits.isTable, label(index)?.target == .section || label(index)?.target == .goal, next(index + 1) {
      items.append(.line(Document.Paragraph(first.raw, at: first.place), isHeading: false))
      return index + 1
    }
    var end = index + 1
    while end < tokens.count, end - index < 80, !next(end) { end += 1 }
    let values = tokens[(index + 1)..<end].map(\.cell)
    guard let value = values.first else {
      add([(first, 0)])
      return end
    }
    let isOne = [.name, .code, .department, .unitName, .departmentName, .total, .current, .funding, .year].contains(
      label(index)?.target)
    if isOne {
      // What stands behind the value is something else.
      let isWhole = !isTorn || first.traits.field?.target == .code || isMoney(first.traits.field)
      let taken = isWhole ? 1 : min(values.count, 3)
      let whole = values.dropFirst().prefix(taken - 1).reduce(value) { $0.joined($1, lexicon) }
      add([(first, 0), (whole, 1)])
      return index + 1 + taken
    }
    add([(first, 0), (values.dropFirst().reduce(value) { $0.joined($1, lexicon) }, 1)])
    return end
  }

  /// Whether something new begins with this text.
  private func next(_ index: Int) -> Bool {
    guard index < tokens.count else { return true }
    if label(index) != nil || tokens[index].cell.traits.isTable { return true }
    if index + 1 < tokens.count, isOverValue(index), isOverValue(index + 1) { return true }
    return title(at: index) != nil || head(at: index, Self.tables) != nil
  }
}
