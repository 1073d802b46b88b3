import Forms
import Lifecycle
import Model
import Reports
import Review
import Schemes
import TestSupport

@testable import Web

extension ExamplePages {
  private static let accountsPolicy: AccountsPolicy = {
    let library = PolicyLibrary.standard(subjects: [AccountsPolicy.self])
    guard let policy: Policy<AccountsPolicy> = library.valid.policy("final-accounts-default") else {
      preconditionFailure("the policy of final accounts is shipped")
    }
    return policy.body
  }()

  private static func frame(_ isOpen: Bool, isEmpty: Bool = false, failures: Int = 0) -> FinalAccountsFrame {
    FinalAccountsFrame(
      shell: shell(.accounts, path: "/accounts/1"), id: "1", year: 2024, department: "示范区示范街道办事处",
      status: isOpen ? .draft(nil) : .stage(.inReview, "国库科审核"), lead: "现在“编制中”，由主管部门财务科办理，最迟 8 月 31 日。",
      failures: failures, openWords: isOpen ? 2 : 0, isOpen: isOpen, isEmpty: isEmpty,
      done: isOpen && !isEmpty ? "决算表已存入，情况说明和勾稽已重算。" : nil)
  }

  /// The example with a transposed figure in one class and a wrong sum.
  private static let broken: DepartmentAccounts = {
    var accounts = ExampleAccounts.make()
    accounts.words = ExampleAccounts.words
    accounts.words["total"] = nil
    accounts.set(
      accounts[.summary, "out-208", "amount"].map { $0 + 90_000_000 }, at: AccountsCell(.summary, "out-208", "amount"))
    accounts.set(1_000_000, at: AccountsCell(.basic, "30299", "amount"))
    return accounts
  }()

  private static func check(_ accounts: DepartmentAccounts) -> AccountsCheck {
    AccountsCheck(accounts, ExampleAccounts.context(), AccountsTerms(accountsPolicy))
  }

  private static func narrative(_ accounts: DepartmentAccounts, _ isOpen: Bool) -> HTML {
    let check = check(accounts)
    return finalAccountsNarrativePage(
      FinalAccountsNarrativePage(
        frame: frame(isOpen, isEmpty: accounts.isEmpty, failures: check.failures),
        sections: accounts.isEmpty ? [] : AccountsNarrative.make(accounts, ExampleAccounts.context(), accountsPolicy),
        words: accounts.words, number: 4,
        lines: [
          .init(
            name: "本年收入合计", href: "/accounts/1/tables/1#c-in-total-amount", now: 6_046, before: 7_100, isTotal: true),
          .init(name: "基本支出", href: "/accounts/1/tables/3#c-total-basic", now: 2_896, before: nil, isTotal: false),
        ], failures: FinalAccountsView.failures(check, "1"), relations: check.relations,
        bar: StageBar(
          stage: "1", number: 4, token: "example-token",
          buttons: [.init(event: "submit", name: "报送", refusal: isOpen ? "有 2 处勾稽不符，请先改好。" : nil)],
          lead: "现在“编制中”，由主管部门财务科办理，最迟 8 月 31 日。"), route: route,
        returned: isOpen ? "国库科退回，冯举例 11-20 09:31：请核对表一。" : nil))
  }

  private static func table(_ table: AccountsTable, _ accounts: DepartmentAccounts) -> HTML {
    finalAccountsTablePage(
      FinalAccountsTablePage(
        frame: frame(true), table: table, accounts: accounts, grid: AccountsDocument.grid(accounts, table),
        marked: [AccountsCell(.basic, "302", "amount"): .error]))
  }

  private static var edit: HTML {
    finalAccountsEditPage(
      FinalAccountsEditPage(
        frame: frame(true), table: .fund, accounts: ExampleAccounts.make(), number: 4,
        lines: [
          .init(key: "total", code: nil, name: "合计", values: ["0", "1.50", "1.50", "0", "1.50", "0"]),
          .init(
            key: "212", code: "212", name: "城乡社区支出", values: ["0", "一百", "1.50", "0", "1.50", ""],
            problems: [1: "“一百”不是金额。请写成 120 或 120.5，单位是万元。"]),
          .init(
            key: "new-1", code: "21", name: "", values: ["", "", "", "", "", ""], problem: "科目编码“21”应是 3、5、7 位数字。"),
        ], part: 1, parts: 2, isNone: false))
  }

  private static func imports(_ problem: String?, _ problems: Int?) -> HTML {
    var model = FinalAccountsImportPage(frame: frame(true, isEmpty: true), problem: problem, number: 4)
    if let problems {
      model.check = .init(
        fileName: "2024决算.xlsx", unit: .wanYuan, statesUnit: problems == 0, found: [(.income, "收入决算表", 12)],
        none: [.fund], unused: ["封面"],
        problems: (0..<problems).map {
          .init(sheet: "收入决算表", row: $0 + 5, column: 3, value: "约三百", "“财政拨款收入”写的“约三百”不是金额。请只写数字，单位是万元；没有就空着。")
        }, problemCount: problems * 3, relations: 140, failures: 2, accept: "/accounts/1/import/a/accept",
        annotated: "/accounts/1/import/a/annotated.xlsx")
    }
    return finalAccountsImportPage(model)
  }

  private static func list(_ show: String, _ isEmpty: Bool) -> HTML {
    finalAccountsListPage(
      FinalAccountsListPage(
        shell: shell(.accounts, path: "/accounts"), year: 2024,
        facts: [Fact("部门", "72", "家", "没开始 3 家"), Fact("已批复", "40", "家", "最迟 8 月 31 日")],
        tabs: [
          Tab("全部", "/accounts?show=all", count: 69, isCurrent: show == "all"),
          Tab("没开始的", "/accounts?show=lacking", count: 3, isCurrent: show == "lacking"),
        ],
        show: show, search: "",
        columns: [
          Column("部门", sortHref: "/accounts?sort=title"), Column("收、支总计", unit: "万元", isFigure: true),
          Column("本年支出", unit: "万元", isFigure: true), Column("现在"), Column("在谁手里"), Column("期限"),
        ],
        rows: isEmpty
          ? []
          : [
            .init(
              department: "示范区示范街道办事处", href: "/accounts/1", total: ExactDecimal("11092.59"),
              spending: ExactDecimal("11092.59"),
              status: .stage(.inReview, "国库科审核"), holders: "财政局国库科", due: "8 月 31 日", isLate: false),
            .init(
              department: "示范区教育局", href: "/accounts/2", total: nil, spending: nil, status: .draft(nil),
              holders: "主管部门财务科",
              due: "过期 3 天", isLate: true),
          ],
        lacking: isEmpty
          ? []
          : [
            .init(unit: "u1", department: "示范区水务局", mayBegin: true),
            .init(unit: "u2", department: "示范区民政局", mayBegin: false),
          ],
        pager: Pager(counter: "家", total: isEmpty ? 0 : 2, page: 1, size: 50, sizes: [], href: { _, _ in "/accounts" }))
    )
  }

  static let finals: [Example] = {
    var example = ExampleAccounts.make()
    example.words = ExampleAccounts.words
    let sections = AccountsNarrative.make(example, ExampleAccounts.context(), accountsPolicy)
    return [
      Example(name: "accounts-list", html: list("all", false)),
      Example(name: "accounts-list-empty", html: list("all", true)),
      Example(name: "accounts-lacking", html: list("lacking", false)),
      Example(name: "accounts-empty", html: narrative(DepartmentAccounts(), true)),
      Example(name: "accounts-narrative", html: narrative(broken, true)),
      Example(name: "accounts-narrative-clean", html: narrative(example, false)),
      Example(name: "accounts-table-1", html: table(.summary, example)),
      Example(name: "accounts-table-4", html: table(.fiscal, example)),
      Example(name: "accounts-table-6", html: table(.basic, broken)),
      Example(name: "accounts-table-7", html: table(.fund, example)),
      Example(name: "accounts-table-9", html: table(.threePublic, example)), Example(name: "accounts-edit", html: edit),
      Example(name: "accounts-import", html: imports("“a.txt”不是工作簿，没有工作表。", nil)),
      Example(name: "accounts-import-bad", html: imports(nil, 3)),
      Example(name: "accounts-import-good", html: imports(nil, 0)),
      Example(
        name: "accounts-checks",
        html: finalAccountsChecksPage(
          FinalAccountsChecksPage(
            frame: frame(true, failures: 4), outcomes: check(broken).outcomes, tolerance: "以万元填报", onlyFailures: true))),
      Example(
        name: "accounts-checks-all",
        html: finalAccountsChecksPage(
          FinalAccountsChecksPage(
            frame: frame(false), outcomes: check(example).outcomes, tolerance: "以万元填报", onlyFailures: false))),
      Example(
        name: "accounts-history",
        html: finalAccountsHistoryPage(
          FinalAccountsHistoryPage(
            frame: frame(false), route: route,
            entries: [
              .init(
                time: "11-20 09:31", event: "报送", who: "张示例 主管部门财务科", opinion: "", total: "6,046.53",
                digest: String(repeating: "7c3e9a41", count: 8), ledger: 31)
            ], receipts: [Link("2024-09-01 公开，回执 7c3e9a417c3e9a41", "/open/7c3e9a417c3e9a41")]))),
      Example(
        name: "accounts-print",
        html: finalAccountsPrintPage(
          FinalAccountsPrintPage(
            frame: frame(false), accounts: example,
            grids: AccountsTable.allCases.filter(\.isPublished).map { ($0, AccountsDocument.grid(example, $0)) },
            sections: sections, isDraft: true))),
    ]
  }()
}
