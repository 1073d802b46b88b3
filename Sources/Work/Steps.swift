public import Lifecycle
public import Model
public import Store

/// What somebody asks for when he takes a step.
public struct StepRequest: Sendable {
  public var stage: String
  /// `StageEvent.rawValue` of the stage's flow.
  public var event: String
  /// `StageRow.number` of the page he had before him.
  public var basedOn: Int
  public var opinion: String?
  /// What the stage holds from now on; nil leaves it.
  public var content: JSON?
  public var returns: [ReturnedCell]
  public var exceptions: [SignedException]
  public var assignees: Set<String>?

  public init(
    stage: String, event: String, basedOn: Int, opinion: String? = nil, content: JSON? = nil,
    returns: [ReturnedCell] = [], exceptions: [SignedException] = [], assignees: Set<String>? = nil
  ) {
    self.stage = stage
    self.event = event
    self.basedOn = basedOn
    self.opinion = opinion
    self.content = content
    self.returns = returns
    self.exceptions = exceptions
    self.assignees = assignees
  }
}

/// A step that a person's role may take on a stage as it stands, and why not where something forbids it.
public struct StepOffer: Hashable, Sendable {
  public let event: String
  public let name: String
  public let needsOpinion: Bool
  /// nil when nothing forbids it; an opinion that is still to be written forbids nothing.
  public let refusal: StageRefusal?
  /// Whether whoever takes it writes or assesses what the stage holds.
  public let writes: Bool
}

/// A stage in words: its flow's and its state's official names.
public struct StageWords: Hashable, Sendable {
  public let flow: String
  public let state: String
  public let formState: FormState
  /// Official names of the offices whose turn it is.
  public let holders: [String]
  /// The same in a few words: whoever fills in are 填报单位, whoever scores 评价人.
  public let hands: String
}

/// Taking steps: the one way in which pages, interface and programs move a stage of any flow.
public enum Steps {
  /// Takes a step with everything that follows from it, in one transaction.
  /// - Throws: `.missing`; `.stale`; `.refusedStep`, also for the steps of a year that is closed, but for what outlives it.
  @discardableResult
  public static func take(
    _ request: StepRequest, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    try take(request, desk, isOwn: false, in: transaction)
  }

  /// Takes a step that follows from something else and that nobody is offered: `StageOffice.own`.
  @discardableResult
  static func takeOwn(
    _ request: StepRequest, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    try take(request, desk, isOwn: true, in: transaction)
  }

  private static func take(
    _ request: StepRequest, _ desk: Desk, isOwn: Bool, in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    guard let row = try Stages.load(id: request.stage, in: transaction), row.region == desk.region,
      let office = Offices.of(row.flow), own(office).contains(request.event) == isOwn
    else { throw .missing(subject: "环节") }
    return try take(office, row, request, desk, isOwn: isOwn, in: transaction)
  }

  /// The steps the person's role may take now, in the order of the flow.
  public static func offers(
    _ row: StageRow, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> [StepOffer] {
    guard let office = Offices.of(row.flow) else { return [] }
    return try offers(office, row, desk, in: transaction)
  }

  /// Why nothing is done any more to a stage because its year is closed; nil while it is not, and for what outlives it.
  public static func closed(_ row: StageRow, _ desk: Desk) -> StageRefusal? {
    outliving.contains(row.flow) ? nil : desk.closed
  }

  /// Flows whose stages go on when their year is closed.
  static let outliving = Set(Offices.all.filter { $0.outlivesYear }.map { flowKey($0) })

  /// Names of the flows in the order of the year.
  public static var flows: [String] { Offices.flows }

  /// The official name of a flow: 绩效目标.
  public static func name(ofFlow flow: String) -> String { Offices.of(flow).map { flowName($0) } ?? flow }

  public static func words(_ row: StageRow) -> StageWords? { Offices.of(row.flow).flatMap { words($0, row) } }

  /// The official name of a step that was taken: 报送, 业务科退回.
  public static func name(ofEvent event: String, flow: String) -> String {
    if event == Notices.reminder { return "催办" }
    return event == "open" ? "建立" : Offices.of(flow).flatMap { name($0, event) } ?? event
  }

  /// The official name of a state; the state itself when this program does not know it.
  public static func name(ofState state: String, flow: String) -> String {
    Offices.of(flow).flatMap { stateName($0, state) } ?? state
  }

  /// How the form of a stage stands in that state; nil when this program does not know the state.
  public static func formState(ofState state: String, flow: String) -> FormState? { formStates[flow]?[state] }

  private static let formStates = Dictionary(uniqueKeysWithValues: Offices.all.map { (flowKey($0), formStates($0)) })

  /// Whether nothing can happen in that state any more; a state that this program does not know is not final.
  public static func isFinal(_ state: String, flow: String) -> Bool { finalStates[flow]?.contains(state) ?? false }

  private static let finalStates = Dictionary(uniqueKeysWithValues: Offices.all.map { (flowKey($0), finals($0)) })

  /// States of a flow in which a role may do something: what stands on that person's bench.
  public static func states(of flow: String, waitingFor role: Role) -> [String] {
    waitingStates[flow]?[role] ?? []
  }

  /// Made once: every page asks.
  private static let waitingStates = Dictionary(
    uniqueKeysWithValues: Offices.all.map { office in
      (flowKey(office), Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, waiting(office, $0)) }))
    })

  // MARK: of one flow

  private static func take<Office: StageOffice>(
    _: Office.Type, _ row: StageRow, _ request: StepRequest, _ desk: Desk, isOwn: Bool,
    in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    guard let event = Office.Flow.Event(rawValue: request.event), let flow = row.flow(Office.Flow.self) else {
      throw .missing(subject: "这一步办理")
    }
    var work = desk.work(
      basedOn: request.basedOn, opinion: request.opinion,
      facts: try Office.facts(row, event, desk, in: transaction))
    work.content = request.content
    work.returns = request.returns
    work.exceptions = request.exceptions
    work.assignees = request.assignees
    // The flow is asked first: whoever may not take the step hears that and not what else is missing.
    if row.number == work.basedOn,
      let refusal = Stages.refusal(Office.Flow.self, row, event, work, at: transaction.now)
    {
      throw .refusedStep(refusal)
    }
    // What follows from a step that was taken is taken too.
    if !Office.outlivesYear, !isOwn, let refusal = desk.closed { throw .refusedStep(refusal) }
    let changes = transaction.changes
    try Office.prepare(row, event, &work, desk, in: transaction)
    if work.dueOn == nil, let following = Office.Flow.next(flow.state, event) {
      work.dueOn = try Office.dueOn(row, following, desk, in: transaction)
    }
    let isAsRead = transaction.changes == changes
    let stepped =
      isAsRead
      ? try Stages.step(Office.Flow.self, row, event, work, in: transaction)
      : try Stages.step(Office.Flow.self, row.id, event, work, in: transaction)
    try Office.follow(stepped, event, desk, in: transaction)
    return stepped.row
  }

  private static func offers<Office: StageOffice>(
    _: Office.Type, _ row: StageRow, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> [StepOffer] {
    guard let flow = row.flow(Office.Flow.self) else { return [] }
    var offers: [StepOffer] = []
    for event in Office.Flow.Event.allCases where Office.Flow.next(flow.state, event) != nil {
      guard Permission.roles(for: event.step.action).contains(desk.actor.role), !Office.own.contains(event) else {
        continue
      }
      let work = desk.work(
        basedOn: row.number, opinion: "…", facts: try Office.facts(row, event, desk, in: transaction))
      offers.append(
        StepOffer(
          event: event.rawValue, name: event.step.officialName, needsOpinion: event.step.needsOpinion,
          refusal: Stages.refusal(Office.Flow.self, row, event, work, at: transaction.now)
            ?? (Office.outlivesYear ? nil : desk.closed),
          writes: event.step.duty == .writes || event.step.duty == .assesses))
    }
    return offers
  }

  private static func words<Office: StageOffice>(_: Office.Type, _ row: StageRow) -> StageWords? {
    guard let flow = row.flow(Office.Flow.self) else { return nil }
    let next = Office.Flow.nextOffices(flow.state)
    let offices = Role.allCases.filter { next.contains($0) }
    let holders = offices.map(\.officialName)
    return StageWords(
      flow: Office.Flow.officialName, state: flow.state.officialName, formState: flow.state.formState,
      holders: holders,
      hands: offices.count <= 2
        ? holders.joined(separator: "、")
        : next.contains(.executingUnit)
          ? "填报单位" : next.contains(.expertReviewer) ? "评价人" : holders.joined(separator: "、"))
  }

  private static func own<Office: StageOffice>(_: Office.Type) -> Set<String> { Set(Office.own.map(\.rawValue)) }
  private static func flowKey<Office: StageOffice>(_: Office.Type) -> String { Office.Flow.name }
  private static func formStates<Office: StageOffice>(_: Office.Type) -> [String: FormState] {
    Dictionary(uniqueKeysWithValues: Office.Flow.State.allCases.map { ($0.name, $0.formState) })
  }
  private static func finals<Office: StageOffice>(_: Office.Type) -> Set<String> {
    Set(Office.Flow.State.allCases.filter { Office.Flow.isFinal($0) }.map(\.name))
  }
  private static func flowName<Office: StageOffice>(_: Office.Type) -> String { Office.Flow.officialName }

  private static func name<Office: StageOffice>(_: Office.Type, _ event: String) -> String? {
    Office.Flow.Event(rawValue: event)?.step.officialName
  }

  private static func stateName<Office: StageOffice>(_: Office.Type, _ state: String) -> String? {
    Office.Flow.State.allCases.first { $0.name == state }?.officialName
  }

  private static func waiting<Office: StageOffice>(_: Office.Type, _ role: Role) -> [String] {
    Office.Flow.State.allCases.filter { Office.Flow.nextOffices($0).contains(role) && !Office.Flow.isFinal($0) }.map(
      \.name)
  }
}
