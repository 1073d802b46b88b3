import Lifecycle
import Model
import Store
import Work

/// A form beside the document it was read from: where each value stood, and a person's word on the doubtful ones.
enum SourceRoutes {
  static let all: [AppRoute] = [
    .get("/forms/{id}/source", .may(.readForm), lane: .slow, show),
    .post("/forms/{id}/source", .may(.editForm), body: EditRoutes.body, take),
  ]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    var page = try page(call, try call.formRow(.readForm))
    page.done = call.query["done"].flatMap { SourcePage.Done(rawValue: $0) }
    return call.page(sourcePage(page))
  }

  // MARK: the page

  private static func page(_ call: Call, _ row: Store.FormListRow) throws(Refusal) -> SourcePage {
    let found = try call.read { (transaction) throws(StoreError) -> (FormContent?, [ValueCheck], StoredFile?) in
      let content = try Revisions.content(form: row.id, number: row.revision, in: transaction)
      let checks = try ValueChecks.list(of: row, in: transaction)
      guard let digest = row.file else { return (content, checks, nil) }
      return (content, checks, try Files.find(digest: digest, in: transaction))
    }
    guard let content = found.0 else { throw .notFound }
    var page = SourcePage(
      shell: call.shell(row.kind.isSelfEvaluation ? .selfEvaluations : .goals, year: row.year), id: row.id,
      name: row.displayName, revision: row.revision, file: found.2?.name)
    guard let file = found.2 else { return page }
    let sources: [SourceReading]
    switch try read(call, file) {
    case .failure(let failure):
      page.gap = failure.sentence
      return page
    case .success(let read): sources = read
    }
    guard let source = source(of: row, sources) else {
      page.gap = "现在从这个文件里读不出这张表。表里的数没有变，怎么来的在“历次版本”里看。"
      return page
    }
    page.document = SourceView(source, people: sources.flatMap { $0.form.contacts.map(\.value) })
    let words = SourceWords(content, source.form)
    let history = try history(call, row, source, content)
    let cells = content.typedCells
    page.values = source.origins.map { origin in
      let now = cells[origin.path] ?? ""
      let name = words[origin.path]
      return SourcePage.Value(
        path: origin.path, title: name.title, section: name.section, place: origin.place.words,
        anchor: page.document?.anchors[origin.place], printed: page.document?.masked(origin.printed) ?? "",
        now: now, isFigure: SourceMatch.isFigure(origin.path),
        standing: standing(origin, now, found.1.first { $0.path == origin.path }, history, call))
    }
    page.closed = try closed(call, row)
    return page
  }

  /// The document as it was read, from the last few that were looked at or anew.
  private static func read(
    _ call: Call, _ file: StoredFile
  ) throws(Refusal) -> Result<[SourceReading], ImportFailure> {
    if let known = call.services.sources.find(file.digest) { return .success(known) }
    let kept: [UInt8]?
    do throws(StoreError) { kept = try call.services.files.bytes(digest: file.digest) } catch { throw .failed(error) }
    guard let kept else { return .failure(.lost) }
    do throws(ImportFailure) {
      let sources = try call.services.processor.sources(kept, name: file.name)
      call.services.sources.keep(sources, file.digest)
      return .success(sources)
    } catch {
      return .failure(error)
    }
  }

  /// The form of the file that this form was made from: the same kind and code, else name, else the only one.
  private static func source(of row: Store.FormListRow, _ sources: [SourceReading]) -> SourceReading? {
    let same = sources.filter { $0.form.kind == row.kind }
    return same.first { !row.code.isEmpty && $0.form.code == row.code }
      ?? same.first { $0.form.name == row.name } ?? (same.count == 1 ? same.first : nil)
  }

  /// Why the reader may not mend a value here; nil where he may.
  private static func closed(_ call: Call, _ row: Store.FormListRow) throws(Refusal) -> String? {
    if case .refused(let why, let who) = Permission.decide(call.account.actor, .editForm, row.subject) {
      return why + who
    }
    let (account, services) = (call.account.id, call.services)
    let desk = try call.read { (transaction) throws(StoreError) in
      try EditDesk(row, account: account, based: nil, services, in: transaction)
    }
    if desk.draft != nil { return "你在填报页还有没存的草稿。请先到填报页保存或放弃，再回来核对。" }
    if case .none(let why) = desk.editable { return why }
    return nil
  }

  // MARK: what became of a value

  /// So many revisions are looked through for who changed a value.
  private static let revisionsMax = 20

  /// The revision that gave each changed value what it is now, by address.
  private static func history(
    _ call: Call, _ row: Store.FormListRow, _ source: SourceReading, _ content: FormContent
  ) throws(Refusal) -> [FormPath: Revision] {
    let now = content.typedCells
    let changed = source.origins.filter { now[$0.path] ?? "" != $0.read }.map(\.path)
    guard !changed.isEmpty, row.revision > 1 else { return [:] }
    return try call.read { (transaction) throws(StoreError) -> [FormPath: Revision] in
      let revisions = try Revisions.history(form: row.id, limit: revisionsMax, in: transaction)
      var found: [FormPath: Revision] = [:]
      var open = changed
      var newer: Revision?
      for revision in revisions where !open.isEmpty {
        let old = try Revisions.content(form: row.id, number: revision.number, in: transaction)
        if let newer, let old = old?.typedCells {
          for path in open where old[path] != now[path] { found[path] = newer }
          open.removeAll { found[$0] != nil }
        }
        newer = revision
      }
      return found
    }
  }

  private static func standing(
    _ origin: SourceReading.Origin, _ now: String, _ check: ValueCheck?, _ history: [FormPath: Revision], _ call: Call
  ) -> SourcePage.Standing {
    if let check, check.value == now {
      return .checked("\(check.accountName ?? "已经没有这个账号") \(Moments.short(check.at, now: call.now))")
    }
    if now != origin.read {
      let by = history[origin.path].map {
        "第 \($0.number) 版，\($0.authorName ?? $0.author) \(Moments.short($0.at, now: call.now))"
      }
      return .changed(from: origin.read, by: by)
    }
    if let doubt = origin.doubt { return .doubtful(doubt) }
    return origin.isInferred ? .inferred : .plain
  }

  // MARK: a person's word

  private static func take(_ call: Call) throws(Refusal) -> Response {
    let row = try call.formRow(.editForm)
    let desk = try call.desk()
    let path = FormPath(call.request.fields["path"] ?? "")
    let typed = call.request.fields["value"] ?? ""
    func again(_ words: String) throws(Refusal) -> Response {
      var page = try page(call, row)
      page.problem = .init(path: path, typed: typed, words: words)
      return call.page(sourcePage(page), .badRequest)
    }
    if desk.draft != nil { return try again("你在填报页还有没存的草稿。请先到填报页保存或放弃，再回来核对。") }
    guard call.request.fields["revision"] == String(row.revision) else {
      return try again("有人刚存了新的一版，这里已换成新的数。请再看一眼这一格。")
    }
    guard desk.editable.allows(path) else { return try again(desk.editable.why(at: path) ?? "这一格现在不能改。") }
    let old = desk.content.value(at: path)
    var content = desk.content
    if call.request.fields["do"] == "mend" {
      switch content.enter(typed, at: path) {
      case .kept: break
      case .unread: return try again("“\(TypedText.words(typed))”不是数。请只填数字，单位不用写。")
      case .noCell: return try again("表里已经没有这一格。请到填报页改。")
      }
      // What could not be read as a sum was kept as words under its label; they have had their day.
      if path.text.hasPrefix("amounts."), let words = try printed(call, row, path) {
        content.attributes.removeAll { TypedText.words($0.value) == words }
      }
    }
    let now = content.value(at: path)
    var done = SourcePage.Done.confirmed
    if now != old {
      let name = desk.plan.name(of: path, desk.content.typedCells)
      let note = "对着原件核对：\(name)由“\(old.isEmpty ? "空" : old)”改成“\(now.isEmpty ? "空" : now)”"
      guard try FormSaving.put(call, row, content.trimmed(), basedOn: desk.basedOn, note: note) != nil else {
        return try again("有人刚存了新的一版，你改的没有存。请再看一眼这一格。")
      }
      done = .mended
    }
    let (saved, account) = (try call.formRow(.editForm), call.account.id)
    try call.write { (transaction) throws(StoreError) in
      try ValueChecks.put(path, value: now, of: saved, by: account, in: transaction)
    }
    return .seeOther("/forms/\(row.id)/source?done=\(done.rawValue)")
  }
}

extension SourceRoutes {
  /// What stands in the document where a value could not be read; nil for values that were.
  private static func printed(
    _ call: Call, _ row: Store.FormListRow, _ path: FormPath
  ) throws(Refusal) -> String? {
    guard let digest = row.file, let sources = call.services.sources.find(digest),
      let origin = source(of: row, sources)?.origins.first(where: { $0.path == path && $0.read.isEmpty })
    else { return nil }
    return TypedText.words(origin.printed)
  }
}

extension FormContent {
  /// What a cell shows, as a person would type it; empty where it is blank.
  func value(at path: FormPath) -> String {
    typedCells[path] ?? ""
  }
}

/// What a person calls a value of a form as it is now, or of the form as it was read.
private struct SourceWords {
  private var cells: [FormPath: FormCell] = [:]
  private let versions: [FormContent]

  init(_ now: FormContent, _ read: FormContent) {
    versions = [now, read]
    for cell in read.cells + now.cells { cells[cell.path] = cell }
  }

  subscript(_ path: FormPath) -> (title: String, section: String) {
    let fixed = ["amounts.total": "项目总预算", "amounts.current": "当年预算"]
    if cells[path] == nil, let label = fixed[path.text] { return (label, "预算金额") }
    let words = MergeWords(path, cells, versions)
    return (words.title, words.place)
  }
}
