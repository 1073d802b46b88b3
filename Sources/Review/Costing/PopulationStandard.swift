internal import Model

/// A quantity derived from the population in a text: 常住人口83万 … 千分之三 … 共计2900批次.
struct PopulationStandard {
  let populationText: String
  let rateText: String
  let printedText: String
  let unit: String
  let expected: ExactDecimal
  let isRight: Bool

  /// nil unless population, rate and result each stand in the text exactly once.
  init?(_ text: String) {
    var rate: (value: ExactDecimal, text: String)?
    let plain = Plain(text)
    for index in plain.scalars.indices {
      let base: Int? = plain.starts("千分之", at: index) ? 1000 : plain.starts("百分之", at: index) ? 100 : nil
      guard let base else { continue }
      guard rate == nil, index + 3 < plain.count, let digit = Self.numeral(plain.scalars[index + 3]),
        index + 4 >= plain.count || Self.numeral(plain.scalars[index + 4]) == nil,
        let value = ExactDecimal(digit).divided(by: ExactDecimal(base), places: 3)
      else { return nil }
      rate = (value, Plain(plain.scalars[index..<index + 4]).text)
    }
    guard let rate else { return nil }
    var population: CostingNumber?
    var result: CostingNumber?
    for stated in StatedAmounts(text).all {
      if stated.lead.hasSuffix("人口") {
        guard population == nil else { return nil }
        population = stated.number
      } else if stated.lead.hasSuffix("共计") || stated.lead.hasSuffix("合计") {
        guard result == nil, case .count(scale: 1) = stated.number.kind, !stated.number.isUnitPrice else { return nil }
        result = stated.number
      }
    }
    guard let population, let result, !population.isUnitPrice else { return nil }
    let people = population.kind == .money(scale: 10_000) ? population.value * 10_000 : population.amount
    let half = population.kind == .bare || people < 10_000 ? ExactDecimal(1) : population.halfDigit
    let exact = people * rate.value
    let allowed = half * rate.value + result.halfDigit
    expected = exact.rounded(to: 0)
    isRight = (exact - result.amount).magnitude <= allowed
    populationText = population.printed
    rateText = rate.text
    printedText = "\(result.value)\(result.unit)"
    unit = result.unit
  }

  private static func numeral(_ scalar: Unicode.Scalar) -> Int? {
    let numerals: [Unicode.Scalar] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
    return numerals.firstIndex(of: scalar)
  }
}
