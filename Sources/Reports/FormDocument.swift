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
  private(set) var blocks: [Document.Block] = []

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
    composition()
    rows("项目支出情况", form.projects, isWhole: true)
    rows("项目支出明细测算", form.costs)
    rows("项目采购", form.procurement)
    schedule()
    execution()
    goals()
    return Document(blocks: blocks, format: "表")
  }

  func paragraph(_ text: String) -> Document.Paragraph { Document.Paragraph(text, at: Document.Place()) }

  mutating func table(_ title: String?, _ cells: [[Document.Cell]]) {
    if let title { blocks.append(.heading(level: 2, paragraph(title))) }
    blocks.append(.table(Document.Table(rows: cells, grid: .exact, at: Document.Place())))
  }

  func cell(_ text: String, _ column: Int, span: Int = 1, rows: Int = 1) -> Document.Cell {
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

  /// A list of rows with the columns that hold anything, or all that the official form has.
  private mutating func rows<Row: FormRow>(_ title: String, _ list: [Row], isWhole: Bool = false) {
    guard !list.isEmpty else { return }
    let fields = Row.fields.filter { field in isWhole || list.contains { field.printed(of: $0) != nil } }
    var out = [fields.enumerated().map { cell($1.label, $0) }]
    for row in list { out.append(fields.enumerated().map { cell($1.printed(of: row) ?? "", $0) }) }
    table(title, out)
  }

  /// Income over spending, earlier years in columns of their own.
  private mutating func composition() {
    let parts = [("收入构成", form.income), ("支出构成", form.spending)].filter { !$0.1.isEmpty }
    guard !parts.isEmpty else { return }
    let years = parts.flatMap { $0.1.map { $0.history?.count ?? 0 } }.max() ?? 0
    var out = [
      [cell("总体资金情况", 0, span: 2), cell("当年金额", 2), cell("占比", 3)]
        + pastHeads(years).enumerated().map { cell($1, 4 + $0) }
    ]
    for (title, lines) in parts {
      for (index, line) in lines.enumerated() {
        let past = line.history ?? []
        out.append(
          (index == 0 ? [cell(title, 0, rows: lines.count)] : [])
            + [cell(line.item ?? "", 1), cell(line.amount?.description ?? "", 2)]
            + [cell(line.share.map { "\($0)%" } ?? "", 3)]
            + (0..<years).map { cell(past.indices.contains($0) ? past[$0]?.description ?? "" : "", 4 + $0) })
      }
    }
    table("部门总体资金情况", out)
  }

  /// Heads of columns with the values of earlier years, the oldest first.
  func pastHeads(_ count: Int) -> [String] {
    if count == 2 { return ["前年", "上年"] }
    return (0..<count).map { place in
      form.year.map { "\($0 - count + place)年" } ?? (place == count - 1 ? "上年" : "前 \(count - place) 年")
    }
  }

  /// The days by which money is spent, each over its percentage.
  private mutating func schedule() {
    guard !form.schedule.isEmpty else { return }
    let steps = form.schedule.enumerated()
    table(
      "资金支出计划",
      [
        [cell("资金支出计划（%）", 0, rows: 2)] + steps.map { cell($1.by ?? "", $0 + 1) },
        steps.map { cell($1.percent.map { "\($0)%" } ?? "", $0 + 1) },
      ])
  }

  private mutating func execution() {
    guard let execution = form.execution else { return }
    if execution.rows.isEmpty {
      let values = [execution.budget, execution.actual, execution.rate, execution.weight, execution.score]
      let heads = ["预算数（A）", "执行数（B）", "执行率（%）", "分值", "得分"]
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
