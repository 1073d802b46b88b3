import Documents
import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

/// A program takes a form away as a workbook and brings it back.
@Suite struct ApiOfflineTests {
  let office: EditOffice
  let program: ApiProgram
  private var path: String { "/api/v1/forms/\(office.form)/offline" }

  init() throws {
    office = try EditOffice()
    program = try office.app.program(.executingUnit)
  }

  /// The workbook as it is given out, with other content.
  private func filled(_ fill: (inout FormContent) -> Void) throws -> [UInt8] {
    let answer = program.get(path)
    #expect(answer.status == .ok && answer["Content-Type"] == MediaType.excel.text)
    let identity = try OfflineIdentity(WorkbookCells(answer.body?.bytes ?? [], office: nil))
    let (form, services) = (office.form, office.app.services)
    let desk = try office.app.house.database.read { (t) throws(StoreError) in
      guard let row = try Forms.row(id: form, in: t) else { throw .missing(subject: "表") }
      return try EditDesk(row, account: "-", based: identity.revision, services, in: t)
    }
    var content = desk.content
    fill(&content)
    var layout = OfflineLayout(desk.plan, content, .all)
    return try layout.workbook(identity, cover: OfflineCover(title: "", facts: [], remarks: [])).xlsx()
  }

  private func bring(_ bytes: [UInt8], _ query: String = "", as other: ApiProgram? = nil) throws -> Response {
    var upload = Upload()
    let spool = try SpoolFile(in: office.app.house.folder.path)
    try spool.append(bytes)
    upload.files = [UploadedFile(field: "file", name: "表.xlsx", size: bytes.count, content: .kept(spool))]
    return (other ?? program).send(.post, path + query, body: .upload(upload))
  }

  @Test func `what was filled in becomes a revision, the same again none`() throws {
    let answer = try bring(try filled { $0.enter("120.5", at: FormPath("amounts.current")) })
    let json = try #require(answer.json)
    #expect(answer.status == .ok && json["revision"]?.integer == 2 && json["changed"]?.bool == true, "\(answer.text)")
    #expect(json["cells"]?.integer == 1 && json["merged"]?.integer == 0)
    #expect(try office.stored().content.amounts.current == ExactDecimal("120.5"))
    #expect(Set((json.members ?? []).map(\.key)) == Set(ApiSchemas.offlineTaken.members.map(\.name)))
    let same = try bring(try filled { _ in })
    #expect(same.json?["changed"]?.bool == false && same.json?["revision"]?.integer == 2)
  }

  @Test func `a wrong cell is named, nothing is taken until the rest is asked for`() throws {
    let bytes = try filled { content in
      content.enter("约三十", at: FormPath("amounts.current"))
      content.enter("堤防绿化", at: FormPath("name"))
    }
    let refused = try bring(bytes)
    #expect(refused.status == .badRequest && refused.errorCode == "cells")
    let cell = try #require(refused.json?["error"]?["cells"]?.array?.first)
    #expect(cell["path"]?.string == "amounts.current" && cell["typed"]?.string == "约三十")
    #expect(try office.stored().row.revision == 1)
    #expect(try bring(bytes, "?take=rest").json?["cells"]?.integer == 1)
    let stored = try office.stored()
    #expect(stored.content.name == "堤防绿化" && stored.content.amounts.current == 99)
  }

  @Test func `cells of two people are merged, the same cell is left to a person`() throws {
    let mine = try filled { $0.enter("120.5", at: FormPath("amounts.current")) }
    let clerk = try office.clerk("a")
    #expect(clerk.post("/forms/\(office.form)/edit/1", ["name": "堤防绿化", "do": "save"]).status == .seeOther)
    let merged = try bring(mine)
    #expect(merged.json?["revision"]?.integer == 3 && merged.json?["merged"]?.integer == 1, "\(merged.text)")
    let other = try filled { $0.enter("甲", at: FormPath("name")) }
    #expect(clerk.post("/forms/\(office.form)/edit/1", ["name": "乙", "do": "save"]).status == .seeOther)
    let asks = try bring(other)
    #expect(asks.status == .conflict && asks.text.contains("/merge"))
    #expect(try office.stored().content.name == "乙")
    #expect(try bring(other).text.contains("没存的草稿"), "the draft waits for its owner")
  }

  @Test func `who may not write the form gets the sentence of the pages, and a foreign file is refused`() throws {
    for (role, unit) in [(Role.oversightReader, "root"), (.executingUnit, "school")] {
      let stranger = try office.app.program(role, login: "stranger-\(unit)", unit: unit)
      for answer in [stranger.get(path), try bring([1], as: stranger)] {
        #expect(answer.status == .forbidden && answer.errorCode == "forbidden")
        #expect(answer.text.contains("不能修改表") && answer.text.contains("请"), "\(answer.text)")
      }
    }
    #expect(try bring(Array("项目".utf8)).text.contains("这不是 Excel 工作簿"))
    #expect(program.send(.post, path, "{}").text.contains("请求里没有文件"))
    let nobody = ApiProgram(application: office.app.application)
    #expect(nobody.get(path).status == .signInNeeded && nobody.get(path).text.contains("接口令牌"))
  }
}
