import Documents
import Model

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

  init(_ content: DocumentContent) {
    for form in content.forms {
      if form.name != nil { good += 2 }
      if !form.amounts.isEmpty || form.execution?.budget != nil { good += 2 }
      for (_, indicator) in form.indicators {
        guard let name = indicator.name, !Figures.looksLikeValue(name) else {
          good -= 1
          continue
        }
        good += 1
        if indicator.level2 != nil { good += 1 }
        if let target = indicator.target, target.unicodeScalars.count <= 40 { good += 1 }
        if indicator.actual != nil { good += 1 }
        if indicator.weight != nil { good += 1 }
        if !names.insert(Wording.key(name)).inserted { good -= 1 }
      }
    }
  }

  /// Where both found about as much, the reading that needs no guessing stays.
  func isBetter(than other: StreamMerit) -> Bool { good * 10 > other.good * 12 }
}
