import Documents
import Model
import Schemes
import Testing

@testable import Forms

/// Forms in texts that keep the order of their cells and little else: pages saved as text, cells one a line, all in one
/// line. Each reads as the table itself does.
@Suite struct FlattenedTextTests {
  static let selfEvaluation = (
    title: "2023年度项目支出绩效自评表",
    picture: """
    项目名称 | 河道保洁 | < | < | < | < | < | < | <
    主管部门 | 示范区水务局 | < | < | 实施单位 | < | 示范区河道管理所 | < | <
    项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | < | 分值 | 执行率 | 得分
    ^ | 年度资金总额 | 185.00 | 172.36 | 168.42 | < | 10 | 97.71% | 9.77
    ^ | 其中：当年财政拨款 | 180.00 | 167.36 | 163.42 | < | — | 97.65% | —
    ^ | 其他资金 | 5.00 | 5.00 | 5.00 | < | — | 100% | —
    年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | <
    ^ | 保洁河道36条，水面干净。 | < | < | < | 保洁河道36条，水面干净，居民认可。 | < | < | <
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
    ^ | 产出指标 | 数量指标 | 保洁河道条数 | ≥36条 | 36条 | 20 | 20 |
    ^ | ^ | ^ | 打捞漂浮物次数 | ≥240次 | 252次 | 10 | 10 |
    ^ | ^ | 质量指标 | 水面保洁达标率 | ≥95% | 96.5% | 10 | 10 |
    ^ | ^ | 时效指标 | 任务按期完成率 | 100% | 98% | 10 | 9.8 | 汛期暂停作业，已补做
    ^ | 效益指标 | 生态效益指标 | 河道水质 | 有所改善 | 有所改善 | 30 | 28 |
    ^ | 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥90% | 93% | 10 | 10 |
    总分 | < | < | < | < | < | 100 | 97.57 |
    """
  )

  static let goal = (
    title: "2024年度项目支出绩效目标申报表",
    picture: """
    项目名称 | 小流域治理 | < | 项目属性 | 新增项目
    主管部门 | 示范县水利局 | < | 实施单位 | 示范县水保站
    项目资金（万元） | 年度资金总额 | < | 320.5 | <
    ^ | 其中：财政拨款 | < | 300 | <
    ^ | 其他资金 | < | 20.5 | <
    年度目标 | 治理水土流失面积，改善耕作条件。 | < | < | <
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
    ^ | 产出指标 | 数量指标 | 治理面积 | ≥18平方公里
    ^ | ^ | ^ | 修建谷坊座数 | 26座
    ^ | ^ | 质量指标 | 工程验收合格率 | 100%
    ^ | ^ | 成本指标 | 单位治理成本 | ≤18万元/平方公里
    ^ | 效益指标 | 经济效益指标 | 带动农户增收 | 有效增加收入
    ^ | ^ | 生态效益指标 | 林草覆盖率 | ≥45%
    ^ | 满意度指标 | 服务对象满意度指标 | 受益农户满意度 | ≥90%
    """
  )

  static let columnsOfSigns = (
    title: "2023年度项目绩效目标自评表",
    picture: """
    项目名称 | 就业服务站点建设 | < | < | 主管部门 | 示范区人社局 | < | <
    绩效指标 | 指标名称 | 计量单位 | 指标性质 | 年初指标值 | 全年完成值 | 指标权重 | 指标得分
    ^ | 建成站点数量 | 个 | ≥ | 36 | 38 | 40 | 40
    ^ | 验收合格率 | % | ＝ | 100 | 100 | 30 | 30
    ^ | 服务人次 | 人次 | ≥ | 20000 | 18000 | 30 | 27
    """
  )

  private static func words(_ picture: TablePicture) -> [[String]] {
    picture.rows.map { row in row.filter { $0 != "<" && $0 != "^" && !$0.isEmpty } }
  }

  /// The flattenings of a picture.
  private static func texts(_ picture: TablePicture) -> [(name: String, text: String)] {
    let width = picture.rows[0].count
    let own = picture.rows.map { row in row.filter { $0 != "<" && $0 != "^" } }
    func filling(_ row: [String]) -> String { String(repeating: "|", count: width - row.count) }
    let pageRows = own.map { $0.joined(separator: " | ") + " |" + (filling($0).isEmpty ? "" : " " + filling($0)) }
    let pageCells = own.map { $0.map { $0.isEmpty ? "|\n" : $0 + " |\n" }.joined() + filling($0) }
    let words = words(picture)
    return [
      ("rows of a page", pageRows.joined(separator: "\n")), ("cells of a page", pageCells.joined(separator: "\n")),
      ("cells", words.joined().joined(separator: "\n")), ("parted cells", words.joined().joined(separator: "\n\n")),
      ("rows", words.map { $0.joined(separator: " ") }.joined(separator: "\n")),
      ("one line", words.joined().joined(separator: " ")),
    ]
  }

  private static func read(_ text: String) -> [FormContent] {
    reader.read(TextReader.read([UInt8](text.utf8), format: "txt")).content.forms
  }

  @Test(arguments: [selfEvaluation, goal, columnsOfSigns])
  func `each flattening reads as the table does`(layout: (title: String, picture: String)) {
    let picture = TablePicture(layout.picture)
    let expected = reader.read(picture.exactDocument(title: layout.title)).content.forms
    #expect(expected.count == 1 && expected[0].indicators.count >= 3)
    for (name, text) in Self.texts(picture) {
      let forms = Self.read("\(layout.title)\n\n\(text)\n")
      #expect(
        forms.map { $0.json(.contract).canonicalText } == expected.map { $0.json(.contract).canonicalText }, "\(name)")
    }
  }

  @Test func `heads and classes torn over lines are put together`() throws {
    let text = """
      项目支出绩效目标申报表

      项目名称

      小流域治理

      绩效指标

      一级指标

      二级指标

      三级指标

      年度

      指标值

      效益指标

      经济效益

      指标

      农户增收

      ≥800元

      满意度

      指标

      服务对象

      满意度指标

      农户满意度

      ≥90%

      注：各地据实填写。
      """
    let indicators = try #require(Self.read(text).first).indicators.map(\.indicator)
    #expect(indicators.map(\.level1) == ["效益指标", "满意度指标"])
    #expect(indicators.map(\.level2) == ["经济效益指标", "服务对象满意度指标"])
    #expect(indicators.map(\.name) == ["农户增收", "农户满意度"])
    #expect(indicators.map(\.target) == ["≥800元", "≥90%"])
  }

  @Test func `a label whose value is blank takes no label for it`() throws {
    let text = "项目名称\t甲工程\t\t\n主管部门\t\t实施单位\t\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t里程\t3公里\n"
    let form = try #require(Self.read("项目绩效目标表\n\(text)").first)
    #expect(form.department == nil && form.unitName == nil)
    #expect(form.name == "甲工程" && form.indicators.count == 1)
  }

  @Test func `an unknown label of money keeps its figure to itself`() throws {
    let text = "项目名称\t甲工程\t中期市级预算（万元）\t2845.00\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t里程\t3公里\n"
    let form = try #require(Self.read("项目绩效目标表\n\(text)").first)
    #expect(form.name == "甲工程")
    #expect(form.attribute("中期市级预算（万元）") == "2845.00")
  }

  @Test func `a sum of weights is no score where no row has one`() throws {
    let head = "项目名称\n甲工程\n一级指标\n二级指标\n三级指标\n指标值\n权重\n得分\n"
    let text = "项目支出绩效自评表\n\(head)产出指标\n数量指标\n里程\n≥3公里\n60\n效益指标\n社会效益指标\n通行时间\n缩短\n30\n合计\n100\n"
    let form = try #require(Self.read(text).first)
    #expect(form.indicators.map(\.indicator.weight) == [60, 30])
    #expect(form.score == nil)
  }

  @Test func `the budget named over the sources is no column of figures`() throws {
    let text = """
      预算执行情况\t年度预算数（万元）\t年初预算\t调整后预算数\t预算执行数\t预算执行率\t权重\t得分\t原因
      \t总额\t2.00\t3.36\t3.00\t89.29%\t10\t9\t
      \t其中：财政资金\t2.00\t3.36\t3.00\t89.29%\t/\t/\t
      """
    let form = try #require(Self.read("部门预算项目支出绩效自评表\n项目名称\t甲补助\n\(text)").first)
    let execution = try #require(form.execution)
    #expect(execution.budget == ExactDecimal("3.36") && execution.actual == 3 && execution.score == 9)
    #expect(execution.rows.map(\.source) == ["总额", "其中：财政资金"])
    #expect(execution.rows.map(\.initial) == [2, 2])
  }

  @Test func `a year at the head of a sentence is no code of a unit`() {
    #expect(FormAssembler.codedUnit("2023年购买13台设备") == nil)
    #expect(FormAssembler.codedUnit("629001示范街道办事处")?.name == "示范街道办事处")
  }
}
