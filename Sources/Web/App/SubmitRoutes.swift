import Lifecycle
import Model
import Store
import Work

/// Handing a form in from the page on which it was looked over.
enum SubmitRoutes {
  static let all: [AppRoute] = [
    .post("/forms/{id}/submit", .may(.editForm), body: EditRoutes.body, submit)
  ]

  private static func submit(_ call: Call) throws(Refusal) -> Response {
    let desk = try call.desk()
    let answers = SubmissionAnswers(call.request.fields)
    let written = call.services.processor.review(desk.written, try call.localRules(desk.row.year)).findings
    let (open, kept) = try call.read { (transaction) throws(StoreError) in
      (
        try Waiving.open(written, of: desk.row.id, in: transaction),
        try Forms.load(id: desk.row.id, in: transaction)?.findings
      )
    }
    // Rules that were set otherwise since the form was saved count at once: what is kept with it is looked over anew.
    if desk.draft == nil, let kept, kept != written {
      _ = try FormSaving.put(call, desk.row, desk.written, basedOn: desk.row.revision, note: "")
    }
    var problems = answers.problems(open, current: desk.row.revision)
    if desk.draft != nil, desk.isChanged { problems.insert(Problem("main", "草稿还没有存成一版，请先存好再报送。"), at: 0) }
    let id = desk.row.id
    let stage = try call.read { (transaction) throws(StoreError) in try Stages.ofForm(id, in: transaction) }
    guard let stage else { throw .notFound }
    guard problems.isEmpty else { return try again(call, problems, answers) }
    do throws(Refusal) {
      try StepRoutes.take(
        StepRequest(
          stage: stage.id, event: "submit", basedOn: stage.number,
          content: stage.flow == GoalForm.name ? try notes(call, answers, stage) : nil), stage, call)
    } catch {
      guard let said = error.said else { throw error }
      return try again(call, [Problem("main", said)], answers)
    }
    return .seeOther("/forms/\(id)")
  }

  private static func notes(
    _ call: Call, _ answers: SubmissionAnswers, _ stage: StageRow
  ) throws(Refusal) -> JSON {
    var notes = GoalNotes()
    for reason in answers.reasons {
      notes.reasons[reason.path.map { "\(reason.rule)|\($0.text)" } ?? reason.rule] = reason.words
    }
    for field in call.request.fields.all where field.name.hasPrefix("answer:") {
      let words = String(field.value.prefix(1_000))
      if !words.isBlank { notes.answers[String(field.name.dropFirst("answer:".count))] = words }
    }
    return notes.json
  }

  private static func again(
    _ call: Call, _ problems: [Problem], _ answers: SubmissionAnswers
  ) throws(Refusal) -> Response {
    call.page(checkPage(try CheckRoutes.page(call, problems: problems, answers: answers)), .badRequest)
  }
}
