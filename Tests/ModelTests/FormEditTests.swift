import Model
import TestSupport
import Testing

@Suite struct FormEditTests {
  private static func form() -> FormContent {
    var random = SeededRandom(seed: 7)
    return ExampleForms.projectGoal(&random, 1)
  }

  @Test(arguments: [
    ("1,048.71", "1048.71"), ("１，０４８．７１", "1048.71"), (" 30 万元 ", "30"), ("（3.2）", "-3.2"), ("−5", "-5"), ("0", "0"),
    ("３０", "30"), ("1,048,710.00", "1048710.00"), ("+7", "7"),
  ])
  func `figures are read as what they mean`(typed: String, kept: String) {
    var form = Self.form()
    let entered = form.enter(typed, at: FormPath("costs[c2].amount"))
    #expect(entered == .kept(kept))
    #expect(form.costs[1].amount?.description == kept && form.unread.isEmpty)
  }

  @Test(arguments: ["约30", "30元", "1,04.71", "三十", "95%", "(-3)", "1.2.3", "12345678901234567890", "1048，71"])
  func `what is no figure is kept as typed and told of, and goes when it is put right`(typed: String) throws {
    var form = Self.form()
    let path = FormPath("costs[c2].amount")
    var entered = form.enter(typed, at: path)
    #expect(entered == .unread)
    #expect(form.costs[1].amount == nil)
    #expect(form.unread == [UnreadFigure(path, typed)])
    #expect(form.typedCells[path] == typed)
    let again = try FormContent(json: JSONParser.parse(form.json(.stored).canonicalText))
    #expect(again == form)
    entered = form.enter("30", at: path)
    #expect(entered == .kept("30"))
    #expect(form.unread.isEmpty)
  }

  @Test(arguments: [
    (">=90％", "≥90%"), ("≧９３%", "≥93%"), ("10家≥", "≥10家"), ("＞5", ">5"), ("《办法》（试行），修订", "《办法》（试行），修订"),
    ("　≥90%\u{0}\u{200B} ", "≥90%"),
  ])
  func `targets have one writing`(typed: String, kept: String) {
    var form = Self.form()
    let entered = form.enter(typed, at: FormPath("goals[g1].indicators[i3].target"))
    #expect(entered == .kept(kept))
    #expect(form.goals[0].indicators[2].target == kept)
  }

  @Test func `every kind of cell can be written and emptied`() {
    var form = Self.form()
    form.execution = Execution()
    for (path, typed) in [
      ("name", "甲"), ("year", "2025年"), ("attributes[项目属性]", "新增"), ("attributes[评审（复核）意见]", "同意"),
      ("contacts[联系人]", "李示例"), ("amounts.total", "5"), ("amounts.current", "6"), ("score", "90分"),
      ("funding[f1].amount", "8"),
      ("execution.rate", "95%"), ("goals[g1].text", "甲\n乙"), ("goals[g1].term", "长期绩效目标"),
      ("goals[g1].indicators[i1].history[1]", "９０%"), ("goals[g1].indicators[i1].weight", "5分"),
    ] {
      let entered = form.enter(typed, at: FormPath(path))
      #expect(entered != .noCell && entered != .unread, "\(path)")
      #expect(form.typedCells[FormPath(path)] != nil, "\(path)")
    }
    #expect(form.year == 2025 && form.goals[0].term == .longTerm && form.attribute("项目属性") == "新增")
    #expect(form.goals[0].indicators[0].history?.last == "90%")
    form.enter(" ", at: FormPath("attributes[项目属性]"))
    #expect(form.attribute("项目属性") == nil)
    for path in [
      "", "nix", "costs[none].amount", "costs[c1].nix", "costs[c1]", "goals[g1].indicators[i1].history", "amounts",
      "kind",
      "costs[c1].amount[0]", "goals[g1].indicators[i1].history[99]", "a..b", "costs[].amount", "attributes[]", "]",
    ] {
      let entered = form.enter("1", at: FormPath(path))
      #expect(entered == .noCell, "\(path)")
    }
  }

  @Test func `every printed cell is written back as it is`() {
    var random = SeededRandom(seed: 3)
    for form in [ExampleForms.projectGoal(&random, 1), ExampleForms.selfEvaluation(&random, 2)] {
      var copy = form
      for (path, text) in form.typedCells {
        let entered = copy.enter(text, at: path)
        #expect(entered != .noCell, "\(path)")
      }
      #expect(copy.json(.stored).canonicalText == form.json(.stored).canonicalText)
    }
  }

  @Test func `rows are added, moved and taken out`() {
    var form = Self.form()
    let list = FormPath("goals[g1].indicators")
    let count = form.goals[0].indicators.count
    let fresh = FormPath("goals[g1].indicators[new]")
    var done = [form.addRow("new", to: list, after: "i2"), form.addRow("new", to: list, after: nil)]
    #expect(done == [true, false] && form.goals[0].indicators[2].id == "new")
    done = [form.moveRow(fresh, after: nil)]
    #expect(done == [true] && form.rowIDs(of: list)?.prefix(2) == ["new", "i1"])
    form.enter("约5", at: fresh.field("weight"))
    #expect(form.unread.count == 1)
    done = [form.removeRow(fresh), form.removeRow(fresh)]
    #expect(done == [true, false] && form.goals[0].indicators.count == count && form.unread.isEmpty)
    done = [
      form.addRow("e1", to: FormPath("execution.rows"), after: nil), form.addRow("x", to: FormPath("nix"), after: nil),
    ]
    #expect(done == [true, false] && form.execution?.rows.count == 1)
    #expect(form.rowIDs(of: FormPath("goals[none].indicators")) == nil)
  }

  @Test func `a block goes in from its top left cell`() {
    var form = Self.form()
    var block = PastedBlock("三级指标\t指标值\r\n养护率\t>=90％\r\n\"含\n换行\"\t95%\r\n\r\n")
    block.dropHead([["三级指标", "指标名称"], ["指标值"]])
    #expect(block.rows.count == 2)
    let list = FormPath("goals[g1].indicators")
    let last = form.rowIDs(of: list)?.last
    let paste = FormPaste(list: list, row: last, fields: ["name", "target"])
    var number = 0
    let outcome = paste.apply(
      block, to: &form, rowsMax: 100,
      newID: {
        number += 1
        return "n\(number)"
      }, isOpen: { _ in true })
    #expect(outcome.rows == 2 && outcome.cells == 4 && outcome.added == ["n1"])
    #expect(form.goals[0].indicators.suffix(2).map(\.name) == ["养护率", "含\n换行"])
    #expect(form.goals[0].indicators.last?.target == "95%")
  }

  @Test func `merged cells take the value above, locked ones stay, what is too much is counted`() {
    var form = Self.form()
    var block = PastedBlock("产出指标\t甲\n\t乙\n\t丙\t9")
    block.fillDown([0])
    #expect(block.rows.map { $0[0] } == ["产出指标", "产出指标", "产出指标"])
    let before = form.costs[1].content
    let paste = FormPaste(list: FormPath("costs"), row: "c1", fields: ["activity", "content"])
    let outcome = paste.apply(block, to: &form, rowsMax: 2, newID: nil) { $0.text != "costs[c2].content" }
    #expect(outcome.locked == 1 && outcome.cells == 5 && outcome.outside == 1)
    #expect(form.costs[1].content == before && form.costs[2].content == "丙")
  }

  @Test func `no row of a block is lost where chance gives an identifier twice`() {
    var form = Self.form()
    var given = ["c1", "n1", "n1", "n2", "n2", "n3"][...]
    let paste = FormPaste(list: FormPath("costs"), row: nil, fields: ["content"])
    let outcome = paste.apply(
      PastedBlock("甲\n乙\n丙"), to: &form, rowsMax: 100, newID: { given.popFirst() ?? "" }, isOpen: { _ in true })
    #expect(outcome.added == ["n1", "n2", "n3"] && outcome.rows == 3)
    #expect(form.costs.suffix(3).map(\.content) == ["甲", "乙", "丙"])
  }

  @Test(arguments: ["", "\t", "\n\n", "\"", "\"a\tb", "a\"b\"\tc", "\"\"\"x\"\"\""])
  func `odd clipboards do no harm`(text: String) {
    var block = PastedBlock(text)
    block.dropHead([["甲"]])
    block.fillDown([0, 5])
    var form = Self.form()
    let paste = FormPaste(list: FormPath("costs"), row: "c9", fields: ["content"])
    let outcome = paste.apply(block, to: &form, rowsMax: 9, newID: nil) { _ in true }
    #expect(outcome.added.isEmpty)
  }
}
