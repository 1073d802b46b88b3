import Documents
import Lifecycle
import Model
import Schemes
import Store

/// Filling in a form without a network: a workbook is given out, filled in, and taken back into the same form.
enum OfflineRoutes {
  static let all: [AppRoute] = [
    .get("/forms/{id}/offline", .may(.editForm), show),
    .get("/forms/{id}/offline.xlsx", .may(.editForm), lane: .slow, giveOut),
    .post("/forms/{id}/offline", .may(.editForm), body: body, take),
    .get("/forms/{id}/offline/{digest}.xlsx", .may(.editForm), lane: .slow, handBack),
    .post("/forms/{id}/offline/{digest}", .may(.editForm), takeRest),
  ]

  private static let bytesMax = 20 * 1_024 * 1_024
  private static let body = BodyRule.files(bytesMax: bytesMax, fileBytesMax: bytesMax)

  // MARK: the page

  private static func show(_ call: Call) throws(Refusal) -> Response {
    var page = try page(call, try call.desk())
    if call.query["done"] == "same" { page.done = "文件里填的和这张表现在的一样，没有要收的。" }
    return call.page(offlinePage(page))
  }

  private static func page(_ call: Call, _ desk: EditDesk) throws(Refusal) -> OfflinePage {
    OfflinePage(
      shell: call.shell(desk.row.kind.isSelfEvaluation ? .selfEvaluations : .goals, year: desk.row.year),
      id: desk.row.id, name: desk.row.displayName, revision: desk.row.revision,
      template: desk.plan.template.name, hasDraft: desk.draft != nil)
  }

  // MARK: giving out

  private static func giveOut(_ call: Call) throws(Refusal) -> Response {
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

  private static func workbook(
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

  /// The workbook once more, what was wrong marked in it.
  private static func handBack(_ call: Call) throws(Refusal) -> Response {
    let desk = try call.desk()
    switch try evaluate(call, try kept(call)) {
    // What the form has become since is told on its page.
    case .failure: return .seeOther("/forms/\(desk.row.id)/offline")
    case .success(let take):
      // Rows that were added keep their identifiers, so that the next time they are the same rows.
      return try workbook(call, take.desk, take.filled, take.identity, wrong: take.wrong, ending: "离线填报（有批注）")
    }
  }

  // MARK: taking back

  private static func take(_ call: Call) throws(Refusal) -> Response {
    let desk = try call.desk()
    func again(_ words: String) throws(Refusal) -> Response {
      var page = try page(call, desk)
      page.problem = words
      return call.page(offlinePage(page), .badRequest)
    }
    guard case .upload(let upload) = call.request.body, let file = upload.files.first else {
      return try again("还没有选文件。请选填好的离线填报表，再点“收回”。")
    }
    guard case .kept(let spool) = file.content else { return try again("文件超过 20 MB，不是离线填报表。请选下载的那个文件。") }
    let bytes: [UInt8]
    do throws(SpoolFile.Failure) { bytes = try spool.bytes() } catch { throw .broken(reason: "spool: \(error)") }
    switch try evaluate(call, bytes) {
    case .failure(let problem): return try again(problem.words)
    case .success(let take):
      let digest = try keep(call, bytes, file.name)
      if take.isClean { return try save(call, take, take.filled) }
      var page = try page(call, desk)
      page.digest = digest
      page.take = take
      return call.page(offlinePage(page), .badRequest)
    }
  }

  /// Takes what was right of a workbook that was not clean.
  private static func takeRest(_ call: Call) throws(Refusal) -> Response {
    _ = try call.desk()
    switch try evaluate(call, try kept(call)) {
    case .failure(let problem): throw .notTaken(why: problem.words, whoCanHelp: "请重新选文件收回。")
    case .success(let take): return try save(call, take, take.good)
    }
  }

  private static func keep(_ call: Call, _ bytes: [UInt8], _ name: String) throws(Refusal) -> String {
    let kept: FileStore.Kept
    do throws(StoreError) { kept = try call.services.files.keep(bytes) } catch { throw .failed(error) }
    let account = call.account
    try call.write { (transaction) throws(StoreError) in
      try Files.record(
        kept, name: name, mediaType: "application/octet-stream", region: account.region, by: account.id, in: transaction
      )
    }
    return kept.digest
  }

  /// The workbook of the address, as it was sent before.
  private static func kept(_ call: Call) throws(Refusal) -> [UInt8] {
    let digest = call.parameters["digest"]
    guard digest.utf8.count == 64, digest.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { throw .notFound }
    let bytes: [UInt8]?
    do throws(StoreError) { bytes = try call.services.files.bytes(digest: digest) } catch { throw .failed(error) }
    guard let bytes else { throw .notFound }
    return bytes
  }

  private static func save(
    _ call: Call, _ take: OfflineTake, _ content: FormContent
  ) throws(Refusal) -> Response {
    let (id, account, basedOn) = (take.desk.row.id, call.account.id, take.identity.revision)
    guard content.trimmed().json(.stored).canonicalText != take.desk.base.trimmed().json(.stored).canonicalText else {
      return .seeOther("/forms/\(id)/offline?done=same")
    }
    try call.write { (transaction) throws(StoreError) in
      try Drafts.put(content, form: id, account: account, basedOn: basedOn, in: transaction)
    }
    return try FormSaving.save(call, try call.desk(), then: "/forms/\(id)/edit/1", note: "离线填报")
  }

  struct Problem: Error { let words: String }

  /// Reads a workbook and holds it against the form of the address.
  private static func evaluate(_ call: Call, _ bytes: [UInt8]) throws(Refusal) -> Result<OfflineTake, Problem> {
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
