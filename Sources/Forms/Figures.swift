import Model

/// Numbers and amounts as people print them: `1,048.71 万元`, `２６７７.42万`, `83%`, `94. 44%`.
enum Figures {
  /// A number with what stands behind it.
  struct Printed: Hashable {
    var number: ExactDecimal
    /// Without blanks, half width: `万元`, `%`, or empty.
    var suffix: String
  }

  /// The cell as one number with an optional unit behind it; nil when it says anything else.
  static func printed(_ text: String) -> Printed? {
    var scalars = Array(Wording.unspaced(text).unicodeScalars)[...]
    if scalars.first == "¥" || scalars.first == "￥" { scalars.removeFirst() }
    guard let (number, end) = number(scalars, from: scalars.startIndex) else { return nil }
    var suffix = String.UnicodeScalarView()
    suffix.append(contentsOf: scalars[end...])
    guard suffix.count <= 6, !suffix.contains(where: Wording.isDigit) else { return nil }
    return Printed(number: number, suffix: strippedBrackets(String(suffix)))
  }

  private static func strippedBrackets(_ text: String) -> String {
    text.hasPrefix("(") && text.hasSuffix(")") ? String(text.dropFirst().dropLast()) : text
  }

  /// The number of a cell, whatever unit stands behind it.
  static func number(_ text: String) -> ExactDecimal? { printed(text)?.number }

  /// An amount in `unit`; an amount printed in another unit is converted.
  /// - Returns: nil when the cell is no amount.
  static func amount(_ text: String, in unit: MoneyUnit) -> ExactDecimal? {
    guard let printed = printed(text) else { return firstAmount(in: text, unit) }
    return converted(printed, to: unit)
  }

  /// The only amount with a money unit in a text: `全年预算为100万元`.
  static func firstAmount(in text: String, _ unit: MoneyUnit) -> ExactDecimal? {
    let found = amounts(in: text)
    guard found.count == 1, let only = found.first else { return nil }
    return converted(only.printed, to: unit)
  }

  /// The score that a title gives in brackets: `项目自评表（自评得分：96.5分）`.
  static func titledScore(_ title: String) -> ExactDecimal? {
    let scalars = Array(Wording.unspaced(title).unicodeScalars)
    for word in ["得分", "总分"] {
      let mark = Array(word.unicodeScalars)
      guard let start = scalars.indices.first(where: { scalars[$0...].starts(with: mark) }) else { continue }
      var index = start + mark.count
      if index < scalars.count, scalars[index] == ":" || scalars[index] == "为" { index += 1 }
      guard index < scalars.count, Wording.isDigit(scalars[index]), let (number, _) = number(scalars[...], from: index)
      else { continue }
      return number
    }
    return nil
  }

  static func converted(_ printed: Printed, to unit: MoneyUnit) -> ExactDecimal? {
    guard let own = moneyUnit(printed.suffix) else { return printed.suffix.isEmpty ? printed.number : nil }
    guard own != unit else { return printed.number }
    return Money(printed.number, own)?.figure(in: unit)
  }

  static func moneyUnit(_ suffix: String) -> MoneyUnit? {
    switch suffix {
    case "万元", "万", "万元整": .wanYuan
    case "元", "元整": .yuan
    case "亿元", "亿": .yiYuan
    default: nil
    }
  }

  /// Every number followed by a money unit, with the places where it begins and ends among the scalars without blanks.
  static func amounts(in text: String) -> [(printed: Printed, start: Int, end: Int)] {
    let scalars = Array(Wording.unspaced(text).unicodeScalars)
    var found: [(Printed, Int, Int)] = []
    var index = 0
    while index < scalars.count {
      guard Wording.isDigit(scalars[index]), let (number, end) = number(scalars[...], from: index) else {
        index += 1
        continue
      }
      for unit in ["万元", "亿元", "万", "亿", "元"] where scalars[end...].starts(with: unit.unicodeScalars) {
        found.append((Printed(number: number, suffix: unit), index, end + unit.unicodeScalars.count))
        break
      }
      index = max(end, index + 1)
    }
    return found
  }

  /// The number that starts at `start`: sign, digits with thousands separators, point.
  static func number(_ scalars: ArraySlice<Unicode.Scalar>, from start: Int) -> (ExactDecimal, Int)? {
    var digits = ""
    var index = start
    if index < scalars.endIndex, scalars[index] == "-" || scalars[index] == "+" || scalars[index] == "−" {
      if scalars[index] != "+" { digits = "-" }
      index += 1
    }
    let first = index
    var point = false
    while index < scalars.endIndex {
      let scalar = scalars[index]
      if Wording.isDigit(scalar) {
        digits.unicodeScalars.append(scalar)
      } else if scalar == ",", index > first, !point, isThousand(scalars, index + 1) {
      } else if scalar == ".", !point, index > first, index + 1 < scalars.endIndex, Wording.isDigit(scalars[index + 1])
      {
        point = true
        digits += "."
      } else {
        break
      }
      index += 1
    }
    guard index > first, let number = ExactDecimal(digits) else { return nil }
    return (number, index)
  }

  private static func isThousand(_ scalars: ArraySlice<Unicode.Scalar>, _ start: Int) -> Bool {
    guard start + 2 < scalars.endIndex else { return false }
    return (start...start + 2).allSatisfy { Wording.isDigit(scalars[$0]) }
      && !(start + 3 < scalars.endIndex && Wording.isDigit(scalars[start + 3]))
  }

  /// Whether a text looks like the value of an indicator rather than its name.
  static func looksLikeValue(_ text: String) -> Bool {
    let scalars = Array(Wording.unspaced(text).unicodeScalars)
    guard let first = scalars.first, scalars.count <= 40 else { return false }
    if "≥≤><=＞＜".unicodeScalars.contains(first) { return true }
    if Wording.isDigit(first) || first == "+" || first == "-" {
      let digits = scalars.prefix { Wording.isDigit($0) || $0 == "." || $0 == "," || $0 == "+" || $0 == "-" }
      return scalars.count - digits.count <= 6
    }
    if scalars.count <= 12, scalars.last == "%" { return true }
    return valueWords.contains(String(String.UnicodeScalarView(scalars)))
  }

  private static let valueWords: Set<String> = [
    "完成", "达标", "是", "及时", "合格", "良好", "优", "全覆盖", "不发生", "未发生", "无", "显著", "明显", "提高", "提升", "长期", "持续",
    "有所提高", "有所提升", "有效", "定性", "高", "好坏", "优良中低差", "优良", "稳步提升", "显著提升", "明显提升", "有效提升", "逐步提升",
    "显著改善", "有效保障", "达到预期", "基本达成", "达成预期指标", "完成任务", "大力推进", "有效促进", "满意", "按时", "按时完成", "及时完成",
    "否", "有", "优秀", "良", "中", "差", "一般", "较好", "较高", "健全", "完善", "合理", "科学", "规范", "完整", "相关", "明确", "合规", "到位", "正常",
    "稳定", "增强", "改善", "准确", "全部完成", "基本完成", "已完成", "按期完成", "按计划完成", "达成", "部分达成", "未达成", "未完成", "进行中", "有所改善",
    "逐步改善", "明显改善", "有效改善", "显著提高", "明显提高", "逐步提高", "稳步提高", "有效提高", "不断提高", "不断提升", "不断完善", "大幅提升",
    "大幅提高", "长期有效", "持续推进", "效果明显", "效果显著", "效果良好", "有效减少", "有效控制", "达到预期目标", "达成预期", "有效发挥", "有效增强",
    "尚未调查", "尚未开展", "暂未开展", "未开展", "正在开展", "及时足额",
  ]

  /// Splits `城市绿化面积（1.5分）` into the words and the weight; the weight is nil where none is printed.
  /// - Parameter bare: whether a number in brackets without 分, or `50分` without brackets, counts too (level heads).
  static func splitWeight(_ text: String, bare: Bool) -> (text: String, weight: ExactDecimal?) {
    let scalars = Array(text.unicodeScalars)
    var end = scalars.count
    while end > 0, Wording.isBlank(scalars[end - 1]) { end -= 1 }
    let bracketed = end > 0 && (scalars[end - 1] == ")" || scalars[end - 1] == "）")
    if bracketed { end -= 1 }
    guard bracketed || bare else { return (text, nil) }
    let percent = end > 0 && Wording.folded(scalars[end - 1]) == "%"
    let points = end > 0 && scalars[end - 1] == "分"
    if percent || points { end -= 1 }
    guard points || (bare && bracketed) else { return (text, nil) }
    var start = end
    while start > 0,
      Wording.isDigit(Wording.folded(scalars[start - 1])) || scalars[start - 1] == "." || scalars[start - 1] == " "
    {
      start -= 1
    }
    guard start < end, start > 0, !bracketed || scalars[start - 1] == "(" || scalars[start - 1] == "（" else {
      return (text, nil)
    }
    var digits = String.UnicodeScalarView()
    digits.append(contentsOf: scalars[start..<end])
    guard let weight = number(String(digits)) else { return (text, nil) }
    var head = String.UnicodeScalarView()
    head.append(contentsOf: scalars[..<(bracketed ? start - 1 : start)])
    return (String(head), weight)
  }
}
