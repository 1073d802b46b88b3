import Documents
import Lifecycle
import Model
import Store

/// Bringing in units and people from a workbook: everything is checked first, then all of it is stored or nothing.
///
/// The file itself is kept under its digest, which is the address of the page; nothing else is remembered between the
/// steps, and what was checked is checked again when it is stored.
enum PeopleImportRoutes {
  static let bytesMax = 20 * 1_024 * 1_024
  /// Problems that the page lists; the annotated workbook has all.
  static let shownMax = 200

  static let all: [AppRoute] = [
    .get("/admin/people/import", .may(.administerAccounts), door),
    .get("/admin/people/import/template.xlsx", .may(.administerAccounts), lane: .slow, template),
    .post(
      "/admin/people/import", .may(.administerAccounts),
      body: .files(bytesMax: bytesMax + 64 * 1_024, fileBytesMax: bytesMax), take),
    .get("/admin/people/import/{digest}", .may(.administerAccounts), lane: .slow, show),
    .get("/admin/people/import/{digest}/annotated.xlsx", .may(.administerAccounts), lane: .slow, annotated),
    .post("/admin/people/import/{digest}/confirm", .may(.administerAccounts), confirm),
    .get("/admin/people/import/{digest}/stored", .may(.administerAccounts), lane: .slow, stored),
    .post("/admin/people/import/{digest}/passwords", .may(.administerAccounts), passwords),
  ]

  // MARK: the door

  private static func door(_ call: Call) throws(Refusal) -> Response {
    call.page(peopleImportPage(PeopleImportPage(shell: call.shell(.people), stage: .door(problem: nil))))
  }

  private static func refused(_ call: Call, _ problem: String) -> Response {
    call.page(
      peopleImportPage(PeopleImportPage(shell: call.shell(.people), stage: .door(problem: problem))), .badRequest)
  }

  private static func template(_ call: Call) throws(Refusal) -> Response {
    let tree = try call.read { (t) throws(StoreError) in
      try Units.tree(region: call.account.region, on: Day(t.now), in: t)
    }
    return try workbook("人员和单位导入模板.xlsx") { () throws(WorkbookError) in
      try PeopleWorkbooks.template(units: UnitPicker(tree).names)
    }
  }

  private static func workbook(
    _ name: String, _ make: () throws(WorkbookError) -> [UInt8]
  ) throws(Refusal) -> Response {
    let bytes: [UInt8]
    do throws(WorkbookError) { bytes = try make() } catch { throw .broken(reason: "xlsx: \(error)") }
    var response = Response(.ok, .excel, Payload(bytes))
    response.setDownload(fileName: name)
    return response
  }

  private static func take(_ call: Call) throws(Refusal) -> Response {
    guard case .upload(let upload) = call.request.body, let file = upload.files.first else {
      return refused(call, "还没有选文件。请先选填好的 Excel 或 CSV，再点“上传并核对”。")
    }
    guard case .kept(let spool) = file.content else { return refused(call, "文件超过 20 MB。请删去图片，或分成几个文件。") }
    let bytes: [UInt8]
    do throws(SpoolFile.Failure) { bytes = try spool.bytes() } catch { throw .broken(reason: "spool: \(error)") }
    let sheets: PeopleSheets
    do throws(ReadError) {
      sheets = PeopleSheets(try ImportGrid.read(bytes, name: file.name))
    } catch {
      return refused(call, error.message)
    }
    if sheets.count == 0 { return refused(call, "没有找到人员或单位。表头要在前十行，人员要有账号、姓名、单位，单位要有单位名称、上级单位；表头下面要有内容。") }
    guard sheets.count <= PeopleSheets.rowsMax else { return refused(call, "有 \(sheets.count) 行，超过 2 万行。请分成几个文件。") }
    let kept: FileStore.Kept
    do throws(StoreError) { kept = try call.services.files.keep(bytes) } catch { throw .failed(error) }
    try call.write { (t) throws(StoreError) in
      try Files.record(
        kept, name: file.name, mediaType: "application/octet-stream", region: call.account.region, by: call.account.id,
        in: t)
    }
    return .seeOther("/admin/people/import/\(kept.digest)")
  }

  // MARK: checking

  private struct Checked {
    let name: String
    let sheets: PeopleSheets
    let plan: PeoplePlan
  }

  private static func sheets(_ call: Call) throws(Refusal) -> (name: String, sheets: PeopleSheets) {
    let digest = call.parameters["digest"]
    let file = try call.read { (t) throws(StoreError) in try Files.find(digest: digest, in: t) }
    guard let file else { throw .notFound }
    let bytes: [UInt8]?
    do throws(StoreError) { bytes = try call.services.files.bytes(digest: digest) } catch { throw .failed(error) }
    guard let bytes else { throw .notFound }
    do throws(ReadError) {
      return (file.name, PeopleSheets(try ImportGrid.read(bytes, name: file.name)))
    } catch {
      throw .notFound
    }
  }

  private static func check(
    _ sheets: PeopleSheets, region: String, in transaction: ReadTransaction
  ) throws(StoreError) -> PeoplePlan {
    let today = Day(transaction.now)
    let tree = try Units.tree(region: region, on: today, in: transaction)
    let logins = try Accounts.takenLogins(sheets.people.map { $0["账号"].lowercased() }, in: transaction)
    return PeopleCheck(picker: UnitPicker(tree), tree: tree, logins: logins, today: today).plan(sheets)
  }

  private static func checked(_ call: Call) throws(Refusal) -> Checked {
    let (name, sheets) = try sheets(call)
    let plan = try call.read { (t) throws(StoreError) in try check(sheets, region: call.account.region, in: t) }
    return Checked(name: name, sheets: sheets, plan: plan)
  }

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let found = try checked(call)
    let address = "/admin/people/import/\(call.parameters["digest"])"
    return call.page(
      peopleImportPage(
        PeopleImportPage(
          shell: call.shell(.people),
          stage: .checked(
            ImportCheck(
              fileName: found.name, people: found.sheets.people.count, units: found.sheets.units.count,
              badRows: found.plan.badRows, problems: Array(found.plan.problems.prefix(shownMax)),
              problemCount: found.plan.problems.count, otherSheets: found.sheets.otherSheets,
              confirm: address + "/confirm", annotated: address + "/annotated.xlsx")))))
  }

  private static func annotated(_ call: Call) throws(Refusal) -> Response {
    let found = try checked(call)
    return try workbook("批注 " + found.name.prefix { $0 != "." } + ".xlsx") { () throws(WorkbookError) in
      try PeopleWorkbooks.annotated(found.sheets, found.plan.problems)
    }
  }

  // MARK: storing

  private static func confirm(_ call: Call) throws(Refusal) -> Response {
    let (_, sheets) = try sheets(call)
    let actor = call.account
    let isStored = try call.write { (t) throws(StoreError) -> Bool in
      let plan = try check(sheets, region: actor.region, in: t)
      guard plan.problems.isEmpty else { return false }
      try store(plan, actor, in: t)
      return true
    }
    // Somebody took a name meanwhile: the page shows it.
    return .seeOther("/admin/people/import/\(call.parameters["digest"])" + (isStored ? "/stored" : ""))
  }

  private static func store(_ plan: PeoplePlan, _ actor: Account, in transaction: WriteTransaction) throws(StoreError) {
    var made: [Int: String] = [:]
    func id(_ place: PeoplePlan.Place) throws(StoreError) -> String {
      switch place {
      case .present(let unit): return unit
      case .line(let line):
        guard let unit = made[line] else { throw .missing(subject: "单位") }
        return unit
      }
    }
    for line in plan.order {
      let unit = plan.units[line]
      let parent = try id(unit.parent)
      if let day = unit.from {
        let act = UnitAct(region: actor.region, day: day, basis: unit.basis, by: actor.id)
        made[line] = try Units.found(UnitDraft(name: unit.name, code: unit.code, parent: parent), act, in: transaction)
          .id
      } else {
        made[line] = try Units.add(
          region: actor.region, id: transaction.newID(), name: unit.name, code: unit.code, parent: parent, by: actor.id,
          in: transaction
        ).id
      }
    }
    for person in plan.people {
      // No password opens this until one is made.
      try Accounts.add(
        .init(
          region: actor.region, login: person.login, displayName: person.name, passwordHash: "!", role: nil,
          unit: try id(person.unit), phone: person.phone, mustChangePassword: true), by: actor.id, in: transaction)
    }
  }

  // MARK: afterwards

  /// The people of the file who never signed in and hold nothing that a password could steal.
  private static func waiting(
    _ sheets: PeopleSheets, region: String, in transaction: ReadTransaction
  ) throws(StoreError) -> [Account] {
    let taken = try Accounts.takenLogins(sheets.people.map { $0["账号"].lowercased() }, in: transaction)
    var found: [Account] = []
    for login in taken.sorted() {
      guard let account = try Accounts.find(login: login, in: transaction), account.region == region,
        account.state == .active, account.mustChangePassword, account.lastSignInAt == nil, !account.role.isAdministrator
      else { continue }
      found.append(account)
    }
    return found
  }

  private static func stored(_ call: Call) throws(Refusal) -> Response {
    let (_, sheets) = try sheets(call)
    let (count, taken) = try call.read { (t) throws(StoreError) in
      (
        try waiting(sheets, region: call.account.region, in: t).count,
        try Accounts.takenLogins(sheets.people.map { $0["账号"].lowercased() }, in: t).count
      )
    }
    return call.page(
      peopleImportPage(
        PeopleImportPage(
          shell: call.shell(.people),
          stage: .stored(
            people: taken, units: sheets.units.count, waiting: count,
            passwords: "/admin/people/import/\(call.parameters["digest"])/passwords"))))
  }

  private static func passwords(_ call: Call) throws(Refusal) -> Response {
    let (_, sheets) = try sheets(call)
    let actor = call.account
    // Hashed before writing begins, one for every row.
    var made: [String: (password: String, hash: String)] = [:]
    for line in sheets.people {
      let password = OneTimePassword.make()
      guard let hash = OneTimePassword.hash(password) else { throw .busy }
      made[line["账号"].lowercased()] = (password, hash)
    }
    let people = try call.write { (t) throws(StoreError) in
      let accounts = try waiting(sheets, region: actor.region, in: t)
      for account in accounts {
        guard let new = made[account.login] else { continue }
        try Accounts.resetPassword(account.id, hash: new.hash, by: actor.id, in: t)
      }
      return accounts
    }
    let rows = people.compactMap { account in
      made[account.login].map { (account.login, account.displayName, account.unitName, $0.password) }
    }.sorted { ($0.2, $0.0) < ($1.2, $1.0) }
    return try workbook("一次性密码.xlsx") { () throws(WorkbookError) in
      try PeopleWorkbooks.passwords(rows.map { (login: $0.0, name: $0.1, unit: $0.2, password: $0.3) })
    }
  }
}
