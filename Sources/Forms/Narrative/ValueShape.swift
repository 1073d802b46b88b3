internal import Model

/// What the text of a cell looks like, judged without knowing its column.
enum ValueShape: Equatable {
  /// A number with its unit: `≥200处`, `95.30%`, `1次/周`.
  case quantity(unit: String)
  /// Words that state a level: 有所提高, 达标, 预算范围内.
  case quality
  case other

  init(_ text: Scalars) {
    if let unit = Self.unit(of: text) {
      self = .quantity(unit: unit)
    } else if Self.isQuality(text) {
      self = .quality
    } else {
      self = .other
    }
  }

  private static let comparators: [Scalars] = [
    "大于等于", "小于等于", "不低于", "不少于", "不高于", "不超过", "不大于", "不小于", "大于", "小于", "超过", "控制在", ">=", "<=",
    "≥", "≤", "≧", "≦", ">", "<", "=",
  ].map { (text: String) in Scalars(text) }

  static func startsWithComparator(_ text: Scalars) -> Bool { comparators.contains { text.starts(with: $0) } }

  /// The unit when the text is one quantity or a range of two; nil otherwise.
  private static func unit(of text: Scalars) -> String? {
    var index = 0
    if let sign = comparators.first(where: { text.starts(with: $0) }) { index = sign.count }
    guard let (_, end) = PrintedNumber.read(text, at: index) else { return nil }
    index = end
    if index < text.count, "-~—–～至".unicodeScalars.contains(text[index]),
      let (_, second) = PrintedNumber.read(text, at: index + 1)
    {
      index = second
    }
    let rest = text.slice(index..<text.count)
    guard rest.count <= 8, !rest.contains(where: { $0.isDigit || "，。；、：,;:".unicodeScalars.contains($0) }) else {
      return nil
    }
    return rest.text
  }

  private static let stems: [Scalars] = [
    "及时", "达标", "有效", "显著", "明显", "提高", "提升", "改善", "保障", "保证", "完成", "发生", "合格", "良好", "较好", "满意", "平稳",
    "如期", "按时", "预算", "优化", "强化", "增强", "增加", "减少", "降低", "促进", "满足", "持续", "长期", "稳定", "稳步", "逐步", "日产日清",
    "全部", "基本", "防范", "维护", "健全", "完善", "推进", "符合", "正常", "安全",
  ].map { (text: String) in Scalars(text) }
  private static let levels: Set<String> = ["是", "否", "无", "有", "优", "良", "中", "差", "好", "高", "低", "符合", "优秀"]

  private static func isQuality(_ text: Scalars) -> Bool {
    guard text.count <= 10 else { return false }
    if levels.contains(text.text) { return true }
    return text.count >= 2 && stems.contains { text.find($0) != nil }
  }
}
