import Model

/// How far the departments are with one flow, the slowest by name.
struct BenchProgress: Sendable {
  struct Row: Hashable, Sendable {
    var name: String
    var due: Int
    var handedIn: Int
  }

  /// 绩效目标.
  var flow: String
  var href: String
  var done: Int
  var inReview: Int
  var returned: Int
  var open: Int
  var slowest: [Row]
  var all: Int { done + inReview + returned + open }
}

/// A project that monitoring found in trouble.
struct RedProject: Hashable, Sendable {
  var name: String
  var href: String
  var unit: String
  /// 支出 21.4%，预算 300.00 万元.
  var words: String
}

/// Something an administrator looks after.
struct BenchDoor: Hashable, Sendable {
  var link: Link
  var words: String
}

func progressPanel(_ model: BenchProgress) -> HTML {
  let title = "各部门\(model.flow)进度"
  let parts = [
    ("a", model.done, "已办结"), ("b", model.inReview, "审核中"), ("d", model.returned, "已退回"), ("z", model.open, "未报"),
  ]
  let bar = element(
    "svg", .class("seg"), .viewBox("0 0 600 14"), .preserveAspectRatio("none"), .role("img"),
    .ariaLabel(parts.map { "\($0.2) \($0.1)" }.joined(separator: "，"))
  ) {
    for (index, part) in parts.enumerated() where part.1 > 0 {
      let before = parts[..<index].reduce(0) { $0 + $1.1 }
      let start = before * 600 / max(model.all, 1)
      let width = max(part.1 * 600 / max(model.all, 1) - 1, 1)
      element("path", .class(part.0), .attribute("d", "M\(start) 0h\(width)v14h-\(width)z"))
    }
  }
  let columns = [Column("最慢的"), Column("应报", isFigure: true), Column("已报", isFigure: true), Column("进度")]
  return panel(
    title, more: .group([.text("共 \(Words.count(model.all)) 件　"), anchor(Link("全部", model.href))]),
    flush: model.slowest.isEmpty
      ? .empty
      : dataTable("报得最慢的部门", columns, style: "t even", isWide: false) {
        for row in model.slowest {
          tr {
            th(.scope("row")) { row.name }
            td(.class("n")) { Words.count(row.due) }
            td(.class("n")) { Words.count(row.handedIn) }
            td { minibar(row.handedIn, of: row.due, named: "已报") }
          }
        }
      }
  ) {
    bar
    p(.class("key mt")) {
      for (style, count, words) in parts {
        span {
          element("i", .class(style == "z" ? "sw" : "sw \(style)"))
          "\(words) \(Words.count(count))"
        }
      }
    }
  }
}

private func minibar(_ part: Int, of whole: Int, named words: String) -> HTML {
  let width = part * 100 / max(whole, 1)
  return element(
    "svg", .class("minibar"), .viewBox("0 0 100 12"), .preserveAspectRatio("none"), .role("img"),
    .ariaLabel("\(words) \(part) / \(whole)")
  ) {
    element("path", .class("b0"), .attribute("d", "M0 1h100v10H0z"))
    element("path", .class("b1"), .attribute("d", "M0 1h\(width)v10H0z"))
  }
}

func redPanel(_ projects: [RedProject], total: Int) -> HTML {
  panel(
    "亮红灯的项目", more: .text("\(Words.count(total)) 个"),
    flush: ul(.class("finds")) {
      for project in projects {
        li(.class("bad")) {
          div(.class("ttl")) {
            icon(.red, label: "红灯")
            a(.href(project.href)) { project.name }
          }
          div(.class("sub xs")) { project.unit }
          div(.class("xs")) { project.words }
        }
      }
    }, foot: a(.href("\(Place.projects.path)?show=red")) { "全部亮红灯的项目" })
}

func doorsPanel(_ doors: [BenchDoor]) -> HTML {
  panel(
    "你管的",
    flush: ul(.class("tasks")) {
      for door in doors {
        li {
          div {
            span(.class("ttl")) { anchor(door.link) }
            div(.class("hint")) { door.words }
          }
        }
      }
    })
}
