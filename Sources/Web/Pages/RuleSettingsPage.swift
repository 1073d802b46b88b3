import Model

/// Every rule with what the region sets otherwise in a year.
struct RuleSettingsPage: Sendable {
  struct Limit: Hashable, Sendable {
    var name: String
    /// 10%.
    var value: String
    var isSet: Bool
  }

  struct Row: Hashable, Sendable {
    var href: String
    var title: String
    var severity: Finding.Severity
    var about: String
    var kinds: String
    /// 不查, 降为提示; nil as the catalogue has it.
    var effect: String?
    /// Since when and why.
    var from: String?
    var limits: [Limit]
    var isProven: Bool
    var isSet: Bool { effect != nil || limits.contains(where: \.isSet) }
  }

  var shell: Shell
  var year: Int
  /// Settings in force in the year.
  var count: Int
  var filters: [ListFilter]
  var isFiltered: Bool
  var rows: [Row]
  var pager: Pager
  var exportHref: String?
}

func ruleSettingsPage(_ model: RuleSettingsPage) -> HTML {
  let columns = [
    Column("规则", width: "cw18"), Column("轻重", width: "cw5"), Column("本地区怎样查", width: "cw14"), Column("界限"),
    Column("用于", width: "cw14"),
  ]
  return page(
    model.shell,
    PageContent("规则设置") {
      pageHead(
        "规则设置", crumbs: [Link("工作台", "/"), Link("核对规则", Place.rules.path)],
        here: "规则设置",
        facts: [
          .text("\(model.year) 年度改过 \(model.count) 处"), "由算术判定的错误不能关也不能降",
        ],
        actions: [buttonLink("设置记录", href: "/admin/rules/history")]
          + (model.exportHref.map { [buttonLink("导出 Excel", href: $0)] } ?? []))
      form(.class("flt"), .action(Place.ruleSettings.path), .ariaLabel("筛选")) {
        for (index, filter) in model.filters.enumerated() { filterControl(filter, id: "filter-\(index)") }
        submitButton("筛选", .smallMain)
        a(.class("on"), .href(Place.ruleSettings.path)) { "清除条件" }
      }
      if model.rows.isEmpty {
        emptyState("没有这样的规则", why: "换几个字再找，或者清除条件看全部。", isAlone: true)
      } else {
        dataTable("规则设置", columns, style: "t cards") {
          for row in model.rows { line(row, columns) }
        }
        pager(model.pager)
      }
    })
}

private func line(_ row: RuleSettingsPage.Row, _ columns: [Column]) -> HTML {
  tr {
    th(.scope("row")) { a(.href(row.href)) { row.title } }
    td(.class("nw " + row.severity.className), .attribute("data-l", columns[1].title)) {
      span {
        icon(row.severity.sign)
        " " + row.severity.word
      }
    }
    cell(columns[2]) {
      if let effect = row.effect { b { effect } } else { row.isProven ? "照查，不能改" : "照目录查" }
      if let from = row.from { span(.class("sub")) { from } }
    }
    cell(columns[3]) {
      if row.limits.isEmpty { span(.class("none")) { "没有界限" } }
      for limit in row.limits {
        span(.class("sub")) {
          limit.name + " "
          if limit.isSet { b { limit.value + "（本地区设的）" } } else { limit.value }
        }
      }
    }
    cell(columns[4]) { row.kinds }
  }
}

/// One change of a rule.
struct RuleSettingHistory: Hashable, Sendable {
  var title: String
  var href: String?
  var firstYear: Int
  var value: String
  var why: String
  var by: String
  var at: String
  var ledgerEntry: Int
}

func ruleHistoryTable(_ rows: [RuleSettingHistory]) -> HTML {
  let columns = [
    Column("规则、界限"), Column("从哪一年起", isFigure: true), Column("设成"), Column("理由"), Column("谁设的"),
    Column("总台账", isFigure: true),
  ]
  return dataTable("设置记录", columns, style: "t cards") {
    for row in rows {
      tr {
        th(.scope("row")) { if let href = row.href { a(.href(href)) { row.title } } else { row.title } }
        cell(columns[1]) { "\(row.firstYear) 年" }
        cell(columns[2]) { row.value }
        cell(columns[3]) { row.why }
        cell(columns[4]) {
          row.by
          span(.class("sub")) { row.at }
        }
        cell(columns[5]) { "第 \(row.ledgerEntry) 条" }
      }
    }
  }
}

/// Every change of the rules of a region, the newest first.
struct RuleHistoryPage: Sendable {
  var shell: Shell
  var filters: [ListFilter]
  var isFiltered: Bool
  var rows: [RuleSettingHistory]
  var pager: Pager
  var exportHref: String?
}

func ruleHistoryPage(_ model: RuleHistoryPage) -> HTML {
  page(
    model.shell,
    PageContent("规则设置记录") {
      pageHead(
        "规则设置记录", crumbs: [Link("工作台", "/"), Link("规则设置", Place.ruleSettings.path)], here: "记录",
        facts: ["每次设置都留着，新的在前"],
        actions: model.exportHref.map { [buttonLink("导出 Excel", href: $0)] } ?? [])
      form(.class("flt"), .action("/admin/rules/history"), .ariaLabel("筛选")) {
        for (index, filter) in model.filters.enumerated() { filterControl(filter, id: "filter-\(index)") }
        submitButton("筛选", .smallMain)
        a(.class("on"), .href("/admin/rules/history")) { "清除条件" }
      }
      if model.rows.isEmpty {
        emptyState(
          model.isFiltered ? "没有这样的记录" : "还没有改过规则", why: model.isFiltered ? "换几个字再找，或者清除条件看全部。" : "全部规则照目录查。",
          isAlone: true)
      } else {
        ruleHistoryTable(model.rows)
        pager(model.pager)
      }
    })
}
