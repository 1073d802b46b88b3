import Model
import Work

/// A table that is filled in. Every cell is a field, the same page with and without script; a longer one comes in parts,
/// or whole as text for a script that puts a field into the cell in hand.
func editGrid(_ grid: EditPlan.Grid, _ model: EditPage, _ values: [FormPath: String]) -> HTML {
  let rows = model.content.rowIDs(of: grid.list) ?? []
  let isLong = rows.count > EditPage.rowsMax
  let isText = isLong && model.allRows
  let pages = isLong && !isText ? (rows.count + EditPage.rowsPerPage - 1) / EditPage.rowsPerPage : 1
  let page = min(max(model.rowPage, 1), pages)
  let first = pages == 1 ? 0 : (page - 1) * EditPage.rowsPerPage
  let shown = pages == 1 ? rows[...] : rows.dropFirst(first).prefix(EditPage.rowsPerPage)
  let mayAdd = !grid.isFixed && model.editable.allowsRows(of: grid.list)
  let part = GridPart(grid: grid, model: model, values: values, mayAdd: mayAdd)
  let text = isText ? TextGrid(part: part, first: rows.first ?? "") : nil
  return div(
    .class("gridbox"), .id(grid.list.anchor), .attribute("data-grid", grid.list.text),
    .attribute("data-long", isLong && !isText ? "" : nil), .attribute("data-acts", text?.acts)
  ) {
    part.head(rows.count)
    if pages > 1 { pager(part, page: page, pages: pages, rows: rows.count, first: first, shown: shown.count) }
    div(.class("t-wrap"), .attribute("data-steps", "")) {
      p(.class("swipe no-s")) { "左右滑动看全表" }
      table(.class(isText ? "t grid long" : "t grid steps-s")) {
        element("caption", .class("vh")) { "\(grid.title)，可编辑" }
        colgroup {
          col(.class("cw3"))
          for column in grid.columns { col(.class(column.width)) }
          if part.hasActions { col(.class(part.actionsWidth)) }
        }
        thead { text?.heads ?? part.heads }
        tbody {
          if let text {
            for (index, id) in rows.enumerated() { text.row(id, number: index + 1) }
          } else {
            for (offset, id) in shown.enumerated() {
              part.row(id, number: first + offset + 1, before: before(id, rows))
            }
          }
          if rows.isEmpty { part.emptyRow }
        }
        tfoot { part.foot() }
      }
    }
    part.lists
    if mayAdd { part.addBar }
    if let row = model.row, let (list, id) = row.listAndRow, list == grid.list, rows.contains(id) {
      part.panel(id, number: (rows.firstIndex(of: id) ?? 0) + 1)
    }
  }
}

/// The row behind which the row above stands, for moving up; nil for the first two.
private func before(_ id: String, _ rows: [String]) -> String? {
  guard let index = rows.firstIndex(of: id), index > 1 else { return nil }
  return rows[index - 2]
}

private func pager(_ part: GridPart, page: Int, pages: Int, rows: Int, first: Int, shown: Int) -> HTML {
  let base = part.model.path(part.model.part.id)
  return nav(.class("pager"), .ariaLabel("\(part.grid.title)翻页")) {
    span { "\(Words.count(rows)) 行，本页第 \(first + 1)—\(first + shown) 行，先保存再翻页" }
    ol {
      for number in 1...pages {
        li {
          if number == page {
            span(.ariaCurrent("page")) { String(number) }
          } else {
            a(.href("\(base)?page=\(number)")) { String(number) }
          }
        }
      }
    }
  }
}

/// Draws the pieces of one table.
struct GridPart {
  let grid: EditPlan.Grid
  let model: EditPage
  let values: [FormPath: String]
  let mayAdd: Bool

  var hasActions: Bool { mayAdd || !grid.panel.isEmpty }
  var actionsWidth: String { mayAdd && !grid.panel.isEmpty ? "cw10" : "cw7" }
  var slug: String { grid.list.anchor }

  /// The cell in hand, what it was, and a button that Enter presses where no script runs.
  func head(_ count: Int) -> HTML {
    div(.class("fx"), .attribute("data-fx", "")) {
      h2(.class("at"), .attribute("data-at", grid.title)) { grid.title }
      span(.attribute("data-about", "")) {
        count == 0 ? "还没有一行。" : "\(Words.count(count)) 行。"
        if !model.lastYear.source.isEmpty { "点住一格看上年的数（\(model.lastYear.source)）。" }
        if !model.editable.allowsRows(of: grid.list), let why = model.editable.why(at: grid.list) { why }
      }
      span(.class("row")) {
        span(.class("keys scripted")) { "方向键移动　回车确认　Ctrl+V 贴入多格　F2 改字" }
        submitButton("保存", .small, name: "do", value: "save")
      }
    }
  }

  var heads: HTML { heads { _ in [] } }

  /// - Parameter more: further attributes of a column's head.
  func heads(_ more: (EditPlan.Column) -> [HTML.Attribute]) -> HTML {
    tr {
      th(.scope("col"), .class("n")) { "行" }
      for column in grid.columns {
        HTML.element(
          HTML.Tag("th"), [.scope("col"), .class(column.isFigure ? "n" : nil)] + more(column),
          .group([
            .text(column.label), column.isRequired ? span(.class("u")) { "必填" } : .empty,
          ]))
      }
      if hasActions { th(.scope("col")) { "这一行" } }
    }
  }

  // MARK: rows

  func row(_ id: String, number: Int, before: String?) -> HTML {
    let path = FormPath("\(grid.list)[\(id)]")
    return tr(.id(path.anchor), .attribute("data-row", path.text)) {
      th(.scope("row"), .class("n")) { String(number) }
      for column in grid.columns { cell(path.field(column.field), column, number) }
      if hasActions { actions(path, number, before) }
    }
  }

  private func cell(_ path: FormPath, _ column: EditPlan.Column, _ number: Int) -> HTML {
    let marks = model.marks.marks[path] ?? []
    let isOpen = model.editable.allows(path)
    let typed = model.typed[path]
    var style = [isOpen ? "e" : "ro"]
    if column.isFigure { style.append("n") }
    if typed != nil { style.append("x") } else if let own = marks.gridClass { style.append(own) }
    let value = typed ?? values[path] ?? ""
    let last = about(path, column)
    return td(
      .class(style.joined(separator: " ")), .id(path.anchor), .attribute("data-l", column.label),
      .title(last), .attribute("data-last", last)
    ) {
      if isOpen {
        div(.class("nm")) {
          control(path, column, "第 \(number) 行 \(column.label)", value, marks)
          span(.class("mks"), .attribute("data-marks", path.text)) { marks.html }
        }
      } else {
        value
        marks.html
      }
    }
  }

  /// What the bar above the table tells of a cell: last year's value, and beside a target what others aim at.
  func about(_ path: FormPath, _ column: EditPlan.Column) -> String? {
    let last = model.lastYear.values[path].map { "上年 \($0)" }
    let peers = column.field == "target" ? path.row.flatMap { model.peers[$0] } : nil
    let words = [last, peers].compactMap(\.self).joined(separator: "　")
    return words.isEmpty ? nil : words
  }

  private func control(
    _ path: FormPath, _ column: EditPlan.Column, _ words: String, _ value: String, _ marks: [EditMarks.Mark]
  ) -> HTML {
    let attributes: [HTML.Attribute] = [
      .name(path.text), .ariaLabel(words), .attribute("data-cell", ""), .when(column.isFigure, .inputmode("decimal")),
      .when(model.typed[path] != nil || marks.gridClass == "x", .ariaInvalid("true")),
      .ariaDescribedBy(describedBy(path, marks, model)), .autocomplete("off"),
    ]
    if column.isLong { return .element(HTML.Tag("textarea"), attributes, .text(value)) }
    if column.field == "term" {
      let names = (value.isEmpty ? [""] : []) + (grid.choices["term"] ?? [])
      let options = names.map { name in
        option(.value(name), .when(name == value, .selected)) { name.isEmpty ? "未定" : name }
      }
      return .element(HTML.Tag("select"), attributes, .group(options))
    }
    let list = listName(of: column)
    return .element(
      HTML.Tag("input", isVoid: true), attributes + [.attribute("list", list), .value(value.isEmpty ? nil : value)],
      .empty)
  }

  /// Id of the names that a column offers.
  func listName(of column: EditPlan.Column) -> String? {
    grid.choices[column.field]?.isEmpty == false && column.field != "term" ? "\(slug)-\(column.field)" : nil
  }

  private func actions(_ path: FormPath, _ number: Int, _ before: String?) -> HTML {
    td(.class("acts")) {
      if !grid.panel.isEmpty {
        let count = grid.panel.count { values[path.field($0.field)] != nil }
        button(
          .class("link"), .type("submit"), .name("do"), .value("row \(path)"), .ariaLabel("第 \(number) 行 详情")
        ) { count == 0 ? "详情" : "详情 \(count)" }
      }
      if mayAdd {
        if number > 1 {
          button(
            .class("link"), .type("submit"), .name("do"), .value("move \(path) \(before ?? "-")"),
            .ariaLabel("第 \(number) 行 上移")
          ) { "上移" }
        }
        button(
          .class("link"), .type("submit"), .name("do"), .value("remove \(path)"), .ariaLabel("第 \(number) 行 删除")
        ) { "删除" }
      }
    }
  }

  var emptyRow: HTML {
    tr {
      td(.colspan(grid.columns.count + 1 + (hasActions ? 1 : 0))) {
        mayAdd ? "还没有\(grid.noun)。加一行，或从 Excel、WPS 复制整块贴进来。" : "没有\(grid.noun)。"
      }
    }
  }

  // MARK: below the rows

  /// The sums of the columns, and what they are compared with.
  func foot() -> HTML {
    let sums = EditSums(grid, model.content, values)
    guard !sums.sums.isEmpty else { return .empty }
    return tr(.id("\(slug)-sums")) {
      th(.scope("row")) { "合计" }
      for column in grid.columns {
        td(.class(column.isFigure ? "n" : nil)) {
          if let sum = sums.sums[column.field] {
            b { Words.figure(sum) }
          } else if column.isMain, let words = sums.comparison {
            words
          } else if column.isSummed {
            "未列"
          } else {
            span(.ariaHidden("true")) { "—" }
          }
        }
      }
      if hasActions { td { span(.ariaHidden("true")) { "—" } } }
    }
  }

  var addBar: HTML {
    div(.class("panel-foot")) {
      div(.class("row")) {
        submitButton("加一行", .small, name: "do", value: "add \(grid.list)")
        span(.class("sub sm scripted")) { "也可从 Excel、WPS 复制整块，点住左上格贴入。" }
      }
      details(.class("mt")) {
        summary { "从 Excel、WPS 贴入整块" }
        label(.class("vh"), .for("\(slug)-paste")) { "贴入\(grid.title)" }
        textarea(.class("ctl"), .id("\(slug)-paste"), .name("paste:\(grid.list)"), .attribute("data-paste", ""))
        p(.class("help")) { "列的次序同上表：\(grid.columns.map(\.label).joined(separator: "、"))。表头会自动认出，行加在表的末尾。" }
        submitButton("贴入", .small, name: "do", value: "paste:\(grid.list)")
      }
    }
  }

  /// The fields of the row in hand that have no column.
  func panel(_ id: String, number: Int) -> HTML {
    let path = FormPath("\(grid.list)[\(id)]")
    let name = values[path.field(grid.main)] ?? "未命名"
    return section(.class("panel mt"), .id("row-panel")) {
      header { h3 { "第 \(number) 行：\(name)" } }
      div(.class("in")) {
        div(.class("cols-3 rowdet")) {
          for column in grid.panel {
            let cell = path.field(column.field)
            let isOpen = model.editable.allows(cell)
            div(.class("field"), .id(cell.anchor)) {
              label(.for(cell.anchor + "-i")) { column.label }
              HTML.element(
                HTML.Tag("textarea"),
                [
                  .class("ctl"), .id(cell.anchor + "-i"), .name(cell.text), .attribute("data-cell", ""),
                  .when(!isOpen, .readonly),
                ], .text(model.typed[cell] ?? values[cell] ?? ""))
            }
          }
        }
      }
    }
  }

  /// Names to choose from, once for all rows.
  var lists: HTML {
    .group(
      grid.choices.sorted { $0.key < $1.key }.filter { $0.key != "term" && !$0.value.isEmpty }.map { field, names in
        element("datalist", .id("\(slug)-\(field)")) { for name in names { option(.value(name)) } }
      })
  }
}
