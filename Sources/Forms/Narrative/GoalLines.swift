internal import Model

/// Goals in a flattened form: `年度目标 1（30分）：…`, or one goal with what was set and what was reached side by side.
enum GoalLines {
  /// A goal head and where its text begins.
  struct Head {
    var word: Int
    var name: Scalars
    var weight: ExactDecimal?
    /// Offset of its text in the stream.
    var textAt: Int
    /// Text and result stand side by side under heads of their own.
    var isOverall: Bool
  }

  private static let overall = ["项目绩效总目标", "年度绩效总目标", "年度总体绩效目标", "年度总体目标", "项目年度总体目标", "项目总体目标", "总体绩效目标", "总体目标"]
  private static let numbered = ["年度绩效目标", "年度工作目标", "年度目标", "绩效目标", "目标"]

  static func heads(in stream: WordStream, _ range: Range<Int>) -> [Head] {
    var out: [Head] = []
    for word in range {
      if let head = head(stream, word), out.last.map({ $0.textAt <= stream.start(word) }) ?? true { out.append(head) }
    }
    return out
  }

  private static func head(_ stream: WordStream, _ word: Int) -> Head? {
    let start = stream.start(word)
    let text = stream.scalars
    if let label = overall.first(where: { text.has($0, at: start) }) {
      let end = start + label.unicodeScalars.count
      let mark = mark(text, at: end)
      guard hasColumnHeads(text, from: mark?.end ?? end) else { return nil }
      return Head(
        word: word, name: text.slice(start..<end), weight: mark?.weight, textAt: mark?.end ?? end, isOverall: true)
    }
    guard let label = numbered.first(where: { text.has($0, at: start) }) else { return nil }
    var end = start + label.unicodeScalars.count
    while end < text.count, text[end].isDigit || text[end].isChineseNumeral { end += 1 }
    let isNumbered = end > start + label.unicodeScalars.count
    func colon(_ at: Int) -> Bool { at < text.count && text[at].halfWidth == ":" }
    // 年度目标1（30分）：… and 年度目标1：（30分）…
    let mark = mark(text, at: end) ?? (colon(end) ? self.mark(text, at: end + 1) : nil)
    var textAt = mark?.end ?? end
    guard colon(textAt) || colon(end) || (isNumbered && mark != nil), mark != nil || isNumbered else { return nil }
    if colon(textAt) { textAt += 1 }
    return Head(word: word, name: text.slice(start..<end), weight: mark?.weight, textAt: textAt, isOverall: false)
  }

  private static func mark(_ text: Scalars, at start: Int) -> (weight: ExactDecimal, end: Int)? {
    guard start < text.count, text[start].halfWidth == "(",
      let close = text[start..<min(text.count, start + markMax)].firstIndex(where: { $0.halfWidth == ")" }),
      let weight = WeightMark.whole(text.slice(start..<(close + 1)))
    else { return nil }
    return (weight, close + 1)
  }

  /// Characters of a weight in brackets.
  private static let markMax = 24

  private static let setHeads = ["年初设定目标", "年初设定的目标", "预期目标", "年初目标", "设定目标", "绩效目标"]
  private static let reachedHeads = ["全年实际完成情况", "目标实际完成情况", "实际完成情况", "目标完成情况", "全年完成情况", "完成情况"]

  private static func hasColumnHeads(_ text: Scalars, from start: Int) -> Bool {
    text.slice(start..<(start + 60)).findAny(reachedHeads) != nil
  }

  /// The goal of a head whose words end before `end`, without its indicators.
  static func goal(_ head: Head, in stream: WordStream, end: Int) -> Goal {
    var goal = Goal(id: "")
    goal.term = .annual
    goal.name = head.name.text
    goal.weight = head.weight
    let stop = stream.start(end)
    guard head.isOverall else {
      goal.text = stream.scalars.slice(head.textAt..<stop).text
      return goal
    }
    var (body, scored) = bodyStart(head, in: stream)
    var last = end
    if scored, last > body, let score = PrintedNumber.whole(withoutPoints(stream.words[last - 1].scalars)) {
      goal.score = score
      last -= 1
    }
    body = min(body, last)
    let split = split(stream, body..<last)
    goal.text = stream.joined(body..<split).text
    if split < last { goal.resultText = stream.joined(split..<last).text }
    return goal
  }

  private static func withoutPoints(_ text: Scalars) -> Scalars { text.last == "分" ? Scalars(text.dropLast()) : text }

  /// The first word behind the column heads, and whether a column of scores is among them.
  private static func bodyStart(_ head: Head, in stream: WordStream) -> (Int, Bool) {
    let window = stream.scalars.slice(head.textAt..<(head.textAt + 60))
    var offset = 0
    if let set = window.findAny(setHeads), set.index <= 12 { offset = set.index + set.text.unicodeScalars.count }
    if let reached = window.findAny(reachedHeads, from: offset) {
      offset = reached.index + reached.text.unicodeScalars.count
    }
    var scored = false
    if let score = window.find("得分", from: offset), score <= offset + 4 {
      offset = score + 2
      scored = true
    }
    return (stream.word(at: head.textAt + offset), scored)
  }

  /// The word where the second of two texts begins that were printed side by side and read one after the other.
  ///
  /// The first ends with a sentence, mostly in a line that is not full; both speak of the same things.
  static func split(_ stream: WordStream, _ range: Range<Int>) -> Int {
    var best = range.upperBound
    var bestScore = 0.0
    let width = range.map { stream.words[$0].scalars.printedWidth }.max() ?? 0
    if range.count == 2 { return range.lowerBound + 1 }
    for word in splitCandidates(stream, range) {
      guard let last = stream.words[word - 1].scalars.last else { continue }
      let restarts = restartsNumbering(stream, range.lowerBound, word)
      let left = stream.joined(range.lowerBound..<word)
      let right = stream.joined(word..<range.upperBound)
      var score = overlap(left, right)
      score += 0.25 * Double(min(left.count, right.count)) / Double(max(left.count, right.count, 1))
      if last == "。" { score += 0.15 }
      if stream.words[word - 1].scalars.printedWidth * 5 < width * 4 { score += 0.1 }
      if restarts { score += 0.5 }
      if !stream.words[word].opensLine { score -= 0.1 }
      if score > bestScore {
        bestScore = score
        best = word
      }
    }
    return best
  }

  private static let candidatesMax = 48

  /// Words that can begin the second text; of many those nearest the middle.
  private static func splitCandidates(_ stream: WordStream, _ range: Range<Int>) -> [Int] {
    let found = range.dropFirst().filter { word in
      let ends = stream.words[word - 1].scalars.last.map { "。；！".unicodeScalars.contains($0) } ?? false
      return ends || (stream.words[word].opensLine && restartsNumbering(stream, range.lowerBound, word))
    }
    guard found.count > candidatesMax else { return found }
    let middle = (stream.start(range.lowerBound) + stream.start(range.upperBound)) / 2
    func distance(_ word: Int) -> Int { abs(stream.start(word) - middle) }
    return found.sorted { distance($0) < distance($1) }.prefix(candidatesMax).sorted()
  }

  /// `1.` or 一是 stands at the beginning and again here.
  private static func restartsNumbering(_ stream: WordStream, _ first: Int, _ word: Int) -> Bool {
    let heads = [stream.words[first].scalars, stream.words[word].scalars]
    return ["1.", "1、", "1．", "一是", "目标1", "（1）", "①"].contains { mark in
      heads.allSatisfy { $0.starts(with: mark) }
    }
  }

  /// Share of pairs of characters that two texts have in common, 0…1.
  private static func overlap(_ left: Scalars, _ right: Scalars) -> Double {
    func pairs(_ text: Scalars) -> Set<UInt64> {
      Set(zip(text, text.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) })
    }
    let (a, b) = (pairs(left), pairs(right))
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    return Double(2 * a.intersection(b).count) / Double(a.count + b.count)
  }
}
