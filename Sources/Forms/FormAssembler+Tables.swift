import Documents
import Model
import Schemes

/// Rows of tables, list by list.
extension FormAssembler {
  /// Opens a table; false when no form is open and the head is not clear enough to begin one.
  mutating func begin(_ head: TableHead, _ row: SheetRow) -> Bool {
    guard head.columns.count <= ReadingLimits.columns else {
      excess = Excess(detail: "\(Self.name(row.place))表头超过 \(ReadingLimits.columns) 列")
      return true
    }
    guard open(isClear: head.list == .indicators && (head.has("level1") || head.has("level2"))) else { return false }
    if !head.isListOfForms { form?.evidence += head.columns.count }
    form?.rows += 1
    var open = OpenTable(head: head, source: row.table)
    let label = head.sectionLabel ?? ""
    open.term = Self.term(in: label) ?? (pendingTable?.list == head.list ? pendingTable?.term : nil)
    if let waiting = openField, head.list == .indicators, open.term == nil { open.term = Self.term(in: waiting.label) }
    if head.list == .indicators { open.goal = headedGoal }
    if head.list == .composition { open.isSpending = label.contains("支出构成") }
    if head.list == .indicators, form?.isKindKnown == false, head.has("actual") || head.has("score") {
      form?.content.kind = .projectSelfEvaluation
    }
    if head.list == .indicators {
      lastHeads[open.term ?? headedGoal.flatMap { form?.content.goals[$0].term } ?? .annual] = head
    }
    table = open
    pendingTable = nil
    openField = nil
    return true
  }

  mutating func data(_ row: SheetRow) {
    guard let head = table?.head, form != nil else { return }
    let row = withoutSide(row, head)
    count(at: row.place)
    switch head.list {
    case .indicators: indicatorRow(row)
    case .composition: compositionRow(row)
    case .execution: executionRow(row)
    case .goals: goalRow(row)
    case .funding: fundingRow(row)
    case .projects:
      // Where a recogniser tore the rows, one without money is a scrap of another part.
      let hasMoney = head.has("current") || head.has("total")
      add(
        row, \.projects, "p",
        isRow: { [lexicon] in
          $0.name != nil && !lexicon.isTotal($0.name) && !lexicon.isTotal($0.purpose)
            && ($0.current != nil || $0.total != nil || $0.purpose != nil && (row.isExact || !hasMoney))
        })
    case .costs: costRow(row)
    case .procurement:
      add(
        row, \.procurement, "b",
        isRow: { [lexicon] in $0.item != nil && ($0.amount != nil || $0.quantity != nil) && !lexicon.isTotal($0.item) })
    case .schedule: add(row, \.schedule, "t", isRow: { $0.by != nil && $0.percent != nil })
    }
  }

  /// Flattened rows of lists without what is printed at the side of them, where the first column has a text of its own.
  private func withoutSide(_ row: SheetRow, _ head: TableHead) -> SheetRow {
    guard !row.isExact, head.list == .projects, let first = head.columns.first, first.start > 0,
      row.cells.count >= head.width, let own = row.filled.first, own < first.start,
      let next = head.columns.dropFirst().first,
      row.filled.contains(where: { $0 >= first.start && $0 < next.start && !row.cells[$0].traits.isNumber })
    else { return row }
    var row = row
    let traits = row.cells[own].traits
    let isScrap = own == 0 && row.cells[own].text.unicodeScalars.count <= 2
    if traits.isNumber || traits.field != nil || traits.isTable || isScrap {
      row.cells[own] = row.cells[own].emptied()
    }
    return row
  }

  func isTotal(_ text: String?) -> Bool { lexicon.isTotal(text) }

  /// The text of each column of a row.
  func values(_ row: SheetRow, _ head: TableHead) -> [Int: (text: String, place: Document.Place)] {
    alignment.cells(row, head, goals: head.has("goal") ? goalNames() : []).mapValues { indices in
      (indices.map { row.cells[$0].text }.joined(), row.cells[indices[0]].place)
    }
  }

  /// Keys of the names of goals; asked for by heads with a column of goals only.
  func goalNames() -> Set<String> { Set(form?.goalKeys ?? []).subtracting([""]) }

  /// Fills a row by the names of its columns.
  func fill<Row: FormRow>(
    _ result: inout Row, _ values: [Int: (text: String, place: Document.Place)], _ head: TableHead
  ) -> [String: Document.Place] {
    var places: [String: Document.Place] = [:]
    let unit = form?.content.moneyUnit ?? .wanYuan
    for (column, value) in values.sorted(by: { $0.key < $1.key }) {
      let name = head.columns[column].field
      guard let field = Row.fields.first(where: { $0.key == name }), !Wording.isEmptyMark(value.text),
        !lexicon.isHint(value.text)
      else { continue }
      switch field.storage {
      case .text(let path): result[keyPath: path] = (result[keyPath: path] ?? "") + value.text
      case .figure(let path):
        let own = Self.unit(of: head.columns[column].label) ?? unit
        let isMoney = ["amount", "total", "current", "initial", "adjusted", "actual"].contains(name)
        let number =
          isMoney
          ? Figures.amount(value.text, in: own).flatMap { Self.convert($0, own, unit) } : Figures.number(value.text)
        if result[keyPath: path] == nil { result[keyPath: path] = number }
      case .integer(let path): result[keyPath: path] = Figures.number(value.text).flatMap { Int($0.description) }
      case .texts, .figures: continue
      }
      places[name] = value.place
    }
    return places
  }

  private mutating func add<Row: FormRow>(
    _ row: SheetRow, _ list: WritableKeyPath<FormContent, [Row]>, _ prefix: String, isRow: (Row) -> Bool
  ) {
    guard let head = table?.head, let count = form?.content[keyPath: list].count else { return }
    var line = Row(id: "\(prefix)\(count + 1)")
    let places = fill(&line, values(row, head), head)
    guard isRow(line) else { return }
    form?.content[keyPath: list].append(line)
    for (field, place) in places { form?.note(.row(Row.listName, line.id).field(field), place) }
  }

  private mutating func fundingRow(_ row: SheetRow) {
    guard let head = table?.head, let open = form else { return }
    var line = FundingLine(id: "f\(open.content.funding.count + 1)")
    let places = fill(&line, values(row, head), head)
    guard line.source != nil, line.amount != nil else { return }
    form?.content.funding.append(line)
    for (field, place) in places { form?.note(.row("funding", line.id).field(field), place) }
  }

  /// Cost lines; a row without an amount behind a page break goes on with the texts of the row above.
  private mutating func costRow(_ row: SheetRow) {
    guard let head = table?.head, let count = form?.content.costs.count else { return }
    let values = values(row, head)
    var line = CostLine(id: "c\(count + 1)")
    let places = fill(&line, values, head)
    if isTotal(line.activity) || isTotal(line.content) { return }
    let printed = head.index(of: "amount").flatMap { values[$0] }
    if !row.isExact, line.amount == nil, let printed, printed.text.unicodeScalars.contains("|") {
      // A figure that a recogniser tore is left to people.
      form?.doubt("不是金额", printed.text, printed.place, for: .row("costs", line.id).field("amount"))
    } else if line.amount == nil, count > 0, !row.isExact {
      guard !row.filled.contains(where: { isLabel(row.cells[$0]) }) else { return }
      let last = count - 1
      func joined(_ path: WritableKeyPath<CostLine, String?>) {
        guard let more = line[keyPath: path] else { return }
        if form?.content.costs[last][keyPath: path]?.append(more) == nil {
          form?.content.costs[last][keyPath: path] = more
        }
      }
      joined(\.activity)
      joined(\.content)
      joined(\.category)
      joined(\.basis)
      return
    }
    guard line.activity != nil || line.content != nil, line.amount != nil || printed?.text.contains("|") == true else {
      return
    }
    form?.content.costs.append(line)
    for (field, place) in places { form?.note(.row("costs", line.id).field(field), place) }
  }

  private func isLabel(_ cell: SheetCell) -> Bool {
    cell.traits.field != nil || cell.traits.isTable || lexicon.column(.procurement, cell.key) == "item"
  }

  /// Income and spending: the item, the amount of the year, its share, earlier years.
  private mutating func compositionRow(_ row: SheetRow) {
    var row = row
    for index in row.filled {
      let key = row.cells[index].key
      guard key.hasSuffix("构成") || key == "收入" || key == "支出" else { continue }
      table?.isSpending = key.contains("支出")
      row.cells[index].text = ""
    }
    guard let head = table?.head, let open = form, let isSpending = table?.isSpending else { return }
    if !row.isExact, let figure = row.filled.first(where: { row.cells[$0].traits.isNumber }) {
      // What is printed at the side of the table stands left of the item.
      let texts = row.filled.filter { $0 < figure && Self.hasWords(row.cells[$0].text) }
      for index in row.filled where index < figure && index != texts.last {
        row.cells[index] = row.cells[index].emptied()
      }
    }
    let values = values(row, head)
    var line = CompositionLine(id: "")
    let places = fill(&line, values, head)
    guard let item = line.item else { return }
    let key = Wording.key(item)
    let toSpending = lexicon.spendingItems.contains(key) ? true : lexicon.incomeItems.contains(key) ? false : isSpending
    table?.isSpending = toSpending
    line.history = history(values, head).map { $0.map { Figures.number($0) } }
    guard line.amount != nil || line.history?.contains(where: { $0 != nil }) == true else { return }
    let list = toSpending ? "spending" : "income"
    line.id = toSpending ? "s\(open.content.spending.count + 1)" : "n\(open.content.income.count + 1)"
    if toSpending { form?.content.spending.append(line) } else { form?.content.income.append(line) }
    for (field, place) in places { form?.note(.row(list, line.id).field(field), place) }
    let past = head.columns.indices.first { head.columns[$0].field == "history" && values[$0] != nil }
    if let place = past.flatMap({ values[$0]?.place }) { form?.note(.row(list, line.id).field("history"), place) }
    if isTotal(item) && !toSpending { table?.isSpending = true }
  }

  /// Earlier values oldest first; nil when the table has no such columns.
  func history(_ values: [Int: (text: String, place: Document.Place)], _ head: TableHead) -> [String]? {
    let columns = head.columns.indices.filter { head.columns[$0].field == "history" }
    guard !columns.isEmpty else { return nil }
    let known = columns.allSatisfy { head.columns[$0].year != nil }
    let ordered = known ? columns.sorted { (head.columns[$0].year ?? 0) < (head.columns[$1].year ?? 0) } : columns
    let texts = ordered.map { column in
      let text = values[column]?.text ?? ""
      return Wording.isEmptyMark(text) ? "" : text
    }
    return texts
  }

  /// The row of the whole budget gives the execution of the form; every row is kept.
  private mutating func executionRow(_ row: SheetRow) {
    guard let head = table?.head, form != nil else { return }
    var line = ExecutionLine(id: "e\((form?.content.execution?.rows.count ?? 0) + 1)")
    let places = fill(&line, values(row, head), head)
    guard line.initial != nil || line.adjusted != nil || line.actual != nil else { return }
    // Taken out and put back, so that the rows before are not copied for each.
    var execution = form?.content.execution ?? Execution()
    form?.content.execution = nil
    line.source = line.source.map(Self.cleanLabel)
    // Before the row of the whole may stand rows of its parts.
    let isTold = execution.rows.contains { isTotal($0.source) }
    let isWhole = !isTold && isTotal(line.source)
    if isWhole || (execution.rows.isEmpty && execution.actual == nil) {
      execution.budget = line.adjusted ?? line.initial
      execution.actual = line.actual
      execution.rate = line.rate
      execution.weight = line.weight ?? head.sectionLabel.flatMap { Figures.splitWeight($0, bare: false).weight }
      execution.score = line.score
      for (field, source) in [
        ("budget", "adjusted"), ("actual", "actual"), ("rate", "rate"), ("weight", "weight"), ("score", "score"),
      ] {
        guard let place = places[source] ?? (field == "budget" ? places["initial"] : nil) else { continue }
        form?.note(.field("execution").field(field), place)
      }
    }
    execution.rows.append(line)
    form?.content.execution = execution
    for (field, place) in places { form?.note(.field("execution").row("rows", line.id).field(field), place) }
  }

  static func hasWords(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.value >= 0x4E00 && $0.value <= 0x9FFF }
  }

  /// Scraps of a recogniser are no names: a name has words, but not many.
  static func isName(_ text: String) -> Bool {
    let words = text.unicodeScalars.count { $0.value >= 0x4E00 && $0.value <= 0x9FFF }
    return words >= 2 && words <= 40
  }

  private mutating func goalRow(_ row: SheetRow) {
    guard var head = table?.head, form != nil else { return }
    var row = row
    if isBesideGoals(row), let first = row.filled.first {
      if head.sectionLabel == nil { head.sectionLabel = row.cells[first].text }
      row.cells[first] = row.cells[first].emptied()
    }
    let values = values(row, head)
    var goal = Goal(id: "")
    let places = fill(&goal, values, head)
    guard goal.text != nil || goal.resultText != nil else { return }
    if !row.isExact, let name = goal.name {
      guard Self.isName(name), !name.contains(","), !name.contains("，"),
        goal.text.map({ !Figures.looksLikeValue($0) }) ?? true
      else { return }
    }
    let label = head.sectionLabel.map { Figures.splitWeight(Self.cleanLabel($0), bare: false) }
    let name = goal.name ?? label?.text
    let term = Self.term(in: name ?? "") ?? (head.has("result_text") ? .annual : nil)
    let index = form?.addGoal(term, name: name.map { Wording.unspaced($0) }, text: goal.text, at: row.place) ?? 0
    form?.content.goals[index].resultText = goal.resultText
    form?.content.goals[index].weight = goal.weight ?? label?.weight
    form?.content.goals[index].score = goal.score
    if head.has("name") { form?.listedGoals.insert(index) }
    if let name, let number = Wording.number(atEndOf: Wording.key(name)), term != nil {
      form?.goalNumbers[index] = number
    }
    let id = form?.content.goals[index].id ?? ""
    form?.forgetNamePlace(index)
    for (field, place) in places { form?.note(.goal(id).field(field), place) }
  }
}
