extension YearWalk {
  /// Finance chooses the project; an agency plans, looks and scores; unit and expert speak; finance concludes.
  public func evaluateTheKeyProject() throws {
    try be(.performance, at: "/evaluations/new")
    try tick("project", beside: Self.project)
    try tick("criterion", beside: "社会关注度高")
    try look("evaluation-choose", "/evaluations/new")
    try choose("#assignee", "第三方")
    try fill("#lead", "主评示例")
    try press("main form[action='/evaluations'][method=post] button[type=submit]", until: "已选定 1 件")
    keyEvaluationPath = try link("main table a[href^='/evaluations/']")

    try plan()
    try fieldwork()
    try exchangeOpinions()
    try concludeEvaluation()
  }

  private func tick(_ name: String, beside words: String) throws {
    let script = """
      var boxes = document.querySelectorAll("main input[type=checkbox][name='\(name)']");
      for (var i = 0; i < boxes.length; i++) {
        var at = boxes[i].closest("tr") || boxes[i].closest("label");
        if (at.textContent.indexOf("\(words)") >= 0) { boxes[i].checked = true; return true; }
      }
      return false;
      """
    guard try browser.script(script) as? Bool == true else { throw try failure("没有“\(words)”可选") }
  }

  private func plan() throws {
    try be(.agency, at: "/")
    try expect(Self.project)
    try browser.open(server.address + keyEvaluationPath)
    try step("plan", until: "保存方案")
    for field in ["purpose", "method", "sample", "schedule"] { try fill("#plan-\(field)", "查 2 座桥的全部凭证和现场") }
    try fill("#points-decision-1", "五分")
    try press("form[action$='/plan'] button[type=submit]", until: "不是分数")
    try expect("五分")
    try fill("#points-decision-1", "4")
    try press("form[action$='/plan'] button[type=submit]", until: "方案已保存")
    try look("evaluation-plan", keyEvaluationPath)
    try step("submit-plan", until: "方案审核")
    try be(.performance, at: keyEvaluationPath)
    try say("按方案评价，请单位配合")
    try step("notify", until: "已通知")
  }

  private func fieldwork() throws {
    try be(.clerk, at: keyEvaluationPath)
    try expect("查 2 座桥的全部凭证和现场", "征求单位意见以后")
    try expectNot("评价报告")
    try be(.agency, at: keyEvaluationPath)
    try step("begin", until: "保存评价")
    try browser.script(
      """
      document.querySelectorAll("main [name^='score-']").forEach(function (field) {
        field.value = field.closest("tr").children[1].textContent.trim();
      });
      document.querySelectorAll("main [name^='evidence-']").forEach(function (field) { field.value = "凭证和现场一致"; });
      """)
    try fill("#score-process-2", "2.5")
    try fill("#reason-process-2", "两次流标，支付晚")
    for field in ["background", "work", "advice"] { try fill("#report-\(field)", "三座桥梁两座完工") }
    try choose("main select[name='problem-class']", "组织实施")
    try fill("main [name='problem-words']", "招标准备不足，两次流标")
    try fill("main [name='problem-measure']", "提前一季完成招标文件审核")
    try press("form[action$='/paper'] button[type=submit]", until: "评价已保存")
    try look("evaluation-paper", keyEvaluationPath)
    try step("draft-report", until: "初步结论")
    try be(.performance, at: keyEvaluationPath)
    try step("exchange", until: "征求单位意见")
  }

  private func exchangeOpinions() throws {
    try be(.clerk, at: keyEvaluationPath)
    try expect("98.5", "两次流标，支付晚")
    try say("同意评价结论，下年提前招标")
    try step("reply", until: "单位已回复")
    try be(.agency, at: keyEvaluationPath)
    try fill("#report-opinions", "单位同意，没有修改")
    try press("form[action$='/paper'] button[type=submit]", until: "评价已保存")
    try be(.performance, at: keyEvaluationPath)
    try choose("#assignee", "评审专家")
    try step("invite", until: "专家评审")
    try be(.expert, at: keyEvaluationPath)
    try say("证据充分，扣分有据")
    try step("review", until: "发表评审意见")
  }

  private func concludeEvaluation() throws {
    try be(.performance, at: keyEvaluationPath)
    try say("评审通过")
    try step("conclude", until: "结论已定")
    try expect("整改：组织实施")
    try step("report", until: "报告已出")
    try look("evaluation", keyEvaluationPath)
    try browser.open(server.address + keyEvaluationPath + "/report")
    try expect("招标准备不足，两次流标", "专家意见：证据充分，扣分有据", "等级为“优”")
    try look("evaluation-report", keyEvaluationPath + "/report")
    try browser.open(server.address + "/evaluations?show=finished")
    try expect(Self.project, "98.5")
    try look("evaluations", "/evaluations?show=finished")
  }
}
