import Model

/// A part of a score with its reason: the tree opens to the row and its arithmetic.
struct ScorePart: Sendable {
  var name: String
  var score: ExactDecimal
  /// Points that can be had; nil when the part has none of its own.
  var weight: ExactDecimal?
  /// One line of arithmetic or reason: 20 × 100%.
  var why: String?
  /// Score as the document prints it, when it prints one.
  var printed: ExactDecimal?
  /// Cell of the form that the score stands in.
  var cell: FormPath?
  var parts: [ScorePart]
  init(
    _ name: String, _ score: ExactDecimal, of weight: ExactDecimal? = nil, why: String? = nil,
    printed: ExactDecimal? = nil, cell: FormPath? = nil, parts: [ScorePart] = []
  ) {
    self.name = name
    self.score = score
    self.weight = weight
    self.why = why
    self.printed = printed
    self.cell = cell
    self.parts = parts
  }

  var isLost: Bool { weight.map { score < $0 } ?? false }
  var differs: Bool { printed.map { $0 != score } ?? false }
}

/// The figure, its grade, and a line under the grade.
func scoreFigure(_ score: ExactDecimal, grade: String?, note: String? = nil) -> HTML {
  div(.class("score")) {
    span(.class("big")) { score.description }
    span {
      "分"
      if let grade { "　\(grade)" }
      if let note {
        br()
        span(.class("sub xs")) { note }
      }
    }
  }
}

/// The parts of a score. Parts of the second level and deeper are closed.
/// - Parameter form: address of the form whose cells the parts lead to.
func scoreTree(_ parts: [ScorePart], form: String? = nil) -> HTML {
  div(.class("tree mt")) { branch(parts, level: 1, form) }
}

private func branch(_ parts: [ScorePart], level: Int, _ form: String?) -> HTML {
  ul { for part in parts { li { part.parts.isEmpty ? leaf(part, form) : node(part, level: level, form) } } }
}

private func leaf(_ part: ScorePart, _ form: String?) -> HTML {
  .group([div(.class("ln")) { points(part, form) }, reason(part)])
}

private func node(_ part: ScorePart, level: Int, _ form: String?) -> HTML {
  details(.when(level == 1, .open)) {
    summary { span(.class("ln")) { points(part, nil) } }
    reason(part)
    branch(part.parts, level: level + 1, form)
  }
}

/// The name of a part, a link to its cell where it has one.
func scorePartName(_ part: ScorePart, form: String?) -> HTML {
  guard let form, let cell = part.cell else { return .text(part.name) }
  return a(.href("\(form)#\(cell.rowAnchor)")) { part.name }
}

private func points(_ part: ScorePart, _ form: String?) -> HTML {
  .group([
    span {
      scorePartName(part, form: form)
      if part.differs { " （表中不同）" }
    },
    span(.class(part.isLost ? "pt warn" : "pt")) {
      part.score.description
      if let weight = part.weight { small { " / \(weight)" } }
    },
  ])
}

private func reason(_ part: ScorePart) -> HTML {
  guard part.why != nil || part.differs else { return .empty }
  return span(.class("why")) {
    if let why = part.why { why }
    if part.differs, let printed = part.printed { b(.class("warn")) { "　表中写 \(printed)" } }
  }
}
