/// A form whose targets and results have been read once, for everything that judges its rows.
public struct PreparedForm: Sendable {
  /// An indicator row with its values understood. A class, because many rules look at a row and its values are large.
  public final class Row: Sendable {
    /// Index of the goal in the form, and of the row in the goal.
    public let goal: Int
    public let index: Int
    public let indicator: Indicator
    public let target: Target
    public let actual: Actual
    /// nil when its heads name no group.
    public let group: IndicatorClass?

    init(goal: Int, index: Int, indicator: Indicator) {
      self.goal = goal
      self.index = index
      self.indicator = indicator
      target = Target(indicator)
      actual = Actual(indicator)
      group = IndicatorClass(indicator)
    }
  }

  public let form: FormContent
  /// Every indicator in page order.
  public let rows: [Row]

  /// - Complexity: about a microsecond for each row with short values.
  public init(_ form: FormContent) {
    self.form = form
    var rows: [Row] = []
    rows.reserveCapacity(form.goals.reduce(0) { $0 + $1.indicators.count })
    for (goalIndex, goal) in form.goals.enumerated() {
      for (index, indicator) in goal.indicators.enumerated() {
        rows.append(Row(goal: goalIndex, index: index, indicator: indicator))
      }
    }
    self.rows = rows
  }
}
