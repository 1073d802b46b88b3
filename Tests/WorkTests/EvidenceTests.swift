import Lifecycle
import Model
import Schemes
import Testing

@testable import Store
@testable import Work

@Suite struct EvidenceTests {
  private static let pdf = Array("%PDF-1.7 整改前后照片".utf8)

  private static func policy() throws -> AttachmentPolicy { try #require(Evidence.policy(nil, RulebookTests.shipped)) }

  /// A rectification item that its unit has acknowledged.
  private func item(_ house: WorkHouse) throws -> String {
    let id = try house.at(try house.person(.financePerformanceOffice)) { (desk, t) throws(StoreError) in
      try Rectifications.issue(
        Rectification(source: .audit, problemClass: "数据不实", problem: "台账不符", measure: "更正并重报"), unit: "di", desk,
        in: t)
    }
    try house.step(id, "acknowledge", .executingUnit)
    return id
  }

  private func add(
    _ house: WorkHouse, _ stage: String, _ name: String, _ bytes: [UInt8], _ role: Role = .executingUnit,
    purpose: String = "proof"
  ) throws(StoreError) {
    // What the folder of files says of bytes that it keeps.
    let kept = FileStore.Kept(digest: Digest.sha256(bytes), size: bytes.count)
    try house.at(try house.person(role)) { (desk, t) throws(StoreError) in
      try Evidence.add([(.init(name: name, bytes: bytes), kept)], purpose: purpose, stage: stage, desk, in: t)
    }
  }

  private func files(_ house: WorkHouse, _ stage: String) throws(StoreError) -> [Store.Attachment] {
    try house.database.read { (t) throws(StoreError) in try Attachments.of(.stage(stage), in: t) }
  }

  private func remove(_ house: WorkHouse, _ file: Store.Attachment, _ stage: String) throws(StoreError) {
    try house.at(try house.person(.executingUnit)) { (desk, t) throws(StoreError) in
      guard let row = try Stages.load(id: stage, in: t) else { throw .missing(subject: "环节") }
      try Evidence.remove(file, of: row, desk, in: t)
    }
  }

  @Test(arguments: Engine.present)
  func `evidence stands in the ledger, and stays once it was handed in`(engine: Engine) throws {
    let house = try WorkHouse(engine)
    let stage = try item(house)
    try add(house, stage, "../照片\u{202E}.pdf", Self.pdf)
    try add(house, stage, "又一份.pdf", Self.pdf)
    var there = try files(house, stage)
    #expect(there.map(\.name) == ["照片.pdf"] && there[0].mediaType == "application/pdf", "the same file once")
    #expect(there[0].digest == Digest.sha256(Self.pdf) && there[0].purpose == "proof")
    try add(house, stage, "多余.pdf", Self.pdf + [1])
    let extra = try #require(try files(house, stage).last)
    try remove(house, extra, stage)
    there = try files(house, stage)
    #expect(there.count == 1)
    let entries = try house.database.read { (t) throws(StoreError) in
      try Ledger.list(region: WorkHouse.region, subject: "stage/\(stage)", in: t).map(\.entry)
    }
    #expect(entries.filter { $0.knownAction == .attachmentAdded }.map(\.payloadDigest).contains(there[0].digest))
    #expect(entries.contains { $0.knownAction == .attachmentRemoved && $0.payloadDigest == extra.digest })

    try house.at(try house.person(.executingUnit)) { (desk, t) throws(StoreError) in
      guard let row = try Stages.load(id: stage, in: t) else { throw .missing(subject: "环节") }
      var content = Rectification(row.content)
      content.reply = "已更正"
      _ = try Steps.take(
        StepRequest(stage: stage, event: "report", basedOn: row.number, content: content.json), desk, in: t)
    }
    let row = try house.stage(stage)
    #expect(Rectification(row.content).proof == [there[0].digest])
    let steps = try house.database.read { (t) throws(StoreError) in try Stages.steps(of: row, in: t) }
    #expect(steps.last?.payload["files"]?.array?.compactMap(\.string) == [there[0].digest], "frozen with the step")
    let late = refusal { () throws(StoreError) in try add(house, stage, "迟到.pdf", Self.pdf + [2]) }
    #expect(late?.cause == .moment)
    #expect(refusal { () throws(StoreError) in try remove(house, there[0], stage) } != nil)
    try house.step(stage, "send-back", .financePerformanceOffice, opinion: "照片看不清")
    let kept = refusal { () throws(StoreError) in try remove(house, there[0], stage) }
    #expect(kept?.why.contains("已经随环节报送") == true)
    try add(house, stage, "补充.pdf", Self.pdf + [3])
    #expect(try files(house, stage).count == 2)
    #expect(try Ledger.verify(in: house.database).isSound)
  }

  @Test(arguments: Engine.present)
  func `who may not write the stage brings nothing, and limits are the policy's`(engine: Engine) throws {
    let house = try WorkHouse(engine)
    let stage = try item(house)
    let office = refusal { () throws(StoreError) in try add(house, stage, "a.pdf", Self.pdf, .financePerformanceOffice)
    }
    #expect(office?.cause == .moment)
    let purpose = refusal { () throws(StoreError) in try add(house, stage, "a.pdf", Self.pdf, purpose: "basis") }
    #expect(purpose?.why.contains("没有说这些附件是什么") == true)
    let program = refusal { () throws(StoreError) in try add(house, stage, "a.exe", [0x4D, 0x5A, 1, 2]) }
    #expect(program?.cause == .content)
    let most = try Self.policy().filesMax
    for number in 0..<most {
      try add(house, stage, "\(number).pdf", Self.pdf + [UInt8(number)])
    }
    let many = refusal { () throws(StoreError) in try add(house, stage, "more.pdf", Self.pdf + [0, 0]) }
    #expect(many?.why.contains("就超过") == true)
  }

  @Test(arguments: Engine.present)
  func `a project keeps its basis, which stays once a stage has begun with it`(engine: Engine) throws {
    let house = try WorkHouse(engine)
    let clerk = try house.person(.executingUnit)
    let project = try house.database.write { (t) throws(StoreError) in
      try Projects.add(
        ProjectDraft(code: "T7", name: "闸门检修", unit: "di", firstYear: 2024), region: WorkHouse.region, by: clerk.id,
        in: t)
    }
    func bring(_ account: Account) throws(StoreError) {
      let bytes = Self.pdf
      try house.database.write { (t) throws(StoreError) in
        try Evidence.add(
          [(.init(name: "批复.pdf", bytes: bytes), .init(digest: Digest.sha256(bytes), size: bytes.count))],
          purpose: "basis", project: project, year: WorkHouse.year, account, RulebookTests.shipped, in: t)
      }
    }
    try bring(clerk)
    let file = try #require(
      try house.database.read { (t) throws(StoreError) in try Attachments.of(.project(project), in: t).first })
    let other = try house.person(.executingUnit, "other", unit: "min")
    #expect(refusal { () throws(StoreError) in try bring(other) }?.cause == .person)
    try house.at(clerk) { (desk, t) throws(StoreError) in
      _ = try Goals.begin(project: try Projects.find(region: desk.region, id: project, in: t), unit: "", desk, in: t)
    }
    let kept = refusal { () throws(StoreError) in
      try house.database.write { (t) throws(StoreError) in
        try Evidence.remove(file, ofProject: project, clerk, in: t)
      }
    }
    #expect(kept?.why.contains("已经办过环节") == true)
  }

  @Test func `a kind is told by content and name together`() throws {
    let policy = try Self.policy()
    let zip: [UInt8] = [0x50, 0x4B, 3, 4]
    let word = zip + Array("word/document.xml".utf8)
    for (name, bytes, kind) in [
      ("a.PDF", Self.pdf, "PDF"), ("a.docx", word, "Word"), ("a.xlsx", word, nil), ("a.pdf", word, nil),
      ("a.docx", word + Array("word/vbaProject.bin".utf8), nil), ("a.docx", zip, nil), ("pdf", Self.pdf, nil),
      ("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0], "图片"), ("a.html", Array("<script>".utf8), nil),
      ("a.pdf.exe", Self.pdf, nil), ("a.pdf", Self.pdf + Array("/JavaScript".utf8), nil),
    ] as [(String, [UInt8], String?)] {
      #expect(policy.kind(of: bytes, named: name)?.name == kind, "\(name)")
    }
  }

  @Test func `names are one line without a path`() {
    for (name, clean) in [
      ("C:\\资料\\照片.pdf", "照片.pdf"), ("../../etc/passwd", "passwd"), (" .隐藏.pdf ", "隐藏.pdf"),
      ("a\u{0}b\nc.pdf", "abc.pdf"),
      ("甲\u{202E}fdp.exe", "甲fdp.exe"), ("<x>|?.pdf", "x.pdf"), ("///", "附件"), ("", "附件"),
    ] { #expect(FileName.clean(name) == clean) }
    let long = FileName.clean(String(repeating: "长", count: 300) + ".docx")
    #expect(long.count == FileName.lengthMax && long.hasSuffix(".docx"))
  }
}
