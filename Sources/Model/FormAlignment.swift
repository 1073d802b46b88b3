extension FormContent {
  /// The same form with the identifiers of `base` for the rows that both have.
  ///
  /// A form that was read again from a file numbers its rows anew; a merge by identifier would take the seventh row of
  /// one for the seventh of the other. Rows are matched by identifier and name, then by name, then by identifier; a row
  /// that is new gets an identifier that no row of `base` or `others` has.
  public func aligned(to base: FormContent, others: [FormContent] = []) -> FormContent {
    let known = RowPairing.counterparts(from: base.cellGroups, to: cellGroups)
    // A row that was emptied has nothing to be matched by and keeps what it is called.
    let filled = Set(cellGroups.map { "\($0.list)\u{1}\($0.id)" })
    var renaming = Renaming(known: known, filled: filled)
    for form in [base] + others { renaming.reserve(form) }
    var out = self
    renaming.list = "goals"
    renaming.edit(&out.goals)
    for index in out.goals.indices {
      let was = index < goals.count ? goals[index].id : out.goals[index].id
      renaming.list = "goals[\(was)].indicators"
      renaming.edit(&out.goals[index].indicators)
    }
    for list in ["funding", "income", "spending", "projects", "costs", "procurement", "schedule", "amounts.prior"] {
      renaming.list = list
      out.edit(FormPath(list).steps + [.init("")], &renaming)
    }
    if out.execution != nil {
      renaming.list = "execution.rows"
      out.edit(FormPath("execution.rows").steps + [.init("")], &renaming)
    }
    for index in out.unread.indices { out.unread[index].path = renaming.renamed(out.unread[index].path) }
    return out
  }
}

/// Gives rows other identifiers and remembers which.
private struct Renaming: RowsEdit {
  /// `list` and old identifier → identifier of the counterpart.
  let known: [String: String]
  let filled: Set<String>
  var list = ""
  private var taken: [String: Set<String>] = [:]
  private var renamed: [String: String] = [:]

  init(known: [String: String], filled: Set<String>) {
    self.known = known
    self.filled = filled
  }

  mutating func reserve(_ form: FormContent) {
    for group in form.cellGroups { taken[Self.shape(group.list), default: []].insert(group.id) }
  }

  /// Lists of indicators share their identifiers, since indicators are numbered through the form.
  private static func shape(_ list: String) -> String { list.hasSuffix(".indicators") ? "indicators" : list }

  mutating func edit<Row: FormRow>(_ rows: inout [Row]) {
    let shape = Self.shape(list)
    var used: Set<String> = []
    for index in rows.indices {
      let old = rows[index].id
      var id = known["\(list)\u{1}\(old)"] ?? old
      let isNew = known["\(list)\u{1}\(old)"] == nil && filled.contains("\(list)\u{1}\(old)")
      if used.contains(id) || isNew && taken[shape]?.contains(id) == true {
        var number = 2
        while used.contains("\(old)n\(number)") || taken[shape]?.contains("\(old)n\(number)") == true { number += 1 }
        id = "\(old)n\(number)"
      }
      used.insert(id)
      rows[index].id = id
      if id != old { renamed["\(list)[\(old)]"] = "\(id)" }
    }
    taken[shape, default: []].formUnion(used)
  }

  /// An address with the identifiers that its rows have now.
  func renamed(_ path: FormPath) -> FormPath {
    var old = FormPath("")
    var new = FormPath("")
    for step in path.steps {
      old = old.field(step.name)
      new = new.field(step.name)
      guard let row = step.row else { continue }
      let id = renamed["\(old)[\(row)]"] ?? row
      old = FormPath("\(old)[\(row)]")
      new = FormPath("\(new)[\(id)]")
    }
    return new
  }
}
