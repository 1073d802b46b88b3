import Model

/// Execution of the budget: the table of the national form when the form has its rows, else one line.
func sheetExecution(_ content: FormContent, marks: SheetMarks) -> HTML {
  guard let execution = content.execution else { return .empty }
  if execution.rows.isEmpty { return summary(execution, unit: content.moneyUnit, marks) }
  return sheetTable(
    "预算执行情况（\(content.moneyUnit.rawValue)）", path: "execution.rows", rows: execution.rows,
    columns: [
      SheetColumn("source", "资金", share: 26, isKept: true) { $0.source },
      SheetColumn("initial", "年初预算数", share: 14, .figure) { $0.initial?.description },
      SheetColumn("adjusted", "全年预算数", share: 14, .figure, isKept: true) { $0.adjusted?.description },
      SheetColumn("actual", "全年执行数", share: 14, .figure, isKept: true) { $0.actual?.description },
      SheetColumn("weight", "分值", share: 9, .centered) { $0.weight?.description },
      SheetColumn("rate", "执行率（%）", share: 12, .figure) { $0.rate?.description },
      SheetColumn("score", "得分", share: 9, .centered) { $0.score?.description },
    ], main: "source", marks: marks, id: FormPath("execution").anchor)
}

private func summary(_ execution: Execution, unit: MoneyUnit, _ marks: SheetMarks) -> HTML {
  let weight = execution.weight.map { "（\($0)分）" } ?? ""
  let cells: [(key: String, head: String, value: ExactDecimal?, mark: String)] = [
    ("budget", "预算数（A）", execution.budget, ""), ("actual", "执行数（B）", execution.actual, ""),
    ("rate", "执行率（B/A）", execution.rate, "%"), ("score", "得分", execution.score, ""),
  ]
  return table(.class("form")) {
    element("caption", .class("vh")) { "预算执行情况" }
    columnGroup(shares: [25, 25, 25, 25])
    tbody {
      sectionHead("预算执行情况\(weight)　单位：\(unit.rawValue)", path: "execution", columns: 4, marks: marks)
      tr { for cell in cells { th(.scope("col")) { cell.head } } }
      tr {
        for cell in cells {
          let path = "execution." + cell.key
          sheetCell(
            cell.value.map { $0.description + cell.mark } ?? "", style: "c", marks: marks.cell(path),
            id: FormPath(path).anchor)
        }
      }
    }
  }
}
