/// The settings of one budget year: its dates, checkpoints, and what is in force in it.
struct YearPage: Sendable {
  struct Day: Hashable, Sendable {
    var id: String
    var name: String
    var day: String
    /// 9 月 30 日 is over or how long it still is; empty where the day cannot be read.
    var note: String
  }

  /// Something to choose from lists of the rulebook.
  struct Choosing: Hashable, Sendable {
    /// Name of the control: `template-project-goal`.
    var field: String
    var label: String
    var choices: [Choice]
    var chosen: String
    /// Place, years, basis and standing of what is chosen.
    var facts: [String]
  }

  struct Check: Hashable, Sendable {
    var field: String
    var words: String
    var isBlocking: Bool
  }

  var shell: Shell
  var year: Int
  var state: YearTag
  /// Number of the settings that the page shows; a page at another number is stale.
  var number: Int
  var changed: String
  var days: [Day]
  /// Months at whose end monitoring looks.
  var checkpoints: Set<Int>
  var templates: [Choosing]
  var schemes: [Choosing]
  var policies: [Choosing]
  var checks: [Check]
  var unfinished: Int
  var problems: [Problem] = []
  var done: String?
}

func yearPage(_ model: YearPage) -> HTML {
  let title = "\(model.year) 年度设置"
  return page(
    model.shell,
    PageContent(model.problems.isEmpty ? title : "有错误：\(title)", endsInBar: true) {
      pageHead(
        title, crumbs: [Link("工作台", "/"), Link("年度设置", Place.years.path)], here: "\(model.year) 年度",
        facts: [model.state.tag, .text("第 \(model.number) 版"), .text(model.changed)])
      errorSummary(model.problems)
      if let done = model.done { message(.good, done) }
      form(.method("post"), .action("\(Place.years.path)/\(model.year)")) {
        tokenField(model.shell.token)
        hiddenField("number", String(model.number))
        div(.class("split slim")) {
          div(.class("stack-4")) {
            panel("各环节的日期", more: "当天为最后一天", flush: dayTable(model))
            panel("采用的表样", flush: choiceTable("采用的表样", model.templates))
            panel("采用的评分办法", more: anchor(Link("先试算一遍", "/scheme-trial")), flush: choiceTable("采用的评分办法", model.schemes))
            panel("采用的办法", flush: choiceTable("采用的办法", model.policies))
          }
          aside(.class("stack-4"), .ariaLabel("核对")) {
            checklist(model)
            checkpointPanel(model)
            statePanel(model)
          }
        }
        div(.class("bar")) {
          p(.class("grow")) { "保存后马上按新的设置走；改动全文记入总台账。" }
          submitButton("按工作日历重排日期", .plain, name: "action", value: "redate")
          submitButton("保存设置", .main, name: "action", value: "save")
        }
      }
    })
}

private func dayTable(_ model: YearPage) -> HTML {
  let columns = [Column("环节"), Column("日期"), Column("离今天")]
  return dataTable("各环节的日期", columns, style: "t even cards", isWide: false) {
    for day in model.days {
      let id = "day-\(day.id)"
      tr {
        th(.scope("row")) { label(.for(id)) { day.name } }
        cell(columns[1]) {
          input(
            .class("ctl w-s"), .id(id), .name(id), .type("date"), .value(day.day),
            .when(model.problems.contains { $0.field == id }, .ariaInvalid("true")),
            .ariaDescribedBy(model.problems.contains { $0.field == id } ? id + "-e" : nil))
          if let problem = model.problems.first(where: { $0.field == id }) {
            span(.class("err"), .id(id + "-e")) {
              icon(.error, label: "错误")
              span { problem.words }
            }
          }
        }
        cell(columns[2]) {
          if day.note.isEmpty { span(.class("none")) { "—" } } else { span(.class("sub")) { day.note } }
        }
      }
    }
    tr {
      th(.scope("row")) {
        input(.class("ctl"), .name("new-name"), .ariaLabel("加一个日期：名称"), .placeholder("加一个日期，写名称"))
      }
      cell(columns[1]) { input(.class("ctl w-s"), .name("new-day"), .type("date"), .ariaLabel("加一个日期：哪天")) }
      cell(columns[2]) { span(.class("sub")) { "名称和日期都写才加；把日期清空就去掉" } }
    }
  }
}

private func choiceTable(_ caption: String, _ rows: [YearPage.Choosing]) -> HTML {
  let columns = [Column("用在", width: "cw10"), Column("采用", width: "cw18"), Column("依据和出处")]
  return dataTable(caption, columns, style: "t even cards", isWide: false) {
    for row in rows {
      tr {
        th(.scope("row")) { label(.for(row.field)) { row.label } }
        cell(columns[1]) {
          select(.class("ctl"), .id(row.field), .name(row.field)) {
            for choice in row.choices {
              option(.value(choice.value), .when(choice.value == row.chosen, .selected)) { choice.words }
            }
          }
        }
        cell(columns[2]) {
          if row.facts.isEmpty { span(.class("none")) { "—" } }
          for fact in row.facts { p(.class("sub sm")) { fact } }
        }
      }
    }
  }
}

private func checklist(_ model: YearPage) -> HTML {
  panel("核对清单", more: model.checks.isEmpty ? "齐了" : .text("\(model.checks.count) 处")) {
    if model.checks.isEmpty {
      p { tag(.good, .ok, "日期、表样和办法都齐了") }
    } else {
      ul(.class("stack")) {
        for check in model.checks {
          li {
            tag(
              check.isBlocking ? .bad : .warning, check.isBlocking ? .error : .warning, check.isBlocking ? "必补" : "请核对")
            " "
            check.words
          }
        }
      }
    }
  }
}

private func checkpointPanel(_ model: YearPage) -> HTML {
  panel("运行监控的时点") {
    fieldset {
      legend(.class("lab")) { "看到哪个月底为止" }
      div(.class("cols-3")) {
        for month in 1...12 {
          label {
            input(
              .type("checkbox"), .name("checkpoint"), .value(String(month)),
              .when(model.checkpoints.contains(month), .checked))
            " \(month) 月"
          }
        }
      }
    }
  }
}

private func statePanel(_ model: YearPage) -> HTML {
  panel("开年和结束") {
    switch model.state {
    case .preparing:
      p(.class("sm")) { "开年后，这一年成为各页默认的年度，各环节可以办理。" }
      p(.class("mt")) { submitButton("保存并开年", .plain, name: "action", value: "open") }
    case .open:
      p(.class("sm")) {
        model.unfinished == 0
          ? "没有正在办的环节。确实都办完了，可以结束这一年。" : "还有 \(Words.count(model.unfinished)) 件没有办完。结束后整改和对下年预算的处理照常办完，其余只能查看，也可以重新打开。"
      }
      p(.class("mt")) { submitButton("结束这一年", .danger, name: "action", value: "close") }
    case .closed:
      p(.class("sm")) { "这一年已经结束，不再是各页默认的年度。" }
      p(.class("mt")) { submitButton("重新打开这一年", .plain, name: "action", value: "open") }
    }
  }
}
