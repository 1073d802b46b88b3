import Model
import TestSupport
import Testing

/// One value and the many ways in which people write it.
struct WrittenValue {
  var comparator: Quantity.Comparator
  var units: Int64
  var places: Int
  var scale: (name: String, power: Int)
  var unit: String
  var fullWidth: Bool
  var text: String

  static let signs: [(Quantity.Comparator, [String])] = [
    (.atLeast, ["≥", "≧", ">=", "≥ ", "不低于", "不少于", "大于等于", "至少"]), (.above, [">", "＞", "大于", "超过"]),
    (.atMost, ["≤", "≦", "<=", "不超过", "不高于", "小于或等于"]), (.below, ["<", "低于", "少于"]), (.exactly, ["=", "等于"]),
    (.none, [""]),
  ]

  init(_ random: inout SeededRandom) {
    let (comparator, writings) = Self.signs.randomElement(using: &random)!
    self.comparator = comparator
    units = Int64.random(in: 0...9_999_999, using: &random)
    places = Int.random(in: 0...4, using: &random)
    unit = ["%", "元", "人次", "个", "平方米", "分", "家", "起"].randomElement(using: &random)!
    scale = unit == "%" ? ("", 0) : [("", 0), ("万", 4), ("亿", 8)].randomElement(using: &random)!
    fullWidth = Bool.random(using: &random)
    var digits = Self.grouped(ExactDecimal(units: units, places: places).description, Bool.random(using: &random))
    if fullWidth { digits = Self.wide(digits) }
    let body = digits + scale.name + (unit == "%" && fullWidth ? "％" : unit)
    if comparator == .atLeast, Bool.random(using: &random) {
      text = body + ["以上", "≥", "及以上"].randomElement(using: &random)!
    } else {
      text = writings.randomElement(using: &random)! + body
    }
    if Bool.random(using: &random) { text = ["覆盖率", "总量", "全区 "].randomElement(using: &random)! + text }
  }

  static func grouped(_ digits: String, _ group: Bool) -> String {
    guard group else { return digits }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    var out = ""
    for (index, digit) in parts[0].enumerated() {
      if index > 0, (parts[0].count - index).isMultiple(of: 3) { out += "," }
      out.append(digit)
    }
    return parts.count == 2 ? out + "." + parts[1] : out
  }

  static func wide(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0)! }))
  }
}

@Suite struct QuantityPropertyTests {
  @Test(arguments: 0..<2000 as Range<UInt64>)
  func `a value printed in any notation is read back`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let written = WrittenValue(&random)
    let quantity = Quantity(written.text)
    #expect(quantity.value == ExactDecimal(units: written.units, places: written.places), "\(written.text)")
    #expect(quantity.comparator == written.comparator, "\(written.text)")
    #expect(quantity.scale == written.scale.power, "\(written.text)")
    #expect(quantity.unit == written.unit, "\(written.text)")
  }

  @Test(arguments: 0..<2000 as Range<UInt64>)
  func `the standard writing of a value means the same`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let quantity = Quantity(WrittenValue(&random).text)
    let again = Quantity(quantity.standardText)
    #expect(again.low == quantity.low && again.high == quantity.high, "\(quantity.text)")
    #expect(again.comparator == quantity.comparator && again.unit == quantity.unit, "\(quantity.text)")
    #expect(again.standardText == quantity.standardText)
  }

  static let alphabet = Array(
    "0123456789０９.,，。；;-—～~%％‰≥≤≧>＜<=+ 　()（）/\n万亿百千元个人次天月年季度日前底内以上不超过低于未达到每至少提升下降无零发生一二三十百分之预算范围有所显著aZ“”😀é\u{0}"
      .unicodeScalars)

  @Test(arguments: 0..<3000 as Range<UInt64>)
  func `random text is never lost and never stops the program`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var text = ""
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      text.unicodeScalars.append(Self.alphabet.randomElement(using: &random)!)
    }
    let quantity = Quantity(text)
    #expect(quantity.text == text)
    let target = Target(quantity, name: text)
    _ = quantity.standardText
    _ = quantity.scaledLow
    _ = target.fulfilment(by: Actual(text))
    if let low = quantity.low, let high = quantity.high, quantity.kind == .range { #expect(low <= high) }
  }

  @Test(arguments: 0..<1500 as Range<UInt64>)
  func `two random values compare without stopping the program`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    func value() -> String {
      let digits = String(UInt64.random(in: 0...UInt64.max, using: &random)).prefix(
        Int.random(in: 1...20, using: &random))
      let fraction = Bool.random(using: &random) ? ".\(UInt32.random(in: 0...UInt32.max, using: &random))" : ""
      let sign = ["", "≥", "≤", "<", "+", "-"].randomElement(using: &random)!
      return sign + digits + fraction + ["", "%", "亿元", "万", "次/月", "次/30天", "次/小时"].randomElement(using: &random)!
    }
    let (target, actual) = (value(), value())
    let outcome = Target(target).fulfilment(by: Actual(actual))
    #expect(outcome.ratio == nil || outcome.outcome != .unclear)
  }
}
