import Model

/// Two revisions of a form side by side.
struct ComparePage: Sendable {
  var shell: Shell
  var formID: String
  var formName: String
  var unit: MoneyUnit
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
    p(.class("swipe")) { "左右滑动看全表" }
    table(.class("t")) {
      element("caption", .class("vh")) { "两版不同的格" }
      colgroup {
        for width in ["cw9", "cw15", "cw14"] { col(.class(width)) }
        col()
        col()
        col(.class("cw9"))
      }
      thead {
        tr {
          for words in ["部分", "行", "格"] { th(.scope("col")) { words } }
          th(.scope("col"), .class("edge")) { "第 \(model.old.number) 版" }
          th(.scope("col"), .class("edge")) { "第 \(model.new.number) 版" }
          th(.scope("col"), .class("n edge")) { "差" }
        }
      }
      tbody { rows(entries, model) }
      if !model.showsAll && same > 0 {
        tfoot {
          tr {
            td(.colspan(6), .class("sub-c")) {
              "其余 \(same) 格两版相同，已折叠。"
              a(.href(model.path(all: true))) { "展开" }
            }
          }
        }
      }
    }
  }
}

/// Sections are merged heads; the name of a row stands only at its first cell.
private func rows(_ entries: [FormDifference.Entry], _ model: ComparePage) -> HTML {
  var out: [HTML] = []
  var index = 0
  while index < entries.count {
    let section = entries[index].section
    let end = entries[index...].firstIndex { $0.section != section } ?? entries.count
    for at in index..<end {
      let entry = entries[at]
      let isFirst = at == index
      let isNewRow = isFirst || entries[at - 1].row != entry.row
      out.append(
        tr {
          if isFirst { th(.scope("rowgroup"), .rowspan(end - index), .class("wrap-ok")) { section } }
          td { if isNewRow { entry.row } else { span(.class("vh")) { entry.row } } }
          th(.scope("row")) { a(.href("/forms/\(model.formID)#\(rowAnchor(entry))")) { entry.field } }
          versions(entry, masks: model.masksPersons && entry.isPersonal)
          td(.class("n edge")) { change(entry, unit: model.unit) }
        })
    }
    index = end
  }
  return .group(out)
}

/// The sheet has ids at its rows and at cells with findings; a row is what is always there.
private func rowAnchor(_ entry: FormDifference.Entry) -> String {
  let path = entry.path.text
  guard let close = path.lastIndex(of: "]"), path[path.index(after: close)...].first == "." else { return "sheet" }
  return FormPath(String(path[...close])).anchor
}

private func versions(_ entry: FormDifference.Entry, masks: Bool) -> HTML {
  if masks {
    let words = entry.kind == .same ? "已遮盖" : "已遮盖，有改动"
    return .group([td(.class("edge")) { "已遮盖" }, td(.class(entry.kind == .same ? "edge" : "edge chg")) { words }])
  }
  switch entry.kind {
  case .same:
    return .group([td(.class("edge")) { entry.old ?? "" }, td(.class("edge")) { span(.class("same")) { "未改" } }])
  case .added:
    return .group([
      td(.class("edge")) { span(.class("same")) { "没有" } },
      td(.class("edge chg")) { difference(old: nil, new: entry.new) },
    ])
  case .removed:
    return .group([
      td(.class("edge")) { entry.old ?? "" }, td(.class("edge chg")) { difference(old: entry.old, new: nil) },
    ])
  case .changed:
    let pieces = TextDifference.pieces(entry.old ?? "", entry.new ?? "")
    return .group([td(.class("edge")) { entry.old ?? "" }, td(.class("edge chg")) { textDifference(pieces) }])
  }
}

private func change(_ entry: FormDifference.Entry, unit: MoneyUnit) -> HTML {
  switch entry.kind {
  case .same: return span(.class("same")) { "—" }
  case .added: return "新增"
  case .removed: return "删去"
  case .changed:
    guard let change = entry.change else { return "改写" }
    let words = Words.figure(change, signed: true)
    return .text(
      entry.changeUnit == "%" ? words + " 个百分点" : (entry.changeUnit.isEmpty ? words : "\(words) \(entry.changeUnit)"))
  }
}
