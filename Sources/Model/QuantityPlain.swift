extension Quantity {
  /// Takes in what most cells hold, a figure with its unit and perhaps ≥ or ≤ before it: `≥770人`, `98.5%`.
  ///
  /// The parser reads the same, letter for letter, after it has looked for everything else that could stand there.
  /// - Returns: false, with nothing changed, for every other way of writing.
  mutating func takePlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    var comparator = Comparator.none
    if bytes.count > 3, bytes[0] == 0xE2, bytes[1] == 0x89, bytes[2] == 0xA5 || bytes[2] == 0xA4 {
      comparator = bytes[2] == 0xA5 ? .atLeast : .atMost
      index = 3
    }
    guard let figure = Self.plainFigure(bytes, &index), let unit = Self.plainUnit(bytes, index) else { return false }
    kind = .number
    self.comparator = comparator
    self.unit = unit
    bound(figure)
    return true
  }

  /// Up to nine digits, and up to four behind a point.
  private static func plainFigure(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> ExactDecimal? {
    var units: Int64 = 0
    func digits(_ max: Int) -> Int {
      let start = index
      while index < bytes.count, bytes[index] &- 0x30 <= 9, index - start < max {
        units = units * 10 + Int64(bytes[index] - 0x30)
        index += 1
      }
      return index - start
    }
    guard digits(9) > 0 else { return nil }
    guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return ExactDecimal(units: units, places: 0) }
    index += 1
    let places = digits(4)
    return places > 0 ? ExactDecimal(units: units, places: places) : nil
  }

  /// A known unit in its usual writing that ends the value; nil for lengths of time, which may be dates or terms.
  private static func plainUnit(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> String? {
    guard index < bytes.count else { return nil }
    if bytes[index] == UInt8(ascii: "%") { return index + 1 == bytes.count ? "%" : nil }
    guard bytes[index] >= 0x80, let (unit, length) = QuantityWords.units.match(bytes, at: index),
      index + length == bytes.count, !unit.isTime, !unit.isLoose
    else { return nil }
    return QuantityWords.unitNames[unit.index]
  }
}
