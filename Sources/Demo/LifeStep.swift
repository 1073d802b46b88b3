import Model

/// What everybody does in a stretch of days of a budget year. A new step adds its case and its stretch.
enum LifeStep: Hashable, Sendable {
  case exAnteMaterial, exAnteAssessment
  case beginGoals, firstUp, firstReview, controlFigures, secondUp, secondReview, approval, goalDisclosure
  case payments(month: Int)
  case openCheckpoint(month: Int)
  case fillCheckpoint(month: Int)
  case reviewCheckpoint(month: Int)
  case answerWarnings(month: Int)
  case adjustGoals, adjustedGoalDisclosure
  case openSelfEvaluations, fillSelfEvaluations, reviewSelfEvaluations
  case departmentSelfEvaluations, acceptSelfEvaluations
  case reEvaluate, finishReEvaluations, rank
  case issueRectifications
  /// The units report, finance verifies; the number only tells the rounds of a year apart.
  case rectify(round: Int)
  case chooseEvaluations, evaluateKey, concludeEvaluations
  case proposeLinks, decideLinks
  case closeAccounts, approveAccounts, accountsDisclosure
  case evaluationDisclosure

  /// First and last day, both included; the year is that of the budget.
  func days(_ year: Int) -> (first: Day, last: Day) {
    func day(_ offset: Int, _ month: Int, _ day: Int) -> Day { .of(year + offset, month, day) }
    switch self {
    case .exAnteMaterial: return (day(-1, 7, 20), day(-1, 8, 10))
    case .exAnteAssessment: return (day(-1, 8, 12), day(-1, 8, 28))
    case .beginGoals: return (day(-1, 9, 5), day(-1, 9, 15))
    case .firstUp: return (day(-1, 9, 16), day(-1, 10, 2))
    case .firstReview: return (day(-1, 10, 8), day(-1, 10, 26))
    case .controlFigures: return (day(-1, 10, 27), day(-1, 10, 30))
    case .secondUp: return (day(-1, 11, 10), day(-1, 12, 1))
    case .secondReview: return (day(-1, 12, 2), day(-1, 12, 20))
    case .approval: return (day(0, 1, 20), day(0, 1, 26))
    case .goalDisclosure: return (day(0, 2, 6), day(0, 2, 18))
    case .payments(let month): return (day(0, month, 28), day(0, month, 28))
    case .openCheckpoint(let month): return (day(0, month + 1, 1), day(0, month + 1, 1))
    case .fillCheckpoint(let month): return (day(0, month + 1, 2), day(0, month + 1, month == 7 ? 16 : 11))
    case .reviewCheckpoint(let month): return (day(0, month + 1, month == 7 ? 17 : 12), day(0, month + 1, 20))
    case .answerWarnings(let month): return (day(0, month + 1, 21), day(0, month + 1, 26))
    case .adjustGoals: return (day(0, 9, 8), day(0, 10, 12))
    case .adjustedGoalDisclosure: return (day(0, 10, 20), day(0, 10, 28))
    case .openSelfEvaluations: return (day(1, 1, 5), day(1, 1, 5))
    case .fillSelfEvaluations: return (day(1, 1, 28), day(1, 3, 24))
    case .reviewSelfEvaluations: return (day(1, 3, 25), day(1, 4, 3))
    case .departmentSelfEvaluations: return (day(1, 4, 4), day(1, 4, 14))
    case .acceptSelfEvaluations: return (day(1, 4, 16), day(1, 5, 6))
    case .reEvaluate: return (day(1, 5, 12), day(1, 6, 8))
    case .finishReEvaluations: return (day(1, 6, 9), day(1, 6, 22))
    case .rank: return (day(1, 6, 25), day(1, 6, 25))
    case .issueRectifications: return (day(1, 7, 1), day(1, 7, 3))
    case .rectify(let round):
      switch round {
      case 1: return (day(0, 6, 2), day(0, 6, 20))
      case 2: return (day(0, 9, 1), day(0, 9, 4))
      case 3: return (day(0, 12, 21), day(0, 12, 26))
      default: return (day(1, 7, 4), day(1, 7, 18))
      }
    case .chooseEvaluations: return (day(1, 5, 8), day(1, 5, 11))
    case .evaluateKey: return (day(1, 5, 20), day(1, 6, 20))
    case .concludeEvaluations: return (day(1, 6, 23), day(1, 6, 30))
    case .closeAccounts: return (day(1, 7, 5), day(1, 7, 25))
    case .approveAccounts: return (day(1, 7, 31), day(1, 8, 20))
    case .accountsDisclosure: return (day(1, 9, 1), day(1, 9, 8))
    case .proposeLinks: return (day(1, 7, 29), day(1, 7, 30))
    case .decideLinks: return (day(1, 7, 31), day(1, 8, 11))
    case .evaluationDisclosure: return (day(1, 8, 29), day(1, 8, 31))
    }
  }

  /// The steps of a year in their order.
  static let all: [LifeStep] =
    [
      .exAnteMaterial, .exAnteAssessment, .beginGoals, .firstUp, .firstReview, .controlFigures, .secondUp,
      .secondReview, .approval, .goalDisclosure,
    ]
    + (1...12).map { .payments(month: $0) }
    + [4, 7, 10].flatMap { month -> [LifeStep] in
      [
        .openCheckpoint(month: month), .fillCheckpoint(month: month), .reviewCheckpoint(month: month),
        .answerWarnings(month: month),
      ]
    }
    + [
      .openSelfEvaluations, .fillSelfEvaluations, .reviewSelfEvaluations, .departmentSelfEvaluations,
      .acceptSelfEvaluations, .reEvaluate, .finishReEvaluations, .rank, .issueRectifications, .adjustGoals,
      .adjustedGoalDisclosure,
      .chooseEvaluations, .evaluateKey, .concludeEvaluations, .closeAccounts, .approveAccounts, .accountsDisclosure,
    ] + (1...4).map { .rectify(round: $0) } + [.proposeLinks, .decideLinks, .evaluationDisclosure]

  var words: String {
    switch self {
    case .exAnteMaterial: "事前评估报送材料"
    case .exAnteAssessment: "事前评估"
    case .beginGoals: "编报绩效目标"
    case .firstUp: "一上"
    case .firstReview: "一上审核"
    case .controlFigures: "一下"
    case .secondUp: "二上"
    case .secondReview: "二上审核"
    case .approval: "二下"
    case .goalDisclosure: "目标公开"
    case .payments(let month): "\(month) 月支付"
    case .openCheckpoint(let month): "布置 1—\(month) 月监控"
    case .fillCheckpoint(let month): "填报 1—\(month) 月监控"
    case .reviewCheckpoint(let month): "审核 1—\(month) 月监控"
    case .answerWarnings(let month): "1—\(month) 月预警"
    case .adjustGoals: "预算和目标调整"
    case .adjustedGoalDisclosure: "调整后的目标公开"
    case .openSelfEvaluations: "布置自评"
    case .fillSelfEvaluations: "填报自评"
    case .reviewSelfEvaluations: "部门审核自评"
    case .departmentSelfEvaluations: "部门整体自评"
    case .acceptSelfEvaluations: "认定自评"
    case .reEvaluate: "再评价"
    case .finishReEvaluations: "再评价定分"
    case .rank: "再评价排名"
    case .issueRectifications: "下达整改"
    case .rectify: "整改"
    case .chooseEvaluations: "选定重点评价"
    case .evaluateKey: "重点评价"
    case .concludeEvaluations: "重点评价定结论"
    case .closeAccounts: "编制部门决算"
    case .approveAccounts: "批复部门决算"
    case .accountsDisclosure: "部门决算公开"
    case .proposeLinks: "提出压减建议"
    case .decideLinks: "决定压减"
    case .evaluationDisclosure: "自评公开"
    }
  }
}

/// A step of one budget year in the order of the days.
struct DatedStep {
  let step: LifeStep
  let year: Int

  var first: Day { step.days(year).first }
  var last: Day { step.days(year).last }

  /// Everything that has begun by a day, in the order of the days.
  static func until(_ day: Day, years: ClosedRange<Int>) -> [DatedStep] {
    years.flatMap { year in LifeStep.all.map { DatedStep(step: $0, year: year) } }
      .filter { $0.first <= day }
      .enumerated().sorted { ($0.element.first, $0.offset) < ($1.element.first, $1.offset) }.map(\.element)
  }
}

extension Day {
  static func of(_ year: Int, _ month: Int, _ day: Int) -> Day {
    guard let day = Day("\(year)-\(DistrictPlan.pad(month, 2))-\(DistrictPlan.pad(day, 2))") else {
      preconditionFailure("a step begins on a day of the calendar")
    }
    return day
  }

  /// How many days later another one is.
  func days(until other: Day) -> Int {
    guard let from = Instant(text + "T00:00:00.000Z"), let to = Instant(other.text + "T00:00:00.000Z") else { return 0 }
    return Int((to.milliseconds - from.milliseconds) / 86_400_000)
  }
}
