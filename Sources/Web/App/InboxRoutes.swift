import Lifecycle
import Store
import Work

/// Everything the program told a person, the newest first.
enum InboxRoutes {
  static let all: [AppRoute] = [
    .get("/inbox", .may(.readForm), show), .post("/inbox/read", .may(.readForm), read),
  ]

  private static let pageSize = 50

  private static func show(_ call: Call) throws(Refusal) -> Response {
    // Whoever is told nothing has no inbox.
    guard Places.mayOpen(call.account.role, .inbox) else {
      throw .forbidden(why: "\(call.account.role.officialName)没有消息。", whoCanHelp: "要办的事由各科室办理；角色不对请找安全管理员。")
    }
    let before = call.query["before"].flatMap { $0.isEmpty ? nil : $0 }
    let account = call.account
    let found = try call.read { (transaction) throws(StoreError) in
      try Notices.list(account, before: before, limit: pageSize + 1, in: transaction)
    }
    let shown = Array(found.prefix(pageSize))
    let page = InboxPage(
      shell: call.shell(.inbox), unread: call.waiting(call.year).unread, unreadMax: WaitingCounts.unreadMax,
      notices: shown.map { InboxPage.Row($0, call) }, newest: before == nil ? shown.first?.id : nil,
      isFirst: before == nil, olderHref: found.count > pageSize ? shown.last.map { "/inbox?before=\($0.id)" } : nil,
      done: call.query["done"] == nil ? nil : "已标为读过。")
    return call.page(inboxPage(page))
  }

  private static func read(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    guard let notice = call.request.fields["to"], !notice.isEmpty, notice.utf8.count <= 64 else {
      throw .malformed("notice")
    }
    try call.write { (transaction) throws(StoreError) in
      try Notices.markRead(account.id, to: notice, in: transaction)
    }
    return .seeOther("/inbox?done=read")
  }
}

extension InboxPage.Row {
  init(_ notice: Notices.Notice, _ call: Call) {
    self.init(
      title: notice.title, href: "/stages/\(notice.stage)",
      words: "\(notice.actorName ?? "程序") \(Steps.name(ofEvent: notice.event, flow: notice.flow))，现在“\(notice.state)”",
      flow: Steps.name(ofFlow: notice.flow), year: notice.year, opinion: notice.opinion,
      time: Moments.short(notice.at, now: call.now), isUnread: notice.isUnread)
  }
}
