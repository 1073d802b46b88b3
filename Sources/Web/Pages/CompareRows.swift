import Model

/// The lines of a comparison. Sections are merged heads; a row that came or went as a whole is one line.
func differenceRows(_ entries: [FormDifference.Entry], formID: String, masksPersons: Bool) -> HTML {
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
          line(lines[at], formID: formID, masksPersons: masksPersons)
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

private func line(_ entries: [FormDifference.Entry], formID: String, masksPersons: Bool) -> HTML {
  let entry = entries[0]
  let isWhole = entries.count > 1
  return .group([
    th(.scope("row")) {
      place(entry, isWhole ? "整行" : entry.field, formID: formID)
    },
    isWhole
      ? whole(entries) : (masksPersons && entry.isPersonal ? masked(entry) : versions(entry)),
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

private func whole(_ entries: [FormDifference.Entry]) -> HTML {
  let isNew = entries[0].kind == .added
  let words = entries.filter { ($0.new ?? $0.old) != $0.row }
    .map { "\($0.field) \($0.new ?? $0.old ?? "")" }.joined(separator: "；")
  return .group([
    td(.class("edge")) { isNew ? span(.class("same")) { "没有" } : .text(words) },
    td(.class("edge chg")) { isNew ? difference(old: nil, new: words) : difference(old: words, new: nil) },
    td(.class("n edge")) { isNew ? "新增" : "删去" },
  ])
}

private func masked(_ entry: FormDifference.Entry) -> HTML {
  let isSame = entry.kind == .same
  return .group([
    td(.class("edge")) { "已遮盖" }, td(.class(isSame ? "edge" : "edge chg")) { isSame ? "已遮盖，未改" : "已遮盖，有改动" },
    td(.class("n edge")) { isSame ? span(.class("same")) { "—" } : "改了" },
  ])
}

private func versions(_ entry: FormDifference.Entry) -> HTML {
  let old = entry.old.map { HTML.text($0) } ?? span(.class("same")) { "没有" }
  let new: HTML
  switch entry.kind {
  case .same: new = span(.class("same")) { "未改" }
  case .added: new = difference(old: nil, new: entry.new)
  case .removed: new = difference(old: entry.old, new: nil)
  case .changed where entry.change != nil: new = difference(old: entry.old, new: entry.new)
  case .changed: new = textDifference(TextDifference.pieces(entry.old ?? "", entry.new ?? ""))
  }
  return .group([
    td(.class("edge")) { old }, td(.class(entry.kind == .same ? "edge" : "edge chg")) { new },
    td(.class("n edge")) { change(entry) },
  ])
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
