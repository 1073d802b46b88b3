internal import Documents

/// A line as it is printed, cut into the words between its blanks.
struct PrintedLine {
  /// Line of the file, from 1; running number where the format has no lines.
  var number: Int
  /// Lines since the printed line before; 1 when no blank line lies between.
  var gap: Int
  var words: [Scalars]
  /// A table stands between this line and the one before.
  var followsTable = false
  /// Level of a heading that the format itself marks.
  var headingLevel: Int?

  /// The line without its blanks.
  var joined: Scalars { words.reduce(into: []) { $0 += $1 } }
}

/// The paragraphs of a document outside its tables as lines.
enum PrintedLines {
  static func lines(of document: Document) -> [PrintedLine] {
    var lines: [PrintedLine] = []
    var last = 0
    var tablePassed = false
    func add(_ paragraph: Document.Paragraph, level: Int?) {
      var number = paragraph.place.line ?? last + 2
      var words: [Scalars] = []
      func close() {
        guard !words.isEmpty else { return }
        if words.count > 1, words[0].count == 1, "-•·●▪".unicodeScalars.contains(words[0][0]) { words.removeFirst() }
        let line = PrintedLine(
          number: number, gap: max(1, number - last), words: words, followsTable: tablePassed, headingLevel: level)
        last = number
        words = []
        if isPageNumber(line) { return }
        lines += divided(line)
        tablePassed = false
      }
      var word: Scalars = []
      for scalar in paragraph.text.unicodeScalars {
        if scalar.isPrintedBlank {
          if !word.isEmpty { words.append(word) }
          word = []
          if scalar == "\n" {
            close()
            number += 1
          }
        } else {
          word.append(scalar)
        }
      }
      if !word.isEmpty { words.append(word) }
      close()
    }
    for block in document.blocks {
      switch block {
      case .paragraph(let paragraph): add(paragraph, level: nil)
      case .heading(let level, let paragraph): add(paragraph, level: level)
      case .table: tablePassed = true
      }
    }
    return lines
  }

  private static let wordsInLineMax = 60
  private static let openers = [
    "项目名称", "单位名称", "主管部门", "实施单位", "项目实施单位", "项目资金", "预算执行情况", "年度总体目标", "项目绩效总目标", "绩效指标", "年度绩效指标",
    "一级指标", "总分", "偏差大", "改进措施",
  ]

  /// A whole form in one line, as some extractors leave it, is divided before its labels.
  private static func divided(_ line: PrintedLine) -> [PrintedLine] {
    guard line.words.count > wordsInLineMax else { return [line] }
    var out: [PrintedLine] = []
    var part = line
    part.words = []
    for word in line.words {
      if !part.words.isEmpty, openers.contains(where: { word.starts(with: $0) }) || word.ends(with: "自评表") {
        out.append(part)
        part.words = []
        part.gap = 1
        part.followsTable = false
      }
      part.words.append(word)
    }
    return out + [part]
  }

  /// A page number left standing: a small whole number alone behind two blank lines or more, or between dashes.
  private static func isPageNumber(_ line: PrintedLine) -> Bool {
    guard line.words.count <= 3 else { return false }
    let text = line.joined
    let digits = text.filter(\.isDigit)
    guard (1...3).contains(digits.count) else { return false }
    if text.count == digits.count { return line.words.count == 1 && line.gap >= 3 }
    if text.starts(with: "第"), text.ends(with: "页") { return true }
    let dashes = text.filter { "-—–－".unicodeScalars.contains($0) }
    return dashes.count + digits.count == text.count && dashes.count >= 2 && dashes.first == text.first
      && text.last.map { dashes.contains($0) } == true
  }
}

/// The words of some lines in reading order, with what lies before each.
struct WordStream {
  struct Word {
    var scalars: Scalars
    /// Index of its line in the lines the stream was made of.
    var line: Int
    /// Whether it opens its line, and whether it is all of it.
    var opensLine: Bool
    var isAlone: Bool
    /// Offset of its first character in `scalars` of the stream.
    var start: Int
  }

  private(set) var words: [Word] = []
  /// All characters in order, without blanks.
  private(set) var scalars: Scalars = []

  init(_ lines: [PrintedLine], _ range: Range<Int>) {
    for index in range {
      for (position, word) in lines[index].words.enumerated() {
        words.append(
          Word(
            scalars: word, line: index, opensLine: position == 0, isAlone: lines[index].words.count == 1,
            start: scalars.count))
        scalars += word
      }
    }
  }

  var count: Int { words.count }

  func joined(_ range: Range<Int>) -> Scalars {
    range.isEmpty ? [] : scalars.slice(start(range.lowerBound)..<start(range.upperBound))
  }

  /// Offset of the first character of a word; the end of the stream for the word behind the last.
  func start(_ word: Int) -> Int { word < words.count ? words[word].start : scalars.count }

  /// The word that holds the character at `offset`, or begins there.
  func word(at offset: Int) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].start + words[middle].scalars.count <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
