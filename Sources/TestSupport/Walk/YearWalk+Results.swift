extension YearWalk {
  /// What the red light asked for is worked off and verified; the light is closed after it.
  public func rectify() throws {
    try be(.clerk, at: rectificationPath)
    try step("acknowledge", until: "整改情况")
    try press("button[value=report]", until: "还没有写")
    try be(.clerk, at: rectificationPath)
    try browser.type("九月二十日已支付，三座桥梁复工。", into: "[name=reply]")
    try step("report", until: "已报送整改结果")
    try pay("\(Self.year)-09-20", "1,023,000.00", "A2")
    try be(.performance, at: "/rectifications")
    try expect(Self.project)
    try look("rectifications", "/rectifications")
    try browser.open(server.address + rectificationPath)
    try look("rectification", rectificationPath)
    try browser.type("凭证和现场一致", into: "[name=result]")
    try step("verify", until: "已核实")
    try step("close", until: "已办结")
    // What was verified settles the light that asked for it.
    try be(.performance, at: checkpointPath)
    try expect("整改核实，办结")
  }

  /// The rule proposes what the score does to the next budget; the offices decide.
  public func linkToTheBudget() throws {
    try be(.performance, at: "/budget-link")
    try expect(Self.project, "165.00 × 10%")
    try look("budget-link", "/budget-link")
    try press("form[action^='/budget-link'][method=post] button", until: "已对 1 个项目提出压减建议")
    try browser.open(server.address + "/budget-link/decisions")
    decisionPath = try link("main table a[href^='/budget-link/decisions/']")
    try look("decisions", "/budget-link/decisions")
    try browser.open(server.address + decisionPath)
    try step("discuss", until: "已会商")
    try be(.budget, at: decisionPath)
    try look("decision", decisionPath)
    try step("decide", until: "已决定")
    try step("apply", until: "已列入预算")
    try expect("165.00 × 10% = 16.50 万元，压减后 148.50 万元")
  }
}
