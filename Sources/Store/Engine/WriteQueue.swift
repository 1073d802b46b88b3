import Dispatch
import Glibc
import Synchronization

/// The one writer of a process, with group commit.
///
/// Writers take turns on one connection. Who finds others waiting leaves the transaction open and hands it on; the
/// last one, or the one that fills the batch, commits for all. Everybody returns only after that commit, so each
/// acknowledged write is on the disk, and many writers pay for one wait. Each writer's own part is a savepoint: one
/// that fails takes back only itself.
final class WriteQueue: Sendable {
  /// At most so many writers share a commit, and none joins a transaction that has been open for longer.
  private static let batchMax = 64
  private static let openNanosecondsMax: UInt64 = 20_000_000
  private static let attemptsMax = 6

  /// Writers that share one commit.
  private final class Batch: Sendable {
    struct State {
      var writers = 1
      var outcome: Result<Void, StoreError>?
      var waiting: [DispatchSemaphore] = []
    }
    let state = Mutex(State())
    let opened = DispatchTime.now().uptimeNanoseconds

    func settle(_ outcome: Result<Void, StoreError>) {
      let waiting = state.withLock { state in
        state.outcome = outcome
        return state.waiting
      }
      for semaphore in waiting { semaphore.signal() }
    }

    func wait() -> Result<Void, StoreError> {
      let semaphore = DispatchSemaphore(value: 0)
      let settled = state.withLock { state in
        if state.outcome == nil { state.waiting.append(semaphore) }
        return state.outcome
      }
      if let settled { return settled }
      semaphore.wait()
      return state.withLock { $0.outcome } ?? .failure(.busy)
    }
  }

  private struct Turn {
    var isTaken = false
    var queue: [DispatchSemaphore] = []
    var batch: Batch?
    var connection: (any Connection)?
    var writer: pthread_t?
  }

  private let source: any ConnectionSource
  private let turn: Mutex<Turn>

  init(source: any ConnectionSource) throws(StoreError) {
    self.source = source
    turn = Mutex(Turn(connection: try source.connect(.write)))
  }

  /// Runs `work` in a transaction of its own kind; it may run again when another writer was in the way.
  func write<T>(_ work: (any Connection) throws(StoreError) -> T) throws(StoreError) -> T {
    var attempt = 1
    while true {
      switch once(work) {
      case .success(let value): return value
      case .failure(.busy) where source.engine == .postgres && attempt < Self.attemptsMax:
        usleep(UInt32.random(in: 500...2000) << UInt32(attempt))
        attempt += 1
      case .failure(let error): throw error
      }
    }
  }

  private func once<T>(_ work: (any Connection) throws(StoreError) -> T) -> Result<T, StoreError> {
    takeTurn()
    let connection: any Connection
    let batch: Batch
    do throws(StoreError) { (connection, batch) = try join() } catch {
      passTurn()
      return .failure(error)
    }
    let outcome = Self.inSavepoint(connection, work)
    if case .failure(.busy) = outcome { return end(batch, connection, .failure(.busy), outcome) }
    if connection.isBroken {
      return end(batch, connection, .failure(.unreachable(reason: "与数据库的连接已断开")), outcome)
    }
    if handOver(batch) { return Self.settled(batch.wait(), outcome) }
    var committed: Result<Void, StoreError> = .success(())
    do throws(StoreError) { try connection.commit() } catch { committed = .failure(error) }
    return end(batch, connection, committed, outcome)
  }

  private static func inSavepoint<T>(
    _ connection: any Connection, _ work: (any Connection) throws(StoreError) -> T
  ) -> Result<T, StoreError> {
    do throws(StoreError) {
      _ = try connection.run("SAVEPOINT writer")
      let outcome: Result<T, StoreError>
      do throws(StoreError) { outcome = .success(try work(connection)) } catch {
        outcome = .failure(error)
        if connection.isBroken || error == .busy { return outcome }
        _ = try connection.run("ROLLBACK TO SAVEPOINT writer")
      }
      _ = try connection.run("RELEASE SAVEPOINT writer")
      return outcome
    } catch { return .failure(error) }
  }

  /// Takes part in the open transaction, or opens one.
  private func join() throws(StoreError) -> (any Connection, Batch) {
    let (open, kept) = turn.withLock { turn -> (Batch?, (any Connection)?) in
      turn.writer = pthread_self()
      return (turn.batch, turn.connection)
    }
    if let open, let kept {
      open.state.withLock { $0.writers += 1 }
      return (kept, open)
    }
    let connection: any Connection
    do throws(StoreError) {
      connection = if let kept { kept } else { try source.connect(.write) }
      try connection.beginWrite()
    } catch {
      turn.withLock { if $0.connection?.isBroken == true { $0.connection = nil } }
      throw error
    }
    let batch = Batch()
    turn.withLock { turn in
      turn.connection = connection
      turn.batch = batch
    }
    return (connection, batch)
  }

  /// - Returns: true when somebody else was given the open transaction and will commit it.
  private func handOver(_ batch: Batch) -> Bool {
    let isFull =
      batch.state.withLock { $0.writers >= Self.batchMax }
      || DispatchTime.now().uptimeNanoseconds - batch.opened > Self.openNanosecondsMax
    if isFull { return false }
    let next = turn.withLock { turn -> DispatchSemaphore? in
      guard !turn.queue.isEmpty else { return nil }
      turn.writer = nil
      return turn.queue.removeFirst()
    }
    next?.signal()
    return next != nil
  }

  private func end<T>(
    _ batch: Batch, _ connection: any Connection, _ committed: Result<Void, StoreError>,
    _ outcome: Result<T, StoreError>
  ) -> Result<T, StoreError> {
    if case .failure = committed { connection.rollback() }
    turn.withLock { turn in
      turn.batch = nil
      if connection.isBroken { turn.connection = nil }
    }
    batch.settle(committed)
    passTurn()
    return Self.settled(committed, outcome)
  }

  /// A writer that was refused learns why; but where nothing was committed, what it saw may never have been.
  private static func settled<T>(
    _ committed: Result<Void, StoreError>, _ outcome: Result<T, StoreError>
  ) -> Result<T, StoreError> {
    if case .failure(let error) = committed { .failure(error) } else { outcome }
  }

  private func takeTurn() {
    let semaphore = turn.withLock { turn -> DispatchSemaphore? in
      precondition(!turn.isTaken || turn.writer != pthread_self(), "a write does not begin inside a write")
      guard turn.isTaken else {
        turn.isTaken = true
        return nil
      }
      let semaphore = DispatchSemaphore(value: 0)
      turn.queue.append(semaphore)
      return semaphore
    }
    semaphore?.wait()
  }

  private func passTurn() {
    let next = turn.withLock { turn -> DispatchSemaphore? in
      turn.writer = nil
      guard !turn.queue.isEmpty else {
        turn.isTaken = false
        return nil
      }
      return turn.queue.removeFirst()
    }
    next?.signal()
  }
}
