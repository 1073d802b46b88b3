import Model

/// A form as it is printed, with its findings at the cells.
struct Sheet: Sendable {
  let html: HTML
  /// Findings with their numbers and the cells they lead to.
  let findings: [NumberedFinding]
}

/// What stands around the tables of a printed form.
struct SheetOptions: Sendable {
  var contacts: ContactView = .masked(reveal: nil)
  /// Version and the first 16 characters of the digest, for the foot of the print.
  var version: String?
  var digest: String?
  /// A draft says so in its head line.
  var isDraft = false
}

/// Makes the printed look of any kind of form from its content.
func sheet(_ content: FormContent, findings: [Finding], options: SheetOptions = SheetOptions()) -> Sheet {
  let ordered = NumberedFinding.order(findings)
  let marks = SheetMarks(ordered)
  let tables: [HTML] = [
    sheetBasics(content, contacts: options.contacts, marks: marks), sheetExecution(content, marks: marks),
    sheetMoney(content, marks: marks), sheetGoals(content, marks: marks), total(content, marks),
  ]
  marks.settle()
  let html = div(.class("sheet"), .id("sheet")) {
    div(.class("inner")) {
      h2(.class("ttl")) { title(content) }
      div(.class("unit")) {
        span { "填报单位：\(content.unitName ?? content.department ?? content.name ?? "")" }
        if options.isDraft { span { "草稿" } }
        span { "单位：\(content.moneyUnit.rawValue)" }
      }
      for table in tables { table }
      signature(content)
      foot(options)
    }
  }
  let numbered = ordered.enumerated().map { NumberedFinding(number: $0 + 1, finding: $1, cell: marks.cells[$0]) }
  return Sheet(html: html, findings: numbered)
}

private func title(_ content: FormContent) -> String {
  if let title = content.title, !title.isEmpty { return title }
  return (content.year.map { "\($0)年" } ?? "") + content.kind.officialName
}

private func total(_ content: FormContent, _ marks: SheetMarks) -> HTML {
  guard let score = content.score else { return .empty }
  return table(.class("form")) {
    element("caption", .class("vh")) { "总分" }
    columnGroup(shares: [30, 70])
    tbody {
      tr {
        th(.scope("row")) { content.kind.isAboutDepartment ? "总分" : "自评得分" }
        sheetCell(score.description, style: "c", marks: marks.cell("score"), id: "f-score")
      }
    }
  }
}

/// The lines for signatures and date, by hand on paper.
private func signature(_ content: FormContent) -> HTML {
  div(.class("sig")) {
    span { "填报人：" }
    span { "单位负责人：" }
    span { "填报日期：\(content.attribute("填报日期") ?? "")" }
  }
}

private func foot(_ options: SheetOptions) -> HTML {
  let words = [options.version, options.digest.map { "摘要 \($0.prefix(16))" }].compactMap(\.self)
  guard !words.isEmpty else { return .empty }
  return p(.class("only-print xs")) { words.joined(separator: "　") }
}
