public import Model

/// What the ledger tells about. A name is never reused and never renamed: it is part of what is hashed.
public enum LedgerAction: String, Sendable, CaseIterable, Hashable {
  case unitAdded = "unit.add"
  case unitRenamed = "unit.rename"
  case unitCorrected = "unit.correct"
  case unitMoved = "unit.move"
  case unitsMerged = "unit.merge"
  case unitSplit = "unit.split"
  case unitEnded = "unit.end"
  case accountAdded = "account.add"
  case accountEdited = "account.edit"
  case accountStateChanged = "account.state"
  case accountEnded = "account.end"
  case passwordChanged = "account.password"
  case passwordReset = "account.reset"
  case roleChanged = "account.role"
  case roleGranted = "role.grant"
  case roleWithdrawn = "role.withdraw"
  case sessionEnded = "session.end"
  case pauseLifted = "throttle.lift"
  /// A personal token of an account for the interface.
  case tokenMade = "token.make"
  case tokenEnded = "token.end"
  case fileKept = "file.keep"
  /// A file put to a stage or a project; its payload is the file.
  case attachmentAdded = "attachment.add"
  case attachmentRemoved = "attachment.remove"
  case batchBegun = "batch.begin"
  case batchFinished = "batch.finish"
  /// A revision of a form; its payload is the revision's canonical JSON.
  case formSaved = "form.save"
  case formStateChanged = "form.state"
  /// A finding that a reviewer let stand, and taking that back.
  case findingWaived = "form.waive"
  case waiverWithdrawn = "form.waive-end"
  /// Who of a unit fills in which part of a form.
  case formDivided = "form.divide"
  /// A value was held against the document it was read from.
  case valueChecked = "form.check"
  case contactsSeen = "form.contacts"
  case formDownloaded = "form.download"
  /// A step of a stage of the year; its payload is what was frozen with the step.
  case stageStepped = "stage.step"
  case projectAdded = "project.add"
  case projectChanged = "project.change"
  /// Calendar, templates, schemes and policies of a budget year.
  case yearSet = "year.set"
  /// A rule or a limit of the rules that the finance office sets otherwise from a year on.
  case ruleSet = "rule.set"
  /// A document for everybody; its payload is the published copy.
  case published = "publish"
  /// Payments of a project, entered or imported.
  case paymentsSet = "payments.set"

  public var officialName: String {
    switch self {
    case .unitAdded: "新增单位"
    case .unitRenamed: "单位更名"
    case .unitCorrected: "更正单位名称"
    case .unitMoved: "调整单位隶属"
    case .unitsMerged: "单位合并"
    case .unitSplit: "单位分设"
    case .unitEnded: "撤销单位"
    case .accountAdded: "新增账号"
    case .accountEdited: "修改账号"
    case .accountStateChanged: "启用或停用账号"
    case .accountEnded: "注销账号"
    case .passwordChanged: "修改密码"
    case .passwordReset: "重置密码"
    case .roleChanged: "调整角色"
    case .roleGranted: "授予角色"
    case .roleWithdrawn: "收回角色"
    case .sessionEnded: "结束登录"
    case .pauseLifted: "解除登录限制"
    case .tokenMade: "建立接口令牌"
    case .tokenEnded: "结束接口令牌"
    case .fileKept: "收到文件"
    case .attachmentAdded: "添附件"
    case .attachmentRemoved: "删附件"
    case .batchBegun: "开始导入"
    case .batchFinished: "导入完成"
    case .formSaved: "保存表"
    case .formStateChanged: "改变表的状态"
    case .findingWaived: "准予保留发现"
    case .waiverWithdrawn: "撤回准予保留"
    case .formDivided: "安排分工"
    case .valueChecked: "核对来源"
    case .contactsSeen: "查看联系人"
    case .formDownloaded: "下载表"
    case .stageStepped: "办理环节"
    case .projectAdded: "项目入库"
    case .projectChanged: "修改项目"
    case .yearSet: "设置年度"
    case .ruleSet: "设置核对规则"
    case .published: "公开"
    case .paymentsSet: "登记支付"
    }
  }
}

/// One entry of the ledger (总台账).
public struct LedgerEntry: Hashable, Sendable {
  public let region: String
  /// 1, 2, 3, … without a gap, in each region.
  public let sequence: Int
  public let at: Instant
  /// Identifier of an account, or a word such as `setup`.
  public let actor: String
  /// As stored; an entry of a newer program may hold an action this one does not know.
  public let action: String
  /// `form/ID/3`, `account/ID`.
  public let subject: String
  /// Canonical JSON of what changed, without names of persons or figures of forms.
  public let detail: String
  /// SHA-256: of the revision's canonical JSON, of the file's bytes, otherwise of `detail`.
  public let payloadDigest: String
  public let previousHash: String
  public let hash: String

  public var knownAction: LedgerAction? { LedgerAction(rawValue: action) }

  static let columns: SQL = """
    e.region, e.sequence, e.at, e.actor, e.action, e.subject, e.detail, e.payload_digest, e.previous_hash, e.hash
    """

  init(_ row: inout Row) throws(StoreError) {
    region = try row.text()
    sequence = try row.integer()
    at = try row.instant()
    actor = try row.text()
    action = try row.text()
    subject = try row.text()
    detail = try row.text()
    payloadDigest = try row.text()
    previousHash = try row.text()
    hash = try row.text()
  }

  init(_ record: Ledger.Record, sequence: Int, at: Instant, previousHash: String) {
    region = record.region
    self.sequence = sequence
    self.at = at
    actor = record.actor
    action = record.action.rawValue
    subject = record.subject
    detail = record.detail.canonicalText
    payloadDigest = record.payloadDigest ?? Digest.sha256(detail.utf8)
    self.previousHash = previousHash
    hash = Self.hash(
      region: region, sequence: sequence, at: at, actor: actor, action: action, subject: subject, detail: detail,
      payloadDigest: payloadDigest, previousHash: previousHash)
  }

  /// The hash that belongs to what the entry says; differs from `hash` when somebody changed it.
  var computedHash: String {
    Self.hash(
      region: region, sequence: sequence, at: at, actor: actor, action: action, subject: subject, detail: detail,
      payloadDigest: payloadDigest, previousHash: previousHash)
  }

  /// SM3 of ten fields in this order, each as `<number of bytes>:<bytes>,` in UTF-8, so that none can run into the next:
  /// `hengji-ledger-1`, region, sequence, time, actor, action, subject, detail, payload digest, previous hash.
  private static func hash(
    region: String, sequence: Int, at: Instant, actor: String, action: String, subject: String, detail: String,
    payloadDigest: String, previousHash: String
  ) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(400)
    for field in [
      "hengji-ledger-1", region, String(sequence), at.text, actor, action, subject, detail, payloadDigest, previousHash,
    ] {
      bytes += String(field.utf8.count).utf8
      bytes.append(UInt8(ascii: ":"))
      bytes += field.utf8
      bytes.append(UInt8(ascii: ","))
    }
    return Digest.sm3(bytes)
  }
}
