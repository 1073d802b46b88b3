import Model
import TestSupport
import Testing

@Suite struct FormMergeTests {
  private static func form(_ seed: UInt64) -> FormContent {
    var random = SeededRandom(seed: seed)
    return seed % 2 == 0 ? ExampleForms.projectGoal(&random, 1) : ExampleForms.selfEvaluation(&random, 1)
  }

  private static func text(_ form: FormContent?) -> String { form?.json(.stored).canonicalText ?? "nil" }

  /// Random changes: cells, rows added and taken out, and one list put in another order.
  private static func changed(
    _ form: FormContent, _ random: inout SeededRandom, side: String, cells: [FormPath], rows: [String] = [],
    moves: Bool = false
  ) -> FormContent {
    var out = form
    for path in cells {
      out.enter(["改\(side)", "7", "约七", ""].randomElement(using: &random) ?? "", at: path)
    }
    let list = FormPath("goals[g1].indicators")
    for id in rows { out.removeRow(FormPath("\(list)[\(id)]")) }
    for number in 0..<Int.random(in: 0...3, using: &random) {
      let ids = out.rowIDs(of: list) ?? []
      let id = "new\(side)\(number)"
      out.addRow(id, to: list, after: ids.randomElement(using: &random))
      out.enter("新增\(side)\(number)", at: FormPath("\(list)[\(id)].name"))
    }
    if moves, let first = form.rowIDs(of: list)?.last { out.moveRow(FormPath("\(list)[\(first)]"), after: nil) }
    return out
  }

  /// Cells of the form in two halves, and rows of which neither half has cells.
  private static func split(
    _ form: FormContent, _ random: inout SeededRandom
  ) -> (left: [FormPath], right: [FormPath], rows: [String]) {
    let rows = (form.rowIDs(of: FormPath("goals[g1].indicators")) ?? []).shuffled(using: &random)
    let gone = Array(rows.prefix(4))
    let paths = form.typedCells.keys.filter { path in
      path.text != "year" && !path.text.contains("history") && !path.text.hasSuffix(".term")
        && !path.text.hasPrefix("attributes")
        && !gone.contains { FormPath("goals[g1].indicators[\($0)]").contains(path) }
    }.sorted { $0.text < $1.text }.shuffled(using: &random)
    return (Array(paths.prefix(12)), Array(paths.dropFirst(12).prefix(12)), gone)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `a merge with nothing is no change`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let base = Self.form(seed)
    let (left, _, rows) = Self.split(base, &random)
    let mine = Self.changed(base, &random, side: "甲", cells: left, rows: Array(rows.prefix(2)), moves: true)
    for (one, other, wanted) in [(mine, base, mine), (base, mine, mine), (mine, mine, mine), (base, base, base)] {
      let merge = FormMerge(base: base, mine: one, theirs: other)
      #expect(merge.conflicts.isEmpty)
      #expect(Self.text(merge.form()) == Self.text(wanted))
    }
  }

  @Test(arguments: 0..<80 as Range<UInt64>)
  func `changes of different cells and rows are both there, whoever saves first`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let base = Self.form(seed)
    let (left, right, rows) = Self.split(base, &random)
    let mine = Self.changed(base, &random, side: "甲", cells: left, rows: Array(rows.prefix(2)))
    let theirs = Self.changed(base, &random, side: "乙", cells: right, rows: Array(rows.suffix(2)), moves: true)
    let merge = FormMerge(base: base, mine: mine, theirs: theirs)
    #expect(merge.conflicts.isEmpty && merge.reordered.isEmpty)
    let merged = try #require(merge.form())
    #expect(Self.text(merged) == Self.text(FormMerge(base: base, mine: theirs, theirs: mine).form()))
    let (cells, inMine, inTheirs) = (merged.typedCells, mine.typedCells, theirs.typedCells)
    for path in left { #expect(cells[path] == inMine[path], "\(path)") }
    for path in right { #expect(cells[path] == inTheirs[path], "\(path)") }
    let names = Set(merged.indicators.map(\.indicator.id))
    #expect(rows.allSatisfy { !names.contains($0) })
    for form in [mine, theirs] {
      let own = form.indicators.map(\.indicator.id).filter { $0.hasPrefix("new") }
      #expect(own.allSatisfy(names.contains))
    }
    // The other side's rows keep their order, and nothing is there twice.
    let kept = Set(merged.indicators.map(\.indicator.id)).intersection(base.indicators.map(\.indicator.id))
    #expect(
      merged.indicators.map(\.indicator.id).filter(kept.contains)
        == theirs.indicators.map(\.indicator.id).filter(kept.contains))
    #expect(merged.indicators.count == names.count)
  }

  @Test func `a cell that both changed is a question, and every answer is taken`() throws {
    var base = Self.form(2)
    base.goals[0].text = "做好堤防设施维护，创干净、美丽堤防。"
    var mine = base
    var theirs = base
    mine.enter("378.71", at: FormPath("costs[c4].amount"))
    theirs.enter("380.00", at: FormPath("costs[c4].amount"))
    mine.enter("做好31.91公里堤防设施维护，创干净、美丽堤防。", at: FormPath("goals[g1].text"))
    theirs.enter("做好堤防设施维护，保障安全平稳度汛，创干净、美丽堤防。", at: FormPath("goals[g1].text"))
    mine.enter("5", at: FormPath("amounts.total"))
    theirs.enter("约五", at: FormPath("costs[c5].amount"))
    let merge = FormMerge(base: base, mine: mine, theirs: theirs)
    #expect(merge.conflicts.map(\.path.text) == ["costs[c4].amount", "goals[g1].text"])
    #expect(
      merge.conflicts[0].mine == "378.71" && merge.conflicts[0].theirs == "380.00" && merge.conflicts[0].both == nil)
    #expect(merge.conflicts[1].both == "做好31.91公里堤防设施维护，保障安全平稳度汛，创干净、美丽堤防。")
    #expect(merge.mine.map(\.text) == ["amounts.total"])
    let chosen = try #require(
      merge.form(choosing: [FormPath("costs[c4].amount"): .theirs, FormPath("goals[g1].text"): .both]))
    #expect(chosen.costs[3].amount?.description == "380.00" && chosen.goals[0].text == merge.conflicts[1].both)
    #expect(chosen.unread == [UnreadFigure(FormPath("costs[c5].amount"), "约五")] && chosen.amounts.total == 5)
    let unchosen = try #require(merge.form())
    #expect(unchosen.costs[3].amount?.description == "378.71" && unchosen.goals[0].text == mine.goals[0].text)
  }

  @Test func `words that could not be read are a value like another`() throws {
    let base = Self.form(2)
    let path = FormPath("costs[c4].amount")
    var mine = base
    var theirs = base
    mine.enter("约四百", at: path)
    theirs.enter("400", at: path)
    let merge = FormMerge(base: base, mine: mine, theirs: theirs)
    #expect(merge.conflicts.map(\.mine) == ["约四百"] && merge.conflicts.map(\.theirs) == ["400"])
    let kept = try #require(merge.form(choosing: [path: .mine]))
    #expect(kept.unread == [UnreadFigure(path, "约四百")] && kept.costs[3].amount == nil)
    let other = try #require(merge.form(choosing: [path: .theirs]))
    #expect(other.unread.isEmpty && other.costs[3].amount == 400)
  }

  @Test func `a row taken out by one and changed by the other is a question`() throws {
    let base = Self.form(2)
    let row = FormPath("costs[c4]")
    var mine = base
    var theirs = base
    mine.removeRow(row)
    theirs.enter("400", at: row.field("amount"))
    for (left, right, gone) in [(mine, theirs, FormMerge.Side.mine), (theirs, mine, .theirs)] {
      let merge = FormMerge(base: base, mine: left, theirs: right)
      #expect(merge.conflicts.map(\.path) == [row] && merge.conflicts.map(\.kind) == [.rowGone(by: gone)])
      let without = try #require(merge.form(choosing: [row: gone]))
      #expect(!without.costs.contains { $0.id == "c4" })
      let with = try #require(merge.form(choosing: [row: gone == .mine ? .theirs : .mine]))
      #expect(with.costs.first { $0.id == "c4" }?.amount == 400 && with.costs.map(\.id) == base.costs.map(\.id))
    }
  }

  @Test func `two orders are told of and nothing is lost`() throws {
    let base = Self.form(2)
    var mine = base
    var theirs = base
    mine.moveRow(FormPath("costs[c9]"), after: nil)
    theirs.moveRow(FormPath("costs[c1]"), after: "c9")
    let merge = FormMerge(base: base, mine: mine, theirs: theirs)
    #expect(merge.reordered == [FormPath("costs")])
    #expect(merge.form()?.costs.map(\.id) == theirs.costs.map(\.id))
  }

  @Test func `a form read again from a file keeps the rows' names`() throws {
    var base = Self.form(2)
    base.enter("约九", at: FormPath("costs[c9].amount"))
    var again = base
    again.costs.remove(at: 1)
    again.costs[0].amount = 77
    var fresh = CostLine(id: "x")
    fresh.content = "新的一项"
    again.costs.insert(fresh, at: 0)
    for index in again.costs.indices { again.costs[index].id = "c\(index + 1)" }
    again.unread = [UnreadFigure(FormPath("costs[c9].amount"), "约九")]
    let aligned = again.aligned(to: base)
    #expect(aligned.costs.map(\.id).dropFirst() == ["c1", "c3", "c4", "c5", "c6", "c7", "c8", "c9"])
    #expect(Set(aligned.costs.map(\.id)).count == 9 && !base.costs.contains { $0.id == aligned.costs[0].id })
    #expect(aligned.unread.first?.path == FormPath("costs[c9].amount"))
    var mine = base
    mine.enter("5", at: FormPath("costs[c3].amount"))
    let merge = FormMerge(base: base, mine: mine, theirs: aligned)
    #expect(merge.conflicts.isEmpty)
    let merged = try #require(merge.form())
    #expect(merged.costs.first { $0.id == "c3" }?.amount == 5 && merged.costs.first { $0.id == "c1" }?.amount == 77)
    #expect(Self.text(base.aligned(to: base)) == Self.text(base))
  }
}
