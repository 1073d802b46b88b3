import Model

@testable import Web

extension ExamplePages {
  /// Pages of monitoring, payments and evaluation in the states that matter.
  static let lightsAndScores: [Example] = [
    Example(name: "payments", html: paymentsPage(payments())),
    Example(name: "payments-empty", html: paymentsPage(emptyPayments)),
    Example(name: "payments-import", html: paymentImportPage(paymentImport(problems: false))),
    Example(name: "payments-import-wrong", html: paymentImportPage(paymentImport(problems: true))),
    Example(name: "monitoring", html: monitoringPage(monitoring)),
    Example(
      name: "monitoring-before",
      html: monitoringPage(
        MonitoringPage(
          shell: shell(.monitoring), year: 2024, facts: ["2024 年度"], checkpoints: [], openable: [4, 7, 10]))),
    Example(name: "checkpoint-open", html: checkpointPage(checkpoint(isOpen: true))),
    Example(name: "checkpoint-closed", html: checkpointPage(checkpoint(isOpen: false))),
    Example(name: "warnings", html: warningsPage(warnings)),
    Example(name: "coverage", html: coveragePage(coverage)),
    Example(name: "self-evaluation-open", html: evaluationPage(evaluation(isOpen: true))),
    Example(name: "self-evaluation-closed", html: evaluationPage(evaluation(isOpen: false))),
    Example(name: "re-evaluations", html: reEvaluationsPage(reEvaluations)),
    Example(name: "re-evaluation-open", html: reEvaluationPage(reEvaluation(isOpen: true))),
    Example(name: "re-evaluation-closed", html: reEvaluationPage(reEvaluation(isOpen: false))),
  ]

  private static func d(_ text: String) -> ExactDecimal { ExactDecimal(text)! }

  // MARK: payments

  private static func payments() -> PaymentsPage {
    var page = emptyPayments
    page.facts = [Fact("已支付", "66,803.11", "万元", "最近一笔 2024-10-31"), Fact("执行率", "66.3", "%", "已支付 ÷ 全年预算")]
    page.rows = [
      .init(
        day: "2024-10-31", project: "堤防设施维护费", projectHref: "/payments?q=T104", code: "T104", unit: "堤防管理所",
        amount: d("1200500.5"), number: "2024-10-0031", source: "支付明细.xlsx"),
      .init(
        day: "2024-09-30", project: "福利院运行", projectHref: "/payments?q=T105", code: "T105", unit: "区民政局",
        amount: -2_000, number: "2024-09-0007 红", source: "手工登记"),
    ]
    page.sum = d("1198500.5")
    page.pager = Pager(counter: "笔", total: 2, page: 1, size: 50, href: { _, _ in "/payments" })
    page.entry = .init(
      code: "T104", day: "2023-10-31", amount: "12", number: "1", problem: "支付日期 2023-10-31 不在 2024 年。")
    return page
  }

  private static let emptyPayments = PaymentsPage(
    shell: shell(.payments), year: 2024, facts: [],
    filters: [.search(name: "q", label: "项目、单位、编码或凭证号", value: "")], isFiltered: false, rows: [], sum: .zero,
    pager: Pager(counter: "笔", total: 0, page: 1, size: 50, href: { _, _ in "/payments" }))

  private static func paymentImport(problems: Bool) -> PaymentImportPage {
    var page = PaymentImportPage(shell: shell(.payments), year: 2024)
    page.text = "T104\t2024-10-31\t1200500.50\t2024-10-0031"
    page.source = "支付明细.xlsx"
    page.outcome = .init(
      lines: 2, problems: problems ? [.init(number: 3, text: "T999\t2024-10-31\t1", words: "项目库里没有编码“T999”的项目。")] : [],
      good: [.init(day: "2024-10-31", project: "堤防设施维护费", amount: d("1200500.5"), number: "2024-10-0031")],
      sum: d("1200500.5"))
    return page
  }

  // MARK: monitoring

  private static let monitoring: MonitoringPage = {
    var page = MonitoringPage(
      shell: shell(.monitoring), year: 2024, period: "1—10 月", facts: ["2024 年 1—10 月", "支出数取自国库支付，截至 2024-10-31"],
      checkpoints: [Tab("1—7 月", "/monitoring?month=7"), Tab("1—10 月", "/monitoring?month=10", isCurrent: true)])
    page.expected = YearCurve((1...12).map { ($0, (ExactDecimal($0 * 100)).divided(by: 12, places: 2)!) })
    page.money = YearCurve([(1, 3), (3, 17), (6, 40), (8, 52), (10, d("66.3"))])
    page.goals = YearCurve([(7, 60), (10, d("80.4"))])
    page.summary = "10 月底应达 83.3%，支出 66.3%，目标 80.4%。"
    page.lights = [
      .init(light: .red, projects: 31, budget: d("8214.06"), meaning: "不足应达的 60%", href: "/monitoring?light=red"),
      .init(
        light: .yellow, projects: 112, budget: d("21903.77"), meaning: "60% 至 80%", href: "/monitoring?light=yellow"),
      .init(light: .green, projects: 521, budget: d("69518.4"), meaning: "80% 及以上", href: "/monitoring?light=green"),
      .init(light: .blue, projects: 19, budget: d("1120.35"), meaning: "已超全年目标 120%", href: "/monitoring?light=blue"),
    ]
    page.departments = [
      .init(
        name: "区水务局", href: "/monitoring?unit=shui", projects: 18, budget: d("12044.1"), paid: 7100,
        percent: d("58.95"),
        red: 3, yellow: 4, green: 11, blue: 0, gravest: .red)
    ]
    page.tabs = [
      Tab("红灯", "/monitoring?light=red", count: 31, isCurrent: true), Tab("黄灯", "/monitoring?light=yellow", count: 112),
    ]
    page.rows = [
      .init(
        light: .red, name: "老旧小区二次供水改造", href: "/monitoring/1", unit: "区水务局", budget: 1860, paid: d("398.04"),
        spending: d("21.4"), expected: d("83.33"), goals: 35, gap: d("13.6"),
        why: "“支出”：支出 398.04 ÷ 预算 1860 = 21.4%；应达 83.33%；21.4% ÷ 应达 = 25.68%，为红灯。取最重：红灯", next: "已预警，限 11 月 24 日",
        isSuspended: true),
      .init(
        light: nil, name: "创业孵化基地奖补", href: nil, unit: "区公共就业服务中心", budget: nil, paid: nil, spending: nil, expected: 83,
        goals: nil, gap: nil, why: nil, next: "没有布置", isSuspended: false),
    ]
    page.pager = Pager(counter: "个", total: 31, page: 1, size: 20, href: { page, _ in "/monitoring?page=\(page)" })
    page.overdue = [
      WorkItem("公办幼儿园生均公用经费", "/monitoring/9", hint: "区教育局", due: "11 月 10 日", status: .inReview("主管部门审核"))
    ]
    page.warningCount = 4
    page.openable = [4, 7, 10]
    page.done = "新布置 683 个项目。"
    return page
  }()

  private static func checkpoint(isOpen: Bool) -> CheckpointPage {
    let path = FormPath.indicator("g1", "i1")
    var page = CheckpointPage(
      shell: shell(.monitoring), id: "9", period: "1—7 月", title: "堤防设施维护费", unit: "堤防管理所", status: .draft(nil),
      route: route,
      number: 2, revision: 3, isOpen: isOpen, moneyUnit: "万元", budget: 100, paid: 30, spendingForecast: 98,
      light: .init(
        light: .red, why: "“支出”：支出 30 ÷ 预算 100 = 30%。取最重：红灯", spending: "支出 30 ÷ 预算 100 = 30%", spendingLight: .red,
        expected: d("58.33"), spendingPercent: 30, goalPercent: d("72.5"), gap: d("42.5"),
        notes: ["目标进度与支出进度相差 42.5 个百分点"]),
      rows: [
        .init(
          path: path, level1: "产出指标", level2: "数量指标", name: "巡查次数", target: "≥120次", actual: "30次", forecast: "118次",
          likelihood: "有可能", milestone: nil, light: .red, why: "30 ÷ 应达 70 = 42.86%，为红灯", isMissing: false),
        .init(
          path: .indicator("g1", "i2"), level1: "满意度指标", level2: "服务对象满意度指标", name: "居民满意度", target: "≥90%", actual: "",
          forecast: "", likelihood: "", milestone: 11, light: nil, why: "节点在 11 月，本次不亮灯", isMissing: false),
      ],
      explanations: [
        .init(
          title: "巡查次数：30 ÷ 应达 70 = 42.86%，为红灯", light: .red, reasonPath: path.field("reason"), reason: "汛期提前",
          measurePath: path.field("measure"), measure: "")
      ])
    if isOpen { page.problems = [Problem(path.field("measure").anchor, "“巡查次数”为红灯，没有写改进措施。")] }
    page.bar = StageBar(
      stage: "9", number: 2, token: "t",
      buttons: isOpen
        ? [] : [.init(event: "warn", name: "预警", needsOpinion: true), .init(event: "accept", name: "认可")],
      lead: "现在“财政局审核”。")
    page.moments = [Moment("08-12 09:31", "张示例 报送")]
    page.followUps = [Link("整改事项：已下达", "/rectifications/3")]
    page.formHref = "/forms/9"
    page.saved = isOpen ? "灯号按新填的数算过。" : nil
    page.isSuspended = !isOpen
    return page
  }

  private static let warnings = WarningsPage(
    shell: shell(.monitoring), facts: ["2024 年度"],
    groups: [
      .init(
        title: "等财政决定", why: "到期没有决定，应暂停拨款",
        rows: [
          .init(
            light: .red, name: "老旧小区二次供水改造", href: "/monitoring/1#steps", unit: "区水务局", period: "1—7 月",
            why: "“支出”：支出 398.04 ÷ 预算 1860 = 21.4%", said: "张示例：两次流标", state: "已说明", left: "过期 2 天", isOverdue: true)
        ]), .init(title: "已暂停拨款", why: "措施到位后恢复", rows: []),
    ])

  // MARK: evaluation

  private static let coverage = CoveragePage(
    shell: shell(.selfEvaluations), facts: ["2024 年度"],
    figures: [Fact("项目自评覆盖", "91", "%", "622 / 683 个已报财政")],
    departments: [
      .init(
        name: "区水务局", href: "/self-evaluations?unit=shui", projects: 18, handedIn: 12, filling: 4, review: 1,
        missing: 6,
        percent: 66, own: "没有报", mean: d("92.13"))
    ],
    tabs: [Tab("没有报到财政", "/self-evaluations?show=missing", count: 61, isCurrent: true)], search: "",
    rows: [
      .init(
        name: "堤防设施维护费", href: "/self-evaluations/1", unit: "堤防管理所", isOfDepartment: false, status: .draft(nil),
        state: "填报中",
        score: nil, grade: nil, spending: nil, met: nil, due: "3 月 31 日", isOverdue: true),
      .init(
        name: "区水务局", href: "/self-evaluations/2", unit: "区水务局", isOfDepartment: true, status: .inReview("已报送财政局"),
        state: "已报送财政局", score: d("90.5"), grade: "优", spending: 98, met: "24 / 29", due: nil, isOverdue: false),
    ], pager: Pager(counter: "张", total: 2, page: 1, size: 50, href: { _, _ in "/self-evaluations" }),
    mayOrganise: true,
    done: "新布置 683 张自评表。")

  private static func evaluation(isOpen: Bool) -> EvaluationPage {
    let path = FormPath.indicator("g1", "i1")
    var page = EvaluationPage(
      shell: shell(.selfEvaluations), id: "1", title: "城市管理项目", unit: "青林街道办事处", isOfDepartment: false,
      status: .draft(nil),
      scheme: "执行 20 + 总目标 20 + 指标 60", route: route, number: 2, revision: 3, isOpen: isOpen, mayBegin: false,
      refusal: nil,
      moneyUnit: "万元", execution: .init(budget: d("1194.23"), actual: d("1194.23"), rate: 100, isOpen: false),
      goals: [.init(path: .goal("g1"), title: "年度绩效目标", text: "市容整洁", result: "", score: "18", weight: 20)],
      rows: [
        .init(
          path: path, level1: "产出指标", level2: "数量指标", name: "共享单车清理数量", target: "≥15辆", actual: "14400辆",
          weight: d("1.5"),
          score: d("1.5"), isJudged: false, why: "目标 ≥15辆，实际 14400辆，达到目标，得满分 1.5；超出目标过多", isMissing: false,
          isDoubtful: true),
        .init(
          path: .indicator("g1", "i2"), level1: "效益指标", level2: "社会效益指标", name: "改善居民生活环境", target: "有效改善",
          actual: "改善",
          weight: 6, score: 3, isJudged: true, why: "部分达成，评分由人判定", isMissing: false, isDoubtful: true),
      ],
      explanations: [
        .init(
          title: "共享单车清理数量：目标 ≥15辆，实际 14400辆", help: "超额较多，须说明原因", reasonPath: path.field("reason"), reason: "",
          measurePath: path.field("measure"), measure: "")
      ], total: d("93.5"), grade: "优", parts: [ScorePart("预算执行", 20, of: 20, why: "1194.23 ÷ 1194.23 = 100%")],
      sum: "20 + 18 + 55.5 = 93.5", notes: ["1 行实际超过目标较多，应说明原因。"],
      trial: .init(rows: ["共享单车清理数量 −0.6"], lost: d("0.6"), total: d("92.9")),
      redLight: .init(periods: "1—7 月", path: .attribute("监控红灯说明"), words: ""), problemsText: "", measuresText: "")
    if isOpen { page.problems = [Problem(path.field("reason").anchor, "“共享单车清理数量”超额较多，没有写原因。")] }
    page.bar = StageBar(stage: "1", number: 2, token: "t", buttons: [], lead: "现在“填报中”。")
    page.moments = [Moment("01-12 09:31", "张示例 开始填报")]
    page.formHref = "/forms/12"
    page.reEvaluationHref = isOpen ? nil : "/re-evaluations/3"
    return page
  }

  private static let reEvaluations = ReEvaluationsPage(
    shell: shell(.reEvaluations), title: "2024 年度自评再评价：排名与分差", facts: ["72 个已有得分"],
    figures: [Fact("再评分中位", "79.6", "分", "自评中位 93.4")],
    pairs: [
      ScorePair(name: "区市场监督管理局", own: d("91.2"), again: d("90.4")),
      ScorePair(name: "区文化馆", own: d("88.1"), again: d("49.7")),
    ],
    pass: 60, limit: 10, total: 72,
    tabs: [Tab("全部", "/re-evaluations", isCurrent: true), Tab("项目", "/re-evaluations?of=projects")],
    rows: [
      .init(
        rank: 1, name: "区市场监督管理局", href: "/re-evaluations/1", unit: "区市场监督管理局", own: d("91.2"), again: d("90.4"),
        difference: d("-0.8"), spending: 98, grade: "优", isBelow: false, isFar: false, state: "已排名", consequence: ""),
      .init(
        rank: 72, name: "区文化馆", href: "/re-evaluations/2", unit: "区文化馆", own: d("88.1"), again: d("49.7"),
        difference: d("-38.4"), spending: 70, grade: "差", isBelow: true, isFar: true, state: "最终得分",
        consequence: "开反馈会，限期整改，与下年预算挂钩；列入通报名单"),
    ], open: [WorkItem("区民政局", "/re-evaluations/3", hint: "区民政局", due: "6 月 30 日", status: .inReview("评价中"))])

  private static func reEvaluation(isOpen: Bool) -> ReEvaluationPage {
    var page = ReEvaluationPage(
      shell: shell(.reEvaluations), id: "3", title: "南湖街道办事处", unit: "南湖街道办事处", status: .inReview("评价中"), route: route,
      number: 2,
      isOpen: isOpen,
      parts: [
        .init(
          id: "timely", name: "报送及时完整", full: 10, points: "6", reason: "迟 7 天，缺 1 张", guide: "每缺一张表扣 2 分",
          isProposed: true),
        .init(
          id: "evidence", name: "数据真实", full: 25, points: "", reason: "", guide: "抽查不少于 30% 的指标", isProposed: false),
      ], total: isOpen ? nil : d("55.2"), grade: isOpen ? nil : "差", own: d("94.6"),
      difference: isOpen ? nil : d("-39.4"), pass: 60,
      rank: isOpen ? nil : "第 69 名，共 72 个", vetoes: [.init(id: "false-data", words: "弄虚作假：等级最高为差", isSet: false)],
      rows: [
        .init(
          path: FormPath.indicator("g1", "i1").field("score"), level1: "产出指标", level2: "数量指标", name: "巡查次数",
          target: "≥120次",
          actual: "90次", weight: 30, own: d("22.5"), points: "", reason: "", why: "30 × 90 ÷ 120 = 22.5")
      ])
    if isOpen { page.problems = [Problem(FormPath("part[evidence].points").anchor, "“数据真实”没有打分。")] }
    page.bar = StageBar(
      stage: "3", number: 2, token: "t", buttons: isOpen ? [] : [.init(event: "finish", name: "确定最终得分")],
      lead: "现在“单位已回复”。")
    page.selfEvaluationHref = "/self-evaluations/1"
    return page
  }
}
