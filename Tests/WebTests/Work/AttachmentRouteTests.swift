import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

@Suite struct AttachmentRouteTests {
  private static let year = 2026
  private static let pdf = "%PDF-1.7 before and after"

  private let app: TestApplication
  private let stage: String

  init() throws {
    let app = try TestApplication()
    try app.openYear(Self.year)
    let office = try app.house.add("issuer", .financePerformanceOffice, unit: "root")
    let clerk = try app.house.add("owner", .executingUnit)
    stage = try app.house.database.write { (t) throws(StoreError) in
      let id = try Rectifications.issue(
        Rectification(source: .audit, problemClass: "数据不实", problem: "台账不符", measure: "更正并重报"), unit: "water",
        try Desk(office, year: Self.year, .shipped, in: t), in: t)
      try Steps.take(
        StepRequest(stage: id, event: "acknowledge", basedOn: 1), try Desk(clerk, year: Self.year, .shipped, in: t),
        in: t)
      return id
    }
    self.app = app
  }

  private func browser(_ role: Role, unit: String = "water") throws -> TestBrowser {
    let browser = try app.signedIn(role, login: "\(role.rawValue)-\(UInt32.random(in: 0 ... .max))", unit: unit)
    browser.cookies["hengji_year"] = String(Self.year)
    return browser
  }

  private func send(_ browser: TestBrowser, _ name: String, _ text: String, purpose: String = "proof") throws
    -> Response
  {
    try browser.attach([(name, text)], purpose: purpose, to: "/stages/\(stage)/files", folder: app.house.folder.path)
  }

  private func files() throws -> [Store.Attachment] {
    try app.house.database.read { (t) throws(StoreError) in try Attachments.of(.stage(stage), in: t) }
  }

  @Test func `evidence is brought, shown to its readers, downloaded as a file and taken away`() throws {
    let clerk = try browser(.executingUnit)
    #expect(clerk.get("/rectifications/\(stage)").text.contains("action=\"/stages/\(stage)/files\""))
    let sent = try send(clerk, "照片 1.pdf", Self.pdf)
    #expect(sent.status == .seeOther && sent["Location"] == "/rectifications/\(stage)#files")
    let file = try #require(try files().first)
    let page = clerk.get("/rectifications/\(stage)").text
    #expect(page.contains("照片 1.pdf") && page.contains("证明材料") && page.contains("/files/\(file.id)/remove"))

    let office = try browser(.financePerformanceOffice, unit: "root")
    let seen = office.get("/rectifications/\(stage)").text
    #expect(
      seen.contains("照片 1.pdf") && !seen.contains("/stages/\(stage)/files"), "the office reads and brings nothing")
    let download = office.get("/files/\(file.id)")
    #expect(download.status == .ok && download.text == Self.pdf && download["Content-Type"] == "application/pdf")
    #expect(download["Content-Disposition"]?.hasPrefix("attachment;") == true)
    #expect(download["X-Content-Type-Options"] == "nosniff" && download["Cache-Control"] == "no-store")

    let stranger = try browser(.executingUnit, unit: "school")
    #expect(stranger.get("/files/\(file.id)").status == .forbidden)
    let foreign = try send(stranger, "b.pdf", Self.pdf)
    #expect(foreign.status == .forbidden && foreign.text.contains("不归你看"))
    #expect(app.browser().get("/files/\(file.id)").status != .ok, "nobody without signing in")
    #expect(clerk.get("/files/unknown").status == .notFound)
    #expect(office.post("/files/\(file.id)/remove").status == .forbidden)
    #expect(clerk.post("/files/\(file.id)/remove").status == .seeOther)
    #expect(try files().isEmpty && clerk.get("/files/\(file.id)").status == .notFound)
  }

  @Test func `what is no evidence is refused in words and nothing is kept`() throws {
    let clerk = try browser(.executingUnit)
    let program = try send(clerk, "照片.pdf", "MZ program")
    #expect(program.status == .forbidden && program.text.contains("“照片.pdf”不是可以收的文件") && program.text.contains("PDF、"))
    #expect(program.text.contains("这一步没有办成") && !program.text.contains("不归你看"), "he may, but not this file")
    let both = try clerk.attach(
      [("a.pdf", Self.pdf), ("b.exe", "MZ")], purpose: "proof", to: "/stages/\(stage)/files",
      folder: app.house.folder.path)
    #expect(both.status == .forbidden && both.text.contains("b.exe"))
    #expect(try send(clerk, "a.pdf", Self.pdf, purpose: "nothing").status == .forbidden)
    #expect(try files().isEmpty)
    let forged = try clerk.attach(
      [("a.pdf", Self.pdf)], purpose: "proof", to: "/stages/\(stage)/files", folder: app.house.folder.path, token: "x")
    #expect(forged.status == .forbidden && forged.text.contains("附件没有收下") == false)
  }

  @Test func `a project shows its basis documents`() throws {
    let clerk = try browser(.executingUnit)
    let project = try app.house.database.write { (t) throws(StoreError) in
      try Projects.add(
        ProjectDraft(code: "T7", name: "闸门检修", unit: "water", firstYear: 2026), region: "r", by: "setup", in: t)
    }
    let sent = try clerk.attach(
      [("批复.pdf", Self.pdf)], purpose: "basis", to: "/projects/\(project)/files", folder: app.house.folder.path)
    #expect(sent.status == .seeOther)
    let page = clerk.get("/projects/\(project)").text
    #expect(page.contains("批复.pdf") && page.contains("依据文件") && page.contains("添附件"))
    let stranger = try browser(.executingUnit, unit: "school")
    #expect(
      try stranger.attach(
        [("x.pdf", Self.pdf)], purpose: "basis", to: "/projects/\(project)/files", folder: app.house.folder.path
      ).status == .forbidden)
  }
}

extension TestBrowser {
  /// Sends files with what they are, with the token of the session unless told otherwise.
  func attach(
    _ files: [(name: String, text: String)], purpose: String, to path: String, folder: String, token: String? = nil
  ) throws -> Response {
    var upload = Upload()
    let page = get("/me").text
    if let token {
      upload.fields.append("csrf", token)
    } else if let start = page.firstRange(of: "name=\"csrf\" value=\"") {
      upload.fields.append("csrf", String(page[start.upperBound...].prefix { $0 != "\"" }))
    }
    upload.fields.append("purpose", purpose)
    for file in files {
      let spool = try SpoolFile(in: folder)
      try spool.append(Array(file.text.utf8))
      upload.files.append(
        UploadedFile(field: "files", name: file.name, size: file.text.utf8.count, content: .kept(spool)))
    }
    return send(.post, path, .upload(upload))
  }
}
