import Model

/// What was handed in and decided in each round, cell by cell (二上二下比较).
struct RoundsPage: Sendable {
  struct Row: Hashable, Sendable {
    var section: String
    var name: String
    /// As handed in in the first and in the second round; nil where the cell is empty.
    var first: String?
    var second: String?
    /// What was said when the cell came back.
    var opinion: String?
    var control: ExactDecimal?
    /// Second minus first, and second minus the control figure.
    var change: String?
    var overControl: ExactDecimal?
    /// Why it stayed as it was.
    var reason: String?
    var isMoney: Bool
    var isIndicator: Bool
    var isFigure: Bool
    var isChanged: Bool { first != second }
  }

  enum Scope: String, Sendable, CaseIterable {
    case changed = ""
    case all, money, indicators

    var title: String {
      switch self {
      case .changed: "只看改过的"
      case .all: "全部"
      case .money: "只看金额"
      case .indicators: "只看指标"
      }
    }
    func shows(_ row: Row) -> Bool {
      switch self {
      case .changed: row.isChanged || row.opinion != nil
      case .all: true
      case .money: row.isMoney
      case .indicators: row.isIndicator
      }
    }
  }

  var shell: Shell
  var formID: String
  var title: String
  var facts: [HTML]
  var route: [Step]
  /// Heads of the rounds with their days; nil for a round that was not reached.
  var firstDay: String?
  var controlDay: String?
  var secondDay: String?
  var scope: Scope
  var rows: [Row]
}

func roundsPage(_ model: RoundsPage) -> HTML {
  let shown = model.rows.filter(model.scope.shows)
  let path = "/forms/\(model.formID)"
  return page(
    model.shell,
    PageContent("二上二下比较：\(model.title)") {
      pageHead(
        "二上二下比较：\(model.title)",
        crumbs: [Link("工作台", "/"), Link("绩效目标", "/forms?stage=goals"), Link(model.title, path)], here: "各轮比较",
        facts: model.facts, actions: [buttonLink("任意两版比较", href: path + "/compare")])
      route(model.route, named: "各轮")
      tabs(
        RoundsPage.Scope.allCases.map { scope in
          Tab(
            scope.title, scope.rawValue.isEmpty ? path + "/rounds" : path + "/rounds?show=\(scope.rawValue)",
            count: model.rows.count(where: scope.shows), isCurrent: scope == model.scope)
        }, named: "比较范围")
      if model.firstDay == nil {
        emptyState("还没有报送过", why: "一上报送以后，各轮的数会并排列在这里。", isAlone: true)
      } else if shown.isEmpty {
        emptyState("没有不同", why: "各轮 \(model.rows.count) 格逐格比过，没有改动。", isAlone: true)
      } else {
        roundsTable(shown, model)
        differenceKey()
      }
    })
}

private func roundsTable(_ rows: [RoundsPage.Row], _ model: RoundsPage) -> HTML {
  div(.class("t-wrap")) {
    p(.class("swipe no-s")) { "左右滑动看全表" }
    table(.class("t cards")) {
      element("caption", .class("vh")) { "各轮数值与改动" }
      thead {
        tr {
          th(.scope("col"), .rowspan(2)) { "部分" }
          th(.scope("col"), .rowspan(2)) { "格" }
          th(.scope("colgroup"), .colspan(2), .class("grp edge")) { "一上　\(model.firstDay ?? "未报")" }
          th(.scope("colgroup"), .class("grp edge")) { "一下　\(model.controlDay ?? "未下达")" }
          th(.scope("colgroup"), .colspan(3), .class("grp edge")) { "二上　\(model.secondDay ?? "未报")" }
          th(.scope("col"), .rowspan(2), .class("edge")) { "保留的理由" }
        }
        tr {
          th(.scope("col"), .class("n edge")) { "填报" }
          th(.scope("col")) { "审核意见" }
          th(.scope("col"), .class("n edge")) { "控制数" }
          th(.scope("col"), .class("n edge")) { "填报" }
          th(.scope("col"), .class("n")) { "比一上" }
          th(.scope("col"), .class("n")) { "比控制数" }
        }
      }
      tbody { for group in groups(rows) { section(group, model) } }
    }
  }
}

private func groups(_ rows: [RoundsPage.Row]) -> [[RoundsPage.Row]] {
  var groups: [[RoundsPage.Row]] = []
  for row in rows {
    if groups.last?.first?.section == row.section {
      groups[groups.count - 1].append(row)
    } else {
      groups.append([row])
    }
  }
  return groups
}

private func section(_ rows: [RoundsPage.Row], _ model: RoundsPage) -> HTML {
  .group(
    rows.enumerated().map { index, row in
      tr {
        if index == 0 { th(.scope("rowgroup"), .rowspan(rows.count)) { row.section } }
        th(.scope("row")) { row.name }
        td(.class(row.isFigure ? "n edge" : "edge"), .attribute("data-l", "一上填报")) { value(row.first) }
        td(.class("sub-c"), .attribute("data-l", "审核意见")) {
          row.opinion.map { .text($0) } ?? span(.class("same")) { "—" }
        }
        td(.class("n edge"), .attribute("data-l", "控制数")) { figure(row.control, places: 2, missing: "—") }
        second(row, model)
        td(.class("n"), .attribute("data-l", "比一上")) {
          if model.secondDay == nil {
            "—"
          } else if !row.isChanged {
            span(.class("same")) { "未改" }
          } else {
            row.change ?? "有改动"
          }
        }
        td(.class("n"), .attribute("data-l", "比控制数")) { overControl(row) }
        td(.class("edge"), .attribute("data-l", "保留的理由")) {
          row.reason.map { .text($0) } ?? span(.class("same")) { "—" }
        }
      }
    })
}

private func second(_ row: RoundsPage.Row, _ model: RoundsPage) -> HTML {
  let label = HTML.Attribute.attribute("data-l", "二上填报")
  guard model.secondDay != nil else { return td(.class("edge"), label) { span(.class("none")) { "未报" } } }
  let style = (row.isFigure ? "n edge" : "edge") + (row.isChanged ? " chg" + (row.isFigure ? " chg-n" : "") : "")
  return td(.class(style), label) {
    if row.isChanged && !row.isFigure { difference(old: row.first, new: row.second) } else { value(row.second) }
  }
}

private func value(_ words: String?) -> HTML { words.map { .text($0) } ?? span(.class("same")) { "未设" } }

private func overControl(_ row: RoundsPage.Row) -> HTML {
  guard let over = row.overControl else { return span(.class("same")) { "—" } }
  return over.isZero ? span(.class("same")) { "相同" } : .text(Words.figure(over, places: 2, signed: true))
}
