import Documents
import Model
import Store

/// A workbook that came back, held against the form: what it would change, and what keeps it from being taken.
struct OfflineTake: Sendable {
  /// A cell that is not taken as it was filled in.
  struct Wrong: Hashable, Sendable {
    let path: FormPath
    /// `基本信息!C4`.
    let place: String
    let name: String
    let typed: String
    let why: String
  }

  let identity: OfflineIdentity
  /// The form as it stood when the workbook was given out.
  let desk: EditDesk
  /// With everything that was filled in, wrong cells by their words.
  let filled: FormContent
  /// With everything but the wrong cells.
  let good: FormContent
  let changed: Int
  let wrong: [Wrong]
  /// Filled in, but the form no longer has such a cell.
  let homeless: [(place: String, text: String)]

  init(_ reading: OfflineReading, _ desk: EditDesk, newID: () -> String) {
    identity = reading.identity
    self.desk = desk
    let base = desk.content
    let found = OfflineChanges(reading, base: base, plan: desk.plan, editable: desk.editable, newID: newID)
    var filled = base
    let outcome = Self.apply(found.changes, to: &filled, desk)
    let values = filled.typedCells
    func wrong(_ path: FormPath, _ typed: String, _ why: String) -> Wrong {
      Wrong(
        path: path, place: found.places[path] ?? "", name: desk.plan.name(of: path, values), typed: typed, why: why)
    }
    var list = outcome.refused.map { wrong($0.path, $0.typed, $0.why) }
    for words in filled.unread where found.places[words.path] != nil {
      list.append(wrong(words.path, words.text, "“\(words.text)”不是数。请只填数字，单位不用写。"))
    }
    self.wrong = list
    self.filled = filled
    homeless = found.homeless
    changed = outcome.written.count + found.changes.steps.count
    guard !list.isEmpty else {
      good = filled
      return
    }
    var rest = found.changes
    rest.cells.removeAll { cell in list.contains { $0.path == cell.path } }
    var good = base
    _ = Self.apply(rest, to: &good, desk)
    self.good = good
  }

  private static func apply(
    _ changes: DraftChanges, to content: inout FormContent, _ desk: EditDesk
  ) -> DraftChanges.Outcome {
    // Nothing is pasted, so no further rows are named.
    changes.apply(
      to: &content, base: desk.content, isBehind: false, plan: desk.plan, editable: desk.editable, newID: { "" })
  }

  /// Whether it can be taken without asking anything.
  var isClean: Bool { wrong.isEmpty && homeless.isEmpty }

  /// The cells that were not taken as they were typed, for the workbook that goes back.
  var typed: [FormPath: String] {
    Dictionary(wrong.map { ($0.path, $0.typed) }, uniquingKeysWith: { first, _ in first })
  }
}
