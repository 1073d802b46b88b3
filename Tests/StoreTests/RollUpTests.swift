import Lifecycle
import Model
import Testing

@testable import Store

/// What pages read in place of adding up: it has to be what adding up would give, whatever happened before.
@Suite struct RollUpTests {
  private struct Scene {
    let empty: EmptyDatabase
    let database: Database
    private(set) var projects: [String] = []
    let region = SampleDistrict.region

    init(_ engine: Engine) throws {
      empty = try EmptyDatabase(engine)
      database = try empty.open()
      _ = try SampleDistrict(database)
      let region = region
      projects = try database.write { (t) throws(StoreError) in
        var projects: [String] = []
        for (index, unit) in ["di", "di", "min"].enumerated() {
          let id = try Projects.add(
            ProjectDraft(code: "T10\(index)", name: "项目\(index)", unit: unit, firstYear: 2024), region: region,
            by: "setup", in: t)
          try Projects.set(2024, of: id, region: region, in: t) { $0.approved = Money(fen: Int64(index + 1) * 100_00) }
          projects.append(id)
        }
        return projects
      }
    }

    /// Adds everything up row by row and compares with what is kept.
    func check(_ path: [String]) throws {
      let path = UnitPath(path)
      let low = path.text
      let high = String(low.dropLast()) + "0"
      try database.read { (t) throws(StoreError) in
        let months = try t.all(
          """
          SELECT CAST(substr(p.paid_on, 6, 2) AS BIGINT), CAST(sum(p.fen) AS BIGINT), max(p.paid_on) FROM payment p
          JOIN project_year y ON y.region = p.region AND y.year = p.year AND y.project = p.project
          WHERE y.path >= \(low) AND y.path < \(high) GROUP BY CAST(substr(p.paid_on, 6, 2) AS BIGINT)
          """
        ) { (row) throws(StoreError) in (try row.integer(), try row.money(), try row.text()) }
        let kept = try Payments.monthly(region: region, year: 2024, path, in: t)
        #expect(kept.months == Dictionary(uniqueKeysWithValues: months.map { ($0.0, $0.1) }), "\(low)")
        #expect(kept.last == months.map(\.2).max(), "\(low)")
        let lights = try t.all(
          """
          SELECT light, CAST(sum(coalesce(adjusted_fen, approved_fen)) AS BIGINT) FROM project_year
          WHERE path >= \(low) AND path < \(high) AND light IS NOT NULL GROUP BY light
          """
        ) { (row) throws(StoreError) in (try row.text(), try row.money()) }
        let byLight = try ProjectSums.byLight(region: region, year: 2024, path, in: t).filter { $0.value != .zero }
        #expect(byLight == Dictionary(uniqueKeysWithValues: lights), "\(low)")
        let counted = try t.all(
          """
          SELECT flow, state, count(project), count(*) - count(project) FROM stage
          WHERE path >= \(low) AND path < \(high) GROUP BY flow, state ORDER BY flow, state
          """, StageBoard.Standing.init)
        let board = try StageBoard.of(
          region: region, year: 2024, path, flows: [GoalForm.name, Monitoring.name], in: t)
        #expect(board == counted, "\(low)")
        let mean = try t.first(
          """
          SELECT count(*), CAST(coalesce(sum(figure_millionths), 0) AS BIGINT) FROM stage
          WHERE path >= \(low) AND path < \(high) AND figure_millionths IS NOT NULL AND part = '7'
          """
        ) { (row) throws(StoreError) in (try row.integer(), try row.integer64()) }
        let (stages, sum) = mean ?? (0, 0)
        let expected =
          stages == 0
          ? nil : ExactDecimal(units: sum, places: 6).divided(by: ExactDecimal(stages), places: 2)
        #expect(
          try StageFigures.mean(region: region, year: 2024, path, flow: Monitoring.name, part: "7", in: t) == expected,
          "\(low)")
      }
    }

    func live() throws {
      let actor = Actor(account: "x", role: .executingUnit, scope: UnitPath(["qu"]))
      let projects = projects
      let region = region
      try database.write { (t) throws(StoreError) in
        try Payments.add(
          projects.enumerated().flatMap { index, id in
            [
              PaymentDraft(project: id, day: "2024-03-0\(index + 1)", amount: Money(fen: 30_00), number: "A\(index)"),
              PaymentDraft(project: id, day: "2024-07-1\(index)", amount: Money(fen: 20_00), number: "B\(index)"),
            ]
          }, region: region, year: 2024, source: "手工登记", by: "x", in: t)
        for (index, id) in projects.enumerated() {
          try Projects.set(2024, of: id, region: region, in: t) { $0.light = index == 0 ? "red" : "green" }
          let unit = index < 2 ? "di" : "min"
          let stage = try Stages.open(
            Monitoring.self, StageDraft(year: 2024, unit: unit, title: "项目", project: id, part: "7"),
            region: region, by: actor, in: t)
          guard let row = try Stages.load(id: stage, in: t) else { throw .missing(subject: "环节") }
          try StageFigures.set(ExactDecimal(units: Int64(40 + index * 7), places: 0), of: row, in: t)
          try StageFigures.set(ExactDecimal(units: Int64(455 + index * 70), places: 1), of: row, in: t)
        }
        try Stages.open(
          GoalForm.self, StageDraft(year: 2024, unit: "shui", title: "部门整体"), region: region, by: actor, in: t)
        try Projects.set(2024, of: projects[0], region: region, in: t) {
          $0.adjusted = Money(fen: 77_00)
          $0.light = "yellow"
        }
      }
    }
  }

  @Test(arguments: Engine.present)
  func `months, lights, standings and means are what adding up gives, also after a unit has moved`(
    engine: Engine
  ) throws {
    let scene = try Scene(engine)
    try scene.live()
    for path in [["qu"], ["qu", "shui"], ["qu", "shui", "di"], ["qu", "min"]] { try scene.check(path) }
    try scene.database.write { (t) throws(StoreError) in
      try Units.movePaths(
        region: scene.region, from: UnitPath(["qu", "shui", "di"]), to: UnitPath(["qu", "min", "di"]), in: t)
    }
    for path in [["qu"], ["qu", "shui"], ["qu", "min", "di"], ["qu", "min"]] { try scene.check(path) }
  }

  @Test(arguments: Engine.present)
  func `a database from before the roll-ups is added up once when it is opened`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.live()
    let mine = Migration.all.filter { $0.name.hasPrefix("2026-11-27-17") && !$0.name.contains("178") }
    // Back to the tables of before, with a light's figure only in the content of its stage.
    try scene.database.write { (t) throws(StoreError) in
      try t.run("UPDATE stage SET content = '{\"goals\":\"45.50\"}' WHERE flow = 'monitoring'")
      for statement: SQL in [
        "DROP TABLE payment_month", "DROP TABLE stage_figure", "ALTER TABLE stage DROP COLUMN figure_millionths",
        "ALTER TABLE stage_count DROP COLUMN departments", "DROP INDEX project_year_by_budget",
        "DROP INDEX project_year_by_light_and_budget", "DROP INDEX project_year_new",
        "DROP INDEX project_year_new_by_sum",
        "ALTER TABLE project_year DROP COLUMN is_new",
        "DROP INDEX project_year_by_score", "ALTER TABLE project_sum DROP COLUMN green_fen",
        "ALTER TABLE project_sum DROP COLUMN yellow_fen", "ALTER TABLE project_sum DROP COLUMN red_fen",
        "ALTER TABLE project_sum DROP COLUMN blue_fen",
      ] { try t.run(statement) }
      for migration in mine { try t.run("DELETE FROM migration WHERE name = \(migration.name)") }
    }
    #expect(mine.count == 4)
    try Migrator(Migration.all).run(in: scene.database)
    for path in [["qu"], ["qu", "shui"], ["qu", "shui", "di"], ["qu", "min"]] { try scene.check(path) }
  }
}
