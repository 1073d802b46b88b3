import Documents
import Model
import Schemes

/// Heads of tables: labels of columns, one after the other.
extension StreamReader {
  /// A head of a table that begins with this text: labels of columns, one after the other.
  func head(at index: Int, _ lists: [TemplateList]) -> (head: TableHead, end: Int)? {
    let first = tokens[index].cell
    guard !first.traits.isNumber, !first.traits.isLevel else { return nil }
    var best: (head: TableHead, end: Int)?
    for list in lists {
      guard
        lexicon.column(list, first.key) != nil || torn(index, list) != nil || list == .indicators && isListed(first),
        let found = columns(at: index, list), found.columns.count > (best?.head.columns.count ?? 0)
      else { continue }
      let fields = Set(found.columns.map(\.field))
      guard isHead(list, fields) else { continue }
      best = (TableHead(list: list, columns: found.columns, isExact: true), found.end)
    }
    return best
  }

  private func isHead(_ list: TemplateList, _ fields: Set<String>) -> Bool {
    switch list {
    case .indicators:
      fields.contains("name") && !fields.isDisjoint(with: ["target", "actual"])
        && (!fields.isDisjoint(with: ["level2", "level1"]) || fields.count >= 5)
    case .execution: ["initial", "adjusted", "actual"].count(where: fields.contains) >= 2
    case .costs:
      fields.contains("amount") && (fields.contains("activity") || fields.contains("content")) && fields.count > 2
    case .procurement: fields.isSuperset(of: ["item", "quantity", "amount"])
    case .composition: fields.isSuperset(of: ["amount", "share"])
    case .projects: fields.contains("name") && (fields.count > 2 || fields == ["name", "purpose"])
    case .goals: fields.isSuperset(of: ["text", "result_text"]) || fields == ["name", "text"]
    case .funding: fields == ["source", "amount"]
    case .schedule: false
    }
  }

  /// How many texts from here on are only together a label, and what it means: a head broken into lines.
  private func torn(_ index: Int, _ list: TemplateList) -> (field: String, label: String, count: Int)? {
    var label = tokens[index].cell.text
    for count in 2...4 where index + count <= tokens.count && label.unicodeScalars.count <= 8 {
      label += tokens[index + count - 1].cell.text
      if let field = lexicon.column(list, Wording.key(label)) { return (field, label, count) }
    }
    return nil
  }

  private func columns(at index: Int, _ list: TemplateList) -> (columns: [TableHead.Column], end: Int)? {
    var columns: [TableHead.Column] = []
    var end = index
    while end < tokens.count, columns.count < 24 {
      let cell = tokens[end].cell
      let year = list == .indicators || list == .composition ? TableHead.historyYear(cell.key) : nil
      var label = cell.text
      var field = year != nil ? "history" : lexicon.column(list, cell.key)
      var count = 1
      if field == nil, let whole = torn(end, list) { (field, label, count) = whole }
      // A list of forms begins with the cells that head each of them.
      if field == nil, list == .indicators, let target = cell.traits.field?.target, isListed(cell),
        columns.allSatisfy({ $0.field.hasPrefix(TableHead.formPrefix) })
      {
        field = TableHead.formPrefix + target.rawValue
      }
      if field == nil, columns.count >= (list == .goals ? 1 : 3), isStrange(end, list) { field = "ignored" }
      guard let field, !(cell.traits.isLevel && lexicon.column(list, cell.key) == nil) else { break }
      columns.append(.init(field: field, label: label, start: 0, end: 1, year: year))
      end += count
    }
    Self.settleLayers(&columns, list)
    for place in columns.indices { (columns[place].start, columns[place].end) = (place, place + 1) }
    if list == .indicators { TableHead.dropLeadingName(&columns) }
    return columns.count >= 2 ? (columns, end) : nil
  }

  /// Whether a text is the label of a column that is no word of the trade: a known one stands behind it.
  private func isStrange(_ index: Int, _ list: TemplateList) -> Bool {
    let cell = tokens[index].cell
    guard index + 1 < tokens.count, cell.text.unicodeScalars.count <= 10, !cell.traits.isNumber, !cell.traits.isLevel,
      !cell.traits.looksLikeValue, cell.traits.field == nil || cell.traits.field?.weak == true, !cell.traits.isTable
    else { return false }
    return lexicon.column(list, tokens[index + 1].cell.key) != nil || torn(index + 1, list) != nil
  }

  private func isListed(_ cell: SheetCell) -> Bool {
    guard let target = cell.traits.field?.target else { return false }
    return Self.listed.contains(target) || (target == .attribute && cell.key == "单位名称")
  }

  private static let listed: Set<FieldTarget> = [.name, .unitName, .department, .code, .current, .total, .annualGoal]

  /// Layers of a head come one after the other: what stands in a lower one takes the place of the group over it.
  private static func settleLayers(_ columns: inout [TableHead.Column], _ list: TemplateList) {
    // 指标值 | 确定依据 over 近两年指标值 | 预期当年实现值.
    if let group = columns.firstIndex(where: { $0.field == "history" && $0.year == nil }), group + 1 < columns.count,
      columns[group + 1].field == "target", let over = columns[..<group].firstIndex(where: { $0.field == "target" })
    {
      let leaves = Array(columns[group...(group + 1)])
      columns.removeSubrange(group...(group + 1))
      columns.replaceSubrange(over...over, with: leaves)
    }
    if let group = columns.firstIndex(where: { $0.field == "history" && $0.year == nil }) {
      let years = columns.filter { $0.field == "history" && $0.year != nil }
      if !years.isEmpty {
        columns.replaceSubrange(group...group, with: years)
        let kept = group..<(group + years.count)
        for index in columns.indices.reversed() where columns[index].year != nil && !kept.contains(index) {
          columns.remove(at: index)
        }
      }
    }
    // 预算金额 over 总额 | 财政拨款 | 其他资金.
    let money = columns.indices.filter { columns[$0].field == "current" }
    if list == .projects, money.count > 1 { columns.remove(at: money[0]) }
  }
}
