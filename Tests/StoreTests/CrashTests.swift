import Foundation
import Model
import Testing

@testable import Store

/// A process that is killed in the middle of its work loses nothing that it had acknowledged.
@Suite struct CrashTests {
  private static let environment = ProcessInfo.processInfo.environment

  @Test(arguments: Engine.present)
  func `a killed process loses no acknowledged write and leaves no half one`(engine: Engine) throws {
    let empty = try EmptyDatabase(engine)
    _ = try SampleDistrict(try empty.open())
    let acknowledged = empty.folder + "/acknowledged"
    for round in 1...3 {
      try kill(after: round * 25, url: empty.url, acknowledged: acknowledged)
      let names = Set(try String(contentsOfFile: acknowledged, encoding: .utf8).split(separator: "\n").map(String.init))
      let database = try empty.open()
      let forms = try database.read { (t) throws(StoreError) in
        try t.all(
          "SELECT f.name, count(r.number) FROM form f LEFT JOIN revision r ON r.form = f.id GROUP BY f.id, f.name"
        ) {
          (row) throws(StoreError) in (try row.text(), try row.integer())
        }
      }
      let kept = Dictionary(uniqueKeysWithValues: forms)
      #expect(names.count >= round * 25)
      #expect(names.subtracting(kept.keys) == [])
      // Each write made a form and a second revision of it: both or neither.
      #expect(kept.values.allSatisfy { $0 == 2 })
      let check = try Ledger.verify(in: database)
      #expect(check.isSound && check.revisions == kept.count * 2)
    }
  }

  /// Runs this very test program as another process that writes, and kills it when it has acknowledged enough.
  private func kill(after count: Int, url: String, acknowledged: String) throws {
    let child = Process()
    child.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    child.arguments = ["--testing-library", "swift-testing", "--filter", "CrashWriter"]
    child.environment = Self.environment.merging(
      ["HENGJI_CRASH_URL": url, "HENGJI_CRASH_ACKNOWLEDGED": acknowledged], uniquingKeysWith: { $1 })
    child.standardOutput = FileHandle.nullDevice
    child.standardError = FileHandle.nullDevice
    try child.run()
    let deadline = Date.now.addingTimeInterval(120)
    while Date.now < deadline, child.isRunning {
      let text = (try? String(contentsOfFile: acknowledged, encoding: .utf8)) ?? ""
      if text.utf8.count(where: { $0 == 0x0A }) >= count { break }
      usleep(3000)
    }
    #expect(child.isRunning)
    Foundation.kill(child.processIdentifier, SIGKILL)
    child.waitUntilExit()
  }
}

/// The process that is killed: four threads that write and note each write that was acknowledged.
@Suite struct CrashWriter {
  private static let url = ProcessInfo.processInfo.environment["HENGJI_CRASH_URL"]
  private static let acknowledged = ProcessInfo.processInfo.environment["HENGJI_CRASH_ACKNOWLEDGED"]

  @Test(.enabled(if: url != nil))
  func `write until killed`() throws {
    let database = try Database.open(try #require(Self.url))
    let file = open(try #require(Self.acknowledged), O_WRONLY | O_CREAT | O_APPEND, 0o600)
    let group = DispatchGroup()
    for thread in 0..<4 {
      group.enter()
      Thread {
        for number in 0..<100_000 {
          let name = "\(getpid())-\(thread)-\(number)"
          let error = storeError { () throws(StoreError) in
            try database.write { (t) throws(StoreError) in
              var draft = SampleDistrict.draft(name)
              let form = try Forms.put(draft, by: "child", in: t)
              draft.content.title = "再存一次"
              _ = try Forms.save(draft, form: form.form, basedOn: 1, by: "child", in: t)
            }
          }
          if error != nil { break }
          let line = Array("\(name)\n".utf8)
          _ = write(file, line, line.count)
        }
        group.leave()
      }.start()
    }
    group.wait()
  }
}
