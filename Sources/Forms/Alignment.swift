import Model
import Schemes

/// Which cell of a row stands in which column of the head above it.
///
/// In an exact grid columns decide. In flattened text merged cells may be missing, blank or shifted, so that the order
/// of the cells, their distance and what they say are weighed together, and the cheapest reading wins.
struct Alignment {
  /// Indices of cells by index of column.
  /// - Parameter goals: keys of the names of goals that the form has told before.
  /// - Complexity: O(cells × columns²).
  func cells(_ row: SheetRow, _ head: TableHead, goals: Set<String> = []) -> [Int: [Int]] {
    row.isExact && head.isExact ? byColumn(row, head) : byWeight(row, head, goals)
  }

  private func byColumn(_ row: SheetRow, _ head: TableHead) -> [Int: [Int]] {
    var found: [Int: [Int]] = [:]
    for index in row.filled {
      let cell = row.cells[index]
      var best: (column: Int, overlap: Int)?
      for (column, range) in head.columns.enumerated() {
        let overlap = min(range.end, cell.end) - max(range.start, cell.column)
        if overlap > (best?.overlap ?? 0) { best = (column, overlap) }
      }
      if let best { found[best.column, default: []].append(index) }
    }
    return found
  }

  private func byWeight(_ row: SheetRow, _ head: TableHead, _ goals: Set<String>) -> [Int: [Int]] {
    let filled = row.filled
    let count = head.columns.count
    guard !filled.isEmpty, count > 0 else { return [:] }
    let infinite = Double.infinity
    let name = head.columns.firstIndex { $0.field == "name" }
    let target = head.columns.firstIndex { $0.field == "target" }
    // A row with as many cells as the head has lost none: its cells hardly moved.
    let scale = row.cells.count == head.width ? 1.6 : 1.0
    let isIndicators = head.list == .indicators
    let starts = head.columns.map { Double($0.start) }
    // What the cells before cost at best, when the last of them stands in a column.
    var cost = [Double](repeating: infinite, count: count)
    var from = [Int](repeating: -1, count: filled.count * count)
    for (order, index) in filled.enumerated() {
      var next = [Double](repeating: infinite, count: count)
      for column in 0..<count {
        let own = content(row.cells[index], head, column, goals)
        let offset = Double(index) - starts[column]
        if order == 0 {
          let skipped = isIndicators && name.map { $0 < column } == true && isAfterName(head, column)
          next[column] = own + 0.5 * scale * abs(offset) + (skipped ? 3 : 0)
          continue
        }
        let last = Double(filled[order - 1])
        for previous in 0...column where cost[previous] < infinite {
          var step = cost[previous] + own + 0.6 * scale * abs(offset - (last - starts[previous]))
          if previous == column { step += 3.5 + max(0, -own) }
          if isIndicators {
            if let name, previous < name, name < column { step += 3 }
            if let target, previous < target, target < column { step += 1 }
          }
          if step < next[column] {
            next[column] = step
            from[order * count + column] = previous
          }
        }
      }
      cost = next
    }
    var column = (0..<count).min { cost[$0] < cost[$1] } ?? 0
    var found: [Int: [Int]] = [:]
    for order in filled.indices.reversed() {
      found[column, default: []].insert(filled[order], at: 0)
      column = from[order * count + column]
    }
    return found
  }

  /// A row may go on with the text of its last columns only; values without a name are unlikely.
  private func isAfterName(_ head: TableHead, _ column: Int) -> Bool {
    ["target", "history", "actual", "weight", "score"].contains(head.columns[column].field)
  }

  /// How badly a cell fits a column by what it says; negative when it fits well.
  func content(_ cell: SheetCell, _ head: TableHead, _ column: Int, _ goals: Set<String>) -> Double {
    let field = head.columns[column].field
    switch head.list {
    case .indicators: return indicatorContent(cell, field, goals)
    case .composition, .execution:
      if head.list == .composition, cell.traits.isNumber {
        let isShare = cell.text.hasSuffix("%") || cell.text.hasSuffix("％")
        if field == "share" { return isShare ? -2 : Figures.number(cell.text).map { $0 > 100 } == true ? 3 : -1 }
        if field == "amount" || field == "history", isShare { return 3 }
      }
      switch field {
      case "item", "source", "section": return !cell.traits.isNumber ? -0.5 : 4
      case "ignored": return 0.5
      default: return !cell.traits.isNumber ? 4 : -1
      }
    case .goals, .costs, .procurement, .projects, .funding, .schedule:
      let isNumber = cell.traits.isNumber
      switch field {
      case "amount", "total", "current", "quantity", "percent", "weight", "score": return isNumber ? -1.5 : 5
      case "section": return 1.5
      case "ignored": return 0.5
      default: return isNumber ? 2 : 0
      }
    }
  }

  /// Signs and words that stand in a column of their own before the figure of a target.
  static func isComparator(_ text: String) -> Bool {
    [
      "≥", "≤", "＞", "＜", ">", "<", "=", "＝", ">=", "<=", "大于等于", "小于等于", "大于", "小于", "等于", "不低于", "不高于", "不少于",
      "不超过", "定性",
    ].contains(text)
  }

  private func indicatorContent(_ cell: SheetCell, _ field: String, _ goals: Set<String>) -> Double {
    let field = field.hasPrefix("annual.") ? String(field.dropFirst("annual.".count)) : field
    switch field {
    case "level1":
      if cell.traits.level1 { return -4 }
      return cell.traits.level2 ? 4 : cell.traits.looksLikeLevel ? 2.5 : 5
    case "level2":
      if cell.traits.level2 { return -4 }
      if cell.traits.isBrokenLevel2 { return -2 }
      return cell.traits.level1 ? 2 : cell.traits.looksLikeLevel ? 0.5 : 4
    case "goal": return goals.contains(cell.key) ? -3 : cell.traits.looksLikeValue ? 4 : goals.isEmpty ? 0.8 : 3
    case "section": return cell.traits.field != nil || cell.traits.isTable ? -2 : 2
    case "name":
      if cell.traits.level1 || cell.traits.level2 {
        return cell.key.hasSuffix("指标") ? 2.5 : 1
      }
      return cell.traits.looksLikeValue ? 3 : -0.5
    case "target", "history", "actual":
      if Self.isComparator(cell.text) { return 2 }
      return cell.traits.looksLikeValue ? -1 : cell.text.unicodeScalars.count > 25 ? 1 : 0.2
    case "weight", "score": return !cell.traits.isNumber ? 4 : -1.2
    case "number": return cell.traits.isNumber && Figures.printed(cell.text)?.suffix.isEmpty == true ? -3 : 5
    case "comparator":
      return Self.isComparator(cell.text) ? -3 : cell.text.unicodeScalars.count <= 4 && !cell.traits.isNumber ? -0.5 : 3
    case "measure": return cell.traits.isNumber ? 3 : cell.text.unicodeScalars.count <= 8 ? 0 : 3
    case "form.amounts.current", "form.amounts.total", "form.funding": return !cell.traits.isNumber ? 5 : -1.5
    case _ where field.hasPrefix(TableHead.formPrefix):
      if cell.traits.level1 { return 4 }
      return cell.traits.looksLikeValue ? 3 : 0
    case "basis", "description", "reason", "note": return cell.traits.looksLikeValue ? 0.4 : 0
    default: return 0.5
    }
  }
}
