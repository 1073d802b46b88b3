/// Filling in: one cell, one row at a time. Nothing here refuses what a person writes.
extension FormContent {
  /// What became of something typed.
  public enum Entered: Hashable, Sendable {
    /// Kept; the text is what the cell shows now.
    case kept(String)
    /// No figure could be read: the words are kept in its place and are reported.
    case unread
    /// The form has no such cell.
    case noCell
  }

  /// Writes what was typed into a cell; nothing typed empties it.
  @discardableResult
  public mutating func enter(_ typed: String, at path: FormPath) -> Entered {
    let entered = write(typed, at: path)
    guard entered != .noCell else { return .noCell }
    unread.removeAll { $0.path == path }
    if entered == .unread {
      unread.append(UnreadFigure(path, TypedText.words(typed)))
      unread.sort { $0.path.text < $1.path.text }
    }
    return entered
  }

  private mutating func write(_ typed: String, at path: FormPath) -> Entered {
    let steps = path.steps
    guard let first = steps.first, let last = steps.last else { return .noCell }
    switch (first.name, steps.count) {
    case ("attributes", 1): return Self.label(typed, first.row, in: &attributes)
    case ("contacts", 1): return Self.label(typed, first.row, in: &contacts)
    case ("score", 1): return Self.figure(typed, ["分"], &score)
    case ("amounts", 2) where last.row == nil:
      switch last.name {
      case "total": return Self.figure(typed, [moneyUnit.rawValue], &amounts.total)
      case "current": return Self.figure(typed, [moneyUnit.rawValue], &amounts.current)
      default: return .noCell
      }
    case ("execution", 2) where last.row == nil:
      var execution = self.execution ?? Execution()
      let entered = Self.enter(typed, last, moneyUnit, into: &execution, Execution.fields)
      if entered != .noCell { self.execution = execution }
      return entered
    case (_, 1) where first.row == nil: return Self.enter(typed, first, moneyUnit, into: &self, Self.fields)
    default:
      var edit = CellEntry(typed: typed, steps: steps, unit: moneyUnit)
      self.edit(steps, &edit)
      return edit.entered
    }
  }

  fileprivate static func enter<Owner>(
    _ typed: String, _ step: FormPath.Step, _ unit: MoneyUnit, into owner: inout Owner, _ fields: [FormField<Owner>]
  ) -> Entered {
    guard let field = fields.first(where: { $0.key == step.name }) else { return .noCell }
    return field.enter(typed, place: step.row.flatMap { Int($0) }, hasPlace: step.row != nil, unit, into: &owner)
  }

  private static func figure(_ typed: String, _ units: [String], _ value: inout ExactDecimal?) -> Entered {
    value = TypedText.figure(typed, units: units)
    if let value { return .kept(value.description) }
    return TypedText.words(typed).isEmpty ? .kept("") : .unread
  }

  /// The first attribute of that label; a new one stands last, an emptied one goes.
  private static func label(_ typed: String, _ label: String?, in list: inout [Attribute]) -> Entered {
    guard let label, !label.isEmpty else { return .noCell }
    let words = TypedText.words(typed)
    if let index = list.firstIndex(where: { $0.label == label }) {
      list[index].value = words
      if words.isEmpty { list.remove(at: index) }
    } else if !words.isEmpty {
      list.append(Attribute(label, words))
    }
    return .kept(words)
  }

  // MARK: rows

  /// Puts an empty row of that identifier behind another, or first.
  /// - Returns: false when there is no such list, or a row of that identifier is there already.
  @discardableResult
  public mutating func addRow(_ id: String, to list: FormPath, after: String?) -> Bool {
    var change = RowChange(kind: .add(after), id: id)
    edit(list.steps + [.init("")], &change)
    return change.isDone
  }

  /// Takes a row out, with what was typed in it and could not be read.
  @discardableResult
  public mutating func removeRow(_ path: FormPath) -> Bool {
    guard let (list, id) = path.listAndRow else { return false }
    var change = RowChange(kind: .remove, id: id)
    edit(list.steps + [.init("")], &change)
    if change.isDone { unread.removeAll { path.contains($0.path) } }
    return change.isDone
  }

  /// Puts a row behind another of its list, or first.
  @discardableResult
  public mutating func moveRow(_ path: FormPath, after: String?) -> Bool {
    guard let (list, id) = path.listAndRow else { return false }
    var change = RowChange(kind: .move(after), id: id)
    edit(list.steps + [.init("")], &change)
    return change.isDone
  }

  /// Identifiers of the rows of a list, in order; nil when there is no such list.
  public func rowIDs(of list: FormPath) -> [String]? {
    var copy = self
    var reading = RowNames()
    copy.edit(list.steps + [.init("")], &reading)
    return reading.ids
  }

  /// Leads a change to the list that the steps name; the last step is left to the change.
  mutating func edit(_ steps: [FormPath.Step], _ change: inout some RowsEdit) {
    guard let first = steps.first else { return }
    switch first.name {
    case "funding": change.edit(&funding)
    case "income": change.edit(&income)
    case "spending": change.edit(&spending)
    case "projects": change.edit(&projects)
    case "costs": change.edit(&costs)
    case "procurement": change.edit(&procurement)
    case "schedule": change.edit(&schedule)
    case "amounts" where steps.count > 2 && steps[1].name == "prior": change.edit(&amounts.prior)
    case "execution" where steps.count > 2 && steps[1].name == "rows":
      var execution = self.execution ?? Execution()
      change.edit(&execution.rows)
      if !execution.rows.isEmpty || self.execution != nil { self.execution = execution }
    case "goals":
      guard steps.count > 2, let goal = first.row else { return change.edit(&goals) }
      guard steps[1].name == "indicators", let index = goals.firstIndex(where: { $0.id == goal }) else { return }
      change.edit(&goals[index].indicators)
    default: break
    }
  }
}

/// A change to one list, whatever its rows are.
protocol RowsEdit {
  mutating func edit<Row: FormRow>(_ rows: inout [Row])
}

private struct CellEntry: RowsEdit {
  let typed: String
  let steps: [FormPath.Step]
  let unit: MoneyUnit
  var entered = FormContent.Entered.noCell

  mutating func edit<Row: FormRow>(_ rows: inout [Row]) {
    guard steps.count >= 2, let id = steps[steps.count - 2].row, let last = steps.last,
      let index = rows.firstIndex(where: { $0.id == id })
    else { return }
    if last.name == "term", var goals = rows as? [Goal] {
      let words = TypedText.words(typed)
      guard let term = Goal.Term(words: words) else { return }
      goals[index].term = term
      if let changed = goals as? [Row] { rows = changed }
      entered = .kept(term.officialName)
      return
    }
    entered = FormContent.enter(typed, last, unit, into: &rows[index], Row.fields)
  }
}

extension Goal.Term {
  /// By its name in files or its official one.
  public init?(words: String) {
    guard let term = Self.allCases.first(where: { $0.rawValue == words || $0.officialName == words }) else {
      return nil
    }
    self = term
  }
}

private struct RowNames: RowsEdit {
  var ids: [String]?
  mutating func edit<Row: FormRow>(_ rows: inout [Row]) { ids = rows.map(\.id) }
}

private struct RowChange: RowsEdit {
  enum Kind {
    case add(String?)
    case remove
    case move(String?)
  }
  let kind: Kind
  let id: String
  var isDone = false

  mutating func edit<Row: FormRow>(_ rows: inout [Row]) {
    let at = rows.firstIndex { $0.id == id }
    switch kind {
    case .add(let after):
      guard at == nil else { return }
      rows.insert(Row(id: id), at: place(after, in: rows))
    case .remove:
      guard let at else { return }
      rows.remove(at: at)
    case .move(let after):
      guard let at, after != id else { return }
      let row = rows.remove(at: at)
      rows.insert(row, at: place(after, in: rows))
    }
    isDone = true
  }

  /// Behind the row named; at the end when that row is gone.
  private func place<Row: FormRow>(_ after: String?, in rows: [Row]) -> Int {
    guard let after else { return 0 }
    return rows.firstIndex { $0.id == after }.map { $0 + 1 } ?? rows.count
  }
}
