@testable import Web

extension ExamplePages {
  static func yearSettings(_ state: YearTag, problems: [Problem] = [], done: String? = nil) -> HTML {
    yearPage(
      YearPage(
        shell: shell(.years, path: "/admin/years/2024"), year: 2024, state: state, number: 3,
        changed: "王演示 改于 11-20 09:31",
        days: [
          .init(id: "first-up", name: "一上：报送绩效目标和预算建议", day: "2023-09-30", note: "已过 51 天"),
          .init(id: "second-up", name: "二上：报送修改后的目标和预算", day: "2023-11-30", note: "还有 10 天"),
        ], checkpoints: [4, 7, 10],
        templates: [
          .init(
            field: "template-project-goal", label: "项目绩效目标申报表",
            choices: [Choice("", "不采用，这一年不填"), Choice("a", "项目支出绩效目标表（全国，2021 年起）")], chosen: "a",
            facts: ["全国，2021 年起，见于公开的实际用表", "依据：财预〔2021〕101号"])
        ],
        schemes: [
          .init(
            field: "scheme-project-self-evaluation", label: "项目自评表", choices: [Choice("", "按地区和年度自动选用")], chosen: "",
            facts: [])
        ],
        policies: [
          .init(
            field: "policy-terms", label: "环节期限和关口", choices: [Choice("t", "环节期限和关口（默认）")], chosen: "t",
            facts: ["全国，2018 年起，建议值，请财政部门确认"])
        ],
        checks: state == .closed
          ? [] : [.init(field: "policy-lights", words: "没有选“红黄绿灯”这一类办法。", isBlocking: false)], unfinished: 12,
        problems: problems, done: done))
  }

  static let years: [Example] = [
    Example(
      name: "years",
      html: yearsPage(
        YearsPage(
          shell: shell(.years, path: "/admin/years"),
          rows: [
            .init(
              year: 2025, state: .preparing, problems: 2, unfinished: 0, stages: 0, projects: 0, changed: "11-20 09:31",
              changedBy: "王演示"),
            .init(
              year: 2024, state: .open, problems: 0, unfinished: 412, stages: 1_366, projects: 683,
              changed: "2023-08-01 10:00", changedBy: "王演示"),
          ], proposed: 2026))),
    Example(
      name: "years-none",
      html: yearsPage(
        YearsPage(
          shell: shell(.years, path: "/admin/years"), rows: [], proposed: 2026,
          problem: Problem("year", "“今年”不是年度。请写 1990 到 2100 之间的四位数字。")))),
    Example(name: "year-preparing", html: yearSettings(.preparing, done: "设置已保存，从现在起按它办理。")),
    Example(
      name: "year-open",
      html: yearSettings(.open, problems: [Problem("day-first-up", "“一上”的日期“2023-02-30”不是日历上的一天。")])),
    Example(name: "year-closed", html: yearSettings(.closed)),
  ]
}
