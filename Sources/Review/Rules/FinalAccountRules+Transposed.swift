internal import Model

extension FinalAccountRules {
  /// Figures whose digits were swapped: the rarer of two values with the same change.
  enum Transposed {
    struct Odd {
      let right: ExactDecimal
      let others: Int
      let count: Int
    }

    /// - Complexity: O(figures): what a figure could be with two digits swapped is looked up, not searched.
    static func all(_ account: FinalAccount) -> [(Int, Odd)] {
      let figures = account.figures
      var counts: [ExactDecimal: (all: Int, changed: Int)] = [:]
      var firsts: [Key: Int] = [:]
      for (index, figure) in figures.enumerated() {
        counts[figure.value, default: (0, 0)].all += 1
        guard let change = figure.change else { continue }
        counts[figure.value, default: (0, 0)].changed += 1
        let key = Key(change: change, value: figure.value)
        if firsts[key] == nil { firsts[key] = index }
      }
      var found: [(Int, Odd)] = []
      var said: Set<ExactDecimal> = []
      for (index, figure) in figures.enumerated() {
        guard let change = figure.change, !said.contains(figure.value) else { continue }
        let twins = DigitSlip.transposed(figure.value).compactMap { firsts[Key(change: change, value: $0)] }
        guard let twin = twins.min(), let own = counts[figure.value], let other = counts[figures[twin].value] else {
          continue
        }
        guard own.changed < other.changed else { continue }
        said.insert(figure.value)
        found.append((index, Odd(right: figures[twin].value, others: other.changed, count: own.all)))
      }
      return found
    }

    private struct Key: Hashable {
      let change: ExactDecimal
      let value: ExactDecimal
    }

    static func values(_ account: FinalAccount) -> Set<ExactDecimal> {
      Set(all(account).map { account.figures[$0.0].value })
    }
  }
}
