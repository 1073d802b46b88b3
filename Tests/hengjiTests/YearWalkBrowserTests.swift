import Foundation
import TestSupport
import Testing

/// The whole year in a real browser, on every engine that is there: see `YearWalk`.
@Suite(
  .serialized, .enabled(if: DemonstrationServer.program != nil && Browser.driverPath != nil, "no program or no browser")
)
struct YearWalkBrowserTests {
  @Test(arguments: BrowserDatabase.engines)
  func `the year of a department, from its opening to what everybody reads`(engine: String) throws {
    let walk = try YearWalk(
      program: #require(DemonstrationServer.program), database: engine == "postgres" ? BrowserDatabase.postgres() : nil)
    defer { walk.close() }
    try walk.walk()
    let complaints = try walk.browser.complaints()
    #expect(complaints.filter { $0.contains("Content Security Policy") || $0.contains("Uncaught") } == [])
  }
}
