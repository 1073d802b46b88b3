public import Documents
public import Model
import Reports

/// Final accounts as the workbook that a department's own program would write.
public enum AccountsWorkbook {
  /// - Parameters:
  ///   - figure: the text of cells that hold something else instead; nil for a right workbook.
  ///   - text: what they hold.
  public static func make(
    _ accounts: DepartmentAccounts, department: String = "示范区水务局", year: Int = 2026, replacing figure: String? = nil,
    with text: String = ""
  ) throws(WorkbookError) -> [UInt8] {
    var document = AccountsDocument.tables(accounts, AccountsTable.allCases, department: department, year: year)
    document.blocks = document.blocks.map { block in
      guard case .table(var table) = block, let figure else { return block }
      for (row, cells) in table.rows.enumerated() {
        for (column, cell) in cells.enumerated() where cell.text == figure { table.rows[row][column].text = text }
      }
      return .table(table)
    }
    return try WorkbookWriter.xlsx(document)
  }
}
