import Model

@testable import Web

extension ExamplePages {
  /// Rectification, the link to the budget and publication in the states that matter.
  static let results: [Example] = [
    Example(name: "rectifications", html: rectificationsPage(rectifications())),
    Example(name: "rectifications-none", html: rectificationsPage(rectifications(isEmpty: true))),
    Example(name: "rectification-reply", html: rectificationPage(rectification(isAnswered: false))),
    Example(name: "rectification-verify", html: rectificationPage(rectification(isAnswered: true))),
    Example(name: "rectification-new", html: rectificationFormPage(newRectification([]))),
    Example(
      name: "rectification-new-wrong",
      html: rectificationFormPage(newRectification([Problem("problem", "问题没有写。请写明查出了什么。")]))),
    Example(name: "budget-link", html: budgetLinkPage(budgetLink())),
    Example(name: "budget-link-trial", html: budgetLinkPage(budgetLink(isTrial: true))),
    Example(name: "budget-link-none", html: budgetLinkPage(budgetLink(isEmpty: true))),
    Example(name: "decisions", html: budgetDecisionsPage(decisions)),
    Example(
      name: "decisions-none",
      html: budgetDecisionsPage(
        BudgetDecisionsPage(shell: shell(.budgetLink), tabs: decisions.tabs, rows: [], pager: pager("件", 0)))),
    Example(name: "decision-discussed", html: budgetDecisionPage(decision(mayChange: false))),
    Example(name: "decision-proposed", html: budgetDecisionPage(decision(mayChange: true))),
    Example(name: "disclosure", html: disclosurePage(disclosure())),
    Example(name: "disclosure-none", html: disclosurePage(disclosure(isEmpty: true))),
    Example(name: "disclosure-item-open", html: disclosureItemPage(disclosureItem(isOpen: true))),
    Example(name: "disclosure-item-published", html: disclosureItemPage(disclosureItem(isOpen: false))),
  ]

  static func pager(_ counter: String, _ total: Int) -> Pager {
    Pager(counter: counter, total: total, page: 1, size: 20, href: { page, size in "?page=\(page)&size=\(size)" })
  }

  private static func wanYuan(_ figure: Int64) -> Money { Money(fen: figure * 1_000_000) }

  private static let history = [
    Moment("08-20 16:02", "王演示　退回继续整改：没有附台账"), Moment("08-12 09:31", "张示例　报送整改结果"), Moment("08-01 10:00", "张示例　签收"),
  ]

  private static func bar(_ buttons: [StageBar.Button], fields: HTML = .empty) -> StageBar {
    StageBar(
      stage: "9", number: 3, token: "example-token", buttons: buttons, lead: "现在“整改中”，由项目执行单位办理，最迟 8 月 31 日。",
      fields: fields)
  }

  // MARK: rectification

  private static func rectifications(isEmpty: Bool = false) -> RectificationsPage {
    RectificationsPage(
      shell: shell(.rectifications),
      tabs: [
        Tab("未销号", "/rectifications?show=open", count: 2, isCurrent: true), Tab("已逾期", "/rectifications?show=overdue"),
        Tab("未整改", "/rectifications?show=failed", count: 0),
      ], filters: [.search(name: "q", label: "部门、项目", value: isEmpty ? "没有的" : "")], kept: [("show", "open")],
      isFiltered: isEmpty,
      rows: isEmpty
        ? []
        : [
          .init(
            href: "/rectifications/3", unit: "区水务局堤防管理所", title: "堤防设施维护费", problem: "产出数与台账不符，养护长度多报 2 公里",
            origin: "重点评价 · 数据不实", measure: "更正台账并重报自评", reply: "", due: "8 月 18 日", left: "已过 2 天", isOverdue: true,
            amount: wanYuan(40), state: "整改中", tone: .accent),
          .init(
            href: "/rectifications/4", unit: "区文化馆", title: "部门整体", problem: "满意度没有佐证", origin: "再评价 · 佐证不足",
            measure: "补做问卷", reply: "已补发问卷 200 份，回收 183 份。", due: "8 月 31 日", left: "还有 11 天", isOverdue: false,
            amount: nil, state: "已报送整改结果", tone: .warning),
        ], pager: pager("件", isEmpty ? 0 : 2), newHref: "/rectifications/new", done: isEmpty ? nil : "已下达，单位签收后开始整改。")
  }

  private static func rectification(isAnswered: Bool) -> RectificationPage {
    var field = Field(isAnswered ? "result" : "reply", isAnswered ? "核实结果" : "整改情况")
    field.demand = isAnswered ? "可空" : "报送时必填"
    return RectificationPage(
      shell: shell(.rectifications), title: "堤防设施维护费", facts: ["现在“整改中”，由项目执行单位办理。"],
      route: [Step("下达", "王演示　08-01", .done), Step("整改中", "项目执行单位　最迟 8 月 31 日", .now)],
      pairs: [("部门、单位", "堤防管理所"), ("来源", "重点评价"), ("问题", "产出数与台账不符"), ("挂钩金额", "40.00 万元")],
      reply: isAnswered ? "已更正台账并重报。" : "", result: isAnswered ? "台账与现场一致。" : "",
      bar: bar(
        isAnswered
          ? [.init(event: "verify", name: "核实"), .init(event: "send-back", name: "退回继续整改", needsOpinion: true)]
          : [.init(event: "report", name: "报送整改结果")], fields: textField(field)),
      links: isAnswered ? [Link("对下年预算的处理：已提出", "/budget-link/decisions/7")] : [], history: history)
  }

  private static func newRectification(_ problems: [Problem]) -> RectificationFormPage {
    RectificationFormPage(
      shell: shell(.rectifications),
      form: RecordForm(
        action: "/rectifications",
        items: [
          .field(unitField("unit", "单位", value: "区水务局", help: "写了项目编码的，按项目的单位。")), .text(Field("problem", "问题")),
        ], button: "下达整改", cancel: "/rectifications", note: "下达后单位收到消息。"), units: ["区水务局"], problems: problems)
  }

  // MARK: the budget

  private static func budgetLink(isTrial: Bool = false, isEmpty: Bool = false) -> BudgetLinkPage {
    BudgetLinkPage(
      shell: shell(.budgetLink), year: 2024, policy: "结果应用办法", standing: "建议值",
      bands: [
        .init(field: "cut-0", words: "优（90 分及以上）", cut: "0", projects: 512, budget: wanYuan(60_000), loss: .zero),
        .init(
          field: "cut-1", words: "差（60 以下）", cut: isTrial ? "25" : "20", projects: isEmpty ? 0 : 9,
          budget: wanYuan(1_000), loss: isEmpty ? .zero : wanYuan(200)),
      ], isTrial: isTrial,
      rows: isEmpty
        ? []
        : [
          .init(
            project: "流动图书车运行", href: "/projects/4", unit: "区图书馆", score: ExactDecimal("49.7")!, grade: "差",
            base: wanYuan(180), cut: wanYuan(36), why: "180.00 × 20%", proposal: nil),
          .init(
            project: "路灯维护", href: "/projects/5", unit: "区城市管理局", score: 55, grade: "差", base: wanYuan(320),
            cut: wanYuan(64), why: "320.00 × 20%", proposal: Link("已提出", "/budget-link/decisions/7")),
        ], pager: pager("个项目", isEmpty ? 0 : 9),
      proposeAction: isTrial || isEmpty ? nil : "/budget-link?page=1&size=20",
      problems: isTrial ? [Problem("cut-1", "“两成”不是 0 到 100 之间的比例，按现行办法算。")] : [],
      done: isTrial ? nil : "已对 1 个项目提出压减建议，在决定清单里会商。")
  }

  private static let decisions = BudgetDecisionsPage(
    shell: shell(.budgetLink),
    tabs: [
      Tab("在会商", "/budget-link/decisions?show=open", count: 1, isCurrent: true),
      Tab("已列入预算", "/budget-link/decisions?show=applied", count: 1),
    ],
    rows: [
      .init(
        href: "/budget-link/decisions/7", project: "路灯维护", unit: "区城市管理局", why: "得分 55，差：压减", base: wanYuan(320),
        percent: 20, cut: wanYuan(64), state: "已提出", tone: .warning),
      .init(
        href: "/budget-link/decisions/8", project: "流动图书车运行", unit: "区图书馆", why: "整改不到位", base: wanYuan(180),
        percent: 10, cut: wanYuan(18), state: "已列入预算", tone: .good),
    ], pager: pager("件", 2))

  private static func decision(mayChange: Bool) -> BudgetDecisionPage {
    var percent = Field("percent", "压减比例")
    percent.value = "20"
    percent.isFigure = true
    percent.unit = "%"
    var opinion = Field("opinion", "理由")
    opinion.demand = "必填"
    return BudgetDecisionPage(
      shell: shell(.budgetLink), title: "路灯维护", facts: ["现在“已会商”，由财政局预算科办理。"],
      route: [Step("提出", "王演示　03-01", .done), Step("已会商", "财政局预算科", .now)],
      sum: "320.00 × 20% = 64.00 万元，压减后 256.00 万元",
      pairs: [("单位", "区城市管理局"), ("理由", "得分 55，差：压减"), ("办法", "结果应用办法"), ("列入", "2025 年预算控制数")],
      bar: mayChange
        ? nil
        : bar([.init(event: "decide", name: "决定"), .init(event: "withdraw", name: "不采用", needsOpinion: true)]),
      change: mayChange
        ? RecordForm(
          action: "/stages/9/step",
          items: [.hidden("event", "edit"), .hidden("number", "3"), .field(percent), .text(opinion)], button: "改比例",
          style: .plain) : nil, links: [Link("看项目各年的得分和预算", "/projects/5")], history: history)
  }

  // MARK: publication

  private static func disclosure(isEmpty: Bool = false) -> DisclosurePage {
    func cell(_ subject: String, _ waiting: Int, _ published: Int, late: Bool = false, mayPrepare: Bool = true)
      -> DisclosurePage.Cell
    {
      .init(
        subject: subject, waiting: waiting, published: published, underWay: nil, isLate: late, mayPrepare: mayPrepare)
    }
    var underWay = cell("goals", 3, 2, mayPrepare: true)
    underWay.underWay = Link("正在办：已保密审查", "/disclosure/9")
    return DisclosurePage(
      shell: shell(.disclosure), year: 2024, subjects: [("绩效目标", "2 月 20 日"), ("绩效自评", nil)],
      rows: isEmpty
        ? []
        : [
          .init(department: "区水务局", unit: "shui", cells: [underWay, cell("self-evaluations", 0, 0)]),
          .init(
            department: "区民政局", unit: "min", cells: [cell("goals", 4, 0, late: true), cell("self-evaluations", 0, 12)]),
          .init(department: "区教育局", unit: "jiao", cells: [cell("goals", 1, 0), cell("self-evaluations", 2, 1)]),
        ], published: isEmpty ? 0 : 15, waiting: isEmpty ? 0 : 10, late: isEmpty ? 0 : 1,
      done: isEmpty ? "没有等待公开的表。" : nil)
  }

  private static func disclosureItem(isOpen: Bool) -> DisclosureItemPage {
    DisclosureItemPage(
      shell: shell(.disclosure), title: "区水务局2024年绩效目标", stage: "9", number: 2, facts: ["现在“准备中”，由主管部门业务科室办理。"],
      route: [Step("准备中", "吕示例　02-01", .done), Step(isOpen ? "保密审查" : "已公开", "主管部门财务科", .now)],
      forms: [
        .init(
          id: "12", name: "堤防设施维护费", href: "/forms/12", kind: "项目绩效目标申报表", covered: ["基本信息 · 项目实施方案：手机号码"], contacts: 2,
          receipt: isOpen ? nil : Link("0c1d2e3f4a5b6c7d", "/open/0c1d2e3f4a5b6c7d")),
        .init(
          id: "13", name: "部门整体", href: "/forms/13", kind: "部门整体支出绩效目标申报表", covered: [], contacts: 0,
          receipt: isOpen ? nil : Link("1c1d2e3f4a5b6c7d", "/open/1c1d2e3f4a5b6c7d")),
      ], isOpen: isOpen, secrecy: isOpen ? "" : "未发现不宜公开的内容",
      bar: isOpen ? bar([.init(event: "check-secrecy", name: "保密审查通过")]) : nil, history: history)
  }
}
