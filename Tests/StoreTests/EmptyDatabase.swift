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
      let server = try #require(Self.server)
      name = "hengji_" + mark
      // CREATE DATABASE takes no part in a transaction, so psql does it.
      try Self.psql(server, "CREATE DATABASE hengji_\(mark) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
      url = String(server[..<server.lastIndex(of: "/")!]) + "/hengji_" + mark
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
    if let name, let server = Self.server { try? Self.psql(server, "DROP DATABASE \(name) WITH (FORCE)") }
  }

  /// Path of the SQLite file.
  var path: String { String(url.dropFirst("sqlite:".count)) }

  func open(_ surroundings: Surroundings = .live) throws -> Database {
    try Database.open(url, surroundings: surroundings)
  }

  /// Without tables.
  func openRaw() throws -> Database { try Database(url) }

  /// Changes the database behind the program's back, as somebody with the file or the server in his hands can.
  func tamper(_ sql: String) throws {
    switch engine {
    case .sqlite: try Self.run(["sqlite3", path, sql])
    case .postgres: try Self.psql(url, sql)
    }
  }

  static func psql(_ url: String, _ sql: String) throws {
    try run(["psql", "--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", url, "-c", sql])
  }

  private static func run(_ command: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
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
