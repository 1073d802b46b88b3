/// A password that an administrator hands over and that its owner has to change at once.
///
/// Twelve of 31 letters and digits that are not taken for each other: 59 bits, so that nobody finds it by trying, however
/// cheap the hash. Thousands of them are made at once when people are imported.
enum OneTimePassword {
  /// Cheap on purpose; what the person sets instead is hashed at the cost in force.
  static let cost = PasswordCost(memoryBytes: 64 * 1_024, passes: 1)

  private static let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789".utf8)

  /// Three groups of four: `k7wp-3mfd-x9ht`.
  static func make() -> String {
    var letters: [UInt8] = []
    while letters.count < 12 {
      // What lies beyond the last whole round of the alphabet would favour its first letters.
      letters += Sodium.random(24).filter { $0 < 248 }.map { alphabet[Int($0) % alphabet.count] }
    }
    let text = String(decoding: letters.prefix(12), as: UTF8.self)
    return [text.prefix(4), text.dropFirst(4).prefix(4), text.suffix(4)].joined(separator: "-")
  }

  /// - Returns: nil when the machine has no memory for the hash just now.
  static func hash(_ password: String) -> String? { Sodium.hashPassword(password, cost) }
}
