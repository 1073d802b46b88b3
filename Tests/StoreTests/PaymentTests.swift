import Lifecycle
import Model
import Testing

@testable import Store

@Suite struct PaymentTests {
  /// Two projects of 2024: one of the dyke station, one of another department.
  private struct Scene {
    let empty: EmptyDatabase
    let database: Database
    let dyke: String
    let home: String

    init(_ engine: Engine) throws {
      empty = try EmptyDatabase(engine)
      database = try empty.open()
      _ = try SampleDistrict(database)
      (dyke, home) = try database.write { (t) throws(StoreError) in
        let dyke = try Projects.add(
          ProjectDraft(code: "T104", name: "堤防设施维护费", unit: "di", firstYear: 2024), region: SampleDistrict.region,
          by: "setup", in: t)
        let home = try Projects.add(
          ProjectDraft(code: "T105", name: "福利院运行", unit: "min", firstYear: 2024), region: SampleDistrict.region,
          by: "setup", in: t)
        for id in [dyke, home] {
          try Projects.set(2024, of: id, region: SampleDistrict.region, in: t) { $0.approved = Money(fen: 100_00) }
        }
        return (dyke, home)
      }
    }

    func add(_ drafts: [PaymentDraft]) throws(StoreError) {
      try database.write { (t) throws(StoreError) in
        try Payments.add(drafts, region: SampleDistrict.region, year: 2024, source: "手工登记", by: "setup", in: t)
      }
    }

    func paid(_ project: String) throws -> Money? {
      try database.read { (t) throws(StoreError) in
        try Projects.year(region: SampleDistrict.region, 2024, project: project, in: t)?.figures.paid
      }
    }
  }

  @Test(arguments: Engine.present)
  func `payments add up in the project, in every branch and in the ledger`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.add([
      PaymentDraft(project: scene.dyke, day: "2024-03-05", amount: Money(fen: 30_00), number: "A1"),
      PaymentDraft(project: scene.dyke, day: "2024-07-31", amount: Money(fen: 20_00), number: "A2"),
      PaymentDraft(project: scene.home, day: "2024-08-01", amount: Money(fen: 7_00), number: "B1"),
    ])
    try scene.add([PaymentDraft(project: scene.dyke, day: "2024-08-02", amount: Money(fen: -5_00), number: "A2红")])
    #expect(try scene.paid(scene.dyke) == Money(fen: 45_00) && scene.paid(scene.home) == Money(fen: 7_00))
    let region = SampleDistrict.region
    try scene.database.read { (t) throws(StoreError) in
      let all = try ProjectSums.of(region: region, year: 2024, UnitPath(["qu"]), in: t)
      #expect(all?.paid == Money(fen: 52_00))
      let upTo = try Payments.paid(region: region, year: 2024, project: scene.dyke, upTo: "2024-07-31", in: t)
      #expect(upTo == Money(fen: 50_00), "a checkpoint counts what was paid until its last day")
      let months = try Payments.monthly(region: region, year: 2024, UnitPath(["qu", "shui"]), in: t)
      #expect(months.months == [3: Money(fen: 30_00), 7: Money(fen: 20_00), 8: Money(fen: -5_00)])
      #expect(months.last == "2024-08-02")
      #expect(try Ledger.list(region: region, in: t).first?.entry.knownAction == .paymentsSet)
    }
    #expect(try Ledger.verify(in: scene.database).isSound)
  }

  @Test(arguments: Engine.present)
  func `the same paper is not entered twice, and what was with it neither`(engine: Engine) throws {
    let scene = try Scene(engine)
    let paper = PaymentDraft(project: scene.dyke, day: "2024-03-05", amount: Money(fen: 30_00), number: "A1")
    try scene.add([paper])
    let other = PaymentDraft(project: scene.dyke, day: "2024-03-06", amount: Money(fen: 1_00), number: "A3")
    let known = try scene.database.read { (t) throws(StoreError) in
      try Payments.known([paper, other], region: SampleDistrict.region, year: 2024, in: t)
    }
    #expect(known == [paper])
    let error = storeError { () throws(StoreError) in try scene.add([other, paper]) }
    guard case .refused = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try scene.paid(scene.dyke) == Money(fen: 30_00))
  }

  @Test(arguments: Engine.present)
  func `payments are found by branch, month and words, with their sum`(engine: Engine) throws {
    let scene = try Scene(engine)
    try scene.add([
      PaymentDraft(project: scene.dyke, day: "2024-03-05", amount: Money(fen: 30_00), number: "A1"),
      PaymentDraft(project: scene.dyke, day: "2024-04-01", amount: Money(fen: 20_00), number: "A2"),
      PaymentDraft(project: scene.home, day: "2024-03-31", amount: Money(fen: 7_00), number: "B1"),
    ])
    func list(_ change: (inout PaymentFilter) -> Void) throws -> (numbers: [String], sum: Money) {
      var filter = PaymentFilter(region: SampleDistrict.region, year: 2024)
      change(&filter)
      let found = try scene.database.read { (t) throws(StoreError) in try Payments.list(filter, in: t) }
      return (found.page.items.map(\.number), found.sum)
    }
    #expect(try list { _ in }.numbers == ["A2", "B1", "A1"])
    let march = try list { $0.month = 3 }
    #expect(march.numbers == ["B1", "A1"] && march.sum == Money(fen: 37_00))
    #expect(try list { $0.scope = UnitPath(["qu", "shui"]) }.numbers == ["A2", "A1"])
    #expect(try list { $0.search = "福利院" }.numbers == ["B1"])
    #expect(try list { $0.search = "A2" }.numbers == ["A2"])
  }
}
