import Documents
import Model
import Schemes

/// Reads forms from texts that stand one after the other: what is a label, a head or a value, their order tells.
///
/// It makes rows in which every text has its column again; everything behind it reads them like rows of a table.
struct StreamReader {
  typealias Token = StreamTokens.Token

  let lexicon: Lexicon
  let tokens: [Token]
  var items: [SheetItem] = []
  var table = 1

  private init(_ lexicon: Lexicon, _ tokens: [StreamTokens.Token]) {
    self.lexicon = lexicon
    self.tokens = tokens
  }

  /// - Returns: nil when the document has no head of a table of indicators among its texts.
  static func items(of document: Document, _ lexicon: Lexicon) -> [SheetItem]? {
    guard let tokens = StreamTokens(lexicon).tokens(of: document) else { return nil }
    var reader = StreamReader(lexicon, tokens)
    guard tokens.indices.contains(where: { reader.head(at: $0, [.indicators]) != nil }) else { return nil }
    reader.walk()
    return reader.items
  }

  // MARK: Walking

  private mutating func walk() {
    var index = 0
    while index < tokens.count {
      if let title = title(at: index) {
        items.append(.line(Document.Paragraph(title.text, at: tokens[index].cell.place), isHeading: true))
        table += 1
        index = title.end
      } else if let found = head(
        at: index, [.indicators, .execution, .costs, .procurement, .composition, .projects, .goals])
      {
        index = read(found.head, from: index, to: found.end)
      } else if let end = vertical(at: index) {
        index = end
      } else if label(index) != nil {
        index = labelled(from: index)
      } else {
        items.append(.line(Document.Paragraph(tokens[index].cell.raw, at: tokens[index].cell.place), isHeading: false))
        index += 1
      }
    }
  }

  /// The line that begins with this text, when it announces a form.
  func title(at index: Int) -> (text: String, end: Int)? {
    guard index == 0 || tokens[index - 1].line != tokens[index].line else { return nil }
    var end = index
    var text = ""
    while end < tokens.count, tokens[end].line == tokens[index].line {
      text += tokens[end].cell.text
      end += 1
    }
    return lexicon.titleKind(text) == nil ? nil : (text, end)
  }

  func label(_ index: Int) -> Lexicon.Field? {
    let cell = tokens[index].cell
    return cell.traits.isNumber || (cell.traits.isLevel && cell.traits.field?.target == .section)
      ? nil : cell.traits.field
  }

  mutating func add(_ cells: [(cell: SheetCell, column: Int)], span: Int = 1) {
    guard !cells.isEmpty else { return }
    let placed = cells.map { cell, column in
      var cell = cell
      cell.column = column
      cell.span = span
      return cell
    }
    items.append(.row(SheetRow(cells: placed, isExact: true, table: table, isFirst: false)))
  }

  // MARK: Heads

  /// A head of a table that begins with this text: labels of columns, one after the other.
  func head(at index: Int, _ lists: [TemplateList]) -> (head: TableHead, end: Int)? {
    let first = tokens[index].cell
    guard !first.traits.isNumber, !first.traits.isLevel else { return nil }
    var best: (head: TableHead, end: Int)?
    for list in lists {
      guard lexicon.column(list, first.key) != nil || torn(index, list) != nil,
        let found = columns(at: index, list), found.columns.count > (best?.head.columns.count ?? 0)
      else { continue }
      let fields = Set(found.columns.map(\.field))
      guard isHead(list, fields) else { continue }
      best = (TableHead(list: list, columns: found.columns, isExact: true), found.end)
    }
    return best
  }

  private func isHead(_ list: TemplateList, _ fields: Set<String>) -> Bool {
    switch list {
    case .indicators:
      fields.contains("name") && !fields.isDisjoint(with: ["level2", "level1"])
        && !fields.isDisjoint(with: ["target", "actual"])
    case .execution: ["initial", "adjusted", "actual"].count(where: fields.contains) >= 2
    case .costs:
      fields.contains("amount") && (fields.contains("activity") || fields.contains("content")) && fields.count > 2
    case .procurement: fields.isSuperset(of: ["item", "quantity", "amount"])
    case .composition: fields.isSuperset(of: ["amount", "share"])
    case .projects: fields.contains("name") && fields.count > 2
    case .goals: fields.isSuperset(of: ["text", "result_text"])
    case .funding, .schedule: false
    }
  }

  /// Two texts that only together are a label: a head broken into lines.
  private func torn(_ index: Int, _ list: TemplateList) -> String? {
    guard index + 1 < tokens.count, tokens[index].cell.text.unicodeScalars.count <= 8 else { return nil }
    return lexicon.column(list, Wording.key(tokens[index].cell.text + tokens[index + 1].cell.text))
  }

  private func columns(at index: Int, _ list: TemplateList) -> (columns: [TableHead.Column], end: Int)? {
    var columns: [TableHead.Column] = []
    var end = index
    while end < tokens.count, columns.count < 24 {
      let cell = tokens[end].cell
      let year = list == .indicators || list == .composition ? TableHead.historyYear(cell.key) : nil
      var label = cell.text
      var field = year != nil ? "history" : lexicon.column(list, cell.key)
      var count = 1
      if let whole = torn(end, list), field == nil {
        field = whole
        label += tokens[end + 1].cell.text
        count = 2
      }
      guard let field, !(cell.traits.isLevel && lexicon.column(list, cell.key) == nil) else { break }
      // The group over the years is no column of its own.
      if year != nil, let last = columns.last, last.field == "history", last.year == nil { columns.removeLast() }
      columns.append(.init(field: field, label: label, start: columns.count, end: columns.count + 1, year: year))
      end += count
    }
    for place in columns.indices { (columns[place].start, columns[place].end) = (place, place + 1) }
    return columns.count >= 2 ? (columns, end) : nil
  }

  // MARK: Rows under a head

  private mutating func read(_ head: TableHead, from index: Int, to end: Int) -> Int {
    table += 1
    switch head.list {
    case .execution: return money(head, to: end)
    case .goals: return goals(head, to: end)
    case .indicators, .costs, .procurement, .composition, .projects, .funding, .schedule: break
    }
    // Columns that mean nothing to a row of one line would only take in what belongs elsewhere.
    add(head.columns.map { column in (headCell(column, at: index), column.start) })
    var stop = end
    while stop < tokens.count, !ends(stop, head) { stop += 1 }
    let cells = tokens[end..<stop].map(\.cell)
    var open: [(cell: SheetCell, column: Int)] = []
    for (cell, place) in zip(cells, StreamTable(head).places(cells)) {
      if place.isFirst {
        add(open)
        open = []
      }
      if place.goesOn, let last = open.indices.last {
        open[last].cell = open[last].cell.joined(cell, lexicon)
      } else {
        open.append((cell, place.column))
      }
    }
    add(open)
    return total(head, at: stop)
  }

  private func headCell(_ column: TableHead.Column, at index: Int) -> SheetCell {
    SheetCell(Document.Cell(column.label, column: column.start, at: tokens[index].cell.place), lexicon)
  }

  /// Whether a text ends the rows of a table: the sum, another head, a label of the form, a title.
  private func ends(_ index: Int, _ head: TableHead) -> Bool {
    let cell = tokens[index].cell
    if title(at: index) != nil { return true }
    if lexicon.isTotal(cell.text), head.list == .indicators { return true }
    if cell.traits.isNumber || cell.traits.isLevel { return false }
    if self.head(at: index, [.indicators, .execution, .costs, .procurement, .goals]) != nil { return true }
    if cell.traits.isTable { return true }
    guard let field = cell.traits.field, !field.weak else { return false }
    if field.target == .score { return true }
    // A word that is also a value, as 备注 or 说明 are, ends nothing in the middle of a line.
    return [
      .name, .departmentName, .code, .department, .unitName, .contact, .goal, .annualGoal, .longTermGoal, .attribute,
      .section,
    ]
    .contains(field.target) && cell.text.unicodeScalars.count >= 3
  }

  /// The row of the sum: the label, the weights and the score behind it.
  private mutating func total(_ head: TableHead, at index: Int) -> Int {
    guard head.list == .indicators, index < tokens.count else { return index }
    let cell = tokens[index].cell
    guard lexicon.isTotal(cell.text) || cell.traits.field?.target == .score else { return index }
    var end = index + 1
    while end < tokens.count, end <= index + 3, tokens[end].cell.traits.isNumber { end += 1 }
    let numbers = tokens[(index + 1)..<end].map(\.cell)
    var cells = [(cell: cell, column: 0)]
    let columns = ["weight", "score"].compactMap { head.index(of: $0) }.sorted()
    for (number, column) in zip(numbers.suffix(columns.count), columns.suffix(numbers.count)) {
      cells.append((number, column))
    }
    if numbers.count == 1, let score = head.index(of: "score") { cells = [(cell, 0), (numbers[0], score)] }
    add(cells)
    return end
  }

  /// The rows of money: a source and its figures.
  private mutating func money(_ head: TableHead, to end: Int) -> Int {
    let figures = head.columns.filter { $0.field != "source" && $0.field != "section" }
    add(figures.enumerated().map { (headCell($1, at: end - 1), $0 + 2) })
    var index = end
    while index + 1 < tokens.count {
      let source = tokens[index].cell
      let isSource =
        !source.traits.isNumber && !isMark(source) && source.text.unicodeScalars.count <= 30
        && (lexicon.isTotal(source.text) || isMoney(source.traits.field) || isFigure(tokens[index + 1].cell))
      guard isSource, !source.traits.isLevel, isFigure(tokens[index + 1].cell) else {
        // A label at the side stands anywhere among its rows.
        if source.traits.field?.target == .section, index + 2 < tokens.count, isFigure(tokens[index + 2].cell) {
          index += 1
          continue
        }
        break
      }
      var stop = index + 1
      while stop < tokens.count, stop <= index + figures.count, isFigure(tokens[stop].cell) { stop += 1 }
      let cells = tokens[(index + 1)..<stop].map(\.cell)
      add([(source, 1)] + zip(cells, columns(of: cells, figures)).map { ($0, $1 + 2) })
      index = stop
    }
    table += 1
    return index
  }

  func isMoney(_ field: Lexicon.Field?) -> Bool {
    field.map { [.total, .current, .funding].contains($0.target) } ?? false
  }

  private func isMark(_ cell: SheetCell) -> Bool {
    Wording.isEmptyMark(cell.text) || lexicon.isPlaceholder(cell.text) || ["－", "——"].contains(cell.text)
  }

  private func isFigure(_ cell: SheetCell) -> Bool { cell.traits.isNumber || isMark(cell) }

  /// Which of the columns the figures of one row stand in, when blank ones left no trace.
  private func columns(of cells: [SheetCell], _ figures: [TableHead.Column]) -> [Int] {
    guard cells.count < figures.count else { return Array(0..<cells.count) }
    let rate = figures.firstIndex { $0.field == "rate" }
    var out: [Int] = []
    for (order, cell) in cells.enumerated() {
      var column = (out.last ?? -1) + 1
      let isRate = cell.text.hasSuffix("%") || cell.text.hasSuffix("％")
      if isRate, let rate, rate >= column { column = rate }
      if !isRate, column == rate, cells.count - order <= figures.count - column - 1 { column += 1 }
      out.append(min(column, figures.count - 1))
    }
    return out
  }

  /// What was to be reached beside what was reached.
  private mutating func goals(_ head: TableHead, to end: Int) -> Int {
    var columns = head.columns.filter { ["text", "result_text"].contains($0.field) }
    while columns.count > 2, columns[0].field == "text" { columns.removeFirst() }
    add(columns.enumerated().map { (headCell($1, at: end - 1), $0 + 1) })
    var stop = end
    var texts: [SheetCell] = []
    while stop < tokens.count, self.head(at: stop, [.indicators, .execution, .costs]) == nil, title(at: stop) == nil {
      let cell = tokens[stop].cell
      let isLabel = cell.traits.field != nil || cell.traits.isTable
      if isLabel, cell.traits.isTable || cell.traits.field?.target == .section, !texts.isEmpty { break }
      // The label at the side may stand between the texts.
      if !isLabel { texts.append(cell) }
      stop += 1
      if texts.count > 60 { break }
    }
    let half = (texts.count + 1) / 2
    func joined(_ cells: ArraySlice<SheetCell>) -> SheetCell? {
      cells.dropFirst().reduce(cells.first) { $0?.joined($1, lexicon) }
    }
    let parts = columns.count > 1 ? [joined(texts[..<half]), joined(texts[half...])] : [joined(texts[...])]
    add(parts.enumerated().compactMap { order, cell in cell.map { ($0, order + 1) } })
    table += 1
    return stop
  }
}
