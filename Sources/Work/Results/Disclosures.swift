import Lifecycle
public import Model
public import Store

/// One thing that a department is about to publish (公开事项): which forms, and what was looked for in them.
public struct DisclosureItem: Hashable, Sendable {
  public var subject: PublicationSubject
  /// Identifiers of the forms.
  public var forms: [String]
  /// Identifiers of stages that are published without a form: final accounts.
  public var stages: [String]
  /// What the secrecy check says, in the checker's words.
  public var secrecy: String
  /// Receipts, once it is published, in the order of the forms and of the stages behind them.
  public var receipts: [String]

  public init(subject: PublicationSubject, forms: [String], stages: [String] = []) {
    self.subject = subject
    self.forms = forms
    self.stages = stages
    secrecy = ""
    receipts = []
  }

  public init(_ json: JSON) {
    self.init(
      subject: json["subject"]?.string.flatMap(PublicationSubject.init(rawValue:)) ?? .goals,
      forms: (json["forms"]?.array ?? []).compactMap(\.string),
      stages: (json["stages"]?.array ?? []).compactMap(\.string))
    secrecy = json["secrecy"]?.string ?? ""
    receipts = (json["receipts"]?.array ?? []).compactMap(\.string)
  }

  public var json: JSON {
    .object([
      "subject": .string(subject.rawValue), "forms": .array(forms.map { .string($0) }), "secrecy": .string(secrecy),
      "receipts": .array(receipts.map { .string($0) }),
      "stages": stages.isEmpty ? nil : .array(stages.map { .string($0) }),
    ])
  }
}

/// Publication by departments (信息公开): what is due, the check before, and the copies that everybody reads.
public enum Disclosures {
  /// Forms of a department that were approved or accepted and are not published yet.
  public static func waiting(
    _ subject: PublicationSubject, department: Unit, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> [FormListRow] {
    var filter = FormFilter(region: desk.region, year: desk.year.year, scope: department.path)
    filter.kinds = kinds(subject)
    filter.states = [.approved, .locked]
    filter.order = .name
    filter.isDescending = false
    filter.pageSize = 200
    return try Forms.list(filter, in: transaction).page.items
  }

  static func kinds(_ subject: PublicationSubject) -> [FormKind] {
    switch subject {
    case .goals: [.projectGoal, .departmentGoal]
    case .selfEvaluations: [.projectSelfEvaluation, .departmentSelfEvaluation]
    case .results, .finalAccounts: []
    }
  }

  /// Opens an item with everything of a department that waits.
  /// - Returns: identifier of the stage; nil when nothing waits.
  @discardableResult
  public static func prepare(
    _ subject: PublicationSubject, department: Unit, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> String? {
    try desk.demand(.writeStage, at: department.path)
    if subject == .finalAccounts { return try prepareAccounts(department, desk, in: transaction) }
    let taken = try underWay(department, desk, in: transaction)
    let forms = try waiting(subject, department: department, desk, in: transaction).filter { !taken.contains($0.id) }
    guard let youngest = forms.map(\.updatedAt).max() else { return nil }
    let planned = desk.settings.day(subject == .goals ? "goal-disclosure" : "evaluation-disclosure")
    return try Stages.open(
      Disclosure.self,
      StageDraft(
        year: desk.year.year, unit: department.id, title: "\(department.name)\(desk.year.year)年\(subject.officialName)",
        part: subject.rawValue, content: DisclosureItem(subject: subject, forms: forms.map(\.id)).json,
        dueOn: planned ?? Disclosure.due(approved: youngest, desk.terms).day),
      region: desk.region, by: desk.actor, in: transaction)
  }

  /// Opens an item with the approved final accounts of a department.
  private static func prepareAccounts(
    _ department: Unit, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> String? {
    guard
      let accounts = try DepartmentFinals.of(
        department.id, region: desk.region, year: desk.year.year, in: transaction),
      accounts.state == FinalAccounts.State.approved.name
    else { return nil }
    guard try !open(department, desk, in: transaction).contains(where: { $0.stages.contains(accounts.id) }) else {
      return nil
    }
    let planned = desk.settings.day("evaluation-disclosure")
    return try Stages.open(
      Disclosure.self,
      StageDraft(
        year: desk.year.year, unit: department.id,
        title: "\(department.name)\(desk.year.year)年\(PublicationSubject.finalAccounts.officialName)",
        part: PublicationSubject.finalAccounts.rawValue,
        content: DisclosureItem(subject: .finalAccounts, forms: [], stages: [accounts.id]).json,
        dueOn: accounts.dueOn ?? planned),
      region: desk.region, by: desk.actor, in: transaction)
  }

  /// Forms that another item of the department holds and has not published yet.
  private static func underWay(
    _ department: Unit, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> Set<String> {
    Set(try open(department, desk, in: transaction).flatMap(\.forms))
  }

  /// Items of a department that are not published yet.
  private static func open(
    _ department: Unit, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> [DisclosureItem] {
    var filter = StageFilter(
      region: desk.region, year: desk.year.year, flow: Disclosure.name, scope: department.path)
    filter.states = [
      Disclosure.State.prepared.name, Disclosure.State.secrecyChecked.name, Disclosure.State.signed.name,
    ]
    filter.pageSize = 200
    return try Stages.list(filter, in: transaction).items.map { DisclosureItem($0.content) }
  }

  /// What the publication of a form asks: a copy that everybody reads is there already.
  static func facts(_ row: StageRow, in transaction: ReadTransaction) throws(StoreError) -> BudgetFacts {
    let copy = try row.form.map { (form) throws(StoreError) in try Publications.of(form: form, in: transaction) } ?? nil
    return BudgetFacts(hasUnexplainedRedLight: false, hasMissingProjects: false, isDisclosed: copy != nil)
  }

  /// Texts of a form in which something personal was found, with what is covered when it is published.
  public struct Covered: Hashable, Sendable {
    public let form: String
    public let cell: FormCell
    public let kinds: [PersonalData.Kind]
  }

  /// What the check before publishing shows: labelled contacts are left out whole, numbers in texts are covered.
  public static func covered(_ form: StoredForm) -> [Covered] {
    form.content.cells.compactMap { cell in
      let kinds = PersonalData.marks(in: cell.value).map(\.kind)
      return kinds.isEmpty ? nil : Covered(form: form.row.id, cell: cell, kinds: kinds)
    }
  }

  /// The copy that everybody reads.
  public static func copy(_ form: StoredForm) throws(StoreError) -> JSON {
    let score = try form.scoring()
    return .object([
      "document": masked(form.content.json(.contract)), "kind": .string(form.row.kind.rawValue),
      "revision": .integer(form.revision.number), "revision_digest": .string(form.revision.digest),
      "score": score,
    ])
  }

  static func masked(_ json: JSON) -> JSON {
    switch json.value {
    case .string(let text): .string(PersonalData.masked(text))
    case .array(let items): .array(items.map(masked))
    case .object(let members): .object(members.map { JSON.Member($0.key, masked($0.value)) })
    case .null, .bool, .number: json
    }
  }
}

/// What a disclosure needs from the house.
enum DisclosureOffice: StageOffice {
  typealias Flow = Disclosure

  static func prepare(
    _ row: StageRow, _ event: Disclosure.Event, _ work: inout StageWork, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    var item = DisclosureItem(row.content)
    switch event {
    case .edit:
      let kept = work.content.map { Set(DisclosureItem($0).forms) } ?? Set(item.forms)
      item.forms.removeAll { !kept.contains($0) }
    case .checkSecrecy:
      guard !item.forms.isEmpty || !item.stages.isEmpty else {
        throw .refusedStep(StageRefusal(cause: .content, why: "这个公开事项里没有表。", whoCanHelp: "请先列入要公开的表。"))
      }
      item.secrecy = work.opinion ?? "未发现不宜公开的内容"
    case .publish: item.receipts = try publish(item, row, desk, in: transaction)
    case .sendBack, .sign, .archive: break
    }
    work.content = item.json
  }

  /// Makes the copies that everybody reads.
  private static func publish(
    _ item: DisclosureItem, _ row: StageRow, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> [String] {
    var receipts: [String] = []
    for id in item.forms {
      guard let form = try Forms.load(id: id, in: transaction) else { throw .missing(subject: "表") }
      let old = try Publications.of(form: id, in: transaction)
      let made = try Publications.add(
        PublicationDraft(
          year: form.row.year, subject: item.subject,
          title: form.row.name.isEmpty ? form.row.title ?? "" : form.row.name,
          unit: form.row.unit, unitName: form.row.unitName ?? row.unitName, department: row.unitName, form: id,
          content: try Disclosures.copy(form), replaces: old?.receipt),
        region: desk.region, by: desk.account.id, in: transaction)
      receipts.append(made.receipt)
    }
    for id in item.stages {
      guard let stage = try Stages.load(id: id, in: transaction) else { throw .missing(subject: "部门决算") }
      let old = try Publications.of(form: id, in: transaction)
      let made = try Publications.add(
        PublicationDraft(
          year: stage.year, subject: item.subject, title: stage.title, unit: stage.unit, unitName: stage.unitName,
          department: row.unitName, form: id, content: try DepartmentFinals.copy(stage, in: transaction),
          replaces: old?.receipt),
        region: desk.region, by: desk.account.id, in: transaction)
      receipts.append(made.receipt)
    }
    return receipts
  }

  /// The forms' own stages follow: what is published can no longer change.
  static func follow(
    _ stepped: StageStepped, _ event: Disclosure.Event, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard stepped.effects.contains(.publish) else { return }
    for id in DisclosureItem(stepped.row.content).stages {
      guard let stage = try Stages.load(id: id, in: transaction) else { continue }
      try Steps.take(StepRequest(stage: stage.id, event: "publish", basedOn: stage.number), desk, in: transaction)
    }
    for id in DisclosureItem(stepped.row.content).forms {
      guard let stage = try Stages.ofForm(id, in: transaction) else {
        if let form = try Forms.row(id: id, in: transaction) {
          try Forms.setState(id, .published, revision: form.revision, by: desk.account.id, in: transaction)
        }
        continue
      }
      try Steps.take(
        StepRequest(stage: stage.id, event: "publish", basedOn: stage.number), desk, in: transaction)
    }
  }
}
