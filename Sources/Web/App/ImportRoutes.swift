import Lifecycle
import Model
import Store

/// Bringing files in, and seeing what became of them.
enum ImportRoutes {
  static let all: [AppRoute] = [
    .get("/imports", .may(.upload), list), .get("/imports/{id}", .may(.upload), show),
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
    let incoming = try keep(files, call)
    let batch = try call.write { (transaction) throws(StoreError) in
      for file in incoming {
        guard let kept = file.kept else { continue }
        try Files.record(
          kept, name: file.name, mediaType: "application/octet-stream", region: account.region, by: account.id,
          in: transaction)
      }
      return try Batches.begin(
        region: account.region, year: transaction.now.civil().year, unit: account.unit,
        files: incoming.map { .init(name: $0.name, size: $0.size, digest: $0.kept?.digest) }, by: account.id,
        in: transaction)
    }
    call.services.importer.take(batch: batch)
    return .seeOther("/imports/\(batch)")
  }

  private static func problem(_ files: [UploadedFile]) -> String? {
    if files.isEmpty { return "还没有选文件。请先选一个或几个 Word 或文本文件，再点“传上来并核对”。" }
    if files.count > UploadRules.filesMax {
      return "一次最多 \(UploadRules.filesMax) 个文件，这次有 \(files.count) 个，都没有收下。请分几次传。"
    }
    return nil
  }

  /// The bytes go to the disk one file after the other, before anything is entered about them.
  private static func keep(
    _ files: [UploadedFile], _ call: Call
  ) throws(Refusal) -> [(name: String, size: Int, kept: FileStore.Kept?)] {
    var out: [(name: String, size: Int, kept: FileStore.Kept?)] = []
    for file in files {
      guard case .kept(let spool) = file.content else {
        out.append((file.name, file.size, nil))
        continue
      }
      let bytes: [UInt8]
      do throws(SpoolFile.Failure) { bytes = try spool.bytes() } catch { throw .broken(reason: "spool: \(error)") }
      do throws(StoreError) {
        out.append((file.name, file.size, try call.services.files.keep(bytes)))
      } catch {
        throw .failed(error)
      }
    }
    return out
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
    return call.page(batchPage(page(call, batch, files)))
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
    let usual = page.files(.attention).isEmpty ? BatchPage.Show.all : .attention
    page.show = call.query["show"].flatMap { BatchPage.Show(rawValue: $0) } ?? usual
    return page
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
