import Model

@testable import Web

extension ExamplePages {
  private static func exAntes(
    _ show: ExAntesPage.Show, rows: [ExAntesPage.Row] = [], papers: [ExAntesPage.Paper] = [], search: String = ""
  ) -> HTML {
    exAntesPage(
      ExAntesPage(
        shell: shell(.preEvaluations, path: "/pre-evaluations"), year: 2024, show: show,
        rule: "新增项目申请 100 万元以上的，先评估后安排预算",
        facts: [
          Fact("要评估的", "12", "件", "还没开始 3 件"), Fact("办理中", "5", "件", "要评估的 12 件里"), Fact("已认定", "4", "件", "占 33.3%"),
        ],
        tabs: ExAntesPage.Show.allCases.map {
          Tab($0.title, "/pre-evaluations?show=\($0.rawValue)", count: 3, isCurrent: $0 == show)
        }, search: search, rows: rows, papers: papers,
        pager: Pager(
          counter: "件", total: rows.count, page: 1, size: 50, sizes: [], href: { _, _ in "/pre-evaluations" }),
        newHref: "/pre-evaluations/new"))
  }

  private static func exAnte(_ state: Int) -> ExAntePage {
    func question(_ key: String, _ text: String, _ points: ExactDecimal?) -> ExAntePage.Question {
      .init(
        key: key, text: text, of: 5, grade: points == nil ? "" : "good", gradeName: points == nil ? nil : "良",
        points: points, words: points == nil ? "" : "列入区防汛规划")
    }
    let points: ExactDecimal? = state == 0 ? nil : 4
    var model = ExAntePage(
      shell: shell(.preEvaluations, path: "/pre-evaluations/1"), id: "1", title: "闸站改造", unit: "示范区水务和湖泊局", kind: "项目",
      year: 2024, amount: 300, status: .draft(nil), number: 4, project: Link("看项目", "/projects/1"), route: Self.route,
      bar: StageBar(
        stage: "1", number: 4, token: "example-token",
        buttons: [
          .init(event: "submit", name: "报送材料"),
          .init(event: "draft-report", name: "形成报告初稿", refusal: "还有 1 个问题没有评。请逐题选好等级。"),
        ], lead: "现在“收集材料”，由项目执行单位办理，最迟 8 月 31 日。"),
      returned: state == 0 ? "退回补充材料，冯举例 11-20 09:31：请补测算依据。" : nil,
      material: [
        .init(id: "background", name: "立项背景和必要性", isRequired: true, help: "为什么要做。", text: "防汛要求\n示水发〔2023〕1号"),
        .init(id: "papers", name: "附件清单", isRequired: false, help: "", text: ""),
      ], isMaterialOpen: state == 0,
      dimensions: [
        .init(
          name: "立项必要性", standing: "见于公开的实际用表", points: points.map { $0 + $0 } ?? 0, of: 10,
          groups: [
            .init(
              name: "政策依据",
              questions: [
                question("necessity.policy", "与规划和重点工作是否相符", points), question("necessity.duty", "是否属于财政支持的范围", points),
              ])
          ], open: state == 0 ? 2 : 0)
      ], isAssessmentOpen: state == 1, grades: [Choice("excellent", "优"), Choice("good", "良")],
      report: [
        .init(id: "method", name: "评估方式和过程", isRequired: true, help: "", text: state == 0 ? "" : "看材料、现场"),
        .init(id: "advice", name: "建议", isRequired: true, help: "", text: state == 0 ? "" : "建议安排"),
      ], total: points.map { $0 + $0 } ?? 0, of: 10, open: state == 0 ? 2 : 0, conclusion: state == 0 ? nil : "予以支持",
      scale: "80 分以上予以支持，60 分以上调整后支持，不到的不予支持", policy: "事前绩效评估打分和结论（默认）（全国，建议值，请财政部门确认）",
      moments: [Moment("11-20 09:31", "报送材料，张示例"), Moment("11-19 10:00", "建立，张示例")])
    if state == 2 { model.done = "评估已保存。" }
    return model
  }

  static let exAnte: [Example] = [
    Example(
      name: "ex-antes",
      html: exAntes(
        .needed,
        rows: [
          .init(
            title: "闸站改造", href: "/projects/1", code: "42019924024T000000777", unit: "示范区水务和湖泊局", amount: 300,
            status: nil,
            holders: "项目单位", due: "—", begin: Link("开始评估", "/pre-evaluations/new?project=1"))
        ])),
    Example(
      name: "ex-antes-running",
      html: exAntes(
        .running,
        rows: [
          .init(
            title: "口袋公园建设", href: "/pre-evaluations/2", code: nil, unit: "示范区城市管理局", amount: nil,
            status: .overdue(days: 3),
            holders: "第三方机构", due: "8 月 31 日")
        ])),
    Example(name: "ex-antes-none", html: exAntes(.concluded)),
    Example(name: "ex-antes-not-found", html: exAntes(.running, search: "桥")),
    Example(
      name: "ex-antes-papers",
      html: exAntes(
        .exceptions,
        papers: [
          .init(
            title: "防汛应急", href: "/stages/9", unit: "示范区水务和湖泊局", gate: "这个项目要先做事前绩效评估，现在没有通过的评估结论，不能安排预算。",
            document: "示财〔2024〕7号", reason: "汛期应急", signer: "赵演示", time: "11-20 09:31")
        ])),
    Example(
      name: "ex-ante-new",
      html: exAnteNewPage(
        ExAnteNewPage(
          shell: shell(.preEvaluations), year: 2024, project: ("1", "闸站改造", "示范区水务和湖泊局"), units: [], unit: "",
          title: "",
          amount: "300"))),
    Example(
      name: "ex-ante-new-policy",
      html: exAnteNewPage(
        ExAnteNewPage(
          shell: shell(.preEvaluations), year: 2024, project: nil, units: [Choice("water", "示范区水务和湖泊局")], unit: "water",
          title: "", amount: "很多",
          problems: [Problem("title", "政策名称没有填。请写全称。"), Problem("amount", "“很多”不是金额。")]))),
    Example(name: "ex-ante-material", html: exAntePage(exAnte(0))),
    Example(name: "ex-ante-assessment", html: exAntePage(exAnte(1))),
    Example(name: "ex-ante-reported", html: exAntePage(exAnte(2))),
    Example(
      name: "ex-ante-report",
      html: exAnteReportPage(
        exAnte(2),
        ReportWords(
          opinions: [("单位意见", "同意评估意见")], assessors: "冯举例", isFinal: true, result: "结论已定：予以支持",
          day: "2023 年 11 月 20 日"))),
  ]
}
