import Lifecycle
import Model
import Store
import Work

extension DistrictLife {
  /// So many stages are opened at once: nobody is kept waiting by a district that is being made.
  private static let many = 1_000

  /// Takes one step of a year with everybody whom it concerns.
  func live(_ dated: DatedStep) throws(StoreError) {
    let year = dated.year
    switch dated.step {
    case .exAnteMaterial, .exAnteAssessment: try liveExAnte(dated)
    case .beginGoals, .firstUp, .firstReview, .controlFigures, .secondUp, .secondReview, .approval:
      try liveGoals(dated)
    case .goalDisclosure: try disclose(.goals, dated)
    case .payments(let month): try pay(month, dated)
    case .openCheckpoint(let month):
      try untilNone(dated, finance.performance) { (desk, t) throws(StoreError) in
        try Monitorings.open(month: month, limit: Self.many, desk, in: t)
      }
    case .fillCheckpoint, .reviewCheckpoint, .answerWarnings: try liveMonitoring(dated)
    case .openSelfEvaluations:
      try untilNone(dated, finance.performance) { (desk, t) throws(StoreError) in
        try SelfEvaluations.open(limit: Self.many, desk, in: t)
      }
    case .fillSelfEvaluations, .reviewSelfEvaluations, .departmentSelfEvaluations, .acceptSelfEvaluations:
      try liveSelfEvaluations(dated)
    case .reEvaluate, .finishReEvaluations, .rank: try liveReEvaluations(dated)
    case .issueRectifications:
      try forEach(dated) {
        $0.years[year]?.score.map { $0 < 80 } ?? false && $0.project != nil
      } act: {
        (course, t) throws(StoreError) in
        try issueRectification(year, course, in: t)
      }
    case .rectify:
      let isLast = dated.step == .rectify(round: 4)
      try forEach(dated) {
        !$0.id.isEmpty && ($0.years[year]?.isWarned ?? false || isLast)
      } act: {
        (course, t) throws(StoreError) in
        try rectify(year, isLast: isLast, &course, in: t)
      }
    case .adjustGoals: try liveAdjustments(dated)
    case .adjustedGoalDisclosure: try disclose(.goals, dated)
    case .chooseEvaluations, .evaluateKey, .concludeEvaluations: try liveKeyEvaluations(dated)
    case .closeAccounts, .approveAccounts: try liveAccounts(dated)
    case .accountsDisclosure: try disclose(.finalAccounts, dated)
    case .proposeLinks, .decideLinks: try liveLinks(dated)
    case .evaluationDisclosure: try disclose(.selfEvaluations, dated)
    }
  }
}
