import Documents
import Model

@testable import Web

/// Letting findings stand, rules that a place sets otherwise, experts who score apart, a scheme that is tried.
extension ExamplePages {
  static let ruleExamples: [Example] = [
    Example(name: "waivers", html: waiversPage(waivers)),
    Example(name: "source", html: sourcePage(source)),
    Example(name: "offline", html: offlinePage(offline)),
    Example(
      name: "waivers-empty",
      html: waiversPage(WaiversPage(shell: shell(.goals), id: "12", name: "堤防设施维护费", open: [], kept: [], done: "已撤回。"))),
    Example(name: "rule-settings", html: ruleSettingsPage(ruleSettings)),
    Example(name: "rule-setting", html: ruleSettingPage(ruleSetting)),
    Example(
      name: "rule-history",
      html: ruleHistoryPage(
        RuleHistoryPage(
          shell: shell(.ruleSettings), filters: [.search(name: "q", label: "规则、理由里的字", value: "")], isFiltered: false,
          rows: settingHistory,
          pager: Pager(counter: "次", total: 2, page: 1, size: 50) { _, _ in "/admin/rules/history" }))
    ),
    Example(name: "waiver-list", html: waiverListPage(waiverList)),
    Example(name: "scheme-trial", html: schemeTrialPage(trial)),
    Example(name: "scheme-trial-empty", html: schemeTrialPage(emptyTrial)),
    Example(
      name: "rules-switched",
      html: rulesPage(
        RulesPage(
          shell: shell(.rules),
          groups: [
            RuleGroup(
              title: "目标申报表",
              rules: [
                RuleItem(
                  name: "basis-missing", title: "部分指标没有依据", severity: .warning, about: "指标值要说明依据。", basis: nil,
                  kinds: "项目目标", standing: nil, switches: ["示范市 2024 年起：降为提示。本市表样没有依据栏。"])
              ])
          ],
          stageRules: [
            StageRuleItem(
              name: "no-goal-no-budget", title: "没有目标不安排预算", keeping: "环节关口，不过关不能办", about: "批复预算时要有审核通过的目标。")
          ]))),
  ]

  private static var offline: OfflinePage {
    var page = OfflinePage(
      shell: shell(.goals), id: "12", name: "堤防设施维护费", revision: 2, template: "项目支出绩效目标申报表", hasDraft: true)
    page.problem = "这不是本系统发出的离线填报表，没有收。请从这一页下载一份来填；别的文件请到“批量导入”传。"
    page.done = "文件里填的和这张表现在的一样，没有要收的。"
    return page
  }

  private static var source: SourcePage {
    var page = SourcePage(shell: shell(.goals), id: "12", name: "堤防设施维护费", revision: 2, file: "申报表.docx")
    let standings: [SourcePage.Standing] = [
      .plain, .inferred, .doubtful("读成 12.5，原文里没有这个数"), .checked("张示例 11-21 09:31"),
      .changed(from: "旧", by: "第 2 版，张示例 11-21 09:31"),
    ]
    page.values = standings.enumerated().map { index, standing in
      SourcePage.Value(
        path: FormPath("goals[g1].indicators[i\(index)].weight"), title: "巡查次数 · 分值", section: "年度绩效目标",
        place: "表 1 第 3 行第 \(index) 格",
        printed: "120.5", now: "12.5", isFigure: true, standing: standing)
    }
    page.values.append(
      .init(
        path: FormPath("name"), title: "项目名称", section: "基本信息", place: "表 1 第 1 行第 2 格", anchor: "s-1", printed: "堤防",
        now: "堤防",
        isFigure: false, standing: .plain))
    page.problem = .init(path: FormPath("goals[g1].indicators[i2].weight"), typed: "约", words: "“约”不是数。请只填数字，单位不用写。")
    var form = FormContent(kind: .projectGoal)
    form.name = "堤防"
    let cell = Document.Place(table: 1, row: 1, column: 2)
    let table = Document.Table(
      rows: [[.init("项目名称", column: 0, at: .init(table: 1, row: 1, column: 1)), .init("堤防", column: 1, at: cell)]],
      grid: .exact, at: .init(table: 1))
    page.document = SourceView(
      SourceReading(Document(blocks: [.table(table)], format: "docx"), form, [FormPath("name"): cell], []), people: [])
    return page
  }

  private static let settingHistory = [
    RuleSettingHistory(
      title: "部分指标没有依据", href: "/admin/rules/basis-missing", firstYear: 2024, value: "降为提示", why: "本区表样没有依据栏",
      by: "财政局绩效科 王演示", at: "11-21 09:31", ledgerEntry: 812),
    RuleSettingHistory(
      title: "一张表的指标最多几行", href: nil, firstYear: 2024, value: "20行", why: "示财〔2024〕2号", by: "财政局绩效科 王演示",
      at: "11-20 15:02", ledgerEntry: 790),
  ]

  private static var ruleSettings: RuleSettingsPage {
    RuleSettingsPage(
      shell: shell(.ruleSettings), year: 2024, count: 2,
      filters: [
        .choice(name: "show", label: "显示", choices: [Choice("", "全部规则"), Choice("set", "只看改过的")], chosen: ""),
        .search(name: "q", label: "规则里的字", value: ""),
      ], isFiltered: false,
      rows: [
        .init(
          href: "/admin/rules/basis-missing", title: "部分指标没有依据", severity: .warning, about: "指标值要说明依据。",
          kinds: "项目目标、部门目标",
          effect: "降为提示", from: "2024 年起：本区表样没有依据栏", limits: [], isProven: false),
        .init(
          href: "/admin/rules/too-many-indicators", title: "指标太多", severity: .hint, about: "指标太多就没有重点。", kinds: "各种表",
          effect: nil, from: nil, limits: [.init(name: "一张表的指标最多几行", value: "20行", isSet: true)], isProven: false),
        .init(
          href: "/admin/rules/details-sum", title: "明细合计与预算不符", severity: .error, about: "明细之和等于预算。", kinds: "项目目标",
          effect: nil, from: nil, limits: [.init(name: "每个加数允许的舍入差", value: "0.005万元", isSet: false)], isProven: true),
      ], pager: Pager(counter: "条", total: 230, page: 1, size: 50) { page, _ in "/admin/rules?page=\(page)" },
      exportHref: "/admin/rules.xlsx")
  }

  private static var ruleSetting: RuleSettingPage {
    RuleSettingPage(
      shell: shell(.ruleSettings), name: "too-many-indicators", year: 2024,
      item: RuleItem(
        name: "too-many-indicators", title: "指标太多", severity: .warning, about: "指标太多就没有重点，应挑选最能反映结果的核心指标。", basis: nil,
        kinds: "各种表", standing: nil), isProven: false,
      effects: [Choice("", "照目录：提醒"), Choice("off", "不查"), Choice("hint", "降为提示")], effect: "hint",
      limits: [
        .init(
          key: "indicators_max", name: "一张表的指标最多几行", unit: "行", usual: "30", value: "20", range: "1—1000行",
          others: ["部分指标没有依据"])
      ], history: settingHistory, problem: "“一张表的指标最多几行”只能填整数，写的是 20.5。",
      typed: ("limit/indicators_max", "20.5", "2024", "示财〔2024〕2号"))
  }

  private static var waiverList: WaiverListPage {
    WaiverListPage(
      shell: shell(.forms), year: 2024,
      filters: [.search(name: "q", label: "表、发现、理由里的字", value: "")], isFiltered: false,
      rows: [
        .init(
          form: "堤防设施维护费", href: "/forms/12/waivers", unit: "堤防管理所", severity: .error, title: "总预算小于当年预算",
          message: "总预算 10.00 小于当年预算 12.00。", reason: "示财〔2024〕9号追加", by: "财政局绩效科 王演示 11-20 15:02", withdrawn: nil),
        .init(
          form: "城市管理", href: "/forms/13/waivers", unit: "示范街道办事处", severity: .warning, title: "前两年预算没有填全",
          message: "只有 2023 年的预算。", reason: "2022 年还没有这个单位", by: "财政局绩效科 王演示 11-19 09:00", withdrawn: "王演示 11-21 10:00"),
      ], pager: Pager(counter: "处", total: 2, page: 1, size: 50) { _, _ in "/waivers" }, exportHref: "/waivers.xlsx")
  }

  private static var waivers: WaiversPage {
    WaiversPage(
      shell: shell(.goals), id: "12", name: "堤防设施维护费",
      open: [
        .init(
          key: "details-sum|amounts.current", severity: .error, title: "明细合计与预算不符", place: "项目当年预算",
          message: "明细合计 394.61，当年预算填了 400.00，相差 5.39。", refusal: nil),
        .init(
          key: "basis-missing", severity: .warning, title: "部分指标没有依据", place: "年度绩效目标 1", message: "9 行指标中有 2 行没有写依据。",
          refusal: "你写过或评过这份材料，不能再由你代表绩效科审核。"),
      ],
      kept: [
        .init(
          number: 1, severity: .warning, title: "前两年预算没有填全", place: "以前年度预算", message: "只有 2023 年的预算。",
          reason: "2022 年还没有这个单位", by: "财政局绩效科 王演示 11-21 09:31", withdrawn: nil, isCurrent: true, mayWithdraw: true),
        .init(
          number: 2, severity: .error, title: "总预算小于当年预算", place: "项目总预算", message: "总预算 10.00 小于当年预算 12.00。",
          reason: "示财〔2024〕9号追加", by: "财政局绩效科 王演示 11-20 15:02", withdrawn: "王演示 11-21 10:00", isCurrent: false,
          mayWithdraw: false),
      ], problem: "准予保留要写明理由，现在太短或是空的。请写清依据什么、为什么可以保留，再办理一次。")
  }

  private static var emptyTrial: SchemeTrialPage {
    SchemeTrialPage(
      shell: shell(.years), year: 2024, kinds: [Choice("project-self-evaluation", "项目支出绩效自评表")],
      kind: "project-self-evaluation", schemes: [Choice("national-2020", "全国 2020"), Choice("hubei-2023", "湖北 2023")],
      scheme: "hubei-2023", notes: ["2024 年度还没有开年，没有可以试算的表。"])
  }

  private static var trial: SchemeTrialPage {
    var page = emptyTrial
    page.notes = []
    page.basis = ["湖北省，2023 年起"]
    page.figures = [
      Fact("试算的表", "186", "张", "相差平均 −1.25 分"), Fact("得分升高", "20", "张", "降低 61 张"), Fact("等级变了", "9", "张", "其余等级不变"),
    ]
    page.grades = [("优", 120, 111), ("良", 60, 66), ("中", 6, 9), ("差", 0, 0)]
    page.rows = [
      .init(
        name: "城市管理", href: "/forms/12/score", unit: "示范街道办事处", before: ExactDecimal(93), after: ExactDecimal(85),
        change: ExactDecimal(-8), grade: "优 → 良"),
      .init(
        name: "堤防设施维护费", href: "/forms/13/score", unit: "堤防管理所", before: ExactDecimal(88), after: ExactDecimal(88),
        change: .zero,
        grade: nil),
    ]
    page.pager = Pager(counter: "张", total: 2, page: 1, size: 50, href: { _, _ in "/scheme-trial" })
    return page
  }
}
