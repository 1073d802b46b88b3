import Documents
import Model
import Schemes

/// Walks through a document row by row and puts forms together from what the rows say.
///
/// It knows no form by heart: labels, heads of tables and titles come from the lexicon. A row is, in this order, the
/// head of a table, a heading of a goal, labels over or beside their values, or data of the open table.
struct FormAssembler {
  struct PendingTitle {
    var text: String
    var kind: FormKind
    var place: Document.Place
  }

  /// The open table and what its rows carry on from row to row.
  struct OpenTable {
    var head: TableHead
    var term: Goal.Term?
    /// Set by a heading such as 年度目标 1; nil while rows or the form tell the goal.
    var goal: Int?
    var levels = IndicatorLevels()
    /// Rows of the composition count as income until a row says otherwise.
    var isSpending = false
    /// In a list of forms, the last text of each column that heads a form.
    var listed: [Int: String] = [:]
    /// In a list of forms, the unit that a row of its own named for the projects below it.
    var unit: String?
    var source: Int
  }

  let items: [SheetItem]
  let lexicon: Lexicon
  let heads: TableHeadReader
  let alignment: Alignment
  var forms: [FormDraft] = []
  var form: FormDraft?
  var title: PendingTitle?
  var unit: MoneyUnit?
  var table: OpenTable?
  var pendingTable: Lexicon.TableTitle?
  /// Goal announced by a heading; the next table of indicators is its.
  var headedGoal: Int?
  /// The last heads of tables of indicators, for tables whose own head is illegible.
  var lastHeads: [Goal.Term: TableHead] = [:]
  /// The unit that the label over several amounts names: `项目资金（元）`.
  var sectionUnit: MoneyUnit?
  /// A label whose value has not come yet: the next cell that stands alone is it.
  var openField: (label: String, field: Lexicon.Field)?
  /// The number of a goal that stands on a line of its own: `2：`.
  var loneNumber: Int?
  /// Set once there is more of something than any real document has; nothing is read from then on.
  var excess: Excess?
  private var allEntries = 0
  /// Names that may still be compared with each other.
  var comparisons = ReadingLimits.comparisons

  init(_ items: [SheetItem], _ lexicon: Lexicon) {
    self.items = items
    self.lexicon = lexicon
    heads = TableHeadReader(lexicon: lexicon)
    alignment = Alignment()
  }

  mutating func run() {
    var index = 0
    while index < items.count, excess == nil {
      switch items[index] {
      case .line(let paragraph, _):
        line(paragraph)
        index += 1
      case .row: index += max(1, row(at: index))
      }
    }
    close()
  }

  // MARK: Forms begin and end

  mutating func close() {
    if var done = form {
      settle(&done)
      if done.isForm { forms.append(done) }
      if forms.count > ReadingLimits.forms { excess = Excess(detail: "表格超过 \(ReadingLimits.forms) 张") }
    }
    form = nil
    table = nil
    lastHeads = [:]
    pendingTable = nil
    headedGoal = nil
    openField = nil
    sectionUnit = nil
  }

  /// Counts a row or a labelled value of the open form.
  mutating func count(at place: Document.Place) {
    guard let entries = form?.entries else { return }
    form?.entries = entries + 1
    allEntries += 1
    if entries >= ReadingLimits.entries {
      excess = Excess(detail: "\(Self.name(place))一张表超过 \(ReadingLimits.entries) 行")
    } else if (form?.content.goals.count ?? 0) > ReadingLimits.goals {
      excess = Excess(detail: "\(Self.name(place))一张表的绩效目标超过 \(ReadingLimits.goals) 条")
    } else if allEntries > ReadingLimits.allEntries {
      excess = Excess(detail: "全部表格超过 \(ReadingLimits.allEntries) 行")
    } else if comparisons < 0 {
      excess = Excess(detail: "\(Self.name(place))一张表里相近的名称太多")
    }
  }

  static func name(_ place: Document.Place) -> String {
    place.line.map { "到第 \($0) 行为止的" } ?? place.table.map { "第 \($0) 个表格所在的" } ?? ""
  }

  mutating func announce(_ text: String, _ kind: FormKind, _ place: Document.Place) {
    close()
    title = PendingTitle(text: Wording.printed(text), kind: kind, place: place)
  }

  /// Opens a form when none is open: a title was seen, or the row speaks so clearly that none is needed.
  mutating func open(isClear: Bool) -> Bool {
    if form != nil { return true }
    guard title != nil || isClear else { return false }
    var draft = FormDraft(kind: title?.kind ?? .projectGoal, title: title?.text, isKindKnown: title != nil)
    if let title {
      draft.content.year = Wording.year(in: title.text)
      draft.note(.field("title"), title.place)
    }
    if let unit { draft.content.moneyUnit = unit }
    title = nil
    form = draft
    return true
  }

  // MARK: Lines

  mutating func line(_ paragraph: Document.Paragraph) {
    let text = Wording.printed(paragraph.text)
    if Wording.isEmptyMark(text) || text.unicodeScalars.allSatisfy({ Wording.isDigit($0) || $0 == "-" || $0 == " " }) {
      return
    }
    if let kind = lexicon.titleKind(text) { return announce(text, kind, paragraph.place) }
    if heading(text, paragraph.place) { return }
    if let unit = Self.moneyUnit(paragraph.text) { take(unit) }
    if year(of: text) { return }
    if form != nil || title != nil { inline(paragraph.text, paragraph.place) }
    if text.unicodeScalars.count > 12 { table = nil }
  }

  /// `（2022年度）` under a title.
  private mutating func year(of text: String) -> Bool {
    guard text.unicodeScalars.count <= 12, let year = Wording.year(in: text) else { return false }
    if form != nil {
      if form?.content.year == nil { form?.content.year = year }
    } else if let waiting = title, Wording.year(in: waiting.text) == nil {
      title = PendingTitle(text: "\(waiting.text)（\(year)年度）", kind: waiting.kind, place: waiting.place)
    }
    return true
  }

  /// The heading of a table or of a goal.
  mutating func heading(_ text: String, _ place: Document.Place) -> Bool {
    if let titled = lexicon.table(Wording.key(text)), text.unicodeScalars.count <= 16 {
      pendingTable = titled
      table = nil
      openField = nil
      headedGoal = nil
      return true
    }
    return form != nil && (runTogetherGoal(text, place) || goalHeading(text, nil, place))
  }

  mutating func take(_ unit: MoneyUnit) {
    self.unit = unit
    form?.content.moneyUnit = unit
  }

  /// The unit of `单位：万元`, `（金额单位：元）`.
  static func moneyUnit(_ text: String) -> MoneyUnit? {
    let mark = Array("单位:".unicodeScalars)
    let scalars = Array(Wording.unspaced(text).unicodeScalars)
    guard let start = scalars.indices.first(where: { scalars[$0...].starts(with: mark) }) else { return nil }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[(start + mark.count)...])
    let behind = String(view)
    return MoneyUnit.allCases.sorted { $0.rawValue.utf8.count > $1.rawValue.utf8.count }.first {
      behind.hasPrefix($0.rawValue)
    }
  }

  // MARK: Rows

  /// Reads the row at `index` and says how many rows that took.
  mutating func row(at index: Int) -> Int {
    let rows = following(index)
    guard let row = rows.first else { return 1 }
    let filled = row.filled
    guard let first = filled.first else { return 1 }
    if let open = table, open.source != row.table { crossTables(row) }
    if tornLabel(rows) { return 2 }
    if filled.count == 1, single(row.cells[first], row) { return 1 }
    if form != nil, table?.head.list != .goals, !hasLevel(row), goalHeadingRow(row) { return 1 }
    if let found = heads.head(rows), begin(found.head, row) { return found.rows }
    if schedule(rows) { return 2 }
    if vertical(rows) { return 2 }
    if table == nil || table?.head.list == .goals, hasLevel(row) { reopen(row) }
    if table == nil, moneyParts(row) { return 1 }
    if isKeyValue(row) {
      keyValues(row)
    } else if table != nil {
      data(row)
    } else {
      loose(row)
    }
    return 1
  }

  /// A row with level heads under no head: the head was illegible, and the table is like the last one of its term.
  private mutating func reopen(_ row: SheetRow) {
    // Heads of the first level side by side stand over columns: such a table is no list of indicators.
    let traits = row.filled.map { row.cells[$0].traits }
    guard traits.count(where: { $0.level1 && !$0.level2 }) < 2, traits.count(where: \.level2) < 3 else { return }
    let told = TableHead.told(by: row)
    if form == nil || row.isExact {
      // A document may begin in the middle of a form: its first rows say so clearly enough by themselves.
      guard let head = told, form != nil || head.has("target"), begin(head, row) else { return }
      table?.term = headedGoal.flatMap { form?.content.goals[$0].term } ?? .annual
      table?.goal = headedGoal
      return
    }
    reopenFlattened(row, told?.has("target") == false ? told : nil)
  }

  /// - Parameter bare: the head of a table whose rows end with the name.
  private mutating func reopenFlattened(_ row: SheetRow, _ bare: TableHead?) {
    let texts = row.filled.map { row.cells[$0] }
    let told = texts.first.flatMap { Self.term(in: $0.text) }
    let headed = headedGoal.flatMap { form?.content.goals[$0].term }
    let values = texts.count { $0.traits.looksLikeValue }
    let term = headed ?? told ?? (values >= 3 || bare != nil ? .annual : .longTerm)
    var open = OpenTable(head: lastHeads[term] ?? bare ?? .usual(withHistory: values >= 3), source: row.table)
    open.term = term
    open.goal = headedGoal
    table = open
    form?.rows += 1
  }

  /// The row and up to three that follow it in the same table.
  private func following(_ index: Int) -> ArraySlice<SheetRow> {
    var rows: [SheetRow] = []
    for item in items[index...].prefix(4) {
      guard case .row(let row) = item, rows.first.map({ $0.table == row.table }) ?? true else { break }
      rows.append(row)
    }
    return rows[...]
  }

  /// An open table goes on in the next one after a page break of flattened text; an exact table is a table of its own.
  private mutating func crossTables(_ row: SheetRow) {
    if row.isExact && !hasLevel(row) {
      table = nil
    } else {
      table?.source = row.table
    }
  }

  func hasLevel(_ row: SheetRow) -> Bool {
    row.filled.contains {
      row.cells[$0].traits.isLevel
    }
  }

  /// A cell that stands alone in its row.
  private mutating func single(_ cell: SheetCell, _ row: SheetRow) -> Bool {
    if let kind = lexicon.titleKind(cell.text) {
      announce(cell.text, kind, cell.place)
      return true
    }
    if heading(cell.text, cell.place) { return true }
    if let unit = Self.moneyUnit(cell.raw) { take(unit) }
    if table == nil, openField == nil, year(of: cell.text) { return true }
    if table == nil || table?.head.list == .goals, let open = openField, cell.traits.field == nil {
      openField = nil
      set(open.field, open.label, cell.text, cell.place)
      return true
    }
    if form != nil || title != nil, table == nil || cell.traits.field == nil, inline(cell.raw, cell.place) {
      return true
    }
    return false
  }

  /// A row that no open table or label explains: the next value of an open label, or the unit with its code.
  private mutating func loose(_ row: SheetRow) {
    let filled = row.filled
    for index in filled {
      let cell = row.cells[index]
      if let unit = Self.moneyUnit(cell.raw) {
        take(unit)
      } else if inline(cell.raw, cell.place) {
        continue
      } else if let open = openField {
        openField = nil
        set(open.field, open.label, cell.text, cell.place)
      } else if filled.count <= 2, let (code, name) = Self.codedUnit(cell.text), title != nil || form != nil,
        open(isClear: false)
      {
        if form?.content.unitName == nil { form?.content.unitName = name }
        form?.note(.field("unit_name"), cell.place)
        form?.addAttribute("单位编码", code, personal: false, at: cell.place)
      }
    }
  }

  /// `629001某某办事处` is a code and a name.
  static func codedUnit(_ text: String) -> (code: String, name: String)? {
    let code = text.unicodeScalars.prefix { Wording.isDigit(Wording.folded($0)) }
    let name = Wording.printed(String(text.unicodeScalars.dropFirst(code.count)))
    guard (3...12).contains(code.count), name.unicodeScalars.count >= 4, !Figures.looksLikeValue(text),
      !name.hasPrefix("年"), !name.hasPrefix("月")
    else { return nil }
    return (String(code), name.hasPrefix("-") ? String(name.dropFirst()) : name)
  }
}
