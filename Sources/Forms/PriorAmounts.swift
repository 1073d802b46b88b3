import Model

/// Budgets of earlier years told in running text: `2022年预算金额1361.84万元，2023年预算金额1065.47万元`.
enum PriorAmounts {
  /// - Parameter before: year of the form; amounts of this year and later ones are not prior.
  static func read(
    _ text: String, before year: Int?, unit: MoneyUnit, _ changeWords: [String]
  ) -> [(year: Int, amount: ExactDecimal)] {
    var found: [(Int, ExactDecimal)] = []
    for clause in clauses(text) {
      for amount in Figures.amounts(in: clause) {
        guard let own = owner(of: amount, in: clause, changeWords), own < (year ?? .max) else { continue }
        if let figure = Figures.converted(amount.printed, to: unit) { found.append((own, figure)) }
      }
    }
    return found
  }

  private static func clauses(_ text: String) -> [String] {
    text.split { "，。；,;、\n".contains($0) }.map(String.init)
  }

  /// The year an amount belongs to: the last one before it in its clause, or the one behind it (`280.11万元/2023年`).
  private static func owner(
    of amount: (printed: Figures.Printed, start: Int, end: Int), in clause: String, _ changeWords: [String]
  ) -> Int? {
    let scalars = Array(Wording.unspaced(clause).unicodeScalars)
    func text(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return String(view)
    }
    let years = years(scalars)
    if let before = years.last(where: { $0.end <= amount.start }) {
      let between = text(before.end..<amount.start)
      return changeWords.contains(where: between.contains) || between.contains("较") || between.contains("比")
        ? nil : before.year
    }
    let lead = text(0..<amount.start)
    guard !changeWords.contains(where: lead.contains) else { return nil }
    return years.first { $0.start >= amount.end && $0.start - amount.end <= 2 }?.year
  }

  private static func years(_ scalars: [Unicode.Scalar]) -> [(year: Int, start: Int, end: Int)] {
    var found: [(Int, Int, Int)] = []
    var index = 0
    while index + 4 < scalars.count {
      let digits = scalars[index..<index + 4]
      if digits.allSatisfy(Wording.isDigit), scalars[index + 4] == "年",
        index == 0 || !Wording.isDigit(scalars[index - 1])
      {
        let year = digits.reduce(0) { $0 * 10 + Int($1.value) - 48 }
        if (1990...2099).contains(year) { found.append((year, index, index + 5)) }
        index += 4
      }
      index += 1
    }
    return found
  }
}
