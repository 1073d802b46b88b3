/// The picture of a flow as text, for the manual and for the person who wants to see the whole way.
public enum StageDiagram {
  /// Every flow of the year in the order of the year.
  public static let flows: [any StageFlow.Type] = [
    ExAnteEvaluation.self, GoalForm.self, GoalAdjustment.self, Monitoring.self, SelfEvaluation.self, ReEvaluation.self,
    KeyEvaluation.self, RectificationItem.self, BudgetLink.self, FinalAccounts.self, Disclosure.self, ProjectLife.self,
  ]

  /// The page of a flow for the manual: picture and table.
  public static func page<Flow: StageFlow>(_ flow: Flow.Type) -> String {
    "# \(Flow.officialName)\n\n```mermaid\n\(mermaid(flow))```\n\n\(table(flow))"
  }

  /// A Mermaid state diagram: states and events by their official names, in the order of their declaration.
  public static func mermaid<Flow: StageFlow>(_: Flow.Type) -> String {
    let numbers = Dictionary(uniqueKeysWithValues: zip(Flow.State.allCases, 1...))
    func key(_ state: Flow.State) -> String { "s\(numbers[state, default: 0])" }
    var lines = ["stateDiagram-v2"]
    lines += Flow.State.allCases.map { "  state \"\($0.officialName)\" as \(key($0))" }
    if let first = Flow.State.allCases.first { lines.append("  [*] --> \(key(first))") }
    for state in Flow.State.allCases {
      for event in Flow.Event.allCases {
        guard let following = Flow.next(state, event) else { continue }
        lines.append("  \(key(state)) --> \(key(following)): \(event.step.officialName)")
      }
      if Flow.isFinal(state) { lines.append("  \(key(state)) --> [*]") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Who may do what, as a table.
  private static func table<Flow: StageFlow>(_: Flow.Type) -> String {
    var lines = ["| 办理 | 谁能办 | 要写意见 |", "|---|---|---|"]
    for event in Flow.Event.allCases {
      let able = Role.allCases.filter { Permission.roles(for: event.step.action).contains($0) }
      let names = able.map(\.officialName).joined(separator: "、")
      lines.append("| \(event.step.officialName) | \(names) | \(event.step.needsOpinion ? "是" : "否") |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
