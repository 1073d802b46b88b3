import Lifecycle
import Model
import Store

/// Bringing files in, and seeing what became of them.
enum ImportRoutes {
  static let all: [AppRoute] = [
    .get("/imports", .may(.upload), list), .get("/imports/{id}", .may(.upload), show),
    ListExport.route("/imports/{id}", .may(.upload), title: "导入结果", show),
    .post(
      "/imports", .may(.upload),
      body: .files(bytesMax: UploadRules.bytesMax, fileBytesMax: UploadRules.fileBytesMax), take),
  ]

  private static func list(_ call: Call) throws(Refusal) -> Response {
    call.page(importsPage(try model(call, problem: nil)))
  }

  private static func model(_ call: Call, problem: String?) throws(Refusal) -> ImportsPage {
    let account = call.account
    let batches = try call.read { (transaction) throws(StoreError) in
      try Batches.recent(region: account.region, within: account.scope, in: transaction)
    }
    return ImportsPage(
      shell: call.shell(.imports), limits: UploadRules.forPages,
      batches: batches.map { BatchSummary($0, now: call.now) }, problem: problem)
  }

  // MARK: taking files

  private static func take(_ call: Call) throws(Refusal) -> Response {
    let files = if case .upload(let upload) = call.request.body { upload.files } else { [UploadedFile]() }
    if let problem = problem(files) {
      return call.page(importsPage(try model(call, problem: problem)), .badRequest)
    }
    let account = call.account
    let incoming = try UploadIntake.keep(files, call.services)
    let batch = try call.write { (transaction) throws(StoreError) in
      try UploadIntake.begin(incoming, by: account, in: transaction)
    }
    call.services.importer.take(batch: batch)
    return .seeOther("/imports/\(batch)")
  }

  private static func problem(_ files: [UploadedFile]) -> String? {
    if files.isEmpty { return "还没有选文件。请先选一个或几个文件，再点“传上来并核对”。" }
    if files.count > UploadRules.filesMax {
      return "一次最多 \(UploadRules.filesMax) 个文件，这次有 \(files.count) 个，都没有收下。请分几次传。"
    }
    return nil
  }

  // MARK: one batch

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let id = call.parameters["id"]
    let account = call.account
    let found = try call.read { (transaction) throws(StoreError) -> (Batch, UnitPath, [BatchFile])? in
      guard let batch = try Batches.find(id: id, in: transaction), batch.region == account.region,
        let unit = try Units.find(region: batch.region, id: batch.unit, in: transaction)
      else { return nil }
      return (batch, unit.path, try Batches.files(of: batch, in: transaction))
    }
    guard let (batch, unit, files) = found else { throw .notFound }
    try call.demand(.upload, .unit(unit))
    var page = page(call, batch, files)
    if batch.state == .done { page.conflicts = try conflicts(call, files) }
    return call.page(batchPage(page))
  }

  private static func page(_ call: Call, _ batch: Batch, _ files: [BatchFile]) -> BatchPage {
    var waiting = 0
    let shown = files.map { file -> ImportedFile in
      if file.state == .waiting { waiting += 1 }
      return ImportedFile(file, place: waiting, call.services.processor)
    }
    var page = BatchPage(
      shell: call.shell(.imports), id: batch.id, title: BatchSummary.title(files.first?.name, batch.filesTotal),
      by: batch.accountName ?? batch.account, time: Moments.minute(batch.createdAt), files: shown, show: .all,
      limits: UploadRules.forPages, secondsLeft: secondsLeft(batch, now: call.now))
    page.sameFiles = sameFiles(files)
    page.export = call.href("/imports/\(batch.id).xlsx", [("show", "all")])
    let usual = page.files(.attention).isEmpty ? BatchPage.Show.all : .attention
    page.show = call.query["show"].flatMap { BatchPage.Show(rawValue: $0) } ?? usual
    return page
  }

  /// Forms that several files of the batch give with different figures; only those are looked into that could be.
  private static func conflicts(_ call: Call, _ files: [BatchFile]) throws(Refusal) -> [PrintedFigures.Conflict] {
    var revisions: [String: Set<String>] = [:]
    for form in files.flatMap(\.forms) {
      revisions[form.kind.rawValue + form.name, default: []].insert("\(form.id)/\(form.revision)")
    }
    let found = try call.read { (transaction) throws(StoreError) -> [(file: String, project: PrintedFigures)] in
      var found: [(file: String, project: PrintedFigures)] = []
      for file in files {
        for form in file.forms where revisions[form.kind.rawValue + form.name, default: []].count > 1 {
          let content = try Revisions.content(form: form.id, number: form.revision, in: transaction)
          if let project = content.flatMap({ PrintedFigures($0) }) { found.append((file.name, project)) }
        }
      }
      return found
    }
    return PrintedFigures.conflicts(found)
  }

  /// Names of files with the same content, each group in the order of the batch.
  private static func sameFiles(_ files: [BatchFile]) -> [[String]] {
    Dictionary(grouping: files.filter { $0.digest != nil }, by: \.digest).values.filter { $0.count > 1 }
      .map { $0.sorted { $0.number < $1.number }.map(\.name) }.sorted { $0[0] < $1[0] }
  }

  /// By the pace so far; nil before there is one.
  private static func secondsLeft(_ batch: Batch, now: Instant) -> Int? {
    guard batch.state == .running, batch.filesDone > 0 else { return nil }
    let spent = now.milliseconds - batch.createdAt.milliseconds
    let left = spent * Int64(batch.filesTotal - batch.filesDone) / Int64(batch.filesDone)
    return Int((left + 999) / 1_000)
  }
}

extension BatchSummary {
  init(_ batch: Batch, now: Instant) {
    self.init(
      title: "\(batch.filesTotal) 个文件", href: "/imports/\(batch.id)",
      time: Moments.short(batch.createdAt, now: now), by: batch.accountName ?? batch.account,
      files: batch.filesTotal, done: batch.filesDone, forms: batch.formsTotal, failed: batch.failed,
      doubtful: batch.doubtful)
  }

  static func title(_ first: String?, _ count: Int) -> String {
    guard let first else { return "\(count) 个文件" }
    return count == 1 ? first : "\(first) 等 \(count) 个文件"
  }
}

extension ImportedFile {
  fileprivate init(_ file: BatchFile, place: Int, _ processor: any DocumentProcessor) {
    let state: State =
      switch file.state {
      case .waiting: .queued(place)
      case .reading: .reading
      case .read:
        if file.reason == Batches.knownReason {
          .known(file.forms.first.map { "/forms/\($0.id)" } ?? "/forms")
        } else {
          .read
        }
      case .doubtful: .doubtful(file.sentence ?? "")
      case .failed: .failed(file.sentence ?? "")
      }
    let kinds = Set(file.forms.map(\.kind.officialName)).sorted()
    self.init(
      name: file.name, bytes: file.size, state: state,
      recognised: kinds.isEmpty ? nil : kinds.joined(separator: "、"), forms: file.forms.map { ImportedForm($0) })
  }
}

extension ImportedForm {
  fileprivate init(_ form: BatchFile.Form) {
    self.init(
      name: form.name.isEmpty ? form.kind.officialName : form.name, kind: form.kind.officialName,
      href: "/forms/\(form.id)", indicators: form.indicators,
      counts: FindingCounts(errors: form.errors, warnings: form.warnings, hints: form.hints), score: form.score)
  }
}
