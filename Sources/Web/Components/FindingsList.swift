import Model

/// A finding with its number on the page and the cell that it marks.
struct NumberedFinding: Sendable {
  let number: Int
  let finding: Finding
  /// Id of the marked cell, without `#`; nil when the finding is about the form as a whole.
  let cell: String?
  /// Address of the page that has the cell; nil when it is this one.
  var page: String?
  /// Who let it stand and why; nil while it asks for an answer.
  var waived: String?

  /// Leads to the cell.
  var href: String? { cell.map { (page ?? "") + "#" + $0 } }

  /// Id of its line in the side list.
  var id: String { "find-\(number)" }

  /// Numbers findings by weight, then in the order they came, which is page order.
  static func order(_ findings: [Finding]) -> [Finding] {
    let ranked = findings.enumerated().sorted { left, right in
      left.element.severity == right.element.severity
        ? left.offset < right.offset : left.element.severity < right.element.severity
    }
    return ranked.map(\.element)
  }
}

/// The number at a cell; leads to the line in the side list.
func marker(number: Int, severity: Finding.Severity) -> HTML {
  a(.class("mk " + severity.className), .href("#find-\(number)"), .id("mark-\(number)")) {
    severity.mark
    String(number)
  }
}

/// The side list of findings; every line leads to its cell.
/// - Parameter foot: what was checked: 已核对 42 条规则.
func findingsPanel(_ findings: [NumberedFinding], foot: HTML, level: Int = 2) -> HTML {
  let counted = FindingCounts(findings.map(\.finding))
  return section(.class("panel"), .id("findings"), .ariaLabel("发现")) {
    header {
      h2 { findings.isEmpty ? "没有发现" : "发现 \(findings.count) 处" }
      if counted.total > 0 { severityCounts(counted) }
    }
    if findings.isEmpty {
      div(.class("in")) {
        p(.class("good")) {
          icon(.ok)
          " 数字、勾稽和必填项都核对过，没有要改的。"
        }
      }
    } else {
      ol(.class("finds")) { for finding in findings { line(finding) } }
    }
    footer { foot }
  }
}

private func line(_ item: NumberedFinding) -> HTML {
  let finding = item.finding
  return li(.class(finding.severity.className), .id(item.id)) {
    div(.class("ttl")) {
      finding.severity.mark
      span {
        span(.class("no")) { String(item.number) }
        " "
        if let href = item.href { a(.href(href)) { finding.title } } else { b { finding.title } }
      }
    }
    if !finding.place.isEmpty { div(.class("sub xs")) { finding.place } }
    if !finding.message.isEmpty { div(.class("cal")) { finding.message } }
    if finding.printed != nil || finding.expected != nil { figures(finding) }
    if let waived = item.waived {
      p(.class("good sm")) {
        icon(.ok)
        " 准予保留：" + waived
      }
    }
    div(.class("do")) {
      if let href = item.href { a(.href(href)) { "看这一格" } }
    }
    div(.class("src")) {
      if let basis = finding.basis, !basis.isEmpty { "依据 \(basis)　" }
      a(.href("/rules#rule-" + finding.rule)) { "规则说明" }
    }
  }
}

/// What is printed and what it ought to be, side by side.
private func figures(_ finding: Finding) -> HTML {
  div(.class("pair")) {
    if let printed = finding.printed {
      span {
        span(.class("lab")) { "表中" }
        b { printed }
      }
    }
    if let expected = finding.expected {
      span {
        span(.class("lab")) { "应为" }
        b(.class("good")) { expected }
      }
    }
  }
}
