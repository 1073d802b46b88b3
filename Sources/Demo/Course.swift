import Model

/// What is known of a project, or of a department as a whole, while it lives.
struct Course {
  /// What became of it in one budget year.
  struct Year {
    var form = ""
    var goal = ""
    /// Budget in 万元 once it was approved.
    var budget: ExactDecimal?
    var outcome: Outcome?
    /// Stages of monitoring by month.
    var checkpoints: [Int: String] = [:]
    var selfEvaluation = ""
    var score: ExactDecimal?
    var reEvaluation: String?
    /// Who scores it again: the agency, or a panel of experts.
    var scorers: [String] = []
    var keyEvaluation: String?
    /// Stage of the final accounts of a department.
    var accounts: String?
    /// Days in hand of whoever has to answer for a warning.
    var isWarned = false
    /// What was paid so far in yuan.
    var paid = 0
  }

  let what: Subject
  var random: SeededRandom
  /// Identifier in the library; empty for a department.
  var id = ""
  var years: [Int: Year] = [:]
  /// An ex-ante evaluation that is under way.
  var exAnte = ""
  /// The first budget year that goes without it, because the evaluation did not support it.
  var droppedFrom: Int?
  /// Something was not rectified: no more money until it is.
  var isCapped = false

  enum Subject {
    case project(DistrictPlan.PlannedProject)
    case department(DistrictPlan.PlannedUnit)
  }

  var project: DistrictPlan.PlannedProject? {
    if case .project(let project) = what { project } else { nil }
  }

  var unit: DistrictPlan.PlannedUnit {
    switch what {
    case .project(let project): project.unit
    case .department(let unit): unit
    }
  }

  /// Whoever writes for it.
  var clerk: String {
    switch what {
    case .project(let project): project.unit.id + "p1"
    case .department(let unit): unit.id + "ks"
    }
  }

  /// Somebody of its department: `cw`, `zh`, `fz`.
  func department(_ mark: String) -> String { (unit.department ?? unit.id) + mark }

  func lives(in year: Int) -> Bool {
    if let droppedFrom, year >= droppedFrom { return false }
    return project.map { $0.firstYear <= year } ?? true
  }

  /// Budgets of the years before, the last one first, as far as they follow each other.
  func budgets(before year: Int) -> [ExactDecimal] {
    var budgets: [ExactDecimal] = []
    var earlier = year - 1
    while let budget = years[earlier]?.budget {
      budgets.append(budget)
      earlier -= 1
    }
    return budgets
  }

  func isApproved(_ year: Int) -> Bool { years[year]?.budget != nil }
}
