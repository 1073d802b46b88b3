import Model
import Testing

@testable import Web

/// Every page with made-up models, in the states that matter.
enum ExamplePages {
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let html: HTML
    var testDescription: String { name }
  }

  /// Assets beside the file, for looking at pages without a server.
  static let beside = PageAssets(style: "hengji.css", script: "hengji.js", seal: "seal.svg")

  static func shell(_ place: Place, path: String = "/", large: Bool = false) -> Shell {
    Shell(
      region: "示范区", year: 2024, office: "区财政局绩效科", person: "王演示", places: Place.allCases, current: place,
      waiting: [.goals: .init(count: 37, isOverdue: true), .imports: .init(count: 2)], isLargeType: large,
      token: "example-token", path: path, assets: beside)
  }

  static func form(
    _ content: FormContent, _ findings: [Finding] = [], score: ScoreSummary? = nil, route: [Step] = [],
    large: Bool = false
  ) -> HTML {
    var model = FormPage(
      shell: shell(content.kind.isSelfEvaluation ? .selfEvaluations : .goals, large: large), id: "12", content: content,
      status: .imported,
      revision: RevisionFacts(
        number: 7, time: "2023-11-20 09:31", by: "张示例", reason: "由文件读入", digest: String(repeating: "7c3e9a41", count: 8)
      ),
      revisionCount: 7, source: "就业补助_申报表.docx", findings: findings, rulesChecked: 42, milliseconds: 3)
    model.score = score
    model.route = route
    model.contacts = .masked(reveal: "/forms/12/contacts")
    model.downloads = [Link("Excel", "/forms/12/download.xlsx"), Link("JSON", "/forms/12/download.json")]
    return formPage(model)
  }

  static let route = [
    Step("单位填报", "张示例 11-20", .done), Step("主管部门审核", "李示例 11-20", .done), Step("财政业务科", "周举例，限 11-24", .now),
    Step("绩效科", "王演示", .todo), Step("公开", "批复后 20 日内", .todo),
  ]

  static let all: [Example] = [
    forms, work, records, doors, years, admin, edits, projects, exAnte, adjustments, keyEvaluations, bench,
    lightsAndScores, results,
    open, finals,
    ruleExamples,
  ].flatMap { $0 }

  private static let forms: [Example] =
    [
      Example(
        name: "form-project-goal", html: form(ExampleForms.projectGoal, ExampleForms.projectGoalFindings, route: route)),
      Example(
        name: "form-project-self-evaluation",
        html: form(
          ExampleForms.projectSelfEvaluation,
          score: ScoreSummary(
            computed: ExactDecimal("93.5"), printed: ExactDecimal("93.5"), grade: "优", scheme: "市项目自评表 2023 版"))),
      Example(name: "form-department-goal", html: form(ExampleForms.departmentGoal)),
      Example(
        name: "form-department-self-evaluation",
        html: form(
          ExampleForms.departmentSelfEvaluation,
          score: ScoreSummary(computed: 91, printed: 92, grade: "优", scheme: "市部门整体自评表 2023 版"))),
      Example(name: "form-monitoring", html: form(ExampleForms.monitoring)),
      Example(
        name: "form-large-type",
        html: form(ExampleForms.projectGoal, ExampleForms.projectGoalFindings, route: route, large: true)),
      Example(name: "gallery", html: galleryPage(shell(.gallery))),
    ]
}
