import Model
import Schemes

/// Puts cells together again that a recogniser tore where it drew a line through their words.
///
/// On recognised pages the lines between columns are guessed, and a word that one runs through stands in two cells:
/// `财政 | 拨款`, `支出项 | 目类别`. Words of the trade tell where that was. Below a torn head the cells of its column
/// are torn in the same place.
struct TornCells {
  let lexicon: Lexicon

  func mend(_ rows: inout [SheetRow]) {
    /// Columns of the open head that go on in the next column.
    var open: Set<Int> = []
    var index = 0
    // Only looked up where a head of money is torn.
    lazy var figures = Set(rows.flatMap { $0.cells.map { Wording.unspaced($0.raw) } })
    while index < rows.count {
      splitLabels(&rows[index])
      if index + 1 < rows.count { joinHead(&rows, index) }
      let joined = joinWords(&rows[index])
      joinItem(&rows[index])
      let heads = joined.filter { column(rows[index].cells[$0].key) }
      let isHead = rows[index].filled.count { rows[index].cells[$0].traits.isNumber } <= 1
      if !heads.isEmpty, isHead {
        open = Set(heads)
      } else if isBorder(rows[index]) {
        open = []
      } else {
        joinUnder(&rows[index], open)
        for column in open { joinFigure(&rows[index], column, figures) }
      }
      index += 1
    }
  }

  // MARK: Words

  private static let lists: [TemplateList] = [.projects, .costs, .procurement, .goals]

  private func column(_ key: String) -> Bool { Self.lists.contains { lexicon.column($0, key) != nil } }

  private func isWord(_ key: String) -> Bool {
    lexicon.field(key).map { !$0.personal } == true || lexicon.table(key) != nil
      || TemplateList.allCases.contains { lexicon.column($0, key) != nil } || isItem(key)
      || lexicon.totals.contains(key)
  }

  private func isItem(_ key: String) -> Bool {
    lexicon.incomeItems.contains(key) || lexicon.spendingItems.contains(key)
  }

  private func isText(_ cell: SheetCell) -> Bool { cell.isFilled && !cell.traits.isNumber }

  /// A row that begins another part: the title of a table, or a label with its value.
  private func isBorder(_ row: SheetRow) -> Bool {
    guard let first = row.filled.first else { return false }
    let traits = row.cells[first].traits
    return row.filled.count == 1 && traits.isTable || traits.field.map { !$0.weak && $0.target != .section } == true
  }

  // MARK: Rows

  /// Two heads in one cell before an empty one: `当年金额 占比`.
  private func splitLabels(_ row: inout SheetRow) {
    for index in row.cells.indices.dropLast() where isText(row.cells[index]) && row.cells[index + 1].raw.isEmpty {
      let parts = row.cells[index].raw.split(whereSeparator: \.isWhitespace)
      guard parts.count == 2, !isWord(row.cells[index].key),
        parts.allSatisfy({ part in
          let key = Wording.key(String(part))
          return TemplateList.allCases.contains { lexicon.column($0, key) != nil }
        })
      else { continue }
      row.cells[index + 1] = row.cells[index].saying(String(parts[1]), lexicon)
      row.cells[index] = row.cells[index].saying(String(parts[0]), lexicon)
    }
  }

  /// - Returns: the places of the words that were put together.
  private func joinWords(_ row: inout SheetRow) -> [Int] {
    var joined: [Int] = []
    for index in row.cells.indices.dropLast() where isText(row.cells[index]) && isText(row.cells[index + 1]) {
      let (left, right) = (row.cells[index], row.cells[index + 1])
      guard left.text.utf8.count + right.text.utf8.count <= 60 else { continue }
      let whole = Wording.key(left.text + right.text)
      // Words that stand beside each other on purpose are both known, and nothing else is torn in their row.
      let known = (isWord(left.key) ? 1 : 0) + (isWord(right.key) ? 1 : 0)
      guard isWord(whole), whole != left.key, whole != right.key, known < 2 || hasTear(row, after: index + 1) else {
        continue
      }
      row.cells[index] = left.saying(left.text + right.text, lexicon)
      row.cells[index + 1] = right.emptied()
      joined.append(index)
    }
    return joined
  }

  private func hasTear(_ row: SheetRow, after start: Int) -> Bool {
    row.cells.indices.dropLast().contains { index in
      guard index > start, isText(row.cells[index]), isText(row.cells[index + 1]) else { return false }
      let (left, right) = (row.cells[index], row.cells[index + 1])
      return !isWord(left.key) && !isWord(right.key) && isWord(Wording.key(left.text + right.text))
    }
  }

  /// The name of a part of income or spending before its figures; where the line ran through a character, both halves
  /// were taken for one of their own: `人员类巧 | 页目支出`.
  private func joinItem(_ row: inout SheetRow) {
    let figures = row.filled.filter { row.cells[$0].traits.isNumber }
    guard figures.count >= 3, let first = figures.first else { return }
    let texts = row.filled.filter { $0 < first && isText(row.cells[$0]) }
    for start in texts where FormAssembler.hasWords(row.cells[start].text) {
      let ends = texts.filter { $0 >= start && $0 <= start + 1 }
      let words = ends.map { row.cells[$0].text }.joined()
      guard let item = total(words) ?? item(near: Wording.key(words)), item != row.cells[start].text else { continue }
      row.cells[start] = row.cells[start].saying(item, lexicon)
      for end in ends where end != start { row.cells[end] = row.cells[end].emptied() }
      return
    }
  }

  /// `合 | ,,—` is what is left of 合计.
  private func total(_ words: String) -> String? {
    let known = lexicon.totals.filter { words.hasPrefix($0) }.max { $0.utf8.count < $1.utf8.count }
    let rest = words.unicodeScalars.dropFirst(known?.unicodeScalars.count ?? 1)
    guard rest.allSatisfy({ $0.value < 0x3400 || !$0.properties.isIdeographic }), rest.count <= 12 else { return nil }
    return known ?? (words.hasPrefix("合") && !rest.isEmpty ? "合计" : nil)
  }

  private func item(near key: String) -> String? {
    guard !isItem(key) else { return nil }
    let count = key.unicodeScalars.count
    guard (6...16).contains(count) else { return nil }
    let near = lexicon.incomeItems.union(lexicon.spendingItems).filter {
      abs($0.unicodeScalars.count - count) <= 2 && Self.differs($0, key) <= 2
    }
    return near.count == 1 ? near.first : nil
  }

  /// How many characters are to be changed, put in or left out.
  private static func differs(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    var row = Array(0...other.count)
    for (i, left) in one.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in other.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(diagonal + (left == right ? 0 : 1), min(above, row[j]) + 1)
        diagonal = above
      }
    }
    return row[other.count]
  }

  /// Under a torn head the texts of its column are put together, or moved to where it begins.
  private func joinUnder(_ row: inout SheetRow, _ open: Set<Int>) {
    for index in open where index + 1 < row.cells.count && isText(row.cells[index + 1]) {
      let right = row.cells[index + 1]
      if isText(row.cells[index]) {
        let left = row.cells[index]
        // Printed twice, the second time whole.
        let shared = zip(left.text.unicodeScalars, right.text.unicodeScalars).prefix { $0 == $1 }.count
        let isAgain = shared >= 2 && shared + 2 >= left.text.unicodeScalars.count
        row.cells[index] = left.saying(isAgain ? right.text : left.text + right.text, lexicon)
      } else if row.cells[index].raw.isEmpty {
        row.cells[index] = right
      } else {
        continue
      }
      row.cells[index + 1] = right.emptied()
    }
  }

  /// The figure under a torn head, with the character in the line printed on both sides: `774 | 4.16`. It is put
  /// together only where the whole figure stands elsewhere in the table too, and is no figure otherwise.
  private func joinFigure(_ row: inout SheetRow, _ index: Int, _ figures: Set<String>) {
    // Flattened rows end where their last cell does.
    guard row.cells.indices.contains(index) else { return }
    guard index + 1 < row.cells.count, row.cells[index].traits.isNumber, row.cells[index + 1].traits.isNumber else {
      moveFigure(&row, index)
      return
    }
    let left = Wording.unspaced(row.cells[index].raw)
    let right = Wording.unspaced(row.cells[index + 1].raw)
    let wholes = [left + right, left + String(right.unicodeScalars.dropFirst())]
    let whole = wholes.first(where: figures.contains) ?? "\(left)|\(right)"
    row.cells[index] = row.cells[index].saying(whole, lexicon)
    row.cells[index].traits.isNumber = true
    row.cells[index + 1] = row.cells[index + 1].emptied()
  }

  /// A figure that slipped into the text left of it: `特定目标类 47.02 | | 47.02`.
  private func moveFigure(_ row: inout SheetRow, _ index: Int) {
    let parts = row.cells[index].raw.split(whereSeparator: \.isWhitespace)
    guard parts.count == 2, let last = parts.last, Figures.number(String(last)) != nil,
      !isText(row.cells[index], of: last),
      let next = row.cells.indices.first(where: { $0 > index && row.cells[$0].isFilled }), next >= index + 2,
      row.cells[next].traits.isNumber
    else { return }
    row.cells[next - 1] = row.cells[index].saying(String(last), lexicon)
    row.cells[index] = row.cells[index].saying(String(parts[0]), lexicon)
  }

  private func isText(_ cell: SheetCell, of part: Substring) -> Bool {
    part.unicodeScalars.contains { $0.value > 0x2E80 }
  }

  /// A head torn over two rows, `活动内容` above `表述`, whose lower row holds most of it.
  private func joinHead(_ rows: inout [SheetRow], _ row: Int) {
    let (upper, lower) = (rows[row], rows[row + 1])
    guard upper.table == lower.table, upper.cells.count == lower.cells.count, upper.filled.count >= 3,
      lower.filled.count >= 3, !upper.filled.contains(where: { upper.cells[$0].traits.isLevel })
    else { return }
    let places = upper.filled.filter { isText(upper.cells[$0]) && isText(lower.cells[$0]) }
    func whole(_ index: Int) -> String { Wording.key(upper.cells[index].text + lower.cells[index].text) }
    let list: [TemplateList] = [.costs, .projects]
    let torn = places.filter { index in
      list.contains { lexicon.column($0, whole(index)) != nil }
        && !list.contains { lexicon.column($0, lower.cells[index].key) != nil }
    }
    guard torn.count >= 1, lower.filled.count(where: { column(lower.cells[$0].key) }) >= 2 else { return }
    for index in upper.filled {
      if torn.contains(index) {
        rows[row + 1].cells[index] = upper.cells[index].saying(
          upper.cells[index].text + lower.cells[index].text, lexicon)
      }
      rows[row].cells[index] = upper.cells[index].emptied()
    }
  }
}

extension SheetCell {
  /// The cell with other words in it.
  func saying(_ words: String, _ lexicon: Lexicon) -> SheetCell {
    var cell = self
    cell.raw = words
    cell.text = Wording.printed(words)
    cell.key = Wording.key(words)
    cell.traits = lexicon.traits(cell.text, cell.key)
    return cell
  }
}
