import Lifecycle
import Model
import Synchronization
import Testing

@testable import Store

/// A way of touching the ledger or what it vouches for, and what the walk must say.
struct Tampering: Sendable, CustomTestStringConvertible {
  let name: String
  let statements: [String]
  let sequence: Int
  let reason: LedgerCheck.Reason
  var testDescription: String { name }

  init(_ name: String, _ statements: String..., finds sequence: Int, _ reason: LedgerCheck.Reason) {
    self.name = name
    self.statements = statements
    self.sequence = sequence
    self.reason = reason
  }

  /// The sample has entries 1…4 for units, 5 for the account, 6…10 for revisions of five forms, 11 for a state.
  static let all: [Tampering] = [
    .init(
      "another actor", "UPDATE ledger_entry SET actor = 'x' WHERE sequence = 6", finds: 6, .hashMismatch),
    .init(
      "another time", "UPDATE ledger_entry SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = 9", finds: 9,
      .hashMismatch),
    .init(
      "another payload digest", "UPDATE ledger_entry SET payload_digest = digest FROM revision WHERE sequence = 7",
      finds: 7, .hashMismatch),
    .init(
      "text moved from one field to the next",
      "UPDATE ledger_entry SET actor = actor || substr(action, 1, 1), action = substr(action, 2) WHERE sequence = 3",
      finds: 3, .hashMismatch),
    .init("an entry deleted", "DELETE FROM ledger_entry WHERE sequence = 8", finds: 8, .gap(next: 9)),
    .init("the first deleted", "DELETE FROM ledger_entry WHERE sequence = 1", finds: 1, .gap(next: 2)),
    .init("the last deleted", "DELETE FROM ledger_entry WHERE sequence = 11", finds: 11, .gap(next: nil)),
    .init("all deleted", "DELETE FROM ledger_entry", finds: 1, .gap(next: nil)),
    .init(
      "the end cut off with its note", "DELETE FROM ledger_entry WHERE sequence > 9",
      "UPDATE ledger_head SET sequence = 9, hash = (SELECT hash FROM ledger_entry WHERE sequence = 9)", finds: 10,
      .revisionUnrecorded),
    .init(
      "an entry inserted at the end",
      """
      INSERT INTO ledger_entry SELECT region, 12, at, actor, action, subject, detail, payload_digest, previous_hash, hash
      FROM ledger_entry WHERE sequence = 11
      """, finds: 12, .hashMismatch),
    .init(
      "an entry put in before the first",
      """
      INSERT INTO ledger_entry SELECT region, 0, at, actor, action, subject, detail, payload_digest, previous_hash, hash
      FROM ledger_entry WHERE sequence = 1
      """, finds: 1, .gap(next: 0)),
    .init(
      "two entries swapped", "UPDATE ledger_entry SET sequence = 100 WHERE sequence = 7",
      "UPDATE ledger_entry SET sequence = 7 WHERE sequence = 8",
      "UPDATE ledger_entry SET sequence = 8 WHERE sequence = 100", finds: 7, .hashMismatch),
    .init(
      "a figure changed in a revision",
      "UPDATE revision SET json = replace(json, '1048.71', '1048.72') WHERE ledger_sequence = 8", finds: 8,
      .revisionMismatch),
    .init(
      "a figure and its digest changed",
      "UPDATE revision SET json = '{}', digest = '\(Digest.sha256("{}".utf8))' WHERE ledger_sequence = 7", finds: 7,
      .revisionMismatch),
    .init(
      "two revisions swapped", "UPDATE revision SET ledger_sequence = 100 WHERE ledger_sequence = 6",
      "UPDATE revision SET ledger_sequence = 6 WHERE ledger_sequence = 7",
      "UPDATE revision SET ledger_sequence = 7 WHERE ledger_sequence = 100", finds: 6, .revisionMismatch),
    .init("a revision deleted", "DELETE FROM revision WHERE ledger_sequence = 9", finds: 9, .revisionMissing),
    .init(
      "a revision slipped in behind the end",
      """
      INSERT INTO revision SELECT region, year, form, 2, author, at, note, digest, 12, json FROM revision
      WHERE ledger_sequence = 6
      """, finds: 12, .revisionUnrecorded),
    .init(
      "a revision slipped under another entry",
      """
      INSERT INTO revision SELECT region, year, form, 2, author, at, note, digest, 5, json FROM revision
      WHERE ledger_sequence = 6
      """, finds: 5, .revisionUnrecorded),
    .init("the note of the end changed", "UPDATE ledger_head SET hash = 'x'", finds: 11, .headMismatch),
    .init("the note of the end lost", "DELETE FROM ledger_head", finds: 11, .headMismatch),
  ]
}

@Suite struct LedgerTests {
  private func ledger(_ engine: Engine) throws -> (EmptyDatabase, Database) {
    let empty = try EmptyDatabase(engine)
    let database = try empty.open()
    let clerk = try SampleDistrict(database).clerk
    var forms: [String] = []
    for number in 1...5 {
      forms.append(
        try database.write { (t) throws(StoreError) in
          try Forms.put(SampleDistrict.draft("项目 \(number)"), by: clerk.id, in: t).form
        })
    }
    try database.write { (t) throws(StoreError) in
      try Forms.setState(forms[0], .inReview, revision: 1, by: clerk.id, in: t)
    }
    return (empty, database)
  }

  private static let dropTriggers: [Engine: [String]] = [
    .sqlite: [
      "DROP TRIGGER ledger_entry_update", "DROP TRIGGER ledger_entry_delete", "DROP TRIGGER revision_update",
      "DROP TRIGGER revision_delete",
    ],
    .postgres: [
      "DROP TRIGGER ledger_entry_change ON ledger_entry", "DROP TRIGGER revision_change ON revision",
    ],
  ]

  @Test(arguments: Engine.present)
  func `an untouched ledger is sound in batches of any size`(engine: Engine) throws {
    let (empty, database) = try ledger(engine)
    defer { _ = empty }
    for batch in [1, 2, 3, 11, 500] {
      var progress: [Int] = []
      let check = try Ledger.verify(in: database, batch: batch) { done, total in
        progress.append(done)
        #expect(total == 11)
      }
      #expect(check.isSound && check.entries == 11 && check.revisions == 5)
      #expect(progress == progress.sorted() && progress.last == 11)
    }
  }

  @Test(arguments: Engine.present, Tampering.all)
  func `the first broken entry is named`(engine: Engine, tampering: Tampering) throws {
    let (empty, database) = try ledger(engine)
    for statement in Self.dropTriggers[engine] ?? [] { try empty.tamper(statement) }
    for statement in tampering.statements { try empty.tamper(statement) }
    for batch in [1, 4, 500] {
      let check = try Ledger.verify(in: database, batch: batch)
      #expect(check.broken?.sequence == tampering.sequence)
      #expect(check.broken?.reason == tampering.reason)
    }
  }

  @Test(arguments: Engine.present)
  func `a chain written anew is found with the help of a witness`(engine: Engine) throws {
    let (empty, database) = try ledger(engine)
    defer { _ = empty }
    let region = SampleDistrict.region
    let kept = try database.read { (t) throws(StoreError) in try Ledger.head(region: region, in: t) }
    let witness = try #require(kept)
    #expect(try Ledger.verify(in: database, witnesses: [region: witness]).isSound)
    let forged = Ledger.Head(sequence: 7, hash: witness.hash)
    let check = try Ledger.verify(in: database, witnesses: [region: forged])
    #expect(check.broken == .init(region: region, sequence: 7, reason: .witnessMismatch))
    let later = Ledger.Head(sequence: 12, hash: witness.hash)
    let short = try Ledger.verify(in: database, witnesses: [region: later])
    #expect(short.broken == .init(region: region, sequence: 12, reason: .gap(next: nil)))
  }

  @Test func `the hash is that of the documented bytes`() throws {
    // Computed by hand from decision 0061: printf of the ten fields into `openssl dgst -sm3`.
    let record = Ledger.Record(
      region: "420199", actor: "setup", action: .unitAdded, subject: "unit/qu",
      detail: .object(["name": .string("示例区")]))
    let entry = LedgerEntry(
      record, sequence: 1, at: try #require(Instant("2026-11-20T06:32:05.123Z")), previousHash: Ledger.start)
    #expect(entry.detail == #"{"name":"示例区"}"#)
    #expect(entry.payloadDigest == "efe9751c5b0eb5af4ce26e99d6d66fcdbe2826a8b448faf4db5c15db5e2a436f")
    #expect(entry.hash == "301a846f7a18f9efd97b7ce2fc8ac92426b1ad55bf28e8882019086efac3ca0d")
    #expect(Digest.sm3("abc".utf8) == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
    #expect(Digest.sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test(arguments: Engine.present)
  func `the ledger is read from its end, and by subject`(engine: Engine) throws {
    let (empty, database) = try ledger(engine)
    defer { _ = empty }
    try database.read { (t) throws(StoreError) in
      let newest = try Ledger.list(region: SampleDistrict.region, limit: 4, in: t)
      #expect(newest.map(\.entry.sequence) == [11, 10, 9, 8])
      #expect(newest[1].actorName == "张示例" && newest[1].actorUnit == "堤防管理所")
      let older = try Ledger.list(region: SampleDistrict.region, before: 8, limit: 4, in: t)
      #expect(older.map(\.entry.sequence) == [7, 6, 5, 4])
      #expect(older[3].actorName == nil && older[3].entry.actor == "setup")
      let form = newest[0].entry.subject.split(separator: "/").prefix(2).joined(separator: "/")
      let ofForm = try Ledger.list(region: SampleDistrict.region, subject: form, in: t)
      #expect(ofForm.map(\.entry.sequence) == [11, 6])
      #expect(try Ledger.list(region: "else", in: t).isEmpty)
    }
  }

  @Test(arguments: Engine.present)
  func `each region has a chain of its own`(engine: Engine) throws {
    let (empty, database) = try ledger(engine)
    defer { _ = empty }
    try database.write { (t) throws(StoreError) in
      try Units.add(region: "420198", id: "qu", name: "邻区", by: "setup", in: t)
    }
    let head = try database.read { (t) throws(StoreError) in try Ledger.head(region: "420198", in: t) }
    #expect(head?.sequence == 1)
    #expect(try Ledger.verify(in: database).entries == 12)
    #expect(try Ledger.verify(in: database, regions: ["420198"]).entries == 1)
  }
}
