public import Documents
public import Model
public import Schemes

/// What is wrong in one cell of a workbook of final accounts, or with the workbook as a whole.
public struct AccountsProblem: Hashable, Sendable {
  /// Name of the sheet; empty for the workbook as a whole.
  public var sheet: String
  /// As in the sheet, from 1; 0 where no cell is meant.
  public var row: Int
  public var column: Int
  public var value: String
  /// What was found, why it matters, what to do.
  public var words: String

  public init(sheet: String = "", row: Int = 0, column: Int = 0, value: String = "", _ words: String) {
    self.sheet = sheet
    self.row = row
    self.column = column
    self.value = value
    self.words = words
  }
}

/// Final accounts as a workbook has them. Nothing of it is stored while there are problems.
public struct AccountsReading: Sendable {
  public var accounts = DepartmentAccounts()
  public var problems: [AccountsProblem] = []
  /// Tables with the sheet they were read from and how many rows they have.
  public var found: [(table: AccountsTable, sheet: String, rows: Int)] = []
  /// Sheets in which no table was recognised.
  public var unused: [String] = []
  /// Whether the workbook states its unit; 万元 was taken where it does not.
  public var statesUnit = false
}

/// Reads the tables of a department's final accounts from a workbook, whatever its sheets are called and however its
/// heads are laid out.
public struct AccountsReader: Sendable {
  let policy: AccountsPolicy

  public init(_ policy: AccountsPolicy) { self.policy = policy }

  /// - Parameter unit: the unit that the person chose; nil to take what the sheets state.
  public func read(_ document: Document, unit: MoneyUnit? = nil) -> AccountsReading {
    var reading = AccountsReading()
    let sheets = AccountsSheet.all(of: document)
    guard !sheets.isEmpty else {
      reading.problems.append(AccountsProblem("没有读到工作表。请传 Excel 工作簿（.xlsx），每张决算表一个工作表；可以先下载模板。"))
      return reading
    }
    let stated = sheets.lazy.compactMap(\.unit).first
    reading.statesUnit = unit != nil || stated != nil
    reading.accounts.unit = unit ?? stated ?? .wanYuan
    var taken: [AccountsTable: String] = [:]
    for sheet in sheets {
      guard let table = Self.table(of: sheet) else {
        reading.unused.append(sheet.name)
        continue
      }
      if let other = taken[table] {
        reading.problems.append(
          AccountsProblem(sheet: sheet.name, "“\(other)”和“\(sheet.name)”都是\(table.officialName)。请留一张，删去另一张。"))
        continue
      }
      taken[table] = sheet.name
      var work = AccountsTableReader(
        table, sheet, policy, unit: unit ?? sheet.unit ?? stated ?? .wanYuan)
      let rows = work.read()
      reading.problems += work.problems
      reading.found.append((table, sheet.name, rows.filter { !$0.isEmpty }.count))
      reading.accounts.set(table, rows)
      if rows.allSatisfy(\.isEmpty), table.mayBeNone { reading.accounts.none.insert(table) }
    }
    for table in AccountsTable.allCases where taken[table] == nil && table.isPublished {
      if table == .fund || table == .capital {
        reading.accounts.none.insert(table)
      } else {
        reading.problems.append(AccountsProblem("没有找到“\(table.officialName)”。请加上这张表，表名写在工作表名称或表的第一行。"))
      }
    }
    for table in taken.keys.sorted() where !table.mayBeNone && reading.accounts.rows(table).allSatisfy(\.isEmpty) {
      if !reading.problems.contains(where: { $0.sheet == taken[table] }) {
        reading.problems.append(
          AccountsProblem(sheet: taken[table] ?? "", "“\(table.officialName)”里没有一个数。请填好金额再上传。"))
      }
    }
    return reading
  }

  /// The table that a sheet holds, by its title, otherwise by the name of the sheet.
  static func table(of sheet: AccountsSheet) -> AccountsTable? {
    sheet.titles.lazy.compactMap(table(named:)).first ?? table(named: sheet.name) ?? numbered(sheet.name)
  }

  static func table(named title: String) -> AccountsTable? {
    let key = AccountsWording.key(title)
    func has(_ words: String...) -> Bool { words.contains { key.contains($0) } }
    if let short = AccountsTable.allCases.first(where: { AccountsWording.key($0.shortName) == key }) { return short }
    if has("三公") { return .threePublic }
    if has("补充") { return .supplement }
    if has("年初预算"), !has("决算表") { return .budget }
    if has("政府性基金") { return .fund }
    if has("国有资本") { return .capital }
    if has("基本支出") { return .basic }
    if has("财政拨款"), has("总表", "财政拨款收入支出", "财政拨款收支") { return .fiscal }
    if has("一般公共预算") { return .general }
    if has("总表", "收入支出决算", "收支决算") { return .summary }
    if has("收入决算", "收入表") { return .income }
    if has("支出决算", "支出表") { return .spending }
    return nil
  }

  /// 公开01表, GK02, 表3: the order of the first six is the same everywhere.
  private static func numbered(_ name: String) -> AccountsTable? {
    let digits = name.filter(\.isNumber)
    guard let number = Int(digits), (1...6).contains(number), name.count <= 8 else { return nil }
    return AccountsTable(number: number)
  }
}
