import Lifecycle
import Model
import Store

/// Accounts as the system administrator keeps them: he gives nobody a role.
enum PeopleRoutes {
  static let all: [AppRoute] = [
    .get("/admin/people", .may(.administerAccounts), PeopleListing.show),
    .get("/admin/people/new", .may(.administerAccounts), showNew),
    .post("/admin/people", .may(.administerAccounts), create),
    .get("/admin/people/{id}", .may(.administerAccounts), show),
    .post("/admin/people/{id}", .may(.administerAccounts), edit),
    .post("/admin/people/{id}/lock", .may(.administerAccounts), { (call) throws(Refusal) in try work(.lock, call) }),
    .post(
      "/admin/people/{id}/unlock", .may(.administerAccounts), { (call) throws(Refusal) in try work(.unlock, call) }),
    .get("/admin/people/{id}/end", .may(.administerAccounts), askEnd),
    .post("/admin/people/{id}/end", .may(.administerAccounts), { (call) throws(Refusal) in try work(.end, call) }),
    .post("/admin/people/{id}/reset", .may(.administerAccounts), reset),
  ]

  // MARK: making one

  private static func showNew(_ call: Call) throws(Refusal) -> Response {
    call.page(personPage(try newPage(call, Fields())))
  }

  private static func newPage(_ call: Call, _ fields: Fields, _ problems: [Problem] = []) throws(Refusal) -> PersonPage
  {
    let picker = try picker(call)
    var login = field("login", "账号", fields["login"] ?? "", help: "登录用，小写字母、数字，建好后不能改。")
    login.attributes = [.autocomplete("off"), .maxLength("32")]
    return PersonPage(
      shell: call.shell(.people), id: nil, title: "新建账号",
      form: RecordForm(
        action: "/admin/people",
        items: [
          .field(login), .field(field("name", "姓名", fields["name"] ?? "")),
          .field(unitField("unit", "单位", value: fields["unit"] ?? "", help: "写名称或编码，从列出的里面选。", demand: "必填")),
          .field(field("phone", "办公电话", fields["phone"] ?? "", demand: "可空")),
        ], button: "建账号，给出一次性密码", cancel: Place.people.path), units: picker.names, problems: problems)
  }

  private static func create(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    let login = value(fields, "login").lowercased()
    var problems = problems(fields)
    if let words = PersonRules.login(login) { problems.insert(Problem("login", words), at: 0) }
    let unit = unit(fields, try picker(call), &problems)
    guard problems.isEmpty, let unit else {
      return call.page(personPage(try newPage(call, fields, problems)), .badRequest)
    }
    let password = OneTimePassword.make()
    guard let hash = OneTimePassword.hash(password) else { throw .busy }
    let phone = value(fields, "phone")
    let account = call.account
    let made = try call.write { (t) throws(StoreError) -> Account? in
      guard try Accounts.find(login: login, in: t) == nil else { return nil }
      return try Accounts.add(
        .init(
          region: account.region, login: login, displayName: value(fields, "name"), passwordHash: hash, role: nil,
          unit: unit, phone: phone.isEmpty ? nil : phone, mustChangePassword: true), by: account.id, in: t)
    }
    guard let made else {
      let taken = Problem("login", "账号 \(login) 已经有人用了（注销的也算）。请换一个，例如加上单位简称。")
      return call.page(personPage(try newPage(call, fields, [taken])), .badRequest)
    }
    return call.page(personPage(try page(call, made.id, password: password, done: "账号已建好。下一步由安全管理员授角色。")))
  }

  // MARK: one account

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let done: String? =
      switch call.query["done"] {
      case "edit": "已保存。"
      case "lock": "已锁定，他登录着的都已退出。"
      case "unlock": "已解锁，登录次数的限制也已解除。"
      case "end": "已注销，角色随之收回。"
      default: nil
      }
    return call.page(personPage(try page(call, call.parameters["id"], done: done)))
  }

  private struct Found {
    let account: Account
    let grants: [RoleGrant]
    let others: Int
    let names: AccountNames
    let tree: UnitTree
    let isPaused: Bool
  }

  private static func find(_ call: Call, _ id: String) throws(Refusal) -> Found {
    let region = call.account.region
    let found = try call.read { (t) throws(StoreError) -> Found? in
      guard let account = try Accounts.find(id: id, in: t), account.region == region else { return nil }
      let grants = try Grants.list(account: id, in: t)
      return Found(
        account: account, grants: grants, others: try Self.others(account, grants, in: t),
        names: try AccountNames(region: region, in: t), tree: try Units.tree(region: region, on: Day(t.now), in: t),
        isPaused: try SignInLimit().isPaused(name: account.login, in: t))
    }
    guard let found else { throw .notFound }
    return found
  }

  /// How many others hold the administrator's role of an account; 1 for who is none.
  static func others(
    _ account: Account, _ grants: [RoleGrant], in transaction: ReadTransaction
  ) throws(StoreError) -> Int {
    let today = Day(transaction.now)
    guard let role = grants.first(where: { $0.role.isAdministrator && $0.standing(on: today) == .inForce })?.role else {
      return 1
    }
    return try Grants.holders(of: role, region: account.region, except: account.id, in: transaction)
  }

  private static func page(
    _ call: Call, _ id: String, fields: Fields? = nil, problems: [Problem] = [], password: String? = nil,
    done: String? = nil
  ) throws(Refusal) -> PersonPage {
    let found = try find(call, id)
    let account = found.account
    let today = Day(call.now)
    let picker = UnitPicker(found.tree)
    var items: [RecordForm.Item] = []
    if account.isEnded {
      items.append(.words(p(.class("sub")) { "账号已注销，只能看。他办过的事在总台账里都留着。" }))
    }
    let unitName = picker.name(account.unit).isEmpty ? account.unitName : picker.name(account.unit)
    items += [
      .field(field("name", "姓名", fields?["name"] ?? account.displayName, isReadOnly: account.isEnded)),
      .field(unitField("unit", "单位", value: fields?["unit"] ?? unitName, help: "换单位不改变角色和管辖范围。", demand: "必填")),
      .field(
        field("phone", "办公电话", fields?["phone"] ?? account.phone ?? "", demand: "可空", isReadOnly: account.isEnded)),
    ]
    var page = PersonPage(
      shell: call.shell(.people), id: id, title: "\(account.displayName)（\(account.login)）",
      facts: [
        .text(account.unitName), standing(account).tag,
        .text(account.lastSignInAt.map { "上次登录 \(Moments.minute($0))" } ?? "没有登录过"),
      ],
      form: RecordForm(
        action: "/admin/people/\(id)", items: items, button: "保存", cancel: Place.people.path), units: picker.names,
      problems: problems)
    page.grants = found.grants.map { GrantRow($0, today: today, names: found.names) }
    page.works = works(found, by: call.account.actor, today: today)
    page.password = password.map { (account.login, $0) }
    page.done = done
    return page
  }

  private static func works(_ found: Found, by actor: Actor, today: Day) -> [PersonWork] {
    let account = found.account
    guard !account.isEnded else { return [] }
    let holder = GrantHolder(account, found.grants, today: today)
    func work(_ work: AccountKeeping.Work, _ title: String, _ address: String, _ about: String, _ isDangerous: Bool)
      -> PersonWork
    {
      PersonWork(
        title: title, address: "/admin/people/\(account.id)/\(address)", about: about, isDangerous: isDangerous,
        refusal: AccountKeeping.refusal(by: actor, work, on: holder, otherHolders: found.others)?.sentence)
    }
    var works: [PersonWork] = []
    if account.state == .disabled || found.isPaused {
      let about = account.state == .disabled ? "账号已锁定，不能登录。" : "密码试错太多，15 分钟内不能登录。"
      works.append(work(.unlock, "解锁", "unlock", about, false))
    }
    works.append(work(.resetPassword, "重置密码", "reset", "忘了密码：给出新的一次性密码，登录着的都退出。", false))
    if account.state == .active {
      works.append(work(.lock, "锁定", "lock", "暂时不让登录，登录着的都退出，角色留着。", true))
    }
    var end = work(.end, "注销账号", "end", "调离、退休：永久停用并收回全部角色，不能恢复。", true)
    end.isFinal = true
    works.append(end)
    return works
  }

  static func standing(_ account: Account) -> AccountStanding {
    if account.isEnded { return .ended }
    if account.state == .disabled { return .locked }
    return account.mustChangePassword || account.lastSignInAt == nil ? .untouched : .active
  }

  // MARK: changing one

  private static func edit(_ call: Call) throws(Refusal) -> Response {
    let id = call.parameters["id"]
    let found = try find(call, id)
    try demand(.edit, found, call)
    let fields = call.request.fields
    var problems = problems(fields)
    let unit = unit(fields, UnitPicker(found.tree), &problems)
    guard problems.isEmpty, let unit else {
      return call.page(personPage(try page(call, id, fields: fields, problems: problems)), .badRequest)
    }
    let phone = value(fields, "phone")
    try call.write { (t) throws(StoreError) in
      try Accounts.edit(
        id, displayName: value(fields, "name"), unit: unit, phone: phone.isEmpty ? nil : phone, by: call.account.id,
        in: t)
    }
    call.services.sessions.forget(account: id)
    return .seeOther("/admin/people/\(id)?done=edit")
  }

  private static func demand(_ work: AccountKeeping.Work, _ found: Found, _ call: Call) throws(Refusal) {
    let holder = GrantHolder(found.account, found.grants, today: Day(call.now))
    if let refusal = AccountKeeping.refusal(by: call.account.actor, work, on: holder, otherHolders: found.others) {
      throw .forbidden(why: refusal.sentence, whoCanHelp: "")
    }
  }

  private static func work(_ work: AccountKeeping.Work, _ call: Call) throws(Refusal) -> Response {
    let id = call.parameters["id"]
    let found = try find(call, id)
    try demand(work, found, call)
    let actor = call.account.id
    try call.write { (t) throws(StoreError) in
      switch work {
      case .lock: try Accounts.setState(id, .disabled, by: actor, in: t)
      case .unlock:
        if found.account.state == .disabled { try Accounts.setState(id, .active, by: actor, in: t) }
        try SignInLimit().release(name: found.account.login, in: t)
      case .end: try Accounts.end(id, by: actor, in: t)
      case .edit, .resetPassword: return
      }
    }
    call.services.sessions.forget(account: id)
    return .seeOther("/admin/people/\(id)?done=\(work.rawValue)")
  }

  /// Asks before what cannot be undone.
  private static func askEnd(_ call: Call) throws(Refusal) -> Response {
    let id = call.parameters["id"]
    let found = try find(call, id)
    try demand(.end, found, call)
    let account = found.account
    let title = "注销\(account.displayName)（\(account.login)）"
    let inForce = found.grants.filter { $0.standing(on: Day(call.now)) == .inForce }
    let roles = inForce.isEmpty ? "他现在没有角色。" : "要收回的角色：\(inForce.map(\.role.officialName).joined(separator: "、"))。"
    return call.page(
      unitFormPage(
        UnitFormPage(
          shell: call.shell(.people), title: title,
          crumbs: [Link("工作台", "/"), Link("账号", Place.people.path), Link(account.displayName, "/admin/people/\(id)")],
          about: "注销后不能恢复，账号名也不能再用；他办过的事在总台账里都留着。只是暂时不让登录，请用“锁定”。",
          form: RecordForm(
            action: "/admin/people/\(id)/end", items: [.words(p { roles })], button: "注销账号", style: .danger,
            cancel: "/admin/people/\(id)", note: "马上生效，他登录着的都会退出。"), units: [])))
  }

  private static func reset(_ call: Call) throws(Refusal) -> Response {
    let id = call.parameters["id"]
    let found = try find(call, id)
    try demand(.resetPassword, found, call)
    let password = OneTimePassword.make()
    guard let hash = OneTimePassword.hash(password) else { throw .busy }
    try call.write { (t) throws(StoreError) in
      try Accounts.resetPassword(id, hash: hash, by: call.account.id, in: t)
      try SignInLimit().release(name: found.account.login, in: t)
    }
    call.services.sessions.forget(account: id)
    return call.page(personPage(try page(call, id, password: password, done: "密码已重置，他登录着的都已退出。")))
  }

  // MARK: parts

  private static func picker(_ call: Call) throws(Refusal) -> UnitPicker {
    UnitPicker(
      try call.read { (t) throws(StoreError) in
        try Units.tree(region: call.account.region, on: Day(t.now), in: t)
      })
  }

  private static func field(
    _ id: String, _ label: String, _ value: String, help: String? = nil, demand: String = "必填", isReadOnly: Bool = false
  ) -> Field {
    var made = Field(id, label)
    made.value = value
    made.help = help
    made.demand = demand
    made.isReadOnly = isReadOnly
    made.attributes = [.autocomplete("off")]
    return made
  }

  private static func value(_ fields: Fields, _ name: String) -> String {
    UnitPicker.trimmed(String((fields[name] ?? "").prefix(200)))
  }

  private static func problems(_ fields: Fields) -> [Problem] {
    var problems: [Problem] = []
    if let words = PersonRules.name(value(fields, "name")) { problems.append(Problem("name", words)) }
    if let words = PersonRules.phone(value(fields, "phone")) { problems.append(Problem("phone", words)) }
    return problems
  }

  private static func unit(_ fields: Fields, _ picker: UnitPicker, _ problems: inout [Problem]) -> String? {
    do throws(FieldProblem) {
      return try picker.unit(fields["unit"] ?? "", field: "unit")
    } catch {
      problems.append(error.problem)
      return nil
    }
  }
}

extension GrantHolder {
  init(_ account: Account, _ grants: [RoleGrant], today: Day) {
    self.init(
      account: account.id, isEnded: account.isEnded, hasOwnPassword: !account.mustChangePassword,
      held: grants.filter { [.inForce, .toCome].contains($0.standing(on: today)) }.map {
        HeldRole(role: $0.role, scope: $0.scopePath, from: $0.validFrom, until: $0.validTo)
      })
  }
}

extension GrantRow {
  init(_ grant: RoleGrant, today: Day, names: AccountNames, mayWithdraw: Bool = false) {
    let standing: Standing =
      switch grant.standing(on: today) {
      case .inForce: grant.isScopeEnded ? .orphaned : .inForce
      case .toCome: .toCome
      case .over: .over
      case .withdrawn: .withdrawn
      }
    let isOpen = standing == .inForce || standing == .toCome || standing == .orphaned
    self.init(
      id: grant.id, person: Link("\(grant.displayName)（\(grant.login)）", "/admin/rights?account=\(grant.account)"),
      unit: grant.unitName, role: grant.role.officialName, scope: grant.scopeName,
      span: grant.validTo.map { "\(grant.validFrom) 至 \($0)" } ?? "\(grant.validFrom) 起，长期", standing: standing,
      by: grant.grantedByName ?? names.words(grant.grantedBy),
      reason: grant.endReason.flatMap { $0.isEmpty ? nil : "收回：\($0)" } ?? grant.reason,
      withdraw: mayWithdraw && isOpen ? "/admin/rights/\(grant.id)" : nil)
  }
}
