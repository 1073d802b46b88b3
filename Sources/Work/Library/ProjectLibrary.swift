import Lifecycle
public import Model
public import Store

/// Keeping the project library (项目库): who may, and what may follow what in the life of a project.
public enum ProjectLibrary {
  /// What somebody does to the state of a project.
  public enum Move: String, Sendable, CaseIterable {
    case start, suspend, resume, finish, cancel
    /// Takes back an end that was a mistake.
    case restore

    public var officialName: String {
      switch self {
      case .start: "开始执行"
      case .suspend: "暂停"
      case .resume: "恢复执行"
      case .finish: "完成"
      case .cancel: "取消"
      case .restore: "放回储备"
      }
    }

    /// The state it leads to; nil when it cannot be done from there.
    public func next(_ state: Project.State) -> Project.State? {
      switch (self, state) {
      case (.start, .reserved), (.resume, .suspended): .running
      case (.suspend, .running): .suspended
      case (.finish, .running), (.finish, .suspended): .finished
      case (.cancel, .reserved), (.cancel, .running), (.cancel, .suspended): .cancelled
      case (.restore, .cancelled), (.restore, .finished): .reserved
      case (.start, _), (.resume, _), (.suspend, _), (.finish, _), (.cancel, _), (.restore, _): nil
      }
    }

    /// Whether a reason belongs to it.
    public var needsReason: Bool {
      switch self {
      case .suspend, .cancel, .restore: true
      case .start, .resume, .finish: false
      }
    }
  }

  /// Takes a project into the library.
  /// - Throws: `.refusedStep` when the person may not, or the code is taken.
  public static func add(
    _ draft: ProjectDraft, _ account: Account, in transaction: WriteTransaction
  ) throws(StoreError) -> Project {
    try demand(account, unit: draft.unit, in: transaction)
    try demandFree(draft.code, of: nil, account.region, in: transaction)
    let id = try Projects.add(draft, region: account.region, by: account.id, in: transaction)
    guard let project = try Projects.find(region: account.region, id: id, in: transaction) else {
      throw .missing(subject: "项目")
    }
    return project
  }

  /// Changes what is known of a project.
  /// - Parameter basedOn: `stamp` of the project that the page showed.
  /// - Throws: `.stale` when somebody else changed it since; `.refusedStep`.
  public static func change(
    _ id: String, basedOn stamp: String, _ account: Account, in transaction: WriteTransaction,
    _ change: (inout Project) -> Void
  ) throws(StoreError) {
    var project = try kept(id, account, in: transaction)
    guard self.stamp(project) == stamp else {
      throw .stale(stage: "project/\(id)", now: project.state.officialName)
    }
    let former = project
    change(&project)
    try demandFree(project.code, of: id, account.region, in: transaction)
    if project != former { try Projects.change(project, by: account.id, in: transaction) }
  }

  /// Moves a project on in its life; the reason is kept in the ledger.
  public static func move(
    _ id: String, _ move: Move, reason: String, basedOn stamp: String, _ account: Account,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    var project = try kept(id, account, in: transaction)
    guard self.stamp(project) == stamp, let next = move.next(project.state) else {
      throw .stale(stage: "project/\(id)", now: project.state.officialName)
    }
    if move.needsReason, reason.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
      throw .refusedStep(
        StageRefusal(cause: .opinion, why: "\(move.officialName)项目要写理由，现在是空的。", whoCanHelp: "请写清为什么，再办理一次。"))
    }
    project.state = next
    try Projects.change(project, reason: reason, by: account.id, in: transaction)
  }

  /// Takes a project into a year with what is asked for; the budget of the year before comes along.
  public static func take(
    _ id: String, asked: Money?, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    let project = try kept(id, desk.account, in: transaction)
    let year = desk.year.year
    if let closed = desk.closed { throw .refusedStep(closed) }
    guard project.state != .finished, project.state != .cancelled else {
      throw .refusedStep(
        StageRefusal(
          cause: .moment, why: "项目\(project.state.officialName)，不能列入 \(year) 年度。", whoCanHelp: "确要再做，请先放回储备。"))
    }
    let last = try Projects.year(region: project.region, year - 1, project: id, in: transaction)
    try Projects.take(
      project, into: year, asked: asked, prior: last?.figures.budget, by: desk.account.id, in: transaction)
  }

  /// Changes with everything that is known of a project, so that an old page is recognised.
  public static func stamp(_ project: Project) -> String {
    let total = project.total.map { String($0.fen) } ?? "-"
    let last = project.lastYear.map(String.init) ?? "-"
    let text = [
      project.code, project.name, project.unit, project.category.rawValue, project.state.rawValue,
      String(project.firstYear), last, total, project.basis,
    ].joined(separator: "\u{1F}")
    return String(Digest.sha256(text.utf8).prefix(16))
  }

  // MARK: inside

  private static func kept(
    _ id: String, _ account: Account, in transaction: ReadTransaction
  ) throws(StoreError) -> Project {
    guard let project = try Projects.find(region: account.region, id: id, in: transaction) else {
      throw .missing(subject: "项目")
    }
    try account.demand(.keepProject, .unit(project.path))
    return project
  }

  private static func demand(_ account: Account, unit: String, in transaction: ReadTransaction) throws(StoreError) {
    guard let unit = try Units.find(region: account.region, id: unit, in: transaction) else {
      throw .missing(subject: "单位")
    }
    try account.demand(.keepProject, .unit(unit.path))
  }

  private static func demandFree(
    _ code: String, of id: String?, _ region: String, in transaction: ReadTransaction
  ) throws(StoreError) {
    guard let other = try Projects.find(region: region, code: code, in: transaction), other.id != id else { return }
    throw .refusedStep(
      StageRefusal(
        cause: .content, why: "编码 \(code) 已经是“\(other.name)”的。", whoCanHelp: "一个项目一个编码，终身不变。请核对编码，或打开已有的项目。"))
  }
}
