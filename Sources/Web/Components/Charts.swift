import Model

/// A curve of a year: per cent by month, from 0 at the beginning.
struct YearCurve: Hashable, Sendable {
  var points: [(month: Int, percent: ExactDecimal)] {
    get { zip(months, percents).map { ($0, $1) } }
    set {
      months = newValue.map(\.month)
      percents = newValue.map(\.percent)
    }
  }
  private var months: [Int] = []
  private var percents: [ExactDecimal] = []
  init(_ points: [(month: Int, percent: ExactDecimal)]) { self.points = points }
}

/// Spending and goals against what is expected, with the figures in a table below.
func yearChart(
  id: String, title: String, summary told: String, expected: YearCurve, money: YearCurve, goals: YearCurve
)
  -> HTML
{
  func x(_ month: Int) -> ExactDecimal { 42 + (ExactDecimal(month) * ExactDecimal("41.17")!).rounded(to: 1) }
  func y(_ percent: ExactDecimal) -> ExactDecimal {
    let shown = min(max(percent, .zero), 110)
    return (186 - shown * ExactDecimal("1.72")!).rounded(to: 1)
  }
  func line(_ curve: YearCurve, _ style: String, isOpen: Bool = false) -> HTML {
    guard !curve.points.isEmpty else { return .empty }
    let points = (isOpen ? [] : [(month: 0, percent: ExactDecimal.zero)]) + curve.points
    return element(
      "polyline", .class(style),
      .attribute("points", points.map { "\(x($0.month)),\(y($0.percent))" }.joined(separator: " ")))
  }
  func words(_ text: String, _ at: ExactDecimal, _ down: ExactDecimal, _ style: String) -> HTML {
    element("text", .class(style), .attribute("x", at.description), .attribute("y", down.description)) { text }
  }
  // Where curves end side by side, the words of one stand right under its end, those of the other left above it.
  func end(_ curve: YearCurve, _ name: String, _ style: String, isAbove: Bool) -> HTML {
    guard let last = curve.points.last else { return .empty }
    let (left, top) = (x(last.month), y(last.percent))
    let isBefore = isAbove && last.month > 3
    return .group([
      element("path", .class(style), .attribute("d", "M\(left - 4) \(top + 4)h8v-8h-8z")),
      words(
        "\(name) \(Words.figure(last.percent, places: 1))", isBefore ? left + 4 : left + 10,
        isAbove ? top - 8 : top + 16,
        isBefore ? "t-i t-e" : "t-i"),
    ])
  }
  return .group([
    div(.class("scroll-x")) {
      element(
        "svg", .class("chart"), .viewBox("0 -14 640 226"), .role("img"), .ariaLabel("\(title)：\(told)")
      ) {
        for level in [0, 25, 50, 75, 100] {
          element("path", .class("gr"), .attribute("d", "M42 \(y(ExactDecimal(level)))H536"))
          words(String(level), 36, y(ExactDecimal(level)) + 4, "t-m t-e")
        }
        for month in [1, 3, 6, 9, 12] { words("\(month) 月", x(month), 204, "t-m t-c") }
        line(expected, "l0")
        line(goals, "l2")
        line(money, "l1")
        words("应达 100", 542, 18, "t-m")
        end(money, "支出", "f1", isAbove: false)
        end(goals, "目标", "f2", isAbove: true)
      }
    },
    details(.class("sm")) {
      summary { "看数据表" }
      curveTable(id: id, expected, money, goals)
    },
  ])
}

private func curveTable(id: String, _ expected: YearCurve, _ money: YearCurve, _ goals: YearCurve) -> HTML {
  let columns = [
    Column("月份"), Column("应达", unit: "%", isFigure: true), Column("支出", unit: "%", isFigure: true),
    Column("目标", unit: "%", isFigure: true),
  ]
  let months = Set(money.points.map(\.month)).union(goals.points.map(\.month)).sorted()
  func at(_ curve: YearCurve, _ month: Int) -> ExactDecimal? { curve.points.first { $0.month == month }?.percent }
  return dataTable("每月进度", columns, style: "t even", isWide: false) {
    for month in months {
      tr {
        th(.scope("row")) { "\(month) 月" }
        td(.class("n")) { figure(at(expected, month), places: 1, missing: "—") }
        td(.class("n")) { figure(at(money, month), places: 1, missing: "没有数") }
        td(.class("n")) { figure(at(goals, month), places: 1, missing: "没有数") }
      }
    }
  }
}

/// A bar of a share with a tick where it is expected to be.
func shareBar(_ percent: ExactDecimal?, expected: ExactDecimal?, light: Light?) -> HTML {
  let width = min(max(percent ?? .zero, .zero), 100).rounded(to: 1)
  let style =
    switch light {
    case .red: "b3"
    case .yellow: "b2"
    case .green: "b4"
    case .blue, nil: "b1"
    }
  let told =
    "支出 \(percent.map { Words.figure($0, places: 1) } ?? "没有数")%"
    + (expected.map { "，应达 \(Words.figure($0, places: 0))%" } ?? "")
  return element(
    "svg", .class("minibar long"), .viewBox("0 0 100 12"), .preserveAspectRatio("none"), .role("img"), .ariaLabel(told)
  ) {
    element("path", .class("b0"), .attribute("d", "M0 1h100v10H0z"))
    element("path", .class(style), .attribute("d", "M0 1h\(width)v10H0z"))
    if let expected {
      element("path", .class("tick"), .attribute("d", "M\(min(expected, 100).rounded(to: 1)) 0v12"))
    }
  }
}

/// Two scores of one unit or project.
struct ScorePair: Hashable, Sendable {
  var name: String
  var own: ExactDecimal?
  var again: ExactDecimal
}

/// Own scores and those given by somebody else, side by side; differences over the limit are red.
func dotPlot(_ pairs: [ScorePair], pass: ExactDecimal, limit: ExactDecimal) -> HTML {
  let height = 38 + pairs.count * 33
  // 40 points at the left edge: lower scores stand on it.
  func x(_ score: ExactDecimal) -> ExactDecimal {
    (148 + (max(score, 40) - 40) * ExactDecimal("7.267")!).rounded(to: 1)
  }
  func words(_ text: String, _ left: ExactDecimal, _ top: Int, _ style: String?) -> HTML {
    element("text", .class(style), .attribute("x", left.description), .attribute("y", String(top))) { text }
  }
  return div(.class("in scroll-x")) {
    element(
      "svg", .class("chart"), .viewBox("0 0 600 \(height)"), .role("img"), .ariaLabel("自评分与再评分之差，数据见排名表")
    ) {
      element("path", .class("fb"), .attribute("d", "M148 28H\(x(pass))V\(height - 6)H148z"))
      for score in [pass, 80, 90, 100] {
        element("path", .class("gr"), .attribute("d", "M\(x(score)) 28V\(height - 6)"))
        words(score.trimmed.description, x(score), 22, "t-m t-c")
      }
      words("不及格", 152, 22, "t-b")
      for (index, pair) in pairs.enumerated() {
        let top = 44 + index * 33
        words(String(pair.name.prefix(11)), 0, top + 4, nil)
        if let own = pair.own {
          element(
            "path", .class((own - pair.again).magnitude > limit ? "dmx" : "dm"),
            .attribute("d", "M\(x(pair.again)) \(top)H\(x(own))"))
          element(
            "circle", .class("o0"), .attribute("cx", x(own).description), .attribute("cy", String(top)),
            .attribute("r", "4.2"))
        }
        element("path", .class("f1"), .attribute("d", "M\(x(pair.again) - 4) \(top - 4)h8v8h-8z"))
      }
    }
  }
}
