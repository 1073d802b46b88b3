import Model
import Testing

@Suite struct FormContentTests {
  static func example() -> FormContent {
    var form = FormContent(kind: .projectGoal)
    form.title = "2024年部门项目申报表"
    form.name = "示范项目"
    form.year = 2024
    form.attributes = [Attribute("项目属性", "持续性项目"), Attribute("项目属性", "又一次")]
    form.contacts = [Attribute("联系电话", "80000000")]
    form.blankLabels = []
    form.amounts.current = ExactDecimal("394.60")
    var prior = PriorAmount(id: "y1")
    prior.year = 2023
    prior.amount = ExactDecimal("280.11")
    form.amounts.prior = [prior]
    var cost = CostLine(id: "c1")
    cost.content = "一次性补贴"
    cost.amount = ExactDecimal("3.00")
    form.costs = [cost]
    var line = CompositionLine(id: "n1")
    line.item = "财政拨款"
    line.history = [ExactDecimal("1.0"), nil]
    form.income = [line]
    var goal = Goal(id: "g1")
    goal.term = .longTerm
    goal.name = "长期绩效目标1"
    var indicator = Indicator(id: "i1")
    indicator.level1 = "产出指标"
    indicator.name = "享受补贴人数"
    indicator.target = "≥30人"
    indicator.history = ["", "100人"]
    goal.indicators = [indicator]
    form.goals = [goal]
    var execution = Execution()
    execution.budget = ExactDecimal("1194.23")
    form.execution = execution
    form.score = ExactDecimal("93.5")
    return form
  }

  @Test func `a stored copy reads back equal`() throws {
    let form = Self.example()
    let text = form.json(.stored).canonicalText
    #expect(try FormContent(json: JSONParser.parse(text)) == form)
  }

  @Test func `the contract copy keeps persons out and figures as printed`() {
    let json = Self.example().json(.contract)
    #expect(json["contacts"] == nil)
    #expect(!json.text().contains("80000000"))
    #expect(json["amounts"]?["current"]?.number?.description == "394.60")
    #expect(json["goals"]?.array?.first?["term"]?.string == "long-term")
    #expect(json["goals"]?.array?.first?["id"] == nil)
    #expect(json["attributes"]?["项目属性"]?.string == "持续性项目")
    #expect(Self.example().json(.contractWithContacts)["contacts"]?["联系电话"]?.string == "80000000")
  }

  @Test func `an absent value is left out`() {
    let json = FormContent(kind: .monitoring).json(.contract)
    #expect(json.members?.map(\.key) == ["kind"])
  }

  @Test(arguments: [
    (#"{"kind":"novel"}"#, "kind"), (#"{"kind":"monitoring","year":"2024"}"#, "year"),
    (#"{"kind":"monitoring","goals":[{"term":"weekly"}]}"#, "term"), (#"{"kind":"monitoring","unit":"斤"}"#, "unit"),
    (#"{"kind":"monitoring","costs":[3]}"#, "costs"),
  ])
  func `a wrong copy is refused with the member's name`(text: String, member: String) {
    #expect {
      try FormContent(json: JSONParser.parse(text))
    } throws: { error in
      (error as? JSONParser.Mistake)?.reason.contains(member) == true
    }
  }

  @Test func `an address makes an anchor without special characters`() {
    let anchor = FormPath.attribute("项目属性").anchor
    #expect(
      anchor.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x7A) || $0 == UInt8(ascii: "-") })
    #expect(FormPath.indicator("g1", "i7").field("target").text == "goals[g1].indicators[i7].target")
  }
}
