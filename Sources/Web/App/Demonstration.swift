import Glibc
public import Lifecycle
import Model
public import Store

/// Units and accounts to look at the program with: one person for every role, all with one password of this
/// installation. People of departments sit in the few units made here, or in those of a generated district.
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
        isEmpty: try Units.roots(region: region, in: transaction).isEmpty,
        isGenerated: try Units.find(region: region, id: "street", in: transaction) == nil
      )
    }
    if state.isReady {
      if !state.isGenerated { try prepareYears(database) }
      return Demonstration(logIns: try known(database), password: readLine(path))
    }
    guard state.isEmpty else { return nil }
    let (password, hash) = try newPassword(passwordCost)
    try database.write { (transaction) throws(StoreError) in
      try fill(units, in: transaction)
      for person in people { try seat(person, at: person.unit, hash, in: transaction) }
    }
    try prepareYears(database)
    writeLine(password, path)
    return Demonstration(logIns: try known(database), password: password)
  }

  // MARK: around a generated district

  /// Identifier of the unit at the top.
  public static let root = "district"
  public static var rootName: String { unitName(at: root) }

  /// Begins an empty database for a generated district: its top, the finance bureau, and those who have no department.
  /// - Returns: the digest of the password that everybody gets.
  public static func beginDistrict(
    _ database: Database, dataFolder: String, passwordCost: PasswordCost = .standard
  ) throws(StoreError) -> String {
    let (password, hash) = try newPassword(passwordCost)
    try database.write { (transaction) throws(StoreError) in
      try fill(units.filter { above.contains($0.id) }, in: transaction)
      for person in people where above.contains(person.unit) {
        try seat(person, at: person.unit, hash, in: transaction)
      }
    }
    writeLine(password, dataFolder + "/demonstration.txt")
    return hash
  }

  /// Gives the people of departments their places in a generated district, by the names of their accounts.
  public static func seat(
    _ database: Database, _ places: [String: String], _ passwordHash: String
  ) throws(StoreError) {
    try database.write { (transaction) throws(StoreError) in
      for person in people {
        if let place = places[person.login] { try seat(person, at: place, passwordHash, in: transaction) }
      }
    }
  }

  /// Units that a generated district hangs below or stands beside.
  private static let above: Set<String> = ["district", "finance", "congress"]

  private static func fill(
    _ units: [(id: String, name: String, parent: String?)], in transaction: WriteTransaction
  ) throws(StoreError) {
    for unit in units {
      try Units.add(
        region: region, id: unit.id, name: unit.name, parent: unit.parent, by: "setup", in: transaction)
    }
  }

  private static func seat(
    _ person: Somebody, at unit: String, _ passwordHash: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    let scope = unit == person.unit ? person.scope : unit
    let account = try Accounts.add(
      .init(
        region: region, login: person.login, displayName: person.name, passwordHash: passwordHash, role: person.role,
        unit: unit, scope: scope), by: "setup", in: transaction)
    guard person.login == twoRoles else { return }
    // So that changing between roles can be seen.
    try Grants.give(
      .init(
        account: account.id, role: .departmentPerformanceLead, scope: scope, from: Day(transaction.now), until: nil,
        reason: "兼任"), region: region, by: "setup", in: transaction)
  }

  /// Those who are there, with the unit they sit in.
  private static func known(_ database: Database) throws(StoreError) -> [LogIn] {
    try database.read { (transaction) throws(StoreError) in
      var logIns: [LogIn] = []
      for person in people {
        guard let account = try Accounts.find(login: person.login, in: transaction) else { continue }
        let unit = try Units.find(region: region, id: account.unit, in: transaction)
        logIns.append(
          LogIn(login: person.login, name: person.name, role: person.role, unitName: unit?.name ?? account.unit))
      }
      return logIns
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

  private static func newPassword(_ cost: PasswordCost) throws(StoreError) -> (text: String, hash: String) {
    let password = makePassword()
    guard let hash = Sodium.hashPassword(password, cost) else {
      throw .unreachable(reason: "内存不够，不能计算密码摘要")
    }
    return (password, hash)
  }

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
