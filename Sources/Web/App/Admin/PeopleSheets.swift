import Model

/// A workbook of units and people, read but not yet believed.
struct PeopleSheets: Sendable {
  /// One row: where it stands and what its columns hold.
  struct Line: Sendable {
    let sheet: String
    let row: Int
    let values: [String: String]
    let columns: [String: Int]
    subscript(_ title: String) -> String { values[title] ?? "" }
  }

  static let rowsMax = 20_000
  static let unitColumns = ["单位名称", "预算单位编码", "上级单位", "设立日期", "依据"]
  static let personColumns = ["账号", "姓名", "单位", "办公电话"]

  let units: [Line]
  let people: [Line]
  /// Sheets that hold neither, for saying so.
  let otherSheets: [String]

  init(_ grids: [ImportGrid]) {
    var units: [Line] = []
    var people: [Line] = []
    var others: [String] = []
    for grid in grids {
      if let head = grid.head(["账号", "姓名", "单位"]) {
        people += Self.lines(grid, head, Self.personColumns)
      } else if let head = grid.head(["单位名称", "上级单位"]) {
        units += Self.lines(grid, head, Self.unitColumns)
      } else {
        others.append(grid.name)
      }
    }
    self.units = units
    self.people = people
    otherSheets = others
  }

  var count: Int { units.count + people.count }

  private static func lines(
    _ grid: ImportGrid, _ head: (number: Int, columns: [String: Int]), _ titles: [String]
  ) -> [Line] {
    let columns = head.columns.filter { titles.contains($0.key) }
    return grid.rows.filter { $0.number > head.number }.compactMap { row in
      var values: [String: String] = [:]
      for (title, column) in columns { values[title] = row.cells[column] }
      // A row with nothing in the columns that count is a remark.
      return values.isEmpty ? nil : Line(sheet: grid.name, row: row.number, values: values, columns: columns)
    }
  }
}

/// What an import would store, and everything that is in the way.
struct PeoplePlan: Sendable {
  struct NewUnit: Sendable {
    let name: String
    let code: String?
    let parent: Place
    let from: Day?
    let basis: String
  }
  struct NewPerson: Sendable {
    let login: String
    let name: String
    let unit: Place
    let phone: String?
  }
  /// A unit that is there, or one of the file by its number.
  enum Place: Hashable, Sendable {
    case present(String)
    case line(Int)
  }

  var units: [NewUnit] = []
  var people: [NewPerson] = []
  var problems: [CellProblem] = []
  /// Rows that have a problem.
  var badRows: Int { Set(problems.map { "\($0.sheet)\u{0}\($0.row)" }).count }
  /// Units of the file, parents before children.
  var order: [Int] = []
}
