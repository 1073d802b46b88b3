import Foundation
import Model
import TestSupport
import Testing

@testable import Schemes

@Suite struct TemplateLibraryTests {
  static let folder = ProjectFiles.root.appending(path: "Resources/templates")

  @Test func `every template in Resources loads without a mistake`() {
    let (library, mistakes) = TemplateLibrary.load(ResourceFiles.bytes(in: Self.folder))
    #expect(mistakes == [])
    #expect(library.templates.count >= 11)
    #expect(!library.vocabulary.fields.isEmpty)
    for kind in FormKind.allCases { #expect(library.templates.contains { $0.kind == kind }) }
  }

  @Test func `a mistake is named with its file, its line and the reason`() {
    let text = """
      {
        id: "x", kind: "projekt", name: "表",
        place: "全国", first_year: 2020, basis: ["文"], standing: "verified",
        levels: [{ name: "产出指标", level2: [] }],
        required_levels: ["效益指标"],
        sections: [
          { table: { list: "costs", columns: [{ label: "甲", field: "nonsense" }] } },
          { title: "空" },
        ],
        surplus: 1,
      }
      """
    let (library, mistakes) = TemplateLibrary.load([("x.json5", [UInt8](text.utf8))])
    #expect(library.templates.isEmpty)
    let found = mistakes.map(\.description)
    #expect(found.contains { $0.hasPrefix("x.json5:2") && $0.contains("kind") })
    #expect(found.contains { $0.hasPrefix("x.json5:5") && $0.contains("效益指标") })
    #expect(found.contains { $0.hasPrefix("x.json5:7") && $0.contains("nonsense") })
    #expect(found.contains { $0.hasPrefix("x.json5:8") && $0.contains("rows") })
    #expect(found.contains { $0.hasPrefix("x.json5:10") && $0.contains("surplus") })
    #expect(found.contains { $0.contains("词表") })
  }

  @Test func `a template of the place comes before the national one`() {
    let library = TemplateLibrary.load(ResourceFiles.bytes(in: Self.folder)).valid
    let found = library.templates(.projectGoal, place: "武汉市汉阳区", year: 2024)
    #expect(found.first?.id == "hanyang-project-goal")
    #expect(found.last?.validity.place == "全国")
    #expect(library.templates(.projectGoal, place: nil, year: 2018).allSatisfy { $0.validity.place == "全国" })
  }

  @Test func `the resources folder is found above the current directory`() {
    #expect(ResourceFiles.directory() != nil)
    #expect(!ResourceFiles.bytes(in: "templates").isEmpty)
    #expect(ResourceFiles.bytes(in: "no-such-folder").isEmpty)
  }
}
