/// Who did what to the accounts, step by step, each with its digest.
struct FinalAccountsHistoryPage: Sendable {
  struct Entry: Hashable, Sendable {
    var time: String
    var event: String
    var who: String
    var opinion: String
    /// What the step left of the tables: 收、支总计 in 万元.
    var total: String
    var digest: String
    var ledger: Int
  }

  var frame: FinalAccountsFrame
  var route: [Step]
  var entries: [Entry]
  /// Published copies, the newest first.
  var receipts: [Link]
}

func finalAccountsHistoryPage(_ model: FinalAccountsHistoryPage) -> HTML {
  finalAccountsPage(model.frame, .history) {
    route(model.route, named: "办理进展")
    if !model.receipts.isEmpty {
      panel("公开件") { ul { for receipt in model.receipts { li { anchor(receipt) } } } }
    }
    panel("办理记录", more: .text("\(model.entries.count) 步，每一步的内容都冻结并记入总台账"), flush: table(model.entries))
  }
}

private func table(_ entries: [FinalAccountsHistoryPage.Entry]) -> HTML {
  let columns = [
    Column("时间"), Column("办理"), Column("经办人"), Column("意见"), Column("收、支总计", unit: "万元", isFigure: true), Column("台账"),
  ]
  return dataTable("办理记录", columns, style: "t cards") {
    for entry in entries {
      tr {
        cell(columns[0]) { entry.time }
        th(.scope("row")) { entry.event }
        cell(columns[2]) { entry.who }
        cell(columns[3]) { entry.opinion.isEmpty ? none("无") : .text(entry.opinion) }
        cell(columns[4]) { entry.total.isEmpty ? none("空") : .text(entry.total) }
        cell(columns[5]) {
          "第 \(entry.ledger) 条"
          span(.class("sub mono")) { Words.digest(entry.digest) }
        }
      }
    }
  }
}
