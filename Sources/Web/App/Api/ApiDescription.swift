import Lifecycle
import Model

/// The description of the interface in OpenAPI 3.0.3, made from the operations themselves.
enum ApiDescription {
  /// Made once: it changes only with the program.
  static let json: JSON = .object([
    "openapi": .string("3.0.3"),
    "info": .object([
      "title": .string("衡绩接口"), "version": .string("v1"),
      "description": .string("和页面同样的权限。程序用接口令牌：Authorization: Bearer hj_…；改东西的请求凭登录状态时要带 x-csrf-token。"),
    ]),
    "security": .array([.object(["token": .array([])]), .object(["session": .array([])])]),
    "paths": .object(paths),
    "components": .object([
      "securitySchemes": .object([
        "token": .object(["type": .string("http"), "scheme": .string("bearer")]),
        "session": .object([
          "type": .string("apiKey"), "in": .string("cookie"), "name": .string(CookieNames.session(isSecure: true)),
        ]),
      ]),
      "schemas": .object(ApiSchemas.all.map { JSON.Member($0.name, schema($0)) }),
    ]),
  ])

  private static var paths: [JSON.Member] {
    var paths: [(path: String, operations: [JSON.Member])] = []
    for operation in ApiRoutes.operations {
      let path = operation.route.pattern.description
      let member = JSON.Member(operation.route.method.rawValue.lowercased(), json(operation))
      if let index = paths.firstIndex(where: { $0.path == path }) {
        paths[index].operations.append(member)
      } else {
        paths.append((path, [member]))
      }
    }
    return paths.map { JSON.Member($0.path, .object($0.operations)) }
  }

  private static func json(_ operation: ApiOperation) -> JSON {
    let names = operation.pathNames.map { name in
      JSON.object([
        "name": .string(name), "in": .string("path"), "required": .bool(true), "description": .string("标识"),
        "schema": .object(["type": .string("string")]),
      ])
    }
    let answer = reference(operation.answer.name)
    let content = operation.isList ? list(of: answer) : answer
    let given: JSON =
      operation.givesFile ? .object([MediaType.excel.text: media(file)]) : .object(["application/json": media(content)])
    return .object([
      "operationId": .string(operation.name), "summary": .string(operation.summary),
      "parameters": .array(names + operation.parameters.map(json)),
      "requestBody": sent(operation).map { .object(["required": .bool(true), "content": $0]) },
      "responses": .object(
        [.init("200", .object(["description": .string("照办了"), "content": given]))]
          + refusals(operation)),
    ])
  }

  private static func sent(_ operation: ApiOperation) -> JSON? {
    if operation.takesFile {
      let form: JSON = .object([
        "type": .string("object"), "properties": .object(["file": file]), "required": .array([.string("file")]),
      ])
      return .object(["multipart/form-data": media(form)])
    }
    return operation.body.map { .object(["application/json": media(reference($0.name))]) }
  }

  private static let file: JSON = .object(["type": .string("string"), "format": .string("binary")])

  private static func refusals(_ operation: ApiOperation) -> [JSON.Member] {
    var refusals: [(Status, String)] = [
      (.badRequest, "没有看懂"), (.signInNeeded, "没有令牌，或令牌不对"), (.forbidden, "没有权限，或这一步现在不能办"),
    ]
    if !operation.pathNames.isEmpty { refusals.append((.notFound, "没有，或不归你看")) }
    if operation.body != nil || operation.takesFile {
      refusals += [
        (.conflict, "别人先改了"), (.tooLarge, "内容太长"),
        (.unsupportedType, operation.takesFile ? "内容不是 multipart/form-data" : "内容不是 JSON"),
      ]
    }
    if operation.parameters.contains(where: { $0.name == "If-Match" }) {
      refusals.append((.preconditionNeeded, "没有写改的是哪一版"))
    }
    refusals.append((.tooManyRequests, "错的令牌太多，过一会儿再来"))
    return refusals.map { status, words in
      .init(
        String(status.rawValue),
        .object([
          "description": .string(words),
          "content": .object(["application/json": media(reference(ApiSchemas.error.name))]),
        ]))
    }
  }

  private static func json(_ parameter: ApiParameter) -> JSON {
    var type = json(parameter.type)
    if !parameter.choices.isEmpty {
      type = .object(["type": .string("string"), "enum": .array(parameter.choices.map { .string($0) })])
    }
    return .object([
      "name": .string(parameter.name), "in": .string(parameter.isHeader ? "header" : "query"),
      "required": .bool(parameter.isRequired), "description": .string(parameter.words), "schema": type,
    ])
  }

  private static func schema(_ schema: ApiSchema) -> JSON {
    let required = schema.members.filter(\.isRequired).map { JSON.string($0.name) }
    return .object([
      "type": .string("object"), "description": .string(schema.words),
      "properties": .object(schema.members.map { JSON.Member($0.name, described($0)) }),
      "required": required.isEmpty ? nil : .array(required),
      "additionalProperties": .bool(schema.isOpen),
    ])
  }

  /// A reference carries no words of its own in this version of the format.
  private static func described(_ member: ApiSchema.Member) -> JSON {
    let type = json(member.type)
    guard type["$ref"] == nil, let members = type.members else { return type }
    return .object(members + [.init("description", .string(member.words))])
  }

  private static func json(_ type: ApiType) -> JSON {
    switch type {
    case .text: .object(["type": .string("string")])
    case .integer: .object(["type": .string("integer"), "format": .string("int64")])
    case .number: .object(["type": .string("number")])
    case .flag: .object(["type": .string("boolean")])
    case .day: .object(["type": .string("string"), "format": .string("date")])
    case .moment: .object(["type": .string("string"), "format": .string("date-time")])
    case .any: .object([])
    case .list(let item): .object(["type": .string("array"), "items": json(item)])
    case .schema(let name): reference(name)
    }
  }

  private static func list(of item: JSON) -> JSON {
    .object([
      "type": .string("object"), "required": .array(["items", "page", "size", "total"].map { .string($0) }),
      "properties": .object([
        "items": .object(["type": .string("array"), "items": item]), "page": json(.integer), "size": json(.integer),
        "total": json(.integer),
      ]),
    ])
  }

  private static func media(_ schema: JSON) -> JSON { .object(["schema": schema]) }
  private static func reference(_ name: String) -> JSON { .object(["$ref": .string("#/components/schemas/\(name)")]) }
}
