import Lifecycle
import Model
import Testing

@testable import Work

@Suite struct YearCheckTests {
  private let rulebook = RulebookTests.shipped
  private func problems(_ change: (inout YearSettings) -> Void) -> [YearProblem] {
    var settings = YearOpening.defaults(place: "示例区", year: 2025, rulebook)
    change(&settings)
    return YearCheck.problems(settings, year: 2025, place: "示例区", rulebook)
  }

  @Test func `the usual year can be opened as it is`() {
    #expect(problems { _ in }.filter(\.isBlocking) == [])
  }

  @Test(arguments: [
    ("2024-02-29", true), ("2023-02-29", false), ("2024-04-31", false), ("2024-4-30", false), ("2100-02-29", false),
    ("", false), ("2024-13-01", false),
  ])
  func `a day is one of the calendar`(text: String, isDay: Bool) { #expect(YearCheck.isDay(text) == isDay) }

  @Test func `what is missing is named at its control`() {
    #expect(problems { $0.deadlines = [] }.contains { $0.part == "days" && $0.isBlocking })
    #expect(problems { $0.checkpoints = [] }.map(\.part).contains("checkpoints"))
    #expect(problems { $0.policies["terms"] = nil }.contains { $0.part == "policy-terms" && $0.isBlocking })
    #expect(problems { $0.policies["calendar"] = "gone" }.contains { $0.part == "policy-calendar" && $0.isBlocking })
    #expect(
      problems { $0.templates[.projectGoal] = nil }.contains { $0.part == "template-project-goal" && !$0.isBlocking })
    #expect(problems { $0.templates[.projectGoal] = "gone" }.contains { $0.isBlocking })
  }

  @Test func `days that cannot follow each other are doubted`() {
    let found = problems { settings in
      guard let index = settings.deadlines.firstIndex(where: { $0.id == "second-up" }) else { return }
      settings.deadlines[index].day = "2024-01-01"
    }
    #expect(found.contains { $0.part == "day-second-up" && !$0.isBlocking && $0.words.contains("之后") })
  }
}
