import Model
import TestSupport
import Testing

@testable import Review

/// What a figure may be with two digits swapped is looked up; these tests compare with looking at the digits.
@Suite struct DigitSlipTests {
  private func isTransposed(_ left: ExactDecimal, _ right: ExactDecimal) -> Bool {
    let places = max(left.places, right.places)
    let a = Array(left.rounded(to: places).magnitude.units.description.utf8)
    let b = Array(right.rounded(to: places).magnitude.units.description.utf8)
    guard a.count == b.count else { return false }
    let wrong = a.indices.filter { a[$0] != b[$0] }
    return wrong.count == 2 && wrong[1] == wrong[0] + 1 && a[wrong[0]] == b[wrong[1]] && a[wrong[1]] == b[wrong[0]]
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `the swapped figures are those whose digits differ so`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    func figure() -> ExactDecimal {
      ExactDecimal(units: .random(in: 100...2_999, using: &random), places: .random(in: 0...2, using: &random))
    }
    let left = figure()
    let swapped = Set(DigitSlip.transposed(left))
    for other in swapped { #expect(isTransposed(left, other), "\(left) \(other)") }
    for _ in 0..<200 {
      let right = figure()
      guard right.places <= left.places + 1, isTransposed(left, right) else { continue }
      #expect(swapped.contains(right), "\(left) \(right)")
    }
  }

  @Test func `a zero that is not printed may have changed places`() {
    #expect(DigitSlip.transposed(d("11902.59")).contains(d("11092.59")))
    #expect(DigitSlip.transposed(d("119.2")).contains(d("119.02")))
    #expect(DigitSlip.transposed(d("119.02")).contains(d("119.2")))
    #expect(!DigitSlip.transposed(d("102")).contains(d("12")))
  }

  /// A thousand figures with one change, none of them swapped.
  @Test func `figures with the same change are not compared with each other`() {
    var account = FinalAccount()
    for index in 0..<5_000 {
      var figure = FinalAccount.Figure(section: "一、收入", name: "收入", value: ExactDecimal(10_000 + index * 7))
      figure.change = 5
      account.figures.append(figure)
    }
    #expect(
      FinalAccountRules.Transposed.all(account).allSatisfy { isTransposed($0.1.right, account.figures[$0.0].value) })
  }
}
