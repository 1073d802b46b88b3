import Documents
import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

@Suite struct ListExportTests {
  @Test func `a table of a page becomes rows of a workbook without buttons and pictures`() throws {
    let columns = [Column("项目"), Column("金额", unit: "万元", isFigure: true), Column("办理")]
    let html = div {
      panel(
        "清单",
        flush: dataTable("项目清单", columns, foot: tr { th(.colspan(2)) { "合计" } }) {
          tr {
            th {
              a(.href("/x")) { "堤防养护" }
              span(.class("sub")) { "区水务局" }
            }
            cell(columns[1]) { "1,200.50" }
            cell(columns[2]) { postButton("删除", to: "/x", token: "t") }
          }
        })
    }
    let table = try #require(PageTable.all(in: html).first)
    #expect(table.caption == "项目清单" && table.heads[0].map(\.text) == ["项目", "金额（万元）", "办理"])
    #expect(table.rows[0].map(\.text) == ["堤防养护\n区水务局", "1,200.50", ""])
    let document = table.document(number: 1)
    #expect(document.headRows == 1 && document.rows[2][0].columnSpan == 2)
  }

  @Test func `a cell that reaches down keeps its column from the rows below`() {
    var table = PageTable()
    table.rows = [[.init(text: "部门", rows: 2), .init(text: "一")], [.init(text: "二")]]
    #expect(table.document(number: 1).rows[1][0].column == 1)
  }

  @Test func `a workbook holds every page of the list as it is filtered, for those who may see it`() throws {
    let app = try TestApplication()
    try app.openYear(2026)
    let office = try app.house.add("issuer", .financePerformanceOffice, unit: "root")
    try app.house.database.write { (t) throws(StoreError) in
      let desk = try Desk(office, year: 2026, .shipped, in: t)
      for number in 1...230 {
        let item = Rectification(source: .audit, problemClass: "数据不实", problem: "第\(number)号问题", measure: "更正")
        _ = try Rectifications.issue(item, unit: number > 200 ? "school" : "water", desk, in: t)
      }
    }
    let browser = try app.signedIn(.financePerformanceOffice, unit: "root")
    browser.cookies["hengji_year"] = "2026"
    let page = browser.get("/rectifications")
    #expect(page.text.contains("href=\"/rectifications.xlsx\""))
    let answer = browser.get("/rectifications.xlsx")
    #expect(answer.status == .ok && answer["Content-Type"] == MediaType.excel.text)
    #expect(answer["Content-Disposition"]?.contains("attachment") == true)
    func text(_ answer: Response) throws -> String {
      let document = try DocumentReader.read(answer.body?.bytes ?? [], name: "a.xlsx")
      return document.blocks.map { block in
        if case .table(let table) = block {
          table.rows.map { $0.map(\.text).joined(separator: "\t") }.joined(separator: "\n")
        } else {
          ""
        }
      }.joined(separator: "\n")
    }
    let all = try text(answer)
    for number in 1...230 { #expect(all.contains("第\(number)号问题"), "\(number)") }
    let some = try text(browser.get("/rectifications.xlsx?q=%E7%AC%AC17%E5%8F%B7"))
    #expect(some.contains("第17号问题") == all.contains("第17号问题") || !some.contains("第230号问题"))
    let unit = try app.signedIn(.executingUnit)
    unit.cookies["hengji_year"] = "2026"
    let own = try text(unit.get("/rectifications.xlsx"))
    #expect(own.contains("第1号问题") && !own.contains("第230号问题"))
    let administrator = try app.signedIn(.systemAdministrator, unit: "root")
    #expect(administrator.get("/rectifications.xlsx").status == .forbidden)
  }
}
