internal import Model

/// Amounts that a running text states, with the words before them.
struct StatedAmounts {
  struct Stated {
    let number: CostingNumber
    /// Words directly before the number, back to the last number or mark.
    let lead: String
    /// Words directly behind the number and its unit.
    var tail = ""
    /// The year that stands directly before the lead: 较2023年下降1.58%.
    let yearBefore: Int?
    var printed: String { number.printed }

    /// The amount in the money unit of a form; nil when it is no money.
    func inUnit(_ unit: MoneyUnit) -> ExactDecimal? {
      guard number.isMoney else { return nil }
      return CostingNumber.figure(number.amount, in: unit)
    }
  }
  let all: [Stated]

  init(_ text: String) {
    var all: [Stated] = []
    var lead = ""
    var year: Int?
    for token in CostingTokenizer.tokens(of: text) {
      switch token {
      case .word(let word):
        lead = word
        if let last = all.indices.last, all[last].tail.isEmpty { all[last].tail = lead }
      case .number(let number):
        all.append(Stated(number: number, lead: lead, yearBefore: year))
        // 2023年下降 is read as a number with a long unit; what follows the figure leads to the next one.
        if case .count = number.kind, number.unit.hasPrefix("年"), number.value.places == 0, number.value.units > 1900 {
          year = Int(number.value.units)
          lead = String(number.unit.dropFirst())
        } else {
          year = nil
          lead = if case .count = number.kind { number.unit } else { "" }
        }
      case .comma, .stop, .open, .close, .times, .plus, .otherOperator, .equals:
        lead = ""
        year = nil
      }
    }
    self.all = all
  }

  /// The one amount of money whose lead ends with `word` or `word` and 为; nil when there are none or several.
  func amount(after word: String) -> Stated? {
    let found = all.filter { $0.number.isMoney && ($0.lead.hasSuffix(word) || $0.lead.hasSuffix(word + "为")) }
    return found.count == 1 ? found[0] : nil
  }
}

extension CostingNumber {
  /// 元 in another money unit.
  static func figure(_ yuan: ExactDecimal, in unit: MoneyUnit) -> ExactDecimal? {
    switch unit {
    case .yuan: yuan
    case .wanYuan: yuan.divided(by: 10_000, places: 8)?.trimmed
    case .yiYuan: yuan.divided(by: 100_000_000, places: 12)?.trimmed
    }
  }
}
