/// A form whose targets and results have been read once, for everything that judges its rows.
public struct PreparedForm: Sendable {
  /// An indicator row with its values understood.
  public struct Row: Sendable {
    /// Index of the goal in the form, and of the row in the goal.
    public let goal: Int
    public let index: Int
    public let target: Target
    public let actual: Actual
  }

  public let form: FormContent
  /// Every indicator in page order.
  public let rows: [Row]

  /// - Complexity: less than a microsecond for each short value.
  public init(_ form: FormContent) {
    self.form = form
    var rows: [Row] = []
    rows.reserveCapacity(form.goals.reduce(0) { $0 + $1.indicators.count })
    for (goalIndex, goal) in form.goals.enumerated() {
      for (index, indicator) in goal.indicators.enumerated() {
        rows.append(Row(goal: goalIndex, index: index, target: Target(indicator), actual: Actual(indicator)))
      }
    }
    self.rows = rows
  }

  public func indicator(_ row: Row) -> Indicator { form.goals[row.goal].indicators[row.index] }
}
