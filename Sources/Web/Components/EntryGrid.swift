import Model

/// A row of an indicator table that is filled in: its heads, and the cells behind them.
struct EntryRow: Sendable {
  var level1: String
  var level2: String
  /// Name and further cells of the row, one for each column.
  var cells: [HTML]
}

/// A column of such a table.
struct EntryColumn: Sendable {
  var title: String
  var isFigure = false
  /// Class of a fixed width: `cw7`.
  var width: String?
  init(_ title: String, isFigure: Bool = false, width: String? = nil) {
    self.title = title
    self.isFigure = isFigure
    self.width = width
  }
}

/// Indicators to be filled in, equal heads of neighbouring rows merged.
/// - Parameters:
///   - columns: those behind the two levels.
///   - isOpen: cells are typed into; a telephone then shows one indicator after the other.
func entryGrid(
  _ words: String, _ columns: [EntryColumn], rows: [EntryRow], isOpen: Bool, foot: HTML = .empty
) -> HTML {
  var lines: [HTML] = []
  var end1 = 0
  var end2 = 0
  for (index, row) in rows.enumerated() {
    var heads: [HTML] = []
    let begins1 = index >= end1
    if begins1 {
      end1 = index + 1
      while end1 < rows.count && rows[end1].level1 == row.level1 { end1 += 1 }
      heads.append(th(.scope("rowgroup"), .rowspan(end1 - index)) { row.level1 })
    }
    if begins1 || index >= end2 {
      end2 = index + 1
      while end2 < end1 && rows[end2].level2 == row.level2 { end2 += 1 }
      heads.append(th(.scope("rowgroup"), .rowspan(end2 - index)) { row.level2 })
    }
    lines.append(
      tr(.attribute("data-row", "")) {
        for head in heads { head }
        td(.class("only-s")) { b { "\(row.level1) · \(row.level2)" } }
        labelled(row.cells, columns)
      })
  }
  return div(.class("t-wrap"), .when(isOpen, .attribute("data-steps", ""))) {
    p(.class("swipe no-s")) { "左右滑动看全表" }
    table(.class("t grid steps-s")) {
      element("caption", .class("vh")) { words }
      colgroup {
        col(.class("cw5"))
        col(.class("cw6"))
        for column in columns { col(.class(column.width)) }
      }
      thead {
        tr {
          th(.scope("col")) { "一级" }
          th(.scope("col")) { "二级" }
          for column in columns { th(.scope("col"), .class(column.isFigure ? "n" : nil)) { column.title } }
        }
      }
      tbody { for line in lines { line } }
      if !foot.isEmpty { tfoot { foot } }
    }
  }
}

/// The cells of a row, each with the name of its column for a telephone, where every cell stands on a line of its own.
func labelled(_ cells: [HTML], _ columns: [EntryColumn]) -> HTML {
  .group(
    zip(cells, columns).enumerated().map { index, pair in
      guard index > 0, case .element(let tag, let attributes, let content) = pair.0 else { return pair.0 }
      return .element(tag, attributes + [.attribute("data-l", pair.1.title)], content)
    })
}

/// A cell that takes what is typed, named by its address in the form.
func entryCell(
  _ path: FormPath, label words: String, value: String, isFigure: Bool = false, isWrong: Bool = false,
  describedBy: String? = nil
) -> HTML {
  td(.class("e" + (isFigure ? " n" : "") + (isWrong ? " x" : ""))) {
    input(
      .id(path.anchor), .name(path.text), .ariaLabel(words), .value(value.isEmpty ? nil : value),
      .when(isFigure, .inputmode("decimal")), .autocomplete("off"),
      .when(isWrong && describedBy != nil, .ariaInvalid("true")), .ariaDescribedBy(isWrong ? describedBy : nil))
  }
}

/// A cell that was decided elsewhere: grey, with what it says.
func lockedCell(_ words: String?, isFigure: Bool = false, missing: String = "没有填") -> HTML {
  td(.class(isFigure ? "ro n" : "ro")) {
    if let words, !words.isEmpty { words } else { span(.class("none")) { missing } }
  }
}

/// A longer text to be written, named by its address in the form.
func entryText(
  _ path: FormPath, _ words: String, value: String, help: String? = nil, isWrong: Bool = false, problem: String? = nil,
  rows: Int = 2
) -> HTML {
  let id = path.anchor
  let described = [help == nil ? nil : id + "-h", problem == nil ? nil : id + "-e"].compactMap(\.self)
  return div(.class(problem == nil ? "field" : "field has-err")) {
    label(.for(id)) { words }
    if let help { span(.class("help"), .id(id + "-h")) { help } }
    textarea(
      .class("ctl"), .id(id), .name(path.text), .attribute("rows", String(rows)), .maxLength("4000"),
      .when(problem != nil, .ariaInvalid("true")),
      .ariaDescribedBy(described.isEmpty ? nil : described.joined(separator: " "))
    ) { value }
    if let problem {
      span(.class("err"), .id(id + "-e")) {
        icon(.error, label: "错误")
        span { problem }
      }
    }
  }
}
