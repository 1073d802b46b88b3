import Model

extension Example {
  static let fields = Example("fields", "字段", note: "名在上，说明在下，比较在旁", side: .left) {
    field(budget)
    field(changed)
    field(persons)
    field(code)
  }

  private static var budget: Field {
    var made = Field("example-budget", "当年预算")
    made.demand = "必填"
    made.help = "等于资金来源合计，也等于明细合计。"
    made.value = "1,048.71"
    made.unit = "万元"
    made.isFigure = true
    made.beside = [
      .group(["上年 ", b { "1,065.47" }, "（−1.57%）"]), .group(["同类 12 个区 ", b { "640—1,390" }]),
      .group(["明细合计 ", b { "1,048.71" }, " ✓"]),
    ]
    return made
  }

  private static var changed: Field {
    var made = Field("example-change", "变动金额")
    made.value = "-111.50"
    made.unit = "万元"
    made.isFigure = true
    made.remark = .error("394.61 − 280.11 = +114.50，这里填了 −111.50。改成 114.50，或改上年预算。")
    return made
  }

  private static var persons: Field {
    var made = Field("example-persons", "吸纳就业补贴人数")
    made.value = "30"
    made.unit = "人"
    made.isFigure = true
    made.remark = .warning("前两年都是 100 人。若是政策收窄，请在依据里写文号。")
    return made
  }

  private static var code: Field {
    var made = Field("example-code", "项目编码")
    made.value = "42019923059T000000141"
    made.isReadOnly = true
    made.beside = [.group([icon(.lock), " 由一体化系统带入，不能改"])]
    return made
  }

  static let returned = Example("returned", "退回到格", note: "填报人看到的样子", side: .left) {
    field(sentBack)
  }

  private static var sentBack: Field {
    var made = Field("example-returned", "享受一次性吸纳就业补贴人数 · 预计当年")
    made.value = "30"
    made.unit = "人"
    made.isFigure = true
    made.returned = Field.Returned(
      reason: "低于往年，没有理由", words: "前两年实际都是 100 人。若政策收窄，请在“依据”写明文号；若是漏列，请按 100 人重算金额。",
      by: "周举例，区财政局社保科，11-20 14:18 · 财预〔2015〕88号", suggestion: "≥90 人")
    return made
  }

  static let errorSummary = Example("error-summary", "错误汇总", note: "每条都跳到那一格", side: .right, isFramed: false) {
    Web.errorSummary([
      Problem("example-change", "变动金额应为 +114.50"), Problem("example-persons", "吸纳就业补贴人数低于前两年，请写理由"),
    ])
  }

  static let answers = Example("answers", "核对页", note: "报送前逐项看一遍", side: .right) {
    checkAnswers([
      Answer("当年预算", "1,048.71 万元", change: "#fields"), Answer("年度指标", "14 条，分值 90", change: "#fields"),
      Answer("负责人", "赵样本", change: nil),
    ])
  }

  static let tasks = Example("tasks", "任务", note: "退回的在前，再按到期先后", side: .right, isFramed: false) {
    panel(
      "要我办的", more: "2 件",
      flush: taskList([
        TaskGroup(
          "被退回，先改这些",
          [
            WorkItem(
              "就业补助资金其他支出", "#tasks", hint: "退回 3 格：预算变动情况、成本指标、场地租金补贴人数。", due: "11 月 22 日", left: "还有 2 天",
              status: .returned("已退回"))
          ]),
        TaskGroup(
          "待填报", [WorkItem("部门整体支出绩效目标", "#tasks", hint: "差 2 项年度工作任务的指标。", due: "11 月 30 日", status: .draft("80%"))]),
      ]))
  }

  static let steps = Example("steps", "审批路线", note: "谁、何时、到何时", side: .right, isFramed: false) {
    route([
      Step("填报", "张示例", .done), Step("主管审核", "退回 1 次", .back), Step("财政审核", "周举例", .now), Step("批复", "随预算", .todo),
    ])
  }

  static let progress = Example("progress", "进度", note: "可以离开，做完能找到", side: .right) {
    p(.class("row between sm")) {
      span { "已读 52 / 69 个文件" }
      span { "约还要 40 秒" }
    }
    progressBar(done: 52, total: 69)
    p(.class("row between sm mt")) {
      span { "已读 69 / 69 个文件" }
      span { "全部读完" }
    }
    progressBar(done: 69, total: 69, isGood: true)
  }
}
