import Lifecycle
import Model
import Store
import Work

/// Looking everything over before a form is handed in.
enum CheckRoutes {
  static let all: [AppRoute] = [
    .get("/forms/{id}/check", .may(.editForm), show),
    .post("/forms/{id}/check", .may(.editForm), body: EditRoutes.body, save),
  ]

  /// Makes a revision of the draft first, so that what is looked over is what is handed in.
  private static func save(_ call: Call) throws(Refusal) -> Response {
    let desk = try call.desk()
    return try FormSaving.save(call, desk, then: "/forms/\(desk.row.id)/check")
  }

  private static func show(_ call: Call) throws(Refusal) -> Response { call.page(checkPage(try page(call))) }

  /// The page, also for showing it again with what misses.
  static func page(_ call: Call, problems: [Problem] = [], answers: SubmissionAnswers? = nil) throws(Refusal)
    -> CheckPage
  {
    let desk = try call.desk()
    let row = desk.row
    let account = call.account.id
    let editing = call.services.editing
    let found = try call.read { (transaction) throws(StoreError) in
      (
        door: try editing.door(of: row, for: account, in: transaction),
        check: try Stages.ofForm(row.id, in: transaction).flatMap { (stage) throws(StoreError) in
          stage.flow == GoalForm.name ? try Goals.check(stage, in: transaction) : nil
        }
      )
    }
    let written = call.services.processor.review(desk.written, try call.localRules(row.year)).findings
    let findings = try call.read { (transaction) throws(StoreError) in
      try Waiving.open(written, of: row.id, in: transaction)
    }
    let marks = EditMarks(findings, plan: desk.plan, content: desk.content) { part, cell in
      EditRoutes.address(row.id, part, cell, desk)
    }
    var page = CheckPage(
      shell: call.shell(row.kind.isSelfEvaluation ? .selfEvaluations : .goals, year: row.year), id: row.id,
      name: desk.content.name ?? row.kind.officialName, status: FormStatus(row.state), plan: desk.plan,
      content: desk.content, revision: desk.basedOn, isSaved: desk.draft == nil || !desk.isChanged,
      findings: marks.numbered, door: found.door)
    page.editable = desk.editable
    if let check = found.check, found.door != nil { page.unanswered = GoalStepFields.answers(check, desk.content) }
    page.problems = problems
    page.answers = answers
    return page
  }
}

/// What a person says when he hands a form in: why each warning is right as it is, and that he answers for it.
struct SubmissionAnswers: Hashable, Sendable {
  struct Reason: Hashable, Sendable {
    let rule: String
    let path: FormPath?
    let words: String
  }
  /// The revision that was looked over.
  var revision: Int
  var reasons: [Reason]
  var isDeclared: Bool

  /// Reads what the page of checking sent.
  init(_ fields: Fields) {
    revision = fields["revision"].flatMap { Int($0) } ?? 0
    isDeclared = fields["declared"] == "yes"
    reasons = fields.all.filter { $0.name.hasPrefix("reason:") }.compactMap { field in
      let about = field.name.dropFirst(7).split(separator: " ", maxSplits: 1).map(String.init)
      let words = TypedText.words(field.value)
      guard let rule = about.first, !words.isEmpty else { return nil }
      return Reason(rule: rule, path: about.count > 1 ? FormPath(about[1]) : nil, words: String(words.prefix(2_000)))
    }
  }

  /// What still keeps the form from being handed in: errors, warnings without a reason, the declaration.
  func problems(_ findings: [Finding], current: Int) -> [Problem] {
    var out: [Problem] = []
    if revision != current { out.append(Problem("main", "这张表已是第 \(current) 版，请重新核对一遍。")) }
    for finding in findings where finding.severity == .error {
      out.append(Problem("main", "\(finding.title)：\(finding.place)。先改好再报送。"))
    }
    for finding in findings where finding.severity == .warning && reason(for: finding) == nil {
      out.append(Problem(Self.fieldID(finding), "\(finding.title)：写一句理由，或改好。"))
    }
    if !isDeclared { out.append(Problem("declared", "报送前请勾选声明。")) }
    return out
  }

  func reason(for finding: Finding) -> String? {
    reasons.first { $0.rule == finding.rule && $0.path == finding.path }?.words
  }

  static func fieldName(_ finding: Finding) -> String {
    "reason:\(finding.rule)" + (finding.path.map { " \($0)" } ?? "")
  }
  static func fieldID(_ finding: Finding) -> String { "why-\(finding.rule)-" + (finding.path?.anchor ?? "form") }
}
