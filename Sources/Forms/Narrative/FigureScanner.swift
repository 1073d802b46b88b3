internal import Model

/// Figures in a clause of running text, each with the words before and behind it.
struct FigureScanner {
  struct Figure {
    /// Words between the figure before and this one.
    var before: Scalars
    var value: ExactDecimal
    var unit: String
    /// Words behind its unit up to the next sign or figure.
    var after: Scalars
    /// 余、多 behind the number or 近、约 before it: not exact.
    var isRounded: Bool
    /// A comparator stands before it: a limit, not a fact.
    var isLimit: Bool
  }

  /// Units of counts, money and shares; longest first where one begins another.
  private static let units: [String] = [
    "平方米", "万元", "亿元", "人次", "批次", "场次", "美元", "元", "%", "辆", "台", "套", "个", "家", "项", "件", "起", "处", "次", "人", "分",
    "户", "名", "亩", "公里",
  ]

  static func figures(in clause: Scalars) -> [Figure] {
    var out: [Figure] = []
    var nameStart = 0
    var index = 0
    while index < clause.count {
      guard clause[index].isDigit, index == 0 || !isInsideNumber(clause, index) else {
        index += 1
        continue
      }
      guard let (value, numberEnd) = PrintedNumber.read(clause, at: index) else {
        index += 1
        continue
      }
      var unitAt = numberEnd
      var rounded = false
      while unitAt < clause.count, clause[unitAt] == "余" || clause[unitAt] == "多" {
        rounded = true
        unitAt += 1
      }
      guard let unit = units.first(where: { clause.has($0, at: unitAt) }) else {
        index = numberEnd
        continue
      }
      var end = unitAt + unit.unicodeScalars.count
      if clause.has("余", at: end) {
        rounded = true
        end += 1
      }
      if isQualifier(clause, unit, from: end) {
        index = end
        continue
      }
      let before = clause.slice(nameStart..<index)
      out.append(
        Figure(
          before: before, value: value, unit: unit, after: behind(clause, end),
          isRounded: rounded || before.last.map { "近约".unicodeScalars.contains($0) } ?? false,
          isLimit: before.last.map { "≥≤><＞＜≧≦".unicodeScalars.contains($0) } ?? false))
      nameStart = end
      index = end
    }
    return out
  }

  private static func isInsideNumber(_ text: Scalars, _ index: Int) -> Bool {
    let before = text[index - 1].halfWidth
    return before.isDigit || ("a"..."z").contains(before) || ("A"..."Z").contains(before) || before == "第"
      || before == "-" || before == "—"
  }

  /// 价值100万元以上 qualifies what follows; 12个月, 3次方 and 5人/天 are no counts of ours.
  private static func isQualifier(_ text: Scalars, _ unit: String, from end: Int) -> Bool {
    if ["以上", "以下", "以内", "及以上"].contains(where: { text.has($0, at: end) }) { return true }
    if unit == "个", ["月", "工作日", "季度", "小时", "百分点"].contains(where: { text.has($0, at: end) }) { return true }
    return end < text.count && text[end] == "/"
  }

  private static func behind(_ text: Scalars, _ start: Int) -> Scalars {
    var end = start
    while end < text.count, text[end].isHan || "“”（）()".unicodeScalars.contains(text[end]), !text[end].isDigit {
      end += 1
    }
    return text.slice(start..<end)
  }
}

/// Names of figures without what only ties them into their sentence.
enum FigureName {
  private static let leading = [
    "其中：", "其中:", "其中", "一是", "二是", "三是", "四是", "五是", "和", "及", "与", "共计", "共", "本年度", "本年", "本部门", "本单位", "部门共有",
    "我单位", "部门", "全部", "全年", "实现", "约", "近", "当年", "、", "，", "：", ":", "）", ")", "”", "有", "的",
  ]
  private static let trailing = [
    "分别为", "均为", "各为", "为", "是", "达到", "达", "共计", "共有", "共", "有", "：", ":", "近", "约", "（", "(", "超过", "、",
  ]

  static func clean(_ text: Scalars) -> Scalars {
    var name = text
    if let (_, end) = LineHeading.rank(name) { name = name.slice(end..<name.count) }
    var changed = true
    while changed {
      changed = false
      if let year = PrintedYear.length(at: 0, in: name) {
        name = name.slice(year..<name.count)
        changed = true
      }
      for word in leading where name.count > word.unicodeScalars.count + 1 && name.starts(with: word) {
        if isOwn(word, in: name) { continue }
        name = name.slice(word.unicodeScalars.count..<name.count)
        changed = true
        break
      }
      for word in trailing where name.count > word.unicodeScalars.count && name.ends(with: word) {
        name = name.slice(0..<(name.count - word.unicodeScalars.count))
        changed = true
        break
      }
    }
    return name
  }
}

extension FigureName {
  /// 本年支出, 当年收入 and 部门支出 are names as they stand.
  private static func isOwn(_ word: String, in name: Scalars) -> Bool {
    let length = word.unicodeScalars.count
    switch word {
    case "本年", "当年": return name.count <= length + 3
    case "部门": return name.count > length && "支预决整收".unicodeScalars.contains(name[length])
    default: return false
    }
  }
}

extension PrintedYear {
  /// Characters of a year or day that stands at `start`: 2023年度, 2023年12月31日; nil when there is none.
  static func length(at start: Int, in text: Scalars) -> Int? {
    var end = start
    while end < text.count, text[end].isDigit { end += 1 }
    guard end - start == 4, end < text.count, text[end] == "年" else { return nil }
    end += 1
    if end < text.count, text[end] == "度" { return end + 1 - start }
    var day = end
    while day < text.count, text[day].isDigit || text[day] == "月" { day += 1 }
    if day > end, day < text.count, text[day] == "日" { return day + 1 - start }
    return end - start
  }
}
