internal import Model

/// Reads one flattened self-evaluation form: fields, execution, goals, indicators, closing texts, total.
struct SelfEvaluationForm {
  private let stream: WordStream
  private let title: Scalars
  private let titleWords: Int
  private let heads: [IndicatorHeads]
  private let goals: [GoalLines.Head]

  /// - Parameter title: lines of the title inside `range`.
  init?(_ lines: [PrintedLine], _ range: Range<Int>, title: Range<Int>) {
    stream = WordStream(lines, range)
    titleWords = lines[title].reduce(0) { $0 + $1.words.count }
    self.title = lines[title].reduce(into: []) { $0 += $1.joined }
    var heads: [IndicatorHeads] = []
    var word = titleWords
    while let next = IndicatorHeads.next(in: stream, from: word) {
      heads.append(next)
      word = next.range.upperBound
    }
    guard !heads.isEmpty else { return nil }
    self.heads = heads
    goals = GoalLines.heads(in: stream, titleWords..<stream.count)
  }

  var goalCount: Int { goals.count }

  private static let executionLabels = ["预算执行情况", "项目资金", "资金执行情况", "年度资金总额", "项目预算执行"]
  private static let closingLabels = [
    "偏差大或目标未完成原因分析", "偏差大及未完成原因分析", "偏差大或目标未完成", "目标未完成原因分析", "未完成原因分析", "偏差原因分析", "改进措施及结果应用方案",
    "改进措施及结果应用", "改进措施和结果应用方案", "总分", "合计", "填报人", "填表人", "联系人", "单位负责人", "备注：", "注：", "说明：", "其他需要说明",
  ]

  /// - Parameter steps: partial rows that may still be tried; 0 afterwards when that was not enough.
  func content(steps: inout Int) -> FormContent? {
    let isDepartment = title.contains("整体")
    var form = FormContent(kind: isDepartment ? .departmentSelfEvaluation : .projectSelfEvaluation)
    form.title = LineHeading.withoutNumber(title).text
    let first = min(heads[0].range.lowerBound, goals.first?.word ?? stream.count)
    let execution = word(of: Self.executionLabels, in: titleWords..<first) ?? first
    read(FormFields(stream, titleWords..<execution), into: &form)
    if execution < first { form.execution = ExecutionLines(stream, execution..<first).read() }
    form.year = year(form)
    let closing = closingWord()
    readClosing(from: closing, into: &form)
    readGoals(closing, into: &form, steps: &steps)
    guard !form.indicators.isEmpty else { return nil }
    return form
  }

  // MARK: Fields

  private func read(_ fields: FormFields, into form: inout FormContent) {
    let unit = fields.value(.unit)
    if form.kind == .departmentSelfEvaluation {
      form.name = unit?.text
      form.department = unit?.text
    } else {
      form.name = fields.value(.project)?.text
      form.department = fields.value(.department)?.text
      form.unitName = fields.value(.implementer)?.text
    }
    form.code = fields.value(.code)?.text
    if let score = fields.value(.score) { form.score = PrintedNumber.read(score, at: 0)?.value }
    for field in fields.fields where !field.value.isEmpty {
      let attribute = Attribute(field.label.text, field.value.text)
      switch field.meaning {
      case .person: form.contacts.append(attribute)
      case .unit where form.kind == .departmentSelfEvaluation: break
      case .date, .basic, .other, .unit:
        if form.attribute(attribute.label) == nil { form.attributes.append(attribute) }
      case .project, .department, .implementer, .score, .code: break
      }
    }
  }

  /// The budget year: printed in the title or beside it; the year before the form was filled in.
  private func year(_ form: FormContent) -> Int? {
    if let year = PrintedYear.first(in: title) { return year }
    let beside = stream.joined(titleWords..<min(stream.count, titleWords + 3))
    if beside.contains("年度"), let year = PrintedYear.first(in: beside) { return year }
    let date = form.attributes.first { $0.label.unicodeScalars.starts(with: "填".unicodeScalars) }
    return date.flatMap { PrintedYear.first(in: Scalars($0.value)) }.map { $0 - 1 }
  }

  // MARK: Goals and indicators

  private func readGoals(_ closing: Int, into form: inout FormContent, steps: inout Int) {
    var goals: [Goal] = []
    let numbers = IndicatorCells.numbers(of: stream)
    let levels = firstLevels()
    var tables: [(goal: Int, readings: [IndicatorTable.Reading])] = []
    for (index, head) in heads.enumerated() where head.range.upperBound <= closing {
      let previous = index == 0 ? titleWords : heads[index - 1].range.upperBound
      for goal in self.goals where goal.word >= previous && goal.word < head.range.lowerBound {
        goals.append(GoalLines.goal(goal, in: stream, end: nextStart(from: goal.word + 1, closing)))
      }
      func read(_ start: Int) {
        let end = nextStart(from: start, closing)
        guard start < end else { return }
        if goals.isEmpty { goals.append(Goal(id: "")) }
        var table = IndicatorTable(stream, heads: head, rows: start..<end, numbers: numbers)
        tables.append((goals.count - 1, table.read(steps: &steps)))
      }
      read(head.range.upperBound)
      // Goals that share the heads above stand between their rows.
      let next = index + 1 < heads.count ? heads[index + 1].range.lowerBound : closing
      for goal in self.goals where goal.word >= head.range.upperBound && goal.word < next && !hasOwnHeads(goal, next) {
        let behind = stream.word(at: goal.textAt)
        let level = behind < levels.count ? levels[behind] : next
        let start = level < next ? level : behind
        goals.append(GoalLines.goal(goal, in: stream, end: start))
        read(start)
      }
    }
    for index in goals.indices where goals[index].term == nil { goals[index].term = .annual }
    let chosen = choose(tables.map(\.readings), form, goals)
    for (table, reading) in zip(tables, chosen) { goals[table.goal].indicators += reading?.indicators ?? [] }
    var count = 0
    for goal in goals.indices {
      goals[goal].id = "g\(goal + 1)"
      for index in goals[goal].indicators.indices {
        count += 1
        goals[goal].indicators[index].id = "i\(count)"
      }
    }
    form.goals = goals
  }

  /// Whether column heads of its own follow a goal before the next goal does.
  private func hasOwnHeads(_ goal: GoalLines.Head, _ limit: Int) -> Bool {
    guard let table = heads.first(where: { $0.range.lowerBound > goal.word }) else { return false }
    return !goals.contains { $0.word > goal.word && $0.word < table.range.lowerBound }
  }

  /// For each word the next one, itself included, that begins a level-1 head of up to three words.
  ///
  /// - Complexity: O(words), however many goals ask.
  private func firstLevels() -> [Int] {
    var next = [Int](repeating: stream.count, count: stream.count)
    for word in (0..<stream.count).reversed() {
      let begins = (1...3).contains { count in
        guard word + count <= stream.count, stream.start(word + count) - stream.start(word) <= 40 else { return false }
        let text = stream.joined(word..<(word + count))
        let name = WeightMark.trailing(text).map { text.slice(0..<$0.start) } ?? text
        return LevelNames.isFirst(name)
      }
      next[word] = begins ? word : word + 1 < stream.count ? next[word + 1] : stream.count
    }
    return next
  }

  /// Where the next table, goal or closing text begins.
  private func nextStart(from word: Int, _ closing: Int) -> Int {
    let table = heads.first { $0.range.lowerBound >= word }?.range.lowerBound ?? stream.count
    let goal = goals.first { $0.word >= word }?.word ?? stream.count
    return max(min(table, goal, closing), word)
  }

  /// One reading of each table: the cheapest choice whose scores add up to the printed total, else the cheapest.
  private func choose(_ readings: [[IndicatorTable.Reading]], _ form: FormContent, _ goals: [Goal])
    -> [IndicatorTable.Reading?]
  {
    let cheapest = readings.map(\.first)
    guard let total = form.score else { return cheapest }
    var given = form.execution?.score ?? .zero
    for goal in goals { given += goal.score ?? .zero }
    // Choices share what they have in common: each knows which reading it took last and the choice it goes on from.
    var picks: [(reading: Int, before: Int)] = []
    var choices: [(cost: Double, sum: ExactDecimal?, last: Int)] = [(0, given, -1)]
    for table in readings where !table.isEmpty {
      var next: [(cost: Double, sum: ExactDecimal?, reading: Int, before: Int)] = []
      for choice in choices {
        for (index, reading) in table.enumerated() {
          let sum = choice.sum.flatMap { sum in reading.score.map { sum + $0 } }
          next.append((choice.cost + reading.cost, sum, index, choice.last))
        }
      }
      if next.count > 1024 { next = Array(next.sorted { $0.cost < $1.cost }.prefix(1024)) }
      choices = next.map { choice in
        picks.append((choice.reading, choice.before))
        return (choice.cost, choice.sum, picks.count - 1)
      }
    }
    let cheapestCost = cheapest.reduce(0) { $0 + ($1?.cost ?? 0) }
    let proven = choices.filter { $0.sum == total }.min { $0.cost < $1.cost }
    // A wrong sum is more likely the document's mistake than a far-fetched reading is right.
    guard let proven, proven.cost - cheapestCost < 4 else { return cheapest }
    var at = proven.last
    let picked = readings.reversed().map { table -> IndicatorTable.Reading? in
      guard !table.isEmpty else { return nil }
      defer { at = picks[at].before }
      return table[picks[at].reading]
    }
    return picked.reversed()
  }

  // MARK: Closing texts

  private func closingWord() -> Int {
    word(of: Self.closingLabels, in: heads[heads.count - 1].range.upperBound..<stream.count) ?? stream.count
  }

  private func readClosing(from start: Int, into form: inout FormContent) {
    var found: [(label: Scalars, at: Int, textAt: Int)] = []
    for word in start..<stream.count {
      let at = stream.start(word)
      if let last = found.last, at < last.textAt { continue }
      guard let label = Self.closingLabels.first(where: { stream.scalars.has($0, at: at) }) else { continue }
      found.append((Scalars(label), at, at + label.unicodeScalars.count))
    }
    for (index, entry) in found.enumerated() {
      let end = index + 1 < found.count ? found[index + 1].at : stream.scalars.count
      var textAt = entry.textAt
      if textAt < end, stream.scalars[textAt].halfWidth == ":" { textAt += 1 }
      let value = stream.scalars.slice(textAt..<max(end, textAt))
      closing(entry.label.text, value, textAt, end, &form)
    }
  }

  private func closing(_ label: String, _ value: Scalars, _ start: Int, _ end: Int, _ form: inout FormContent) {
    switch label {
    case "总分", "合计":
      let words = stream.word(at: start)..<stream.word(at: end)
      let numbers = words.prefix(3).compactMap { PrintedNumber.whole(stream.words[$0].scalars) }
      if form.score == nil, let score = numbers.last { form.score = score }
    case "填报人", "填表人", "联系人", "单位负责人":
      if !value.isEmpty { form.contacts.append(Attribute(label, value.text)) }
    default:
      if !value.isEmpty {
        form.attributes.append(Attribute(label.last == "：" ? String(label.dropLast()) : label, value.text))
      }
    }
  }

  private func word(of labels: [String], in range: Range<Int>) -> Int? {
    range.first { word in labels.contains { stream.scalars.has($0, at: stream.start(word)) } }
  }
}

/// A year of the calendar in printed text: 2023年度, 2023 年.
enum PrintedYear {
  static func first(in text: Scalars) -> Int? {
    var index = 0
    while index < text.count {
      guard text[index].isDigit else {
        index += 1
        continue
      }
      var end = index
      while end < text.count, text[end].isDigit { end += 1 }
      if end - index == 4, end < text.count, text[end] == "年", let year = Int(text.slice(index..<end).folded.text),
        (1990...2100).contains(year)
      {
        return year
      }
      index = end
    }
    return nil
  }
}
