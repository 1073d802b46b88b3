extension YearWalk {
  /// 一上: the department sends one cell back, the unit answers, every office passes it on; 一下: the control figure.
  public func firstRound() throws {
    try be(.checker, at: reviewPath + "?show=all")
    let cell = try link("main table a", about: "退回这一格：汛前完工桥梁数量 · 指标值")
    try browser.open(server.address + cell)
    try look("review", cell)
    try browser.type("汛前要完成多少座，请按检测报告核实", into: "#say")
    try press("form.retbox button[type=submit]", until: "要退回的 1 格")
    try step("return-from-department", until: "待我审核")

    try be(.clerk, at: formPath)
    try expect("退回的意见", "汛前要完成多少座，请按检测报告核实")
    try look("form-returned", formPath)
    try browser.open(server.address + formPath + "/check")
    try explainWarnings("检测报告要求当年全部验收合格")
    try handInChecked(formPath)
    try pass(reviewPath)

    try control(reviewPath, "165")
    try look("control-figures", "/control-figures")
  }

  /// 二上 with the control figure, 二下: the approval.
  public func secondRound() throws {
    try be(.clerk, at: formPath)
    try expect("二上填报中", "165")
    try browser.open(server.address + formPath + "/check")
    try handInChecked(formPath)
    try pass(reviewPath)
    try be(.budget, at: reviewPath)
    try step("approve", until: "待我审核")
    try browser.open(server.address + formPath)
    try expect("已批复")
    try browser.open(server.address + formPath + "/rounds?show=money")
    try expect("−15")
    try look("rounds", formPath + "/rounds")
  }

  /// Both rounds of the department's own goal.
  public func approveDepartmentGoal() throws {
    try pass(departmentReviewPath)
    try control(departmentReviewPath, "225")
    try be(.writer, at: departmentFormPath + "/check")
    try handInChecked(departmentFormPath)
    try pass(departmentReviewPath)
    try be(.budget, at: departmentReviewPath)
    try step("approve", until: "待我审核")
  }

  /// Department, line office and performance office pass a form on.
  private func pass(_ review: String) throws {
    try be(.checker, at: review)
    try step("pass-department", until: "待我审核")
    try be(.line, at: review)
    try step("pass-line-office", until: "待我审核")
    try be(.performance, at: review)
    for (field, points) in [
      ("completeness", "19"), ("relevance", "28"), ("appropriateness", "27"), ("feasibility", "18"),
    ] { try fill("input[name=points-\(field)]", points) }
    try press("#points button[type=submit]", until: "进入下一步")
    try step("pass-performance-office", until: "待我审核")
  }

  private func control(_ review: String, _ wanYuan: String) throws {
    let stage = String(review.dropFirst("/reviews/".count))
    try be(.budget, at: "/control-figures")
    try fill("input[name='control-\(stage)']", wanYuan)
    try browser.click("input[name=pick][value='\(stage)']")
    try press("form[action^='/control-figures'] .btn.go:not(.s)", until: "办了 1 张")
  }
}
