import Model

/// What is due for publication, by department (信息公开).
struct DisclosurePage: Sendable {
  struct Row: Hashable, Sendable {
    var department: String
    /// Identifier of the department's unit, for preparing.
    var unit: String
    var cells: [Cell]
  }

  /// One subject of one department.
  struct Cell: Hashable, Sendable {
    var subject: String
    var waiting: Int
    var published: Int
    /// Where the item under way is checked and signed; nil while nothing is under way.
    var underWay: Link?
    var isLate: Bool
    /// Whether the person may prepare it.
    var mayPrepare: Bool
  }

  var shell: Shell
  var year: Int
  /// Heads of the columns with their last days: 绩效目标, 最迟 2 月 20 日.
  var subjects: [(words: String, due: String?)]
  var rows: [Row]
  var published: Int
  var waiting: Int
  var late: Int
  var done: String?
  var exportHref: String?
}

func disclosurePage(_ model: DisclosurePage) -> HTML {
  page(
    model.shell,
    PageContent("信息公开") {
      pageHead(
        "信息公开", crumbs: [Link("工作台", "/")],
        facts: ["批复后限期公开；先保密审查，再由负责人审签，公开后不能再改", "\(model.year) 年度"],
        actions: (model.exportHref.map { [buttonLink("导出 Excel", href: $0)] } ?? [])
          + [buttonLink("看公开网站", href: "/open")])
      if let done = model.done { message(.good, done) }
      facts([
        Fact("已公开", Words.count(model.published), "张", "\(model.year) 年度"),
        Fact("等待公开", Words.count(model.waiting), "张", "已批复或已认定"),
        Fact("过期", Words.count(model.late), "家", "过了公开的期限"),
      ])
      if model.rows.isEmpty {
        emptyState("还没有要公开的", why: "绩效目标批复、自评认定、决算批复以后，各部门要公开的列在这里。", isAlone: true)
      } else {
        table(model)
      }
    })
}

private func table(_ model: DisclosurePage) -> HTML {
  let columns =
    [Column("部门", width: "cw14")]
    + model.subjects.map { Column($0.words, unit: $0.due.map { "最迟 \($0)" }) }
  return dataTable("各部门公开情况", columns, style: "t cards") {
    for row in model.rows {
      tr {
        th(.scope("row")) { row.department }
        for (index, made) in row.cells.enumerated() {
          cell(columns[index + 1]) { state(made, row, model) }
        }
      }
    }
  }
}

private func state(_ cell: DisclosurePage.Cell, _ row: DisclosurePage.Row, _ model: DisclosurePage) -> HTML {
  div(.class("row")) {
    standing(cell)
    if let link = cell.underWay { span(.class("sub")) { anchor(link) } }
    if cell.mayPrepare && cell.waiting > 0 && cell.underWay == nil {
      postButton(
        "列入公开", to: Place.disclosure.path, token: model.shell.token, .small,
        fields: [("department", row.unit), ("subject", cell.subject)])
    }
  }
}

private func standing(_ cell: DisclosurePage.Cell) -> HTML {
  if cell.waiting == 0 { return cell.published == 0 ? none("还没有批复的") : tag(.good, .ok, "已公开 \(cell.published) 张") }
  return cell.isLate
    ? tag(.bad, .clock, "过期，\(cell.waiting) 张没有公开") : tag(.warning, .half, "等待公开 \(cell.waiting) 张")
}

/// One item: what is in it, what is covered, and the steps up to publication.
struct DisclosureItemPage: Sendable {
  struct Form: Hashable, Sendable {
    var id: String
    var name: String
    var href: String
    var kind: String
    /// What is covered: where and what kind.
    var covered: [String]
    var contacts: Int
    var receipt: Link?
    /// What an item is about as a whole cannot be left out of it.
    var staysIn = false
  }

  var shell: Shell
  var title: String
  var stage: String
  var number: Int
  var facts: [String]
  var route: [Step]
  var forms: [Form]
  /// Whether forms can still be left out.
  var isOpen: Bool
  var secrecy: String
  var bar: StageBar?
  var history: [Moment]
}

func disclosureItemPage(_ model: DisclosureItemPage) -> HTML {
  page(
    model.shell,
    PageContent(model.title) {
      pageHead(
        model.title, crumbs: [Link("工作台", "/"), Link("信息公开", Place.disclosure.path)],
        facts: model.facts.map { .text($0) })
      route(model.route, named: "公开进展")
      div(.class("split slim")) {
        div(.class("stack-4")) {
          panel("要公开的表", more: "\(model.forms.count) 张", flush: forms(model))
          if !model.secrecy.isEmpty { panel("保密审查") { p { model.secrecy } } }
          if let bar = model.bar { stagePanel(bar) }
        }
        aside(.class("stack-4"), .ariaLabel("办理记录")) {
          panel("公开时遮盖什么") {
            p { "联系人、电话一类栏目不公开。正文里的手机号码、固定电话、身份证号、银行卡号和电子邮箱，公开件里换成“已遮盖”。" }
            p(.class("sub sm")) { "原表不变；有权限的人仍按权限查看。" }
          }
          panel("办理记录") { timeLine(model.history) }
        }
      }
    })
}

private func forms(_ model: DisclosureItemPage) -> HTML {
  let columns = [Column("表"), Column("种类"), Column("遮盖"), Column(model.isOpen ? "公开" : "回执")]
  let list = dataTable("要公开的表", columns, style: "t cards") {
    for made in model.forms {
      tr {
        th(.scope("row")) { a(.href(made.href)) { made.name } }
        cell(columns[1]) { made.kind }
        cell(columns[2]) {
          made.covered.isEmpty && made.contacts == 0
            ? none("没有要遮盖的")
            : .group([
              made.contacts == 0 ? .empty : .text("联系人栏 \(made.contacts) 项不公开"),
              .group(made.covered.map { words in span(.class("sub")) { words } }),
            ])
        }
        cell(columns[3]) {
          if model.isOpen, made.staysIn {
            .text("整份公开")
          } else if model.isOpen {
            label(.class("opt")) {
              input(.type("checkbox"), .name("form"), .value(made.id), .checked)
              span {
                "公开"
                hiddenWords(made.name)
              }
            }
          } else {
            made.receipt.map(anchor) ?? none("还没有公开")
          }
        }
      }
    }
  }
  guard model.isOpen, model.forms.contains(where: { !$0.staysIn }) else { return list }
  return form(.method("post"), .action("/stages/\(model.stage)/step")) {
    tokenField(model.shell.token)
    hiddenField("event", "edit")
    hiddenField("number", String(model.number))
    hiddenField("forms-sent", "1")
    list
    div(.class("in")) { submitButton("只留勾选的", .plain) }
  }
}
