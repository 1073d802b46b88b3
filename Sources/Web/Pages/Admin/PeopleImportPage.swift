/// Importing units and people: the door, what was found in a file, and what was stored.
struct PeopleImportPage: Sendable {
  enum Stage: Sendable {
    case door(problem: String?)
    /// Read and checked; nothing is stored.
    case checked(ImportCheck)
    /// Stored; so many of the people still wait for a one-time password.
    case stored(people: Int, units: Int, waiting: Int, passwords: String)
  }
  var shell: Shell
  var stage: Stage
}

struct ImportCheck: Sendable {
  var fileName: String
  var people: Int
  var units: Int
  var badRows: Int
  var problems: [CellProblem]
  /// Problems altogether; the page shows the first ones.
  var problemCount: Int
  var otherSheets: [String]
  var confirm: String
  var annotated: String
}

func peopleImportPage(_ model: PeopleImportPage) -> HTML {
  var isProblem = false
  if case .door(.some) = model.stage { isProblem = true }
  return page(
    model.shell,
    PageContent(isProblem ? "有错误：批量导入人员" : "批量导入人员") {
      pageHead(
        "批量导入人员", crumbs: [Link("工作台", "/"), Link("账号", Place.people.path)], facts: ["先核对，全对了再一次存入；角色另由安全管理员授"])
      switch model.stage {
      case .door(let problem): door(problem, model.shell.token)
      case .checked(let check): checked(check, model.shell.token)
      case .stored(let people, let units, let waiting, let address):
        stored(people, units, waiting, address, model.shell.token)
      }
    })
}

private func door(_ problem: String?, _ token: String) -> HTML {
  .group([
    problem.map { errorSummary([Problem("file", $0)], title: "这个文件没有读成") } ?? .empty,
    div(.class("split half free")) {
      panel("第一步：下载模板") {
        p { "模板有“人员”“单位”两张表，单位一栏可以下拉选，另附填写说明。自己的 Excel 或 CSV 也行，表头要有账号、姓名、单位。" }
        p(.class("mt")) { buttonLink("下载模板", href: "/admin/people/import/template.xlsx") }
      }
      panel("第二步：上传核对", more: ".xlsx .csv，20 MB 内，2 万行内") {
        form(.method("post"), .action("/admin/people/import"), .enctype("multipart/form-data")) {
          tokenField(token)
          div(.class(problem == nil ? "field" : "field has-err")) {
            label(.for("file")) { "填好的文件" }
            input(
              .type("file"), .class("ctl"), .id("file"), .name("file"), .required, .accept(".xlsx,.csv,.txt"),
              .when(problem != nil, .ariaInvalid("true")), .ariaDescribedBy(problem == nil ? "file-h" : "file-h file-e")
            )
            span(.class("help"), .id("file-h")) { "只核对，不存入。有错误会指出在哪一格。" }
            if let problem {
              span(.class("err"), .id("file-e")) {
                icon(.error, label: "错误")
                span { problem }
              }
            }
          }
          p(.class("mt-4")) { submitButton("上传并核对") }
        }
      }
    },
  ])
}

private func checked(_ model: ImportCheck, _ token: String) -> HTML {
  .group([
    facts([
      Fact("人员", Words.count(model.people), "行", model.fileName), Fact("单位", Words.count(model.units), "行", "新单位"),
      Fact(
        "有错误的", Words.count(model.badRows), "行", model.badRows == 0 ? "可以导入" : "共 \(Words.count(model.problemCount)) 处"),
    ]),
    model.otherSheets.isEmpty
      ? .empty
      : message(
        .info, "没有用到的工作表：\(model.otherSheets.joined(separator: "、"))。", "表头里没有“账号、姓名、单位”，也没有“单位名称、上级单位”。"),
    model.problems.isEmpty ? ready(model, token) : problemList(model),
  ])
}

private func ready(_ model: ImportCheck, _ token: String) -> HTML {
  .group([
    message(.good, "全部核对过，没有错误。", "点“确认导入”后一次存入，中途出错就一个都不存。"),
    div(.class("row mt-4")) {
      postButton(
        "确认导入 \(Words.count(model.people)) 人、\(Words.count(model.units)) 个单位", to: model.confirm, token: token, .main)
      a(.href("/admin/people/import")) { "不导了，返回" }
    },
  ])
}

private func problemList(_ model: ImportCheck) -> HTML {
  let columns = [Column("位置"), Column("栏目"), Column("填的是"), Column("问题和改法")]
  let rest = model.problemCount - model.problems.count
  return .group([
    message(
      .bad, "有 \(Words.count(model.badRows)) 行要改，什么都没有存入。", "下载批注表，在表里改好再上传。",
      action: div(.class("row")) {
        buttonLink("下载批注表", href: model.annotated, .main)
        buttonLink("重新上传", href: "/admin/people/import")
      }),
    dataTable("要改的格子", columns, style: "t cards") {
      for problem in model.problems {
        tr {
          th(.scope("row"), .class("nw")) { "\(problem.sheet) \(problem.address)" }
          td(.class("nw"), .attribute("data-l", "栏目")) { "第 \(problem.row) 行，\(problem.title)" }
          td(.attribute("data-l", "填的是")) { problem.value.isEmpty ? none("空") : .text(problem.value) }
          td(.attribute("data-l", "问题和改法")) { problem.words }
        }
      }
    },
    rest > 0 ? p(.class("sub mt")) { "还有 \(Words.count(rest)) 处没有列出，批注表里都有。" } : .empty,
  ])
}

private func stored(_ people: Int, _ units: Int, _ waiting: Int, _ address: String, _ token: String) -> HTML {
  .group([
    message(.good, "已导入 \(Words.count(people)) 人、\(Words.count(units)) 个单位。"),
    div(.class("split half free")) {
      panel("下一步：一次性密码") {
        if waiting == 0 {
          p { "这批人都已登录过，不用再给密码。" }
        } else {
          p { "有 \(Words.count(waiting)) 人还没有登录过。生成后下载成 Excel，每人一行；文件只在这一次给你，服务器不留原文。" }
          p(.class("sub sm mt")) { "没下载好可以再生成，前一份随即作废。请分单位发给本人，不要群发。" }
          p(.class("mt-4")) { postButton("生成并下载一次性密码", to: address, token: token, .main) }
        }
      }
      panel("再下一步：授角色") { p { "新账号没有角色，登录只看到说明。请安全管理员在“授权”里给他们授角色。" } }
    },
    p(.class("mt-4")) { a(.href(Place.people.path + "?state=untouched")) { "看未启用的账号" } },
  ])
}
