import Model
import Work

/// What one request wants changed in a draft: cells as typed, rows, and a pasted block.
struct DraftChanges: Sendable {
  struct Cell: Hashable, Sendable {
    let path: FormPath
    let typed: String
    /// What the page showed when the person began to type; nil where the page does not say.
    var was: String?
  }
  enum RowStep: Hashable, Sendable {
    case add(list: FormPath, id: String, after: String?)
    case remove(FormPath)
    case move(FormPath, after: String?)
  }
  struct Paste: Sendable {
    let list: FormPath
    let row: String?
    /// Field of the top left cell; nil for the first column.
    let field: String?
    let text: String
  }

  var cells: [Cell] = []
  var steps: [RowStep] = []
  var paste: Paste?
  /// Number of the draft that the page showed; 0 when there was none.
  var number = 0

  static let textMax = 20_000
  static let rowsMax = 1_000

  /// What became of the changes.
  struct Outcome: Sendable {
    /// Cells that were written, with what they show now.
    var written: [FormPath: String] = [:]
    /// Cells that were not taken, with the reason; what was typed stays on the page.
    var refused: [(path: FormPath, typed: String, why: String)] = []
    /// Cells that another window of the same person has written meanwhile, with what it wrote.
    var overtaken: [(path: FormPath, other: String)] = []
    var rowsChanged = false
    var pasted: FormPaste.Outcome?
    var isEmpty: Bool { written.isEmpty && !rowsChanged }
  }

  /// Writes the changes into the content.
  /// - Parameters:
  ///   - content: the draft, prepared for its template.
  ///   - base: what the draft began from; tells a cell that the page merely showed from one that was typed.
  ///   - isBehind: the draft was written since the page was made.
  ///   - newID: identifiers for rows that a pasted block adds.
  func apply(
    to content: inout FormContent, base: FormContent, isBehind: Bool, plan: EditPlan, editable: EditableCells,
    newID: () -> String
  ) -> Outcome {
    var outcome = Outcome()
    for step in steps { take(step, &content, plan, editable, &outcome) }
    let now = content.typedCells
    let old = isBehind ? base.typedCells : [:]
    let gone = steps.compactMap { step in if case .remove(let row) = step { row } else { nil } }
    let personal = Set(plan.parts.flatMap(\.cells).filter(\.isPersonal).map(\.path))
    for cell in cells {
      let words = TypedText.words(cell.typed)
      let shown = now[cell.path] ?? ""
      // A name or number that is there is not shown; nothing typed leaves it as it is.
      if words == TypedText.words(shown) || personal.contains(cell.path) && words.isEmpty { continue }
      guard plan.has(cell.path) else { continue }
      // A page without scripts sends a row's cells along with the button that takes the row away.
      if gone.contains(where: { $0.contains(cell.path) }) { continue }
      if isBehind {
        let was = TypedText.words(cell.was ?? old[cell.path] ?? "")
        if words == was { continue }
        if was != TypedText.words(shown) { outcome.overtaken.append((cell.path, shown)) }
      }
      write(cell, words, &content, editable, &outcome)
    }
    if let paste { take(paste, &content, plan, editable, newID, &outcome) }
    return outcome
  }

  private func write(
    _ cell: Cell, _ words: String, _ content: inout FormContent, _ editable: EditableCells, _ outcome: inout Outcome
  ) {
    guard editable.allows(cell.path) else {
      outcome.refused.append((cell.path, cell.typed, editable.why(at: cell.path) ?? "这一格现在不能改。"))
      return
    }
    guard words.count <= Self.textMax else {
      outcome.refused.append(
        (cell.path, cell.typed, "这一格有 \(words.count) 个字，最多 \(Self.textMax)。请删短，长的内容放到附件里。"))
      return
    }
    switch content.enter(cell.typed, at: cell.path) {
    case .kept(let text): outcome.written[cell.path] = text
    case .unread: outcome.written[cell.path] = words
    case .noCell: outcome.refused.append((cell.path, cell.typed, "这一行已经不在表里，可能在别的窗口删了。"))
    }
  }

  private func take(
    _ step: RowStep, _ content: inout FormContent, _ plan: EditPlan, _ editable: EditableCells, _ outcome: inout Outcome
  ) {
    let list: FormPath? =
      switch step {
      case .add(let list, _, _): list
      case .remove(let path), .move(let path, _): path.listAndRow?.list
      }
    guard let list, let grid = plan.grid(list), !grid.isFixed, editable.allowsRows(of: list) else {
      if let list { outcome.refused.append((list, "", editable.why(at: list) ?? "这张表的行是固定的，不能增减。")) }
      return
    }
    switch step {
    case .add(_, let id, let after):
      guard (content.rowIDs(of: list) ?? []).count < Self.rowsMax else {
        outcome.refused.append((list, "", "这张表已有 \(Self.rowsMax) 行，不能再加。"))
        return
      }
      if Self.isRowID(id), content.addRow(id, to: list, after: after) { outcome.rowsChanged = true }
    case .remove(let path): if content.removeRow(path) { outcome.rowsChanged = true }
    case .move(let path, let after): if content.moveRow(path, after: after) { outcome.rowsChanged = true }
    }
  }

  /// Letters, figures and dashes: what may stand in an address.
  static func isRowID(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count <= 40
      && id.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2D
      }
  }

  private func take(
    _ paste: Paste, _ content: inout FormContent, _ plan: EditPlan, _ editable: EditableCells, _ newID: () -> String,
    _ outcome: inout Outcome
  ) {
    guard let grid = plan.grid(paste.list) else { return }
    let start = paste.field.flatMap { field in grid.columns.firstIndex { $0.field == field } } ?? 0
    let columns = Array(grid.columns[start...])
    var block = PastedBlock(paste.text)
    block.dropHead(columns.map { [$0.label] + $0.synonyms })
    block.fillDown(columns.indices.filter { columns[$0].isMerging })
    for row in block.rows {
      for cell in row where cell.count > Self.textMax {
        outcome.refused.append((paste.list, "", "贴入的一格有 \(cell.count) 个字，最多 \(Self.textMax)，整块没有贴入。"))
        return
      }
    }
    let goesIn = FormPaste(list: paste.list, row: paste.row, fields: columns.map(\.field))
    let mayAdd = !grid.isFixed && editable.allowsRows(of: paste.list)
    let before = content.typedCells
    let result = withoutActuallyEscaping(newID) { newID in
      goesIn.apply(block, to: &content, rowsMax: Self.rowsMax, newID: mayAdd ? newID : nil) { editable.allows($0) }
    }
    outcome.pasted = result
    outcome.rowsChanged = outcome.rowsChanged || !result.added.isEmpty
    // Taken apart once: a table of 1,000 rows has thousands of cells.
    let after = content.typedCells
    for (path, text) in after where before[path] != text { outcome.written[path] = text }
    for path in before.keys where after[path] == nil { outcome.written[path] = "" }
  }
}

extension FormPaste.Outcome {
  /// 贴入 12 行 60 格，3 格已锁定没有改，2 格没认出。
  var words: String {
    var out = "贴入 \(rows) 行 \(cells) 格"
    if !added.isEmpty { out += "，加了 \(added.count) 行" }
    if locked > 0 { out += "，\(locked) 格已锁定没有改" }
    if unread > 0 { out += "，\(unread) 格不是数，照原样留着" }
    if outside > 0 { out += "，\(outside) 格在表外没有贴" }
    return out + "。"
  }
}

extension DraftChanges {
  /// Names of fields that are no cells.
  static let controls: Set<String> = [
    "csrf", "do", "draft", "based", "page", "row", "rows", "paste-row", "paste-field",
  ]

  /// Reads what a page sent. Cells are named by their addresses, what they showed by `was:` before it.
  init(_ fields: Fields, newID: () -> String) {
    number = fields["draft"].flatMap { Int($0) } ?? 0
    var was: [String: String] = [:]
    for field in fields.all where field.name.hasPrefix("was:") { was[String(field.name.dropFirst(4))] = field.value }
    for field in fields.all {
      if Self.controls.contains(field.name) || field.name.hasPrefix("was:") || field.name.hasPrefix("choice:") {
        continue
      }
      if field.name == "step" {
        if let step = Self.step(field.value, newID) { steps.append(step) }
      } else if field.name.hasPrefix("paste:") {
        let list = FormPath(String(field.name.dropFirst(6)))
        let isWanted = fields["do"].map { $0 == "paste:\(list)" } ?? true
        guard isWanted, !TypedText.words(field.value).isEmpty else { continue }
        paste = Paste(list: list, row: fields["paste-row"], field: fields["paste-field"], text: field.value)
      } else {
        cells.append(Cell(path: FormPath(field.name), typed: field.value, was: was[field.name]))
      }
    }
    if let word = fields["do"], let step = Self.step(word, newID) { steps.append(step) }
  }

  /// No row is called so: behind it is behind all of them.
  private static let atEnd = "\u{0}"

  /// `add costs`, `add costs r1 c7`, `remove costs[c7]`, `move costs[c7] c5`; `-` stands for no row before it.
  static func step(_ text: String, _ newID: () -> String) -> RowStep? {
    let words = text.split(separator: " ").map(String.init)
    guard words.count >= 2 else { return nil }
    func row(_ index: Int) -> String? { words.count > index && words[index] != "-" ? words[index] : nil }
    switch words[0] {
    case "add": return .add(list: FormPath(words[1]), id: row(2) ?? newID(), after: words.count > 3 ? row(3) : atEnd)
    case "remove": return .remove(FormPath(words[1]))
    case "move": return .move(FormPath(words[1]), after: row(2))
    default: return nil
    }
  }
}
