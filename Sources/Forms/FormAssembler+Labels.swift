import Documents
import Model
import Schemes

/// Labels beside, over and before their values.
extension FormAssembler {
  /// Targets whose label may also be the first cell of a row of an open table.
  private static let rowLike: Set<FieldTarget> = [.funding, .total, .current, .section]
  /// Targets that alone make a row of labels the beginning of a form.
  private static let clear: Set<FieldTarget> = [.name, .departmentName, .code]
  private static let goalTargets: Set<FieldTarget> = [.goal, .annualGoal, .longTermGoal, .goalResult]
  static let moneyTargets: Set<FieldTarget> = [.total, .current, .funding]
  /// Targets whose labels head a form: beside another of them, they have a value of their own.
  private static let heading: Set<FieldTarget> = [.name, .departmentName, .code, .department, .unitName, .contact]

  func label(_ cell: SheetCell) -> Lexicon.Field? {
    cell.isFilled ? cell.traits.field : nil
  }

  func isKeyValue(_ row: SheetRow) -> Bool {
    guard let first = row.filled.first else { return false }
    let cell = row.cells[first]
    guard let open = table else {
      return row.filled.contains { label(row.cells[$0]) != nil }
    }
    guard let field = label(cell), !field.weak else { return false }
    if isNameOfGoal(row, cell, open.head) { return false }
    switch open.head.list {
    case .funding, .execution, .composition:
      // A label at the side may stand before one that begins another part of the form.
      let isSide = field.target == .section
      return !Self.rowLike.contains(field.target)
        || isSide
          && row.filled.dropFirst().contains {
            label(row.cells[$0]).map { Self.goalTargets.contains($0.target) } == true
          }
    case .indicators:
      let edge = open.head.columns.first?.start ?? 0
      // The row of the sum is a row of the table, which knows its columns.
      if field.target == .score, open.head.has("score") { return false }
      return field.target != .section && !hasLevel(row) && (row.isExact ? cell.column <= edge : first <= edge)
    case .projects:
      // Left of the tasks begins another part of the form.
      let names = open.head.index(of: "name").map { open.head.columns[$0].start } ?? 0
      if row.isExact, cell.end <= names { return true }
      // Tasks without amounts: money stands under them, not in them.
      if Self.rowLike.contains(field.target), !open.head.has("current"), !open.head.has("total") { return true }
      return !Self.rowLike.contains(field.target)
    case .goals where isBesideGoals(row): return false
    case .costs, .goals, .procurement, .schedule: return !Self.rowLike.contains(field.target)
    }
  }

  /// Whether a cell that could be a label stands in the column of the names of goals, before what it names.
  private func isNameOfGoal(_ row: SheetRow, _ cell: SheetCell, _ head: TableHead) -> Bool {
    guard row.isExact, head.isExact, let first = head.columns.first, head.columns.count > 2, row.filled.count > 2 else {
      return false
    }
    return first.field == (head.list == .goals ? "name" : head.list == .indicators ? "goal" : nil)
      && cell.column >= first.start && cell.end <= first.end
  }

  /// Whether the label of the goals stands beside their texts rather than beside the head over them.
  func isBesideGoals(_ row: SheetRow) -> Bool {
    guard let head = table?.head, row.isExact, head.list == .goals, head.has("result_text"), !head.has("name"),
      let edge = head.columns.first(where: { $0.field != "section" })?.start, let first = row.filled.first,
      let field = label(row.cells[first])
    else { return false }
    return row.cells[first].end <= edge && row.filled.count >= 2
      && (Self.goalTargets.contains(field.target) || field.target == .section)
  }

  mutating func keyValues(_ row: SheetRow) {
    let filled = row.filled
    let labels = filled.compactMap { label(row.cells[$0])?.target }
    guard open(isClear: filled.count >= 2 && labels.contains { Self.clear.contains($0) }) else { return }
    table = nil
    openField = nil
    form?.rows += 1
    let holdsWhole = labels.contains(.current) || labels.contains(.total)
    let last = Dictionary(filled.map { (row.cells[$0].key, $0) }, uniquingKeysWith: { $1 })
    var index = 0
    while index < filled.count {
      let cell = row.cells[filled[index]]
      guard let field = label(cell) else {
        if isMoneyLabel(row, filled[index]) {
          let value = row.cells[filled[index] + 1]
          form?.addAttribute(Self.cleanLabel(cell.text), value.text, personal: false, at: value.place)
          index += 2
          continue
        }
        stray(cell, isLast: index == filled.count - 1)
        index += 1
        continue
      }
      form?.evidence += 1
      var values: [SheetCell] = []
      var next = index + 1
      while next < filled.count, isValue(row, filled[next], of: field, after: filled[index], filled.count) {
        values.append(row.cells[filled[next]])
        next += 1
      }
      if row.isExact, values.count == 3, isSingle(field), !Figures.looksLikeValue(values[1].text) {
        // Behind the value stands another label, one that is no word of the trade, with a value of its own.
        form?.addAttribute(
          Self.cleanLabel(values[1].text), values[2].text, personal: false, at: values[2].place)
        values.removeLast(2)
      }
      if values.isEmpty {
        if field.target == .section || Self.moneyTargets.contains(field.target) {
          sectionUnit = Self.unit(of: cell.text)
          if let unit = sectionUnit { takeFirst(unit) }
        }
        if hasBlankValue(row, filled[index]) {
          form?.content.blankLabels?.append(Self.cleanLabel(cell.text))
        } else if openField == nil {
          openField = (cell.text, field)
        }
      } else if field.target == .funding, last[cell.key] != filled[index] {
        // Side by side, the money of all years stands left of the money of the year.
      } else {
        let label = holdsWhole && field.target == .funding ? Self.withoutOf(cell.text) : cell.text
        set(field, label, value(values, field), values[0].place)
      }
      index = next
    }
  }

  /// Whether a label has one value and no more.
  private func isSingle(_ field: Lexicon.Field) -> Bool {
    switch field.target {
    case .name, .code, .department, .year, .departmentName, .unitName, .attribute: true
    default: false
    }
  }

  /// Whether the cell behind a label is printed, but empty.
  private func hasBlankValue(_ row: SheetRow, _ index: Int) -> Bool {
    row.cells.indices.contains(index + 1) && row.cells[index + 1].text.isEmpty && !row.cells[index + 1].isCarried
  }

  /// `其中：财政资金` beside the amount it is part of is the source 财政资金.
  static func withoutOf(_ label: String) -> String {
    guard label.hasPrefix("其中") else { return label }
    let rest = label.dropFirst(2)
    return rest.first == "：" || rest.first == ":" ? String(rest.dropFirst()) : String(rest)
  }

  /// A label in the place of a value is a value only when nothing else could be: `项目名称 | 项目支出`.
  private func isValue(_ row: SheetRow, _ index: Int, of field: Lexicon.Field, after label: Int, _ count: Int) -> Bool {
    guard let own = self.label(row.cells[index]) else { return !isMoneyLabel(row, index) }
    return count == 2 && index == label + 1 && !Self.heading.contains(own.target)
      && (field.target == .name || field.target == .unitName || field.target == .department)
  }

  private func value(_ cells: [SheetCell], _ field: Lexicon.Field) -> String {
    switch field.target {
    case .total, .current, .funding, .executionBudget, .executionActual, .executionRate, .executionScore:
      // Behind an amount may stand another figure whose label is no word of the trade.
      // Scraps of a recogniser are no figures, nor is what stands behind them.
      if cells.count > 1, cells[0].text.unicodeScalars.count > 6,
        !cells[0].text.unicodeScalars.contains(where: Wording.isDigit)
      {
        return cells[0].text
      }
      if cells.count > 1, let first = cells.first(where: { Figures.number($0.text) != nil }) { return first.text }
    case .name, .code, .department, .year, .score, .departmentName, .unitName, .attribute, .contact, .prior, .goal,
      .longTermGoal, .annualGoal, .goalResult, .numberedGoal, .costBasis, .section:
      break
    }
    if field.target == .score { return cells.last { Figures.number($0.text) != nil }?.text ?? "" }
    return cells.map(\.text).joined()
  }

  /// A text without a label in a row of labels belongs to the label that still waits, or carries one of its own.
  private mutating func stray(_ cell: SheetCell, isLast: Bool) {
    if inline(cell.raw, cell.place) { return }
    if let waiting = openField, isLast {
      openField = nil
      set(waiting.field, waiting.label, cell.text, cell.place)
    }
  }

  /// Labels with their values in one text: `单位名称：甲局    填报日期：2024年1月`.
  @discardableResult
  mutating func inline(_ raw: String, _ place: Document.Place) -> Bool {
    var found = false
    for part in Self.parts(raw) {
      guard let colon = part.unicodeScalars.firstIndex(where: { $0 == ":" || $0 == "：" }) else { continue }
      let head = Wording.printed(String(part[..<colon]))
      let value = Wording.printed(String(part[part.unicodeScalars.index(after: colon)...]))
      guard head.unicodeScalars.count <= 24, let field = lexicon.field(Wording.key(head)), !field.weak else { continue }
      guard field.target != .section, open(isClear: false) else { continue }
      found = true
      form?.evidence += 1
      if value.isEmpty { openField = (head, field) } else { set(field, head, value, place) }
    }
    return found
  }

  /// The parts of a line between wide gaps.
  private static func parts(_ raw: String) -> [String] {
    var parts: [String] = []
    var part = String.UnicodeScalarView()
    var gap = 0
    for scalar in raw.unicodeScalars {
      if Wording.isBlank(scalar) {
        gap += scalar.value == 0x3000 ? 2 : 1
        continue
      }
      if gap >= 2, !part.isEmpty {
        parts.append(String(part))
        part = String.UnicodeScalarView()
      }
      gap = 0
      part.append(scalar)
    }
    if !part.isEmpty { parts.append(String(part)) }
    return parts
  }

  /// Labels with their values in the row below: 长期目标 | 年度目标, or 资金总额 | 财政拨款 | 其他资金.
  mutating func vertical(_ rows: ArraySlice<SheetRow>) -> Bool {
    guard let row = rows.first, let below = rows.dropFirst().first else { return false }
    let values = below.filled
    var labels = row.filled
    guard labels.count >= 2, !values.isEmpty, labels.allSatisfy({ moneyHead(row.cells[$0]) != nil }) else {
      return false
    }
    if headed(row, below) { return true }
    let areNumbers = values.allSatisfy { below.cells[$0].traits.isNumber }
    let targets = areNumbers ? Self.moneyTargets : Self.goalTargets
    var isSectionFirst = false
    if labels.count > values.count || !isTarget(row.cells[labels[0]], targets) {
      isSectionFirst = true
      labels.removeFirst()
    }
    guard labels.allSatisfy({ isTarget(row.cells[$0], targets) }), values.count <= labels.count,
      !areNumbers || values.count == labels.count, values.allSatisfy({ label(below.cells[$0]) == nil }),
      !hasLevel(below)
    else { return false }
    guard labels.count > 1 || isSectionFirst, open(isClear: false) else { return false }
    table = nil
    form?.rows += 1
    let cells = values.map { below.cells[$0] }
    for (order, index) in labels.enumerated() {
      let head = row.cells[index]
      guard let field = moneyHead(head) else { continue }
      let cell: SheetCell? =
        row.isExact
        ? cells.first { $0.column < head.end && head.column < $0.end }
        : cells.count == labels.count ? cells[order] : cells.first { $0.column == head.column }
      form?.evidence += 1
      if let cell { set(field, head.text, cell.text, cell.place) }
    }
    return true
  }

  /// The cells that head a form, all labels in one row and all values in the next: 项目名称 | 主管部门 | 全年预算数.
  private mutating func headed(_ row: SheetRow, _ below: SheetRow) -> Bool {
    let labels = row.filled
    let values = below.filled
    guard labels.count >= 3, values.count > 1, values.count <= labels.count, !hasLevel(below),
      labels.contains(where: { isTarget(row.cells[$0], Self.clear) }),
      row.isExact || row.cells.count == below.cells.count,
      values.allSatisfy({ label(below.cells[$0]) == nil }), open(isClear: true)
    else { return false }
    table = nil
    openField = nil
    form?.rows += 1
    for index in labels {
      let head = row.cells[index]
      guard let field = label(head) else { continue }
      form?.evidence += 1
      let value = values.map { below.cells[$0] }.first { cell in
        row.isExact ? cell.column < head.end && head.column < cell.end : cell.column == head.column
      }
      if let value { set(field, head.text, value.text, value.place) }
    }
    return true
  }

  /// A label, or the word for a sum over the figure it means.
  private func moneyHead(_ cell: SheetCell) -> Lexicon.Field? {
    label(cell)
      ?? (cell.isFilled && isTotal(cell.text) ? Lexicon.Field(target: .current, personal: false, weak: true) : nil)
  }

  private func isTarget(_ cell: SheetCell, _ targets: Set<FieldTarget>) -> Bool {
    moneyHead(cell).map { targets.contains($0.target) } ?? false
  }

  /// 3月底 | 6月底 …, with the percentages in the row below.
  mutating func schedule(_ rows: ArraySlice<SheetRow>) -> Bool {
    guard form != nil, let row = rows.first, let below = rows.dropFirst().first else { return false }
    let dates = row.filled.filter { Self.isPayday(row.cells[$0].key) }
    let percents = below.filled.filter { Figures.number(below.cells[$0].text) != nil }
    guard dates.count >= 2, row.filled.count - dates.count <= 1, dates.count == percents.count else { return false }
    table = nil
    for (date, percent) in zip(dates, percents) {
      var step = PaymentStep(id: "t\((form?.content.schedule.count ?? 0) + 1)")
      step.by = row.cells[date].text
      step.percent = Figures.number(below.cells[percent].text)
      form?.note(.row("schedule", step.id).field("by"), row.cells[date].place)
      form?.note(.row("schedule", step.id).field("percent"), below.cells[percent].place)
      form?.content.schedule.append(step)
    }
    return true
  }

  private static func isPayday(_ key: String) -> Bool {
    key.unicodeScalars.count <= 6 && ["月底", "月末", "季度", "月", "季度末"].contains(where: key.hasSuffix)
      && key.unicodeScalars.contains { Wording.isDigit($0) || Wording.chineseDigits.contains($0) }
  }
}
