extension QuantityParser {
  /// Reads digits with thousands separators and one point.
  /// - Returns: nil, with `index` behind the digits, when there are more than 18.
  mutating func readNumber() -> ExactDecimal? {
    var units: Int64 = 0
    var places = 0
    var digits = 0
    var pointSeen = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x30 && byte <= 0x39 {
        if digits < 18 { units = units * 10 + Int64(byte - 0x30) }
        if units > 0 || pointSeen { digits += 1 }
        if pointSeen { places += 1 }
      } else if byte == UInt8(ascii: "."), !pointSeen, isDigit(index + 1) {
        pointSeen = true
      } else if byte == UInt8(ascii: ","), !pointSeen, isThousands(index) {
        // The separator carries no value.
      } else {
        break
      }
      index += 1
    }
    return digits <= 18 && places <= ExactDecimal.placesMax ? ExactDecimal(units: units, places: places) : nil
  }

  /// A comma with exactly three digits behind it.
  private func isThousands(_ comma: Int) -> Bool {
    isDigit(comma + 1) && isDigit(comma + 2) && isDigit(comma + 3) && !isDigit(comma + 4)
  }

  /// 十二, 两百, 九十五; below ten thousand.
  mutating func readNumeral() -> Int? {
    var total = 0
    var pending: Int?
    var found = false
    let start = index
    while let (value, length) = QuantityWords.numerals.match(bytes, at: index) {
      // 九千九百九十九 is the longest.
      guard index - start < 30 else { return nil }
      if value >= 10 {
        total += (pending ?? 1) * value
        pending = nil
      } else {
        if let pending, pending > 0 { return nil }
        pending = value
      }
      found = true
      index += length
      guard total < 10_000 else { return nil }
    }
    return found ? total + (pending ?? 0) : nil
  }

  mutating func readUnit() -> Unit {
    index = afterBlanks(index)
    var unit = Unit()
    if readPercent(&unit) || readKnownUnit(&unit) { return unit }
    readApproximate(&unit)
    readScale(&unit)
    readApproximate(&unit)
    if unit.scale > 0 || unit.notes.contains(.approximate), readPercent(&unit) || readKnownUnit(&unit) { return unit }
    readUnknownUnit(&unit)
    if unit.name.isEmpty { unit.notes.insert(.missingUnit) }
    return unit
  }

  private mutating func readPercent(_ unit: inout Unit) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "%") else { return false }
    index += 1
    unit.name = "%"
    while index < bytes.count, bytes[index] == UInt8(ascii: "%") {
      unit.notes.insert(.doubledPercent)
      index += 1
    }
    return true
  }

  private mutating func readKnownUnit(_ unit: inout Unit) -> Bool {
    guard let (known, length) = QuantityWords.units.match(bytes, at: index) else { return false }
    index += length
    unit.name = QuantityWords.unitNames[known.index]
    unit.isTime = known.isTime
    if known.isLoose { unit.notes.insert(.unitSynonym) }
    return true
  }

  /// 5000余, 20多.
  private mutating func readApproximate(_ unit: inout Unit) {
    guard let (tail, length) = QuantityWords.tail.match(bytes, at: index), case .approximate = tail, length == 3 else {
      return
    }
    index += length
    unit.notes.insert(.approximate)
  }

  private mutating func readScale(_ unit: inout Unit) {
    guard let (scale, length) = QuantityWords.scales.match(bytes, at: index) else { return }
    index += length
    unit.scale = scale
  }

  /// A short word up to the end of the clause is a unit we do not know yet.
  private mutating func readUnknownUnit(_ unit: inout Unit) {
    let start = index
    var next = index
    while next < bytes.count, bytes[next] >= 0x80, next - start < 12 {
      if QuantityWords.tail.match(bytes, at: next) != nil || QuantityWords.rangeWords.match(bytes, at: next) != nil {
        break
      }
      if case .comparator? = QuantityWords.lead.match(bytes, at: next)?.value { return }
      next += step(next)
    }
    guard next > start else { return }
    let isEnd =
      isClauseEnd(next) || bytes[next] == UInt8(ascii: "/") || QuantityWords.tail.match(bytes, at: next) != nil
    guard isEnd || bytes[next] <= QuantityText.dash else { return }
    unit.name = QuantityText.string(bytes, start..<next)
    index = next
  }

  /// Reads `-2` of `1-2` and `至3` of `1至3`.
  mutating func readRangeEnd() -> ExactDecimal? {
    let start = index
    var next = afterBlanks(index)
    guard next < bytes.count else { return nil }
    if bytes[next] == UInt8(ascii: "-") || bytes[next] == QuantityText.dash {
      next += 1
      while next < bytes.count, bytes[next] == QuantityText.dash || bytes[next] == UInt8(ascii: "-") { next += 1 }
    } else if let (_, length) = QuantityWords.rangeWords.match(bytes, at: next) {
      next += length
    } else {
      return nil
    }
    next = afterBlanks(next)
    guard isDigit(next) else { return nil }
    index = next
    if let number = readNumber() { return number }
    index = start
    return nil
  }
}
