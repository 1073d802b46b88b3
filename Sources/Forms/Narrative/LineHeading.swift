/// Headings of Chinese office documents by the number they begin with.
enum LineHeading {
  /// Rank of the number a line begins with: 第一部分 0, 一、 1, （一） 2, 1. 3, （1） 4; nil without one. And its length.
  static func rank(_ text: Scalars) -> (rank: Int, end: Int)? {
    guard let first = text.first else { return nil }
    if first == "第", let part = text.find("部分"), part <= 4, text.slice(1..<part).allSatisfy(\.isChineseNumeral) {
      return (0, part + 2)
    }
    if first == "附", text.starts(with: "附件"), text.count <= 6 { return (0, 2) }
    var index = first.halfWidth == "(" ? 1 : 0
    let start = index
    while index < text.count, text[index].isChineseNumeral { index += 1 }
    if index > start, index - start <= 3, index < text.count {
      if start == 0, text[index] == "、" { return (1, index + 1) }
      if start == 1, text[index].halfWidth == ")" { return (2, index + 1) }
    }
    index = start
    while index < text.count, text[index].isDigit { index += 1 }
    guard index > start, index - start <= 2, index < text.count else { return nil }
    if start == 1 { return text[index].halfWidth == ")" ? (4, index + 1) : nil }
    guard text[index].halfWidth == "." || text[index] == "、" else { return nil }
    if index + 1 < text.count, text[index].halfWidth == ".", text[index + 1].isDigit { return nil }
    return (3, index + 1)
  }

  static func withoutNumber(_ text: Scalars) -> Scalars {
    guard let (rank, end) = rank(text), rank == 1 || rank == 2 else { return text }
    return text.slice(end..<text.count)
  }
}
