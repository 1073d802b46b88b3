import Review
import Schemes
import Synchronization

/// Reviewers by what offices set otherwise, each compiled once. Offices set few things, and seldom.
final class LocalReviewers: Sendable {
  private let made = Mutex<[LocalRules: Reviewer]>([:])
  private static let countMax = 200

  func reviewer(_ rules: LocalRules, _ make: () -> Reviewer) -> Reviewer {
    if let known = made.withLock({ $0[rules] }) { return known }
    let reviewer = make()
    made.withLock { made in
      if made.count >= Self.countMax { made.removeAll() }
      made[rules] = reviewer
    }
    return reviewer
  }
}
