import Lifecycle
import Model
import Store

/// Giving a role and taking one back; whether it may be is asked of `Granting`.
enum GrantActs {
  static func showNew(_ call: Call) throws(Refusal) -> Response {
    var fields = Fields()
    fields.append("account", call.query["account"] ?? "")
    return call.page(grantPage(try newPage(call, fields)))
  }

  private struct Found {
    let account: Account?
    let grants: [RoleGrant]
    let tree: UnitTree
    let names: AccountNames
  }

  private static func find(_ call: Call, login: String) throws(Refusal) -> Found {
    let region = call.account.region
    return try call.read { (t) throws(StoreError) in
      var account = try Accounts.find(login: login, in: t)
      if account?.region != region { account = nil }
      return Found(
        account: account,
        grants: try account.map { (found) throws(StoreError) in try Grants.list(account: found.id, in: t) } ?? [],
        tree: try Units.tree(region: region, on: Day(t.now), in: t), names: try AccountNames(region: region, in: t))
    }
  }

  private static func newPage(
    _ call: Call, _ fields: Fields, _ problems: [Problem] = []
  ) throws(Refusal) -> GrantPage {
    let found = try find(call, login: login(fields))
    let picker = UnitPicker(found.tree)
    let today = Day(call.now)
    var account = Field("account", "账号")
    account.value = fields["account"] ?? ""
    account.demand = "必填"
    account.help = found.account.map { "\($0.displayName)，\($0.unitName)" } ?? "写登录用的账号。"
    account.attributes = [.autocomplete("off")]
    var from = Field("from", "从哪天起")
    from.value = fields["from"] ?? today.text
    from.demand = "必填"
    from.attributes = [.type("date")]
    var until = Field("until", "到哪天止")
    until.value = fields["until"] ?? ""
    until.demand = "可空"
    until.help = "含这一天；长期有效就空着。代班、借调请写到哪天。"
    until.attributes = [.type("date")]
    var reason = Field("reason", "理由")
    reason.value = fields["reason"] ?? ""
    reason.demand = "必填"
    reason.help = "文号或事由，例如：岗位调整通知。"
    let scope = fields["scope"] ?? found.account.map { picker.name($0.unit) } ?? ""
    return GrantPage(
      shell: call.shell(.rights), title: "授角色",
      form: RecordForm(
        action: "/admin/rights",
        items: [
          .field(account),
          .choice(
            ChoiceField(
              id: "role", label: "角色",
              choices: [Choice("", "请选择")]
                + Role.allCases.filter { $0 != .public }.map { Choice($0.rawValue, $0.officialName) },
              chosen: fields["role"] ?? "", demand: "必填")),
          .field(unitField("scope", "管辖范围", value: scope, help: "这个单位和它的所有下级；管理员选最上一级。", demand: "必填")),
          .field(from), .field(until), .field(reason),
        ], button: "授这个角色", cancel: Place.rights.path, note: "记入总台账：谁、给谁、什么角色、多大范围、多久、为什么。"),
      units: picker.names,
      held: found.grants.filter { $0.standing(on: today) != .withdrawn }
        .map { GrantRow($0, today: today, names: found.names) }, heldTitle: "他现在的角色",
      roles: Role.allCases.filter { $0 != .public }.map { ($0.officialName, RoleWords.may($0)) }, problems: problems)
  }

  static func give(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    let found = try find(call, login: login(fields))
    let outcome = wish(fields, found)
    guard case .success(let draft, let held) = outcome, let account = found.account,
      let region = found.tree.nodes.first?.state.unit
    else {
      if case .failure(let problems) = outcome {
        return call.page(grantPage(try newPage(call, fields, problems)), .badRequest)
      }
      throw .notFound
    }
    let holder = GrantHolder(account, found.grants, today: Day(call.now))
    if let refusal = Granting.refusal(
      by: call.account.actor, giving: held, to: holder, reason: draft.reason, region: UnitPath([region]),
      today: Day(call.now))
    {
      let problem = Problem(refusal.part.rawValue, refusal.sentence)
      return call.page(grantPage(try newPage(call, fields, [problem])), .badRequest)
    }
    let actor = call.account
    try call.write { (t) throws(StoreError) in try Grants.give(draft, region: actor.region, by: actor.id, in: t) }
    call.services.sessions.forget(account: account.id)
    return .seeOther("/admin/rights?account=\(account.id)&done=give")
  }

  private enum Wish {
    case success(Grants.Draft, HeldRole)
    case failure([Problem])
  }

  /// What was typed, as a grant; or everything that cannot be read.
  private static func wish(_ fields: Fields, _ found: Found) -> Wish {
    var problems: [Problem] = []
    if found.account == nil {
      let typed = login(fields)
      problems.append(Problem("account", typed.isEmpty ? "没有写账号。" : "没有账号“\(typed)”。请核对，或请系统管理员先建。"))
    }
    let role = fields["role"].flatMap { Role(rawValue: $0) }
    if role == nil || role == .public { problems.append(Problem("role", Granting.Refusal.noRole.sentence)) }
    var scope: UnitTree.Node?
    do throws(FieldProblem) {
      scope = found.tree[try UnitPicker(found.tree).unit(fields["scope"] ?? "", field: "scope")]
    } catch {
      problems.append(error.problem)
    }
    let from = Day(UnitPicker.trimmed(fields["from"] ?? ""))
    if from == nil { problems.append(Problem("from", "开始日期看不懂。请按 2026-01-01 这样写年、月、日。")) }
    let typed = UnitPicker.trimmed(fields["until"] ?? "")
    let until = Day(typed)
    if !typed.isEmpty, until == nil { problems.append(Problem("until", "截止日期看不懂。请按 2026-12-31 这样写，长期有效就空着。")) }
    guard problems.isEmpty, let account = found.account, let role, let scope, let from else {
      return .failure(problems)
    }
    let path = UnitPath(found.tree.above(scope.state.unit).map(\.state.unit) + [scope.state.unit])
    return .success(
      .init(
        account: account.id, role: role, scope: scope.state.unit, from: from, until: until,
        reason: UnitPicker.trimmed(String((fields["reason"] ?? "").prefix(200)))),
      HeldRole(role: role, scope: path, from: from, until: until))
  }

  private static func login(_ fields: Fields) -> String {
    UnitPicker.trimmed(String((fields["account"] ?? "").prefix(100))).lowercased()
  }

  // MARK: taking back

  static func showWithdrawal(_ call: Call) throws(Refusal) -> Response {
    call.page(grantPage(try withdrawalPage(call, reason: "")))
  }

  private static func grant(_ call: Call) throws(Refusal) -> RoleGrant {
    let id = call.parameters["id"]
    let found = try call.read { (t) throws(StoreError) in try Grants.find(id: id, in: t) }
    guard let found, found.region == call.account.region, found.endedAt == nil else { throw .notFound }
    return found
  }

  private static func withdrawalPage(
    _ call: Call, reason: String, _ problems: [Problem] = []
  ) throws(Refusal) -> GrantPage {
    let grant = try grant(call)
    let names = try call.read { (t) throws(StoreError) in try AccountNames(region: grant.region, in: t) }
    var field = Field("reason", "理由")
    field.value = reason
    field.demand = "必填"
    field.help = "例如：离岗、调任、代班结束。"
    let who = "\(grant.displayName)（\(grant.login)）的\(grant.role.officialName)，范围\(grant.scopeName)"
    return GrantPage(
      shell: call.shell(.rights), title: "收回角色",
      form: RecordForm(
        action: "/admin/rights/\(grant.id)", items: [.words(p { who }), .field(field)], button: "收回这个角色",
        style: .danger, cancel: "/admin/rights?account=\(grant.account)", note: "马上生效，他登录着的都会退出。"),
      units: [], held: [GrantRow(grant, today: Day(call.now), names: names)], heldTitle: "要收回的", roles: [],
      problems: problems)
  }

  static func withdraw(_ call: Call) throws(Refusal) -> Response {
    let grant = try grant(call)
    let reason = UnitPicker.trimmed(String((call.request.fields["reason"] ?? "").prefix(200)))
    let actor = call.account
    let (holder, others) = try call.read { (t) throws(StoreError) in
      (
        try Accounts.find(id: grant.account, in: t),
        try Grants.holders(of: grant.role, region: grant.region, except: grant.account, in: t)
      )
    }
    guard let holder else { throw .notFound }
    if let refusal = Granting.refusal(
      by: actor.actor, withdrawing: grant.role, from: GrantHolder(holder, [], today: Day(call.now)), reason: reason,
      otherHolders: others)
    {
      let field = refusal.part == .reason ? "reason" : "main"
      return call.page(
        grantPage(try withdrawalPage(call, reason: reason, [Problem(field, refusal.sentence)])), .badRequest)
    }
    try call.write { (t) throws(StoreError) in try Grants.withdraw(grant.id, reason: reason, by: actor.id, in: t) }
    call.services.sessions.forget(account: grant.account)
    return .seeOther("/admin/rights?account=\(grant.account)&done=withdraw")
  }
}
