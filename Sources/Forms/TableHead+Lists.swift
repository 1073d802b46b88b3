import Model
import Schemes

/// Heads of lists: of forms, of tasks, of income and spending.
extension TableHeadReader {
  /// The head of a list of forms in two layers: the cells that head a form reach down beside the level heads.
  func layeredList(_ rows: ArraySlice<SheetRow>) -> (head: TableHead, rows: Int)? {
    guard let first = rows.first, let below = rows.dropFirst().first, first.isExact, below.isExact,
      first.filled.contains(where: { first.cells[$0].traits.field?.target == .name }),
      below.filled.count >= 3,
      below.filled.allSatisfy({ lexicon.column(.indicators, below.cells[$0].key) != nil })
    else { return nil }
    var whole = below
    for index in whole.cells.indices { whole.cells[index].isCarried = false }
    guard var head = match(.indicators, whole)?.head, head.isListOfForms else { return nil }
    settle(&head)
    return (head, 2)
  }

  /// What a recogniser left of a year: `22 年`.
  static func isYear(_ cell: SheetCell) -> Bool { Figures.printed(cell.text)?.suffix == "年" }

  /// Of two years over the last columns a recogniser may leave one, or the half of one.
  func mendYears(_ columns: inout [TableHead.Column], _ row: SheetRow) {
    guard let last = columns.indices.last, columns[last].field == "ignored",
      row.filled.last.map({ Self.isYear(row.cells[$0]) }) == true,
      !columns.contains(where: { $0.field == "history" })
    else { return }
    let start = columns[last].start
    columns[last].field = "history"
    columns.append(.init(field: "history", label: "", start: start + 1, end: start + 2, year: nil))
  }

  /// The tasks of a department with what they are about, without money.
  func isTasks(_ columns: [TableHead.Column]) -> Bool {
    columns.contains { $0.field == "name" && Wording.key($0.label).hasSuffix("任务名称") }
      && columns.contains { $0.field == "purpose" }
  }
}
