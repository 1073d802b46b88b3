import Model
import TestSupport
import Testing

@Suite struct FormRenewalTests {
  @Test func `what was reached becomes history, budgets move back, figures are asked anew`() throws {
    var random = SeededRandom(seed: 5)
    var form = ExampleForms.projectGoal(&random, 1)
    form.goals[0].indicators[0].history = ["88%", "89%"]
    form.goals[0].indicators[1].history = nil
    form.unread = [UnreadFigure(FormPath("amounts.total"), "约")]
    var results = FormContent(kind: .projectSelfEvaluation)
    var goal = Goal(id: "x")
    var row = Indicator(id: "y")
    row.name = form.goals[0].indicators[0].name
    row.actual = "91%"
    goal.indicators = [row]
    results.goals = [goal]
    let budget = try #require(form.amounts.current)
    let new = form.renewed(results: results)
    #expect(new.year == 2025 && new.amounts.current == nil && new.amounts.prior.last?.amount == budget)
    #expect(new.amounts.prior.last?.year == 2024 && new.title == nil && new.unread.isEmpty && new.execution == nil)
    #expect(new.goals[0].indicators[0].history == ["89%", "91%"])
    #expect(new.goals[0].indicators[1].history == ["", form.goals[0].indicators[1].target ?? ""])
    #expect(new.goals[0].indicators.map(\.target) == form.goals[0].indicators.map(\.target))
    #expect(new.costs.allSatisfy { $0.amount == nil } && new.costs.map(\.content) == form.costs.map(\.content))
    #expect(new.goals[0].indicators.allSatisfy { $0.actual == nil && $0.score == nil && $0.reason == nil })
    let twice = new.renewed()
    #expect(twice.amounts.prior.count == new.amounts.prior.count, "a year without a budget adds none")
  }
}
