import Model

/// A scheme tried on the self-evaluations of a year: what changes for whom.
struct SchemeTrialPage: Sendable {
  struct Row: Hashable, Sendable {
    var name: String
    var href: String
    var unit: String
    var before: ExactDecimal
    var after: ExactDecimal
    var change: ExactDecimal
    /// 良 → 优; nil where the grade stays.
    var grade: String?
  }

  var shell: Shell
  var year: Int
  var kinds: [Choice]
  var kind: String
  var schemes: [Choice]
  var scheme: String
  /// Basis and standing of the scheme that is tried.
  var basis: [String] = []
  var figures: [Fact] = []
  /// Grades with their numbers of forms before and after.
  var grades: [(name: String, before: Int, after: Int)] = []
  var rows: [Row] = []
  var pager: Pager?
  var notes: [String] = []
}

func schemeTrialPage(_ model: SchemeTrialPage) -> HTML {
  page(
    model.shell,
    PageContent("试算评分办法") {
      pageHead(
        "试算评分办法", crumbs: [Link("工作台", "/"), Link("年度设置", Place.years.path)], here: "试算",
        facts: [.text("用 \(model.year) 年度的自评表算一遍，只看不存"), .text("由人评的分按表上的算")])
      form(.class("flt alone"), .action("/scheme-trial"), .ariaLabel("试算")) {
        chooser("kind", "哪种表", model.kinds, model.kind)
        chooser("scheme", "试哪个办法", model.schemes, model.scheme)
        submitButton("试算", .smallMain)
      }
      for words in model.basis { p(.class("sub sm")) { words } }
      for words in model.notes { message(.info, words) }
      if model.rows.isEmpty {
        emptyState("没有可以试算的自评表", why: "换一个年度，或者等自评表报送以后再试。", isAlone: true)
      } else {
        div(.class("stack-4")) {
          facts(model.figures)
          gradePanel(model)
          changes(model)
        }
      }
    })
}

private func chooser(_ id: String, _ words: String, _ choices: [Choice], _ chosen: String) -> HTML {
  div {
    label(.for("trial-" + id)) { words }
    select(.class("ctl"), .id("trial-" + id), .name(id)) {
      for choice in choices {
        option(.value(choice.value), .when(choice.value == chosen, .selected)) { choice.words }
      }
    }
  }
}

private func gradePanel(_ model: SchemeTrialPage) -> HTML {
  let columns = [
    Column("等级"), Column("现行办法", isFigure: true), Column("试算", isFigure: true), Column("增减", isFigure: true),
  ]
  return panel(
    "等级的变化",
    flush: dataTable("等级的变化", columns, style: "t even", isWide: false) {
      for grade in model.grades {
        tr {
          th(.scope("row")) { grade.name }
          cell(columns[1]) { "\(grade.before)" }
          cell(columns[2]) { "\(grade.after)" }
          cell(columns[3]) { figure(ExactDecimal(grade.after - grade.before), signed: true, missing: "—") }
        }
      }
    })
}

private func changes(_ model: SchemeTrialPage) -> HTML {
  let columns = [
    Column("表、单位"), Column("现行得分", isFigure: true), Column("试算得分", isFigure: true), Column("相差", isFigure: true),
    Column("等级"),
  ]
  return panel(
    "谁的分变了", more: "相差大的在前",
    flush: .group([
      dataTable("谁的分变了", columns, style: "t cards") {
        for row in model.rows {
          tr {
            th(.scope("row")) {
              a(.href(row.href)) { row.name }
              span(.class("sub")) { row.unit }
            }
            cell(columns[1]) { figure(row.before, places: 2, missing: "—") }
            cell(columns[2]) { figure(row.after, places: 2, missing: "—") }
            cell(columns[3]) { figure(row.change, places: 2, signed: true, missing: "—") }
            cell(columns[4]) { row.grade ?? "不变" }
          }
        }
      }, model.pager.map { pager($0) } ?? .empty,
    ]))
}
