extension QuantityParser {
  /// A value without a figure: zero in words, yes or no, within the budget, or a level.
  func worded(_ range: Range<Int>, _ text: String) -> Quantity {
    var quantity = Quantity(text: text)
    quantity.notes = notes
    let lower = afterBlanks(range.lowerBound)
    let upper = trimmedEnd(range)
    guard lower < upper else { return quantity }
    let slice = UnsafeBufferPointer(rebasing: bytes[lower..<upper])
    if isZero(slice) {
      quantity.kind = .number
      quantity.low = .zero
      quantity.high = .zero
      quantity.notes.insert(.zeroInWords)
    } else if let degree = whole(QuantityWords.booleans, slice) {
      quantity.kind = .boolean
      quantity.degree = degree
      quantity.words = text
    } else {
      level(slice, &quantity)
      if isBudgetLimit(slice) {
        quantity.base = .budget
        quantity.comparator = .atMost
      }
    }
    return quantity
  }

  private func trimmedEnd(_ range: Range<Int>) -> Int {
    var upper = range.upperBound
    while upper > range.lowerBound, bytes[upper - 1] == 0x20 || isSeparator(bytes[upper - 1]) { upper -= 1 }
    return upper
  }

  private func whole<Value>(_ table: WordTable<Value>, _ slice: UnsafeBufferPointer<UInt8>) -> Value? {
    guard let (value, length) = table.match(slice, at: 0), length == slice.count else { return nil }
    return value
  }

  private func isZero(_ slice: UnsafeBufferPointer<UInt8>) -> Bool {
    if whole(QuantityWords.zeros, slice) != nil || QuantityWords.zeroOpenings.match(slice, at: 0) != nil { return true }
    return QuantityWords.zeroPrefixes.match(slice, at: 0) != nil && first(QuantityWords.incidents, slice) != nil
  }

  private func isBudgetLimit(_ slice: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < slice.count {
      if case .budget? = QuantityWords.lead.match(slice, at: index)?.value {
        return first(QuantityWords.budgetLimits, slice) != nil
      }
      index += Self.step(slice[index])
    }
    return false
  }

  private func level(_ slice: UnsafeBufferPointer<UInt8>, _ quantity: inout Quantity) {
    quantity.kind = .level
    quantity.degree = .plain
    let found = first(QuantityWords.degrees, slice) { $0 != .plain }
    guard let found else {
      quantity.words = QuantityText.string(slice, 0..<slice.count)
      return
    }
    quantity.degree = found.value
    let before = QuantityText.string(slice, 0..<found.range.lowerBound)
    quantity.words = before + QuantityText.string(slice, found.range.upperBound..<slice.count)
  }

  /// The first word of the list; words that `counts` refuses hide the ones inside them.
  private func first<Value>(
    _ table: WordTable<Value>, _ slice: UnsafeBufferPointer<UInt8>, where counts: (Value) -> Bool = { _ in true }
  ) -> (value: Value, range: Range<Int>)? {
    var index = 0
    while index < slice.count {
      if let (value, length) = table.match(slice, at: index) {
        if counts(value) { return (value, index..<index + length) }
        index += length
      } else {
        index += Self.step(slice[index])
      }
    }
    return nil
  }

  private static func step(_ byte: UInt8) -> Int { byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4 }
}
