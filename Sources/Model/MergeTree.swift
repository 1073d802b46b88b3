/// A stored form as cells and rows with addresses: what three versions are merged by.
///
/// It is taken from the stored JSON, so that every field there is takes part, also those added later.
struct MergeTree {
  /// Value of every cell: `amounts.total`, `goals[g1].indicators[i7].target`.
  var cells: [FormPath: JSON] = [:]
  /// Rows of every list, in order: `goals` → g1, g2.
  var lists: [FormPath: [String]] = [:]

  init(_ form: FormContent) {
    var folded = form
    folded.unread = []
    read(folded.json(.stored), FormPath(""))
    // What could not be read is what its cell says.
    for words in form.unread { cells[words.path] = .string(words.text) }
  }

  private mutating func read(_ json: JSON, _ path: FormPath) {
    switch json.value {
    case .object(let members): for member in members { read(member.value, path.field(member.key)) }
    case .array(let items) where items.isEmpty: break
    case .array(let items):
      if let labels = Self.labels(items) {
        lists[path] = labels
        for (label, item) in zip(labels, items) { cells[FormPath("\(path)[\(label)]")] = item.array?.last }
      } else if let ids = Self.ids(items) {
        lists[path] = ids
        for (id, item) in zip(ids, items) { read(item, FormPath("\(path)[\(id)]")) }
      } else {
        cells[path] = json
      }
    case .null, .bool, .number, .string: if path.text != "id", !path.text.hasSuffix(".id") { cells[path] = json }
    }
  }

  /// Labels of attributes; the second of the same label is numbered, so that each has an address of its own.
  private static func labels(_ items: [JSON]) -> [String]? {
    var seen: [String: Int] = [:]
    var out: [String] = []
    for item in items {
      guard let pair = item.array, pair.count == 2, let label = pair[0].string else { return nil }
      seen[label, default: 0] += 1
      let count = seen[label] ?? 1
      out.append(count == 1 ? label : "\(label)\u{1}\(count)")
    }
    return out.isEmpty ? nil : out
  }

  private static func ids(_ items: [JSON]) -> [String]? {
    var out: [String] = []
    for item in items {
      guard item.members != nil, let id = item["id"]?.string else { return nil }
      out.append(id)
    }
    return Set(out).count == out.count && !out.isEmpty ? out : nil
  }

  // MARK: back to a form

  /// Fields that hold a figure, without the names of rows: `goals.indicators.weight`.
  private static let figures: Set<String> = {
    var shapes: Set<String> = ["amounts.total", "amounts.current", "score"]
    func add<Row>(_ list: String, _ fields: [FormField<Row>]) {
      for field in fields {
        switch field.storage {
        case .figure, .integer: shapes.insert(list + field.key)
        case .text, .texts, .figures: break
        }
      }
    }
    add("", FormContent.fields)
    add("amounts.prior.", PriorAmount.fields)
    add("funding.", FundingLine.fields)
    add("income.", CompositionLine.fields)
    add("spending.", CompositionLine.fields)
    add("projects.", ProjectLine.fields)
    add("costs.", CostLine.fields)
    add("procurement.", ProcurementLine.fields)
    add("schedule.", PaymentStep.fields)
    add("execution.rows.", ExecutionLine.fields)
    add("execution.", Execution.fields)
    add("goals.", Goal.fields)
    add("goals.indicators.", Indicator.fields)
    return shapes
  }()

  /// The form that the tree describes.
  func form() -> FormContent? {
    var unread: [UnreadFigure] = []
    var root = Node()
    for (path, value) in cells {
      let steps = path.steps
      if let words = value.string, Self.figures.contains(steps.map(\.name).joined(separator: ".")) {
        unread.append(UnreadFigure(path, words))
      } else if let (list, place) = path.listAndRow, Int(place) != nil, let words = value.string, !isRow(list, place) {
        // One of several figures of a row: the others stand together in one cell.
        unread.append(UnreadFigure(path, words))
      } else {
        root.put(value, steps[...])
      }
    }
    for (list, rows) in lists {
      let steps = list.steps
      for row in rows { root.put(nil, (steps.dropLast() + [FormPath.Step(steps.last?.name ?? "", row: row)])[...]) }
    }
    guard let json = root.json(self, FormPath("")), var form = try? FormContent(json: json) else { return nil }
    form.unread = unread.filter { exists($0.path) }.sorted { $0.path.text < $1.path.text }
    return form
  }

  /// Whether the rows on the way to a cell are all there.
  func exists(_ path: FormPath) -> Bool {
    var at = FormPath("")
    for step in path.steps {
      at = at.field(step.name)
      guard let row = step.row else { continue }
      if let rows = lists[at] {
        guard rows.contains(row) else { return false }
      } else if Int(row) == nil {
        return false
      }
      at = FormPath("\(at)[\(row)]")
    }
    return true
  }

  func isRow(_ list: FormPath, _ id: String) -> Bool { lists[list]?.contains(id) ?? false }

  /// Members and rows on the way back to JSON.
  private struct Node {
    var value: JSON?
    var members: [String: Node] = [:]
    var rows: [String: Node] = [:]

    mutating func put(_ value: JSON?, _ steps: ArraySlice<FormPath.Step>) {
      guard let step = steps.first else {
        if let value { self.value = value }
        return
      }
      let rest = steps.dropFirst()
      if let row = step.row {
        members[step.name, default: Node()].rows[row, default: Node()].put(value, rest)
      } else {
        members[step.name, default: Node()].put(value, rest)
      }
    }

    func json(_ tree: MergeTree, _ path: FormPath) -> JSON? {
      if let value { return value }
      if let order = tree.lists[path] {
        return .array(
          order.compactMap { id in
            guard let row = rows[id] else { return nil }
            if path.text == "attributes" || path.text == "contacts" {
              guard let value = row.value else { return nil }
              let label = String(id.prefix { $0 != "\u{1}" })
              return .array([.string(label), value])
            }
            let body = row.object(tree, FormPath("\(path)[\(id)]"))
            return .object([JSON.Member("id", .string(id))] + body)
          })
      }
      return members.isEmpty ? nil : .object(object(tree, path))
    }

    private func object(_ tree: MergeTree, _ path: FormPath) -> [JSON.Member] {
      members.sorted { $0.key < $1.key }.compactMap { key, node in
        node.json(tree, path.field(key)).map { JSON.Member(key, $0) }
      }
    }
  }
}
