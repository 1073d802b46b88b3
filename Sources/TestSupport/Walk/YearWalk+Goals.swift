import Foundation

extension YearWalk {
  /// The unit fills in the goal form of its project in the editor, the department that of the department as a whole.
  public func writeGoals() throws {
    try be(.clerk, at: projectPath)
    try press("main a[href^='/forms/new']", until: Self.project)
    try press("main button[value=project]", until: "主管部门及代码")
    formPath = try path().components(separatedBy: "/edit")[0]
    try fillCells(["department": Self.department])
    try turnPage(to: "年度资金总额")
    try fillCells(["amounts.total": "540", "amounts.current": "180"])
    try turnPage(to: "年度目标")
    try fillGoal("2031 年完成 3 座桥梁维修加固，恢复到二类以上")
    try turnPage(to: "还没有一行")
    try paste(
      [
        "成本指标\t经济成本指标\t单座桥梁维修成本\t≤60万元\t20", "产出指标\t数量指标\t维修加固桥梁数量\t≥3座\t20",
        "产出指标\t质量指标\t工程验收合格率\t100%\t10", "产出指标\t时效指标\t汛前完工桥梁数量\t≥2座\t10",
        "效益指标\t社会效益指标\t桥梁安全事故\t0起\t20", "满意度指标\t服务对象满意度指标\t过桥群众满意度\t≥90%\t10",
      ], says: "贴入 6 行 30 格")
    try look("edit", path())
    try handIn(formPath)
    reviewPath = try firstReview(of: Self.project)
    try writeDepartmentGoal()
  }

  private func writeDepartmentGoal() throws {
    try be(.writer, at: "/forms/new")
    try choose("#template", "部门（单位）整体支出绩效目标")
    try choose("#unit", Self.department)
    try fill("#name", Self.department)
    try press("button[value=empty]", until: "部门（单位）名称")
    departmentFormPath = try path().components(separatedBy: "/edit")[0]
    try turnPage(to: "年度主要任务")
    try paste(["桥梁维修加固\t三座老旧桥梁维修加固\t165", "桥梁日常养护\t全区桥梁日常养护\t60"], says: "贴入 2 行 6 格")
    try turnPage(to: "年度总体目标")
    try fillGoal("全区桥梁安全运行，三座老旧桥梁恢复到二类以上")
    try turnPage(to: "年度绩效指标")
    // The template brings a row for every class; those that do not apply are taken out.
    for level in ["成本指标", "经济效益指标", "生态效益指标", "可持续影响指标"] {
      let rows = try browser.all("main tr[data-row]").count
      try browser.click("main tr[data-row='\(try row(of: level))'] button[value^='remove ']")
      try wait("少一行") { try browser.all("main tr[data-row]").count == rows - 1 }
    }
    for (level, name, target) in [
      ("数量指标", "维修加固桥梁数量", "≥3座"), ("质量指标", "桥梁养护合格率", "≥95%"), ("时效指标", "汛前检查完成率", "100%"),
      ("社会效益指标", "桥梁安全事故", "0起"), ("服务对象满意度指标", "过桥群众满意度", "≥90%"),
    ] {
      let row = try row(of: level)
      try fill("[name='\(row).name']", name)
      try fill("[name='\(row).target']", target)
    }
    try handIn(departmentFormPath)
    departmentReviewPath = try firstReview(of: Self.department)
  }

  // MARK: the editor

  /// Keeps the part by its main button and goes on to the next.
  private func turnPage(to words: String) throws { try press(".bar button[value=next]", until: words) }

  private func fillGoal(_ words: String) throws {
    let fields = try browser.all("main textarea[name^='goals'][name$='.text']")
    guard let field = fields.last, let name = try browser.attribute("name", of: field) else {
      throw try failure("没有目标的格")
    }
    try fill("[name='\(name)']", words)
  }

  /// Brings a block in as it comes out of a spreadsheet.
  private func paste(_ rows: [String], says words: String) throws {
    try browser.click("main .gridbox details summary")
    try browser.script(
      "document.querySelector('main textarea[name^=\"paste:\"]').value = \(Self.quoted(rows.joined(separator: "\n")))")
    try press("main button[value^='paste:']", until: words)
  }

  /// The row of a class of indicators.
  private func row(of level: String) throws -> String {
    let script = """
      var rows = document.querySelectorAll("main tr[data-row]");
      for (var i = 0; i < rows.length; i++) {
        var head = rows[i].querySelector("[name$='.level2']");
        if (head && head.value === "\(level)") { return rows[i].getAttribute("data-row"); }
      }
      return "";
      """
    guard let row = try browser.script(script) as? String, !row.isEmpty else { throw try failure("没有“\(level)”这一行") }
    return row
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\n", with: "\\n").replacing("\t", with: "\\t") + "\""
  }

  // MARK: handing in

  /// Keeps what was written as a revision, looks the answers over, gives reasons, declares and hands in.
  func handIn(_ form: String) throws {
    try press(".bar button[value=save]", until: "已存成第")
    try browser.open(server.address + form + "/check")
    try handInChecked(form)
  }

  func handInChecked(_ form: String) throws {
    try expect("没有错误")
    try explainWarnings("已核对，按年度工作安排填写")
    try browser.click("main input[name=declared]")
    try press("form[action='\(form)/submit'] button[type=submit]", until: "主管部门审核")
  }

  /// Where the department finds the form that waits for it.
  private func firstReview(of title: String) throws -> String {
    try be(.checker, at: "/reviews")
    for link in try browser.all("main table a[href^='/reviews/']") where try browser.text(link).contains(title) {
      return Self.path(try browser.attribute("href", of: link) ?? "")
    }
    throw try failure("没有等主管部门审核的“\(title)”")
  }
}
