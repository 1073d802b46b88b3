import Documents
import Model
import Schemes

/// Goals: texts beside a label, headings with a number, lists in one cell.
extension FormAssembler {
  static func term(of target: FieldTarget) -> Goal.Term { target == .longTermGoal ? .longTerm : .annual }

  /// The term that words such as 长期 or 年度 tell; nil when they tell none.
  static func term(in text: String) -> Goal.Term? {
    if ["长期", "中期", "实施期", "三年"].contains(where: text.contains) { return .longTerm }
    return ["年度", "当年", "本年"].contains(where: text.contains) ? .annual : nil
  }

  mutating func setGoal(_ target: FieldTarget, _ label: String, _ value: String, _ place: Document.Place) {
    guard form != nil else { return }
    let (name, weight) = Figures.splitWeight(Self.cleanLabel(label), bare: false)
    let goal = form?.addGoal(Self.term(of: target), name: name, text: value, at: place) ?? 0
    form?.content.goals[goal].weight = weight
    form?.goalLabels[goal] = target
  }

  /// A row that begins a goal: `年度目标 1: | 提高服务能力`.
  mutating func goalHeadingRow(_ row: SheetRow) -> Bool {
    guard let first = row.filled.first else { return false }
    let rest = row.filled.dropFirst().map { row.cells[$0].text }.joined()
    return goalHeading(row.cells[first].text, rest, row.cells[first].place)
  }

  /// A heading with the kind of goal and its number, its text behind a colon or beside it.
  mutating func goalHeading(_ text: String, _ beside: String?, _ place: Document.Place) -> Bool {
    var head = text
    var body = beside ?? ""
    if let colon = text.unicodeScalars.firstIndex(where: { $0 == ":" || $0 == "：" }) {
      head = String(text[..<colon])
      body = String(text[text.unicodeScalars.index(after: colon)...]) + body
    }
    let (name, weight) = Figures.splitWeight(head, bare: false)
    let key = Wording.key(name)
    guard let number = Wording.number(atEndOf: key), key.unicodeScalars.count <= 12 else { return false }
    let base =
      key.unicodeScalars.last.map(Wording.isDigit) == true ? Wording.withoutNumber(key) : String(key.dropLast())
    guard let field = lexicon.field(base), [.annualGoal, .longTermGoal].contains(field.target) else { return false }
    guard beside != nil || text != head else { return false }
    let term = Self.term(of: field.target)
    table = nil
    openField = nil
    pendingTable = nil
    let known = form?.goalNumbers.first { pair in
      pair.value == number && form?.content.goals[pair.key].term == term
    }?.key
    let goal = known ?? form?.addGoal(term, name: Wording.unspaced(name), text: nil, at: place) ?? 0
    if !Wording.isEmptyMark(body) { form?.content.goals[goal].text = Wording.printed(body) }
    if let weight { form?.content.goals[goal].weight = weight }
    form?.goalNumbers[goal] = number
    form?.evidence += 1
    headedGoal = goal
    return true
  }

  // MARK: Settling

  /// Brings a form into its final shape once all its rows are known.
  mutating func settle(_ draft: inout FormDraft) {
    guessKind(&draft)
    dropListedTexts(&draft)
    if draft.content.score == nil, draft.content.kind.isSelfEvaluation, let title = draft.content.title {
      draft.content.score = Figures.titledScore(title)
    }
    for index in draft.content.goals.indices {
      if draft.content.goals[index].term == nil { draft.content.goals[index].term = .annual }
    }
    tellWholeTerm(&draft)
    nameDepartment(&draft)
  }

  /// Beside a goal of the year, the goal of the whole project is one for all its years.
  private func tellWholeTerm(_ draft: inout FormDraft) {
    guard draft.goalLabels.values.contains(.annualGoal), !draft.goalLabels.values.contains(.longTermGoal) else {
      return
    }
    for (index, goal) in draft.content.goals.enumerated()
    where draft.goalLabels[index] == .goal && goal.indicators.isEmpty && goal.resultText == nil {
      draft.content.goals[index].term = .longTerm
    }
  }

  private func guessKind(_ draft: inout FormDraft) {
    let indicators = draft.content.indicators
    let results = indicators.count { $0.indicator.actual != nil || $0.indicator.score != nil }
    // A few cells in the wrong column do not make another form of a goal form.
    let hasResults = results > 0 && results * 3 >= indicators.count
    if draft.content.kind == .projectGoal && (hasResults || (draft.content.execution?.score != nil)) {
      draft.content.kind = .projectSelfEvaluation
    } else if draft.content.kind == .departmentGoal && hasResults {
      draft.content.kind = .departmentSelfEvaluation
    }
  }

  /// The overall text of goals that have headings of their own is a list of them, not one more goal.
  private func dropListedTexts(_ draft: inout FormDraft) {
    var kept: [Goal] = []
    for (index, goal) in draft.content.goals.enumerated() {
      let isList = draft.goalLabels[index] != nil && goal.indicators.isEmpty
      let hasOwn = draft.goalNumbers.keys.contains { draft.content.goals[$0].term == goal.term }
      if isList && hasOwn, let text = goal.text {
        draft.addAttribute(
          goal.name ?? "绩效目标", text, personal: false, at: draft.places[.goal(goal.id).field("text")] ?? .init())
      } else {
        kept.append(goal)
      }
    }
    draft.content.goals = kept
  }

  /// The form of a department may give its name only as the unit that fills it in.
  private func nameDepartment(_ draft: inout FormDraft) {
    guard draft.content.kind.isAboutDepartment, draft.content.name == nil else { return }
    for label in ["单位名称", "填报单位", "单位名称（盖章）", "填报单位（盖章）", "预算单位"] {
      if let name = draft.content.attribute(label) {
        draft.content.name = Self.codedUnit(name)?.name ?? name
        return
      }
    }
    draft.content.name = draft.content.unitName ?? draft.content.department
  }
}
