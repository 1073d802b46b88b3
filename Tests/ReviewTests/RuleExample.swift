import Foundation
import Model
import Schemes
import TestSupport

@testable import Review

/// Documents on which one rule must speak, and on which it must keep silent.
struct RuleExample: Sendable, CustomStringConvertible {
  struct Case: Sendable {
    let name: String
    let document: DocumentContent
    /// How grave; nil where that is left to the rule.
    var severity: Finding.Severity?
  }
  let rule: String
  private(set) var fires: [Case] = []
  private(set) var silent: [Case] = []
  var description: String { rule }

  init(_ rule: String) { self.rule = rule }

  func fires(_ name: String, _ document: DocumentContent, as severity: Finding.Severity? = nil) -> RuleExample {
    var copy = self
    copy.fires.append(Case(name: name, document: document, severity: severity))
    return copy
  }

  func silent(_ name: String, _ document: DocumentContent) -> RuleExample {
    var copy = self
    copy.silent.append(Case(name: name, document: document))
    return copy
  }
}

/// A figure as it is printed.
func d(_ text: String) -> ExactDecimal {
  guard let figure = ExactDecimal(text) else { preconditionFailure("no figure: \(text)") }
  return figure
}

/// A document with one form of that kind, 2024.
func form(_ kind: FormKind, _ change: (inout FormContent) -> Void) -> DocumentContent {
  var form = FormContent(kind: kind)
  form.name = "示例项目"
  form.year = 2024
  change(&form)
  return document(form)
}

func project(_ change: (inout FormContent) -> Void) -> DocumentContent { form(.projectGoal, change) }
func department(_ change: (inout FormContent) -> Void) -> DocumentContent { form(.departmentGoal, change) }
func evaluation(_ change: (inout FormContent) -> Void) -> DocumentContent { form(.projectSelfEvaluation, change) }

func document(_ forms: FormContent...) -> DocumentContent {
  var document = DocumentContent()
  document.title = "示例文件"
  document.year = 2024
  document.forms = forms
  return document
}

extension FormContent {
  mutating func cost(_ title: String, _ amount: String?, basis: String? = nil, category: String? = nil) {
    var line = CostLine(id: "c\(costs.count + 1)")
    line.activity = title
    line.amount = amount.map(d)
    line.basis = basis
    line.category = category
    costs.append(line)
  }

  mutating func source(_ name: String, _ amount: String?) {
    var line = FundingLine(id: "f\(funding.count + 1)")
    line.source = name
    line.amount = amount.map(d)
    funding.append(line)
  }

  mutating func buy(_ item: String, _ amount: String?) {
    var line = ProcurementLine(id: "b\(procurement.count + 1)")
    line.item = item
    line.amount = amount.map(d)
    procurement.append(line)
  }

  mutating func step(_ by: String, _ percent: String) {
    var step = PaymentStep(id: "t\(schedule.count + 1)")
    step.by = by
    step.percent = d(percent)
    schedule.append(step)
  }

  mutating func last(_ year: Int, _ amount: String) {
    var prior = PriorAmount(id: "y\(amounts.prior.count + 1)")
    prior.year = year
    prior.amount = d(amount)
    amounts.prior.append(prior)
  }

  mutating func listed(_ name: String, _ category: String, total: String, current: String) {
    var line = ProjectLine(id: "p\(projects.count + 1)")
    line.name = name
    line.category = category
    line.total = d(total)
    line.current = d(current)
    projects.append(line)
  }

  mutating func earns(_ item: String, _ amount: String?, share: String? = nil, history: [String]? = nil) {
    income.append(CompositionLine.line("n\(income.count + 1)", item, amount, share, history))
  }

  mutating func spends(_ item: String, _ amount: String?, share: String? = nil, history: [String]? = nil) {
    spending.append(CompositionLine.line("s\(spending.count + 1)", item, amount, share, history))
  }

  mutating func attribute(_ label: String, _ value: String) { attributes.append(Attribute(label, value)) }

  mutating func goal(
    _ term: Goal.Term? = .annual, _ name: String = "年度绩效目标 1", text: String? = "完成年度任务，设施完好",
    _ change: (inout Goal) -> Void = { _ in }
  ) {
    var goal = Goal(id: "g\(goals.count + 1)")
    goal.term = term
    goal.name = name
    goal.text = text
    change(&goal)
    goals.append(goal)
  }
}

extension Goal {
  mutating func row(
    _ level1: String?, _ level2: String?, _ name: String, _ target: String?, history: [String]? = nil,
    _ change: (inout Indicator) -> Void = { _ in }
  ) {
    var row = Indicator(id: "i\(indicators.count + 1)")
    row.level1 = level1
    row.level2 = level2
    row.name = name
    row.target = target
    row.history = history
    change(&row)
    indicators.append(row)
  }

  /// A row of a self-evaluation.
  mutating func done(
    _ name: String, _ target: String, _ actual: String?, _ score: String?, of weight: String,
    _ level1: String = "产出指标", _ level2: String = "数量指标", _ change: (inout Indicator) -> Void = { _ in }
  ) {
    row(level1, level2, name, target) { row in
      row.actual = actual
      row.weight = d(weight)
      row.score = score.map(d)
      change(&row)
    }
  }
}

extension CompositionLine {
  static func line(_ id: String, _ item: String, _ amount: String?, _ share: String?, _ history: [String]?) -> Self {
    var line = CompositionLine(id: id)
    line.item = item
    line.amount = amount.map(d)
    line.share = share.map(d)
    line.history = history.map { $0.map(d) }
    return line
  }
}

/// The rule files of the project.
enum ProjectRules {
  static let loaded = RuleSet.load(ResourceFiles.bytes(in: ProjectFiles.root.appending(path: "Resources/rules")))
  static let parameters = loaded.rules.parameters()
  static let templates = TemplateLibrary.load(
    ResourceFiles.bytes(in: ProjectFiles.root.appending(path: "Resources/templates"))
  ).valid.templates
}
