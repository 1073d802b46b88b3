extension YearWalk {
  /// After the year the unit and the department evaluate themselves; they type what was reached and nothing else.
  public func evaluateItself() throws {
    try be(.performance, at: "/self-evaluations")
    try press("form[action='/self-evaluations/open'] button", until: "新布置 2 张")
    try browser.open(server.address + "/self-evaluations?show=all")
    for link in try browser.all("main th a[href^='/self-evaluations/']") {
      let path = Self.path(try browser.attribute("href", of: link) ?? "")
      if try browser.text(link).contains(Self.project) {
        evaluationPath = path
      } else {
        departmentEvaluationPath = path
      }
    }
    try be(.clerk, at: evaluationPath)
    try press("form[action$='/begin'] button", until: "预算执行")
    for (name, words) in [
      ("单座桥梁维修成本", "55万元"), ("维修加固桥梁数量", "2座"), ("工程验收合格率", "100%"), ("汛前完工桥梁数量", "2座"), ("桥梁安全事故", "0起"),
      ("过桥群众满意度", "93%"),
    ] { try fill(try cell(name, "actual"), words) }
    try press("button[value=save]", until: "得分按新填的数算过")
    // 20 × (2/3 − 60 %) ÷ 40 %: the score is the rule's, not the unit's.
    try expect("3.33")
    guard try browser.all("main [name$='.score']").isEmpty else { throw try failure("得分不该由单位填") }
    try fill(try cell("维修加固桥梁数量", "reason"), "第三座两次流标")
    try fill(try cell("维修加固桥梁数量", "measure"), "提前一季招标")
    try fill("main [name$='.result_text']", "完成 2 座，第三座转入下年")
    try press("button[value=submit]", until: "年度监控亮过红灯")
    try fill("[name='attributes[监控红灯说明]']", "两次流标，九月已支付")
    try look("self-evaluation-open", evaluationPath)
    try press("button[value=submit]", until: "主管部门审核")
    try sign(evaluationPath)
    try evaluateDepartment()
    try look("coverage", "/self-evaluations?show=all")
  }

  private func evaluateDepartment() throws {
    try be(.writer, at: departmentEvaluationPath)
    try press("form[action$='/begin'] button", until: "预算执行")
    for (name, words) in [
      ("维修加固桥梁数量", "2座"), ("桥梁养护合格率", "97%"), ("汛前检查完成率", "100%"), ("桥梁安全事故", "0起"), ("过桥群众满意度", "93%"),
    ] { try fill(try cell(name, "actual"), words) }
    try fill("main [name='execution.budget']", "225")
    try fill("main [name='execution.actual']", "109.5")
    try fill("main [name$='.result_text']", "全区桥梁安全运行，两座恢复到二类")
    try press("button[value=save]", until: "得分按新填的数算过")
    try expect("平均分给指标")
    try fill(try cell("维修加固桥梁数量", "reason"), "一座两次流标")
    try press("button[value=submit]", until: "主管部门审核")
    try sign(departmentEvaluationPath)
    try be(.performance, at: departmentEvaluationPath)
    try step("accept", until: "已认定")
    try look("department-self-evaluation", departmentEvaluationPath)
  }

  private func sign(_ path: String) throws {
    try be(.checker, at: path)
    try step("pass-department", until: "负责人审签")
    try be(.head, at: path)
    try step("sign", until: "已报送财政局")
  }

  /// A second scorer, who did not write it, scores it again; the unit answers, finance ranks.
  public func evaluateAgain() throws {
    try be(.performance, at: evaluationPath)
    try step("check", until: "财政局抽查")
    try choose("#assignee", "第三方")
    try say("抽查")
    try step("order-re-evaluation", until: "再评价中")
    try be(.agency, at: "/re-evaluations")
    try press("main a[href^='/re-evaluations/']", until: "各方面得分")
    reEvaluationPath = try path()
    try fillCells(["part[evidence].points": "5", "part[evidence].reason": "抽 3 条，1 条没有佐证"])
    try look("re-evaluation-open", reEvaluationPath)
    try press("button[value=submit]", until: "初步得分")
    try be(.performance, at: reEvaluationPath)
    try step("send-feedback", until: "已反馈单位")
    try be(.clerk, at: reEvaluationPath)
    try say("已补送养护台账")
    try step("reply", until: "单位已回复")
    try be(.performance, at: reEvaluationPath)
    try step("finish", until: "最终得分")
    try step("rank", until: "第 1 名，共 1 个")
    try look("re-evaluation", reEvaluationPath)
    try browser.open(server.address + "/re-evaluations")
    try expect(Self.project)
    try look("re-evaluations", "/re-evaluations")
    try browser.open(server.address + evaluationPath)
    try step("take-re-evaluation", until: "已认定")
    try look("self-evaluation", evaluationPath)
  }
}
