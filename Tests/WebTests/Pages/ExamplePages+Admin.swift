@testable import Web

extension ExamplePages {
  private static let changes = [
    UnitChangeRow(
      day: "2024-05-01", kind: "合并", from: Link("区文化局", "/admin/units/w"), to: Link("区文化和旅游局", "/admin/units/wl"),
      basis: "示编发〔2024〕12号", by: "蒋演示"),
    UnitChangeRow(
      day: "2024-03-01", kind: "更名", from: Link("区水务局", "/admin/units/s"), to: Link("区水务和湖泊局", "/admin/units/s"),
      basis: "示编发〔2024〕3号", by: "蒋演示"),
  ]

  private static func units(_ rows: [UnitRow], search: String = "", mayChange: Bool = true) -> HTML {
    unitsPage(
      UnitsPage(
        shell: shell(.units), year: 2024, years: [2026, 2025, 2024], day: "12 月 31 日", search: search, rows: rows,
        total: 612,
        changes: rows.isEmpty ? [] : changes, mayChange: mayChange, isAllOpen: false, openHref: "/admin/units?open=all")
    )
  }

  private static let unitRows = [
    UnitRow(
      id: "q", name: "示范区", level: 0, span: "一直有效", people: 0, children: 80, branch: 611, toggle: nil, isOpen: true,
      marks: []),
    UnitRow(
      id: "s", name: "区水务和湖泊局", code: "059", level: 1, span: "2024-03-01 起", people: 12, children: 3, branch: 5,
      toggle: "/admin/units?open=s", isOpen: false, marks: ["本年更名"]),
    UnitRow(
      id: "d", name: "堤防管理所", code: nil, level: 2, span: "一直有效", people: 4, children: 0, branch: 0, toggle: nil,
      isOpen: false, marks: []),
  ]

  private static func unit(fate: String? = nil, acts: [UnitActKind] = UnitActKind.allCases) -> HTML {
    unitPage(
      UnitPage(
        shell: shell(.units), id: "s", name: "区水务和湖泊局", code: "059", above: [Link("示范区", "/admin/units/q")],
        span: "一直有效", fate: fate, people: 12,
        history: [
          UnitStateRow(span: "2024-03-01 起", name: "区水务和湖泊局", code: "059", parent: "示范区"),
          UnitStateRow(span: "到 2024-02-29", name: "区水务局", code: nil, parent: "示范区"),
        ], changes: changes, children: [Link("堤防管理所", "/admin/units/d")],
        counterparts: [Link("区水务局", "/admin/units/s")], counterpartYear: 2023, acts: acts, done: "已更名，以前年度仍显示原来的名称。"))
  }

  private static func grant(_ standing: GrantRow.Standing, _ withdraw: String? = "/admin/rights/1") -> GrantRow {
    GrantRow(
      id: "1", person: Link("李示例（lisl）", "/admin/rights?account=1"), unit: "区水务局", role: "主管部门财务科", scope: "区水务局",
      span: "2024-01-01 起，长期", standing: standing, by: "沈演示", reason: "岗位调整通知", withdraw: withdraw)
  }

  private static func rights(_ content: RightsPage.Content) -> HTML {
    rightsPage(
      RightsPage(
        shell: shell(.rights),
        tabs: [Tab("角色和范围", "/admin/rights", isCurrent: true), Tab("授权清单", "/admin/rights?view=list", count: 2)],
        content: content, units: ["示范区", "区水务局（059）"]))
  }

  private static let people = PeoplePage(
    shell: shell(.people),
    filters: [
      .choice(name: "unit", label: "单位及下级", choices: [Choice("", "全部单位")], chosen: ""),
      .search(name: "q", label: "账号、姓名或单位", value: ""),
    ], kept: [], isFiltered: false, tabs: [Tab("全部", "/admin/people", count: 3, isCurrent: true)],
    rows: [
      PersonRow(
        id: "1", login: "lisl", name: "李示例", unit: "区水务局", roles: ["主管部门财务科"], state: .active, lastSignIn: "11-20 09:31"
      ),
      PersonRow(id: "2", login: "wangsl", name: "王示例", unit: "区水务局", roles: [], state: .untouched, lastSignIn: ""),
      PersonRow(
        id: "3", login: "zhaosl", name: "赵示例", unit: "区民政局", roles: [], state: .locked, lastSignIn: "10-08 17:02"),
    ], sort: "login", order: .ascending, sortHref: { _, _ in "/admin/people" },
    pager: Pager(counter: "人", total: 3, page: 1, size: 50) { _, _ in "/admin/people" })

  private static var person: PersonPage {
    var name = Field("name", "姓名")
    name.value = "李示例"
    return PersonPage(
      shell: shell(.people), id: "1", title: "李示例（lisl）", facts: ["区水务局", AccountStanding.active.tag],
      form: RecordForm(
        action: "/admin/people/1", items: [.field(name), .field(unitField("unit", "单位", value: "区水务局（059）"))],
        button: "保存", cancel: "/admin/people"), units: ["区水务局（059）"],
      grants: [grant(.inForce, nil), grant(.over, nil)],
      works: [
        PersonWork(title: "重置密码", address: "/admin/people/1/reset", about: "忘了密码。", isDangerous: false, refusal: nil),
        PersonWork(
          title: "锁定", address: "/admin/people/1/lock", about: "暂时不让登录。", isDangerous: true, refusal: "不能锁定自己。"),
        PersonWork(title: "注销账号", address: "/admin/people/1/end", about: "不能恢复。", isDangerous: true, isFinal: true),
      ])
  }

  private static var brokenPerson: PersonPage {
    var page = person
    page.problems = [Problem("name", "没有写姓名。"), Problem("unit", "没有叫“水利”的有效单位。")]
    return page
  }

  private static var freshPerson: PersonPage {
    var page = person
    page.password = ("lisl", "k7wp-3mfd-x9ht")
    return page
  }

  private static func check(_ problems: [CellProblem]) -> PeopleImportPage.Stage {
    .checked(
      ImportCheck(
        fileName: "全区人员.xlsx", people: 5_000, units: 12, badRows: problems.isEmpty ? 0 : 300, problems: problems,
        problemCount: problems.isEmpty ? 0 : 312, otherSheets: ["备注"], confirm: "/admin/people/import/x/confirm",
        annotated: "/admin/people/import/x/annotated.xlsx"))
  }

  private static func imports(_ stage: PeopleImportPage.Stage) -> HTML {
    peopleImportPage(PeopleImportPage(shell: shell(.people), stage: stage))
  }

  private static func security(_ pauses: [Pause], _ sessions: [OpenSession]) -> HTML {
    securityPage(
      SecurityPage(
        shell: shell(.security), search: "", sessions: sessions, pauses: pauses, rules: [("密码长度", "至少 8 个字符")]))
  }

  private static var twoRolesShell: Shell {
    var shell = shell(.security)
    shell.roles = [
      ShellRole(grant: "1", words: "财政局绩效科，示范区", isCurrent: true),
      ShellRole(grant: "2", words: "财政局预算科，示范区", isCurrent: false),
    ]
    return shell
  }

  static let admin: [Example] = [
    Example(name: "admin-units", html: units(unitRows)),
    Example(name: "admin-units-read", html: units(unitRows, mayChange: false)),
    Example(name: "admin-units-none", html: units([], search: "没有")), Example(name: "admin-unit", html: unit()),
    Example(name: "admin-unit-ended", html: unit(fate: "已并入区民生局", acts: [.correct])),
    Example(
      name: "admin-unit-merge",
      html: unitFormPage(
        UnitFormPage(
          shell: shell(.units), title: "合并", crumbs: [Link("单位", "/admin/units")], about: "并走的单位到生效日前一天为止。",
          form: RecordForm(
            action: "/admin/units/s/merge",
            items: [
              .field(unitField("unit1", "并进来的单位", value: "水利")),
              .options(
                OptionField(
                  name: "into", label: "合并成哪个单位",
                  options: [
                    .init(value: "present", words: "并入区水务局"), .init(value: "new", words: "合成新单位", help: "要填新名称。"),
                  ],
                  chosen: "present")), .hidden("x", "y"), .text(Field("note", "说明")), .words(p { "另有说明" }),
              .choice(ChoiceField(id: "kind", label: "种类", choices: [Choice("", "请选择")], help: "帮助", demand: "必填")),
            ], button: "登记合并", style: .danger, cancel: "/admin/units/s", note: "记入总台账。"), units: ["区水务局（059）"],
          problems: [
            Problem("unit1", "没有叫“水利”的有效单位。"), Problem("into", "请选一项。"), Problem("note", "太长。"),
            Problem("kind", "没有选。"),
          ]))),
    Example(name: "admin-people", html: peoplePage(people)), Example(name: "admin-person", html: personPage(person)),
    Example(name: "admin-person-refused", html: personPage(brokenPerson)),
    Example(name: "admin-person-password", html: personPage(freshPerson)),
    Example(name: "admin-import", html: imports(.door(problem: nil))),
    Example(name: "admin-import-refused", html: imports(.door(problem: "没有找到人员或单位。"))),
    Example(name: "admin-import-good", html: imports(check([]))),
    Example(
      name: "admin-import-bad",
      html: imports(
        check([
          CellProblem(sheet: "人员", row: 12, column: 3, title: "单位", value: "水利局", words: "没有叫“水利局”的单位。请核对名称或编码。"),
          CellProblem(sheet: "人员", row: 13, column: 1, title: "账号", value: "", words: "没有写账号。"),
        ]))),
    Example(
      name: "admin-import-stored", html: imports(.stored(people: 4_700, units: 12, waiting: 4_700, passwords: "/x"))),
    Example(name: "admin-import-over", html: imports(.stored(people: 3, units: 0, waiting: 0, passwords: "/x"))),
    Example(
      name: "admin-rights",
      html: rights(
        .matrix(
          RightsMatrix(
            roles: ["财政局绩效科", "主管部门财务科"],
            rows: [.init(name: "示范区（全区）", cells: [(2, "/admin/rights?view=list"), (0, "/admin/rights?view=list")])],
            ending: [grant(.inForce)], orphaned: [grant(.orphaned)], waiting: 3)))),
    Example(
      name: "admin-rights-empty",
      html: rights(.matrix(RightsMatrix(roles: [], rows: [], ending: [], orphaned: [], waiting: 0)))),
    Example(
      name: "admin-rights-list",
      html: rights(
        .list(
          filters: [.search(name: "q", label: "账号、姓名或单位", value: "")], rows: [grant(.inForce), grant(.toCome, nil)],
          pager: Pager(counter: "项", total: 2, page: 1, size: 50) { _, _ in "/admin/rights" }))),
    Example(
      name: "admin-rights-none",
      html: rights(
        .list(
          filters: [], rows: [], pager: Pager(counter: "项", total: 0, page: 1, size: 50) { _, _ in "/admin/rights" }))),
    Example(
      name: "admin-rights-waiting",
      html: rights(
        .waiting([
          WaitingPerson(
            name: "王示例", login: "wangsl", unit: "区水务局", since: "11-20 09:31", hasOwnPassword: false,
            href: "/admin/rights/new?account=wangsl")
        ]))), Example(name: "admin-rights-waiting-none", html: rights(.waiting([]))),
    Example(
      name: "admin-rights-person",
      html: rights(
        .person(title: "李示例（lisl）", facts: ["区水务局"], rows: [grant(.withdrawn, nil)], give: "/admin/rights/new"))),
    Example(
      name: "admin-rights-unit",
      html: rights(
        .unit(
          UnitReaders(
            typed: "区水务局", unit: "区水务局",
            readers: [
              .init(
                person: Link("李示例（lisl）", "/admin/rights?account=1"), unit: "区水务局", role: "主管部门财务科", scope: "区水务局",
                until: "长期",
                may: "查看表、修改表")
            ])))),
    Example(
      name: "admin-rights-unit-unknown",
      html: rights(.unit(UnitReaders(typed: "水利", problem: Problem("unit", "没有叫“水利”的有效单位。"), unit: nil, readers: [])))),
    Example(name: "admin-rights-unit-nobody", html: rights(.unit(UnitReaders(typed: "甲", unit: "甲", readers: [])))),
    Example(
      name: "admin-grant",
      html: grantPage(
        GrantPage(
          shell: shell(.rights), title: "授角色",
          form: RecordForm(action: "/admin/rights", items: [.field(Field("account", "账号"))], button: "授这个角色"),
          units: ["示范区"],
          held: [grant(.inForce, nil)], heldTitle: "他现在的角色", roles: [("财政局绩效科", "查看表、下载表")],
          problems: [Problem("account", "没有写账号。")]))),
    Example(name: "admin-security", html: security([], [])),
    Example(
      name: "admin-security-busy",
      html: security(
        [
          Pause(key: "k", kind: "账号", who: "李示例（lisl）", minutesLeft: 14),
          Pause(key: "l", kind: "网络地址", who: "192.0.2.7", minutesLeft: 3),
        ],
        [
          OpenSession(
            account: "1", login: "lisl", person: "李示例", office: "区水务局", role: "主管部门财务科", address: "192.0.2.7",
            since: "11-20 08:30", lastSeen: "11-20 09:31", isOwn: false),
          OpenSession(
            account: "2", login: "anquan", person: "沈演示", office: "财政局", role: "安全管理员", address: "192.0.2.8",
            since: "08:31",
            lastSeen: "刚才", isOwn: true),
        ])),
    Example(
      name: "admin-two-roles",
      html: securityPage(SecurityPage(shell: twoRolesShell, search: "", sessions: [], pauses: [], rules: []))),
  ]
}
