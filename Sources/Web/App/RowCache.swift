import Model
import Store
import Synchronization

/// Rows of forms that were just asked for: permission needs them with every page view. A row is believed as long as
/// this program has written nothing, and a second at most, in case another program writes to the same database.
final class RowCache: Sendable {
  private struct Entry {
    let row: Store.FormListRow
    let stamp: Int
    let changes: Int
    let readAt: Instant
  }

  private static let believed: Int64 = 1_000
  private static let countMax = 2_000
  private let entries = Mutex<[String: Entry]>([:])

  /// The row, and a number that changes with everything in it; nil when there is no such form.
  func row(_ id: String, _ database: Database) throws(StoreError) -> (row: Store.FormListRow, stamp: Int)? {
    let now = database.surroundings.now()
    // Before reading: a write meanwhile makes the entry stale, never fresh.
    let changes = database.changes
    let known = entries.withLock { $0[id] }
    if let known, known.changes == changes, now.milliseconds - known.readAt.milliseconds < Self.believed {
      return (known.row, known.stamp)
    }
    let row = try database.read { (transaction) throws(StoreError) in try Forms.row(id: id, in: transaction) }
    guard let row else { return nil }
    let stamp = row.hashValue
    entries.withLock { entries in
      if entries.count >= Self.countMax { entries.removeAll() }
      entries[id] = Entry(row: row, stamp: stamp, changes: changes, readAt: now)
    }
    return (row, stamp)
  }
}
