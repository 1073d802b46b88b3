/// One printed cell of a form with its address and the words by which a person finds it.
public struct FormCell: Hashable, Sendable {
  public let path: FormPath
  /// 基本信息, 项目支出明细测算, 年度绩效目标1.
  public let section: String
  /// What the row is about; empty for cells that stand alone.
  public let row: String
  /// Official label of the field.
  public let field: String
  public let value: String
  /// The value when it is a figure and not words with a figure in them.
  public let figure: ExactDecimal?
  /// Names and telephone numbers of persons.
  public let isPersonal: Bool

  init(
    _ path: FormPath, _ section: String, _ row: String, _ field: String, _ value: String, figure: ExactDecimal? = nil,
    isPersonal: Bool = false
  ) {
    self.path = path
    self.section = section
    self.row = row
    self.field = field
    self.value = value
    self.figure = figure
    self.isPersonal = isPersonal
  }
}

/// The cells of one row, with what tells it from other rows.
struct FormCellGroup: Sendable {
  /// List that the row is in; rows are only matched within one.
  let list: String
  let id: String
  /// What the row is called; empty for a row without a name.
  let name: String
  var cells: [FormCell]
}

extension FormContent {
  /// Every printed cell in page order; cells without a value are left out.
  public var cells: [FormCell] { cellGroups.flatMap(\.cells) }

  /// The same cells row by row.
  var cellGroups: [FormCellGroup] {
    var out = [single("form", basicCells)]
    out += labelled(attributes, list: "attributes", isPersonal: false)
    out += labelled(contacts, list: "contacts", isPersonal: true)
    out.append(single("amounts", amountCells))
    out += groups(amounts.prior, "amounts.prior", { FormPath("amounts").row("prior", $0) }, "预算金额")
    if let execution { out += execution.groups }
    out += groups(income, "income", { .row("income", $0) }, "收入构成")
    out += groups(spending, "spending", { .row("spending", $0) }, "支出构成")
    out += groups(projects, "projects", { .row("projects", $0) }, "项目支出情况")
    out += groups(funding, "funding", { .row("funding", $0) }, "资金来源")
    out += groups(costs, "costs", { .row("costs", $0) }, "项目支出明细测算")
    out += groups(procurement, "procurement", { .row("procurement", $0) }, "项目采购")
    out += groups(schedule, "schedule", { .row("schedule", $0) }, "资金支出计划")
    for goal in goals { out += goal.groups }
    if let score {
      out.append(single("score", [FormCell(.field("score"), "总分", "", "总分", score.description, figure: score)]))
    }
    // A goal without words of its own still says which indicators belong together.
    return out.filter { !$0.cells.isEmpty || $0.list == "goals" }
  }

  private func single(_ list: String, _ cells: [FormCell]) -> FormCellGroup {
    FormCellGroup(list: list, id: list, name: list, cells: cells)
  }

  private var basicCells: [FormCell] {
    Self.fields.compactMap { field in
      guard field.key != "template", field.key != "region" else { return nil }
      return field.cell(of: self, at: .field(field.key), section: "基本信息", row: "")
    }
  }

  private var amountCells: [FormCell] {
    [("total", "项目总预算", amounts.total), ("current", "当年预算", amounts.current)].compactMap { key, label, figure in
      figure.map { FormCell(FormPath("amounts").field(key), "预算金额", "", label, $0.description, figure: $0) }
    }
  }

  private func labelled(_ attributes: [Attribute], list: String, isPersonal: Bool) -> [FormCellGroup] {
    attributes.map { attribute in
      let cell = FormCell(
        FormPath("\(list)[\(attribute.label)]"), "基本信息", "", attribute.label, attribute.value, isPersonal: isPersonal)
      return FormCellGroup(
        list: list, id: attribute.label, name: attribute.label, cells: attribute.value.isEmpty ? [] : [cell])
    }
  }
}

private func groups<Row: FormRow>(
  _ rows: [Row], _ list: String, _ path: (String) -> FormPath, _ section: String
) -> [FormCellGroup] {
  rows.map { row in
    let name = row.printedName
    let cells = Row.fields.compactMap { $0.cell(of: row, at: path(row.id).field($0.key), section: section, row: name) }
    return FormCellGroup(list: list, id: row.id, name: name, cells: cells)
  }
}

extension Execution {
  fileprivate var groups: [FormCellGroup] {
    let cells = Self.fields.compactMap {
      $0.cell(of: self, at: FormPath("execution").field($0.key), section: "预算执行情况", row: "")
    }
    let own = FormCellGroup(list: "execution", id: "execution", name: "execution", cells: cells)
    return [own] + Model.groups(rows, "execution.rows", { FormPath("execution").row("rows", $0) }, "预算执行情况")
  }
}

extension Goal {
  /// Name that stands above the goal's table.
  public var printedTitle: String {
    let words = term?.officialName ?? "绩效目标"
    guard let name, !name.isEmpty else { return words }
    return name.contains("目标") ? name : "\(words)：\(name)"
  }

  fileprivate var groups: [FormCellGroup] {
    let section = printedTitle
    let path = FormPath.goal(id)
    let cells = Self.fields.compactMap { field in
      field.key == "history_heads" ? nil : field.cell(of: self, at: path.field(field.key), section: section, row: "")
    }
    let own = FormCellGroup(list: "goals", id: id, name: section, cells: cells)
    return [own] + Model.groups(indicators, "goals[\(id)].indicators", { path.row("indicators", $0) }, section)
  }
}

extension FormRow {
  /// What a person calls the row: its name, item, source or activity.
  public var printedName: String {
    for key in ["name", "source", "item", "content", "activity", "by", "year", "text"] {
      guard let field = Self.fields.first(where: { $0.key == key }) else { continue }
      let words = field.printed(of: self)
      if !words.isEmpty { return words }
    }
    return ""
  }
}

extension FormField {
  /// The value as a page prints it; empty when absent. Several values stand side by side.
  public func printed(of owner: Owner) -> String {
    switch storage {
    case .text(let path): owner[keyPath: path] ?? ""
    case .figure(let path): owner[keyPath: path]?.description ?? ""
    case .integer(let path): owner[keyPath: path].map(String.init) ?? ""
    case .texts(let path): Self.joined((owner[keyPath: path] ?? []).map { $0 })
    case .figures(let path): Self.joined((owner[keyPath: path] ?? []).map { $0?.description })
    }
  }

  private static func joined(_ values: [String?]) -> String {
    let printed = values.map { $0 ?? "" }
    return printed.allSatisfy(\.isEmpty) ? "" : printed.map { $0.isEmpty ? "—" : $0 }.joined(separator: "，")
  }

  fileprivate func cell(of owner: Owner, at path: FormPath, section: String, row: String) -> FormCell? {
    let value = printed(of: owner)
    guard !value.isEmpty else { return nil }
    var number: ExactDecimal?
    if case .figure(let storage) = storage { number = owner[keyPath: storage] }
    return FormCell(path, section, row, label, value, figure: number)
  }
}
