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
  /// Whether words were broken over lines.
  let isTorn: Bool
  var items: [SheetItem] = []
  var table = 1

  private init(_ lexicon: Lexicon, _ tokens: StreamTokens.Whole) {
    self.lexicon = lexicon
    self.tokens = tokens.tokens
    isTorn = tokens.isTorn
  }

  /// - Returns: nil when the document has no head of a table of indicators among its texts.
  static func items(of document: Document, _ lexicon: Lexicon) -> [SheetItem]? {
    guard let tokens = StreamTokens(lexicon).tokens(of: document) else { return nil }
    var reader = StreamReader(lexicon, tokens)
    guard reader.tokens.indices.contains(where: { reader.head(at: $0, [.indicators]) != nil }) else { return nil }
    reader.walk()
    return reader.items
  }

  // MARK: Walking

  static let tables: [TemplateList] = [
    .indicators, .execution, .costs, .procurement, .composition, .projects, .goals, .funding,
  ]

  private mutating func walk() {
    var index = 0
    while index < tokens.count {
      if let title = title(at: index) {
        items.append(.line(Document.Paragraph(title.text, at: tokens[index].cell.place), isHeading: true))
        table += 1
        index = title.end
      } else if let side = goalSide(at: index), let found = head(at: index + 1, [.goals]) {
        index = goals(found.head, beside: side, to: found.end)
      } else if let found = head(at: index, Self.tables) {
        index = read(found.head, from: index, to: found.end)
      } else if let end = vertical(at: index) ?? goalLabels(at: index) {
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

  // MARK: Rows under a head

  private mutating func read(_ head: TableHead, from index: Int, to end: Int) -> Int {
    table += 1
    switch head.list {
    case .execution, .composition, .funding: return money(head, to: end)
    case .goals: return goals(head, beside: nil, to: end)
    case .indicators, .costs, .procurement, .projects, .schedule: break
    }
    // Columns that mean nothing to a row of one line would only take in what belongs elsewhere.
    add(head.columns.map { column in (headCell(column, at: index), column.start) })
    var stop = end
    while stop < tokens.count, !ends(stop, head) { stop += 1 }
    let (cells, lines) = parted(end..<stop, head)
    var open: [(cell: SheetCell, column: Int)] = []
    let score = head.index(of: "score")
    var hasScores = false
    for (cell, place) in zip(cells, StreamTable(head, isTorn: isTorn).places(cells, lines: lines)) {
      if place.column == score { hasScores = true }
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
    return total(head, at: stop, hasScores: hasScores)
  }

  /// The texts of rows; where sign, figure and unit have columns of their own, a text of several is parted.
  private func parted(_ range: Range<Int>, _ head: TableHead) -> (cells: [SheetCell], lines: [Int]) {
    var cells: [SheetCell] = []
    var lines: [Int] = []
    for token in tokens[range] where !isPrompt(token.cell.text) {
      var rest = Substring(token.cell.text)
      var parts: [String] = []
      if head.has("comparator"), let sign = rest.first, rest.count > 1, Alignment.isComparator(String(sign)) {
        parts.append(String(rest.removeFirst()))
      }
      if head.has("measure"), let printed = Figures.printed(String(rest)), !printed.suffix.isEmpty,
        rest.count > printed.suffix.count, rest.hasSuffix(printed.suffix)
      {
        parts.append(String(rest.dropLast(printed.suffix.count)))
        parts.append(printed.suffix)
      } else {
        parts.append(String(rest))
      }
      for part in parts {
        cells.append(
          parts.count == 1
            ? token.cell : SheetCell(Document.Cell(part, column: 0, at: token.cell.place), lexicon))
        lines.append(token.line)
      }
    }
    return (cells, lines)
  }

  /// `指标2` and `……` of a row that was left empty.
  private func isPrompt(_ text: String) -> Bool {
    if text.unicodeScalars.allSatisfy({ $0 == "…" || $0 == "." }) { return true }
    return text.hasPrefix("指标") && text.unicodeScalars.count > 2
      && text.unicodeScalars.dropFirst(2).allSatisfy {
        Wording.isDigit(Wording.folded($0)) || "：:".unicodeScalars.contains($0)
      }
  }

  func headCell(_ column: TableHead.Column, at index: Int) -> SheetCell {
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
    if isGoalHeading(index) { return true }
    if Self.isRemark(cell.text), tokens[index - 1].line != tokens[index].line { return true }
    guard let field = cell.traits.field, !field.weak else { return false }
    if field.target == .score { return true }
    // A word that is also a value, as 备注 or 说明 are, ends nothing where rows go on behind it.
    if head.list == .indicators, rowsGoOn(behind: index) { return false }
    return [
      .name, .departmentName, .code, .department, .unitName, .contact, .goal, .annualGoal, .longTermGoal, .attribute,
      .section,
    ]
    .contains(field.target) && cell.text.unicodeScalars.count >= 2
  }

  /// `注：` and `填表说明：` stand under a table.
  private static func isRemark(_ text: String) -> Bool {
    ["注：", "注:", "备注：", "备注:", "说明：", "说明:", "填表说明", "填报说明"].contains(where: text.hasPrefix)
  }

  /// Whether a head of indicators comes before any other head or title: no label ended the table then.
  private func rowsGoOn(behind index: Int) -> Bool {
    for next in (index + 1)..<max(index + 1, min(tokens.count, index + 40)) {
      if tokens[next].cell.traits.isLevel { return true }
      if title(at: next) != nil || head(at: next, [.indicators, .execution, .costs, .goals]) != nil { return false }
    }
    return false
  }

  /// The row of the sum: the label, the weights and the score behind it. A single figure is the score only when the
  /// rows have scores, or when the table has no weights.
  private mutating func total(_ head: TableHead, at index: Int, hasScores: Bool) -> Int {
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
    if numbers.count == 1, let score = head.index(of: "score") {
      cells = hasScores || !head.has("weight") ? [(cell, 0), (numbers[0], score)] : []
    }
    add(cells)
    return end
  }

  /// The rows of money: a source and its figures.
  private mutating func money(_ head: TableHead, to end: Int) -> Int {
    let figures = head.columns.filter { !["source", "section", "item"].contains($0.field) }
    let item = head.columns.first { $0.field == "item" || $0.field == "source" }
    let hasNotes = figures.last?.field == "ignored"
    let sources = head.list == .execution ? nil : item.map { (headCell($0, at: end - 1), 1) }
    add([sources].compactMap { $0 } + figures.enumerated().map { (headCell($1, at: end - 1), $0 + 2) })
    var index = end
    var side: SheetCell?
    while index + 1 < tokens.count {
      let source = tokens[index].cell
      let isSource =
        !source.traits.isNumber && !isMark(source) && source.text.unicodeScalars.count <= 30
        && (lexicon.isTotal(source.text) || isMoney(source.traits.field) || isFigure(tokens[index + 1].cell))
      guard isSource, !source.traits.isLevel, isFigure(tokens[index + 1].cell) else {
        // A label at the side stands anywhere among its rows.
        if source.traits.field?.target == .section, index + 2 < tokens.count, isFigure(tokens[index + 2].cell) {
          side = source
          index += 1
          continue
        }
        // A remark behind the figures.
        if hasNotes, index > end, source.traits.field == nil, index + 2 < tokens.count,
          isFigure(tokens[index + 2].cell), !isFigure(tokens[index + 1].cell)
        {
          index += 1
          continue
        }
        break
      }
      var stop = index + 1
      while stop < tokens.count, stop <= index + figures.count, isFigure(tokens[stop].cell) { stop += 1 }
      let cells = tokens[(index + 1)..<stop].map(\.cell)
      let own = [(source, 1)] + zip(cells, columns(of: cells, figures)).map { ($0, $1 + 2) }
      add(head.list == .composition ? [side].compactMap { $0.map { ($0, 0) } } + own : own)
      side = nil
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
    let rate = figures.firstIndex { $0.field == "rate" || $0.field == "share" }
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
}
