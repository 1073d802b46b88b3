import Model

/// The sections of a printed form that are about money, in the order of the official forms.
func sheetMoney(_ content: FormContent, marks: SheetMarks) -> HTML {
  let year = content.year
  return .group([
    composition("收入构成", "income", content.income, year: year, marks),
    composition("支出构成", "spending", content.spending, year: year, marks),
    projects(content.projects, marks),
    sheetTable(
      "资金来源", path: "funding", rows: content.funding,
      columns: [
        SheetColumn("source", "来源项目", share: 70, isKept: true) { $0.source },
        SheetColumn("amount", "金额", share: 30, .figure, isKept: true) { $0.amount?.description },
      ], main: "source", marks: marks),
    costs(content, marks),
    sheetTable(
      "项目采购", path: "procurement", rows: content.procurement,
      columns: [
        SheetColumn("item", "品名", share: 56, isKept: true) { $0.item },
        SheetColumn("quantity", "数量", share: 18, .figure, isKept: true) { $0.quantity?.description },
        SheetColumn("amount", "金额", share: 26, .figure, isKept: true) { $0.amount?.description },
      ], main: "item", marks: marks),
    schedule(content.schedule, marks),
  ])
}

private func composition(
  _ title: String, _ path: String, _ rows: [CompositionLine], year: Int?, _ marks: SheetMarks
) -> HTML {
  let depth = rows.map { $0.history?.count ?? 0 }.max() ?? 0
  var columns: [SheetColumn<CompositionLine>] = [
    SheetColumn("item", "项目", share: 34, isKept: true) { $0.item },
    SheetColumn("amount", year.map { "\($0) 年金额" } ?? "当年金额", share: 18, .figure, isKept: true) {
      $0.amount?.description
    },
    SheetColumn("share", "占比（%）", share: 12, .figure) { $0.share?.description },
  ]
  for index in 0..<depth {
    let head = year.map { "\($0 - depth + index) 年" } ?? historyHead(index, of: depth)
    columns.append(
      SheetColumn("history[\(index)]", head, share: 16, .figure, isKept: true) { row in
        guard let history = row.history, index < history.count else { return nil }
        return history[index]?.description
      })
  }
  return sheetTable(title, path: path, rows: rows, columns: columns, main: "item", marks: marks)
}

/// Name of a column of earlier figures where the form prints none, oldest first.
func historyHead(_ index: Int, of depth: Int) -> String {
  switch depth - index {
  case 1: "上年"
  case 2: "前年"
  default: "前 \(depth - index) 年"
  }
}

private func projects(_ rows: [ProjectLine], _ marks: SheetMarks) -> HTML {
  sheetTable(
    "项目支出情况", path: "projects", rows: rows,
    columns: [
      SheetColumn("name", "项目名称", share: 26, isKept: true) { $0.name },
      SheetColumn("category", "支出项目类别", share: 14, .centered) { $0.category },
      SheetColumn("total", "项目总预算", share: 13, .figure) { $0.total?.description },
      SheetColumn("current", "项目本年度预算", share: 14, .figure) { $0.current?.description },
      SheetColumn("purpose", "主要支出方向和用途", share: 33) { $0.purpose },
    ], main: "name", marks: marks)
}

private func costs(_ content: FormContent, _ marks: SheetMarks) -> HTML {
  let sum = content.costs.reduce(ExactDecimal.zero) { $0 + ($1.amount ?? .zero) }
  return sheetTable(
    "项目支出明细测算", path: "costs", rows: content.costs,
    columns: [
      SheetColumn("activity", "项目活动", share: 17) { $0.activity },
      SheetColumn("content", "活动内容表述", share: 19) { $0.content },
      SheetColumn("category", "支出经济分类", share: 15, .centered) { $0.category },
      SheetColumn("amount", "金额", share: 12, .figure, isKept: true) { $0.amount?.description },
      SheetColumn("basis", "测算依据及说明", share: 30) { $0.basis },
      SheetColumn("note", "备注", share: 12) { $0.note },
    ], main: "content", marks: marks
  ) { columns in
    tr(.class("no-print")) {
      td(.colspan(columns), .class("n sub")) { "程序相加：\(content.costs.count) 行共 \(sum)" }
    }
  }
}

/// The payment plan runs across: the dates above, the cumulative shares below.
private func schedule(_ steps: [PaymentStep], _ marks: SheetMarks) -> HTML {
  guard !steps.isEmpty else { return .empty }
  return table(.class("form")) {
    element("caption", .class("vh")) { "资金支出计划" }
    columnGroup(shares: [18] + steps.map { _ in 82 / steps.count })
    tbody {
      sectionHead("资金支出计划（累计，%）", path: "schedule", columns: steps.count + 1, marks: marks)
      tr {
        th(.scope("row")) { "时间" }
        for step in steps { th(.scope("col")) { step.by ?? "" } }
      }
      tr {
        th(.scope("row")) { "支出计划" }
        for step in steps {
          let path = "schedule[\(step.id)]"
          let own = marks.cell(path)
          td(.class(["c", own.className].compactMap(\.self).joined(separator: " ")), .id(marks.head(path))) {
            step.percent?.description ?? ""
            own.html
          }
        }
      }
    }
  }
}
