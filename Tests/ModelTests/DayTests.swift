import Model
import Testing

@Suite struct DayTests {
  @Test func `days go on over months and leap years`() {
    #expect(Day("2024-03-01")?.dayBefore.text == "2024-02-29")
    #expect(Day("2023-12-31")?.adding(days: 1).text == "2024-01-01")
    #expect(Day("2024-02-28")! < Day("2024-02-29")!)
    #expect(Day.last(of: 2024)?.text == "2024-12-31" && Day.last(of: 987)?.text == "0987-12-31")
  }

  @Test(arguments: ["2023-02-29", "2024-1-1", "2024-13-01", "", "2024-01-01T", "20240101"])
  func `what is no day is none`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test func `a moment falls on the day of the place`() {
    let moment = Instant("2026-11-20T18:30:00.000Z")!
    #expect(Day(moment).text == "2026-11-21" && Day(moment, hoursEast: 0).text == "2026-11-20")
  }
}
