import Documents
import Model
import TestSupport
import Testing

@testable import Forms

/// Layouts met on published forms that no official one explains, each read from every format.
@Suite struct WildLayoutTests {
  static let zeroTotal = (
    title: "2023年度项目支出绩效自评表",
    picture: """
    项目名称 | 老旧管网改造 | < | < | < | < | <
    主管部门 | 示范区住建局 | < | 实施单位 | 示范区市政所 | < | <
    项目资金（万元） |  | 年初预算数（A） | 全年执行数（B） | 分值（10分） | 执行率（B/A） | 得分
    ^ | 年度资金总额 | 0 | 0 | 10 | 86.19% | 8.62
    ^ | 其中：财政拨款 | 500.00 | 430.95 | — | 0.8619 | —
    ^ | 上级补助 | 0 | 0 | — | — | —
    ^ | 其他资金 | 0 | 0 | — | — | —
    年度总体目标 | 预期目标 | < | 实际完成情况 | < | < | <
    ^ | 改造管网12公里。 | < | 完成改造10.8公里。 | < | < | <
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值（A） | 实际完成值（B）
    ^ | 产出指标 | 数量指标 | 改造管网长度 | 30 | ≧12公里 | 10.8公里
    ^ | ^ | 质量指标 | 验收合格率 | 20 | ═100% | 1
    ^ | 效益指标 | 社会效益指标 | 漏损率下降 | 20 | ≥5% | 5%
    ^ | 满意度指标 | 服务对象满意度 | 居民满意度 | 20 | ≥90% | 96%
    """
  )

  static let scoreInTitle = (
    title: "2023年度项目支出绩效自评表（自评得分：96.5分）",
    picture: """
    项目名称 | 义务植树 | < | < | < | <
    主管部门 | 示范县林业局 | < | 实施单位 | 县林场 | <
    资金情况（万元） | 全年预算数 | 968.191 8 | 全年执行数 | 968.191 8 | 100%
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
    产出指标 | 数量指标 | 植树株数 | ≥3万株 | 3.2万株 | 30分
    ^ | 质量指标 | 成活率 | =100% | =100% | 19.55分
    效益指标 | 生态效益指标 | 绿化覆盖率 | 有所提高 | 有所提高 | 30分
    满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥95% | 95.6% | 10分
    总分 | < | < | 100 | < | 99.55分
    """
  )

  static let signGlyphs = (
    title: "2024年度项目支出绩效目标申报表",
    picture: """
    项目名称 | 农村公路养护 | < | < | < | < | <
    主管部门 | 示范县交通局 | < | < | 实施单位 | 县公路所 | <
    预算金额（万元） | 120 | < | < | 其中：财政拨款（元） | 1200000 | <
    年度目标 | 养护公路。 | < | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 分值 | 运算符号 | 指标值 | 计量单位
    产出指标 | 数量指标 | 养护里程 | 20 | ≧ | 350 | 公里
    ^ | 质量指标 | 优良路率 | 10 | ﹦ | 95 | %
    ^ | 时效指标 | 完成及时率 | 10 | ═ | 100 | %
    成本指标 | 经济成本指标 | 单位养护成本 | 20 | ≦ | 0.35 | 万元/公里
    效益指标 | 社会效益指标 | 群众出行便利程度 | 20 | 定性 | 好 |
    满意度指标 | 服务对象满意度指标 | 满意度 | 10 | ≥ | 90 | %
    """
  )

  static let hints = (
    title: "项目支出绩效目标表（2024年）",
    picture: """
    项目名称 | （填写项目全称） | < | <
    主管部门 | 示范市水务局 | 实施单位 | 示范市排水处
    项目资金 | 年度资金总额 | 0 | <
    ^ | 其中：财政拨款 | 56.78 | <
    ^ | 其他资金 | 3.22 | <
    年度目标 | （请填写年度总体目标，不超过500字） | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | 清疏管道≥120公里 |
    ^ | 质量指标 | 合格率（≥） | 95%
    效益指标 | 社会效益指标 | 积水点减少（处） | 12
    满意度指标 | 服务对象满意度指标 | （指标名称） | （指标值）
    """
  )

  static let wholeLast = (
    title: "2022年度部门整体支出绩效自评表",
    picture: """
    部门名称 | 示范市统计局 | < | < | < | <
    年度预算（万元） | 部门整体支出总额 | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分×执行率）
    ^ | 基本支出 | 500 | 500 | 1 |
    ^ | 项目支出 | 300 | 270 | 0.9 |
    ^ | 合计 | 820 | 770 | 0.939 | 18.78
    年度目标1（40分） | 完成统计调查任务。 | < | < | < | <
    年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B）
    ^ | 产出指标 | 数量指标 | 调查户数（15分） | 300户 | 312户
    ^ | ^ | 质量指标 | 数据差错率（25分） | ≤1% | 0.6%
    年度目标2（40分） | 做好统计服务。 | < | < | < | <
    年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B）
    ^ | 产出指标 | 数量指标 | 分析报告（20分） | 24篇 | 30篇
    ^ | 满意度指标 | 服务对象满意度 | 用户满意度（20分） | ≥90% | 93%
    """
  )

  static let middle = (
    title: "续表",
    picture: """
      | 效益指标 | 社会效益指标 | 就业人数 | ≥30人 | 32人 | 20 | 20
    ^ | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥95% | 97% | 10 | 10
    总分 | < | < | < | < | < | 100 | 98
    """
  )

  static let headsOverValues = (
    title: "项目支出绩效自评表（2023年度）",
    picture: """
    项目名称 | 项目主管部门 | 实施单位 | 全年预算数（万元） | 全年执行数（万元） | 执行率
    创业担保贷款贴息 | 示范区人社局 | 就业中心 | 300 | 258.57 | 0.8619
    一级指标 | 二级指标 | 三级指标 | 目标值 | 完成值 | 权重
    产出指标 | 数量指标 | 贴息笔数 | 200笔 | 188笔 |
    效益指标 | 社会效益指标 | 带动就业 | 600人 | 612人 |
    满意度指标 | 服务对象满意度指标 | 满意度 | 90% | 94% |
    合计 |  |  |  |  | 100
    """
  )

  static let headless = (
    title: "项目绩效目标申报表",
    picture: """
    项目名称 | 智慧停车 | 项目类别 | 特定目标类
    资金总额（元） | 3,568,000.00 | 其中：财政资金（元） | 3,568,000.00
    项目概述 | 建设停车诱导系统。 | < | <
    长期目标 | 停车周转率明显提高。 | < | <
    年度目标 | 建成8个路段。 | < | <
    绩效指标 | 产出指标 | 数量指标 | 建成路段 ≥ 8 个
    ^ | ^ | 质量指标 | 系统可用率 ≥ 99 %
    ^ | 效益指标 | 社会效益指标 | 周转率提高 ≥ 10 %
    """
  )

  static let pointsFirst = (
    title: "2023年度项目支出绩效自评表",
    picture: """
    项目名称 | 城乡环卫一体化 | < | < | < | < | < | <
    主管部门 | 示范县城管局 | < | < | 实施单位 | 县环卫处 | < | <
    项目资金执行情况 | 资金来源 | 年初预算 | 全年预算（A） | 全年执行（B） | 分值 | 执行率（B/A） | 得分
    ^ | 合计 | 0 | 0 | 0 | 10 | 0.00% | 0
    ^ | 其中：本年一般公共预算拨款 | 1200 | 1180.5 | 968.191 8 | / | 82% | /
    ^ | 其他资金 | 0 | 0 | 0 | / | / | /
    年度总体目标 | 年初设定目标 | < | < | 全年实际完成情况 | < | < | <
    ^ | 全县垃圾收运全覆盖。 | < | < | 收运覆盖236个村。 | < | < | <
    一级指标 | 二级指标 | 三级指标 | 得分 | 分值 | 年度指标值 | 全年完成值 | 未完成原因和改进措施
    产出指标 | 数量指标 | 收运村数（15分） | 14.5分 | 15分 | ≥240个 | 236个 | 部分村道路施工
    ^ | 质量指标 | 收运达标率 | 15分 | 15分 | =95% | 96.2% |
    ^ | 时效指标 | 日产日清率 | 10分 | 10分 | 100% | 100% |
    ^ | 成本指标 | 吨垃圾成本 | 10分 | 10分 | ≤180元 | 176元 |
    效益指标 | 社会效益指标 | 农村环境 | 28分 | 30分 | 明显改善 | 有所改善 |
    满意度指标 | 服务对象满意度指标 | 群众满意度 | 9.55分 | 10分 | ≥90% | 0.885 |
    总分 | < | < | 87.05分 | 100分 | < | < | <
    """
  )

  static let yuanOnly = (
    title: "2024年度部门预算项目绩效目标表",
    picture: """
    项目编码及名称 | 341822241T000001-水库除险加固 | < | < | <
    主管部门及代码 | 112-示范县水利局 | < | 实施单位 | 县水库管理处
    项目属性 | 经常性项目 | < | 项目期 | 1年
    项目资金（元） | 年度资金总额： | < | 2,560,000 | <
    ^ | 其中：财政拨款 | < | 2,560,000 | <
    ^ | 其他资金 | < | 0 | <
    总体目标 | 年度目标 | < | < | <
    ^ | 完成3座水库除险加固。 | < | < | <
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值（包含数字及文字描述）
    ^ | 产出指标 | 数量指标 | 加固水库数量 | 3座
    ^ | ^ | 质量指标 | 工程验收合格率 | 1
    ^ | ^ | 时效指标 | 完工时间 | 2024年12月底前
    ^ | ^ | 成本指标 | 工程成本 | ≤256万元
    ^ | 效益指标 | 经济效益指标 |  |
    ^ | ^ | 社会效益指标 | 保护下游人口 | 1.2万人
    ^ | ^ | 可持续影响指标 | 水库使用年限 | ≥20年
    ^ | 满意度指标 | 服务对象满意度指标 | 受益群众满意度 | ≥0.9
    """
  )

  static let sumsUnderHeads = (
    title: "项目支出绩效目标批复表",
    picture: """
    预算年度：2024 | < | < | 单位：元 | < | <
    单位名称 | 示范县文化馆 | < | 项目名称 | 免费开放补助 | <
    预算资金 | 合计 | 财政拨款 | 专户资金 | 单位资金 | 其他
    ^ | 300000 | 250000 | 0 | 50000 | 0
    年度绩效目标 | 保障免费开放。 | < | < | < | <
    一级指标 | 二级指标 | 指标名称 | 指标方向 | 指标值 | 单位
    产出指标 | 数量指标 | 开放天数 | 正向 | 330 | 天
    产出指标 | 质量指标 | 设施完好率 | 正向 | 98 | %
    产出指标 | 成本指标 | 补助标准 | 反向 | 30 | 万元
    效益指标 | 社会效益指标 | 参观人次增长率 | 正向 | 5 | %
    满意度指标 | 服务对象满意度 | 观众满意度 | 正向 | 95 | %
    """
  )

  static let lastYearBeside = (
    title: "2022年度部门预算项目支出绩效目标申报表",
    picture: """
    项目名称 | 网络运行维护 | < | 项目属性 | 延续项目 | <
    项目计划实施时间 | 2022年1月至12月 | < | 项目类别 | 运行维护 | <
    项目资金情况 | 资金来源（万元） | 项目 | 上年度预算安排 | 上年度实际执行 | 本年度申请金额
    ^ | ^ | 合计 | 50 | 48.6 | 56
    ^ | ^ | 财政拨款 | 50 | 48.6 | 50
    ^ | ^ | 其他资金 | 0 | 0 | 6
    项目预算 | 成本构成 | 金额 | 测算（公式）依据 | 2020年实际执行数 | 2021年实际执行数
    ^ | 线路租用 | 36 | 12条×3万元 | 30 | 33
    ^ | 设备维保 | 20 | 依据合同 | 18 | 15.6
    年度目标 | 保障政务网络稳定运行。 | < | < | < | <
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 上年度实际水平 | 本年度计划水平
    ^ | 产出指标 | 数量指标 | 运维设备数量 | 126台 | 130台
    ^ | ^ | 质量指标 | 网络可用率 | 99.5% | ≥99.8%
    ^ | 效益指标 | 社会效益指标 | 办事效率 | 提升 | 有效提升
    ^ | 满意度指标 | 服务对象满意度指标 | 用户满意度 | 93% | ≥95%
    """
  )

  static let numbered = (
    title: "2023年度部门整体支出绩效自评表",
    picture: """
    部门名称 | < | 示范县残联 | < | < | < | < | <
    序号 | 一级指标 | 二级指标 | 三级指标 | 指标分值 | 指标解释 | 指标说明及评分标准 | 自评得分
    1 | 规划（15分） | 基础信息（3分） | 基础信息完整性 | 3 | 信息是否真实完整。 | 真实（1分）；完整（2分）。 | 3
    2 | ^ | 工作计划（6分） | 年度计划完整性 | 3 | 计划是否完整。 | 完整（3分） | 3
    3 | ^ | ^ | 年度计划明确性 | 3 | 计划是否明确。 | 明确（3分） | 2
    4 | 执行（35分） | 预算执行（18分） | 预算执行率 | 5 | 执行数与预算数的比率。 | 每低1个百分点扣0.1分 | 4.5
    """
  )

  /// The forms of a picture; every flattening, a Word file and a workbook of it say the same.
  static func forms(_ layout: (title: String, picture: String)) throws -> [FormContent] {
    let picture = TablePicture(layout.picture)
    let exact = picture.exactDocument(title: layout.title)
    let expected = reader.read(exact).content.forms
    let texts = expected.map { $0.json(.contract).canonicalText }
    var others = picture.documents(title: layout.title)
    others.append(try DocumentReader.read(WordFile.bytes(exact), name: "a.docx"))
    others.append(try DocumentReader.read(try WorkbookWriter.xlsx(exact), name: "a.xlsx"))
    for (number, other) in others.enumerated() {
      #expect(reader.read(other).content.forms.map { $0.json(.contract).canonicalText } == texts, "format \(number)")
    }
    return expected
  }

  static func form(_ layout: (title: String, picture: String)) throws -> FormContent {
    try #require(try forms(layout).first)
  }

  @Test func `a sum printed as nothing stays, and the rows under it keep their money and their names`() throws {
    let execution = try #require(try Self.form(Self.zeroTotal).execution)
    #expect(execution.budget == 0 && execution.actual == 0 && execution.rate == ExactDecimal("86.19"))
    #expect(execution.rows.map(\.source) == ["年度资金总额", "其中：财政拨款", "上级补助", "其他资金"])
    #expect(execution.rows[1].initial == 500 && execution.rows[1].actual == ExactDecimal("430.95"))
    #expect(execution.rows[1].rate == ExactDecimal("0.8619"))
  }

  @Test func `a column of points before the targets takes no value from them`() throws {
    let indicators = try Self.form(Self.zeroTotal).indicators.map(\.indicator)
    #expect(indicators.map(\.weight) == [30, 20, 20, 20])
    #expect(indicators.map(\.actual) == ["10.8公里", "1", "5%", "96%"])
    #expect(indicators.map(\.target) == ["≧12公里", "═100%", "≥5%", "≥90%"])
  }

  @Test func `points before weights before targets, all with their unit, and a sum in the same order`() throws {
    let form = try Self.form(Self.pointsFirst)
    #expect(form.score == ExactDecimal("87.05"))
    let indicators = form.indicators.map(\.indicator)
    #expect(indicators.map(\.score) == [ExactDecimal("14.5"), 15, 10, 10, 28, ExactDecimal("9.55")])
    #expect(indicators.map(\.weight) == [15, 15, 10, 10, 30, 10])
    #expect(indicators[0].name == "收运村数" && indicators[1].target == "=95%" && indicators[5].actual == "0.885")
    #expect(form.execution?.rows[1].actual == ExactDecimal("968.1918"))
  }

  @Test func `figures with blanks inside, texts that look like formulas, points with their unit`() throws {
    let form = try Self.form(Self.scoreInTitle)
    #expect(form.execution?.budget == ExactDecimal("968.1918") && form.execution?.actual == ExactDecimal("968.1918"))
    #expect(form.indicators.map(\.indicator.score) == [30, ExactDecimal("19.55"), 30, 10])
    #expect(form.indicators[1].indicator.target == "=100%" && form.score == ExactDecimal("99.55"))
    #expect(form.attributes.isEmpty)
  }

  @Test func `a score that only the title gives is the score`() throws {
    var layout = Self.scoreInTitle
    layout.picture = layout.picture.split(separator: "\n").dropLast().joined(separator: "\n")
    #expect(try Self.form(layout).score == ExactDecimal("96.5"))
  }

  @Test func `sign, value and unit in columns of their own, with the glyphs that typists find`() throws {
    let form = try Self.form(Self.signGlyphs)
    #expect(form.indicators.map(\.indicator.target) == ["≥350公里", "95%", "100%", "≤0.35万元/公里", "好", "≥90%"])
    #expect(form.indicators.map(\.indicator.weight) == [20, 10, 10, 20, 20, 10])
    #expect(form.amounts.current == 120 && form.funding.map(\.amount) == [120])
  }

  @Test func `prompts that an empty form prints are no values`() throws {
    let form = try Self.form(Self.hints)
    #expect(form.name == nil && form.goals.first?.text == nil)
    #expect(form.indicators.map(\.indicator.name) == ["清疏管道≥120公里", "合格率（≥）", "积水点减少（处）"])
    #expect(form.indicators.map(\.indicator.target) == [nil, "95%", "12"])
    #expect(form.amounts.current == 0 && form.funding.map(\.amount) == [ExactDecimal("56.78"), ExactDecimal("3.22")])
  }

  @Test func `what begins with a bracket is no prompt`() {
    let lexicon = Lexicon(templates)
    for text in ["（一）示例街道办（示范区）", "请假制度", "（2024）12号", "请示办理及时"] { #expect(!lexicon.isHint(text)) }
    for text in ["（请选择）", "请填写项目全称", "（指标值）", "【填写说明】"] { #expect(lexicon.isHint(text)) }
  }

  @Test func `the row of the whole may stand last, and is read as printed where it does not add up`() throws {
    let execution = try #require(try Self.form(Self.wholeLast).execution)
    #expect(execution.budget == 820 && execution.actual == 770 && execution.score == ExactDecimal("18.78"))
    #expect(execution.rows.map(\.source) == ["基本支出", "项目支出", "合计"])
    #expect(execution.rows[0].rate == 1)
  }

  @Test func `a file that begins in the middle of a form gives the rows that are left`() throws {
    let form = try Self.form(Self.middle)
    #expect(form.kind == .projectSelfEvaluation && form.score == 98)
    #expect(form.indicators.map(\.indicator.name) == ["就业人数", "群众满意度"])
    #expect(form.indicators.map(\.indicator.actual) == ["32人", "97%"])
    #expect(form.indicators.map(\.indicator.weight) == [20, 10])
  }

  @Test func `half of one form and all of the next are two forms`() throws {
    let rest = TablePicture(Self.middle.picture).exactDocument(title: "续表")
    let next = TablePicture(Self.yuanOnly.picture).exactDocument(title: Self.yuanOnly.title)
    let forms = reader.read(Document(blocks: rest.blocks + next.blocks, format: "docx")).content.forms
    #expect(forms.map(\.indicators.count) == [2, 7])
    #expect(forms.map(\.kind) == [.projectSelfEvaluation, .projectGoal])
  }

  @Test func `labels in one row with their values in the next, rates as parts of one`() throws {
    let form = try Self.form(Self.headsOverValues)
    #expect(form.name == "创业担保贷款贴息" && form.department == "示范区人社局" && form.unitName == "就业中心")
    #expect(form.execution?.budget == 300 && form.execution?.rate == ExactDecimal("0.8619"))
    #expect(form.indicators.map(\.indicator.weight) == [nil, nil, nil])
  }

  @Test func `indicators without a head whose names hold the targets`() throws {
    let form = try Self.form(Self.headless)
    #expect(form.goals.last?.indicators.map(\.name) == ["建成路段≥8个", "系统可用率≥99%", "周转率提高≥10%"])
    #expect(form.goals.last?.indicators.map(\.level1) == ["产出指标", "产出指标", "效益指标"])
  }

  @Test func `a document that counts in yuan keeps its figures`() throws {
    let form = try Self.form(Self.yuanOnly)
    #expect(
      form.moneyUnit == .yuan && form.amounts.current == 2_560_000 && form.funding.map(\.amount) == [2_560_000, 0])
    #expect(form.name == "341822241T000001-水库除险加固" && form.indicators.count == 7)
    #expect(form.indicators[1].indicator.target == "1")
  }

  @Test func `sums and sources of money stand over their figures`() throws {
    let form = try Self.form(Self.sumsUnderHeads)
    #expect(form.amounts.current == 300_000)
    #expect(form.funding.map(\.source) == ["财政拨款", "专户资金", "单位资金", "其他"])
    #expect(form.funding.map(\.amount) == [250_000, 0, 50_000, 0])
    #expect(form.indicators.first?.indicator.target == "330天")
  }

  @Test func `money of the year before beside that of the year is not taken for it`() throws {
    let layout = Self.lastYearBeside
    let exact = TablePicture(layout.picture).exactDocument(title: layout.title)
    let form = try #require(reader.read(exact).content.forms.first)
    #expect(form.kind == .projectGoal)
    #expect(form.funding.map(\.source) == ["合计", "财政拨款", "其他资金"] && form.funding.map(\.amount) == [56, 50, 6])
    #expect(form.costs.map(\.activity) == ["线路租用", "设备维保"] && form.costs.map(\.amount) == [36, 20])
    #expect(form.indicators.map(\.indicator.target) == ["130台", "≥99.8%", "有效提升", "≥95%"])
    #expect(form.indicators.map(\.indicator.history) == [["126台"], ["99.5%"], ["提升"], ["93%"]])
    #expect(form.goals.first?.text == "保障政务网络稳定运行。")
  }

  @Test func `rows that are numbered keep their columns in every flattening`() throws {
    let indicators = try Self.form(Self.numbered).indicators.map(\.indicator)
    #expect(indicators.map(\.name) == ["基础信息完整性", "年度计划完整性", "年度计划明确性", "预算执行率"])
    #expect(indicators.map(\.weight) == [3, 3, 3, 5] && indicators.map(\.score) == [3, 3, 2, ExactDecimal("4.5")])
    #expect(indicators.map(\.level2) == ["基础信息", "工作计划", "工作计划", "预算执行"])
  }
}
