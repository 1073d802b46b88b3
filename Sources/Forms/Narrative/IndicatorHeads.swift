internal import Model

/// The column heads of a flattened indicator table: which columns a row has, in which order.
struct IndicatorHeads {
  enum Column { case name, nature, target, unit, actual, weight, score, reason }

  /// Columns of one indicator from its name on.
  var columns: [Column]
  /// Words the heads take up in the stream.
  var range: Range<Int>
  /// Weight of all indicators of the table, printed at its side: 年度绩效指标（30分）.
  var weight: ExactDecimal?

  /// No column of weights: they stand behind the names, or nowhere.
  var weightsBehindNames: Bool { !columns.contains(.weight) }

  private static let labels: [Scalars] = [
    "项目年度绩效指标", "年度绩效指标", "项目绩效指标完成情况", "年度绩效指标完成情况", "绩效指标完成情况", "一级指标", "二级指标", "三级指标",
    "指标名称", "年初指标值（A）", "年初目标值（A）", "年初设定目标值", "年度指标值（A）", "年度目标值（A）", "预期指标值", "计划指标值", "目标值（A）",
    "实际完成值（B）", "实际完成指标值", "全年实际完成值（B）", "全年完成值", "实际完成情况", "指标完成情况", "得分", "自评得分", "分值", "指标分值", "权重",
    "分值（权重）", "标准分", "偏差原因分析及改进措施", "偏差原因分析和改进措施", "偏差原因及改进措施", "未完成原因分析及改进措施", "未完成原因分析",
    "偏差大或目标未完成原因分析", "偏差原因", "未完成原因和改进措施", "备注", "指标性质", "指标方向", "度量单位", "计量单位", "指标值", "完成值",
    "绩效指标性质", "指标内容", "自评分", "实际得分", "完成情况", "全年完成情况",
  ].map { Scalars($0).folded }

  private static let pieceMax = 14
  /// Every piece that a label can be broken into.
  private static let pieces: Set<Scalars> = Set(
    labels.flatMap { label in
      label.indices.flatMap { start in
        (start..<min(label.count, start + pieceMax)).map { label.slice(start..<($0 + 1)) }
      }
    })

  /// Whether a word may be a piece of the heads; heads are broken over lines wherever their column ends.
  static func isPiece(_ word: Scalars) -> Bool {
    let folded = word.folded
    if folded.count <= pieceMax, pieces.contains(folded) { return true }
    return folded.allSatisfy { $0.isDigit || "()分.".unicodeScalars.contains($0) }
      && folded.contains { "()分".unicodeScalars.contains($0) }
  }

  /// The next heads at or after word `start`: a run of pieces that names levels, indicators and scores.
  static func next(in stream: WordStream, from start: Int) -> IndicatorHeads? {
    var index = start
    while index < stream.count {
      guard isPiece(stream.words[index].scalars) else {
        index += 1
        continue
      }
      var end = index
      while end < stream.count, isPiece(stream.words[end].scalars) { end += 1 }
      if let heads = IndicatorHeads(stream, index..<end) { return heads }
      index = end
    }
    return nil
  }

  init?(_ stream: WordStream, _ range: Range<Int>) {
    guard range.count >= 4 else { return nil }
    let text = stream.joined(range).folded
    let levels = text.findAny(["一级指标", "二级指标", "二级"])
    let name = text.findAny(["指标名称", "三级指标"])
    guard levels != nil, let name, let score = Self.last(["得分", "自评分"], in: text) else { return nil }
    let target = Self.first(["年初", "目标值", "年度指标值", "预期指标值", "计划指标值", "指标值"], in: text, from: name.index)
    let actual = Self.first(["实际", "全年完成", "完成值", "完成情况"], in: text, from: name.index)
    guard let target, let actual else { return nil }
    var found: [(Int, Column)] = [(name.index, .name), (target, .target), (actual, .actual), (score, .score)]
    if let weight = Self.first(["分值", "权重", "标准分"], in: text, from: 0) { found.append((weight, .weight)) }
    if let nature = Self.first(["指标性质", "指标方向"], in: text, from: name.index) { found.append((nature, .nature)) }
    if let unit = Self.first(["度量单位", "计量单位"], in: text, from: name.index) { found.append((unit, .unit)) }
    if let reason = Self.first(["偏差", "未完成原因", "备注"], in: text, from: name.index) { found.append((reason, .reason)) }
    columns = found.sorted { $0.0 < $1.0 }.map(\.1)
    self.range = range
    weight = WeightMark.first(text)
  }

  private static func first(_ texts: [String], in text: Scalars, from start: Int) -> Int? {
    text.findAny(texts, from: start)?.index
  }

  private static func last(_ texts: [String], in text: Scalars) -> Int? {
    var found: Int?
    var start = 0
    while let next = text.findAny(texts, from: start) {
      found = next.index
      start = next.index + 1
    }
    return found
  }
}
