extension QuantityParser {
  /// Reads 2022年12月31日, 2022-12-31, 2022年, 12月31日, 12月底; `index` stays when it is no date.
  mutating func readDate() -> Quantity.PartialDate? {
    let start = index
    guard let first = readShort() else { return failed(start) }
    if first.digits == 4, (1900...2100).contains(first.value) {
      if let date = readYear(first.value) { return date }
    } else if first.digits <= 2, (1...12).contains(first.value), take("月") {
      let day = readDay()
      if day > 0 || take("底") || take("末") || isLimitAhead { return Quantity.PartialDate(month: first.value, day: day) }
    }
    return failed(start)
  }

  private mutating func readYear(_ year: Int) -> Quantity.PartialDate? {
    if take("年") {
      if take("底") || take("末") { return Quantity.PartialDate(year: year, month: 12, day: 31) }
      let mark = index
      guard let month = readShort(), (1...12).contains(month.value), take("月") else {
        index = mark
        _ = take("度")
        return Quantity.PartialDate(year: year)
      }
      let day = readDay()
      if day == 0, !take("底") { _ = take("末") }
      return Quantity.PartialDate(year: year, month: month.value, day: day)
    }
    return readStrokes(year)
  }

  /// 2022-12-31, 2022/12/31, 2022.12.31.
  private mutating func readStrokes(_ year: Int) -> Quantity.PartialDate? {
    guard index < bytes.count else { return nil }
    let stroke = bytes[index]
    guard stroke == UInt8(ascii: "-") || stroke == UInt8(ascii: "/") || stroke == UInt8(ascii: ".") else { return nil }
    index += 1
    guard let month = readShort(), (1...12).contains(month.value), index < bytes.count, bytes[index] == stroke else {
      return nil
    }
    index += 1
    guard let day = readShort(), (1...31).contains(day.value) else { return nil }
    return Quantity.PartialDate(year: year, month: month.value, day: day.value)
  }

  /// The day behind a month; 0 when there is none.
  private mutating func readDay() -> Int {
    let mark = index
    if let day = readShort(), (1...31).contains(day.value), take("日") || take("号") { return day.value }
    index = mark
    return 0
  }

  mutating func setDate(_ date: Quantity.PartialDate, _ start: Int, _ numberStart: Int, _ lead: Lead) {
    value.kind = .date
    value.date = date
    value.notes = lead.notes
    value.comparator = lead.comparators == 0 && isLimitAhead ? .atMost : lead.comparator
    let wordsEnd = lead.wordsEnd ?? numberStart
    if wordsEnd > start { value.words = QuantityText.string(bytes, start..<wordsEnd) }
  }

  /// 前, 以前, 之内 stand at `index`.
  private var isLimitAhead: Bool {
    if case .within? = QuantityWords.tail.match(bytes, at: index)?.value { true } else { false }
  }

  private mutating func failed(_ start: Int) -> Quantity.PartialDate? {
    index = start
    return nil
  }

  /// Up to four digits, blanks around them allowed.
  private mutating func readShort() -> (value: Int, digits: Int)? {
    index = afterBlanks(index)
    let start = index
    var value = 0
    while isDigit(index), index - start < 5 {
      value = value * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    let digits = index - start
    index = afterBlanks(index)
    return (1...4).contains(digits) ? (value, digits) : nil
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[index + offset] != word.utf8Start[offset] { return false }
    index += count
    return true
  }
}
