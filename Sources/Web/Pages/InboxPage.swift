/// Everything that was sent to a person, the newest first.
struct InboxPage: Sendable {
  struct Row: Hashable, Sendable {
    var title: String
    var href: String
    var words: String
    var flow: String
    var year: Int
    var opinion: String?
    var time: String
    var isUnread: Bool
  }

  var shell: Shell
  var unread: Int
  /// Unread notices are counted up to this.
  var unreadMax: Int
  var notices: [Row]
  /// Identifier of the newest notice: reading marks everything up to it.
  var newest: String?
  var isFirst: Bool
  var olderHref: String?
  var done: String?
}

func inboxPage(_ model: InboxPage) -> HTML {
  page(
    model.shell,
    PageContent("消息") {
      pageHead(
        "消息", crumbs: [Link("工作台", "/")], facts: [.text(unreadWords(model))],
        actions: model.newest.flatMap { newest in
          model.unread > 0
            ? [postButton("全部标为读过", to: "/inbox/read", token: model.shell.token, .main, fields: [("to", newest)])] : nil
        } ?? [])
      if let done = model.done { message(.good, done) }
      if model.notices.isEmpty {
        emptyState(
          model.isFirst ? "还没有消息" : "没有更早的消息", why: "轮到你办、被退回、办结的时候，会告诉你。",
          next: model.isFirst ? .empty : buttonLink("看最新的", href: Place.inbox.path), isAlone: true)
      } else {
        table(model)
      }
      div(.class("pager")) {
        span { "本页 \(model.notices.count) 条" }
        span(.class("row")) {
          if !model.isFirst { a(.href(Place.inbox.path)) { "最新的" } }
          if let older = model.olderHref { a(.href(older)) { "更早的" } }
        }
      }
    })
}

private func unreadWords(_ model: InboxPage) -> String {
  if model.unread == 0 { return "都读过了" }
  return model.unread >= model.unreadMax ? "没读的 \(model.unreadMax) 条以上" : "没读的 \(model.unread) 条"
}

private func table(_ model: InboxPage) -> HTML {
  let columns = [Column("说的是"), Column("怎么了"), Column("环节"), Column("年度"), Column("时间"), Column("读过")]
  return dataTable("消息，\(model.notices.count) 条", columns, style: "t cards") {
    for notice in model.notices {
      tr {
        th(.scope("row")) { a(.href(notice.href)) { notice.title } }
        cell(columns[1]) {
          notice.words
          if let opinion = notice.opinion, !opinion.isEmpty { span(.class("sub")) { opinion } }
        }
        cell(columns[2]) { notice.flow }
        cell(columns[3]) { String(notice.year) }
        td(.class("nw"), .attribute("data-l", "时间")) { notice.time }
        cell(columns[5]) {
          if notice.isUnread { tag(.accent, .half, "没读") } else { tag(.plain, .ok, "读过") }
        }
      }
    }
  }
}
