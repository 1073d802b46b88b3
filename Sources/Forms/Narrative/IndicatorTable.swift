internal import Model

/// Finds the reading of a flattened indicator table that its own arithmetic supports.
///
/// Words are read from left to right; every reading begun so far is kept with what it costs (a beam). A level that
/// closes with the sum of its rows equal to its printed weight makes a reading cheaper, one that does not makes it
/// dearer. Cost: O(words × beam × rows that can begin at a word).
struct IndicatorTable {
  struct Reading {
    var indicators: [Indicator]
    var cost: Double
    /// Sum of the scores; nil when one is missing.
    var score: ExactDecimal?
  }

  private static let beamMax = 12
  private static let readingsMax = 4

  /// A reading begun: what it cost, where it stands, and the levels that are open.
  private struct State {
    var cost = 0.0
    /// Last element in `elements`, -1 for none.
    var last = -1
    var level1: Level?
    var level2: Level?
    var total = Sum()
    /// Rows and levels still waiting for a weight that a page break took from them, in page order.
    var rowWaits = false
  }

  private struct Level {
    var name: Scalars
    var weight: ExactDecimal?
    var rows = Sum()
    var rowCount = 0
  }

  /// A sum that is unknown once a part is.
  private struct Sum {
    var value: ExactDecimal? = .zero
    mutating func add(_ part: ExactDecimal?) { value = value.flatMap { sum in part.map { sum + $0 } } }
  }

  private enum Element {
    case row(IndicatorRows.Row, level1: Scalars?, level2: Scalars?)
    case level1(Scalars, ExactDecimal?)
    case level2(Scalars, ExactDecimal?)
    case lateWeight(Late, ExactDecimal)
  }

  private enum Late { case level1, level2, row }

  private let stream: WordStream
  private var rows: IndicatorRows
  private let range: Range<Int>
  private let weight: ExactDecimal?
  private var elements: [(Element, previous: Int)] = []
  private var beams: [[State]]
  private var levelsCarryWeights = false

  /// - Parameter range: words that can belong to the rows of the table.
  /// - Parameter numbers: the words that are numbers, as `IndicatorCells` tells them.
  init(_ stream: WordStream, heads: IndicatorHeads, rows range: Range<Int>, numbers: [ExactDecimal?]) {
    self.stream = stream
    rows = IndicatorRows(stream, heads: heads, range: range, numbers: numbers)
    self.range = range
    weight = heads.weight
    beams = Array(repeating: [], count: range.count + 1)
    levelsCarryWeights = range.contains { hasLevelWithWeight($0) }
  }

  /// The readings, cheapest first, at most four that differ in the sum of their scores.
  ///
  /// - Parameter steps: partial rows that may be tried; 0 afterwards, and no reading, when that was not enough.
  mutating func read(steps: inout Int) -> [Reading] {
    guard steps > 0 else { return [] }
    beams[0] = [State()]
    for position in 0..<range.count {
      let states = beams[position]
      guard !states.isEmpty else { continue }
      advance(states, at: range.lowerBound + position)
      beams[position] = []
      guard rows.steps < steps else {
        steps = 0
        return []
      }
    }
    steps -= rows.steps
    var readings: [Reading] = []
    for state in beams[range.count].map({ finished($0) }).sorted(by: { $0.cost < $1.cost }) {
      let reading = reading(of: state)
      if readings.contains(where: { $0.score == reading.score }) { continue }
      readings.append(reading)
      if readings.count == Self.readingsMax { break }
    }
    return readings
  }

  // MARK: Steps

  private mutating func advance(_ states: [State], at word: Int) {
    let heads = levelHeads(at: word)
    let late = lateWeight(at: word)
    let candidates = rows.rows(at: word)
    let skip = skipCost(word)
    for state in states {
      for head in heads { push(open(head, in: state), head.element, to: head.end) }
      if let late, let next = wait(state, late.weight) { push(next, to: late.end) }
      for row in candidates {
        push(add(row, to: state), .row(row, level1: state.level1?.name, level2: state.level2?.name), to: row.end)
      }
      var skipped = state
      skipped.cost += skip
      push(skipped, to: word + 1)
    }
  }

  /// Keeps a state at a word when it is among the cheapest there; only then its element is kept as well.
  private mutating func push(_ state: State, _ element: Element? = nil, to word: Int) {
    let position = word - range.lowerBound
    guard position < beams.count else { return }
    // At the end readings of different sums are looked for among all.
    let most = position == range.count ? Self.beamMax * 8 : Self.beamMax
    let place = beams[position].firstIndex { $0.cost > state.cost } ?? beams[position].count
    guard place < most else { return }
    var state = state
    if let element { link(element, &state) }
    beams[position].insert(state, at: place)
    if beams[position].count > most { beams[position].removeLast() }
  }

  private mutating func link(_ element: Element, _ state: inout State) {
    elements.append((element, state.last))
    state.last = elements.count - 1
  }

  private func add(_ row: IndicatorRows.Row, to state: State) -> State {
    var next = state
    next.cost += row.cost
    if state.level1 == nil { next.cost += 1.5 }
    if state.level2 == nil { next.cost += 1 }
    if rows.namesCarryWeights { next.rowWaits = row.weight == nil }
    next.level2?.rows.add(row.weight)
    next.level2?.rowCount += 1
    next.level1?.rows.add(row.weight)
    next.level1?.rowCount += 1
    next.total.add(row.weight)
    return next
  }

  private struct Head {
    var isFirst: Bool
    var name: Scalars
    var weight: ExactDecimal?
    var end: Int
    var cost: Double

    var element: Element { isFirst ? .level1(name, weight) : .level2(name, weight) }
  }

  private func open(_ head: Head, in state: State) -> State {
    var next = state
    next.cost += head.cost
    closeLevel2(&next)
    if head.isFirst {
      closeLevel1(&next)
      if let level1 = state.level1, level1.rowCount == 0 { next.cost += 2 }
      next.level1 = Level(name: head.name, weight: head.weight)
      next.level2 = nil
    } else {
      if let level2 = state.level2, level2.rowCount == 0 { next.cost += 2 }
      if let level1 = state.level1 {
        if LevelNames.belongs(head.name, to: level1.name) == false { next.cost += 1.5 }
      } else {
        next.cost += 1
      }
      next.level2 = Level(name: head.name, weight: head.weight)
    }
    next.rowWaits = false
    return next
  }

  private func closeLevel2(_ state: inout State) {
    if let level = state.level2, level.rowCount > 0 { state.cost += proof(level.rows, level.weight) }
  }

  private func closeLevel1(_ state: inout State) {
    if let level = state.level1, level.rowCount > 0 { state.cost += proof(level.rows, level.weight) }
  }

  /// What a printed sum says about a reading.
  private func proof(_ sum: Sum, _ printed: ExactDecimal?) -> Double {
    guard let printed else { return 0 }
    guard let value = sum.value else { return 2 }
    return value == printed ? -1 : 3
  }

  private func finished(_ state: State) -> State {
    var state = state
    closeLevel2(&state)
    closeLevel1(&state)
    state.cost += proof(state.total, weight)
    return state
  }

  // MARK: Heads of levels

  /// The level heads that can begin at a word: a known name, perhaps broken, with or without its weight.
  private func levelHeads(at word: Int) -> [Head] {
    var heads: [Head] = []
    var text: Scalars = []
    for end in stride(from: word + 1, through: min(range.upperBound, word + 9), by: 1) {
      text += stream.words[end - 1].scalars
      if text.count > 24 { break }
      let mark = WeightMark.trailing(text)
      let name = mark.map { text.slice(0..<$0.start) } ?? text
      if mark == nil, levelsCarryWeights, weightFollows(end) { continue }
      let bare = (LevelNames.isFull(name) ? 0 : 1.0) + (mark == nil && levelsCarryWeights ? 1 : 0)
      if LevelNames.isFirst(name) {
        heads.append(Head(isFirst: true, name: name, weight: mark?.weight, end: end, cost: bare))
      }
      if LevelNames.isSecond(name) {
        heads.append(Head(isFirst: false, name: name, weight: mark?.weight, end: end, cost: bare))
      }
      if mark != nil {
        if rows.namesCarryWeights, let unknown = unknownHead(name, mark?.weight, end) { heads += unknown }
        break
      }
    }
    return heads
  }

  /// A weighted name that another weighted name follows, without values between, heads a level we have no name for.
  private func unknownHead(_ name: Scalars, _ weight: ExactDecimal?, _ end: Int) -> [Head]? {
    guard !LevelNames.isFirst(name), !LevelNames.isSecond(name), name.count >= 2 else { return nil }
    for next in stride(from: end + 1, through: min(range.upperBound, end + 6), by: 1) {
      if rows.cells.number(next - 1) != nil { return nil }
      if WeightMark.trailing(stream.joined(end..<next)) != nil {
        return [
          Head(isFirst: true, name: name, weight: weight, end: end, cost: 3.5),
          Head(isFirst: false, name: name, weight: weight, end: end, cost: 3),
        ]
      }
    }
    return nil
  }

  private func hasLevelWithWeight(_ word: Int) -> Bool {
    var text: Scalars = []
    for end in stride(from: word + 1, through: min(range.upperBound, word + 9), by: 1) {
      text += stream.words[end - 1].scalars
      if let mark = WeightMark.trailing(text) {
        let name = text.slice(0..<mark.start)
        return LevelNames.isFirst(name) || LevelNames.isSecond(name)
      }
    }
    return false
  }

  private func weightFollows(_ word: Int) -> Bool { lateWeight(at: word) != nil }

  // MARK: Weights that a page break set apart

  private func lateWeight(at word: Int) -> (weight: ExactDecimal, end: Int)? {
    for end in stride(from: word + 1, through: min(range.upperBound, word + 3), by: 1) {
      if let weight = WeightMark.whole(stream.joined(word..<end)) { return (weight, end) }
    }
    return nil
  }

  private mutating func wait(_ state: State, _ weight: ExactDecimal) -> State? {
    var next = state
    if state.level1 != nil, state.level1?.weight == nil {
      next.level1?.weight = weight
      link(.lateWeight(.level1, weight), &next)
    } else if state.level2 != nil, state.level2?.weight == nil {
      next.level2?.weight = weight
      link(.lateWeight(.level2, weight), &next)
    } else if state.rowWaits {
      next.rowWaits = false
      next.cost -= 2
      link(.lateWeight(.row, weight), &next)
      settle(&next, weight)
    } else {
      return nil
    }
    next.cost += 0.3
    return next
  }

  /// A late weight of the last row completes the sums that its absence had broken.
  private func settle(_ state: inout State, _ weight: ExactDecimal) {
    var level2 = Sum()
    var level1 = Sum()
    var total = Sum()
    var inLevel2 = true
    var inLevel1 = true
    var late: ExactDecimal? = weight
    var index = state.last
    while index >= 0 {
      switch elements[index].0 {
      case .row(let row, _, _):
        let weight = row.weight ?? late
        if row.weight == nil { late = nil }
        if inLevel2 { level2.add(weight) }
        if inLevel1 { level1.add(weight) }
        total.add(weight)
      case .level2: inLevel2 = false
      case .level1:
        inLevel2 = false
        inLevel1 = false
      case .lateWeight(let kind, let weight): if kind == .row { late = weight }
      }
      index = elements[index].previous
    }
    state.level2?.rows = level2
    state.level1?.rows = level1
    state.total = total
  }

  /// Cost of passing over a word: little for pieces of repeated column heads and page numbers, much for anything else.
  private func skipCost(_ word: Int) -> Double {
    let word = stream.words[word]
    if IndicatorHeads.isPiece(word.scalars) { return 0.6 }
    if isPlaceholder(word.scalars) { return 0.3 }
    if word.isAlone, let number = PrintedNumber.whole(word.scalars), number.places == 0 { return 2 }
    return 6
  }
}

extension IndicatorTable {
  /// `指标2` and `……` of a blank form.
  private func isPlaceholder(_ text: Scalars) -> Bool {
    if text.allSatisfy({ "….·".unicodeScalars.contains($0) }) { return true }
    return text.starts(with: "指标") && text.count <= 4
      && text.dropFirst(2).allSatisfy { $0.isDigit || "：:".unicodeScalars.contains($0) }
  }

  /// The indicators along the chain of a reading, in page order, without identifiers.
  private func reading(of state: State) -> Reading {
    var chain: [Element] = []
    var index = state.last
    while index >= 0 {
      chain.append(elements[index].0)
      index = elements[index].previous
    }
    var indicators: [Indicator] = []
    var sum = Sum()
    var level1: (start: Int, weight: ExactDecimal?) = (0, nil)
    var level2: (start: Int, weight: ExactDecimal?) = (0, nil)
    for element in chain.reversed() {
      switch element {
      case .level1(_, let weight):
        level1 = (indicators.count, weight)
        level2 = (indicators.count, nil)
      case .level2(_, let weight): level2 = (indicators.count, weight)
      case .lateWeight(.row, let weight):
        if let last = indicators.indices.last { indicators[last].weight = weight }
      case .lateWeight(.level1, let weight):
        level1.weight = weight
        for index in level1.start..<indicators.count { indicators[index].level1Weight = weight }
      case .lateWeight(.level2, let weight):
        level2.weight = weight
        for index in level2.start..<indicators.count { indicators[index].level2Weight = weight }
      case .row(let row, let first, let second):
        var indicator = indicator(of: row)
        indicator.level1 = first?.text
        indicator.level2 = second?.text
        indicator.level1Weight = level1.weight
        indicator.level2Weight = level2.weight
        sum.add(row.score)
        indicators.append(indicator)
      }
    }
    return Reading(indicators: indicators, cost: state.cost, score: sum.value)
  }

  private func indicator(of row: IndicatorRows.Row) -> Indicator {
    var indicator = Indicator(id: "")
    let name = stream.joined(row.name)
    let mark = rows.namesCarryWeights ? WeightMark.trailing(name) : nil
    indicator.name = (mark.map { name.slice(0..<$0.start) } ?? name).text
    indicator.target = stream.joined(row.target).text
    if !row.actual.isEmpty { indicator.actual = stream.joined(row.actual).text }
    indicator.weight = row.weight
    indicator.score = row.score
    if !row.reason.isEmpty { indicator.reason = stream.joined(row.reason).text }
    return indicator
  }
}
