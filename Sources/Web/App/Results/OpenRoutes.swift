import Lifecycle
import Model
import Store
import Work

/// The public site: no log-in, no script, nothing but published copies.
enum OpenRoutes {
  static let all: [AppRoute] =
    [
      .get("/open", .open, home), .get("/open/search", .open, search), .get("/open/verify", .open, verify),
      .post("/open/verify", .open, body: .files(bytesMax: fileMax + 65_536, fileBytesMax: fileMax), verifyFile),
      .get("/open/data", .open, data), .get("/open/data/{year}", .open, lane: .slow, table),
      .get("/open/type-size", .open, typeSize),
    ] + OpenDocumentRoutes.all

  private static let fileMax = 4 * 1_024 * 1_024

  /// The region of the site: the one asked for, otherwise the first that has units.
  private static func region(_ call: Call) throws(Refusal) -> String {
    let regions = try call.read { (t) throws(StoreError) in try Units.regions(in: t) }
    if let asked = call.query["region"], regions.contains(asked) { return asked }
    return regions.first ?? ""
  }

  static func shell(_ call: Call, _ region: String, _ current: OpenShell.Section) -> OpenShell {
    OpenShell(
      region: services(call).regions.name(region), isLargeType: call.isLargeType,
      assets: services(call).assets.forPages,
      current: current)
  }

  private static func services(_ call: Call) -> Services { call.services }

  /// The same for everybody: browsers and proxies may keep it for a minute.
  static func answer(_ html: HTML, _ call: Call) -> Response {
    var response = call.page(html)
    if !call.isLargeType { response.set("Cache-Control", "public, max-age=60") }
    // With large type the same address has another page.
    response.set("Vary", "Cookie")
    return response
  }

  /// Large type on and off; a cookie of the browser, nothing else is changed.
  private static func typeSize(_ call: Call) -> Response {
    var response = Response.seeOther("/open")
    response.add("Set-Cookie", SignInRoutes.typeSizeCookie(isLarge: call.query["size"] == "large", call).text)
    return response
  }

  // MARK: lists

  private static func home(_ call: Call) throws(Refusal) -> Response {
    let region = try region(call)
    let found = try call.read { (t) throws(StoreError) in
      let years = try Publications.years(region: region, in: t)
      var filter = Publications.Filter(region: region)
      filter.pageSize = 8
      return (
        years: years, latest: try Publications.list(filter, in: t),
        coverage: try years.first.map { (year) throws(StoreError) in
          try Publications.coverage(region: region, year: year, in: t)
        } ?? []
      )
    }
    let year = found.years.first ?? call.now.civil().year
    func count(_ subject: PublicationSubject) -> Int {
      found.coverage.reduce(0) { $1.subject == subject ? $0 + $1.documents : $0 }
    }
    var departments: [OpenHomePage.Department] = []
    for entry in found.coverage {
      if departments.last?.name != entry.department {
        var query = Fields()
        query.append("department", entry.department)
        departments.append(
          .init(
            name: entry.department, href: "/open/search?" + query.encoded, goals: 0, selfEvaluations: 0, accounts: 0))
      }
      switch entry.subject {
      case .goals: departments[departments.count - 1].goals = entry.documents
      case .selfEvaluations: departments[departments.count - 1].selfEvaluations = entry.documents
      case .finalAccounts: departments[departments.count - 1].accounts = entry.documents
      case .results: break
      }
    }
    return answer(
      openHomePage(
        OpenHomePage(
          shell: shell(call, region, .home), years: found.years, year: year, documents: found.latest.total,
          goals: count(.goals), selfEvaluations: count(.selfEvaluations), accounts: count(.finalAccounts),
          latest: found.latest.items.map(row), departments: departments)), call)
  }

  /// The form that a copy is of; nil for what is no form.
  static func form(_ made: Publication) -> FormContent? {
    guard let json = made.content["document"] else { return nil }
    do throws(JSONParser.Mistake) { return try FormContent(json: json) } catch { return nil }
  }

  /// The budget of a form, or what the accounts add up to.
  static func amount(_ made: Publication) -> Money? {
    guard let content = form(made) else { return OpenAccounts.total(made) }
    return (content.amounts.current ?? content.execution?.budget).flatMap { content.money($0) }
  }

  private static func row(_ made: Publication) -> OpenRow {
    OpenRow(
      title: made.title, href: "/open/\(made.receipt)", unit: made.unitName, subject: made.subject.officialName,
      year: made.year, amount: amount(made), day: Moments.date(made.publishedAt),
      data: "/open/\(made.receipt)/json")
  }

  private static func search(_ call: Call) throws(Refusal) -> Response {
    let region = try region(call)
    var filter = Publications.Filter(region: region)
    filter.subject = call.query["subject"].flatMap { PublicationSubject(rawValue: $0) }
    filter.department = call.query["department"].flatMap { $0.isEmpty ? nil : $0 }
    filter.year = Call.validYear(call.query["year"])
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.page = call.number("page") ?? 1
    let chosen = filter
    let (found, years) = try call.read { (t) throws(StoreError) in
      (try Publications.list(chosen, in: t), try Publications.years(region: region, in: t))
    }
    func href(_ changes: [(String, String?)]) -> String {
      var fields = Fields()
      for name in ["subject", "department", "q", "year", "page", "size"] {
        let change = changes.first { $0.0 == name }
        let value = change == nil ? (name == "page" ? nil : call.query[name]) : change?.1
        if let value, !value.isEmpty { fields.append(name, value) }
      }
      return fields.isEmpty ? "/open/search" : "/open/search?" + fields.encoded
    }
    let section: OpenShell.Section =
      switch filter.subject {
      case .goals: .goals
      case .selfEvaluations: .selfEvaluations
      case .finalAccounts: .accounts
      case .results, nil: .home
      }
    return answer(
      openSearchPage(
        OpenSearchPage(
          shell: shell(call, region, section),
          title: filter.department ?? filter.subject?.officialName ?? "全部公开的文件", words: filter.search,
          kept: ["subject", "department", "year"].compactMap { name in call.query[name].map { (name, $0) } },
          tabs: [Tab("全部", href([("year", nil)]), isCurrent: filter.year == nil)]
            + years.map { Tab("\($0) 年", href([("year", String($0))]), isCurrent: filter.year == $0) },
          isNarrowed: !years.isEmpty, rows: found.items.map(row),
          pager: Pager(
            counter: "份", total: found.total, page: found.number, size: found.size, sizes: [found.size],
            href: { page, _ in href([("page", String(page))]) }))), call)
  }

  // MARK: verifying

  private static func verify(_ call: Call) throws(Refusal) -> Response {
    let number = UnitPicker.trimmed(call.query["number"] ?? "").lowercased()
    guard !number.isEmpty else { return try verified(call, "", .none) }
    let found = try call.read { (t) throws(StoreError) in
      number.utf8.count == 64
        ? try Publications.find(digest: number, in: t) : try Publications.find(receipt: number, in: t)
    }
    let unknown = "没有回执号或摘要是 \(number.prefix(64)) 的公开件。请核对有没有抄错；也可以直接用文件验证。"
    return try verified(call, number, outcome(found, orElse: unknown))
  }

  private static func verifyFile(_ call: Call) throws(Refusal) -> Response {
    let files = if case .upload(let upload) = call.request.body { upload.files } else { [UploadedFile]() }
    guard let file = files.first, file.size > 0 else {
      return try verified(call, "", .unknown("还没有选文件。请先选公开页上下载的 JSON 文件。"))
    }
    guard case .kept(let spool) = file.content else {
      return try verified(call, "", .unknown("“\(file.name)”超过 4 MB，公开件没有这么大。请选公开页上下载的 JSON 文件。"))
    }
    let bytes: [UInt8]
    do throws(SpoolFile.Failure) { bytes = try spool.bytes() } catch { throw .broken(reason: "spool: \(error)") }
    let digest = Digest.sha256(bytes)
    let found = try call.read { (t) throws(StoreError) in try Publications.find(digest: digest, in: t) }
    let unknown = "“\(file.name)”的摘要是 \(digest)，不是公开的任何一份：内容被改过，或者不是从公开页下载的。"
    return try verified(call, "", outcome(found, orElse: unknown))
  }

  private static func outcome(_ found: Publication?, orElse unknown: String) -> OpenVerifyPage.Outcome {
    guard let found else { return .unknown(unknown) }
    return .found(
      title: "\(found.year) 年\(found.title)\(found.subject.officialName)", href: "/open/\(found.receipt)",
      isStanding: found.replacedBy == nil, day: Moments.date(found.publishedAt))
  }

  private static func verified(
    _ call: Call, _ number: String, _ outcome: OpenVerifyPage.Outcome
  ) throws(Refusal) -> Response {
    let visit = VisitCookie.forPage(call.head)
    let secret = call.session?.secret ?? visit.secret
    var response = call.page(
      openVerifyPage(
        OpenVerifyPage(
          shell: shell(call, try region(call), .verify), number: number, outcome: outcome, token: secret.token())))
    if call.session == nil, let cookie = visit.cookie { response.add("Set-Cookie", cookie.text) }
    return response
  }

  // MARK: data

  private static func data(_ call: Call) throws(Refusal) -> Response {
    let region = try region(call)
    let years = try call.read { (t) throws(StoreError) in
      try Publications.years(region: region, in: t).map { (year) throws(StoreError) in
        (year, try Publications.coverage(region: region, year: year, in: t).reduce(0) { $0 + $1.documents })
      }
    }
    return answer(
      openDataPage(
        OpenDataPage(
          shell: shell(call, region, .data),
          years: years.map { (year: $0.0, documents: $0.1, href: "/open/data/\($0.0)") })), call)
  }

  private static func table(_ call: Call) throws(Refusal) -> Response {
    guard let year = Call.validYear(call.parameters["year"]) else { throw .notFound }
    let region = try region(call)
    var lines = ["年度,事项,名称,单位,主管部门,当年预算（元）,得分,公开日,回执号,SHA-256"]
    var page = 1
    while true {
      var filter = Publications.Filter(region: region)
      filter.year = year
      filter.page = page
      filter.pageSize = 200
      let chosen = filter
      let found = try call.read { (t) throws(StoreError) in try Publications.list(chosen, in: t) }
      lines += found.items.map(line)
      if page >= found.pages { break }
      page += 1
    }
    // A mark at the beginning, so that Excel reads the Chinese.
    var response = Response(.ok, .plain, "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n")
    response.setDownload(fileName: "\(year)年公开件.csv")
    return response
  }

  private static func line(_ made: Publication) -> String {
    let listed = row(made)
    var score = ""
    if let total = made.content["score"]?["total"]?.number { score = total.description }
    var amount = ""
    if let money = listed.amount { amount = money.figure(in: .yuan).description }
    var cells = [String(made.year), made.subject.officialName, made.title, made.unitName, made.department]
    cells += [amount, score, listed.day, made.receipt, made.digest]
    return cells.map { quoted($0) }.joined(separator: ",")
  }

  /// A text that begins like a formula is no formula for whoever opens the file.
  private static func quoted(_ text: String) -> String {
    let safe = text.first.map { "=+-@".contains($0) } ?? false ? "'" + text : text
    return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
