import Documents
import Model
import Testing

@testable import Forms

/// Layouts of forms, each read as an exact grid and as the flattenings of the same grid.
@Suite struct LayoutTests {
  static let selfEvaluation = """
    项目名称 | 示范街区环卫保洁经费 | < | < | < | < | < | < | <
    主管部门 | 301-示范区城市管理局 | < | < | 实施单位 | 301001-示范区环卫所 | < | < | <
    项目资金（万元） | < |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    ^ | 年度资金总额 | < | 120.00 | 118.50 | 112.58 | 10 | 95.00% | 9.5
    ^ | 其中：当年财政拨款 | < | 120.00 | 118.50 | 112.58 | — | 95.00% | —
    ^ | 上年结转资金 | < |  |  |  | — |  | —
    ^ | 其他资金 | < |  |  |  | — |  | —
    年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | <
    ^ | 保持主次干道整洁，垃圾日产日清。 | < | < | < | 全年保持整洁，完成目标。 | < | < | <
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
    ^ | 产出指标（50分） | 数量指标 | 指标1：清扫道路面积 | ≥32万平方米 | 33万平方米 | 15 | 15 |
    ^ | ^ | ^ | 清运垃圾 | ≥1.2万吨 | 1.1万吨 | 10 | 9 | 旧桶更换较慢
    ^ | ^ | 质量指标 | 保洁达标率 | ≥95% | 96% | 15 | 15 |
    ^ | ^ | 时效指标 | 清运及时率 | 100% | 100% | 10 | 10 |
    ^ | 效益指标（30分） | 社会效益指标 | 市容环境改善 | 明显改善 | 明显改善 | 30 | 28 |
    ^ | 满意度指标（10分） | 服务对象满意度指标 | 居民满意度 | ≥90% | 92% | 10 | 10 |
    总分 | < | < | < | < | < | 100 | 96.5 |
    """

  @Test func `the national self-evaluation form reads alike from every flattening`() throws {
    for document in TablePicture(Self.selfEvaluation).documents(title: "项目支出绩效自评表（2022年度）") {
      let forms = reader.read(document).content.forms
      #expect(forms.count == 1)
      let form = try #require(forms.first)
      #expect(form.kind == .projectSelfEvaluation)
      #expect(form.name == "示范街区环卫保洁经费" && form.year == 2022)
      #expect(form.department == "301-示范区城市管理局" && form.unitName == "301001-示范区环卫所")
      let execution = try #require(form.execution)
      #expect(execution.budget == ExactDecimal("118.5") && execution.actual == ExactDecimal("112.58"))
      #expect(execution.rate == 95 && execution.weight == 10 && execution.score == ExactDecimal("9.5"))
      #expect(execution.rows.count == 2)
      #expect(form.score == ExactDecimal("96.5"))
      #expect(form.funding.isEmpty && form.amounts.isEmpty)
      let goal = try #require(form.goals.first)
      #expect(form.goals.count == 1 && goal.name == "年度总体目标" && goal.term == .annual)
      #expect(goal.text == "保持主次干道整洁，垃圾日产日清。" && goal.resultText == "全年保持整洁，完成目标。")
      #expect(goal.indicators.map(\.name) == ["清扫道路面积", "清运垃圾", "保洁达标率", "清运及时率", "市容环境改善", "居民满意度"])
      #expect(goal.indicators.map(\.level1) == ["产出指标", "产出指标", "产出指标", "产出指标", "效益指标", "满意度指标"])
      #expect(goal.indicators[1].level2 == "数量指标" && goal.indicators[1].level1Weight == 50)
      #expect(goal.indicators[1].reason == "旧桶更换较慢" && goal.indicators[1].score == 9)
      #expect(goal.indicators[0].target == "≥32万平方米" && goal.indicators[0].actual == "33万平方米")
    }
  }

  static let projectGoal = """
    项目名称 | 社区图书室建设 | < | < | < | < | <
    主管部门及代码 | 示范市文化局[205] | < | < | 实施单位 | 示范市图书馆 | <
    项目属性 | 延续项目 | < | < | 项目期 | 3年 | <
    项目资金（万元） | 中期资金总额： | < | 300.00 | 年度资金总额： | < | 100.00
    ^ | 其中：财政拨款 | < | 270.00 | 其中：财政拨款 | < | 90.00
    ^ | 其他资金 | < | 30.00 | 其他资金 | < | 10.00
    总体目标 | 中期目标（2022年—2024年） | < | < | 年度目标 | < | <
    ^ | 三年建成30个社区图书室。 | < | < | 当年建成10个社区图书室。 | < | <
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 三级指标 | 指标值
    ^ | 产出指标 | 数量指标 | 建成图书室数量 | 30个 | 建成图书室数量 | 10个
    ^ | ^ | 质量指标 | 验收合格率 | 100% | 验收合格率 | 100%
    ^ | 效益指标 | 社会效益指标 | 年接待读者 | ≥9万人次 | 年接待读者 | ≥3万人次
    """

  @Test func `long-term and annual indicators side by side go to their goals`() throws {
    let form = try #require(
      reader.read(TablePicture(Self.projectGoal).exactDocument(title: "项目支出绩效目标申报表（2022年度）")).content.forms.first)
    #expect(form.kind == .projectGoal && form.amounts.total == 300 && form.amounts.current == 100)
    #expect(form.funding.map(\.amount) == [90, 10])
    #expect(form.goals.map(\.term) == [.longTerm, .annual])
    #expect(form.goals.map(\.name) == ["中期目标（2022年—2024年）", "年度目标"])
    #expect(form.goals.first?.indicators.map(\.target) == ["30个", "100%", "≥9万人次"])
    #expect(form.goals.last?.indicators.map(\.target) == ["10个", "100%", "≥3万人次"])
    #expect(form.goals.last?.indicators.map(\.level1) == ["产出指标", "产出指标", "效益指标"])
  }

  static let departmentGoal = """
    部门（单位）名称 | 示范县档案馆 | < | < | < | <
    年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | < | <
    ^ | ^ | ^ | 总额 | 财政拨款 | 其他资金
    ^ | 任务1：档案数字化 | 扫描馆藏档案 | 80.00 | 80.00 |
    ^ | 任务2：库房维护 | 恒温恒湿设备保养 | 20.50 | 20.50 |
    ^ | 金额合计 | < | 100.50 | 100.50 |
    年度总体目标 | 目标1：完成数字化。目标2：保障库房安全。 | < | < | < | <
    年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | < | 指标值
    ^ | 产出指标 | 数量指标 | 扫描档案 | < | ≥5万页
    ^ | 效益指标 | 可持续影响指标 | 档案保管年限 | < | 长期
    """

  @Test func `a department form lists its tasks`() throws {
    for document in TablePicture(Self.departmentGoal).documents(title: "部门（单位）整体支出绩效目标申报表（2023年度）") {
      let form = try #require(reader.read(document).content.forms.first)
      #expect(form.kind == .departmentGoal && form.name == "示范县档案馆")
      #expect(form.projects.map(\.name) == ["任务1：档案数字化", "任务2：库房维护"])
      #expect(form.projects.map(\.current) == [80, ExactDecimal("20.5")])
      #expect(form.projects.first?.purpose == "扫描馆藏档案")
      #expect(form.goals.count == 1 && form.goals.first?.text == "目标1：完成数字化。目标2：保障库房安全。")
      #expect(form.indicators.map(\.indicator.target) == ["≥5万页", "长期"])
    }
  }

  static let separateSigns = """
    项目名称 | 公共自行车运营 | < | < | < | < | < | <
    预算单位 | 示范区交通局本级 | < | < | 项目类别 | 特定目标类 | < | <
    年度目标 | 保障自行车正常运营。 | < | < | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重 | 指标方向性
    产出指标 | 数量指标 | 投放车辆 | ≥ | 500 | 辆 | 20 | 正向指标
    ^ | 质量指标 | 车辆完好率 | ≥ | 95 | % | 20 | 正向指标
    成本指标 | 经济成本指标 | 单车年运营成本 | ≤ | 300 | 元/辆 | 20 | 反向指标
    效益指标 | 社会效益指标 | 出行便利程度 | 定性 | 好坏 |  | 30 | 正向指标
    """

  @Test func `sign, number and unit in columns of their own make one target`() throws {
    for document in TablePicture(Self.separateSigns).documents(title: "2024年项目支出绩效目标表") {
      let form = try #require(reader.read(document).content.forms.first)
      #expect(form.indicators.map(\.indicator.target) == ["≥500辆", "≥95%", "≤300元/辆", "好坏"])
      #expect(form.indicators.map(\.indicator.weight) == [20, 20, 20, 30])
      #expect(form.unitName == "示范区交通局本级" && form.goals.first?.text == "保障自行车正常运营。")
    }
  }

  static let manyProjects = """
    单位名称 | 项目名称 | 预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重
    示范县水利局 | 河道清淤 | 50.00 | 清理河道。 | 产出指标 | 数量指标 | 清淤长度 | ≥ | 12 | 公里 | 40
    ^ | ^ | ^ | ^ | 效益指标 | 社会效益指标 | 防洪能力 | 定性 | 提升 |  | 50
    ^ | 水库巡查 | 8.60 | 每月巡查。 | 产出指标 | 数量指标 | 巡查次数 | ≥ | 12 | 次 | 60
    ^ | ^ | ^ | ^ | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥ | 90 | % | 30
    """

  @Test func `a list of projects with their indicators is a form for each`() throws {
    for document in TablePicture(Self.manyProjects).documents(title: "2024年部门预算项目绩效目标表") {
      let forms = reader.read(document).content.forms
      #expect(forms.map(\.name) == ["河道清淤", "水库巡查"])
      #expect(forms.map(\.amounts.current) == [50, ExactDecimal("8.6")])
      #expect(forms.map { $0.goals.first?.text } == ["清理河道。", "每月巡查。"])
      #expect(forms.map { $0.indicators.map(\.indicator.target) } == [["≥12公里", "提升"], ["≥12次", "≥90%"]])
      #expect(forms.allSatisfy { $0.unitName == "示范县水利局" && $0.year == 2024 })
    }
  }

  static let monitoring = """
    项目名称 | 老旧小区改造 | < | < | < | < | < | <
    主管部门及代码 | 示范区住建局 | < | < | 实施单位 | 示范区房管所 | < | <
    项目资金（万元） | < | 年初预算数 | 1-7月执行数 | 1-7月执行率 | 全年预计执行数 | < | <
    ^ | 年度资金总额： | 200 | 110 | 55% | 200 | < | <
    年度总体目标 | 改造4个小区。 | < | < | < | < | < | <
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 1-7月执行情况 | 全年预计完成情况 | 完成目标可能性
    ^ | 产出指标 | 数量指标 | 改造小区数量 | 4个 | 2个 | 4个 | 确定能
    """

  @Test func `a monitoring form keeps the state so far`() throws {
    for document in TablePicture(Self.monitoring).documents(title: "2023年度项目支出绩效目标执行监控表") {
      let form = try #require(reader.read(document).content.forms.first)
      #expect(form.kind == .monitoring && form.execution?.actual == 110 && form.execution?.rate == 55)
      #expect(form.execution?.budget == 200)
      #expect(form.indicators.map(\.indicator.actual) == ["2个"])
      #expect(form.indicators.first?.indicator.note == "全年预计完成情况：4个")
    }
  }

  static let yuan = """
    项目名称 | 办公设备购置 | 项目资金总额（元） | 350,000.00
    主管部门 | 示范市档案局 | 年度资金申请总额（元） | １２０，０００.00
    年度绩效目标 | 购置设备。 | < | <
    一级指标 | 二级指标 | 三级指标 | 年度指标值
    产出指标 | 数量指标 | 购置台数 | =12台
    """

  @Test func `amounts in another unit than the form's are converted`() throws {
    for document in TablePicture(Self.yuan).documents(title: "项目绩效目标申报表\n（2024年）\n单位：万元") {
      let form = try #require(reader.read(document).content.forms.first)
      #expect(form.amounts.total == 35 && form.amounts.current == 12)
    }
  }

  static let history = """
    目标名称 | 一级指标 | 二级指标 | 三级指标 | 指标值 | < | < | 指标值确定依据
    ^ | ^ | ^ | ^ | 近两年指标值 | < | 预期当年实现值 | ^
    ^ | ^ | ^ | ^ | 2023年 | 2022年 | ^ | ^
    年度绩效目标1 | 产出指标 | 数量指标 | 培训人次 | 320人次 | 300人次 | 350人次 | 历史标准
    ^ | ^ | 质量指标 | 合格率 | 96% | 95% | 97% | 历史标准
    """

  @Test func `year columns given newest first become a history that begins with the oldest`() throws {
    let title = "2024年部门项目申报表（含绩效目标）\n项目名称：技能培训"
    for document in TablePicture(Self.history).documents(title: title) {
      let form = try #require(reader.read(document).content.forms.first)
      #expect(form.indicators.map(\.indicator.history) == [["300人次", "320人次"], ["95%", "96%"]])
      #expect(form.indicators.map(\.indicator.target) == ["350人次", "97%"])
      #expect(form.goals.map(\.name) == ["年度绩效目标1"])
    }
  }
}
