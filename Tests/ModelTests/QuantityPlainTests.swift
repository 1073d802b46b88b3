import Testing

@testable import Model

/// What most cells hold is read by a shorter way, which must lead to the same place.
@Suite struct QuantityPlainTests {
  private static let figures = [
    "0", "1", "3", "4", "12", "007", "1999", "2022", "98.5", "0.25", "12.31", "2022.12", "12.3456", "1.23456",
    "123456789",
    "1234567890", "5.", ".5",
  ]

  /// A blank in front is dropped without a word and takes the long way.
  @Test func `the short way reads what the long way reads`() {
    for unit in QuantityWords.unitNames + ["", "%%", "平方", "日", "月", "年", "年度", "万元", "人/天", "人以上", "分钟内"] {
      for figure in Self.figures {
        for sign in ["", "≥", "≤", "=", "≧", "-"] {
          let text = sign + figure + unit
          let long = Quantity(" " + text)
          #expect(Quantity(text) == long.printed(text, long.notes), "\(text)")
        }
      }
    }
  }

  @Test func `plain values are what they say`() throws {
    let least = Quantity("≥770人")
    #expect(least.kind == .number && least.comparator == .atLeast && least.unit == "人" && least.notes == [])
    #expect(least.low == ExactDecimal(770) && least.high == nil)
    let share = Quantity("98.5%")
    #expect(share.low == ExactDecimal("98.5") && share.high == share.low && share.isPercent && share.words.isEmpty)
  }
}
