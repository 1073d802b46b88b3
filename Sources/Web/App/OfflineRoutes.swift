import Documents
import Lifecycle
import Model
import Schemes
import Store

/// Filling in a form without a network: a workbook is given out, filled in, and taken back into the same form.
enum OfflineRoutes {
  static let all: [AppRoute] = [
    .get("/forms/{id}/offline", .may(.editForm), show),
    .get("/forms/{id}/offline.xlsx", .may(.editForm), lane: .slow, OfflineDesk.giveOut),
    .post("/forms/{id}/offline", .may(.editForm), body: body, take),
    .get("/forms/{id}/offline/{digest}.xlsx", .may(.editForm), lane: .slow, handBack),
    .post("/forms/{id}/offline/{digest}", .may(.editForm), takeRest),
  ]

  private static let bytesMax = 20 * 1_024 * 1_024
  static let body = BodyRule.files(bytesMax: bytesMax, fileBytesMax: bytesMax)

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

  /// The workbook once more, what was wrong marked in it.
  private static func handBack(_ call: Call) throws(Refusal) -> Response {
    let desk = try call.desk()
    switch try OfflineDesk.evaluate(call, try kept(call)) {
    // What the form has become since is told on its page.
    case .failure: return .seeOther("/forms/\(desk.row.id)/offline")
    case .success(let take):
      // Rows that were added keep their identifiers, so that the next time they are the same rows.
      return try OfflineDesk.workbook(
        call, take.desk, take.filled, take.identity, wrong: take.wrong, ending: "离线填报（有批注）")
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
    switch try OfflineDesk.evaluate(call, bytes) {
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
    switch try OfflineDesk.evaluate(call, try kept(call)) {
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
    let id = take.desk.row.id
    guard let desk = try OfflineDesk.keep(call, take, content) else {
      return .seeOther("/forms/\(id)/offline?done=same")
    }
    return try FormSaving.save(call, desk, then: "/forms/\(id)/edit/1", note: OfflineDesk.note)
  }
}
