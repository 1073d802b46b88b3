import Glibc
import Synchronization

/// Watches for clients that keep a connection busy by sending a header one byte at a time.
///
/// libmicrohttpd counts idle time between bytes only. A connection that waits quietly for its next request is closed
/// by that; one whose header trickles is closed here.
final class SlowConnections: Sendable {
  private struct Watch {
    var since: ContinuousClock.Instant
  }

  // By socket. A socket is in here from its opening until just before libmicrohttpd closes it, so that no number of
  // a file that was closed and given out again is ever shut down.
  private let awaited = Mutex<[Int32: Watch]>([:])
  private let limit: Duration

  init(headSeconds: Int) { limit = .seconds(headSeconds) }

  func headAwaited(_ socket: Int32, now: ContinuousClock.Instant) {
    awaited.withLock { $0[socket] = Watch(since: now) }
  }

  func headCame(_ socket: Int32) { awaited.withLock { _ = $0.removeValue(forKey: socket) } }

  func closed(_ socket: Int32) { headCame(socket) }

  /// Ends the connections whose header is overdue; libmicrohttpd then sees the end and cleans up.
  func closeLate(now: ContinuousClock.Instant) {
    awaited.withLock { awaited in
      for (socket, watch) in awaited where now - watch.since > limit { shutdown(socket, Int32(SHUT_RDWR)) }
    }
  }
}
