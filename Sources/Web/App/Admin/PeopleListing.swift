import Lifecycle
import Model
import Store

/// The list of accounts; its address is its filter.
enum PeopleListing {
  private static let own = ["state", "unit", "role", "q", "sort", "order", "size"]

  static func show(_ call: Call) throws(Refusal) -> Response {
    let region = call.account.region
    var filter = AccountFilter(region: region)
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.role = call.query["role"].flatMap { Role(rawValue: $0) }
    filter.standing = call.query["state"].flatMap { AccountFilter.Standing(rawValue: $0) }
    filter.order = call.query["sort"].flatMap { AccountFilter.Order(rawValue: $0) } ?? .login
    filter.isDescending = call.query["order"] == Column.Order.descending.rawValue
    filter.page = call.number("page") ?? 1
    filter.pageSize = call.number("size") ?? 50
    let found = try call.read { (t) throws(StoreError) in
      let tree = try Units.tree(region: region, on: Day(t.now), in: t)
      if let unit = call.query["unit"], !unit.isEmpty {
        filter.branch = try Units.find(region: region, id: unit, in: t)?.path
      }
      let page = try Accounts.list(filter, in: t)
      var roles: [String: [String]] = [:]
      for account in page.items {
        roles[account.id] = try Grants.inForce(account: account.id, in: t).map(\.role.officialName)
      }
      return (tree: tree, page: page, roles: roles)
    }
    let page = found.page
    let isFiltered = ["q", "role", "state", "unit"].contains { !(call.query[$0] ?? "").isEmpty }
    return call.page(
      peoplePage(
        PeoplePage(
          shell: call.shell(.people), filters: filters(call, filter, found.tree), kept: kept(call),
          isFiltered: isFiltered,
          tabs: tabs(call, filter, page.total),
          rows: page.items.map { account in
            PersonRow(
              id: account.id, login: account.login, name: account.displayName, unit: account.unitName,
              roles: found.roles[account.id] ?? [], state: PeopleRoutes.standing(account),
              lastSignIn: account.lastSignInAt.map { Moments.short($0, now: call.now) } ?? "")
          }, sort: filter.order.rawValue, order: filter.isDescending ? .descending : .ascending,
          sortHref: { column, order in href(call, [("sort", column), ("order", order.rawValue), ("page", nil)]) },
          pager: Pager(
            counter: "人", total: page.total, page: page.number, size: page.size,
            href: { page, size in href(call, [("page", String(page)), ("size", String(size))]) }),
          done: call.query["done"].flatMap { Int($0) }.map { "已导入 \(Words.count($0)) 人。" })))
  }

  private static func tabs(_ call: Call, _ filter: AccountFilter, _ total: Int) -> [Tab] {
    let all: [(AccountFilter.Standing?, String)] = [
      (nil, "全部"), (.roleless, "待授权"), (.untouched, "未启用"), (.locked, "已锁定"), (.ended, "已注销"),
    ]
    return all.map { standing, title in
      Tab(
        title, href(call, [("state", standing?.rawValue), ("page", nil)]),
        count: standing == filter.standing ? total : nil,
        isCurrent: standing == filter.standing)
    }
  }

  private static func filters(_ call: Call, _ filter: AccountFilter, _ tree: UnitTree) -> [ListFilter] {
    let units = tree.nodes.filter { $0.level <= 1 || $0.state.unit == call.query["unit"] }
    return [
      .choice(
        name: "unit", label: "单位及下级",
        choices: [Choice("", "全部单位")]
          + units.map { Choice($0.state.unit, String(repeating: "\u{3000}", count: $0.level) + $0.state.name) },
        chosen: call.query["unit"] ?? ""),
      .choice(
        name: "role", label: "角色",
        choices: [Choice("", "全部角色")]
          + Role.allCases.filter { $0 != .public }.map { Choice($0.rawValue, $0.officialName) },
        chosen: filter.role?.rawValue ?? ""),
      .search(name: "q", label: "账号、姓名或单位", value: filter.search),
    ]
  }

  private static func kept(_ call: Call) -> [(String, String)] {
    ["state", "sort", "order", "size"].compactMap { name in
      call.query[name].flatMap { $0.isEmpty ? nil : (name, $0) }
    }
  }

  private static func href(_ call: Call, _ changes: [(String, String?)]) -> String {
    var fields = Fields()
    for name in own + ["page"] {
      let change = changes.first { $0.0 == name }
      let value = change == nil ? call.query[name] : change?.1
      if let value, !value.isEmpty { fields.append(name, value) }
    }
    return fields.isEmpty ? "/admin/people" : "/admin/people?" + fields.encoded
  }
}
