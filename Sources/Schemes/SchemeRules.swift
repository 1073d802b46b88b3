public import Model

/// Points for a share of something: from this share on, so much of the weight.
public struct Step: Hashable, Sendable {
  public let from: ExactDecimal
  /// Share of the weight, 0…1.
  public let share: ExactDecimal

  public init(from: ExactDecimal, share: ExactDecimal) {
    self.from = from
    self.share = share
  }
}

/// Points for the execution of the budget (预算执行率).
public struct ExecutionRule: Hashable, Sendable {
  public enum Method: Hashable, Sendable {
    /// Weight times rate, at most the weight.
    case proportional
    /// The highest step that the rate reaches.
    case steps([Step])
  }
  public let method: Method
  public let provision: Provision
}

/// Points for figures: one rule for each way in which a figure can be good.
public struct QuantitativeRules: Hashable, Sendable {
  public enum Positive: Hashable, Sendable {
    /// Weight times actual over target.
    case proportional
    /// Nothing below the mark, then the way from the mark to the target.
    case passMark(ExactDecimal)
  }
  public enum Equal: String, Sendable, CaseIterable {
    /// `4个` met by `7个`.
    case asPositive = "as-positive"
    /// More is as wrong as less.
    case strict
  }

  public let positive: Positive
  public let positiveProvision: Provision
  /// Multiple of the target at which a negative indicator has no points left.
  public let negativeZeroAt: ExactDecimal
  public let negativeProvision: Provision
  public let zeroProvision: Provision
  public let equal: Equal
  public let equalProvision: Provision
  public let rangeProvision: Provision
  public let periods: PeriodsPerYear
  public let frequencyProvision: Provision
  /// Share of the periods that met the target.
  public let shareProvision: Provision
  /// Days late at which a deadline has no points left.
  public let deadlineDays: Int
  public let deadlineProvision: Provision
  public let growthProvision: Provision
  public let costProvision: Provision
  public let unmeasuredProvision: Provision
}

/// Points for words: a band for each level, inside which people decide.
public struct QualitativeRule: Hashable, Sendable {
  public enum Level: String, Sendable, CaseIterable {
    case achieved, partial
    case notAchieved = "not-achieved"

    public var officialName: String {
      switch self {
      case .achieved: "达成"
      case .partial: "部分达成"
      case .notAchieved: "未达成"
      }
    }
  }

  /// Shares of the weight that people may grant.
  public struct Band: Hashable, Sendable {
    public let level: Level
    public let low: ExactDecimal
    public let high: ExactDecimal
    /// Whether `high` itself belongs to the band.
    public let includesHigh: Bool
    /// Share that is taken when the form has no score.
    public let usual: ExactDecimal

    public func contains(_ score: ExactDecimal, of weight: ExactDecimal) -> Bool {
      score >= low * weight && (includesHigh ? score <= high * weight : score < high * weight)
    }
  }
  public let achieved: Band
  public let partial: Band
  public let notAchieved: Band
  public let provision: Provision
  /// Yes or no: all or nothing.
  public let yesNoProvision: Provision

  public func band(_ level: Level) -> Band {
    switch level {
    case .achieved: achieved
    case .partial: partial
    case .notAchieved: notAchieved
    }
  }
}

/// What far exceeded targets cost (超额完成): a target set too low earns less.
public struct OverfulfilmentLadder: Hashable, Sendable {
  public enum Use: String, Sendable, CaseIterable {
    case off
    /// Asks for an explanation, takes no points.
    case explain
    case apply
  }
  public struct Rung: Hashable, Sendable {
    /// Above this multiple of the target.
    public let above: ExactDecimal
    public let factor: ExactDecimal
    /// Beyond it the target is no use.
    public let isUnusable: Bool
  }
  public let use: Use
  /// Lowest first.
  public let rungs: [Rung]
  public let provision: Provision

  public init(use: Use, rungs: [Rung], provision: Provision) {
    self.use = use
    self.rungs = rungs
    self.provision = provision
  }

  /// The rung that an actual has reached; nil when it is not far above the target.
  public func rung(_ actual: ExactDecimal, over goal: ExactDecimal) -> Rung? {
    rungs.last { actual > goal * $0.above }
  }
}

/// Points for satisfaction (满意度).
public struct SatisfactionRule: Hashable, Sendable {
  public enum Method: Hashable, Sendable {
    /// As any other figure.
    case asFigure
    /// By the rate itself, whatever the target.
    case steps([Step])
  }
  public let method: Method
  public let provision: Provision
}

extension Scheme {
  /// The same scheme with the ladder of over-fulfilment used in another way: what would it cost?
  public func using(_ use: OverfulfilmentLadder.Use) -> Scheme {
    Scheme(
      id: id, name: name, validity: validity, priority: priority, layouts: layouts, execution: execution,
      quantitative: quantitative,
      qualitative: qualitative,
      overfulfilment: OverfulfilmentLadder(use: use, rungs: overfulfilment.rungs, provision: overfulfilment.provision),
      satisfaction: satisfaction, goalText: goalText, rounding: rounding, grades: grades, vetoes: vetoes, source: source
    )
  }
}
