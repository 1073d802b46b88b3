import Lifecycle
import Model
public import Store
public import Work

/// Lets an invented district live through its years, step after step, as its people would: every step goes the way a
/// page goes, so nothing can be in the database that the program would have refused.
public final class DistrictLife {
  /// Accounts of the finance bureau and those it commissions, which are there before the district.
  public struct Finance: Sendable {
    public let line: String
    public let performance: String
    public let budget: String
    public let treasury: String
    public let agency: String

    public init(line: String, performance: String, budget: String, treasury: String, agency: String) {
      self.line = line
      self.performance = performance
      self.budget = budget
      self.treasury = treasury
      self.agency = agency
    }
  }

  let fill: DistrictFill
  let database: Database
  let clock: DemoClock
  let rulebook: Rulebook
  let finance: Finance
  let material: DistrictMaterial
  private var accounts: [String: Account] = [:]
  private var desks: [String: Desk] = [:]
  var courses: [Course]
  var key = AnswerKey()
  /// Called with what is being done, how many are done, and how many there are.
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
    material = fill.plan.material
    courses =
      fill.plan.projects.map { Course(what: .project($0), random: $0.random) }
      + fill.plan.departments.enumerated().map { index, unit in
        Course(what: .department(unit), random: SeededRandom(seed: fill.plan.seed &+ 0xD0 &+ UInt64(index)))
      }
  }

  /// Lives from the first year to the plan's last day.
  /// - Returns: the slips that were planted on the way.
  public func run() throws(StoreError) -> AnswerKey {
    try begin()
    for dated in DatedStep.until(fill.plan.until, years: fill.plan.firstYear...fill.plan.lastYear) {
      try live(dated)
    }
    return key
  }

  private func begin() throws(StoreError) {
    clock.set("\(fill.plan.firstYear - 1)-03-01")
    try database.write { (t) throws(StoreError) in
      try fill.units(in: t)
      try fill.years(rulebook, in: t)
    }
    try database.write { (t) throws(StoreError) in try fill.people(in: t) }
    try inBlocks("项目入库", courses.indices.filter { courses[$0].project != nil }) { (course, t) throws(StoreError) in
      guard let planned = course.project else { return }
      course.id = try Projects.add(
        ProjectDraft(
          code: planned.code, name: planned.name, unit: planned.unit.id,
          // What is there from the beginning is no new project and was evaluated before.
          firstYear: planned.firstYear - (planned.firstYear == fill.plan.firstYear ? 1 : 0),
          lastYear: planned.firstYear + 2, basis: "区政府年度重点工作安排"),
        region: fill.region, by: "setup", in: t)
    }
  }

  // MARK: what every step uses

  /// Does something to every course that fits, each on a day of its own within the stretch of the step; those whose day
  /// has not come are left as they are.
  func forEach(
    _ dated: DatedStep, where fits: (Course) -> Bool,
    act work: (inout Course, WriteTransaction) throws(StoreError) -> Void
  ) throws(StoreError) {
    var days: [(day: Day, index: Int)] = []
    let length = dated.first.days(until: dated.last)
    for index in courses.indices where fits(courses[index]) {
      let day = dated.first.adding(days: Int.random(in: 0...length, using: &courses[index].random))
      if day <= fill.plan.until { days.append((day, index)) }
    }
    days.sort { ($0.day, $0.index) < ($1.day, $1.index) }
    let dayOf = Dictionary(uniqueKeysWithValues: days.map { ($0.index, $0.day.text) })
    try inBlocks("\(dated.year) 年\(dated.step.words)", days.map(\.index), day: { dayOf[$0] }, work)
  }

  /// Some dozens in a transaction, and then whatever else falls on the same day.
  private func inBlocks(
    _ words: String, _ chosen: [Int], day: (Int) -> String? = { _ in nil },
    _ work: (inout Course, WriteTransaction) throws(StoreError) -> Void
  ) throws(StoreError) {
    var done = 0
    while done < chosen.count {
      let block = Self.block(chosen[done...], day)
      // A transaction may run twice; what it changes of the courses is kept only when it was written.
      let changed = try database.write { (t) throws(StoreError) -> [Course] in
        var changed: [Course] = []
        for index in block {
          if let day = day(index) { clock.set(day) }
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

  private static func block(_ rest: ArraySlice<Int>, _ day: (Int) -> String?) -> ArraySlice<Int> {
    var end = min(rest.startIndex + 60, rest.endIndex)
    let last = day(rest[end - 1])
    while end < rest.endIndex, end - rest.startIndex < 600, last != nil, day(rest[end]) == last { end += 1 }
    return rest[..<end]
  }

  /// Repeats something that does a part at a time until there is nothing left.
  func untilNone(
    _ dated: DatedStep, _ login: String, _ work: (Desk, WriteTransaction) throws(StoreError) -> Int
  ) throws(StoreError) {
    clock.set(dated.first.text)
    while true {
      let done = try database.write { (t) throws(StoreError) in
        try work(try desk(login, dated.year, in: t), t)
      }
      guard done > 0 else { return }
    }
  }

  /// The desk of somebody in a year, made once.
  func desk(_ login: String, _ year: Int, in transaction: ReadTransaction) throws(StoreError) -> Desk {
    let name = "\(year)/\(login)"
    if let known = desks[name] { return known }
    let desk = try Desk(try account(login, in: transaction), year: year, rulebook, in: transaction)
    desks[name] = desk
    return desk
  }

  func account(_ login: String, in transaction: ReadTransaction) throws(StoreError) -> Account {
    if let known = accounts[login] { return known }
    guard let account = try Accounts.find(login: login, in: transaction) else { throw .missing(subject: "账号 \(login)") }
    accounts[login] = account
    return account
  }

  @discardableResult
  func step(
    _ stage: String, _ event: String, _ login: String, _ year: Int, opinion: String? = nil, content: JSON? = nil,
    returns: [ReturnedCell] = [], assignees: Set<String>? = nil, in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    let number = try Stages.number(id: stage, in: transaction)
    return try Steps.take(
      StepRequest(
        stage: stage, event: event, basedOn: number ?? 0, opinion: opinion, content: content, returns: returns,
        assignees: assignees),
      desk(login, year, in: transaction), in: transaction)
  }

  /// Some of the experts, by chance.
  func experts(_ count: Int, _ random: inout SeededRandom) -> [String] {
    var left = fill.plan.experts.map(\.login)
    while left.count > count { left.remove(at: Int.random(in: 0..<left.count, using: &random)) }
    return left
  }

  func accounts(_ logins: [String], in transaction: ReadTransaction) throws(StoreError) -> Set<String> {
    var found: Set<String> = []
    for login in logins { found.insert(try account(login, in: transaction).id) }
    return found
  }

  /// Among thousands of right forms one meets a rule by chance, where a sum looks like another or points were given by
  /// steps. It would keep its form back, so the performance office says why it stands.
  func letStand(
    _ severity: Finding.Severity, of form: String?, _ year: Int, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let form, let findings = try Forms.load(id: form, in: transaction)?.findings else { return }
    for finding in findings where finding.severity == severity {
      try Waiving.waive(
        finding.answerKey, of: form, reason: "已与填报单位核对，数据无误，准予保留。", desk(finance.performance, year, in: transaction),
        in: transaction)
    }
  }

  /// The library's entry of a course; nil for a department.
  func entry(_ course: Course, in transaction: ReadTransaction) throws(StoreError) -> Project? {
    course.id.isEmpty ? nil : try Projects.find(region: fill.region, id: course.id, in: transaction)
  }
}

extension SeededRandom {
  /// True once in so many times.
  mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }
}
