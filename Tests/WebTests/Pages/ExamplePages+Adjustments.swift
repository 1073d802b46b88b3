import Model

@testable import Web

extension ExamplePages {
  /// Budget and goal that change together, while they are written and after they were handed in.
  static let adjustments: [Example] = [true, false].map { isOpen in
    let cell = AdjustmentPage.Cell(
      path: "amounts.current", name: "当年预算", before: "1048.71", after: "980.00", isFigure: true, change: "−68.71")
    let target = AdjustmentPage.Cell(
      path: "goals[g1].indicators[i1].target", name: "养护率 · 年度目标值", before: "≥95%", after: "≥93%", isFigure: false)
    var page = AdjustmentPage(
      shell: shell(.adjustments), id: "1", title: "堤防设施维护费", facts: [FormStatus.draft(nil).tag, "第 1 次调整"],
      route: route, number: 2, kinds: ["预算调减", "内容变更"], kind: "预算调减", reason: "汛期推迟，第三标段停工。", effect: "",
      isOpen: isOpen, cells: [cell, target], others: [], figures: [Fact("当年预算", "980.00", "万元", "比批复少 68.71")],
      oldForm: "1", newForm: "2",
      bar: StageBar(
        stage: "1", number: 2, token: "example-token",
        buttons: [.init(event: "submit", name: "报送", refusal: isOpen ? "还没有写对产出的影响。请补上再报送。" : nil)],
        lead: "现在“填报中”，由张示例办理。"),
      findings: ExampleForms.projectGoalFindings)
    if isOpen { page.returned = "业务科退回，周举例 10-12 09:31：请写明依据的文号。" }
    page.moments = [Moment("11-20 09:31", "申请调整，张示例")]
    return Example(name: isOpen ? "adjustment-open" : "adjustment-read", html: adjustmentPage(page))
  }
}
