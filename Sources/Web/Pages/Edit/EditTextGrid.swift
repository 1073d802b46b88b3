import Model
import Work

/// A long table as text. The script puts a field into the cell in hand; heads say what kind of field, and a row draws its
/// buttons when it is pointed at.
struct TextGrid {
  let part: GridPart
  /// The first row, at which the Tab key enters the table.
  let first: String

  private var grid: EditPlan.Grid { part.grid }

  /// What can be done with a row.
  var acts: String {
    ((grid.panel.isEmpty ? [] : ["row"]) + (part.mayAdd ? ["move", "remove"] : [])).joined(separator: " ")
  }

  var heads: HTML {
    part.heads { column in
      let isChoice = column.field == "term"
      return [
        .attribute("data-field", column.field), .attribute("data-label", column.label),
        .attribute("data-kind", isChoice ? "choice" : column.isLong ? "long" : column.isFigure ? "figure" : "words"),
        .attribute("data-list", part.listName(of: column)),
        .attribute("data-choices", isChoice ? (grid.choices["term"] ?? []).joined(separator: "|") : nil),
      ]
    }
  }

  func row(_ id: String, number: Int) -> HTML {
    let path = FormPath("\(grid.list)[\(id)]")
    let entry = id == first ? grid.columns.first { part.model.editable.allows(path.field($0.field)) }?.field : nil
    return tr(.id(path.anchor), .attribute("data-row", path.text)) {
      th(.scope("row"), .class("n")) { String(number) }
      for column in grid.columns { cell(path.field(column.field), column, isEntry: column.field == entry) }
      if part.hasActions { td(.class("acts")) {} }
    }
  }

  private func cell(_ path: FormPath, _ column: EditPlan.Column, isEntry: Bool) -> HTML {
    let marks = part.model.marks.marks[path] ?? []
    let typed = part.model.typed[path]
    var style = part.model.editable.allows(path) ? "e txt" : "ro"
    if column.isFigure { style += " n" }
    if typed != nil { style += " x" } else if let own = marks.gridClass { style += " " + own }
    return td(
      .class(style), .id(marks.isEmpty && typed == nil ? nil : path.anchor),
      .attribute("data-last", part.about(path, column)),
      .tabIndex(isEntry ? "0" : nil)
    ) {
      if !marks.isEmpty { span(.class("mks"), .attribute("data-marks", path.text)) { marks.html } }
      typed ?? part.values[path] ?? ""
    }
  }
}
