import Lifecycle
public import Model
public import Store

/// Payments as an office has them in a table: project code, day, amount in yuan, number of the paper, one line each.
///
/// Nothing is stored here: every line is read and looked up, and what is wrong with it is told at the line.
public struct PaymentLines: Sendable {
  public struct Line: Hashable, Sendable {
    /// Number of the line in the text, from 1.
    public let number: Int
    public let text: String
    public internal(set) var project: Project?
    public internal(set) var draft: PaymentDraft?
    /// Why the line cannot be entered; nil when it can.
    public internal(set) var problem: String?
  }

  public private(set) var lines: [Line] = []

  /// More than an office enters in one go.
  public static let linesMax = 20_000

  public var isClean: Bool { !lines.isEmpty && lines.allSatisfy { $0.problem == nil } }
  public var drafts: [PaymentDraft] { lines.compactMap(\.draft) }
  public var sum: Money { drafts.reduce(.zero) { $0 + $1.amount } }
  public var problems: [Line] { lines.filter { $0.problem != nil } }

  /// Reads a pasted or uploaded table; a head line tells the order of the columns, otherwise it is the usual one.
  public init(_ text: String, _ desk: Desk, in transaction: ReadTransaction) throws(StoreError) {
    var order = Columns.usual
    var projects: [String: Project?] = [:]
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = String(raw)
      guard !TypedText.words(line).isEmpty, lines.count < Self.linesMax else { continue }
      let cells = Self.cells(line)
      if lines.isEmpty, let head = Columns(cells) {
        order = head
        continue
      }
      var read = Line(number: index + 1, text: line)
      try Self.read(cells, order, &read, &projects, desk, in: transaction)
      lines.append(read)
    }
    try markKnown(desk, in: transaction)
  }

  /// What was entered before, or stands here twice.
  private mutating func markKnown(_ desk: Desk, in transaction: ReadTransaction) throws(StoreError) {
    let known = try Payments.known(drafts, region: desk.region, year: desk.year.year, in: transaction)
    var seen: Set<PaymentDraft> = []
    for index in lines.indices {
      guard let draft = lines[index].draft, lines[index].problem == nil else { continue }
      if known.contains(draft) {
        lines[index].problem = "这一笔登记过了（同一项目、日期、金额和凭证号）。请删去这一行。"
      } else if !seen.insert(draft).inserted {
        lines[index].problem = "这一笔在前面已有一行。请删去重复的。"
      }
    }
  }

  private static func read(
    _ cells: [String], _ order: Columns, _ line: inout Line, _ projects: inout [String: Project?], _ desk: Desk,
    in transaction: ReadTransaction
  ) throws(StoreError) {
    func cell(_ index: Int?) -> String { index.flatMap { $0 < cells.count ? cells[$0] : nil } ?? "" }
    let code = cell(order.code)
    guard !code.isEmpty else {
      line.problem = "没有项目编码。"
      return
    }
    if projects[code] == nil {
      projects[code] = .some(try find(code, desk, in: transaction))
    }
    guard let project = projects[code] ?? nil else {
      line.problem = "项目库里没有编码“\(code)”的项目，或它不在 \(desk.year.year) 年度。"
      return
    }
    line.project = project
    guard let day = day(cell(order.day)) else {
      line.problem = "支付日期“\(cell(order.day))”认不出来，请写成 \(desk.year.year)-08-31。"
      return
    }
    guard day.hasPrefix("\(desk.year.year)-") else {
      line.problem = "支付日期 \(day) 不在 \(desk.year.year) 年。"
      return
    }
    guard let figure = TypedText.figure(cell(order.amount), units: ["元"]), let amount = Money(figure, .yuan),
      amount != .zero, amount.fen.magnitude < 1_000_000_000_000_000
    else {
      line.problem = "金额“\(cell(order.amount))”不是元为单位、到分的数。"
      return
    }
    let number = cell(order.number)
    guard !number.isEmpty else {
      line.problem = "没有支付凭证号。"
      return
    }
    line.draft = PaymentDraft(project: project.id, day: day, amount: amount, number: number)
  }

  /// A project of the year in the person's branch.
  private static func find(
    _ code: String, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> Project? {
    guard let project = try Projects.find(region: desk.region, code: code, in: transaction),
      desk.account.scope.covers(project.path),
      try Projects.year(region: desk.region, desk.year.year, project: project.id, in: transaction) != nil
    else { return nil }
    return project
  }

  /// 2024-08-31, 2024/8/31, 2024.8.31, 20240831, 2024年8月31日; nil for a day that does not exist.
  static func day(_ text: String) -> String? {
    var numbers = text.split { !$0.isNumber }.map(String.init)
    if numbers.count == 1, numbers[0].count == 8 {
      let digits = numbers[0]
      numbers = [String(digits.prefix(4)), String(digits.dropFirst(4).prefix(2)), String(digits.suffix(2))]
    }
    // A workbook may print the time of day behind it.
    guard numbers.count >= 3, numbers[0].count == 4, let month = Int(numbers[1]), let day = Int(numbers[2]),
      numbers[0].utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let written = "\(numbers[0])-\(two(month))-\(two(day))"
    return Instant("\(written)T00:00:00.000Z") == nil ? nil : written
  }

  /// Cells parted by tabs where there are any, otherwise by commas; quotes keep a comma in its cell.
  static func cells(_ line: String) -> [String] {
    if line.contains("\t") {
      return line.split(separator: "\t", omittingEmptySubsequences: false).map { TypedText.words(String($0)) }
    }
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted, "，" where !isQuoted:
        cells.append(TypedText.words(cell))
        cell = ""
      default: cell.append(character)
      }
    }
    return cells + [TypedText.words(cell)]
  }
}

/// Which column holds what.
private struct Columns {
  var code: Int?
  var day: Int?
  var amount: Int?
  var number: Int?

  static let usual = Columns(code: 0, day: 1, amount: 2, number: 3)

  init(code: Int?, day: Int?, amount: Int?, number: Int?) {
    self.code = code
    self.day = day
    self.amount = amount
    self.number = number
  }

  /// nil when the cells are no heads.
  init?(_ cells: [String]) {
    func index(_ words: [String]) -> Int? { cells.firstIndex { cell in words.contains { cell.contains($0) } } }
    self.init(
      code: index(["项目编码", "项目代码", "编码"]), day: index(["日期", "时间"]), amount: index(["金额"]),
      number: index(["凭证", "单号", "号码"]))
    guard code != nil, day != nil, amount != nil else { return nil }
  }
}

extension PaymentLines {
  /// Enters everything, or nothing.
  /// - Throws: `.refusedStep` when the person may not or a line is wrong.
  public func enter(source: String, _ desk: Desk, in transaction: WriteTransaction) throws(StoreError) {
    try desk.account.demand(.recordPayments, .installation)
    guard isClean else {
      throw .refusedStep(
        StageRefusal(cause: .content, why: "有 \(problems.count) 行不能登记，一笔也没有登记。", whoCanHelp: "请改好有问题的行，再登记一次。"))
    }
    try Payments.add(
      drafts, region: desk.region, year: desk.year.year, source: source, by: desk.account.id, in: transaction)
  }
}
