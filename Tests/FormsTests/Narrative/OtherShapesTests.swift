import Forms
import Model
import Testing

private func form(_ text: String) throws -> FormContent {
  var content = DocumentContent()
  NarrativeReader.read(printed(text), into: &content)
  return try #require(content.forms.count == 1 ? content.forms.first : nil)
}

private func rows(_ form: FormContent) -> [String] {
  form.indicators.map { entry in
    let indicator = entry.indicator
    let cells = [
      indicator.level2, indicator.name, indicator.weight?.description, indicator.target, indicator.actual,
      indicator.score?.description,
    ]
    return cells.map { $0 ?? "·" }.joined(separator: " ")
  }
}

/// Shapes that other places print.
@Suite struct OtherShapesTests {
  @Test func `goals that share the heads above stand between their rows`() throws {
    let form = try form(
      """
      2022年度示例局部门整体绩效自评表

      单位名称 示例区示例局

      基本支出总额 120.50 项目支出总额 300

      预算执行情况（万元）
      （20分）

      预算数（A） 执行数（B） 执行率（B/A） 得分（20分*执行率）

      部门整体支出总额

      450.50 420.50 93.34% 18.67

      一级指标 二级指标 三级指标 年初目标值（A） 实际完成值（B） 得分

      年度绩效目标1（40分）

      产出指标 数量指标 培训场次（20分） ≥4场 5场 20
      质量指标 培训合格率（10分） ≥95% 96% 10
      效益指标 社会效益指标 业务水平（10分） 提升 提升 9

      年度绩效目标2（40分）

      产出指标 时效指标 补助发放及时率（30分） 100% 100% 30
      满意度指标 服务对象满意度指标 群众满意度（10分） ≥90% 91% 10

      总分 97.67
      """)
    #expect(form.kind == .departmentSelfEvaluation && form.name == "示例区示例局")
    #expect(form.execution?.score == ExactDecimal("18.67") && form.score == ExactDecimal("97.67"))
    #expect(form.goals.map(\.name) == ["年度绩效目标1", "年度绩效目标2"])
    #expect(form.goals.map(\.weight) == [40, 40])
    #expect(form.goals.map(\.indicators.count) == [3, 2])
    #expect(
      rows(form) == [
        "数量指标 培训场次 20 ≥4场 5场 20", "质量指标 培训合格率 10 ≥95% 96% 10", "社会效益指标 业务水平 10 提升 提升 9",
        "时效指标 补助发放及时率 30 100% 100% 30", "服务对象满意度指标 群众满意度 10 ≥90% 91% 10",
      ])
  }

  @Test func `signs and units in columns of their own belong to the target`() throws {
    let form = try form(
      """
      部门预算项目支出绩效自评表(2023年度)

      项目名称 示例设备购置

      主管部门 示例县示例局 实施单位 示例县示例局

      预算执行情况(10分) 年初预算 调整后预算数 预算执行数 预算执行率 权重 得分

      总额 0.00 3.36 3.36 100.00% 10 10

      绩效指标(90分) 一级指标 二级指标 三级指标 指标性质 指标值 度量单位 完成值 权重 得分 未完成原因分析

      产出指标 数量指标 购置设备数量 = 13 台 13 40 40
      质量指标 验收合格率 ≥ 95 % 100 30 30
      效益指标 社会效益指标 办公条件 定性 改善 明显改善 20 18

      合计 100 98
      """)
    #expect(form.year == 2023 && form.score == 98)
    #expect(form.execution?.budget == ExactDecimal("3.36") && form.execution?.rows.first?.initial == 0)
    #expect(form.execution?.weight == 10 && form.execution?.score == 10)
    #expect(
      rows(form) == [
        "数量指标 购置设备数量 40 =13台 13 40", "质量指标 验收合格率 30 ≥95% 100 30", "社会效益指标 办公条件 20 改善 明显改善 18",
      ])
  }

  @Test func `blank cells and placeholders leave the other rows alone`() throws {
    let form = try form(
      """
      项目支出绩效自评表

      项目名称 示例改造

      年度资金总额 年初预算数 全年预算数 全年执行数 分值 执行率 得分
      43.2 43.2 37.24 10 86% 9

      一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施

      产出指标

      数量指标

      改造面积

      1200平方米

      1200平方米

      20

      20

      指标2

      ……

      质量指标

      工程验收合格率

      100%

      100%

      30

      30

      效益指标

      社会效益指标

      居住环境

      明显改善

      30

      满意度指标

      服务对象满意度指标

      居民满意度

      ≥90%

      95%

      10

      10
      """)
    #expect(
      rows(form) == [
        "数量指标 改造面积 20 1200平方米 1200平方米 20", "质量指标 工程验收合格率 30 100% 100% 30", "社会效益指标 居住环境 30 明显改善 · ·",
        "服务对象满意度指标 居民满意度 10 ≥90% 95% 10",
      ])
  }

  @Test func `a whole form in one line is read`() throws {
    let form = try form(
      "附件: 项目支出绩效自评表 (2022年度) 项目名称 示例委托项目 主管部门 219-示例镇人民政府 实施单位 219001-示例镇人民政府 项目资金 (万元) "
        + "年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额: 90 89.974 89.974 10 100% 10 其中:本年财政拨款 90 89.974 89.974 "
        + "上年结转资金 其他资金 年度总体目标 预期目标 实际完成情况 完成设计、审计、测绘。 完成了设计、审计、测绘。 绩效指标 一级指标 二级指标 三级指标 "
        + "年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施 产出指标(50分) 数量指标 委托项目数量 ≥50个 50 20 20 质量指标 报告合格率 ≥100百分比 100 20 20 "
        + "时效指标 提交报告及时性 在计划时间内完成 达成预期指标 10 10 效益指标(30分) 社会效益指标 对市场公平的影响程度 效果明显 达成预期指标 30 30 "
        + "满意度指标(10分) 服务对象满意度指标 公众满意度 ≥90% 92% 10 9 总分 100 99")
    #expect(form.title == "项目支出绩效自评表(2022年度)" && form.year == 2022)
    #expect(form.name == "示例委托项目" && form.unitName == "219001-示例镇人民政府")
    #expect(form.execution?.rows.map(\.source) == ["年度资金总额", "其中:本年财政拨款"])
    #expect(form.goals.first?.text == "完成设计、审计、测绘。" && form.goals.first?.resultText == "完成了设计、审计、测绘。")
    #expect(
      rows(form) == [
        "数量指标 委托项目数量 20 ≥50个 50 20", "质量指标 报告合格率 20 ≥100百分比 100 20",
        "时效指标 提交报告及时性 10 在计划时间内完成 达成预期指标 10", "社会效益指标 对市场公平的影响程度 30 效果明显 达成预期指标 30",
        "服务对象满意度指标 公众满意度 10 ≥90% 92% 9",
      ])
    #expect(form.score == 99)
  }

  @Test func `levels with names of their own place are told by their weights`() throws {
    let form = try form(
      """
      示例街道项目自评表

      项目名称 示例

      预算执行情况 预算数 执行数 执行率 得分
      10 10 100% 20

      年度绩效指标（80分） 一级指标 二级指标 指标名称 目标值 完成值 得分

      履职情况
      （80分）

      工作成效
      （50分）

      走访企业数量
      （20分）
      ≥50家 60家 20

      办结时限（30分） 5个工作日 5个工作日 30

      群众评价
      （30分）

      来访群众满意率（30分） ≥95% 97% 30
      """)
    #expect(form.indicators.map(\.indicator.level1) == ["履职情况", "履职情况", "履职情况"])
    #expect(
      rows(form) == ["工作成效 走访企业数量 20 ≥50家 60家 20", "工作成效 办结时限 30 5个工作日 5个工作日 30", "群众评价 来访群众满意率 30 ≥95% 97% 30"])
  }

  @Test func `lines that only speak of a self-evaluation form are none`() {
    var content = DocumentContent()
    NarrativeReader.read(
      printed("见《项目自评表》。\n\n项目自评表\n\n项目名称 示例\n\n一级指标设置合理，得分较高，实际完成值达到年初目标值。"), into: &content)
    #expect(content.forms.isEmpty)
  }
}
