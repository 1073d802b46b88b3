import Model
import TestSupport
import Testing

@Suite struct FormDifferenceTests {
  private static func cost(_ id: String, _ content: String, _ amount: String) -> CostLine {
    var line = CostLine(id: id)
    line.content = content
    line.amount = ExactDecimal(amount)
    return line
  }

  private static func indicator(_ id: String, _ name: String, _ target: String) -> Indicator {
    var row = Indicator(id: id)
    row.name = name
    row.target = target
    return row
  }

  private static let base: FormContent = {
    var form = FormContent(kind: .projectGoal)
    form.name = "堤防设施维护费"
    form.attributes = [Attribute("项目属性", "持续性项目"), Attribute("起始年度", "2024年")]
    form.contacts = [Attribute("联系电话", "80000000")]
    form.amounts.current = ExactDecimal("1182.30")
    form.costs = [cost("c1", "草皮维护", "356.00"), cost("c2", "日常保养", "178.00"), cost("c3", "应急维修", "180.00")]
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.indicators = [indicator("i1", "养护率", "≥90%"), indicator("i2", "劳动分配率", "≥6.5%")]
    form.goals = [goal]
    return form
  }()

  @Test func `cells come in page order with labels and addresses`() {
    let cells = Self.base.cells
    #expect(cells.map(\.section).first == "基本信息")
    let amount = cells.first { $0.path.text == "costs[c2].amount" }
    #expect(amount?.section == "项目支出明细测算")
    #expect(amount?.row == "日常保养")
    #expect(amount?.field == "金额")
    #expect(amount?.value == "178.00")
    #expect(cells.last?.path.text == "goals[g1].indicators[i2].target")
  }

  @Test func `a form does not differ from itself`() {
    let difference = FormDifference(from: Self.base, to: Self.base)
    #expect(difference.changed.isEmpty)
    #expect(difference.count(.same) == Self.base.cells.count)
  }

  @Test func `a changed figure has its difference and a changed target its points`() throws {
    var new = Self.base
    new.amounts.current = ExactDecimal("1048.71")
    new.goals[0].indicators[0].target = "≥93%"
    let changed = FormDifference(from: Self.base, to: new).changed
    #expect(changed.map(\.kind) == [.changed, .changed])
    #expect(changed[0].change == ExactDecimal("-133.59"))
    #expect(changed[0].changeUnit == "")
    #expect(changed[1].change == 3)
    #expect(changed[1].changeUnit == "%")
    #expect(changed[1].path.text == "goals[g1].indicators[i1].target")
  }

  @Test func `words that differ have no difference in figures`() {
    var new = Self.base
    new.goals[0].indicators[0].target = "基本达标"
    #expect(FormDifference(from: Self.base, to: new).changed[0].change == nil)
  }

  @Test func `rows read again under other identifiers are found by name`() {
    var new = Self.base
    new.costs = [
      Self.cost("c1", "日常保养", "178.00"), Self.cost("c2", "应急维修", "150.00"), Self.cost("c3", "草皮维护", "356.00"),
    ]
    let changed = FormDifference(from: Self.base, to: new).changed
    #expect(changed.count == 1)
    #expect(changed[0].row == "应急维修")
    #expect(changed[0].change == ExactDecimal("-30.00"))
  }

  @Test func `a row that was taken out leaves its neighbours alone`() {
    var new = Self.base
    new.costs.remove(at: 1)
    let changed = FormDifference(from: Self.base, to: new).changed
    #expect(changed.allSatisfy { $0.kind == .removed && $0.row == "日常保养" })
    #expect(changed.map(\.old) == ["日常保养", "178.00"])
  }

  @Test func `a renamed row keeps its identifier`() {
    var new = Self.base
    new.costs[2].content = "应急维修及备料"
    let changed = FormDifference(from: Self.base, to: new).changed
    #expect(changed.count == 1)
    #expect(changed[0].old == "应急维修")
    #expect(changed[0].new == "应急维修及备料")
  }

  @Test func `an indicator that is new or gone is so in its goal`() {
    var new = Self.base
    new.goals[0].id = "g9"
    new.goals[0].indicators = [Self.indicator("i1", "养护率", "≥90%"), Self.indicator("i5", "单位养护成本", "≤32.86万元/公里")]
    let changed = FormDifference(from: Self.base, to: new).changed
    #expect(Set(changed.map(\.kind)) == [.added, .removed])
    #expect(changed.filter { $0.kind == .added }.map(\.new) == ["单位养护成本", "≤32.86万元/公里"])
  }

  @Test func `persons are marked so that a page can mask them`() {
    var new = Self.base
    new.contacts[0].value = "80000001"
    let changed = FormDifference(from: Self.base, to: new).changed
    #expect(changed.map(\.isPersonal) == [true])
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `whatever is shuffled removed or added every cell of both versions is listed once`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var new = Self.base
    new.costs.shuffle(using: &random)
    if Bool.random(using: &random) { new.costs.removeLast() }
    if Bool.random(using: &random) {
      new.costs.append(Self.cost("c9", "两林绿化", "\(Int.random(in: 1...900, using: &random))"))
    }
    if Bool.random(using: &random) { new.goals[0].indicators.shuffle(using: &random) }
    if Bool.random(using: &random) { new.attributes.reverse() }
    let difference = FormDifference(from: Self.base, to: new)
    #expect(difference.entries.compactMap(\.old).sorted() == Self.base.cells.map(\.value).sorted())
    #expect(difference.entries.compactMap(\.new).sorted() == new.cells.map(\.value).sorted())
    let back = FormDifference(from: new, to: Self.base)
    #expect(back.count(.added) == difference.count(.removed))
    #expect(back.count(.same) == difference.count(.same))
  }
}
