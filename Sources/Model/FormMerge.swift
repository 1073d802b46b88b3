/// Two versions of a form that began from the same one, brought together.
///
/// What only one of them changed is taken over. Where both changed the same cell differently, or one changed a row that
/// the other took out, a person chooses: `conflicts`. All three versions stay as they are.
public struct FormMerge: Sendable {
  /// Whose value is taken where both changed one cell.
  public enum Side: String, Sendable, CaseIterable { case mine, theirs, both }

  /// One cell, or one row, that both changed.
  public struct Conflict: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      case cell
      /// I took the row out, and the other side changed it; or the other way round.
      case rowGone(by: Side)
    }
    public let path: FormPath
    public let kind: Kind
    /// As printed; empty when the cell is empty there.
    public let base: String
    public let mine: String
    public let theirs: String
    /// Both changes in one text, where they touch different places of it.
    public let both: String?
  }

  public let conflicts: [Conflict]
  /// Cells and rows that only one side changed, by their addresses.
  public let mine: [FormPath]
  public let theirs: [FormPath]
  /// Both put the rows of a list in another order; the order of the other side was kept.
  public let reordered: [FormPath]

  private let merged: MergeTree
  private let sides: (mine: MergeTree, theirs: MergeTree)

  public init(base: FormContent, mine: FormContent, theirs: FormContent) {
    let base = MergeTree(base)
    let mine = MergeTree(mine)
    let theirs = MergeTree(theirs)
    var work = MergeWork(base: base, mine: mine, theirs: theirs)
    work.run()
    sides = (mine, theirs)
    merged = work.merged
    conflicts = work.conflicts.sorted { $0.path.text < $1.path.text }
    self.mine = work.onlyMine.sorted { $0.text < $1.text }
    self.theirs = work.onlyTheirs.sorted { $0.text < $1.text }
    reordered = work.reordered.sorted { $0.text < $1.text }
  }

  /// The form of everything that both agree on and what was chosen.
  /// - Parameter choices: by the address of the conflict; where none is made, mine is taken.
  /// - Returns: nil only when the versions were no forms of one kind.
  public func form(choosing choices: [FormPath: Side] = [:]) -> FormContent? {
    var tree = merged
    for conflict in conflicts {
      let side = choices[conflict.path] ?? .mine
      switch conflict.kind {
      case .cell:
        switch side {
        case .mine: tree.cells[conflict.path] = sides.mine.cells[conflict.path]
        case .theirs: tree.cells[conflict.path] = sides.theirs.cells[conflict.path]
        case .both: tree.cells[conflict.path] = .string(conflict.both ?? conflict.mine)
        }
      case .rowGone(let by): if side == by { tree.remove(row: conflict.path) }
      }
    }
    return tree.form()
  }
}

extension MergeTree {
  /// Takes a row with everything in it out.
  mutating func remove(row path: FormPath) {
    guard let (list, id) = path.listAndRow else { return }
    lists[list]?.removeAll { $0 == id }
    cells = cells.filter { !path.contains($0.key) }
    lists = lists.filter { $0.key == path || !path.contains($0.key) }
  }
}

extension JSON {
  /// As a page prints a cell.
  var printedCell: String {
    switch value {
    case .null: ""
    case .bool(let flag): flag ? "是" : "否"
    case .number(let number): number.description
    case .string(let text): Goal.Term(rawValue: text)?.officialName ?? text
    case .array(let items): items.map { $0.printedCell.isEmpty ? "—" : $0.printedCell }.joined(separator: "，")
    case .object: ""
    }
  }
}
