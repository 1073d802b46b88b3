import Lifecycle
import Model
import Work

/// What an evaluator typed into the plan or the working paper: figures read, and those that are none told.
final class KeyEvaluationEntry {
  private let fields: Fields
  private(set) var problems: [Problem] = []
  /// What was typed where a figure belongs, by field.
  private(set) var wrong: [String: String] = [:]

  init(_ fields: Fields) { self.fields = fields }

  private func text(_ name: String, _ length: Int) -> String? {
    fields[name].map { TypedText.words(String($0.prefix(length))) }
  }

  private func figure(_ name: String, _ subject: String) -> ExactDecimal? {
    let typed = text(name, 20) ?? ""
    guard !typed.isEmpty else { return nil }
    if let figure = TypedText.figure(typed, units: ["分"]), figure.places <= 2, !figure.isNegative {
      return figure.trimmed
    }
    problems.append(Problem(name, "\(subject)：“\(typed)”不是分数。请写成 4 或 4.5，最多两位小数。"))
    wrong[name] = typed
    return nil
  }

  /// The plan with its indicators; rows without a name are left out, further ones get a number of their own.
  func plan(_ file: KeyEvaluationFile, _ policy: KeyEvaluationPolicy) -> KeyEvaluationFile {
    var file = file
    file.lead = text("lead", 40) ?? file.lead
    for section in policy.plan {
      if let typed = fields["plan-\(section.id)"] { file.plan[section.id] = String(typed.prefix(8_000)) }
    }
    file.rows = policy.parts.flatMap { part in
      let known = file.rows(of: part.kind)
      let fresh = (1...KeyEvaluationModel.freshRows).map { "\(part.kind.rawValue)-new\($0)" }
      var ids = Set(known.map(\.id))
      return (known.map(\.id) + fresh).compactMap { id -> KeyEvaluationFile.Row? in
        let former = known.first { $0.id == id }
        guard let name = text("name-\(id)", 80) else { return former }
        let points = figure("points-\(id)", name.isEmpty ? "没有名称的指标" : name)
        guard !name.isEmpty else { return nil }
        var own = id
        if former == nil {
          var number = known.count + 1
          while ids.contains("\(part.kind.rawValue)-\(number)") { number += 1 }
          own = "\(part.kind.rawValue)-\(number)"
          ids.insert(own)
        }
        return KeyEvaluationFile.Row(
          id: own, part: part.kind, group: text("group-\(id)", 40) ?? "", name: name, points: points,
          standard: text("standard-\(id)", 1_000) ?? "", source: former?.name == name ? former?.source : nil)
      }
    }
    return file
  }

  func paper(_ file: KeyEvaluationFile, _ policy: KeyEvaluationPolicy) -> KeyEvaluationFile {
    var file = file
    for index in file.rows.indices {
      let row = file.rows[index]
      if fields["score-\(row.id)"] != nil { file.rows[index].score = figure("score-\(row.id)", row.name) }
      file.rows[index].evidence = text("evidence-\(row.id)", 1_000) ?? row.evidence
      file.rows[index].reason = text("reason-\(row.id)", 1_000) ?? row.reason
    }
    let classes = fields.values("problem-class")
    let words = fields.values("problem-words")
    let measures = fields.values("problem-measure")
    let amounts = fields.values("problem-amount")
    if classes.count == words.count, words.count == measures.count, measures.count == amounts.count {
      file.problems = words.indices.prefix(60).compactMap { index in
        let (said, asked) = (TypedText.words(words[index]), TypedText.words(measures[index]))
        guard !said.isEmpty || !asked.isEmpty else { return nil }
        return KeyEvaluationFile.Problem(
          problemClass: classes[index], words: String(said.prefix(1_000)), measure: String(asked.prefix(1_000)),
          amount: money(amounts[index], index + 1))
      }
    }
    for section in policy.report {
      if let typed = fields["report-\(section.id)"] { file.report[section.id] = String(typed.prefix(8_000)) }
    }
    return file
  }

  private func money(_ typed: String, _ number: Int) -> Money? {
    guard !typed.isBlank else { return nil }
    if let money = ProjectEditing.money(typed) { return money }
    problems.append(Problem("findings", "第 \(number) 个问题的金额“\(typed)”不是万元数。请写成 12 或 12.5，没有就留空。"))
    return nil
  }
}
