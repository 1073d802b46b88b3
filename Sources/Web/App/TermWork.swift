import Store
import Work

/// What happens by itself when a term of the place has run out: asked once an hour while the program serves.
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
      for (region, year) in try openYears() {
        while try isDue(region, year), try suspend(region, year) > 0 {}
      }
    } catch {
      log.fault("terms: \(error)")
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
