public import Lifecycle
import Model

/// Batches of uploaded files and how far they are.
public enum Batches {
  static let migrations = [
    Migration(
      "2026-11-20-7 batch: create batches and their files",
      [
        """
        CREATE TABLE batch (
          region TEXT NOT NULL, year BIGINT NOT NULL, id TEXT NOT NULL, unit TEXT NOT NULL, account TEXT NOT NULL,
          state TEXT NOT NULL, files_total BIGINT NOT NULL, files_done BIGINT NOT NULL, forms_total BIGINT NOT NULL,
          doubtful BIGINT NOT NULL, failed BIGINT NOT NULL, created_at TEXT NOT NULL, finished_at TEXT,
          PRIMARY KEY (region, year, id), FOREIGN KEY (region, unit) REFERENCES unit (region, id) )
        """,
        "CREATE INDEX batch_by_id ON batch (id)",
        "CREATE INDEX batch_by_time ON batch (region, created_at)",
        "CREATE INDEX batch_by_account ON batch (account, created_at)",
        "CREATE INDEX batch_by_state ON batch (state)",
        """
        CREATE TABLE batch_file (
          region TEXT NOT NULL, year BIGINT NOT NULL, batch TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL,
          size BIGINT NOT NULL, digest TEXT REFERENCES file (digest), state TEXT NOT NULL, reason TEXT, sentence TEXT,
          PRIMARY KEY (region, year, batch, number),
          FOREIGN KEY (region, year, batch) REFERENCES batch (region, year, id) )
        """,
        """
        CREATE TABLE batch_form (
          region TEXT NOT NULL, year BIGINT NOT NULL, batch TEXT NOT NULL, number BIGINT NOT NULL, position BIGINT NOT NULL,
          form_year BIGINT NOT NULL, form TEXT NOT NULL, revision BIGINT NOT NULL,
          PRIMARY KEY (region, year, batch, number, position),
          FOREIGN KEY (region, year, batch, number) REFERENCES batch_file (region, year, batch, number),
          FOREIGN KEY (region, form_year, form) REFERENCES form (region, year, id) )
        """,
        "CREATE INDEX batch_form_by_form ON batch_form (region, form_year, form)",
      ])
  ]

  /// A file that is going to be read.
  public struct Incoming: Sendable {
    public var name: String
    public var size: Int
    /// As `Files.record` entered it; nil when the bytes were refused at the door.
    public var digest: String?
    public init(name: String, size: Int, digest: String?) {
      self.name = name
      self.size = size
      self.digest = digest
    }
  }

  /// What came of one file.
  public enum Result: Sendable {
    case read([Forms.Saved])
    /// Read, and every form in it was there already, word for word.
    case known([Forms.Saved], sentence: String)
    /// Read, but somebody must look: some figures were not understood.
    case doubtful([Forms.Saved], reason: String, sentence: String)
    case failed(reason: String, sentence: String)
  }

  /// Opens a batch; its files wait. They are numbered from 1 in the order given.
  public static func begin(
    region: String, year: Int, unit: String, files: [Incoming], by account: String, in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    let id = transaction.newID()
    try transaction.run(
      """
      INSERT INTO batch (region, year, id, unit, account, state, files_total, files_done, forms_total, doubtful, failed,
        created_at, finished_at)
      VALUES (\(region), \(year), \(id), \(unit), \(account), \(Batch.State.running), \(files.count), 0, 0, 0, 0,
        \(transaction.now), NULL)
      """)
    for (index, file) in files.enumerated() {
      try transaction.run(
        """
        INSERT INTO batch_file (region, year, batch, number, name, size, digest, state, reason, sentence)
        VALUES (\(region), \(year), \(id), \(index + 1), \(file.name.withoutNul), \(file.size), \(file.digest),
          \(BatchFile.State.waiting), NULL, NULL)
        """)
    }
    try Ledger.append(
      .init(
        region: region, actor: account, action: .batchBegun, subject: "batch/\(id)",
        detail: .object([
          "files": .array(files.map { $0.digest.map { .string($0) } ?? .null }), "unit": .string(unit),
          "year": .integer(year),
        ])), in: transaction)
    return id
  }

  /// Notes that a file is being read.
  public static func startReading(_ id: String, file number: Int, in transaction: WriteTransaction) throws(StoreError) {
    guard let batch = try find(id: id, in: transaction) else { throw .missing(subject: "这次导入") }
    try transaction.run(
      """
      UPDATE batch_file SET state = \(BatchFile.State.reading)
      WHERE region = \(batch.region) AND year = \(batch.year) AND batch = \(id) AND number = \(number)
        AND state = \(BatchFile.State.waiting)
      """)
  }

  /// Notes what came of a file, in the transaction that saved its forms. The last file closes the batch.
  /// - Throws: `.missing`; `.refused` when the file was settled before.
  public static func settle(
    _ id: String, file number: Int, _ result: Result, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let batch = try find(id: id, in: transaction) else { throw .missing(subject: "这次导入") }
    let (state, forms, reason, sentence) = parts(result)
    let settled = try transaction.run(
      """
      UPDATE batch_file SET state = \(state), reason = \(reason), sentence = \(sentence)
      WHERE region = \(batch.region) AND year = \(batch.year) AND batch = \(id) AND number = \(number)
        AND state IN (\(BatchFile.State.waiting), \(BatchFile.State.reading))
      """)
    guard settled == 1 else { throw .refused(rule: "batch-file-settled-once") }
    for (position, form) in forms.enumerated() {
      try transaction.run(
        """
        INSERT INTO batch_form (region, year, batch, number, position, form_year, form, revision)
        VALUES (\(batch.region), \(batch.year), \(id), \(number), \(position),
          (SELECT year FROM form WHERE region = \(batch.region) AND id = \(form.form)), \(form.form), \(form.number))
        """)
    }
    try transaction.run(
      """
      UPDATE batch SET files_done = files_done + 1, forms_total = forms_total + \(forms.count),
        doubtful = doubtful + \(state == .doubtful ? 1 : 0), failed = failed + \(state == .failed ? 1 : 0)
      WHERE region = \(batch.region) AND year = \(batch.year) AND id = \(id)
      """)
    if batch.filesDone + 1 == batch.filesTotal { try close(batch, .done, in: transaction) }
  }

  /// The reason kept with a file that brought nothing new.
  public static let knownReason = "known"

  private static func parts(_ result: Result) -> (BatchFile.State, [Forms.Saved], String?, String?) {
    switch result {
    case .read(let forms): (.read, forms, nil, nil)
    case .known(let forms, let sentence): (.read, forms, knownReason, sentence.withoutNul)
    case .doubtful(let forms, let reason, let sentence): (.doubtful, forms, reason, sentence.withoutNul)
    case .failed(let reason, let sentence): (.failed, [], reason, sentence.withoutNul)
    }
  }

  /// Ends a batch before all its files were read.
  public static func stop(_ id: String, in transaction: WriteTransaction) throws(StoreError) {
    guard let batch = try find(id: id, in: transaction) else { throw .missing(subject: "这次导入") }
    if batch.state == .running { try close(batch, .stopped, in: transaction) }
  }

  private static func close(
    _ batch: Batch, _ state: Batch.State, in transaction: WriteTransaction
  ) throws(StoreError) {
    try transaction.run(
      """
      UPDATE batch SET state = \(state), finished_at = \(transaction.now)
      WHERE region = \(batch.region) AND year = \(batch.year) AND id = \(batch.id)
      """)
    guard let closed = try find(id: batch.id, in: transaction) else { throw .missing(subject: "这次导入") }
    try Ledger.append(
      .init(
        region: batch.region, actor: batch.account, action: .batchFinished, subject: "batch/\(batch.id)",
        detail: .object([
          "failed": .integer(closed.failed), "files": .integer(closed.filesDone), "forms": .integer(closed.formsTotal),
          "state": .string(state.rawValue),
        ])), in: transaction)
  }

  /// Batches that a crash left running: to be taken up again when the program starts.
  public static func unfinished(in transaction: ReadTransaction) throws(StoreError) -> [Batch] {
    try transaction.all(
      """
      SELECT \(Batch.columns) FROM batch b LEFT JOIN account a ON a.id = b.account
      WHERE b.state = \(Batch.State.running) ORDER BY b.created_at LIMIT 1000
      """, Batch.init)
  }

  public static func find(id: String, in transaction: ReadTransaction) throws(StoreError) -> Batch? {
    try transaction.first(
      "SELECT \(Batch.columns) FROM batch b LEFT JOIN account a ON a.id = b.account WHERE b.id = \(id)", Batch.init)
  }

  /// The newest batches of one account.
  public static func recent(
    account: String, limit: Int = 10, in transaction: ReadTransaction
  ) throws(StoreError) -> [Batch] {
    try transaction.all(
      """
      SELECT \(Batch.columns) FROM batch b LEFT JOIN account a ON a.id = b.account WHERE b.account = \(account)
      ORDER BY b.created_at DESC, b.id DESC LIMIT \(limit)
      """, Batch.init)
  }

  /// The newest batches for units of a branch.
  public static func recent(
    region: String, within scope: UnitPath, limit: Int = 50, in transaction: ReadTransaction
  ) throws(StoreError) -> [Batch] {
    try transaction.all(
      """
      SELECT \(Batch.columns) FROM batch b LEFT JOIN account a ON a.id = b.account
      WHERE b.region = \(region) AND b.unit IN (SELECT id FROM unit WHERE region = \(region) AND \(Units.within(scope)))
      ORDER BY b.created_at DESC, b.id DESC LIMIT \(limit)
      """, Batch.init)
  }

  /// The files of a batch in order, with the forms read from them as they stand now.
  public static func files(of batch: Batch, in transaction: ReadTransaction) throws(StoreError) -> [BatchFile] {
    var files = try transaction.all(
      """
      SELECT \(BatchFile.columns) FROM batch_file
      WHERE region = \(batch.region) AND year = \(batch.year) AND batch = \(batch.id) ORDER BY number
      """, BatchFile.init)
    let forms = try transaction.all(
      """
      SELECT x.number, f.id, x.revision, f.kind, f.name, f.errors, f.warnings, f.hints, f.score_millionths,
        f.indicators
      FROM batch_form x JOIN form f ON f.region = x.region AND f.year = x.form_year AND f.id = x.form
      WHERE x.region = \(batch.region) AND x.year = \(batch.year) AND x.batch = \(batch.id)
      ORDER BY x.number, x.position
      """
    ) { (row) throws(StoreError) in
      (
        try row.integer(),
        BatchFile.Form(
          id: try row.text(), revision: try row.integer(), kind: try row.choice(), name: try row.text(),
          errors: try row.integer(), warnings: try row.integer(), hints: try row.integer(),
          score: try row.optionalFigure(), indicators: try row.integer())
      )
    }
    for (number, form) in forms where files.indices.contains(number - 1) { files[number - 1].forms.append(form) }
    return files
  }
}
