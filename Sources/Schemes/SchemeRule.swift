/// The rules of a scheme by name, so that a score can say which one it used without carrying it.
public enum SchemeRule: String, Sendable, CaseIterable {
  case execution, positive, negative, zero, equal, range, frequency, deadline, growth, cost, unmeasured
  case shareOfPeriods = "share-of-periods"
  case qualitative, satisfaction, overfulfilment
  case yesNo = "yes-no"
  case goalText = "goal-text"
  case rounding
}

extension Scheme {
  public func provision(of rule: SchemeRule) -> Provision {
    switch rule {
    case .execution: execution.provision
    case .positive: quantitative.positiveProvision
    case .negative: quantitative.negativeProvision
    case .zero: quantitative.zeroProvision
    case .equal: quantitative.equalProvision
    case .range: quantitative.rangeProvision
    case .frequency: quantitative.frequencyProvision
    case .deadline: quantitative.deadlineProvision
    case .growth: quantitative.growthProvision
    case .cost: quantitative.costProvision
    case .unmeasured: quantitative.unmeasuredProvision
    case .shareOfPeriods: quantitative.shareProvision
    case .qualitative: qualitative.provision
    case .yesNo: qualitative.yesNoProvision
    case .satisfaction: satisfaction.provision
    case .overfulfilment: overfulfilment.provision
    case .goalText: goalText
    case .rounding: rounding.provision
    }
  }
}
