import Model

/// Where the findings of a form stand while it is filled in: at which cell of which part.
struct EditMarks: Sendable {
  struct Mark: Hashable, Sendable {
    let number: Int
    let severity: Finding.Severity
  }

  let numbered: [NumberedFinding]
  /// By the address of the cell.
  let marks: [FormPath: [Mark]]

  /// - Parameter elsewhere: address of the page that shows a cell of a part; nil for the page that is drawn.
  init(_ findings: [Finding], plan: EditPlan, content: FormContent, elsewhere: (String, FormPath) -> String?) {
    var marks: [FormPath: [Mark]] = [:]
    numbered = NumberedFinding.order(findings).enumerated().map { index, finding in
      let number = index + 1
      guard let target = finding.path, let home = plan.part(of: target) else {
        return NumberedFinding(number: number, finding: finding, cell: nil)
      }
      let cell = Self.cell(target, home, content)
      marks[cell, default: []].append(Mark(number: number, severity: finding.severity))
      var item = NumberedFinding(number: number, finding: finding, cell: cell.anchor)
      item.page = elsewhere(home.id, cell)
      return item
    }
    self.marks = marks
  }

  /// The cell that a finding is shown at: its own, the main one of its row, or the head of its table.
  private static func cell(_ path: FormPath, _ part: EditPlan.Part, _ content: FormContent) -> FormPath {
    if let cell = part.cells.first(where: { $0.path == path || path.contains($0.path) }) { return cell.path }
    for grid in part.grids where grid.list.contains(path) {
      let rest = FormPath(String(path.text.dropFirst(grid.list.text.utf8.count)))
      guard rest.text.hasPrefix("["), let close = rest.text.firstIndex(of: "]") else { return grid.list }
      let id = rest.text[..<close].dropFirst()
      guard content.rowIDs(of: grid.list)?.contains(String(id)) == true else { return grid.list }
      let row = FormPath("\(grid.list)[\(id)]")
      let field = rest.text[rest.text.index(after: close)...].dropFirst()
      if grid.columns.contains(where: { $0.field == field }) { return path }
      return row.field(grid.main)
    }
    return path
  }
}

extension [EditMarks.Mark] {
  /// Class of a cell of the grid by its gravest mark.
  var gridClass: String? {
    switch self.min(by: { $0.severity < $1.severity })?.severity {
    case .error: "x"
    case .warning: "w"
    case .hint, nil: nil
    }
  }
  var html: HTML { .group(map { marker(number: $0.number, severity: $0.severity) }) }
}
