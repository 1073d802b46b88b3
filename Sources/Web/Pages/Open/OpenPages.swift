import Model

/// One line of a public list.
struct OpenRow: Hashable, Sendable {
  var title: String
  var href: String
  var unit: String
  var subject: String
  var year: Int
  var amount: Money?
  var day: String
  var data: String
}

/// The first public page.
struct OpenHomePage: Sendable {
  struct Department: Hashable, Sendable {
    var name: String
    var href: String
    var goals: Int
    var selfEvaluations: Int
    var accounts = 0
  }

  var shell: OpenShell
  var years: [Int]
  var year: Int
  var documents: Int
  var goals: Int
  var selfEvaluations: Int
  var accounts = 0
  var latest: [OpenRow]
  var departments: [Department]
}

func openHomePage(_ model: OpenHomePage) -> HTML {
  openPage(model.shell, title: "\(model.shell.region)预算绩效公开") {
    h1 { "钱安排到哪里，办成了什么" }
    p(.class("sub mt")) { "绩效目标、自评和评价结果。每份都能下载、能验证是否就是批复的那一份。" }
    openSearch("", placeholder: "项目、单位或回执号")
    div(.class("mt-4")) {
      facts([
        Fact("公开的文件", Words.count(model.documents), "份", "各年度合计"),
        Fact("\(model.year) 年绩效目标", Words.count(model.goals), "份", "随预算公开"),
        Fact("\(model.year) 年自评", Words.count(model.selfEvaluations), "份", "随决算公开"),
        Fact("\(model.year) 年部门决算", Words.count(model.accounts), "家", "批复后公开"),
      ])
    }
    div(.class("split slim")) {
      div {
        panel(
          "最新公开", more: a(.href("/open/search")) { "全部 \(Words.count(model.documents)) 份" },
          flush: openList(model.latest, isNarrowed: false))
        panel("按部门看", more: .text("\(model.year) 年"), flush: departments(model))
      }
      aside(.class("stack-4"), .ariaLabel("验证和数据")) {
        panel("验证一份文件") {
          form(.action("/open/verify")) {
            var made = Field("number", "回执号")
            let _ = { made.help = "十六位字母和数字，印在公开页上。" }()
            field(made)
            p(.class("mt")) { submitButton("查验") }
          }
        }
        panel("开放数据") { p { a(.href("/open/data")) { "按年下载全部公开件" } } }
      }
    }
  }
}

private func departments(_ model: OpenHomePage) -> HTML {
  guard !model.departments.isEmpty else { return emptyState("还没有部门公开", why: "部门公开以后列在这里。") }
  let columns = [
    Column("部门"), Column("绩效目标", isFigure: true), Column("自评", isFigure: true), Column("决算", isFigure: true),
  ]
  return dataTable("按部门看", columns, style: "t even", isWide: false) {
    for department in model.departments {
      tr {
        th(.scope("row")) { a(.href(department.href)) { department.name } }
        cell(columns[1]) { Words.count(department.goals) }
        cell(columns[2]) { Words.count(department.selfEvaluations) }
        cell(columns[3]) { Words.count(department.accounts) }
      }
    }
  }
}

func openSearch(_ words: String, placeholder hint: String, kept: [(String, String)] = []) -> HTML {
  form(.class("pub-find"), .role("search"), .action("/open/search")) {
    for (name, value) in kept { hiddenField(name, value) }
    label(.class("vh"), .for("q")) { "搜索" }
    input(.class("ctl"), .id("q"), .name("q"), .type("search"), .placeholder(hint), .value(words.isEmpty ? nil : words))
    submitButton("搜索")
  }
}

/// - Parameter isNarrowed: whether there are documents that this list leaves out.
func openList(_ rows: [OpenRow], isNarrowed: Bool) -> HTML {
  guard !rows.isEmpty else {
    return isNarrowed
      ? emptyState("没有符合条件的文件", why: "换一个词或年度，或者看全部。", next: buttonLink("看全部", href: "/open/search"))
      : emptyState("还没有公开的文件", why: "部门公开批复的绩效目标、认定的自评以后，列在这里。")
  }
  let columns = [
    Column("文件"), Column("单位"), Column("金额", unit: "万元", isFigure: true), Column("公开日"), Column("下载"),
  ]
  return dataTable("公开的文件", columns, style: "t cards", isWide: false) {
    for row in rows {
      tr {
        th(.scope("row")) {
          a(.href(row.href)) { row.title }
          span(.class("sub")) { "\(row.year) 年 \(row.subject)" }
        }
        cell(columns[1]) { row.unit }
        cell(columns[2]) { row.amount.map { .text(Words.figure($0.figure(in: .wanYuan), places: 2)) } ?? none("未列") }
        td(.class("nw"), .attribute("data-l", "公开日")) { row.day }
        cell(columns[4]) { a(.href(row.data)) { "JSON" } }
      }
    }
  }
}

/// A list of published documents.
struct OpenSearchPage: Sendable {
  var shell: OpenShell
  var title: String
  var words: String
  var kept: [(String, String)]
  var tabs: [Tab]
  /// Whether there are documents that this list leaves out.
  var isNarrowed: Bool
  var rows: [OpenRow]
  var pager: Pager
}

func openSearchPage(_ model: OpenSearchPage) -> HTML {
  openPage(model.shell, title: model.title) {
    h1 { model.title }
    openSearch(model.words, placeholder: "项目、单位或回执号", kept: model.kept)
    if model.tabs.count > 1 { tabs(model.tabs, named: "年度") }
    panel(
      "公开的文件", more: .text("\(Words.count(model.pager.total)) 份"),
      flush: openList(model.rows, isNarrowed: model.isNarrowed))
    if !model.rows.isEmpty { pager(model.pager) }
  }
}

/// Whether a file or a number is what was published.
struct OpenVerifyPage: Sendable {
  enum Outcome: Hashable, Sendable {
    case none
    case found(title: String, href: String, isStanding: Bool, day: String)
    case unknown(String)
  }
  var shell: OpenShell
  var number: String
  var outcome: Outcome
  var token: String
}

func openVerifyPage(_ model: OpenVerifyPage) -> HTML {
  openPage(model.shell, title: "验证文件") {
    h1 { "验证文件" }
    switch model.outcome {
    case .none: .empty
    case .found(let title, let href, let isStanding, let day):
      message(
        isStanding ? .good : .warning, isStanding ? "是公开的那一份。" : "是公开过的一份，后来有更正。",
        .group([a(.href(href)) { title }, .text("，\(day) 公开。")]))
    case .unknown(let words): message(.bad, "没有找到。", .text(words))
    }
    div(.class("split slim")) {
      div(.class("stack-4")) {
        panel("用文件验证") {
          form(.method("post"), .action("/open/verify"), .attribute("enctype", "multipart/form-data")) {
            tokenField(model.token)
            div(.class("field")) {
              label(.for("file")) { "公开页上下载的 JSON 文件" }
              span(.class("help"), .id("file-h")) { "只算摘要，比对完就丢掉，不保存。" }
              input(.type("file"), .class("ctl"), .id("file"), .name("file"), .ariaDescribedBy("file-h"))
            }
            p(.class("mt")) { submitButton("验证") }
          }
        }
        panel("用回执号或摘要验证") {
          form(.action("/open/verify")) {
            var made = Field("number", "回执号或 SHA-256 摘要")
            let _ = { made.value = model.number }()
            field(made)
            p(.class("mt")) { submitButton("查验", .plain) }
          }
        }
      }
      aside(.class("stack-4"), .ariaLabel("说明")) {
        panel("怎么自己验证") {
          p { "下载的文件逐字节算 SHA-256，应当等于公开页上的摘要；摘要又写在总台账那一条里，总台账每一条连着上一条的 SM3。" }
        }
      }
    }
  }
}

/// Machine-readable release.
struct OpenDataPage: Sendable {
  var shell: OpenShell
  var years: [(year: Int, documents: Int, href: String)]
}

func openDataPage(_ model: OpenDataPage) -> HTML {
  openPage(model.shell, title: "开放数据") {
    h1 { "开放数据" }
    p(.class("sub mt")) { "每年一份 CSV：公开件的名称、单位、金额、得分、公开日、回执号和摘要。署名即可再用。" }
    if model.years.isEmpty {
      emptyState("还没有数据", why: "部门公开以后，这里按年提供下载。", isAlone: true)
    } else {
      let columns = [Column("年度"), Column("公开件", unit: "份", isFigure: true), Column("下载")]
      panel(
        "按年下载", extra: "mt-4",
        flush: dataTable("按年下载", columns, style: "t even", isWide: false) {
          for year in model.years {
            tr {
              th(.scope("row")) { "\(year.year) 年" }
              cell(columns[1]) { Words.count(year.documents) }
              cell(columns[2]) { a(.href(year.href)) { "CSV" } }
            }
          }
        })
    }
  }
}
