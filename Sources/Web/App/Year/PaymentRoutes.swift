import Documents
import Lifecycle
import Model
import Store
import Work

/// Payments of the treasury: the list, one by hand, many from a table.
enum PaymentRoutes {
  static let all: [AppRoute] = [
    .get("/payments", .may(.recordPayments), list), .post("/payments", .may(.recordPayments), enterOne),
    .get("/payments/import", .may(.recordPayments), prepare),
    .post("/payments/import", .may(.recordPayments), body: .fields(bytesMax: 6 << 20), importText),
    .post(
      "/payments/file", .may(.recordPayments), body: .files(bytesMax: 22 << 20, fileBytesMax: 20 << 20), readFile),
  ]

  // MARK: the list

  private static func list(_ call: Call) throws(Refusal) -> Response {
    call.page(paymentsPage(try model(call, PaymentsPage.Entry())))
  }

  private static func model(_ call: Call, _ entry: PaymentsPage.Entry) throws(Refusal) -> PaymentsPage {
    let account = call.account
    let year = call.year
    var filter = PaymentFilter(region: account.region, year: year, scope: account.scope)
    filter.month = call.number("month").flatMap { (1...12).contains($0) ? $0 : nil }
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.page = call.number("page") ?? 1
    filter.pageSize = call.number("size") ?? 50
    let found = try call.read { (transaction) throws(StoreError) in
      (
        list: try Payments.list(filter, in: transaction),
        months: try Payments.monthly(region: account.region, year: year, account.scope, in: transaction),
        sum: try ProjectSums.of(region: account.region, year: year, account.scope, in: transaction)
      )
    }
    let months = [Choice("", "各月")] + (1...12).map { Choice(String($0), "\($0) 月") }
    return PaymentsPage(
      shell: call.shell(.payments), year: year, facts: facts(found.sum, last: found.months.last),
      filters: [
        .choice(name: "month", label: "月份", choices: months, chosen: filter.month.map(String.init) ?? ""),
        .search(name: "q", label: "项目、单位、编码或凭证号", value: filter.search),
      ], isFiltered: filter.month != nil || !filter.search.isEmpty,
      rows: found.list.page.items.map { PaymentsPage.Row($0) }, sum: found.list.sum.figure(in: .yuan),
      pager: Pager(
        counter: "笔", total: found.list.page.total, page: found.list.page.number, size: found.list.page.size,
        href: { page, size in call.href("/payments", [("page", String(page)), ("size", String(size))]) }),
      entry: entry, done: call.query["done"].flatMap { Int($0) }.map { "共 \($0) 笔，项目的执行数已更新。" })
  }

  private static func facts(_ sum: ProjectSum?, last: String?) -> [Fact] {
    guard let sum else { return [] }
    let rate = sum.budget.fen > 0 ? sum.paid.figure(in: .wanYuan).percent(of: sum.budget.figure(in: .wanYuan)) : nil
    return [
      Fact("已支付", Words.figure(sum.paid.figure(in: .wanYuan), places: 2), "万元", last.map { "最近一笔 \($0)" } ?? "还没有登记"),
      Fact("全年预算", Words.figure(sum.budget.figure(in: .wanYuan), places: 2), "万元", "\(Words.count(sum.projects)) 个项目"),
      Fact("执行率", rate.map { Words.figure($0, places: 1) } ?? "—", rate == nil ? "" : "%", "已支付 ÷ 全年预算"),
    ]
  }

  // MARK: one

  private static func enterOne(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    var entry = PaymentsPage.Entry()
    (entry.code, entry.day) = (fields["code"] ?? "", fields["day"] ?? "")
    (entry.amount, entry.number) = (fields["amount"] ?? "", fields["number"] ?? "")
    let text = [entry.code, entry.day, entry.amount, entry.number].map { $0.replacing("\t", with: " ") }
    let year = call.year
    let problem = try call.write { (transaction) throws(StoreError) -> String? in
      guard try isOpen(year, call, in: transaction) else { return notOpen(year) }
      let desk = try call.desk(year, in: transaction)
      let lines = try PaymentLines(text.joined(separator: "\t"), desk, in: transaction)
      guard lines.isClean else { return lines.problems.first?.problem ?? "请填好项目编码、支付日期、金额和凭证号。" }
      try lines.enter(source: "手工登记", desk, in: transaction)
      return nil
    }
    guard let problem else { return .seeOther("/payments?done=1") }
    entry.problem = problem
    return call.page(paymentsPage(try model(call, entry)), .badRequest)
  }

  private static func isOpen(_ year: Int, _ call: Call, in transaction: ReadTransaction) throws(StoreError) -> Bool {
    try Years.find(region: call.account.region, year, in: transaction) != nil
  }

  private static func notOpen(_ year: Int) -> String { "\(year) 年度还没有开年，不能登记支付。请先换到要登记的年度。" }

  // MARK: many

  private static func prepare(_ call: Call) throws(Refusal) -> Response {
    call.page(paymentImportPage(PaymentImportPage(shell: call.shell(.payments), year: call.year)))
  }

  private static func importText(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    let text = fields["text"] ?? ""
    let source = String(TypedText.words(fields["source"] ?? "").prefix(200))
    let year = call.year
    guard fields["do"] == "accept" else { return try check(text, source, call) }
    let entered = try call.write { (transaction) throws(StoreError) -> Int? in
      guard try isOpen(year, call, in: transaction) else { return nil }
      let desk = try call.desk(year, in: transaction)
      let lines = try PaymentLines(text, desk, in: transaction)
      guard lines.isClean else { return nil }
      try lines.enter(source: source.isEmpty ? "粘贴登记" : source, desk, in: transaction)
      return lines.drafts.count
    }
    guard let entered else { return try check(text, source, call) }
    return .seeOther("/payments?done=\(entered)")
  }

  private static func check(_ text: String, _ source: String, _ call: Call) throws(Refusal) -> Response {
    let year = call.year
    let lines = try call.read { (transaction) throws(StoreError) -> PaymentLines? in
      guard try isOpen(year, call, in: transaction) else { return nil }
      return try PaymentLines(text, call.desk(year, in: transaction), in: transaction)
    }
    guard let lines else {
      var page = try model(call, PaymentsPage.Entry())
      page.entry.problem = notOpen(year)
      return call.page(paymentsPage(page), .badRequest)
    }
    var page = PaymentImportPage(shell: call.shell(.payments), year: year, text: text, source: source)
    page.outcome = PaymentImportPage.Outcome(
      lines: lines.lines.count,
      problems: lines.problems.map { .init(number: $0.number, text: $0.text, words: $0.problem ?? "") },
      good: lines.lines.filter { $0.problem == nil }.prefix(10).compactMap { line in
        line.draft.map { draft in
          .init(
            day: draft.day, project: line.project?.name ?? "", amount: draft.amount.figure(in: .yuan),
            number: draft.number)
        }
      }, sum: lines.sum.figure(in: .yuan))
    return call.page(paymentImportPage(page), lines.problems.isEmpty ? .ok : .badRequest)
  }

  private static func readFile(_ call: Call) throws(Refusal) -> Response {
    guard case .upload(let upload) = call.request.body, let file = upload.files.first else {
      return try check("", "", call)
    }
    guard case .kept(let spool) = file.content else { throw .tooLarge(bytesMax: 20 << 20) }
    let bytes: [UInt8]
    do throws(SpoolFile.Failure) { bytes = try spool.bytes() } catch { throw .broken(reason: "spool: \(error)") }
    let document: Document
    do throws(ReadError) {
      document = try DocumentReader.read(bytes, name: file.name)
    } catch {
      throw .notTaken(why: error.message, whoCanHelp: "请另存为 Excel 工作簿或 CSV 文件再传。")
    }
    return try text(document, file.name, call)
  }

  /// The rows of every table and the lines between them, as somebody would paste them.
  private static func text(_ document: Document, _ name: String, _ call: Call) throws(Refusal) -> Response {
    var lines: [String] = []
    for block in document.blocks {
      switch block {
      case .heading(_, let paragraph), .paragraph(let paragraph): lines.append(paragraph.text)
      case .table(let table):
        for row in table.rows {
          var cells: [String] = []
          for cell in row {
            while cells.count < cell.column { cells.append("") }
            cells.append(cell.text.replacing("\n", with: " ").replacing("\t", with: " "))
          }
          lines.append(cells.joined(separator: "\t"))
        }
      }
    }
    return try check(lines.joined(separator: "\n"), name, call)
  }
}

extension PaymentsPage.Row {
  init(_ payment: Payment) {
    self.init(
      day: payment.day, project: payment.projectName,
      projectHref: "/payments?q=" + PercentCoding.encode(payment.projectCode),
      code: payment.projectCode, unit: payment.unitName, amount: payment.amount.figure(in: .yuan),
      number: payment.number, source: payment.source)
  }
}

extension Call {
  /// This list with some parts of its address changed; nil takes a part out.
  func href(_ path: String, _ changes: [(String, String?)]) -> String {
    var fields = Fields()
    for field in query.all where !field.value.isEmpty && !changes.contains(where: { $0.0 == field.name }) {
      fields.append(field.name, field.value)
    }
    for (name, value) in changes { if let value { fields.append(name, value) } }
    return fields.isEmpty ? path : path + "?" + fields.encoded
  }
}

extension ExactDecimal {
  /// Per cent of another figure with two places; nil when that is nothing.
  func percent(of whole: ExactDecimal) -> ExactDecimal? {
    whole > .zero ? (self * 100).divided(by: whole, places: 2) : nil
  }
}
