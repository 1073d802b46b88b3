/// A form whose targets and results have been read once, for everything that judges its rows. A class, because
/// everybody who judges keeps it.
public final class PreparedForm: Sendable {
  /// An indicator row with its values understood. A class, because many rules look at a row and its values are large.
  public final class Row: Sendable {
    /// Index of the goal in the form, and of the row in the goal.
    public let goal: Int
    public let index: Int
    /// All rows of the goal: sharing them is cheaper than copying one, which has many texts.
    @usableFromInline let indicators: [Indicator]
    public let target: Target
    public let actual: Actual
    /// nil when its heads name no group.
    public let group: IndicatorClass?

    /// Lent, not copied.
    @inlinable public var indicator: Indicator { _read { yield indicators[index] } }

    /// Lends the indicator to somebody who looks at some of its texts; the array would copy each of them.
    @inlinable public func reading<T>(_ read: (borrowing Indicator) -> T) -> T {
      indicators.withUnsafeBufferPointer { read($0[index]) }
    }

    init(goal: Int, index: Int, of indicators: [Indicator]) {
      self.goal = goal
      self.index = index
      self.indicators = indicators
      // A span lends the row, where the array would copy it with all its texts.
      let rows = indicators.span
      target = Target(
        rows[index].target ?? "", name: rows[index].name ?? "", level1: rows[index].level1 ?? "",
        level2: rows[index].level2 ?? "")
      actual = Actual(rows[index].actual ?? "")
      group = IndicatorClass(level1: rows[index].level1, level2: rows[index].level2)
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
    for goal in form.goals.indices {
      let indicators = form.goals[goal].indicators
      for index in indicators.indices { rows.append(Row(goal: goal, index: index, of: indicators)) }
    }
    self.rows = rows
  }
}
