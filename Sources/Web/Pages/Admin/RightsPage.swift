/// Who may do what where (授权).
struct RightsPage: Sendable {
  /// What the page shows below its tabs.
  enum Content: Sendable {
    case matrix(RightsMatrix)
    case list(filters: [ListFilter], rows: [GrantRow], pager: Pager)
    case waiting([WaitingPerson])
    case person(title: String, facts: [HTML], rows: [GrantRow], give: String?)
    case unit(UnitReaders)
  }
  var shell: Shell
  var tabs: [Tab]
  var content: Content
  /// Names of units for the field of `unit`.
  var units: [String] = []
  var done: String?
}

/// Roles across, branches down; a cell counts grants in force and leads to them.
struct RightsMatrix: Sendable {
  struct Row: Sendable {
    var name: String
    /// In the order of the roles.
    var cells: [(count: Int, href: String)]
  }
  var roles: [String]
  var rows: [Row]
  /// Grants that run out within thirty days, and grants on units that are over.
  var ending: [GrantRow]
  var orphaned: [GrantRow]
  var waiting: Int
}

struct WaitingPerson: Hashable, Sendable {
  var name: String
  var login: String
  var unit: String
  var since: String
  var hasOwnPassword: Bool
  var href: String
}

/// Who may see the forms of a unit.
struct UnitReaders: Sendable {
  struct Reader: Hashable, Sendable {
    var person: Link
    var unit: String
    var role: String
    var scope: String
    var until: String
    /// 看, 填, 审 …
    var may: String
  }
  var typed: String
  var problem: Problem?
  var unit: String?
  var readers: [Reader]
}

func rightsPage(_ model: RightsPage) -> HTML {
  var crumbs = [Link("工作台", "/")]
  var title = Place.rights.title
  if case .person(let name, _, _, _) = model.content {
    crumbs.append(Link(Place.rights.title, Place.rights.path))
    title = name
  }
  var facts: [HTML] = ["角色由安全管理员授，系统管理员只建账号"]
  var actions = [buttonLink("授角色", href: "/admin/rights/new", .main)]
  if case .person(_, let own, _, let give) = model.content {
    facts = own
    actions = give.map { [buttonLink("授角色", href: $0, .main)] } ?? []
  }
  return page(
    model.shell,
    PageContent(title) {
      pageHead(title, crumbs: crumbs, facts: facts, actions: actions)
      if let done = model.done { message(.good, done) }
      tabs(model.tabs, named: "授权的看法")
      content(model)
    })
}

private func content(_ model: RightsPage) -> HTML {
  switch model.content {
  case .matrix(let matrix): matrixView(matrix)
  case .list(let filters, let rows, let pager): listView(filters, rows, pager)
  case .waiting(let people): waitingView(people)
  case .person(_, _, let rows, _): grantsPanel("他的角色", rows, none: "还没有角色，登录只能看到说明。点“授角色”。")
  case .unit(let readers): readersView(readers, model.units)
  }
}

private func matrixView(_ model: RightsMatrix) -> HTML {
  .group([
    model.waiting == 0
      ? .empty
      : message(
        .info, "有 \(Words.count(model.waiting)) 个账号还没有角色。",
        action: buttonLink("去授权", href: "/admin/rights?view=waiting", .small)),
    model.orphaned.isEmpty
      ? .empty
      : .group([
        message(.warning, "有 \(model.orphaned.count) 项授权在已撤并的单位上。", "人还能看原单位的表，看不到新单位的。请按新单位重新授，再收回旧的。"),
        grantList("撤并单位上的授权", model.orphaned),
      ]),
    model.rows.isEmpty
      ? emptyState("还没有授过角色", why: "先选一个账号，再选角色和范围。", next: buttonLink("授角色", href: "/admin/rights/new"), isAlone: true)
      : dataTable("角色和范围", [Column("管辖范围")] + model.roles.map { Column($0, isFigure: true) }, style: "t roles") {
        for row in model.rows {
          tr {
            th(.scope("row")) { row.name }
            for cell in row.cells {
              td(.class("n")) {
                if cell.count == 0 { none("无") } else { a(.href(cell.href)) { Words.count(cell.count) } }
              }
            }
          }
        }
      },
    model.ending.isEmpty ? .empty : div(.class("mt-4")) { grantList("30 天内到期", model.ending) },
  ])
}

/// Grants of several people.
private func grantList(_ title: String, _ rows: [GrantRow]) -> HTML {
  let columns = [
    Column("人员"), Column("所在单位"), Column("角色"), Column("管辖范围"), Column("期限"), Column("状态"), Column("办理"),
  ]
  return dataTable(title, columns, style: "t cards") {
    for row in rows {
      tr {
        th(.scope("row")) { anchor(row.person) }
        td(.attribute("data-l", "所在单位")) { row.unit }
        td(.attribute("data-l", "角色")) { row.role }
        td(.attribute("data-l", "管辖范围")) { row.scope }
        td(.attribute("data-l", "期限")) { row.span }
        td(.attribute("data-l", "状态")) { row.standing.tag }
        td(.class("nw"), .attribute("data-l", "办理")) {
          if let href = row.withdraw {
            a(.href(href)) {
              "收回"
              hiddenWords("：\(row.person.title)的\(row.role)")
            }
          } else {
            none("已结束")
          }
        }
      }
    }
  }
}

private func listView(_ filters: [ListFilter], _ rows: [GrantRow], _ pages: Pager) -> HTML {
  .group([
    form(.class("flt"), .action(Place.rights.path), .ariaLabel("筛选")) {
      hiddenField("view", "list")
      for (index, filter) in filters.enumerated() { filterControl(filter, id: "filter-\(index)") }
      submitButton("筛选", .smallMain)
      a(.class("on"), .href("/admin/rights?view=list")) { "清除条件" }
    },
    rows.isEmpty
      ? emptyState(
        "没有符合条件的授权", why: "放宽一个条件，或者清除条件看全部。", next: buttonLink("清除条件", href: "/admin/rights?view=list"), isAlone: true)
      : .group([grantList("授权清单", rows), pager(pages)]),
  ])
}

private func waitingView(_ people: [WaitingPerson]) -> HTML {
  guard !people.isEmpty else {
    return emptyState("没有等着授权的人", why: "每个有效账号都有角色。新建的账号会出现在这里。", isAlone: true)
  }
  let columns = [Column("人员"), Column("单位"), Column("账号建于"), Column("密码"), Column("办理")]
  return dataTable("待授权的人", columns, style: "t cards") {
    for person in people {
      tr {
        th(.scope("row")) { "\(person.name)（\(person.login)）" }
        td(.attribute("data-l", "单位")) { person.unit }
        td(.class("nw"), .attribute("data-l", "账号建于")) { person.since }
        td(.attribute("data-l", "密码")) { person.hasOwnPassword ? "已改成自己的" : "还是一次性密码" }
        td(.class("nw"), .attribute("data-l", "办理")) {
          a(.href(person.href)) {
            "授角色"
            hiddenWords("：\(person.name)")
          }
        }
      }
    }
  }
}

private func readersView(_ model: UnitReaders, _ units: [String]) -> HTML {
  var made = unitField("unit", "哪个单位", value: model.typed, help: "写名称或编码，查出谁能看到它的表。")
  if let problem = model.problem { made.remark = .error(problem.words) }
  return .group([
    errorSummary(model.problem.map { [$0] } ?? []),
    panel("查一个单位") {
      form(.action(Place.rights.path)) {
        hiddenField("view", "unit")
        field(made)
        unitList(units)
        p(.class("mt")) { submitButton("查谁能看") }
      }
    },
    model.unit.map { readers($0, model.readers) } ?? .empty,
  ])
}

private func readers(_ unit: String, _ rows: [UnitReaders.Reader]) -> HTML {
  let about = "第三方机构和评审专家只看分派给他们的，不在此列。"
  guard !rows.isEmpty else {
    return div(.class("mt-4")) { emptyState("没有人能看到\(unit)的表", why: "给填报人授“项目执行单位”，范围选这个单位。", isAlone: true) }
  }
  let columns = [Column("人员"), Column("所在单位"), Column("角色"), Column("管辖范围"), Column("能做什么"), Column("到期")]
  return div(.class("mt-4")) {
    panel(
      "能看到\(unit)的 \(rows.count) 人", more: .text(about),
      flush: dataTable("能看到\(unit)的人", columns, style: "t cards") {
        for row in rows {
          tr {
            th(.scope("row")) { anchor(row.person) }
            td(.attribute("data-l", "所在单位")) { row.unit }
            td(.attribute("data-l", "角色")) { row.role }
            td(.attribute("data-l", "管辖范围")) { row.scope }
            td(.attribute("data-l", "能做什么")) { row.may }
            td(.class("nw"), .attribute("data-l", "到期")) { row.until }
          }
        }
      })
  }
}
