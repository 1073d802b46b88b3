import Testing

@testable import Model

@Suite struct FormPathStepsTests {
  @Test(arguments: [
    ("", []), ("title", ["title"]), ("amounts.total", ["amounts", "total"]),
    ("goals[g1].indicators[i7].target", ["goals/g1", "indicators/i7", "target"]),
    ("attributes[项目属性]", ["attributes/项目属性"]),
    // A label is as printed: brackets and points of its own belong to it.
    ("attributes[资金[万元].合计]", ["attributes/资金[万元].合计"]), ("attributes[]", ["attributes/"]),
    ("attributes]", ["attributes]"]), ("contacts[负责人]", ["contacts/负责人"]), ("goals[a.b].text", ["goals/a.b", "text"]),
    ("goals[a[b]].text", ["goals/a[b]", "text"]), ("a..b", []), (".a", []), ("a.", []), ("[a]", []), ("a[]", []),
    ("a[b", []), ("a[b]c", []), ("目标[甲].名称", ["目标/甲", "名称"]),
  ])
  func `an address is parted at points outside brackets, and is none where a part is empty`(
    text: String, steps: [String]
  ) {
    #expect(FormPath(text).steps.map { step in step.row.map { step.name + "/" + $0 } ?? step.name } == steps)
  }
}
