extension YearWalk {
  /// The treasury brings in what it paid.
  public func pay() throws { try pay("\(Self.year)-03-01", "495,000.00", "A1") }

  func pay(_ day: String, _ yuan: String, _ number: String) throws {
    try be(.treasury, at: "/payments/import")
    try browser.type("\(Self.code),\(day),\"\(yuan)\",\(number)", into: "#text")
    try press("button[value=check]", until: "1 笔都可以登记")
    try press("button[value=accept]", until: yuan)
    try look("payments", "/payments")
  }

  /// A checkpoint with a red light, its explanation, the measure that is asked for, and its rectification.
  public func watch() throws {
    try be(.performance, at: "/monitoring")
    try choose("#month", "1—7 月")
    try press("form[action='/monitoring/open'] button", until: "新布置 1 个项目")
    try browser.open(server.address + "/monitoring?light=all")
    checkpointPath = try link("main table a[href^='/monitoring/']")

    try be(.clerk, at: checkpointPath)
    for (name, words) in [
      ("单座桥梁维修成本", "55万元"), ("维修加固桥梁数量", "1座"), ("工程验收合格率", "100%"), ("汛前完工桥梁数量", "2座"), ("桥梁安全事故", "0起"),
    ] { try fill(try cell(name, "actual"), words) }
    try choose(try cell("过桥群众满意度", "milestone"), "11 月")
    try press("button[value=submit]", until: "没有写偏差原因")
    try expect("57.14%", "51.43%")
    for (path, words) in [("attributes[支出偏差原因]", "招标推迟"), ("attributes[支出改进措施]", "八月底前支付")] {
      try fill("[name='\(path)']", words)
    }
    try fill(try cell("维修加固桥梁数量", "reason"), "汛期提前，两座停工")
    try fill(try cell("维修加固桥梁数量", "measure"), "九月复工")
    try look("checkpoint-open", checkpointPath)
    try press("button[value=submit]", until: "主管部门审核")
    try decide()
  }

  private func decide() throws {
    try be(.checker, at: checkpointPath)
    try step("pass-department", until: "财政局审核")
    try be(.performance, at: checkpointPath)
    try say("请说明两座停工的原因")
    try step("warn", until: "已预警")
    try be(.clerk, at: checkpointPath)
    try say("两次流标，九月开工")
    try step("explain", until: "已说明")
    try be(.performance, at: "/warnings")
    try expect("两次流标，九月开工", "还有")
    try look("warnings", "/warnings")
    try look("monitoring", "/monitoring?light=all")
    try browser.open(server.address + checkpointPath)
    try say("九月底前支付，十一月完工")
    try step("require-measure", until: "整改事项")
    try look("checkpoint", checkpointPath)
    rectificationPath = try link("main a[href^='/rectifications/']")
  }

  /// The field of an indicator by its name on the page in hand.
  func cell(_ name: String, _ field: String) throws -> String {
    let script = """
      var cells = document.querySelectorAll("main [name$='.\(field)']");
      for (var i = 0; i < cells.length; i++) {
        for (var at = cells[i]; at && at.tagName !== "FORM"; at = at.parentElement) {
          if (at.textContent.indexOf("\(name)") >= 0) {
            if (at.querySelectorAll("[name$='.\(field)']").length === 1) { return cells[i].name; }
            break;
          }
        }
      }
      return "";
      """
    guard let path = try browser.script(script) as? String, !path.isEmpty else {
      throw try failure("“\(name)”没有 \(field) 格")
    }
    return "main [name='\(path)']"
  }

  func say(_ opinion: String) throws { try fill("#opinion", opinion) }
}
