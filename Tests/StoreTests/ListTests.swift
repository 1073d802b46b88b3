import Lifecycle
import Model
import TestSupport
import Testing

@testable import Store

@Suite struct FormListTests {
  /// Forty forms with names, amounts, owners and findings from a seeded source.
  private func filled(_ engine: Engine) throws -> (EmptyDatabase, Database, [FormDraft]) {
    let empty = try EmptyDatabase(engine)
    let clock = HandClock()
    let database = try empty.open(clock.surroundings)
    let clerk = try SampleDistrict(database).clerk
    var random = SeededRandom(seed: 7)
    var drafts: [FormDraft] = []
    for number in 0..<40 {
      var draft = SampleDistrict.draft(
        ["堤防", "Road 养护", "社区_补助", "100% 补贴", "社区补助"][number % 5] + "项目 \(number)",
        code: number % 3 == 0 ? nil : "T\(1000 + number)", unit: number % 4 == 0 ? "min" : "di",
        errors: Int.random(in: 0...2, using: &random))
      draft.content.amounts.current = number % 7 == 0 ? nil : ExactDecimal(Int.random(in: 1...999, using: &random))
      draft.content.department = number % 4 == 0 ? "区民政局" : "区水务局"
      if number % 6 == 0 { draft.content.kind = .projectSelfEvaluation }
      drafts.append(draft)
      clock.advance(seconds: 60)
      try database.write { (t) throws(StoreError) in try Forms.put(draft, by: clerk.id, in: t) }
    }
    return (empty, database, drafts)
  }

  private func list(_ database: Database, _ change: (inout FormFilter) -> Void = { _ in }) throws -> FormPage {
    var filter = FormFilter(region: SampleDistrict.region, year: 2024)
    filter.pageSize = 200
    change(&filter)
    return try database.read { (t) throws(StoreError) in try Forms.list(filter, in: t) }
  }

  @Test(arguments: Engine.present)
  func `filters agree with the forms themselves`(engine: Engine) throws {
    let (empty, database, drafts) = try filled(engine)
    defer { _ = empty }
    func expect(_ change: (inout FormFilter) -> Void, matching matches: (FormDraft) -> Bool) throws {
      let page = try list(database, change)
      let expected = drafts.filter(matches)
      #expect(Set(page.page.items.map(\.name)) == Set(expected.compactMap(\.content.name)))
      #expect(page.page.total == expected.count)
      let withErrors = expected.count { !$0.findings.isEmpty }
      #expect(page.withErrors == withErrors)
      var sum = Money.zero
      for draft in expected {
        if let figure = draft.content.amounts.current, let money = draft.content.money(figure) { sum = sum + money }
      }
      #expect(page.current == sum)
    }
    try expect({ _ in }, matching: { _ in true })
    try expect({ $0.kind = .projectSelfEvaluation }, matching: { $0.content.kind == .projectSelfEvaluation })
    try expect(
      { $0.kinds = [.projectSelfEvaluation, .departmentGoal] },
      matching: {
        $0.content.kind == .projectSelfEvaluation
      })
    try expect({ $0.states = [.draft, .returned] }, matching: { _ in true })
    try expect({ $0.department = "区民政局" }, matching: { $0.content.department == "区民政局" })
    try expect({ $0.hasErrors = true }, matching: { !$0.findings.isEmpty })
    try expect({ $0.hasErrors = false }, matching: { $0.findings.isEmpty })
    try expect({ $0.scope = UnitPath(["qu", "shui"]) }, matching: { $0.unit == "di" })
    try expect({ $0.scope = UnitPath(["qu"]) }, matching: { _ in true })
    try expect({ $0.scope = UnitPath(["qu", "shu"]) }, matching: { _ in false })
    try expect({ $0.state = .approved }, matching: { _ in false })
    try expect({ $0.year = 2023 }, matching: { _ in false })
  }

  @Test(arguments: Engine.present)
  func `a search takes its signs as they are and letters of any case`(engine: Engine) throws {
    let (empty, database, _) = try filled(engine)
    defer { _ = empty }
    func count(_ search: String) throws -> Int { try list(database) { $0.search = search }.page.total }
    #expect(try count("road") == 8)
    #expect(try count("ROAD 养护") == 8)
    #expect(try count("社区_") == 8)
    #expect(try count("100%") == 8)
    #expect(try count("%") == 8)
    #expect(try count("t1001") == 1)
    #expect(try count("养护 项目 t10") == 5)
    #expect(try count("' OR 1=1 --") == 0)
    #expect(try count("!") == 0)
    #expect(try count("\\") == 0)
    #expect(try count("养\u{0}护") == 8)
    #expect(try count("  ") == 40)
  }

  @Test(arguments: Engine.present, FormFilter.Order.allCases)
  func `every order is total, in both directions and over pages`(engine: Engine, order: FormFilter.Order) throws {
    let (empty, database, _) = try filled(engine)
    defer { _ = empty }
    for isDescending in [true, false] {
      let whole = try list(database) {
        $0.order = order
        $0.isDescending = isDescending
      }.page.items
      var paged: [FormListRow] = []
      for page in 1...6 {
        paged += try list(database) {
          $0.order = order
          $0.isDescending = isDescending
          $0.pageSize = 7
          $0.page = page
        }.page.items
      }
      #expect(paged.map(\.id) == whole.map(\.id))
      #expect(Set(whole.map(\.id)).count == 40)
      switch order {
      case .current:
        let firstNil = whole.firstIndex { $0.current == nil } ?? whole.count
        #expect(whole[firstNil...].allSatisfy { $0.current == nil })
        let amounts = whole[..<firstNil].compactMap(\.current)
        #expect(inOrder(amounts, isDescending) { $0 < $1 })
      case .errors: #expect(inOrder(whole.map(\.errors), isDescending) { $0 < $1 })
      case .indicators: #expect(inOrder(whole.map(\.indicators), isDescending) { $0 < $1 })
      case .updated: #expect(inOrder(whole.map(\.updatedAt), isDescending) { $0 < $1 })
      case .name:
        #expect(inOrder(whole.map(\.name), isDescending) { $0.utf8.lexicographicallyPrecedes($1.utf8) })
      case .department, .score: break
      }
    }
  }

  private func inOrder<T>(_ items: [T], _ isDescending: Bool, _ precedes: (T, T) -> Bool) -> Bool {
    zip(items, items.dropFirst()).allSatisfy { !(isDescending ? precedes($0, $1) : precedes($1, $0)) }
  }

  @Test(arguments: Engine.present)
  func `a page behind the last is the last`(engine: Engine) throws {
    let (empty, database, _) = try filled(engine)
    defer { _ = empty }
    let page = try list(database) {
      $0.pageSize = 7
      $0.page = 99
    }.page
    #expect(page.number == 6 && page.pages == 6 && page.items.count == 5)
    let none = try list(database) { $0.search = "没有这个" }.page
    #expect(none.number == 1 && none.pages == 1 && none.items.isEmpty)
  }

  @Test(arguments: FormFilter.Order.allCases)
  func `no list goes through all years`(order: FormFilter.Order) throws {
    let (empty, database, _) = try filled(.sqlite)
    defer { _ = empty }
    let changes: [@Sendable (inout FormFilter) -> Void] = [
      { _ in }, { $0.search = "堤防" }, { $0.hasErrors = true }, { $0.kind = .projectGoal }, { $0.department = "区水务局" },
      { $0.scope = UnitPath(["qu", "shui"]) }, { $0.states = [.draft, .returned] },
    ]
    for change in changes {
      var filter = FormFilter(region: SampleDistrict.region, year: 2024)
      filter.order = order
      change(&filter)
      for statement in Forms.listStatements(filter) {
        let plan = try database.read { (t) throws(StoreError) in
          try t.all("EXPLAIN QUERY PLAN \(statement)") { (row) throws(StoreError) -> String in
            for _ in 0..<3 { _ = try row.integer() }
            return try row.text()
          }
        }
        // "x" are the rows of the page, all others are tables: looked up, and forms by region and year.
        #expect(!plan.contains { $0.hasPrefix("SCAN ") && $0 != "SCAN x" && !$0.contains("CONSTANT") }, "\(plan)")
        #expect(plan.contains { $0.hasPrefix("SEARCH f ") && $0.contains("region=? AND year=?") }, "\(plan)")
      }
    }
  }

  @Test(arguments: Engine.present)
  func `counts agree with the forms after saving, saving again and moving`(engine: Engine) throws {
    let (empty, database, _) = try filled(engine)
    defer { _ = empty }
    let rows = try list(database).page.items
    for (index, row) in rows.enumerated() where index % 3 == 0 {
      try database.write { (t) throws(StoreError) in
        guard var content = try Revisions.content(form: row.id, number: row.revision, in: t) else { return }
        content.amounts.current = ExactDecimal(index)
        content.department = index % 2 == 0 ? "区园林局" : content.department
        let draft = FormDraft(region: row.region, year: row.year, unit: "shui", content: content)
        let saved = try Forms.save(draft, form: row.id, basedOn: row.revision, by: "x", in: t)
        if index % 2 == 0 { try Forms.setState(row.id, .returned, revision: saved.number, by: "x", in: t) }
      }
    }
    let now = try list(database).page.items
    try database.read { (t) throws(StoreError) in
      func expect(_ sum: FormCounts.Sum?, _ rows: [FormListRow]) {
        let counted = [sum?.forms ?? 0, sum?.errors ?? 0, sum?.withErrors ?? 0, Int(sum?.current.fen ?? 0)]
        var expected = [rows.count, 0, 0, 0]
        for row in rows {
          expected[1] += row.errors
          expected[2] += row.errors > 0 ? 1 : 0
          expected[3] += Int(row.current?.fen ?? 0)
        }
        #expect(counted == expected)
      }
      let region = SampleDistrict.region
      let kinds = try FormCounts.byKind(region: region, year: 2024, in: t)
      for kind in FormKind.allCases { expect(kinds[kind], now.filter { $0.kind == kind }) }
      let departments = try FormCounts.byDepartment(region: region, year: 2024, in: t)
      #expect(departments.map(\.department) == ["区园林局", "区民政局", "区水务局"])
      for (department, sum) in departments { expect(sum, now.filter { $0.department == department }) }
      #expect(try FormCounts.years(region: region, in: t) == [2024])
    }
  }
}
