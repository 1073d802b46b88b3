import Model

@testable import Web

extension ExamplePages {
  private static func list(_ show: KeyEvaluationsPage.Show, _ rows: [KeyEvaluationsPage.Row], search: String = "")
    -> HTML
  {
    keyEvaluationsPage(
      KeyEvaluationsPage(
        shell: shell(.evaluations, path: "/evaluations"), year: 2024, show: show, facts: [],
        tabs: KeyEvaluationsPage.Show.allCases.map {
          Tab($0.title, "/evaluations?show=\($0.rawValue)", count: 1, isCurrent: $0 == show)
        }, search: search, rows: rows,
        pager: Pager(counter: "件", total: rows.count, page: 1, size: 50, sizes: [], href: { _, _ in "/evaluations" }),
        newHref: "/evaluations/new", exportHref: "/evaluations.xlsx", done: rows.isEmpty ? nil : "已选定 1 件，评价方已收到消息。"))
  }

  private static func choice(_ problems: [Problem], isEmpty: Bool = false) -> HTML {
    keyEvaluationChoosePage(
      KeyEvaluationChoosePage(
        shell: shell(.evaluations, path: "/evaluations/new"), year: 2024, search: "", order: "budget",
        rows: isEmpty
          ? []
          : [
            .init(
              id: "1", name: "老旧小区改造", href: "/projects/1", code: "42019924024T000000123", unit: "示范区住房更新局",
              budget: 2_600, paid: 1_900, light: .yellow, score: ExactDecimal("78.5"), isChosen: false, isTicked: true),
            .init(
              id: "2", name: "口袋公园建设", href: "/projects/2", code: "42019924024T000000124", unit: "示范区城市管理局",
              budget: 800, paid: nil, light: nil, score: nil, isChosen: true, isTicked: false),
          ],
        pager: Pager(
          counter: "个", total: isEmpty ? 0 : 2, page: 1, size: 20, sizes: [], href: { _, _ in "/evaluations/new" }),
        criteria: [
          .init(id: "decision", name: "贯彻上级和本地重大决策部署", isTicked: true),
          .init(id: "attention", name: "社会关注度高", isTicked: false),
        ], reason: "", lead: "", assessors: [Choice("a1", "李演示（第三方机构，示范评价事务所）")], assessor: "",
        departments: [Choice("water", "示范区水务和湖泊局")], department: "", problems: problems))
  }

  private enum At: CaseIterable { case planning, fieldwork, hidden, reported }

  private static func evaluation(_ moment: At) -> KeyEvaluationPage {
    let isScored = moment != .planning && moment != .hidden
    func row(_ id: String, _ group: String, _ name: String, _ score: String, _ reason: String = "")
      -> KeyEvaluationPage.Row
    {
      .init(
        id: id, group: group, name: name, points: "10", standard: "按情节给分",
        hint: id == "process-2" ? "国库支付：执行率 91.20%，按标准 9.12 分。" : nil,
        score: isScored ? score : "", evidence: isScored ? "抽查凭证 12 份，见底稿三" : "", reason: isScored ? reason : "")
    }
    let fresh = KeyEvaluationPage.Row(
      id: "decision-new1", group: "", name: "", points: "", standard: "", score: "", evidence: "", reason: "",
      isNew: true)
    var model = KeyEvaluationPage(
      shell: shell(.evaluations, path: "/evaluations/1"), id: "1", title: "老旧小区改造", unit: "示范区住房更新局", year: 2024,
      status: .inReview("评价实施"), number: 5,
      object: [("为什么选", "社会关注度高"), ("评价方", "李演示（第三方机构）"), ("评价资金", "2,600.00 万元"), ("执行率", "91.20%")],
      links: [Link("看项目", "/projects/1")], route: Self.route,
      bar: StageBar(
        stage: "1", number: 5, token: "example-token",
        buttons: [.init(event: "draft-report", name: "形成初步结论", refusal: "“立项依据充分性”没有打分。")],
        lead: "现在“评价实施”，由第三方机构办理，最迟 7 月 31 日。"), returned: moment == .planning ? "退回方案，王演示 11-20：请补抽样。" : nil,
      lead: "主评示例",
      plan: [
        .init(id: "purpose", name: "评价目的和对象", isRequired: true, help: "为什么评。", text: "看改造效果"),
        .init(id: "method", name: "评价方法和标准", isRequired: true, help: "", text: ""),
      ], isPlanOpen: moment == .planning,
      parts: [
        .init(
          id: "decision", name: "决策",
          rows: [row("decision-1", "项目立项", "立项依据充分性", "9", "论证材料缺一份")] + (moment == .planning ? [fresh] : []),
          points: 10, given: isScored ? 9 : 0, open: isScored ? 0 : 1),
        .init(
          id: "process", name: "过程", rows: [row("process-2", "资金管理", "预算执行率", "")], points: 10, given: 0, open: 1),
      ], isPaperOpen: moment == .fieldwork, showsPaper: moment != .hidden,
      findings: isScored ? [.init(problemClass: "资金管理", words: "两笔支出没有验收单", measure: "补齐验收单", amount: "5")] : [],
      classes: ["决策立项", "资金管理"],
      report: [.init(id: "background", name: "基本情况", isRequired: true, help: "", text: isScored ? "涉及 12 个小区" : "")],
      of: 20,
      given: isScored ? 9 : 0, total: moment == .reported ? 82 : nil, grade: moment == .reported ? "良" : nil,
      scale: "90 分以上为优，80 分以上为良，60 分以上为中，以下为差", policy: "财政重点评价指标框架和报告提纲（默认）（全国，建议值，请财政部门确认）",
      gaps: moment == .fieldwork ? ["“预算执行率”没有打分。"] : [],
      consequences: moment == .reported ? [Link("整改：资金管理（已下达）", "/rectifications/3")] : [],
      moments: [Moment("11-20 09:31", "进场实施，李演示")])
    if moment == .fieldwork { model.problems = [Problem("score-process-2", "预算执行率：“很好”不是分数。请写成 4 或 4.5，最多两位小数。")] }
    return model
  }

  static let keyEvaluations: [Example] =
    [
      Example(
        name: "key-evaluations",
        html: list(
          .running,
          [
            .init(
              title: "老旧小区改造", href: "/evaluations/1", unit: "示范区住房更新局", assessors: "李演示", amount: 2_600,
              status: .inReview("评价实施"), holders: "第三方机构", due: "7 月 31 日", score: 82, grade: "良")
          ])), Example(name: "key-evaluations-none", html: list(.finished, [])),
      Example(name: "key-evaluations-not-found", html: list(.all, [], search: "桥")),
      Example(name: "key-evaluation-choose", html: choice([])),
      Example(name: "key-evaluation-choose-none", html: choice([], isEmpty: true)),
      Example(
        name: "key-evaluation-choose-wrong",
        html: choice([Problem("criteria", "没有勾为什么选。请至少勾一条。"), Problem("assignee", "没有选评价方。请选一个机构、专家或同事。")])),
      Example(
        name: "key-evaluation-report",
        html: keyEvaluationReportPage(
          evaluation(.reported), object: [("单位", "示范区住房更新局"), ("评价资金", "2,600.00 万元")],
          ReportWords(
            opinions: [("单位意见", "同意"), ("专家意见", "证据充分")], assessors: "李演示（第三方机构）", isFinal: true, result: "结论已定",
            day: "2024 年 11 月 20 日"))),
    ]
    + At.allCases.map { Example(name: "key-evaluation-\($0)", html: keyEvaluationPage(evaluation($0))) }
}
