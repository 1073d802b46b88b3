import Model

/// Goals with their indicator tables. A column is printed when the form has values for it.
func sheetGoals(_ content: FormContent, marks: SheetMarks) -> HTML {
  .group(content.goals.map { goal in goalTable(goal, kind: content.kind, marks) })
}

/// The goal in words, then its indicators in a table of their own, whose heads are repeated on every printed page.
private func goalTable(_ goal: Goal, kind: FormKind, _ marks: SheetMarks) -> HTML {
  let title = goalTitle(goal)
  let path = "goals[\(goal.id)]"
  let words = table(.class("form")) {
    element("caption", .class("vh")) { title }
    columnGroup(shares: [22, 78])
    tbody {
      sectionHead(title, path: path, columns: 2, marks: marks)
      goalLines(goal, path: path, marks)
    }
  }
  guard !goal.indicators.isEmpty else { return words }
  let layout = GoalLayout(goal, kind: kind)
  return .group([
    words,
    table(.class("form")) {
      element("caption", .class("vh")) { "\(title)的指标" }
      columnGroup(shares: layout.shares)
      thead { layout.heads }
      tbody { indicatorLines(goal, path: path, layout, marks) }
    },
  ])
}

private func goalTitle(_ goal: Goal) -> String { goal.printedTitle + (goal.weight.map { "（\($0)分）" } ?? "") }

/// The goal in words, what was reached, and its score.
private func goalLines(_ goal: Goal, path: String, _ marks: SheetMarks) -> HTML {
  let lines: [(key: String, label: String, value: String?)] = [
    ("text", "目标说明", goal.text), ("result_text", "实际完成情况", goal.resultText),
    ("score", "得分", goal.score?.description),
  ]
  let keys = lines.filter { $0.value != nil }.map(\.key)
  let marked = keys.isEmpty ? nil : marks.row(path, keys: keys, main: keys[0], exactly: true)
  return .group(
    lines.compactMap { line in
      guard let value = line.value else { return nil }
      return tr {
        th(.scope("row")) { line.label }
        sheetCell(value, style: nil, marks: marked?[line.key] ?? [], id: SheetMarks.anchor(path, line.key))
      }
    })
}

/// Which columns the indicator table of a goal prints.
private struct GoalLayout {
  let level1: Bool
  let level2: Bool
  /// Columns between the levels and the earlier values, and those after them.
  let before: [SheetColumn<Indicator>]
  let history: [SheetColumn<Indicator>]
  let after: [SheetColumn<Indicator>]
  let goal: Goal

  init(_ goal: Goal, kind: FormKind) {
    let rows = goal.indicators
    self.goal = goal
    level1 = rows.contains { $0.level1 != nil }
    level2 = rows.contains { $0.level2 != nil }
    let depth = rows.map { $0.history?.count ?? 0 }.max() ?? 0
    before = [
      SheetColumn("name", "三级指标", share: 23, isKept: true) { $0.name },
      SheetColumn("description", "绩效指标描述", share: 18) { $0.definition },
    ].filter { $0.isPrinted(rows) }
    history = (0..<depth).map { index in
      let heads = goal.historyHeads ?? []
      let head = index < heads.count ? heads[index] : historyHead(index, of: depth)
      return SheetColumn("history[\(index)]", head, share: 9, .centered, isKept: true) { row in
        guard let values = row.history, index < values.count else { return nil }
        return values[index]
      }
    }
    let target = kind.isSelfEvaluation ? "年初目标值" : (depth > 0 ? "预计当年" : "指标值")
    after = [
      SheetColumn("target", target, share: 13, .centered, isKept: !rows.isEmpty) { $0.target },
      SheetColumn("actual", "实际完成值", share: 13, .centered) { $0.actual },
      SheetColumn("weight", "分值", share: 7, .centered) { $0.weight?.description },
      SheetColumn("score", "得分", share: 8, .centered) { $0.score?.description },
      SheetColumn("basis", "依据", share: 12, .centered) { $0.basis },
      SheetColumn("forecast", "全年预计完成情况", share: 11, .centered) { $0.forecast },
      SheetColumn("reason", "偏差原因分析", share: 18) { $0.reason },
      SheetColumn("measure", "改进措施", share: 16) { $0.measure },
      SheetColumn("likelihood", "完成目标可能性", share: 8, .centered) { $0.likelihood },
      SheetColumn("note", "备注", share: 10) { $0.note },
    ].filter { $0.isPrinted(rows) }
  }

  var columns: [SheetColumn<Indicator>] { before + history + after }
  var count: Int { (level1 ? 1 : 0) + (level2 ? 1 : 0) + columns.count }
  var shares: [Int] { (level1 ? [12] : []) + (level2 ? [12] : []) + columns.map(\.share) }

  /// One line of heads; two where earlier values and the target stand under a common head.
  var heads: HTML {
    guard !goal.indicators.isEmpty else { return .empty }
    let depth = history.isEmpty ? 1 : 2
    func single(_ words: String) -> HTML { th(.scope("col"), .rowspan(depth)) { words } }
    let levels: [HTML] = (level1 ? [single("一级指标")] : []) + (level2 ? [single("二级指标")] : [])
    let first = levels + before.map { single($0.head) }
    if history.isEmpty { return tr { for head in first + after.map({ single($0.head) }) { head } } }
    return .group([
      tr {
        for head in first { head }
        th(.scope("colgroup"), .colspan(history.count + 1)) { "指标值" }
        for column in after.dropFirst() { single(column.head) }
      },
      tr { for column in history + after.prefix(1) { th(.scope("col")) { column.head } } },
    ])
  }
}

/// The rows of indicators, equal heads of neighbouring rows merged.
private func indicatorLines(_ goal: Goal, path: String, _ layout: GoalLayout, _ marks: SheetMarks) -> HTML {
  let rows = goal.indicators
  let columns = layout.columns
  let keys = columns.map(\.key)
  var lines: [HTML] = []
  lines.reserveCapacity(rows.count)
  var end1 = 0
  var end2 = 0
  for (index, row) in rows.enumerated() {
    var cells: [HTML] = []
    cells.reserveCapacity(columns.count + 2)
    let begins1 = index >= end1
    let rowPath = "\(path).indicators[\(row.id)]"
    var present = keys
    if begins1 {
      end1 = index + 1
      while end1 < rows.count && rows[end1].level1 == row.level1 { end1 += 1 }
      if layout.level1 { present.append("level1") }
    }
    let begins2 = begins1 || index >= end2
    if begins2 {
      end2 = index + 1
      while end2 < end1 && rows[end2].level2 == row.level2 { end2 += 1 }
      if layout.level2 { present.append("level2") }
    }
    let marked = marks.row(rowPath, keys: present, main: "name")
    if begins1 && layout.level1 {
      cells.append(level(row.level1, row.level1Weight, end1 - index, marked?["level1"], rowPath + ".level1"))
    }
    if begins2 && layout.level2 {
      cells.append(level(row.level2, row.level2Weight, end2 - index, marked?["level2"], rowPath + ".level2"))
    }
    for column in columns {
      let words = column.value(row) ?? ""
      if let marks = marked?[column.key] {
        cells.append(
          sheetCell(words, style: column.className, marks: marks, id: SheetMarks.anchor(rowPath, column.key)))
      } else {
        cells.append(column.cell(words))
      }
    }
    lines.append(.element(HTML.Tag("tr"), [.id(marks.head(rowPath))], .group(cells)))
  }
  return .group(lines)
}

private func level(
  _ words: String?, _ weight: ExactDecimal?, _ rows: Int, _ marks: [SheetMarks.Mark]?, _ path: String
) -> HTML {
  th(
    .scope("rowgroup"), .rowspan(rows), .class(marks?.className), .id(marks == nil ? nil : FormPath(path).anchor)
  ) {
    words ?? ""
    if let weight { span(.class("nw")) { "（\(weight)分）" } }
    if let marks { marks.html }
  }
}
