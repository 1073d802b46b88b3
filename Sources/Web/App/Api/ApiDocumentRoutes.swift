import Lifecycle
import Model

/// The description of the interface, for programs and for people.
enum ApiDocumentRoutes {
  static let all: [AppRoute] = [
    .get("/api/openapi.json", .open, document), .get("/api/docs", .signedIn, page),
  ]

  private static func document(_ call: Call) throws(Refusal) -> Response { Response(.ok, .json, payload) }

  private static let payload = Payload((ApiDescription.json.text(.indented) + "\n").utf8)

  private static func page(_ call: Call) throws(Refusal) -> Response {
    let operations = ApiRoutes.operations.map { operation in
      ApiDocsPage.Operation(
        method: operation.route.method.rawValue, path: operation.route.pattern.description, summary: operation.summary,
        who: who(operation.route.access),
        parameters: operation.parameters.map { parameter in
          let choices = parameter.choices.isEmpty ? "" : "：" + parameter.choices.joined(separator: "、")
          return .init(name: parameter.name, words: parameter.words + choices, isRequired: parameter.isRequired)
        }, takes: operation.takesFile ? "一个文件，字段名 file" : operation.body?.name,
        gives: operation.answer.name + (operation.isList ? "（一页）" : ""))
    }
    let schemas = ApiSchemas.all.map { schema in
      ApiDocsPage.Schema(
        name: schema.name, words: schema.words,
        members: schema.members.map { .init(name: $0.name, words: $0.words, isRequired: $0.isRequired) })
    }
    return call.page(apiDocsPage(ApiDocsPage(shell: call.shell(.account), operations: operations, schemas: schemas)))
  }

  private static func who(_ access: Access) -> String {
    switch access {
    case .open: "谁都可以"
    case .signedIn: "有角色的账号"
    case .may(let action): action.officialName
    }
  }
}
