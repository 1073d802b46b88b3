import Model

@testable import Web

extension ExamplePages {
  static let limits = UploadLimits(kinds: [".docx", ".txt"], fileMegabytes: 50, files: 200)

  static let batches = [
    BatchSummary(
      title: "69 家二上文件", href: "/imports/20231120-03", time: "今天 14:20", by: "王演示", files: 69, done: 52, forms: 96,
      failed: 2,
      doubtful: 2),
    BatchSummary(
      title: "一上补报 6 家", href: "/imports/20231114-01", time: "11-14 09:05", by: "周举例", files: 6, done: 6, forms: 9,
      failed: 0,
      doubtful: 0),
    BatchSummary(
      title: "青林街道_决算公开.txt", href: "/imports/20231110-02", time: "11-10 16:31", by: "王演示", files: 1, done: 1, forms: 4,
      failed: 0, doubtful: 1),
  ]

  static let files: [ImportedFile] = [
    ImportedFile(
      name: "园林局_项目申报表_终稿3.docx", bytes: 421_888, state: .doubtful("“养护公司数量 10家≥”比较号在后，认作 ≥10 家。"),
      recognised: "项目申报表 2024 版",
      forms: [
        ImportedForm(
          name: "老旧社区及道路绿化养护", kind: "项目目标", href: "/forms/21", indicators: 26,
          counts: FindingCounts(errors: 2, warnings: 11))
      ]),
    ImportedFile(
      name: "民政局_申报表.docx", bytes: 19_503_513,
      state: .failed("这不是 Word 文件，是改了名字的图片。请传原来的 Word 文件。"), recognised: nil, forms: []),
    ImportedFile(name: "空白.docx", bytes: 0, state: .failed("文件是空的，一个字也没有。请检查后重传。"), recognised: nil, forms: []),
    ImportedFile(
      name: "青林街道_决算公开.txt", bytes: 181_204, state: .read, recognised: "部门决算公开",
      forms: [
        ImportedForm(
          name: "青林街道办事处", kind: "部门整体自评", href: "/forms/31", indicators: 29, counts: FindingCounts(warnings: 2),
          score: 92),
        ImportedForm(
          name: "城市管理项目", kind: "项目自评", href: "/forms/32", indicators: 22, counts: FindingCounts(errors: 1, hints: 2),
          score: ExactDecimal("93.5")),
      ]),
    ImportedFile(
      name: "就业补助_申报表.docx", bytes: 88_064, state: .read, recognised: "重大政策项目申报表 2024 版",
      forms: [
        ImportedForm(
          name: "就业补助资金其他支出", kind: "项目目标", href: "/forms/12", indicators: 11,
          counts: FindingCounts(errors: 3, warnings: 5, hints: 2))
      ]),
    ImportedFile(
      name: "就业补助_申报表（副本）.docx", bytes: 88_064, state: .known("/imports/20231114-01"), recognised: nil, forms: []),
    ImportedFile(name: "江岸头街道_整体.docx", bytes: 1_153_433, state: .reading, recognised: nil, forms: []),
    ImportedFile(name: "水务和湖泊局.docx", bytes: 640_100, state: .queued(1), recognised: nil, forms: []),
  ]

  static func batch(_ show: BatchPage.Show, files: [ImportedFile]) -> HTML {
    batchPage(
      BatchPage(
        shell: shell(.imports), id: "20231120-03", title: "69 家二上文件", by: "王演示", time: "今天 14:20", files: files,
        show: show,
        limits: limits, secondsLeft: 40))
  }

  static let benchFinance = BenchPage(
    shell: shell(.bench), facts: ["2023 年 11 月 20 日 星期一", "2024 年目标二上截止 11 月 30 日 18:00"],
    figures: [
      Fact("表", "683", "张", "比上周多 96 张"), Fact("有错误", "9", "张", "共 14 处，上周 31 处"), Fact("没有发现", "214", "张", "占 31%"),
      Fact("自评得分对不上", "3", "张", "最多差 2.1 分"),
    ], tasks: nil,
    attention: [
      AttentionRow(
        name: "就业补助资金其他支出", href: "/forms/12", unit: "区公共就业服务中心", budget: ExactDecimal("394.61"),
        counts: FindingCounts(errors: 3, warnings: 5), gravest: "金额增 40.88%，9 个数量指标无一提高、3 个下降", time: "11-20"),
      AttentionRow(
        name: "老旧社区及道路绿化养护", href: "/forms/21", unit: "区园林局", budget: ExactDecimal("2677.42"),
        counts: FindingCounts(errors: 2, warnings: 11), gravest: "采购 1,984.88 与明细 2,677.42 对不上", time: "11-20"),
      AttentionRow(
        name: "社区建设补助经费", href: "/forms/22", unit: "区民政局", budget: ExactDecimal("15514.41"),
        counts: FindingCounts(errors: 1, warnings: 4), gravest: "总预算 155,614.41，疑多一位", time: "11-19"),
    ], cleanCount: 214, imports: batches,
    moments: [
      Moment("今天 14:20", "王演示 导入 69 个文件", .now),
      Moment("今天 09:31", "就业补助资金其他支出 读成第 7 版", link: Link("看这一版", "/forms/12")),
      Moment("11-19 17:02", "周举例 改了密码"),
    ], actions: [Link("导入文件", "/imports")], mainAction: Link("看最要紧的一张", "/forms/12"))

  static let benchClerk = BenchPage(
    shell: shell(.bench), facts: ["2023 年 11 月 20 日 星期一", "今天有 1 件退回要改"],
    tasks: [
      TaskGroup(
        "被退回，先改这些",
        [
          WorkItem(
            "就业补助资金其他支出", "/forms/12", hint: "财政社保科退回 3 格：预算变动情况、成本指标、场地租金补贴人数。", due: "11 月 22 日", left: "还有 2 天",
            status: .returned("已退回"))
        ]),
      TaskGroup(
        "待填报",
        [WorkItem("部门整体支出绩效目标", "/forms/14", hint: "差 2 项年度工作任务的指标。", due: "11 月 30 日", status: .draft("80%"))]),
    ],
    withOthers: [
      WorkItem("就业见习补贴", "/forms/15", hint: "财政社保科 周举例 审核中，已 2 天。", due: "最迟 11 月 24 日", status: .inReview("审核中"))
    ], attention: [], cleanCount: 3, imports: [batches[1]], actions: [Link("导入 Word", "/imports")])

  static func list(rows: [FormListRow], isFiltered: Bool, total: Int) -> HTML {
    formListPage(
      FormListPage(
        shell: shell(.goals), title: "绩效目标", facts: ["2024 年度"],
        tabs: [
          Tab("有错误", "/forms?show=errors", count: 9), Tab("有提醒", "/forms?show=warnings", count: 37),
          Tab("没有发现", "/forms?show=clean", count: 214), Tab("全部", "/forms", count: 683, isCurrent: true),
        ],
        filters: [
          .choice(
            name: "department", label: "主管部门",
            choices: [Choice("", "全部 69 个"), Choice("1", "区水务和湖泊局"), Choice("2", "区园林局")],
            chosen: ""),
          .choice(
            name: "kind", label: "表", choices: [Choice("", "全部"), Choice("project-goal", "项目目标")],
            chosen: "project-goal"),
          .figure(name: "budget", label: "当年预算不少于（万元）", value: "200"), .search(name: "q", label: "名称、编码、单位", value: ""),
        ], kept: [("stage", "goals"), ("sort", "findings")], clearHref: "/forms?stage=goals", isFiltered: isFiltered,
        sort: .findings, order: .descending, sortHref: { "/forms?sort=\($0.rawValue)&order=\($1.rawValue)" },
        rows: rows,
        pageSum: ExactDecimal("27501.67")!, fullSum: ExactDecimal("61903.18")!,
        pager: Pager(counter: "张", total: total, page: 1, size: 20) { "/forms?page=\($0)&size=\($1)" },
        exportHref: "/forms.xlsx"))
  }

  static let listRows: [FormListRow] = {
    let names: [(String, String, String, Int, FindingCounts)] = [
      ("就业补助资金其他支出", "区公共就业服务中心", "394.61", 12, FindingCounts(errors: 3, warnings: 5, hints: 1)),
      ("老旧社区及道路绿化养护工作经费", "区园林局", "2677.42", 26, FindingCounts(errors: 2, warnings: 11, hints: 3)),
      ("社区建设补助经费", "区民政局", "15514.41", 18, FindingCounts(errors: 1, warnings: 4)),
      ("市场秩序执法", "区市场监管局", "270.00", 15, FindingCounts(errors: 1, warnings: 3, hints: 2)),
      ("堤防设施维护费（含绿化整治）", "区水务和湖泊局", "1048.71", 14, FindingCounts(warnings: 4, hints: 2)),
      ("城市综合管理", "江岸头街道办事处", "853.57", 21, FindingCounts(warnings: 3)),
      ("智慧停车一期", "区城管执法局", "980.00", 16, FindingCounts()), ("公办幼儿园生均公用经费", "区教育局", "4210.35", 13, FindingCounts()),
    ]
    return names.enumerated().map { index, row in
      FormListRow(
        name: row.0, href: "/forms/\(index + 1)", code: "4201992304\(index)T00000010\(index)", department: row.1,
        kind: .projectGoal,
        budget: ExactDecimal(row.2), indicators: row.3, counts: row.4, score: nil, status: .imported,
        time: "11-20 09:3\(index)")
    }
  }()

  static let work: [Example] = [
    Example(name: "bench-finance", html: benchPage(benchFinance)),
    Example(name: "bench-clerk", html: benchPage(benchClerk)),
    Example(
      name: "bench-first-day",
      html: benchPage(BenchPage(shell: shell(.bench), facts: ["2023 年 11 月 20 日 星期一"], tasks: [], attention: []))),
    Example(name: "forms-list", html: list(rows: listRows, isFiltered: true, total: 37)),
    Example(name: "forms-list-empty", html: list(rows: [], isFiltered: true, total: 0)),
    Example(name: "imports", html: importsPage(ImportsPage(shell: shell(.imports), limits: limits, batches: batches))),
    Example(
      name: "imports-refused",
      html: importsPage(
        ImportsPage(
          shell: shell(.imports), limits: limits, batches: [], problem: "没有选文件。先选一个或几个文件，再点“传上来并核对”。"))),
    Example(name: "batch-running", html: batch(.attention, files: files)),
    Example(name: "batch-read", html: batch(.read, files: files)),
    Example(name: "batch-waiting", html: batch(.waiting, files: files)),
    Example(name: "batch-done", html: batch(.attention, files: [files[3], files[4]])),
  ]
}
