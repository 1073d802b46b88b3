import Model
import Schemes
import Scoring
import Web

/// What `read`, `check` and `score` print for people.
enum PlainReport {
  static func reading(_ document: ProcessedDocument) -> String {
    var lines = [head(document)]
    if document.content.isEmpty { lines.append("  没有认出绩效表、自评表或决算内容。") }
    for (index, form) in document.content.forms.enumerated() {
      let name = [form.name, form.code].compactMap { $0 }.joined(separator: "　")
      lines.append("  \(index + 1). \(form.title ?? form.kind.officialName)")
      if !name.isEmpty { lines.append("     \(name)") }
      var facts: [String] = []
      if let current = form.amounts.current { facts.append("当年预算 \(current) \(form.moneyUnit.rawValue)") }
      if !form.goals.isEmpty { facts.append("目标 \(form.goals.count) 个") }
      if !form.indicators.isEmpty { facts.append("指标 \(form.indicators.count) 个") }
      if !form.costs.isEmpty { facts.append("支出明细 \(form.costs.count) 行") }
      if let score = form.score { facts.append("自评得分 \(score)") }
      if !facts.isEmpty { lines.append("     " + facts.joined(separator: "，")) }
    }
    if let account = document.content.finalAccount {
      lines.append("  部门决算：项级科目 \(account.items.count) 个，文字中的数 \(account.figures.count) 个，表 \(account.tables.count) 张")
    }
    if !document.content.statements.isEmpty { lines.append("  文字中的数：\(document.content.statements.count) 个") }
    return lines.joined(separator: "\n")
  }

  static func findings(_ document: ProcessedDocument) -> String {
    var lines = [head(document)]
    for (index, finding) in document.findings.enumerated() {
      lines.append("  \(index + 1). [\(finding.severity.officialName)] \(finding.title)（\(finding.rule)）")
      lines.append("     \(finding.place)")
      lines.append("     \(finding.message)")
    }
    let counts = Finding.Severity.allCases.map { severity in
      "\(severity.officialName) \(document.findings.count { $0.severity == severity })"
    }
    lines.append("  " + (document.findings.isEmpty ? "没有发现问题。" : counts.joined(separator: "，")))
    return lines.joined(separator: "\n")
  }

  static func scores(_ document: ProcessedDocument) -> String {
    var lines = [head(document)]
    var found = false
    for (form, score) in zip(document.content.forms, document.scores) {
      guard let score else { continue }
      found = true
      let printed = score.printed.map { "，表上 \($0)" } ?? "，表上没有总分"
      let grade = score.grade.map { "（\($0.name)）" } ?? ""
      lines.append("  \(form.title ?? score.form)")
      lines.append("    \(score.form)：\(score.total.trimmed)\(grade)\(printed)；方案 \(score.schemeName)（\(score.scheme)）")
      lines += tree(score.root.children, depth: 3)
      for note in score.notes { lines.append("    注：\(note.text)") }
    }
    if !found { lines.append("  里面没有可以算分的自评表。") }
    return lines.joined(separator: "\n")
  }

  private static func tree(_ nodes: [ScoreNode], depth: Int) -> [String] {
    nodes.flatMap { node in
      let points = node.weight.map { "\(node.score.trimmed) / \($0.trimmed)" } ?? "\(node.score.trimmed)"
      let line = String(repeating: "  ", count: depth) + "\(node.name)  \(points)  \(node.why)"
      return [line] + tree(node.children, depth: depth + 1)
    }
  }

  private static func head(_ document: ProcessedDocument) -> String {
    let facts = [document.content.region, document.content.year.map { "\($0) 年" }].compactMap { $0 }
    return document.name + (facts.isEmpty ? "" : "（\(facts.joined(separator: "，"))）")
  }
}

extension Finding.Severity {
  var officialName: String {
    switch self {
    case .error: "错误"
    case .warning: "提醒"
    case .hint: "提示"
    }
  }
}
