import Synchronization

/// Bytes at a fixed place that several answers can send at once without a copy.
final class Payload: Sendable {
  // Written once, before anyone else sees it; freed when the last answer let go of it.
  private nonisolated(unsafe) let memory: UnsafeMutableRawBufferPointer
  private let packed = Mutex<Payload?>(nil)

  init(_ bytes: some Collection<UInt8>) {
    memory = .allocate(byteCount: bytes.count, alignment: 16)
    memory.copyBytes(from: bytes)
  }

  deinit { memory.deallocate() }

  var count: Int { memory.count }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result { body(UnsafeRawBufferPointer(memory)) }

  var bytes: [UInt8] { Array(memory) }

  /// The same bytes in gzip, packed at the first call and kept; nil when that would not be smaller.
  func gzip() -> Payload? {
    if let kept = packed.withLock({ $0 }) { return kept.count < count ? kept : nil }
    guard let bytes = withBytes({ Gzip.pack($0) }) else { return nil }
    let made = Payload(bytes)
    packed.withLock { $0 = made }
    return made.count < count ? made : nil
  }
}
