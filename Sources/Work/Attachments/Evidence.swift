public import Lifecycle
import Model
import Schemes
public import Store

/// Files put to stages and projects (附件): evidence of what was rectified, basis of a project, papers that were signed.
///
/// Whoever may write or assess a stage as it stands may bring files to it and take them away again; what was there when
/// the stage was handed in stays. Papers for a gate are brought by whoever it stands in the way of.
public enum Evidence {
  /// A file as somebody brings it.
  public struct Incoming: Sendable {
    public let name: String
    public let bytes: [UInt8]
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// The limits of the year; those in force by the data files where the year names none.
  public static func policy(_ year: BudgetYear?, _ rulebook: Rulebook) -> AttachmentPolicy? {
    let named: Policy<AttachmentPolicy>? = year?.settings.policies[AttachmentPolicy.subject].flatMap {
      rulebook.policies.policy($0)
    }
    if let named { return named.body }
    let entry = rulebook.policies.entries.last { $0.subject == AttachmentPolicy.subject }
    let usual: Policy<AttachmentPolicy>? = entry.flatMap { rulebook.policies.policy($0.id) }
    return usual?.body
  }

  /// What is wrong with a file, in words; nil when it is taken.
  public static func problem(_ file: Incoming, _ policy: AttachmentPolicy) -> String? {
    let name = FileName.clean(file.name)
    if file.bytes.isEmpty { return "“\(name)”是空的。" }
    if file.bytes.count > policy.fileBytesMax { return "“\(name)”超过 \(policy.fileMegabytesMax) MB。" }
    if policy.kind(of: file.bytes, named: name) == nil { return "“\(name)”不是可以收的文件，或者内容和后缀不符、带有宏。" }
    return nil
  }

  // MARK: stages

  /// Why the person can bring no file to a stage now; nil when he can.
  public static func refusal(
    _ row: StageRow, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> StageRefusal? {
    if let closed = Steps.closed(row, desk) { return closed }
    guard !isOpen(try Steps.offers(row, desk, in: transaction)) else { return nil }
    return StageRefusal(
      cause: .moment, why: "现在“\(Steps.words(row)?.state ?? row.state)”，附件不能增减。",
      whoCanHelp: "轮到填写的人填写、或者退回以后可以增减；报送时已有的附件一直保留。")
  }

  /// Whether whoever was offered these steps may bring files: he may write, or lacks only a signed paper.
  public static func isOpen(_ offers: [StepOffer]) -> Bool {
    offers.contains { offer in
      if case .gate = offer.refusal?.cause { return true }
      return offer.writes && offer.refusal == nil
    }
  }

  /// Puts files to a stage, all or none.
  /// - Throws: `.refusedStep` when the person may not, a file is not taken, or there would be too many; `.missing`.
  public static func add(
    _ files: [(file: Incoming, kept: FileStore.Kept)], purpose: String, stage: String, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let row = try Stages.load(id: stage, in: transaction), row.region == desk.region else {
      throw .missing(subject: "环节")
    }
    if let refusal = try refusal(row, desk, in: transaction) { throw .refusedStep(refusal) }
    try add(
      files, purpose: purpose, .stage(row.id), named: row.flow, year: row.year, policy(desk.year, desk.rulebook),
      desk.account, in: transaction)
  }

  /// Takes a file away from a stage.
  /// - Throws: `.refusedStep` also when the stage was handed in with it.
  public static func remove(
    _ file: Attachment, of row: StageRow, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    if let refusal = try refusal(row, desk, in: transaction) { throw .refusedStep(refusal) }
    let steps = try Stages.steps(of: row, in: transaction)
    guard isLoose(file, steps) else {
      throw .refusedStep(
        StageRefusal(cause: .moment, why: "“\(file.name)”已经随环节报送，不能删除。", whoCanHelp: "要更正的，请添一个新的附件并在意见里说明。"))
    }
    try Attachments.remove(file, by: desk.account.id, in: transaction)
  }

  /// Whether nothing was handed in since the file came.
  public static func isLoose(_ file: Attachment, _ steps: [StageStepRow]) -> Bool {
    !steps.contains { $0.from != $0.to && $0.at > file.addedAt }
  }

  // MARK: projects

  /// Puts files to a project, all or none.
  /// - Throws: `.refusedStep`, `.missing`.
  public static func add(
    _ files: [(file: Incoming, kept: FileStore.Kept)], purpose: String, project: String, year: Int,
    _ account: Account, _ rulebook: Rulebook, in transaction: WriteTransaction
  ) throws(StoreError) {
    let kept = try demand(project, account, in: transaction)
    let year = try Years.find(region: account.region, year, in: transaction)
    try add(
      files, purpose: purpose, .project(kept.id), named: "project", year: year?.year ?? kept.firstYear,
      policy(year, rulebook), account, in: transaction)
  }

  /// Takes a file away from a project, unless a stage began with it.
  public static func remove(
    _ file: Attachment, ofProject project: String, _ account: Account, in transaction: WriteTransaction
  ) throws(StoreError) {
    let kept = try demand(project, account, in: transaction)
    guard try isLoose(file, of: kept, in: transaction) else {
      throw .refusedStep(
        StageRefusal(cause: .moment, why: "“\(file.name)”来了以后项目已经办过环节，不能删除。", whoCanHelp: "要更正的，请添一个新的附件。"))
    }
    try Attachments.remove(file, by: account.id, in: transaction)
  }

  /// Whether no stage of the project was opened since the file came; identifiers sort by time.
  public static func isLoose(
    _ file: Attachment, of project: Project, in transaction: ReadTransaction
  ) throws(StoreError) -> Bool {
    try !Stages.ofProject(region: project.region, project.id, in: transaction).contains { $0.id > file.id }
  }

  private static func demand(
    _ project: String, _ account: Account, in transaction: ReadTransaction
  ) throws(StoreError) -> Project {
    guard let kept = try Projects.find(region: account.region, id: project, in: transaction) else {
      throw .missing(subject: "项目")
    }
    try account.demand(.keepProject, .unit(kept.path))
    return kept
  }

  // MARK: both

  private static func add(
    _ files: [(file: Incoming, kept: FileStore.Kept)], purpose: String, _ matter: Attachment.Matter,
    named name: String, year: Int, _ policy: AttachmentPolicy?, _ account: Account, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let policy, let chosen = policy.purposes(for: name).first(where: { $0.id == purpose }) else {
      throw refused("没有说这些附件是什么。", "请选一种，再添一次。")
    }
    let problems = files.compactMap { problem($0.file, policy) }
    guard !files.isEmpty, problems.isEmpty else {
      throw refused("没有收下：" + (problems.first ?? "没有选文件。"), "可以收的是\(policy.words)。")
    }
    let there = try Attachments.of(matter, in: transaction)
    guard there.count + files.count <= policy.filesMax else {
      throw refused("这里已有 \(there.count) 个附件，再添 \(files.count) 个就超过 \(policy.filesMax) 个了。", "请合并成一个文件再添。")
    }
    for (file, kept) in files {
      let name = FileName.clean(file.name)
      // The same file twice is one.
      if there.contains(where: { $0.digest == kept.digest && $0.purpose == chosen.id }) { continue }
      try Attachments.add(
        AttachmentDraft(
          matter, purpose: chosen.id, kept: kept, name: name,
          mediaType: policy.kind(of: file.bytes, named: name)?.mediaType ?? "application/octet-stream"),
        region: account.region, year: year, by: account.id, in: transaction)
    }
  }

  private static func refused(_ why: String, _ help: String) -> StoreError {
    .refusedStep(StageRefusal(cause: .content, why: why, whoCanHelp: help))
  }
}
