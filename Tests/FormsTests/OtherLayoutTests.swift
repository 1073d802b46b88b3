import Documents
import Model
import Testing

@testable import Forms

/// Layouts that no template describes: only the words of the trade carry the reading.
@Suite struct OtherLayoutTests {
  static func form(_ picture: String, _ title: String, at index: Int = 0) throws -> FormContent {
    let documents = TablePicture(picture).documents(title: title)
    let forms = documents.map { reader.read($0).content.forms }
    for (number, other) in forms.enumerated() {
      #expect(other.count == 1, "flattening \(number)")
      #expect(
        other.first?.json(.contract).canonicalText == forms[0].first?.json(.contract).canonicalText,
        "flattening \(number)")
    }
    return try #require(forms[index].first)
  }

  /// 一级 heads with weights in columns of their own, no goals table, the sum row called 合计.
  @Test func `weights beside the level heads do not become indicators`() throws {
    let form = try Self.form(
      """
      项目名称 | 校园安保 | < | < | 负责人及电话 | 张示例80000000 | < | <
      主管部门 | 示范县教育局 | < | < | 实施单位 | 示范县第一小学 | < | <
      项目预算执行情况（万元） | 预算数： | 20 | < | 执行数： | 19.8 | < | <
      ^ | 其中：财政拨款 | 20 | < | 其中：财政拨款 | 19.8 | < | <
      ^ | 其他资金 | 0 | < | 其他资金 | 0 | < | <
      年度目标完成情况 | 预期目标 | < | < | 目标实际完成情况 | < | < | <
      ^ | 保障校园安全 | < | < | 全年无安全事故 | < | < | <
      年度绩效指标完成情况 | 一级指标 | 二级指标 | 三级指标 | 预期指标值 | 实际完成指标值 | 分值 | 自评得分
      ^ | 产出指标 | 数量指标 | 安保人数 | 6人 | 6人 | 30 | 30
      ^ | 效益指标 | 社会效益指标 | 安全事故 | 0起 | 0起 | 40 | 40
      ^ | 满意度指标 | 满意度指标 | 家长满意度 | ≥95% | 97% | 20 | 20
      合计 | < | < | < | < | < | 90 | 90
      """, "2021年度项目绩效目标自评表")
    #expect(form.kind == .projectSelfEvaluation && form.score == 90)
    #expect(form.contacts.first?.value == "张示例80000000")
    #expect(form.indicators.map(\.indicator.actual) == ["6人", "0起", "97%"])
    #expect(form.execution?.budget == 20 && form.execution?.actual == ExactDecimal("19.8"))
    #expect(form.goals.first?.resultText == "全年无安全事故")
  }

  @Test func `a department self-evaluation with income beside spending`() throws {
    let form = try Self.form(
      """
      预算单位名称 | 示范市司法局 | < | < | < | < | < | <
      年度预算申请（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
      ^ | 年度资金总额 | 800.5 | 820 | 810 | 10 | 98.78% | 9.88
      年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
      ^ | 推进依法行政 | < | < | 已完成 | < | < | <
      绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
      ^ | 产出指标 | 数量指标 | 普法宣传 | 12场 | 14场 | 50 | 50
      ^ | 效益指标 | 社会效益指标 | 依法行政水平 | 提升 | 提升 | 40 | 38
      总分 | < | < | < | < | < | 100 | 97.88
      """, "示范市2022年度部门整体支出绩效自评表")
    #expect(form.kind == .departmentSelfEvaluation && form.name == "示范市司法局")
    #expect(form.execution?.budget == 820 && form.execution?.score == ExactDecimal("9.88"))
    #expect(form.score == ExactDecimal("97.88") && form.indicators.count == 2)
  }

  @Test func `colons at labels, remarks in heads and a unit line of its own`() throws {
    let form = try Self.form(
      """
      单位：元 | < | < | <
      项目名称： | 公园绿地养护 | 项目编码： | 3702 0022 T000 0001
      预算部门： | 示范市园林局 | 项目负责人： | 李示例
      计划开始日期： | 2023-01-01 | 计划完成日期： | 2023-12-31
      项目资金总额： | 1,350,000.00 | 年度资金申请总额： | 1,350,000.00
      其中：财政资金 | 1,350,000.00 | 其中：当年财政拨款 | 1,350,000.00
      项目总目标： | 绿地完好 | < | <
      年度总体目标： | 养护合格 | < | <
      一级指标 | 二级指标 | 三级指标 | 指标目标值
      产出目标 | 数量 | 养护面积 | ≥9万平方米
      ^ | 质量 | 养护合格率 | ≥95%
      效果目标 | 社会效益 | 游客投诉 | ≤5起
      影响力目标 | 长效管理 | 养护制度 | 健全
      """, "项目支出绩效目标申报表（2023年度）")
    #expect(form.code == "37020022T0000001" && form.moneyUnit == .yuan && form.department == "示范市园林局")
    #expect(form.amounts.total == 1_350_000 && form.amounts.current == 1_350_000)
    #expect(form.indicators.map(\.indicator.level2) == ["数量", "质量", "社会效益", "长效管理"])
    #expect(form.contacts.map(\.value) == ["李示例"])
  }

  @Test func `an indicator table with the content of the indicator as third level`() throws {
    let form = try Self.form(
      """
      填报单位（盖章） | 示范县农业局 | < | < | <
      项目名称 | 良种推广 | < | 项目属性 | 新增项目
      主管部门 | 示范县农业农村局 | < | 主管部门编码 | 312
      项目起止时间 | 2020年1月至2020年12月 | < | < | <
      项目资金申请 | 资金总额： | 60万元 | < | <
      ^ | 财政拨款： | 60万元 | < | <
      项目概况 | 推广优良品种 | < | < | <
      项目绩效目标 | 长期目标 | < | 年度目标 | <
      ^ | 全县良种覆盖 | < | 推广2万亩 | <
      长期绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值
      ^ | 产出指标 | 数量指标 | 推广面积 | 10万亩
      ^ | 效益指标 | 经济效益指标 | 亩均增收 | 200元
      年度绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值
      ^ | 产出指标 | 数量指标 | 推广面积 | 2万亩
      ^ | 效益指标 | 经济效益指标 | 亩均增收 | 120元
      """, "示范县财政支出项目绩效目标申报表\n（2020年度）")
    #expect(form.goals.map(\.term) == [.longTerm, .annual])
    #expect(form.goals.map(\.text) == ["全县良种覆盖", "推广2万亩"])
    #expect(form.goals.map { $0.indicators.map(\.target) } == [["10万亩", "200元"], ["2万亩", "120元"]])
    #expect(form.amounts.current == 60)
  }

  @Test func `a national transfer form with money by level of government`() throws {
    let form = try Self.form(
      """
      专项名称 | 普惠养老补助 | < | < | <
      中央主管部门 | 民政部 | < | < | <
      省级财政部门 | 示范省财政厅 | 省级主管部门 | 示范省民政厅 | <
      资金情况（万元） | 年度金额： | < | 500 | <
      ^ | 其中：中央补助 | < | 300 | <
      ^ | 地方资金 | < | 200 | <
      年度目标 | 新增养老床位。 | < | < | <
      绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
      ^ | 产出指标 | 数量指标 | 新增床位 | ≥400张
      ^ | ^ | 成本指标 | 床均补助 | ≤1.25万元
      ^ | 效益指标 | 可持续影响指标 | 服务年限 | ≥5年
      """, "转移支付区域（项目）绩效目标表")
    #expect(form.name == "普惠养老补助" && form.amounts.current == 500)
    #expect(form.funding.map(\.source) == ["其中：中央补助", "地方资金"])
    #expect(form.indicators.map(\.indicator.level2) == ["数量指标", "成本指标", "可持续影响指标"])
  }

  @Test func `blank rows and rows of dots of an empty form are no indicators`() throws {
    let form = try Self.form(
      """
      项目名称 | 信息化运维 | < | < | <
      年度绩效目标 | 系统稳定运行 | < | < | <
      绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
      ^ | 产出指标 | 数量指标 | 指标1：运维系统 | 8套
      ^ | ^ | ^ | 指标2： |
      ^ | ^ | ^ | …… |
      ^ | ^ | 质量指标 | 指标1： |
      ^ | 效益指标 | 经济效益指标 |  |
      ^ | 满意度指标 | 服务对象满意度指标 | 用户满意度 | ≥90%
      """, "2023年项目绩效目标申报表")
    #expect(form.indicators.map(\.indicator.name) == ["运维系统", "用户满意度"])
    #expect(form.indicators.last?.indicator.level1 == "满意度指标")
  }

  @Test func `two forms in one table are two forms`() throws {
    let table = """
      项目名称 | 甲项目 | < | <
      年度目标 | 完成甲 | < | <
      一级指标 | 二级指标 | 三级指标 | 指标值
      产出指标 | 数量指标 | 甲数量 | 1个
      项目名称 | 乙项目 | < | <
      年度目标 | 完成乙 | < | <
      一级指标 | 二级指标 | 三级指标 | 指标值
      产出指标 | 数量指标 | 乙数量 | 2个
      """
    for document in TablePicture(table).documents(title: "2024年项目绩效目标表") {
      let forms = reader.read(document).content.forms
      #expect(forms.map(\.name) == ["甲项目", "乙项目"])
      #expect(forms.map { $0.indicators.count } == [1, 1])
    }
  }

  @Test func `a document without any form gives none`() {
    let table = """
      科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
      201 | 一般公共服务支出 | 100 | 60 | 40
      20103 | 政府办公厅事务 | 100 | 60 | 40
      """
    for document in TablePicture(table).documents(title: "一般公共预算财政拨款支出决算表") {
      #expect(reader.read(document).content.forms.isEmpty)
    }
    let notice = "项目名称 | 办公楼维修 | 预算金额 | 80万元\n采购人 | 示范局 | 联系电话 | 80000000"
    for document in TablePicture(notice).documents(title: "招标公告") {
      #expect(reader.read(document).content.forms.isEmpty)
    }
  }
}
