import Model
import Work

/// Labelled cells that stand alone.
func editFields(_ title: String?, _ cells: [EditPlan.Cell], _ model: EditPage, _ values: [FormPath: String]) -> HTML {
  section(.class("panel")) {
    if let title {
      header { h2 { title } }
    } else {
      header { h2 { model.part.title } }
    }
    div(.class("in cols-2")) { for cell in cells { editField(cell, model, values) } }
  }
}

private func editField(_ cell: EditPlan.Cell, _ model: EditPage, _ values: [FormPath: String]) -> HTML {
  let path = cell.path
  let id = path.anchor
  let isOpen = model.editable.allows(path)
  let marks = model.marks.marks[path] ?? []
  let isWrong = model.typed[path] != nil || marks.contains { $0.severity == .error }
  let remarks = remarks(cell, model, values, isOpen: isOpen)
  // A name or number of a person that is there is not shown; writing another one replaces it.
  let isHidden = cell.isPersonal && values[path] != nil
  let value = model.typed[path] ?? (isHidden ? "" : values[path] ?? "")
  let attributes: [HTML.Attribute] = [
    .class(cell.isFigure ? "ctl n" : "ctl"), .id(id + "-i"), .name(path.text), .attribute("data-cell", ""),
    .when(cell.isFigure, .inputmode("decimal")), .when(!isOpen, .readonly), .when(isWrong, .ariaInvalid("true")),
    .placeholder(isHidden ? "已填，不显示；重填会替换" : nil),
    .ariaDescribedBy(describedBy(path, marks, model, also: remarks.isEmpty ? nil : id + "-b")),
    .autocomplete(cell.isPersonal ? "off" : nil),
  ]
  let control: HTML =
    cell.isLong
    ? .element(HTML.Tag("textarea"), attributes, .text(value))
    : .element(HTML.Tag("input", isVoid: true), attributes + [.value(value.isEmpty ? nil : value)], .empty)
  return div(.class((isWrong ? "field has-err" : "field") + (cell.isLong ? " wide" : "")), .id(id)) {
    label(.for(id + "-i")) {
      cell.label
      if cell.isRequired { span(.class("req")) { "必填" } }
      span(.class("mks"), .attribute("data-marks", path.text)) { marks.html }
    }
    if let unit = cell.unit {
      div(.class("aff")) {
        control
        span(.class("u")) { unit }
      }
    } else {
      control
    }
    if !remarks.isEmpty {
      span(.class("beside"), .id(id + "-b")) { for remark in remarks { span { remark } } }
    }
  }
}

/// The words that belong to a cell: what was found at it, or why it was not taken.
func describedBy(_ path: FormPath, _ marks: [EditMarks.Mark], _ model: EditPage, also: String? = nil) -> String? {
  var ids = marks.map { "find-\($0.number)" }
  if model.typed[path] != nil { ids.append("problems") }
  if let also { ids.append(also) }
  return ids.isEmpty ? nil : ids.joined(separator: " ")
}

/// What stands beside a cell: where a closed one comes from, and what it was a year before.
private func remarks(
  _ cell: EditPlan.Cell, _ model: EditPage, _ values: [FormPath: String], isOpen: Bool
) -> [HTML] {
  var out: [HTML] = []
  if !isOpen, let why = model.editable.why(at: cell.path) { out.append(.text(why)) }
  if let last = model.lastYear.values[cell.path], !cell.isPersonal {
    var words = "上年 \(last)"
    if cell.isFigure, let old = ExactDecimal(last), let new = values[cell.path].flatMap({ ExactDecimal($0) }) {
      words = "上年 \(Words.figure(old))，\(new == old ? "没有变" : Words.figure(new - old, signed: true))"
    }
    out.append(span(.title(model.lastYear.source)) { words })
  }
  return out
}
