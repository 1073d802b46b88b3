import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

@Suite struct YearAdminTests {
  let app: TestApplication
  let office: TestBrowser

  init() throws {
    app = try TestApplication()
    office = try app.signedIn(.financePerformanceOffice, unit: "root")
  }

  private func year(_ number: Int) throws -> BudgetYear? {
    try app.house.database.read { (t) throws(StoreError) in try Years.find(region: "r", number, in: t) }
  }

  @Test func `a year is set up, opened, dated anew and closed`() throws {
    #expect(office.get("/admin/years").text.contains("还没有开过年"))
    #expect(office.post("/admin/years", ["year": "2027"])["Location"] == "/admin/years/2027")
    #expect(try year(2027)?.state == .preparing)
    #expect(try year(2027)?.settings.day("first-up") == "2026-09-30")
    let opened = office.post(
      "/admin/years/2027",
      ["number": "1", "action": "open", "day-first-up": "2026-09-25", "checkpoint": "6", "checkpoint": "9"])
    #expect(opened["Location"] == "/admin/years/2027?done=open")
    #expect(try year(2027)?.state == .open)
    #expect(try year(2027)?.settings.day("first-up") == "2026-09-25")
    #expect(try year(2027)?.settings.checkpoints == [6, 9])
    _ = office.post("/admin/years/2027", ["number": "2", "action": "redate"])
    #expect(try year(2027)?.settings.day("first-up") == "2026-09-30")
    #expect(office.post("/admin/years/2027", ["number": "3", "action": "close"]).status == .seeOther)
    #expect(try year(2027)?.state == .closed)
    #expect(office.get("/admin/years/2027").text.contains("重新打开这一年"))
  }

  @Test func `the next year comes from the last, its dates a year later`() throws {
    _ = office.post("/admin/years", ["year": "2026"])
    _ = office.post(
      "/admin/years/2026",
      ["number": "1", "action": "save", "day-first-up": "2025-09-01", "new-name": "本地报送", "new-day": "2026-06-05"])
    #expect(office.get("/admin/years").text.contains("value=\"2027\""))
    _ = office.post("/admin/years", ["year": "2027"])
    let settings = try year(2027)?.settings
    #expect(settings?.day("first-up") == "2026-09-01")
    #expect(settings?.deadlines.first { $0.name == "本地报送" }?.day == "2027-06-05")
  }

  @Test func `whoever was slower hears that his page is old, and nothing of his is kept`() throws {
    _ = office.post("/admin/years", ["year": "2026"])
    _ = office.post("/admin/years/2026", ["number": "1", "action": "save", "day-first-up": "2025-09-11"])
    let late = office.post("/admin/years/2026", ["number": "1", "action": "save", "day-first-up": "2025-09-12"])
    #expect(late.status == .conflict && late.text.contains("你的改动没有保存"))
    #expect(try year(2026)?.settings.day("first-up") == "2025-09-11")
  }

  @Test func `a year with an impossible day is not opened, and the day is named`() throws {
    _ = office.post("/admin/years", ["year": "2026"])
    let answer = office.post("/admin/years/2026", ["number": "1", "action": "open", "day-first-up": "2025-02-30"])
    #expect(answer.status == .badRequest && answer.text.contains("“2025-02-30”不是日历上的一天"))
    #expect(try year(2026)?.state == .preparing)
    #expect(office.post("/admin/years", ["year": "soon"]).status == .badRequest)
    #expect(office.get("/admin/years/1").status == .notFound)
  }

  @Test func `a year without its terms is not opened`() throws {
    _ = office.post("/admin/years", ["year": "2026"])
    let answer = office.post("/admin/years/2026", ["number": "1", "action": "open", "policy-terms": ""])
    #expect(answer.status == .badRequest && answer.text.contains("没有选"))
    #expect(try year(2026)?.state == .preparing)
  }

  @Test func `every change is in the ledger`() throws {
    _ = office.post("/admin/years", ["year": "2026"])
    _ = office.post("/admin/years/2026", ["number": "1", "action": "open"])
    let entries = try app.house.database.read { (t) throws(StoreError) in
      try Ledger.list(region: "r", limit: 50, in: t).map(\.entry).filter {
        $0.action == Store.LedgerAction.yearSet.rawValue
      }
    }
    #expect(entries.map(\.subject) == ["year/2026/2", "year/2026/1"])
  }
}

@Suite struct MomentsTests {
  private let now = Instant(milliseconds: 1_795_000_000_000)  // 2026-11-18 by the clock of China

  @Test func `days are counted over months and leap years`() {
    #expect(Moments.date(now) == "2026-11-18")
    #expect(Moments.days(until: "2026-11-18", now: now) == 0)
    #expect(Moments.days(until: "2026-12-01", now: now) == 13)
    #expect(Moments.days(until: "2028-03-01", now: now) == 469)
    #expect(Moments.days(until: "2025-11-18", now: now) == -365)
    #expect(Moments.days(until: "soon", now: now) == nil)
  }
}
