/// Where the style sheet and the scripts of this version are served.
struct PageAssets: Hashable, Sendable {
  var style = "/assets/hengji.css"
  var script = "/assets/hengji.js"
  var seal = "/assets/seal.svg"
  /// Only for pages on which a form is filled in.
  var editor = "/assets/editor.js"
  var textCells = "/assets/textcells.js"
}

/// What stands around every page of a signed-in person.
struct Shell: Sendable {
  /// Name of the district: 示范区.
  var region: String
  /// Budget year of the work: 2024.
  var year: Int?
  /// Office and person who is signed in.
  var office: String
  var person: String
  /// Places that the person may open.
  var places: [Place]
  var current: Place?
  /// Things waiting for the person at a place; overdue ones are red.
  var waiting: [Place: Waiting] = [:]
  /// Notices that the person has not read yet.
  var unread = 0
  /// Words in the search field: the list of forms is filtered by them.
  var search = ""
  /// Large type (适老化) as the person has set it.
  var isLargeType = false
  /// Token against forged forms.
  var token: String
  /// Address of this page, for coming back to it.
  var path: String
  /// Roles that the person may work under; one or none needs no choice.
  var roles: [ShellRole] = []
  var assets = PageAssets()

  struct Waiting: Hashable, Sendable {
    var count: Int
    var isOverdue = false
  }
}

/// A role that a person may work under.
struct ShellRole: Hashable, Sendable {
  var grant: String
  /// Role and branch.
  var words: String
  var isCurrent: Bool
}

/// What a page itself brings.
struct PageContent: Sendable {
  var title: String
  var body: HTML
  /// The page ends in an action bar at the lower edge.
  var endsInBar = false
  /// Asks the browser to load the page again after so many seconds where no script runs.
  var refreshSeconds: Int?
  /// A form is filled in here: a narrow navigation, and the script for it.
  var isEditor = false
  init(
    _ title: String, endsInBar: Bool = false, refreshSeconds: Int? = nil, isEditor: Bool = false,
    @HTMLBuilder body: () -> HTML
  ) {
    self.title = title
    self.body = body()
    self.endsInBar = endsInBar
    self.refreshSeconds = refreshSeconds
    self.isEditor = isEditor
  }
}

/// The whole page of a signed-in person.
func page(_ shell: Shell, _ content: PageContent) -> HTML {
  document(
    title: content.title, isLargeType: shell.isLargeType, assets: shell.assets, refreshSeconds: content.refreshSeconds,
    isEditor: content.isEditor
  ) {
    a(.class("skip"), .href("#main")) { "跳到正文" }
    topBar(shell)
    div(.class(content.isEditor ? "shell rail" : "shell")) {
      navigation(shell, isRail: content.isEditor)
      main(.class(content.endsInBar ? "main flush-b" : "main"), .id("main")) { content.body }
    }
  }
}

/// A page as a browser gets it, from the document type to the sprite.
func document(
  title words: String, isLargeType: Bool, assets: PageAssets, refreshSeconds: Int? = nil, isEditor: Bool = false,
  @HTMLBuilder content: () -> HTML
) -> HTML {
  .group([
    .raw("<!doctype html>\n"),
    element("html", .lang("zh-CN"), .attribute("data-size", isLargeType ? "large" : nil)) {
      element("head") {
        .raw("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        element("title") { words + " · 衡绩" }
        link(.rel("stylesheet"), .href(assets.style))
        link(.rel("icon"), .href(assets.seal), .type("image/svg+xml"))
        script(.src(assets.script), .deferred)
        if isEditor {
          script(.src(assets.textCells), .deferred)
          script(.src(assets.editor), .deferred)
        }
        if let refreshSeconds {
          noscript { meta(.attribute("http-equiv", "refresh"), .attribute("content", String(refreshSeconds))) }
        }
      }
      body {
        content()
        HTML.sprite
      }
    },
  ])
}

private func topBar(_ shell: Shell) -> HTML {
  let waiting = shell.waiting.values.reduce(0) { $0 + $1.count }
  return header(.class("top")) {
    a(.class("brand"), .href("/")) {
      span(.class("seal"), .ariaHidden("true")) { "衡" }
      "衡绩"
    }
    div(.class("ctx")) {
      span { shell.region }
      if let year = shell.year {
        a(.href(yearSwitchHref(shell)), .title("换一个年度")) { "\(year) 年度" }
      }
    }
    a(.class("menu"), .href("#nav")) { "菜单" }
    if shell.places.contains(.forms) {
      form(.class("find"), .role("search"), .action("/search")) {
        label(.class("vh"), .for("q")) { "搜索项目、单位或编码" }
        input(
          .id("q"), .name("q"), .type("search"), .placeholder("搜索项目、单位或编码"),
          .value(shell.search.isEmpty ? nil : shell.search))
      }
    }
    div(.class("tools")) {
      if waiting > 0 {
        a(.class("todo"), .href("/")) {
          "待办"
          span(.class("cnt")) { Words.count(waiting) }
        }
      }
      if shell.unread > 0 {
        a(.class("todo"), .href(Place.inbox.path)) {
          "消息"
          span(.class("cnt")) {
            shell.unread < WaitingCounts.unreadMax ? Words.count(shell.unread) : "\(WaitingCounts.unreadMax)+"
          }
        }
      }
      typeSizeForm(isLargeType: shell.isLargeType, back: shell.path, token: shell.token)
      span(.class("who")) { shell.office }
      if shell.roles.count > 1 { personMenu(shell) } else { a(.href(Place.account.path)) { shell.person } }
      form(.method("post"), .action("/sign-out"), .class("one opt-l")) {
        tokenField(shell.token)
        button(.class("link"), .type("submit")) { "退出" }
      }
    }
  }
}

/// The person with the roles to choose from; opens without a script.
func personMenu(_ shell: Shell) -> HTML {
  details(.class("who-menu")) {
    summary { shell.person }
    div(.class("pop")) {
      p(.class("xs sub")) { "现在的角色" }
      for role in shell.roles where role.isCurrent {
        p {
          icon(.tick)
          " \(role.words)"
        }
      }
      p(.class("xs sub")) { "换成" }
      for role in shell.roles where !role.isCurrent {
        postButton(role.words, to: "/me/role", token: shell.token, .link, fields: [("grant", role.grant)])
      }
      a(.href(Place.account.path)) { "我的账号" }
    }
  }
}

/// The page that offers the years, and comes back to this one.
private func yearSwitchHref(_ shell: Shell) -> String {
  var fields = Fields()
  fields.append("back", shell.path)
  return "/year?" + fields.encoded
}

/// Large type on and off; the script changes the page at once and only tells the server.
func typeSizeForm(isLargeType: Bool, back: String, token: String) -> HTML {
  form(.method("post"), .action("/type-size"), .class("one opt-l"), .attribute("data-type-size", "")) {
    tokenField(token)
    hiddenField("back", back)
    button(.class("link"), .type("submit"), .name("size"), .value(isLargeType ? "normal" : "large")) {
      isLargeType ? "标准字" : "大字"
    }
  }
}

private func navigation(_ shell: Shell, isRail: Bool) -> HTML {
  nav(.class("nav"), .id("nav"), .ariaLabel("业务导航")) {
    for (index, group) in Place.groups.enumerated() {
      let places = group.places.filter { shell.places.contains($0) }
      if !places.isEmpty {
        if let title = group.title { h2 { title } }
        ul(.class(group.title == nil && index > 0 ? "fold" : nil)) {
          for place in places { li { entry(place, shell, isRail: isRail) } }
        }
      }
    }
  }
}

private func entry(_ place: Place, _ shell: Shell, isRail: Bool) -> HTML {
  a(.href(place.path), .title(isRail ? place.title : nil), .when(place == shell.current, .ariaCurrent("page"))) {
    isRail ? place.short : place.title
    if !isRail, let waiting = shell.waiting[place], waiting.count > 0 {
      span(.class(waiting.isOverdue ? "c hot" : "c")) {
        Words.count(waiting.count)
        hiddenWords(" 件待办")
      }
    }
  }
}

/// Where the page is, its name, one line of facts, and what can be done, the main action last.
func pageHead(_ words: String, crumbs: [Link] = [], here: String? = nil, facts: [HTML] = [], actions: [HTML] = [])
  -> HTML
{
  div(.class("head")) {
    div {
      if !crumbs.isEmpty {
        nav(.class("crumbs no-print"), .ariaLabel("位置")) {
          ol {
            for crumb in crumbs { li { anchor(crumb) } }
            li { here ?? words }
          }
        }
      }
      h1 { words }
      if !facts.isEmpty { div(.class("meta")) { for fact in facts { span { fact } } } }
    }
    if !actions.isEmpty { div(.class("acts")) { for action in actions { action } } }
  }
}
