import Store
import Work

/// What happens by itself once an hour while the program serves: terms of the place that have run out, and the library of
/// indicators for goals from before it.
final class TermWork: Sendable {
  private let database: Database
  private let rulebook: Rulebook
  private let log: RequestLog

  init(_ database: Database, _ rulebook: Rulebook, _ log: RequestLog) {
    self.database = database
    self.rulebook = rulebook
    self.log = log
  }

  /// Suspends the payments behind red lights that nobody decided, in every year that is open.
  func run() {
    do throws(StoreError) {
      for region in try database.read(Units.regions) { while try fillLibrary(region) > 0 {} }
      for (region, year) in try openYears() {
        while try isDue(region, year), try suspend(region, year) > 0 {}
      }
    } catch {
      log.fault("terms: \(error)")
    }
  }

  /// Goals that were approved before there was a library of indicators, a few in one transaction.
  private func fillLibrary(_ region: String) throws(StoreError) -> Int {
    let missing = try database.read { (t) throws(StoreError) in try IndicatorUses.missing(region: region, in: t) }
    guard !missing.isEmpty else { return 0 }
    return try database.write { (t) throws(StoreError) in
      var taken = 0
      for id in missing {
        guard let form = try Forms.load(id: id, in: t) else { continue }
        if try IndicatorUses.record(form, in: t) > 0 { taken += 1 }
      }
      return taken
    }
  }

  private func openYears() throws(StoreError) -> [(region: String, year: Int)] {
    try database.read { (t) throws(StoreError) in
      var out: [(region: String, year: Int)] = []
      for region in try Units.regions(in: t) {
        for year in try Years.list(region: region, in: t) where year.state == .open { out.append((region, year.year)) }
      }
      return out
    }
  }

  private func isDue(_ region: String, _ year: Int) throws(StoreError) -> Bool {
    try database.read { (t) throws(StoreError) in
      try OverdueLights.isAnythingDue(region: region, year: year, rulebook, in: t)
    }
  }

  private func suspend(_ region: String, _ year: Int) throws(StoreError) -> Int {
    try database.write { (t) throws(StoreError) in
      try OverdueLights.suspend(region: region, year: year, rulebook, in: t)
    }
  }
}
