internal import Model

/// Judges how well a range of words reads as one cell, and keeps what it found: the same range is asked for often.
struct IndicatorCells {
  struct Cell {
    var text: Scalars
    var shape: ValueShape
    /// What it costs to take the words for one broken cell.
    var joinCost: Double
    var weight: ExactDecimal?
    /// Text without the weight mark.
    var name: Scalars
  }

  let stream: WordStream
  /// For every word the whole number or decimal it is, perhaps with 分 behind.
  private let numbers: [ExactDecimal?]
  /// By the first word of the range and the word behind its last.
  private var known: [Int: [Int: Cell]] = [:]
  private var forgotten: Int
  private var heads: [Int: (end: Int, isFull: Bool)?] = [:]

  /// - Parameter numbers: as `numbers(of:)` gives them, told once for all tables of a form.
  /// - Parameter first: the first word that will be asked for.
  init(_ stream: WordStream, numbers: [ExactDecimal?], from first: Int) {
    self.stream = stream
    forgotten = first
    self.numbers = numbers
  }

  static func numbers(of stream: WordStream) -> [ExactDecimal?] {
    stream.words.map { word in
      guard word.scalars.first?.isDigit == true else { return nil }
      return PrintedNumber.whole(word.scalars.last == "分" ? Scalars(word.scalars.dropLast()) : word.scalars)
    }
  }

  func number(_ word: Int) -> ExactDecimal? { numbers[word] }

  /// A dash in place of a number.
  func isDash(_ word: Int) -> Bool {
    let scalars = stream.words[word].scalars
    return scalars.count <= 2 && scalars.allSatisfy { $0 == "/" || $0 == "-" || $0 == "—" }
  }

  mutating func cell(_ range: Range<Int>) -> Cell {
    if let cell = known[range.lowerBound]?[range.upperBound] { return cell }
    let text = stream.joined(range)
    let mark = WeightMark.trailing(text)
    let name = mark.map { text.slice(0..<$0.start) } ?? text
    let cell = Cell(
      text: text, shape: ValueShape(text), joinCost: joinCost(range), weight: mark?.weight, name: name)
    known[range.lowerBound, default: [:]][range.upperBound] = cell
    return cell
  }

  /// Lets go of ranges that begin before a word: reading never goes back.
  mutating func forget(before word: Int) {
    while forgotten < word {
      known[forgotten] = nil
      forgotten += 1
    }
  }

  /// A cell breaks where its line is full, so a piece longer than the piece before speaks against one cell; so does a
  /// blank in the line, unless layout puts it between a digit and a character.
  private func joinCost(_ range: Range<Int>) -> Double {
    var cost = 0.0
    var widths: [Int] = []
    var lineWidth = 0
    for index in range {
      let word = stream.words[index]
      if index > range.lowerBound {
        if word.opensLine {
          cost += 0.3
          widths.append(lineWidth)
          lineWidth = 0
        } else {
          cost += isDigitGap(index) ? 0.5 : 1.3
        }
        if ValueShape.startsWithComparator(word.scalars) { cost += 0.8 }
      }
      lineWidth += word.scalars.printedWidth
    }
    return cost + earlyBreakCost(widths + [lineWidth])
  }

  /// A line of a broken cell that had room for the next character; 2 columns of doubt for fonts and hanging signs.
  private func earlyBreakCost(_ widths: [Int]) -> Double {
    guard let widest = widths.max(), let shortest = widths.dropLast().min() else { return 0 }
    let room = widest - shortest - 2
    return room >= 2 ? 1 : room >= 0 ? 0.35 : 0
  }

  private func isDigitGap(_ index: Int) -> Bool {
    guard let left = stream.words[index - 1].scalars.last, let right = stream.words[index].scalars.first else {
      return false
    }
    return left.isDigit != right.isDigit
  }

  /// Cost of a new cell beginning at a word.
  func boundaryCost(_ index: Int) -> Double {
    if index == 0 || index >= stream.count { return 0 }
    let word = stream.words[index]
    if word.opensLine { return 0.25 }
    return isDigitGap(index) && !ValueShape.startsWithComparator(word.scalars) ? 0.1 : 0
  }

  // MARK: What a cell of each column looks like

  mutating func nameCost(_ range: Range<Int>) -> Double {
    let cell = cell(range)
    var cost = cell.joinCost * 0.4
    if cell.name.isEmpty { return 50 }
    if cell.name.count == 1 { cost += 3 }
    if cell.name.count > 40 { cost += 3 }
    if cell.name.contains("。") { cost += 4 }
    if cell.name.contains(where: { "，；".unicodeScalars.contains($0) }) { cost += 1.5 }
    switch ValueShape(cell.name) {
    case .quantity: cost += 4
    case .quality: cost += cell.name.count <= 4 ? 0.6 : 0
    case .other: break
    }
    return cost + badEdges(cell.name) + headInNameCost(range)
  }

  /// A name with the head of a level or a lone number in it has swallowed them.
  private mutating func headInNameCost(_ range: Range<Int>) -> Double {
    range.reduce(0) { sum, word in sum + (number(word) == nil ? 0 : 1.5) + headCost(word, before: range.upperBound) }
  }

  private mutating func headInValueCost(_ range: Range<Int>) -> Double {
    range.reduce(0) { $0 + (hasFullHead(at: $1) ? 2 : 0) }
  }

  /// Whether the full name of a level begins at a word.
  mutating func hasFullHead(at word: Int) -> Bool { headCost(word, before: stream.count) == 3 }

  /// What a head that begins at a word and ends before `end` speaks against a name around it.
  private mutating func headCost(_ word: Int, before end: Int) -> Double {
    if heads[word] == nil { heads[word] = .some(head(at: word)) }
    guard let found = heads[word] ?? nil, found.end <= end else { return 0 }
    return found.isFull ? 3 : found.end < end ? 1.5 : 0
  }

  private func head(at word: Int) -> (end: Int, isFull: Bool)? {
    var text: Scalars = []
    var found: (end: Int, isFull: Bool)?
    for end in stride(from: word + 1, through: min(stream.count, word + 5), by: 1) {
      text += stream.words[end - 1].scalars
      if text.count > 12 { break }
      if LevelNames.isFirst(text) || LevelNames.isSecond(text) {
        found = (end, LevelNames.isFull(text))
        if LevelNames.isFull(text) { break }
      }
    }
    return found
  }

  mutating func targetCost(_ range: Range<Int>) -> Double {
    let cell = cell(range)
    return cell.joinCost + badEdges(cell.text) + shapeCost(cell) + headInValueCost(range)
  }

  mutating func actualCost(_ range: Range<Int>, target: Range<Int>) -> Double {
    let cell = cell(range)
    let aim = self.cell(target)
    var cost = cell.joinCost + badEdges(cell.text) + shapeCost(cell) + headInValueCost(range)
    if cell.text.folded == aim.text.folded {
      cost -= 1.2
    } else if case .quantity(let left) = cell.shape, case .quantity(let right) = aim.shape, left == right {
      cost -= 0.6
    }
    return cost
  }

  private func shapeCost(_ cell: Cell) -> Double {
    switch cell.shape {
    case .quantity: return -0.8
    case .quality: return -0.6
    case .other: return cell.text.count == 1 && !(cell.text[0] == "/" || cell.text[0] == "无") ? 2 : 0.2
    }
  }

  private func badEdges(_ text: Scalars) -> Double {
    guard let first = text.first, let last = text.last else { return 3 }
    var cost = 0.0
    if "，。、；）)：%％".unicodeScalars.contains(first) { cost += 2 }
    if "，、；（(：≥≤".unicodeScalars.contains(last) { cost += 2 }
    let opened = text.reduce(0) { $0 + ($1.halfWidth == "(" ? 1 : $1.halfWidth == ")" ? -1 : 0) }
    if opened != 0 { cost += 1.5 }
    return cost
  }
}
