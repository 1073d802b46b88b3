import Foundation
import Model
import TestSupport
import Testing

@testable import Web

/// Pages of forms that offices published; they are not part of the project.
@Suite(.enabled(if: ProjectFiles.shared != nil)) struct RealFormTests {
  static let forms: [FormContent] = {
    guard let folder = ProjectFiles.shared?.appending(path: "gold"),
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    else { return [] }
    return names.sorted().filter { $0.hasSuffix(".json") }.flatMap { name -> [FormContent] in
      guard let bytes = try? Data(contentsOf: folder.appending(path: name)), let json = try? JSONParser.parse(bytes)
      else { return [] }
      return (json["forms"]?.array ?? []).compactMap { try? FormContent(json: $0) }
    }
  }()

  @Test func `pages of published forms keep the rules and print every value`() throws {
    try #require(!Self.forms.isEmpty)
    for form in Self.forms {
      let markup = ExamplePages.form(form).markup
      #expect(PageRules.problems(markup) == [], "\(form.name ?? "")")
      let ids = Set(Markup.parse(markup).all.compactMap { $0["id"] })
      for cell in form.cells { #expect(ids.contains(cell.path.rowAnchor)) }
    }
  }
}
