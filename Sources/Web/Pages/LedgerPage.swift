import Model

/// The ledger (总台账): everything that was done, chained by digests.
struct LedgerPage: Sendable {
  enum Proof: Hashable, Sendable {
    /// Not walked since the program started.
    case unknown
    /// Entries 1 to `last` follow each other; when that was walked, and how long it took.
    case whole(last: Int, time: String, milliseconds: Int)
    /// The first entry that does not fit, and why in words.
    case broken(entry: Int, reason: String, time: String)
  }
  var shell: Shell
  var proof: Proof
  var count: Int
  var today: Int
  var head: String
  var filters: [ListFilter]
  var isFiltered: Bool
  var entries: [LedgerRow]
  /// Earlier and later entries, by number and not by page.
  var olderHref: String?
  var newerHref: String?
  var exportHref: String?
}

struct LedgerRow: Hashable, Sendable {
  var number: Int
  var time: String
  var person: String
  var office: String
  var action: LedgerAction
  var subject: Link?
  var note: String
  var digest: String
  var previous: String
}

/// What was done, as a tag.
enum LedgerAction: Hashable, Sendable {
  case signIn, signOut, upload, read, reveal, passwordChange, verify
  case other(String)

  var tag: HTML {
    switch self {
    case .signIn: Web.tag(.plain, .user, "登录")
    case .signOut: Web.tag(.plain, .user, "退出")
    case .upload: Web.tag(.accent, .file, "导入")
    case .read: Web.tag(.good, .ok, "存成新版")
    case .reveal: Web.tag(.info, .lock, "查看遮盖信息")
    case .passwordChange: Web.tag(.warning, .lock, "改密码")
    case .verify: Web.tag(.plain, .shield, "核对台账")
    case .other(let words): Web.tag(.plain, .pen, words)
    }
  }
}

func ledgerPage(_ model: LedgerPage) -> HTML {
  page(
    model.shell,
    PageContent("总台账") {
      pageHead(
        "总台账", crumbs: [Link("工作台", "/")], facts: ["只增不改；每条带前一条的摘要", "SM3"],
        actions: (model.exportHref.map { [buttonLink("下载核对包", href: $0)] } ?? [])
          + [postButton("现在核对一遍", to: "/ledger/verify", token: model.shell.token, .main)])
      proof(model.proof)
      facts([
        Fact("台账条数", Words.count(model.count), "", "今天 +\(Words.count(model.today))"),
        Fact("最后一条的摘要", Words.digest(model.head), "", "记下它，日后就能验出改动", isCode: true),
      ])
      filterBar(model)
      if model.entries.isEmpty {
        emptyState(model.isFiltered ? "没有符合条件的条目" : "台账还是空的", why: "登录、导入、改密码都会记在这里。", isAlone: true)
      } else {
        entries(model)
      }
      div(.class("pager")) {
        span { "\(Words.count(model.count)) 条，本页 \(model.entries.count) 条" }
        span(.class("row")) {
          if let newer = model.newerHref { a(.href(newer)) { "更晚" } }
          if let older = model.olderHref { a(.href(older)) { "更早" } }
        }
      }
    })
}

private func proof(_ proof: LedgerPage.Proof) -> HTML {
  switch proof {
  case .unknown: message(.info, "程序启动后还没有核对过。", "点“现在核对一遍”，逐条重算摘要。", sign: .shield)
  case .whole(let last, let time, let milliseconds):
    message(
      .good, "第 1 至 \(Words.count(last)) 条连续，没有改动、缺号或倒填。", details: "\(time) 由程序核对，历时 \(duration(milliseconds))。")
  case .broken(let entry, let reason, let time):
    message(
      .bad, "第 \(Words.count(entry)) 条对不上：\(reason)",
      details: "\(time) 由程序核对。第 \(Words.count(max(entry - 1, 0))) 条以前没有改动。请保留现场，通知安全管理员和审计管理员。")
  }
}

private func duration(_ milliseconds: Int) -> String {
  if milliseconds < 1000 { return "\(milliseconds) 毫秒" }
  let seconds = milliseconds / 1000
  return seconds < 60 ? "\(seconds) 秒" : "\(seconds / 60) 分 \(seconds % 60) 秒"
}

private func filterBar(_ model: LedgerPage) -> HTML {
  form(.class("flt"), .action(Place.ledger.path), .ariaLabel("筛选")) {
    for (index, filter) in model.filters.enumerated() { filterControl(filter, id: "filter-\(index)") }
    submitButton("查", .smallMain)
    a(.class("on"), .href(Place.ledger.path)) { "清除条件" }
  }
}

private func entries(_ model: LedgerPage) -> HTML {
  let columns = [
    Column("序号", isFigure: true), Column("时间"), Column("谁"), Column("动作"), Column("对象"), Column("说明"), Column("摘要"),
    Column("连着上一条"),
  ]
  return dataTable("台账", columns) {
    for row in model.entries {
      tr(.id("entry-\(row.number)")) {
        td(.class("n")) { Words.count(row.number) }
        td(.class("nw")) { row.time }
        th(.scope("row")) {
          row.person
          span(.class("sub")) { row.office }
        }
        td { row.action.tag }
        td { if let subject = row.subject { anchor(subject) } else { span(.class("none")) { "—" } } }
        td { row.note }
        td(.class("hash"), .title(row.digest)) { Words.digest(row.digest) }
        td(.class("hash mut"), .title(row.previous)) { Words.digest(row.previous) }
      }
    }
  }
}
