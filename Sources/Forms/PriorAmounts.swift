import Model

/// Budgets of earlier years told in running text: `2022年预算金额1361.84万元，2023年预算金额1065.47万元`.
enum PriorAmounts {
  /// - Parameter before: year of the form; amounts of this year and later ones are not prior.
  static func read(
    _ text: String, before year: Int?, unit: MoneyUnit, _ changeWords: [String]
  ) -> [(year: Int, amount: ExactDecimal)] {
    var found: [(Int, ExactDecimal)] = []
    for clause in clauses(text) {
      let amounts = Figures.amounts(in: clause)
      guard !amounts.isEmpty else { continue }
      let facts = Clause(clause, changeWords)
      for amount in amounts {
        guard let own = facts.owner(of: amount.start..<amount.end), own < (year ?? .max) else { continue }
        if let figure = Figures.converted(amount.printed, to: unit) { found.append((own, figure)) }
      }
    }
    return found
  }

  private static func clauses(_ text: String) -> [String] {
    text.split { "，。；,;、\n".contains($0) }.map(String.init)
  }

  /// A clause with its years and words of change, looked up once for all its amounts.
  private struct Clause {
    private let years: [(year: Int, start: Int, end: Int)]
    /// For each character the end of the first word of change that begins at it or behind it.
    private let changeEnds: [Int]
    /// The same with 较 and 比.
    private let comparedEnds: [Int]

    init(_ clause: String, _ changeWords: [String]) {
      let scalars = Array(Wording.unspaced(clause).unicodeScalars)
      years = PriorAmounts.years(scalars)
      changeEnds = Self.ends(scalars, changeWords)
      comparedEnds = Self.ends(scalars, changeWords + ["较", "比"])
    }

    /// The year an amount belongs to: the last one before it in its clause, or the one behind it (`280.11万元/2023年`).
    func owner(of amount: Range<Int>) -> Int? {
      var low = 0
      var high = years.count
      while low < high {
        let middle = (low + high) / 2
        if years[middle].end <= amount.lowerBound { low = middle + 1 } else { high = middle }
      }
      if low > 0 {
        let before = years[low - 1]
        return comparedEnds[before.end] <= amount.lowerBound ? nil : before.year
      }
      guard changeEnds[0] > amount.lowerBound, low < years.count else { return nil }
      let behind = years[low].start >= amount.upperBound ? low : low + 1
      guard behind < years.count, years[behind].start - amount.upperBound <= 2 else { return nil }
      return years[behind].year
    }

    private static func ends(_ scalars: [Unicode.Scalar], _ words: [String]) -> [Int] {
      let words = words.map { Array($0.unicodeScalars) }
      var ends = [Int](repeating: .max, count: scalars.count + 1)
      for index in scalars.indices.reversed() {
        ends[index] = ends[index + 1]
        for word in words where scalars[index...].starts(with: word) {
          ends[index] = min(ends[index], index + word.count)
        }
      }
      return ends
    }
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
