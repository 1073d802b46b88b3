import Documents
import Model

/// What is to be said at the cells of a workbook, and what stands at none.
struct OfflineRemarks: Sendable {
  private(set) var cells: [FormPath: (text: String, mark: FillWorkbook.Mark)] = [:]
  private(set) var general: [String] = []

  init(_ wrong: [OfflineTake.Wrong]) {
    for wrong in wrong {
      add(wrong.path, wrong.why, .wrong)
      general.append("要改：\(wrong.place)　\(wrong.name)　\(wrong.why)")
    }
  }

  /// Findings stand at their cells; hints are left for the page.
  mutating func add(_ findings: [Finding], _ plan: EditPlan, _ content: FormContent) {
    for finding in findings where finding.severity != .hint {
      let words = "\(finding.severity.word)：\(finding.title)。\(finding.message)"
      if let path = finding.path, let cell = Self.cell(path, plan, content) {
        add(cell, words, finding.severity == .error ? .wrong : .doubtful)
      } else {
        general.append(words)
      }
    }
  }

  private mutating func add(_ path: FormPath, _ words: String, _ mark: FillWorkbook.Mark) {
    let old = cells[path]
    cells[path] = (old.map { $0.text + "\n" + words } ?? words, old?.mark == .wrong ? .wrong : mark)
  }

  /// The cell itself, or the main one of its row.
  private static func cell(_ path: FormPath, _ plan: EditPlan, _ content: FormContent) -> FormPath? {
    if plan.has(path) { return path }
    for grid in plan.grids where grid.list.contains(path) {
      let rows = (content.rowIDs(of: grid.list) ?? []).map { FormPath("\(grid.list)[\($0)]") }
      if let row = rows.first(where: { $0.contains(path) }) { return row.field(grid.main) }
    }
    return nil
  }
}
