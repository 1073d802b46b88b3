import Model
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
