/// The days of a year on one line, with today: what is behind, what is next.
struct YearBand: Sendable {
  struct Mark: Hashable, Sendable {
    var name: String
    /// As 2024-08-31.
    var day: String
    /// Days from the first day of the band.
    var offset: Int
    var isPast: Bool
  }

  var title: String
  /// Months from the first day of the band on: 9 月, and days to their beginning.
  var months: [(name: String, offset: Int)]
  var length: Int
  var today: Int
  /// In order of time.
  var marks: [Mark]
}

/// - Complexity: marks stand in lanes below each other, so that their names do not cover the next.
func yearBand(_ band: YearBand) -> HTML {
  let width = 1_080
  func x(_ offset: Int) -> Int { 10 + offset * (width - 20) / max(band.length, 1) }
  let lanes = lanes(band.marks, x)
  let height = 34 + (lanes.max() ?? 0) * 20 + 12
  return div(.class("in scroll-x")) {
    element(
      "svg", .class("chart min"), .viewBox("0 0 \(width) \(height)"), .role("img"), .ariaLabel(band.title)
    ) {
      for month in band.months {
        element("path", .class("gr"), .attribute("d", "M\(x(month.offset)) 16V\(height)"))
        element("text", .class("t-m"), .attribute("x", String(x(month.offset) + 4)), .attribute("y", "12")) {
          month.name
        }
      }
      for (mark, lane) in zip(band.marks, lanes) {
        let y = 34 + lane * 20
        element(
          "path", .class(mark.isPast ? "f0" : "f1"),
          .attribute("d", "M\(x(mark.offset)) \(y - 10)l5 5-5 5-5-5z"))
        element(
          "text", .class(mark.isPast ? "t-m" : "t-i"), .attribute("x", String(x(mark.offset) + 9)),
          .attribute("y", String(y - 1))
        ) { mark.name }
      }
      element("path", .class("nowl"), .attribute("d", "M\(x(band.today)) 14V\(height)"))
      element(
        "text", .class("t-b t-c"), .attribute("x", String(x(band.today))), .attribute("y", "12")
      ) { "今天" }
    }
  }
}

/// The lane of each mark: the first in which the name before it has ended. A sign is 12 wide.
private func lanes(_ marks: [YearBand.Mark], _ x: (Int) -> Int) -> [Int] {
  var ends: [Int] = []
  return marks.map { mark in
    let start = x(mark.offset)
    let end = start + 20 + mark.name.count * 12
    if let lane = ends.firstIndex(where: { $0 <= start }) {
      ends[lane] = end
      return lane
    }
    ends.append(end)
    return ends.count - 1
  }
}
