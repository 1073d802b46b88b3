import Foundation
import Model
import Schemes
import Scoring
import Store
import TestSupport
import Testing
import Web

/// The program as a program: what it prints, and the statuses that others rely on.
@Suite(.enabled(if: DemonstrationServer.program != nil, "hengji is not built")) struct CommandLineTests {
  struct Outcome {
    let status: Int32
    let out: String
    let errors: String
  }

  static func run(_ words: [String], in folder: URL? = nil) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: try #require(DemonstrationServer.program))
    process.arguments = words
    if let folder { process.currentDirectoryURL = folder }
    let (out, errors) = (FileManager.default.temporaryDirectory, UUID().uuidString)
    let files = ["out", "err"].map { out.appending(path: "\(errors).\($0)") }
    for file in files { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, out: try String(contentsOf: files[0], encoding: .utf8),
      errors: try String(contentsOf: files[1], encoding: .utf8))
  }

  static let demo = ProjectFiles.root.appending(path: "Resources/demo").path

  static func folder(_ files: [(name: String, content: Data)]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hengji-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in files { try file.content.write(to: folder.appending(path: file.name)) }
    return folder
  }

  @Test(arguments: [
    "read", "check", "score", "score verify", "import", "serve", "year open", "ledger verify", "rules", "schemes",
    "templates",
  ])
  func `every command has help with an example`(name: String) throws {
    let outcome = try Self.run(name.split(separator: " ").map(String.init) + ["--help"])
    #expect(outcome.status == 0)
    #expect(outcome.out.contains("用法：hengji \(name)"))
    #expect(outcome.out.contains("例：hengji \(name)"))
  }

  @Test func `a year is opened once, and what does not exist is named`() throws {
    let folder = try Self.folder([])
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Self.run(["year", "open", "--data", folder.path, "--year", "2027"]).errors.contains("没有数据库"))
    let database = try Database.open(folder.path + "/hengji.db")
    try database.write { (t) throws(StoreError) in
      try Units.add(region: "qu", id: "qu", name: "示范区", by: "setup", in: t)
    }
    let prepared = try Self.run(["year", "open", "--data", folder.path, "--year", "2027", "--prepare"])
    #expect(prepared.status == 0 && prepared.out.contains("“准备中”"))
    let opened = try Self.run(["year", "open", "--data", folder.path, "--region", "qu", "--year", "2027"])
    #expect(opened.status == 0 && opened.out.contains("已经开年"))
    let again = try Self.run(["year", "open", "--data", folder.path, "--year", "2027", "--prepare"])
    #expect(again.out.contains("“进行中”"), "a year at work stays at work")
    let state = try database.read { (t) throws(StoreError) in try Years.find(region: "qu", 2027, in: t) }
    #expect(state?.state == .open && state?.number == 2)
    #expect(try Self.run(["year", "open", "--data", folder.path, "--year", "2028", "--account", "x"]).status == 2)
    #expect(try Self.run(["year", "open", "--data", folder.path, "--year", "soon"]).status == 2)
  }

  @Test func `an unknown word is answered with what there is`() throws {
    let outcome = try Self.run(["frobnicate"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("没有“frobnicate”这个命令"))
    #expect(try Self.run(["read", "--bogus", "x"]).status == 2)
  }

  @Test func `a folder is read as one line of JSON a file`() throws {
    let outcome = try Self.run(["read", "--json", Self.demo])
    #expect(outcome.status == 0)
    let lines = outcome.out.split(separator: "\n")
    #expect(lines.count >= 4)
    for line in lines {
      let json = try JSONParser.parse(String(line))
      #expect(json["forms"]?.array?.isEmpty == false)
      #expect(json["findings"] == nil)
      #expect(!line.contains("80000001"), "names and numbers of persons stay out")
    }
    #expect(outcome.errors == "", "no progress bar where nobody looks")
  }

  @Test func `contacts are printed only when asked for`() throws {
    #expect(try Self.run(["read", "--json", "--with-contacts", Self.demo]).out.contains("80000001"))
  }

  @Test func `check ends with 1 when there is an error`() throws {
    let outcome = try Self.run(["check", "--json", Self.demo])
    #expect(outcome.status == 1)
    let rules = try outcome.out.split(separator: "\n").flatMap { line in
      try JSONParser.parse(String(line))["findings"]?.array?.compactMap { $0["rule"]?.string } ?? []
    }
    #expect(Set(rules).isSuperset(of: ["change-amount", "calc-line-product", "share-recompute"]))
  }

  @Test func `a downloaded score is computed again, and what was changed is named`() throws {
    let pipeline = try Pipeline.standard()
    var form = FormContent(kind: .projectSelfEvaluation)
    form.name = "示例项目"
    form.year = 2023
    form.execution = Execution()
    form.execution?.budget = 100
    form.execution?.actual = 95
    var goal = Goal(id: "g1")
    var row = Indicator(id: "i1")
    (row.level1, row.name, row.target, row.actual) = ("产出指标", "巡查次数", "≥12次", "9次")
    row.weight = 60
    goal.indicators = [row]
    form.goals = [goal]
    let score = try #require(pipeline.score(form))
    let scheme = try #require(pipeline.schemes[score.scheme])
    let text = Recomputation.file(score, of: form, with: scheme) { "sm3:" + Digest.sm3($0) }.text(.indented)
    let other = text.replacing("\"target\": \"≥12次\"", with: "\"target\": \"≥9次\"")
    #expect(other != text)
    let folder = try Self.folder([("right.json", Data(text.utf8)), ("changed.json", Data(other.utf8))])
    defer { try? FileManager.default.removeItem(at: folder) }
    let right = try Self.run(["score", "verify", "right.json"], in: folder)
    #expect(right.status == 0 && right.out.contains("一处不差"))
    let changed = try Self.run(["score", "verify", "changed.json"], in: folder)
    #expect(changed.status == 1 && changed.out.contains("表 · digest") && changed.out.contains("巡查次数"))
    let told = try Self.run(["score", "verify", "--json", "right.json"], in: folder)
    #expect(try JSONParser.parse(told.out)["agrees"] == .bool(true))
    #expect(try Self.run(["score", "verify", Self.demo], in: folder).status == 2)
  }

  @Test func `score explains every point`() throws {
    let outcome = try Self.run(["score", "--json", Self.demo])
    #expect(outcome.status == 0)
    let scored = try outcome.out.split(separator: "\n").compactMap {
      try JSONParser.parse(String($0))["scoring"]?.array?.first
    }
    let score = try #require(scored.first)
    #expect(score["total"]?.number != nil)
    #expect(score["parts"]?.array?.allSatisfy { $0["why"]?.string?.isEmpty == false } == true)
  }

  @Test func `a file without forms is no error and says so`() throws {
    let folder = try Self.folder([("信.txt", Data("今天下午三点开会。\n".utf8))])
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try Self.run(["check", "--json", folder.path])
    #expect(outcome.status == 0)
    let json = try JSONParser.parse(outcome.out)
    #expect(json["forms"]?.array?.isEmpty == true)
    #expect(json["findings"]?.array?.first?["rule"]?.string == "nothing-recognised")
  }

  @Test func `files that cannot be read are named and the others are read`() throws {
    let demo = try FileManager.default.contentsOfDirectory(atPath: Self.demo).sorted()[0]
    let good = try Data(contentsOf: URL(filePath: Self.demo).appending(path: demo))
    let folder = try Self.folder([
      ("1空.docx", Data()), ("2照片.docx", Data([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46, 0])),
      ("3好.txt", good),
      ("4坏.docx", Data("PK\u{3}\u{4}".utf8) + Data(repeating: 7, count: 300)),
    ])
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try Self.run(["check", "--json", folder.path, "/没有这个文件"])
    #expect(outcome.status == 2)
    #expect(outcome.out.split(separator: "\n").count >= 1)
    #expect(try JSONParser.parse(outcome.out)["file"]?.string == "3好.txt")
    for (name, code) in [("1空.docx", "empty"), ("2照片.docx", "image"), ("4坏.docx", "damaged")] {
      let line = outcome.errors.split(separator: "\n").first { $0.contains(name) }
      #expect(line?.contains("（\(code)）") == true, "\(name): \(line ?? "")")
    }
    #expect(outcome.errors.contains("/没有这个文件：没有这个文件或文件夹"))
  }

  @Test func `rules, schemes and templates are listed without mistakes`() throws {
    #expect(try JSONParser.parse(Self.run(["rules", "--json"]).out).array?.count ?? 0 >= 40)
    for name in ["schemes", "templates"] {
      let outcome = try Self.run([name, "--json"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try JSONParser.parse(outcome.out).array?.count ?? 0 >= 5)
    }
  }
}
