import Documents

/// The workbooks around an import: the empty one, the one sent back with its problems, and the list of passwords.
enum PeopleWorkbooks {
  private typealias Cell = ListWorkbook.Cell

  static let instructions = [
    ("怎么填", "在“单位”和“人员”两张表里填，一行一个。不要改表头。填好后在“账号 › 批量导入”里上传。"),
    ("先核对", "上传后先核对全部内容，有错误一个都不存，会告诉你在哪一格、怎么改；没有错误，再点“确认导入”。"),
    ("单位", "只填新单位；已有的单位不用填。上级单位写名称或编码，可以是本表里的另一行。"),
    ("设立日期", "一直就有的单位空着。今年新设的写日期（2026-01-01）和依据（批文名称或文号）。"),
    ("账号", "登录用，2 至 32 个小写字母、数字或 . _ -，全区不能重复，建好后不能改。"),
    ("单位一栏", "写名称或编码；可以点下拉从已有单位里选，也可以写本次新填的单位。"),
    ("办公电话", "可空。不要填手机号、身份证号。"),
    ("角色", "这里不填角色。导入后由安全管理员授角色。"),
  ]

  static func template(units: [String]) throws(WorkbookError) -> [UInt8] {
    let list = "单位清单"
    let choices = ListWorkbook.Choices(sheet: list, rows: units.count)
    return try ListWorkbook.xlsx([
      .init("人员", columns: people(choices)), .init("单位", columns: self.units(choices)),
      .init(
        "填写说明", columns: [.init("栏目", width: 14), .init("怎么填", width: 90)],
        rows: instructions.map { [Cell($0.0), Cell($0.1)] }),
      .init(list, columns: [.init("已有单位", width: 44)], rows: units.map { [Cell($0)] }),
    ])
  }

  private static func people(_ choices: ListWorkbook.Choices?) -> [ListWorkbook.Column] {
    [
      .init("账号*", width: 18), .init("姓名*", width: 14), .init("单位*", width: 36, choices: choices),
      .init("办公电话", width: 18),
    ]
  }

  private static func units(_ choices: ListWorkbook.Choices?) -> [ListWorkbook.Column] {
    [
      .init("单位名称*", width: 36), .init("预算单位编码", width: 16), .init("上级单位*", width: 36, choices: choices),
      .init("设立日期", width: 14), .init("依据", width: 30),
    ]
  }

  /// The person's own rows, each with its problems in a column and the bad cells marked.
  static func annotated(_ sheets: PeopleSheets, _ problems: [CellProblem]) throws(WorkbookError) -> [UInt8] {
    let byRow = Dictionary(grouping: problems) { "\($0.sheet)\u{0}\($0.row)" }
    func rows(_ lines: [PeopleSheets.Line], _ titles: [String]) -> [[ListWorkbook.Cell]] {
      lines.map { line in
        let own = byRow["\(line.sheet)\u{0}\(line.row)"] ?? []
        let bad = Set(own.map(\.title))
        let words = own.map { "\($0.title)：\($0.words)" }.joined(separator: "\n")
        return titles.map { Cell(line[$0], isMarked: bad.contains($0)) } + [Cell(words, isMarked: !own.isEmpty)]
      }
    }
    let problem = ListWorkbook.Column("问题", width: 60)
    var made: [ListWorkbook.Sheet] = []
    if !sheets.people.isEmpty {
      made.append(
        .init("人员", columns: people(nil) + [problem], rows: rows(sheets.people, PeopleSheets.personColumns)))
    }
    if !sheets.units.isEmpty {
      made.append(.init("单位", columns: units(nil) + [problem], rows: rows(sheets.units, PeopleSheets.unitColumns)))
    }
    return try ListWorkbook.xlsx(made)
  }

  static func passwords(
    _ people: [(login: String, name: String, unit: String, password: String)]
  ) throws(WorkbookError) -> [UInt8] {
    try ListWorkbook.xlsx([
      .init(
        "一次性密码",
        columns: [
          .init("单位", width: 36), .init("姓名", width: 14), .init("账号", width: 18), .init("一次性密码（第一次登录要改）", width: 32),
        ], rows: people.map { [Cell($0.unit), Cell($0.name), Cell($0.login), Cell($0.password)] })
    ])
  }
}
