import Lifecycle
import Model
import Store

/// Roles on branches, as the security administrator gives and takes them.
enum RightsRoutes {
  static let all: [AppRoute] = [
    .get("/admin/rights", .may(.assignRoles), show), .get("/admin/rights/new", .may(.assignRoles), GrantActs.showNew),
    .post("/admin/rights", .may(.assignRoles), GrantActs.give),
    .get("/admin/rights/{id}", .may(.assignRoles), GrantActs.showWithdrawal),
    .post("/admin/rights/{id}", .may(.assignRoles), GrantActs.withdraw),
  ]

  private struct Found {
    let grants: [RoleGrant]
    let tree: UnitTree
    let names: AccountNames
    let waiting: Page<Account>
  }

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let region = call.account.region
    var roleless = AccountFilter(region: region)
    roleless.standing = .roleless
    roleless.order = .created
    roleless.pageSize = 200
    let found = try call.read { (t) throws(StoreError) in
      Found(
        grants: try Grants.current(region: region, in: t), tree: try Units.tree(region: region, on: Day(t.now), in: t),
        names: try AccountNames(region: region, in: t), waiting: try Accounts.list(roleless, in: t))
    }
    let view = call.query["account"] == nil ? call.query["view"] ?? "" : "account"
    let content: RightsPage.Content
    var units: [String] = []
    switch view {
    case "list": content = list(call, found)
    case "waiting": content = .waiting(found.waiting.items.map { WaitingPerson($0, now: call.now) })
    case "account": content = try person(call, found)
    case "unit":
      let picker = UnitPicker(found.tree)
      units = picker.names
      content = .unit(try readers(call, found, picker))
    default: content = .matrix(matrix(call, found))
    }
    return call.page(
      rightsPage(
        RightsPage(
          shell: call.shell(.rights), tabs: tabs(view, found), content: content, units: units, done: done(call))))
  }

  private static func tabs(_ view: String, _ found: Found) -> [Tab] {
    let all: [(String, String, Int?)] = [
      ("", "角色和范围", nil), ("list", "授权清单", found.grants.count), ("waiting", "待授权", found.waiting.total),
      ("unit", "谁能看这个单位", nil),
    ]
    return all.map { name, title, count in
      Tab(title, name.isEmpty ? "/admin/rights" : "/admin/rights?view=\(name)", count: count, isCurrent: name == view)
    }
  }

  private static func done(_ call: Call) -> String? {
    switch call.query["done"] {
    case "give": "已授。本人下次点开页面就生效。"
    case "withdraw": "已收回，他登录着的都已退出。"
    default: nil
    }
  }

  // MARK: matrix

  private static func matrix(_ call: Call, _ found: Found) -> RightsMatrix {
    let today = Day(call.now)
    let inForce = found.grants.filter { $0.standing(on: today) == .inForce }
    let roles = Role.allCases.filter { role in inForce.contains { $0.role == role } }
    var counts: [String: [Role: Int]] = [:]
    for grant in inForce {
      // Below the departments one row a department is enough: its list tells the rest.
      let path = grant.scopePath.identifiers
      counts[path.count > 1 ? path[1] : path[0], default: [:]][grant.role, default: 0] += 1
    }
    let heads = found.tree.nodes.filter { $0.level <= 1 && counts[$0.state.unit] != nil }
    let rows = heads.map { node in
      RightsMatrix.Row(
        name: node.level == 0 ? "\(node.state.name)（全区）" : node.state.name,
        cells: roles.map { role in
          (
            counts[node.state.unit]?[role] ?? 0,
            "/admin/rights?view=list&role=\(role.rawValue)&unit=\(PercentCoding.encode(node.state.unit))"
          )
        })
    }
    let soon = today.adding(days: 30)
    func row(_ grant: RoleGrant) -> GrantRow {
      GrantRow(grant, today: today, names: found.names, mayWithdraw: grant.account != call.account.id)
    }
    return RightsMatrix(
      roles: roles.map(\.officialName), rows: rows,
      ending: inForce.filter { $0.validTo.map { $0 <= soon } ?? false }.map(row),
      orphaned: inForce.filter(\.isScopeEnded).map(row), waiting: found.waiting.total)
  }

  // MARK: list and person

  private static func list(_ call: Call, _ found: Found) -> RightsPage.Content {
    let today = Day(call.now)
    let role = call.query["role"].flatMap { Role(rawValue: $0) }
    let unit = call.query["unit"] ?? ""
    let words = UnitPicker.trimmed(String((call.query["q"] ?? "").prefix(50))).lowercased()
    let isTop = found.tree[unit]?.level == 0
    let matching = found.grants.filter { grant in
      (role == nil || grant.role == role)
        && (unit.isEmpty || (isTop ? grant.scope == unit : grant.scopePath.identifiers.contains(unit)))
        && (words.isEmpty
          || [grant.login, grant.displayName.lowercased(), grant.unitName.lowercased()].contains { $0.contains(words) })
    }
    let size = min(max(call.number("size") ?? 50, 1), 200)
    let pager = Pager(
      counter: "项", total: matching.count, page: call.number("page") ?? 1, size: size,
      href: { page, size in
        var fields = Fields()
        for name in ["view", "role", "unit", "q"] {
          if let value = call.query[name], !value.isEmpty { fields.append(name, value) }
        }
        fields.append("page", String(page))
        fields.append("size", String(size))
        return "/admin/rights?" + fields.encoded
      })
    let rows = matching.isEmpty ? [] : Array(matching[(pager.first - 1)..<pager.last])
    let units = found.tree.nodes.filter { $0.level <= 1 || $0.state.unit == unit }
    return .list(
      filters: [
        .choice(
          name: "role", label: "角色",
          choices: [Choice("", "全部角色")]
            + Role.allCases.filter { $0 != .public }.map { Choice($0.rawValue, $0.officialName) },
          chosen: role?.rawValue ?? ""),
        .choice(
          name: "unit", label: "管辖范围",
          choices: [Choice("", "全部范围")]
            + units.map { Choice($0.state.unit, $0.level == 0 ? "\($0.state.name)（全区）" : $0.state.name) }, chosen: unit),
        .search(name: "q", label: "账号、姓名或单位", value: call.query["q"] ?? ""),
      ],
      rows: rows.map {
        GrantRow($0, today: today, names: found.names, mayWithdraw: $0.account != call.account.id)
      }, pager: pager)
  }

  private static func person(_ call: Call, _ found: Found) throws(Refusal) -> RightsPage.Content {
    let id = call.query["account"] ?? ""
    let today = Day(call.now)
    let (account, grants) = try call.read { (t) throws(StoreError) in
      (try Accounts.find(id: id, in: t), try Grants.list(account: id, in: t))
    }
    guard let account, account.region == call.account.region else { throw .notFound }
    let isOther = account.id != call.account.id
    return .person(
      title: "\(account.displayName)（\(account.login)）",
      facts: [.text(account.unitName), PeopleRoutes.standing(account).tag],
      rows: grants.map { GrantRow($0, today: today, names: found.names, mayWithdraw: isOther) },
      give: isOther && !account.isEnded ? "/admin/rights/new?account=\(account.login)" : nil)
  }

  // MARK: who may see a unit

  private static func readers(_ call: Call, _ found: Found, _ picker: UnitPicker) throws(Refusal) -> UnitReaders {
    let typed = String((call.query["unit"] ?? "").prefix(100))
    guard !UnitPicker.trimmed(typed).isEmpty else {
      return UnitReaders(typed: "", problem: nil, unit: nil, readers: [])
    }
    let id: String
    do throws(FieldProblem) {
      id = try picker.unit(typed, field: "unit")
    } catch {
      return UnitReaders(typed: typed, problem: error.problem, unit: nil, readers: [])
    }
    let unit = try call.read { (t) throws(StoreError) in
      try Units.find(region: call.account.region, id: id, in: t)
    }
    guard let unit else { throw .notFound }
    let today = Day(call.now)
    let seeing = found.grants.filter { grant in
      grant.standing(on: today) == .inForce
        && Permission.decide(
          Actor(account: grant.account, role: grant.role, scope: grant.scopePath), .readForm,
          .form(owner: unit.path, state: .approved)
        ).isAllowed
    }
    return UnitReaders(
      typed: typed, problem: nil, unit: unit.name,
      readers: seeing.map { grant in
        UnitReaders.Reader(
          person: Link("\(grant.displayName)（\(grant.login)）", "/admin/rights?account=\(grant.account)"),
          unit: grant.unitName, role: grant.role.officialName, scope: grant.scopeName,
          until: grant.validTo?.text ?? "长期", may: RoleWords.may(grant.role))
      })
  }
}

extension WaitingPerson {
  init(_ account: Account, now: Instant) {
    self.init(
      name: account.displayName, login: account.login, unit: account.unitName,
      since: Moments.short(account.createdAt, now: now), hasOwnPassword: !account.mustChangePassword,
      href: "/admin/rights/new?account=\(account.login)")
  }
}

/// What a role may do, in a few words taken from the place of permission.
enum RoleWords {
  static func may(_ role: Role) -> String {
    let actions = Action.allCases.filter { $0 != .readReference && Permission.roles(for: $0).contains(role) }
    return actions.map(\.officialName).joined(separator: "、")
  }
}
