import Documents
import Model
import Schemes

/// The level heads that merged cells carry from row to row.
struct IndicatorLevels {
  var level1: String?
  var level1Weight: ExactDecimal?
  var level2: String?
  var level2Weight: ExactDecimal?
  /// Where the heads stand; nil for one that was told by the other.
  var places: [String: Document.Place] = [:]
  /// Indicators read before any level-2 head was seen: the head stood in the middle of its merged cell.
  var waiting: [(goal: Int, row: Int)] = []
}

/// Rows of the table of indicators.
extension FormAssembler {
  mutating func indicatorRow(_ row: SheetRow) {
    guard let head = table?.head else { return }
    if finalScore(row, head) { return }
    var row = row
    joinBrokenLevel(&row)
    guard !row.filled.isEmpty else { return }
    let values = values(row, head)
    if goOn(row, values, head) { return }
    if head.isListOfForms { listedForm(values, head) }
    readLevels(row, values, head)
    let sideBySide = head.columns.contains { $0.field.hasPrefix("annual.") }
    read(row, values, head, prefix: "", term: sideBySide ? .longTerm : nil)
    if sideBySide { read(row, values, head, prefix: "annual.", term: .annual) }
  }

  /// `合计 | 100 | 96.5` under the indicators is the score of the form.
  private mutating func finalScore(_ row: SheetRow, _ head: TableHead) -> Bool {
    guard let first = row.filled.first,
      isTotal(row.cells[first].text) || row.cells[first].traits.field?.target == .score
    else { return false }
    // A flattened row that lost no cell has each in its column.
    let isWhole = !row.isExact && row.cells.count == head.width
    let score =
      isWhole
      ? head.index(of: "score").map { head.columns[$0].start }
      : alignment.cells(row, head).first { head.columns[$0.key].field == "score" }?.value.first
    let numbers = row.filled.dropFirst().filter { Figures.number(row.cells[$0].text) != nil }
    guard
      let index = score.flatMap({ Figures.number(row.cells[$0].text) == nil ? nil : $0 })
        ?? (numbers.count > 1 || row.cells[first].traits.field?.target == .score ? numbers.last : nil)
    else { return true }
    if form?.content.score == nil, head.has("score") || head.has("actual") {
      form?.content.score = Figures.number(row.cells[index].text)
      form?.note(.field("score"), row.cells[index].place)
    }
    return true
  }

  private func text(_ values: [Int: (text: String, place: Document.Place)], _ head: TableHead, _ field: String)
    -> String?
  {
    var found = ""
    for column in head.columns.indices where head.columns[column].field == field { found += values[column]?.text ?? "" }
    return found.isEmpty ? nil : found
  }

  // MARK: Lists of forms

  /// In a list of forms a new name begins the next form; the cells that head it are set like labelled ones.
  private mutating func listedForm(_ values: [Int: (text: String, place: Document.Place)], _ head: TableHead) {
    let columns = head.columns.indices.filter { head.columns[$0].field.hasPrefix(TableHead.formPrefix) }
    let nameField = TableHead.formPrefix + FieldTarget.name.rawValue
    guard let nameColumn = head.index(of: nameField) else { return }
    for column in columns {
      if let text = values[column]?.text, !Wording.isEmptyMark(text) { table?.listed[column] = text }
    }
    guard let name = values[nameColumn]?.text, !Wording.isEmptyMark(name), name != form?.content.name else { return }
    let listed = table?.listed ?? [:]
    if let before = form, before.content.name != nil {
      if before.content.indicators.isEmpty { table?.unit = before.content.name }
      let open = table
      close()
      let place = before.places[.field("title")] ?? .init()
      if let text = before.content.title { title = PendingTitle(text: text, kind: before.content.kind, place: place) }
      _ = self.open(isClear: true)
      form?.rows += 1
      table = open
      table?.levels = IndicatorLevels()
      table?.goal = nil
      form?.content.unitName = table?.unit
    }
    for column in columns {
      let label = head.columns[column].label
      guard let text = listed[column], var field = lexicon.field(Wording.key(label)) else { continue }
      if field.target == .attribute, label.contains("单位"), form?.content.unitName == nil { field.target = .unitName }
      set(field, label, text, values[column]?.place ?? values[nameColumn]?.place ?? .init())
    }
  }

  // MARK: Page breaks

  /// `生态环境成本指` over a page break goes on with `标`, which is taken out of the row.
  private mutating func joinBrokenLevel(_ row: inout SheetRow) {
    guard !row.isExact, row.isFirst, let first = row.filled.first, let level2 = table?.levels.level2 else { return }
    guard lexicon.level2Parents(level2) == nil, lexicon.level2Parents(level2 + row.cells[first].text) != nil else {
      return
    }
    table?.levels.level2 = level2 + row.cells[first].text
    row.cells[first].text = ""
  }

  /// A row that only goes on with the texts of the row above, in flattened text.
  private mutating func goOn(_ row: SheetRow, _ values: [Int: (text: String, place: Document.Place)], _ head: TableHead)
    -> Bool
  {
    let id = "i\(form?.indicatorCount ?? 0)"
    guard !row.isExact, !hasLevel(row),
      let goal = form?.content.goals.indices.last(where: { form?.content.goals[$0].indicators.last?.id == id }),
      let last = form?.content.goals[goal].indicators.indices.last
    else { return false }
    let fields = Set(values.keys.map { head.columns[$0].field })
    let tails: Set<String> = ["basis", "description", "reason", "note"]
    guard fields.isSubset(of: tails) || (row.isFirst && fields.isSubset(of: tails.union(["name"]))) else {
      return false
    }
    func more(_ field: String, _ path: WritableKeyPath<Indicator, String?>) {
      guard let more = text(values, head, field) else { return }
      // Added where it lies: a text that goes on for a thousand rows is not copied for each.
      if form?.content.goals[goal].indicators[last][keyPath: path]?.append(more) == nil {
        form?.content.goals[goal].indicators[last][keyPath: path] = more
      }
    }
    more("name", \.name)
    more("basis", \.basis)
    more("description", \.definition)
    more("reason", \.reason)
    more("note", \.note)
    return true
  }

  // MARK: Levels

  private mutating func readLevels(
    _ row: SheetRow, _ values: [Int: (text: String, place: Document.Place)], _ head: TableHead
  ) {
    let first = mended(levelText(row, values, head, "level1"), table?.levels.level1, row) {
      lexicon.level1Name($0) != nil
    }
    let second = mended(levelText(row, values, head, "level2"), table?.levels.level2, row) {
      lexicon.level2Parents($0) != nil
    }
    if let second, let before = table?.levels.level2, second != before, second.hasPrefix(before), !row.isExact {
      rename(before, second)
    }
    if let first, !Wording.isEmptyMark(first) {
      let (name, weight) = Figures.splitWeight(first, bare: true)
      let isNew = !row.isExact || table?.levels.level1 != name
      table?.levels.level1 = name
      let place1 = levelPlace(row, values, head, "level1")
      table?.levels.places["level1"] = place1
      if weight != nil || isNew { table?.levels.level1Weight = weight }
      if second == nil && isNew { table?.levels.level2 = nil }
      if isNew && !row.isExact { table?.levels.waiting = [] }
    }
    if let second, !Wording.isEmptyMark(second) {
      let (name, weight) = Figures.splitWeight(second, bare: true)
      table?.levels.level2 = name
      table?.levels.level2Weight = weight
      let place2 = levelPlace(row, values, head, "level2")
      table?.levels.places["level2"] = place2
      if first == nil { mendLevel1(name, row) }
      fillWaiting()
    }
  }

  /// The rest of a head that was torn over rows (`数量指` above `标`) is put to its beginning; scraps are left out.
  private func mended(_ own: String?, _ before: String?, _ row: SheetRow, isKnown: (String) -> Bool) -> String? {
    guard let own, !row.isExact, !isKnown(own), row.cells.count != table?.head.width else { return own }
    if let before, own.unicodeScalars.count <= 3, isKnown(before + own) { return isKnown(before) ? nil : before + own }
    return lexicon.looksLikeLevel(own) && own.unicodeScalars.count > 2 || lexicon.isBrokenLevel2(Wording.key(own))
      ? own : nil
  }

  /// Gives the indicators under the beginning of a torn head its whole name.
  private mutating func rename(_ before: String, _ whole: String) {
    guard lexicon.level2Parents(before) == nil, let goals = form?.content.goals.indices else { return }
    for goal in goals {
      for row in form?.content.goals[goal].indicators.indices ?? 0..<0
      where form?.content.goals[goal].indicators[row].level2 == before {
        form?.content.goals[goal].indicators[row].level2 = whole
      }
    }
  }

  /// In an exact grid a merged cell is known in every row it covers.
  private func levelText(
    _ row: SheetRow, _ values: [Int: (text: String, place: Document.Place)], _ head: TableHead, _ field: String
  ) -> String? {
    if let own = text(values, head, field) { return own }
    return carriedLevel(row, head, field)?.text
  }

  private func carriedLevel(_ row: SheetRow, _ head: TableHead, _ field: String) -> SheetCell? {
    guard row.isExact, let column = head.index(of: field) else { return nil }
    let range = head.columns[column]
    return row.cells.first { $0.isCarried && $0.column < range.end && range.start < $0.end && !$0.text.isEmpty }
  }

  private func levelPlace(
    _ row: SheetRow, _ values: [Int: (text: String, place: Document.Place)], _ head: TableHead, _ field: String
  ) -> Document.Place? {
    head.columns.indices.first { head.columns[$0].field == field && values[$0]?.text.isEmpty == false }
      .flatMap { values[$0]?.place } ?? carriedLevel(row, head, field)?.place
  }

  /// Where flattening lost a level-1 cell, the class of level 2 tells which head it stands under.
  private mutating func mendLevel1(_ level2: String, _ row: SheetRow) {
    guard !row.isExact, let parents = lexicon.level2Parents(level2), let first = parents.first else { return }
    guard let carried = table?.levels.level1.flatMap({ lexicon.level1Name($0) }) else {
      table?.levels.level1 = first
      table?.levels.places["level1"] = nil
      return
    }
    if !parents.contains(carried) {
      table?.levels.level1 = first
      table?.levels.places["level1"] = nil
      table?.levels.level1Weight = nil
    }
  }

  private mutating func fillWaiting() {
    guard let levels = table?.levels, !levels.waiting.isEmpty else { return }
    for (goal, row) in levels.waiting {
      guard let indicators = form?.content.goals[goal].indicators, indicators.indices.contains(row) else { continue }
      if indicators[row].level2 == nil { form?.content.goals[goal].indicators[row].level2 = levels.level2 }
      if indicators[row].level1 == nil { form?.content.goals[goal].indicators[row].level1 = levels.level1 }
      let path = FormPath.indicator(form?.content.goals[goal].id ?? "", indicators[row].id)
      for (field, place) in levels.places where form?.places[path.field(field)] == nil {
        form?.note(path.field(field), place)
      }
    }
    table?.levels.waiting = []
  }

  // MARK: One indicator

  private mutating func read(
    _ row: SheetRow, _ values: [Int: (text: String, place: Document.Place)], _ head: TableHead, prefix: String,
    term: Goal.Term?
  ) {
    guard let open = table else { return }
    var indicator = Indicator(id: "")
    var places: [String: Document.Place] = [:]
    for (column, value) in values {
      let field = head.columns[column].field
      if prefix.isEmpty {
        places[field] = value.place
      } else if field.hasPrefix(prefix) {
        places[String(field.dropFirst(prefix.count))] = value.place
      }
    }
    let plain = head.columns.map { column in
      var column = column
      if !prefix.isEmpty {
        column.field = column.field.hasPrefix(prefix) ? String(column.field.dropFirst(prefix.count)) : "ignored"
      }
      return column
    }
    var own = head
    own.columns = plain
    if prefix.isEmpty {
      _ = fill(&indicator, values, own)
    } else {
      _ = fill(&indicator, values.filter { head.columns[$0.key].field.hasPrefix(prefix) }, own)
    }
    finish(&indicator, values, own)
    guard
      let name = indicator.name ?? (indicator.target == nil || Wording.isEmptyMark(indicator.target ?? "") ? nil : ""),
      !(name.isEmpty && indicator.level2 == nil && open.levels.level2 == nil)
    else { return }
    indicator.level1 = open.levels.level1
    indicator.level1Weight = open.levels.level1Weight
    if prefix.isEmpty || indicator.level2 == nil { indicator.level2 = open.levels.level2 }
    indicator.level2Weight = open.levels.level2Weight
    for level in ["level1", "level2"] {
      let place = places[level] ?? open.levels.places[level]
      places[level] = place
      places[level + "_weight"] = place
    }
    guard let goal = goal(values, own, term, row) else { return }
    if head.has("history"), form?.content.goals[goal].historyHeads == nil {
      form?.content.goals[goal].historyHeads = head.columns.filter { $0.field == "history" }.map {
        Wording.printed($0.label)
      }
    }
    form?.add(indicator, to: goal, places: places)
    if indicator.level2 == nil || indicator.level1 == nil, !row.isExact {
      table?.levels.waiting.append((goal, (form?.content.goals[goal].indicators.count ?? 1) - 1))
    }
  }

  /// Splits weights off, puts targets together, drops marks that mean nothing.
  private func finish(
    _ indicator: inout Indicator, _ values: [Int: (text: String, place: Document.Place)], _ head: TableHead
  ) {
    if let name = indicator.name {
      let (text, weight) = Figures.splitWeight(Self.withoutMark(name), bare: false)
      indicator.name = Wording.isEmptyMark(text) ? nil : text
      if let weight, indicator.weight == nil { indicator.weight = weight }
    }
    indicator.level1 = nil
    if let level2 = indicator.level2 { indicator.level2 = Figures.splitWeight(level2, bare: true).text }
    indicator.target = target(indicator.target, text(values, head, "comparator"), text(values, head, "measure"))
    indicator.history = history(values, head)
    if let forecast = text(values, head, "forecast"), !Wording.isEmptyMark(forecast) {
      let label = head.columns.first { $0.field == "forecast" }?.label ?? ""
      indicator.note = (indicator.note.map { $0 + "；" } ?? "") + "\(label)：\(forecast)"
    }
  }

  /// `指标1：` in front of a name is print of the empty form.
  private static func withoutMark(_ name: String) -> String {
    guard name.hasPrefix("指标") else { return name }
    let scalars = Array(name.unicodeScalars)
    var index = 2
    while index < scalars.count, Wording.isDigit(Wording.folded(scalars[index])) { index += 1 }
    guard index > 2 else { return name }
    if index < scalars.count, ":：.、．".unicodeScalars.contains(scalars[index]) {
      index += 1
    } else if index < scalars.count {
      return name
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[index...])
    return String(view)
  }

  /// Some forms keep the sign, the number and the unit of a target in columns of their own.
  private func target(_ target: String?, _ comparator: String?, _ measure: String?) -> String? {
    guard var text = target, !Wording.isEmptyMark(text) else { return nil }
    let signs = text.unicodeScalars.prefix { "≥≤><＞＜=＝".unicodeScalars.contains($0) }
    guard let number = Figures.printed(String(text.unicodeScalars.dropFirst(signs.count))) else { return text }
    if let measure, !Wording.isEmptyMark(measure), number.suffix.isEmpty { text += measure }
    guard signs.isEmpty else { return text }
    switch comparator.map(Wording.unspaced) {
    case "≥", ">=", "大于等于", "不低于", "不少于": text = "≥" + text
    case "≤", "<=", "小于等于", "不超过", "不高于": text = "≤" + text
    case ">", "大于", "高于": text = ">" + text
    case "<", "小于", "低于": text = "<" + text
    default: break
    }
    return text
  }

  private mutating func goal(
    _ values: [Int: (text: String, place: Document.Place)], _ head: TableHead, _ term: Goal.Term?, _ row: SheetRow
  ) -> Int? {
    if let term { return form?.goal(term, at: row.place) }
    let term = table?.term ?? .annual
    if let named = text(values, head, "goal"), !Wording.isEmptyMark(named), lexicon.level1Name(named) == nil {
      let goal = form?.goal(named: named, term, at: row.place, comparisons: &comparisons)
      table?.goal = goal
      return goal
    }
    if head.has("goal"), row.isExact, let column = head.index(of: "goal") {
      let range = head.columns[column]
      if let carried = row.cells.first(where: {
        $0.isCarried && $0.column < range.end && range.start < $0.end && !$0.text.isEmpty
      }) {
        return form?.goal(named: carried.text, term, at: row.place, comparisons: &comparisons)
      }
    }
    if let goal = table?.goal { return goal }
    if head.has("goal"),
      let listed = form?.content.goals.indices.first(where: {
        form?.content.goals[$0].term == term && form?.content.goals[$0].indicators.isEmpty == true
      })
    {
      table?.goal = listed
      return listed
    }
    let goal = form?.goal(term, at: row.place)
    table?.goal = goal
    return goal
  }
}
