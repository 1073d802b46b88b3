import Model

/// The ex-ante evaluations of a year: what needs one, what is under way, what was concluded, and the papers that opened
/// the gate without one.
struct ExAntesPage: Sendable {
  enum Show: String, Sendable, CaseIterable {
    case needed, running, concluded, exceptions

    var title: String {
      switch self {
      case .needed: "要做还没做的"
      case .running: "办理中的"
      case .concluded: "已认定的"
      case .exceptions: "签批的例外"
      }
    }
  }

  struct Row: Hashable, Sendable {
    var title: String
    var href: String
    var code: String?
    var unit: String
    var amount: ExactDecimal?
    /// nil for a project that has not begun.
    var status: FormStatus?
    var holders: String
    var due: String
    /// Begins the evaluation; nil for those who may not.
    var begin: Link?
  }

  struct Paper: Hashable, Sendable {
    var title: String
    var href: String
    var unit: String
    var gate: String
    var document: String
    var reason: String
    var signer: String
    var time: String
  }

  var shell: Shell
  var year: Int
  var show: Show
  /// What asks for an evaluation, in words: 新增项目，申请 100 万元以上.
  var rule: String
  var facts: [Fact]
  var tabs: [Tab]
  var search: String
  var rows: [Row]
  var papers: [Paper] = []
  var pager: Pager
  var newHref: String?
}

func exAntesPage(_ model: ExAntesPage) -> HTML {
  page(
    model.shell,
    PageContent("事前评估") {
      pageHead(
        "事前评估", crumbs: [Link("工作台", "/")], facts: [.text("\(model.year) 年度"), .text(model.rule)],
        actions: model.newHref.map { [buttonLink("评估一项政策", href: $0)] } ?? [])
      if !model.facts.isEmpty { facts(model.facts) }
      tabs(model.tabs, named: "办到哪一步")
      if model.show != .exceptions {
        form(.class("flt"), .action(Place.preEvaluations.path), .ariaLabel("筛选")) {
          hiddenField("show", model.show.rawValue)
          filterControl(.search(name: "q", label: "名称、编码或单位", value: model.search), id: "filter-q")
          submitButton("筛选", .smallMain)
          a(.class("on"), .href("\(Place.preEvaluations.path)?show=\(model.show.rawValue)")) { "清除条件" }
        }
      }
      if model.show == .exceptions { papers(model) } else { rows(model) }
      if model.pager.total > 0 { pager(model.pager) }
    })
}

private func rows(_ model: ExAntesPage) -> HTML {
  guard !model.rows.isEmpty else {
    let isFiltered = !model.search.isEmpty
    let why =
      switch model.show {
      case .needed: "列入 \(model.year) 年度、够条件的新增项目都已经开始评估。"
      case .running: "项目单位报送材料以后，会列在这里。"
      case .concluded: "绩效科认定以后，会列在这里。"
      case .exceptions: ""
      }
    return emptyState(
      isFiltered ? "没有符合条件的" : "没有\(model.show.title)", why: isFiltered ? "换一个词，或者清除条件看全部。" : why, isAlone: true)
  }
  let columns = [
    Column("项目或政策"), Column("单位"), Column("申请", unit: "万元", isFigure: true), Column("现在"), Column("在谁手里"), Column("期限"),
  ]
  return dataTable("\(model.show.title)，\(model.pager.total) 件", columns, style: "t cards") {
    for row in model.rows {
      tr {
        th(.scope("row")) {
          a(.href(row.href)) { row.title }
          if let code = row.code { span(.class("sub mono")) { code } }
        }
        cell(columns[1]) { row.unit }
        cell(columns[2]) { figure(row.amount, places: 2) }
        cell(columns[3]) {
          if let status = row.status { status.tag } else { FormStatus.notBegun.tag }
          if let begin = row.begin {
            " "
            a(.href(begin.href)) {
              begin.title
              hiddenWords("：" + row.title)
            }
          }
        }
        cell(columns[4]) { row.holders }
        cell(columns[5]) { row.due }
      }
    }
  }
}

private func papers(_ model: ExAntesPage) -> HTML {
  guard !model.papers.isEmpty else {
    return emptyState("没有签批的例外", why: "没有过关口又要办的，要有签批的例外文件；用过的每一份都列在这里。", isAlone: true)
  }
  let columns = [Column("项目"), Column("关口"), Column("文件"), Column("理由"), Column("签批人"), Column("何时用的")]
  return dataTable("签批的例外", columns, style: "t cards") {
    for paper in model.papers {
      tr {
        th(.scope("row")) {
          a(.href(paper.href)) { paper.title }
          span(.class("sub")) { paper.unit }
        }
        cell(columns[1]) { paper.gate }
        cell(columns[2]) { paper.document }
        cell(columns[3]) { paper.reason }
        cell(columns[4]) { paper.signer }
        cell(columns[5]) { paper.time }
      }
    }
  }
}
