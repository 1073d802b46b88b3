import Documents
import Model
import Testing

@testable import Forms

/// Recognised pages whose columns a line was drawn through: words stand in two cells, figures beside scraps.
@Suite struct TornCellTests {
  private static func forms(_ lines: [[String]]) throws -> [FormContent] {
    let text = lines.map { $0.joined(separator: "\t") }.joined(separator: "\n")
    return reader.read(try DocumentReader.read(Array(text.utf8), name: "表.txt")).content.forms
  }

  private static func department() throws -> FormContent {
    try #require(
      try forms([
        ["2023年部门整体支出绩效目标申报表"], [""],
        ["", "", "", "", "", "", "", "单位:万元"],
        ["部门(单", "=D >==-", ", po l 7", "", "", "", "", ""],
        ["位)名称", "示范市", "示范区", "养老服务局", "", "", "", ""],
        ["", "总", "体资金情况", "兄", "当年金额", "占比", "22 年", ""],
        ["", "", "财政", "拨款", "740. 5", "97.4%", "721.1", "741.2"],
        ["部门总体", "", "单位资金", "", "20", "2.6%", "78", "116"],
        ["资金情况", "", "合", ", , —", "", "100%", "799.1", "857.2"],
        ["", "", "人员类巧", "页目支出", "531.3", "69.9%", "524.4", "541.8"],
        ["", "-", "特定目标刻", "类项目支出", "229.2", "30.1%", "274.7", "315.4"],
        ["", "", "21F 名称", "支出项", "目类别", "项目 总预算", "项目本年 度预算", "项目主要支出方向和用 途"],
        ["", "老年", "食堂补助", "特定目", "标类", "95. 5", "95. 5", "食堂运行"],
        ["项目支出 情况", "", "适老化改造", "特定目标类 47.02", "", "", "47.02", "家庭改造"],
        ["", "", "口快养", "老服务", "系", "", "", ""], [""],
        ["长期目标┃完善养老服务体系,让老年人得到更好的服务。 1:"], [""],
        ["", "一级 指标", "二级指标", "三级指标", "指标值", "指标值确定依据"],
        ["", "产出指标", "数量指标", "新建食堂", "≥6个", "计划标准"], [""],
        ["2:"], [""],
        ["|推进适老化改造,提升居家长期目标】养老的安全。"], [""],
        ["", "一级 指标", "二级指标", "三级指标", "指标值", "指标值确定依据"],
        ["产出指标", "", "数量指标", "改造家庭", "≥80户", "计划标准"],
        ["长期目标", "加强养老护理员", "的培训。", "", "", ""],
        ["", "一级 指标", "二级指标", "三级指标", "指标值", "指标值确定依据"],
        ["", "产出指标", "数量指标", "培训护理员", "≥60人", "计划标准"],
      ]).first)
  }

  @Test func `the parts of income and spending keep their figures`() throws {
    let form = try Self.department()
    #expect(form.name == "示范市示范区养老服务局")
    #expect(form.income.map(\.item) == ["财政拨款", "单位资金", "合计"])
    #expect(form.income.map(\.amount) == [ExactDecimal("740.5"), 20, nil])
    #expect(form.income.map(\.share) == [ExactDecimal("97.4"), ExactDecimal("2.6"), 100])
    #expect(form.income.last?.history == [ExactDecimal("799.1"), ExactDecimal("857.2")])
    #expect(form.spending.map(\.item) == ["人员类项目支出", "特定目标类项目支出"])
    #expect(form.spending.map(\.amount) == [ExactDecimal("531.3"), ExactDecimal("229.2")])
    #expect(form.spending.first?.history == [ExactDecimal("524.4"), ExactDecimal("541.8")])
  }

  @Test func `projects under a torn head are whole, and what stands at their side is none of their names`() throws {
    let form = try Self.department()
    #expect(form.projects.map(\.name) == ["老年食堂补助", "适老化改造"])
    #expect(form.projects.map(\.category) == ["特定目标类", "特定目标类"])
    #expect(form.projects.map(\.total) == [ExactDecimal("95.5"), ExactDecimal("47.02")])
    #expect(form.projects.map(\.current) == [ExactDecimal("95.5"), ExactDecimal("47.02")])
  }

  @Test func `goals whose label ran into their text, or lost its number, keep their indicators`() throws {
    let form = try Self.department()
    #expect(form.goals.map(\.name) == ["长期目标1", "长期目标2", "长期目标3"])
    #expect(form.goals.map(\.term) == [.longTerm, .longTerm, .longTerm])
    #expect(form.goals.map(\.text) == ["完善养老服务体系,让老年人得到更好的服务。", "推进适老化改造,提升居家养老的安全。", "加强养老护理员的培训。"])
    #expect(form.goals.map { $0.indicators.map(\.name) } == [["新建食堂"], ["改造家庭"], ["培训护理员"]])
  }

  @Test func `a head of costs torn over rows is read, and figures only where they stand elsewhere too`() throws {
    let form = try #require(
      try Self.forms([
        ["2023年项目申报表(含绩效目标)"], [""],
        ["", "项目名称", "河道保洁", "", "项目编码", "/-42010599040T000000103 某局", "", ""],
        ["", "项目总预算", "刊作权由大加他红页", "27", "", "", "", ""],
        ["", "项目当年预算", "774.16", "", "", "", "", ""],
        ["", "", "项目支", "出明细测算", "", "", "", ""],
        ["口がつ", "活动内容", "支出经济", "", "", "依据", "", ""],
        ["项目活动", "表述", "分类", "金", "额", "测算依据及说明", "备", "注"],
        ["打捞", "水面保洁", "委托业务费", "774", "4.16", "按合同", "", ""],
        ["巡查", "日常巡查", "办公费", "12", "3.5", "按人数", "", ""],
        ["", "", "", "项", "目采购", "", "", ""],
        ["", "品名", "数", "量", "", "金额", "", ""],
        ["", "打捞船租赁", "4", "", "", "235", "", ""],
        ["", "一级 指标", "二级指标", "三级指标", "指标值", "指标值确定依据"],
        ["产出指标", "", "数量指标", "保洁河道", "≥6条", "计划标准"],
      ]).first)
    #expect(form.code == "42010599040T000000103")
    #expect(form.amounts.total == nil && form.amounts.current == ExactDecimal("774.16"))
    #expect(form.costs.map(\.activity) == ["打捞", "巡查"])
    #expect(form.costs.map(\.content) == ["水面保洁", "日常巡查"])
    #expect(form.costs.map(\.amount) == [ExactDecimal("774.16"), nil])
    #expect(form.costs.map(\.basis) == ["按合同", "按人数"])
    #expect(form.procurement.map(\.item) == ["打捞船租赁"] && form.procurement.map(\.amount) == [235])
  }

  @Test func `rows that end before the torn head does are read like others`() throws {
    let form = try #require(
      try Self.forms([
        ["2023年部门整体支出绩效目标申报表"], [""],
        ["部门（单位）名称", "示范区养老服务局", ""],
        ["", "", "", "", "项目名称", "支出项", "目类别", "项目总预算", "项目本年度预算"],
        ["甲"], ["", "", "", "", "食堂补助", "特定目", "标类", "95.5", "95.5"], ["乙", "丙"],
        ["", "一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "", "数量指标", "新建食堂", "≥6个"],
      ]).first)
    #expect(form.projects.map(\.name) == ["食堂补助"] && form.projects.map(\.category) == ["特定目标类"])
    #expect(form.indicators.count == 1)
  }

  @Test func `words that stand beside each other on purpose are not put together`() throws {
    let form = try #require(
      try Self.forms([
        ["2023年项目支出绩效目标申报表"], [""],
        ["项目名称", "河道保洁", "主管部门", "示范区水务局"],
        ["项目", "金额", "资金来源", "财政拨款"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "保洁河道", "≥6条"],
        ["效益指标", "社会效益指标", "居民满意", "≥90%"],
      ]).first)
    #expect(form.indicators.map(\.indicator.name) == ["保洁河道", "居民满意"])
    #expect(form.indicators.map(\.indicator.target) == ["≥6条", "≥90%"])
  }
}
