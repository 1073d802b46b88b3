import Documents
import Model
import Testing

@testable import Forms

/// Money and goals of forms as provinces print them.
@Suite struct MoneyPartTests {
  private static func form(_ title: String, _ picture: String) throws -> FormContent {
    try #require(reader.read(TablePicture(picture).exactDocument(title: title)).content.forms.first)
  }

  @Test func `sources under a label of money count whatever they are called`() throws {
    let form = try Self.form(
      "2024年专项债券项目绩效目标申报表",
      """
      项目名称 | 城乡供水工程 | < | <
      项目资金（万元） | 项目总投资 | 36000 | <
      ^ | 其中：专项债券资金 | 20000 | <
      ^ | 供水公司配套 | 16000 | <
      总体目标 | 实施期目标（2024年—2026年） | < | 年度目标
      ^ | 新建水厂2座。 | < | 完成土建工程。
      一级指标 | 二级指标 | 三级指标 | 指标值
      产出指标 | 数量指标 | 新建水厂 | 2座
      """)
    #expect(form.amounts.total == 36000)
    #expect(form.funding.map(\.source) == ["其中：专项债券资金", "供水公司配套"])
    #expect(form.funding.map(\.amount) == [20000, 16000])
    #expect(form.goals.map(\.term) == [.longTerm, .annual] && form.attributes.isEmpty)
  }

  @Test func `a label that no template knows does not run into the value before it`() throws {
    let form = try Self.form(
      "2022年度项目绩效目标自评表",
      """
      项目名称 | 就业平台 | 自评总分 | 97.6
      主管部门 | 示范区人社局 | 财政处室 | 社保科
      一级指标 | 二级指标 | 三级指标 | 全年完成值
      产出指标 | 数量指标 | 站点 | 36个
      """)
    #expect(form.department == "示范区人社局" && form.attribute("财政处室") == "社保科")
  }

  @Test func `tasks end where the money of the department begins`() throws {
    let form = try Self.form(
      "部门（单位）整体绩效目标表（2024年度）",
      """
      部门（单位）名称 | 示范市文旅局 | < | <
      年度履职目标 | 繁荣文艺创作。 | < | <
      年度主要任务 | 任务名称 | 主要内容 | <
      ^ | 公共文化服务 | 送戏下乡 | <
      ^ | 文物保护 | 安全巡查 | <
      预算情况 | 部门预算总额（万元） | 4568.30 | <
      ^ | 1、资金来源：（1）政府预算资金 | 4500.30 | <
      ^ | （2）单位资金 | 68.00 | <
      一级指标 | 二级指标 | 三级指标 | 指标值
      产出指标 | 履职目标实现 | 送戏场次 | ≥260场
      """)
    #expect(form.projects.map(\.name) == ["公共文化服务", "文物保护"])
    #expect(form.amounts.current == ExactDecimal("4568.3"))
    #expect(form.funding.map(\.source) == ["（1）政府预算资金", "（2）单位资金"])
    #expect(form.goals.first?.text == "繁荣文艺创作。")
  }

  @Test func `a list of projects under two layers of heads is one form each`() throws {
    let picture = """
      单位名称 | 项目名称 | 预算数 | 年度目标 | 绩效指标 | < | < | <
      ^ | ^ | ^ | ^ | 一级指标 | 二级指标 | 三级指标 | 指标值
      201-示范市科技局 | 科普活动 | 35 | 办好科普讲座。 | 产出指标 | 数量指标 | 讲座场次 | ≥20场
      ^ | ^ | ^ | ^ | 效益指标 | 社会效益指标 | 科学素质 | 提升
      ^ | 创新券补助 | 120 | 兑付创新券。 | 产出指标 | 数量指标 | 补助企业 | ≥40家
      """
    let forms = reader.read(TablePicture(picture).exactDocument(title: "部门预算项目绩效目标表")).content.forms
    #expect(forms.map(\.name) == ["科普活动", "创新券补助"] && forms.map(\.amounts.current) == [35, 120])
    #expect(forms.map { $0.indicators.count } == [2, 1])
    #expect(forms.map { $0.goals.first?.text } == ["办好科普讲座。", "兑付创新券。"])
  }

  @Test func `a whole goal beside one of the year is one for all years, and yuan are yuan`() throws {
    let form = try Self.form(
      "财政项目支出绩效目标申报表（2024年度）",
      """
      项目名称： | 住房修缮 | 项目类别： | 经常性专项
      项目总预算（元）： | 25,680,000.00 | 项目当年预算（元）： | 12,840,000.00
      项目总目标： | 修缮36万平方米。 | < | <
      年度绩效目标： | 修缮18万平方米。 | < | <
      一级目标 | 二级目标 | 三级目标 | 指标目标值
      产出目标 | 数量 | 修缮面积 | ≥18万平方米
      效果目标 | 满意度 | 居民满意度 | ≥90%
      """)
    #expect(form.moneyUnit == .yuan && form.amounts.current == 12_840_000)
    #expect(form.goals.map(\.term) == [.longTerm, .annual])
    #expect(form.goals.map { $0.indicators.count } == [0, 2])
  }
}
