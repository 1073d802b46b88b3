/// What programs can ask, for the people who write them.
struct ApiDocsPage: Sendable {
  struct Operation: Sendable {
    var method: String
    var path: String
    var summary: String
    var who: String
    var parameters: [Entry]
    /// Names of the objects that are sent and answered.
    var takes: String?
    var gives: String
  }

  struct Schema: Sendable {
    var name: String
    var words: String
    var members: [Entry]
  }

  struct Entry: Sendable {
    var name: String
    var words: String
    var isRequired: Bool
  }

  var shell: Shell
  var operations: [Operation]
  var schemas: [Schema]
}

func apiDocsPage(_ model: ApiDocsPage) -> HTML {
  page(
    model.shell,
    PageContent("接口说明") {
      pageHead(
        "接口说明", crumbs: [Link("工作台", "/"), Link("我的账号", "/me"), Link("接口令牌", "/me/tokens")],
        facts: [.text("共 \(model.operations.count) 个操作"), a(.href("/api/openapi.json")) { "OpenAPI 文件" }])
      div(.class("stack-4")) {
        introduction()
        for operation in model.operations { operationPanel(operation) }
        for schema in model.schemas { schemaPanel(schema) }
      }
    })
}

private func introduction() -> HTML {
  panel("怎么用") {
    p {
      "先在“接口令牌”页建立令牌，每次请求带一行 "
      code { "Authorization: Bearer hj_…" }
      "。权限和你在页面上的一样。"
    }
    p(.class("mt")) { "清单一页一页给：items 是这一页，page、size、total 是页码、每页几条、一共几条。金额带 _fen 的以分计。" }
    p(.class("mt")) { "没有照办时，回 error：code 是不变的代号，message 说明原因和怎么办。别人先改了，回 409 和两个版本号。" }
    p(.class("mt")) { "错的令牌从同一地址来得太多，要停一会儿，Retry-After 写着多少秒。" }
  }
}

private func operationPanel(_ operation: ApiDocsPage.Operation) -> HTML {
  panel(operation.summary, more: .text("\(operation.method) · \(operation.who)")) {
    p { code { "\(operation.method) \(operation.path)" } }
    if let takes = operation.takes { p(.class("mt")) { "送：\(takes)" } }
    p(.class("mt")) { "得：\(operation.gives)" }
    if !operation.parameters.isEmpty { entries("\(operation.summary)的参数", operation.parameters) }
  }
}

private func schemaPanel(_ schema: ApiDocsPage.Schema) -> HTML {
  panel(schema.name, more: .text("对象")) {
    p { schema.words }
    entries("\(schema.name)的内容", schema.members)
  }
}

private func entries(_ caption: String, _ entries: [ApiDocsPage.Entry]) -> HTML {
  dataTable(caption, [Column("名称"), Column("含义")], style: "t even", isWide: false) {
    for entry in entries {
      tr {
        th(.scope("row")) { code { entry.name } }
        td { entry.isRequired ? entry.words + "（必有）" : entry.words }
      }
    }
  }
}
