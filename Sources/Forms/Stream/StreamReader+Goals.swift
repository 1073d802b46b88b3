import Documents
import Model
import Schemes

/// The texts of goals and of what was reached.
extension StreamReader {
  /// What was to be reached beside what was reached.
  mutating func goals(_ head: TableHead, beside side: SheetCell?, to end: Int) -> Int {
    if head.has("name") { return listedGoals(head, to: end) }
    let (texts, stop) = goalTexts(from: end)
    let beside = side.map { [(cell: $0, column: 0)] } ?? []
    var columns = head.columns
    if columns.count > 2, texts.count == columns.count {
      add(beside + columns.enumerated().map { (headCell($1, at: end - 1), $0 + 1) })
      add(texts.enumerated().map { ($1, $0 + 1) })
      table += 1
      return stop
    }
    columns = columns.filter { ["text", "result_text"].contains($0.field) }
    while columns.count > 2 { columns.removeFirst() }
    add(beside + columns.enumerated().map { (headCell($1, at: end - 1), $0 + 1) })
    add(parts(texts, columns.count).enumerated().compactMap { order, cell in cell.map { ($0, order + 1) } })
    table += 1
    return stop
  }

  /// The label that stands at the side of the goals, before the head over their texts: 年度总体目标.
  func goalSide(at index: Int) -> SheetCell? {
    guard index + 1 < tokens.count, let target = label(index)?.target else { return nil }
    return [.goal, .annualGoal].contains(target) && head(at: index, Self.tables) == nil ? tokens[index].cell : nil
  }

  /// Labels of goals one after the other, with their texts behind them: 实施期目标 | 年度目标.
  mutating func goalLabels(at index: Int) -> Int? {
    let targets: Set<FieldTarget> = [.annualGoal, .longTermGoal]
    var end = index
    while end < tokens.count, end - index < 3, let target = label(end)?.target,
      targets.contains(target) || (end == index && target == .goal)
    {
      end += 1
    }
    var first = index
    if label(index)?.target == .goal { first += 1 }
    guard end - first == 2 else { return nil }
    let (texts, stop) = goalTexts(from: end)
    guard texts.count >= 2 else { return nil }
    table += 1
    for (label, part) in zip(tokens[first..<end].map(\.cell), parts(texts, 2)) {
      add([(label, 0)] + (part.map { [($0, 1)] } ?? []))
    }
    table += 1
    return stop
  }

  /// `年度目标 2：…`, a heading of the goal that the next table is about.
  func isGoalHeading(_ index: Int) -> Bool {
    let text = tokens[index].cell.text
    guard let colon = text.unicodeScalars.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
    let key = Wording.key(String(text[..<colon]))
    guard key.unicodeScalars.count <= 12, Wording.number(atEndOf: key) != nil,
      let target = lexicon.field(Wording.withoutNumber(key))?.target
    else { return false }
    return target == .annualGoal || target == .longTermGoal
  }

  /// Goals as a list of names and texts.
  mutating func listedGoals(_ head: TableHead, to end: Int) -> Int {
    add(head.columns.enumerated().map { (headCell($1, at: end - 1), $0) })
    var stop = end
    while stop + 1 < tokens.count, tokens[stop].cell.text.unicodeScalars.count <= 20,
      !tokens[stop].cell.traits.isTable, title(at: stop) == nil,
      self.head(at: stop, [.indicators, .costs, .procurement]) == nil
    {
      add([(tokens[stop].cell, 0), (tokens[stop + 1].cell, 1)])
      stop += 2
    }
    table += 1
    return stop
  }

  private func goalTexts(from start: Int) -> (texts: [SheetCell], end: Int) {
    var stop = start
    var texts: [SheetCell] = []
    while stop < tokens.count, head(at: stop, [.indicators, .execution, .costs]) == nil, title(at: stop) == nil {
      let cell = tokens[stop].cell
      let isLabel = cell.traits.field != nil || cell.traits.isTable
      if !texts.isEmpty, isGoalHeading(stop) { break }
      if isLabel, cell.traits.isTable || cell.traits.field?.target == .section, !texts.isEmpty { break }
      // The label at the side may stand between the texts.
      if !isLabel { texts.append(cell) }
      stop += 1
      if texts.count > 60 { break }
    }
    return (texts, stop)
  }

  /// Texts as so many cells, one or two: the second begins where counting begins again, else behind the sentence that
  /// ends nearest to the middle.
  private func parts(_ texts: [SheetCell], _ count: Int) -> [SheetCell?] {
    func joined(_ cells: ArraySlice<SheetCell>) -> SheetCell? {
      cells.dropFirst().reduce(cells.first) { $0?.joined($1, lexicon) }
    }
    guard count > 1, texts.count > 1 else { return [joined(texts[...])] }
    let half = (texts.count + 1) / 2
    var place = half
    if let mark = Self.ordinal(texts[0].text),
      let again = texts.indices.dropFirst().first(where: { texts[$0].text.hasPrefix(mark) })
    {
      place = again
    } else {
      let ends = texts.indices.dropFirst().filter { texts[$0 - 1].text.hasSuffix("。") }
      place = ends.min { abs($0 - half) < abs($1 - half) } ?? half
    }
    return [joined(texts[..<place]), joined(texts[place...])]
  }

  /// `目标1：`, `1.`, `一是`, with which a counted text begins.
  private static func ordinal(_ text: String) -> String? {
    let head = text.unicodeScalars.prefix(4)
    guard let one = head.firstIndex(where: { $0 == "1" || $0 == "一" || $0 == "１" }) else { return nil }
    let behind = text.unicodeScalars[one...].dropFirst().first
    guard behind.map({ ".．、:：是)）".unicodeScalars.contains($0) }) == true else { return nil }
    return String(text[..<text.unicodeScalars.index(one, offsetBy: 2)])
  }
}
