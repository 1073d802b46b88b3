/// One component with all its states as values. The same list feeds the gallery page, the snapshots and the checks.
struct Example: Sendable {
  enum Side: Sendable { case left, right }
  /// Anchor on the gallery page.
  let id: String
  let title: String
  /// What to hold to when using it.
  let note: String
  let side: Side
  /// Stands in a panel of the gallery; messages and steps bring their own frame.
  let isFramed: Bool
  let html: HTML

  init(
    _ id: String, _ title: String, note: String = "", side: Side, isFramed: Bool = true, @HTMLBuilder html: () -> HTML
  ) {
    self.id = id
    self.title = title
    self.note = note
    self.side = side
    self.isFramed = isFramed
    self.html = html()
  }

  static let all: [Example] = [
    .colours, .buttons, .tags, .fields, .returned, .differences, .dialogs, .type, .messages, .errorSummary, .tables,
    .findings, .steps, .progress, .score, .receipt, .empty, .tasks, .answers, .facts, .tabs, .person,
  ]
}
