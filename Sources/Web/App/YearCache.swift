import Lifecycle
import Model
import Store
import Synchronization

/// Something read with every page, believed as long as this program has written nothing, and a second at most, in case
/// another program writes to the same database.
final class ShortMemory<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    let value: Value
    let changes: Int
    let readAt: Instant
  }

  private let entries = Mutex<[Key: Entry]>([:])
  private let countMax: Int

  init(countMax: Int) { self.countMax = countMax }

  func value(
    _ key: Key, _ database: Database, _ read: (ReadTransaction) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    let now = database.surroundings.now()
    // Before reading: a write meanwhile makes the entry stale, never fresh.
    let changes = database.changes
    let known = entries.withLock { $0[key] }
    if let known, known.changes == changes, now.milliseconds - known.readAt.milliseconds < 1_000 { return known.value }
    let value = try database.read(read)
    entries.withLock { entries in
      if entries.count >= countMax { entries.removeAll() }
      entries[key] = Entry(value: value, changes: changes, readAt: now)
    }
    return value
  }
}

/// The years of each region with their states: every page offers them.
final class YearCache: Sendable {
  private let memory = ShortMemory<String, [YearState]>(countMax: 1_000)

  struct YearState: Hashable, Sendable {
    let year: Int
    let state: BudgetYear.State
  }

  /// The newest first.
  func list(_ region: String, _ database: Database) throws(StoreError) -> [YearState] {
    try memory.value(region, database) { (transaction) throws(StoreError) in
      try Years.states(region: region, in: transaction).map { YearState(year: $0.year, state: $0.state) }
    }
  }

  private let notices = ShortMemory<String, String>(countMax: 1)

  /// What is due next, for whoever has not signed in yet: only where there is one region, and a day is near.
  func notice(_ database: Database) throws(StoreError) -> String? {
    let now = database.surroundings.now()
    let words = try notices.value("", database) { (transaction) throws(StoreError) -> String in
      let regions = try Units.regions(in: transaction)
      guard regions.count == 1 else { return "" }
      let open = try Years.states(region: regions[0], in: transaction).filter { $0.state == .open }
      var next: (words: String, left: Int)?
      for year in open.prefix(3) {
        for deadline in try Years.find(region: regions[0], year.year, in: transaction)?.settings.deadlines ?? [] {
          guard let left = Moments.days(until: deadline.day, now: now), (0...Self.nearDays).contains(left),
            left < next?.left ?? .max
          else { continue }
          let day = Moments.words(deadline.day, now: now)
          next = ("\(year.year) 年度\(deadline.name)，截止 \(day)，\(Moments.distance(deadline.day, now: now))。", left)
        }
      }
      return next?.words ?? ""
    }
    return words.isEmpty ? nil : words
  }

  /// What is farther away is no news.
  private static let nearDays = 30

  /// The year that pages begin with: the newest open one; else the newest that was set up; nil while there is none.
  func usual(_ region: String, _ database: Database) throws(StoreError) -> Int? {
    let years = try list(region, database)
    return (years.first { $0.state == .open } ?? years.first)?.year
  }
}
