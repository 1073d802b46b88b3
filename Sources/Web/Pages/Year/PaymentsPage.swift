import Model

/// What the treasury paid, paper by paper, with a form for one more.
struct PaymentsPage: Sendable {
  var shell: Shell
  var year: Int
  var facts: [Fact]
  var filters: [ListFilter]
  var isFiltered: Bool
  var rows: [Row]
  /// Sum of all that match, in yuan.
  var sum: ExactDecimal
  var pager: Pager
  /// What was typed into the form, and what is wrong with it.
  var entry = Entry()
  /// What was just entered.
  var done: String?

  struct Row: Hashable, Sendable {
    var day: String
    var project: String
    var projectHref: String
    var code: String
    var unit: String
    /// In yuan.
    var amount: ExactDecimal
    var number: String
    var source: String
  }

  struct Entry: Hashable, Sendable {
    var code = ""
    var day = ""
    var amount = ""
    var number = ""
    /// The line is wrong for this reason.
    var problem: String?
  }
}

func paymentsPage(_ model: PaymentsPage) -> HTML {
  page(
    model.shell,
    PageContent("国库支付") {
      pageHead(
        "国库支付", crumbs: [Link("工作台", "/")],
        facts: ["\(model.year) 年度", "执行率按这里的支付数计算，记错的用红字冲销，不能改、不能删"],
        actions: [buttonLink("批量登记", href: "/payments/import", .main)])
      if let done = model.done { message(.good, "已登记。", .text(done)) }
      if !model.facts.isEmpty { facts(model.facts) }
      entryPanel(model)
      filterForm(model)
      if model.rows.isEmpty { nothing(model) } else { table(model) }
      if model.pager.total > 0 { pager(model.pager) }
    })
}

private func entryPanel(_ model: PaymentsPage) -> HTML {
  let entry = model.entry
  return .group([
    entry.problem.map { errorSummary([Problem("code", $0)], title: "没有登记") } ?? .empty,
    panel("登记一笔", more: "金额写负数就是冲销") {
      form(.method("post"), .action("/payments"), .class("stack")) {
        tokenField(model.shell.token)
        div(.class("cols-4")) {
          field(entryField("code", "项目编码", entry.code))
          field(entryField("day", "支付日期（如 \(model.year)-08-31）", entry.day))
          field(amountField(entry.amount))
          field(entryField("number", "支付凭证号", entry.number))
        }
        div(.class("row")) { submitButton("登记这一笔", .plain) }
      }
    },
  ])
}

private func entryField(_ id: String, _ words: String, _ value: String) -> Field {
  var field = Field(id, words)
  field.value = value
  field.attributes = [.required]
  return field
}

private func amountField(_ value: String) -> Field {
  var field = entryField("amount", "金额", value)
  field.unit = "元"
  field.isFigure = true
  return field
}

private func filterForm(_ model: PaymentsPage) -> HTML {
  form(.class("flt mt-4"), .action("/payments"), .ariaLabel("筛选")) {
    for (index, filter) in model.filters.enumerated() { filterControl(filter, id: "filter-\(index)") }
    submitButton("筛选", .smallMain)
    a(.class("on"), .href("/payments")) { "清除条件" }
  }
}

private func nothing(_ model: PaymentsPage) -> HTML {
  model.isFiltered
    ? emptyState("没有符合条件的支付", why: "换一个月份或字词再找。", next: buttonLink("清除条件", href: "/payments"), isAlone: true)
    : emptyState(
      "\(model.year) 年度还没有登记支付", why: "登记以后，监控和自评的执行数、执行率就有了。",
      next: buttonLink("批量登记", href: "/payments/import"), isAlone: true)
}

private func table(_ model: PaymentsPage) -> HTML {
  let columns = [
    Column("支付日期"), Column("项目"), Column("单位"), Column("金额", unit: "元", isFigure: true), Column("支付凭证号"), Column("来源"),
  ]
  return dataTable(
    "支付", columns, style: "t cards",
    foot: tr {
      th(.scope("row"), .colspan(3)) { "全部 \(Words.count(model.pager.total)) 笔合计" }
      td(.class("n")) { Words.figure(model.sum, places: 2) }
      td(.colspan(2)) {}
    }
  ) {
    for row in model.rows {
      tr {
        cell(columns[0]) { row.day }
        th(.scope("row")) {
          a(.href(row.projectHref)) { row.project }
          span(.class("sub")) { row.code }
        }
        cell(columns[2]) { row.unit }
        cell(columns[3]) { Words.figure(row.amount, places: 2) }
        cell(columns[4]) { row.number }
        cell(columns[5]) { row.source }
      }
    }
  }
}

/// Entering many payments at once: a table is read, what is wrong is told at its line, nothing is stored before that.
struct PaymentImportPage: Sendable {
  var shell: Shell
  var year: Int
  /// What was read or pasted.
  var text = ""
  /// Name of the file it came from.
  var source = ""
  /// nil before anything was read.
  var outcome: Outcome?

  struct Outcome: Hashable, Sendable {
    var lines: Int
    var problems: [Line]
    /// The lines that can be entered, the first of them.
    var good: [Good]
    var sum: ExactDecimal
  }

  struct Line: Hashable, Sendable {
    var number: Int
    var text: String
    var words: String
  }

  struct Good: Hashable, Sendable {
    var day: String
    var project: String
    var amount: ExactDecimal
    var number: String
  }
}

func paymentImportPage(_ model: PaymentImportPage) -> HTML {
  page(
    model.shell,
    PageContent("批量登记支付") {
      pageHead(
        "批量登记支付", crumbs: [Link("工作台", "/"), Link("国库支付", "/payments")],
        facts: ["\(model.year) 年度", "一行一笔：项目编码、支付日期、金额（元）、支付凭证号"])
      if let outcome = model.outcome { told(outcome) }
      div(.class("split slim")) {
        panel("要登记的支付", more: model.source.isEmpty ? "可以从 Excel 复制后粘贴" : .text(model.source)) { textForm(model) }
        aside(.class("stack-4"), .ariaLabel("从文件读入")) {
          panel("从文件读入") {
            form(
              .method("post"), .action("/payments/file"), .enctype("multipart/form-data"), .class("stack")
            ) {
              tokenField(model.shell.token)
              div(.class("field")) {
                label(.for("file")) { "Excel、CSV 或文本文件" }
                span(.class("help"), .id("file-h")) { "第一行写列名的，按列名对；没有列名的，按上面的次序。" }
                input(
                  .class("ctl"), .type("file"), .id("file"), .name("file"), .accept(".xlsx,.csv,.txt"), .required,
                  .ariaDescribedBy("file-h"))
              }
              submitButton("读入并核对", .plain)
            }
          }
        }
      }
    })
}

private func told(_ outcome: PaymentImportPage.Outcome) -> HTML {
  if outcome.lines == 0 { return message(.warning, "没有读到支付。", "请粘贴或换一个文件。") }
  guard !outcome.problems.isEmpty else {
    return message(
      .good, "\(Words.count(outcome.lines)) 笔都可以登记，", .text("合计 \(Words.figure(outcome.sum, places: 2)) 元。请看一遍再登记。"))
  }
  return errorSummary(
    outcome.problems.prefix(50).map { Problem("text", "第 \($0.number) 行：\($0.words)（\($0.text)）") },
    title: "有 \(Words.count(outcome.problems.count)) 行不能登记，一笔也没有登记")
}

private func textForm(_ model: PaymentImportPage) -> HTML {
  let isGood = model.outcome.map { $0.problems.isEmpty && $0.lines > 0 } ?? false
  return form(.method("post"), .action("/payments/import"), .class("stack")) {
    tokenField(model.shell.token)
    hiddenField("source", model.source)
    div(.class("field")) {
      label(.for("text")) { "一行一笔" }
      textarea(
        .class("ctl"), .id("text"), .name("text"), .attribute("rows", "14"),
        .when(model.outcome.map { !$0.problems.isEmpty } ?? false, .ariaInvalid("true")), .ariaDescribedBy("text-h")
      ) { model.text }
      span(.class("help"), .id("text-h")) { "各列用制表符或逗号隔开。可以直接在这里改，改完再核对。" }
    }
    if let outcome = model.outcome, !outcome.good.isEmpty { preview(outcome) }
    div(.class("row")) {
      submitButton("核对", isGood ? .plain : .main, name: "do", value: "check")
      if isGood, let outcome = model.outcome {
        submitButton("登记 \(Words.count(outcome.lines)) 笔", .main, name: "do", value: "accept")
      }
    }
  }
}

private func preview(_ outcome: PaymentImportPage.Outcome) -> HTML {
  let columns = [
    Column("支付日期"), Column("项目"), Column("金额", unit: "元", isFigure: true), Column("支付凭证号"),
  ]
  return dataTable(
    "可以登记的前 \(outcome.good.count) 笔", columns, style: "t even", isWide: false
  ) {
    for good in outcome.good {
      tr {
        td { good.day }
        th(.scope("row")) { good.project }
        td(.class("n")) { Words.figure(good.amount, places: 2) }
        td { good.number }
      }
    }
  }
}
