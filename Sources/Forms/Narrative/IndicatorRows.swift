internal import Model

/// Everything one row of a flattened indicator table can be, beginning at a given word.
struct IndicatorRows {
  struct Row {
    var end: Int
    var cost: Double
    var name = 0..<0
    var target = 0..<0
    /// Word of a comparator in a column before the target.
    var sign: Int?
    var actual = 0..<0
    var reason = 0..<0
    var weight: ExactDecimal?
    var score: ExactDecimal?
  }

  private static let nameWordsMax = 12
  private static let valueWordsMax = 14
  private static let reasonWordsMax = 40
  private static let costMax = 9.0
  /// Characters of one cell; more is no table.
  private static let cellMax = 240
  private static let rowsMax = 24
  /// A name without its weight where weights are printed behind names: a page break took it.
  private static let markMissingCost = 3.5

  let heads: IndicatorHeads
  /// Whether any name in the table carries its weight.
  let namesCarryWeights: Bool
  let end: Int
  private(set) var cells: IndicatorCells
  private var found: [Row] = []
  /// Partial rows tried so far: what reading costs.
  private(set) var steps = 0

  init(_ stream: WordStream, heads: IndicatorHeads, range body: Range<Int>, numbers: [ExactDecimal?]) {
    self.heads = heads
    end = body.upperBound
    cells = IndicatorCells(stream, numbers: numbers, from: body.lowerBound)
    namesCarryWeights =
      heads.weightsBehindNames && body.contains { WeightMark.trailing(stream.words[$0].scalars) != nil }
  }

  /// The rows that can begin at `word`, cheapest first.
  mutating func rows(at word: Int) -> [Row] {
    found = []
    cells.forget(before: word)
    extend(Row(end: word, cost: 0), column: 0)
    found.sort { $0.cost < $1.cost }
    var kept: [Row] = []
    var perEnd: [Int: Int] = [:]
    for row in found where perEnd[row.end, default: 0] < 5 {
      perEnd[row.end, default: 0] += 1
      kept.append(row)
      if kept.count == Self.rowsMax { break }
    }
    return kept
  }

  private mutating func extend(_ row: Row, column: Int) {
    steps += 1
    guard row.cost < Self.costMax else { return }
    guard column < heads.columns.count else {
      found.append(row)
      return
    }
    switch heads.columns[column] {
    case .name: extendName(row, column)
    case .target:
      for (range, next) in texts(row, column, max: Self.valueWordsMax) {
        var next = next
        next.target = (row.sign ?? range.lowerBound)..<range.upperBound
        next.cost += cells.targetCost(range)
        extend(next, column: column + 1)
      }
    case .actual:
      extendMissing(row, column)
      for (range, next) in texts(row, column, max: Self.valueWordsMax) {
        var next = next
        next.actual = range
        next.cost += row.target.isEmpty ? cells.targetCost(range) : cells.actualCost(range, target: row.target)
        extend(next, column: column + 1)
      }
    case .nature, .unit: extendSign(row, column)
    case .weight: extendNumber(row, column) { $0.weight = $1 }
    case .score: extendNumber(row, column) { $0.score = $1 }
    case .reason: extendReason(row, column)
    }
  }

  private mutating func extendName(_ row: Row, _ column: Int) {
    let limit = min(end, row.end + Self.nameWordsMax)
    for stop in stride(from: row.end + 1, through: max(limit, row.end), by: 1) where stop <= limit {
      let range = row.end..<stop
      if endsCell(stop - 1, from: row.end) { break }
      let cell = cells.cell(range)
      var next = row
      next.end = stop
      next.name = range
      next.cost += cells.nameCost(range)
      if namesCarryWeights {
        next.weight = cell.weight
        if cell.weight == nil { next.cost += Self.markMissingCost }
        extend(next, column: column + 1)
        if cell.weight != nil { return }
      } else {
        extend(next, column: column + 1)
      }
    }
  }

  /// Whether a text that began at `start` cannot go on over a word: a level head, a second lone number, its length.
  private mutating func endsCell(_ word: Int, from start: Int) -> Bool {
    if isTooLong(start..<(word + 1)) { return true }
    if word > start, cells.hasFullHead(at: word) { return true }
    return word > start && cells.number(word) != nil && (start..<word).contains { cells.number($0) != nil }
  }

  private func isTooLong(_ range: Range<Int>) -> Bool {
    cells.stream.start(range.upperBound) - cells.stream.start(range.lowerBound) > Self.cellMax
  }

  /// The ranges of words a text column can take from where the row stands.
  private mutating func texts(_ row: Row, _ column: Int, max: Int) -> [(Range<Int>, Row)] {
    var out: [(Range<Int>, Row)] = []
    let next = column + 1 < heads.columns.count ? heads.columns[column + 1] : .name
    let numberFollows = next == .weight || next == .score
    let boundary = cells.boundaryCost(row.end)
    for stop in stride(from: row.end + 1, through: min(end, row.end + max), by: 1) {
      if endsCell(stop - 1, from: row.end) { break }
      if namesCarryWeights, WeightMark.trailing(cells.stream.words[stop - 1].scalars) != nil { break }
      if numberFollows, stop >= end || (cells.number(stop) == nil && !cells.isDash(stop)) { continue }
      var next = row
      next.end = stop
      next.cost += boundary
      out.append((row.end..<stop, next))
    }
    return out
  }

  /// A comparator before or a unit behind the target, in a column of its own, becomes part of the target.
  private mutating func extendSign(_ row: Row, _ column: Int) {
    var without = row
    without.cost += 0.5
    extend(without, column: column + 1)
    guard row.end < end else { return }
    let word = cells.stream.words[row.end].scalars
    let fits =
      heads.columns[column] == .nature
      ? ["≥", "≤", "=", ">", "<", "≧", "≦", "定性"].contains(word.folded.text)
      : word.count <= 6 && !word.contains(where: \.isDigit)
    guard fits else { return }
    var next = row
    next.end += 1
    next.cost += cells.boundaryCost(row.end)
    if heads.columns[column] == .nature {
      if word.text != "定性" { next.sign = row.end }
    } else if row.target.upperBound == row.end, word.text != "/" {
      next.target = row.target.lowerBound..<next.end
    }
    extend(next, column: column + 1)
  }

  /// A blank cell leaves no trace in lines.
  private mutating func extendMissing(_ row: Row, _ column: Int) {
    var next = row
    next.cost += 2.5
    extend(next, column: column + 1)
  }

  private mutating func extendNumber(_ row: Row, _ column: Int, _ set: (inout Row, ExactDecimal?) -> Void) {
    // Without a score there must be something else to hold the row: its weight, or an actual value missing too.
    if heads.columns[column] == .score, !heads.weightsBehindNames || row.actual.isEmpty { extendMissing(row, column) }
    guard row.end < end else { return }
    var next = row
    next.end += 1
    next.cost += cells.boundaryCost(row.end)
    if let number = cells.number(row.end) {
      set(&next, number)
      if let weight = next.weight, let score = next.score, score > weight || score.isNegative { next.cost += 5 }
    } else if cells.isDash(row.end) {
      next.cost += 1
    } else {
      return
    }
    extend(next, column: column + 1)
  }

  /// The last column; mostly empty. A reason ends where a sentence does.
  private mutating func extendReason(_ row: Row, _ column: Int) {
    extend(row, column: column + 1)
    for stop in stride(from: row.end + 1, through: min(end, row.end + Self.reasonWordsMax), by: 1) {
      let range = row.end..<stop
      if isTooLong(range) { break }
      let text = cells.cell(range)
      // Neither a number alone nor the head of a level stands in a reason.
      if cells.number(stop - 1) != nil || cells.hasFullHead(at: stop - 1) { break }
      var next = row
      next.end = stop
      next.reason = range
      let isShort = ["无", "/", "-", "—", "无偏差"].contains(text.text.text)
      let ends = text.text.last.map { "。；".unicodeScalars.contains($0) } ?? false
      next.cost += isShort ? 0 : text.joinCost * 0.25 + (ends ? 0.3 : 1.2)
      extend(next, column: column + 1)
    }
  }
}
