import Foundation
import Model
import Schemes
import Scoring
import TestSupport

/// Four published self-evaluations, rows as printed, with the totals they print.
enum Evaluations {
  static let names = ["department", "city", "running", "contingency"]

  static let schemes: SchemeLibrary = {
    SchemeLibrary.load(ResourceFiles.bytes(in: ProjectFiles.root.appending(path: "Resources/schemes"))).valid
  }()
  static var hubei: Scheme { schemes["hubei-2023"]! }
  static var national: Scheme { schemes["national-2020"]! }
  static var cost: Scheme { schemes["national-2021-cost"]! }

  static func rows(_ name: String) -> [[String]] {
    let file = ProjectFiles.root.appending(path: "Tests/Fixtures/scoring/evaluations-2023.tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var rows: [[String]] = []
    var isWanted = false
    for line in text.split(separator: "\n") {
      if line.hasPrefix("#") {
        isWanted = line == "# \(name)"
      } else if isWanted {
        rows.append(line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
      }
    }
    return rows
  }

  static func indicator(_ row: [String], _ id: String) -> Indicator {
    var indicator = Indicator(id: id)
    indicator.level1 = (row[0].split(separator: " ").last.map(String.init) ?? "") + "指标"
    indicator.level2 = row[1] + "指标"
    indicator.name = row[2]
    indicator.weight = ExactDecimal(row[3])
    indicator.target = row[4]
    indicator.actual = row[5]
    indicator.score = ExactDecimal(row[6])
    return indicator
  }

  static func form(_ name: String) -> FormContent {
    let rows = rows(name)
    var form = FormContent(kind: name == "department" ? .departmentSelfEvaluation : .projectSelfEvaluation)
    form.name = name
    form.year = 2023
    form.region = "武汉市洪山区"
    let facts: [String: (money: String, total: String, goal: String)] = [
      "department": ("11092.59", "92", ""), "city": ("1194.23", "93.5", "18"), "running": ("4000.95", "97.1", "19"),
      "contingency": ("612.03", "95.5", "17"),
    ]
    let fact = facts[name]!
    form.score = ExactDecimal(fact.total)
    form.execution = execution(fact.money, fact.money, weight: "20", score: "20")
    if name == "department" {
      for (index, (key, weight)) in [("G1", 30), ("G2", 30), ("G3", 20)].enumerated() {
        var goal = Goal(id: "g\(index + 1)")
        goal.term = .annual
        goal.name = "年度目标\(index + 1)"
        goal.weight = ExactDecimal(weight)
        goal.indicators = rows.filter { $0[0].hasPrefix(key) }.enumerated().map { indicator($1, "\(key)i\($0 + 1)") }
        form.goals.append(goal)
      }
    } else {
      var goal = Goal(id: "g1")
      goal.term = .annual
      goal.text = "总体目标"
      goal.weight = 20
      goal.score = ExactDecimal(fact.goal)
      goal.indicators = rows.enumerated().map { indicator($1, "i\($0 + 1)") }
      form.goals = [goal]
    }
    return form
  }

  static func execution(_ budget: String, _ actual: String, weight: String? = nil, score: String? = nil) -> Execution {
    var execution = Execution()
    execution.budget = ExactDecimal(budget)
    execution.actual = ExactDecimal(actual)
    execution.weight = weight.flatMap { ExactDecimal($0) }
    execution.score = score.flatMap { ExactDecimal($0) }
    return execution
  }

  /// A project form with one row of the weight, and nothing else that scores.
  static func single(
    _ target: String, _ actual: String, weight: ExactDecimal = 10, printed: ExactDecimal? = nil,
    level1: String = "产出指标",
    level2: String = "数量指标", name: String = "完成数"
  ) -> FormContent {
    var form = FormContent(kind: .projectSelfEvaluation)
    form.name = "单行"
    form.execution = execution("100", "100")
    var goal = Goal(id: "g1")
    goal.term = .annual
    var row = Indicator(id: "i1")
    row.level1 = level1
    row.level2 = level2
    row.name = name
    row.target = target
    row.actual = actual
    row.weight = weight
    row.score = printed
    goal.indicators = [row]
    form.goals = [goal]
    return form
  }
}

extension Score {
  /// The row of a form that has only one.
  var row: ScoreNode? { root.all.first { $0.target != nil } }
}
