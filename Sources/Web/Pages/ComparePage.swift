import Model

/// Two revisions of a form side by side.
struct ComparePage: Sendable {
  var shell: Shell
  var formID: String
  var formName: String
  /// All revisions, the newest first, for choosing others.
  var revisions: [RevisionFacts]
  var old: RevisionFacts
  var new: RevisionFacts
  var difference: FormDifference
  /// Also the cells that are the same.
  var showsAll: Bool
  /// Names and telephone numbers are shown as changed, not what they were.
  var masksPersons = true

  func path(all: Bool) -> String {
    "/forms/\(formID)/compare?from=\(old.number)&to=\(new.number)" + (all ? "&show=all" : "")
  }
}

func comparePage(_ model: ComparePage) -> HTML {
  let changed = model.difference.changed.count
  let words = "第 \(model.old.number) 版与第 \(model.new.number) 版比较"
  return page(
    model.shell,
    PageContent("\(words)：\(model.formName)") {
      pageHead(
        "\(words)：\(model.formName)",
        crumbs: [
          Link("工作台", "/"), Link(model.formName, "/forms/\(model.formID)"),
          Link("历次版本", "/forms/\(model.formID)/revisions"),
        ],
        here: "比较",
        facts: [
          .text("第 \(model.old.number) 版 \(model.old.by) \(model.old.time)"),
          .text("第 \(model.new.number) 版 \(model.new.by) \(model.new.time)"),
          b { changed == 0 ? "一格没改" : "共改 \(changed) 格" },
        ])
      chooser(model)
      tabs(
        [
          Tab("只看改过的", model.path(all: false), count: changed, isCurrent: !model.showsAll),
          Tab("全部", model.path(all: true), count: model.difference.entries.count, isCurrent: model.showsAll),
        ], named: "比较范围")
      if changed == 0 && !model.showsAll {
        emptyState("两版一字不差", why: "\(model.difference.entries.count) 格逐格比过，没有不同。", isAlone: true)
      } else {
        differenceTable(model)
        differenceKey()
      }
    })
}

/// Any two revisions: a form of two lists.
private func chooser(_ model: ComparePage) -> HTML {
  let choices = model.revisions.map { Choice(String($0.number), "第 \($0.number) 版 \($0.time)") }
  return form(.class("flt alone"), .action("/forms/\(model.formID)/compare"), .ariaLabel("选两版")) {
    div { selection(id: "from", label: "旧的一版", name: "from", choices: choices, chosen: String(model.old.number)) }
    div { selection(id: "to", label: "新的一版", name: "to", choices: choices, chosen: String(model.new.number)) }
    submitButton("比较", .smallMain)
  }
}

private func differenceTable(_ model: ComparePage) -> HTML {
  let entries = model.difference.entries.filter { model.showsAll || $0.kind != .same }
  let same = model.difference.count(.same)
  return div(.class("t-wrap")) {
    p(.class("swipe no-s")) { "左右滑动看全表" }
    table(.class("t cards")) {
      element("caption", .class("vh")) { "两版不同的格" }
      colgroup {
        for width in ["cw9", "cw18"] { col(.class(width)) }
        col()
        col()
        col(.class("cw9"))
      }
      thead {
        tr {
          for words in ["部分", "格"] { th(.scope("col")) { words } }
          th(.scope("col"), .class("edge")) { "第 \(model.old.number) 版" }
          th(.scope("col"), .class("edge")) { "第 \(model.new.number) 版" }
          th(.scope("col"), .class("n edge")) { "差" }
        }
      }
      tbody { differenceRows(entries, model) }
      if !model.showsAll && same > 0 {
        tfoot {
          tr {
            td(.colspan(5), .class("sub-c"), .attribute("data-l", "")) {
              "其余 \(same) 格两版相同，已折叠。"
              a(.href(model.path(all: true))) { "展开" }
            }
          }
        }
      }
    }
  }
}
