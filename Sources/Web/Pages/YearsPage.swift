/// The budget years of a region, for those who set them up.
struct YearsPage: Sendable {
  struct Row: Hashable, Sendable {
    var year: Int
    var state: YearTag
    /// What is missing in its settings; 0 when nothing is.
    var problems: Int
    /// Stages that are not finished, of all.
    var unfinished: Int
    var stages: Int
    var projects: Int
    var changed: String
    var changedBy: String
  }

  var shell: Shell
  /// The newest first.
  var rows: [Row]
  /// The year that a click sets up.
  var proposed: Int
  var problem: Problem?
}

/// A state of a year as a tag.
enum YearTag: Hashable, Sendable {
  case preparing, open, closed

  var tag: HTML {
    switch self {
    case .preparing: Web.tag(.plain, .open, "准备中")
    case .open: Web.tag(.accent, .half, "进行中")
    case .closed: Web.tag(.plain, .lock, "已结束")
    }
  }
}

func yearsPage(_ model: YearsPage) -> HTML {
  page(
    model.shell,
    PageContent(model.problem == nil ? "年度设置" : "有错误：年度设置") {
      pageHead(
        "年度设置", crumbs: [Link("工作台", "/")], facts: ["日期、表样、评分办法和各项办法，每年一套，定了以后各环节都按它走"])
      errorSummary(model.problem.map { [$0] } ?? [])
      if model.rows.isEmpty {
        message(.info, "还没有开过年。", "先开一个年度：日期按国家规定的常例排好，逐项改成本地的。")
      }
      div(.class("split slim")) {
        if model.rows.isEmpty {
          panel("各年度", flush: emptyState("还没有年度", why: "开年以后，项目、绩效目标和各环节才有地方办。"))
        } else {
          panel("各年度", more: "\(model.rows.count) 个", flush: table(model.rows))
        }
        aside(.class("stack-4"), .ariaLabel("开年")) { opening(model) }
      }
    })
}

private func table(_ rows: [YearsPage.Row]) -> HTML {
  let columns = [
    Column("年度"), Column("状态"), Column("待补"), Column("项目", unit: "个", isFigure: true),
    Column("环节", unit: "件", isFigure: true), Column("没办完", unit: "件", isFigure: true), Column("最近改动"),
  ]
  return dataTable("各年度", columns, style: "t cards") {
    for row in rows {
      tr {
        th(.scope("row")) { a(.href("\(Place.years.path)/\(row.year)")) { "\(row.year) 年度" } }
        cell(columns[1]) { row.state.tag }
        cell(columns[2]) {
          if row.problems == 0 { tag(.good, .ok, "齐了") } else { tag(.warning, .warning, "\(row.problems) 处") }
        }
        cell(columns[3]) { Words.count(row.projects) }
        cell(columns[4]) { Words.count(row.stages) }
        cell(columns[5]) { Words.count(row.unfinished) }
        cell(columns[6]) {
          row.changed
          span(.class("sub")) { row.changedBy }
        }
      }
    }
  }
}

private func opening(_ model: YearsPage) -> HTML {
  var year = Field("year", "开哪一年")
  year.value = String(model.proposed)
  year.help = "四位数字。有上一年的，照上一年带过来，日期顺延一年。"
  year.isFigure = true
  year.unit = "年度"
  year.attributes = [.required, .maxLength("4")]
  if let problem = model.problem { year.remark = .error(problem.words) }
  return panel("开年") {
    form(.method("post"), .action(Place.years.path)) {
      tokenField(model.shell.token)
      field(year)
      p(.class("mt-4")) { submitButton("建立这一年的设置") }
      p(.class("sub sm mt")) { "建立后是“准备中”，核对好再开年。" }
    }
  }
}
