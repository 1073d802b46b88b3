import Documents
import Forms
import Lifecycle
import Model
import Review
import Store
import Work

/// Bringing the tables in from a workbook: read and checked first, stored when somebody accepts it.
///
/// The file is kept under its digest, which is the address of the page; nothing else is remembered between the steps, and
/// what was checked is read again when it is stored.
enum FinalAccountsImportRoutes {
  private static let bytesMax = 20 << 20
  /// Problems that the page lists; the annotated workbook has all.
  private static let shownMax = 200

  static let routes: [AppRoute] = [
    .get("/accounts/{id}/import", .may(.writeStage), door),
    .post(
      "/accounts/{id}/import", .may(.writeStage),
      body: .files(bytesMax: bytesMax + 65_536, fileBytesMax: bytesMax), take),
    .get("/accounts/{id}/import/{digest}", .may(.writeStage), lane: .slow, show),
    .get("/accounts/{id}/import/{digest}/annotated.xlsx", .may(.writeStage), lane: .slow, annotated),
    .post("/accounts/{id}/import/{digest}/accept", .may(.writeStage), accept),
  ]

  private static func open(_ call: Call) throws(Refusal) -> FinalAccountsView.Found {
    let found = try FinalAccountsView.find(call)
    guard found.isOpen else {
      throw .notTaken(why: "\(found.view.lead(call))这时不能导入决算表。", whoCanHelp: "要改请办理的人退回，由主管部门财务科改。")
    }
    return found
  }

  private static func page(_ call: Call, _ found: FinalAccountsView.Found) -> FinalAccountsImportPage {
    FinalAccountsImportPage(frame: FinalAccountsView.frame(call, found), number: found.row.number)
  }

  private static func door(_ call: Call) throws(Refusal) -> Response {
    call.page(finalAccountsImportPage(page(call, try open(call))))
  }

  private static func refused(_ call: Call, _ found: FinalAccountsView.Found, _ problem: String) -> Response {
    var page = page(call, found)
    page.problem = problem
    return call.page(finalAccountsImportPage(page), .badRequest)
  }

  // MARK: reading

  private static func take(_ call: Call) throws(Refusal) -> Response {
    let found = try open(call)
    guard case .upload(let upload) = call.request.body, let file = upload.files.first, file.size > 0 else {
      return refused(call, found, "还没有选文件。请先选决算工作簿，再点“上传并核对”。")
    }
    guard case .kept(let spool) = file.content else { return refused(call, found, "文件超过 20 MB。请删去图片再传。") }
    let bytes: [UInt8]
    do throws(SpoolFile.Failure) { bytes = try spool.bytes() } catch { throw .broken(reason: "spool: \(error)") }
    do throws(ReadError) {
      let document = try DocumentReader.read(bytes, name: file.name)
      guard document.hasSheets else {
        return refused(call, found, "“\(file.name)”不是工作簿，没有工作表。请用 Excel 另存为 .xlsx 再传。")
      }
    } catch {
      return refused(call, found, error.message)
    }
    let kept: FileStore.Kept
    do throws(StoreError) { kept = try call.services.files.keep(bytes) } catch { throw .failed(error) }
    try call.write { (t) throws(StoreError) in
      try Files.record(
        kept, name: file.name, mediaType: "application/octet-stream", region: call.account.region, by: call.account.id,
        in: t)
    }
    let unit = upload.fields["unit"].flatMap { MoneyUnit(rawValue: $0) }.map {
      $0 == .yuan ? "?unit=yuan" : "?unit=wan"
    }
    return .seeOther("/accounts/\(found.row.id)/import/\(kept.digest)\(unit ?? "")")
  }

  private struct Read {
    let name: String
    let document: Document
    let reading: AccountsReading
  }

  private static func read(_ call: Call, _ found: FinalAccountsView.Found) throws(Refusal) -> Read {
    let digest = call.parameters["digest"]
    let file = try call.read { (t) throws(StoreError) in try Files.find(digest: digest, in: t) }
    guard let file else { throw .notFound }
    let bytes: [UInt8]?
    do throws(StoreError) { bytes = try call.services.files.bytes(digest: digest) } catch { throw .failed(error) }
    guard let bytes else { throw .notFound }
    let unit: MoneyUnit? =
      switch call.query["unit"] {
      case "yuan": .yuan
      case "wan": .wanYuan
      default: nil
      }
    do throws(ReadError) {
      let document = try DocumentReader.read(bytes, name: file.name)
      return Read(
        name: file.name, document: document, reading: AccountsReader(found.policy).read(document, unit: unit))
    } catch {
      throw .notFound
    }
  }

  /// The tables of the workbook in place of the former ones; what it does not have, and what people typed, stays.
  private static func merged(_ reading: AccountsReading, _ former: DepartmentAccounts, source: String)
    -> DepartmentAccounts
  {
    var accounts = former
    for table in AccountsTable.allCases {
      if reading.found.contains(where: { $0.table == table }) {
        accounts.set(table, reading.accounts.rows(table))
        accounts.none.remove(table)
      }
      if reading.accounts.none.contains(table) {
        accounts.set(table, [])
        accounts.none.insert(table)
      }
    }
    accounts.unit = reading.accounts.unit
    accounts.source = source
    accounts.narrative = []
    return accounts
  }

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let found = try open(call)
    let read = try read(call, found)
    let reading = read.reading
    let check = AccountsCheck(
      merged(reading, found.accounts, source: read.name), found.context, AccountsTerms(found.policy))
    let address = "/accounts/\(found.row.id)/import/\(call.parameters["digest"])"
    let query = call.query["unit"].map { $0 == "yuan" || $0 == "wan" ? "?unit=\($0)" : "" } ?? ""
    var page = page(call, found)
    page.check = .init(
      fileName: read.name, unit: reading.accounts.unit, statesUnit: reading.statesUnit, found: reading.found,
      none: reading.accounts.none.sorted(), unused: reading.unused.filter { $0 != "填写说明" },
      problems: Array(reading.problems.prefix(shownMax)), problemCount: reading.problems.count,
      relations: check.relations, failures: check.failures, accept: address + "/accept" + query,
      annotated: address + "/annotated.xlsx" + query)
    return call.page(finalAccountsImportPage(page))
  }

  private static func accept(_ call: Call) throws(Refusal) -> Response {
    let found = try open(call)
    let read = try read(call, found)
    guard read.reading.problems.isEmpty else {
      return .seeOther("/accounts/\(found.row.id)/import/\(call.parameters["digest"])")
    }
    try FinalAccountsView.save(merged(read.reading, found.accounts, source: read.name), found.row, call)
    return .seeOther("/accounts/\(found.row.id)?done=import")
  }

  // MARK: the annotated workbook

  private static func annotated(_ call: Call) throws(Refusal) -> Response {
    let found = try open(call)
    let read = try read(call, found)
    let sheets = annotatedSheets(read.document, read.reading.problems)
    return try FinalAccountsRoutes.workbook("批注 " + read.name.prefix { $0 != "." } + ".xlsx") {
      () throws(WorkbookError) in try ListWorkbook.xlsx(sheets)
    }
  }

  /// The sheets as they came in, cells with problems marked and the words behind their row, and a list of all problems.
  private static func annotatedSheets(_ document: Document, _ problems: [AccountsProblem]) -> [ListWorkbook.Sheet] {
    let list = ListWorkbook.Sheet(
      "问题清单",
      columns: [.init("工作表", width: 24), .init("单元格", width: 10), .init("填的是", width: 24), .init("问题和改法", width: 80)],
      rows: problems.map { problem in
        let cell = problem.row > 0 ? ImportGrid.letters(max(1, problem.column)) + String(problem.row) : ""
        return [problem.sheet, cell, problem.value, problem.words].map { ListWorkbook.Cell($0) }
      })
    return [list]
      + ImportGrid.sheets(document).filter { $0.name != "问题清单" }.map { grid in
        sheet(grid, problems.filter { $0.sheet == grid.name })
      }
  }

  private static func sheet(_ grid: ImportGrid, _ problems: [AccountsProblem]) -> ListWorkbook.Sheet {
    let width = grid.rows.compactMap { $0.cells.keys.max() }.max() ?? 1
    let byRow = Dictionary(grid.rows.map { ($0.number, $0.cells) }) { first, _ in first }
    let bad = Set(problems.map { [$0.row, $0.column] })
    let words = Dictionary(grouping: problems, by: \.row).mapValues { $0.map(\.words).joined(separator: "；") }
    // The first row is the head of the list; every other row keeps its number.
    let columns = (1...width).map { column in
      ListWorkbook.Column(byRow[1]?[column] ?? "", width: column <= 3 ? 18 : 14)
    }
    let last = max(grid.rows.last?.number ?? 1, 1)
    let rows =
      last < 2
      ? []
      : (2...last).map { row in
        (1...width).map { column in
          ListWorkbook.Cell(byRow[row]?[column] ?? "", isMarked: bad.contains([row, column]))
        } + [ListWorkbook.Cell(words[row] ?? "", isMarked: words[row] != nil)]
      }
    return ListWorkbook.Sheet(grid.name, columns: columns + [.init("问题", width: 60)], rows: rows)
  }
}

extension Document {
  /// Whether it was a workbook.
  var hasSheets: Bool {
    blocks.contains { block in
      switch block {
      case .heading(_, let paragraph), .paragraph(let paragraph): paragraph.place.sheet != nil
      case .table(let table): table.rows.joined().contains { $0.place.sheet != nil }
      }
    }
  }
}
