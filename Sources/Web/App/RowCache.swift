import Model
import Store
import Synchronization

/// The row of a form, and a number that changes with everything in it.
final class StampedRow: Sendable {
  let row: Store.FormListRow
  let stamp: Int
  /// Writes of this program when it was read, and the moment.
  fileprivate let changes: Int
  fileprivate let readAt: Instant

  fileprivate init(_ row: Store.FormListRow, changes: Int, readAt: Instant) {
    self.row = row
    stamp = row.hashValue
    self.changes = changes
    self.readAt = readAt
  }
}

/// Rows of forms that were just asked for: permission needs them with every page view. A row is believed as long as
/// this program has written nothing, and a second at most, in case another program writes to the same database.
final class RowCache: Sendable {
  private static let believed: Int64 = 1_000
  private static let countMax = 2_000
  private let entries = Mutex<[String: StampedRow]>([:])

  /// - Returns: nil when there is no such form.
  func row(_ id: String, _ database: Database) throws(StoreError) -> StampedRow? {
    let now = database.surroundings.now()
    // Before reading: a write meanwhile makes the entry stale, never fresh.
    let changes = database.changes
    let known = entries.withLock { $0[id] }
    if let known, known.changes == changes, now.milliseconds - known.readAt.milliseconds < Self.believed {
      return known
    }
    let row = try database.read { (transaction) throws(StoreError) in try Forms.row(id: id, in: transaction) }
    guard let row else { return nil }
    let stamped = StampedRow(row, changes: changes, readAt: now)
    entries.withLock { entries in
      if entries.count >= Self.countMax { entries.removeAll() }
      entries[id] = stamped
    }
    return stamped
  }
}
