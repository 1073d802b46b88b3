import Foundation
import Model
import Schemes
import TestSupport
import Testing

@Suite struct SchemeLibraryTests {
  static let files = ResourceFiles.bytes(in: ProjectFiles.root.appending(path: "Resources/schemes"))
  static let catalogue = SchemeLibrary.load(files).valid

  /// The mistakes of a changed copy of a file, the other files as they are.
  static func mistakes(_ file: String, _ old: String, _ new: String) -> [DataMistake] {
    SchemeLibrary.load(
      files.map { name, bytes in
        guard name == file else { return (name, bytes) }
        let text = String(decoding: bytes, as: UTF8.self)
        precondition(text.contains(old), "the file has the text to change")
        return (name, Array(text.replacing(old, with: new, maxReplacements: 1).utf8))
      }
    ).mistakes
  }

  static func line(of text: String, in file: String) -> Int {
    let bytes = files.first { $0.name == file }?.bytes ?? []
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.firstIndex { $0.contains(text) } ?? -2) + 1
  }

  @Test func `the schemes of the project are without mistakes`() {
    let (library, mistakes) = SchemeLibrary.load(Self.files)
    #expect(mistakes.map(\.description) == [])
    #expect(
      library.schemes.map(\.id) == [
        "hubei-2023", "module-90-10", "national-2020", "national-2020-no-satisfaction", "national-2021-cost",
      ])
    for scheme in library.schemes {
      #expect(!scheme.name.isEmpty && !scheme.validity.basis.isEmpty)
      for rule in SchemeRule.allCases { #expect(!scheme.provision(of: rule).id.isEmpty, "\(scheme.id) \(rule)") }
    }
  }

  @Test func `a scheme takes from another what it does not say itself`() {
    let cost = Self.catalogue["national-2021-cost"]
    #expect(cost?.quantitative.positive == .passMark(ExactDecimal("0.6")!))
    #expect(cost?.quantitative.negativeZeroAt == 2)
    #expect(cost?.grades.map(\.name) == ["优", "良", "中", "差"])
    #expect(Self.catalogue["hubei-2023"]?.execution.method == .proportional)
  }

  @Test(arguments: [
    ("national-2020.json5", "weight: 30", "weight: 31", "权重合计 101", "parts: ["),
    ("national-2020.json5", "zero_at: 2", "zero_at: 1", "zero_at", "zero_at: 2"),
    (
      "national-2020.json5", "{ low: 0.8, high: 1, usual: 1 }", "{ low: 0.8, high: 1, usual: 0.5 }", "usual",
      "\"achieved\""
    ),
    ("national-2020.json5", "{ name: \"良\", from: 80 }", "{ name: \"良\", from: 95 }", "从高到低", "grades:"),
    ("national-2020.json5", "grade_max: \"中\"", "grade_max: \"好\"", "不是一个等级", "vetoes:"),
    ("national-2020.json5", "use: \"explain\"", "use: \"punish\"", "其中之一", "use: \"explain\""),
    ("national-2020.json5", "{ above: 2, factor: 0.9 }", "{ above: 1.4, factor: 0.9 }", "由低到高", "rungs: ["),
    ("hubei-2023.json5", "inherits: \"national-2020\"", "inherits: \"nowhere\"", "没有可沿用的方案", "inherits:"),
    ("hubei-2023.json5", "\"project-self-evaluation\"", "\"project\"", "不认识表的种类", "layouts:"),
    ("module-90-10.json5", "priority: -1", "prioritty: -1", "不认识“prioritty”", "priority:"),
    ("module-90-10.json5", "weight: 10 }", "weight: 110 }", "应在 0 到 100 之间", "weight: 10 }"),
  ])
  func `a mistake is reported with its line`(file: String, old: String, new: String, reason: String, at: String) {
    let mistakes = Self.mistakes(file, old, new).filter { $0.file == file }
    #expect(mistakes.contains { $0.reason.contains(reason) && $0.line == Self.line(of: at, in: file) }, "\(mistakes)")
  }

  @Test func `a scheme with a mistake is left out`() {
    let broken = SchemeLibrary.load([("a.json5", Array("{ id: \"a\" }".utf8)), ("b.json5", Array("{".utf8))])
    #expect(broken.valid.schemes.isEmpty)
    #expect(
      broken.mistakes.contains { $0.file == "a.json5" && $0.reason == "缺少“layouts”" || $0.reason.contains("layouts") })
    #expect(broken.mistakes.contains { $0.file == "b.json5" })
  }

  @Test func `a scheme is read again from what it hands out`() throws {
    for scheme in Self.catalogue.schemes {
      let text = scheme.source.canonicalText
      let again = try Scheme(source: try JSONParser.parse(text))
      #expect(again.source.canonicalText == text)
      #expect(again.layouts == scheme.layouts)
    }
  }
}

@Suite struct SchemeChoiceTests {
  static let catalogue = SchemeLibraryTests.catalogue

  /// A project form with a row for each weight.
  static func form(
    region: String?, year: Int?, execution: Int?, goal: Int? = nil, _ rows: [(String, ExactDecimal?)],
    kind: FormKind = .projectSelfEvaluation
  ) -> FormContent {
    var form = FormContent(kind: kind)
    form.region = region
    form.year = year
    form.execution = Execution()
    form.execution?.weight = execution.map { ExactDecimal($0) }
    var goals = Goal(id: "g1")
    goals.weight = goal.map { ExactDecimal($0) }
    for (index, (level1, weight)) in rows.enumerated() {
      var row = Indicator(id: "i\(index + 1)")
      row.level1 = level1
      row.weight = weight
      goals.indicators.append(row)
    }
    form.goals = [goals]
    return form
  }

  @Test func `printed weights decide before place and year`() {
    let wuhan = Self.form(
      region: "武汉市江岸区", year: 2024, execution: 10, [("产出指标", 50), ("效益指标", 30), ("满意度指标", 10)])
    #expect(Self.catalogue.choose(for: wuhan)?.scheme.id == "national-2020")
    let elsewhere = Self.form(region: "示范市示范区", year: 2022, execution: 20, goal: 20, [("产出指标", 40), ("效益指标", 20)])
    let choice = Self.catalogue.choose(for: elsewhere)
    #expect(choice?.scheme.id == "hubei-2023")
    #expect(choice?.why == "表中印的权重（预算执行 20、总体目标 20、指标 60）与方案一致；是武汉市的方案；2022 年不在方案的有效期内")
    let cost = Self.form(
      region: nil, year: 2023, execution: 10, [("成本指标", 20), ("产出指标", 40), ("效益指标", 20), ("满意度指标", 10)])
    #expect(Self.catalogue.choose(for: cost)?.scheme.id == "national-2021-cost")
    let none = Self.form(region: nil, year: 2023, execution: 10, [("产出指标", 50), ("效益指标", 40)])
    #expect(Self.catalogue.choose(for: none)?.scheme.id == "national-2020-no-satisfaction")
    let module = Self.form(region: nil, year: 2023, execution: 10, [("产出指标", 70), ("效益指标", 20)])
    #expect(Self.catalogue.choose(for: module)?.scheme.id == "module-90-10")
  }

  @Test func `without weights place and year decide, then the groups of indicators`() {
    let rows: [(String, ExactDecimal?)] = [("产出指标", nil), ("效益指标", nil), ("满意度指标", nil)]
    #expect(
      Self.catalogue.choose(for: Self.form(region: "武汉市汉阳区", year: 2024, execution: nil, rows))?.scheme.id
        == "hubei-2023"
    )
    let other = Self.catalogue.choose(for: Self.form(region: "示范市示范区", year: 2024, execution: nil, rows))
    #expect(other?.scheme.id == "national-2020")
    #expect(other?.fitsWeights == nil)
    #expect(other?.why == "表中没有印权重，按地区和年度选用；本地没有合用的方案，用全国方案；2024 年有效")
    let cost = Self.form(region: nil, year: 2024, execution: nil, rows + [("成本指标", nil)])
    #expect(Self.catalogue.choose(for: cost)?.scheme.id == "national-2021-cost")
    let old = Self.form(region: "武汉市汉阳区", year: 2021, execution: nil, rows)
    #expect(Self.catalogue.choose(for: old)?.scheme.id == "national-2020")
  }

  @Test func `weights that no scheme has are said, and goals are not scored`() {
    let odd = Self.form(region: nil, year: 2023, execution: 100, [("产出指标", 98)])
    let choice = Self.catalogue.choose(for: odd)
    #expect(choice?.fitsWeights == false)
    #expect(choice?.why.contains("都不一致") == true)
    #expect(
      Self.catalogue.choose(for: Self.form(region: nil, year: 2023, execution: nil, [], kind: .projectGoal)) == nil)
  }
}
