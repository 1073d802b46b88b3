import Lifecycle
import Model

/// What the columns of a form's row say about its current revision.
struct FormFacts {
  let content: FormContent
  let draft: FormDraft

  init(_ draft: FormDraft) {
    self.draft = draft
    content = draft.content
  }

  var kind: String { content.kind.rawValue }
  var title: String? { content.title?.withoutNul }
  var name: String { (content.name ?? "").withoutNul }
  var code: String { (content.code ?? "").withoutNul }
  var unitName: String? { content.unitName?.withoutNul }
  var template: String? { content.template?.withoutNul }
  var score: Int64? { draft.score?.millionths }
  var printedScore: Int64? { content.score?.millionths }
  var totalFen: Int64? { fen(content.amounts.total) }
  var currentFen: Int64? { fen(content.amounts.current ?? content.execution?.budget) }
  var actualFen: Int64? { fen(content.execution?.actual) }
  var indicators: Int { content.goals.reduce(0) { $0 + $1.indicators.count } }

  /// The department as printed; the form of a department is about itself.
  var department: String {
    let own = content.kind.isAboutDepartment ? content.department ?? content.name : content.department
    return (own ?? "").withoutNul
  }

  /// Last year's budget: of the year before, otherwise the first one printed.
  var priorFen: Int64? {
    let before = content.amounts.prior.first { $0.year == draft.year - 1 } ?? content.amounts.prior.first
    return fen(before?.amount)
  }

  func count(_ severity: Finding.Severity) -> Int { draft.findings.count { $0.severity == severity } }

  /// Name and code in small letters, for searching on both engines alike.
  var search: String { Self.folded("\(name)\n\(code)\n\(unitName ?? "")") }

  static func folded(_ text: String) -> String { text.withoutNul.lowercased() }

  /// No sum of a region reaches 10^15 fen; above it a figure is a slip of the pen and would spoil every total.
  static let fenMax: Int64 = 1_000_000_000_000_000

  private func fen(_ figure: ExactDecimal?) -> Int64? {
    guard let figure, let money = content.money(figure), money.fen.magnitude < Self.fenMax.magnitude else { return nil }
    return money.fen
  }
}
