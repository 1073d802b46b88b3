import Model
import Schemes

extension FormContent {
  /// Begin of the identifiers of rows that the template prints beforehand: everybody gets the same.
  private static let printedRow = "printed-"

  /// With the rows that the template prints beforehand and the goals it asks, so that every cell is there to be written.
  func prepared(for template: Template) -> FormContent {
    var form = self
    var seen: [String: Int] = [:]
    for section in template.sections {
      for field in section.rows.flatMap({ $0 }) where field.target == .funding {
        let occurrence = seen[field.label, default: 0]
        seen[field.label] = occurrence + 1
        guard form.funding.filter({ $0.source == field.label }).count <= occurrence else { continue }
        var line = FundingLine(id: "\(Self.printedRow)funding-\(seen.count)-\(occurrence)")
        line.source = field.label
        form.funding.append(line)
      }
      for field in section.rows.flatMap({ $0 }) { form.prepareGoal(field.target) }
      if let table = section.table { form.prepare(table, template) }
    }
    return form
  }

  private mutating func prepareGoal(_ target: FieldTarget) {
    switch target {
    case .goal, .goalResult, .numberedGoal: if goals.isEmpty { addGoal(.annual) }
    case .annualGoal: if !goals.contains(where: { $0.term == .annual || $0.term == nil }) { addGoal(.annual) }
    case .longTermGoal: if !goals.contains(where: { $0.term == .longTerm }) { addGoal(.longTerm) }
    case .name, .code, .department, .year, .score, .departmentName, .unitName, .attribute, .contact, .total, .current,
      .prior, .funding, .executionBudget, .executionActual, .executionRate, .executionScore, .costBasis, .section:
      break
    }
  }

  private mutating func addGoal(_ term: Goal.Term) {
    var goal = Goal(id: Self.printedRow + term.rawValue)
    goal.term = term
    // Long-term goals are printed first.
    if term == .longTerm { goals.insert(goal, at: 0) } else { goals.append(goal) }
  }

  private mutating func prepare(_ table: Template.Table, _ template: Template) {
    switch table.list {
    case .indicators:
      let term = table.term ?? .annual
      let isThere = goals.contains { $0.term == term || $0.term == nil || table.term == nil }
      if !isThere { addGoal(term) }
    case .goals: if goals.isEmpty { addGoal(.annual) }
    case .funding where funding.isEmpty:
      funding = Self.printed(table.fixedRows, "funding") { (line: inout FundingLine, words) in line.source = words }
    case .execution where !table.fixedRows.isEmpty && execution?.rows.isEmpty != false:
      var execution = self.execution ?? Execution()
      execution.rows = Self.printed(table.fixedRows, "execution") { (line: inout ExecutionLine, words) in
        line.source = words
      }
      self.execution = execution
    case .composition where income.isEmpty && spending.isEmpty:
      // The first sum row ends the income.
      let end = table.fixedRows.firstIndex { $0.hasPrefix("合计") }.map { $0 + 1 } ?? table.fixedRows.count
      income = Self.printed(Array(table.fixedRows[..<end]), "income") { (line: inout CompositionLine, words) in
        line.item = words
      }
      spending = Self.printed(Array(table.fixedRows[end...]), "spending") { (line: inout CompositionLine, words) in
        line.item = words
      }
    case .schedule where schedule.isEmpty && table.columns.allSatisfy { $0.field == "percent" }:
      schedule = Self.printed(table.columns.map(\.label), "schedule") { (line: inout PaymentStep, words) in
        line.by = words
      }
    case .funding, .composition, .projects, .costs, .procurement, .schedule, .execution: break
    }
  }

  private static func printed<Row: FormRow>(
    _ words: [String], _ list: String, _ set: (inout Row, String) -> Void
  ) -> [Row] {
    words.enumerated().map { index, words in
      var row = Row(id: "\(printedRow)\(list)-\(index + 1)")
      set(&row, words)
      return row
    }
  }

  /// Without rows that nobody has written anything in: those that only the template put there, and empty ones.
  func trimmed() -> FormContent {
    var form = self
    func isEmpty<Row: FormRow>(_ row: Row, ignoring name: String) -> Bool {
      !Row.fields.contains { ($0.key != name || !row.id.hasPrefix(Self.printedRow)) && !$0.printed(of: row).isEmpty }
    }
    func hasWords(_ list: String, _ id: String) -> Bool {
      unread.contains { FormPath("\(list)[\(id)]").contains($0.path) }
    }
    form.funding.removeAll { isEmpty($0, ignoring: "source") && !hasWords("funding", $0.id) }
    form.income.removeAll { isEmpty($0, ignoring: "item") && !hasWords("income", $0.id) }
    form.spending.removeAll { isEmpty($0, ignoring: "item") && !hasWords("spending", $0.id) }
    form.projects.removeAll { isEmpty($0, ignoring: "") && !hasWords("projects", $0.id) }
    form.costs.removeAll { isEmpty($0, ignoring: "") && !hasWords("costs", $0.id) }
    form.procurement.removeAll { isEmpty($0, ignoring: "") && !hasWords("procurement", $0.id) }
    form.schedule.removeAll { isEmpty($0, ignoring: "by") && !hasWords("schedule", $0.id) }
    form.amounts.prior.removeAll { isEmpty($0, ignoring: "") && !hasWords("amounts.prior", $0.id) }
    form.execution?.rows.removeAll { isEmpty($0, ignoring: "source") && !hasWords("execution.rows", $0.id) }
    if form.execution == Execution() { form.execution = nil }
    for index in form.goals.indices {
      let list = "goals[\(form.goals[index].id)].indicators"
      form.goals[index].indicators.removeAll { isEmpty($0, ignoring: "") && !hasWords(list, $0.id) }
    }
    func isBlank(_ goal: Goal) -> Bool {
      goal.indicators.isEmpty && isEmpty(goal, ignoring: "") && !hasWords("goals", goal.id)
    }
    form.goals.removeAll { $0.id.hasPrefix(Self.printedRow) && isBlank($0) }
    // A goal that was emptied goes; the only one stays, and is told to be missing.
    if form.goals.count > 1 {
      let only = form.goals.allSatisfy(isBlank) ? form.goals.first?.id : nil
      form.goals.removeAll { $0.id != only && isBlank($0) }
    }
    return form
  }

  /// Where the value of a labelled cell is kept.
  /// - Parameter occurrence: how many cells of the same label stood before it.
  func path(of field: Template.Field, occurrence: Int) -> FormPath {
    func goal(_ term: Goal.Term?, _ key: String) -> FormPath {
      let goal = goals.first { $0.term == term } ?? goals.first { term == nil || $0.term == nil } ?? goals.first
      return FormPath.goal(goal?.id ?? Self.printedRow + "annual").field(key)
    }
    switch field.target {
    case .name: return FormPath("name")
    case .code: return FormPath("code")
    case .department: return FormPath("department")
    case .departmentName: return FormPath(kind.isAboutDepartment ? "name" : "department")
    case .unitName: return FormPath("unit_name")
    case .year: return FormPath("year")
    case .score: return FormPath("score")
    case .total: return FormPath("amounts.total")
    case .current: return FormPath("amounts.current")
    case .contact: return FormPath("contacts[\(field.label)]")
    case .funding:
      let lines = funding.filter { $0.source == field.label }
      return .row("funding", (lines.count > occurrence ? lines[occurrence].id : lines.last?.id) ?? "-").field("amount")
    case .goal: return goal(nil, "text")
    case .annualGoal: return goal(.annual, "text")
    case .longTermGoal: return goal(.longTerm, "text")
    case .goalResult: return goal(nil, "result_text")
    case .numberedGoal:
      let number = Int(field.label.filter(\.isNumber)) ?? 1
      return FormPath.goal(goals.indices.contains(number - 1) ? goals[number - 1].id : goals.first?.id ?? "-").field(
        "text")
    case .executionBudget: return FormPath("execution.budget")
    case .executionActual: return FormPath("execution.actual")
    case .executionRate: return FormPath("execution.rate")
    case .executionScore: return FormPath("execution.score")
    case .attribute, .prior, .costBasis, .section: return .attribute(field.label)
    }
  }
}
