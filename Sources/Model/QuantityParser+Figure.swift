extension QuantityParser {
  struct Unit {
    var name = ""
    var scale = 0
    var isTime = false
    var notes: Quantity.Notes = []
  }

  /// Reads a figure that begins with the digit at `index` into `value`.
  /// - Returns: false when the digits are part of a name or of a date that only says when.
  mutating func figure(from start: Int, _ lead: inout Lead) -> Bool {
    let numberStart = index
    if let date = readDate() {
      guard isClauseEnd(index) || tailEndsClause() else { return false }
      setDate(date, start, numberStart, lead)
      skipTail()
      return true
    }
    guard let first = readNumber() else { return unreadable() }
    if isLetter(index), QuantityWords.units.match(bytes, at: index) == nil {
      skipName()
      return false
    }
    if isRatio { return unreadable() }
    return finish(first, from: start, numberStart, &lead)
  }

  /// A numeral counts only with a unit behind it and nothing that makes it a word: 两次, not 一次性 or 三级.
  mutating func numeral(from start: Int, _ lead: inout Lead) -> Bool {
    let numberStart = index
    guard let number = readNumeral() else {
      index = numberStart + step(numberStart)
      return false
    }
    if lead.percentOf { return finish(ExactDecimal(number), from: start, numberStart, &lead) }
    guard isCount(numberStart) else { return false }
    lead.notes.insert(.chineseNumeral)
    return finish(ExactDecimal(number), from: start, numberStart, &lead)
  }

  /// A unit stands at `index` and ends the clause; the numeral before it is no ordinal.
  private mutating func isCount(_ numberStart: Int) -> Bool {
    let end = index
    defer { index = end }
    let isOrdinal = numberStart >= 3 && QuantityWords.ordinals.match(bytes, at: numberStart - 3) != nil
    guard !isOrdinal, let (unit, length) = QuantityWords.units.match(bytes, at: afterBlanks(index)), !unit.isRank else {
      return false
    }
    index = afterBlanks(index) + length
    return isClauseEnd(index) || bytes[index] == UInt8(ascii: "/") || tailEndsClause()
  }

  private mutating func finish(
    _ first: ExactDecimal, from start: Int, _ numberStart: Int, _ lead: inout Lead
  ) -> Bool {
    var unit = lead.percentOf ? Unit(name: "%", notes: .chineseNumeral) : readUnit()
    var second: ExactDecimal?
    if let other = readRangeEnd() {
      let secondUnit = readUnit()
      if !secondUnit.name.isEmpty || secondUnit.scale > 0 { unit = secondUnit }
      unit.notes.remove(.missingUnit)
      if unit.name.isEmpty { unit.notes.insert(.missingUnit) }
      second = other
    }
    value.notes = lead.notes.union(unit.notes)
    readStroke(&unit, &lead)
    let isWithin = readTail(&lead)
    value.comparator = lead.comparator
    value.unit = unit.name
    value.scale = unit.scale
    let wordsEnd = lead.wordsEnd ?? numberStart
    if wordsEnd > start { value.words = QuantityText.string(bytes, start..<wordsEnd) }
    setBase(lead)
    let negative = lead.negative != (lead.change < 0)
    setBounds(negative ? -first : first, second.map { negative ? -$0 : $0 }, falls: lead.change < 0)
    setKind(lead, isTime: unit.isTime && unit.scale == 0, isWithin, isRange: second != nil)
    return value.fits || unreadable()
  }

  private mutating func setBase(_ lead: Lead) {
    if lead.change != 0 || (lead.previousYear && lead.comparators > 0) {
      value.base = .previousYear
    } else if lead.budget {
      value.base = .budget
    }
  }

  /// A fall of at least 3 is a change of at most -3.
  private mutating func setBounds(_ first: ExactDecimal, _ second: ExactDecimal?, falls: Bool) {
    if falls {
      switch value.comparator {
      case .atLeast: value.comparator = .atMost
      case .above: value.comparator = .below
      case .atMost: value.comparator = .atLeast
      case .below: value.comparator = .above
      case .exactly, .none: break
      }
    }
    guard let second else { return value.bound(first) }
    value.low = min(first, second)
    value.high = max(first, second)
    value.comparator = .none
  }

  private mutating func setKind(_ lead: Lead, isTime: Bool, _ isWithin: Bool, isRange: Bool) {
    value.period = value.isPercent ? nil : lead.period
    let isLimit = isWithin || value.comparator == .atMost || value.comparator == .below
    if isRange {
      value.kind = .range
    } else if value.period != nil {
      value.kind = .frequency
    } else if isTime && (isLimit || value.unit == "工作日" && value.comparator == .none) {
      value.kind = .deadline
      if value.comparator == .none {
        value.comparator = .atMost
        value.low = nil
      }
    } else {
      value.kind = .number
    }
  }

  /// `/天` makes a frequency, `/次` a unit of two.
  private mutating func readStroke(_ unit: inout Unit, _ lead: inout Lead) {
    while index < bytes.count, bytes[index] == UInt8(ascii: "/") {
      let start = index
      index = afterBlanks(index + 1)
      let count = isDigit(index) ? readNumber()?.trimmed : nil
      index = afterBlanks(index)
      if let (period, length) = QuantityWords.periods.match(bytes, at: index), (count?.places ?? 0) == 0,
        (count?.units ?? 1) > 0,
        (count?.units ?? 1) < 1000
      {
        index += length
        lead.period = Quantity.Period(Int(count?.units ?? 1), period)
      } else if count == nil, let (other, length) = QuantityWords.units.match(bytes, at: index) {
        index += length
        unit.name += "/" + QuantityWords.unitNames[other.index]
      } else {
        index = start
        return
      }
    }
  }

  /// Reads 以上, 以内, 左右 and a comparison that stands on the wrong side.
  /// - Returns: whether the figure is an upper limit of time: 24小时内.
  private mutating func readTail(_ lead: inout Lead) -> Bool {
    var isWithin = false
    while true {
      let start = index
      index = afterBlanks(index)
      guard index < bytes.count else { return isWithin }
      if bytes[index] == UInt8(ascii: "(") {
        skipRemark()
      } else if bytes[index] <= QuantityText.atMost || (0x3C...0x3E).contains(bytes[index]) {
        var signs: Quantity.Notes = []
        let comparator = readComparator(&signs)
        guard !leadsToFigure(index), lead.comparators == 0 else {
          index = start
          return isWithin
        }
        lead.comparator = comparator
        lead.comparators += 1
        value.notes.formUnion(signs.union(.misplacedComparator))
      } else if let (tail, length) = QuantityWords.tail.match(bytes, at: index) {
        index += length
        switch tail {
        case .comparator(let comparator): setWordy(comparator, &lead)
        case .within:
          isWithin = true
          setWordy(.atMost, &lead)
        case .approximate: value.notes.insert(.approximate)
        case .filler: break
        }
      } else {
        index = start
        return isWithin
      }
    }
  }

  private mutating func setWordy(_ comparator: Quantity.Comparator, _ lead: inout Lead) {
    value.notes.insert(.comparatorInWords)
    if lead.comparators == 0 { lead.comparator = comparator }
    lead.comparators += 1
  }

  private mutating func skipRemark() {
    while index < bytes.count, bytes[index] != UInt8(ascii: ")") { index += 1 }
    if index < bytes.count { index += 1 }
  }

  private mutating func unreadable() -> Bool {
    while index < bytes.count, !isSeparator(bytes[index]) { index += 1 }
    value = Quantity(text: text)
    value.kind = .unreadable
    return true
  }

  /// 1:3, 3/4.
  private var isRatio: Bool {
    index < bytes.count && (bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "/"))
      && isDigit(index + 1)
  }

  func isClauseEnd(_ index: Int) -> Bool {
    let next = afterBlanks(index)
    return next >= bytes.count || isSeparator(bytes[next]) || bytes[next] == UInt8(ascii: "(")
  }

  /// The words that may follow a value end the clause; `index` stays.
  func tailEndsClause() -> Bool {
    var copy = self
    copy.skipTail()
    return isClauseEnd(copy.index)
  }

  private mutating func skipTail() {
    index = afterBlanks(index)
    while let (_, length) = QuantityWords.tail.match(bytes, at: index) { index = afterBlanks(index + length) }
  }
}

extension Quantity {
  /// Figures are kept below 10^15 with scale and to nine places, so that arithmetic on them cannot overflow.
  var fits: Bool { Self.fits(low, scale) && Self.fits(high, scale) }

  private static func fits(_ figure: ExactDecimal?, _ scale: Int) -> Bool {
    guard let figure else { return true }
    if scale == 0 && figure.units.magnitude < 1_000_000_000_000_000 { return figure.places <= 9 }
    let whole = Int128(figure.units.magnitude) * ExactDecimal.power(scale) / ExactDecimal.power(figure.places)
    return whole < 1_000_000_000_000_000 && figure.places <= 9
  }
}
