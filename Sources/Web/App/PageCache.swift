import Synchronization

/// Pages that were rendered, by everything they depend on. Whether somebody may see one is asked before, every time.
final class PageCache: Sendable {
  /// What one rendered page depends on.
  struct Key: Hashable, Sendable {
    /// Which page it is: form, score.
    let page: String
    let form: String
    /// Everything in the database that the page shows, as one value that changes with it.
    let stamp: Int
    /// The page names its reader and carries his form token.
    let session: TokenDigest
    /// The navigation is that of the role he works under.
    let grant: String?
    let isLargeType: Bool
  }

  private struct Entry {
    let payload: Payload
    var used: UInt64
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    var bytes = 0
    var clock: UInt64 = 0
  }

  private let state = Mutex(State())
  private let bytesMax: Int

  init(bytesMax: Int) { self.bytesMax = bytesMax }

  func find(_ key: Key) -> Payload? {
    state.withLock { state in
      guard let entry = state.entries[key] else { return nil }
      state.clock += 1
      state.entries[key]?.used = state.clock
      return entry.payload
    }
  }

  /// Keeps a page; those not asked for the longest make room. Pages over a sixteenth of the room are not kept.
  func keep(_ payload: Payload, for key: Key) {
    guard payload.count <= bytesMax / 16 else { return }
    state.withLock { state in
      state.clock += 1
      // Twice the size: packed pages are kept beside plain ones and are smaller.
      if let old = state.entries.updateValue(Entry(payload: payload, used: state.clock), forKey: key) {
        state.bytes -= 2 * old.payload.count
      }
      state.bytes += 2 * payload.count
      if state.bytes > bytesMax { Self.makeRoom(&state, bytesMax) }
    }
  }

  /// Forgets the pages of a form, after its findings were renewed without a new revision.
  func forget(form: String) {
    state.withLock { state in
      for (key, entry) in state.entries where key.form == form {
        state.entries[key] = nil
        state.bytes -= 2 * entry.payload.count
      }
    }
  }

  private static func makeRoom(_ state: inout State, _ bytesMax: Int) {
    for (key, entry) in state.entries.sorted(by: { $0.value.used < $1.value.used }) {
      guard state.bytes > bytesMax / 4 * 3 else { return }
      state.entries[key] = nil
      state.bytes -= 2 * entry.payload.count
    }
  }
}
