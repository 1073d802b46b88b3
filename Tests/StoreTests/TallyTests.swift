import Lifecycle
import Model
import Testing

@testable import Store

/// Sums are written when a transaction ends; whoever reads them earlier gets them all the same.
@Suite struct TallyTests {
  private let region = SampleDistrict.region
  private let root = UnitPath(["qu"])

  private func database(_ engine: Engine) throws -> (EmptyDatabase, Database) {
    let empty = try EmptyDatabase(engine)
    let database = try empty.open()
    _ = try SampleDistrict(database)
    return (empty, database)
  }

  private func open(_ unit: String, project: String?, in t: WriteTransaction) throws(StoreError) {
    try Stages.open(
      Monitoring.self, StageDraft(year: 2024, unit: unit, title: "堤防", project: project, part: "7"), region: region,
      by: Actor(account: "x", role: .financePerformanceOffice, scope: root), in: t)
  }

  @Test(arguments: Engine.present)
  func `a transaction reads its own sums before they are written`(engine: Engine) throws {
    let (empty, database) = try database(engine)
    defer { _ = empty }
    try database.write { (t) throws(StoreError) in
      try open("di", project: nil, in: t)
      let first = try StageCounts.of(region: region, year: 2024, root, in: t)
      #expect(first.map(\.stages) == [1])
      try open("min", project: nil, in: t)
      try open("di", project: nil, in: t)
      #expect(try StageCounts.of(region: region, year: 2024, root, in: t).map(\.stages) == [3])
      #expect(
        try StageBoard.of(region: region, year: 2024, root, flows: [Monitoring.name], in: t).map(\.departments) == [3])
      let before = try Ledger.head(region: region, in: t)
      try open("di", project: nil, in: t)
      #expect(try Ledger.head(region: region, in: t)?.sequence == (before?.sequence ?? 0) + 1)
    }
    try database.read { (t) throws(StoreError) in
      #expect(try StageCounts.of(region: region, year: 2024, root, in: t).map(\.stages) == [4])
      #expect(try StageCounts.of(region: region, year: 2024, UnitPath(["qu", "min"]), in: t).map(\.stages) == [1])
    }
    #expect(try Ledger.verify(in: database).isSound)
  }

  @Test(arguments: Engine.present)
  func `nothing is added up of a transaction that failed`(engine: Engine) throws {
    let (empty, database) = try database(engine)
    defer { _ = empty }
    #expect(throws: StoreError.missing(subject: "x")) {
      try database.write { (t) throws(StoreError) in
        try open("di", project: nil, in: t)
        throw .missing(subject: "x")
      }
    }
    let counts = try database.read { (t) throws(StoreError) in
      try StageCounts.of(region: region, year: 2024, root, in: t)
    }
    #expect(counts.isEmpty)
  }

  @Test(arguments: Engine.present)
  func `the number of a list comes from the sums and is what counting gives`(engine: Engine) throws {
    let (empty, database) = try database(engine)
    defer { _ = empty }
    try database.write { (t) throws(StoreError) in
      for index in 0..<5 {
        let unit = index < 3 ? "di" : "min"
        let project = try Projects.add(
          ProjectDraft(code: "T20\(index)", name: "项目", unit: unit, firstYear: 2024), region: region, by: "x", in: t)
        try open(unit, project: index == 4 ? nil : project, in: t)
      }
      let row = try Stages.list(StageFilter(region: region, year: 2024, flow: Monitoring.name), in: t).items[0]
      StageCounts.move(
        region: region, year: 2024, path: row.path, flow: row.flow, isOfDepartment: row.project == nil, from: row.state,
        to: "closed", in: t)
      try t.run("UPDATE stage SET state = 'closed' WHERE id = \(row.id)")
    }
    try database.read { (t) throws(StoreError) in
      for scope in [nil, root, UnitPath(["qu", "shui"]), UnitPath(["qu", "shui", "di"])] {
        for states in [[], ["closed"], ["opened"], ["opened", "closed"]] {
          for isOfDepartment in [nil, true, false] {
            var filter = StageFilter(region: region, year: 2024, flow: Monitoring.name, scope: scope)
            filter.states = states
            filter.isOfDepartment = isOfDepartment
            let counted = try Stages.counted(filter, in: t)
            let page = try Stages.list(filter, in: t)
            #expect(page.total == counted && page.items.count == counted, "\(filter)")
          }
        }
      }
    }
  }

  @Test(arguments: [(nil, nil), (2024, nil), (nil, "monitoring"), (2024, "monitoring")] as [(Int?, String?)])
  func `the stages of a project are found by its index`(year: Int?, flow: String?) throws {
    let (empty, database) = try database(.sqlite)
    defer { _ = empty }
    let statement = Stages.statement(region, "p", year: year, flow: flow)
    let plan = try database.read { (t) throws(StoreError) in
      try t.all("EXPLAIN QUERY PLAN \(statement)") { (row) throws(StoreError) -> String in
        for _ in 0..<3 { _ = try row.integer() }
        return try row.text()
      }
    }
    #expect(plan.contains { $0.hasPrefix("SEARCH s USING INDEX stage_by_project (region=? AND project=?") }, "\(plan)")
  }
}
