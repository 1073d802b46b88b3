import Store
import Work

/// What waits for a person: the counts at the places of the navigation, and unread notices.
struct WaitingCounts: Hashable, Sendable {
  var places: [Place: Shell.Waiting] = [:]
  var unread = 0

  /// Notices are counted up to this.
  static let unreadMax = 99
}

/// Counts that stand around every page, read anew after each write of this program.
final class WaitingCache: Sendable {
  private struct Key: Hashable, Sendable {
    let account: String
    /// Somebody with several roles has other things waiting under each.
    let grant: String?
    let year: Int
  }

  private let memory = ShortMemory<Key, WaitingCounts>(countMax: 5_000)

  func counts(_ account: Account, _ year: Int, _ database: Database) throws(StoreError) -> WaitingCounts {
    let today = Moments.date(database.surroundings.now())
    return try memory.value(Key(account: account.id, grant: account.grant, year: year), database) {
      (transaction) throws(StoreError) in
      var counts = WaitingCounts()
      for count in try Waiting.counts(account, year: year, on: today, in: transaction) {
        guard let place = Places.of(flow: count.flow) else { continue }
        counts.places[place] = Shell.Waiting(count: count.stages, isOverdue: count.isOverdue)
      }
      if Places.mayOpen(account.role, .inbox) {
        counts.unread = try Notices.unread(account, limit: WaitingCounts.unreadMax, in: transaction)
      }
      return counts
    }
  }
}
