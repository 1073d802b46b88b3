import Model
public import Store
import Synchronization

/// The clock of an invented district: it is set to the day of each stage and ticks with everything that is done.
public final class DemoClock: Sendable {
  private let moment: Mutex<Instant>
  private let random: Mutex<SeededRandom>

  /// - Parameter year: the clock begins with its first morning.
  public init(year: Int, seed: UInt64) {
    moment = Mutex(Instant("\(year)-01-01T01:00:00.000Z") ?? Instant(milliseconds: 0))
    random = Mutex(SeededRandom(seed: seed ^ 0xC10C))
  }

  /// Goes to nine in the morning of a day, as 2024-08-31; never back.
  func set(_ day: String) {
    guard let morning = Instant("\(day)T01:00:00.000Z") else { return }
    moment.withLock { $0 = max($0, morning) }
  }

  /// Identifiers come from the seed as well, so that the same seed gives the same database.
  public var surroundings: Surroundings {
    Surroundings(
      now: {
        self.moment.withLock { moment in
          moment = Instant(milliseconds: moment.milliseconds + 250)
          return moment
        }
      },
      random: { count in
        self.random.withLock { random in (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } }
      })
  }
}
