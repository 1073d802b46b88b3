import Model

/// What the columns of figures of a table add up to, and what that is compared with.
struct EditSums: Sendable {
  /// By the field of the column.
  let sums: [String: ExactDecimal]
  /// 与当年预算一致, 比当年预算多 1.29; nil when there is nothing to compare with.
  let comparison: String?

  init(_ grid: EditPlan.Grid, _ content: FormContent, _ values: [FormPath: String]) {
    var sums: [String: ExactDecimal] = [:]
    let rows = content.rowIDs(of: grid.list) ?? []
    for column in grid.columns where column.isSummed {
      var figures: [ExactDecimal] = []
      for id in rows {
        let path = FormPath("\(grid.list)[\(id)]").field(column.field)
        if let figure = values[path].flatMap({ ExactDecimal($0) }) { figures.append(figure) }
      }
      if !figures.isEmpty { sums[column.field] = figures.reduce(.zero, +) }
    }
    self.sums = sums
    comparison = grid.list.text == "costs" ? Self.comparison(sums["amount"], content.amounts.current) : nil
  }

  private static func comparison(_ sum: ExactDecimal?, _ budget: ExactDecimal?) -> String? {
    guard let sum, let budget else { return nil }
    if sum == budget { return "与当年预算一致" }
    let gap = sum - budget
    return gap.isNegative ? "比当年预算少 \(Words.figure(gap.magnitude))" : "比当年预算多 \(Words.figure(gap))"
  }
}
