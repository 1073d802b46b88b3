/// Names of indicator levels as forms print them, with or without 指标 behind.
///
/// Source: the class names of 财预〔2020〕10号 and of the later cost class (成本指标).
enum LevelNames {
  private static let first: Set<String> = [
    "产出", "效益", "满意度", "成本", "决策", "过程", "投入", "管理", "效果", "履职", "运行成本", "管理效率", "履职效能", "社会效应", "可持续发展能力",
  ]
  /// Level-2 stems with the level-1 stem each belongs to.
  private static let second: [String: String] = [
    "数量": "产出", "质量": "产出", "时效": "产出", "成本": "产出",
    "产出数量": "产出", "产出质量": "产出", "产出时效": "产出", "产出成本": "产出",
    "经济成本": "成本", "社会成本": "成本", "生态环境成本": "成本", "生态成本": "成本", "环境成本": "成本",
    "经济效益": "效益", "社会效益": "效益", "生态效益": "效益", "环境效益": "效益", "生态环境效益": "效益", "可持续影响": "效益", "可持续发展": "效益",
    "服务对象满意度": "满意度", "社会公众满意度": "满意度", "公众满意度": "满意度", "群众满意度": "满意度", "受益对象满意度": "满意度",
    "受益群众满意度": "满意度", "受益者满意度": "满意度", "满意度": "满意度",
  ]

  /// Whether the text names a level-1 class; 指标 behind it may be missing.
  static func isFirst(_ text: Scalars) -> Bool { stem(text).map { first.contains($0) } ?? false }

  /// Whether the text names a level-2 class.
  static func isSecond(_ text: Scalars) -> Bool { stem(text).map { second[$0] != nil } ?? false }

  /// Whether 指标 is printed behind the stem.
  static func isFull(_ text: Scalars) -> Bool { text.ends(with: "指标") }

  /// Whether a level-2 class belongs under a level-1 class; nil when one of them is unknown.
  static func belongs(_ level2: Scalars, to level1: Scalars) -> Bool? {
    guard let lower = stem(level2), let parent = second[lower], let upper = stem(level1), first.contains(upper) else {
      return nil
    }
    return parent == upper || (lower == "成本" && upper == "成本") || (lower == "满意度" && upper == "效益")
  }

  private static func stem(_ text: Scalars) -> String? {
    guard text.count >= 2, text.count <= 12 else { return nil }
    let stem = text.ends(with: "指标") ? Scalars(text.dropLast(2)) : text
    return stem.isEmpty ? nil : stem.text
  }
}
