import Documents
import Model
import Testing

@testable import Forms

/// Further layouts, seen in one province or another.
@Suite struct ProvinceLayoutTests {
  @Test func `a list under units with goal and content of each indicator`() throws {
    let table = """
      单位名称、项目名称 | 项目年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 指标属性 | 指标内容
      示范县教育局 |  |  |  |  |  |  |  |  |
      营养餐补助 | 保障学生用餐。 | 产出指标 | 数量指标 | 受益学生人数 | >= | 3200 | 人 | 定量指标 | 反映受益面
      ^ | ^ | 效益指标 | 社会效益指标 | 学生体质 | = | 改善 |  | 定性指标 | 反映效果
      校舍维修 | 维修校舍。 | 产出指标 | 数量指标 | 维修面积 | >= | 1500 | 平方米 | 定量指标 | 反映产出
      """
    for document in TablePicture(table).documents(title: "项目支出绩效目标表") {
      let forms = reader.read(document).content.forms
      #expect(forms.map(\.name) == ["营养餐补助", "校舍维修"])
      #expect(forms.map { $0.goals.first?.text } == ["保障学生用餐。", "维修校舍。"])
      #expect(forms.first?.indicators.map(\.indicator.target) == ["≥3200人", "改善"])
      #expect(forms.first?.indicators.first?.indicator.definition == "反映受益面")
    }
  }

  @Test func `indicators without level heads`() throws {
    let form = try OtherLayoutTests.form(
      """
      项目名称 | 法律援助 | < | 主管部门 | 示范区司法局
      当年预算 | 45.6 | < | 实施单位 | 法律援助中心
      绩效目标 | 提供法律援助。 | < | < | <
      绩效指标 | 指标 | 指标权重 | 计量单位 | 指标值
      ^ | 援助案件数 | 30 | 件 | ≥200
      ^ | 群众满意度 | 20 | % | ≥90
      """, "2022年项目绩效目标表")
    #expect(form.indicators.map(\.indicator.target) == ["≥200件", "≥90%"])
    #expect(form.indicators.map(\.indicator.weight) == [30, 20])
    #expect(form.amounts.current == ExactDecimal("45.6"))
  }

  @Test func `half-year and whole-year targets`() throws {
    let form = try OtherLayoutTests.form(
      """
      部门名称 | 示范市文旅局 | < | < | <
      年度目标 | 繁荣文化。 | < | < | <
      一级指标 | 二级指标 | 三级指标 | 指标值 | <
      ^ | ^ | ^ | 半年 | 全年
      产出指标 | 数量指标 | 演出场次 | 20场 | 45场
      效益指标 | 社会效益指标 | 观众人次 | ≥2万 | ≥5万
      """, "部门整体绩效目标申报表（2023年度）")
    #expect(form.kind == .departmentGoal && form.name == "示范市文旅局")
    #expect(form.indicators.map(\.indicator.target) == ["45场", "≥5万"])
  }

  @Test func `labels of money over their figures`() throws {
    let form = try OtherLayoutTests.form(
      """
      项目名称 | 森林防火 | < | <
      项目资金（万元） | 资金总额 | 财政拨款 | 其他资金
      ^ | 88.8 | 80 | 8.8
      绩效目标 | 减少火灾 | < | <
      一级指标 | 二级指标 | 三级指标 | 指标值
      产出指标 | 数量指标 | 巡护次数 | ≥360次
      """, "项目支出绩效目标表（2024年度）")
    #expect(form.amounts.current == ExactDecimal("88.8"))
    #expect(form.funding.map(\.amount) == [80, ExactDecimal("8.8")])
  }

  @Test func `a form that gives weights before targets and results before scores`() throws {
    let form = try OtherLayoutTests.form(
      """
      项目名称 | 公厕管护 | < | < | < | < | <
      自评得分 | 97 | < | 自评等级 | 优 | < | <
      一级指标 | 分值 | 二级指标 | 三级指标 | 指标值 | 全年完成值 | 得分
      产出指标 | 50 | 数量指标 | 管护公厕 | 26座 | 26座 | 50
      效益指标 | 40 | 社会效益指标 | 投诉件数 | ≤5件 | 6件 | 37
      """, "示范区项目支出绩效自评表（2023年度）")
    #expect(form.score == 97 && form.attribute("自评等级") == "优")
    #expect(form.indicators.map(\.indicator.weight) == [50, 40])
    #expect(form.indicators.map(\.indicator.actual) == ["26座", "6件"])
  }

  @Test func `broken lines inside cells do not break labels, levels or numbers`() throws {
    let rows: [[String]] = [
      ["项目\n名称", "城区\n亮化", "项目编\n码", "3301\n2400 0T1"], ["项目 总预算", "1,2\n00.50", "项目当\n年预算", "1，200.50万元"],
      ["一级\n指标", "二级\n指标", "三级\n指标", "指标\n值"], ["产出\n指标", "数量\n指标", "路灯数\n量", "≥3\n00盏"],
    ]
    let table = Document.Table(
      rows: rows.enumerated().map { row, cells in
        cells.enumerated().map { Document.Cell($1, column: $0, at: .init(row: row, column: $0)) }
      }, grid: .exact, at: .init())
    let document = Document(blocks: [.paragraph(.init("绩效目标申报表", at: .init())), .table(table)], format: "docx")
    let form = try #require(reader.read(document).content.forms.first)
    #expect(form.name == "城区亮化" && form.code == "330124000T1")
    #expect(form.amounts.total == ExactDecimal("1200.5") && form.amounts.current == ExactDecimal("1200.5"))
    #expect(form.indicators.first?.indicator.target == "≥300盏" && form.indicators.first?.indicator.name == "路灯数量")
  }

  @Test func `a form with weights in heads, labels and names`() throws {
    let form = try OtherLayoutTests.form(
      """
      单位名称（盖章）：示范街道办事处 填报日期：2024年1月31日 | < | < | < | < | <
      自评得分 | 95.5 | < | < | < | <
      项目名称 | 应急机动 | < | < | < | <
      主管部门 | 示范街道办事处 | < | 项目实施单位 | 公共管理办 | <
      预算执行情况（20分） |  | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率）
      ^ | 年度财政资金总额 | 460 | 437 | 95% | 19
      项目绩效总目标（20分） | 年初设定目标 | < | 全年实际完成情况 | < | 得分
      ^ | 及时处置突发事件 | < | 已及时处置 | < | 19
      项目年度绩效指标（60分） | < | < | < | < | <
      一级指标（分） | 二级指标（分） | 指标名称（分） | 年初目标值（A） | 实际完成值（B） | 得分
      产出指标（40分） | 数量指标（20分） | 应急演练次数（12.5分） | ≥4次 | 5次 | 12.5
      ^ | ^ | 值守天数（7.5分） | 365天 | 365天 | 7.5
      ^ | 质量指标（20分） | 处置率（20分） | 100% | 100% | 20
      效益指标（20分） | 社会效益指标（20分） | 社会稳定（20分） | 稳定 | 基本稳定 | 17.5
      偏差大或目标未完成原因分析 | 个别处置不够及时 | < | < | < | <
      改进措施及结果应用方案 | 加强值守 | < | < | < | <
      """, "2023年度应急机动项目自评表")
    #expect(form.score == ExactDecimal("95.5") && form.name == "应急机动" && form.unitName == "公共管理办")
    #expect(form.execution?.budget == 460 && form.execution?.score == 19 && form.execution?.weight == 20)
    let goal = try #require(form.goals.first)
    #expect(goal.weight == 20 && goal.score == 19 && goal.resultText == "已及时处置")
    #expect(goal.name == "项目绩效总目标")
    let indicators = form.indicators.map(\.indicator)
    #expect(indicators.map(\.name) == ["应急演练次数", "值守天数", "处置率", "社会稳定"])
    #expect(indicators.map(\.weight) == [ExactDecimal("12.5"), ExactDecimal("7.5"), 20, 20])
    #expect(indicators[1].level2 == "数量指标" && indicators[1].level2Weight == 20 && indicators[3].level1Weight == 20)
    #expect(form.attribute("改进措施及结果应用方案") == "加强值守")
  }
}
