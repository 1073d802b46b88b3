import Store
import Work

extension ReportWords {
  /// Collects what the printed report of a stage tells of its history.
  /// - Parameters:
  ///   - told: steps whose opinions stand in the report, with whose they are.
  ///   - assessing: steps by which one is an assessor.
  ///   - assigned: who was given the work, where steps do not tell.
  ///   - conclusion: what was concluded, in a word.
  init(
    _ view: StageView, told: [(event: String, who: String)], assessing: Set<String> = [], assigned: [String] = [],
    isFinal: Bool, conclusion: String? = nil, _ call: Call
  ) {
    var opinions: [(who: String, words: String)] = []
    var names: [String] = []
    for step in view.history {
      if let who = told.first(where: { $0.event == step.event })?.who, let words = step.opinion {
        opinions.append((who, words))
      }
      if assessing.contains(step.event), !names.contains(step.who) { names.append(step.who) }
    }
    let assessors = assigned.isEmpty ? names : assigned
    let state = view.words?.state ?? view.row.state
    self.init(
      opinions: opinions, assessors: assessors.isEmpty ? "还没有分派" : assessors.joined(separator: "、"), isFinal: isFinal,
      result: isFinal ? "结论已定" + (conclusion.map { "：\($0)" } ?? "") : "现在“\(state)”，还没有结论",
      day: String(Moments.day(view.history.last?.at ?? call.now).prefix { $0 != "星" }))
  }
}
