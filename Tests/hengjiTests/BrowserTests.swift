import Foundation
import TestSupport
import Testing

/// The program as a person meets it: a real browser on the demonstration.
@Suite(
  .serialized, .enabled(if: DemonstrationServer.program != nil && Browser.driverPath != nil, "no program or no browser")
)
struct BrowserTests {
  static let document = """
    # 2024年部门项目申报表(含绩效目标)

    单位：万元

    项目名称\t口袋公园建设\t项目编码\t42019924024T000000777
    项目主管部门\t示范区城市管理局\t项目执行单位\t示范区城市管理局
    项目总预算\t300.00\t项目当年预算\t300.00
    项目前两年预算及当年预算变动情况\t1.前两年预算安排情况：2022年预算200.00万元，2023年预算250.00万元；2.当年预算变动情况：较上年增加60.00万元
    项目支出明细测算
    项目活动\t活动内容表述\t支出经济分类\t金额\t测算依据及说明\t备注
    建设\t口袋公园建设\t基础设施建设\t300.00\t50万元/个×6个=300万元\t
    年度绩效目标表
    目标名称\t一级指标\t二级指标\t三级指标\t指标值\t指标值确定依据
    年度绩效目标1\t产出指标\t数量指标\t建成口袋公园数量\t≥6个\t计划标准
    \t满意度指标\t服务对象满意度指标\t居民满意度\t90%%\t计划标准

    """

  @Test func `a clerk signs in, uploads, finds the finding, sees the score and downloads`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let browser = try Browser()
    defer { browser.close() }

    try browser.open(server.address + "/")
    #expect(try browser.address().contains("/sign-in"), "nobody gets in unseen")
    try browser.type("jixiao", into: "#account")
    try browser.type("wrong-password", into: "#password")
    try browser.click("form[action='/sign-in'] button[type=submit]")
    try browser.wait("the refusal") { try browser.source().contains("还可以再试") }
    try server.signIn(browser)
    #expect(try browser.text("h1").isEmpty == false)

    let file = server.folder.appending(path: "口袋公园.txt")
    try Data(Self.document.utf8).write(to: file)
    let photo = server.folder.appending(path: "照片.docx")
    try Data([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46, 0]).write(to: photo)
    try browser.open(server.address + "/imports")
    try browser.type(file.path + "\n" + photo.path, into: "#files")
    try browser.click("form[action='/imports'] button[type=submit]")
    try browser.wait("the batch to be done", seconds: 30) {
      let page = try browser.source()
      return try browser.address().contains("/imports/") && page.contains("口袋公园") && page.contains("图片")
    }

    // The batch opens on what needs a person: the photograph.
    #expect(try browser.text("main").contains("照片.docx"))
    let batch = URL(string: try browser.address())!.path()
    let form = try server.firstLink(browser, on: batch + "?show=all", beginning: "/forms/")
    try browser.open(server.address + form)
    #expect(try browser.text("h1").contains("口袋公园"))
    let page = try browser.source()
    #expect(page.contains("300.00 − 250.00 = +50.00"), "the arithmetic stands in the finding")
    #expect(page.contains("已遮盖") || !page.contains("联系电话"))
    let marks = try browser.all(".sheet .mk")
    #expect(!marks.isEmpty, "findings are marked at the cell")
    let jump = try #require(try browser.all(".finds a[href^='#']").first)
    let target = try #require(try browser.attribute("href", of: jump)).split(separator: "#").last.map(String.init)
    try browser.click(jump)
    #expect(try browser.all("[id='\(try #require(target))']").count == 1, "the finding leads to its cell")

    let cookie = try #require(try browser.script("return document.cookie") as? String)
    #expect(!cookie.contains("session"), "scripts cannot read the session")
    #expect(try browser.complaints().filter { $0.contains("Content Security Policy") || $0.contains("Uncaught") } == [])
  }

  @Test func `a self-evaluation shows its score with the reason of each point`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let browser = try Browser()
    defer { browser.close() }
    try server.signIn(browser)
    try browser.open(server.address + "/forms?kind=project-self-evaluation")
    let link = try browser.find("main table a[href^='/forms/']")
    try browser.click(link)
    try browser.wait("the form") { try browser.text("h1").contains("道路清扫保洁") }
    let path = URL(string: try browser.address())!.path()
    try browser.open(server.address + path + "/score")
    let page = try browser.source()
    #expect(page.contains("871.20 ÷ 880.00"))
    #expect(page.contains("居民满意度"))

    let session = try #require(try server.sessionCookie())
    for (ending, type, start) in [
      (".json", "application/json", Array("{".utf8)), (".xlsx", "spreadsheetml", Array("PK".utf8)),
    ] {
      let answer = try Loopback.send("GET", port: server.port, path + ending, heads: [("Cookie", session)])
      #expect(answer.status == 200)
      #expect(answer.head("Content-Type")?.contains(type) == true)
      #expect(Array(answer.body.prefix(start.count)) == start)
      #expect(answer.head("Content-Disposition")?.contains("attachment") == true)
    }
  }

  @Test func `reading and uploading work without scripts`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let browser = try Browser(width: 390, height: 844, script: false)
    defer { browser.close() }
    try server.signIn(browser)
    let file = server.folder.appending(path: "口袋公园.txt")
    try Data(Self.document.utf8).write(to: file)
    try browser.open(server.address + "/imports")
    try browser.type(file.path, into: "#files")
    try browser.click("form[action='/imports'] button[type=submit]")
    try browser.wait("the batch", seconds: 30) {
      if try browser.source().contains("href=\"/forms/") { return true }
      try browser.open(browser.address())
      return false
    }
    #expect(try browser.source().contains("口袋公园"))
  }
}
