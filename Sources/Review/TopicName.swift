internal import Model

/// What a name is about, without the words every name has.
struct TopicName {
  /// Two characters each, as their six bytes in the order of memory.
  private let pairs: [UInt64]
  /// The marks of all pairs: a name that shares none of them shares no pair.
  let marks: UInt64

  /// Few enough to look through one by one.
  private static let common: [UInt64] = [
    "经费", "工作", "费用", "专项", "社区", "资金", "支出", "补贴", "服务", "管理", "项目", "人员", "一次", "次性", "活动", "数量", "作经", "区工",
  ].flatMap { pairs(of: $0, without: []) }

  init(_ title: String) {
    pairs = Self.pairs(of: title, without: Self.common)
    marks = pairs.reduce(0) { $0 | Self.mark($1) }
  }

  /// Neighbouring Chinese characters, whatever else stands between them.
  private static func pairs(of text: String, without common: [UInt64]) -> [UInt64] {
    var pairs: [UInt64] = []
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars where (0x4E00...0x9FFF).contains(scalar.value) {
      if let last {
        let pair = pair(last, scalar)
        if !common.contains(pair) { pairs.append(pair) }
      }
      last = scalar
    }
    return pairs
  }

  /// Chinese characters have three bytes.
  private static func pair(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> UInt64 {
    UInt64(littleEndian: bytes(first) | bytes(second) << 24)
  }

  private static func bytes(_ scalar: Unicode.Scalar) -> UInt64 {
    let value = UInt64(scalar.value)
    return 0xE0 | value >> 12 | (0x80 | value >> 6 & 0x3F) << 8 | (0x80 | value & 0x3F) << 16
  }

  var isTelling: Bool { !pairs.isEmpty }

  /// One of 64 marks that a pair leaves in a name.
  private static func mark(_ pair: UInt64) -> UInt64 { 1 << ((pair &* 0x9E37_79B9_7F4A_7C15) >> 58) }

  static func marks(in name: String) -> UInt64 {
    name.withBytes { bytes in
      var marks: UInt64 = 0
      var index = 0
      while index + 6 <= bytes.count {
        if bytes[index] >= 0xE0, bytes[index + 3] >= 0xE0 {
          let pair = (0..<6).reduce(0) { $0 | UInt64(bytes[index + $1]) << (8 * $1) }
          marks |= mark(UInt64(littleEndian: pair))
        }
        index += 1
      }
      return marks
    }
  }

  /// At least a third of the telling pairs are in the name.
  func meets(_ name: String) -> Bool {
    let met = count(in: name)
    return met >= 1 && met * 3 >= pairs.count
  }

  /// How many of the telling pairs stand in a text.
  struct Share {
    let met: Int
    let all: Int
    var isSome: Bool { met >= 1 && met * 3 >= all }
    var isMost: Bool { met >= 2 && met * 2 >= all }
    var isNearlyAll: Bool { met >= 2 && met * 10 >= all * 7 }
  }

  func share(in text: String) -> Share { Share(met: count(in: text), all: pairs.count) }

  /// Whether a text has anything of the topic.
  func touches(_ text: String) -> Bool { count(in: text) > 0 }

  private func count(in text: String) -> Int {
    text.withBytes { text in
      pairs.count { pair in
        withUnsafeBytes(of: pair) { bytes in
          Bytes.find(UnsafeRawBufferPointer(rebasing: bytes[..<6]).bindMemory(to: UInt8.self), in: text) != nil
        }
      }
    }
  }

  /// What is counted: 个社区 → 社区, 人 → 人.
  static func thing(_ unit: String) -> String {
    let scalars = Plain(unit).scalars
    guard scalars.count > 1, "个家名户".unicodeScalars.contains(scalars[0]) else { return unit }
    return Plain(scalars.dropFirst()).text
  }
}

/// A row with the marks of its name.
struct MarkedRow {
  let row: Int
  private let marks: UInt64

  init(_ row: Int, of facts: FormFacts) {
    self.row = row
    marks = TopicName.marks(in: facts.name(of: row))
  }

  /// Annual indicators that count something.
  static func counting(_ facts: FormFacts) -> [MarkedRow] {
    facts.rows {
      facts.rows[$0].level2 == .quantity && !facts.rows[$0].isLongTerm && facts.rows[$0].target.kind == .number
    }.map { MarkedRow($0, of: facts) }
  }

  /// False when the name surely has nothing of the topic: most lines and indicators have nothing in common.
  func mayHold(_ topic: TopicName) -> Bool { marks & topic.marks != 0 }
}
