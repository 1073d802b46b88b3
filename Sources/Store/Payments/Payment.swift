public import Lifecycle
public import Model

/// Money that the treasury paid for a project (国库支付), one paper. It never changes; a mistake is set right by another
/// one with the opposite sign (红字冲销).
public struct Payment: Hashable, Sendable {
  public let id: String
  public let project: String
  public let projectCode: String
  public let projectName: String
  public let unitName: String
  /// Day of the payment, as 2024-08-31.
  public let day: String
  /// Negative for what was paid back.
  public let amount: Money
  /// Number of the payment order (支付凭证号).
  public let number: String
  /// Where it was entered from: by hand, or the name of a file.
  public let source: String
  public let enteredAt: Instant
  public let enteredByName: String?

  static let columns: SQL = """
    t.id, t.project, p.code, p.name, n.name, t.paid_on, t.fen, t.number, t.source, t.created_at, a.display_name
    """
  static let tables: SQL = """
    payment t JOIN project p ON p.region = t.region AND p.id = t.project
    JOIN unit n ON n.region = p.region AND n.id = p.unit LEFT JOIN account a ON a.id = t.created_by
    """

  init(_ row: inout Row) throws(StoreError) {
    id = try row.text()
    project = try row.text()
    projectCode = try row.text()
    projectName = try row.text()
    unitName = try row.text()
    day = try row.text()
    amount = try row.money()
    number = try row.text()
    source = try row.text()
    enteredAt = try row.instant()
    enteredByName = try row.optionalText()
  }
}

/// A payment to be entered.
public struct PaymentDraft: Hashable, Sendable {
  public var project: String
  public var day: String
  public var amount: Money
  public var number: String

  public init(project: String, day: String, amount: Money, number: String) {
    self.project = project
    self.day = day
    self.amount = amount
    self.number = number
  }
}

/// Which payments a list shows.
public struct PaymentFilter: Hashable, Sendable {
  public var region: String
  public var year: Int
  /// Branch of the unit tree; nil for the whole region.
  public var scope: UnitPath?
  public var project: String?
  /// Month of the payment, 1…12.
  public var month: Int?
  /// Part of the project's name or code, of its unit or of the number; several words must all be found.
  public var search = ""
  public var page = 1
  public var pageSize = 50

  public init(region: String, year: Int, scope: UnitPath? = nil) {
    self.region = region
    self.year = year
    self.scope = scope
  }
}
