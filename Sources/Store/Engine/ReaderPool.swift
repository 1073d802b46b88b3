import Dispatch
import Synchronization

/// Read connections, opened when needed and kept. Readers wait for a free connection at most, never for a writer.
final class ReaderPool: Sendable {
  private let source: any ConnectionSource
  private let free: DispatchSemaphore
  private let idle = Mutex<[any Connection]>([])

  init(source: any ConnectionSource) {
    self.source = source
    free = DispatchSemaphore(value: source.readersMax)
  }

  /// Runs `work` in a transaction that sees one state of the database.
  func read<T>(_ work: (any Connection) throws(StoreError) -> T) throws(StoreError) -> T {
    free.wait()
    defer { free.signal() }
    let connection = try begin()
    defer {
      connection.rollback()
      if !connection.isBroken { idle.withLock { $0.append(connection) } }
    }
    return try work(connection)
  }

  /// A kept connection may have died meanwhile; then another one is taken, at last a new one.
  private func begin() throws(StoreError) -> any Connection {
    while let kept = idle.withLock({ $0.popLast() }) {
      do throws(StoreError) {
        try kept.beginRead()
        return kept
      } catch {
        guard kept.isBroken else {
          idle.withLock { $0.append(kept) }
          throw error
        }
      }
    }
    let connection = try source.connect(.read)
    try connection.beginRead()
    return connection
  }
}
