import Lifecycle
import Model
import Schemes
import Store
import Work

/// Reviewing one goal form: its page, the notes about cells, the points, the step.
enum ReviewRoutes {
  static let all: [AppRoute] = [
    .get("/reviews/{id}", .may(.readForm), show),
    .post("/reviews/{id}/notes", .may(.readForm), note),
    .post("/reviews/{id}/points", .may(.readForm), score),
    .post("/reviews/{id}/step", .may(.readForm), step),
  ]

  /// Everything that the page needs, read at once.
  private struct Found {
    let view: StageView
    let review: GoalReview
    let notes: ReviewNotes
    let policy: GoalReviewPolicy?
    let queue: [StageRow]
  }

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let row = try call.stageRow(call.parameters["id"])
    guard row.flow == GoalForm.name else { return .seeOther(StageRoutes.href(row)) }
    return call.page(reviewPage(page(call, try find(row, call))))
  }

  private static func find(_ row: StageRow, _ call: Call) throws(Refusal) -> Found {
    let found = try call.read { (transaction) throws(StoreError) -> Found? in
      let desk = try call.desk(row.year, in: transaction)
      guard let review = try Goals.review(row, in: transaction) else { return nil }
      return Found(
        view: try StageView(row, desk, in: transaction), review: review,
        notes: try ReviewNotes.load(stage: row.id, account: call.account.id, in: transaction),
        policy: desk.policy(GoalReviewPolicy.self)?.body, queue: try queue(row, call, in: transaction))
    }
    guard let found else { throw .notFound }
    return found
  }

  /// What waits for the same reader, by day.
  private static func queue(
    _ row: StageRow, _ call: Call, in transaction: ReadTransaction
  ) throws(StoreError) -> [StageRow] {
    var filter = StageFilter(region: row.region, year: row.year, flow: GoalForm.name, scope: call.account.scope)
    filter.states = ReviewListRoutes.states(call.account.role)
    filter.pageSize = 200
    return filter.states.isEmpty ? [] : try Stages.list(filter, in: transaction).items
  }

  private static func page(_ call: Call, _ found: Found) -> ReviewPage {
    let row = found.view.row
    let showsAll = call.query["show"] == "all"
    let isTurn = found.view.offers.contains { $0.event.hasPrefix("return") && $0.refusal == nil }
    let important = found.review.important
    let place = found.queue.firstIndex { $0.id == row.id }
    var facts = [row.unitName, "\(row.year) 年度", "第 \(found.review.form.row.revision) 版"]
    if let place { facts.append("第 \(place + 1) / \(found.queue.count) 张") }
    if let due = row.dueOn { facts.append("限 \(Moments.day(due))") }
    var model = ReviewPage(
      shell: call.shell(.goals), stage: row.id, formID: row.form ?? "", title: row.title, facts: facts,
      previous: place.flatMap { $0 > 0 ? "/reviews/\(found.queue[$0 - 1].id)" : nil },
      next: place.flatMap { $0 + 1 < found.queue.count ? "/reviews/\(found.queue[$0 + 1].id)" : nil },
      tabs: [
        Tab("只看要紧的", "/reviews/\(row.id)", count: important.count, isCurrent: !showsAll),
        Tab("全部", "/reviews/\(row.id)?show=all", count: found.review.rows.count, isCurrent: showsAll),
      ], rows: (showsAll ? found.review.rows : important).map { line($0, found.notes) }, general: found.review.general,
      open: isTurn ? call.query["cell"] : nil, reasons: found.policy?.returnReasons ?? ["其他"],
      noted: found.notes.cells.map { cell in
        (
          place: found.review.form.content.place(of: cell.path), path: cell.path.text, anchor: cell.path.anchor,
          note: ReviewPage.Noted(cell)
        )
      }, mayNote: isTurn)
    // A cell that is not among the shown ones is opened where all are.
    if let open = model.open, !model.rows.contains(where: { $0.path == open }),
      let other = found.review.rows.first(where: { $0.path.text == open })
    {
      model.rows.insert(line(other, found.notes), at: 0)
    }
    if call.account.role == .financePerformanceOffice, let policy = found.policy {
      addPoints(to: &model, policy, found)
    }
    model.route = found.view.route(call)
    model.bar = found.view.bar(
      call, back: "/reviews", fields: GoalStepFields.control(found.view, asked: found.review.form.row.current))
    return model
  }

  private static func line(_ row: GoalReview.Row, _ notes: ReviewNotes) -> ReviewPage.Row {
    ReviewPage.Row(
      path: row.path.text, anchor: row.path.anchor, section: row.section, name: row.name, earlier: row.earlier,
      last: row.last, value: row.value, isFigure: row.isFigure, findings: row.findings,
      noted: notes.cells.first { $0.path == row.path }.map { ReviewPage.Noted($0) })
  }

  private static func addPoints(to model: inout ReviewPage, _ policy: GoalReviewPolicy, _ found: Found) {
    let kept = GoalNotes(found.view.row.content).points
    let given = found.notes.points.isEmpty ? kept : found.notes.points
    model.aspects = policy.aspects.map { aspect in
      ReviewPage.Aspect(
        id: aspect.id, name: aspect.name, points: aspect.points, questions: aspect.questions, given: given[aspect.id])
    }
    if let total = policy.total(given), let grade = policy.grade(given) {
      model.grade = ReviewPage.Grade(name: grade.name, words: grade.words, total: total)
    }
  }

  // MARK: noting

  private static func note(_ call: Call) throws(Refusal) -> Response {
    let row = try turn(call)
    let fields = call.request.fields
    guard let path = fields["path"], !path.isEmpty, path.utf8.count <= 500 else { throw .malformed("path") }
    let isRemoved = fields["remove"] != nil
    let words = String((fields["words"] ?? "").prefix(1_000))
    let reason = String((fields["reason"] ?? "").prefix(60))
    guard isRemoved || !(words.isBlank || reason.isBlank) else {
      throw .notTaken(why: "没有写明为什么退回这一格。", whoCanHelp: "请选原因，并写清要怎么改。")
    }
    func optional(_ name: String) -> String? {
      fields[name].map { String($0.prefix(200)) }.flatMap { $0.isBlank ? nil : $0 }
    }
    let cell = ReturnedCell(
      path: FormPath(path), reason: reason, words: words, proposed: optional("proposed"), basis: optional("basis"))
    try change(row, call) { notes in
      if isRemoved { notes.cells.removeAll { $0.path == cell.path } } else { notes.note(cell) }
    }
    return .seeOther("/reviews/\(row.id)#noted")
  }

  private static func score(_ call: Call) throws(Refusal) -> Response {
    let row = try turn(call)
    let policy = try call.read { (transaction) throws(StoreError) in
      try call.desk(row.year, in: transaction).policy(GoalReviewPolicy.self)?.body
    }
    var points: [String: ExactDecimal] = [:]
    for aspect in policy?.aspects ?? [] {
      let text = (call.request.fields["points-\(aspect.id)"] ?? "").filter { !$0.isWhitespace }
      guard !text.isEmpty else { continue }
      guard let figure = ExactDecimal(text), !figure.isNegative, figure <= aspect.points else {
        throw .notTaken(why: "\(aspect.name)的评分应在 0 到 \(aspect.points) 之间。", whoCanHelp: "请改好再记下。")
      }
      points[aspect.id] = figure
    }
    let given = points
    try change(row, call) { $0.points = given }
    return .seeOther("/reviews/\(row.id)#points")
  }

  private static func change(
    _ row: StageRow, _ call: Call, _ work: (inout ReviewNotes) -> Void
  ) throws(Refusal) {
    try call.write { (transaction) throws(StoreError) in
      var notes = try ReviewNotes.load(stage: row.id, account: call.account.id, in: transaction)
      work(&notes)
      try ReviewNotes.keep(notes, stage: row.id, account: call.account.id, in: transaction)
    }
  }

  /// The stage, when it is the person's turn to send it back.
  private static func turn(_ call: Call) throws(Refusal) -> StageRow {
    let row = try call.stageRow(call.parameters["id"])
    let offers = try call.read { (transaction) throws(StoreError) in
      try Steps.offers(row, try call.desk(row.year, in: transaction), in: transaction)
    }
    let back = offers.first { $0.event.hasPrefix("return") }
    guard let back else {
      throw .forbidden(
        why: "“\(row.title)”现在是“\(Steps.name(ofState: row.state, flow: row.flow))”，不由你审核。", whoCanHelp: "请看待我审核的表。")
    }
    if let refusal = back.refusal { throw .forbidden(why: refusal.why, whoCanHelp: refusal.whoCanHelp) }
    return row
  }

  // MARK: the step

  private static func step(_ call: Call) throws(Refusal) -> Response {
    let row = try call.stageRow(call.parameters["id"])
    guard row.flow == GoalForm.name else { throw .notFound }
    var request = try StepRoutes.request(call, row)
    let account = call.account
    let kept = try call.read { (transaction) throws(StoreError) in
      (
        notes: try ReviewNotes.load(stage: row.id, account: account.id, in: transaction),
        policy: try call.desk(row.year, in: transaction).policy(GoalReviewPolicy.self)?.body
      )
    }
    if request.event.hasPrefix("return") {
      request.returns = kept.notes.cells
      // The words about the cells are the opinion, when nobody wrote one about the whole.
      if request.opinion == nil, !kept.notes.cells.isEmpty {
        request.opinion = "退回 \(kept.notes.cells.count) 格，意见写在格旁。"
      }
    }
    if account.role == .financePerformanceOffice, !kept.notes.points.isEmpty {
      var notes = GoalNotes()
      notes.points = kept.notes.points
      notes.grade = kept.policy?.grade(kept.notes.points)?.id
      request.content = notes.json
    }
    try StepRoutes.take(request, row, call)
    try call.write { (transaction) throws(StoreError) in
      try ReviewNotes.keep(ReviewNotes(), stage: row.id, account: account.id, in: transaction)
    }
    return .seeOther(StepRoutes.back(call) ?? "/reviews")
  }
}

extension ReviewPage.Noted {
  init(_ cell: ReturnedCell) {
    self.init(reason: cell.reason, words: cell.words, proposed: cell.proposed, basis: cell.basis)
  }
}
