import Model
import Schemes
import Testing

@testable import Scoring

@Suite struct LightTests {
  static let shipped = policy([])

  /// The policy that comes with the program, with some of its texts changed.
  static func policy(_ changes: [(String, String)]) -> LightPolicy {
    let files = ResourceFiles.bytes(in: "policies").filter { $0.name.hasPrefix("lights") }
    precondition(!files.isEmpty, "the policy is there")
    var text = String(decoding: files[0].bytes, as: UTF8.self)
    for (from, to) in changes {
      precondition(text.contains(from), "the policy says \(from)")
      text = text.replacing(from, with: to)
    }
    let loaded = PolicyLibrary.load([("lights.json5", Array(text.utf8))], subjects: [LightPolicy.self])
    let policy: Policy<LightPolicy>? = loaded.valid.policy("lights-default")
    precondition(policy != nil, "the policy is read: \(loaded.mistakes)")
    return policy!.body
  }

  struct Row {
    var target: String
    var actual: String
    var name = "次数"
    var level1 = "产出指标"
    var milestone: Int?
    var weight: ExactDecimal?
  }

  static func form(budget: ExactDecimal? = 100, paid: ExactDecimal? = 100, _ rows: [Row] = []) -> FormContent {
    var form = FormContent(kind: .monitoring)
    var execution = Execution()
    execution.budget = budget
    execution.actual = paid
    form.execution = execution
    var goal = Goal(id: "g1")
    goal.indicators = rows.enumerated().map { index, row in
      var indicator = Indicator(id: "i\(index + 1)")
      indicator.level1 = row.level1
      indicator.name = row.name
      indicator.target = row.target
      indicator.actual = row.actual
      indicator.milestone = row.milestone
      indicator.weight = row.weight
      return indicator
    }
    form.goals = [goal]
    return form
  }

  static func light(_ row: Row, month: Int, _ policy: LightPolicy = shipped) -> LightNode {
    Lights.of(form([row]), month: month, by: policy).indicators[0]
  }

  @Test(
    arguments: [
      (45, 7, MonitoringLight.yellow), (35, 7, .yellow), (34.9, 7, .red), (46.7, 7, .green), (46.6, 7, .yellow),
      (0, 1, .red), (60, 12, .yellow), (59.99, 12, .red), (80, 12, .green), (79.99, 12, .yellow), (100, 12, .green),
    ] as [(Double, Int, MonitoringLight)])
  func `spending is held against the share of the year`(paid: Double, month: Int, light: MonitoringLight) {
    let figure = ExactDecimal("\(paid)") ?? .zero
    #expect(Lights.of(Self.form(paid: figure), month: month, by: Self.shipped).spending.light == light)
  }

  @Test func `the example of the regulation comes out with its arithmetic`() {
    let light = Lights.of(Self.form(paid: 45), month: 7, by: Self.shipped)
    #expect(light.spending.why == "支出 45 ÷ 预算 100 = 45%；应达 58.33%；45% ÷ 应达 = 77.14%，为黄灯")
    #expect(light.why == "“支出”：\(light.spending.why)。取最重：黄灯")
    #expect(light.spendingPercent == 45 && light.expected.percent == ExactDecimal("58.33"))
  }

  @Test func `without a budget the light is red`() {
    #expect(Lights.of(Self.form(budget: 0, paid: 0), month: 6, by: Self.shipped).light == .red)
    #expect(Lights.of(Self.form(budget: nil, paid: 5), month: 6, by: Self.shipped).spending.reason == .noBudget)
  }

  @Test(arguments: [
    ("≥12次", "3次", 7, MonitoringLight.red), ("≥12次", "9次", 10, .green), ("≥100次", "50次", 10, .yellow),
    ("≥100次", "49次", 10, .red), ("≥3次", "2次", 10, .green), ("≥3次", "1次", 5, .green), ("≥1500人", "1000人", 10, .green),
    ("≥10次", "12次", 4, .blue), ("≥10次", "11.9次", 4, .green), ("≥100次", "0次", 4, .red), ("≥1万人", "4000人", 6, .green),
    ("≥12次/年", "6次", 7, .green),
  ])
  func `a figure that grows is held against what is due by now`(
    target: String, actual: String, month: Int, light: MonitoringLight
  ) {
    #expect(Self.light(Row(target: target, actual: actual), month: month).light == light)
  }

  @Test func `two thirds of the target at two thirds of the year is met exactly`() {
    // 1 ÷ 3 has no end: rounding on the way would make 79.99 of 80.
    let node = Self.light(Row(target: "≥3次", actual: "1次"), month: 5)
    #expect(node.light == .green && node.why == "1 ÷ 应达 1.25 = 80.00%，为绿灯")
  }

  @Test(arguments: [("≥95%", "94%", 4, MonitoringLight.green), ("≥95%", "57%", 4, .yellow), ("≥95%", "56%", 11, .red)])
  func `shares do not grow with the months`(target: String, actual: String, month: Int, light: MonitoringLight) {
    #expect(Self.light(Row(target: target, actual: actual), month: month).light == light)
  }

  @Test func `satisfaction and what is counted a month do not grow either`() {
    let satisfied = Row(target: "≥90", actual: "85", name: "群众满意度", level1: "满意度指标")
    #expect(Self.light(satisfied, month: 4).light == .green)
    #expect(Self.light(Row(target: "≥2次/月", actual: "1次/月"), month: 4).light == .red)
  }

  @Test(arguments: [
    ("≤5%", "5%", MonitoringLight.green), ("≤5%", "5.1%", .red), ("<5%", "5%", .red), ("≤5个工作日", "4个工作日", .green),
    ("0起", "0起", .green), ("0起", "1起", .red), ("不发生", "3起", .red),
  ])
  func `what should stay small is green or red`(target: String, actual: String, light: MonitoringLight) {
    #expect(Self.light(Row(target: target, actual: actual, name: "返工率"), month: 7).light == light)
  }

  @Test(arguments: [
    ("显著提高", "显著提高", MonitoringLight.green), ("显著提高", "有所提高", .yellow), ("达标", "未达标", .red),
  ])
  func `words are achieved, partly achieved or not`(target: String, actual: String, light: MonitoringLight) {
    #expect(Self.light(Row(target: target, actual: actual), month: 7).light == light)
  }

  @Test func `a milestone switches the months off`() {
    var row = Row(target: "≥1次", actual: "0次", milestone: 11)
    #expect(Self.light(row, month: 7).reason == .notDue(month: 11))
    row.actual = ""
    #expect(Self.light(row, month: 10).light == nil)
    #expect(Self.light(row, month: 11).reason == .noActual)
    row.actual = "0次"
    #expect(Self.light(row, month: 11).light == .red)
    row.actual = "1次"
    #expect(Self.light(row, month: 7).light == .green, "done before its time")
  }

  @Test func `a target that is a day is due in its month`() {
    #expect(Self.light(Row(target: "2024年11月底前", actual: ""), month: 7).reason == .notDue(month: 11))
    #expect(Self.light(Row(target: "2024年6月", actual: ""), month: 7).reason == .noActual)
  }

  @Test func `what cannot be compared has no light and does not decide`() {
    let node = Self.light(Row(target: "≥10次", actual: "10人"), month: 7)
    #expect(node.light == nil && node.reason == .undecided(.unitsDiffer))
  }

  @Test(arguments: [
    (["100次"], MonitoringLight.green), (["49次"], .red), (["50次", "10次"], .red), (["50次"], .yellow),
    (["150次"], .green),
  ])
  func `the gravest decides in the order red, yellow, green, blue`(actuals: [String], light: MonitoringLight) {
    let rows = actuals.map { Row(target: "≥100次", actual: $0) }
    #expect(Lights.of(Self.form(rows), month: 10, by: Self.shipped).light == light)
  }

  @Test(arguments: [(100, "100次", MonitoringLight.green), (100, "40次", .yellow), (40, "100次", .red)])
  func `two ways: money on time and goals not is yellow, money late is red`(
    paid: Int, actual: String, light: MonitoringLight
  ) {
    let policy = Self.policy([("method: \"worst\"", "method: \"two-way\"")])
    let form = Self.form(paid: ExactDecimal(paid), [Row(target: "≥100次", actual: actual)])
    #expect(Lights.of(form, month: 10, by: policy).light == light)
  }

  @Test(arguments: [(6, 38, 1), (6, 40, 0), (4, 25, 0), (4, 24, 1), (3, 1, 0), (7, 39, 1), (12, 79, 1)])
  func `execution below the checkpoint is told`(month: Int, paid: Int, notes: Int) {
    let light = Lights.of(Self.form(paid: ExactDecimal(paid)), month: month, by: Self.shipped)
    #expect(light.notes.count == notes)
  }

  @Test func `the checkpoint may raise the light`() {
    let form = Self.form(paid: 79)
    let policy = Self.policy([
      ("id: \"L8\", use: \"note\"", "id: \"L8\", use: \"yellow\""),
      ("red_below: 60, yellow_below: 80,\n    standing", "red_below: 50, yellow_below: 60,\n    standing"),
    ])
    let light = Lights.of(form, month: 10, by: policy)
    #expect(light.light == .yellow && light.decisive == nil && light.why.contains("低于这个月应到的 80%"))
  }

  @Test(arguments: [(90, 0), (89, 1)])
  func `goals and spending more than ten points apart are told`(paid: Int, notes: Int) {
    let light = Lights.of(
      Self.form(paid: ExactDecimal(paid), [Row(target: "≥100次", actual: "100次")]), month: 10, by: Self.shipped)
    #expect(light.notes.count == notes && light.goalPercent == 100)
  }

  @Test func `goals are weighed, and none counts more than whole`() {
    let rows = [
      Row(target: "≥100次", actual: "50次", weight: 10), Row(target: "≥1次", actual: "900次", weight: 30),
    ]
    let light = Lights.of(Self.form(rows), month: 12, by: Self.shipped)
    #expect(light.goalPercent == ExactDecimal("87.5"))
  }

  @Test(arguments: [(4, 25), (5, 32.5), (6, 40), (7, 50), (8, 60), (2, 12.5), (11, 90), (12, 100)] as [(Int, Double)])
  func `a path by points is a line between them`(month: Int, percent: Double) {
    let policy = Self.policy([
      (
        "path: { id: \"L0\", kind: \"linear\"",
        "path: { id: \"L0\", kind: \"points\", points: [{ month: 4, share: 25 }, { month: 6, share: 40 }, "
          + "{ month: 8, share: 60 }, { month: 10, share: 80 }]"
      )
    ])
    #expect(policy.expected(month: month).percent == ExactDecimal("\(percent)"))
  }

  @Test func `mistakes of a policy are told with their lines`() {
    let bad = """
      {
        id: "x", subject: "lights", name: "灯", place: "全国", first_year: 2024, basis: ["示例"], standing: "proposed",
        path: { id: "L0", kind: "points", standing: "proposed", points: [{ month: 8, share: 60 }, { month: 6, share: 40 }] },
        budget: { id: "L1", red_below: 80, yellow_below: 60, standing: "proposed" },
      }
      """
    let mistakes = PolicyLibrary.load([("x.json5", Array(bad.utf8))], subjects: [LightPolicy.self]).mistakes
    #expect(mistakes.contains { $0.line == 3 && $0.reason == "各点应按月份排列，后面的不小于前面的" })
    #expect(mistakes.contains { $0.line == 4 && $0.reason == "“yellow_below”小于“red_below”" })
    #expect(mistakes.contains { $0.reason == "缺少“negative”" })
  }
}
