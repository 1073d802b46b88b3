import Glibc
import Lifecycle
import Model
import Store
import Synchronization

@testable import Web

/// A clock that stands until a test moves it.
final class TestClock: Sendable {
  private let moment = Mutex(Instant(milliseconds: 1_795_000_000_000))
  func advance(seconds: Int) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
  var now: Instant { moment.withLock { $0 } }
}

/// A folder that goes with its owner.
final class TestFolder: Sendable {
  let path = "/tmp/hengji-web-\(UInt64.random(in: 0 ... .max))"
  init() { mkdir(path, 0o700) }
  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    if let directory = opendir(path) {
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { remove(path + "/" + name) }
      }
      closedir(directory)
    }
    Glibc.remove(path)
  }
}

/// Where a database is, given back when its house is gone.
final class TestPlace: Sendable {
  let url: String
  private let name: String?

  init(_ engine: Engine, _ folder: TestFolder) throws {
    switch engine {
    case .sqlite: (name, url) = (nil, "sqlite:\(folder.path)/hengji.db")
    case .postgres:
      let taken = try TestEngines.takeDatabase()
      (name, url) = (taken, try TestEngines.url(of: taken))
    }
  }

  deinit { name.map { TestEngines.giveBack($0) } }
}

/// An empty database with a few units and people, at the lowest cost of hashing.
struct TestHouse {
  static let cost = PasswordCost(memoryBytes: 8_192, passes: 1)
  static let password = "示例密码-2026"
  static let passwordHash = Sodium.hashPassword(password, cost)!

  let clock = TestClock()
  let folder = TestFolder()
  let place: TestPlace
  let database: Database
  let sessions: SessionCache
  let signIn: SignIn

  init(rules: SessionRules = SessionRules()) throws {
    let clock = clock
    place = try TestPlace(TestEngines.current, folder)
    database = try Database.open(
      place.url,
      surroundings: Surroundings(now: { clock.now }, random: Surroundings.live.random))
    sessions = SessionCache(database, rules)
    signIn = SignIn(database, sessions, SignInLimit(), Self.cost)
    try database.write { (transaction) throws(StoreError) in
      try Units.add(region: "r", id: "root", name: "示范区", by: "setup", in: transaction)
      try Units.add(region: "r", id: "water", name: "示范区水务局", parent: "root", by: "setup", in: transaction)
      try Units.add(region: "r", id: "school", name: "示范区教育局", parent: "root", by: "setup", in: transaction)
    }
  }

  @discardableResult
  func add(_ login: String, _ role: Role = .executingUnit, unit: String = "water") throws -> Account {
    try database.write { (transaction) throws(StoreError) in
      try Accounts.add(
        .init(
          region: "r", login: login, displayName: "张示例", passwordHash: Self.passwordHash, role: role, unit: unit),
        by: "setup", in: transaction)
    }
  }
}
