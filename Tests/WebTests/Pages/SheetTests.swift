import Model
import TestSupport
import Testing

@testable import Web

@Suite struct SheetTests {
  private static func page(_ content: FormContent, _ findings: [Finding] = []) -> Markup {
    Markup.parse(sheet(content, findings: findings).html.markup)
  }

  private static func finding(_ path: FormPath?, _ severity: Finding.Severity = .error) -> Finding {
    ExampleForms.finding("rule", severity, "题目", "位置", path, "说明")
  }

  @Test(arguments: ExampleForms.all)
  func `every printed value of a form stands on its sheet`(content: FormContent) {
    let words = Self.page(content).words
    for cell in content.cells where !cell.isPersonal && cell.path.text != "year" {
      let parts = cell.path.text.hasSuffix("history") ? cell.value.split(separator: "，").map(String.init) : [cell.value]
      for part in parts where part != "—" { #expect(words.contains(part), "\(cell.path)") }
    }
  }

  @Test func `equal heads of neighbouring indicators are merged`() {
    let heads = Self.page(ExampleForms.projectGoal).all("th").filter { $0["scope"] == "rowgroup" }
    let output = heads.filter { $0.words == "产出指标" }
    #expect(output.count == 1)
    #expect(output.first?["rowspan"] == "8")
    #expect(heads.filter { $0.words == "数量" }.first?["rowspan"] == "6")
  }

  @Test(arguments: ExampleForms.all)
  func `every row of a table fills its columns exactly`(content: FormContent) {
    for table in Self.page(content).all("table") {
      let columns = table.all("col").count
      guard columns > 0 else { continue }
      var open = [Int](repeating: 0, count: columns)
      for row in table.all("tr") {
        var filled = open.filter { $0 > 0 }.count
        var next = open.map { Swift.max($0 - 1, 0) }
        for cell in row.children {
          let width = Int(cell["colspan"] ?? "1") ?? 1
          filled += width
          guard let depth = cell["rowspan"].flatMap(Int.init), depth > 1 else { continue }
          for _ in 0..<width { if let free = next.firstIndex(of: 0) { next[free] = depth - 1 } }
        }
        #expect(filled == columns)
        open = next
      }
    }
  }

  @Test func `a finding marks its cell and both lead to each other`() throws {
    let path = FormPath.indicator("g1", "i2").field("target")
    let made = sheet(ExampleForms.projectGoal, findings: [Self.finding(path)])
    let cell = try #require(Markup.parse(made.html.markup).first(id: path.anchor))
    #expect(cell.classes.contains("f-bad"))
    #expect(cell.all("a").first?["href"] == "#find-1")
    #expect(made.findings.first?.cell == path.anchor)
  }

  @Test func `several findings at one cell colour it by the gravest`() throws {
    let path = FormPath.attribute("项目属性")
    let page = Self.page(ExampleForms.projectGoal, [Self.finding(path, .hint), Self.finding(path, .warning)])
    let cell = try #require(page.first(id: path.anchor))
    #expect(cell.classes.contains("f-warn"))
    #expect(cell.all("a").count == 2)
  }

  @Test func `a finding at a cell that is not printed moves to the name of its row`() {
    let made = sheet(
      ExampleForms.projectGoal, findings: [Self.finding(FormPath.indicator("g1", "i2").field("weight"))])
    #expect(made.findings.first?.cell == FormPath.indicator("g1", "i2").field("name").anchor)
  }

  @Test func `a finding about a missing field prints it blank`() throws {
    let page = Self.page(ExampleForms.monitoring, [Self.finding(.attribute("立项依据"))])
    let cell = try #require(page.first(id: FormPath.attribute("立项依据").anchor))
    #expect(cell.classes.contains("f-bad"))
  }

  @Test func `a finding about a goal or a list leads to its head`() {
    let made = sheet(
      ExampleForms.projectGoal,
      findings: [Self.finding(.goal("g1").field("history_heads")), Self.finding(FormPath("costs")), Self.finding(nil)])
    #expect(made.findings.map(\.cell) == [FormPath.goal("g1").anchor, FormPath("costs").anchor, nil])
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `wherever findings point no link of the page is dead and no id stands twice`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let content = ExampleForms.all[Int.random(in: 0..<ExampleForms.all.count, using: &random)]
    let known = content.cells.map(\.path)
    let odd = [
      "amounts", "goals", "goals[g9].indicators[i99].target", "nowhere.at.all", "attributes[没有]", "name", "funding[f1]",
    ]
    let findings = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      let path =
        Bool.random(using: &random)
        ? known[Int.random(in: 0..<known.count, using: &random)]
        : FormPath(odd[Int.random(in: 0..<odd.count, using: &random)])
      return Self.finding(path, Finding.Severity.allCases[Int.random(in: 0..<3, using: &random)])
    }
    #expect(PageRules.problems(ExamplePages.form(content, findings).markup) == [])
  }

  @Test func `columns without any value are left out`() {
    let words = Self.page(ExampleForms.monitoring).words
    #expect(!words.contains("偏差原因分析"))
    #expect(!words.contains("依据"))
    #expect(words.contains("实际完成值"))
  }

  @Test func `a form without anything still makes a page`() {
    for kind in FormKind.allCases {
      #expect(PageRules.problems(ExamplePages.form(FormContent(kind: kind)).markup) == [])
    }
  }
}
