extension QuantityParser {
  /// What was met on the way to a figure.
  struct Lead {
    var comparator: Quantity.Comparator = .none
    var comparators = 0
    /// 1 for a rise, -1 for a fall against the previous year.
    var change = 0
    var negative = false
    var previousYear = false
    var budget = false
    var percentOf = false
    var period: Quantity.Period?
    /// Where the words about the figure end.
    var wordsEnd: Int?
    var notes: Quantity.Notes = []
  }

  /// Skips blanks and the marks between clauses.
  /// - Returns: whether there was a mark.
  @discardableResult
  mutating func skipSeparators() -> Bool {
    var found = false
    while index < bytes.count, bytes[index] == 0x20 || isSeparator(bytes[index]) {
      found = found || bytes[index] != 0x20
      index += 1
    }
    return found
  }

  func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == QuantityText.stop
  }

  func isDigit(_ index: Int) -> Bool { index < bytes.count && bytes[index] >= 0x30 && bytes[index] <= 0x39 }

  func isLetter(_ index: Int) -> Bool {
    index < bytes.count && ((bytes[index] | 0x20) >= 0x61 && (bytes[index] | 0x20) <= 0x7A)
  }

  func afterBlanks(_ index: Int) -> Int {
    var index = index
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    return index
  }

  /// Length in bytes of the letter at `index`.
  func step(_ index: Int) -> Int {
    let byte = bytes[index]
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// Reads up to the end of a figure, or to the next mark when there is none.
  mutating func clause(_ separated: Bool) -> Clause {
    let start = index
    let span = readSpan()
    let wordsStart = index
    var lead = Lead()
    while index < bytes.count, !isSeparator(bytes[index]) {
      if step(from: wordsStart, &lead) {
        return Clause(range: start..<index, hasFigure: true, span: span, isSeparated: separated)
      }
    }
    return Clause(range: start..<index, hasFigure: comparison(lead), span: span, isSeparated: separated)
  }

  /// 高于或等于上年: a comparison with the previous year without a figure of its own.
  private mutating func comparison(_ lead: Lead) -> Bool {
    guard lead.previousYear, lead.comparators == 1 else { return false }
    value.kind = .number
    value.base = .previousYear
    value.comparator = lead.comparator
    value.bound(.zero)
    value.notes = lead.notes
    return true
  }

  /// Takes one letter, sign or word.
  /// - Returns: whether a figure began here; it is in `value`.
  private mutating func step(from start: Int, _ lead: inout Lead) -> Bool {
    switch bytes[index] {
    case 0x30...0x39: return figure(from: start, &lead)
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      readSign(from: start, &lead)
    case QuantityText.atLeast, QuantityText.atMost, UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "="):
      let at = index
      take(readComparator(&lead.notes), at: at, &lead)
    case UInt8(ascii: "("): skipBracket()
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): skipName()
    case 0x80...: return word(from: start, &lead)
    default: index += 1
    }
    return false
  }

  private func take(_ comparator: Quantity.Comparator, at place: Int, _ lead: inout Lead) {
    lead.comparator = comparator
    lead.comparators += 1
    if lead.wordsEnd == nil { lead.wordsEnd = place }
  }

  private mutating func readSign(from start: Int, _ lead: inout Lead) {
    let next = afterBlanks(index + 1)
    if isDigit(next), index == start || lead.wordsEnd != nil {
      if lead.wordsEnd == nil { lead.wordsEnd = index }
      if bytes[index] == UInt8(ascii: "+") { lead.change = 1 } else { lead.negative = true }
    }
    index += 1
  }

  /// `>=` and `=>` are ≥ with a note.
  mutating func readComparator(_ notes: inout Quantity.Notes) -> Quantity.Comparator {
    let first = bytes[index]
    index += 1
    if first == QuantityText.atLeast { return .atLeast }
    if first == QuantityText.atMost { return .atMost }
    let next = afterBlanks(index)
    let second = next < bytes.count ? bytes[next] : 0
    switch (first, second) {
    case (UInt8(ascii: ">"), UInt8(ascii: "=")), (UInt8(ascii: "="), UInt8(ascii: ">")):
      index = next + 1
      notes.insert(.unusualSign)
      return .atLeast
    case (UInt8(ascii: "<"), UInt8(ascii: "=")), (UInt8(ascii: "="), UInt8(ascii: "<")):
      index = next + 1
      notes.insert(.unusualSign)
      return .atMost
    case (UInt8(ascii: ">"), _): return .above
    case (UInt8(ascii: "<"), _): return .below
    default: return .exactly
    }
  }

  private mutating func skipBracket() {
    var depth = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "(") { depth += 1 }
      if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
      index += 1
      if depth == 0 { return }
    }
  }

  /// PM2.5, A4, 5G: letters and digits of a name are no figure.
  mutating func skipName() {
    while index < bytes.count, isLetter(index) || isDigit(index) || bytes[index] == UInt8(ascii: ".") { index += 1 }
  }

  private mutating func word(from start: Int, _ lead: inout Lead) -> Bool {
    let at = index
    guard let (word, length) = QuantityWords.lead.match(bytes, at: index) else {
      index += step(index)
      return false
    }
    if case .numeral = word { return numeral(from: start, &lead) }
    index += length
    switch word {
    case .comparator(let comparator):
      lead.notes.insert(.comparatorInWords)
      take(comparator, at: at, &lead)
    case .rise, .fall: change(word, at: at, &lead)
    case .previousYear: lead.previousYear = true
    case .budget: if lead.comparators > 0 { lead.budget = true }
    case .every(let period):
      lead.period = period
      if lead.wordsEnd == nil { lead.wordsEnd = at }
    case .during(let period):
      guard leadsToFigure(index) else { break }
      lead.period = period
      if lead.wordsEnd == nil { lead.wordsEnd = at }
    case .approximate:
      guard isDigit(afterBlanks(index)) else { break }
      lead.notes.insert(.approximate)
      if lead.wordsEnd == nil { lead.wordsEnd = at }
    case .filler: if lead.wordsEnd == nil, leadsToFigure(index) { lead.wordsEnd = at }
    case .percentOf:
      lead.percentOf = true
      if lead.wordsEnd == nil { lead.wordsEnd = at }
    case .numeral: break
    }
    return false
  }

  /// 提升10% is a change; 提升率10% and 提升至10% are not.
  private mutating func change(_ word: QuantityWords.Lead, at place: Int, _ lead: inout Lead) {
    var next = afterBlanks(index)
    let le = Array("了".utf8)
    if next + 3 <= bytes.count, le.indices.allSatisfy({ bytes[next + $0] == le[$0] }) { next += 3 }
    guard leadsToFigure(next) else { return }
    if case .rise = word { lead.change = 1 } else { lead.change = -1 }
    if lead.wordsEnd == nil { lead.wordsEnd = place }
  }

  /// A digit, numeral or comparison stands at `index`.
  func leadsToFigure(_ index: Int) -> Bool {
    let next = afterBlanks(index)
    guard next < bytes.count else { return false }
    if isDigit(next) || bytes[next] <= QuantityText.atMost { return true }
    if bytes[next] == UInt8(ascii: ">") || bytes[next] == UInt8(ascii: "<") || bytes[next] == UInt8(ascii: "=") {
      return true
    }
    switch QuantityWords.lead.match(bytes, at: next)?.value {
    case .comparator?, .numeral?, .approximate?, .percentOf?: return true
    default: return false
    }
  }

  /// Reads 二三季度, 一、四季度, 上半年.
  private mutating func readSpan() -> Quantity.Span? {
    if let (half, length) = QuantityWords.halfYears.match(bytes, at: index) {
      index += length
      return Quantity.Span(of: 2, mask: UInt16(1) << UInt16(half - 1))
    }
    var next = index
    var mask: UInt16 = 0
    var found = 0
    while next < bytes.count {
      if let (quarter, length) = QuantityWords.quarters.match(bytes, at: next) {
        mask |= UInt16(1) << UInt16(quarter - 1)
        found += 1
        next += length
      } else if let (_, length) = QuantityWords.spanJoints.match(bytes, at: next) {
        next += length
      } else {
        break
      }
    }
    guard found > 0, let (unit, length) = QuantityWords.periods.match(bytes, at: next), unit == .quarter else {
      return nil
    }
    index = next + length
    return Quantity.Span(of: 4, mask: mask)
  }
}

extension Quantity {
  /// Sets the bounds that one figure means under the comparator.
  mutating func bound(_ figure: ExactDecimal) {
    switch comparator {
    case .atLeast, .above: low = figure
    case .atMost, .below: high = figure
    case .exactly, .none:
      low = figure
      high = figure
    }
  }
}
