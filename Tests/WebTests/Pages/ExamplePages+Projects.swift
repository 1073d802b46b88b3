import Model

@testable import Web

extension ExamplePages {
  private static let projectColumns = [
    Column("名称、编码", sortHref: "/projects?sort=name"), Column("单位", sortHref: "/projects?sort=unit", order: .ascending),
    Column("类别"), Column("状态"), Column("申报", unit: "万元", isFigure: true), Column("批复预算", unit: "万元", isFigure: true),
    Column("已支付", unit: "万元", isFigure: true), Column("灯"), Column("自评", unit: "分", isFigure: true),
  ]

  private static func projectList(_ rows: [ProjectsPage.Row], isOutside: Bool = false, isFiltered: Bool = false) -> HTML
  {
    projectsPage(
      ProjectsPage(
        shell: shell(.projects, path: "/projects"), year: 2024,
        tabs: [
          Tab("列入这一年的", "/projects", count: 683, isCurrent: !isOutside), Tab("亮红灯的", "/projects?show=red", count: 4),
          Tab("没有列入的", "/projects?show=outside", isCurrent: isOutside),
        ],
        filters: [
          .choice(name: "category", label: "类别", choices: [Choice("", "各类项目")], chosen: ""),
          .search(name: "q", label: "名称、编码或单位", value: ""),
        ], isFiltered: isFiltered, clearHref: "/projects",
        columns: isOutside ? Array(projectColumns.prefix(4)) : projectColumns,
        rows: rows, sums: (asked: 1200, budget: 1100, paid: 640),
        pager: Pager(counter: "个", total: rows.count, page: 1, size: 50, href: { page, _ in "/projects?page=\(page)" }),
        isOutside: isOutside, newHref: "/projects/new"))
  }

  private static let projectRows: [ProjectsPage.Row] = [
    .init(
      name: "堤防设施维护费（含绿化整治）", href: "/projects/1", code: "42019924024T000000141", unit: "示范区水务和湖泊局", category: "特定目标类",
      state: .running, asked: ExactDecimal("1048.71"), budget: ExactDecimal("1000"), paid: ExactDecimal("612.4"),
      light: .yellow, score: ExactDecimal("93.5")),
    .init(
      name: "口袋公园建设", href: "/projects/2", code: "42019924024T000000777", unit: "示范区城市管理局", category: "特定目标类",
      state: .reserved),
    .init(
      name: "老旧小区二次供水改造", href: "/projects/3", code: "未编-1f2e3d4c", unit: "示范区水务和湖泊局", category: "其他运转类",
      state: .suspended, light: .red),
  ]

  private static func project(isKeeper: Bool, isNew: Bool = false, problems: [Problem] = []) -> HTML {
    var model = ProjectPage(
      shell: shell(.projects, path: "/projects/1"), id: "1", name: "堤防设施维护费（含绿化整治）", code: "42019924024T000000141",
      unit: "示范区水务和湖泊局", category: "特定目标类", state: isNew ? .reserved : .running, term: "2022 年起",
      total: isNew ? nil : ExactDecimal("5200"), basis: isNew ? "" : "示水发〔2021〕3号",
      years: isNew
        ? []
        : [
          .init(
            year: 2024, href: "/projects/1?year=2024", asked: ExactDecimal("1048.71"), control: ExactDecimal("1000"),
            approved: ExactDecimal("1000"), paid: ExactDecimal("612.4"), rate: ExactDecimal("61.2"), light: .yellow,
            isSuspended: false),
          .init(
            year: 2023, href: "/projects/1?year=2023", asked: ExactDecimal("1065.47"),
            approved: ExactDecimal("1065.47"),
            adjusted: ExactDecimal("1040"), paid: ExactDecimal("1039.2"), rate: ExactDecimal("99.9"), light: .green,
            selfScore: ExactDecimal("93.5"), reScore: 88, isSuspended: true),
        ],
      stages: isNew
        ? []
        : [
          .init(
            year: 2024, flow: "运行监控", href: "/monitoring/9", part: "1—7 月", status: .overdue(days: 3),
            holders: "项目执行单位",
            due: "8 月 15 日", since: "08-01 09:00"),
          .init(
            year: 2024, flow: "绩效目标", href: "/forms/12", part: "", status: .approved, holders: "已办结", due: "—",
            since: "2023-01-20 10:00"),
        ],
      papers: isNew
        ? []
        : [.init(title: "堤防设施维护费", href: "/forms/12", kind: "项目绩效目标申报表", year: 2024, revision: 7, time: "11-20 09:31")],
      moments: isNew ? [] : [Moment("11-20 09:31", "2024 年绩效目标：批复，赵演示"), Moment("2022-08-01 10:00", "项目入库，张示例")],
      stamp: "abc")
    model.problems = problems
    guard isKeeper else { return projectPage(model) }
    model.editHref = "/projects/1/edit"
    model.moves = [
      .init(value: "suspend", name: "暂停", needsReason: true), .init(value: "finish", name: "完成", needsReason: false),
      .init(value: "cancel", name: "取消", needsReason: true),
    ]
    model.offeredYear = 2025
    model.begin = [Link("做事前评估", "/pre-evaluations/new?project=1")]
    model.done = problems.isEmpty ? "修改已保存。" : nil
    return projectPage(model)
  }

  private static func projectForm(_ id: String?, problems: [Problem] = []) -> HTML {
    var model = ProjectFormPage(
      shell: shell(.projects, path: "/projects/new"), id: id, stamp: "abc", code: "42019924024T000000778",
      codeHelp: id == nil ? "接着本单位或本地最近的编码往下排的，可以改。" : nil, name: id == nil ? "" : "口袋公园建设",
      units: [Choice("city", "示范区城市管理局")], unit: "city", categories: [Choice("specific", "特定目标类")],
      category: "specific", firstYear: "2024", lastYear: "", total: id == nil ? "" : "300", basis: "")
    model.year = 2024
    model.problems = problems
    return projectFormPage(model)
  }

  static let projects: [Example] = [
    Example(name: "projects", html: projectList(projectRows)),
    Example(name: "projects-outside", html: projectList(Array(projectRows.suffix(2)), isOutside: true)),
    Example(name: "projects-none", html: projectList([])),
    Example(name: "projects-filtered-none", html: projectList([], isFiltered: true)),
    Example(name: "projects-outside-none", html: projectList([], isOutside: true)),
    Example(name: "project", html: project(isKeeper: true)),
    Example(name: "project-seen", html: project(isKeeper: false)),
    Example(
      name: "project-refused",
      html: project(isKeeper: true, isNew: true, problems: [Problem("reason", "暂停要写理由。请写清为什么。")])),
    Example(name: "project-new", html: projectForm(nil)),
    Example(
      name: "project-edit", html: projectForm("1", problems: [Problem("code", "编码 A-001 已经是“堤防养护”的。一个项目一个编码，终身不变。")])),
  ]
}
