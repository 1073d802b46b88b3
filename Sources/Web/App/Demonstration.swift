import Glibc
public import Lifecycle
import Model
public import Store

/// Units and accounts to look at the program with: one person for every role, all with one password of this
/// installation.
public struct Demonstration: Sendable {
  /// One person who can sign in.
  public struct LogIn: Sendable, Hashable {
    public let login: String
    public let name: String
    public let role: Role
    public let unitName: String
  }

  public static let region = "demo"

  public let logIns: [LogIn]
  /// nil when it is no longer known: the file that held it was removed.
  public let password: String?

  /// Makes what is missing. A database that has units of its own is left as it is.
  ///
  /// - Parameter dataFolder: keeps the password in `demonstration.txt`, readable by its owner only.
  /// - Returns: nil when the database holds other units than those of the demonstration.
  public static func prepare(
    _ database: Database, dataFolder: String, passwordCost: PasswordCost = .standard
  ) throws(StoreError) -> Demonstration? {
    let path = dataFolder + "/demonstration.txt"
    let state = try database.read { (transaction) throws(StoreError) in
      (
        isReady: try Accounts.find(login: people[0].login, in: transaction) != nil,
        isEmpty: try Units.roots(region: region, in: transaction).isEmpty
      )
    }
    if state.isReady {
      try prepareYears(database)
      return Demonstration(logIns: people.map(\.logIn), password: readLine(path))
    }
    guard state.isEmpty else { return nil }
    let password = makePassword()
    guard let hash = Sodium.hashPassword(password, passwordCost) else {
      throw .unreachable(reason: "内存不够，不能计算密码摘要")
    }
    try database.write { (transaction) throws(StoreError) in try fill(hash, in: transaction) }
    try prepareYears(database)
    writeLine(password, path)
    return Demonstration(logIns: people.map(\.logIn), password: password)
  }

  private static func fill(_ passwordHash: String, in transaction: WriteTransaction) throws(StoreError) {
    for unit in units {
      try Units.add(
        region: region, id: unit.id, name: unit.name, parent: unit.parent, by: "setup", in: transaction)
    }
    for person in people {
      let account = try Accounts.add(
        .init(
          region: region, login: person.login, displayName: person.name, passwordHash: passwordHash, role: person.role,
          unit: person.unit, scope: person.scope), by: "setup", in: transaction)
      guard person.login == twoRoles else { continue }
      // So that changing between roles can be seen.
      try Grants.give(
        .init(
          account: account.id, role: .departmentPerformanceLead, scope: person.scope, from: Day(transaction.now),
          until: nil,
          reason: "兼任"), region: region, by: "setup", in: transaction)
    }
  }

  // MARK: who and where

  private static let units: [(id: String, name: String, parent: String?)] = [
    ("district", "示范区", nil), ("finance", "示范区财政局", "district"), ("city", "示范区城市管理局", "district"),
    ("culture", "示范区文化和旅游局", "district"), ("library", "示范区图书馆", "culture"),
    ("street", "示范区示范街道", "district"), ("community", "示范区社区服务中心", "street"),
    ("congress", "示范区人大常委会", "district"),
  ]

  static func unitName(at id: String) -> String { units.first { $0.id == id }?.name ?? id }

  private struct Somebody: Sendable {
    let login: String
    let name: String
    let role: Role
    let unit: String
    /// Head of the branch the person answers for.
    let scope: String

    var logIn: LogIn {
      LogIn(login: login, name: name, role: role, unitName: units.first { $0.id == unit }?.name ?? unit)
    }
  }

  /// Who holds a second role.
  private static let twoRoles = "fuzeren"

  private static let people: [Somebody] = [
    .init(login: "jixiao", name: "王演示", role: .financePerformanceOffice, unit: "finance", scope: "district"),
    .init(login: "yusuan", name: "赵演示", role: .financeBudgetOffice, unit: "finance", scope: "district"),
    .init(login: "yewu", name: "周举例", role: .financeLineOffice, unit: "finance", scope: "district"),
    .init(login: "guoku", name: "吴举例", role: .financeTreasuryOffice, unit: "finance", scope: "district"),
    .init(login: "caiwu", name: "李示例", role: .departmentFinanceOfficer, unit: "city", scope: "city"),
    .init(login: "keshi", name: "郑示例", role: .departmentProgramOfficer, unit: "culture", scope: "culture"),
    .init(login: "qiantou", name: "钱示例", role: .departmentPerformanceLead, unit: "street", scope: "street"),
    .init(login: "fuzeren", name: "孙示例", role: .departmentHead, unit: "street", scope: "street"),
    .init(login: "danwei", name: "张示例", role: .executingUnit, unit: "library", scope: "library"),
    .init(login: "jigou", name: "冯举例", role: .thirdPartyAgency, unit: "finance", scope: "district"),
    .init(login: "zhuanjia", name: "陈举例", role: .expertReviewer, unit: "finance", scope: "district"),
    .init(login: "renda", name: "卫演示", role: .oversightReader, unit: "congress", scope: "district"),
    .init(login: "xitong", name: "蒋演示", role: .systemAdministrator, unit: "finance", scope: "district"),
    .init(login: "anquan", name: "沈演示", role: .securityAdministrator, unit: "finance", scope: "district"),
    .init(login: "shenji", name: "韩演示", role: .auditAdministrator, unit: "finance", scope: "district"),
  ]

  // MARK: the password

  /// Ten letters and digits that are not taken for each other, in two groups.
  private static func makePassword() -> String {
    let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789".utf8)
    var generator = SystemRandomNumberGenerator()
    let group = { String(decoding: (0..<5).map { _ in alphabet.randomElement(using: &generator)! }, as: UTF8.self) }
    return group() + "-" + group()
  }

  private static func writeLine(_ text: String, _ path: String) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let bytes = Array((text + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
  }

  private static func readLine(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(descriptor, &bytes, bytes.count)
    let line = bytes.prefix(max(count, 0)).prefix { $0 > 0x20 }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }
}
