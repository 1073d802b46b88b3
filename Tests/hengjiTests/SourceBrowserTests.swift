import Foundation
import TestSupport
import Testing

/// A form beside the document it was read from, in a browser without scripts.
@Suite(
  .serialized,
  .enabled(if: DemonstrationServer.program != nil && Browser.driverPath != nil, "hengji is not built, or no browser"))
struct SourceBrowserTests {
  static let document = """
    2024年项目支出绩效目标表
    项目名称\t图书馆开放日\t主管部门\t示范区文化和旅游局
    当年预算\t约三十\t实施单位\t示范区图书馆
    一级指标\t二级指标\t三级指标\t指标值
    产出指标\t数量指标\t开放天数\t≥300天
    效益指标\t社会效益指标\t到馆人次\t≥12万人次
    """

  @Test func `a doubtful value is found, seen in its place and mended with one click`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let browser = try Browser(script: false)
    defer { browser.close() }
    let file = FileManager.default.temporaryDirectory.appending(path: "hengji-\(UUID().uuidString)-开放日.txt")
    try Data(Self.document.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try server.signIn(browser, as: "danwei")
    try browser.open(server.address + "/imports")
    try browser.type(file.path, into: "#files")
    try browser.click("form[action='/imports'] button[type=submit]")
    try browser.wait("the batch") { try browser.source().contains("对着原件核对") }
    try browser.click("a[href$='/source']")
    try browser.wait("the source") { try browser.address().hasSuffix("/source") }
    let source = try browser.address()
    try browser.click("#doubtful a[href^='#s-']")
    let anchor = try #require(try browser.address().split(separator: "#").last)
    #expect(try browser.text("#\(anchor)") == "约三十")
    try browser.click("#\(anchor) a")
    #expect(try browser.address().hasSuffix("#v-f-amounts-current"))
    try browser.type("30", into: "#v-f-amounts-current-i")
    try browser.click("#doubtful button[value=mend]")
    try browser.wait("the mend") { try browser.source().contains("已改好，存成新的一版") }
    #expect(try browser.source().contains("没有要核对的值"))
    try browser.open(source.replacing("/source", with: "/revisions"))
    #expect(try browser.text("main").contains("对着原件核对"))

    let wide = try Browser()
    defer { wide.close() }
    try server.signIn(wide, as: "danwei")
    for (width, height) in [(1366, 768), (390, 844)] {
      try wide.resize(width: width, height: height)
      try wide.open(source)
      let room = try wide.script("return document.documentElement.scrollWidth - window.innerWidth") as? Int
      #expect((room ?? 1) <= 0, "\(width) pixels are enough")
      #expect(try wide.complaints() == [])
    }
  }
}
