import Forms
import Model

/// Bringing in a workbook: the door, and what was found in a file. Nothing is stored before it is accepted.
struct FinalAccountsImportPage: Sendable {
  struct Check: Sendable {
    var fileName: String
    var unit: MoneyUnit
    var statesUnit: Bool
    var found: [(table: AccountsTable, sheet: String, rows: Int)]
    var none: [AccountsTable]
    var unused: [String]
    var problems: [AccountsProblem]
    /// Problems altogether; the page shows the first ones.
    var problemCount: Int
    /// Relations of what was read, and how many do not agree.
    var relations: Int
    var failures: Int
    var accept: String
    var annotated: String
  }

  var frame: FinalAccountsFrame
  var problem: String?
  var check: Check?
  var number: Int
}

func finalAccountsImportPage(_ model: FinalAccountsImportPage) -> HTML {
  let frame = model.frame
  let isWrong = model.problem != nil
  return page(
    frame.shell,
    PageContent((isWrong ? "有错误：" : "") + "导入决算表") {
      pageHead(
        "导入决算表", crumbs: [Link("工作台", "/"), Link("部门决算", Place.accounts.path), Link(frame.department, frame.path)],
        facts: [.text("\(frame.year) 年度"), .text(frame.department), .text("先核对，采用以后才存入")])
      if let check = model.check { checked(model, check) } else { door(model) }
    })
}

private func door(_ model: FinalAccountsImportPage) -> HTML {
  let frame = model.frame
  return .group([
    model.problem.map { errorSummary([Problem("file", $0)], title: "这个文件没有读成") } ?? .empty,
    div(.class("split half free")) {
      panel("第一步：准备工作簿") {
        p { "决算软件导出的工作簿可以直接传：一张表一个工作表，表名写在工作表名称或第一行。列的次序、类款项分一列还是三列、万元还是元都认得。" }
        p(.class("sub sm mt")) { "年初预算、机关运行经费、政府采购、车辆和上年数另有两张表，填了情况说明才完整。" }
        p(.class("mt")) { buttonLink("下载模板", href: "/accounts/template.xlsx") }
      }
      panel("第二步：上传核对", more: ".xlsx，20 MB 内") {
        form(.method("post"), .action("\(frame.path)/import"), .enctype("multipart/form-data"), .class("stack")) {
          tokenField(frame.shell.token)
          div(.class(model.problem == nil ? "field" : "field has-err")) {
            label(.for("file")) { "决算工作簿" }
            input(
              .type("file"), .class("ctl"), .id("file"), .name("file"), .required, .accept(".xlsx,.xls"),
              .when(model.problem != nil, .ariaInvalid("true")), .ariaDescribedBy("file-h"))
            span(.class("help"), .id("file-h")) { "只核对，不存入。有错误会指出在哪张表哪一格。" }
          }
          div(.class("field")) {
            label(.for("unit")) { "金额单位" }
            select(.class("ctl w-s"), .id("unit"), .name("unit")) {
              option(.value("")) { "按表上写的" }
              option(.value("万元")) { "万元" }
              option(.value("元")) { "元" }
            }
          }
          div(.class("row")) { submitButton("上传并核对") }
        }
      }
    },
  ])
}

private func checked(_ model: FinalAccountsImportPage, _ check: FinalAccountsImportPage.Check) -> HTML {
  .group([
    facts([
      Fact("读到的表", Words.count(check.found.count), "张", check.fileName),
      Fact("要改的", Words.count(check.problemCount), "处", check.problemCount == 0 ? "可以采用" : "改好再传"),
      Fact("勾稽不符", Words.count(check.failures), "条", "共 \(Words.count(check.relations)) 条，采用以后逐条看"),
      Fact("金额单位", check.unit.rawValue, "", check.statesUnit ? "表上写的，或你选的" : "表上没有写，按万元读"),
    ]),
    check.problems.isEmpty ? ready(model, check) : mistakes(check, model.frame),
    div(.class("mt-4")) { panel("读到的表", flush: foundTables(check)) },
    check.unused.isEmpty
      ? .empty
      : message(.info, "没有用到的工作表：\(check.unused.prefix(20).joined(separator: "、"))。", "表名里没有决算表的名称。"),
  ])
}

private func ready(_ model: FinalAccountsImportPage, _ check: FinalAccountsImportPage.Check) -> HTML {
  .group([
    message(.good, "每一格都认得，没有要改的。", "点“采用”后一次存入，替换原来的表；写好的原因保留。"),
    div(.class("row mt-4")) {
      postButton(
        "采用这份工作簿", to: check.accept, token: model.frame.shell.token, .main,
        fields: [("number", String(model.number))])
      a(.href("\(model.frame.path)/import")) { "不采用，重新上传" }
    },
  ])
}

private func mistakes(_ check: FinalAccountsImportPage.Check, _ frame: FinalAccountsFrame) -> HTML {
  let columns = [Column("位置"), Column("填的是"), Column("问题和改法")]
  let rest = check.problemCount - check.problems.count
  return .group([
    message(
      .bad, "有 \(Words.count(check.problemCount)) 处要改，什么都没有存入。", "下载批注表，在表里改好再上传。",
      action: div(.class("row")) {
        buttonLink("下载批注表", href: check.annotated, .main)
        buttonLink("重新上传", href: "\(frame.path)/import")
      }),
    dataTable("要改的格子", columns, style: "t cards") {
      for problem in check.problems {
        tr {
          th(.scope("row"), .class("nw")) { place(problem) }
          td(.attribute("data-l", "填的是")) {
            problem.value.isEmpty ? none("空") : .text(String(problem.value.prefix(40)))
          }
          td(.attribute("data-l", "问题和改法")) { problem.words }
        }
      }
    },
    rest > 0 ? p(.class("sub mt")) { "还有 \(Words.count(rest)) 处没有列出，批注表里都有。" } : .empty,
  ])
}

private func place(_ problem: AccountsProblem) -> String {
  if problem.sheet.isEmpty { return "整个工作簿" }
  guard problem.row > 0, problem.column > 0 else { return problem.sheet }
  return "\(problem.sheet) \(ImportGrid.letters(problem.column))\(problem.row)"
}

private func foundTables(_ check: FinalAccountsImportPage.Check) -> HTML {
  let columns = [Column("决算表"), Column("工作表"), Column("有数的行", isFigure: true)]
  return dataTable("读到的表", columns, style: "t even", isWide: false) {
    for table in AccountsTable.allCases {
      if let entry = check.found.first(where: { $0.table == table }) {
        tr {
          th(.scope("row")) { table.officialName }
          cell(columns[1]) { entry.sheet }
          cell(columns[2]) { check.none.contains(table) ? "无" : Words.count(entry.rows) }
        }
      } else {
        tr {
          th(.scope("row")) { table.officialName }
          cell(columns[1]) { none(check.none.contains(table) ? "没有这张表，按“本部门无”" : "没有这张表") }
          cell(columns[2]) { "" }
        }
      }
    }
  }
}
