import Lifecycle
import Model
import Testing

@testable import Store

@Suite struct ValueCheckTests {
  @Test(arguments: Engine.present)
  func `the latest check of each value is kept with who and when, and the ledger knows all`(engine: Engine) throws {
    let empty = try EmptyDatabase(engine)
    let clock = HandClock()
    let database = try empty.open(clock.surroundings)
    let clerk = try SampleDistrict(database).clerk
    let path = FormPath("goals[g1].text")
    let form = try database.write { (t) throws(StoreError) in
      let id = try Forms.create(SampleDistrict.draft(code: "T1"), by: clerk.id, in: t).form
      guard let row = try Forms.row(id: id, in: t) else { throw .missing(subject: "表") }
      for value in ["旧", "新\u{1F600}"] { try ValueChecks.put(path, value: value, of: row, by: clerk.id, in: t) }
      try ValueChecks.put(FormPath("amounts.current"), value: "", of: row, by: clerk.id, in: t)
      return row
    }
    let (checks, entries) = try database.read { (t) throws(StoreError) in
      (
        try ValueChecks.list(of: form, in: t),
        try Ledger.list(region: form.region, limit: 3, in: t).filter { $0.entry.action == "form.check" }
      )
    }
    #expect(checks.map(\.path.text) == ["amounts.current", "goals[g1].text"])
    #expect(checks.map(\.value) == ["", "新\u{1F600}"])
    #expect(checks.allSatisfy { $0.account == clerk.id && $0.accountName == clerk.displayName })
    #expect(entries.count == 3)
  }
}
