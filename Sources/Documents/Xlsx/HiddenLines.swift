/// Rows or columns of a sheet that are hidden, as stretches in order.
struct HiddenLines {
  private var stretches: [ClosedRange<Int>] = []
  /// Hidden lines in front of each stretch.
  private var before: [Int] = []

  var isEmpty: Bool { stretches.isEmpty }

  /// Adds lines behind all others; lines out of order are taken as seen.
  mutating func append(_ lines: ClosedRange<Int>) {
    if let last = stretches.last {
      guard lines.lowerBound > last.upperBound else { return }
      if lines.lowerBound == last.upperBound + 1 {
        stretches[stretches.count - 1] = last.lowerBound...lines.upperBound
        return
      }
      before.append((before.last ?? 0) + last.count)
    } else {
      before.append(0)
    }
    stretches.append(lines)
  }

  /// Index of the first stretch that ends at a line or behind it.
  private func index(endingFrom line: Int) -> Int {
    var low = 0
    var high = stretches.count
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].upperBound < line { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func contains(_ line: Int) -> Bool {
    let index = index(endingFrom: line)
    return index < stretches.count && stretches[index].contains(line)
  }

  /// The line itself, or the first behind it that is seen.
  func firstSeen(from line: Int) -> Int {
    let index = index(endingFrom: line)
    return index < stretches.count && stretches[index].contains(line) ? stretches[index].upperBound + 1 : line
  }

  /// How many lines of a stretch are seen; 0 for an empty one.
  func seen(from first: Int, through last: Int) -> Int {
    guard first <= last else { return 0 }
    return last - first + 1 - (hidden(through: last) - hidden(through: first - 1))
  }

  private func hidden(through line: Int) -> Int {
    let index = index(endingFrom: line + 1)
    guard index < stretches.count else { return stretches.indices.last.map { before[$0] + stretches[$0].count } ?? 0 }
    return before[index] + max(0, line - stretches[index].lowerBound + 1)
  }
}
