import Documents
import Model
import Schemes

/// How much a reading found, to tell which of two readings of one document is the better one.
struct StreamMerit {
  private var good = 0
  private var names: Set<String> = []

  /// Whether the document may be texts without columns: it has no table, not even a flattened one.
  static func mayStream(_ document: Document) -> Bool {
    !document.blocks.contains { block in
      if case .table = block { true } else { false }
    }
  }

  init(_ content: DocumentContent, _ lexicon: Lexicon) {
    for form in content.forms {
      for head in [form.name, form.unitName, form.department] { good += Self.short(head) }
      if !form.amounts.isEmpty { good += 2 }
      good += min(6, form.execution?.rows.count { $0.actual != nil } ?? 0)
      good += min(6, form.funding.count) + min(20, form.income.count + form.spending.count)
      good += min(20, form.projects.count + form.costs.count + form.schedule.count)
      for goal in form.goals {
        for text in [goal.text, goal.resultText].compactMap({ $0 }) {
          good += Self.beginsWithLabel(text, lexicon) ? -2 : 1
        }
      }
      for (_, indicator) in form.indicators { take(indicator, lexicon) }
    }
  }

  private mutating func take(_ indicator: Indicator, _ lexicon: Lexicon) {
    guard let name = indicator.name, !Figures.looksLikeValue(name) else {
      good -= 1
      return
    }
    if name.unicodeScalars.contains("。") { good -= 2 }
    if lexicon.level2Parents(name) != nil, indicator.level2 != name { good -= 2 }
    good += 1
    if indicator.level2 != nil { good += 1 }
    if let target = indicator.target, target.unicodeScalars.count <= 40 { good += 1 }
    if indicator.actual != nil { good += 1 }
    if indicator.weight != nil { good += 1 }
    if !names.insert(Wording.key(name)).inserted { good -= 1 }
  }

  /// Whether the label of a column stands in front of the text that should stand under it.
  private static func beginsWithLabel(_ text: String, _ lexicon: Lexicon) -> Bool {
    (4...14).contains { count in
      text.unicodeScalars.count > count
        && lexicon.column(.goals, Wording.key(String(String.UnicodeScalarView(text.unicodeScalars.prefix(count)))))
          != nil
    }
  }

  /// A name as long as a name is.
  private static func short(_ text: String?) -> Int {
    text.map { $0.unicodeScalars.count <= 60 ? 1 : -2 } ?? 0
  }

  /// Where both found about as much, the reading that needs no guessing stays.
  func isBetter(than other: StreamMerit) -> Bool { good > other.good }
}
