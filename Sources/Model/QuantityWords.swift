/// The words that values are written with. A new way of writing is a new line here, not new code.
enum QuantityWords {
  /// Words in front of a figure.
  enum Lead: Sendable {
    case comparator(Quantity.Comparator)
    /// Rises or falls against the previous year: 提升10%.
    case rise, fall
    case previousYear, budget
    /// 每月: always the period of the figure that follows.
    case every(Quantity.Period)
    /// 全年, 一年: only right before the figure.
    case during(Quantity.Period)
    case approximate
    /// Words that mean a figure follows and say nothing more: 达到95%.
    case filler
    case percentOf
    /// 一, 两, 十.
    case numeral
  }

  /// Words behind a figure and its unit.
  enum Tail: Sendable {
    case comparator(Quantity.Comparator)
    /// 24小时内: a limit, and of a length of time a deadline.
    case within
    case approximate
    case filler
  }

  static let lead = WordTable<Lead>(
    words(
      .comparator(.atLeast),
      """
      不低于 不少于 不小于 不得低于 不得少于 不能低于 大于等于 大于或等于 高于等于 高于或等于 多于等于
      多于或等于 至少 最少 最低 未低于 保持在
      """)
      + words(
        .comparator(.atMost),
        """
        不高于 不超过 不大于 不多于 不得超过 不得高于 不能超过 小于等于 小于或等于 低于等于 低于或等于
        少于等于 少于或等于 至多 最多 最高 未超过 控制在
        """)
      + words(.comparator(.above), "大于 高于 超过 多于 超出") + words(.comparator(.below), "小于 低于 少于 不足 未达到 没有达到 不到 未达 未满")
      + words(.comparator(.exactly), "等于")
      + words(.rise, "提升 提高 增长 增加 上升 上涨 新增长") + words(.fall, "下降 减少 降低 压减 减低 缩短 缩减")
      + words(.previousYear, "上年 上年度 上一年 上一年度 去年 去年同期 上年同期 同比 前一年") + words(.budget, "预算")
      + words(.every(.init(1, .year)), "每年 每年度 每一年") + words(.every(.init(1, .halfYear)), "每半年")
      + words(.every(.init(1, .quarter)), "每季度 每季 每个季度") + words(.every(.init(1, .month)), "每月 每个月")
      + words(.every(.init(2, .month)), "每两月 每两个月") + words(.every(.init(1, .week)), "每周 每星期 每个星期")
      + words(.every(.init(1, .day)), "每天 每日") + words(.every(.init(1, .workday)), "每个工作日 每工作日")
      + words(.every(.init(1, .hour)), "每小时") + words(.during(.init(1, .year)), "全年 年均 一年")
      + words(.during(.init(1, .halfYear)), "半年") + words(.during(.init(1, .month)), "月均 一个月")
      + words(.during(.init(1, .week)), "一周") + words(.during(.init(1, .day)), "日均 一天")
      + words(.approximate, "约 大约 近 将近 左右")
      + words(.filler, "达到 达 完成 实现 共 为 是 共计 合计") + words(.percentOf, "百分之")
      + words(.numeral, "一 二 两 三 四 五 六 七 八 九 十"))

  static let tail = WordTable<Tail>(
    words(.comparator(.atLeast), "以上 及以上 或以上 和以上 含以上") + words(.comparator(.atMost), "以下 及以下 或以下 和以下")
      + words(.within, "以内 之内 内 之前 以前 前") + words(.approximate, "左右 上下 余 多")
      + words(.filler, "完成 办结 办理 到位 达标"))

  /// Units in their usual writing, each followed by other writings of it (`~`: a loose one).
  /// Longer words win over shorter ones.
  static let unitNames: [String] = unitLines.map { String($0.prefix { $0 != " " }) }

  /// A unit by its place in `unitNames`.
  struct Unit: Sendable {
    let index: Int
    /// A writing that leaves something out: 平方 for 平方米.
    let isLoose: Bool
    /// A length of time: with a limit it makes a deadline.
    let isTime: Bool
    /// 三级 is a rank, no count.
    let isRank: Bool
  }

  static let units = WordTable<Unit>(
    unitLines.enumerated().flatMap { index, line in
      let isTime = timeUnits.contains(unitNames[index])
      let isRank = unitNames[index].hasPrefix("级")
      return line.split(separator: " ").map { word in
        let isLoose = word.first == "~"
        let unit = Unit(index: index, isLoose: isLoose, isTime: isTime, isRank: isRank)
        return (String(isLoose ? word.dropFirst() : word), unit)
      }
    })

  /// What makes a numeral an ordinal: 第三方.
  static let ordinals = WordTable<Bool>(words(true, "第"))

  /// The usual writing of each unit, the most frequent first.
  static var commonUnits: [String] {
    unitLines.compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  private static let unitLines: [String] = [
    "% ~百分比 ~个百分比", "‰", "百分点 个百分点 ~个点",
    "元 元人民币 块", "美元 美金", "欧元", "港元 港币",
    "工作日 个工作日", "小时 个小时 h", "分钟", "天 日 个自然日 自然日 个日历日", "个月", "周 个星期 星期", "年 个年度", "季度 个季度",
    "人 个人", "人次", "名", "位", "户", "户次", "家", "家次", "人户", "对", "组", "支",
    "个", "次", "回", "场", "场次", "起", "件", "件次", "项", "条", "处", "辆", "辆次", "台", "台次", "台套", "套", "份", "篇", "期", "批", "批次",
    "座", "栋", "幢", "间", "所", "株", "棵", "盏", "部", "册", "本", "张", "块次", "宗", "例", "首", "站", "轮", "届", "堂", "课时", "学时",
    "班次", "床",
    "张次", "头", "只", "艘", "架", "枚", "瓶", "箱", "袋", "桶", "节", "段", "门", "面", "幅", "款", "单", "笔", "卷", "点位", "点", "亩次",
    "车次", "趟",
    "分", "星", "级", "级别", "倍",
    "平方米 ~平方 ~平米 ㎡ m2 M2 m²", "平方公里 平方千米", "立方米 ~立方 m3 ~方", "公里 千米 km KM", "米 m", "厘米 cm", "毫米 mm", "亩", "公顷",
    "吨 t", "公斤 千克 kg", "克", "升", "度", "千瓦时", "千瓦", "兆瓦", "摄氏度", "字", "标准煤",
  ]

  /// Powers of ten between a figure and its unit.
  static let scales = WordTable<Int>([
    ("百", 2), ("千", 3), ("万", 4), ("百万", 6), ("千万", 7), ("亿", 8), ("万亿", 12),
  ])

  private static let timeUnits: Set<String> = ["工作日", "小时", "分钟", "天", "个月", "周", "年", "季度"]

  /// What may follow the stroke of a frequency.
  static let periods = WordTable<Quantity.Period.Unit>(
    words(.year, "年 年度") + words(.halfYear, "半年") + words(.quarter, "季度 季") + words(.month, "月 个月")
      + words(.week, "周 星期") + words(.day, "天 日") + words(.workday, "工作日 个工作日") + words(.hour, "小时"))

  /// Chinese numerals; ten and its powers multiply what stands before them.
  static let numerals = WordTable<Int>(
    "零 一 二 三 四 五 六 七 八 九 十".split(separator: " ").enumerated().map { (String($1), $0) }
      + [("〇", 0), ("两", 2), ("百", 100), ("千", 1000)])

  /// Signs that may join two figures of a range, beside dashes.
  static let rangeWords = WordTable<Bool>(words(true, "至 到"))

  /// Whether words between two bounds only join them: ≥80%且≤90%.
  static func isJoint(_ words: String) -> Bool { words.isEmpty || ["且", "并", "并且", "和", "同时", "至"].contains(words) }

  /// Signs between the parts of a year: 一、二季度.
  static let spanJoints = WordTable<Bool>(words(true, "、 , 和 及 与 ; 第"))
  static let quarters = WordTable<Int>([("一", 1), ("二", 2), ("三", 3), ("四", 4), ("1", 1), ("2", 2), ("3", 3), ("4", 4)])
  static let halfYears = WordTable<Int>([("上半年", 1), ("下半年", 2)])

  /// Openings of a value of zero, whatever follows.
  static let zeroOpenings = WordTable<Bool>(
    words(true, "不发生 未发生 没有发生 无发生 不出现 未出现 没有出现 零发生 零事故 零投诉 零上访 零差错"))

  /// Openings of a value of zero when an incident follows.
  static let zeroPrefixes = WordTable<Bool>(words(true, "无 零 没有"))

  /// With 预算, what makes the budget the limit: 预算范围内.
  static let budgetLimits = WordTable<Bool>(words(true, "范围 以内 之内 内 限额 不超 不突破 控制"))

  /// What makes 无…, 零… a value of zero.
  static let incidents = WordTable<Bool>(
    words(
      true,
      """
      事故 事件 案件 案 投诉 上访 非访 信访 疫情 火灾 舆情 违规 违纪 违法 差错 拖欠 伤亡 死亡 发生
      纠纷 滞留 超支 漏报 安全隐患
      """))

  /// Whole texts that are yes or no.
  static let booleans = WordTable<Quantity.Degree>(
    words(.plain, "是 有 达标 已达标 合格 完成 已完成 通过 已通过 符合 达成 已达成 到位 已到位 全部完成 验收合格 通过验收")
      + words(.not, "否 未达标 不达标 没有达标 不合格 未完成 没有完成 尚未完成 未通过 不通过 不符合 未达成 未到位"))

  /// Whole texts that are zero.
  static let zeros = WordTable<Bool>(words(true, "无 零 没有 0"))

  /// Words inside a qualitative value that say how far it goes. `.plain` hides a word that only looks like another.
  static let degrees = WordTable<Quantity.Degree>(
    words(.strong, "显著 明显 有效 大幅 大幅度 大大 极大 充分 全面 较好 良好 优良 优秀 较大 切实 大力 持续有效 很大")
      + words(.some, "有所 有一定 一定 一定程度 部分 逐步 基本 略有 初步 稍有 较小")
      + words(.not, "未 没有 不 尚未 无法 未能 不能 不及时 没能 较差")
      + words(
        .plain,
        """
        不断 不少 不仅 不忘 未成年 未来 无障碍 有效期 基本公共 基本支出 基本生活 基本医疗 基本养老
        基本农田 全面小康 部分地区 不动产 一定要 不良 不高于 不低于 不超过 不少于 不大于 不小于
        """))

  /// Names of what ought to be small; `positiveNames` in the same name outweigh them.
  static let negativeNames = WordTable<Bool>(
    words(
      true,
      """
      返贫率 暴露率 死亡率 差错率 错误率 失误率 投诉率 投诉量 投诉数 投诉次数 投诉件数 有责投诉 事故率 事故 发案率 案发率 失业率 空置率 流失率 破损率 漏报率 误报率 
      超支率 返工率 违规 违法 违纪 逾期率 滞留 能耗 排放 污染 PM2.5 PM10 拖欠 上访 非访 伤亡 成本 费用 限额 单价 超标率 故障率 缺陷率 差评 火灾 
      舆情 复发率 感染率 发病率 降级率 退回率 损耗率 偏差率 结余率 结转率 赤字 负债率 三公 不超过 不高于 耗时 时限 用时 等待时间 响应时间
      """))

  /// Names of work done about them: 安全隐患整改率, 事故处理及时率.
  static let positiveNames = WordTable<Bool>(
    words(
      true,
      """
      整改 整治 整顿 处置 处理 化解 接待 查处 办结 解决 响应率 回复 合格 达标 覆盖 完成 及时 满意 下降率 降低率 减少率 节约率 压减率 宣传 演练 培训 
      检查 巡查 排查 发放 补助 减排 治理 防治 拨付 到位 知晓 防范 救助 调解 受理 收缴 回收 监测
      """))

  /// What the heads of the groups of indicators contain: 成本指标, 服务对象满意度指标.
  static let classHeads = WordTable<IndicatorClass>(
    words(.cost, "成本") + words(.output, "产出") + words(.benefit, "效益 可持续影响") + words(.satisfaction, "满意"))

  private static func words<Value>(_ value: Value, _ list: String) -> [(String, Value)] {
    list.split { $0 == " " || $0 == "\n" }.map { (String($0), value) }
  }
}
