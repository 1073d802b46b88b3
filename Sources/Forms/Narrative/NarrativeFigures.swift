internal import Model

/// The figures that running text states, with their changes, shares and completions.
///
/// A clause either states a figure, or says something of the figure before it: by how much it changed, what share of
/// a whole it is, how much of a budget it completes.
struct NarrativeFigures {
  private(set) var figures: [FinalAccount.Figure] = []
  private let section: String
  /// A sentence without figures, ahead of one that does not name its own subject.
  private var subject: Scalars = []
  /// Figures of the paragraph begin here.
  private var sentenceStart = 0

  private static let falls = ["减少", "下降", "降低", "下浮", "压减", "减幅", "降幅"]
  private static let rises = ["增加", "增长", "上升", "提高", "增幅"]
  private static let reasons = ["主要原因", "原因是", "原因为", "主要用于", "主要是", "主要包括", "用于"]
  private static let money: Set<String> = ["万元", "亿元", "元"]
  private static let generic: Set<String> = [
    "支出决算", "决算", "支出决算数", "决算数", "执行数", "年初预算", "年初预算数", "支出预算", "预算", "预算数", "资金",
  ]

  /// Figures back that a comparison can refer to.
  private static let reachMax = 40

  init(section: String) { self.section = section }

  mutating func read(_ paragraph: Scalars) {
    for sentence in paragraph.withoutRemarks(longerThan: 12).sentences {
      sentenceStart = figures.count
      var stated = false
      for clause in sentence.clauses {
        let reason = clause.findAny(Self.reasons)
        let facts = reason.map { clause.slice(0..<$0.index) } ?? clause
        let found = FigureScanner.figures(in: facts)
        if !found.isEmpty { stated = true }
        for figure in found where !figure.isLimit { take(figure) }
        if reason != nil { break }
      }
      subject = stated || sentence.count > 30 ? [] : sentence
    }
  }

  private mutating func take(_ figure: FigureScanner.Figure) {
    if let sign = direction(figure.before) {
      change(figure, sign)
    } else if figure.unit == "%" {
      part(figure)
    } else {
      state(figure)
    }
  }

  /// -1 or 1 when the words before a figure say that something fell or rose; nil otherwise.
  private func direction(_ before: Scalars) -> Int? {
    func ends(_ words: [String]) -> Bool {
      words.contains { word in ["", "了", "为", "幅度为", "约"].contains { before.ends(with: word + $0) } }
    }
    return ends(Self.falls) ? -1 : ends(Self.rises) ? 1 : nil
  }

  private mutating func change(_ figure: FigureScanner.Figure, _ sign: Int) {
    guard let index = compared(figure) else { return }
    let value = sign < 0 ? -figure.value : figure.value
    if figure.unit == "%" {
      if figures[index].percent == nil { figures[index].percent = value }
    } else if figures[index].change == nil {
      if figures[index].percent != nil {
        // Its percentage is a share already; the change stands beside it with a percentage of its own.
        var changed = FinalAccount.Figure(section: section, name: figures[index].name, value: figures[index].value)
        changed.unit = figures[index].unit
        changed.change = value
        figures.append(changed)
      } else {
        figures[index].change = value
      }
    }
  }

  /// The figure a change is said of: the one the clause names, else the last of money.
  private func compared(_ figure: FigureScanner.Figure) -> Int? {
    let words = (Self.falls + Self.rises).map { Scalars($0) }
    var name = figure.before
    if let word = words.first(where: { name.ends(with: $0.text) }) { name = name.slice(0..<(name.count - word.count)) }
    name = FigureName.clean(name.last == "各" ? Scalars(name.dropLast()) : name)
    let own = figures.indices.suffix(Self.reachMax).filter { Self.money.contains(figures[$0].unit) }
    if figure.unit == "%" {
      // A percentage of change follows the change itself.
      return own.last { figures[$0].change != nil && figures[$0].percent == nil }
        ?? own.last { figures[$0].percent == nil }
    }
    if name.count >= 3, let named = own.last(where: { Scalars(figures[$0].name).ends(with: name.text) }) {
      return named
    }
    return own.last
  }

  /// 占本年支出46.86%, 完成年初预算的98.90%: a part of something named.
  private mutating func part(_ figure: FigureScanner.Figure) {
    guard let last = figures.indices.last else { return }
    var of = figure.before
    guard let word = of.findAny(["占", "完成"]) else { return }
    of = of.slice((word.index + word.text.unicodeScalars.count)..<of.count)
    while let end = of.last, "的比重为约达".unicodeScalars.contains(end) { of.removeLast() }
    guard figures[last].percent == nil else { return }
    figures[last].percent = figure.value
    if !of.isEmpty { figures[last].percentOf = of.text }
  }

  private mutating func state(_ figure: FigureScanner.Figure) {
    var name = named(FigureName.clean(review(figure.before)))
    // 接待12批次98人次: what is counted twice is named once.
    if figure.before.isEmpty || name.isEmpty, figures.count > sentenceStart, let last = figures.last {
      name = Scalars(last.name)
    }
    guard name.count >= 2, name.count <= 60 else { return }
    var stated = FinalAccount.Figure(section: section, name: name.text, value: figure.value)
    stated.unit = figure.unit
    figures.append(stated)
  }

  /// 城市管理项目绩效自评综述：项目全年预算数 → 城市管理项目全年预算数
  private func review(_ before: Scalars) -> Scalars {
    guard let colon = before.lastIndex(where: { $0.halfWidth == ":" }), colon > 2 else { return before }
    let after = before.slice((colon + 1)..<before.count)
    let head = before.slice(0..<colon)
    guard let review = head.findAny(["绩效自评综述", "自评综述"]) else { return after.isEmpty ? before : after }
    var project = FigureName.clean(head.slice(0..<review.index))
    if project.ends(with: "项目"), after.starts(with: "项目") { project.removeLast(2) }
    return project + after
  }

  /// A name that says only 支出决算 takes its subject from the figure or sentence before.
  private func named(_ name: Scalars) -> Scalars {
    guard Self.generic.contains(name.text) else { return name }
    if figures.count > sentenceStart, let last = figures.last {
      let before = Scalars(last.name)
      let suffix = ["全年预算数", "年初预算数", "年初预算", "支出预算", "预算数", "预算"].first { before.ends(with: $0) }
      let base = suffix.map { before.slice(0..<(before.count - $0.unicodeScalars.count)) } ?? before
      return base.ends(with: "支出") && name.starts(with: "支出") ? base + name.dropFirst(2) : base + name
    }
    guard !subject.isEmpty else { return name }
    let colon = subject.lastIndex { $0.halfWidth == ":" }
    return FigureName.clean(subject.slice((colon.map { $0 + 1 } ?? 0)..<subject.count)) + name
  }
}
