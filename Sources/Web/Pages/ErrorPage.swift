/// What a person reads when a page cannot be had: what happened, what is safe, where to go.
struct ErrorPage: Sendable {
  enum Kind: Int, Sendable, CaseIterable {
    case malformed = 400
    case notSignedIn = 401
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case conflict = 409
    case tooLarge = 413
    /// The form was open too long, or did not come from a page of ours; sent with 403.
    case stale = 419
    /// The person may, but not now or not so; sent with 403.
    case notTaken = 422
    case locked = 423
    case tooMany = 429
    case failed = 500
    case unavailable = 503
  }
  var kind: Kind
  /// What is special about this case: who holds the form, how large the file was.
  var detail: String?
  /// Where to go; the bench when nil.
  var next: Link?
  /// Number under which the office can find it in the log.
  var reference: String?
  /// Nil for somebody who is not signed in.
  var shell: Shell?
  var isLargeType = false
  var assets = PageAssets()
}

func errorPage(_ model: ErrorPage) -> HTML {
  let words = ErrorWords(model.kind)
  let content: HTML = .group([
    pageHead(words.title),
    message(
      words.tone, words.happened, model.detail.map { .text($0) } ?? .empty, sign: words.sign,
      details: .text(words.todo)),
    p(.class("row mt-4")) {
      next(model)
      if let reference = model.reference { span(.class("sub sm")) { "报修时请说编号 \(reference)" } }
    },
  ])
  if let shell = model.shell { return page(shell, PageContent(words.title) { content }) }
  return document(title: words.title, isLargeType: model.isLargeType, assets: model.assets) {
    a(.class("skip"), .href("#main")) { "跳到正文" }
    header(.class("top")) {
      a(.class("brand"), .href("/")) {
        span(.class("seal"), .ariaHidden("true")) { "衡" }
        "衡绩"
      }
    }
    main(.class("main"), .id("main")) { content }
  }
}

private func next(_ model: ErrorPage) -> HTML {
  let usual = model.kind == .notSignedIn ? Link("去登录", "/sign-in") : Link("回工作台", "/")
  let link = model.next ?? usual
  return buttonLink(link.title, href: link.href, .main)
}

struct ErrorWords {
  let title: String
  let happened: String
  let todo: String
  var tone = Tone.warning
  var sign: Icon?

  init(_ kind: ErrorPage.Kind) {
    switch kind {
    case .notSignedIn:
      (title, happened, todo) = ("请先登录", "这一页登录后才能看。", "登录后自动回到这一页。")
      sign = .user
    case .forbidden:
      (title, happened, todo) = ("这一页不归你看", "你的角色没有这一页的权限。", "需要看的话，请本单位账号管理员开通；你的其他页面照常用。")
      sign = .lock
    case .notTaken:
      (title, happened, todo) = ("这一步没有办成", "还缺条件，或者填的不对，没有照办。", "已经存好的都在。退回上一页，照上面说的补好再办。")
    case .notFound:
      (title, happened, todo) = ("没有这一页", "地址写错了，或者这张表不在你能看的范围里。", "从工作台或表单列表再找一次。")
      sign = .hint
    case .malformed:
      (title, happened, todo) = ("没有看懂这个请求", "地址或内容不完整，没有照办。", "从工作台再走一次；自己写程序来取数的，请看接口说明。")
    case .methodNotAllowed:
      (title, happened, todo) = ("这个地址不能这样用", "它只供页面上的按钮提交，不能直接打开。", "从工作台找到那一页，再点页面上的按钮。")
      sign = .hint
    case .stale:
      (title, happened, todo) = ("这一页放得太久了", "没有照办：这份表单不是刚才从本系统打开的。", "回到那一页，刷新后再交一次；填过的内容请先复制下来。")
      sign = .clock
    case .tooMany:
      (title, happened, todo) = ("太快了", "短时间里请求太多，先停一停。", "已经存好的都在。过一会儿再打开这一页。")
      sign = .clock
    case .conflict:
      (title, happened, todo) = ("别人先改了", "你打开之后，别人又存了新的一版。", "两边的内容都在，没有丢。先看新的一版，再决定要不要改。")
    case .tooLarge:
      (title, happened, todo) = ("文件太大", "文件超过了上限，没有收下。", "去掉大图片再传，或者分成几个文件；别的文件不受影响。")
    case .locked:
      (title, happened, todo) = ("已经锁定", "这张表已批复，内容不能改。", "要改请走目标调整；可以照常查看和下载。")
      sign = .lock
    case .failed:
      (title, happened, todo) = ("这一步没有做成", "程序出了错，我们已经记下。", "已经存好的都在。先回工作台；同一件事再不成，请报修。")
      tone = .bad
    case .unavailable:
      (title, happened, todo) = ("现在忙不过来", "排队的人太多，或者正在升级。", "已经存好的都在。过一分钟再打开这一页。")
      sign = .clock
    }
  }
}
