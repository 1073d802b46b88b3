internal import Model

/// Rows that must be complete in themselves: those of a goal of a department, of the annual goals of a project.
struct IndicatorGroup {
  let goal: Int
  private var level1s: UInt16 = 0
  private var level2s: UInt16 = 0
  /// Every level-1 head is one that forms print; a head that ran together with another may hide what seems to be missing.
  private(set) var isSure = true

  private init(_ goal: Int) { self.goal = goal }

  /// Groups with a row that belongs nowhere are left out: it may be what seems to be missing.
  static func groups(of form: FormContent, _ rows: ContiguousArray<RowFacts>) -> [IndicatorGroup] {
    if form.kind == .departmentGoal {
      return form.goals.indices.compactMap { goal in group(form, rows) { rows[$0].goal == goal } }
    }
    let annualOnly = rows.contains { $0.term != .longTerm }
    return group(form, rows) { !annualOnly || rows[$0].term != .longTerm }.map { [$0] } ?? []
  }

  /// Bytes of 社会公众或服务对象满意度指标, the longest head that forms print.
  private static let headMax = 42

  private static func group(
    _ form: FormContent, _ rows: ContiguousArray<RowFacts>, where belongs: (Int) -> Bool
  ) -> IndicatorGroup? {
    var group: IndicatorGroup?
    for row in rows.indices where belongs(row) {
      guard let level1 = rows[row].level1, level1 != .other else { return nil }
      if group == nil { group = IndicatorGroup(rows[row].goal) }
      if let head = form.goals[rows[row].goal].indicators[rows[row].index].level1,
        head.utf8.count > headMax || head.has("绩效指标") || head.has("目标")
      {
        group?.isSure = false
      }
      group?.level1s |= 1 << level1.rawValue
      if let level2 = rows[row].level2 {
        group?.level2s |= 1 << level2.rawValue
        group?.level1s |= 1 << level2.level1.rawValue
      }
      if rows[row].nameMarks.contains(.satisfaction) { group?.level1s |= 1 << Level1.satisfaction.rawValue }
    }
    return group
  }

  /// Whether some row is of the class, by one of its heads or, for satisfaction, by its name.
  func has(_ level: Level1) -> Bool { level1s & 1 << level.rawValue != 0 }
  func has(_ level: Level2) -> Bool { level2s & 1 << level.rawValue != 0 }
}
