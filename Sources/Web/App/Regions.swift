import Store
import Synchronization

/// Names of regions, read once: every page prints one.
final class Regions: Sendable {
  private let database: Database
  private let names = Mutex<[String: String]>([:])

  init(_ database: Database) { self.database = database }

  /// The name of the region where there is only one; empty otherwise: for pages before signing in.
  var only: String {
    let regions = (try? database.read { (transaction) throws(StoreError) in try Units.regions(in: transaction) }) ?? []
    return regions.count == 1 ? name(regions[0]) : ""
  }

  /// Reads the name anew, after units changed.
  func forget(_ region: String) { names.withLock { $0[region] = nil } }

  /// The name of the unit at the top of the region's tree; the identifier while there is none.
  func name(_ region: String) -> String {
    if let known = names.withLock({ $0[region] }) { return known }
    let root = try? database.read { (transaction) throws(StoreError) in
      try Units.roots(region: region, in: transaction).first
    }
    guard let name = root?.name else { return region }
    names.withLock { $0[region] = name }
    return name
  }
}
