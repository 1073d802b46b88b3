import Lifecycle
import Model

/// One operation of the interface: the route that answers, and what the interface's description says of it.
struct ApiOperation: Sendable {
  /// Name that programs generated from the description use.
  let name: String
  let route: AppRoute
  let summary: String
  var parameters: [ApiParameter] = []
  /// Schema of what is sent; nil where nothing is.
  var body: ApiSchema?
  let answer: ApiSchema
  /// Whether the answer is a page of a list of `answer`.
  var isList = false
  /// The answer is a workbook and not JSON; `answer` says what it is.
  var givesFile = false
  /// A file is sent, as a form with the field `file`.
  var takesFile = false

  static func get(
    _ name: String, _ path: String, _ access: Access, _ summary: String, _ parameters: [ApiParameter] = [],
    gives answer: ApiSchema, handle: @escaping AppRoute.Handler
  ) -> ApiOperation {
    ApiOperation(
      name: name, route: .get(ApiPaths.beginning + path, access, handle), summary: summary, parameters: parameters,
      answer: answer)
  }

  static func list(
    _ name: String, _ path: String, _ access: Access, _ summary: String, _ parameters: [ApiParameter] = [],
    of answer: ApiSchema, handle: @escaping AppRoute.Handler
  ) -> ApiOperation {
    var made = get(name, path, access, summary, parameters, gives: answer, handle: handle)
    made.isList = true
    return made
  }

  /// An operation that takes a JSON text.
  static func send(
    _ name: String, _ method: Method, _ path: String, _ access: Access, _ summary: String,
    _ parameters: [ApiParameter] = [], takes body: ApiSchema, bytesMax: Int, gives answer: ApiSchema,
    handle: @escaping AppRoute.Handler
  ) -> ApiOperation {
    ApiOperation(
      name: name,
      route: AppRoute(
        method: method, pattern: RoutePattern(ApiPaths.beginning + path), access: access,
        body: .json(bytesMax: bytesMax), lane: .slow, handle: handle),
      summary: summary, parameters: parameters, body: body, answer: answer)
  }

  /// An operation that gives a workbook.
  static func file(
    _ name: String, _ path: String, _ access: Access, _ summary: String, gives answer: ApiSchema,
    handle: @escaping AppRoute.Handler
  ) -> ApiOperation {
    ApiOperation(
      name: name, route: .get(ApiPaths.beginning + path, access, lane: .slow, handle), summary: summary, answer: answer,
      givesFile: true)
  }

  /// An operation that takes a file.
  static func sendFile(
    _ name: String, _ path: String, _ access: Access, _ summary: String, _ parameters: [ApiParameter] = [],
    body: BodyRule, gives answer: ApiSchema, handle: @escaping AppRoute.Handler
  ) -> ApiOperation {
    ApiOperation(
      name: name, route: .post(ApiPaths.beginning + path, access, body: body, handle), summary: summary,
      parameters: parameters, answer: answer, takesFile: true)
  }

  /// Names in the address.
  var pathNames: [String] {
    route.pattern.segments.compactMap { segment in
      if case .parameter(let name, _) = segment { name } else { nil }
    }
  }
}

/// What may stand in the query or in a header line.
struct ApiParameter: Sendable, Hashable {
  let name: String
  let words: String
  var type = ApiType.text
  var choices: [String] = []
  var isHeader = false
  var isRequired = false

  static let page = ApiParameter(name: "page", words: "第几页，从 1 起", type: .integer)
  static let size = ApiParameter(name: "size", words: "每页几条，最多 200", type: .integer)
  static let year = ApiParameter(name: "year", words: "预算年度；不写就是进行中的年度", type: .integer)
  static let search = ApiParameter(name: "q", words: "名称、编码、单位里的字，几个词用空格分开")
  static let order = ApiParameter(name: "order", words: "顺序", choices: ["ascending", "descending"])
}

/// What a member of an answer holds.
indirect enum ApiType: Sendable, Hashable {
  case text, integer, number, flag
  /// 2026-08-31.
  case day
  /// A moment in UTC.
  case moment
  /// An object that is described elsewhere or by what it is about.
  case any
  case list(ApiType)
  case schema(String)
}

/// The shape of an object, named in the description.
struct ApiSchema: Sendable, Hashable {
  struct Member: Sendable, Hashable {
    let name: String
    let type: ApiType
    let words: String
    let isRequired: Bool
    init(_ name: String, _ type: ApiType, _ words: String, _ isRequired: Bool = false) {
      self.name = name
      self.type = type
      self.words = words
      self.isRequired = isRequired
    }
  }

  let name: String
  let words: String
  let members: [Member]
  /// Whether there are members beyond those named here.
  var isOpen = false
}
