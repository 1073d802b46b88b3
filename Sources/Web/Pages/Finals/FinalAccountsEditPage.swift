import Model

/// One table as cells to type into, in the unit of the workbook.
struct FinalAccountsEditPage: Sendable {
  struct Line: Hashable, Sendable {
    /// Key of the row; `new-1`, … for a row that does not exist yet.
    var key: String
    var code: String?
    var name: String
    /// What stands in the cells, as printed or as typed; nil where the table has no cell there.
    var values: [String?]
    /// What is wrong, by index of the column.
    var problems: [Int: String] = [:]
    var problem: String?
    /// Pieces instead of money: 辆.
    var unit: String?
    var isNew: Bool { key.hasPrefix("new-") }
  }

  var frame: FinalAccountsFrame
  var table: AccountsTable
  var accounts: DepartmentAccounts
  var number: Int
  var lines: [Line]
  var part: Int
  var parts: Int
  var isNone: Bool
}

func finalAccountsEditPage(_ model: FinalAccountsEditPage) -> HTML {
  let frame = model.frame
  let table = model.table
  let problems = model.lines.flatMap { line in
    (line.problem.map { [Problem("v.\(line.key).code", $0)] } ?? [])
      + line.problems.sorted { $0.key < $1.key }.map { Problem(control(line, model.table.columns[$0.key]), $0.value) }
  }
  return finalAccountsPage(frame, .tables, summary: errorSummary(problems, title: "有 \(problems.count) 格没有认出来，这一页没有保存"))
  {
    accountsTableTabs(frame, table, model.accounts)
    form(.method("post"), .action("\(frame.path)/tables/\(table.number)"), .class("stack")) {
      tokenField(frame.shell.token)
      hiddenField("number", String(model.number))
      hiddenField("part", String(model.part))
      panel("改“\(table.officialName)”", more: .text("单位：\(model.accounts.unit.rawValue)"), flush: grid(model)) {
        if table.mayBeNone {
          label(.class("opt")) {
            input(.type("checkbox"), .name("none"), .value("1"), .when(model.isNone, .checked))
            span { "本部门没有（\(table.noneWordsShort)）" }
          }
        }
        if model.parts > 1 {
          p(.class("sub sm")) { "行数多，分 \(model.parts) 段改，这是第 \(model.part) 段；先保存再换段。" }
        }
      }
      div(.class("row")) {
        submitButton("保存这张表")
        buttonLink("不改了，返回", href: "\(frame.path)/tables/\(table.number)")
        if model.part > 1 { a(.href("\(frame.path)/tables/\(table.number)/edit?part=\(model.part - 1)")) { "上一段" } }
        if model.part < model.parts {
          a(.href("\(frame.path)/tables/\(table.number)/edit?part=\(model.part + 1)")) { "下一段" }
        }
      }
    }
  }
}

extension AccountsTable {
  var noneWordsShort: String { isPublished ? shortName : officialName }
}

private func control(_ line: FinalAccountsEditPage.Line, _ column: AccountsColumn) -> String {
  "v.\(line.key).\(column.key)"
}

private func grid(_ model: FinalAccountsEditPage) -> HTML {
  let columns = model.table.columns
  let hasCodes = model.lines.contains { $0.code != nil || $0.isNew }
  return div(.class("t-wrap"), .attribute("data-steps", "")) {
    p(.class("swipe no-s")) { "左右滑动看全表" }
    table(.class("grid steps-s")) {
      element("caption", .class("vh")) { model.table.officialName }
      colgroup {
        if hasCodes { col(.class("cw7")) }
        col(.class("cw18"))
        for _ in columns { col() }
      }
      thead {
        tr {
          if hasCodes { th(.scope("col")) { "科目编码" } }
          th(.scope("col")) { hasCodes ? "科目名称" : "项目" }
          for column in columns { th(.scope("col"), .class("n")) { column.fullTitle } }
        }
      }
      tbody { for line in model.lines { row(line, columns, hasCodes: hasCodes) } }
    }
  }
}

private func row(_ line: FinalAccountsEditPage.Line, _ columns: [AccountsColumn], hasCodes: Bool) -> HTML {
  tr(.attribute("data-row", line.key)) {
    if hasCodes {
      if line.isNew {
        typed(
          "v.\(line.key).code", line.code ?? "", head: "科目编码", label: "新一行的科目编码", problem: line.problem)
      } else {
        td(.class("ro"), .attribute("data-l", line.code == nil ? nil : "科目编码")) { line.code ?? "" }
      }
    }
    if line.isNew {
      typed("v.\(line.key).name", line.name, head: "科目名称", label: "新一行的科目名称", problem: nil)
    } else {
      th(.scope("row")) {
        div(.class("nm")) { line.name }
        if let unit = line.unit { span(.class("sub")) { "单位：\(unit)" } }
      }
    }
    for (index, column) in columns.enumerated() {
      if let value = line.values[index] {
        typed(
          control(line, column), value, head: column.fullTitle,
          label: "\(line.name.isEmpty ? "新一行" : line.name) \(column.fullTitle)",
          problem: line.problems[index], isFigure: true)
      } else {
        td(.class("ro")) {}
      }
    }
  }
}

/// - Parameter head: the column's name, for a telephone, where a row is a card.
private func typed(
  _ name: String, _ value: String, head: String, label: String, problem: String?, isFigure: Bool = false
) -> HTML {
  td(.class("e" + (isFigure ? " n" : "") + (problem == nil ? "" : " x")), .attribute("data-l", head)) {
    input(
      .id(name), .name(name), .value(value.isEmpty ? nil : value), .ariaLabel(label),
      .when(isFigure, .inputmode("decimal")), .when(problem != nil, .ariaInvalid("true")),
      .ariaDescribedBy(problem == nil ? nil : name + "-e"), .maxLength("120"))
    if let problem { span(.class("vh"), .id(name + "-e")) { problem } }
  }
}
