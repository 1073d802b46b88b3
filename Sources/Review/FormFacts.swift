internal import Model
internal import Schemes

/// What all rules share: the parameters in force and what is compiled from them.
final class ReviewSetting: Sendable {
  let parameters: RuleParameters
  let templates: [String: Template]
  /// Codes of the economic classification by name.
  let economicNames: [Plain: String]
  /// Classes in the order of their codes, with the different characters of their names.
  let economicClasses: [(code: String, name: String, scalars: Set<Unicode.Scalar>)]
  /// Finds the words of the lists about texts at once; in names also those of the lists about names.
  let names: WordScanner
  let texts: WordScanner
  /// Functional classes that are no project names.
  let functionalClasses: Set<String>
  /// Values nobody can observe, whole.
  let unmeasurable: Set<String>
  let countUnits: Set<String>
  /// Rules that places set otherwise; nearly always none.
  let switches: [RuleSwitch]
  /// What the weights of indicators may come to, largest first.
  let weightTotals: [ExactDecimal]
  /// Level pairs in force, by their printed names without 指标: 产出/数量.
  let levels: LevelTable

  init(_ parameters: RuleParameters, templates: [Template]) {
    self.parameters = parameters
    self.templates = Dictionary(templates.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    economicNames = Dictionary(
      parameters.economicClasses.map { (Plain.key($0.value), $0.key) }, uniquingKeysWith: { max($0, $1) })
    economicClasses = parameters.economicClasses.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value, Set(Plain.key($0.value).scalars)) }
    functionalClasses = Set(parameters.words.functionalClasses)
    unmeasurable = Set(parameters.words.unmeasurable)
    levels = LevelTable(parameters.levelPairs)
    switches = parameters.switches
    countUnits = Set(parameters.words.countUnits)
    weightTotals = parameters.weightTotals.sorted(by: >)
    let words = parameters.words
    let textLists: [(words: [String], marks: WordMarks)] = [
      (words.artefacts, .artefact), (words.typos, .typo), (words.districts, .district),
      (parameters.datedWords.map(\.word), .dated), (["XX", "××", "□", "xxx"], .placeholder), (["截止", "截至"], .until),
    ]
    texts = WordScanner(textLists)
    names = WordScanner(
      textLists + [
        (words.measures, .measure), (words.executionNames, .execution), (words.unitless, .unitless),
        (words.satisfaction, .satisfaction), (words.saving, .saving), (words.limits, .limit), (words.costs, .cost),
        (words.harms, .harm), (words.rates, .rate), (words.times, .time), (words.ranks, .rank),
        (words.nonsense, .nonsense), (words.contingency, .contingency), (words.personPayments, .personPayment),
        (["不超过", "不低于"], .bound), (["%"], .percentSign),
        (["社区数", "社区个数", "社区和街道数"], .communities), (words.boundedRates, .boundedRate),
        (words.growths, .growth), (words.duties, .duty), (words.completions, .completion),
        (parameters.strayIndicators.flatMap(\.words), .stray),
      ])
  }
}

/// A form with what the rules derive from it once. A class, because it is handed to a hundred rules.
final class FormFacts: Sendable {
  let prepared: PreparedForm
  /// Index in the document; nil when the form is reviewed alone.
  let index: Int?
  let setting: ReviewSetting
  /// Year of the form, else of the document.
  let year: Int?
  let region: String?
  /// The indicators as rules ask for them; see `printed` for what stands in them.
  let rows: ContiguousArray<RowFacts>
  /// Lists that any text of the form, or of its goals and indicators, has words of; rules look closer only then.
  let textMarks: WordMarks
  let goalMarks: WordMarks
  /// The lines of the cost breakdown; empty for forms whose lines no rule looks at.
  let lines: [LineFacts]
  /// Start and end of a project; nil where the form does not state both.
  let term: ProjectTerm?
  /// What a project form says of the change of its budget; nil where it says nothing that can be compared.
  let change: BudgetChange?
  /// Amounts that the text of each goal states, read once; empty where it has no figure, or is too long to be a goal.
  let stated: [[StatedAmounts.Stated]]
  /// The goals whose rows must be complete in themselves; empty for forms of which no rule asks that.
  let groups: [IndicatorGroup]

  /// Lent, not copied.
  var form: FormContent { _read { yield prepared.form } }

  /// The project code with the shape it should have; nil when there is none, or no shape is known.
  let code: ProjectCode?
  /// How the two heads of every row go together; empty for forms whose heads no rule looks at.
  let levelVerdicts: [LevelTable.Verdict?]

  convenience init(
    _ form: FormContent, _ setting: ReviewSetting, index: Int? = nil, year: Int? = nil, region: String? = nil
  ) {
    self.init(PreparedForm(form), setting, index: index, year: year, region: region)
  }

  init(_ prepared: PreparedForm, _ setting: ReviewSetting, index: Int? = nil, year: Int? = nil, region: String? = nil) {
    let kind = prepared.form.kind
    let year = prepared.form.year ?? year
    self.prepared = prepared
    self.index = index
    self.setting = setting
    self.year = year
    code = ProjectCode(prepared.form, setting)
    self.region = prepared.form.region ?? region
    let rows = RowFacts.rows(of: prepared, setting.names)
    self.rows = rows
    var marks = rows.reduce(into: WordMarks()) { $0.formUnion($1.nameMarks) }
    for goal in prepared.form.goals.indices {
      if let text = prepared.form.goals[goal].text { marks.formUnion(setting.texts.marks(in: text)) }
    }
    goalMarks = marks
    for attribute in prepared.form.attributes.indices {
      marks.formUnion(setting.texts.marks(in: prepared.form.attributes[attribute].value))
    }
    textMarks = marks
    lines = kind == .projectGoal ? LineFacts.lines(of: prepared.form, setting) : []
    term = kind == .projectGoal ? ProjectTerm(prepared.form) : nil
    change = kind == .projectGoal ? BudgetChange(prepared.form, year: year) : nil
    let isGoal = [FormKind].goals.contains(kind)
    stated = isGoal ? Self.stated(prepared.form) : []
    groups = isGoal ? IndicatorGroup.groups(of: prepared.form, rows) : []
    levelVerdicts = isGoal ? setting.levels.verdicts(prepared, year: year) : []
  }

  /// Rounding allowed for a sum of so many figures.
  func tolerance(_ addends: Int) -> ExactDecimal {
    min(
      setting.parameters.limits.moneyTolerancePerAddend * ExactDecimal(addends),
      setting.parameters.limits.moneyToleranceMax)
  }

  func differs(_ left: ExactDecimal, _ right: ExactDecimal, addends: Int = 1) -> Bool {
    left != right && (left - right).magnitude > tolerance(addends)
  }

  /// Budget of last year, when the form states exactly one.
  var lastYear: ExactDecimal? {
    year.flatMap { BudgetChange.lastYear(form, $0) }
  }

  /// Bytes of the text of a goal; what is longer is no goal, and nobody finds the figures in it.
  static let goalTextMax = 3_000

  private static func stated(_ form: FormContent) -> [[StatedAmounts.Stated]] {
    form.goals.indices.map { goal in
      guard let text = form.goals[goal].text, text.utf8.count < goalTextMax, text.hasDigits(1) else { return [] }
      return StatedAmounts(text).all
    }
  }

  /// Bytes of all texts around the tables.
  var attributeBytes: Int { form.attributes.reduce(0) { $0 + $1.value.utf8.count } }

  /// The first attribute whose label contains a word.
  func attribute(_ word: StaticString) -> (index: Int, attribute: Attribute)? {
    for (index, attribute) in form.attributes.enumerated() where attribute.label.has(word) { return (index, attribute) }
    return nil
  }
}

/// Places of a form, named for people and addressed for programs.
extension FormFacts {
  var name: String { form.name ?? form.title ?? form.kind.officialName }

  private enum Section: Int {
    case head, attributes, amounts, funding, income, spending, projects, costs, procurement, schedule, goals
    case execution, score
  }

  private func spot(_ section: Section, _ row: Int, _ path: FormPath?, _ words: String...) -> Spot {
    Spot(form: index, path: path, place: [name] + words, order: section.rawValue << 32 + row)
  }

  /// Any cell by its address, named by its section and row.
  func cell(_ path: FormPath) -> Spot {
    let steps = path.steps
    switch steps.first?.name {
    case "goals":
      guard let goal = form.goals.firstIndex(where: { $0.id == steps[0].row }) else { break }
      guard steps.count > 2, let row = form.goals[goal].indicators.firstIndex(where: { $0.id == steps[1].row })
      else { return spot(.goals, goal << 16, path, form.goals[goal].title) }
      return Spot(
        form: index, path: path, place: indicator(goal, row, "").place,
        order: Section.goals.rawValue << 32 + goal << 16 + row + 1)
    case "costs":
      guard let row = form.costs.firstIndex(where: { $0.id == steps[0].row }) else { break }
      return spot(.costs, row, path, "项目支出明细测算", Printed.short(form.costs[row].title))
    case "execution": return spot(.execution, 0, path, "预算执行情况")
    case "funding": return spot(.funding, 0, path, "资金来源")
    case "income": return spot(.income, 0, path, "收入构成")
    case "spending": return spot(.spending, 0, path, "支出构成")
    case "projects": return spot(.projects, 0, path, "项目支出情况")
    case "procurement": return spot(.procurement, 0, path, "项目采购")
    case "schedule": return spot(.schedule, 0, path, "资金支出计划")
    case "score": return scoreSpot
    default: break
    }
    return spot(.amounts, 0, path, "预算金额")
  }

  /// The form as a whole.
  var whole: Spot { spot(.head, 0, nil) }
  func head(_ field: String, _ label: String) -> Spot { spot(.head, 1, .field(field), label) }
  func attribute(at index: Int) -> Spot {
    let label = form.attributes[index].label
    return spot(.attributes, index, .attribute(label), label)
  }
  func amount(_ field: String, _ label: String) -> Spot { spot(.amounts, 0, FormPath("amounts").field(field), label) }
  func prior(_ index: Int) -> Spot {
    spot(.amounts, 1 + index, FormPath("amounts").row("prior", form.amounts.prior[index].id), "以前年度预算")
  }
  func funding(_ index: Int) -> Spot {
    let line = form.funding[index]
    return spot(
      .funding, index, FormPath.row("funding", line.id).field("amount"), "资金来源", Printed.short(line.source ?? ""))
  }
  func income(_ index: Int, _ field: String) -> Spot {
    let line = form.income[index]
    return spot(.income, index, FormPath.row("income", line.id).field(field), "收入构成", line.item ?? "")
  }
  func spending(_ index: Int, _ field: String) -> Spot {
    let line = form.spending[index]
    return spot(.spending, index, FormPath.row("spending", line.id).field(field), "支出构成", line.item ?? "")
  }
  func project(_ index: Int, _ field: String) -> Spot {
    let line = form.projects[index]
    return spot(
      .projects, index, FormPath.row("projects", line.id).field(field), "项目支出情况", Printed.short(line.name ?? ""))
  }
  func cost(_ index: Int, _ field: String) -> Spot {
    let line = form.costs[index]
    return spot(.costs, index, FormPath.row("costs", line.id).field(field), "项目支出明细测算", Printed.short(line.title))
  }
  func procurement(_ index: Int, _ field: String) -> Spot {
    let line = form.procurement[index]
    return spot(
      .procurement, index, FormPath.row("procurement", line.id).field(field), "项目采购", Printed.short(line.item ?? ""))
  }
  func step(_ index: Int) -> Spot {
    let step = form.schedule[index]
    return spot(.schedule, index, FormPath.row("schedule", step.id).field("percent"), "资金支出计划", step.by ?? "")
  }
  func goal(_ index: Int, _ field: String) -> Spot {
    let goal = form.goals[index]
    return spot(.goals, index << 16, FormPath.goal(goal.id).field(field), goal.title)
  }
  func indicator(_ goalIndex: Int, _ index: Int, _ field: String) -> Spot {
    let goal = form.goals[goalIndex]
    let row = goal.indicators[index]
    return spot(
      .goals, goalIndex << 16 + index + 1, FormPath.indicator(goal.id, row.id).field(field), goal.title,
      Printed.short(row.name ?? row.level2 ?? "第 \(index + 1) 行"))
  }
  func execution(_ field: String, _ label: String) -> Spot {
    spot(.execution, 0, FormPath("execution").field(field), "预算执行情况", label)
  }
  func executionRow(_ index: Int, _ field: String) -> Spot {
    let line = form.execution?.rows[index]
    return spot(
      .execution, 1 + index, FormPath("execution").row("rows", line?.id ?? "").field(field), "预算执行情况",
      line?.source ?? "")
  }
  var scoreSpot: Spot { spot(.score, 0, .field("score"), "总分") }
}

extension String {
  /// A cheap look before a costing text is taken apart.
  var mayCalculate: Bool { has("=") || has("＝") || has("*") || has("×") || has("计") || has("共") }
}

extension CostLine {
  /// What the line is called: its activity, or the content where there is none.
  var title: String { (activity?.isEmpty == false ? activity : content) ?? "" }
}

extension Goal {
  var title: String { name ?? term?.officialName ?? "绩效目标" }
}

/// What the text of one report states, looked up by its subject.
struct StatedReport {
  private let bySubject: [String: [Statement]]
  /// Statements of points whose subject ends with 自评得分.
  let scores: [Statement]

  init(_ statements: [Statement]) {
    bySubject = Dictionary(grouping: statements, by: \.subject)
    scores = statements.filter { $0.unit == "分" && $0.subject.ends(with: "自评得分") }
  }

  /// The one value stated of a subject; nil when there is none or several.
  func value(_ subject: String) -> ExactDecimal? {
    guard let found = bySubject[subject], found.count == 1 else { return nil }
    return found[0].value
  }
}

/// A document with the facts of its forms.
struct DocumentFacts {
  let document: DocumentContent
  let forms: [FormFacts]
  let setting: ReviewSetting
  /// What each report states, by its name.
  private let reports: [String: StatedReport]

  init(document: DocumentContent, forms: [FormFacts], setting: ReviewSetting) {
    self.document = document
    self.forms = forms
    self.setting = setting
    reports = Dictionary(grouping: document.statements) { Self.report($0.context) }.mapValues { StatedReport($0) }
  }

  /// The report with this name; nil when the text has none.
  func report(_ name: String) -> StatedReport? { reports[name] }

  private static func report(_ context: String) -> String {
    context.withBytes { bytes in
      let mark: StaticString = " · "
      let end = mark.withUTF8Buffer { Bytes.find($0, in: bytes) } ?? bytes.count
      return String(decoding: bytes[..<end], as: UTF8.self)
    }
  }

  /// - Parameter form: the form that the text is about, where there is one.
  func outside(_ words: String..., form: FormFacts? = nil, order: Int = 0) -> Spot {
    Spot(form: form?.index, path: nil, place: words.isEmpty ? [document.title ?? "全文"] : words, order: order)
  }

  /// The one self-evaluation of a project of that name.
  func evaluation(_ name: String) -> FormFacts? {
    let own = forms.filter { $0.form.kind == .projectSelfEvaluation && $0.form.name == name }
    return own.count == 1 ? own[0] : nil
  }
}
