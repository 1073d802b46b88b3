import Documents
import Forms
import Model
import TestSupport
import Testing

private func account(_ text: String) throws -> FinalAccount {
  var content = DocumentContent()
  NarrativeReader.read(printed(text), into: &content)
  return try #require(content.finalAccount)
}

/// `name value change percent percentOf`, blanks where absent.
private func line(_ figure: FinalAccount.Figure) -> String {
  var text = "\(figure.name) \(figure.value)\(figure.unit)"
  if let change = figure.change { text += " 变动\(change)" }
  if let percent = figure.percent { text += " \(percent)%" }
  if let whole = figure.percentOf { text += " 占\(whole)" }
  return text
}

@Suite struct FinalAccountNarrativeTests {
  static let text = """
     第一部分 示例市示例区柳树街道办事处概况

    一、部门主要职责

    （一）统筹区域发展。编制 2 名。
     第三部分 2023 年度部门决算情况说明

    一、收入支出决算总体情况说明

    2023 年度收、支总计均为 1,100.50 万元。与 2022 年度相

    比，收、支总计各减少 99.50 万元，下降 8.29%，主要原因

    是项目减少 3 个，压减支出 50 万元。

    图 1：收、支决算总计变动情况

    三、支出决算情况说明

    2023 年度支出合计 1100.50 万元，与上年相比，支出合计

    增加 12 万元，增长 1.1％。

    其中：基本支出 600.50 万元，占本年支出 54.57%；项
     目支出 500 万元，占本年支出 45.43%。

    五、一般公共预算财政拨款支出决算情况说明



    19

    （一）总体情况

    2023 年度一般公共预算财政拨款支出 1098 万元，占本年

    支出合计的 99.77%。与 2022 年度相比，财政拨款支出减少

    10.5 万元，降低 0.95%。

    （二）结构情况

    主要用于以下方面：

    1.一般公共服务（类）支出 1000 万元，占 91.07 %。主要

    是用于机关运行 3 项工作。

    2.教育支出（类）支出 98 万元，占 8.93%。

    （三）具体情况

    一般公共预算财政拨款支出年初预算为 990 万元，支出决

    算为 1098 万元，完成年初预算的 110.91%。其中：

    1. 一般公共服务支出(类)政府办公厅（室）及相关机

    构事务（款）行政运行（项）。年初预算为 990 万元，支出

    决算为 1000 万元，完成年初预算的 101.01%。支出决算数大

    于年初预算数的主要原因是：一是人员异动；二是调标。

    2. 教育支出（类）普通教育（款）小学教育（项）。

    该科目未申请年初财政拨款预算，支出决算为98.00万元。

    九、“三公”经费支出决算情况说明

    “三公”经费财政拨款支出预算为 4 万元，支出决算为 3

    万元，完成预算的 75%。公务接待费支出决算为 1 万元，接

    待 12 批次 98 人次。

    十、机关运行经费支出说明

    本部门 2023 年度机关运行经费支出 80 万元（与部门决

    算中行政单位公用经费之和一致），比年初预算数增加 5 万

    元，增长 6.67%。

    十二、国有资产占用情况说明

    截至 2023 年 12 月 31 日，部门共有车辆 3 辆，其中应急

    保障用车 1 辆、执法执勤用车 2 辆；部门价值 100万元以上

    专用设备 0台。

    十四、专项支出

    国有资本经营预算支出(类)。支出决算为 2.5 万元。
     第四部分 其他需要说明的情况

    （十）支出科目

    1.一般公共服务支出（类）政府办公厅（款）行政运行（项）：反映基本支出。
    """

  @Test func `figures keep their changes, shares and completions`() throws {
    #expect(
      try account(Self.text).figures.map(line) == [
        "收、支总计 1100.50万元 变动-99.50 -8.29%",
        "支出合计 1100.50万元 变动12 1.1%",
        "基本支出 600.50万元 54.57% 占本年支出",
        "项目支出 500万元 45.43% 占本年支出",
        "一般公共预算财政拨款支出 1098万元 99.77% 占本年支出合计",
        "一般公共预算财政拨款支出 1098万元 变动-10.5 -0.95%",
        "一般公共服务（类）支出 1000万元 91.07%",
        "教育支出（类）支出 98万元 8.93%",
        "一般公共预算财政拨款支出年初预算 990万元",
        "一般公共预算财政拨款支出决算 1098万元 110.91% 占年初预算",
        "“三公”经费财政拨款支出预算 4万元",
        "“三公”经费财政拨款支出决算 3万元 75% 占预算",
        "公务接待费支出决算 1万元",
        "接待 12批次",
        "接待 98人次",
        "机关运行经费支出 80万元 变动5 6.67%",
        "车辆 3辆",
        "应急保障用车 1辆",
        "执法执勤用车 2辆",
        "价值100万元以上专用设备 0台",
        "国有资本经营预算支出(类)支出决算 2.5万元",
      ])
  }

  @Test func `sections name the place by its headings`() throws {
    let account = try account(Self.text)
    #expect(account.figures[4].section == "五、一般公共预算财政拨款支出决算情况说明 · （一）总体情况")
    #expect(account.items[0].section == "五、一般公共预算财政拨款支出决算情况说明 · （三）具体情况")
  }

  @Test func `items keep class, group and item, budget or none, and their reason`() throws {
    let items = try account(Self.text).items
    #expect(items.count == 2)
    #expect(items[0].classLevel == "一般公共服务支出")
    #expect(items[0].groupLevel == "政府办公厅（室）及相关机构事务")
    #expect(items[0].itemLevel == "行政运行")
    #expect(items[0].budget == 990 && items[0].actual == 1000 && items[0].percent == ExactDecimal("101.01"))
    #expect(items[0].reasonGiven && items[0].reason == "一是人员异动；二是调标")
    #expect(items[1].itemLevel == "小学教育")
    #expect(items[1].budget == nil && items[1].percent == nil && !items[1].reasonGiven)
    #expect(items[1].actual?.description == "98.00")
  }

  @Test func `place and year come from the headings of the parts`() {
    var content = DocumentContent()
    NarrativeReader.read(printed(Self.text), into: &content)
    #expect(content.region == "示例市示例区" && content.year == 2023 && content.moneyUnit == .wanYuan)
  }

  @Test func `tables of the account are kept when they have text`() {
    var document = printed(Self.text)
    let place = Document.Place(line: 1)
    let cells = [
      Document.Cell("项目", column: 0, at: place), Document.Cell("金 额", column: 2, at: place),
    ]
    let empty = [Document.Cell(" ", column: 0, at: place)]
    document.blocks.insert(
      contentsOf: [
        .paragraph(.init("一、收入支出决算总表", at: place)),
        .table(.init(rows: [cells], grid: .exact, at: place)),
        .paragraph(.init("二、收入决算表", at: place)),
        .table(.init(rows: [empty], grid: .exact, at: place)),
      ], at: 0)
    var content = DocumentContent()
    NarrativeReader.read(document, into: &content)
    #expect(content.finalAccount?.tables == [.init(title: "收入支出决算总表", rows: [["项目", "", "金额"]])])
  }

  @Test func `a text without such a narrative has no final account`() {
    var content = DocumentContent()
    NarrativeReader.read(printed("一、工作情况\n\n支出合计 10 万元，比上年减少 2 万元。"), into: &content)
    #expect(content.finalAccount == nil)
  }

  @Test(.enabled(if: printedSeed("001") != nil))
  func `a real final account has its 46 items and its sums`() throws {
    var content = DocumentContent()
    NarrativeReader.read(try #require(printedSeed("001")), into: &content)
    let account = try #require(content.finalAccount)
    #expect(account.items.count == 46)
    #expect(account.items.compactMap(\.actual).reduce(.zero, +) == ExactDecimal("11082.80"))
    #expect(account.items.compactMap(\.budget).reduce(.zero, +) == ExactDecimal("7025.59"))
    #expect(account.items.filter { $0.budget == nil }.count == 28)
    let classes = account.figures.filter { $0.section.contains("结构情况") && $0.name.contains("（类）") }
    #expect(classes.count == 9)
    #expect(classes.map(\.value).reduce(.zero, +) == ExactDecimal("11082.80"))
    let general = account.figures.first { $0.section.contains("（一）") && $0.change != nil }
    #expect(general?.change == ExactDecimal("-3352.79") && general?.percent == ExactDecimal("-23.23"))
    #expect(account.tables.isEmpty)
  }
}
