/// A signed paper that opened a gate.
struct ExceptionRow: Hashable, Sendable {
  var title: String
  var href: String
  var unit: String
  /// The step that used it: 批复.
  var step: String
  var gate: String
  var document: String
  var reason: String
  var signer: String
  var user: String
  var time: String
  var ledgerEntry: Int
}

func exceptionsPage(_ shell: Shell, year: Int, _ rows: [ExceptionRow]) -> HTML {
  let columns = [
    Column("项目、单位"), Column("打开的关口"), Column("文件号"), Column("理由"), Column("签批人"), Column("办理"),
    Column("总台账", isFigure: true),
  ]
  return page(
    shell,
    PageContent("用过的例外文件") {
      pageHead(
        "用过的例外文件", crumbs: [Link("工作台", "/")], facts: [.text("\(year) 年度"), .text("\(rows.count) 件")])
      if rows.isEmpty {
        emptyState("没有用过例外文件", why: "关口都是按规定通过的。凭签批文件通过的，会列在这里，并记入总台账。", isAlone: true)
      } else {
        dataTable("用过的例外文件", columns, style: "t cards") {
          for row in rows {
            tr {
              th(.scope("row")) {
                a(.href(row.href)) { row.title }
                span(.class("sub")) { row.unit }
              }
              cell(columns[1]) { row.gate }
              cell(columns[2]) { row.document }
              cell(columns[3]) { row.reason }
              cell(columns[4]) { row.signer }
              cell(columns[5]) {
                row.step
                span(.class("sub")) { "\(row.user)　\(row.time)" }
              }
              cell(columns[6]) { "第 \(row.ledgerEntry) 条" }
            }
          }
        }
      }
    })
}
