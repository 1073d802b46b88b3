internal import Model
internal import Schemes

/// Running texts against the forms they belong to: self-evaluation reports, key work, narrative goals.
enum ReportTextRules {
  static let all: [Rule] = [
    unmetList, unmetWork, previousResult, sectionHeading, crossTextQuantity, narrativeName, narrativeContent,
  ]

  /// Passages of each annex with the form it belongs to.
  private static func annexes(_ facts: DocumentFacts) -> [(
    form: FormFacts, passages: [Passage], heading: String, order: Int
  )] {
    let passages = facts.document.passages
    var found: [(form: FormFacts, passages: [Passage], heading: String, order: Int)] = []
    var index = 0
    while index < passages.count {
      guard let head = passages[index].headings.first, head.hasPrefix("附件") else {
        index += 1
        continue
      }
      var end = index
      while end < passages.count, passages[end].headings.first == head { end += 1 }
      let own = Array(passages[index..<end])
      if let form = form(of: own, facts) { found.append((form, own, head, index)) }
      index = end
    }
    return found
  }

  /// The one form that the report of an annex speaks of by name.
  private static func form(of passages: [Passage], _ facts: DocumentFacts) -> FormFacts? {
    let title = passages.first { $0.headings.count == 1 }?.text ?? ""
    let body = Annex.all(passages).first?.bodyProject?.name
    if title.has("整体") { return facts.forms.first { $0.form.kind == .departmentSelfEvaluation } }
    let mine = facts.forms.filter { form in
      guard form.form.kind == .projectSelfEvaluation, let name = form.form.name, !name.isEmpty else { return false }
      return body.map { $0 == name } ?? title.has(name)
    }
    return mine.count == 1 ? mine[0] : nil
  }

  private static func unmetRows(_ form: FormFacts) -> [Int] {
    form.rows { row in
      guard let weight = form.rows[row].weight, let score = form.rows[row].score else { return false }
      return score < weight
    }
  }

  static let unmetList = Rule(
    "unmet-list-complete", .warning, "未完成指标没有列全",
    "报告列出的未完成指标，应与自评表里没有得满分的行一样多，一样的名称。"
  ) { facts, report in
    for annex in annexes(facts) {
      let head = annex.form.form.kind == .departmentSelfEvaluation ? "整体绩效自评报告" : "\(annex.form.form.name ?? "")项目自评报告"
      guard let told = facts.report(head)?.value("未完成的绩效指标") else { continue }
      let unmet = unmetRows(annex.form)
      guard ExactDecimal(unmet.count) != told else { continue }
      report.add(
        annex.form.whole,
        "自评表有 \(unmet.count) 行没有得满分（\(annex.form.names(unmet, max: 3))），报告写 \(told) 项未完成。补列，或改得分。",
        printed: told.description, expected: "\(unmet.count)")
    }
  }

  static let unmetWork = Rule(
    "unmet-work-without-indicator", .warning, "没做到的事表里看不出", [.projectSelfEvaluation, .departmentSelfEvaluation],
    "文字写“未按计划”做的事，自评表里应有一行没有得满分；一行也没有的，要补指标或改得分。"
  ) { facts, report in
    let unmet = unmetRows(facts)
    for index in facts.form.attributes.indices {
      let attribute = facts.form.attributes[index]
      guard attribute.value.has("未按计划"), attribute.value.utf8.count < 12_000,
        attribute.label.hasAny(["原因", "问题", "偏差"]) != nil, let work = Self.missed(attribute.value)
      else { continue }
      let topic = TopicName(work)
      guard topic.isTelling, !unmet.contains(where: { topic.share(in: facts.name(of: $0)).isSome }) else { continue }
      report.add(
        facts.attribute(at: index), "这里写“未按计划\(Printed.short(work))”，表里没有一行相应地扣分。补一行指标，或改得分。", printed: work)
    }
  }

  /// 未按计划落实公共文体设施完善工作。 → 落实公共文体设施完善工作.
  private static func missed(_ text: String) -> String? {
    let plain = Plain(text)
    guard let start = plain.index(of: "未按计划") else { return nil }
    let rest = plain.scalars[(start + 4)...].prefix { $0.isLetter }.prefix(20)
    return rest.count >= 4 ? Plain.text(rest) : nil
  }

  static let previousResult = Rule(
    "previous-result-used", .warning, "没有写上年结果的应用",
    "自评报告要写上年度评价结果用到了哪里；一份报告写了、另一份没写的才提示。"
  ) { facts, report in
    let annexes = annexes(facts)
    func tells(_ passages: [Passage]) -> Bool {
      passages.contains { passage in
        passage.headings.contains { $0.has("上年") && $0.has("应用") }
          || (passage.text.has("上年") && passage.text.has("自评结果"))
          || (passage.text.has("上年度") && passage.text.has("评价结果"))
      }
    }
    guard annexes.contains(where: { tells($0.passages) }) else { return }
    for annex in annexes where annex.passages.count >= 5 && !tells(annex.passages) {
      report.add(
        facts.outside(annex.heading, form: annex.form, order: annex.order),
        "“\(Printed.short(annex.form.name))”的自评报告没有写上年度评价结果的应用。补写。")
    }
  }

  static let sectionHeading = Rule(
    "section-heading-mismatch", .hint, "小标题与表不符",
    "部门整体自评表上面的小标题不应写成项目自评表，反过来也一样。"
  ) { facts, report in
    for (order, heading) in facts.document.headings.enumerated() {
      guard case .form(let index) = heading.below, facts.forms.indices.contains(index), let words = heading.path.last,
        words.has("自评"), facts.forms[index].form.kind == .departmentSelfEvaluation, words.has("项目"),
        !words.has("整体")
      else { continue }
      report.add(
        facts.outside(heading.path.joined(separator: " · "), form: facts.forms[index], order: order),
        "小标题写“\(Printed.short(words))”，下面是部门整体的自评。改小标题。", printed: words)
    }
    for annex in annexes(facts) {
      let isDepartment = annex.form.form.kind == .departmentSelfEvaluation
      let headings = annex.passages.flatMap(\.headings).filter { $0.has("自评") && ($0.has("表") || $0.has("报告")) }
      guard
        let wrong = headings.first(where: {
          isDepartment ? $0.has("项目") && !$0.has("整体") : $0.has("整体") && !$0.has("项目")
        })
      else { continue }
      report.add(
        facts.outside(annex.heading, form: annex.form, order: annex.order),
        "小标题写“\(Printed.short(wrong))”，下面是\(isDepartment ? "部门整体" : "项目")的自评。改小标题。", printed: wrong)
    }
  }

  static let crossTextQuantity = Rule(
    "cross-text-quantity", .hint, "正文与自评表的数不同",
    "正文和自评表写的是同一类事，单位相同而数不同的，核对是不是同一口径。"
  ) { facts, report in
    // Units that count one kind of thing only; of 次 and 个 there are too many.
    let units: Set<String> = ["辆", "公里", "亩", "平方米", "吨", "套", "盏", "棵", "株"]
    for (order, stated) in facts.document.statements.enumerated() where units.contains(stated.unit) {
      let topic = TopicName(stated.subject)
      guard topic.isTelling else { continue }
      for form in facts.forms where form.form.kind.isSelfEvaluation {
        let rows = form.rows { row in
          form.rows[row].level2 == .quantity && form.rows[row].actual != nil
            && form.printed(row).actual.quantity.unit == stated.unit
            && topic.meets(form.name(of: row))
        }
        guard rows.count == 1, let row = rows.first, let value = form.rows[row].actual?.comparable,
          value != stated.value
        else { continue }
        report.add(
          facts.outside(stated.context, order: order),
          "正文写\(Printed.short(stated.subject)) \(stated.value)\(stated.unit)，自评表“\(Printed.short(form.name(of: row)))”是 "
            + "\(form.actualText(row) ?? "")。核对是不是同一口径。",
          printed: "\(stated.value)\(stated.unit)", expected: form.actualText(row))
        return
      }
    }
  }

  // MARK: the goals of a department in words, and the tables of its projects

  static let narrativeName = Rule(
    "narrative-table-name-mismatch", .warning, "文字与表的项目名称不同",
    "部门目标文字里分项写的项目，应与后面项目目标表的名称一样。"
  ) { facts, report in
    for department in facts.forms where department.form.kind == .departmentGoal {
      let pairs = NarrativePairs(department, facts.forms)
      guard !pairs.open.isEmpty, pairs.open.count * 2 <= department.form.projects.count else { continue }
      for index in pairs.open {
        let name = department.form.projects[index].name ?? ""
        let near = pairs.nearest(name)
        report.add(
          department.project(index, "name"),
          "没有叫“\(Printed.short(name))”的项目目标表\(near.map { "，相近的是“\(Printed.short($0))”" } ?? "")。改成同一个名称。",
          printed: name, expected: near)
      }
    }
  }

  static let narrativeContent = Rule(
    "narrative-table-content-mismatch", .warning, "文字与表的用途不同",
    "同一个项目，部门目标文字里写的用途与项目目标表的用途、目标没有一处相同，要核对写的是不是同一件事。"
  ) { facts, report in
    for department in facts.forms where department.form.kind == .departmentGoal {
      let pairs = NarrativePairs(department, facts.forms)
      for (index, form) in pairs.matched {
        guard let purpose = department.form.projects[index].purpose, purpose.utf8.count >= 24,
          let (_, use) = form.attribute("资金用途")
        else { continue }
        let plain = Plain(purpose)
        let from = plain.index(of: "用于").map { $0 + 2 } ?? 0
        let topic = TopicName(Plain.text(plain.scalars[from...]))
        let told = ([use.value] + form.form.goals.compactMap(\.text)).joined()
        guard topic.share(in: told).all >= 4, !topic.touches(told) else { continue }
        report.add(
          department.project(index, "purpose"),
          "文字写“\(Printed.short(purpose))”，项目表写“\(Printed.short(use.value, max: 40))”。核对后写成一致。", printed: purpose)
      }
    }
  }
}

/// Projects that a department tells of in words, beside the forms of the same unit.
struct NarrativePairs {
  /// Listed projects with their forms.
  private(set) var matched: [(index: Int, form: FormFacts)] = []
  /// Listed projects without a form, where as many forms are there as projects.
  private(set) var open: [Int] = []
  private var unmatched: [FormFacts] = []

  init(_ department: FormFacts, _ forms: [FormFacts]) {
    let listed = department.form.projects
    let own = forms.filter {
      $0.form.kind == .projectGoal && $0.form.unitName == forms.first { $0.form.kind == .projectGoal }?.form.unitName
    }
    // Lists with amounts are compared by `dept-vs-project-form`; here the department tells in words.
    guard listed.count >= 2, own.count == listed.count, listed.allSatisfy({ $0.current == nil }) else { return }
    let place = Set((department.form.name ?? "").unicodeScalars)
    var rest = own
    for (index, line) in listed.enumerated() {
      let core = Self.core(line.name ?? "", place)
      guard !core.isEmpty, let found = rest.firstIndex(where: { Self.core($0.form.name ?? "", place) == core }) else {
        open.append(index)
        continue
      }
      matched.append((index, rest.remove(at: found)))
    }
    unmatched = rest
  }

  /// 文化路街道社区工作经费 → 社区工作: without the place, brackets and the words every name ends with.
  private static func core(_ name: String, _ place: Set<Unicode.Scalar>) -> [Unicode.Scalar] {
    var scalars = Array(Plain(name).scalars.prefix { $0 != "(" }.drop { place.contains($0) })
    for ending in ["支出", "经费", "资金", "费用", "项目", "费"] where scalars.count > 3 {
      let ending = Array(ending.unicodeScalars)
      if scalars.suffix(ending.count).elementsEqual(ending) {
        scalars.removeLast(ending.count)
        break
      }
    }
    return scalars
  }

  /// The form without a listed project whose name has most in common with it.
  func nearest(_ name: String) -> String? {
    let topic = TopicName(name)
    let near = unmatched.compactMap(\.form.name).max { topic.share(in: $0).met < topic.share(in: $1).met }
    return near.flatMap { topic.touches($0) ? $0 : nil }
  }
}
