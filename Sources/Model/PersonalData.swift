/// Personal data in a text that is to be published: telephone numbers, identity numbers, bank cards, mail addresses.
///
/// Works on bytes; finds what has a shape of its own and leaves names to the labels they stand under.
public enum PersonalData {
  public enum Kind: String, Sendable, CaseIterable {
    case mobile, landline, identity, mail
    case bankCard = "bank-card"

    public var officialName: String {
      switch self {
      case .mobile: "手机号码"
      case .landline: "固定电话"
      case .identity: "身份证号"
      case .bankCard: "银行卡号"
      case .mail: "电子邮箱"
      }
    }
  }

  public struct Mark: Hashable, Sendable {
    public let kind: Kind
    /// Bytes of the text.
    public let range: Range<Int>
  }

  /// Every place in the text, from the front.
  /// - Complexity: O(bytes).
  public static func marks(in text: String) -> [Mark] {
    let bytes = Array(text.utf8)
    var marks: [Mark] = []
    var at = 0
    while at < bytes.count {
      if isDigit(bytes[at]) {
        let end = runEnd(bytes, at)
        if let kind = kind(bytes, at..<end) { marks.append(Mark(kind: kind, range: at..<end)) }
        at = end
      } else if bytes[at] == UInt8(ascii: "@"), let range = mail(bytes, around: at) {
        // A number that is part of an address is covered with it.
        while let last = marks.last, last.range.upperBound > range.lowerBound { marks.removeLast() }
        marks.append(Mark(kind: .mail, range: range))
        at = range.upperBound
      } else {
        at += 1
      }
    }
    return marks
  }

  /// The text with every place covered; what it is stays readable: 138****1234 becomes 〔手机号码已遮盖〕.
  public static func masked(_ text: String) -> String {
    let marks = marks(in: text)
    guard !marks.isEmpty else { return text }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var at = 0
    for mark in marks {
      out += bytes[at..<mark.range.lowerBound]
      out += "〔\(mark.kind.officialName)已遮盖〕".utf8
      at = mark.range.upperBound
    }
    return String(decoding: out + bytes[at...], as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// A run of digits with single hyphens or blanks between groups, an X at the end of an identity number included.
  private static func runEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var at = start
    while at < bytes.count {
      let joins = bytes[at] == UInt8(ascii: "-") && at + 1 < bytes.count && isDigit(bytes[at + 1])
      guard isDigit(bytes[at]) || joins else { break }
      at += 1
    }
    let digits = bytes[start..<at].count(where: isDigit)
    if digits == 17, at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "x") { at += 1 }
    return at
  }

  private static func kind(_ bytes: [UInt8], _ range: Range<Int>) -> Kind? {
    let run = bytes[range]
    // A number with a fraction is an amount and nobody's telephone.
    if range.upperBound < bytes.count, bytes[range.upperBound] == UInt8(ascii: ".") { return nil }
    if range.lowerBound > 0, bytes[range.lowerBound - 1] == UInt8(ascii: ".") { return nil }
    let digits = run.filter(isDigit)
    let hasHyphen = run.contains(UInt8(ascii: "-"))
    switch digits.count {
    case 11 where digits[0] == 0x31 && digits[1] >= 0x33: return .mobile
    case 10...12 where hasHyphen && digits[0] == 0x30: return .landline
    case 17...18 where !hasHyphen && isIdentity(Array(run)): return .identity
    case 16...19 where !hasHyphen && passesLuhn(digits): return .bankCard
    default: return nil
    }
  }

  /// The check digit of GB 11643.
  private static func isIdentity(_ run: [UInt8]) -> Bool {
    guard run.count == 18 else { return false }
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(run, weights).reduce(0) { $0 + (Int($1.0) - 0x30) * $1.1 }
    return Array("10X98765432".utf8)[sum % 11] == (run[17] == UInt8(ascii: "x") ? UInt8(ascii: "X") : run[17])
  }

  private static func passesLuhn(_ digits: [UInt8]) -> Bool {
    var sum = 0
    for (place, byte) in digits.reversed().enumerated() {
      let digit = Int(byte) - 0x30
      let doubled = digit * 2
      sum += place % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0 && digits.contains { $0 != 0x30 }
  }

  private static func mail(_ bytes: [UInt8], around at: Int) -> Range<Int>? {
    func belongs(_ byte: UInt8) -> Bool {
      isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || [0x2E, 0x5F, 0x2D].contains(byte)
    }
    var start = at
    while start > 0, belongs(bytes[start - 1]) { start -= 1 }
    var end = at + 1
    while end < bytes.count, belongs(bytes[end]) { end += 1 }
    return start < at && bytes[(at + 1)..<end].contains(0x2E) ? start..<end : nil
  }
}
