import Model

/// The lines of a comparison. Sections are merged heads; a row that came or went as a whole is one line.
func differenceRows(_ entries: [FormDifference.Entry], _ model: ComparePage) -> HTML {
  let lines = folded(entries)
  var out: [HTML] = []
  var index = 0
  while index < lines.count {
    let section = lines[index][0].section
    let end = lines[index...].firstIndex { $0[0].section != section } ?? lines.count
    for at in index..<end {
      out.append(
        tr {
          if at == index { th(.scope("rowgroup"), .rowspan(end - index), .class("wrap-ok")) { section } }
          line(lines[at], model)
        })
    }
    index = end
  }
  return .group(out)
}

/// Cells of a row that was added or removed as a whole belong to one line, every other cell has its own.
private func folded(_ entries: [FormDifference.Entry]) -> [[FormDifference.Entry]] {
  var out: [[FormDifference.Entry]] = []
  for entry in entries {
    if let last = out.last?.last, entry.kind == .added || entry.kind == .removed, last.kind == entry.kind,
      let row = entry.path.row, row == last.path.row
    {
      out[out.count - 1].append(entry)
    } else {
      out.append([entry])
    }
  }
  return out
}

private func line(_ entries: [FormDifference.Entry], _ model: ComparePage) -> HTML {
  let entry = entries[0]
  let isWhole = entries.count > 1
  return .group([
    th(.scope("row")) {
      place(entry, isWhole ? "整行" : entry.field, formID: model.formID)
    },
    sides(isWhole ? whole(entries) : (model.masksPersons && entry.isPersonal ? masked(entry) : versions(entry)), model),
  ])
}

/// A cell before and after, and the difference.
private struct Sides {
  var old: HTML
  var new: HTML
  var isChanged: Bool
  var change: HTML
}

private func sides(_ sides: Sides, _ model: ComparePage) -> HTML {
  .group([
    td(.class("edge"), .attribute("data-l", "第 \(model.old.number) 版")) { span { sides.old } },
    td(.class(sides.isChanged ? "edge chg" : "edge"), .attribute("data-l", "第 \(model.new.number) 版")) {
      span { sides.new }
    },
    td(.class("n edge"), .attribute("data-l", "差")) { sides.change },
  ])
}

/// The row with the field under it; a link to the sheet unless the row is gone.
private func place(_ entry: FormDifference.Entry, _ field: String, formID: String) -> HTML {
  let words = entry.row.isEmpty ? field : entry.row
  let anchor = entry.path.rowAnchor
  return .group([
    entry.kind == .removed ? .text(words) : a(.href("/forms/\(formID)#\(anchor)")) { words },
    entry.row.isEmpty ? .empty : span(.class("sub")) { field },
  ])
}

private func whole(_ entries: [FormDifference.Entry]) -> Sides {
  let isNew = entries[0].kind == .added
  let words = entries.filter { ($0.new ?? $0.old) != $0.row }
    .map { "\($0.field) \($0.new ?? $0.old ?? "")" }.joined(separator: "；")
  return Sides(
    old: isNew ? span(.class("same")) { "没有" } : .text(words),
    new: isNew ? difference(old: nil, new: words) : difference(old: words, new: nil), isChanged: true,
    change: isNew ? "新增" : "删去")
}

private func masked(_ entry: FormDifference.Entry) -> Sides {
  let isSame = entry.kind == .same
  return Sides(
    old: "已遮盖", new: isSame ? "已遮盖，未改" : "已遮盖，有改动", isChanged: !isSame,
    change: isSame ? span(.class("same")) { "—" } : "改了")
}

private func versions(_ entry: FormDifference.Entry) -> Sides {
  let old = entry.old.map { HTML.text($0) } ?? span(.class("same")) { "没有" }
  let new: HTML
  switch entry.kind {
  case .same: new = span(.class("same")) { "未改" }
  case .added: new = difference(old: nil, new: entry.new)
  case .removed: new = difference(old: entry.old, new: nil)
  case .changed where entry.change != nil: new = difference(old: entry.old, new: entry.new)
  case .changed: new = textDifference(TextDifference.pieces(entry.old ?? "", entry.new ?? ""))
  }
  return Sides(old: old, new: new, isChanged: entry.kind != .same, change: change(entry))
}

private func change(_ entry: FormDifference.Entry) -> HTML {
  switch entry.kind {
  case .same: return span(.class("same")) { "—" }
  case .added: return "新增"
  case .removed: return "删去"
  case .changed:
    guard let change = entry.change else { return "改写" }
    let words = Words.figure(change, signed: true)
    if entry.changeUnit.isEmpty { return .text(words) }
    return .text(entry.changeUnit == "%" ? words + " 个百分点" : "\(words) \(entry.changeUnit)")
  }
}
