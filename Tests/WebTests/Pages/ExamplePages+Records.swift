import Model

@testable import Web

extension ExamplePages {
  static let digest = String(repeating: "7c3e9a41", count: 8)

  static let scoreParts: [ScorePart] = [
    ScorePart("预算执行", 20, of: 20, why: "1194.23 ÷ 1194.23 = 100%，20 × 100% = 20", printed: 20),
    ScorePart("年度总目标", 18, of: 20, why: "扣 2 分：河湖长制两季未达 90 分。表中没有算式，按所写得分计。", printed: 18),
    ScorePart(
      "年度绩效指标", ExactDecimal("55.5")!, of: 60,
      parts: [
        ScorePart(
          "成本指标", 3, of: 3,
          parts: [
            ScorePart(
              "经费使用限额", 3, of: 3, why: "1194.23 ≤ 1194.23，满分", cell: FormPath.indicator("g1", "i1").field("score"))
          ]),
        ScorePart(
          "产出指标", ExactDecimal("25.5")!, of: 27,
          parts: [
            ScorePart(
              "市政设施维护点位数", ExactDecimal("1.5")!, of: ExactDecimal("1.5")!, why: "990 ≥ 200，达到；完成 495%，要说明",
              printed: ExactDecimal("1.5")!),
            ScorePart("河湖长制季度考核分数", 1, of: 2, why: "4 季中 2 季达标，2 × 2 ÷ 4 = 1", printed: 1),
            ScorePart("道路清扫及时性", ExactDecimal("1.5")!, of: 2, why: "部分达成，在 60%—80% 内，计 75%", printed: 2),
          ]),
        ScorePart("效益指标", 9, of: 12, parts: [ScorePart("改善居民生活环境", 3, of: 6, why: "部分达成 50%", printed: 3)]),
        ScorePart("满意度指标", 18, of: 18, why: "3 条都达到"),
      ]),
  ]

  static let score = ScorePage(
    shell: shell(.selfEvaluations), formID: "32", formName: "城市管理项目",
    summary: ScoreSummary(computed: ExactDecimal("93.5"), printed: 94, grade: "优", scheme: "市项目自评表 2023 版"),
    schemeBasis: "执行 20 + 总目标 20 + 指标 60；示范市，2023 年起。", schemeStanding: "等级线没有见到文件，按 90、80、60 暂定。", parts: scoreParts,
    sum: "20 + 18 + 55.5 = 93.5", open: ["总目标扣 2 分没有写算式，请补依据。"], download: Link("下载重算文件", "/forms/32/score.json"))

  static let revisions = [
    RevisionFacts(number: 3, time: "2023-11-20 09:31", by: "张示例", reason: "退回后重报", digest: digest),
    RevisionFacts(number: 2, time: "2023-11-14 16:02", by: "张示例", reason: "由文件读入", digest: digest),
    RevisionFacts(number: 1, time: "2023-08-21 10:15", by: "张示例", reason: "由文件读入", digest: digest),
  ]

  static func compare(all: Bool) -> HTML {
    let old = ExampleForms.projectGoal
    var new = old
    new.amounts.current = ExactDecimal("380.11")
    new.contacts[1].value = "80000001"
    new.attributes[4].value = "1．前两年预算安排：280.11万元/2023年。2．当年变动及理由：按年度预计发放人数进行调整增加100万元。"
    new.costs[3].amount = ExactDecimal("225.50")
    new.costs.remove(at: 8)
    new.goals[0].indicators[1].target = "90人"
    new.goals[0].indicators[10].target = "≥97%"
    var added = ExampleForms.indicator("i20", "成本指标", "经济成本", "人均补贴成本", "≤1200元/人", basis: "历史标准")
    added.history = ["1250元/人", "1210元/人"]
    new.goals[0].indicators.append(added)
    return comparePage(
      ComparePage(
        shell: shell(.goals), formID: "12", formName: "就业补助资金其他支出", revisions: revisions,
        old: revisions[1],
        new: revisions[0], difference: FormDifference(from: old, to: new), showsAll: all))
  }

  static let sameDifference = comparePage(
    ComparePage(
      shell: shell(.goals), formID: "12", formName: "就业补助资金其他支出", revisions: revisions,
      old: revisions[1],
      new: revisions[0], difference: FormDifference(from: ExampleForms.projectGoal, to: ExampleForms.projectGoal),
      showsAll: false))

  static func ledger(_ proof: LedgerPage.Proof) -> HTML {
    let actions: [(LedgerAction, Link?, String)] = [
      (.read, Link("就业补助资金其他支出", "/forms/12"), "第 7 版，改 6 格"),
      (.upload, Link("69 家二上文件", "/imports/20231120-03"), "69 个文件"),
      (.reveal, Link("就业补助资金其他支出", "/forms/12"), "看了联系电话"), (.passwordChange, nil, "别处登录已退出"),
      (.verify, nil, "第 1 至 20,184,371 条连续"),
      (.signIn, nil, "网页"), (.other("下载 Excel"), Link("城市综合管理", "/forms/6"), "第 2 版"),
    ]
    let rows = actions.enumerated().map { index, item in
      LedgerRow(
        number: 20_184_377 - index, time: "11-20 14:32:0\(index)", person: "张示例", office: "区公共就业服务中心", action: item.0,
        subject: item.1,
        note: item.2, digest: digest, previous: digest)
    }
    return ledgerPage(
      LedgerPage(
        shell: shell(.ledger), proof: proof, count: 20_184_377, today: 3206, head: digest,
        filters: [
          .choice(name: "action", label: "动作", choices: [Choice("", "全部"), Choice("upload", "导入")], chosen: ""),
          .search(name: "q", label: "姓名、对象、序号", value: ""),
        ], isFiltered: false, entries: rows, olderHref: "/ledger?before=20184371", exportHref: "/ledger.json"))
  }

  static let rules = RulesPage(
    shell: shell(.rules),
    groups: [
      RuleGroup(
        title: "金额与合计",
        rules: [
          RuleItem(
            name: "details-sum", title: "明细相加不等于预算", severity: .error, about: "明细各行金额相加，应等于当年预算；差额写在发现里。", basis: nil,
            kinds: "项目目标"),
          RuleItem(
            name: "change-amount", title: "变动金额与方向不符", severity: .error, about: "当年预算减上年预算，应等于表中写的增减。",
            basis: "财预〔2015〕88号",
            kinds: "项目目标"),
        ]),
      RuleGroup(
        title: "指标",
        rules: [
          RuleItem(
            name: "target-flat", title: "三年同一个指标值", severity: .hint, about: "前年、上年和今年的指标值完全相同。", basis: nil,
            kinds: "项目目标、部门整体目标",
            standing: "三年为限是建议，没有文件依据。")
        ]),
    ])

  static let records: [Example] = [
    Example(name: "score", html: scorePage(score)), Example(name: "compare", html: compare(all: false)),
    Example(name: "compare-all", html: compare(all: true)), Example(name: "compare-same", html: sameDifference),
    Example(
      name: "revisions",
      html: revisionsPage(
        RevisionsPage(
          shell: shell(.goals), formID: "12", formName: "就业补助资金其他支出",
          revisions: revisions.enumerated().map { index, facts in
            RevisionRow(
              facts: facts, status: .imported, changes: facts.number == 1 ? nil : 6 + index,
              counts: FindingCounts(errors: index, warnings: 5), ledgerEntry: 101 - index)
          }))),
    Example(name: "ledger", html: ledger(.whole(last: 20_184_377, time: "今天 06:00", milliseconds: 400_000))),
    Example(name: "ledger-broken", html: ledger(.broken(entry: 20_184_201, reason: "内容与摘要不符。", time: "今天 06:00"))),
    Example(name: "ledger-unknown", html: ledger(.unknown)), Example(name: "rules", html: rulesPage(rules)),
    Example(name: "rules-empty", html: rulesPage(RulesPage(shell: shell(.rules), groups: [], query: "没有"))),
  ]
}
