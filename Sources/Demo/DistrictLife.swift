import Lifecycle
import Model
public import Store
public import Work

/// Lets an invented district live through its years, stage after stage, as its people would: every step goes the way a
/// page goes, so nothing can be in the database that the program would have refused.
public final class DistrictLife {
  /// Accounts of the finance bureau, which is there before the district.
  public struct Finance: Sendable {
    public let line: String
    public let performance: String
    public let budget: String
    public let treasury: String

    public init(line: String, performance: String, budget: String, treasury: String) {
      self.line = line
      self.performance = performance
      self.budget = budget
      self.treasury = treasury
    }
  }

  /// What is known of one project while it lives.
  struct Course {
    let planned: DistrictPlan.PlannedProject
    var id = ""
    var random: SeededRandom
    /// Budgets of past years in 万元, the last one first.
    var budgets: [ExactDecimal] = []
    var form = ""
    var stage = ""
    /// Where this project's last year breaks off: later projects have come further.
    let depth: Int
  }

  let fill: DistrictFill
  let database: Database
  let clock: DemoClock
  let rulebook: Rulebook
  let finance: Finance
  private var accounts: [String: Account] = [:]
  private var desks: [String: Desk] = [:]
  var courses: [Course]
  var key = AnswerKey()
  /// Called with what is being done, projects done, and how many there are.
  private let progress: (String, Int, Int) -> Void

  public init(
    _ fill: DistrictFill, in database: Database, clock: DemoClock, rulebook: Rulebook, finance: Finance,
    progress: @escaping (String, Int, Int) -> Void = { _, _, _ in }
  ) {
    self.fill = fill
    self.database = database
    self.clock = clock
    self.rulebook = rulebook
    self.finance = finance
    self.progress = progress
    courses = fill.plan.projects.enumerated().map { index, planned in
      Course(planned: planned, random: planned.random, depth: index % GoalStep.allCases.count)
    }
  }

  /// Lives all years.
  /// - Returns: the slips that were planted on the way.
  public func run() throws(StoreError) -> AnswerKey {
    try begin()
    let years = fill.plan.firstYear..<(fill.plan.firstYear + fill.plan.size.years)
    for year in years { try live(year, isLast: year == years.upperBound - 1) }
    return key
  }

  private func begin() throws(StoreError) {
    clock.set("\(fill.plan.firstYear - 1)-03-01")
    try database.write { (t) throws(StoreError) in
      try fill.units(in: t)
      try fill.years(rulebook, in: t)
    }
    try database.write { (t) throws(StoreError) in try fill.people(in: t) }
    try forEach("项目入库", where: { _ in true }) { (course, t) throws(StoreError) in
      let planned = course.planned
      course.id = try Projects.add(
        ProjectDraft(
          code: planned.code, name: planned.name, unit: planned.unit.id,
          // What is there from the beginning is no new project and was evaluated before.
          firstYear: planned.firstYear - (planned.firstYear == fill.plan.firstYear ? 1 : 0),
          lastYear: planned.firstYear + 2, basis: "区政府年度重点工作安排"),
        region: fill.region, by: "setup", in: t)
    }
  }

  private func live(_ year: Int, isLast: Bool) throws(StoreError) {
    desks = [:]
    for step in GoalStep.allCases {
      try forEach(
        "\(year) 年\(step.words)",
        where: { $0.planned.firstYear <= year && (!isLast || $0.depth >= step.rawValue) }
      ) { (course, t) throws(StoreError) in try take(step, year, &course, in: t) }
    }
  }

  // MARK: what every stage uses

  /// Does something to every project that fits, some dozens in a transaction.
  func forEach(
    _ words: String, where fits: (Course) -> Bool, _ work: (inout Course, WriteTransaction) throws(StoreError) -> Void
  ) throws(StoreError) {
    let chosen = courses.indices.filter { fits(courses[$0]) }
    var done = 0
    while done < chosen.count {
      let block = chosen[done..<min(done + 40, chosen.count)]
      // A transaction may run twice; what it changes of the courses is kept only when it was written.
      let changed = try database.write { (t) throws(StoreError) -> [Course] in
        var changed: [Course] = []
        for index in block {
          var course = courses[index]
          try work(&course, t)
          changed.append(course)
        }
        return changed
      }
      for (index, course) in zip(block, changed) { courses[index] = course }
      done += block.count
      progress(words, done, chosen.count)
    }
  }

  /// The desk of somebody in a year, made once.
  func desk(_ login: String, _ year: Int, in transaction: ReadTransaction) throws(StoreError) -> Desk {
    if let known = desks[login] { return known }
    let kept = accounts[login]
    let found = try kept == nil ? Accounts.find(login: login, in: transaction) : kept
    guard let account = found else { throw .missing(subject: "账号 \(login)") }
    accounts[login] = account
    let desk = try Desk(account, year: year, rulebook, in: transaction)
    desks[login] = desk
    return desk
  }

  func clerk(_ course: Course) -> String { course.planned.unit.id + "p1" }
  func department(_ course: Course, _ mark: String) -> String {
    (course.planned.unit.department ?? course.planned.unit.id) + mark
  }

  @discardableResult
  func step(
    _ stage: String, _ event: String, _ login: String, _ year: Int, opinion: String? = nil, content: JSON? = nil,
    returns: [ReturnedCell] = [], in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    let row = try Stages.load(id: stage, in: transaction)
    return try Steps.take(
      StepRequest(
        stage: stage, event: event, basedOn: row?.number ?? 0, opinion: opinion, content: content, returns: returns),
      desk(login, year, in: transaction), in: transaction)
  }
}
