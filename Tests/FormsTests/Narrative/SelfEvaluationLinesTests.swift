import Forms
import Model
import Testing

/// Reads the only form of a text.
private func form(_ text: String) throws -> FormContent {
  var content = DocumentContent()
  NarrativeReader.read(printed(text), into: &content)
  return try #require(content.forms.count == 1 ? content.forms.first : nil)
}

private func row(_ indicator: Indicator) -> [String] {
  [
    indicator.level1, indicator.level2, indicator.name, indicator.weight?.description, indicator.target,
    indicator.actual, indicator.score?.description,
  ].map { $0 ?? "" }
}

@Suite struct SelfEvaluationLinesTests {
  /// Weights behind the names, words broken where a column ends, a page break inside the heads and inside a level.
  static let weightsBehindNames = """
    二、项目绩效评价自评表

    2023年度公园管护项目自评表

    单位名称（盖章）：示例区人民政府柳树街道办事处

    填报日期：2024 年 1 月 20 日 自评得分：91.5
    分

    项目名称 公园管护

    主管部门
    示例区人民政府柳树街道
    办事处
    项目实施单位 公共管理办

    预算执行情况
    （万元）
    （20分）

    年度财政
    资金
    总额

    预算数
    （A）
    执行数
    （B）
    执行率（B/A）

    得分
    （20分*执行率）

    1,250.40 1,125.36 90.00% 18

    项目绩效总目
    标（20分）

    年初设定目标 全年实际完成情况 得分

    做好公园绿化管护，补种苗木，
    维护步道；加强巡查，保持园容
    整洁。

    做好了公园绿化管护，补种了
    苗木，维护了步道；园容整洁
    有待进一步提高。

    18.5

    项目
    年度
    绩效
    指标
    （60

    一级
    指标
    二级指标 指标名称 年初目标值（A）
    实际完成值
    （B）
    得分

    产出指
    标（30

    分）

    数量指标
    （20分）

    补种苗木数量
    （8分）
    ≥300株 320株 8.0

    公园巡查频次（4
    分）
    2次/周 2次/周 4.0
     公园设施（座椅、
    灯具）维护件数
    （8分）

    12万
    元
    12万
    元

    8



    17

    质量指标
    （10分）

    绿化管护考核分数
    （10分）
    ≥90分
    上半年≥90分，
    下半年未达到
    90分
    5.0

    效益
    指标

    社会效益
    指标

    改善居民休闲环境（10分） 明显改善 有所改善 8
    园内不发生安全 不发生 未发生 10
     （20
    分）

    （20分） （10分）

    满意度指
    标（10分）

    服务对象
    满意度指
    标（10分）

    游园群众满意度（10分） ≥90% 92.5% 10

    偏差大或
    目标未完成
    原因分析

    下半年巡查不足，考核分数未达到
    90分。

    改进措施及
    结果应用方案

    增加巡查人员。
    附件 3

    2023 年度另一项目自评结果
    """

  @Test func `fields, execution and goal of a project are read from broken lines`() throws {
    let form = try form(Self.weightsBehindNames)
    #expect(form.kind == .projectSelfEvaluation)
    #expect(form.title == "2023年度公园管护项目自评表")
    #expect(form.name == "公园管护")
    #expect(form.department == "示例区人民政府柳树街道办事处")
    #expect(form.unitName == "公共管理办")
    #expect(form.year == 2023)
    #expect(form.score == ExactDecimal("91.5"))
    #expect(form.attribute("填报日期") == "2024年1月20日")
    #expect(form.execution?.budget == ExactDecimal("1250.40"))
    #expect(form.execution?.actual == ExactDecimal("1125.36"))
    #expect(form.execution?.rate == ExactDecimal("90.00"))
    #expect(form.execution?.weight == 20)
    #expect(form.execution?.score == 18)
    let goal = try #require(form.goals.first)
    #expect(goal.weight == 20 && goal.score == ExactDecimal("18.5"))
    #expect(goal.text == "做好公园绿化管护，补种苗木，维护步道；加强巡查，保持园容整洁。")
    #expect(goal.resultText == "做好了公园绿化管护，补种了苗木，维护了步道；园容整洁有待进一步提高。")
    #expect(form.attribute("偏差大或目标未完成原因分析") == "下半年巡查不足，考核分数未达到90分。")
    #expect(form.attribute("改进措施及结果应用方案") == "增加巡查人员。")
  }

  @Test func `rows broken over lines and pages keep their cells`() throws {
    let rows = try form(Self.weightsBehindNames).indicators.map { row($0.indicator) }
    #expect(
      rows == [
        ["产出指标", "数量指标", "补种苗木数量", "8", "≥300株", "320株", "8.0"],
        ["产出指标", "数量指标", "公园巡查频次", "4", "2次/周", "2次/周", "4.0"],
        ["产出指标", "数量指标", "公园设施（座椅、灯具）维护件数", "8", "12万元", "12万元", "8"],
        ["产出指标", "质量指标", "绿化管护考核分数", "10", "≥90分", "上半年≥90分，下半年未达到90分", "5.0"],
        ["效益指标", "社会效益指标", "改善居民休闲环境", "10", "明显改善", "有所改善", "8"],
        ["效益指标", "社会效益指标", "园内不发生安全", "10", "不发生", "未发生", "10"],
        ["满意度指标", "服务对象满意度指标", "游园群众满意度", "10", "≥90%", "92.5%", "10"],
      ])
  }

  @Test func `weights of levels are kept with every row, also when a page break set them apart`() throws {
    let indicators = try form(Self.weightsBehindNames).indicators.map(\.indicator)
    #expect(indicators.map(\.level1Weight) == [30, 30, 30, 30, 20, 20, 10])
    #expect(indicators.map(\.level2Weight) == [20, 20, 20, 10, 20, 20, 10])
    #expect(indicators.map(\.id) == (1...7).map { "i\($0)" })
  }

  /// The national form: columns of weights and scores, reasons per row, several rows of money.
  static let national = """
    项目支出绩效自评表
    （2022年度）

    项目名称 示例镇委托业务

    主管部门 219-示例镇 实施单位 219001-示例镇人民政府

    项目资金
    （万元）

    年初预算数 全年预算数 全年执行数 分值 执行率 得分
    年度资金总额 90.00 89.974 89.974 10 100% 10
    其中：当年财政拨款 90.00 89.974 89.974 — 100% —
    上年结转资金 0 0 0 — — —

    年度总体目标

    预期目标 实际完成情况

    完成委托业务，保障镇区环境整洁。
    完成了委托业务，镇区环境整洁。

    绩效指标

    一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施

    产出指标 数量指标 委托业务数量 ≥5项 5项 15 15
    垃圾清运次数 ≥300次 280次 15 14 车辆检修，
    已增加车辆。
    质量指标 业务验收
    合格率 100% 100% 10 10 无
    时效指标 完成时间 12月底前 12月底前 10 10
    效益指标 社会效益指标 镇区环境
    改善程度 明显 明显 30 30
    满意度指标 服务对象满意度指标 群众满意度 ≥90% 95% 10 10

    总分 100 99
    """

  @Test func `a national form is read by its own columns`() throws {
    let form = try form(Self.national)
    #expect(form.name == "示例镇委托业务")
    #expect(form.year == 2022)
    #expect(form.department == "219-示例镇")
    #expect(form.score == 99)
    #expect(form.execution?.rows.count == 3)
    #expect(form.execution?.rows.map(\.source) == ["年度资金总额", "其中：当年财政拨款", "上年结转资金"])
    #expect(form.execution?.rows[1].weight == nil)
    #expect(form.execution?.budget == ExactDecimal("89.974"))
    #expect(form.execution?.weight == 10 && form.execution?.score == 10 && form.execution?.rate == 100)
    #expect(form.goals.first?.text == "完成委托业务，保障镇区环境整洁。")
    #expect(form.goals.first?.resultText == "完成了委托业务，镇区环境整洁。")
    #expect(
      form.indicators.map { row($0.indicator) } == [
        ["产出指标", "数量指标", "委托业务数量", "15", "≥5项", "5项", "15"],
        ["产出指标", "数量指标", "垃圾清运次数", "15", "≥300次", "280次", "14"],
        ["产出指标", "质量指标", "业务验收合格率", "10", "100%", "100%", "10"],
        ["产出指标", "时效指标", "完成时间", "10", "12月底前", "12月底前", "10"],
        ["效益指标", "社会效益指标", "镇区环境改善程度", "30", "明显", "明显", "30"],
        ["满意度指标", "服务对象满意度指标", "群众满意度", "10", "≥90%", "95%", "10"],
      ])
    #expect(form.indicators.map(\.indicator.reason) == [nil, "车辆检修，已增加车辆。", "无", nil, nil, nil])
  }

  @Test(.enabled(if: printedSeed("001") != nil))
  func `the four evaluations of a real final account are read whole`() throws {
    var content = DocumentContent()
    NarrativeReader.read(try #require(printedSeed("001")), into: &content)
    #expect(content.forms.map(\.indicators.count) == [29, 22, 85, 25])
    #expect(content.forms.map(\.score) == ["92", "93.5", "97.1", "95.5"].map { ExactDecimal($0) })
    for form in content.forms {
      let scores = form.indicators.compactMap(\.indicator.score).reduce(.zero, +)
      let goals = form.goals.compactMap(\.score).reduce(.zero, +)
      #expect(scores + goals + (form.execution?.score ?? .zero) == form.score)
      let weights = form.indicators.compactMap(\.indicator.weight).reduce(.zero, +)
      #expect(weights == (form.kind == .departmentSelfEvaluation ? 80 : 60))
      #expect(form.year == 2023)
    }
    #expect(content.forms.map { $0.goals.count } == [3, 1, 1, 1])
    #expect(content.forms[0].goals.map(\.weight) == [30, 30, 20])
    #expect(content.forms[2].goals[0].score == ExactDecimal("19.0"))
    let split = content.forms[1].indicators.map(\.indicator).first { $0.name == "河湖长制季度考核分数" }
    #expect(split?.actual == "二三季度≥90分，一四季度未达到90分")
    let late = content.forms[0].indicators.map(\.indicator).first { $0.name == "提升基层党建工作水平" }
    #expect(late?.weight == 3 && late?.level1Weight == 6)
  }
}
