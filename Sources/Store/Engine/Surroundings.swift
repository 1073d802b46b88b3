import Glibc
public import Model

/// Clock and chance, handed in so that tests can hold them still.
public struct Surroundings: Sendable {
  public let now: @Sendable () -> Instant
  /// That many random bytes.
  public let random: @Sendable (Int) -> [UInt8]

  public init(now: @escaping @Sendable () -> Instant, random: @escaping @Sendable (Int) -> [UInt8]) {
    self.now = now
    self.random = random
  }

  /// The machine's clock and the system's random source.
  public static let live = Surroundings(
    now: {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    },
    random: { count in
      var generator = SystemRandomNumberGenerator()
      return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    })

  /// Ten characters of time and ten of chance, in letters and digits that are not taken for each other.
  func newID(at moment: Instant) -> String {
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    var characters: [UInt8] = []
    let time = UInt64(clamping: moment.milliseconds)
    for place in (0..<10).reversed() { characters.append(alphabet[Int(time >> UInt64(place * 5) & 31)]) }
    for byte in random(10) { characters.append(alphabet[Int(byte & 31)]) }
    return String(decoding: characters, as: UTF8.self)
  }
}
