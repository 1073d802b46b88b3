extension YearWalk {
  /// A project comes into the library, and an expert judges it before it may have a budget.
  public func evaluateBefore() throws {
    try be(.clerk, at: "/projects/new")
    for (field, words) in [
      ("name", Self.project), ("code", Self.code), ("total", "540"), ("asked", "180"), ("basis", "桥梁定期检测报告"),
    ] { try fill("main #" + field, words) }
    try press("main form[action='/projects'] button[type=submit]", until: "项目已入库")
    projectPath = try path()
    try press("main a[href^='/pre-evaluations/new']", until: Self.project)
    try press("main form[action='/pre-evaluations'] button", until: "保存材料")
    exAntePath = try path()
    for (section, words) in [
      ("background", "三座桥梁超期服役，检测为四类"), ("content", "维修加固 3 座桥梁"), ("goals", "3 座桥梁恢复到二类以上"),
      ("funds", "60 万元/座 × 3 座 = 180 万元"),
    ] { try fill("#material-" + section, words) }
    try press("form[action$='/material'] button[type=submit]", until: "材料已保存")
    try step("submit", until: "评估中")

    try be(.performance, at: exAntePath)
    try choose("#assignee", "评审专家")
    try step("assign", until: "王演示　分派评估")
    try be(.expert, at: "/")
    try expect(Self.project)
    try judge()
    try be(.clerk, at: exAntePath)
    try browser.type("同意", into: "#opinion")
    try step("reply", until: "何示例　反馈意见")
    try be(.expert, at: exAntePath)
    try step("conclude", until: "报告待认定")
    try be(.performance, at: exAntePath)
    try step("support", until: "王演示　认定予以支持")
    try look("pre-evaluation", exAntePath)
    try browser.open(server.address + exAntePath + "/report")
    try expect("结论已定：予以支持")
    try look("pre-evaluation-report", exAntePath + "/report")
  }

  private func judge() throws {
    try browser.open(server.address + exAntePath)
    try browser.script("document.querySelectorAll('select[name^=grade]').forEach((s) => { s.value = 'good' })")
    try browser.type("看检测报告、看现场", into: "#report-method")
    try browser.type("建议安排，先修通行量最大的一座", into: "#report-advice")
    try press("form[action$='/assessment'] button[type=submit]", until: "按分数：予以支持")
    try step("draft-report", until: "报告初稿")
    try step("exchange", until: "交换意见")
  }
}
