extension QuantityParser {
  struct Unit {
    var name = ""
    var scale = 0
    var notes: Quantity.Notes = []
  }

  /// Reads a figure that begins with the digit at `index`.
  /// - Returns: nil when the digits are part of a name or of a date that only says when.
  mutating func figure(from start: Int, _ lead: inout Lead) -> Quantity? {
    let numberStart = index
    if let date = readDate() {
      guard isClauseEnd(index) || tailEndsClause() else { return nil }
      let quantity = dated(date, start, numberStart, lead)
      skipTail()
      return quantity
    }
    guard let first = readNumber() else { return unreadable() }
    if isLetter(index), QuantityWords.units.match(bytes, at: index) == nil {
      skipName()
      return nil
    }
    if isRatio { return unreadable() }
    return finish(first, from: start, numberStart, &lead)
  }

  /// A numeral counts only with a unit behind it and nothing that makes it a word: 两次, not 一次性 or 三级.
  mutating func numeral(from start: Int, _ lead: inout Lead) -> Quantity? {
    let numberStart = index
    guard let value = readNumeral() else {
      index = numberStart + step(numberStart)
      return nil
    }
    let end = index
    if lead.percentOf { return finish(ExactDecimal(value), from: start, numberStart, &lead) }
    let ordinal = Array("第".utf8)
    let isOrdinal = numberStart >= 3 && ordinal.indices.allSatisfy { bytes[numberStart - 3 + $0] == ordinal[$0] }
    if !isOrdinal, let (unit, length) = QuantityWords.units.match(bytes, at: afterBlanks(index)),
      !QuantityWords.unitNames[unit.index].hasPrefix("级")
    {
      index = afterBlanks(index) + length
      let holds = isClauseEnd(index) || bytes[index] == UInt8(ascii: "/") || tailEndsClause()
      index = end
      if holds {
        lead.notes.insert(.chineseNumeral)
        return finish(ExactDecimal(value), from: start, numberStart, &lead)
      }
    }
    index = end
    return nil
  }

  private mutating func finish(
    _ first: ExactDecimal, from start: Int, _ numberStart: Int, _ lead: inout Lead
  ) -> Quantity? {
    var quantity = Quantity(text: "")
    var unit = lead.percentOf ? Unit(name: "%", notes: .chineseNumeral) : readUnit()
    var second: ExactDecimal?
    if let other = readRangeEnd() {
      let secondUnit = readUnit()
      if !secondUnit.name.isEmpty || secondUnit.scale > 0 { unit = secondUnit }
      unit.notes.remove(.missingUnit)
      if unit.name.isEmpty { unit.notes.insert(.missingUnit) }
      second = other
    }
    quantity.notes = lead.notes.union(unit.notes)
    readStroke(&unit, &lead)
    let isWithin = readTail(&lead, &quantity.notes)
    quantity.comparator = lead.comparator
    quantity.unit = unit.name
    quantity.scale = unit.scale
    if let wordsEnd = Optional(lead.wordsEnd ?? numberStart), wordsEnd > start {
      quantity.words = QuantityText.string(bytes, start..<wordsEnd)
    }
    setBase(&quantity, lead)
    let negative = lead.negative != (lead.change < 0)
    setBounds(&quantity, negative ? -first : first, second.map { negative ? -$0 : $0 }, falls: lead.change < 0)
    setKind(&quantity, lead, isWithin, isRange: second != nil)
    return quantity.fits ? quantity : unreadable()
  }

  private func setBase(_ quantity: inout Quantity, _ lead: Lead) {
    if lead.change != 0 || (lead.previousYear && lead.comparators > 0) {
      quantity.base = .previousYear
    } else if lead.budget {
      quantity.base = .budget
    }
  }

  /// A fall of at least 3 is a change of at most -3.
  private func setBounds(_ quantity: inout Quantity, _ first: ExactDecimal, _ second: ExactDecimal?, falls: Bool) {
    if falls {
      switch quantity.comparator {
      case .atLeast: quantity.comparator = .atMost
      case .above: quantity.comparator = .below
      case .atMost: quantity.comparator = .atLeast
      case .below: quantity.comparator = .above
      case .exactly, .none: break
      }
    }
    guard let second else { return quantity.bound(first) }
    quantity.low = min(first, second)
    quantity.high = max(first, second)
    quantity.comparator = .none
  }

  private func setKind(_ quantity: inout Quantity, _ lead: Lead, _ isWithin: Bool, isRange: Bool) {
    quantity.period = quantity.isPercent ? nil : lead.period
    let isTime = QuantityWords.timeUnits.contains(quantity.unit) && quantity.scale == 0
    let isLimit = isWithin || quantity.comparator == .atMost || quantity.comparator == .below
    if isRange {
      quantity.kind = .range
    } else if quantity.period != nil {
      quantity.kind = .frequency
    } else if isTime && (isLimit || quantity.unit == "工作日" && quantity.comparator == .none) {
      quantity.kind = .deadline
      if quantity.comparator == .none {
        quantity.comparator = .atMost
        quantity.low = nil
      }
    } else {
      quantity.kind = .number
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
  private mutating func readTail(_ lead: inout Lead, _ notes: inout Quantity.Notes) -> Bool {
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
        notes.formUnion(signs.union(.misplacedComparator))
      } else if let (tail, length) = QuantityWords.tail.match(bytes, at: index) {
        index += length
        switch tail {
        case .comparator(let comparator): setWordy(comparator, &lead, &notes)
        case .within:
          isWithin = true
          setWordy(.atMost, &lead, &notes)
        case .approximate: notes.insert(.approximate)
        case .filler: break
        }
      } else {
        index = start
        return isWithin
      }
    }
  }

  private func setWordy(_ comparator: Quantity.Comparator, _ lead: inout Lead, _ notes: inout Quantity.Notes) {
    notes.insert(.comparatorInWords)
    if lead.comparators == 0 { lead.comparator = comparator }
    lead.comparators += 1
  }

  private mutating func skipRemark() {
    while index < bytes.count, bytes[index] != UInt8(ascii: ")") { index += 1 }
    if index < bytes.count { index += 1 }
  }

  private mutating func unreadable() -> Quantity {
    while index < bytes.count, !isSeparator(bytes[index]) { index += 1 }
    var quantity = Quantity(text: "")
    quantity.kind = .unreadable
    return quantity
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
