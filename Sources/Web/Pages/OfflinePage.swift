import Model

/// Filling in a form without a network: taking a workbook away, and bringing it back.
struct OfflinePage: Sendable {
  var shell: Shell
  var id: String
  var name: String
  var revision: Int
  /// Name of the template.
  var template: String
  /// Whether the person has typed something that is not saved.
  var hasDraft: Bool
  /// Why a workbook was not taken.
  var problem: String?
  var done: String?
  /// A workbook that is not clean, with the digest under which it is kept.
  var take: OfflineTake?
  var digest = ""

  var path: String { "/forms/\(id)/offline" }
}

func offlinePage(_ model: OfflinePage) -> HTML {
  let isRefused = model.problem != nil || model.take != nil
  return page(
    model.shell,
    PageContent(isRefused ? "有错误：离线填报：\(model.name)" : "离线填报：\(model.name)") {
      pageHead(
        "离线填报", crumbs: [Link("工作台", "/"), Link(model.name, "/forms/\(model.id)")], here: "离线填报",
        facts: [.text("第 \(model.revision) 版"), .text("表样：\(model.template)")],
        actions: [
          buttonLink("看整张表", href: "/forms/\(model.id)"), buttonLink("在网页上填", href: "/forms/\(model.id)/edit"),
        ])
      if let problem = model.problem { errorSummary([Problem("file", problem)], title: "没有收回") }
      if let done = model.done { message(.info, done) }
      if let take = model.take { takePanels(model, take) }
      if model.hasDraft {
        message(
          .warning, "你在填报页有没存的草稿。", .text("下载的文件带着草稿里的内容；收回以前请先到填报页保存或放弃草稿。"),
          action: buttonLink("到填报页", href: "/forms/\(model.id)/edit", .small))
      }
      div(.class("split half free")) {
        panel("1. 下载") {
          p { "下载一个 Excel 文件，不连网也能填，WPS 和 Excel 都行。" }
          ul(.class("files sm mt")) {
            li { "已填的都带在里面，印好的格和由系统带入的格锁住。" }
            li { "分级、符号、计量单位可以从下拉清单里选，填数的格只收数。" }
            li { "现在查出的错误和提醒写在格子的批注里。" }
            li { "人名和电话没有带出，留空就保持原来的。" }
          }
          p(.class("row mt")) { buttonLink("下载离线填报表", href: model.path + ".xlsx", isRefused ? .plain : .main) }
        }
        panel("2. 收回") {
          form(.method("post"), .action(model.path), .enctype("multipart/form-data")) {
            tokenField(model.shell.token)
            div(.class("drop")) {
              label(.for("file")) { b { "选择填好的文件" } }
              input(
                .type("file"), .id("file"), .name("file"), .required, .accept(".xlsx,.xls,.et"),
                .ariaDescribedBy(model.problem == nil ? "file-h" : "file-h file-e"),
                .when(model.problem != nil, .ariaInvalid("true")))
              span(.class("xs"), .id("file-h")) { "只改动你改过的格，存成新的一版。下载以后别人也改过的格，会逐格问你取哪个。" }
              if let problem = model.problem {
                span(.class("err"), .id("file-e")) {
                  icon(.error, label: "错误")
                  span { problem }
                }
              }
            }
            p(.class("row end mt")) { submitButton("收回", model.problem == nil ? .plain : .main) }
          }
        }
      }
    })
}

private func takePanels(_ model: OfflinePage, _ take: OfflineTake) -> HTML {
  let columns = [Column("文件里的格"), Column("表里的格"), Column("填的是"), Column("为什么没收，怎么改")]
  let lost = [Column("文件里的格"), Column("填的是")]
  let good = max(0, take.changed - take.wrong.count)
  return .group([
    message(
      .bad, "还没有收回。",
      .text(
        (take.wrong.isEmpty ? "" : "有 \(take.wrong.count) 格要改。")
          + (take.homeless.isEmpty ? "" : "表样换过，有 \(take.homeless.count) 格现在的表里没有了。")
          + "改动的格一共 \(take.changed) 个，都还没有存。"), id: "refused"),
    take.wrong.isEmpty
      ? .empty
      : panel(
        "要改的格", more: "\(take.wrong.count) 格",
        flush: dataTable("要改的格", columns, style: "t cards") {
          for wrong in take.wrong {
            tr {
              th(.scope("row")) { wrong.place.isEmpty ? "—" : wrong.place }
              cell(columns[1]) { wrong.name }
              cell(columns[2]) { wrong.typed.isEmpty ? "空" : wrong.typed }
              cell(columns[3]) { wrong.why }
            }
          }
        }),
    take.homeless.isEmpty
      ? .empty
      : panel(
        "现在的表里没有的格", more: "表样换成了“\(model.template)”，这些内容收不进去，要用的请到填报页填到合适的地方", extra: "mt",
        flush: dataTable("现在的表里没有的格", lost, style: "t cards") {
          for cell in take.homeless {
            tr {
              th(.scope("row")) { cell.place }
              td(.attribute("data-l", "填的是")) { cell.text }
            }
          }
        }),
    div(.class("row mt")) {
      buttonLink("下载标出错处的文件", href: "\(model.path)/\(model.digest).xlsx", .main)
      good > 0
        ? postButton(
          take.wrong.isEmpty ? "收回其余 \(good) 格" : "先收回没有问题的 \(good) 格", to: "\(model.path)/\(model.digest)",
          token: model.shell.token) : .empty
    },
    div(.class("mt-4")),
  ])
}
