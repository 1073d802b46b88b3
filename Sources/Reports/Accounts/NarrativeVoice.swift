internal import Model
internal import Schemes

/// Makes sentences whose figures are bound to the cells they come from.
struct NarrativeVoice {
  let accounts: DepartmentAccounts
  let context: AccountsContext

  var year: Int { context.year }
  var lastYear: Int { context.year - 1 }

  // MARK: figures

  func money(_ cell: AccountsCell) -> Money { Money(fen: accounts[cell] ?? 0) }
  func money(_ table: AccountsTable, _ row: String, _ column: String) -> Money {
    money(AccountsCell(table, row, column))
  }
  func count(_ line: String) -> Int64 { accounts[.supplement, line, "value"] ?? 0 }

  /// `11092.59`, bound to its cell.
  func figure(_ cell: AccountsCell) -> BoundPiece { .figure(money(cell).printed.trimmed.description, [cell]) }
  func figure(_ table: AccountsTable, _ row: String, _ column: String) -> BoundPiece {
    figure(AccountsCell(table, row, column))
  }
  func pieces(_ line: String) -> BoundPiece {
    .figure(String(count(line)), [AccountsCell(.supplement, line, "value")])
  }
  /// A figure that stands in no table.
  func outside(_ money: Money) -> BoundPiece { .figure(money.printed.trimmed.description, []) }

  /// `46.86%`, bound to both cells; nil where the whole is nothing.
  func share(_ part: AccountsCell, of whole: AccountsCell) -> BoundPiece? {
    FigureChange.percent(money(part).printed, of: money(whole).printed).map { .figure($0, [part, whole]) }
  }

  // MARK: changes

  /// 减少 3505.64 万元，下降 24.01%.
  func change(_ change: FigureChange, _ cells: [AccountsCell], rise: String = "增长", fall: String = "下降") -> [BoundPiece]
  {
    guard change.direction != .same else { return [.text("持平")] }
    var pieces: [BoundPiece] = [
      .text(change.direction.verb), .figure(change.amount.trimmed.description, cells), .text("万元"),
    ]
    if let percent = change.percent {
      pieces += [.text("，\(change.direction == .up ? rise : fall)"), .figure(percent, cells)]
    }
    return pieces
  }

  // MARK: what people type

  /// Words that somebody typed under a key, as a part of a sentence.
  func typed(_ key: String) -> BoundPiece? {
    let words = Self.clause(accounts.words[key] ?? "")
    return words.isEmpty ? nil : .typed(words, key: key)
  }

  /// Without the lead that the sentence has already, and without its end.
  static func clause(_ text: String) -> String {
    var words = TypedText.words(text).split(whereSeparator: \.isNewline).joined(separator: "；")
    for lead in ["主要原因是", "主要原因：", "主要原因:", "原因是"] where words.hasPrefix(lead) {
      words = String(words.dropFirst(lead.count))
      break
    }
    while let last = words.last, "。；，.;, 　：".contains(last) { words.removeLast() }
    while let first = words.first, "：:， 　".contains(first) { words.removeFirst() }
    return words
  }

  /// A sentence that goes on with its reason: `…，下降 24.01%，主要原因是…。` Without one it ends where it is.
  func withReason(
    _ key: String, _ pieces: [BoundPiece], _ asks: String?, lead: String = "，主要原因是", mayBeLeft: Bool = false
  ) -> BoundParagraph {
    guard let asks else { return BoundParagraph(key, pieces + [.text("。")]) }
    guard let reason = typed(key) else {
      return BoundParagraph(key, pieces + [.text("。")], asks: asks, mayBeLeft: mayBeLeft)
    }
    return BoundParagraph(key, pieces + [.text(lead), reason, .text("。")], asks: asks, mayBeLeft: mayBeLeft)
  }

  /// 收入合计比上年减少的主要原因; nil when nothing changed.
  func asks(_ name: String, _ change: FigureChange, than other: String = "上年") -> String? {
    change.direction == .same ? nil : "\(name)比\(other)\(change.direction.verb)的主要原因"
  }

  /// 本年度无上缴上级支出、经营支出。
  func none(_ names: [String]) -> [BoundPiece] { names.isEmpty ? [] : [.text("本年度无\(names.joined(separator: "、"))。")] }

  /// Items of a table by their digits, with their names of class, group and item.
  func names(_ table: AccountsTable, _ code: String) -> (classLevel: String, group: String, item: String) {
    func name(_ digits: Int) -> String {
      let prefix = String(code.prefix(digits))
      for other in [table, .general, .spending, .budget] {
        if let found = accounts.row(other, prefix)?.name, !found.isEmpty { return found }
      }
      return prefix
    }
    return (name(3), name(5), name(7))
  }
}
