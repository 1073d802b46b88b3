import Documents
import Model
import Testing

@testable import Forms

/// Texts that keep the columns of a page by blanks, and texts in which narrow columns broke their words.
@Suite struct LaidOutTextTests {
  private static func forms(_ text: String) -> [FormContent] {
    reader.read(TextReader.read([UInt8](text.utf8), format: "txt")).content.forms
  }

  /// As a page of 13 columns of blanks: labels merged over rows stand between their lines.
  static let page = """
                                附件 2

                             项目支出绩效自评表
                                 （2023 年度）
    项目名称       河道保洁经费
    主管部门       示范区水务局                     实施单位         示范区河道管理所
                        年初预算数      全年预算数      全年执行数       分值      执行率       得分
               年度资金总额   185.00     172.36     168.42      10      97.71%    9.77
    项目资金（万元）
               其中：财政拨款   185.00     172.36     168.42      —       97.71%    —
               其他资金     0.00       0.00       0.00        —       0         —
               预期目标                           实际完成情况
    年度总体目标
               保洁河道 36 条，打捞漂浮物。                已保洁河道 36 条，水面干净。
               一级指标     二级指标     三级指标        年度指标值      实际完成值     分值     得分
                                   保洁河道条数       ≥36 条      36 条       20     20
                        数量指标
                                   打捞漂浮物次数      ≥240 次     252 次      20     20
               产出指标     质量指标     水面保洁达标率      ≥95%       96.5%      10     10
                        时效指标     任务按期完成率      100%       98%        10     9.8
    绩效指标       效益指标     生态效益指标   河道水质         有所改善       有所改善       20     19
               满意度指标    服务对象满意度指标  居民满意度       ≥90%       93%        10     10
    总分                                                               100    98.57
    """

  @Test func `texts far apart on their lines are cells, and blanks tell their columns`() throws {
    let form = try #require(Self.forms(Self.page).first)
    #expect(form.kind == .projectSelfEvaluation && form.name == "河道保洁经费" && form.year == 2023)
    #expect(form.department == "示范区水务局" && form.unitName == "示范区河道管理所")
    #expect(form.execution?.budget == ExactDecimal("172.36") && form.execution?.score == ExactDecimal("9.77"))
    let indicators = form.indicators.map(\.indicator)
    #expect(indicators.map(\.name) == ["保洁河道条数", "打捞漂浮物次数", "水面保洁达标率", "任务按期完成率", "河道水质", "居民满意度"])
    #expect(indicators.map(\.target) == ["≥36条", "≥240次", "≥95%", "100%", "有所改善", "≥90%"])
    #expect(indicators.map(\.actual) == ["36条", "252次", "96.5%", "98%", "有所改善", "93%"])
    #expect(indicators.map(\.weight) == [20, 20, 10, 10, 20, 10])
    #expect(indicators.suffix(3).map(\.level2) == ["时效指标", "生态效益指标", "服务对象满意度指标"])
  }

  @Test func `units and dates that a narrow column broke off go back to their figures`() throws {
    let text = """
      项目支出绩效目标表
      项目名称
      草原围栏建设
      一级指标 二级指标 三级指标
      年度
      指标值
      产出指标 数量指标 围栏建设面积
      ≥1.2万
      亩
      时效指标 工程完成时间
      2024年11月
      30日前
      满意度
      指标
      服务对象
      满意度指标
      牧民满意度 ≥90%
      """
    let indicators = try #require(Self.forms(text).first).indicators.map(\.indicator)
    #expect(indicators.map(\.name) == ["围栏建设面积", "工程完成时间", "牧民满意度"])
    #expect(indicators.map(\.target) == ["≥1.2万亩", "2024年11月30日前", "≥90%"])
  }

  @Test func `heads of classes over columns make no form`() {
    let text = "资金绩效目标表\n项目单位\t产出指标\t效益指标\n质量指标\t数量指标\t时效指标\t社会效益指标\n甲镇\t100%\t2个\t100%\t改善\n"
    #expect(Self.forms(text).allSatisfy { $0.indicators.isEmpty })
  }

  @Test func `indicators without targets in a text whose order is lost are doubtful`() throws {
    let text = """
      项目支出绩效目标表
      项目名称
      甲工程
      一级指标 二级指标 三级指标 指标值
      产出指标
      数量指标
      里程
      质量指标
      合格率
      时效指标
      及时率
      ≥3公里
      """
    let reading = reader.read(TextReader.read([UInt8](text.utf8), format: "txt"))
    #expect(try #require(reading.content.forms.first).indicators.count >= 3)
    #expect(!reading.doubts.isEmpty && reading.doubts.allSatisfy { $0.path != nil })
    #expect(Self.forms(FlattenedTextTests.selfEvaluation.title).isEmpty)
  }
}
