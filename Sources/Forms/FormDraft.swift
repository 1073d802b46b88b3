import Documents
import Model
import Schemes

/// A form while it is being read.
struct FormDraft {
  var content: FormContent
  /// Whether a title or a label has told the kind, or it must be guessed from what was read.
  var isKindKnown: Bool
  var places: [FormPath: Document.Place] = [:]
  var doubts: [Reading.Doubt] = []
  /// How many labels and heads of a form were recognised.
  var evidence = 0
  /// How many rows of tables were read; running text alone makes no form here.
  var rows = 0
  var indicatorCount = 0
  /// Rows and labelled values taken so far.
  var entries = 0
  /// Number printed with a goal: 1 of 年度目标1; by goal index.
  var goalNumbers: [Int: Int] = [:]
  /// Goals read from a list of goals in one cell or from an overall text rather than from a heading of their own.
  var goalLabels: [Int: FieldTarget] = [:]
  /// Goals with a row in a table of names and texts.
  var listedGoals: Set<Int> = []
  /// The name of each goal as it is compared.
  private(set) var goalKeys: [String] = []
  private var goalPairs: [Wording.Pairs] = []
  /// Where an attribute stands, and the texts it was put together from, by its label.
  private var attributeParts: [String: (index: Int, texts: Set<String>)] = [:]

  init(kind: FormKind, title: String?, isKindKnown: Bool) {
    content = FormContent(kind: kind)
    content.title = title
    content.blankLabels = []
    self.isKindKnown = isKindKnown
  }

  /// Whether anything but the heading cells has been read.
  var hasBody: Bool {
    !content.goals.isEmpty || !content.amounts.isEmpty || !content.funding.isEmpty || content.execution != nil
      || !content.costs.isEmpty || !content.projects.isEmpty || !content.income.isEmpty
  }

  /// Whether this is a form at all and not a table that happens to share a label.
  var isForm: Bool {
    guard rows > 0 else { return false }
    if !content.indicators.isEmpty { return true }
    guard (content.name ?? content.code) != nil else { return false }
    return evidence >= 8 || (hasBody && (content.title != nil || !content.goals.isEmpty))
  }

  mutating func note(_ path: FormPath, _ place: Document.Place) { places[path] = place }

  mutating func doubt(_ reason: String, _ text: String, _ place: Document.Place, for path: FormPath) {
    doubts.append(Reading.Doubt(reason: reason, text: text, place: place, path: path))
  }

  mutating func addAttribute(_ label: String, _ value: String, personal: Bool, at place: Document.Place) {
    guard !value.isEmpty else { return }
    if personal {
      content.contacts.append(Attribute(label, value))
      note(FormPath("contacts[\(label)]"), place)
    } else if let index = attributeParts[label]?.index {
      // A text that is there already adds nothing; a long attribute is not searched again for every text.
      guard attributeParts[label]?.texts.insert(value).inserted == true else { return }
      let isShort = content.attributes[index].value.utf8.count <= ReadingLimits.attributeBytes
      if isShort, content.attributes[index].value.contains(value) { return }
      content.attributes[index].value += "；"
      content.attributes[index].value += value
    } else {
      attributeParts[label] = (content.attributes.count, [value])
      content.attributes.append(Attribute(label, value))
      note(.attribute(label), place)
    }
  }

  // MARK: Goals

  mutating func addGoal(_ term: Goal.Term?, name: String?, text: String?, at place: Document.Place) -> Int {
    var goal = Goal(id: "g\(content.goals.count + 1)")
    goal.term = term
    goal.name = name.flatMap { $0.isEmpty ? nil : $0 }
    goal.text = text.flatMap { $0.isEmpty ? nil : $0 }
    content.goals.append(goal)
    let key = Wording.key(goal.name ?? "")
    goalKeys.append(key)
    goalPairs.append(Wording.Pairs(key))
    note(.goal(goal.id).field("name"), place)
    note(.goal(goal.id).field("text"), place)
    return content.goals.count - 1
  }

  /// A goal named by the label beside it: its name stands elsewhere than its text.
  mutating func forgetNamePlace(_ goal: Int) { places[.goal(content.goals[goal].id).field("name")] = nil }

  /// The goal that a name in a table of indicators means; a new one when none is near.
  ///
  /// - Parameter comparisons: how many names may still be compared; below 0 afterwards when that was not enough.
  mutating func goal(
    named name: String, _ term: Goal.Term, at place: Document.Place, comparisons: inout Int
  ) -> Int {
    let key = Wording.key(name)
    let number = Wording.number(atEndOf: key)
    let open = content.goals.indices.filter { content.goals[$0].term == nil || content.goals[$0].term == term }
    let pairs = Wording.Pairs(key)
    func near(_ index: Int, _ least: Double) -> Bool {
      comparisons -= 1
      return comparisons >= 0 && Wording.likeness(goalPairs[index], pairs) >= least
    }
    let found =
      open.first { goalKeys[$0] == key }
      ?? open.first { number == Wording.number(atEndOf: content.goals[$0].name ?? "") && near($0, 0.6) }
    if let found {
      content.goals[found].term = term
      return found
    }
    let sameTerm = open.filter { content.goals[$0].term == term && listedGoals.contains($0) }
    if sameTerm.count == 1, content.goals[sameTerm[0]].indicators.isEmpty,
      key.unicodeScalars.count < 4 || near(sameTerm[0], 0.4)
    {
      return sameTerm[0]
    }
    return addGoal(term, name: name, text: nil, at: place)
  }

  /// The goal that indicators belong to when the form does not name one: the last of that term, else a new one.
  mutating func goal(_ term: Goal.Term, at place: Document.Place) -> Int {
    if let found = content.goals.indices.last(where: { content.goals[$0].term == term }) { return found }
    if let found = content.goals.indices.last(where: { content.goals[$0].term == nil }) {
      content.goals[found].term = term
      return found
    }
    return addGoal(term, name: nil, text: nil, at: place)
  }

  mutating func add(_ indicator: Indicator, to goal: Int, places: [String: Document.Place]) {
    indicatorCount += 1
    var indicator = indicator
    indicator.id = "i\(indicatorCount)"
    content.goals[goal].indicators.append(indicator)
    let path = FormPath.indicator(content.goals[goal].id, indicator.id)
    for (field, place) in places { note(path.field(field), place) }
  }
}
