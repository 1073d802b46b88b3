import Lifecycle
import Model
import Store

/// What filling in a form of a stage has in common, whatever the flow.
enum Filling {
  /// The stage as it stands when somebody saves: begun where nobody had, and open for him.
  static func start<Flow: StageFlow>(
    _: Flow.Type, _ stage: String, number: Int, begin: String, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    guard var row = try Stages.load(id: stage, in: transaction), row.region == desk.region, row.flow == Flow.name else {
      throw .missing(subject: Flow.officialName)
    }
    var number = number
    if row.state == Flow.first.name, row.number == number {
      row = try Steps.take(StepRequest(stage: stage, event: begin, basedOn: number), desk, in: transaction)
      number = row.number
    }
    return try Steps.take(StepRequest(stage: stage, event: "edit", basedOn: number), desk, in: transaction)
  }

  /// Refuses to hand in what is not whole, with the first things that are missing.
  static func demandNone(_ gaps: [Gap], name: String) throws(StoreError) {
    guard let first = gaps.first else { return }
    let rest = gaps.count > 1 ? "另外还有 \(gaps.count - 1) 处。" : ""
    throw .refusedStep(
      StageRefusal(cause: .content, why: "\(name)还不能报送：\(first.words)\(rest)", whoCanHelp: "请补齐以后再报送。"))
  }
}

extension Account {
  /// Goes on only if the person's role and branch allow it.
  /// - Throws: `.refusedStep` with the words of `Permission`.
  func demand(_ action: Action, _ subject: Subject) throws(StoreError) {
    if case .refused(let why, let whoCanHelp) = Permission.decide(actor, action, subject) {
      throw .refusedStep(StageRefusal(cause: .person, why: why, whoCanHelp: whoCanHelp))
    }
  }
}

extension Desk {
  /// Goes on only if the person may do it at a unit, in a year that is not closed; for the whole of what he answers for
  /// where no unit is told.
  /// - Parameter outlivesYear: whether it is done in a closed year too.
  func demand(_ action: Action, at owner: UnitPath? = nil, outlivesYear: Bool = false) throws(StoreError) {
    try account.demand(action, .stage(owner: owner ?? account.scope))
    if !outlivesYear, let closed { throw .refusedStep(closed) }
  }
}

extension Instant {
  /// The day in China so many days later, as 2024-08-31.
  func day(adding days: Int = 0) -> String {
    let day = adding(seconds: days * 86_400).civil()
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(day.year)-\(two(day.month))-\(two(day.day))"
  }
}
