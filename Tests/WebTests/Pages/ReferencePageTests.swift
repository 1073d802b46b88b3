import Foundation
import Model
import Review
import Schemes
import Scoring
import TestSupport
import Testing

@testable import Web

@Suite struct ReferencePageTests {
  private static let schemes = SchemeLibrary.load(
    ResourceFiles.bytes(in: ProjectFiles.root.appending(path: "Resources/schemes"))
  ).valid

  @Test func `every rule of the catalogue stands on the page once under its own address`() {
    let page = Markup.parse(
      rulesPage(RulesPage(shell: ExamplePages.shell(.rules), groups: RuleGroup.catalogue)).markup)
    for rule in RuleCatalogue.all { #expect(page.first(id: "rule-" + rule.id) != nil, "\(rule.id)") }
    #expect(RuleGroup.catalogue.flatMap(\.rules).count == RuleCatalogue.all.count)
    #expect(
      PageRules.problems(rulesPage(RulesPage(shell: ExamplePages.shell(.rules), groups: RuleGroup.catalogue)).markup)
        == [])
  }

  @Test func `no rule says its name to people`() {
    for item in RuleGroup.catalogue.flatMap(\.rules) {
      for words in [item.title, item.about, item.kinds, item.standing ?? ""] { #expect(!words.contains(item.name)) }
    }
  }

  @Test func `a real score opens to every row with its reason and leads to cells of the form`() throws {
    let form = ExampleForms.projectSelfEvaluation
    let choice = try #require(Self.schemes.choose(for: form))
    let score = Scorer.score(form, with: choice.scheme)
    let model = ScorePage(
      shell: ExamplePages.shell(.selfEvaluations), formID: "32", formName: "城市管理项目", summary: ScoreSummary(score),
      schemeBasis: choice.scheme.validity.words, schemeStanding: choice.scheme.validity.standing.doubt,
      parts: score.pageParts, sum: score.sumLine, open: score.openWords)
    let markup = scorePage(model).markup
    #expect(PageRules.problems(markup) == [])
    let page = Markup.parse(markup)
    let words = page.words
    for row in form.goals[0].indicators { #expect(words.contains(row.name ?? "")) }
    let sheetIDs = Set(Markup.parse(sheet(form, findings: []).html.markup).all.compactMap { $0["id"] })
    let cells = page.all("a").compactMap { $0["href"] }.filter { $0.hasPrefix("/forms/32#") }
    #expect(!cells.isEmpty)
    for cell in cells { #expect(sheetIDs.contains(String(cell.dropFirst("/forms/32#".count))), "\(cell)") }
  }

  @Test(arguments: ExampleForms.all)
  func `every address of a comparison leads to an id of the sheet`(form: FormContent) {
    let ids = Set(Markup.parse(sheet(form, findings: []).html.markup).all.compactMap { $0["id"] })
    for cell in form.cells { #expect(ids.contains(cell.path.rowAnchor), "\(cell.path)") }
  }
}
