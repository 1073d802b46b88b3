import Documents
import Model
import Reports
import TestSupport
import Testing

@testable import Forms

/// What we print of a form, read again: nothing is lost and nothing added.
@Suite struct FormDocumentRoundTripTests {
  /// A form made up from a seed, as offices fill them in.
  private struct Maker {
    var random: SeededRandom
    var serial = 0

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    mutating func pick<T>(_ list: [T]) -> T { list[Int.random(in: 0..<list.count, using: &random)] }
    mutating func figure() -> ExactDecimal {
      ExactDecimal(
        units: Int64.random(in: 1...99_999_999, using: &random), places: Int.random(in: 0...4, using: &random)
      )
      .trimmed
    }
    /// Words of their own, so that none is taken for another.
    mutating func words(_ end: String) -> String {
      serial += 1
      return pick(["堤防", "公园", "学校", "社区", "道路", "图书馆"]) + pick(["维护", "改造", "巡查", "培训"])
        + pick(["甲", "乙", "丙", "丁", "戊"]) + pick(["一", "二", "三", "四", "五", "六", "七"]) + "\(serial)号" + end
    }

    mutating func indicator(_ id: Int, _ kind: FormKind, years: Int) -> Indicator {
      var row = Indicator(id: "i\(id)")
      let (level1, level2) = pick([
        ("成本指标", "经济成本指标"), ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("效益指标", "社会效益指标"),
        ("效益指标", "可持续影响指标"), ("满意度指标", "服务对象满意度指标"),
      ])
      (row.level1, row.level2, row.name) = (level1, level2, words("完成率"))
      row.target = pick(["≥", "≤", ""]) + "\(figure())" + pick(["%", "个", "万元", "公里"])
      if years > 0 { row.history = (0..<years).map { _ in chance(80) ? "\(figure())%" : "" } }
      if kind.isSelfEvaluation {
        row.actual = "\(figure())%"
        row.weight = ExactDecimal(Int.random(in: 1...20, using: &random))
        row.score = row.weight
        if chance(30) { row.reason = words("的原因") }
      } else if chance(60) {
        row.basis = pick(["计划标准", "历史标准", "行业标准"])
      }
      return row
    }

    mutating func form() -> FormContent {
      let kind = pick([FormKind.projectGoal, .departmentGoal, .projectSelfEvaluation, .departmentSelfEvaluation])
      var form = FormContent(kind: kind)
      form.title = "2024年" + kind.officialName
      form.year = 2024
      form.name = kind.isAboutDepartment ? "示范区" + words("局") : words("项目")
      if !kind.isAboutDepartment {
        form.code = "42010599\(Int.random(in: 100_000_000...999_999_999, using: &random))"
        form.department = "示范区" + words("局")
      }
      if kind == .projectGoal { money(&form) }
      if kind == .departmentGoal { parts(&form) }
      if kind.isSelfEvaluation { execution(&form) }
      let years = kind.isSelfEvaluation ? 0 : pick([0, 2, 3])
      var next = 1
      for number in 1...Int.random(in: 1...3, using: &random) {
        var goal = Goal(id: "g\(number)")
        goal.term = kind.isSelfEvaluation || chance(60) ? .annual : .longTerm
        goal.name = (goal.term == .annual ? "年度绩效目标" : "长期绩效目标") + "\(number)"
        goal.text = words("，服务水平进一步提升。")
        if kind.isSelfEvaluation { goal.resultText = words("，已经完成。") }
        for _ in 0..<Int.random(in: 1...8, using: &random) {
          goal.indicators.append(indicator(next, kind, years: years))
          next += 1
        }
        form.goals.append(goal)
      }
      // The terms are printed one after the other.
      form.goals.sort { ($0.term == .longTerm ? 0 : 1) < ($1.term == .longTerm ? 0 : 1) }
      return form
    }

    private mutating func money(_ form: inout FormContent) {
      (form.amounts.total, form.amounts.current) = (figure(), figure())
      for number in 1...Int.random(in: 1...4, using: &random) {
        var line = FundingLine(id: "f\(number)")
        line.source = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "财政专户管理资金", "单位资金"][number - 1]
        line.amount = figure()
        form.funding.append(line)
      }
      for number in 0..<Int.random(in: 0...4, using: &random) {
        var line = CostLine(id: "c\(number + 1)")
        (line.activity, line.content, line.category) = (words("活动"), words("内容"), pick(["办公费", "委托业务费", "维修（护）费"]))
        (line.amount, line.basis) = (figure(), words("的测算"))
        form.costs.append(line)
      }
      for number in 0..<Int.random(in: 0...2, using: &random) {
        var line = ProcurementLine(id: "b\(number + 1)")
        (line.item, line.quantity, line.amount) = (words("服务"), ExactDecimal(number + 1), figure())
        form.procurement.append(line)
      }
      if chance(50) {
        for (number, by) in ["3月底", "6月底", "10月底", "12月底"].enumerated() {
          var step = PaymentStep(id: "t\(number + 1)")
          (step.by, step.percent) = (by, ExactDecimal(25 * (number + 1)))
          form.schedule.append(step)
        }
      }
    }

    private mutating func parts(_ form: inout FormContent) {
      func lines(_ items: [String], _ prefix: String, _ maker: inout Maker, years: Int) -> [CompositionLine] {
        items.enumerated().map { number, item in
          var line = CompositionLine(id: "\(prefix)\(number + 1)")
          (line.item, line.amount) = (item, maker.figure())
          line.share = ExactDecimal(Int.random(in: 1...100, using: &maker.random))
          line.history = (0..<years).map { _ in maker.figure() }
          return line
        }
      }
      let years = pick([2, 3])
      form.income = lines(["财政拨款", "财政专户管理资金", "单位资金", "合计"], "n", &self, years: years)
      form.spending = lines(["人员类项目支出", "运转类项目支出", "特定目标类项目支出", "合计"], "s", &self, years: years)
      for number in 1...Int.random(in: 1...5, using: &random) {
        var line = ProjectLine(id: "p\(number)")
        (line.name, line.purpose) = (words("项目"), words("的支出"))
        if chance(80) { (line.category, line.total, line.current) = ("特定目标类", figure(), figure()) }
        form.projects.append(line)
      }
    }

    private mutating func execution(_ form: inout FormContent) {
      var execution = Execution()
      (execution.budget, execution.actual) = (figure(), figure())
      (execution.rate, execution.weight, execution.score) = (98, 10, 9)
      form.execution = execution
      form.score = ExactDecimal(Int.random(in: 60...100, using: &random))
    }
  }

  /// What a person reads of a form, without what only one kind of file knows.
  private func shown(_ form: FormContent) -> [String] {
    var form = form
    for goal in form.goals.indices { form.goals[goal].historyHeads = nil }
    form.attributes = []
    form.execution?.rows = []
    return form.cells.map { "\($0.path)=\($0.value)" }.sorted()
  }

  @Test(arguments: Array(1...40 as ClosedRange<UInt64>))
  func `a form printed as a Word file and as a workbook reads back as it was`(seed: UInt64) throws {
    var maker = Maker(random: SeededRandom(seed: seed))
    let form = maker.form()
    let document = FormDocument.make(form, withContacts: true)
    for (name, bytes) in [
      ("表.docx", try DocxWriter.docx(document)), ("表.xlsx", try WorkbookWriter.xlsx(document)),
    ] {
      let forms = reader.read(try DocumentReader.read(bytes, name: name)).content.forms
      #expect(forms.count == 1, "\(name)")
      let read = try #require(forms.first)
      #expect(read.kind == form.kind, "\(name)")
      let (wanted, found) = (Set(shown(form)), Set(shown(read)))
      #expect(wanted.subtracting(found).sorted() == [], "\(name)")
      #expect(found.subtracting(wanted).sorted() == [], "\(name)")
    }
  }
}
