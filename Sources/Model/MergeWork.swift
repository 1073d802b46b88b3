/// The steps of a merge. Rows first, since a cell counts only where its row is.
struct MergeWork {
  let base: MergeTree
  let mine: MergeTree
  let theirs: MergeTree
  var merged: MergeTree
  var conflicts: [FormMerge.Conflict] = []
  var onlyMine: [FormPath] = []
  var onlyTheirs: [FormPath] = []
  var reordered: [FormPath] = []
  /// Rows of which one side is without; their cells are not asked one by one.
  private var settled: Set<FormPath> = []

  init(base: MergeTree, mine: MergeTree, theirs: MergeTree) {
    self.base = base
    self.mine = mine
    self.theirs = theirs
    merged = base
    merged.cells = [:]
    merged.lists = [:]
  }

  mutating func run() {
    // Outer lists before the lists in their rows.
    let lists = Set(base.lists.keys).union(mine.lists.keys).union(theirs.lists.keys)
      .sorted { $0.text.utf8.count < $1.text.utf8.count }
    for list in lists { merge(list) }
    let paths = Set(base.cells.keys).union(mine.cells.keys).union(theirs.cells.keys)
    for path in paths where !isSettled(path) { merge(cell: path) }
  }

  private func isSettled(_ path: FormPath) -> Bool {
    !settled.isEmpty && settled.contains { $0.contains(path) }
  }

  // MARK: rows

  private mutating func merge(_ list: FormPath) {
    guard !isSettled(list) else { return }
    let old = base.lists[list] ?? []
    let left = mine.lists[list] ?? []
    let right = theirs.lists[list] ?? []
    let (inOld, inLeft, inRight) = (Set(old), Set(left), Set(right))
    var kept: Set<String> = []
    for id in old {
      let path = FormPath("\(list)[\(id)]")
      switch (inLeft.contains(id), inRight.contains(id)) {
      case (true, true): kept.insert(id)
      case (false, false): settled.insert(path)
      case (false, true): if settle(path, goneBy: .mine, kept: theirs) { kept.insert(id) }
      case (true, false): if settle(path, goneBy: .theirs, kept: mine) { kept.insert(id) }
      }
    }
    // Attributes are cells; a row of them that came is told of there.
    let isLabelled = list.text == "attributes" || list.text == "contacts"
    for id in left where !inOld.contains(id) {
      kept.insert(id)
      if !isLabelled, !inRight.contains(id) { take(FormPath("\(list)[\(id)]"), of: .mine) }
    }
    for id in right where !inOld.contains(id) {
      kept.insert(id)
      if !isLabelled, !inLeft.contains(id) { take(FormPath("\(list)[\(id)]"), of: .theirs) }
    }
    merged.lists[list] = order(list, old, left, right, kept)
    if merged.lists[list]?.isEmpty == true { merged.lists[list] = nil }
  }

  /// A row of one side only, as it is there.
  private mutating func take(_ path: FormPath, of side: FormMerge.Side) {
    if side == .mine { onlyMine.append(path) } else { onlyTheirs.append(path) }
    copy(path, from: side == .mine ? mine : theirs)
  }

  private mutating func copy(_ path: FormPath, from tree: MergeTree) {
    settled.insert(path)
    for (cell, value) in tree.cells where path.contains(cell) { merged.cells[cell] = value }
    for (list, rows) in tree.lists where path.contains(list) { merged.lists[list] = rows }
  }

  /// A row that one side took out: gone when the other left it as it was, else a question.
  /// - Returns: whether the row stays for now.
  private mutating func settle(_ path: FormPath, goneBy side: FormMerge.Side, kept tree: MergeTree) -> Bool {
    let isChanged =
      base.cells.contains { path.contains($0.key) && tree.cells[$0.key] != $0.value }
      || tree.cells.contains { path.contains($0.key) && base.cells[$0.key] == nil }
      || tree.lists.contains { path.contains($0.key) && base.lists[$0.key] != $0.value }
    guard isChanged else {
      settled.insert(path)
      if side == .mine { onlyMine.append(path) } else { onlyTheirs.append(path) }
      return false
    }
    let words = summary(path, tree)
    copy(path, from: tree)
    conflicts.append(
      .init(
        path: path, kind: .rowGone(by: side), base: summary(path, base), mine: side == .mine ? "" : words,
        theirs: side == .mine ? words : "", both: nil))
    return true
  }

  /// The cells of a row side by side.
  private func summary(_ path: FormPath, _ tree: MergeTree) -> String {
    tree.cells.filter { path.contains($0.key) }.sorted { $0.key.text < $1.key.text }
      .map(\.value.printedCell).filter { !$0.isEmpty }.joined(separator: "；")
  }

  /// The order of one side that changed it; what the other added stands behind the same row as there.
  private mutating func order(
    _ list: FormPath, _ old: [String], _ left: [String], _ right: [String], _ kept: Set<String>
  ) -> [String] {
    let common = Set(old).intersection(left).intersection(right)
    let was = old.filter(common.contains)
    let isLeftMoved = left.filter(common.contains) != was
    let isRightMoved = right.filter(common.contains) != was
    if isLeftMoved && isRightMoved && left.filter(common.contains) != right.filter(common.contains) {
      reordered.append(list)
    }
    let skeleton = isLeftMoved && !isRightMoved ? left : right
    var out = skeleton.filter(common.contains)
    let inBoth = Set(left).intersection(right)
    // Behind which common row each side's own rows stand.
    var followers: [String: [[String]]] = [:]
    for (side, isOther) in [(left, false), (right, true)] {
      var anchor = ""
      var run: [String: [String]] = [:]
      for id in side {
        if common.contains(id) {
          anchor = id
        } else if kept.contains(id), !(isOther && inBoth.contains(id)) {
          run[anchor, default: []].append(id)
        }
      }
      for (anchor, ids) in run { followers[anchor, default: []].append(ids) }
    }
    for (anchor, runs) in followers {
      let ids = runs.sorted { ($0.first ?? "") < ($1.first ?? "") }.flatMap { $0 }
      let place = anchor.isEmpty ? 0 : (out.firstIndex(of: anchor).map { $0 + 1 } ?? out.count)
      out.insert(contentsOf: ids, at: place)
    }
    return out
  }

  // MARK: cells

  private mutating func merge(cell path: FormPath) {
    let old = base.cells[path]
    let left = mine.cells[path]
    let right = theirs.cells[path]
    if left == right {
      if let left { merged.cells[path] = left }
    } else if left == old {
      onlyTheirs.append(path)
      if let right { merged.cells[path] = right }
    } else if right == old {
      onlyMine.append(path)
      if let left { merged.cells[path] = left }
    } else {
      if let left { merged.cells[path] = left }
      conflicts.append(
        .init(
          path: path, kind: .cell, base: old?.printedCell ?? "", mine: left?.printedCell ?? "",
          theirs: right?.printedCell ?? "",
          both: old?.string.flatMap { TextMerge.both($0, left?.string ?? "", right?.string ?? "") }))
    }
  }
}

/// Two changes of one text that touch different places of it.
enum TextMerge {
  /// - Returns: nil when the changes overlap or touch, or when the text is short: a value is one thing.
  static func both(_ old: String, _ left: String, _ right: String) -> String? {
    let (base, mine, theirs) = (Array(old), Array(left), Array(right))
    guard base.count >= 8, !mine.isEmpty, !theirs.isEmpty else { return nil }
    let a = change(base, mine)
    let b = change(base, theirs)
    if a.end < b.start { return join(base, mine, a, theirs, b) }
    if b.end < a.start { return join(base, theirs, b, mine, a) }
    return nil
  }

  /// The stretch of the old text that is another now, and how long it is.
  private static func change(_ old: [Character], _ new: [Character]) -> (start: Int, end: Int, newEnd: Int) {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var tail = 0
    while tail < old.count - start, tail < new.count - start, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
      tail += 1
    }
    return (start, old.count - tail, new.count - tail)
  }

  private static func join(
    _ base: [Character], _ first: [Character], _ a: (start: Int, end: Int, newEnd: Int), _ second: [Character],
    _ b: (start: Int, end: Int, newEnd: Int)
  ) -> String {
    String(
      base[..<a.start] + first[a.start..<a.newEnd] + base[a.end..<b.start] + second[b.start..<b.newEnd] + base[b.end...]
    )
  }
}
