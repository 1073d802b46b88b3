import Foundation
import Store

/// One wording for every refusal.
enum RefusalPages {
  /// - Parameter head: nil when not even the address could be read.
  static func response(_ refusal: Refusal, _ head: RequestHead?, _ services: Services) -> Response {
    var model = ErrorPage(kind: kind(refusal))
    model.detail = detail(refusal)
    if case .roleless = refusal { model.next = Link("我的账号：改密码、退出", "/me") }
    if case .notTaken = refusal { model.next = head.flatMap(pageBefore).map { Link("回到刚才那一页", $0) } }
    model.assets = services.assets.forPages
    model.isLargeType = head?.headers.cookie(CookieNames.typeSize) == "large"
    return Response(refusal.status, .html, Payload(errorPage(model).render().bytes))
  }

  /// The page of ours from which the request came; nil where the browser does not say.
  static func pageBefore(_ head: RequestHead) -> String? {
    guard let host = head.headers["host"], let from = head.headers["referer"],
      let start = from.range(of: "://\(host)/")
    else { return nil }
    let path = from[from.index(before: start.upperBound)...]
    return path.hasPrefix("//") ? nil : String(path)
  }

  static func kind(_ refusal: Refusal) -> ErrorPage.Kind {
    switch refusal {
    case .notFound: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .signInNeeded: .notSignedIn
    case .passwordDue, .roleless, .forbidden: .forbidden
    case .notTaken: .notTaken
    case .forged: .stale
    case .malformed, .unreadable, .revisionNeeded, .unsupportedType: .malformed
    case .tooLarge: .tooLarge
    case .conflict: .conflict
    case .tooMany: .tooMany
    case .busy, .noSpace: .unavailable
    case .failed(.conflict): .conflict
    case .failed(.locked): .locked
    case .failed(.missing): .notFound
    case .failed(let error): error.isPassing ? .unavailable : .failed
    case .broken: .failed
    }
  }

  static func detail(_ refusal: Refusal) -> String? {
    switch refusal {
    case .forbidden, .notTaken: refusal.said
    case .roleless: "你的账号还没有角色，登录后办不了事。请把账号和要办的事告诉安全管理员，授了角色就能用。"
    case .passwordDue: "密码是别人设的，先在“我的账号”里改成自己的，再做别的。"
    case .tooLarge(let bytesMax): "一次最多 \(Words.size(bytes: bytesMax))，单个文件最多 \(UploadRules.fileText)。"
    case .conflict(let words), .unreadable(let words): words
    case .revisionNeeded: "改一张表要写明改的是哪一版：请把读到的 ETag 放在 If-Match 行里。"
    case .failed(.conflict(let form, let current)): StoreError.conflict(form: form, current: current).description
    case .failed(.locked(let form, let state)): StoreError.locked(form: form, state: state).description
    case .failed(.missing(let subject)): StoreError.missing(subject: subject).description
    case .tooMany(let seconds): "请过 \((seconds + 59) / 60) 分钟再试。"
    case .noSpace: "服务器的磁盘满了，文件没有收下。请告诉系统管理员。"
    case .notFound, .methodNotAllowed, .signInNeeded, .forged, .malformed, .unsupportedType, .busy, .failed, .broken:
      nil
    }
  }
}
