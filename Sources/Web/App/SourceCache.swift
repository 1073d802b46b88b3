import Documents
import Synchronization

/// Documents that were read to be shown beside a form, the last few: a person goes through one value after the other.
final class SourceCache: Sendable {
  private static let kept = 4
  /// Larger documents are read anew each time, so that memory stays flat.
  private static let itemsMax = 40_000

  private let state = Mutex([(digest: String, sources: [SourceReading])]())

  func find(_ digest: String) -> [SourceReading]? { state.withLock { $0.first { $0.digest == digest }?.sources } }

  func keep(_ sources: [SourceReading], _ digest: String) {
    guard (sources.first?.itemCount ?? 0) <= Self.itemsMax else { return }
    state.withLock { state in
      state.removeAll { $0.digest == digest }
      state.insert((digest, sources), at: 0)
      if state.count > Self.kept { state.removeLast() }
    }
  }
}

extension SourceReading {
  fileprivate var itemCount: Int {
    document.blocks.reduce(0) { count, block in
      switch block {
      case .table(let table): count + table.rows.reduce(0) { $0 + $1.count }
      case .heading, .paragraph: count + 1
      }
    }
  }
}
