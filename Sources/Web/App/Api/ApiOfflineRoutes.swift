import Lifecycle
import Model
import Store
import Work

/// A form as a workbook for programs: given out, filled in by whatever they have, and taken back by the rules of the page.
enum ApiOfflineRoutes {
  static let all: [ApiOperation] = [
    .file(
      "getOfflineForm", "/forms/{id}/offline", .may(.editForm), "一张表的离线填报表（Excel），记入总台账", gives: ApiSchemas.offlineForm,
      handle: OfflineDesk.giveOut),
    .sendFile(
      "takeOfflineForm", "/forms/{id}/offline", .may(.editForm), "收回填好的离线填报表，存成新的一版",
      [ApiParameter(name: "take", words: "写 rest：有错的格不收，先收其余的", choices: ["rest"])], body: OfflineRoutes.body,
      gives: ApiSchemas.offlineTaken, handle: take),
  ]

  private static func take(_ call: Call) throws(Refusal) -> Response {
    let desk = try call.desk()
    guard case .upload(let upload) = call.request.body, let file = upload.files.first else {
      throw .unreadable("请求里没有文件。请用 multipart/form-data 送填好的离线填报表，字段名 file。")
    }
    guard case .kept(let spool) = file.content else { throw .unreadable("文件超过 20 MB，不是离线填报表。请送下载的那个文件。") }
    let bytes: [UInt8]
    do throws(SpoolFile.Failure) { bytes = try spool.bytes() } catch { throw .broken(reason: "spool: \(error)") }
    switch try OfflineDesk.evaluate(call, bytes) {
    case .failure(let problem): throw .unreadable(problem.words)
    case .success(let taken):
      guard taken.isClean || call.query["take"] == "rest" else { return unclean(taken) }
      return try save(call, taken, desk.row.revision)
    }
  }

  private static func save(_ call: Call, _ taken: OfflineTake, _ revision: Int) throws(Refusal) -> Response {
    let id = taken.desk.row.id
    let wrong = taken.isClean ? 0 : taken.wrong.count
    func answer(_ revision: Int, isChanged: Bool, merged: Int) -> Response {
      ApiAnswers.json(
        .object([
          "id": .string(id), "revision": .integer(revision), "changed": .bool(isChanged),
          "cells": .integer(isChanged ? max(0, taken.changed - wrong) : 0), "merged": .integer(merged),
        ]))
    }
    guard let desk = try OfflineDesk.keep(call, taken, taken.isClean ? taken.filled : taken.good) else {
      return answer(revision, isChanged: false, merged: 0)
    }
    switch try FormSaving.save(call, desk, note: OfflineDesk.note) {
    case .same: return answer(revision, isChanged: false, merged: 0)
    case .saved(let number, let merged): return answer(number, isChanged: true, merged: merged)
    case .asks:
      return ApiAnswers.error(
        .conflict, "conflict", "下载以后别人改了同样的格。填的已存成你的草稿，请到 /forms/\(id)/merge 逐格选取哪个。",
        [.init("based_on", .integer(taken.identity.revision)), .init("current", .integer(revision))])
    }
  }

  /// Nothing is taken: every cell that is wrong, and what the form has no cell for any more.
  private static func unclean(_ taken: OfflineTake) -> Response {
    let wrong = taken.wrong.map { cell -> JSON in
      .object([
        "path": .string(cell.path.text), "place": .string(cell.place), "name": .string(cell.name),
        "typed": .string(cell.typed), "message": .string(cell.why),
      ])
    }
    let homeless = taken.homeless.map { cell -> JSON in
      .object(["place": .string(cell.place), "typed": .string(cell.text)])
    }
    return ApiAnswers.error(
      .badRequest, "cells",
      "没有收：有 \(wrong.count) 格要改" + (homeless.isEmpty ? "" : "，\(homeless.count) 格现在的表里没有")
        + "。改好再送，或加 take=rest 先收其余的。",
      [.init("cells", .array(wrong)), .init("homeless", .array(homeless))])
  }
}
