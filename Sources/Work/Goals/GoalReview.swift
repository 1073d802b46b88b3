public import Model
public import Store

/// A goal form before its reviewer, the cells that matter first (审核时例外优先).
public struct GoalReview: Sendable {
  /// One cell with what speaks about it.
  public struct Row: Hashable, Sendable {
    public let path: FormPath
    public let section: String
    /// Row and field in words.
    public let name: String
    /// Values of the two years before; nil where nothing is known.
    public let earlier: String?
    public let last: String?
    /// nil for a cell that is empty.
    public let value: String?
    public let isFigure: Bool
    public let findings: [Finding]
    /// Differs from the form of the year before.
    public let isChanged: Bool

    public var isImportant: Bool { !findings.isEmpty || isChanged }
  }

  public let form: StoredForm
  /// In page order.
  public let rows: [Row]
  /// Cells with findings by weight, then those that differ from last year.
  public var important: [Row] {
    let marked = rows.filter(\.isImportant)
    func rank(_ row: Row) -> Int {
      switch row.findings.map(\.severity).min() {
      case .error: 0
      case .warning: 1
      case .hint: 2
      case nil: 3
      }
    }
    return marked.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }
  /// What is said about the form as a whole.
  public let general: [Finding]

  /// - Parameter last: the approved form of the year before; nil where there is none.
  public init(_ form: StoredForm, last: FormContent?) {
    self.form = form
    let content = form.content
    var byPath: [FormPath: [Finding]] = [:]
    for finding in form.findings { if let path = finding.path { byPath[path, default: []].append(finding) } }
    general = form.findings.filter { $0.path == nil }
    let before = Dictionary((last?.cells ?? []).map { ($0.place, $0.value) }) { first, _ in first }
    let history = Self.history(content)
    var rows: [Row] = []
    for cell in content.cells where !cell.isPersonal && !Self.isSupport(cell) {
      let known = history[cell.path]
      let old = before[cell.place]
      rows.append(
        Row(
          path: cell.path, section: cell.section,
          name: [cell.row, cell.field].filter { !$0.isEmpty }.joined(separator: " · "),
          earlier: known?.earlier, last: known?.last ?? old, value: cell.value,
          isFigure: cell.figure != nil, findings: byPath.removeValue(forKey: cell.path) ?? [],
          isChanged: Self.matters(cell) && old.map { $0 != cell.value } ?? false))
    }
    // Findings about cells that are empty, about whole rows and tables.
    for (path, findings) in byPath.sorted(by: { $0.key.text < $1.key.text }) {
      rows.append(
        Row(
          path: path, section: findings[0].place, name: content.place(of: path), earlier: nil, last: nil, value: nil,
          isFigure: false, findings: findings, isChanged: false))
    }
    self.rows = rows
  }

  /// History stands beside the target it belongs to, and heads are no matter of content.
  private static func isSupport(_ cell: FormCell) -> Bool {
    ["title", "year"].contains(cell.path.text)
      || [".history", ".history_heads"].contains { cell.path.text.hasSuffix($0) }
  }

  /// Cells whose change against last year a reviewer asks about: money and targets.
  private static func matters(_ cell: FormCell) -> Bool {
    cell.figure != nil || cell.path.text.hasSuffix(".target")
  }

  private static func history(_ content: FormContent) -> [FormPath: (earlier: String?, last: String?)] {
    var out: [FormPath: (earlier: String?, last: String?)] = [:]
    for (goal, indicator) in content.indicators {
      guard let values = indicator.history, !values.isEmpty else { continue }
      let last = values.last.flatMap { $0.isEmpty ? nil : $0 }
      let earlier = values.count > 1 && !values[values.count - 2].isEmpty ? values[values.count - 2] : nil
      out[.indicator(goal.id, indicator.id).field("target")] = (earlier, last)
    }
    let current = FormPath("amounts").field("current")
    let year = content.year ?? 0
    func told(_ back: Int) -> String? {
      content.amounts.prior.first { $0.year == year - back }?.amount?.description
    }
    if told(1) != nil || told(2) != nil { out[current] = (told(2), told(1)) }
    return out
  }
}

extension Goals {
  /// The form of a stage as its reviewer works on it; nil when the stage has none.
  public static func review(_ row: StageRow, in transaction: ReadTransaction) throws(StoreError) -> GoalReview? {
    guard let id = row.form, let form = try Forms.load(id: id, in: transaction) else { return nil }
    var last: FormContent?
    if let project = row.project,
      let before = try inForce(region: row.region, project, year: row.year - 1, in: transaction)?.form
    {
      last = try Forms.load(id: before, in: transaction)?.content
    }
    return GoalReview(form, last: last)
  }
}
