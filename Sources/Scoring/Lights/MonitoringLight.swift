public import Model

/// A light of monitoring (预警灯), the gravest first.
public enum MonitoringLight: String, Sendable, CaseIterable, Comparable {
  case red, yellow, green, blue

  public var officialName: String {
    switch self {
    case .red: "红灯"
    case .yellow: "黄灯"
    case .green: "绿灯"
    case .blue: "蓝灯"
    }
  }

  /// Whether the unit has to say why and what it does about it.
  public var needsExplanation: Bool { self == .red || self == .yellow }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  public static func < (left: MonitoringLight, right: MonitoringLight) -> Bool { left.rank < right.rank }
}

/// The light of one thing that is watched, with the figures it follows from.
public struct LightNode: Hashable, Sendable {
  /// 支出, or the name of the indicator.
  public let name: String
  /// nil where nothing can be judged yet: `reason` says why.
  public let light: MonitoringLight?
  public let rule: LightRule
  public let reason: LightReason
  public let expected: ExpectedShare
  /// The cell of the actual result; nil for the spending.
  public let path: FormPath?
  /// Share of the whole year's target that is reached, at most 1; nil where it is no figure.
  public let progress: ExactDecimal?
  public let weight: ExactDecimal?
  public let target: String?
  public let actual: String?

  /// The arithmetic in words: 9 ÷ 应达 12.5 = 72.00%，为黄灯.
  public var why: String { reason.words(self) }
}

/// Why a light is what it is, in numbers.
public enum LightReason: Hashable, Sendable {
  /// Spent and budgeted in the form's money unit; `index` is per cent of what is expected.
  case spending(paid: ExactDecimal, budget: ExactDecimal, index: ExactDecimal)
  case noBudget
  /// A positive figure against what is expected by now.
  case figure(actual: ExactDecimal, goal: ExactDecimal, index: ExactDecimal)
  /// Clearly ahead: per cent of what it is held against.
  case ahead(actual: ExactDecimal, goal: ExactDecimal, percent: ExactDecimal)
  case withinLimit, overLimit
  case nothingHappened, happened
  case achieved, partly, missed
  /// Its month has not come.
  case notDue(month: Int)
  /// Nothing was filled in.
  case noActual
  /// No rule compares the two.
  case undecided(Fulfilment.Reason)
}

extension LightReason {
  func words(_ node: LightNode) -> String {
    let verdict = node.light.map { "，为\($0.officialName)" } ?? ""
    switch self {
    case .spending(let paid, let budget, let index):
      let rate = paid.divided(by: budget, places: 4)?.asPercent ?? "—"
      return "支出 \(paid.shown) ÷ 预算 \(budget.shown) = \(rate)；应达 \(node.expected.percent.trimmed)%；"
        + "\(rate) ÷ 应达 = \(index.twoPlaces)%\(verdict)"
    case .noBudget: return "没有预算数，支出进度按 0 计\(verdict)"
    case .figure(let actual, let goal, let index):
      if node.expected == .everything { return "\(actual.shown) ÷ 目标 \(goal.shown) = \(index.twoPlaces)%\(verdict)" }
      let due = (goal * node.expected.part).divided(by: node.expected.whole, places: 2) ?? .zero
      return "\(actual.shown) ÷ 应达 \(due.trimmed) = \(index.twoPlaces)%\(verdict)"
    case .ahead(let actual, let goal, let percent):
      return "\(actual.shown) 已是目标 \(goal.shown) 的 \(percent.twoPlaces)%\(verdict)，请查目标是否偏低"
    case .withinLimit: return "没有超过目标值\(verdict)"
    case .overLimit: return "超过了目标值\(verdict)"
    case .nothingHappened: return "没有发生\(verdict)"
    case .happened: return "发生了不应有的情况\(verdict)"
    case .achieved: return "已达到目标\(verdict)"
    case .partly: return "部分达到目标\(verdict)"
    case .missed: return "没有达到目标\(verdict)"
    case .notDue(let month): return "节点在 \(month) 月，本次不亮灯"
    case .noActual: return "没有填执行情况"
    case .undecided: return "目标与执行情况不能直接相比，由审核人判断"
    }
  }
}

extension ExactDecimal {
  /// Always two places: 72.00.
  fileprivate var twoPlaces: String { rounded(to: 2).description }
}

/// The light of a project at a checkpoint with everything it follows from.
public struct ProjectLight: Hashable, Sendable {
  /// Something that people should know besides.
  public enum Note: Hashable, Sendable {
    /// Execution below what the month asks for, both in per cent.
    case belowCheckpoint(rate: ExactDecimal, floor: ExactDecimal)
    /// Goals and spending too far apart, in percentage points.
    case gap(ExactDecimal, limit: ExactDecimal)

    public var text: String {
      switch self {
      case .belowCheckpoint(let rate, let floor): "执行率 \(rate)%，低于这个月应到的 \(floor.trimmed)%"
      case .gap(let gap, let limit): "目标进度与支出进度相差 \(gap.magnitude) 个百分点，超过 \(limit.trimmed) 个"
      }
    }
  }

  /// nil while nothing can be judged.
  public let light: MonitoringLight?
  public let spending: LightNode
  public let indicators: [LightNode]
  /// What is expected by now.
  public let expected: ExpectedShare
  /// Spent of the budget in per cent; nil without a budget.
  public let spendingPercent: ExactDecimal?
  /// Reached of the goals in per cent, by weights, no indicator above 100; nil without a figure.
  public let goalPercent: ExactDecimal?
  public let notes: [Note]
  /// What made the light what it is; nil where a further rule did.
  public let decisive: LightNode?

  /// Goals minus spending in percentage points.
  public var gap: ExactDecimal? {
    guard let goalPercent, let spendingPercent else { return nil }
    return goalPercent - spendingPercent
  }

  /// Rows without a result whose time has come.
  public var missing: [LightNode] { indicators.filter { $0.reason == .noActual } }

  public var why: String {
    guard let light else { return "还没有可以判断的数" }
    guard let decisive else { return notes.map(\.text).joined(separator: "；") + "，至少为\(light.officialName)" }
    return "“\(decisive.name)”：\(decisive.why)。取最重：\(light.officialName)"
  }
}
