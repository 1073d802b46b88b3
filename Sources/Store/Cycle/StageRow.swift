public import Lifecycle
public import Model

/// A stage of the year (环节) of a project or a department, as it stands now.
public struct StageRow: Hashable, Sendable {
  public let region: String
  public let year: Int
  public let id: String
  /// `StageFlow.name`: goal-form, monitoring, …
  public let flow: String
  /// `StageState.name` in that flow.
  public internal(set) var state: String
  public let unit: String
  public let unitName: String
  public let path: UnitPath
  /// nil for a stage of a whole department.
  public let project: String?
  /// The form that this stage writes; nil for stages whose whole content is `content`.
  public let form: String?
  /// Which of several of the same flow: a checkpoint, an item's number; empty where there is one only.
  public let part: String
  /// Name of the project or department, as a list shows it.
  public let title: String
  public internal(set) var authors: Set<String>
  public internal(set) var assessors: Set<String>
  /// Accounts of agencies and experts that the stage was given to.
  public internal(set) var assignees: Set<String>
  /// Counts every change; a page that was read at another number is stale.
  public internal(set) var number: Int
  /// What the stage holds besides its form.
  public internal(set) var content: JSON
  /// Last day for whoever holds it now, as 2024-08-31; nil where none was set.
  public internal(set) var dueOn: String?
  /// Since when it is in its state.
  public internal(set) var since: Instant
  public internal(set) var isFinal: Bool
  public internal(set) var updatedBy: String
  public internal(set) var updatedByName: String?

  static let columns: SQL = """
    s.region, s.year, s.id, s.flow, s.state, s.unit, n.name, s.path, s.project, s.form, s.part, s.title, s.authors,
    s.assessors, s.assignees, s.number, s.content, s.due_on, s.since, s.is_final, s.updated_by, a.display_name
    """
  static let tables: SQL = """
    stage s JOIN unit n ON n.region = s.region AND n.id = s.unit LEFT JOIN account a ON a.id = s.updated_by
    """

  init(_ row: inout Row) throws(StoreError) {
    region = try row.text()
    year = try row.integer()
    id = try row.text()
    flow = try row.text()
    state = try row.text()
    unit = try row.text()
    unitName = try row.text()
    path = try row.unitPath()
    project = try row.optionalText()
    form = try row.optionalText()
    part = try row.text()
    title = try row.text()
    authors = try row.accounts()
    assessors = try row.accounts()
    assignees = try row.accounts()
    number = try row.integer()
    content = try row.json()
    dueOn = try row.optionalText()
    since = try row.instant()
    isFinal = try row.flag()
    updatedBy = try row.text()
    updatedByName = try row.optionalText()
  }

  /// The stage as its flow; nil when it belongs to another flow or its state is unknown to this program.
  public func flow<Flow: StageFlow>(_: Flow.Type = Flow.self) -> Flow? {
    guard flow == Flow.name, let state = Flow.State.allCases.first(where: { $0.name == state }) else { return nil }
    return Flow(Standing(state: state, authors: authors, assessors: assessors, revision: number))
  }

  public func isOverdue(on day: String) -> Bool { !isFinal && (dueOn.map { $0 < day } ?? false) }
}

extension Row {
  /// Accounts kept between commas: `,a,b,`, so that one can be looked for.
  mutating func accounts() throws(StoreError) -> Set<String> {
    Set(try text().split(separator: ",").map(String.init))
  }
}

extension Set<String> {
  var kept: String { isEmpty ? "" : "," + sorted().joined(separator: ",") + "," }
}

/// A stage to be opened.
public struct StageDraft: Sendable {
  public var year: Int
  public var unit: String
  public var project: String?
  public var form: String?
  public var part: String
  public var title: String
  public var content: JSON
  public var dueOn: String?
  public var assignees: Set<String>

  public init(
    year: Int, unit: String, title: String, project: String? = nil, form: String? = nil, part: String = "",
    content: JSON = .object([]), dueOn: String? = nil, assignees: Set<String> = []
  ) {
    self.year = year
    self.unit = unit
    self.title = title
    self.project = project
    self.form = form
    self.part = part
    self.content = content
    self.dueOn = dueOn
    self.assignees = assignees
  }
}

/// One step of a stage, as it was taken. It never changes.
public struct StageStepRow: Hashable, Sendable {
  public let stage: String
  /// 1, 2, 3, …; 1 is the opening.
  public let number: Int
  /// `StageEvent.rawValue`; `open` for the first.
  public let event: String
  public let from: String
  public let to: String
  public let actor: String
  public let actorName: String?
  public let role: Role
  public let opinion: String?
  public let at: Instant
  /// Content, form revision and returned cells as they were at this step; `digest` is the SHA-256 of its canonical text.
  public let payload: JSON
  public let digest: String
  public let ledgerSequence: Int

  static let columns: SQL = """
    p.stage, p.number, p.event, p.from_state, p.to_state, p.actor, x.display_name, p.role, p.opinion, p.at, p.payload,
    p.digest, p.ledger_sequence
    """

  init(_ row: inout Row) throws(StoreError) {
    stage = try row.text()
    number = try row.integer()
    event = try row.text()
    from = try row.text()
    to = try row.text()
    actor = try row.text()
    actorName = try row.optionalText()
    role = try row.choice()
    opinion = try row.optionalText()
    at = try row.instant()
    payload = try row.json()
    digest = try row.text()
    ledgerSequence = try row.integer()
  }

  /// Who took it, as pages name him: the program where a term ran out, else the office where the account is gone.
  public var who: String {
    actor == Account.programID ? Account.programName : actorName ?? role.officialName
  }

  /// Number of the form's revision that this step was about; nil for stages without a form.
  public var revision: Int? { payload["revision"]?.integer }
  public var returnedCells: [ReturnedCell] { (payload["returns"]?.array ?? []).compactMap(ReturnedCell.init) }
}

/// A cell that a reviewer sends back (退回), with what he says about it.
public struct ReturnedCell: Hashable, Sendable {
  public var path: FormPath
  /// The kind of reason, one of the reviewer's list.
  public var reason: String
  public var words: String
  /// What he proposes instead; nil when he proposes nothing.
  public var proposed: String?
  /// Clause that it rests on.
  public var basis: String?

  public init(path: FormPath, reason: String, words: String, proposed: String? = nil, basis: String? = nil) {
    self.path = path
    self.reason = reason
    self.words = words
    self.proposed = proposed
    self.basis = basis
  }

  init?(_ json: JSON) {
    guard let path = json["path"]?.string, let reason = json["reason"]?.string, let words = json["words"]?.string
    else { return nil }
    self.init(
      path: FormPath(path), reason: reason, words: words, proposed: json["proposed"]?.string,
      basis: json["basis"]?.string)
  }

  var json: JSON {
    .object([
      "path": .string(path.text), "reason": .string(reason), "words": .string(words),
      "proposed": proposed.map { .string($0) }, "basis": basis.map { .string($0) },
    ])
  }
}
