public import Model
public import Schemes

/// How self-evaluations are scored again (再评价): the parts of the sheet, the pass mark, what a difference leads to.
public struct ReEvaluationPolicy: PolicyBody, Hashable {
  /// What the program proposes for a part; a person decides.
  public enum Computation: String, Sendable, CaseIterable {
    case timely, goals, scores, reasons, execution, completion
  }

  public struct Part: Hashable, Sendable {
    public let id: String
    public let name: String
    public let points: ExactDecimal
    public let computation: Computation?
    /// Points taken off for each mistake.
    public let per: ExactDecimal
    /// Points taken off when the total is wrong.
    public let total: ExactDecimal
    /// So many days late count as one mistake.
    public let days: Int
    /// How the part is scored, in words.
    public let guide: String
  }

  public struct Grade: Hashable, Sendable {
    public let name: String
    public let from: ExactDecimal
  }

  public struct Veto: Hashable, Sendable {
    public let id: String
    public let name: String
    public let gradeMax: String
  }

  public static var subject: String { "re-evaluation" }
  public let parts: [Part]
  public let pass: ExactDecimal
  public let returnOver: ExactDecimal
  public let reportOver: ExactDecimal
  /// Best first.
  public let grades: [Grade]
  public let vetoes: [Veto]
  /// How several experts who score apart come to one score; nil where one sheet is written by all together.
  public let panel: ExpertPanel?

  public init(_ object: DataObject) {
    parts = object.objects("parts").map { entry in
      defer { entry.finish() }
      let part = Part(
        id: entry.text("id"), name: entry.text("name"), points: entry.figure("points"),
        computation: entry.optionalChoice("compute", Computation.self), per: entry.optionalFigure("per") ?? 2,
        total: entry.optionalFigure("total") ?? 0, days: entry.optionalInteger("days") ?? 5,
        guide: entry.text("guide"))
      if part.points <= .zero { entry.report("points", "“points”应大于 0") }
      if part.days < 1 { entry.report("days", "“days”应不小于 1") }
      return part
    }
    let sum = parts.reduce(ExactDecimal.zero) { $0 + $1.points }
    if sum != 100 { object.report("parts", "各方面分值合计 \(sum)，应为 100") }
    if Set(parts.map(\.id)).count != parts.count { object.report("parts", "各方面的“id”不能相同") }
    pass = object.figure("pass")
    returnOver = object.figure("return_over")
    reportOver = object.figure("report_over")
    grades = object.objects("grades").map { entry in
      defer { entry.finish() }
      return Grade(name: entry.text("name"), from: entry.figure("from"))
    }
    if grades.last?.from != 0 { object.report("grades", "最后一级应从 0 分起") }
    vetoes = object.objects("vetoes").map { entry in
      defer { entry.finish() }
      return Veto(id: entry.text("id"), name: entry.text("name"), gradeMax: entry.text("grade_max"))
    }
    panel = object.object("panel").map { ExpertPanel($0) }
    let names = Set(grades.map(\.name))
    for veto in vetoes where !names.contains(veto.gradeMax) {
      object.report("vetoes", "“\(veto.name)”的最高等级“\(veto.gradeMax)”不在等级里")
    }
  }

  /// The grade of a total, capped by vetoes; a boundary belongs to the better grade.
  public func grade(of total: ExactDecimal, vetoes ids: Set<String> = []) -> String? {
    var index = grades.firstIndex { total >= $0.from } ?? max(0, grades.count - 1)
    for veto in vetoes where ids.contains(veto.id) {
      index = max(index, grades.firstIndex { $0.name == veto.gradeMax } ?? index)
    }
    return grades.indices.contains(index) ? grades[index].name : nil
  }
}
