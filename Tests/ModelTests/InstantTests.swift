import Model
import TestSupport
import Testing

@Suite struct InstantTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (1_709_164_800_000, "2024-02-29T00:00:00.000Z"),
      (951_782_399_999, "2000-02-28T23:59:59.999Z"), (-1, "1969-12-31T23:59:59.999Z"),
    ] as [(Int64, String)])
  func `a moment is written as ISO text`(milliseconds: Int64, text: String) {
    #expect(Instant(milliseconds: milliseconds).text == text)
    #expect(Instant(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `text and moment tell the same and sort the same`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let range: ClosedRange<Int64> = 0...253_402_300_799_999
    let one = Instant(milliseconds: .random(in: range, using: &random))
    let other = Instant(milliseconds: .random(in: range, using: &random))
    #expect(Instant(one.text) == one)
    #expect((one < other) == (one.text < other.text))
  }

  @Test(arguments: [
    "", "2024-02-30T00:00:00.000Z", "2024-01-01T24:00:00.000Z", "2024-01-01 00:00:00.000Z", "２024-01-01",
  ])
  func `what is no moment is refused`(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func `China is eight hours ahead`() {
    let moment = Instant("2023-12-31T16:00:00.000Z")?.civil()
    #expect(moment?.year == 2024 && moment?.month == 1 && moment?.day == 1 && moment?.hour == 0)
  }
}
