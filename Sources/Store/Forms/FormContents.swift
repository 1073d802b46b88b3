import Model
import Synchronization

/// Contents of revisions by their digests. A content never changes under its digest, so nothing here grows old; the ones
/// read last are kept, because the same form is read again and again while somebody works on it.
final class FormContents: Sendable {
  private static let max = 256
  private let kept = Mutex<[String: FormContent]>([:])

  /// The content under a digest, read by `parse` where it is not at hand.
  func content(_ digest: String, _ parse: () throws(StoreError) -> FormContent) throws(StoreError) -> FormContent {
    if let known = kept.withLock({ $0[digest] }) { return known }
    let content = try parse()
    kept.withLock { kept in
      // All at once: which of them is needed next cannot be told, and filling up again is cheap.
      if kept.count >= Self.max { kept.removeAll(keepingCapacity: true) }
      kept[digest] = content
    }
    return content
  }
}
