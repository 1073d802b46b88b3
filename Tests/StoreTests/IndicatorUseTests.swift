import Lifecycle
import Model
import Testing

@testable import Store

@Suite struct IndicatorUseTests {
  private static func content(_ name: String, _ targets: [(String, String)]) -> FormContent {
    var content = FormContent(kind: .projectGoal)
    content.name = name
    content.year = 2026
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.indicators = targets.enumerated().map { index, pair in
      var row = Indicator(id: "i\(index)")
      (row.level1, row.level2, row.name, row.target) = ("产出指标", "质量指标", pair.0, pair.1)
      return row
    }
    content.goals = [goal]
    return content
  }

  private func approve(_ content: FormContent, unit: String, in t: WriteTransaction) throws(StoreError) -> StoredForm {
    let id = try Forms.create(FormDraft(region: "r", year: 2026, unit: unit, content: content), by: "a", in: t).form
    try Forms.setState(id, .approved, revision: 1, by: "a", in: t)
    guard let form = try Forms.load(id: id, in: t) else { throw .missing(subject: "表") }
    return form
  }

  @Test(arguments: Engine.present)
  func `the median of a name and its measure follows what is approved, replaced and changed`(engine: Engine) throws {
    let empty = try EmptyDatabase(engine)
    try empty.open().write { (t) throws(StoreError) in
      try Units.add(region: "r", id: "qu", name: "示例区", by: "setup", in: t)
      try Units.add(region: "r", id: "shui", name: "区水务局", parent: "qu", by: "setup", in: t)
      var forms: [StoredForm] = []
      for (name, target) in [("甲", "≥90%"), ("乙", "≥95%"), ("丙", "≥98%")] {
        let form = try approve(
          Self.content(
            name, [("养护 合格率", target), ("巡查次数", "120次"), ("居民满意", "满意"), ("成本", name == "甲" ? "≤2万元" : "≤30000元")]),
          unit: "shui", in: t)
        try IndicatorUses.record(form, in: t)
        forms.append(form)
      }
      // The same name counted in another unit is another indicator.
      let other = try approve(Self.content("丁", [("巡查次数", "≥80%")]), unit: "qu", in: t)
      try IndicatorUses.record(other, in: t)
      var list = try IndicatorUses.list(region: "r", in: t)
      #expect(list.total == 5 && list.items.first?.uses == 3)
      func peer(_ name: String, _ measure: String) throws(StoreError) -> IndicatorPeer? {
        try IndicatorUses.find(region: "r", id: IndicatorUses.peer(name: name, measure: measure), in: t)
      }
      #expect(try peer("养护 合格率", "%")?.median == 95)
      #expect(try peer("养护 合格率", "%")?.low == 90)
      #expect(try peer("养护 合格率", "%")?.high == 98)
      #expect(try peer("居民满意", "")?.median == nil)
      #expect(try peer("成本", "元")?.low == 20_000, "万元 and 元 meet in one measure")
      #expect(try peer("居民满意", "")?.uses == 3)
      #expect(try peer("巡查次数", "次")?.uses == 3)
      #expect(try peer("巡查次数", "%")?.uses == 1)
      // Once more is no second use, and what was replaced goes.
      try IndicatorUses.record(forms[0], in: t)
      try IndicatorUses.remove(forms[2].row, in: t)
      #expect(try peer("养护 合格率", "%")?.uses == 2)
      #expect(try peer("养护 合格率", "%")?.median == ExactDecimal("92.5"))
      try IndicatorUses.remove(other.row, in: t)
      #expect(try peer("巡查次数", "%") == nil)
      list = try IndicatorUses.list(region: "r", search: "合格", level1: "产出指标", in: t)
      #expect(list.items.map(\.name) == ["养护 合格率"])
      #expect(try IndicatorUses.list(region: "r", search: "没有", in: t).total == 0)
      let peers = try IndicatorUses.peers(
        of: Self.content("新", [("养护 合格率", "≥99%"), ("没有人用", "1次")]), region: "r", in: t)
      #expect(peers.map(\.key) == [.indicator("g1", "i0")] && peers.first?.value.median == ExactDecimal("92.5"))
      let id = IndicatorUses.peer(name: "养护 合格率", measure: "%")
      #expect(try IndicatorUses.uses(of: id, region: "r", within: UnitPath(["qu", "shui"]), in: t).count == 2)
      #expect(try IndicatorUses.uses(of: id, region: "r", within: UnitPath(["qu", "min"]), in: t).isEmpty)
      #expect(try IndicatorUses.missing(region: "r", in: t).count == 2, "those taken out above are approved still")
    }
  }
}
