/// What stands around every public page: nobody is signed in, nothing needs a script.
struct OpenShell: Sendable {
  var region: String
  var isLargeType: Bool
  var assets: PageAssets
  /// Which entry of the navigation is this page.
  var current: Section

  enum Section: String, Sendable, CaseIterable {
    case home, goals, selfEvaluations, accounts, data, verify

    var title: String {
      switch self {
      case .home: "首页"
      case .goals: "预算与目标"
      case .selfEvaluations: "决算与自评"
      case .accounts: "部门决算"
      case .data: "开放数据"
      case .verify: "验证文件"
      }
    }

    var href: String {
      switch self {
      case .home: "/open"
      case .goals: "/open/search?subject=goals"
      case .selfEvaluations: "/open/search?subject=self-evaluations"
      case .accounts: "/open/search?subject=final-accounts"
      case .data: "/open/data"
      case .verify: "/open/verify"
      }
    }
  }
}

/// A public page.
func openPage(_ shell: OpenShell, title: String, @HTMLBuilder content: () -> HTML) -> HTML {
  document(title: title, isLargeType: shell.isLargeType, assets: shell.assets) {
    a(.class("skip"), .href("#main")) { "跳到正文" }
    header(.class("pub-top")) {
      div(.class("wrap")) {
        a(.class("name"), .href("/open")) {
          span(.class("seal"), .ariaHidden("true")) { "衡" }
          span {
            "\(shell.region)预算绩效公开"
            small { "\(shell.region)财政局" }
          }
        }
        nav(.ariaLabel("栏目")) {
          ul {
            for section in OpenShell.Section.allCases {
              li {
                a(.href(section.href), .when(section == shell.current, .ariaCurrent("page"))) { section.title }
              }
            }
          }
        }
      }
    }
    main(.class("pub"), .id("main")) { div(.class("wrap")) { content() } }
    footer(.class("pub-foot")) {
      div(.class("wrap row between")) {
        span { "主办：\(shell.region)财政局　数据许可：署名即可再用" }
        span {
          a(.href("/open/type-size?size=" + (shell.isLargeType ? "normal" : "large"))) {
            shell.isLargeType ? "标准字" : "大字版"
          }
          "　"
          a(.href("/sign-in")) { "工作人员登录" }
        }
      }
    }
  }
}
