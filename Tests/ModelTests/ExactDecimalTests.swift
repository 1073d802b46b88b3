import Model
import TestSupport
import Testing

@Suite struct ExactDecimalTests {
  @Test(arguments: ["0", "3.00", "-12.50", "100", "0.005", "999999999999999999"])
  func `a number prints as it was written`(text: String) {
    #expect(ExactDecimal(text)?.description == text)
  }

  @Test(arguments: ["", ".", "1.", ".5", "1,000", "1e3", "--1", "1.2.3", "９", "9999999999999999999", "0.1234567890123"])
  func `what is no plain number is refused`(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test func `values are equal whatever their places`() throws {
    #expect(ExactDecimal("3.10") == ExactDecimal("3.1"))
    #expect(Set([ExactDecimal("3.10"), ExactDecimal("3.1")]).count == 1)
    #expect(try #require(ExactDecimal("-0.01")) < .zero)
  }

  @Test(arguments: [
    ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("2.45", 1, "2.5"), ("2.449", 1, "2.4"), ("82.8182", 0, "83"), ("1", 2, "1.00"),
  ])
  func `half is rounded away from zero`(text: String, places: Int, expected: String) throws {
    #expect(try #require(ExactDecimal(text)).rounded(to: places).description == expected)
  }

  @Test(arguments: [
    ("1", "3", "0.3333"), ("2", "3", "0.6667"), ("-2", "3", "-0.6667"), ("11092.59", "7038.59", "1.5760"),
  ])
  func `a quotient has the places asked for`(a: String, b: String, expected: String) throws {
    let divisor = try #require(ExactDecimal(b))
    let quotient = ExactDecimal(a)?.divided(by: divisor, places: 4)
    #expect(quotient?.description == expected)
  }

  @Test func `nothing is divided by zero`() {
    #expect(ExactDecimal(1).divided(by: .zero, places: 2) == nil)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `sums are exact and do not depend on order`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let numbers = (0..<20).map { _ in
      ExactDecimal(
        units: .random(in: -9_999_999...9_999_999, using: &random), places: .random(in: 0...6, using: &random))
    }
    let sum = numbers.reduce(.zero, +)
    #expect(numbers.shuffled(using: &random).reduce(.zero, +) == sum)
    #expect(numbers.reduce(sum) { $0 - $1 } == .zero)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `text and number are two sides of one thing`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let number = ExactDecimal(
      units: .random(in: -999_999_999_999...999_999_999_999, using: &random), places: .random(in: 0...9, using: &random)
    )
    let again = ExactDecimal(number.description)
    #expect(again == number)
    #expect(again?.places == number.places)
  }
}

@Suite struct MoneyTests {
  @Test(arguments: [
    ("394.61", MoneyUnit.wanYuan, Int64(394_610_000)), ("0.000001", .wanYuan, 1), ("12.34", .yuan, 1234),
    ("3.065", .yiYuan, 30_650_000_000), ("4000.953", .wanYuan, 4_000_953_000), ("-1.5", .wanYuan, -1_500_000),
  ])
  func `a printed figure is a whole number of fen`(text: String, unit: MoneyUnit, fen: Int64) throws {
    let figure = try #require(ExactDecimal(text))
    let money = try #require(Money(figure, unit))
    #expect(money.fen == fen)
    #expect(money.figure(in: unit) == ExactDecimal(text))
  }

  static func money(_ text: String, _ unit: MoneyUnit) -> Money? { ExactDecimal(text).flatMap { Money($0, unit) } }

  @Test func `a figure finer than a fen is no money`() throws {
    #expect(Self.money("0.001", .yuan) == nil)
    #expect(Self.money("0.0000001", .wanYuan) == nil)
  }

  @Test func `a figure too large to count is no money`() throws {
    #expect(Self.money("999999999999999999", .yiYuan) == nil)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `every sum of fen comes back from every unit`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let money = Money(fen: .random(in: -99_999_999_999_999...99_999_999_999_999, using: &random))
    for unit in MoneyUnit.allCases { #expect(Money(money.figure(in: unit), unit) == money) }
  }
}
