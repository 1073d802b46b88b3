import Model

@testable import Web

extension ExamplePages {
  /// What everybody reads without signing in.
  static let open: [Example] = [
    Example(name: "open-home", html: openHomePage(home(isEmpty: false))),
    Example(name: "open-home-empty", html: openHomePage(home(isEmpty: true))),
    Example(name: "open-search", html: openSearchPage(search(rows, isNarrowed: true))),
    Example(name: "open-search-none", html: openSearchPage(search([], isNarrowed: true))),
    Example(name: "open-search-before", html: openSearchPage(search([], isNarrowed: false))),
    Example(name: "open-document", html: openDocumentPage(document(replacedBy: nil))),
    Example(name: "open-document-replaced", html: openDocumentPage(document(replacedBy: "1c1d2e3f4a5b6c7d"))),
    Example(name: "open-verify", html: openVerifyPage(verify("", .none))),
    Example(
      name: "open-verify-found",
      html: openVerifyPage(
        verify(
          receipt, .found(title: "2024 年堤防设施维护费绩效目标", href: "/open/\(receipt)", isStanding: true, day: "2024-02-18"))
      )),
    Example(
      name: "open-verify-replaced",
      html: openVerifyPage(
        verify(
          receipt, .found(title: "2024 年堤防设施维护费绩效目标", href: "/open/\(receipt)", isStanding: false, day: "2024-02-18")))),
    Example(
      name: "open-verify-unknown", html: openVerifyPage(verify("0", .unknown("没有回执号或摘要是 0 的公开件。请核对有没有抄错；也可以直接用文件验证。")))),
    Example(
      name: "open-data",
      html: openDataPage(
        OpenDataPage(shell: shell(.data), years: [(year: 2024, documents: 214, href: "/open/data/2024")]))),
    Example(name: "open-data-empty", html: openDataPage(OpenDataPage(shell: shell(.data), years: []))),
  ]

  private static let receipt = "0c1d2e3f4a5b6c7d"

  private static func shell(_ section: OpenShell.Section) -> OpenShell {
    OpenShell(region: "示范区", isLargeType: false, assets: beside, current: section)
  }

  private static let rows = [
    OpenRow(
      title: "堤防设施维护费", href: "/open/\(receipt)", unit: "堤防管理所", subject: "绩效目标", year: 2024,
      amount: Money(fen: 104_871_000), day: "2024-02-18", data: "/open/\(receipt)/json"),
    OpenRow(
      title: "区文化和旅游局", href: "/open/1c1d2e3f4a5b6c7d", unit: "区文化和旅游局", subject: "绩效自评", year: 2023, amount: nil,
      day: "2024-09-10", data: "/open/1c1d2e3f4a5b6c7d/json"),
  ]

  private static func home(isEmpty: Bool) -> OpenHomePage {
    OpenHomePage(
      shell: shell(.home), years: isEmpty ? [] : [2024, 2023], year: 2024, documents: isEmpty ? 0 : 1_204,
      goals: isEmpty ? 0 : 812, selfEvaluations: isEmpty ? 0 : 392, latest: isEmpty ? [] : rows,
      departments: isEmpty
        ? [] : [.init(name: "区水务局", href: "/open/search?department=x", goals: 12, selfEvaluations: 0)])
  }

  private static func search(_ rows: [OpenRow], isNarrowed: Bool) -> OpenSearchPage {
    OpenSearchPage(
      shell: shell(.goals), title: "绩效目标", words: isNarrowed ? "堤防" : "", kept: [("subject", "goals")],
      tabs: isNarrowed
        ? [Tab("全部", "/open/search", isCurrent: true), Tab("2024 年", "/open/search?year=2024", isCurrent: false)]
        : [Tab("全部", "/open/search", isCurrent: true)], isNarrowed: isNarrowed, rows: rows,
      pager: pager("份", rows.count))
  }

  private static func document(replacedBy: String?) -> OpenDocumentPage {
    OpenDocumentPage(
      shell: shell(.goals), title: "2024 年堤防设施维护费绩效目标", facts: ["区水务局", "堤防管理所", "2024-02-18 公开"],
      body: OpenForm(content: ExampleForms.projectGoal, before: Money(fen: 106_547_000)).html,
      receipt: OpenReceipt(
        number: receipt, digest: String(repeating: "7c3e9a41", count: 8), ledgerSequence: 12_345,
        ledgerHash: String(repeating: "1b2d3f40", count: 8), publishedAt: "2024-02-18 09:31"), replacedBy: replacedBy,
      copies: [
        Link("原表", "/open/\(receipt)/sheet"), Link("Word", "/open/\(receipt)/docx"),
        Link("JSON", "/open/\(receipt)/json"),
      ],
      years: [
        OpenYear(year: 2024, budget: Money(fen: 104_871_000)),
        OpenYear(year: 2023, href: "/open/1c1d2e3f4a5b6c7d", budget: Money(fen: 106_547_000), score: ExactDecimal(93)),
      ])
  }

  private static func verify(_ number: String, _ outcome: OpenVerifyPage.Outcome) -> OpenVerifyPage {
    OpenVerifyPage(shell: shell(.verify), number: number, outcome: outcome, token: "example-token")
  }
}
