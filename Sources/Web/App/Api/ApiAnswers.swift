import Model
import Store

/// Which addresses belong to the interface.
enum ApiPaths {
  static let beginning = "/api/v1"

  static func covers(_ head: RequestHead) -> Bool { head.target.segments.starts(with: ["api", "v1"]) }
}

/// Answers for programs.
enum ApiAnswers {
  static func json(_ json: JSON, _ status: Status = .ok) -> Response { Response(status, .json, json.text() + "\n") }

  /// `{error: {code, message}}`; a program goes by the code, a person reads the message.
  static func error(
    _ status: Status, _ code: String, _ message: String, _ more: [JSON.Member] = []
  ) -> Response {
    let members = [JSON.Member("code", .string(code)), JSON.Member("message", .string(message))] + more
    return json(.object(["error": .object(members)]), status)
  }

  /// One page of a list, as every list of the interface is answered.
  static func list(_ items: [JSON], page: Int = 1, size: Int? = nil, total: Int? = nil) -> Response {
    json(
      .object([
        "items": .array(items), "page": .integer(page), "size": .integer(size ?? items.count),
        "total": .integer(total ?? items.count),
      ]))
  }

  static func list<Item>(_ page: Page<Item>, _ json: (Item) -> JSON) -> Response {
    list(page.items.map(json), page: page.number, size: page.size, total: page.total)
  }
}

/// Refusals for programs: the sentences of the pages, and a word that never changes.
enum ApiRefusals {
  static func response(_ refusal: Refusal) -> Response {
    var response = ApiAnswers.error(status(refusal), code(refusal), message(refusal))
    if case .signInNeeded = refusal { response.set("WWW-Authenticate", "Bearer") }
    return response
  }

  private static func status(_ refusal: Refusal) -> Status {
    if case .failed(.missing) = refusal { return .notFound }
    return refusal.status
  }

  static func code(_ refusal: Refusal) -> String {
    switch refusal {
    case .notFound, .failed(.missing): "not-found"
    case .methodNotAllowed: "method-not-allowed"
    case .signInNeeded: "token-needed"
    case .passwordDue: "password-due"
    case .roleless: "no-role"
    case .forbidden, .notTaken: "forbidden"
    case .forged: "csrf"
    case .malformed, .unreadable: "malformed"
    case .revisionNeeded: "if-match-needed"
    case .tooLarge: "too-large"
    case .unsupportedType: "unsupported-type"
    case .conflict, .failed(.conflict): "conflict"
    case .failed(.locked): "locked"
    case .tooMany: "too-many"
    case .busy, .noSpace: "unavailable"
    case .failed(let error): error.isPassing ? "unavailable" : "failed"
    case .broken: "failed"
    }
  }

  private static func message(_ refusal: Refusal) -> String {
    switch refusal {
    case .signInNeeded: return "没有带接口令牌，或者令牌不对、已到期、已结束，或它的角色已收回。请在“接口令牌”页建立一个，放在 Authorization 行里。"
    case .methodNotAllowed: return "这个地址不接受这种方法。能用的方法写在 Allow 行里。"
    case .forged: return "没有照办：凭登录状态改东西，要带 x-csrf-token 行；程序请用接口令牌。"
    case .unsupportedType: return "请求的内容应当是 JSON，请写上 Content-Type: application/json；送文件的用 multipart/form-data。"
    case .tooLarge(let bytesMax): return "请求的内容最多 \(Words.size(bytes: bytesMax))，没有收下。请分几次送。"
    case .failed(.missing(let subject)): return StoreError.missing(subject: subject).description
    case .notFound, .passwordDue, .roleless, .forbidden, .notTaken, .malformed, .unreadable, .revisionNeeded, .conflict,
      .tooMany, .busy, .noSpace, .failed, .broken:
      let words = ErrorWords(RefusalPages.kind(refusal))
      return RefusalPages.detail(refusal) ?? words.happened + words.todo
    }
  }
}
