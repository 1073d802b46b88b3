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
    form?.forgetNamePlace(goal)
  }

  /// A row that begins a goal: `年度目标 1: | 提高服务能力`.
  mutating func goalHeadingRow(_ row: SheetRow) -> Bool {
    guard let first = row.filled.first else { return false }
    let rest = row.filled.dropFirst().map { row.cells[$0].text }.joined()
    let text = row.cells[first].text
    if goalHeading(text, rest, row.cells[first].place) { return true }
    // A recogniser may lose the number of a goal that follows numbered ones.
    guard !row.isExact, let field = row.cells[first].traits.field, Self.isNumbered(field), Self.isBare(text),
      let last = lastNumber(Self.term(of: field.target))
    else { return false }
    return goalHeading("\(text)\(last + 1)", rest, row.cells[first].place)
  }

  private static func isNumbered(_ field: Lexicon.Field) -> Bool {
    [.annualGoal, .longTermGoal].contains(field.target)
  }

  private static func isBare(_ text: String) -> Bool { text.hasSuffix("目标") }

  /// The number of the last goal of a term that had one, when a table of its own stood under it.
  private func lastNumber(_ term: Goal.Term) -> Int? {
    form?.goalNumbers.filter { form?.content.goals[$0.key].term == term }.map(\.value).max()
  }

  /// The label of goals with which a text ends.
  private func goalLabel(_ text: ArraySlice<Unicode.Scalar>) -> String? {
    for count in [4, 6] where text.count >= count {
      let words = String(String.UnicodeScalarView(text.suffix(count)))
      if lexicon.field(Wording.key(words)).map(Self.isNumbered) == true { return words }
    }
    return nil
  }

  private static let marks = Set("┃│|｜】丨".unicodeScalars)

  /// A heading beside its text whose two columns a recogniser ran together: `长期目标┃完善制度……1：`, or, with the
  /// number on the line above, `完善长期目标】制度……`.
  mutating func runTogetherGoal(_ text: String, _ place: Document.Place) -> Bool {
    let scalars = Array(text.unicodeScalars)
    if scalars.count <= 3, let last = scalars.last, last == ":" || last == "：",
      let number = Int(String(text.unicodeScalars.dropLast()))
    {
      loneNumber = number
      return true
    }
    defer { loneNumber = nil }
    guard let mark = scalars.firstIndex(where: { Self.marks.contains($0) && $0 != scalars.first }),
      let label = goalLabel(scalars[..<mark])
    else { return false }
    let before = scalars[..<(mark - label.unicodeScalars.count)].drop { Self.marks.contains($0) }
    var after = scalars[(mark + 1)...]
    var number = loneNumber
    if let colon = after.firstIndex(where: { $0 == ":" || $0 == "：" }), colon - after.startIndex <= 2,
      let own = Int(String(String.UnicodeScalarView(after[..<colon])))
    {
      number = own
      after = after[(colon + 1)...]
    } else if let colon = after.last, colon == ":" || colon == "：" {
      let digits = after.dropLast().reversed().prefix { Wording.isDigit($0) }
      guard let own = Int(String(String.UnicodeScalarView(digits.reversed()))) else { return false }
      number = own
      after = after.dropLast(digits.count + 1)
    }
    guard let number else { return false }
    let body = String(String.UnicodeScalarView(before)) + String(String.UnicodeScalarView(after))
    return goalHeading("\(label)\(number)", body, place)
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
