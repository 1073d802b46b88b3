import Documents
import Lifecycle
import Model
import Schemes
import Store

/// Giving out a form as a workbook and reading it back, for pages and for programs.
enum OfflineDesk {
  /// What the revision is called that came from a workbook.
  static let note = "离线填报"

  // MARK: giving out

  static func giveOut(_ call: Call) throws(Refusal) -> Response {
    let desk = try call.desk()
    let account = call.account
    let revision = try call.write { (transaction) throws(StoreError) -> Revision? in
      try Ledger.append(
        .init(
          region: desk.row.region, actor: account.id, action: .formDownloaded,
          subject: "form/\(desk.row.id)/\(desk.basedOn)"), in: transaction)
      return try Revisions.find(form: desk.row.id, number: desk.basedOn, in: transaction)
    }
    guard let revision else { throw .notFound }
    let identity = OfflineIdentity(
      form: desk.row.id, region: desk.row.region, year: desk.row.year, kind: desk.row.kind.rawValue,
      revision: desk.basedOn, digest: revision.digest, template: desk.plan.template.id,
      layout: desk.plan.layoutDigest, unit: desk.content.moneyUnit.rawValue, at: Moments.minute(call.now))
    return try workbook(call, desk, desk.content, identity, ending: "离线填报")
  }

  static func workbook(
    _ call: Call, _ desk: EditDesk, _ content: FormContent, _ identity: OfflineIdentity,
    wrong: [OfflineTake.Wrong] = [], ending: String
  ) throws(Refusal) -> Response {
    var remarks = OfflineRemarks(wrong)
    let review = call.services.processor.review(content.trimmed(), try call.localRules(desk.row.year))
    remarks.add(review.findings, desk.plan, content)
    let row = desk.row
    let cover = OfflineCover(
      title: "\(row.displayName)　\(row.kind.officialName)　离线填报",
      facts: [
        ("年度", "\(row.year) 年"), ("单位", content.unitName ?? content.department ?? ""),
        ("从哪一版填起", "第 \(identity.revision) 版"), ("表样", desk.plan.template.name),
        ("金额单位", content.moneyUnit.rawValue), ("下载时间", "\(identity.at) \(call.account.displayName)"),
      ], remarks: remarks.general)
    var layout = OfflineLayout(
      desk.plan, content, desk.editable,
      typed: Dictionary(wrong.map { ($0.path, $0.typed) }, uniquingKeysWith: { first, _ in first }),
      remarks: remarks.cells)
    let bytes: [UInt8]
    do throws(WorkbookError) {
      bytes = try layout.workbook(identity, cover: cover).xlsx()
    } catch {
      throw .broken(reason: "xlsx: \(error)")
    }
    var response = Response(.ok, .excel, Payload(bytes))
    response.setDownload(fileName: "\(row.year)年\(row.displayName)\(ending).xlsx")
    return response
  }

  // MARK: taking back

  /// Keeps what came back as the person's draft.
  /// - Returns: the form with the draft; nil when it says what the form says.
  static func keep(_ call: Call, _ take: OfflineTake, _ content: FormContent) throws(Refusal) -> EditDesk? {
    guard content.trimmed().json(.stored).canonicalText != take.desk.base.trimmed().json(.stored).canonicalText else {
      return nil
    }
    let (id, account, basedOn) = (take.desk.row.id, call.account.id, take.identity.revision)
    try call.write { (transaction) throws(StoreError) in
      try Drafts.put(content, form: id, account: account, basedOn: basedOn, in: transaction)
    }
    return try call.desk()
  }

  struct Problem: Error { let words: String }

  /// Reads a workbook and holds it against the form of the address.
  static func evaluate(_ call: Call, _ bytes: [UInt8]) throws(Refusal) -> Result<OfflineTake, Problem> {
    func no(_ words: String) -> Result<OfflineTake, Problem> { .failure(Problem(words: words)) }
    let workbook: WorkbookCells
    do throws(ReadError) {
      workbook = try WorkbookCells(bytes)
    } catch {
      if case .unsupported = error { return no("这不是 Excel 工作簿，没有收。请选从这一页下载、填好的文件。") }
      return no(error.message)
    }
    let reading: OfflineReading
    do throws(OfflineIdentity.Failure) {
      reading = try OfflineReading(workbook)
    } catch {
      switch error {
      case .foreign: return no("这不是本系统发出的离线填报表，没有收。请从这一页下载一份来填；别的文件请到“批量导入”传。")
      case .changed: return no("文件里隐藏的内容被改过，认不准是哪张表，没有收。请重新下载一份，把填好的贴过去。")
      case .newer: return no("这个文件是更新的版本发出的，现在还读不了。请让系统管理员升级，或重新下载一份。")
      }
    }
    let row = try call.formRow(.editForm)
    guard reading.identity.form == row.id else { return no(try otherForm(call, reading.identity)) }
    let (account, services) = (call.account.id, call.services)
    let found = try call.read { (transaction) throws(StoreError) -> (EditDesk, Revision?) in
      (
        try EditDesk(row, account: account, based: reading.identity.revision, services, in: transaction),
        try Revisions.find(form: row.id, number: reading.identity.revision, in: transaction)
      )
    }
    guard let revision = found.1, revision.digest == reading.identity.digest else {
      return no("文件说它从第 \(reading.identity.revision) 版填起，这张表的那一版不是这个内容，没有收。请重新下载一份来填。")
    }
    guard found.0.draft == nil else { return no("你在填报页还有没存的草稿。请先到填报页保存或放弃，再收回。") }
    let (moment, random) = (call.now, services.database.surroundings.random)
    return .success(OfflineTake(reading, found.0) { RowNames.make(moment, random) })
  }

  /// Whose workbook it is, as far as the person may know.
  private static func otherForm(_ call: Call, _ identity: OfflineIdentity) throws(Refusal) -> String {
    let row = try call.read { (transaction) throws(StoreError) in try Forms.row(id: identity.form, in: transaction) }
    guard let row, row.region == call.account.region,
      Permission.decide(call.account.actor, .readForm, row.subject).isAllowed
    else { return "这是另一张表的离线填报表，没有收。请选这张表自己的文件。" }
    return "这是“\(row.displayName)”（\(row.year) 年\(row.kind.officialName)）的离线填报表，没有收。请到那张表的“离线填报”页收回。"
  }
}
