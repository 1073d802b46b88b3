import Model
import Schemes
import Store
import Work

/// A form as it is filled in: the parts of its template with every cell that can be written.
struct EditPlan: Sendable {
  struct Part: Sendable {
    /// In addresses: 1, 2, 3.
    let id: String
    let title: String
    var blocks: [Block]
    /// What the part is known by whatever becomes of the others: its title, numbered where several have it.
    var key = ""
  }

  enum Block: Sendable {
    case fields(title: String?, [Cell])
    case grid(Grid)
  }

  /// A labelled cell that stands alone.
  struct Cell: Sendable {
    let path: FormPath
    let label: String
    var isRequired = false
    var isLong = false
    var isFigure = false
    var unit: String?
    var isPersonal = false
  }

  /// A table of which every row can be written.
  struct Grid: Sendable {
    let list: FormPath
    let title: String
    let columns: [Column]
    /// Fields of a row that have no column: they stand below the table for the row in hand.
    let panel: [Column]
    /// What one row is called: 指标, 明细.
    let noun: String
    /// Names of level-1 and level-2 heads to choose from.
    var choices: [String: [String]] = [:]
    /// Rows are printed beforehand; none are added.
    var isFixed = false
    /// The column that names a row.
    var main: String { columns.first { $0.isMain }?.field ?? columns.first?.field ?? "" }
  }

  struct Column: Sendable {
    /// As in addresses: `amount`, `history[0]`.
    let field: String
    let label: String
    /// Other names under which spreadsheets have it.
    var synonyms: [String] = []
    var isFigure = false
    var isLong = false
    var isRequired = false
    /// Offices merge its cells downwards.
    var isMerging = false
    var isMain = false
    /// Added up below the table.
    var isSummed = false
    var width: String?
  }

  var parts: [Part]
  let template: Template
  let moneyUnit: MoneyUnit
}

extension EditPlan {
  var grids: [Grid] { parts.flatMap(\.grids) }
  func part(_ id: String) -> Part? { parts.first { $0.id == id } }

  /// The part that a cell, row or list is written in.
  func part(of path: FormPath) -> Part? {
    parts.first { part in
      part.blocks.contains { block in
        switch block {
        case .fields(_, let cells): cells.contains { $0.path == path || path.contains($0.path) }
        case .grid(let grid): grid.list.contains(path)
        }
      }
    }
  }

  /// What others than the account fill in, by the owners of the parts.
  func held(_ owners: [PartOwner], besides account: String) -> [HeldPart] {
    owners.filter { $0.account != account }.compactMap { owner in
      parts.first { $0.key == owner.part }.map { part in
        HeldPart(
          title: part.title, owner: owner.name, roots: part.roots,
          elsewhere: parts.filter { $0.key != part.key }.flatMap(\.roots))
      }
    }
  }

  /// Whether the form has such a cell to write.
  func has(_ path: FormPath) -> Bool {
    parts.contains { part in
      part.blocks.contains { block in
        switch block {
        case .fields(_, let cells): cells.contains { $0.path == path }
        case .grid(let grid):
          grid.list.contains(path) && (grid.columns + grid.panel).contains { path.text.hasSuffix("]." + $0.field) }
        }
      }
    }
  }

  func grid(_ list: FormPath) -> Grid? { grids.first { $0.list == list } }
}

extension EditPlan.Part {
  /// The cells that stand alone, and the tables.
  var roots: [FormPath] { cells.map(\.path) + grids.map(\.list) }
  var grids: [EditPlan.Grid] {
    blocks.compactMap { block in
      if case .grid(let grid) = block { grid } else { nil }
    }
  }
  var cells: [EditPlan.Cell] {
    blocks.flatMap { block in
      if case .fields(_, let cells) = block { cells } else { [EditPlan.Cell]() }
    }
  }
}

/// How much of a part is written.
struct PartProgress: Hashable, Sendable {
  /// Cells that must be written, and how many are.
  var required = 0
  var filled = 0
  /// Cells with anything in them.
  var written = 0
  var missing: Int { required - filled }
  /// Addresses of the first cells that miss, for a list of what is left.
  var missingPaths: [FormPath] = []

  init(_ part: EditPlan.Part, _ content: FormContent, _ values: [FormPath: String]) {
    for cell in part.cells { count(cell.path, cell.isRequired, values) }
    for grid in part.grids {
      for id in content.rowIDs(of: grid.list) ?? [] {
        for column in grid.columns {
          count(FormPath("\(grid.list)[\(id)]").field(column.field), column.isRequired, values)
        }
      }
      if (content.rowIDs(of: grid.list) ?? []).isEmpty, grid.columns.contains(where: \.isRequired) {
        required += 1
        missingPaths.append(grid.list)
      }
    }
  }

  enum Standing: Sendable { case filled, notBegun, missing, free }

  var standing: Standing {
    if missing == 0, written > 0 { return .filled }
    if written == 0 { return .notBegun }
    return missing > 0 ? .missing : .free
  }

  /// How far the part is, in a word.
  var words: String {
    switch standing {
    case .filled: "已填好"
    case .notBegun: "未开始"
    case .missing: "差 \(missing) 格"
    case .free: "可空"
    }
  }

  private mutating func count(_ path: FormPath, _ isRequired: Bool, _ values: [FormPath: String]) {
    let isThere = values[path] != nil
    if isThere { written += 1 }
    guard isRequired else { return }
    required += 1
    if isThere { filled += 1 } else { missingPaths.append(path) }
  }
}
