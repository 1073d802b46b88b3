import Model

/// What stands over every page of a department's final accounts: where they are, and the ways between their parts.
struct FinalAccountsFrame: Sendable {
  enum Part: String, Sendable, CaseIterable {
    case narrative, tables, checks, history

    var title: String {
      switch self {
      case .narrative: "情况说明"
      case .tables: "决算表"
      case .checks: "勾稽核对"
      case .history: "办理记录"
      }
    }
  }

  var shell: Shell
  var id: String
  var year: Int
  var department: String
  var status: FormStatus
  /// Whose turn it is, and until when.
  var lead: String
  /// Relations that do not agree, and paragraphs whose words are missing.
  var failures: Int
  var openWords: Int
  /// Whether tables and words can be changed by this person now.
  var isOpen: Bool
  /// Whether the tables hold anything.
  var isEmpty: Bool
  var done: String?

  var path: String { "/accounts/\(id)" }
  func href(_ part: Part) -> String {
    switch part {
    case .narrative: path
    case .tables: "\(path)/tables/1"
    case .checks: "\(path)/checks"
    case .history: "\(path)/history"
    }
  }

  var title: String { "\(year) 年度部门决算：\(department)" }
}

/// A page of final accounts in its frame.
/// - Parameter summary: what stands in red over everything else.
func finalAccountsPage(
  _ frame: FinalAccountsFrame, _ part: FinalAccountsFrame.Part, summary: HTML = .empty, actions: [HTML] = [],
  @HTMLBuilder content: () -> HTML
) -> HTML {
  let body = content()
  return page(
    frame.shell,
    PageContent(frame.title) {
      pageHead(
        frame.title, crumbs: [Link("工作台", "/"), Link("部门决算", Place.accounts.path)], here: frame.department,
        facts: [frame.status.tag, .text(frame.lead)], actions: actions)
      if let done = frame.done { message(.good, done) }
      summary
      tabs(
        FinalAccountsFrame.Part.allCases.map { other in
          Tab(
            other.title, frame.href(other),
            count: other == .checks ? frame.failures : other == .narrative ? frame.openWords : nil,
            isCurrent: other == part)
        }, named: "部门决算的各部分")
      body
    })
}

/// Nothing was imported yet: the two doors.
func finalAccountsDoors(_ frame: FinalAccountsFrame) -> HTML {
  frame.isOpen
    ? emptyState(
      "决算表还是空的", why: "导入决算工作簿，或者打开“决算表”逐格填；填好以后情况说明和勾稽核对自动生成。",
      next: .group([
        buttonLink("导入决算表", href: "\(frame.path)/import", .main),
        buttonLink("在页面上填", href: "\(frame.path)/tables/1/edit"),
      ]), isAlone: true)
    : emptyState("决算表还是空的", why: "主管部门财务科还没有导入。", isAlone: true)
}
