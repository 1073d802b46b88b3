import Model
import Schemes
import Store
import Synchronization
import Work

/// Reads the files of batches, one after the other, apart from the requests that brought them.
///
/// Every file is settled in a transaction of its own together with its forms: a bad file leaves nothing behind and
/// harms no other. What a stop cuts short is taken up at the next start.
final class Importer: Sendable {
  private let database: Database
  private let files: FileStore
  private let processor: any DocumentProcessor
  private let pages: PageCache
  private let log: RequestLog
  // One file at a time: reading may take much memory, and the second core is for those who look at pages.
  private let worker = WorkerPool(name: "hengji.import", threads: 1, waitingMax: 100_000)
  private let isClosing = Mutex(false)

  init(
    _ database: Database, _ files: FileStore, _ processor: any DocumentProcessor, _ pages: PageCache,
    _ log: RequestLog
  ) {
    self.database = database
    self.files = files
    self.processor = processor
    self.pages = pages
    self.log = log
  }

  /// Puts a batch in the line.
  func take(batch id: String) { _ = worker.submit { self.run(batch: id, isResumed: false) } }

  /// Puts the batches in the line that an earlier run of the program left unfinished.
  func takeUp() {
    do throws(StoreError) {
      for batch in try database.read(Batches.unfinished) {
        _ = worker.submit { self.run(batch: batch.id, isResumed: true) }
      }
    } catch {
      log.fault("import: \(error)")
    }
  }

  /// Finishes the file under way and takes no other.
  func close() {
    isClosing.withLock { $0 = true }
    worker.close()
  }

  /// Returns when all that was taken is done; for tests and the demonstration.
  func waitUntilIdle() { worker.waitUntilIdle() }

  private func run(batch id: String, isResumed: Bool) {
    do throws(StoreError) {
      let found = try database.read { (transaction) throws(StoreError) -> (Batch, [BatchFile])? in
        guard let batch = try Batches.find(id: id, in: transaction) else { return nil }
        return (batch, try Batches.files(of: batch, in: transaction))
      }
      guard let (batch, files) = found, batch.state == .running else { return }
      for file in files where !file.state.isSettled {
        guard !isClosing.withLock({ $0 }), try isRunning(id) else { return }
        // The program ended while it read this one: reading it again might end it again.
        if isResumed, file.state == .reading {
          try settle(file, of: batch, .interrupted)
        } else {
          try run(file, of: batch)
        }
      }
    } catch {
      log.fault("import: \(error)")
    }
  }

  private func isRunning(_ id: String) throws(StoreError) -> Bool {
    try database.read { (transaction) throws(StoreError) in
      try Batches.find(id: id, in: transaction)?.state == .running
    }
  }

  private func run(_ file: BatchFile, of batch: Batch) throws(StoreError) {
    try database.write { (transaction) throws(StoreError) in
      try Batches.startReading(batch.id, file: file.number, in: transaction)
    }
    let forms: [ReadForm]
    do throws(ImportFailure) { forms = try read(file, of: batch) } catch { return try settle(file, of: batch, error) }
    do throws(StoreError) {
      try save(forms, file, of: batch)
    } catch {
      log.fault("import: \(error)")
      let failure = ImportFailure(reason: "not-saved", sentence: error.description)
      try settle(file, of: batch, failure)
    }
  }

  private func read(_ file: BatchFile, of batch: Batch) throws(ImportFailure) -> [ReadForm] {
    guard let digest = file.digest else { throw .tooLarge }
    let kept: [UInt8]?
    do throws(StoreError) {
      kept = try files.bytes(digest: digest)
    } catch {
      log.fault("import: \(error)")
      throw .lost
    }
    guard let kept else { throw .lost }
    let forms = try processor.process(kept, name: file.name) { year in
      let found = try? database.read { (t) throws(StoreError) in
        try RuleOffice.local(region: batch.region, year: year ?? batch.year, in: t)
      }
      return found ?? LocalRules.none
    }
    guard !forms.isEmpty else { throw .nothing }
    return forms
  }

  private func settle(_ file: BatchFile, of batch: Batch, _ failure: ImportFailure) throws(StoreError) {
    try database.write { (transaction) throws(StoreError) in
      try Batches.settle(
        batch.id, file: file.number, .failed(reason: failure.reason, sentence: failure.sentence), in: transaction)
    }
  }

  private func save(_ forms: [ReadForm], _ file: BatchFile, of batch: Batch) throws(StoreError) {
    let saved = try database.write { (transaction) throws(StoreError) -> [Forms.Saved] in
      let owners = try UnitNames(batch, in: transaction)
      var saved: [Forms.Saved] = []
      for form in forms {
        let draft = FormDraft(
          region: batch.region, year: form.content.year ?? batch.year, unit: owners.owner(form.content),
          content: form.content, findings: form.findings, score: form.score, scoring: form.scoring, note: "由文件读入",
          file: file.digest)
        let one = try Forms.put(draft, by: batch.account, in: transaction)
        saved.append(one)
        try adopt(one.form, draft, batch, in: transaction)
      }
      try Batches.settle(batch.id, file: file.number, Self.result(saved, forms.flatMap(\.doubts)), in: transaction)
      return saved
    }
    for form in saved { pages.forget(form: form.form) }
  }

  /// In a year that is set up a goal form enters its rounds, and a self-evaluation the stage of its project; others are
  /// only kept.
  private func adopt(
    _ form: String, _ draft: FormDraft, _ batch: Batch, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let year = try Years.find(region: batch.region, draft.year, in: transaction), year.state != .closed,
      let account = try Accounts.find(id: batch.account, in: transaction)
    else { return }
    let desk = try Desk(account, year: draft.year, processor.rulebook, in: transaction)
    try Goals.adopt(form, desk, in: transaction)
    try SelfEvaluations.adopt(form, desk, in: transaction)
  }

  private static func result(_ saved: [Forms.Saved], _ doubts: [String]) -> Batches.Result {
    let isKnown = saved.allSatisfy { if case .unchanged = $0 { true } else { false } }
    if !isKnown, let first = doubts.first {
      let others = doubts.count > 1 ? "等 \(doubts.count) 处" : ""
      return .doubtful(saved, reason: "values-doubtful", sentence: "\(first)\(others)，请对着原件看一眼。")
    }
    guard isKnown else { return .read(saved) }
    return .known(saved, sentence: "里面的表和已有的一字不差，没有新增版本；按现在的规则重新核对过了。")
  }
}

/// Which unit owns a form: the one it names, if the person who brought it in answers for that unit.
private struct UnitNames {
  private let fallback: String
  private var byName: [String: String] = [:]

  init(_ batch: Batch, in transaction: ReadTransaction) throws(StoreError) {
    fallback = batch.unit
    guard let account = try Accounts.find(id: batch.account, in: transaction) else { return }
    for unit in try Units.branch(region: batch.region, account.scope, in: transaction) { byName[unit.name] = unit.id }
  }

  func owner(_ form: FormContent) -> String {
    let names = [form.unitName, form.kind.isAboutDepartment ? form.name : nil, form.department]
    return names.lazy.compactMap { $0 }.compactMap { byName[$0] }.first ?? fallback
  }
}
