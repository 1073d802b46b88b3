import Model
import Scoring
import TestSupport
import Testing

@Suite struct ExpertPanelTests {
  private static func points(_ texts: [String]) -> [ExactDecimal] { texts.compactMap { ExactDecimal($0) } }

  @Test func `few are averaged, many without the highest and the lowest`() throws {
    let panel = ExpertPanel(.trimmedMean, trimFrom: 5, spreadOver: 10)
    let four = try #require(panel.outcome(Self.points(["80", "90", "91", "95"])))
    #expect(four.points == 89 && !four.isTrimmed && four.spread == 15 && panel.isFarApart(four))
    let five = try #require(panel.outcome(Self.points(["60", "90", "91", "92", "99"])))
    #expect(five.points == 91 && five.isTrimmed && five.low == 60 && five.high == 99)
    #expect(five.arithmetic == "去掉最高 99、最低 60，(90 + 91 + 92) ÷ 3 = 91")
    #expect(ExpertPanel(.mean).outcome(Self.points(["60", "90", "91", "92", "99"]))?.points == ExactDecimal("86.4"))
    #expect(panel.outcome([]) == nil)
  }

  @Test func `a spread at the limit is not yet far apart, and two places are rounded half up`() throws {
    let panel = ExpertPanel(.mean, spreadOver: 10)
    let even = try #require(panel.outcome(Self.points(["80", "90"])))
    #expect(!panel.isFarApart(even))
    let third = try #require(panel.outcome(Self.points(["80", "80", "81"])))
    #expect(third.points == ExactDecimal("80.33"))
    #expect(panel.outcome(Self.points(["0.01", "0.02"]))?.points == ExactDecimal("0.02"))
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `whoever comes first, the outcome is the same, within the points given and monotone`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let count = Int.random(in: 1...9, using: &random)
    var points = (0..<count).map { _ in ExactDecimal(units: .random(in: 0...10_000, using: &random), places: 2) }
    for combining in ExpertPanel.Combining.allCases {
      let panel = ExpertPanel(combining, trimFrom: 4)
      let outcome = try #require(panel.outcome(points))
      #expect(outcome.points >= outcome.low && outcome.points <= outcome.high)
      var shuffled = points
      shuffled.shuffle(using: &random)
      #expect(panel.outcome(shuffled) == outcome)
      let index = Int.random(in: points.indices, using: &random)
      var better = points
      better[index] += 1
      #expect(try #require(panel.outcome(better)).points >= outcome.points)
    }
    points.removeAll()
    #expect(ExpertPanel(.mean).outcome(points) == nil)
  }
}
