public import Lifecycle
public import Store

/// Many steps at once (成批办理): each is taken or refused by itself, and the page says which were refused and why.
public enum StepBatch {
  public struct Outcome: Hashable, Sendable {
    public let stage: String
    public let title: String
    public let unitName: String
    /// nil when the step was taken.
    public let refusal: StageRefusal?
  }

  /// Takes the steps in the caller's transaction, so that a department is done as a whole or not at all when the
  /// database fails; what the rules refuse harms no other.
  /// - Throws: what is no matter of rules.
  public static func take(
    _ requests: [StepRequest], _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> [Outcome] {
    var outcomes: [Outcome] = []
    for request in requests {
      guard let row = try Stages.load(id: request.stage, in: transaction) else { continue }
      outcomes.append(
        Outcome(
          stage: row.id, title: row.title, unitName: row.unitName,
          refusal: try refusal(request, desk, in: transaction)))
    }
    return outcomes
  }

  private static func refusal(
    _ request: StepRequest, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> StageRefusal? {
    do throws(StoreError) {
      try Steps.take(request, desk, in: transaction)
      return nil
    } catch {
      switch error {
      case .refusedStep(let refusal): return refusal
      case .stale(_, let now):
        return StageRefusal(cause: .moment, why: "刚刚被别人办过，现在是“\(now)”。", whoCanHelp: "请看最新情况再办。")
      case .missing: return StageRefusal(cause: .moment, why: "这一项已经不在了。", whoCanHelp: "请刷新页面。")
      case .unreachable, .refused, .busy, .conflict, .locked, .wrongType, .newerProgram, .badStatement: throw error
      }
    }
  }
}
