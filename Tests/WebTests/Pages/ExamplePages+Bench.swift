@testable import Web

extension ExamplePages {
  private static let band = YearBand(
    title: "2024 年度的时间带", months: [("9 月", 10), ("10 月", 40), ("11 月", 71), ("12 月", 101)], length: 335, today: 92,
    marks: [
      .init(name: "一上", day: "2023-09-30", offset: 40, isPast: true),
      .init(name: "一下", day: "2023-10-31", offset: 44, isPast: true),
      .init(name: "二上", day: "2023-11-30", offset: 102, isPast: false),
      .init(name: "二下", day: "2024-01-31", offset: 164, isPast: false),
    ])

  private static func inbox(_ notices: [InboxPage.Row], unread: Int, isFirst: Bool = true) -> HTML {
    inboxPage(
      InboxPage(
        shell: shell(.inbox, path: "/inbox"), unread: unread, unreadMax: 99, notices: notices,
        newest: notices.isEmpty ? nil : "9", isFirst: isFirst, olderHref: notices.isEmpty ? nil : "/inbox?before=3",
        done: unread == 0 && !notices.isEmpty ? "已标为读过。" : nil))
  }

  private static let notices: [InboxPage.Row] = [
    .init(
      title: "堤防设施维护费", href: "/stages/1", words: "周举例 一上业务科退回，现在“一上退回”", flow: "绩效目标申报", year: 2024,
      opinion: "请改第 2 项", time: "11-20 09:31", isUnread: true),
    .init(
      title: "口袋公园建设", href: "/stages/2", words: "程序 批复，现在“已批复”", flow: "绩效目标申报", year: 2024, opinion: nil,
      time: "11-19 17:02", isUnread: false),
  ]

  static let bench: [Example] = {
    var finance = benchFinance
    finance.tasks = [TaskGroup(nil, [])]
    finance.progress = BenchProgress(
      flow: "绩效目标申报", href: "/forms?stage=goals", done: 214, inReview: 161, returned: 37, open: 271,
      slowest: [.init(name: "区民政局", due: 41, handedIn: 6), .init(name: "江岸头街道办事处", due: 22, handedIn: 0)])
    finance.red = [
      .init(name: "老旧小区二次供水改造", href: "/projects/3", unit: "区水务和湖泊局", words: "预算 300.00 万元，支出 21.4%")
    ]
    finance.redCount = 4
    finance.upcoming = [
      Moment("11 月 30 日　还有 10 天", "二上：报送修改后的目标和预算", .now), Moment("2024 年 1 月 31 日　还有 72 天", "二下", .plain),
    ]
    finance.band = band
    var clerk = benchClerk
    clerk.taskCount = 60
    clerk.band = band
    let administrator = BenchPage(
      shell: shell(.bench), facts: ["2023 年 11 月 20 日 星期一"],
      doors: [.init(link: Link("单位", "/admin/units"), words: "建、改、并、撤单位；单位的历史一直留着。")])
    var found = SearchPage(shell: shell(.forms, path: "/search"), words: "堤防", year: 2024)
    found.groups = [
      .init(
        "项目", [.init(Link("堤防设施维护费", "/projects/1"), "42019924024T000000141　示范区水务和湖泊局")], total: 12,
        more: "/projects?q=x")
    ]
    return [
      Example(name: "bench-finance-year", html: benchPage(finance)),
      Example(name: "bench-clerk-year", html: benchPage(clerk)),
      Example(name: "bench-administrator", html: benchPage(administrator)),
      Example(name: "inbox", html: inbox(notices, unread: 1)),
      Example(name: "inbox-read", html: inbox(notices, unread: 0)),
      Example(name: "inbox-none", html: inbox([], unread: 0)),
      Example(name: "inbox-older-none", html: inbox([], unread: 0, isFirst: false)),
      Example(name: "search", html: searchPage(found)),
      Example(
        name: "search-none", html: searchPage(SearchPage(shell: shell(.forms, path: "/search"), words: "桥", year: 2024))
      ),
      Example(
        name: "search-empty", html: searchPage(SearchPage(shell: shell(.forms, path: "/search"), words: "", year: 2024))
      ),
    ]
  }()
}
