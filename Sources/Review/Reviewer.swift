public import Model
public import Schemes

/// Reviews forms and documents by the rules of a place and year.
public struct Reviewer: Sendable {
  private let setting: ReviewSetting
  private let rules: [Rule]
  /// What the office of a region sets otherwise, by the index of the rule; it goes before the files.
  private let own: [Int: RuleSwitch.Effect]
  /// Checks of the rules for each kind of form, with the index of the rule.
  private let formChecks: [FormKind: [FormCheck]]

  private struct FormCheck: Sendable {
    let rule: Int
    let check: @Sendable (FormFacts, inout Report) -> Void
  }

  /// - Parameters:
  ///   - rules: the data files the rules take their limits, words and classifications from.
  ///   - templates: official forms; they say which fields must be filled.
  ///   - place: whose parameters override the national ones.
  public init(rules: RuleSet, templates: TemplateLibrary? = nil, place: String? = nil, year: Int? = nil) {
    self.init(parameters: rules.parameters(place: place, year: year), templates: templates?.templates ?? [])
  }

  public init(parameters: RuleParameters, templates: [Template] = []) {
    self.init(parameters: parameters, templates: templates, catalogue: RuleCatalogue.all)
  }

  /// For tests that look at one rule alone.
  init(
    parameters: RuleParameters, templates: [Template] = [], catalogue: [Rule],
    own switches: [String: RuleSwitch.Effect] = [:]
  ) {
    setting = ReviewSetting(parameters, templates: templates)
    rules = catalogue
    var own: [Int: RuleSwitch.Effect] = [:]
    for (index, rule) in catalogue.enumerated() where !rule.isProven {
      if let effect = switches[rule.id] { own[index] = effect }
    }
    self.own = own
    var checks: [FormKind: [FormCheck]] = [:]
    for (index, rule) in catalogue.enumerated() {
      guard case .form(let check) = rule.check else { continue }
      for kind in rule.forms { checks[kind, default: []].append(FormCheck(rule: index, check: check)) }
    }
    formChecks = checks
  }

  /// The same reviewer with what the office of a region sets otherwise for a year. What arithmetic proves stays.
  /// - Complexity: compiles the word lists anew; keep what it returns.
  public func adjusted(by local: LocalRules) -> Reviewer {
    guard !local.isEmpty else { return self }
    return Reviewer(
      parameters: setting.parameters.with(local), templates: Array(setting.templates.values), catalogue: rules,
      own: local.switches)
  }

  /// Findings of one form looked at alone, in order of severity, then of the page.
  public func review(_ form: FormContent) -> [Finding] {
    review(PreparedForm(form))
  }

  /// The same for a form whose values have been read already, so that scoring need not read them again.
  public func review(_ prepared: PreparedForm) -> [Finding] {
    var report = Report(rules)
    review(FormFacts(prepared, setting), &report)
    return report.isEmpty ? [] : report.findings
  }

  /// Findings of every form, between the forms, of the final account and of the text.
  public func review(_ document: DocumentContent) -> [Finding] {
    review(document, prepared: document.forms.map { PreparedForm($0) })
  }

  /// The same for a document whose forms have been prepared already.
  /// - Parameter prepared: the forms of the document in their order.
  public func review(_ document: DocumentContent, prepared: [PreparedForm]) -> [Finding] {
    var report = Report(rules, isRecognised: document.isRecognised)
    let forms = prepared.enumerated().map { index, form in
      FormFacts(form, setting, index: index, year: document.year, region: document.region)
    }
    for facts in forms { review(facts, &report) }
    let facts = DocumentFacts(document: document, forms: forms, setting: setting)
    let isSane = FigureRange.isSane(document) && forms.allSatisfy { $0.outOfRange == nil }
    let effects = effects(document.region ?? forms.lazy.compactMap(\.region).first, document.year ?? forms.first?.year)
    for (index, rule) in rules.enumerated() where isSane || rule.id == DocumentRules.nothingRecognised.id {
      guard case .document(let check) = rule.check, effects[index] != .off else { continue }
      report.begin(index, atMost: effects[index]?.severity)
      check(facts, &report)
    }
    return report.findings
  }

  private func review(_ facts: FormFacts, _ report: inout Report) {
    let isSane = facts.outOfRange == nil
    let effects = effects(facts.region, facts.year)
    for one in formChecks[facts.form.kind] ?? [] where isSane || rules[one.rule].id == FigureRange.rule.id {
      guard effects.isEmpty || effects[one.rule] != .off else { continue }
      report.begin(one.rule, atMost: effects.isEmpty ? nil : effects[one.rule]?.severity)
      one.check(facts, &report)
    }
  }

  /// What the place of a form sets otherwise in its year, by the index of the rule.
  private func effects(_ place: String?, _ year: Int?) -> [Int: RuleSwitch.Effect] {
    guard !setting.switches.isEmpty else { return own }
    var effects: [Int: RuleSwitch.Effect] = [:]
    for one in setting.switches where one.concerns(place: place, year: year) {
      if let index = rules.firstIndex(where: { $0.id == one.rule }) { effects[index] = one.effect }
    }
    return effects.merging(own) { $1 }
  }

  /// The limits in force and what they are called.
  public var parameters: RuleParameters { setting.parameters }

  /// Every rule that a place sets otherwise, for the page that lists the rules.
  public var switches: [RuleSwitch] { setting.switches }

  /// Mistakes in the switches: a rule that is not there, or one that arithmetic proves and nobody may silence.
  public var switchMistakes: [DataMistake] {
    setting.switches.compactMap { one in
      guard let rule = rules.first(where: { $0.id == one.rule }) else {
        return DataMistake(file: one.file, line: 1, reason: "没有叫“\(one.rule)”的规则")
      }
      guard rule.isProven else { return nil }
      return DataMistake(file: one.file, line: 1, reason: "“\(rule.title)”是算术判定的错误，不能关也不能降")
    }
  }
}

extension RuleSwitch.Effect {
  fileprivate var severity: Finding.Severity? {
    switch self {
    case .off: nil
    case .hint: .hint
    case .warning: .warning
    }
  }
}

/// Every review rule, for the command line and the page that explains them.
public enum RuleCatalogue {
  /// In the order in which people read them: whole document, money, structure, values, evaluation, final account.
  public static let all: [Rule] =
    DocumentRules.all + [FigureRange.rule] + IdentityRules.all + CodeRules.all + BudgetRules.all + ChangeRules.all
    + CostingRules.all
    + CostLineRules.all + ProcurementRules.all
    + CompositionRules.all + StructureRules.all + ClassRules.all + WordingRules.all + ValueRules.all + TrendRules.all
    + ExecutionRules.all + ResultRules.all + ReportRules.all + FinalAccountRules.all + BatchRules.all
    + CoverageRules.all + GoalTextRules.all + LevelRules.all + EvaluationRules.all + MonitoringRules.all
    + ReportTextRules.all + AccountTextRules.all + AccountSumRules.all + BlankRules.all

  /// nil when there is no rule of that name.
  public static func rule(_ id: String) -> Rule? { all.first { $0.id == id } }
}
