import Dispatch
import Synchronization

/// A few threads for work that would hold up a connection's thread, with a bounded line in front of them.
final class WorkerPool: Sendable {
  typealias Work = @Sendable () -> Void

  private struct State {
    var waiting: [Work] = []
    var running = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  private let queue: DispatchQueue
  private let group = DispatchGroup()
  private let threads: Int
  private let waitingMax: Int

  init(name: String, threads: Int, waitingMax: Int) {
    precondition(threads >= 1, "a pool has a thread")
    self.threads = threads
    self.waitingMax = waitingMax
    queue = DispatchQueue(label: name, attributes: .concurrent)
  }

  /// - Returns: false when the line is full or the pool is closed; the work is then not done.
  func submit(_ work: @escaping Work) -> Bool {
    let answer = state.withLock { state -> (taken: Bool, starts: Bool) in
      guard !state.isClosed else { return (false, false) }
      if state.running < threads {
        state.running += 1
        return (true, true)
      }
      guard state.waiting.count < waitingMax else { return (false, false) }
      state.waiting.append(work)
      return (true, false)
    }
    if answer.starts { queue.async(group: group) { self.run(work) } }
    return answer.taken
  }

  /// Takes no more work and returns when what was taken is done.
  func close() {
    state.withLock { $0.isClosed = true }
    group.wait()
  }

  /// Returns when nothing is being worked on or waiting.
  func waitUntilIdle() { group.wait() }

  private func run(_ first: @escaping Work) {
    var next: Work? = first
    while let work = next {
      work()
      next = state.withLock { state in
        if state.waiting.isEmpty {
          state.running -= 1
          return nil
        }
        return state.waiting.removeFirst()
      }
    }
  }
}
