import Documents
import Model
import Schemes

/// Texts that stand in rows under a known head, put back into their columns.
///
/// Blank cells left no trace, and a merged cell is printed once. Each text goes to the column it fits, in the order of
/// the columns; of all ways to part them into rows the cheapest is taken.
struct StreamTable {
  let head: TableHead
  private let alignment = Alignment()
  /// Whether the last columns hold texts.
  private let endsWithText: Bool
  /// What it costs to take a text for the rest of the one before: little where columns are narrow and broke texts.
  private let seam: Double
  private let isTorn: Bool

  init(_ head: TableHead, isTorn: Bool) {
    self.head = head
    self.isTorn = isTorn
    seam = isTorn ? 1.6 : 4.6
    endsWithText = head.columns.last.map { ["basis", "description", "reason", "note"].contains($0.field) } ?? false
  }

  /// What it costs to leave a column of a row without a text.
  private func blank(_ column: Int) -> Double {
    switch (head.list, head.columns[column].field) {
    case (.indicators, "name"): 6
    case (.indicators, "target"): 1.2
    case (.indicators, "actual"), (.indicators, "history"): 0.7
    case (.indicators, "weight"), (.indicators, "score"): 0.7
    case (.indicators, "comparator"), (.indicators, "measure"): 0.4
    case (.indicators, "basis"), (.indicators, "description"): 0.5
    case (.indicators, _): 0
    case (_, "ignored"), (_, "section"), (_, "note"): 0
    case (_, "amount"), (_, "current"), (_, "name"), (_, "item"), (_, "source"): 1.5
    default: 0.6
    }
  }

  /// - Returns: for each text its column, negative when it goes on with the text before, and whether it begins a row.
  /// - Parameter lines: for each text the line it stands on. Where rows are lines, a row seldom begins within one.
  /// - Complexity: O(texts × columns²).
  func places(_ cells: [SheetCell], lines: [Int]) -> [(column: Int, isFirst: Bool, goesOn: Bool)] {
    let count = head.columns.count
    guard !cells.isEmpty, count > 0 else { return [] }
    let lined = zip(lines, lines.dropFirst()).count { $0 != $1 } + 1
    let inLine = lined >= 3 && lined * 10 >= cells.count ? 1.5 : 0
    let overLines = cells.count >= lined * 2 ? 0.4 : 0
    let skipped = (0..<count).map(blank)
    var sums = [0.0]
    for cost in skipped { sums.append(sums[sums.count - 1] + cost) }
    let infinite = Double.infinity
    var cost = [Double](repeating: infinite, count: count)
    var back = [(column: Int, kind: UInt8)](repeating: (0, 0), count: cells.count * count)
    for (order, cell) in cells.enumerated() {
      var next = [Double](repeating: infinite, count: count)
      for column in 0..<count {
        let follower = order + 1 < cells.count ? cells[order + 1] : nil
        let own =
          alignment.content(cell, head, column, [])
          + misfit(cell, behind: order > 0 ? cells[order - 1] : nil, before: follower, column)
        let isNext = order > 0 && lines[order] != lines[order - 1]
        let slot = order * count + column
        if order == 0 {
          next[column] = own + sums[column]
          back[slot] = (0, 1)
          continue
        }
        for previous in 0..<count where cost[previous] < infinite {
          if previous < column {
            let step = cost[previous] + own + sums[column] - sums[previous + 1] + (isNext ? overLines : 0)
            if step < next[column] { (next[column], back[slot]) = (step, (previous, 0)) }
          }
          // A new row: the rest of the last one stays blank, and so does the beginning of this one.
          let step =
            cost[previous] + own + (sums[count] - sums[previous + 1]) + sums[column] + 0.05 + (isNext ? 0 : inLine)
          if step < next[column] { (next[column], back[slot]) = (step, (previous, 1)) }
        }
        if cost[column] < infinite, goesOn(cells[order - 1], cell, column) {
          let isScrap = isTorn && isNext && cell.text.unicodeScalars.count <= 3 && !cell.traits.looksLikeValue
          let step = cost[column] + (isScrap ? 0.4 : seam)
          if step < next[column] { (next[column], back[slot]) = (step, (column, 2)) }
        }
      }
      cost = next
    }
    var column = (0..<count).min { cost[$0] + sums[count] - sums[$0 + 1] < cost[$1] + sums[count] - sums[$1 + 1] } ?? 0
    var out: [(column: Int, isFirst: Bool, goesOn: Bool)] = []
    for order in cells.indices.reversed() {
      let (previous, kind) = back[order * count + column]
      out.append((column, kind == 1, kind == 2))
      column = previous
    }
    return out.reversed()
  }

  /// What content alone does not say: level heads follow each other, and the name of a goal stands before them.
  private func misfit(_ cell: SheetCell, behind last: SheetCell?, before next: SheetCell?, _ column: Int) -> Double {
    guard head.list == .indicators else { return 0 }
    switch head.columns[column].field {
    case "section", "goal":
      if cell.traits.isLevel || cell.traits.looksLikeValue { return 6 }
      // Behind a text that may end a row, the first text before a level head belongs to either.
      return next?.traits.level1 == true && (!endsWithText || cell.text.contains("目标")) ? -1.5 : 2
    case "level1":
      // 成本指标 is a head of either level: the first stands before one of the second.
      return cell.traits.level2 && next?.traits.level2 != true && head.has("level2") ? 2 : 0
    case "level2":
      // 履职效益 behind 效益指标 is a head of the second level, though it is the name of one of the first elsewhere.
      if cell.traits.level1, last?.traits.level1 == true, last?.traits.level2 != true { return -4 }
      if cell.traits.looksLikeValue { return 3 }
      // Of two texts before a value the first is a head that is no word of the trade.
      guard !cell.traits.isLevel, let last, let next else { return 0 }
      let isFree = last.traits.isNumber || last.traits.looksLikeValue || last.traits.level1
      return isFree && !next.traits.isNumber && !next.traits.looksLikeValue && !next.traits.isLevel ? -2.5 : 0
    case "target", "actual", "history": return cell.traits.isLevel && cell.key.hasSuffix("指标") ? 3 : 0
    case "ignored": return -0.2
    case "name": return cell.text.unicodeScalars.count < 2 ? 3 : 0
    case let field where field.hasPrefix(TableHead.formPrefix):
      return cell.text.unicodeScalars.count <= 3 ? 5 : next?.traits.isLevel == true ? 0 : 0.8
    default: return 0
    }
  }

  private func goesOn(_ above: SheetCell, _ cell: SheetCell, _ column: Int) -> Bool {
    let field = head.columns[column].field
    guard !cell.traits.isNumber, !cell.traits.isLevel, !above.traits.isNumber else { return false }
    return !["weight", "score", "amount", "current", "total", "initial", "adjusted"].contains(field)
  }
}
