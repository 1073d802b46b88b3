internal import Model

/// Self-evaluation forms that were printed as tables and reached us as loose lines.
enum SelfEvaluationLines {
  /// A form found in the lines, and the lines it took up.
  struct Found {
    var form: FormContent
    var lines: Range<Int>
  }

  private static let titleMax = 45
  /// Lines a title may stand before the first column heads of its indicators.
  private static let headsWithinLines = 260

  /// - Throws: when there is more of it than can be tried word by word; never a part of the forms.
  static func forms(in lines: [PrintedLine]) throws(Excess) -> [Found] {
    let titles = try titleLines(lines)
    var out: [Found] = []
    var steps = ReadingLimits.flatSteps
    for (position, title) in titles.enumerated() {
      let next = position + 1 < titles.count ? titles[position + 1].lowerBound : lines.count
      let range = title.lowerBound..<min(next, formEnd(lines, from: title.upperBound, limit: next))
      let name = "第 \(lines[title.lowerBound].number) 行起的自评表"
      guard lines[range].reduce(0, { $0 + $1.words.count }) <= ReadingLimits.flatWords else {
        throw Excess(detail: "\(name)超过 \(ReadingLimits.flatWords) 个词")
      }
      let begun = SelfEvaluationForm(lines, range, title: title)
      guard begun?.goalCount ?? 0 <= ReadingLimits.goals else {
        throw Excess(detail: "\(name)的绩效目标超过 \(ReadingLimits.goals) 条")
      }
      let form = begun?.content(steps: &steps)
      guard steps > 0 else { throw Excess(detail: "\(name)没有表格线，行列无法辨认") }
      if let form {
        out.append(Found(form: form, lines: range))
      }
    }
    return out
  }

  /// The title lines of forms, each one line or a few that were broken.
  private static func titleLines(_ lines: [PrintedLine]) throws(Excess) -> [Range<Int>] {
    var out: [Range<Int>] = []
    // Without a column of scores in reach there is no form, and nothing to look for.
    let scored = lines.indices.filter { lines[$0].words.contains { $0.contains("得") || $0.contains("自评分") } }
    var nextScored = scored[...]
    var finder = HeadFinder(lines)
    let fields = lines.map(isField)
    func hasField(_ range: Range<Int>) -> Bool { fields[range].contains(true) }
    for index in lines.indices {
      while let first = nextScored.first, first <= index { nextScored.removeFirst() }
      guard let score = nextScored.first, score - index <= headsWithinLines else { continue }
      guard let title = title(lines, at: index) else { continue }
      // The lines behind a title hold the heads of indicators before another title does.
      let limit = min(lines.count, title.upperBound + headsWithinLines)
      let end = lines[min(title.upperBound, limit)..<limit].firstIndex { $0.followsTable } ?? limit
      guard title.upperBound < end, hasField(title.upperBound..<min(end, title.upperBound + 25)),
        finder.hasHeads(in: title.upperBound..<end)
      else { continue }
      // A heading above the title proper says the same: 二、项目绩效评价自评表.
      if let last = out.last, title.lowerBound - last.upperBound <= 2,
        !hasField(last.upperBound..<title.lowerBound)
      {
        out[out.count - 1] = title
      } else {
        out.append(title)
        guard out.count <= ReadingLimits.forms else { throw Excess(detail: "自评表超过 \(ReadingLimits.forms) 张") }
      }
    }
    return out
  }

  private static func title(_ lines: [PrintedLine], at index: Int) -> Range<Int>? {
    func isTitle(_ text: Scalars) -> Bool {
      guard text.count <= titleMax, text.contains("自评表") || text.contains("自评报告表") else { return false }
      return !text.contains { "。，；《：:".unicodeScalars.contains($0) } && !text.starts(with: "附件")
    }
    let text = lines[index].joined
    if isTitle(text) { return index..<(index + 1) }
    guard index + 1 < lines.count, text.count <= titleMax, text.contains("自评"), lines[index + 1].joined.count <= 6
    else {
      return nil
    }
    return isTitle(text + lines[index + 1].joined) && !isTitle(lines[index + 1].joined) ? index..<(index + 2) : nil
  }

  private static func isField(_ line: PrintedLine) -> Bool {
    let text = line.joined
    return ["项目名称", "单位名称", "部门名称", "主管部门", "预算执行情况"].contains { text.starts(with: $0) }
  }

  /// The line where something else begins: an annex, a part, another heading of the document.
  private static func formEnd(_ lines: [PrintedLine], from start: Int, limit: Int) -> Int {
    for index in start..<max(limit, start) {
      let line = lines[index]
      if line.headingLevel != nil || line.followsTable { return index }
      let text = line.joined
      if text.starts(with: "附件"), text.count <= 6 { return index }
      if text.starts(with: "第"), let part = text.find("部分"), part <= 4 { return index }
      if text.count <= 30, text.count > 2, text[1] == "、", text[0].isChineseNumeral, !text.contains("，") {
        return index
      }
    }
    return limit
  }
}
