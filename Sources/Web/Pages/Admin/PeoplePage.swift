/// The accounts of a region (人员和账号).
struct PeoplePage: Sendable {
  var shell: Shell
  var filters: [ListFilter]
  var kept: [(String, String)]
  var isFiltered: Bool
  var tabs: [Tab]
  var rows: [PersonRow]
  var sort: String
  var order: Column.Order
  /// Address of the list in another order.
  var sortHref: @Sendable (String, Column.Order) -> String
  var pager: Pager
  var done: String?
}

struct PersonRow: Hashable, Sendable {
  var id: String
  var login: String
  var name: String
  var unit: String
  /// Roles in force, the one in use first.
  var roles: [String]
  var state: AccountStanding
  var lastSignIn: String
}

/// Where an account stands, in words.
enum AccountStanding: Hashable, Sendable {
  case active, untouched, locked, ended

  var tag: HTML {
    switch self {
    case .active: Web.tag(.good, .ok, "正常")
    case .untouched: Web.tag(.accent, .clock, "未启用")
    case .locked: Web.tag(.warning, .lock, "已锁定")
    case .ended: Web.tag(.plain, .error, "已注销")
    }
  }
}

func peoplePage(_ model: PeoplePage) -> HTML {
  page(
    model.shell,
    PageContent("账号") {
      pageHead(
        "账号", crumbs: [Link("工作台", "/")], facts: ["账号由系统管理员建，角色由安全管理员授"],
        actions: [
          buttonLink("批量导入", href: "/admin/people/import"), buttonLink("新建账号", href: "/admin/people/new", .main),
        ])
      if let done = model.done { message(.good, done) }
      tabs(model.tabs, named: "常用筛选")
      form(.class("flt"), .action(Place.people.path), .ariaLabel("筛选")) {
        for (name, value) in model.kept { hiddenField(name, value) }
        for (index, filter) in model.filters.enumerated() { filterControl(filter, id: "filter-\(index)") }
        submitButton("筛选", .smallMain)
        a(.class("on"), .href(Place.people.path)) { "清除条件" }
      }
      if model.rows.isEmpty {
        emptyState(
          model.isFiltered ? "没有符合条件的人员" : "还没有人员", why: model.isFiltered ? "放宽一个条件，或者清除条件看全部。" : "新建账号，或用 Excel 批量导入。",
          next: model.isFiltered
            ? buttonLink("清除条件", href: Place.people.path) : buttonLink("批量导入", href: "/admin/people/import"),
          isAlone: true)
      } else {
        table(model)
        pager(model.pager)
      }
    })
}

private func table(_ model: PeoplePage) -> HTML {
  func column(_ title: String, _ name: String, _ first: Column.Order = .ascending) -> Column {
    let isCurrent = model.sort == name
    let next: Column.Order = isCurrent ? (model.order == .ascending ? .descending : .ascending) : first
    return Column(title, sortHref: model.sortHref(name, next), order: isCurrent ? model.order : nil)
  }
  let columns = [
    column("账号", "login"), column("姓名", "name"), column("单位", "unit"), Column("角色"), Column("状态"),
    column("上次登录", "last", .descending),
  ]
  return dataTable("人员，第 \(model.pager.first) 至 \(model.pager.last) 人", columns, style: "t cards") {
    for row in model.rows {
      tr {
        th(.scope("row")) { a(.href("/admin/people/\(row.id)")) { row.login } }
        td(.class("nw"), .attribute("data-l", "姓名")) { row.name }
        td(.attribute("data-l", "单位")) { row.unit }
        td(.attribute("data-l", "角色")) {
          row.roles.isEmpty ? none("待授权") : .text(row.roles.joined(separator: "、"))
        }
        td(.attribute("data-l", "状态")) { row.state.tag }
        td(.class("nw"), .attribute("data-l", "上次登录")) {
          row.lastSignIn.isEmpty ? none("没有登录过") : .text(row.lastSignIn)
        }
      }
    }
  }
}
