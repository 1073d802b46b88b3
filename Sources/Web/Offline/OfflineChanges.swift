import Documents
import Model
import Work

/// What a workbook that came back would change in the form it was filled from: only cells that differ from what it was
/// given out with.
struct OfflineChanges: Sendable {
  private(set) var changes = DraftChanges()
  /// Where each changed cell stands in the workbook.
  private(set) var places: [FormPath: String] = [:]
  /// Cells that were filled in and that the form no longer asks for.
  private(set) var homeless: [(place: String, text: String)] = []

  /// - Parameters:
  ///   - base: the revision the workbook was filled from, prepared for the template.
  ///   - newID: identifiers for rows that were added.
  init(
    _ reading: OfflineReading, base: FormContent, plan: EditPlan, editable: EditableCells, newID: () -> String
  ) {
    let shown = base.typedCells
    let personal = Set(plan.parts.flatMap(\.cells).filter(\.isPersonal).map(\.path))
    for (path, cell) in reading.cells.sorted(by: { $0.key.text < $1.key.text }) {
      if personal.contains(path), cell.text.isEmpty { continue }
      add(path, cell, shown, plan)
    }
    for (list, rows) in reading.tables.sorted(by: { $0.key.text < $1.key.text }) {
      guard let grid = plan.grid(list) else {
        for cell in rows.flatMap(\.cells.values) where !cell.text.isEmpty { homeless.append((cell.place, cell.text)) }
        continue
      }
      take(rows, grid, base.rowIDs(of: list) ?? [], shown, plan, editable, newID)
    }
  }

  private mutating func add(
    _ path: FormPath, _ cell: OfflineReading.Cell, _ shown: [FormPath: String], _ plan: EditPlan
  ) {
    guard !Self.isSame(cell.text, shown[path] ?? "", path) else { return }
    guard plan.has(path) else {
      if !cell.text.isEmpty { homeless.append((cell.place, cell.text)) }
      return
    }
    places[path] = cell.place
    changes.cells.append(.init(path: path, typed: cell.text))
  }

  /// A workbook gives figures back without the zeros at their ends.
  static func isSame(_ typed: String, _ shown: String, _ path: FormPath) -> Bool {
    let (typed, shown) = (TypedText.words(typed), TypedText.words(shown))
    if typed == shown { return true }
    guard isFigure(path), let one = TypedText.figure(typed, units: ["%"]),
      let other = TypedText.figure(shown, units: ["%"])
    else { return false }
    return one == other
  }

  /// Whether a row that came back empty goes: it said something in its table, and nothing hangs on it elsewhere, as the
  /// indicators do on a goal.
  private static func mayGo(_ path: FormPath, _ own: [FormPath], _ shown: [FormPath: String]) -> Bool {
    let there = shown.keys.filter { path.contains($0) }
    return !there.isEmpty && there.allSatisfy { own.contains($0) }
  }

  private static func isFigure(_ path: FormPath) -> Bool {
    let field = path.steps.last?.name ?? ""
    if field == "history" { return !path.text.contains("].indicators[") }
    return SourceMatch.isFigure(path) || ["quantity", "level1_weight", "level2_weight"].contains(field)
  }

  private mutating func take(
    _ rows: [OfflineReading.Row], _ grid: EditPlan.Grid, _ known: [String], _ shown: [FormPath: String],
    _ plan: EditPlan, _ editable: EditableCells, _ newID: () -> String
  ) {
    let mayChangeRows = !grid.isFixed && editable.allowsRows(of: grid.list)
    var last: String?
    var seen: Set<String> = []
    for row in rows {
      let isEmpty = row.cells.values.allSatisfy(\.text.isEmpty)
      if let id = row.id, known.contains(id), seen.insert(id).inserted {
        let path = FormPath("\(grid.list)[\(id)]")
        if isEmpty, mayChangeRows, Self.mayGo(path, row.cells.keys.map { path.field($0) }, shown) {
          changes.steps.append(.remove(path))
        } else {
          for (field, cell) in row.cells.sorted(by: { $0.key < $1.key }) { add(path.field(field), cell, shown, plan) }
        }
        last = id
        continue
      }
      guard !isEmpty else { continue }
      // A row of a workbook that was handed back for mending keeps the identifier it got then.
      let given = row.id.flatMap {
        DraftChanges.isRowID($0) && !known.contains($0) && seen.insert($0).inserted ? $0 : nil
      }
      let id = given ?? newID()
      let path = FormPath("\(grid.list)[\(id)]")
      changes.steps.append(.add(list: grid.list, id: id, after: last))
      for (field, cell) in row.cells.sorted(by: { $0.key < $1.key }) where !cell.text.isEmpty {
        add(path.field(field), cell, [:], plan)
      }
      last = id
    }
    guard mayChangeRows else { return }
    let fields = OfflineLayout.columns(grid).map(\.source.field)
    for id in known where !seen.contains(id) {
      let path = FormPath("\(grid.list)[\(id)]")
      if Self.mayGo(path, fields.map { path.field($0) }, shown) { changes.steps.append(.remove(path)) }
    }
  }
}
