import Model

extension Slip {
  /// Slips in the self-evaluation of a project.
  static let evaluations: [Slip] = execution + points + results

  /// Slips in a monitoring form.
  static let monitorings: [Slip] = [
    doubledPercent, repeatedIndicator,
    Slip("forecast-below-spent", "monitor-forecast") { form, _ in
      guard let right = form.execution?.forecast, let spent = form.execution?.actual, spent > 10 else { return nil }
      let wrong = (spent * ExactDecimal(units: 8, places: 1)).rounded(to: 2)
      form.execution?.forecast = wrong
      return Change(path: .field("execution").field("forecast"), printed: "\(wrong)", right: "\(right)")
    },
    // The budget of all three years in place of the year's.
    Slip("forecast-above-budget", "monitor-forecast") { form, _ in
      guard let right = form.execution?.forecast, let budget = form.execution?.budget else { return nil }
      form.execution?.forecast = budget * 3
      return Change(path: .field("execution").field("forecast"), printed: "\(budget * 3)", right: "\(right)")
    },
    Slip("impossible-without-measure", "monitor-impossible-no-action") { form, random in
      form.change(&random, where: { $0.reason == nil && $0.measure == nil && $0.actual != nil }) { row in
        let right = row.likelihood ?? ""
        row.likelihood = "完全不可能"
        return ("measure", "完全不可能", right)
      }
    },
  ]

  private static let doubledPercent = Slip("doubled-percent", "malformed-percent") { form, random in
    form.change(\.actual, "actual", &random, where: { WrittenValue($0.actual)?.isPercent ?? false }) {
      ($0.actual ?? "") + "%"
    }
  }

  private static let execution: [Slip] = [
    Slip("wrong-rate", "execution-rate") { form, _ in
      guard let right = form.execution?.rate else { return nil }
      let wrong = right > 90 ? right - ExactDecimal(units: 90, places: 1) : right + ExactDecimal(units: 90, places: 1)
      form.execution?.rate = wrong
      return Change(path: .field("execution").field("rate"), printed: "\(wrong)", right: "\(right)")
    },
    // The budget before it was raised is copied, and more was spent than that: a rate above 100 %.
    Slip("rate-above-hundred", "execution-over-100") { form, _ in
      guard let right = form.execution?.budget, let actual = form.execution?.actual, actual > .zero else { return nil }
      let wrong = (actual * ExactDecimal(units: 8, places: 1)).rounded(to: 2)
      guard wrong > .zero, wrong < actual else { return nil }
      form.execution?.budget = wrong
      form.execution?.rate = (actual * 100).divided(by: wrong, places: 2)
      return Change(path: .field("execution").field("actual"), printed: "\(wrong)", right: "\(right)")
    },
    Slip("execution-points", "execution-score") { form, _ in
      guard let right = form.execution?.score, let weight = form.execution?.weight, let rate = form.execution?.rate,
        let total = form.score
      else { return nil }
      // Neither the weight times the rate nor one of the steps of a scheme.
      let wrong = (weight * (rate < 60 ? 83 : 37)).divided(by: 100, places: 2) ?? weight
      form.execution?.score = wrong
      form.score = total - right + wrong
      return Change(path: .field("execution").field("score"), printed: "\(wrong)", right: "\(right)")
    },
  ]

  private static let points: [Slip] = [
    Slip("points-above-weight", "row-score-range", also: ["total-sum"]) { form, random in
      form.change(&random, where: { ($0.weight ?? .zero) > .zero && $0.score != nil }) { row in
        guard let right = row.score, let weight = row.weight else { return nil }
        row.score = weight + 1
        return ("score", "\(weight + 1)", "\(right)")
      }
    },
    Slip("wrong-total", "total-sum") { form, _ in
      guard let right = form.score else { return nil }
      form.score = right + 2
      return Change(path: .field("score"), printed: "\(right + 2)", right: "\(right)")
    },
    Slip("full-points-unmet", "full-score-not-met") { form, random in
      form.change(
        &random,
        where: {
          WrittenValue($0.target)?.isPercent ?? false && $0.score == $0.weight && $0.weight != nil
            && $0.target?.hasPrefix("≥") ?? false
        }
      ) { row in
        guard var value = WrittenValue(row.target), let right = row.actual else { return nil }
        value.figure = value.figure - 9
        row.actual = value.result
        return ("score", value.result, right)
      }
    },
    Slip("points-lost-although-met", "reduced-although-met", also: ["total-sum"]) { form, random in
      form.change(
        &random,
        where: { row in
          row.reason == nil && row.score == row.weight && (row.weight ?? .zero) > 1
            && WrittenValue(row.target)?.comparator == "≥"
        }
      ) { row in
        guard let right = row.score else { return nil }
        row.score = right - 1
        return ("score", "\(right - 1)", "\(right)")
      }
    },
  ]

  private static let results: [Slip] = [
    doubledPercent, repeatedIndicator,
    Slip("result-missing", "actual-missing") { form, random in
      form.change(\.actual, "actual", &random, where: { $0.actual != nil }) { _ in "" }
    },
    Slip("other-unit", "actual-unit") { form, random in
      form.change(\.actual, "actual", &random, where: { WrittenValue($0.target)?.isCount ?? false }) { row in
        WrittenValue(row.actual).map { "\($0.figure)\($0.unit == "吨" ? "千米" : "吨")" }
      }
    },
    Slip("result-as-limit", "actual-vague") { form, random in
      form.change(\.actual, "actual", &random, where: { WrittenValue($0.target)?.isCount ?? false }) { row in
        WrittenValue(row.actual).map { "≥\($0.figure)\($0.unit)" }
      }
    },
    // Target 15 where 14,400 were moved.
    Slip("target-without-meaning", "overachieved-extreme") { form, random in
      form.change(
        &random,
        where: { row in
          row.level1 == "产出指标" && WrittenValue(row.target)?.isCount ?? false
            && (WrittenValue(row.actual)?.figure ?? .zero) > 200
        }
      ) { row in
        guard var value = WrittenValue(row.target), let right = row.target else { return nil }
        value.figure = 15
        row.target = value.text
        row.reason = "上年口径不同"
        return ("target", value.text, right)
      }
    },
    Slip("far-above-unexplained", "overachieved-130") { form, random in
      form.change(
        &random,
        where: { row in
          row.level1 == "产出指标" && row.reason == nil && WrittenValue(row.target)?.isCount ?? false
        }
      ) { row in
        guard var value = WrittenValue(row.target), let right = row.actual else { return nil }
        value.figure = (value.figure * ExactDecimal(units: 16, places: 1)).rounded(to: 0)
        row.actual = value.result
        return ("actual", value.result, right)
      }
    },
    Slip("accident-with-points", "zero-tolerance") { form, random in
      form.change(&random, where: { $0.level2 == "质量指标" && ($0.score ?? .zero) > .zero }) { row in
        row.name = "安全责任事故起数"
        row.target = "0起"
        row.actual = "2起"
        return ("score", "2起", "0起")
      }
    },
  ]
}
