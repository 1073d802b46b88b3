import Documents
import Lifecycle
import Model
import Reports
import Store

/// A form as a file to take away. Names and numbers of persons are left out, and the ledger knows who took it.
enum FormDownloadRoutes {
  static let all: [AppRoute] = [
    .get("/forms/{id}.json", .may(.download), lane: .slow, json),
    .get("/forms/{id}.xlsx", .may(.download), lane: .slow, workbook),
    .get("/forms/{id}/score.json", .may(.download), lane: .slow, score),
  ]

  private static func json(_ call: Call) throws(Refusal) -> Response {
    let (row, content) = try content(call)
    var response = Response(.ok, .json, content.json(.contract).text(.indented) + "\n")
    response.setDownload(fileName: fileName(row) + ".json")
    return response
  }

  private static func workbook(_ call: Call) throws(Refusal) -> Response {
    let (row, content) = try content(call)
    let bytes: [UInt8]
    do throws(WorkbookError) {
      bytes = try WorkbookWriter.xlsx(FormDocument.make(content))
    } catch {
      throw .broken(reason: "xlsx: \(error)")
    }
    var response = Response(.ok, .excel, Payload(bytes))
    response.setDownload(fileName: fileName(row) + ".xlsx")
    return response
  }

  private static func score(_ call: Call) throws(Refusal) -> Response {
    let (row, content) = try content(call)
    guard let bytes = call.services.processor.recomputation(content) else { throw .notFound }
    var response = Response(.ok, .json, Payload(bytes))
    response.setDownload(fileName: fileName(row) + "得分.json")
    return response
  }

  private static func content(_ call: Call) throws(Refusal) -> (Store.FormListRow, FormContent) {
    let row = try call.formRow(.download)
    let account = call.account
    let content = try call.write { (transaction) throws(StoreError) -> FormContent? in
      try Ledger.append(
        .init(
          region: row.region, actor: account.id, action: .formDownloaded, subject: "form/\(row.id)/\(row.revision)"),
        in: transaction)
      return try Revisions.content(form: row.id, number: row.revision, in: transaction)
    }
    guard let content else { throw .notFound }
    return (row, content)
  }

  private static func fileName(_ row: Store.FormListRow) -> String {
    "\(row.year)年\(row.displayName)\(row.kind.officialName)第\(row.revision)版"
  }
}
