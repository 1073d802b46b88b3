/// Finds out behind which lines heads of indicators stand, for many titles over the same lines.
///
/// What was looked at once is kept: hundreds of lines behind each title are asked for, and titles may follow each other.
struct HeadFinder {
  private struct Run: Hashable {
    var line: Int
    var word: Int
    var lastLine: Int
    var count: Int
  }

  /// Words of heads; what is longer repeats them.
  private static let runMax = 200
  private let lines: [PrintedLine]
  /// For each line asked for, which of its words may be pieces of heads.
  private var pieces: [[Bool]?]
  private var known: [Run: Bool] = [:]
  /// Lines and runs of words that had to be looked at themselves.
  private(set) var looks = 0

  init(_ lines: [PrintedLine]) {
    self.lines = lines
    pieces = Array(repeating: nil, count: lines.count)
  }

  /// Whether a run of pieces in these lines names levels, indicators and scores.
  mutating func hasHeads(in range: Range<Int>) -> Bool {
    var run: Run?
    for line in range {
      for (word, isPiece) in isPiece(line).enumerated() {
        if isPiece {
          if run == nil { run = Run(line: line, word: word, lastLine: line, count: 0) }
          run?.count += 1
          run?.lastLine = line
          if run?.count == Self.runMax, isHead(run) { return true }
        } else {
          if isHead(run) { return true }
          run = nil
        }
      }
    }
    return isHead(run)
  }

  private mutating func isPiece(_ line: Int) -> [Bool] {
    if let known = pieces[line] { return known }
    looks += 1
    let found = lines[line].words.map(IndicatorHeads.isPiece)
    pieces[line] = found
    return found
  }

  private mutating func isHead(_ run: Run?) -> Bool {
    guard let run, run.count >= 4, run.count <= Self.runMax else { return false }
    if let known = known[run] { return known }
    looks += 1
    let stream = WordStream(lines, run.line..<(run.lastLine + 1))
    let isHead = IndicatorHeads(stream, run.word..<(run.word + run.count)) != nil
    known[run] = isHead
    return isHead
  }
}
