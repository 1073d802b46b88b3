import Model
import Schemes

/// The head of a table: its columns with what they mean, after the rows of a head in layers have been put together.
struct TableHead {
  struct Column {
    var field: String
    /// As printed, with the words of the layers above it.
    var label: String
    /// First column and the one behind the last; in a ragged grid the index of the cell.
    var start: Int
    var end: Int
    /// Sorting key of a history column: a year, or -2 for 前年 and -1 for 上年.
    var year: Int?
  }

  /// Before the name of a column that heads a form: `form.name`.
  static let formPrefix = "form."

  var list: TemplateList
  var columns: [Column]
  var isExact: Bool
  /// Printed beside or over the table: 年度绩效指标.
  var sectionLabel: String?

  /// Whether every row tells which form it belongs to.
  var isListOfForms: Bool { columns.contains { $0.field == Self.formPrefix + FieldTarget.name.rawValue } }

  /// How many columns are known.
  var matched: Int { columns.count { $0.field != "section" && $0.field != "ignored" } }

  /// Number of cells in a row that has lost none.
  var width: Int { columns.last?.end ?? 0 }

  func index(of field: String) -> Int? { columns.firstIndex { $0.field == field } }
  func has(_ field: String) -> Bool { index(of: field) != nil }

  /// The columns that forms of indicators have most often, for a table whose head is illegible.
  static func usual(withHistory: Bool) -> TableHead {
    let history = withHistory ? ["history", "history"] : []
    let fields = ["section", "level1", "level2", "name"] + history + ["target", "basis"]
    let columns = fields.enumerated().map { index, field in
      Column(field: field, label: "", start: index, end: index + 1, year: field == "history" ? index - 6 : nil)
    }
    return TableHead(list: .indicators, columns: columns, isExact: false)
  }

  /// `绩效指标` left of the level heads is the label at the side: the names have a column of their own.
  @discardableResult
  static func dropLeadingName(_ columns: inout [Column]) -> Bool {
    guard let first = columns.firstIndex(where: { $0.field == "name" }),
      let own = columns.lastIndex(where: { $0.field == "name" }), first < own,
      first == 0 || columns[first..<own].contains(where: { $0.field == "level1" || $0.field == "level2" })
    else { return false }
    columns[first].field = "section"
    return true
  }

  /// The sorting key of a head such as `2023年`, `前年`; nil for other words.
  /// - Parameter torn: put together from several rows, so that only the last word counts.
  static func historyYear(_ key: String, torn: Bool = false) -> Int? {
    if torn && key.hasSuffix("前年") { return -2 }
    if torn && key.hasSuffix("上年") { return -1 }
    return switch key {
    case "前年", "前年指标值", "前年实际值", "前年完成值": -2
    case "上年", "去年", "上年指标值", "上年实际值", "上年完成值", "上年度", "上年实际完成值", "上年度指标值", "上年实现值": -1
    default:
      if key.unicodeScalars.count <= 9, let year = Wording.year(in: key), key.hasPrefix(String(year)) {
        year
      } else {
        nil
      }
    }
  }
}

/// Recognises the head of a table by the labels of its columns, in any order and in up to three layers.
struct TableHeadReader {
  let lexicon: Lexicon

  private static let order: [TemplateList] = [
    .indicators, .execution, .goals, .projects, .costs, .procurement, .composition, .funding,
  ]

  /// - Returns: the head that begins with `rows[start]` and how many rows it takes; nil when it is no head.
  func head(_ rows: ArraySlice<SheetRow>) -> (head: TableHead, rows: Int)? {
    guard let first = rows.first, first.filled.count >= 2, !hasFigures(first) else { return nil }
    var best: (head: TableHead, matched: Int)?
    for list in Self.order {
      if let found = match(list, first), found.matched > (best?.matched ?? 0) { best = found }
    }
    if let layered = layeredList(rows), layered.head.matched > (best?.matched ?? 0) { return layered }
    guard var head = best?.head else { return torn(rows) }
    var count = 1
    for row in rows.dropFirst().prefix(2) {
      guard let merged = layer(row, under: head) else { break }
      head = merged
      count += 1
    }
    settle(&head)
    if head.list == .indicators, let torn = torn(rows), torn.head.matched > head.matched { return torn }
    return (head, count)
  }

  /// The head of a table of indicators whose words a recogniser tore over two or three rows: `一级` above `指标`.
  private func torn(_ rows: ArraySlice<SheetRow>) -> (head: TableHead, rows: Int)? {
    guard var whole = rows.first, isScrap(whole), !beginsWithLabel(whole) else { return nil }
    var best: (head: TableHead, rows: Int)?
    for (order, row) in rows.dropFirst().prefix(2).enumerated() {
      guard isScrap(row) else { break }
      for index in row.filled {
        while whole.cells.count <= index { whole.cells.append(row.cells[whole.cells.count].emptied()) }
        whole.cells[index] = joined(whole.cells[index], row.cells[index])
      }
      guard let found = match(.indicators, whole), found.head.has("level2"), found.head.has("name") else { continue }
      guard found.matched >= 4, found.matched > (match(.indicators, row)?.matched ?? 0) else { continue }
      guard found.matched > (best?.head.matched ?? 0) else { continue }
      best = (found.head, order + 2)
    }
    guard var head = best?.head else { return nil }
    settle(&head)
    return (head, best?.rows ?? 1)
  }

  private func beginsWithLabel(_ row: SheetRow) -> Bool {
    guard let first = row.filled.first, let field = row.cells[first].traits.field else { return false }
    return field.target != .section
  }

  /// Whether a row of flattened text could be a part of a head: short words, no values, no level heads.
  private func isScrap(_ row: SheetRow) -> Bool {
    !row.isExact && !row.filled.isEmpty
      && row.filled.allSatisfy { index in
        let cell = row.cells[index]
        return cell.text.utf8.count <= 54 && !cell.traits.isLevel && !cell.traits.isNumber
      }
  }

  /// Two cells of a torn head as one; scraps do not spoil a word that is whole already.
  private func joined(_ above: SheetCell, _ below: SheetCell) -> SheetCell {
    let both = above.joined(below, lexicon)
    guard !above.text.isEmpty, lexicon.column(.indicators, both.key) == nil else { return both }
    guard lexicon.column(.indicators, above.key) != nil, TableHead.historyYear(both.key, torn: true) == nil else {
      return lexicon.column(.indicators, below.key) != nil ? below : both
    }
    return lexicon.column(.indicators, below.key) != nil ? below : above
  }

  /// Matches one row against the columns of one table.
  func match(_ list: TemplateList, _ row: SheetRow) -> (head: TableHead, matched: Int)? {
    var columns: [TableHead.Column] = []
    var section: String?
    var strangers = 0
    var isSectionOnly = true
    for index in row.filled {
      let cell = row.cells[index]
      let start = row.isExact ? cell.column : index
      let end = row.isExact ? cell.end : index + 1
      let year = list == .indicators || list == .composition ? TableHead.historyYear(cell.key, torn: !row.isExact) : nil
      if let field = lexicon.column(list, cell.key) ?? (year == nil ? nil : "history") {
        columns.append(.init(field: field, label: cell.text, start: start, end: end, year: year))
        isSectionOnly = isSectionOnly && field == "section"
      } else if columns.isEmpty {
        let known = cell.traits.field != nil || cell.traits.isTable
        if section != nil && !known { strangers += 1 }
        section = cell.text
        columns.append(.init(field: "section", label: cell.text, start: start, end: end))
      } else if isSectionOnly {
        if cell.traits.field == nil && !cell.traits.isTable { strangers += 1 }
        section = cell.text
        columns.append(.init(field: "section", label: cell.text, start: start, end: end))
      } else {
        strangers += 1
        columns.append(.init(field: "ignored", label: cell.text, start: start, end: end))
      }
    }
    if !row.isExact { nameFirst(list, &columns) }
    let fields = Set(columns.map(\.field)).subtracting(["section", "ignored"])
    // What a recogniser made of years, and scraps beside them, stand in the heads of income and spending.
    let most =
      list == .composition && !row.isExact && fields.isSuperset(of: ["amount", "share"]) ? 3 : fields.count / 2
    guard strangers <= max(1, most), isHead(list, fields, columns) else { return nil }
    if list == .indicators {
      readListOfForms(&columns)
      dropLeadingGoal(&columns, &section)
    }
    if list == .goals { dropLeadingText(&columns, &section) }
    if list == .composition, !row.isExact { mendYears(&columns, row) }
    if list == .execution {
      // Cells that head the form itself, each over its value.
      let heads = row.filled.compactMap { row.cells[$0].traits.field?.target }.filter { Self.formHeads.contains($0) }
      if heads.count >= 2 { return nil }
      placeSource(&columns, isExact: row.isExact)
    }
    if !row.isExact, list == .indicators, let start = columns.first?.start, start > 0 {
      columns.insert(.init(field: "section", label: "", start: start - 1, end: start), at: 0)
    }
    return (TableHead(list: list, columns: columns, isExact: row.isExact, sectionLabel: section), fields.count)
  }

  /// A list of projects with their indicators in one table has the cells that head a form as columns: 项目名称, 年度目标.
  private func readListOfForms(_ columns: inout [TableHead.Column]) {
    func target(_ column: TableHead.Column) -> FieldTarget? { lexicon.field(Wording.key(column.label))?.target }
    let own: Set<String> = ["section", "ignored", "goal"]
    guard columns.contains(where: { own.contains($0.field) && target($0) == .name }) else { return }
    for index in columns.indices where own.contains(columns[index].field) {
      if let target = target(columns[index]), target != .section {
        columns[index].field = TableHead.formPrefix + target.rawValue
      }
    }
  }

  private static let formHeads: Set<FieldTarget> = [.name, .departmentName, .unitName, .department, .code]

  /// The sources of money stand left of their figures under a head that does not name them.
  private func placeSource(_ columns: inout [TableHead.Column], isExact: Bool) {
    let beside: Set<String> = ["section", "source"]
    // `年度预算数（万元）` before 年初预算 stands over the sources; the budget has a column of its own.
    let budgets = columns.indices.filter { columns[$0].field == "adjusted" }
    if budgets.count > 1, let initial = columns.firstIndex(where: { $0.field == "initial" }), budgets[0] < initial {
      columns[budgets[0]].field = "source"
    }
    guard let first = columns.first(where: { !beside.contains($0.field) && $0.field != "ignored" }), first.start > 0,
      columns.allSatisfy({ beside.contains($0.field) || $0.start >= first.start })
    else { return }
    let label = columns.first { beside.contains($0.field) }?.label ?? ""
    guard isExact else {
      // In flattened text the blank cell of the head stands before the first figure.
      guard !columns.contains(where: { $0.field == "source" }), first.start >= 2,
        columns.allSatisfy({ $0.field != "section" || $0.end < first.start })
      else { return }
      let place = columns.firstIndex { $0.start >= first.start } ?? 0
      columns.insert(.init(field: "source", label: "", start: first.start - 1, end: first.start), at: place)
      return
    }
    columns.removeAll { beside.contains($0.field) }
    columns.insert(.init(field: "source", label: label, start: 0, end: first.start), at: 0)
  }

  /// `年度总体目标` left of 预期目标 is the label at the side.
  private func dropLeadingText(_ columns: inout [TableHead.Column], _ section: inout String?) {
    let texts = columns.indices.filter { columns[$0].field == "text" }
    guard texts.count > 1, let first = texts.first else { return }
    section = columns[first].label
    columns[first].field = "section"
  }

  /// `绩效目标` left of the level heads is a label at the side unless the form keeps goals in that column.
  private func dropLeadingGoal(_ columns: inout [TableHead.Column], _ section: inout String?) {
    let names = columns.indices.filter { columns[$0].field == "name" }
    if names.first == 0, TableHead.dropLeadingName(&columns) {
      section = columns[0].label
    } else if names.count > 1, let bare = names.first(where: { Wording.key(columns[$0].label) == "指标" }) {
      columns[bare].field = "ignored"
    }
    if let goal = columns.firstIndex(where: { $0.field == "goal" }), Wording.key(columns[goal].label) != "目标名称",
      goal == 0, columns.contains(where: { $0.field == "level1" })
    {
      section = columns[0].label
      columns[0].field = "section"
    }
  }

  private func isHead(_ list: TemplateList, _ fields: Set<String>, _ columns: [TableHead.Column]) -> Bool {
    func all(_ names: String...) -> Bool { names.allSatisfy(fields.contains) }
    func any(_ names: String...) -> Int { names.count { fields.contains($0) } }
    return switch list {
    case .indicators:
      any("level1", "level2", "name") >= 2 || (all("name") && any("target", "actual") > 0 && fields.count >= 3)
    case .execution: any("initial", "adjusted", "actual") >= 2
    case .goals: all("name", "text") || all("text", "result_text")
    case .projects: all("name") && (any("category", "total", "current", "purpose") >= 2 || isTasks(columns))
    case .costs: any("activity", "content") > 0 && all("amount")
    case .procurement: all("item") && any("quantity", "amount") > 0
    case .composition: all("amount", "share") || (all("amount", "history") && all("item"))
    case .funding: all("source", "amount") && fields.count == 2
    case .schedule: all("by", "percent")
    }
  }

  // MARK: Layers

  /// The head with a further row under it; nil when the row is no layer of a head.
  private func layer(_ row: SheetRow, under head: TableHead) -> TableHead? {
    let row = withoutSide(row, head)
    let filled = row.filled
    guard !filled.isEmpty, row.isExact == head.isExact else { return nil }
    if let broken = brokenLabels(row, head) { return broken }
    guard filled.allSatisfy({ isLeaf(row.cells[$0], head.list) }) else { return nil }
    return head.isExact ? exactLayer(row, head) : raggedLayer(row, head)
  }

  /// The label at the side of a table may be printed beside the second layer of its head.
  private func withoutSide(_ row: SheetRow, _ head: TableHead) -> SheetRow {
    guard row.isExact, head.isExact, let first = row.filled.first, let edge = head.columns.first?.start,
      row.cells[first].end <= edge, row.cells[first].traits.field != nil
    else { return row }
    var row = row
    row.cells[first] = row.cells[first].emptied()
    return row
  }

  private func isLeaf(_ cell: SheetCell, _ list: TemplateList) -> Bool {
    lexicon.column(list, cell.key) != nil || TableHead.historyYear(cell.key) != nil
  }

  private func column(_ cell: SheetCell, _ list: TemplateList, start: Int, end: Int) -> TableHead.Column {
    let year = TableHead.historyYear(cell.key)
    let field = year != nil && list != .projects ? "history" : lexicon.column(list, cell.key) ?? "ignored"
    return .init(field: field, label: cell.text, start: start, end: end, year: year)
  }

  /// A label broken over two rows of a recognised page: `支出经济` above `分类`.
  private func brokenLabels(_ row: SheetRow, _ head: TableHead) -> TableHead? {
    guard !head.isExact, row.cells.count >= 2 else { return nil }
    var head = head
    for index in row.filled {
      guard let column = head.columns.firstIndex(where: { $0.start == index }) else { return nil }
      let label = head.columns[column].label + row.cells[index].text
      guard let field = lexicon.column(head.list, Wording.key(label)) else { return nil }
      head.columns[column].label = label
      head.columns[column].field = field
    }
    return head
  }

  private func exactLayer(_ row: SheetRow, _ head: TableHead) -> TableHead? {
    var head = head
    for index in row.filled {
      let cell = row.cells[index]
      guard let parent = head.columns.firstIndex(where: { $0.start <= cell.column && cell.end <= $0.end }) else {
        head.columns.append(column(cell, head.list, start: cell.column, end: cell.end))
        continue
      }
      let whole = head.columns[parent]
      if whole.start == cell.column && whole.end == cell.end && row.filled.count == 1 && whole.field != "ignored" {
        return nil
      }
      var leaf = column(cell, head.list, start: cell.column, end: cell.end)
      leaf.label = whole.label + "·" + leaf.label
      head.columns.remove(at: parent)
      if whole.end > cell.end {
        var rest = whole
        rest.start = cell.end
        head.columns.insert(rest, at: parent)
      }
      if whole.start < cell.column {
        var rest = whole
        rest.end = cell.column
        head.columns.insert(rest, at: parent)
        head.columns.insert(leaf, at: parent + 1)
      } else {
        head.columns.insert(leaf, at: parent)
      }
    }
    head.columns.sort { $0.start < $1.start }
    return head
  }

  /// In flattened text the cells under a group stand in order, but not under it.
  private func raggedLayer(_ row: SheetRow, _ head: TableHead) -> TableHead? {
    let leaves = row.filled.map { column(row.cells[$0], head.list, start: $0, end: $0 + 1) }
    let isHistory = leaves.allSatisfy { $0.field == "history" }
    let group =
      (isHistory ? head.columns.firstIndex { $0.field == "history" && $0.year == nil } : nil)
      ?? head.columns.firstIndex { $0.field == groupField(head.list) }
    guard let group, leaves.count > 1 || isHistory else { return nil }
    var head = head
    head.columns.replaceSubrange(group...group, with: leaves)
    var next = group == 0 ? 0 : head.columns[group - 1].start + 1
    for index in group..<head.columns.count {
      let start = index < group + leaves.count ? next : max(head.columns[index].start, next)
      head.columns[index].start = start
      head.columns[index].end = start + 1
      next = start + 1
    }
    return head
  }

  private func groupField(_ list: TemplateList) -> String {
    switch list {
    case .indicators: "target"
    case .composition: "history"
    case .projects: "current"
    case .goals, .costs, .procurement, .funding, .schedule, .execution: "amount"
    }
  }

  // MARK: Settling

  func settle(_ head: inout TableHead) {
    guard head.list == .indicators else { return }
    // A list of weights and scores has no targets; any other head without them has lost some.
    let isScored = head.has("weight") && head.has("score")
    if !head.isExact, !isScored, !head.has("target"), !head.has("actual"), !head.has("history") { insertTarget(&head) }
    let names = head.columns.indices.filter { head.columns[$0].field == "name" }
    if names.count > 1 {
      let isTarget = { (column: TableHead.Column) in column.field == "target" }
      if names.contains(where: {
        head.columns[..<$0].contains(where: isTarget) && head.columns[$0...].contains(where: isTarget)
      }) {
        return settleSideBySide(&head)
      }
      let own = names.first { lexicon.isName(head.columns[$0].label) } ?? names[0]
      for index in names where index != own { head.columns[index].field = "description" }
    }
    let targets = head.columns.indices.filter { head.columns[$0].field == "target" }
    if targets.isEmpty, !head.has("actual") {
      let latest = head.columns.indices.filter { head.columns[$0].field == "history" }
        .max { (head.columns[$0].year ?? 0) < (head.columns[$1].year ?? 0) }
      if let latest, (head.columns[latest].year ?? 0) > 1990 { head.columns[latest].field = "target" }
    } else if targets.count > 1 {
      let annual = targets.last { Self.isAnnual(head.columns[$0].label) } ?? targets[0]
      for index in targets where index != annual { head.columns[index].field = "ignored" }
    }
  }

  /// A table without a column of targets has lost its head; the values stand behind the name.
  private func insertTarget(_ head: inout TableHead) {
    guard let name = head.index(of: "name") else { return }
    let start = head.columns[name].end
    for index in head.columns.indices where index > name && head.columns[index].start <= start {
      head.columns[index].start += 1
      head.columns[index].end += 1
    }
    head.columns.insert(.init(field: "target", label: "", start: start, end: start + 1), at: name + 1)
  }

  private static func isAnnual(_ label: String) -> Bool {
    ["年度", "当年", "本年", "全年", "年初"].contains { label.contains($0) }
  }

  /// Two tables printed side by side, the first for the years, the second for the year: the second has columns of its
  /// own from the second name or the level-2 head before it on.
  private func settleSideBySide(_ head: inout TableHead) {
    var seen: Set<String> = []
    var second = false
    for index in head.columns.indices {
      let field = head.columns[index].field
      guard ["level2", "name", "target"].contains(field) else { continue }
      if seen.contains(field) && (field == "level2" || field == "name") { second = true }
      seen.insert(field)
      if second { head.columns[index].field = "annual." + field }
    }
  }
}
