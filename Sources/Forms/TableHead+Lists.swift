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

  /// Whether a row has figures, which heads have not; one scrap between many labels of flattened text is none.
  func hasFigures(_ row: SheetRow) -> Bool {
    let figures = row.filled.filter {
      row.cells[$0].traits.isNumber && TableHead.historyYear(row.cells[$0].key) == nil && !Self.isYear(row.cells[$0])
        && !isDatedLabel(row.cells[$0])
    }
    guard !figures.isEmpty else { return false }
    guard !row.isExact, figures.count == 1,
      row.cells[figures[0]].text.unicodeScalars.contains(where: { $0.value > 0x3400 })
    else { return true }
    return !TemplateList.allCases.contains { list in
      row.filled.count { lexicon.column(list, row.cells[$0].key) != nil } >= 3
    }
  }

  /// What a recogniser left of a year: `22 年`.
  /// `2020年实际执行数`, which looks like a figure with its unit.
  private func isDatedLabel(_ cell: SheetCell) -> Bool {
    TableHead.historyYear(cell.key) == nil && cell.key.unicodeScalars.count > 6
      && TemplateList.allCases.contains { lexicon.column($0, cell.key) != nil }
  }

  static func isYear(_ cell: SheetCell) -> Bool { Figures.printed(cell.text)?.suffix == "年" }

  /// Of two years over the last columns a recogniser may leave one, or the half of one.
  func mendYears(_ columns: inout [TableHead.Column], _ row: SheetRow) {
    if let last = columns.indices.last, last > 0, columns[last].field == "history", columns[last].year == nil,
      columns[last - 1].field == "ignored", columns[last - 1].end == columns[last].start,
      columns.count(where: { $0.field == "history" }) == 1
    {
      columns[last - 1].field = "history"
      return
    }
    guard let last = columns.indices.last, columns[last].field == "ignored",
      row.filled.last.map({ Self.isYear(row.cells[$0]) }) == true,
      !columns.contains(where: { $0.field == "history" })
    else { return }
    let start = columns[last].start
    columns[last].field = "history"
    columns.append(.init(field: "history", label: "", start: start + 1, end: start + 2, year: nil))
  }

  /// The first column of a list of projects whose head is illegible, but stands before three others that are not.
  func nameFirst(_ list: TemplateList, _ columns: inout [TableHead.Column]) {
    guard list == .projects, let first = columns.first, first.field == "section", columns.count >= 4,
      !columns.contains(where: { $0.field == "name" }), columns[1].field == "category",
      columns.contains(where: { $0.field == "current" || $0.field == "total" }),
      lexicon.field(Wording.key(first.label)) == nil
    else { return }
    columns[0].field = "name"
  }

  /// The tasks of a department with what they are about, without money.
  func isTasks(_ columns: [TableHead.Column]) -> Bool {
    columns.contains { $0.field == "name" && Wording.key($0.label).hasSuffix("任务名称") }
      && columns.contains { $0.field == "purpose" }
  }
}
