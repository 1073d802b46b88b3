import Forms
import Model
import TestSupport
import Testing

private func statements(_ text: String) -> [String] {
  var content = DocumentContent()
  NarrativeReader.read(printed(text), into: &content)
  return content.statements.map { "\($0.subject) \($0.value)\($0.unit)" }
}

@Suite struct StatementTests {
  static let report = """
    # 示例区 2023 年预算绩效工作情况

    ## 一、2023 年开展情况

    一是编制目标。组织全区 42 家预算部门编制绩效目标，依据《某某办法》（2021）12 号文件，实现自评覆盖率 100%，对 60 分以下的 3 家单位约谈。

    二是重点评价。对污水处理等 8 个重点项目开展财政重点评价，涉及近 20 家单位，资金 5 多亿元，全年共压减资金 1,320.5 万元。

    ## 二、2024 年工作思路

    力争对 30 个项目开展评价，指标完成率不低于 95%，并组织 100 家单位参加绩效培训工作。

    2024年项目绩效目标申报表

    项目总预算 500 万元，比上年增加 20 万元，共有 12 个单位参加本项目的建设情况说明。
    """

  @Test func `figures of the work done are read, not those of plans, limits and forms`() {
    #expect(
      statements(Self.report) == [
        "编制绩效目标的预算部门 42家", "自评覆盖率 100%", "单位 3家", "财政重点评价项目 8个", "财政重点评价涉及单位 20家",
        "财政重点评价涉及资金 5亿元", "压减资金 1320.5万元",
      ])
  }

  @Test func `the place of a statement is its chapter and its clause`() {
    var content = DocumentContent()
    NarrativeReader.read(printed(Self.report), into: &content)
    #expect(content.statements.first?.context == "2023年开展情况·组织全区42家预算部门编制绩效目标")
  }

  /// The report ahead of a form; the form itself is the one of `SelfEvaluationLinesTests`.
  static let evaluation = """
    附件 2

    2023 年度公园管护项目绩效评价自评结果

    一、项目绩效评价自评报告

    （一）自评结论

    1、自评得分

    2023 年度公园管护项目（以下简称“本项目”）自评得分

    91.5 分。其中预算执行情况 20 分，自评得分 18 分；当年年

    度目标 80 分，自评得分 73.5 分。

    2、绩效目标完成情况

    （1）执行率情况

    2023 年本项目预算资金为 1250.40 万元，执行数为 1125.36

    万元，预算执行率 90%。

    （2）完成的绩效目标

    本项目绩效评价共设置 7个三级指标，完成的绩效指标有

    5 个，完成指标占比 71.43%。

    （3）未完成的绩效目标

    有 2项绩效指标未完成：“绿化管护考核分数”年度目标值

    为≥90分，下半年未达到 90分。

    表 1.1未完成指标分析表
    目标 指标名称 目标值 完成值 未完成原因

    绿化管护考核分数
    90 分 60 分

    3、存在的问题和原因

    巡查不足，全年仅 12 个项目有记录。

    """

  @Test func `the report of an evaluation states its scores, money and counts`() {
    #expect(
      statements(Self.evaluation + SelfEvaluationLinesTests.weightsBehindNames) == [
        "公园管护项目自评得分 91.5分", "预算执行情况 20分", "预算执行情况自评得分 18分", "年度目标 80分", "年度目标自评得分 73.5分",
        "公园管护项目预算资金 1250.40万元", "执行数 1125.36万元", "预算执行率 90%", "三级指标 7个", "完成的绩效指标 5个", "完成指标占比 71.43%",
        "未完成的绩效指标 2项",
      ])
  }

  @Test(.enabled(if: printedSeed("000") != nil))
  func `a real work report yields its six figures`() {
    var content = DocumentContent()
    if let document = printedSeed("000") { NarrativeReader.read(document, into: &content) }
    #expect(content.statements.map(\.value) == [69, 100, 6, 50, 12, 1929])
    #expect(content.statements.map(\.unit) == ["家", "%", "个", "家", "亿元", "万元"])
  }

  @Test(.enabled(if: printedSeed("001") != nil))
  func `real reports of evaluations state how many indicators were reached`() throws {
    var content = DocumentContent()
    NarrativeReader.read(try #require(printedSeed("001")), into: &content)
    func values(_ subject: String) -> [String] {
      content.statements.filter { $0.subject == subject }.map(\.value.description)
    }
    #expect(values("三级指标") == ["29", "22", "85", "25"])
    #expect(values("完成的绩效指标") == ["24", "19", "76", "24"])
    #expect(values("完成指标占比") == ["82.76", "86.36", "89.41", "96"])
    #expect(values("未完成的绩效指标") == ["5", "3", "9", "1"])
  }
}
