import Model

/// Every revision of a form; none is ever overwritten.
struct RevisionsPage: Sendable {
  var shell: Shell
  var formID: String
  var formName: String
  /// The newest first.
  var revisions: [RevisionRow]
}

struct RevisionRow: Hashable, Sendable {
  var facts: RevisionFacts
  var status: FormStatus
  /// Cells that differ from the revision before; nil for the first one.
  var changes: Int?
  var counts: FindingCounts
  /// Number of its entry in the ledger.
  var ledgerEntry: Int?
}

func revisionsPage(_ model: RevisionsPage) -> HTML {
  let columns = [
    Column("版次"), Column("时间"), Column("谁"), Column("缘由"), Column("比上一版", unit: "格", isFigure: true), Column("发现"),
    Column("状态"),
    Column("摘要"), Column("看"),
  ]
  return page(
    model.shell,
    PageContent("历次版本：" + model.formName) {
      pageHead(
        "历次版本：" + model.formName, crumbs: [Link("工作台", "/"), Link(model.formName, "/forms/\(model.formID)")],
        here: "历次版本",
        facts: [.text("共 \(model.revisions.count) 版"), "每一版都留着，内容摘要记在总台账"])
      section(.class("panel"), .ariaLabel("版本")) {
        dataTable("历次版本，新的在前", columns, style: "t cards even") {
          for row in model.revisions { line(row, columns, model.formID) }
        }
      }
    })
}

private func line(_ row: RevisionRow, _ columns: [Column], _ formID: String) -> HTML {
  let number = row.facts.number
  return tr {
    th(.scope("row")) { a(.href("/forms/\(formID)?revision=\(number)")) { "第 \(number) 版" } }
    td(.class("nw"), .attribute("data-l", "时间")) { row.facts.time }
    cell(columns[2]) { row.facts.by }
    cell(columns[3]) { row.facts.reason ?? "—" }
    cell(columns[4]) { if let changes = row.changes { Words.count(changes) } else { span(.class("none")) { "首版" } } }
    cell(columns[5]) { counts(row.counts) }
    cell(columns[6]) { row.status.tag }
    td(.class("hash"), .attribute("data-l", "摘要"), .title(row.facts.digest)) {
      if let entry = row.ledgerEntry {
        a(.href("/ledger?from=\(entry)")) { Words.digest(row.facts.digest) }
      } else {
        Words.digest(row.facts.digest)
      }
    }
    td(.class("nw"), .attribute("data-l", "")) {
      if row.changes != nil {
        a(.href("/forms/\(formID)/compare?from=\(number - 1)&to=\(number)")) {
          "与上一版比较"
          hiddenWords("：第 \(number) 版")
        }
      }
    }
  }
}
