import Foundation
import Model
import Testing

@testable import Store

@Suite struct BatchTests {
  private func district(_ engine: Engine) throws -> (EmptyDatabase, Database, Account) {
    let empty = try EmptyDatabase(engine)
    let database = try empty.open()
    return (empty, database, try SampleDistrict(database).clerk)
  }

  private func begin(_ database: Database, _ clerk: Account, files: Int) throws -> String {
    try database.write { (t) throws(StoreError) in
      try Batches.begin(
        region: SampleDistrict.region, year: 2026, unit: "di",
        files: (0..<files).map { .init(name: "自评表 \($0).docx", size: 100 + $0, digest: nil) }, by: clerk.id, in: t)
    }
  }

  @Test(arguments: Engine.present)
  func `a batch tells of every file what came of it`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    let id = try begin(database, clerk, files: 3)
    try database.write { (t) throws(StoreError) in
      try Batches.startReading(id, file: 1, in: t)
      let saved = [
        try Forms.put(SampleDistrict.draft("甲", errors: 1), by: clerk.id, in: t),
        try Forms.put(SampleDistrict.draft("乙"), by: clerk.id, in: t),
      ]
      try Batches.settle(id, file: 1, .read(saved), in: t)
    }
    var batch = try #require(try database.read { (t) throws(StoreError) in try Batches.find(id: id, in: t) })
    #expect(batch.state == .running && batch.filesDone == 1 && batch.formsTotal == 2)
    try database.write { (t) throws(StoreError) in
      try Batches.settle(id, file: 3, .failed(reason: "zip-damaged", sentence: "文件不完整，请重新传。"), in: t)
      let saved = try Forms.put(SampleDistrict.draft("丙"), by: clerk.id, in: t)
      try Batches.settle(id, file: 2, .doubtful([saved], reason: "figures", sentence: "有 2 格没认出，请确认。"), in: t)
    }
    batch = try #require(try database.read { (t) throws(StoreError) in try Batches.find(id: id, in: t) })
    #expect(batch.state == .done && batch.filesDone == 3 && batch.doubtful == 1 && batch.failed == 1)
    #expect(batch.finishedAt != nil && batch.accountName == "张示例")
    try database.read { (t) throws(StoreError) in
      let files = try Batches.files(of: batch, in: t)
      #expect(files.map(\.state) == [.read, .doubtful, .failed])
      #expect(files[0].forms.map(\.name) == ["甲", "乙"] && files[0].forms[0].errors == 1)
      #expect(files[2].reason == "zip-damaged" && files[2].sentence == "文件不完整，请重新传。")
      #expect(try Batches.recent(account: clerk.id, in: t) == [batch])
      #expect(try Batches.recent(region: SampleDistrict.region, within: clerk.scope, in: t) == [batch])
      #expect(try Batches.unfinished(in: t).isEmpty)
    }
    #expect(try Ledger.verify(in: database).isSound)
  }

  @Test(arguments: Engine.present)
  func `a file that fails while its forms are saved leaves no form`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    let id = try begin(database, clerk, files: 2)
    #expect(throws: StoreError.self) {
      try database.write { (t) throws(StoreError) in
        let saved = try Forms.put(SampleDistrict.draft("甲"), by: clerk.id, in: t)
        try Batches.settle(id, file: 1, .read([saved]), in: t)
        _ = try Forms.put(SampleDistrict.draft("乙", unit: "nowhere"), by: clerk.id, in: t)
      }
    }
    try database.read { (t) throws(StoreError) in
      let batch = try Batches.find(id: id, in: t)
      #expect(batch?.filesDone == 0)
      #expect(try FormCounts.byKind(region: SampleDistrict.region, year: 2024, in: t).isEmpty)
      #expect(try Batches.unfinished(in: t).map(\.id) == [id])
    }
  }

  @Test(arguments: Engine.present)
  func `a file is settled once and a batch stopped once`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    let id = try begin(database, clerk, files: 2)
    let failed = Batches.Result.failed(reason: "empty", sentence: "文件是空的。")
    try database.write { (t) throws(StoreError) in try Batches.settle(id, file: 1, failed, in: t) }
    #expect(throws: StoreError.refused(rule: "batch-file-settled-once")) {
      try database.write { (t) throws(StoreError) in try Batches.settle(id, file: 1, failed, in: t) }
    }
    for _ in 0..<2 { try database.write { (t) throws(StoreError) in try Batches.stop(id, in: t) } }
    let batch = try database.read { (t) throws(StoreError) in try Batches.find(id: id, in: t) }
    #expect(batch?.state == .stopped && batch?.filesDone == 1)
    let entries = try database.read { (t) throws(StoreError) in
      try Ledger.list(region: SampleDistrict.region, subject: "batch/\(id)", in: t)
    }
    #expect(entries.map(\.entry.knownAction) == [.batchFinished, .batchBegun])
  }

  @Test(arguments: Engine.present)
  func `the same bytes are kept and entered once`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    let store = try FileStore(folder: empty.folder + "/files")
    let bytes = Array("衡绩".utf8)
    for name in ["甲.docx", "乙.docx"] {
      let kept = try store.keep(bytes)
      let file = try database.write { (t) throws(StoreError) in
        try Files.record(
          kept, name: name, mediaType: "text/plain", region: SampleDistrict.region, by: clerk.id, in: t)
      }
      #expect(file.name == "甲.docx" && file.size == 6 && file.digest == Digest.sha256(bytes))
      #expect(try store.bytes(digest: kept.digest) == bytes)
    }
    let entries = try database.read { (t) throws(StoreError) in
      try Ledger.list(region: SampleDistrict.region, subject: "file/\(Digest.sha256(bytes))", in: t)
    }
    #expect(entries.count == 1)
    #expect(try store.bytes(digest: String(repeating: "0", count: 64)) == nil)
    #expect(try Ledger.verify(in: database).isSound)
  }

  @Test func `bytes that were changed on the disk are not given out`() throws {
    let empty = try EmptyDatabase(.sqlite)
    let store = try FileStore(folder: empty.folder + "/files")
    let kept = try store.keep(Array("原文".utf8))
    let path = "\(empty.folder)/files/\(kept.digest.prefix(2))/\(kept.digest)"
    try Data("改过".utf8).write(to: URL(filePath: path))
    #expect(throws: StoreError.refused(rule: "file-as-kept")) { try store.bytes(digest: kept.digest) }
  }

  @Test func `what stands in the way of the folder is said`() {
    #expect(throws: StoreError.self) { try FileStore(folder: "/proc/nowhere/files") }
    #expect(throws: StoreError.self) { try Database.open("/proc/nowhere/hengji.db") }
    #expect(throws: StoreError.self) { try Database.open("postgres://nobody@127.0.0.1:1/none") }
  }
}
