import Foundation
import Lifecycle
import Model
import Synchronization
import Testing

@testable import Store

extension Engine {
  /// The engines that this machine can test: SQLite always, PostgreSQL where HENGJI_TEST_POSTGRES names a server.
  static let present: [Engine] = EmptyDatabase.server == nil ? [.sqlite] : [.sqlite, .postgres]
}

/// A database that nobody else uses and that is gone afterwards.
final class EmptyDatabase: Sendable {
  static let server = ProcessInfo.processInfo.environment["HENGJI_TEST_POSTGRES"]

  let engine: Engine
  let url: String
  let folder: String
  private let name: String?

  init(_ engine: Engine) throws {
    self.engine = engine
    let mark = UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
    folder = NSTemporaryDirectory() + "hengji-store-" + mark
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    switch engine {
    case .sqlite:
      name = nil
      url = "sqlite:\(folder)/hengji.db"
    case .postgres:
      let taken = try Self.takeDatabase()
      name = taken
      url = try Self.url(of: taken)
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
    if let name { Self.free.withLock { $0.append(name) } }
  }

  /// Databases whose case is over. Making one takes far longer than emptying one.
  private static let free = Mutex<[String]>([])

  private static func url(of name: String) throws -> String {
    let server = try #require(Self.server)
    return String(server[..<server.lastIndex(of: "/")!]) + "/" + name
  }

  private static func takeDatabase() throws -> String {
    let server = try #require(Self.server)
    guard let name = free.withLock({ $0.popLast() }) else {
      let name = "hengji_test_" + UUID().uuidString.lowercased().prefix(8)
      try run("CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'", on: server)
      return name
    }
    try run("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '\(name)'", on: server)
    try run("DROP SCHEMA public CASCADE", on: try url(of: name))
    try run("CREATE SCHEMA public", on: try url(of: name))
    return name
  }

  func open(_ surroundings: Surroundings = .live) throws -> Database {
    try Database.open(url, surroundings: surroundings)
  }

  /// Without tables.
  func openRaw() throws -> Database { try Database(url) }

  /// Changes the database behind the program's back, as somebody with the file or the server in his hands can.
  func tamper(_ statements: String...) throws {
    let connection = try Database.source(url).connect(.write)
    if engine == .sqlite { _ = try connection.run("PRAGMA foreign_keys = OFF") }
    for statement in statements { _ = try connection.run(SQL(stringLiteral: statement)) }
  }

  /// One statement outside any transaction, as making a database wants it.
  static func run(_ statement: String, on url: String) throws {
    _ = try PostgresDatabase(url: url).connect(.write).run(SQL(stringLiteral: statement))
  }
}

/// The error that the work throws; nil when it throws none.
func storeError<T>(_ work: () throws(StoreError) -> T) -> StoreError? {
  do throws(StoreError) {
    _ = try work()
    return nil
  } catch { return error }
}

/// A clock that a test moves by hand.
final class HandClock: Sendable {
  private let moment = Mutex(Instant(milliseconds: 1_700_000_000_000))
  func advance(seconds: Int) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
  var surroundings: Surroundings {
    Surroundings(now: { self.moment.withLock { $0 } }, random: Surroundings.live.random)
  }
}

/// A district with two departments, one unit below the first, and a clerk there.
struct SampleDistrict {
  static let region = "420199"
  let clerk: Account

  init(_ database: Database) throws {
    clerk = try database.write { (t) throws(StoreError) in
      let region = Self.region
      try Units.add(region: region, id: "qu", name: "示例区", by: "setup", in: t)
      try Units.add(region: region, id: "shui", name: "区水务局", code: "059", parent: "qu", by: "setup", in: t)
      try Units.add(region: region, id: "di", name: "堤防管理所", parent: "shui", by: "setup", in: t)
      try Units.add(region: region, id: "min", name: "区民政局", parent: "qu", by: "setup", in: t)
      return try Accounts.add(
        .init(
          region: region, login: "zhang", displayName: "张示例", passwordHash: "$argon2id$example", role: .executingUnit,
          unit: "di"), by: "setup", in: t)
    }
  }

  /// A form of one goal with `indicators` indicators.
  static func content(_ name: String = "堤防设施维护费", code: String? = nil, indicators: Int = 3) -> FormContent {
    var content = FormContent(kind: .projectGoal)
    content.name = name
    content.code = code
    content.department = "区水务局"
    content.unitName = "堤防管理所"
    content.year = 2024
    content.amounts.current = ExactDecimal("1048.71")
    content.amounts.total = ExactDecimal("1048.710000")
    content.attributes = [Attribute("项目属性", "持续性项目")]
    content.contacts = [Attribute("联系人", "李示例")]
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.text = "完成堤防日常养护"
    for number in 0..<indicators {
      var indicator = Indicator(id: "i\(number + 1)")
      indicator.level1 = "产出指标"
      indicator.level2 = "数量指标"
      indicator.name = "养护长度 \(number)"
      indicator.target = "≥\(90 + number % 10)%"
      indicator.weight = ExactDecimal("3.5")
      goal.indicators.append(indicator)
    }
    content.goals = [goal]
    return content
  }

  static func draft(
    _ name: String = "堤防设施维护费", code: String? = nil, unit: String = "di", indicators: Int = 3, errors: Int = 0
  ) -> FormDraft {
    FormDraft(
      region: region, year: 2024, unit: unit, content: content(name, code: code, indicators: indicators),
      findings: (0..<errors).map {
        Finding(
          rule: "details-sum", severity: .error, title: "明细与合计不等", place: "\(name) 第 \($0) 行",
          path: .field("amounts"), message: "1 + 1 = 2，表中写 3。", printed: "3", expected: "2")
      }, score: ExactDecimal("92.5"))
  }
}
