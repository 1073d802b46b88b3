internal import Model

/// Functional items of the section on general public expenditure: class, group, item, budget, account, reason.
enum FinalAccountItems {
  /// The items a paragraph states; it names 类、款、项 and an account of each.
  static func items(in text: Scalars, section: String) -> [FinalAccount.Item] {
    var items: [FinalAccount.Item] = []
    var starts: [(begin: Int, classEnd: Int)] = []
    var index = 0
    let folded = text.folded
    while let end = mark("类", in: folded, from: index) {
      starts.append((begin(of: end, in: text), end))
      index = end + 3
    }
    for (position, start) in starts.enumerated() {
      let stop = position + 1 < starts.count ? starts[position + 1].begin : text.count
      if let item = item(text.slice(start.begin..<stop), section) { items.append(item) }
    }
    return items
  }

  private static let nameMax = 60

  /// Offset of `（类）` in text whose width is folded.
  private static func mark(_ word: String, in folded: Scalars, from start: Int) -> Int? {
    folded.find("(\(word))", from: start)
  }

  /// Where the name of a class begins: behind the sentence or number before it.
  private static func begin(of end: Int, in text: Scalars) -> Int {
    var index = end
    while index > 0, end - index < nameMax, !"。；：:".unicodeScalars.contains(text[index - 1]) { index -= 1 }
    return index
  }

  private static func item(_ text: Scalars, _ section: String) -> FinalAccount.Item? {
    let folded = text.folded
    guard let classEnd = mark("类", in: folded, from: 0), let groupEnd = mark("款", in: folded, from: classEnd),
      let itemEnd = mark("项", in: folded, from: groupEnd)
    else { return nil }
    let rest = text.slice((itemEnd + 3)..<text.count)
    guard let actual = amount(behind: ["支出决算数为", "支出决算为", "决算数为", "决算为", "支出决算"], in: rest) else { return nil }
    var item = FinalAccount.Item()
    item.section = section
    let named = text.slice(0..<classEnd)
    item.classLevel = LineHeading.rank(named).map { named.slice($0.end..<named.count) }.map(\.text) ?? named.text
    item.groupLevel = text.slice((classEnd + 3)..<groupEnd).text
    item.itemLevel = text.slice((groupEnd + 3)..<itemEnd).text
    item.actual = actual
    item.budget = amount(behind: ["年初预算数为", "年初预算为", "年初预算数", "年初预算"], in: rest)
    item.percent = percent(behind: ["完成年初预算的", "完成年初预算", "完成预算的", "完成全年预算的", "完成预算"], in: rest)
    item.reason = reason(in: rest)
    item.reasonGiven = item.reason != nil
    return item
  }

  private static func amount(behind words: [String], in text: Scalars) -> ExactDecimal? {
    for word in words {
      var start = 0
      while let at = text.find(word, from: start) {
        start = at + word.unicodeScalars.count
        if let (value, end) = PrintedNumber.read(text, at: start), text.has("万元", at: end) || text.has("元", at: end) {
          return value
        }
      }
    }
    return nil
  }

  private static func percent(behind words: [String], in text: Scalars) -> ExactDecimal? {
    for word in words {
      guard let at = text.find(word),
        let (value, end) = PrintedNumber.read(text, at: at + word.unicodeScalars.count), end < text.count,
        text[end].halfWidth == "%"
      else { continue }
      return value
    }
    return nil
  }

  private static func reason(in text: Scalars) -> String? {
    guard let found = text.findAny(["主要原因是", "主要原因为", "主要原因", "原因是", "主要是由于", "主要是因为"]) else { return nil }
    var start = found.index + found.text.unicodeScalars.count
    while start < text.count, "：:，".unicodeScalars.contains(text[start]) { start += 1 }
    var end = text.count
    while end > start, "。；".unicodeScalars.contains(text[end - 1]) { end -= 1 }
    return start < end ? text.slice(start..<end).text : nil
  }
}
