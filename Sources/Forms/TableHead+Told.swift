import Model
import Schemes

extension TableHead {
  /// The columns of a table of indicators without a head, told by what one of its rows says; nil when it does not say
  /// enough: level heads, the name, and behind it the target, what was reached, the weight and the score.
  static func told(by row: SheetRow) -> TableHead? {
    let cells = row.cells.enumerated().filter { !$0.element.text.isEmpty }
    guard let level2 = cells.last(where: { $0.element.traits.level2 })?.offset,
      let level1 = cells.last(where: { $0.element.traits.level1 && $0.offset <= level2 })?.offset
    else { return nil }
    let rest = cells.filter { $0.offset > level2 && $0.element.isFilled }
    guard let name = rest.first, !name.element.traits.isNumber, !name.element.traits.isLevel, rest.count <= 6 else {
      return nil
    }
    func column(_ field: String, _ index: Int) -> Column {
      let cell = row.cells[index]
      return Column(
        field: field, label: "", start: row.isExact ? cell.column : index, end: row.isExact ? cell.end : index + 1,
        year: nil)
    }
    let before = cells.filter { $0.offset < level1 && $0.element.isFilled }.map { column("section", $0.offset) }
    var columns =
      before + (level1 == level2 ? [column("level2", level2)] : [column("level1", level1), column("level2", level2)])
    columns.append(column("name", name.offset))
    let values = rest.dropFirst()
    let numbers = values.reversed().prefix {
      $0.element.traits.isNumber && Figures.printed($0.element.text)?.suffix.isEmpty != false
    }
    // The last plain numbers are weight and score, unless nothing else is left to be the target.
    let points = min(numbers.count, max(0, values.count - 1), 2)
    let fields =
      ["target", "actual", "reason", "note"].prefix(values.count - points) + ["weight", "score"].prefix(points)
    for (field, value) in zip(fields, values) { columns.append(column(field, value.offset)) }
    return TableHead(list: .indicators, columns: columns, isExact: row.isExact, sectionLabel: nil)
  }
}
