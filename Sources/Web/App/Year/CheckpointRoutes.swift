import Lifecycle
import Model
import Scoring
import Store
import Work

/// One checkpoint of one project: looking at it, filling it in, handing it in.
enum CheckpointRoutes {
  static let all: [AppRoute] = [
    .get("/monitoring/{id}", .may(.readForm), show),
    .post("/monitoring/{id}", .may(.writeStage), body: .fields(bytesMax: 1 << 20), save),
    .post("/monitoring/{id}/draft", .may(.writeStage), body: .fields(bytesMax: 1 << 20), keep),
    .post("/monitoring/{id}/draft/discard", .may(.writeStage), discard),
  ]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    call.page(checkpointPage(try model(call, try row(call))))
  }

  private static func row(_ call: Call) throws(Refusal) -> StageRow {
    let row = try call.stageRow(call.parameters["id"])
    guard row.flow == Monitoring.name else { throw .notFound }
    return row
  }

  // MARK: saving

  private static func save(_ call: Call) throws(Refusal) -> Response {
    let row = try row(call)
    let fields = call.request.fields
    guard let number = fields["number"].flatMap({ Int($0) }), let revision = fields["revision"].flatMap({ Int($0) })
    else { throw .malformed("number") }
    let cells = FormCells.typed(fields, where: Monitorings.isOpen)
    let saved = try call.write { (transaction) throws(StoreError) in
      try Monitorings.save(
        cells, stage: row.id, number: number, revision: revision, try call.desk(row.year, in: transaction),
        in: transaction)
    }
    if let form = row.form { call.services.pages.forget(form: form) }
    guard fields["do"] == "submit" else { return .seeOther("/monitoring/\(row.id)?saved=1") }
    var page = try model(call, saved, checks: true)
    guard page.problems.isEmpty else { return call.page(checkpointPage(page), .badRequest) }
    page.problems = []
    let request = StepRequest(stage: row.id, event: Monitoring.Event.submit.rawValue, basedOn: saved.number)
    _ = try StepRoutes.take(request, saved, call)
    return .seeOther("/monitoring/\(row.id)")
  }

  /// What a page with script sends while somebody types; the answer draws the lights again.
  private static func keep(_ call: Call) throws(Refusal) -> Response {
    let row = try row(call)
    guard let revision = call.request.fields["revision"].flatMap({ Int($0) }) else { throw .malformed("revision") }
    let cells = FormCells.typed(call.request.fields, where: Monitorings.isOpen)
    try call.write { (transaction) throws(StoreError) in
      _ = try Typing.keep(row, revision: revision, try call.desk(row.year, in: transaction), in: transaction) {
        (content) throws(StoreError) in Monitorings.entering(cells, into: content)
      }
    }
    return LiveAnswer.answer(liveParts(try model(call, row)), call)
  }

  private static func discard(_ call: Call) throws(Refusal) -> Response {
    let row = try row(call)
    try call.write { (transaction) throws(StoreError) in try Typing.discard(row, call.account, in: transaction) }
    return .seeOther("/monitoring/\(row.id)")
  }

  // MARK: the page

  private static func model(_ call: Call, _ row: StageRow, checks: Bool = false) throws(Refusal) -> CheckpointPage {
    let found = try call.read { (transaction) throws(StoreError) in
      let desk = try call.desk(row.year, in: transaction)
      guard let form = row.form, let stored = try Forms.load(id: form, in: transaction) else {
        throw .missing(subject: "监控表")
      }
      let view = try StageView(row, desk, in: transaction)
      let draft = view.isBeingFilled ? try Typing.kept(stored, call.account, in: transaction) : nil
      let content = draft?.content ?? stored.content
      let light = try Monitorings.light(content, month: Monitorings.month(row), desk)
      let figures = try row.project.flatMap { (id) throws(StoreError) in
        try Projects.year(region: row.region, row.year, project: id, in: transaction)?.figures
      }
      let items = try Rectifications.from(row, in: transaction)
      return Found(
        view: view, stored: stored, content: content, keptAt: draft?.updatedAt, light: light, items: items,
        isSuspended: figures?.isSuspended ?? false)
    }
    return page(call, row, found, checks: checks)
  }

  private struct Found {
    let view: StageView
    let stored: StoredForm
    /// As the person last typed it, else as it was saved.
    let content: FormContent
    let keptAt: Instant?
    let light: ProjectLight
    let items: [StageRow]
    let isSuspended: Bool
  }

  private static func page(_ call: Call, _ row: StageRow, _ found: Found, checks: Bool) -> CheckpointPage {
    let content = found.content
    let isOpen = found.view.isBeingFilled
    var page = CheckpointPage(
      shell: call.shell(.monitoring, year: row.year), id: row.id, period: "1—\(Monitorings.month(row)) 月",
      title: row.title, unit: row.unitName, status: FormStatus(row), route: found.view.route(call), number: row.number,
      revision: found.stored.revision.number, isOpen: isOpen, moneyUnit: content.moneyUnit.rawValue,
      budget: content.execution?.budget, paid: content.execution?.actual,
      spendingForecast: content.execution?.forecast, light: .init(found.light), rows: rows(content, found.light),
      explanations: explanations(content, found.light))
    if checks {
      page.problems = Monitorings.gaps(content, found.light).map { Problem($0.path?.anchor ?? "main", $0.words) }
    }
    page.bar = found.view.bar(call, without: isOpen ? ["begin", "submit"] : ["begin"])
    page.moments = found.view.moments(call)
    page.files = AttachmentList(found.view, call)
    page.followUps = found.items.map { item in
      Link("整改事项：\(Steps.words(item)?.state ?? item.state)", StageRoutes.href(item))
    }
    page.keptAt = found.keptAt.map { Moments.short($0, now: call.now) }
    page.formHref = row.form.map { "/forms/\($0)" }
    page.saved = call.query["saved"] == nil ? nil : "灯号按新填的数算过。"
    page.isSuspended = found.isSuspended
    return page
  }

  private static func rows(_ content: FormContent, _ light: ProjectLight) -> [CheckpointPage.Row] {
    let nodes = Dictionary(light.indicators.map { ($0.path?.text ?? "", $0) }) { one, _ in one }
    return content.indicators.map { goal, row in
      let path = FormPath.indicator(goal.id, row.id)
      let node = nodes[path.field("actual").text]
      return CheckpointPage.Row(
        path: path, level1: row.level1 ?? "", level2: row.level2 ?? "", name: row.name ?? "", target: row.target,
        actual: row.actual ?? "", forecast: row.forecast ?? "", likelihood: row.likelihood ?? "",
        milestone: row.milestone, light: node?.light.flatMap { Light(rawValue: $0.rawValue) }, why: node?.why ?? "",
        isMissing: node?.reason == .noActual)
    }
  }

  /// What has a light that asks for words, and what has words already.
  private static func explanations(_ content: FormContent, _ light: ProjectLight) -> [Explanation] {
    var out: [Explanation] = []
    if let colour = light.spending.light, colour.needsExplanation, let shown = Light(rawValue: colour.rawValue) {
      out.append(
        .init(
          title: "支出：\(light.spending.why)", light: shown, reasonPath: .attribute(Monitorings.spendingReason),
          reason: content.attribute(Monitorings.spendingReason) ?? "",
          measurePath: .attribute(Monitorings.spendingMeasure),
          measure: content.attribute(Monitorings.spendingMeasure) ?? ""))
    }
    let nodes = Dictionary(light.indicators.map { ($0.path?.text ?? "", $0) }) { one, _ in one }
    for (goal, row) in content.indicators {
      let path = FormPath.indicator(goal.id, row.id)
      guard let node = nodes[path.field("actual").text], let colour = node.light, colour.needsExplanation,
        let shown = Light(rawValue: colour.rawValue)
      else { continue }
      out.append(
        .init(
          title: "\(row.name ?? "")：\(node.why)", light: shown, reasonPath: path.field("reason"),
          reason: row.reason ?? "",
          measurePath: path.field("measure"), measure: row.measure ?? ""))
    }
    return out
  }
}

extension CheckpointPage.LightFacts {
  init(_ light: ProjectLight) {
    self.init(
      light: light.light.flatMap { Light(rawValue: $0.rawValue) }, why: light.why, spending: light.spending.why,
      spendingLight: light.spending.light.flatMap { Light(rawValue: $0.rawValue) }, expected: light.expected.percent,
      spendingPercent: light.spendingPercent, goalPercent: light.goalPercent, gap: light.gap,
      notes: light.notes.map(\.text))
  }
}

/// Cells of a form as a page sends them: named by their address.
enum FormCells {
  static func typed(_ fields: Fields, where isOpen: (FormPath) -> Bool) -> [(path: FormPath, text: String)] {
    fields.all.compactMap { field in
      let path = FormPath(field.name)
      return isOpen(path) ? (path, field.value) : nil
    }
  }
}

extension FormStatus {
  /// The state of a stage in the offices' own words.
  init(_ row: StageRow) {
    guard let words = Steps.words(row) else {
      self = .inReview(row.state)
      return
    }
    self =
      switch words.formState {
      case .draft: row.number == 1 ? .notBegun : .draft(nil)
      case .inReview where row.isFinal: .stage(.approved, words.state)
      case .inReview, .returned, .approved, .locked, .published: .stage(words.formState, words.state)
      }
  }
}
