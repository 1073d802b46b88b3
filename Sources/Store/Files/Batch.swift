public import Model

/// Files that were brought in together (导入).
public struct Batch: Hashable, Sendable {
  public enum State: String, Sendable, CaseIterable {
    case running, done, stopped
    public var officialName: String {
      switch self {
      case .running: "正在读"
      case .done: "已完成"
      case .stopped: "已停止"
      }
    }
  }

  public let region: String
  public let year: Int
  public let id: String
  /// The unit that owns what is read.
  public let unit: String
  public let account: String
  public let accountName: String?
  public let state: State
  public let filesTotal: Int
  public let filesDone: Int
  public let formsTotal: Int
  public let doubtful: Int
  public let failed: Int
  public let createdAt: Instant
  public let finishedAt: Instant?

  static let columns: SQL = """
    b.region, b.year, b.id, b.unit, b.account, a.display_name, b.state, b.files_total, b.files_done, b.forms_total,
    b.doubtful, b.failed, b.created_at, b.finished_at
    """

  init(_ row: inout Row) throws(StoreError) {
    region = try row.text()
    year = try row.integer()
    id = try row.text()
    unit = try row.text()
    account = try row.text()
    accountName = try row.optionalText()
    state = try row.choice()
    filesTotal = try row.integer()
    filesDone = try row.integer()
    formsTotal = try row.integer()
    doubtful = try row.integer()
    failed = try row.integer()
    createdAt = try row.instant()
    finishedAt = try row.optionalInstant()
  }
}

/// One file of a batch with what came of it.
public struct BatchFile: Hashable, Sendable {
  public enum State: String, Sendable, CaseIterable {
    case waiting, reading, read, doubtful, failed
    public var officialName: String {
      switch self {
      case .waiting: "排队"
      case .reading: "正在读"
      case .read: "已读入"
      case .doubtful: "请确认"
      case .failed: "没有读入"
      }
    }
    public var isSettled: Bool {
      switch self {
      case .read, .doubtful, .failed: true
      case .waiting, .reading: false
      }
    }
  }

  /// Place in the batch, from 1.
  public let number: Int
  public let name: String
  public let size: Int
  /// Digest of the bytes; nil when they were not kept.
  public let digest: String?
  public let state: State
  /// Machine-readable: `zip-damaged`, `no-table`.
  public let reason: String?
  /// For the clerk: what happened, what to do.
  public let sentence: String?
  /// Forms read from the file, in page order.
  public internal(set) var forms: [Form]

  public struct Form: Hashable, Sendable {
    public let id: String
    public let revision: Int
    public let kind: FormKind
    public let name: String
    public let errors: Int
    public let warnings: Int
    public let hints: Int
    public let score: ExactDecimal?
    public let indicators: Int
  }

  static let columns: SQL = "number, name, size, digest, state, reason, sentence"

  init(_ row: inout Row) throws(StoreError) {
    number = try row.integer()
    name = try row.text()
    size = try row.integer()
    digest = try row.optionalText()
    state = try row.choice()
    reason = try row.optionalText()
    sentence = try row.optionalText()
    forms = []
  }
}

extension Batch.State: SQLBindable {}
extension BatchFile.State: SQLBindable {}
