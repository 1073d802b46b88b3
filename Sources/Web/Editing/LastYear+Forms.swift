import Model

extension LastYear {
  /// What an earlier form and its results say for the cells of this one: rows are the same when they are called the same.
  /// - Parameter forms: the newest first; of two values for a cell the first counts.
  init(_ forms: [FormContent], for content: FormContent) {
    guard let first = forms.first else { return }
    source = (first.year.map { "\($0) 年" } ?? "上年") + first.kind.officialName
    let rows = Self.names(content)
    for form in forms {
      let old = form.typedCells
      for key in ["amounts.current", "amounts.total"] { add(FormPath(key), old[FormPath(key)]) }
      for attribute in form.attributes where attribute.value.count <= 40 {
        add(.attribute(attribute.label), attribute.value)
      }
      for (key, oldPath) in Self.names(form) {
        guard let path = rows[key] else { continue }
        for field in ["amount", "quantity", "current", "total", "percent", "weight"] {
          add(path.field(field), old[oldPath.field(field)])
        }
        // What was reached says more than what was aimed at.
        add(path.field("target"), old[oldPath.field("actual")] ?? old[oldPath.field("target")])
      }
    }
  }

  private mutating func add(_ path: FormPath, _ value: String?) {
    guard let value, values[path] == nil else { return }
    values[path] = value
  }

  /// Rows by their list, without goals, and what they are called.
  private static func names(_ form: FormContent) -> [String: FormPath] {
    var out: [String: FormPath] = [:]
    func add<Row: FormRow>(_ rows: [Row], _ list: String, _ path: FormPath) {
      for row in rows where !row.printedName.isEmpty {
        let key = "\(list)\u{1}\(row.printedName)"
        if out[key] == nil { out[key] = FormPath("\(path)[\(row.id)]") }
      }
    }
    add(form.funding, "funding", FormPath("funding"))
    add(form.projects, "projects", FormPath("projects"))
    add(form.costs, "costs", FormPath("costs"))
    add(form.procurement, "procurement", FormPath("procurement"))
    for goal in form.goals { add(goal.indicators, "indicators", FormPath.goal(goal.id).field("indicators")) }
    return out
  }
}
