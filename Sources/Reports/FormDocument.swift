public import Documents
public import Model

/// A form as a document (表): heading, unit line and its tables in the order of the official form, ready for a writer.
public enum FormDocument {
  /// - Parameter withContacts: whether names and numbers of persons are printed; only for those who may see them.
  public static func make(_ form: FormContent, withContacts: Bool = false) -> Document {
    var printer = FormPrinter(form, withContacts: withContacts)
    return printer.document()
  }
}

/// Lays the parts of one form out as tables with a known grid.
struct FormPrinter {
  let form: FormContent
  let withContacts: Bool
  private var blocks: [Document.Block] = []

  init(_ form: FormContent, withContacts: Bool) {
    self.form = form
    self.withContacts = withContacts
  }

  mutating func document() -> Document {
    blocks.append(.heading(level: 1, paragraph(form.title ?? form.kind.officialName)))
    let unit = form.unitName ?? (form.kind.isAboutDepartment ? form.name : nil) ?? ""
    blocks.append(.paragraph(paragraph("填报单位：\(unit)　　单位：\(form.moneyUnit.rawValue)")))
    identity()
    rows("项目资金来源", form.funding)
    rows("收入构成", form.income)
    rows("支出构成", form.spending)
    rows("项目支出情况", form.projects)
    rows("项目支出明细测算", form.costs)
    rows("项目采购", form.procurement)
    rows("资金支出计划", form.schedule)
    execution()
    for goal in form.goals { goalTable(goal) }
    return Document(blocks: blocks, format: "表")
  }

  private func paragraph(_ text: String) -> Document.Paragraph { Document.Paragraph(text, at: Document.Place()) }

  private mutating func table(_ title: String?, _ cells: [[Document.Cell]]) {
    if let title { blocks.append(.heading(level: 2, paragraph(title))) }
    blocks.append(.table(Document.Table(rows: cells, grid: .exact, at: Document.Place())))
  }

  private func cell(_ text: String, _ column: Int, span: Int = 1, rows: Int = 1) -> Document.Cell {
    Document.Cell(text, column: column, columnSpan: span, rowSpan: rows, at: Document.Place())
  }

  /// Short labelled values stand two in a row, long ones take the row.
  private mutating func identity() {
    var pairs: [(String, String)] = []
    func add(_ label: String, _ value: String?) { if let value, !value.isEmpty { pairs.append((label, value)) } }
    add(form.kind.isAboutDepartment ? "部门（单位）名称" : "项目名称", form.name)
    add("项目编码", form.code)
    add("项目主管部门", form.department)
    add("项目执行单位", form.unitName)
    add("项目总预算", form.amounts.total?.description)
    add("项目当年预算", form.amounts.current?.description)
    for prior in form.amounts.prior { add(prior.year.map { "\($0) 年预算" } ?? "以前年度预算", prior.amount?.description) }
    add("自评得分", form.score?.description)
    if withContacts { for contact in form.contacts { add(contact.label, contact.value) } }
    for attribute in form.attributes { add(attribute.label, attribute.value) }
    guard !pairs.isEmpty else { return }
    var out: [[Document.Cell]] = []
    var waiting: (String, String)?
    func long(_ pair: (String, String)) { out.append([cell(pair.0, 0), cell(pair.1, 1, span: 3)]) }
    for pair in pairs {
      if pair.1.unicodeScalars.count > 40 {
        if let first = waiting { long(first) }
        waiting = nil
        long(pair)
      } else if let first = waiting {
        out.append([cell(first.0, 0), cell(first.1, 1), cell(pair.0, 2), cell(pair.1, 3)])
        waiting = nil
      } else {
        waiting = pair
      }
    }
    if let first = waiting { long(first) }
    table(nil, out)
  }

  /// A list of rows with the columns that hold anything.
  private mutating func rows<Row: FormRow>(_ title: String, _ list: [Row]) {
    guard !list.isEmpty else { return }
    let fields = Row.fields.filter { field in list.contains { field.printed(of: $0) != nil } }
    var out = [fields.enumerated().map { cell($1.label, $0) }]
    for row in list { out.append(fields.enumerated().map { cell($1.printed(of: row) ?? "", $0) }) }
    table(title, out)
  }

  private mutating func execution() {
    guard let execution = form.execution else { return }
    if execution.rows.isEmpty {
      let values = [execution.budget, execution.actual, execution.rate, execution.weight, execution.score]
      let heads = ["预算数（A）", "执行数（B）", "执行率（B/A）%", "分值", "得分"]
      table(
        "预算执行情况",
        [
          heads.enumerated().map { cell($1, $0) },
          values.enumerated().map { cell($1?.description ?? "", $0) },
        ])
    } else {
      rows("预算执行情况", execution.rows)
    }
  }

  /// Level heads are merged over the rows they cover, as on paper.
  private mutating func goalTable(_ goal: Goal) {
    let title = [goal.term?.officialName, goal.name].compactMap { $0 }.joined(separator: "：")
    var facts: [String] = []
    if let text = goal.text { facts.append(text) }
    if let result = goal.resultText { facts.append("全年实际完成情况：\(result)") }
    if let weight = goal.weight { facts.append("分值：\(weight)" + (goal.score.map { "　得分：\($0)" } ?? "")) }
    blocks.append(.heading(level: 2, paragraph(title.isEmpty ? "绩效目标" : title)))
    for fact in facts { blocks.append(.paragraph(paragraph(fact))) }
    guard !goal.indicators.isEmpty else { return }
    let levels: Set<String> = ["level1", "level2", "level1_weight", "level2_weight"]
    let fields = Indicator.fields.filter { field in
      !levels.contains(field.key) && field.key != "history" && goal.indicators.contains { field.printed(of: $0) != nil }
    }
    let historyCount = goal.indicators.map { $0.history?.count ?? 0 }.max() ?? 0
    let heads = historyHeads(goal, historyCount)
    var head = [cell("一级指标", 0), cell("二级指标", 1)]
    for label in fields.map(\.label).prefix(1) + heads + fields.map(\.label).dropFirst() {
      head.append(cell(label, head.count))
    }
    var out = [head]
    for (index, indicator) in goal.indicators.enumerated() {
      var row: [Document.Cell] = []
      if index == 0 || goal.indicators[index - 1].level1 != indicator.level1 {
        row.append(cell(levelHead(indicator.level1, indicator.level1Weight), 0, rows: run(goal, from: index, \.level1)))
      }
      if index == 0 || goal.indicators[index - 1].level2 != indicator.level2
        || goal.indicators[index - 1].level1 != indicator.level1
      {
        let rows = min(run(goal, from: index, \.level2), run(goal, from: index, \.level1))
        row.append(cell(levelHead(indicator.level2, indicator.level2Weight), 1, rows: rows))
      }
      var column = 2
      for (place, field) in fields.enumerated() {
        row.append(cell(field.printed(of: indicator) ?? "", column))
        column += 1
        guard place == 0 else { continue }
        for number in 0..<historyCount {
          let history = indicator.history ?? []
          row.append(cell(number < history.count ? history[number] : "", column))
          column += 1
        }
      }
      out.append(row)
    }
    blocks.append(.table(Document.Table(rows: out, grid: .exact, at: Document.Place())))
  }

  private func historyHeads(_ goal: Goal, _ count: Int) -> [String] {
    if count == 2 { return ["前年", "上年"] }
    return (0..<count).map { "前 \(count - $0) 年" }
  }

  private func levelHead(_ name: String?, _ weight: ExactDecimal?) -> String {
    (name ?? "") + (weight.map { "（\($0)分）" } ?? "")
  }

  private func run(_ goal: Goal, from start: Int, _ level: KeyPath<Indicator, String?>) -> Int {
    var end = start
    while end < goal.indicators.count, goal.indicators[end][keyPath: level] == goal.indicators[start][keyPath: level] {
      end += 1
    }
    return end - start
  }
}

extension FormField {
  /// The value as it is printed in a cell; nil when absent or empty.
  func printed(of owner: Owner) -> String? {
    switch storage {
    case .text(let path): owner[keyPath: path].flatMap { $0.isEmpty ? nil : $0 }
    case .figure(let path): owner[keyPath: path]?.description
    case .integer(let path): owner[keyPath: path].map(String.init)
    case .texts(let path):
      owner[keyPath: path].flatMap { $0.allSatisfy(\.isEmpty) ? nil : $0.joined(separator: "；") }
    case .figures(let path):
      owner[keyPath: path].flatMap { list in
        list.allSatisfy { $0 == nil } ? nil : list.map { $0?.description ?? "" }.joined(separator: "；")
      }
    }
  }
}
