import Lifecycle
import Model
import Testing

@testable import Store

@Suite struct PublicationTests {
  private func draft(
    _ year: Int, _ title: String, _ subject: PublicationSubject = .goals, unit: String = "di", replaces: String? = nil
  ) -> PublicationDraft {
    PublicationDraft(
      year: year, subject: subject, title: title, unit: unit, unitName: "堤防管理所", department: "区水务局",
      content: .object(["note": .string("\(year)\(title)\(replaces ?? "")"), "kind": .string("example")]),
      replaces: replaces)
  }

  @Test(arguments: Engine.present)
  func `what is published of one project is found by year, and a correction takes the place of what it corrects`(
    engine: Engine
  ) throws {
    let empty = try EmptyDatabase(engine)
    let clock = HandClock()
    let database = try empty.open(clock.surroundings)
    let clerk = try SampleDistrict(database).clerk
    let region = SampleDistrict.region
    func add(_ draft: PublicationDraft) throws -> Publication {
      try database.write { (t) throws(StoreError) in
        try Publications.add(draft, region: region, by: clerk.id, in: t)
      }
    }
    let unit = clerk.unit
    let wrong = try add(draft(2024, "堤防养护", unit: unit))
    let scored = try add(draft(2023, "堤防养护", .selfEvaluations, unit: unit))
    _ = try add(draft(2024, "堤防养护二期", unit: unit))
    let right = try add(draft(2024, "堤防养护", unit: unit, replaces: wrong.receipt))
    try database.read { (t) throws(StoreError) in
      let years = try Publications.ofObject(region: region, unit: unit, title: "堤防养护", in: t)
      #expect(years.map(\.receipt) == [right.receipt, scored.receipt])
      #expect(try Publications.ofObject(region: region, unit: "nowhere", title: "堤防养护", in: t).isEmpty)
      #expect(try Publications.find(receipt: wrong.receipt, in: t)?.replacedBy == right.receipt)
      #expect(try Publications.find(digest: scored.digest, in: t)?.receipt == scored.receipt)
      var filter = Publications.Filter(region: region)
      filter.search = "堤防"
      #expect(try Publications.list(filter, in: t).total == 3)
      filter.subject = .selfEvaluations
      #expect(try Publications.list(filter, in: t).items.map(\.receipt) == [scored.receipt])
      #expect(try Publications.years(region: region, in: t) == [2024, 2023])
    }
    #expect(try Ledger.verify(in: database).isSound)
  }
}
