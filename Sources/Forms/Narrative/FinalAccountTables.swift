internal import Documents
internal import Model

/// The printed tables of a final account, where they have text: 收入支出决算总表 and its eight companions.
enum FinalAccountTables {
  static func read(_ document: Document) throws(Excess) -> [FinalAccount.Table] {
    var tables: [FinalAccount.Table] = []
    var cells = 0
    var title: String?
    for block in document.blocks {
      switch block {
      case .paragraph(let paragraph), .heading(_, let paragraph):
        let text = Scalars(paragraph.text).withoutBlanks
        if let found = self.title(text) {
          title = found
        } else if text.contains("情况说明") || text.contains("自评") {
          title = nil
        }
      case .table(let table):
        guard let name = title ?? self.title(inFirstRowOf: table) else { continue }
        var rows: [[String]] = []
        for row in table.rows {
          rows.append(texts(row, table.grid))
          cells += rows.last?.count ?? 0
          // Columns left out before a cell are cells of the table as it is kept.
          guard cells <= ReadingLimits.accountCells else {
            throw Excess(detail: "决算表的单元格超过 \(ReadingLimits.accountCells) 个")
          }
        }
        guard rows.contains(where: { $0.contains { !$0.isEmpty } }) else { continue }
        if let last = tables.indices.last, tables[last].title == name {
          tables[last].rows += rows
        } else {
          tables.append(FinalAccount.Table(title: name, rows: rows))
        }
      }
    }
    return tables
  }

  /// 四、财政拨款收入支出决算总表 → 财政拨款收入支出决算总表; nil when the line names no table of an account.
  private static func title(_ text: Scalars) -> String? {
    guard text.count <= 40, text.contains("决算"), text.last == "表" else { return nil }
    return LineHeading.withoutNumber(text).text
  }

  private static func title(inFirstRowOf table: Document.Table) -> String? {
    table.rows.first?.lazy.compactMap { title(Scalars($0.text).withoutBlanks) }.first
  }

  private static func texts(_ cells: [Document.Cell], _ grid: Document.Table.Grid) -> [String] {
    var row: [String] = []
    for cell in cells {
      if grid == .exact { while row.count < cell.column { row.append("") } }
      row.append(Scalars(cell.text).withoutBlanks.text)
    }
    return row
  }
}
