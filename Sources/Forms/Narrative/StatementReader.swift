internal import Model

/// Figures that reports state in their sentences, with what they count in plain words.
enum StatementReader {
  // MARK: Reports on self-evaluations

  private static let reportUnits: Set<String> = ["万元", "亿元", "元", "%", "分", "个", "项"]
  /// Chapters of a report that tell causes and plans.
  private static let reasoning = ["存在的问题", "问题和原因", "改进措施", "结果应用", "经验", "建议"]

  /// The figures of the report that stands before a form: scores, execution, counts and shares of indicators.
  static func report(_ paragraphs: [RunningText.Paragraph], of form: FormContent) -> [Statement] {
    let about = form.kind == .departmentSelfEvaluation ? "整体绩效自评报告" : (form.name ?? "") + "项目自评报告"
    var out: [Statement] = []
    var isReasoning = PathMemo { $0.isUnder(reasoning) }
    for paragraph in paragraphs where !isReasoning[paragraph] {
      let path = paragraph.headings.filter { $0.rank >= 2 }.suffix(2).map(\.printed)
      let context = ([about] + path).joined(separator: " · ")
      for sentence in withoutAlias(paragraph.text).sentences where sentence.count <= sentenceMax {
        var found = statements(in: sentence, Ways(units: reportUnits, context: { _ in context }, keeps: isOfReport))
        for index in found.indices where found[index].subject.hasPrefix("本项目") {
          found[index].subject = (form.name.map { $0 + "项目" } ?? "") + found[index].subject.dropFirst(3)
        }
        out += found
      }
    }
    return out
  }

  /// Without （以下简称…）.
  private static func withoutAlias(_ text: Scalars) -> Scalars { text.withoutRemarks(longerThan: 6) }

  // MARK: Reports on work

  private static let workUnits: Set<String> = [
    "万元", "亿元", "元", "%", "家", "个", "项", "件", "起", "处", "辆", "人次", "人", "次", "户", "名", "亩", "平方米", "场次", "批次", "公里",
  ]
  private static let facts = ["情况", "总结", "综述", "报告", "成效"]
  private static let plans = ["思路", "计划", "打算", "下一步", "目标", "职责", "名词解释", "附件", "机构设置"]

  /// The figures in the body of a report on work done; `title` is what the document opens with.
  static func work(_ paragraphs: [RunningText.Paragraph], title: Scalars) throws(Excess) -> [Statement] {
    let isReport = facts.contains { title.contains($0) }
    var out: [Statement] = []
    var tells = PathMemo { paragraph in
      let under = paragraph.headings.filter { $0.rank >= 1 }
      if paragraph.headings.first.map({ $0.rank == 0 && $0.text.starts(with: "附件") }) == true { return false }
      guard paragraph.isUnder(facts) || (isReport && under.isEmpty) else { return false }
      return !under.contains { heading in plans.contains { heading.text.contains($0) } }
    }
    for paragraph in paragraphs where paragraph.text.count >= 30 && tells[paragraph] {
      let text = withoutTitles(paragraph.text.withoutRemarks(longerThan: 4))
      for sentence in text.sentences where sentence.count <= sentenceMax {
        guard out.count <= ReadingLimits.statements else {
          throw Excess(detail: "正文里的数字超过 \(ReadingLimits.statements) 个")
        }
        let topic = Topic(sentence)
        let chapter = paragraph.headings.last { $0.rank >= 1 }.map { $0.name.text + "·" } ?? ""
        let ways = Ways(
          units: workUnits, context: { chapter + $0.text }, keeps: isOfWork, topic: { topic.name(from: $0) })
        out += statements(in: sentence, ways)
      }
    }
    return out
  }

  /// Without the names of documents, whose figures state nothing.
  private static func withoutTitles(_ text: Scalars) -> Scalars {
    var out: Scalars = []
    var depth = 0
    for scalar in text {
      if scalar == "《" { depth += 1 }
      if depth == 0 { out.append(scalar) }
      if scalar == "》" { depth = max(0, depth - 1) }
    }
    return out
  }

  /// What the work of a sentence is, for figures that say only 单位 or 资金.
  private static let topics = [
    "财政重点评价", "重点评价", "部门评价", "事前绩效评估", "自评再评价", "绩效自评", "部门自评", "绩效运行监控", "绩效监控",
  ]

  /// The work that a sentence is about, looked up once for all its figures.
  private struct Topic {
    private static let goals = "绩效目标"
    private let sentence: Scalars
    private let named: String?
    private let hasGoals: Bool

    init(_ sentence: Scalars) {
      self.sentence = sentence
      named = topics.first { sentence.contains($0) }
      hasGoals = sentence.contains(Self.goals)
    }

    /// Goals are what those counted will write: the word follows the figure. Other work may be named before.
    func name(from clause: Scalars) -> String? {
      if let named { return named }
      guard hasGoals, let start = sentence.find(clause), sentence.find(Self.goals, from: start) != nil else {
        return nil
      }
      return "编制绩效目标的"
    }
  }

  // MARK: Sentences

  /// What is longer has lost its stops: cells of a table run together, whose figures state nothing.
  private static let sentenceMax = 2_000

  /// How the figures of a sentence become statements.
  private struct Ways {
    var units: Set<String>
    /// What to say of the place, given the clause; a short clause comes with the one before.
    var context: (Scalars) -> String
    var keeps: (FigureScanner.Figure) -> Bool
    /// What the work is about, given the clause.
    var topic: (Scalars) -> String? = { _ in nil }
  }

  private static func isOfReport(_ figure: FigureScanner.Figure) -> Bool {
    !["目标值", "完成值", "未达到"].contains { figure.before.contains($0) } && (figure.unit != "分" || figure.after.isEmpty)
  }

  private static func isOfWork(_ figure: FigureScanner.Figure) -> Bool {
    !["增长了", "增加了", "减少了"].contains { figure.before.ends(with: $0) }
  }

  private static func statements(in sentence: Scalars, _ ways: Ways) -> [Statement] {
    var out: [Statement] = []
    var before: Scalars = []
    for clause in sentence.clauses {
      var last: String?
      let place = clause.count < 12 && !before.isEmpty ? before + Scalars("，") + clause : clause
      for figure in FigureScanner.figures(in: clause) {
        guard ways.units.contains(figure.unit), !figure.isLimit, ways.keeps(figure) else { continue }
        let scored = out.last { $0.unit == "分" }?.subject
        guard let subject = subject(of: figure, last: last, scored: scored, topic: ways.topic(clause)) else { continue }
        last = subject
        out.append(Statement(subject: subject, value: figure.value, unit: figure.unit, context: ways.context(place)))
      }
      before = clause
    }
    return out
  }

  private static let scores: Set<String> = ["自评得分", "得分"]
  /// Words that end what a count counts.
  private static let counted = ["单位", "部门", "项目", "企业", "社区", "指标", "机构", "政策", "问题", "资金", "人员"]
  private static let vague: Set<String> = ["单位", "部门", "项目", "预算部门", "预算单位", "重点项目", "资金", "涉及资金"]

  private static func subject(of figure: FigureScanner.Figure, last: String?, scored: String?, topic: String?)
    -> String?
  {
    let before = FigureName.clean(figure.before)
    let isCount = !["万元", "亿元", "元", "%", "分"].contains(figure.unit)
    if isCount, let noun = noun(in: figure.after) { return about(noun, before, topic) }
    guard before.count >= 2, before.count <= 40 else { return before.isEmpty ? last : nil }
    if scores.contains(before.text), let scored { return scored + before.text }
    return about(before, [], topic)
  }

  /// The noun that a count stands before: `22个三级指标` → 三级指标; `3项绩效指标未完成` → 未完成的绩效指标.
  private static func noun(in after: Scalars) -> Scalars? {
    guard after.count >= 2 else { return nil }
    if after.ends(with: "未完成") { return Scalars("未完成的") + after.dropLast(3) }
    if let end = counted.compactMap({ word in after.find(word).map { $0 + word.unicodeScalars.count } }).min() {
      return after.slice(0..<end)
    }
    return after.count <= 10 ? after : nil
  }

  /// A vague noun is told apart by the work the sentence is about.
  private static func about(_ noun: Scalars, _ before: Scalars, _ topic: String?) -> String {
    guard let topic, vague.contains(noun.text) else { return noun.text }
    let plain = noun.starts(with: "重点") ? noun.slice(2..<noun.count) : noun
    let joint = before.ends(with: "涉及") || plain.ends(with: "资金") && !plain.starts(with: "涉及") ? "涉及" : ""
    return topic + (topic.hasSuffix("的") ? "" : joint) + plain.text
  }
}
