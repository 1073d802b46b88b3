public import Lifecycle
public import Model

/// What somebody brings along when he takes a step.
public struct StageWork: Sendable {
  public var actor: Actor
  /// `StageRow.number` of the page he had before him.
  public var basedOn: Int
  public var policy: CyclePolicy
  public var opinion: String?
  /// What the stage holds from now on; nil leaves it.
  public var content: JSON?
  public var returns: [ReturnedCell]
  public var facts: BudgetFacts
  public var exceptions: [SignedException]
  /// Last day for whoever holds it after the step.
  public var dueOn: String?
  /// Accounts that it is given to from now on; nil leaves them.
  public var assignees: Set<String>?
  /// What the stage came to, for the mean of a branch; nil leaves it.
  public var figure: ExactDecimal?

  public init(
    actor: Actor, basedOn: Int, policy: CyclePolicy, opinion: String? = nil, content: JSON? = nil,
    returns: [ReturnedCell] = [], facts: BudgetFacts = BudgetFacts(), exceptions: [SignedException] = [],
    dueOn: String? = nil, assignees: Set<String>? = nil
  ) {
    self.actor = actor
    self.basedOn = basedOn
    self.policy = policy
    self.opinion = opinion
    self.content = content
    self.returns = returns
    self.facts = facts
    self.exceptions = exceptions
    self.dueOn = dueOn
    self.assignees = assignees
  }
}

/// A step that was taken.
public struct StageStepped: Sendable {
  /// The stage as it stands after it.
  public let row: StageRow
  /// What the caller does besides, in the same transaction; record, frozen copy and word to the offices are done.
  public let effects: [StageEffect]
}

extension Stages {
  /// Takes a step of a stage, or throws and changes nothing.
  ///
  /// A step that leaves the state as it is and brings no content (somebody saved the form) only notes the author.
  /// - Throws: `.missing`; `.stale` when somebody else was faster; `.refusedStep` with the flow's own words.
  public static func step<Flow: StageFlow>(
    _: Flow.Type, _ id: String, _ event: Flow.Event, _ work: StageWork, in transaction: WriteTransaction
  ) throws(StoreError) -> StageStepped {
    guard let row = try load(id: id, in: transaction) else { throw .missing(subject: "环节") }
    return try step(Flow.self, row, event, work, in: transaction)
  }

  /// Takes a step of a stage that was read in this transaction and not changed since.
  public static func step<Flow: StageFlow>(
    _: Flow.Type, _ row: StageRow, _ event: Flow.Event, _ work: StageWork, in transaction: WriteTransaction
  ) throws(StoreError) -> StageStepped {
    guard var flow = row.flow(Flow.self) else { throw .missing(subject: "环节") }
    guard row.number == work.basedOn else { throw .stale(stage: row.id, now: flow.state.officialName) }
    let former = flow.state
    let effects: [StageEffect]
    do throws(StageRefusal) { effects = try flow.handle(event, call(row, work, at: transaction.now)) } catch {
      throw .refusedStep(error)
    }
    let isOnlyAuthor = flow.state == former && work.content == nil && work.opinion == nil
    guard !isOnlyAuthor else {
      return StageStepped(row: try noteAuthors(row, flow, in: transaction), effects: effects)
    }
    return StageStepped(
      row: try write(row, flow, from: former, event, work, effects, in: transaction), effects: effects)
  }

  /// Says in words why the step would be refused; nil when it would be taken. Pages ask before they draw a button.
  public static func refusal<Flow: StageFlow>(
    _: Flow.Type, _ row: StageRow, _ event: Flow.Event, _ work: StageWork, at moment: Instant
  ) -> StageRefusal? {
    guard var flow = row.flow(Flow.self) else { return nil }
    do throws(StageRefusal) {
      _ = try flow.handle(event, call(row, work, at: moment))
      return nil
    } catch { return error }
  }

  private static func call(_ row: StageRow, _ work: StageWork, at moment: Instant) -> StageCall {
    StageCall(
      actor: work.actor, owner: row.path, moment: moment, policy: work.policy, opinion: work.opinion,
      isAssigned: row.assignees.contains(work.actor.account), facts: work.facts, exceptions: work.exceptions)
  }

  /// - Returns: the stage as it stands afterwards.
  private static func noteAuthors<Flow: StageFlow>(
    _ row: StageRow, _ flow: Flow, in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    guard flow.standing.authors != row.authors || flow.standing.assessors != row.assessors else { return row }
    try transaction.run(
      """
      UPDATE stage SET authors = \(flow.standing.authors.kept), assessors = \(flow.standing.assessors.kept)
      WHERE region = \(row.region) AND year = \(row.year) AND id = \(row.id)
      """)
    var after = row
    after.authors = flow.standing.authors
    after.assessors = flow.standing.assessors
    return after
  }

  private static func write<Flow: StageFlow>(
    _ row: StageRow, _ flow: Flow, from former: Flow.State, _ event: Flow.Event, _ work: StageWork,
    _ effects: [StageEffect], in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    let state = flow.state
    let after = try stepped(row, flow, from: former, work, in: transaction)
    try transaction.run(
      """
      UPDATE stage SET state = \(after.state), authors = \(after.authors.kept), assessors = \(after.assessors.kept),
        assignees = \(after.assignees.kept), number = \(after.number), content = \(after.content.canonicalText),
        due_on = \(after.dueOn), since = \(after.since), is_final = \(after.isFinal), updated_at = \(transaction.now),
        updated_by = \(after.updatedBy)
      WHERE region = \(row.region) AND year = \(row.year) AND id = \(row.id)
      """)
    StageCounts.move(
      region: row.region, year: row.year, path: row.path, flow: row.flow, isOfDepartment: row.project == nil,
      from: former.name, to: state.name, in: transaction)
    if let figure = work.figure { try StageFigures.set(figure, of: row, in: transaction) }
    let form = try row.form.flatMap { (form) throws(StoreError) in try Revisions.current(form: form, in: transaction) }
    if let form, form.state != state.formState {
      try carry(state.formState, to: form.form, work.actor.account, in: transaction)
    }
    try addStep(
      row, number: after.number, event: event.rawValue, from: former.name, to: state.name, work.actor,
      opinion: work.opinion, payload(after, form, extra: extra(work, effects), in: transaction), in: transaction)
    for case .record(let record) in effects { try SignedPapers.keep(record.exceptions, row, in: transaction) }
    for case .tell(let offices) in effects where state != former {
      try Notices.tell(offices, row, event: event.rawValue, state: state.officialName, work, in: transaction)
    }
    return after
  }

  /// The stage as a step leaves it, which is what reading it again would give.
  private static func stepped<Flow: StageFlow>(
    _ row: StageRow, _ flow: Flow, from former: Flow.State, _ work: StageWork, in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    var after = row
    after.state = flow.state.name
    after.authors = flow.standing.authors
    after.assessors = flow.standing.assessors
    if let assignees = work.assignees { after.assignees = assignees }
    after.number += 1
    if let content = work.content { after.content = content }
    after.dueOn = flow.state == former ? work.dueOn ?? row.dueOn : work.dueOn
    if flow.state != former { after.since = transaction.now }
    after.isFinal = Flow.isFinal(flow.state)
    if after.updatedBy != work.actor.account {
      after.updatedBy = work.actor.account
      after.updatedByName = try Accounts.name(id: work.actor.account, in: transaction)
    }
    return after
  }

  private static func carry(
    _ state: FormState, to form: String, _ account: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let kept = try Forms.row(id: form, in: transaction), kept.state != state else { return }
    try Forms.setState(kept, state, by: account, in: transaction)
  }

  /// What else a step freezes: returned cells and the papers that opened a gate.
  private static func extra(_ work: StageWork, _ effects: [StageEffect]) -> [JSON.Member] {
    var members: [JSON.Member] = []
    if !work.returns.isEmpty { members.append(.init("returns", .array(work.returns.map(\.json)))) }
    for case .record(let record) in effects where !record.exceptions.isEmpty {
      let papers = record.exceptions.map { paper in
        JSON.object([
          "gate": .string(paper.gate.rawValue), "signer": .string(paper.signer.account),
          "document": .string(paper.document), "reason": .string(paper.reason),
        ])
      }
      members.append(.init("exceptions", .array(papers)))
    }
    return members
  }
}
