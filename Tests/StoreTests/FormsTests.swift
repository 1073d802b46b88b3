import Lifecycle
import Model
import Testing

@testable import Store

@Suite struct FormsStoreTests {
  private func district(_ engine: Engine) throws -> (EmptyDatabase, Database, Account) {
    let empty = try EmptyDatabase(engine)
    let database = try empty.open()
    return (empty, database, try SampleDistrict(database).clerk)
  }

  @Test(arguments: Engine.present)
  func `a form comes back as it was saved`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    var draft = SampleDistrict.draft(code: "42010523059T", indicators: 40, errors: 2)
    draft.scoring = .object(["total": .number(ExactDecimal(units: 9250, places: 2)), "scheme": .string("示例")])
    draft.note = "第一次报送"
    let saved = try database.write { (t) throws(StoreError) in try Forms.put(draft, by: clerk.id, in: t) }
    let loaded = try database.read { (t) throws(StoreError) in try Forms.load(id: saved.form, in: t) }
    let form = try #require(loaded)
    #expect(form.content == draft.content)
    #expect(form.content.contacts == draft.content.contacts)
    #expect(form.findings == draft.findings)
    #expect(try form.scoring() == draft.scoring)
    #expect(form.revision.number == 1 && form.revision.authorName == "张示例" && form.revision.note == "第一次报送")
    #expect(form.revision.digest == Digest.sha256(draft.content.json(.stored).canonicalText.utf8))
    #expect(form.row.current == Money(fen: 1_048_710_000) && form.row.indicators == 40 && form.row.errors == 2)
    #expect(form.row.score == ExactDecimal("92.5") && form.row.department == "区水务局")
    #expect(form.row.subject == .form(owner: UnitPath(["qu", "shui", "di"]), state: .draft))
  }

  @Test(arguments: Engine.present)
  func `the same form a second time is a new revision, the same content none`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    var draft = SampleDistrict.draft(code: "T104")
    let first = try database.write { (t) throws(StoreError) in try Forms.put(draft, by: clerk.id, in: t) }
    let same = try database.write { (t) throws(StoreError) in try Forms.put(draft, by: clerk.id, in: t) }
    #expect(same == .unchanged(form: first.form, number: 1))
    draft.content.amounts.current = ExactDecimal("1049")
    draft.findings = []
    let second = try database.write { (t) throws(StoreError) in try Forms.put(draft, by: clerk.id, in: t) }
    #expect(second == .revised(form: first.form, number: 2))
    try database.read { (t) throws(StoreError) in
      let history = try Revisions.history(form: first.form, in: t)
      #expect(history.map(\.number) == [2, 1])
      let old = try Revisions.content(form: first.form, number: 1, in: t)
      let new = try Revisions.content(form: first.form, number: 2, in: t)
      #expect(old?.amounts.current == ExactDecimal("1048.71") && new?.amounts.current == ExactDecimal("1049"))
      let text = try Revisions.canonicalText(form: first.form, number: 2, in: t)
      #expect(text.map { Digest.sha256($0.utf8) } == history[0].digest)
      #expect(try Revisions.content(form: first.form, number: 3, in: t) == nil)
    }
  }

  @Test(arguments: Engine.present)
  func `who saves from an old revision learns the current one`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    var draft = SampleDistrict.draft()
    let form = try database.write { (t) throws(StoreError) in try Forms.create(draft, by: clerk.id, in: t) }.form
    draft.content.amounts.current = ExactDecimal(7)
    _ = try database.write { (t) throws(StoreError) in
      try Forms.save(draft, form: form, basedOn: 1, by: clerk.id, in: t)
    }
    draft.content.amounts.current = ExactDecimal(8)
    #expect(throws: StoreError.conflict(form: form, current: 2)) {
      _ = try database.write { (t) throws(StoreError) in
        try Forms.save(draft, form: form, basedOn: 1, by: clerk.id, in: t)
      }
    }
    #expect(throws: StoreError.missing(subject: "这张表")) {
      _ = try database.write { (t) throws(StoreError) in
        try Forms.save(draft, form: "nix", basedOn: 1, by: clerk.id, in: t)
      }
    }
    let loaded = try database.read { (t) throws(StoreError) in try Forms.load(id: form, in: t) }
    #expect(loaded?.content.amounts.current == ExactDecimal(7))
  }

  @Test(arguments: Engine.present)
  func `a form that is not open for editing takes no revision, by upload neither`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    var draft = SampleDistrict.draft()
    let form = try database.write { (t) throws(StoreError) in try Forms.put(draft, by: clerk.id, in: t) }.form
    draft.content.amounts.current = ExactDecimal(7)
    for state in FormState.allCases where state != .draft {
      try database.write { (t) throws(StoreError) in try Forms.setState(form, state, revision: 1, by: "x", in: t) }
      if state.isOpenForEditing { continue }
      #expect(throws: StoreError.locked(form: form, state: state)) {
        try database.write { (t) throws(StoreError) in try Forms.put(draft, by: clerk.id, in: t) }
      }
    }
    let history = try database.read { (t) throws(StoreError) in try Revisions.history(form: form, in: t) }
    #expect(history.count == 1)
    try database.write { (t) throws(StoreError) in try Forms.setState(form, .returned, revision: 1, by: "x", in: t) }
    let match = try database.read { (t) throws(StoreError) in try Forms.match(draft, in: t) }
    #expect(match?.id == form && match?.state == .returned)
    let saved = try database.write { (t) throws(StoreError) in try Forms.put(draft, by: clerk.id, in: t) }
    #expect(saved == .revised(form: form, number: 2))
  }

  @Test(arguments: Engine.present)
  func `a revision can be neither changed nor deleted nor replaced`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    let draft = SampleDistrict.draft()
    _ = try database.write { (t) throws(StoreError) in try Forms.create(draft, by: clerk.id, in: t) }
    var attempts: [SQL] = [
      "UPDATE revision SET json = '{}'", "UPDATE revision SET note = 'x'", "DELETE FROM revision",
      "UPDATE ledger_entry SET actor = 'x'", "DELETE FROM ledger_entry",
    ]
    switch engine {
    case .sqlite: attempts.append("INSERT OR REPLACE INTO ledger_entry SELECT * FROM ledger_entry WHERE sequence = 1")
    case .postgres: attempts += ["TRUNCATE revision", "TRUNCATE ledger_entry"]
    }
    for attempt in attempts {
      let error = storeError { () throws(StoreError) in
        try database.write { (t) throws(StoreError) in try t.run(attempt) }
      }
      guard case .refused(let rule) = error, rule.hasSuffix("never-changes") else {
        Issue.record("\(attempt.text): \(String(describing: error))")
        continue
      }
    }
    #expect(try Ledger.verify(in: database).isSound)
  }

  @Test(arguments: Engine.present)
  func `a form of an unknown unit is refused whole`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    let before = try database.read { (t) throws(StoreError) in try Ledger.head(region: SampleDistrict.region, in: t) }
    let error = storeError { () throws(StoreError) in
      try database.write { (t) throws(StoreError) in
        try Forms.create(SampleDistrict.draft(unit: "nowhere"), by: clerk.id, in: t)
      }
    }
    guard case .refused = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let after = try database.read { (t) throws(StoreError) in try Ledger.head(region: SampleDistrict.region, in: t) }
    #expect(before == after)
  }

  @Test(arguments: Engine.present)
  func `money is kept to the fen and what no budget reaches is left out of sums`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    let figures = ["0.000001", "-3.5", "9999999999.99", "123456789012345.67", "0.0000001"]
    for (index, figure) in figures.enumerated() {
      var draft = SampleDistrict.draft("项目 \(index)")
      draft.content.amounts.current = ExactDecimal(figure)
      _ = try database.write { (t) throws(StoreError) in try Forms.create(draft, by: clerk.id, in: t) }
    }
    var filter = FormFilter(region: SampleDistrict.region, year: 2024)
    filter.order = .name
    filter.isDescending = false
    let list = try database.read { (t) throws(StoreError) in try Forms.list(filter, in: t) }
    let kept = list.page.items.map { $0.current?.fen }
    #expect(kept == [1, -3_500_000, nil, nil, nil] || kept == [1, -3_500_000, 9_999_999_999_990_000, nil, nil])
    #expect(list.current.fen == kept.reduce(0) { $0 + ($1 ?? 0) })
  }
}
