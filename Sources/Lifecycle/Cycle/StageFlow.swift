/// A stage of the year as a value: where it stands, who wrote it, what may happen next.
///
/// A flow tells two things, `next` and its gates; handling an event is the same for all of them.
public protocol StageFlow: Hashable, Sendable {
  associatedtype State: StageState
  associatedtype Event: StageEvent

  /// Name of the stage, as in the ledger and in file names.
  static var name: String { get }
  /// The official term.
  static var officialName: String { get }
  /// The state that `event` leads to from `state`; nil when it cannot happen there.
  static func next(_ state: State, _ event: Event) -> State?

  var standing: Standing<State> { get set }
  init(_ standing: Standing<State>)
  /// What forbids `event` although state and person are right; empty when nothing does.
  func closedGates(for event: Event, _ call: StageCall) -> [Gate]
  /// What `event` asks for besides the record, the frozen copy and the word to the next office.
  func furtherEffects(of event: Event) -> [StageEffect]
}

public protocol StageState: Hashable, Sendable, CaseIterable where AllCases == [Self] {
  /// As kept in the database; never renamed.
  var name: String { get }
  var officialName: String { get }
  /// Only here may the content change.
  var isOpenForEditing: Bool { get }
  /// How the form that the stage writes stands meanwhile.
  var formState: FormState { get }
}

extension StageState {
  public var formState: FormState { isOpenForEditing ? .draft : .inReview }
}

extension StageState where Self: RawRepresentable<String> {
  public var name: String { rawValue }
}

public protocol StageEvent: Hashable, Sendable, CaseIterable, RawRepresentable<String> {
  var step: StageStep { get }
}

/// What an event is called and asks for.
public struct StageStep: Hashable, Sendable {
  public let officialName: String
  /// What the actor must be allowed to do.
  public let action: Action
  public let duty: StageDuty
  /// True where a written opinion belongs to it: all that sends back, refuses or changes a decision.
  public let needsOpinion: Bool
  /// Sets right what went wrong: it can be done, but nobody is expected to.
  public let isRemedy: Bool

  init(
    _ officialName: String, _ action: Action, _ duty: StageDuty, needsOpinion: Bool = false, isRemedy: Bool = false
  ) {
    self.officialName = officialName
    self.action = action
    self.duty = duty
    self.needsOpinion = needsOpinion
    self.isRemedy = isRemedy
  }
}

/// What somebody does to a stage, as far as the separation of duties asks.
public enum StageDuty: Hashable, Sendable, CaseIterable {
  /// Writes or hands in; barred for whoever assessed it.
  case writes
  /// Writes a report about it; barred for whoever wrote it.
  case assesses
  /// Accepts, refuses or sends back; barred for whoever wrote or assessed it.
  case judges
  /// Opens, files or puts it on: takes nobody's side, barred for nobody.
  case keeps
}

/// Where one stage stands and who had a hand in it.
public struct Standing<State: StageState>: Hashable, Sendable {
  public internal(set) var state: State
  /// Accounts that wrote or handed in something; they never judge it, in no later round either.
  public internal(set) var authors: Set<String>
  /// Accounts that assessed it.
  public internal(set) var assessors: Set<String>
  /// Counts the changes of the content.
  public internal(set) var revision: Int

  public init(state: State, authors: Set<String> = [], assessors: Set<String> = [], revision: Int = 0) {
    self.state = state
    self.authors = authors
    self.assessors = assessors
    self.revision = revision
  }

  func barred(from duty: StageDuty) -> Set<String> {
    switch duty {
    case .writes: assessors
    case .assesses: authors
    case .judges: authors.union(assessors)
    case .keeps: []
    }
  }
}

extension StageFlow {
  /// Where a stage of this flow begins: states are listed in the order of the year.
  public static var first: State { State.allCases[0] }
  public var state: State { standing.state }
  public func closedGates(for event: Event, _ call: StageCall) -> [Gate] { [] }
  public func furtherEffects(of event: Event) -> [StageEffect] { [] }

  /// Does `event`, or says why not and changes nothing.
  ///
  /// - Returns: what the caller must do in one transaction; always a record for the ledger, and it comes first.
  /// - Throws: `StageRefusal`, in the order in which a person can do something about it: the moment is wrong, he is the
  ///   wrong person, his opinion is missing, a gate is closed.
  public mutating func handle(_ event: Event, _ call: StageCall) throws(StageRefusal) -> [StageEffect] {
    let former = standing.state
    guard let following = Self.next(former, event) else { throw Self.refusedNow(former, event) }
    let subject = Subject.stage(
      owner: call.owner, barred: standing.barred(from: event.step.duty), isAssigned: call.isAssigned)
    if case .refused(let why, let whoCanHelp) = Permission.decide(call.actor, event.step.action, subject) {
      throw StageRefusal(cause: .person, why: why, whoCanHelp: whoCanHelp)
    }
    if event.step.needsOpinion, !call.hasOpinion { throw Self.refusedWithoutOpinion(event) }
    let closed = closedGates(for: event, call)
    let unsigned = closed.filter { gate in !call.exceptions.contains { $0.opens(gate, call, standing) } }
    if let gate = unsigned.first { throw StageRefusal(gate: gate) }

    note(event, call.actor.account, leadsTo: following)
    standing.state = following
    let record = StageRecord(
      stage: Self.name, event: event.rawValue, from: former.name, to: following.name, actor: call.actor.account,
      role: call.actor.role, opinion: call.opinion, moment: call.moment,
      exceptions: call.exceptions.filter { closed.contains($0.gate) && $0.opens($0.gate, call, standing) })
    return [.record(record), .freezeCopy, .tell(Self.nextOffices(following))] + furtherEffects(of: event)
  }

  private mutating func note(_ event: Event, _ account: String, leadsTo following: State) {
    switch event.step.duty {
    case .writes:
      standing.authors.insert(account)
      if following == standing.state { standing.revision += 1 }
    case .assesses: standing.assessors.insert(account)
    case .judges, .keeps: break
    }
  }

  /// Nothing can happen any more.
  public static func isFinal(_ state: State) -> Bool { Event.allCases.allSatisfy { next(state, $0) == nil } }

  /// Whoever can do something next; the authors' offices when nothing is left to do.
  public static func nextOffices(_ state: State) -> Set<Role> {
    let events = Event.allCases.filter { next(state, $0) != nil && !$0.step.isRemedy }
    return events.isEmpty
      ? Permission.roles(for: .writeStage)
      : events.reduce(into: []) { $0.formUnion(Permission.roles(for: $1.step.action)) }
  }

  private static func refusedNow(_ state: State, _ event: Event) -> StageRefusal {
    let able = Role.allCases.filter { nextOffices(state).contains($0) }.map(\.officialName).joined(separator: "、")
    let help = isFinal(state) ? "这个环节已经办结，有疑问请与财政局绩效科联系。" : "现在可以办理的是：\(able)。"
    return StageRefusal(
      cause: .moment, why: "\(officialName)现在是“\(state.officialName)”，不能\(event.step.officialName)。", whoCanHelp: help)
  }

  private static func refusedWithoutOpinion(_ event: Event) -> StageRefusal {
    StageRefusal(
      cause: .opinion, why: "\(event.step.officialName)要写明意见，现在意见是空的。", whoCanHelp: "请在意见栏写清是哪一栏、哪项指标、要怎么改，再办理一次。")
  }
}
