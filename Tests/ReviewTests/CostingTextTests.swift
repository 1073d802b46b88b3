import Model
import TestSupport
import Testing

@testable import Review

@Suite struct CostingTextTests {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `products are right as printed and wrong by a unit of the last place`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let price = Int.random(in: 1...9_999, using: &random)
    let count = Int.random(in: 2...999, using: &random)
    let sign = ["×", "*", "＊", " x "].randomElement(using: &random) ?? "*"
    let unit = ["人", "台", "个社区", "家"].randomElement(using: &random) ?? "人"
    let words = "用于示例：\(price)元/\(unit)\(sign)\(count)\(unit)（示例补贴）="
    let right = CostingText(words + "\(price * count)元")
    #expect(right.equations.count == 1 && right.equations[0].isRight)
    let wrong = CostingText(words + "\(price * count + 1)元")
    #expect(wrong.equations.count == 1 && !wrong.equations[0].isRight)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `totals of named parts add up exactly`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let parts = (0..<Int.random(in: 2...7, using: &random)).map { _ in
      ExactDecimal(units: .random(in: 1...99_999, using: &random), places: 2)
    }
    let sum = parts.reduce(.zero, +)
    let named = parts.enumerated().map { "第\(["一", "二", "三", "四", "五", "六", "七"][$0.offset])类支出\($0.element)万元" }
    let text = CostingText("包括" + named.joined(separator: "、") + "，共计\(sum)万元")
    #expect(text.totals.count == 1 && text.totals[0].value == text.totals[0].printed.amount)
    #expect(text.stated?.value == sum)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `no text makes it stop`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let pieces = [
      "12", "3.5", "元", "万", "万元", "/", "人", "×", "*", "+", "=", "（", "）", "，", "。", "共计", "-", "%", "1,234", "x", "每",
      "亿元", "99999999999", "9999999",
    ]
    for _ in 0..<1_000 {
      let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      _ = CostingText(text)
      _ = StatedAmounts(text)
      _ = PopulationStandard("人口" + text + "千分之三")
    }
  }
}
