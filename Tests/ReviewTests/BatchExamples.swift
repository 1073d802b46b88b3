import Model

/// Examples for the forms of one batch against each other, and for running texts beside them.
enum BatchExamples {
  private static func project(
    _ name: String, _ attributes: [(String, String)] = [], code: String? = nil,
    _ change: (inout FormContent) -> Void = { _ in }
  ) -> FormContent {
    var form = FormContent(kind: .projectGoal)
    form.name = name
    form.code = code
    form.department = "示例区示例局"
    form.unitName = "示例区示例街道办事处"
    form.year = 2024
    for (label, value) in attributes { form.attribute(label, value) }
    change(&form)
    return form
  }

  private static func department(_ change: (inout FormContent) -> Void) -> FormContent {
    var form = FormContent(kind: .departmentGoal)
    form.name = "示例区示例街道办事处"
    form.year = 2024
    change(&form)
    return form
  }

  private static func evaluated(
    _ name: String, _ rows: [(name: String, target: String, actual: String, score: String)]
  ) -> FormContent {
    var form = FormContent(kind: .projectSelfEvaluation)
    form.name = name
    form.year = 2023
    form.goal { goal in for row in rows { goal.done(row.name, row.target, row.actual, row.score, of: "2") } }
    return form
  }

  private static func petitions(_ first: String, _ second: String, _ name: String = "信访接待起数") -> DocumentContent {
    document(
      evaluated("城市管理", [(name, "1000起", first, "2")]), evaluated("应急机动", [("信访接待起数", "1000起", second, "2")]))
  }

  private static func termed(_ start: String, _ end: String) -> FormContent {
    project("示例\(start)", [("起始年度", start), ("终止年度", end)])
  }

  /// A department that tells of its projects in words, with their tables.
  private static func told(_ names: [(listed: String, purpose: String)], _ tables: [(name: String, use: String)])
    -> DocumentContent
  {
    var content = document(
      department { f in
        f.projects = names.enumerated().map { index, entry in
          var line = ProjectLine(id: "p\(index + 1)")
          line.name = entry.listed
          line.purpose = entry.purpose
          return line
        }
      })
    content.forms += tables.map { name, use in
      project(name, [("预算规模及资金用途", use)]) { f in f.goal(text: "服务居民") }
    }
    return content
  }

  private static let purposes = ("示例街道社区工作经费", "主要用于各社区保障正常运转的各项经费")
  private static let uses = ("社区工作经费", "预算数90万元，主要用于21个社区正常运转")

  private static func reported(
    _ told: String, _ rows: [(name: String, target: String, actual: String, score: String)],
    heading: String = "一、项目绩效评价自评报告",
    result: Bool = true, others: Bool = false
  ) -> DocumentContent {
    var content = document(evaluated("城市管理", rows))
    if others { content.forms.append(evaluated("机构运转", rows)) }
    content.statements = [
      Statement(subject: "未完成的绩效指标", value: d(told), unit: "项", context: "城市管理项目自评报告 · （一）自评结论")
    ]
    func annex(_ number: Int, _ name: String, _ tells: Bool) -> [Passage] {
      [
        Passage(headings: ["附件\(number)"], text: "2023年度\(name)项目绩效评价自评结果"),
        Passage(headings: ["附件\(number)", heading], text: "2023年度\(name)项目自评得分93.5分。"),
        Passage(headings: ["附件\(number)", heading], text: "2023年\(name)项目预算资金为1194.23万元。"),
        Passage(headings: ["附件\(number)", heading, "3、存在的问题和原因"], text: tells ? "上年度自评结果中提出要完善目标。" : "有的目标偏低。"),
        Passage(headings: ["附件\(number)", heading, "4、下一步拟改进措施"], text: "合理设置指标值。"),
      ]
    }
    content.passages = annex(2, "城市管理", result) + (others ? annex(3, "机构运转", true) : [])
    return content
  }

  private static let met = (name: "巡查次数", target: "≥12次", actual: "12次", score: "2")
  private static let unmet = (name: "清扫及时率", target: "≥95%", actual: "90%", score: "1")

  private static func bicycles(_ actual: String, _ unit: String = "辆") -> DocumentContent {
    var content = document(evaluated("城市管理", [("共享单车清理数量", "≥15辆", actual, "2")]))
    content.statements = [Statement(subject: "规整单车", value: d("20094"), unit: unit, context: "重点工作")]
    return content
  }

  static let all: [RuleExample] = [
    RuleExample("enum-form-mixed")
      .fires("code and name", document(project("甲", [("项目属性", "持续性项目")]), project("乙", [("项目属性", "01-持续性项目")])))
      .silent("all names", document(project("甲", [("项目属性", "持续性项目")]), project("乙", [("项目属性", "一次性项目")])))
      .silent("all coded", document(project("甲", [("项目属性", "01-持续性项目")]), project("乙", [("项目属性", "02-一次性项目")])))
      .silent("a year is no code", document(project("甲", [("项目属性", "持续性项目")]), project("乙", [("项目属性", "2024年新增")]))),
    RuleExample("term-format-mixed")
      .fires("digits and years", document(termed("202401", "202412"), termed("2024年", "2024年")))
      .silent("one style", document(termed("202401", "202412"), termed("202403", "202412"))),
    RuleExample("category-differs-between-forms")
      .fires(
        "another category",
        document(project("甲", [("支出项目类别", "民生政策类")]), department { $0.listed("甲", "特定目标类", total: "1", current: "1") })
      )
      .silent(
        "the same with its number",
        document(
          project("甲", [("支出项目类别", "31-特定目标类")]), department { $0.listed("甲", "特定目标类", total: "1", current: "1") })),
    RuleExample("project-code-dept")
      .fires(
        "another number",
        document(project("甲", code: "42010523041T000000104"), project("乙", code: "42010523042T000000105"))
      )
      .silent(
        "the same number",
        document(project("甲", code: "42010523041T000000104"), project("乙", code: "42010524041T000000105"))
      )
      .silent(
        "no department in the shape",
        document(project("甲", code: "13028124P00499710001G"), project("乙", code: "13028124P00499410001F"))),
    RuleExample("cross-form-actual")
      .fires("another result", petitions("1500起", "687起"))
      .silent("the same result", petitions("1500起", "1500起"))
      .silent("the same result written otherwise", petitions("1500起", "1500.0起"))
      .silent("another indicator", petitions("1500起", "687起", "化解矛盾纠纷起数")),
    RuleExample("narrative-table-name-mismatch")
      .fires(
        "another name",
        told(
          [purposes, ("示例街道居委会办公用房装修资金", "主要用于租赁费")], [uses, ("居委会办公用房租赁费", "主要用于租赁费")])
      )
      .silent("without the place", told([purposes, ("示例街道日常宣传费用", "宣传")], [uses, ("日常宣传费", "宣传")]))
      .silent("more tables than told", told([purposes, ("装修资金", "装修")], [uses, ("租赁费", "租赁"), ("其他", "其他")])),
    RuleExample("narrative-table-content-mismatch")
      .fires(
        "another use",
        told(
          [("社区服务群众资金", "主要用于保洁人员和招聘人员的工资及保险"), purposes],
          [("社区服务群众支出", "主要用于保障至少285名居民享受便民活动"), uses])
      )
      .silent(
        "one thing in common",
        told(
          [("社区服务群众资金", "主要用于保洁人员和招聘人员的工资及保险"), purposes], [("社区服务群众支出", "主要用于保洁队伍"), uses])),
    RuleExample("unmet-list-complete")
      .fires("one too few told", reported("1", [unmet, unmet, met]))
      .silent("as many as rows", reported("1", [unmet, met, met])),
    RuleExample("previous-result-used")
      .fires("only the other report tells", reported("1", [unmet], result: false, others: true))
      .silent("both tell", reported("1", [unmet], others: true))
      .silent("no report tells", reported("1", [unmet], result: false)),
    RuleExample("section-heading-mismatch")
      .fires("another kind of form", reported("1", [unmet], heading: "一、部门整体绩效自评报告"))
      .silent("its own kind", reported("1", [unmet])),
    RuleExample("cross-text-quantity")
      .fires("another number", bicycles("14400辆"))
      .silent("the same number", bicycles("20094辆"))
      .silent("a unit that counts anything", bicycles("14400辆", "次")),
  ]
}
