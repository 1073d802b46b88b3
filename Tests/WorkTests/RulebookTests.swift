import Foundation
import Lifecycle
import Model
import Schemes
import TestSupport
import Testing

@testable import Work

@Suite struct RulebookTests {
  static let shipped = Rulebook(
    templates: TemplateLibrary.standard().valid, schemes: SchemeLibrary.standard().valid,
    policies: PolicyLibrary.standard(subjects: Rulebook.subjects).valid, examiner: NoExaminer())

  struct NoExaminer: FormExaminer {
    func examine(_ content: FormContent) -> ExaminedForm { ExaminedForm() }
    func examine(
      _ accounts: DepartmentAccounts, _ context: AccountsContext, _ policy: AccountsPolicy
    ) -> ExaminedAccounts { ExaminedAccounts() }
  }

  @Test func `every shipped policy is read without a mistake`() {
    #expect(PolicyLibrary.standard(subjects: Rulebook.subjects).mistakes == [])
  }

  @Test func `a policy file tells every mistake with its line`() {
    let text = """
      {
        id: "x", subject: "terms", name: "期限", place: "全国", first_year: 2024, basis: ["示例"], standing: "proposed",
        rectification_days: -1, red_light_days: 14,
        exception_signers: ["nobody"],
        surprise: 1,
      }
      """
    let mistakes = PolicyLibrary.load([("x.json5", Array(text.utf8))], subjects: Rulebook.subjects).mistakes
    #expect(mistakes.map(\.line) == [1, 3, 4, 5])
    #expect(
      mistakes.contains { $0.reason == "没有叫“nobody”的角色" } && mistakes.contains { $0.reason == "缺少“publication_days”" })
  }

  @Test func `a fresh year takes the national forms and dates of the year`() {
    let settings = YearOpening.defaults(place: "示例区", year: 2025, Self.shipped)
    #expect(settings.day("first-up") == "2024-09-30" && settings.day("self-evaluation") == "2026-03-31")
    #expect(settings.checkpoints == [4, 7, 10])
    #expect(settings.templates[.projectGoal] == "national-project-goal-2021")
    #expect(settings.policies["terms"] == "terms-default")
  }

  @Test func `every flow has exactly one office and every state a name`() {
    #expect(Offices.all.count == 11)
    #expect(Steps.name(ofState: "draft-1", flow: GoalForm.name) == "一上填报中")
    #expect(Steps.name(ofEvent: "submit", flow: SelfEvaluation.name) == "报送")
    #expect(
      Steps.states(of: GoalForm.name, waitingFor: .financeLineOffice) == [
        "line-office-review-1", "line-office-review-2",
      ])
  }
}

extension Rulebook {
  /// The shipped rulebook with some words of its policies written otherwise.
  func replacing(_ words: String, with others: String) throws -> Rulebook {
    let folder = ProjectFiles.root.appending(path: "Resources/policies")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json5") }
    let texts = try files.map { name in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return (name, Array(text.replacing(words, with: others).utf8))
    }
    return Rulebook(
      templates: templates, schemes: schemes,
      policies: PolicyLibrary.load(texts, subjects: Rulebook.subjects).valid, examiner: examiner)
  }
}
