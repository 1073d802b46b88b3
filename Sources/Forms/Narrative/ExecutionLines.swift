internal import Model

/// The execution of the budget in a flattened self-evaluation form: column heads, then rows of figures.
struct ExecutionLines {
  private enum Column { case initial, budget, actual, rate, weight, score }

  private static let labels: [(Scalars, Column)] = named([
    ("年初预算数", .initial), ("年初预算", .initial), ("全年预算数", .budget), ("调整后预算数", .budget), ("调整预算数", .budget),
    ("预算执行数", .actual),
    ("预算数", .budget), ("全年执行数", .actual), ("实际执行数", .actual), ("执行数", .actual), ("决算数", .actual), ("执行率", .rate),
    ("预算执行率", .rate), ("分值", .weight), ("权重", .weight), ("得分", .score),
  ])

  private static func named(_ labels: [(String, Column)]) -> [(Scalars, Column)] {
    labels.map { (Scalars($0.0), $0.1) }
  }

  private static let rowLabels = [
    "年度财政资金总额", "年度资金总额", "部门整体支出总额", "资金总额", "总额", "其中", "本年财政拨款", "当年财政拨款", "财政拨款", "上年结转资金", "其他资金",
  ]

  private let stream: WordStream
  private let range: Range<Int>

  /// - Parameter range: words from 预算执行情况 on to the goals.
  init(_ stream: WordStream, _ range: Range<Int>) {
    self.stream = stream
    self.range = range
  }

  func read() -> Execution? {
    let (columns, bodyStart) = columns()
    guard columns.contains(.budget) || columns.contains(.initial), columns.contains(.actual) else { return nil }
    let rows = rows(columns, from: bodyStart)
    guard let total = rows.first else { return nil }
    var execution = Execution()
    execution.budget = total.adjusted ?? total.initial
    execution.actual = total.actual
    execution.rate = total.rate
    execution.weight = total.weight ?? sideWeight(before: bodyStart)
    execution.score = total.score
    if columns.contains(.initial) || rows.count > 1 { execution.rows = rows }
    return execution
  }

  private func columns() -> ([Column], Int) {
    var columns: [Column] = []
    var body = range.lowerBound
    for word in range where word >= body {
      let start = stream.start(word)
      guard let (label, column) = Self.labels.first(where: { stream.scalars.has($0.0, at: start) }) else { continue }
      // A label may be broken; its other words are no labels of their own.
      body = stream.word(at: start + label.count - 1) + 1
      if !columns.contains(column) { columns.append(column) }
    }
    return (columns, body)
  }

  /// 预算执行情况（20分）: the weight printed with the section.
  private func sideWeight(before word: Int) -> ExactDecimal? {
    WeightMark.first(stream.joined(range.lowerBound..<max(word, range.lowerBound)))
  }

  private func rows(_ columns: [Column], from start: Int) -> [ExecutionLine] {
    var rows: [ExecutionLine] = []
    var label: Scalars = []
    var figures: [Scalars] = []
    func close() {
      if figures.count >= 2 { rows.append(row(columns, label, figures, number: rows.count + 1)) }
      if !figures.isEmpty { label = [] }
      figures = []
    }
    for word in start..<max(range.upperBound, start) {
      let scalars = stream.words[word].scalars
      if isFigure(scalars) {
        figures.append(scalars)
        if figures.count == columns.count { close() }
      } else {
        close()
        label += scalars
      }
    }
    close()
    return rows
  }

  private func isFigure(_ text: Scalars) -> Bool {
    PrintedNumber.whole(text) != nil || PrintedNumber.percent(text) != nil || isDash(text)
      || (text.last == "分" && PrintedNumber.whole(Scalars(text.dropLast())) != nil)
  }

  private func isDash(_ text: Scalars) -> Bool { text.allSatisfy { "-—–－/".unicodeScalars.contains($0) } }

  private func row(_ columns: [Column], _ label: Scalars, _ figures: [Scalars], number: Int) -> ExecutionLine {
    var row = ExecutionLine(id: "e\(number)")
    let found = label.findAny(Self.rowLabels)
    row.source = found.map {
      label.slice($0.index..<(label.last?.halfWidth == ":" ? label.count - 1 : label.count)).text
    }
    var column = 0
    for figure in figures {
      let percent = PrintedNumber.percent(figure)
      // A percentage is the rate, wherever blank cells before it were lost.
      if percent != nil, let rate = columns.firstIndex(of: .rate), rate >= column { column = rate }
      guard column < columns.count else { break }
      let value = percent ?? PrintedNumber.whole(figure.last == "分" ? Scalars(figure.dropLast()) : figure)
      switch columns[column] {
      case .initial: row.initial = value
      case .budget: row.adjusted = value
      case .actual: row.actual = value
      case .rate: row.rate = value
      case .weight: row.weight = value
      case .score: row.score = value
      }
      column += 1
    }
    return row
  }
}
