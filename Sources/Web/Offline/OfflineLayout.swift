import Documents
import Model
import Schemes
import Work

/// Lays a form out as a workbook to fill in: a sheet for each part of its template, every cell with its address in a hidden
/// column.
struct OfflineLayout {
  /// What stands in the hidden column of a row.
  enum Key {
    static let cell = "cell "
    /// The fields of the columns of a table stand in this row, hidden.
    static let fields = "fields "
    static let head = "head"
    static let row = "row "
    static let new = "new "
    static let end = "end "
  }

  /// Empty rows at the end of a table that takes more.
  static let spareRows = 12
  private static let columnsLeast = 6

  private let plan: EditPlan
  private let content: FormContent
  private let editable: EditableCells
  private let values: [FormPath: String]
  private let remarks: [FormPath: (text: String, mark: FillWorkbook.Mark)]
  private var lists: [[String]] = []
  private var listIndex: [[String]: Int] = [:]

  /// - Parameters:
  ///   - content: prepared for the template.
  ///   - typed: what was typed into cells that did not take it.
  ///   - remarks: what is to be said at cells.
  init(
    _ plan: EditPlan, _ content: FormContent, _ editable: EditableCells, typed: [FormPath: String] = [:],
    remarks: [FormPath: (text: String, mark: FillWorkbook.Mark)] = [:]
  ) {
    self.plan = plan
    self.content = content
    self.editable = editable
    self.remarks = remarks
    values = content.typedCells.merging(typed) { $1 }
  }

  mutating func workbook(_ identity: OfflineIdentity, cover: OfflineCover) -> FillWorkbook {
    var sheets = [cover.sheet]
    for part in plan.parts { sheets.append(sheet(part)) }
    var hidden = FillWorkbook.Sheet(OfflineIdentity.sheet, widths: [40], rows: identity.rows)
    hidden.isHidden = true
    return FillWorkbook(sheets + [hidden], lists: lists)
  }

  // MARK: a part

  private mutating func sheet(_ part: EditPlan.Part) -> FillWorkbook.Sheet {
    var rows = [FillWorkbook.Row("", [1: .init(part.title, .title)])]
    let widths = widths(part)
    for block in part.blocks {
      switch block {
      case .fields(let title, let cells):
        if let title, !title.isEmpty { rows.append(.init("", [1: .init(title, .note)])) }
        for cell in cells { rows.append(row(cell, columns: widths.count)) }
      case .grid(let grid):
        rows.append(.init())
        rows += table(grid, from: rows.count)
      }
      rows.append(.init())
    }
    return FillWorkbook.Sheet(part.title, widths: widths, rows: rows)
  }

  /// The widest that any table of the part asks for each column.
  private func widths(_ part: EditPlan.Part) -> [Double] {
    var widths = [24.0] + Array(repeating: 12.0, count: Self.columnsLeast - 1)
    for grid in part.grids {
      for (index, column) in Self.columns(grid).enumerated() {
        if index >= widths.count { widths.append(12) }
        let asked = column.field.hasSuffix("#sign") ? 6.0 : column.source.isLong || column.source.isMain ? 30 : 14
        widths[index] = max(widths[index], column.source.isFigure ? 11 : asked)
      }
    }
    return widths
  }

  private mutating func row(_ cell: EditPlan.Cell, columns: Int) -> FillWorkbook.Row {
    let unit = cell.unit.map { "（\($0)）" } ?? ""
    let label = FillWorkbook.Cell(cell.label + unit + (cell.isRequired ? " *" : ""), .label)
    // Names and numbers of persons are not taken away; left empty they stay as they are.
    var input = self.input(
      cell.path, cell.isPersonal ? "" : nil, cell.isFigure, choices: nil,
      hint: cell.isPersonal ? "为保护个人信息没有带出。不填就保持原来的。" : cell.unit.map { "填数，单位 \($0)" } ?? "")
    input.columns = cell.isFigure ? 1 : max(1, columns - 1)
    return FillWorkbook.Row(Key.cell + cell.path.text, [1: label, 2: input])
  }

  private mutating func input(
    _ path: FormPath, _ text: String?, _ isFigure: Bool, choices: [String]?, hint: String
  ) -> FillWorkbook.Cell {
    let text = text ?? values[path] ?? ""
    let isOpen = editable.allows(path) && text.utf16.count < FillWorkbook.textMax
    var cell = FillWorkbook.Cell(text, isOpen ? .input(Self.kind(path, isFigure)) : .locked)
    cell.hint = hint
    if let choices, !choices.isEmpty { cell.list = list(choices) }
    if let remark = remarks[path] {
      cell.remark = remark.text
      cell.mark = remark.mark
    }
    return cell
  }

  private static func kind(_ path: FormPath, _ isFigure: Bool) -> FillWorkbook.Input {
    let field = path.steps.last?.name ?? ""
    if field == "year" { return .whole(1990...2100) }
    guard isFigure else { return .words }
    return ["rate", "share", "percent"].contains(field) ? .percent : .figure
  }

  private mutating func list(_ texts: [String]) -> Int {
    if let known = listIndex[texts] { return known }
    listIndex[texts] = lists.count
    lists.append(texts)
    return lists.count - 1
  }

  // MARK: a table

  /// A column of the workbook; a target takes three.
  struct Column {
    let field: String
    let label: String
    let source: EditPlan.Column
  }

  static func columns(_ grid: EditPlan.Grid) -> [Column] {
    (grid.columns + grid.panel).flatMap { column -> [Column] in
      guard column.field == "target" else { return [Column(field: column.field, label: column.label, source: column)] }
      return [("sign", "符号"), ("value", column.label), ("unit", "计量单位")].map {
        Column(field: "target#\($0)", label: $1, source: column)
      }
    }
  }

  private mutating func table(_ grid: EditPlan.Grid, from start: Int) -> [FillWorkbook.Row] {
    let columns = Self.columns(grid)
    var rows: [FillWorkbook.Row] = []
    if !grid.title.isEmpty { rows.append(.init("", [1: .init(grid.title, .note)])) }
    var fields = FillWorkbook.Row(Key.fields + grid.list.text)
    var head = FillWorkbook.Row(Key.head)
    for (index, column) in columns.enumerated() {
      fields.cells[index + 1] = .init(column.field, .locked)
      head.cells[index + 1] = .init(column.label + (column.source.isRequired ? " *" : ""), .head)
    }
    fields.isHidden = true
    rows += [fields, head]
    let first = start + rows.count
    for id in content.rowIDs(of: grid.list) ?? [] {
      let row = FormPath("\(grid.list)[\(id)]")
      rows.append(.init(Key.row + row.text, cells(columns, row, grid)))
    }
    if !grid.isFixed, editable.allowsRows(of: grid.list) {
      let row = FormPath("\(grid.list)[-]")
      for _ in 0..<Self.spareRows {
        rows.append(.init(Key.new + grid.list.text, cells(columns, row, grid, isNew: true)))
      }
    }
    rows.append(foot(columns, grid, from: first))
    return rows
  }

  private mutating func cells(
    _ columns: [Column], _ row: FormPath, _ grid: EditPlan.Grid, isNew: Bool = false
  ) -> [Int: FillWorkbook.Cell] {
    let target = TargetParts(values[row.field("target")] ?? "")
    var cells: [Int: FillWorkbook.Cell] = [:]
    for (index, column) in columns.enumerated() {
      let path = row.field(column.source.field)
      var text: String?
      var choices = grid.choices[column.field]
      switch column.field {
      case "target#sign":
        text = target.sign
        choices = TargetParts.signs
      case "target#value": text = target.value
      case "target#unit":
        text = target.unit
        choices = Quantity.commonUnits
      default: break
      }
      var cell = input(path, text, column.source.isFigure, choices: choices, hint: "")
      // Rows that are not there yet are open where rows may be added at all.
      if isNew { cell.kind = .input(Self.kind(path, column.source.isFigure)) }
      // One remark for a target is enough.
      if column.field == "target#sign" || column.field == "target#unit" { cell.remark = nil }
      cells[index + 1] = cell
    }
    return cells
  }

  private func foot(_ columns: [Column], _ grid: EditPlan.Grid, from first: Int) -> FillWorkbook.Row {
    var row = FillWorkbook.Row(Key.end + grid.list.text)
    guard columns.contains(where: \.source.isSummed) else { return row }
    let ids = content.rowIDs(of: grid.list) ?? []
    for (index, column) in columns.enumerated() where column.source.isSummed {
      let sum = ids.reduce(ExactDecimal.zero) { sum, id in
        let text = values[FormPath("\(grid.list)[\(id)]").field(column.field)] ?? ""
        return sum + (ExactDecimal(text) ?? .zero)
      }
      row.cells[index + 1] = .init(sum.description, .sum(from: first))
    }
    if row.cells[1] == nil { row.cells[1] = .init("合计", .head) }
    return row
  }
}
