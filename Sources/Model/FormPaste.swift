/// A block of cells from a spreadsheet, as the clipboard hands it over.
public struct PastedBlock: Hashable, Sendable {
  public private(set) var rows: [[String]]

  /// - Parameter text: rows by line, cells by tab; a cell with a line end of its own stands in quotes.
  public init(_ text: String) {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    var isFresh = true
    func endCell() {
      row.append(String(cell))
      cell = String.UnicodeScalarView()
      isFresh = true
    }
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if isQuoted {
        guard scalar == "\"" else {
          cell.append(scalar)
          continue
        }
        if index < scalars.count, scalars[index] == "\"" {
          cell.append(scalar)
          index += 1
        } else {
          isQuoted = false
        }
      } else if scalar == "\"" && isFresh && Self.closes(scalars, index) {
        isQuoted = true
        isFresh = false
      } else if scalar == "\t" {
        endCell()
      } else if scalar == "\n" || scalar == "\r" {
        if scalar == "\r", index < scalars.count, scalars[index] == "\n" { index += 1 }
        endCell()
        rows.append(row)
        row = []
      } else {
        cell.append(scalar)
        isFresh = false
      }
    }
    if !cell.isEmpty || !row.isEmpty {
      endCell()
      rows.append(row)
    }
    while rows.last?.allSatisfy({ $0.isEmpty }) == true { rows.removeLast() }
    self.rows = rows
  }

  /// A quote opens a cell only when one before the next tab, line end or end of text closes it.
  private static func closes(_ scalars: [Unicode.Scalar], _ start: Int) -> Bool {
    var index = start
    while index < scalars.count {
      if scalars[index] == "\"" {
        guard index + 1 < scalars.count else { return true }
        switch scalars[index + 1] {
        case "\t", "\n", "\r": return true
        case "\"": index += 1
        default: break
        }
      }
      index += 1
    }
    return false
  }

  /// Leaves out a first row that only repeats the heads of the columns it would go into.
  /// - Parameter heads: accepted names of every column, from the one the block begins in.
  public mutating func dropHead(_ heads: [[String]]) {
    guard let first = rows.first, rows.count > 1 else { return }
    var matches = 0
    for (index, cell) in first.enumerated() {
      let words = Self.plain(cell)
      if words.isEmpty { continue }
      guard index < heads.count, heads[index].contains(where: { Self.plain($0) == words }) else { return }
      matches += 1
    }
    if matches > 0 { rows.removeFirst() }
  }

  /// A head without blanks and without what stands in brackets behind it: 金额（万元）.
  private static func plain(_ head: String) -> String {
    let words = TypedText.words(head).filter { !$0.isWhitespace }
    return String(words.prefix { $0 != "（" && $0 != "(" })
  }

  /// Gives cells that are blank because Excel merged them the value above.
  /// - Parameter columns: numbers of the columns in which offices merge.
  public mutating func fillDown(_ columns: some Sequence<Int>) {
    for column in columns {
      var above = ""
      for row in rows.indices where column < rows[row].count {
        if TypedText.words(rows[row][column]).isEmpty { rows[row][column] = above } else { above = rows[row][column] }
      }
    }
  }
}

/// Where a block goes, and what came of it.
public struct FormPaste: Sendable {
  public let list: FormPath
  /// Row of the top left cell; nil begins a new row at the end.
  public let row: String?
  /// Field of every column from the top left cell on, as it stands in addresses: `amount`, `history[0]`.
  public let fields: [String]

  public struct Outcome: Hashable, Sendable {
    public var rows = 0
    public var cells = 0
    public var added: [String] = []
    public var locked = 0
    public var unread = 0
    /// Cells beyond the last column.
    public var outside = 0
    public init() {}
  }

  public init(list: FormPath, row: String?, fields: [String]) {
    self.list = list
    self.row = row
    self.fields = fields
  }

  /// Writes the block into the form, adding rows at the end as needed.
  /// - Parameters:
  ///   - rowsMax: rows the list may have; what is beyond is not written and counted as outside.
  ///   - newID: identifiers for added rows; nil where no rows may be added.
  ///   - isOpen: whether a cell may be written.
  public func apply(
    _ block: PastedBlock, to form: inout FormContent, rowsMax: Int, newID: (() -> String)?,
    isOpen: (FormPath) -> Bool
  ) -> Outcome {
    var outcome = Outcome()
    guard var ids = form.rowIDs(of: list) else { return outcome }
    var at = row.flatMap { ids.firstIndex(of: $0) } ?? ids.count
    for cells in block.rows {
      if at >= ids.count {
        guard let newID, ids.count < rowsMax else {
          outcome.outside += cells.count
          continue
        }
        var id = newID()
        // Chance may give an identifier twice; no row is lost for it.
        for _ in 0..<8 where ids.contains(id) { id = newID() }
        guard form.addRow(id, to: list, after: ids.last) else { continue }
        ids.append(id)
        outcome.added.append(id)
      }
      outcome.rows += 1
      for (column, cell) in cells.enumerated() {
        guard column < fields.count else {
          if !TypedText.words(cell).isEmpty { outcome.outside += 1 }
          continue
        }
        let path = FormPath("\(list)[\(ids[at])]").field(fields[column])
        guard isOpen(path) else {
          outcome.locked += 1
          continue
        }
        switch form.enter(cell, at: path) {
        case .kept: outcome.cells += 1
        case .unread:
          outcome.cells += 1
          outcome.unread += 1
        case .noCell: outcome.locked += 1
        }
      }
      at += 1
    }
    return outcome
  }
}
