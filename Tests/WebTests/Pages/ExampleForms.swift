import Model

/// Made-up forms of every kind, for pages in tests.
enum ExampleForms {
  static func indicator(
    _ id: String, _ level1: String, _ level2: String, _ name: String, _ target: String, history: [String]? = nil,
    actual: String? = nil, weight: ExactDecimal? = nil, score: ExactDecimal? = nil, basis: String? = nil
  ) -> Indicator {
    var row = Indicator(id: id)
    row.level1 = level1
    row.level2 = level2
    row.name = name
    row.target = target
    row.history = history
    row.actual = actual
    row.weight = weight
    row.score = score
    row.basis = basis
    return row
  }

  static func cost(_ id: String, _ content: String, _ amount: String, _ basis: String) -> CostLine {
    var line = CostLine(id: id)
    line.content = content
    line.category = "其他商品和服务支出"
    line.amount = ExactDecimal(amount)
    line.basis = basis
    return line
  }

  static func funding(_ id: String, _ source: String, _ amount: String) -> FundingLine {
    var line = FundingLine(id: id)
    line.source = source
    line.amount = ExactDecimal(amount)
    return line
  }

  static let projectGoal: FormContent = {
    var form = FormContent(kind: .projectGoal)
    form.title = "2024年重大政策项目绩效目标申报表"
    form.name = "就业补助资金其他支出"
    form.code = "42019923041T000000104"
    form.department = "区公共就业服务中心"
    form.unitName = "区公共就业服务中心、区人力资源市场管理服务中心"
    form.year = 2024
    form.contacts = [Attribute("项目负责人", "张示例"), Attribute("联系电话", "80000000")]
    form.attributes = [
      Attribute("项目属性", "部门项目"), Attribute("支出项目类别", "民生政策类"), Attribute("起始年度", "202401"),
      Attribute("终止年度", "202412"),
      Attribute("前两年预算及变动", "1．前两年预算安排：280.11万元/2023年。2．当年变动及理由：按年度预计发放人数进行调整减少111.5万元。"),
      Attribute(
        "立项依据", "《关于印发一次性吸纳就业补贴办事指南的通知》（示劳就管〔2021〕20号）；《关于做好职业技能鉴定补贴发放工作的通知》（示人社发〔2018〕33号）等 9 件"),
    ]
    form.amounts.total = ExactDecimal("394.61")
    form.amounts.current = ExactDecimal("394.61")
    var prior = PriorAmount(id: "y1")
    prior.year = 2023
    prior.amount = ExactDecimal("280.11")
    form.amounts.prior = [prior]
    form.funding = [funding("f1", "一般公共预算财政拨款", "394.61"), funding("f2", "其中：申请当年预算拨款", "394.61")]
    form.costs = [
      cost("c1", "一次性吸纳就业补贴", "3.00", "1000元/人×30人=3.0万元"), cost("c2", "一次性创业补贴", "7.50", "5000元/人×15人=7.5万元"),
      cost("c3", "职业技能鉴定补贴", "0.11", "220元/人×5人=0.11万元"),
      cost("c4", "就业培训补贴", "240.00", "1200元/人×1000人+4000元/人×300人=240万元"),
      cost("c5", "企业吸纳脱贫劳动力就业奖补", "2.00", "10人×2000元/人=2万元"),
      cost("c6", "初创企业创业场地租金补贴", "6.00", "500元/月×12月×10家=6万元"),
      cost("c7", "一次性吸纳高校毕业生就业补贴", "100.00", "2000元×500人=100万元"),
      cost("c8", "高校毕业生一次性创业补贴", "30.00", "5000元×60人=30万元"),
      cost("c9", "就业创业服务补贴（职介补贴）", "6.00", "600元×100人=6万元"),
    ]
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.name = "力争完成预算发放人数的 80% 以上"
    let rows: [(String, String, String, String, String, String)] = [
      ("成本指标", "经济成本", ".....", "", "", ""), ("产出指标", "数量", "享受一次性吸纳就业补贴人数", "100人", "100人", "30人"),
      ("产出指标", "数量", "享受一次性创业补贴人数", "10人", "20人", "15人"), ("产出指标", "数量", "享受职业技能鉴定补贴人数", "5人", "5人", "5人"),
      ("产出指标", "数量", "享受就业培训补贴人数", "500人", "1300人", "1300人"),
      ("产出指标", "数量", "享受企业吸纳脱贫劳动力就业奖补人数", "15人", "10人", "10人"),
      ("产出指标", "数量", "享受初创企业创业场地租金补贴人数", "30人", "30人", "10人"),
      ("产出指标", "质量", "补贴发放准确率", "100%", "100%", "100%"), ("产出指标", "时效", "补贴按时办结率", "100%", "100%", "100%"),
      ("效益指标", "社会效益", "社会综合效益", "显著改善", "显著改善", "显著改善"), ("满意度指标", "服务对象", "申报对象满意率", "≥95%", "≥95%", "≥95%"),
    ]
    goal.indicators = rows.enumerated().map { index, row in
      indicator(
        "i\(index + 1)", row.0, row.1, row.2, row.5, history: [row.3, row.4], basis: index == 0 ? nil : "计划标准")
    }
    form.goals = [goal]
    return form
  }()

  static let projectGoalFindings: [Finding] = [
    finding(
      "enum-unknown", .error, "项目属性不在选项内", "项目属性", .attribute("项目属性"), "可选：持续性、新增、一次性、阶段性。", printed: "部门项目"),
    finding(
      "change-amount", .error, "变动金额与方向不符", "前两年预算及变动", .attribute("前两年预算及变动"),
      "394.61 − 280.11 = +114.50，表中写“减少111.5万元”。改成增加 114.50，或改上年预算。", printed: "−111.5", expected: "+114.50",
      basis: "财预〔2015〕88号"),
    finding(
      "policy-basis-expired", .warning, "文号超过五年，请确认仍有效", "立项依据", .attribute("立项依据"), "〔2018〕33号 已满五年。"),
    finding(
      "budget-up-targets-down", .warning, "钱增指标不增", "预算与数量指标", .attribute("前两年预算及变动"),
      "预算 +40.88%；9 个数量指标 0 个提高，3 个下降。"),
    finding(
      "placeholder-left", .error, "成本指标没有填", "年度指标 · 经济成本", .indicator("g1", "i1").field("name"), "“.....”是样表占位。",
      basis: "财预〔2021〕101号"),
    finding(
      "target-below-history", .warning, "低于前两年实际", "吸纳就业补贴人数", .indicator("g1", "i2").field("target"),
      "前年 100，上年 100，今年 30。若是政策收窄，请在依据里写文号。", printed: "30人"),
    finding(
      "unit-vs-object", .warning, "对象与单位不一致", "场地租金补贴", .indicator("g1", "i7").field("target"), "测算按 10 家，指标按 10 人。"),
    finding(
      "unmeasurable-wording", .warning, "没有可衡量的刻度", "社会综合效益", .indicator("g1", "i10").field("target"),
      "“显著改善”说不出多少算显著。写成比例或次数。"),
    finding(
      "target-flat", .hint, "三年同为 ≥95%", "申报对象满意率", .indicator("g1", "i11").field("target"), "指标值三年不变，可以再提一点。"),
    finding("long-term-missing", .hint, "没有长期目标", "整张表", nil, "持续性项目应有长期目标和指标。"),
  ]

  static func finding(
    _ rule: String, _ severity: Finding.Severity, _ title: String, _ place: String, _ path: FormPath?,
    _ message: String,
    printed: String? = nil, expected: String? = nil, basis: String? = nil
  ) -> Finding {
    Finding(
      rule: rule, severity: severity, title: title, place: place, form: 0, path: path, message: message,
      printed: printed, expected: expected, basis: basis)
  }

  static let projectSelfEvaluation: FormContent = {
    var form = FormContent(kind: .projectSelfEvaluation)
    form.title = "2023年度城市管理项目自评表"
    form.name = "城市管理项目"
    form.department = "青林街道办事处"
    form.unitName = "公共管理办、综合执法中心"
    form.year = 2023
    form.attributes = [
      Attribute("填报日期", "2024年1月31日"), Attribute("项目类别", "部门预算项目"),
      Attribute("偏差大或目标未完成原因分析", "河湖长制季度考核有两个季度未达 90 分，主要原因是汛期漂浮物清理不及时，已调整巡查频次。"),
    ]
    var execution = Execution()
    execution.budget = ExactDecimal("1194.23")
    execution.actual = ExactDecimal("1194.23")
    execution.rate = 100
    execution.weight = 20
    execution.score = 20
    form.execution = execution
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.text = "做好辖区市容环境、市政设施和河湖管护，居民生活环境有效改善。"
    goal.resultText = "全年清扫保洁道路 62 条，整治市场 2 个，河湖长制考核两个季度达标。"
    goal.weight = 20
    goal.score = 18
    let rows: [(String, ExactDecimal, String, ExactDecimal, String, String, String, ExactDecimal, ExactDecimal)] = [
      ("成本指标", 3, "经济成本指标", 3, "经费使用限额", "预算范围内", "预算范围内", 3, 3),
      ("产出指标", 27, "数量指标", 15, "市政设施维护点位数", "≥200处", "990处", ExactDecimal("1.5")!, ExactDecimal("1.5")!),
      ("产出指标", 27, "数量指标", 15, "综合整治市场数量", "2个", "2个", ExactDecimal("1.5")!, ExactDecimal("1.5")!),
      ("产出指标", 27, "数量指标", 15, "共享单车清理数量", "≥15辆", "14400辆", ExactDecimal("1.5")!, ExactDecimal("1.5")!),
      ("产出指标", 27, "质量指标", 10, "河湖长制季度考核分数", "≥90分", "两个季度达标", 2, 1),
      ("产出指标", 27, "时效指标", 2, "道路清扫及时性", "及时", "部分及时", 2, ExactDecimal("1.5")!),
      ("效益指标", 12, "社会效益指标", 12, "改善居民生活环境", "有效改善", "改善", 6, 3),
      ("满意度指标", 18, "服务对象满意度指标", 18, "居民对清扫保洁的满意度", "≥80%", "95%", 6, 6),
    ]
    goal.indicators = rows.enumerated().map { index, row in
      var made = indicator("i\(index + 1)", row.0, row.2, row.4, row.5, actual: row.6, weight: row.7, score: row.8)
      made.level1Weight = row.1
      made.level2Weight = row.3
      return made
    }
    form.goals = [goal]
    form.score = ExactDecimal("93.5")
    return form
  }()

  static let departmentGoal: FormContent = {
    var form = FormContent(kind: .departmentGoal)
    form.title = "2024年部门整体支出绩效目标申报表"
    form.name = "示范区青林街道办事处"
    form.year = 2024
    form.contacts = [Attribute("填报人", "李示例"), Attribute("联系电话", "80000000")]
    form.attributes = [
      Attribute("部门职能概述", "贯彻执行党和国家的路线方针政策，统筹辖区党的建设、公共服务、城市管理、平安建设和社区治理，动员各类主体参与基层治理。"),
      Attribute("年度工作任务", "一是做好辖区环境整治；二是完成老旧小区改造收尾；三是提升社区服务水平，办好十件实事。"),
    ]
    func line(_ id: String, _ item: String, _ amount: String, _ share: Int, _ history: [String]) -> CompositionLine {
      var line = CompositionLine(id: id)
      line.item = item
      line.amount = ExactDecimal(amount)
      line.share = ExactDecimal(share)
      line.history = history.map { ExactDecimal($0) }
      return line
    }
    form.income = [
      line("n1", "财政拨款", "2892.88", 83, ["2824.63", "3001.56"]), line("n2", "财政专户管理资金", "0.00", 0, ["0.00", "0.00"]),
      line("n3", "单位资金", "600.00", 17, ["600.00", "600.00"]), line("n4", "合计", "3492.88", 100, ["3424.63", "3601.56"]),
    ]
    form.spending = [
      line("s1", "人员类项目支出", "1492.38", 43, ["1133.80", "1539.82"]),
      line("s2", "特定目标类项目支出", "2000.50", 57, ["2290.83", "2061.74"]),
      line("s3", "合计", "3492.88", 100, ["3424.63", "3601.56"]),
    ]
    func project(_ id: String, _ name: String, _ category: String, _ total: String, _ purpose: String) -> ProjectLine {
      var line = ProjectLine(id: id)
      line.name = name
      line.category = category
      line.total = ExactDecimal(total)
      line.current = ExactDecimal(total)
      line.purpose = purpose
      return line
    }
    form.projects = [
      project("p1", "编外用工类项目", "特定目标类", "853.57", "聘用人员工资及社会保险"),
      project("p2", "城市综合管理", "特定目标类", "646.93", "环卫保洁、市政维护、绿化养护"),
      project("p3", "社区工作经费", "特定目标类", "500.00", "21 个社区日常运转经费"),
    ]
    var long = Goal(id: "g1")
    long.term = .longTerm
    long.name = "长期目标1"
    long.text = "建成宜居、平安、便民的现代街道。"
    long.indicators = [
      indicator("i1", "产出指标", "数量指标", "老旧小区改造完成数", "≥12个", basis: "计划标准"),
      indicator("i2", "效益指标", "社会效益指标", "居民安全感", "≥98%", basis: "历史标准"),
    ]
    var annual = Goal(id: "g2")
    annual.term = .annual
    annual.name = "年度目标1"
    annual.text = "完成 4 个老旧小区改造收尾，环境整治覆盖全部社区。"
    annual.historyHeads = ["2022年", "2023年"]
    annual.indicators = [
      indicator("i3", "成本指标", "经济成本指标", "改造单位成本", "≤320元/平方米", history: ["340元/平方米", "331元/平方米"], basis: "历史标准"),
      indicator("i4", "产出指标", "数量指标", "老旧小区改造完成数", "4个", history: ["3个", "5个"], basis: "计划标准"),
      indicator("i5", "产出指标", "数量指标", "环境整治覆盖社区数", "21个", history: ["18个", "21个"], basis: "计划标准"),
      indicator("i6", "产出指标", "质量指标", "改造验收合格率", "100%", history: ["100%", "100%"], basis: "行业标准"),
      indicator("i7", "满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", history: ["86%", "88%"], basis: "问卷 400 份"),
    ]
    form.goals = [long, annual]
    return form
  }()

  static let departmentSelfEvaluation: FormContent = {
    var form = projectSelfEvaluation
    form.kind = .departmentSelfEvaluation
    form.title = "2023年度青林街道办事处整体绩效自评表"
    form.name = "青林街道办事处"
    form.unitName = nil
    form.attributes = [
      Attribute("填报日期", "2024年1月31日"), Attribute("基本支出总额", "5197.65"), Attribute("项目支出总额", "5894.94"),
    ]
    form.goals[0].name = "年度目标1"
    form.score = 92
    return form
  }()

  static let monitoring: FormContent = {
    var form = FormContent(kind: .monitoring)
    form.name = "城市综合管理"
    form.code = "42019923103T000000018"
    form.department = "青林街道办事处"
    form.year = 2024
    var execution = Execution()
    func line(_ id: String, _ source: String, _ figures: [String]) -> ExecutionLine {
      var line = ExecutionLine(id: id)
      line.source = source
      line.initial = ExactDecimal(figures[0])
      line.adjusted = ExactDecimal(figures[1])
      line.actual = ExactDecimal(figures[2])
      line.rate = ExactDecimal(figures[3])
      return line
    }
    execution.rows = [
      line("e1", "年度资金总额", ["853.57", "853.57", "512.14", "60.00"]),
      line("e2", "其中：本年一般公共预算拨款", ["853.57", "853.57", "512.14", "60.00"]),
    ]
    form.execution = execution
    var step = PaymentStep(id: "t1")
    step.by = "6月底"
    step.percent = 50
    var last = PaymentStep(id: "t2")
    last.by = "12月底"
    last.percent = 100
    form.schedule = [step, last]
    var buy = ProcurementLine(id: "b1")
    buy.item = "园林绿化管理服务"
    buy.quantity = 1
    buy.amount = ExactDecimal("180.00")
    form.procurement = [buy]
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.text = "保障辖区环境卫生和市政设施正常运行。"
    goal.indicators = [indicator("i1", "产出指标", "数量指标", "清扫保洁面积", "≥271万平方米", actual: "271万平方米")]
    form.goals = [goal]
    return form
  }()

  static let all = [projectGoal, projectSelfEvaluation, departmentGoal, departmentSelfEvaluation, monitoring]

  /// A self-evaluation with as many indicators as the largest real one.
  static func large(indicators count: Int) -> FormContent {
    var form = projectSelfEvaluation
    let pattern = form.goals[0].indicators
    form.goals[0].indicators = (0..<count).map { index in
      var row = pattern[index * pattern.count / count]
      row.id = "i\(index + 1)"
      row.name = "\(row.name ?? "")（第 \(index + 1) 项）"
      return row
    }
    return form
  }
}
