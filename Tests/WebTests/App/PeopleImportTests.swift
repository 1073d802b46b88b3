import Documents
import Foundation
import Lifecycle
import Model
import Store
import Testing

@testable import Web

@Suite struct PeopleImportTests {
  let app: TestApplication
  let system: TestBrowser

  init() throws {
    app = try TestApplication()
    system = try app.signedIn(.systemAdministrator, login: "xitong", unit: "root")
  }

  private func upload(_ bytes: [UInt8], _ name: String) throws -> Response {
    var upload = Upload()
    let page = system.get("/me").text
    let start = try #require(page.range(of: "name=\"csrf\" value=\"")).upperBound
    upload.fields.append("csrf", String(page[start...].prefix { $0 != "\"" }))
    let spool = try SpoolFile(in: app.house.folder.path)
    try spool.append(bytes)
    upload.files.append(UploadedFile(field: "file", name: name, size: bytes.count, content: .kept(spool)))
    return system.send(.post, "/admin/people/import", .upload(upload))
  }

  private func people() throws -> Int {
    try app.house.database.read { (t) throws(StoreError) in
      var filter = AccountFilter(region: "r")
      filter.pageSize = 1
      return try Accounts.list(filter, in: t).total
    }
  }

  private func cells(_ bytes: [UInt8]) throws -> [ImportGrid] { try ImportGrid.read(bytes, name: "x.xlsx") }

  private func workbook(_ people: [[String]], units: [[String]] = []) throws -> [UInt8] {
    func sheet(_ name: String, _ titles: [String], _ rows: [[String]]) -> ListWorkbook.Sheet {
      .init(name, columns: titles.map { .init($0, width: 20) }, rows: rows.map { $0.map { .init($0) } })
    }
    return try ListWorkbook.xlsx([
      sheet("人员", ["账号*", "姓名*", "单位*", "办公电话"], people),
      sheet("单位", ["单位名称*", "预算单位编码", "上级单位*", "设立日期", "依据"], units),
    ])
  }

  @Test func `five thousand rows with three hundred bad ones store nothing and come back marked`() throws {
    let rows = (0..<5_000).map { number in
      ["user\(number)", "员工", number < 300 ? "水利局" : number % 2 == 0 ? "示范区水务局" : "示范区教育局", ""]
    }
    let answer = try upload(try workbook(rows), "全区.xlsx")
    #expect(answer.status == .seeOther)
    let address = try #require(answer["Location"])
    let page = system.get(address).text
    #expect(page.contains("有 300 行要改，什么都没有存入") && page.contains("人员 C2") && page.contains("水利局"))
    #expect(!page.contains("确认导入"))
    #expect(try people() == 1)
    _ = system.post(address + "/confirm")
    #expect(try people() == 1, "nothing is stored while a cell is wrong")

    let annotated = try #require(system.get(address + "/annotated.xlsx").body?.bytes)
    let grid = try #require(try cells(annotated).first)
    let head = try #require(grid.head(["账号", "姓名", "单位", "问题"]))
    #expect(grid.rows.count == 5_001)
    let problem = try #require(head.columns["问题"])
    #expect(grid.rows.filter { $0.cells[problem] != nil }.count == 301)
    #expect(grid.rows[1].cells[problem]?.contains("没有叫“水利局”的单位") == true)

    // The same rows with the cells mended go in at once.
    let mended = rows.map { [$0[0], $0[1], $0[2] == "水利局" ? "示范区水务局" : $0[2], ""] }
    let second = try #require(try upload(try workbook(mended), "全区改.xlsx")["Location"])
    #expect(system.get(second).text.contains("确认导入 5,000 人"))
    #expect(system.post(second + "/confirm")["Location"] == second + "/stored")
    #expect(try people() == 5_001)
    #expect(system.get(second + "/stored").text.contains("有 5,000 人还没有登录过"))

    let list = try #require(system.post(second + "/passwords").body?.bytes)
    let passwords = try #require(try cells(list).first)
    #expect(passwords.rows.count == 5_001)
    let row = passwords.rows[1]
    let (login, once) = (try #require(row.cells[3]), try #require(row.cells[4]))
    #expect(app.browser().post("/sign-in", ["account": login, "password": once]).status == .seeOther)
    #expect(system.get(second).text.contains("已经有人用了"), "the same file a second time is no second import")
    #expect(try Ledger.verify(in: app.house.database).isSound)
  }

  @Test func `units and their people come in together, parents first`() throws {
    let bytes = try workbook(
      [["zhangyi", "张一", "堤防站", "027-0001"], ["zhanger", "张二", "059002", ""]],
      units: [
        ["泵站", "059002", "堤防站", "", ""], ["堤防站", "059001", "示范区水务局", "2026-01-01", "示编〔2026〕1号"],
      ])
    let address = try #require(try upload(bytes, "单位.xlsx")["Location"])
    #expect(system.get(address).text.contains("2 个单位"))
    #expect(system.post(address + "/confirm")["Location"] == address + "/stored")
    try app.house.database.read { (t) throws(StoreError) in
      let tree = try Units.tree(region: "r", on: Day(t.now), in: t)
      #expect(tree.nodes.map { "\($0.level)\($0.state.name)" }.contains("3泵站"))
      #expect(try Accounts.find(login: "zhanger", in: t)?.unitName == "泵站")
      #expect(try Units.tree(region: "r", year: 2025, in: t).nodes.map(\.state.name).contains("堤防站") == false)
    }
  }

  @Test func `every kind of mistake is told at its cell`() throws {
    let bytes = try workbook(
      [
        ["Ä", "甲", "示范区水务局", ""], ["xitong", "乙", "示范区水务局", ""], ["li", "", "", "内线"], ["li", "丁", "无此局", ""],
      ],
      units: [
        ["", "1", "示范区", "", ""], ["示范区水务局", "", "示范区", "", ""], ["新一", "2", "新二", "", ""], ["新二", "2", "新一", "", ""],
        ["新三", "", "新三", "昨天", ""], ["新四", "", "示范区", "2026-01-01", ""], ["新五", "", "示范区", "2099-01-01", "文"],
      ])
    let address = try #require(try upload(bytes, "错.xlsx")["Location"])
    let page = system.get(address).text
    for words in [
      "人员 A2", "账号只能用小写字母", "人员 A3", "已经有人用了", "人员 B4", "没有写姓名", "没有写单位", "人员 D4", "电话只写数字", "人员 A5",
      "和第 4 行的账号重复", "没有叫“无此局”的单位", "单位 A2", "没有写单位名称", "单位 A3", "下面已有“示范区水务局”", "和第 4 行的编码重复", "上级不能是自己",
      "日期看不懂", "写了设立日期就要写依据", "还没有到这一天", "绕成了一圈",
    ] { #expect(page.contains(words), "\(words)") }
  }

  @Test func `a table saved as text is read too, and what is none is refused in words`() throws {
    let csv = "\u{FEFF}人员名单\n账号,姓名,单位\nwangyi,\"王,一\",示范区水务局\n"
    let address = try #require(try upload(Array(csv.utf8), "名单.csv")["Location"])
    #expect(system.post(address + "/confirm").status == .seeOther)
    let name = try app.house.database.read { (t) throws(StoreError) in
      try Accounts.find(login: "wangyi", in: t)?.displayName
    }
    #expect(name == "王,一")
    #expect(try upload(Array("甲,乙\n1,2\n".utf8), "x.csv").text.contains("没有找到人员或单位"))
    #expect(try upload([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46, 0], "x.xlsx").status == .badRequest)
    #expect(try upload([], "x.xlsx").status == .badRequest)
    #expect(system.post("/admin/people/import", [:]).text.contains("还没有选文件"))
  }

  @Test func `the template comes with lists to choose from and reads back empty`() throws {
    let bytes = try #require(system.get("/admin/people/import/template.xlsx").body?.bytes)
    let grids = try cells(bytes)
    #expect(grids.map(\.name) == ["人员", "单位", "填写说明", "单位清单"])
    #expect(grids[0].head(["账号", "姓名", "单位"]) != nil && grids[1].head(["单位名称", "上级单位"]) != nil)
    #expect(grids[3].rows.map { $0.cells[1] ?? "" } == ["已有单位", "示范区", "示范区教育局", "示范区水务局"])
    #expect(try upload(bytes, "空.xlsx").text.contains("没有找到人员或单位"))
  }
}
