import Model
import Schemes

/// Lays a form out by its template. What the form has beyond the template gets places of its own, so that nothing is
/// out of reach.
struct EditPlanMaker {
  private let template: Template
  private let content: FormContent
  private var blocks: [(title: String, isOwn: Bool, block: EditPlan.Block)] = []
  private var taken: Set<FormPath> = []
  private var goalsTaken: Set<String> = []
  private var counts: [String: Int] = [:]

  /// - Parameter content: prepared for the template (`FormContent.prepared`).
  init(_ template: Template, _ content: FormContent) {
    self.template = template
    self.content = content
  }

  mutating func make() -> EditPlan {
    for (index, section) in template.sections.enumerated() { add(section, index) }
    addRest()
    var parts: [EditPlan.Part] = []
    for (title, isOwn, block) in blocks {
      if !isOwn, var last = parts.popLast() {
        last.blocks.append(block)
        parts.append(last)
      } else {
        parts.append(.init(id: String(parts.count + 1), title: title, blocks: [block]))
      }
    }
    var seen: [String: Int] = [:]
    for index in parts.indices {
      let title = parts[index].title
      seen[title, default: 0] += 1
      parts[index].key = seen[title] == 1 ? title : "\(title) \(seen[title] ?? 1)"
    }
    return EditPlan(parts: parts, template: template, moneyUnit: content.moneyUnit)
  }

  // MARK: sections

  private mutating func add(_ section: Template.Section, _ index: Int) {
    let fields = section.rows.flatMap { $0 }.filter { $0.target != .section }
    let title = section.title ?? Self.title(fields, index: index, hasTable: section.table != nil)
    if !fields.isEmpty {
      let cells = fields.map { cell($0) }
      blocks.append((title ?? "", title != nil, .fields(title: nil, cells)))
      if fields.contains(where: { $0.target == .prior }), !content.amounts.prior.isEmpty { addPrior() }
    }
    guard let table = section.table else { return }
    let grids = grids(table, title ?? "")
    for (number, grid) in grids.enumerated() {
      blocks.append((title ?? "", title != nil && fields.isEmpty && number == 0, grid))
    }
  }

  /// What an untitled section is about; nil when it belongs to the one before.
  private static func title(_ fields: [Template.Field], index: Int, hasTable: Bool) -> String? {
    if index == 0 { return "基本信息" }
    guard let first = fields.first else { return hasTable && index == 0 ? "绩效指标" : nil }
    switch first.target {
    case .goal, .longTermGoal, .annualGoal, .goalResult, .numberedGoal: return "绩效目标"
    case .score: return nil
    case .attribute: return fields.count > 1 ? "\(first.label)等" : first.label
    case .name, .code, .department, .year, .departmentName, .unitName, .contact, .total, .current, .prior, .funding,
      .executionBudget, .executionActual, .executionRate, .executionScore, .costBasis, .section:
      return "其他信息"
    }
  }

  private mutating func cell(_ field: Template.Field) -> EditPlan.Cell {
    let path = content.path(of: field, occurrence: counts[field.label, default: 0])
    counts[field.label, default: 0] += 1
    taken.insert(path)
    var cell = EditPlan.Cell(path: path, label: field.label)
    cell.isRequired = field.required
    cell.isLong = field.long
    cell.isPersonal = field.target == .contact
    switch field.target {
    case .total, .current, .funding, .executionBudget, .executionActual:
      cell.isFigure = true
      cell.unit = content.moneyUnit.rawValue
    case .executionRate:
      cell.isFigure = true
      cell.unit = "%"
    case .score, .executionScore:
      cell.isFigure = true
      cell.unit = "分"
    case .name, .code, .department, .year, .departmentName, .unitName, .attribute, .contact, .prior, .goal,
      .longTermGoal, .annualGoal, .goalResult, .numberedGoal, .costBasis, .section:
      break
    }
    if case .row(let goal) = path.owner { goalsTaken.insert(goal) }
    return cell
  }

  private mutating func addPrior() {
    let columns = [
      EditPlan.Column(field: "year", label: "年度", isFigure: true, isMain: true, width: "cw9"),
      EditPlan.Column(field: "amount", label: "预算（\(content.moneyUnit.rawValue)）", isFigure: true, width: "cw11"),
    ]
    blocks.append(
      (
        "", false,
        .grid(.init(list: FormPath("amounts.prior"), title: "以前年度预算", columns: columns, panel: [], noun: "年度"))
      ))
  }

  // MARK: tables

  private mutating func grids(_ table: Template.Table, _ title: String) -> [EditPlan.Block] {
    switch table.list {
    case .indicators:
      let goals = content.goals.filter {
        !goalsTaken.contains("indicators " + $0.id) && (table.term == nil || $0.term == nil || $0.term == table.term)
      }
      return goals.map { indicators($0, table, alone: goals.count == 1 ? title : nil) }
    case .composition:
      return [
        grid(table, list: "income", title: "收入构成"), grid(table, list: "spending", title: "支出构成"),
      ]
    case .execution where table.fixedRows.isEmpty && content.execution?.rows.isEmpty != false:
      let keys = [
        "initial": "", "adjusted": "budget", "actual": "actual", "rate": "rate", "score": "score", "weight": "weight",
      ]
      let cells = table.columns.compactMap { column -> EditPlan.Cell? in
        guard let key = keys[column.field], !key.isEmpty else { return nil }
        let unit = ["rate": "%", "score": "分", "weight": "分"][key] ?? content.moneyUnit.rawValue
        taken.insert(FormPath("execution").field(key))
        return EditPlan.Cell(
          path: FormPath("execution").field(key), label: column.label, isRequired: key == "budget" || key == "actual",
          isFigure: true, unit: unit)
      }
      return [.fields(title: nil, cells)]
    case .execution: return [grid(table, list: "execution.rows", title: title)]
    case .schedule where table.columns.allSatisfy { $0.field == "percent" }:
      taken.insert(FormPath("schedule"))
      let columns = [
        EditPlan.Column(field: "by", label: "时间", isMain: true),
        EditPlan.Column(field: "percent", label: "支出计划（%）", isFigure: true, isRequired: true, width: "cw11"),
      ]
      return [
        .grid(.init(list: FormPath("schedule"), title: title, columns: columns, panel: [], noun: "时间", isFixed: true))
      ]
    case .goals, .funding, .projects, .costs, .procurement, .schedule:
      return [grid(table, list: table.list.rawValue, title: title)]
    }
  }

  private mutating func grid(_ table: Template.Table, list: String, title: String) -> EditPlan.Block {
    taken.insert(FormPath(list))
    var columns = EditPlan.columns(table, content.kind)
    if table.list == .goals, template.hasBothTerms {
      columns.insert(.init(field: "term", label: "类别", width: "cw10"), at: 0)
    }
    let noun = EditPlan.ListTraits.of(table.list, content.kind).noun
    let panel = EditPlan.panel(
      table.list, content.kind, without: columns,
      present: table.list == .goals ? [] : content.fields(under: FormPath(list)))
    var grid = EditPlan.Grid(list: FormPath(list), title: title, columns: columns, panel: panel, noun: noun)
    grid.choices["term"] = Goal.Term.allCases.map(\.officialName)
    return .grid(grid)
  }

  private mutating func indicators(_ goal: Goal, _ table: Template.Table, alone title: String?) -> EditPlan.Block {
    goalsTaken.insert("indicators " + goal.id)
    let list = FormPath.goal(goal.id).field("indicators")
    let columns = EditPlan.columns(table, content.kind)
    let panel = EditPlan.panel(.indicators, content.kind, without: columns, present: content.fields(under: list))
    var name = title ?? goal.printedTitle
    if name.isEmpty { name = "绩效指标" }
    var grid = EditPlan.Grid(list: list, title: name, columns: columns, panel: panel, noun: "指标")
    grid.choices["level1"] = template.levels.map(\.name)
    var level2: [String] = []
    for level in template.levels { for name in level.level2 where !level2.contains(name) { level2.append(name) } }
    grid.choices["level2"] = level2
    return .grid(grid)
  }

  // MARK: what the template does not ask

  private mutating func addRest() {
    var cells: [EditPlan.Cell] = []
    for attribute in content.attributes where !taken.contains(.attribute(attribute.label)) {
      taken.insert(.attribute(attribute.label))
      cells.append(.init(path: .attribute(attribute.label), label: attribute.label, isLong: attribute.value.count > 40))
    }
    for (key, label) in [("total", "项目总预算"), ("current", "当年预算")] {
      let path = FormPath("amounts").field(key)
      guard !taken.contains(path), content.typedCells[path] != nil else { continue }
      cells.append(.init(path: path, label: label, isFigure: true, unit: content.moneyUnit.rawValue))
    }
    if !taken.contains(FormPath("score")), let score = content.score, !score.isZero {
      cells.append(.init(path: FormPath("score"), label: "总分", isFigure: true, unit: "分"))
    }
    var rest: [EditPlan.Block] = cells.isEmpty ? [] : [.fields(title: nil, cells)]
    for (list, kind, title) in Self.lists where !taken.contains(FormPath(list)) {
      guard content.rowIDs(of: FormPath(list))?.isEmpty == false, !isTaken(under: FormPath(list)) else { continue }
      rest.append(
        .grid(
          .init(
            list: FormPath(list), title: title, columns: kind.plainColumns, panel: [],
            noun: EditPlan.ListTraits.of(kind, content.kind).noun)))
    }
    let columns = TemplateList.indicators.plainColumns
    for goal in content.goals where !goalsTaken.contains("indicators " + goal.id) && !goal.indicators.isEmpty {
      rest.append(
        .grid(
          .init(
            list: FormPath.goal(goal.id).field("indicators"), title: goal.printedTitle, columns: columns, panel: [],
            noun: "指标")))
    }
    for (index, block) in rest.enumerated() { blocks.append(("其他内容", index == 0, block)) }
  }

  private func isTaken(under list: FormPath) -> Bool { taken.contains { list.contains($0) } }

  private static let lists: [(String, TemplateList, String)] = [
    ("funding", .funding, "资金来源"), ("income", .composition, "收入构成"), ("spending", .composition, "支出构成"),
    ("projects", .projects, "项目支出情况"), ("costs", .costs, "项目支出明细测算"),
    ("procurement", .procurement, "项目采购"), ("schedule", .schedule, "资金支出计划"), ("execution.rows", .execution, "预算执行情况"),
  ]
}

extension FormPath {
  enum Owner {
    case form
    case row(String)
  }
  /// The goal a cell belongs to, if any.
  var owner: Owner {
    let steps = steps
    guard steps.count == 2, steps[0].name == "goals", let row = steps[0].row else { return .form }
    return .row(row)
  }
}

extension Template {
  /// Long-term and annual indicators in tables of their own.
  var hasBothTerms: Bool {
    let terms = sections.compactMap(\.table).filter { $0.list == .indicators }.compactMap(\.term)
    return Set(terms).count > 1
  }
}

extension FormContent {
  /// Names of the fields that any row under the list has something in.
  func fields(under list: FormPath) -> Set<String> {
    var out: Set<String> = []
    for path in typedCells.keys where list.contains(path) {
      if let field = path.steps.last?.name { out.insert(field) }
    }
    return out
  }
}
