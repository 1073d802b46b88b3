/// What the parts of an account may be; the same on the page and in an imported workbook. Each answers with what is wrong
/// and what to do, or nil.
enum PersonRules {
  static let loginLengths = 2...32
  static let nameMax = 30

  static func login(_ text: String) -> String? {
    if text.isEmpty { return "没有写账号。请写 2 至 32 个小写字母或数字。" }
    let isPlain = text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x5F].contains($0)
    }
    guard isPlain else { return "账号只能用小写字母、数字和 . _ -。请改写，例如姓名的拼音。" }
    guard loginLengths.contains(text.utf8.count) else { return "账号要 2 至 32 个字符，这里有 \(text.utf8.count) 个。" }
    return nil
  }

  static func name(_ text: String) -> String? {
    if text.isEmpty { return "没有写姓名。" }
    guard text.count <= nameMax else { return "姓名太长，最多 \(nameMax) 个字。" }
    guard !text.contains(where: { $0.isNewline || $0 == "\t" }) else { return "姓名里有换行。请删去。" }
    return nil
  }

  static func phone(_ text: String) -> String? {
    if text.isEmpty { return nil }
    let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || [0x20, 0x2B, 0x2D].contains($0) }
    guard isPlain, (5...20).contains(text.utf8.count) else { return "电话只写数字，可带区号和 -。没有就空着。" }
    return nil
  }
}
