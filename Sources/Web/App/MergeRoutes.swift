import Lifecycle
import Model
import Store

/// Bringing two people's changes of one form together.
enum MergeRoutes {
  static let all: [AppRoute] = [
    .get("/forms/{id}/merge", .may(.editForm), show),
    .post("/forms/{id}/merge", .may(.editForm), body: EditRoutes.body, take),
  ]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let desk = try call.desk()
    guard desk.draft != nil, desk.basedOn != desk.row.revision, let merging = try Merging(call, desk) else {
      return .seeOther("/forms/\(desk.row.id)/edit/1")
    }
    return call.page(mergePage(page(call, desk, merging)))
  }

  private static func page(
    _ call: Call, _ desk: EditDesk, _ merging: Merging, chosen: [FormPath: FormMerge.Side] = [:], isSent: Bool = false
  ) -> MergePage {
    let row = desk.row
    let versions = [desk.written, merging.theirs, desk.base]
    let cells = Dictionary(versions.flatMap(\.cells).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var page = MergePage(
      shell: call.shell(row.kind.isSelfEvaluation ? .selfEvaluations : .goals, year: row.year), id: row.id,
      name: desk.content.name ?? row.kind.officialName, base: RevisionFacts(merging.base),
      current: RevisionFacts(merging.current), me: call.account.displayName,
      myTime: desk.draft.map { Moments.short($0.updatedAt, now: call.now) } ?? "")
    page.questions = merging.merge.conflicts.enumerated().map { index, conflict in
      let words = MergeWords(conflict.path, cells, versions)
      let isPersonal = conflict.path.text.hasPrefix("contacts[")
      return MergePage.Question(
        number: index + 1, conflict: conflict, title: words.title, place: words.place,
        consequences: isPersonal ? [] : consequences(conflict, merging, desk),
        chosen: chosen[conflict.path] ?? (isSent ? nil : conflict.both.map { _ in .both }), isPersonal: isPersonal)
    }
    page.mine = merging.merge.mine.map { MergeWords($0, cells, versions).title }
    page.theirs = merging.merge.theirs.map { MergeWords($0, cells, versions).title }
    page.reordered = merging.merge.reordered.map { desk.plan.grid($0)?.title ?? $0.text }
    page.isIncomplete = isSent
    return page
  }

  /// What each choice makes of the sums of the table the cell is in.
  private static func consequences(_ conflict: FormMerge.Conflict, _ merging: Merging, _ desk: EditDesk) -> [String] {
    guard conflict.kind == .cell, let grid = desk.plan.grids.first(where: { $0.list.contains(conflict.path) }),
      let column = grid.columns.first(where: { conflict.path.text.hasSuffix("]." + $0.field) }), column.isSummed
    else { return [] }
    return [(FormMerge.Side.mine, conflict.mine), (.theirs, conflict.theirs)].compactMap { side, value in
      guard let form = merging.merge.form(choosing: [conflict.path: side]) else { return nil }
      let sums = EditSums(grid, form, form.typedCells)
      guard let sum = sums.sums[column.field] else { return nil }
      let comparison = sums.comparison.map { "，\($0)" } ?? ""
      return "选 \(value.isEmpty ? "空" : value)：\(column.label)合计 \(Words.figure(sum))\(comparison)。"
    }
  }

  private static func take(_ call: Call) throws(Refusal) -> Response {
    let desk = try call.desk()
    guard desk.draft != nil, let merging = try Merging(call, desk) else {
      return .seeOther("/forms/\(desk.row.id)/edit/1")
    }
    let fields = call.request.fields
    var chosen: [FormPath: FormMerge.Side] = [:]
    for conflict in merging.merge.conflicts {
      guard let side = fields["choice:\(conflict.path)"].flatMap({ FormMerge.Side(rawValue: $0) }) else { continue }
      if side != .both || conflict.both != nil { chosen[conflict.path] = side }
    }
    // Choices are for the revision that was shown; after another one they are asked again.
    let isSame = fields["current"] == String(merging.current.number)
    guard isSame, merging.merge.conflicts.allSatisfy({ chosen[$0.path] != nil }),
      let form = merging.merge.form(choosing: chosen),
      let number = try FormSaving.put(
        call, desk.row, form, basedOn: merging.current.number, note: merging.note)
    else {
      return call.page(mergePage(page(call, desk, merging, chosen: isSame ? chosen : [:], isSent: true)), .badRequest)
    }
    return .seeOther("/forms/\(desk.row.id)/edit/1?saved=\(number)&merged=\(merging.merge.theirs.count)")
  }
}

/// What a person calls a cell or a row of any of several versions.
struct MergeWords {
  let title: String
  let place: String

  init(_ path: FormPath, _ cells: [FormPath: FormCell], _ versions: [FormContent]) {
    if let cell = cells[path] {
      title = cell.row.isEmpty ? cell.field : "\(cell.row) · \(cell.field)"
      place = cell.section
    } else if let inside = cells.values.filter({ path.contains($0.path) }).min(by: { $0.path.text < $1.path.text }) {
      title = inside.row.isEmpty ? inside.section : inside.row
      place = inside.section
    } else {
      // Figures that could not be read are no cells; their row is.
      let row = path.listAndRow == nil ? path.row : path
      let near = row.flatMap { row in cells.values.first { row.contains($0.path) } }
      title = near.map { $0.row.isEmpty ? $0.section : $0.row } ?? path.text
      place = near?.section ?? ""
    }
  }
}
