import Lifecycle
import Model
import Store
import Work

/// A step that a program takes. What it sends becomes the fields of the page's form and is read by the same code, so that
/// a program can put nothing into a stage that a page could not.
enum ApiStepTaking {
  static func take(_ call: Call) throws(Refusal) -> Response {
    let row = try call.stageRow(call.parameters["id"])
    let fields = try fields(try ApiBodies.json(call))
    let form = Call(
      request: Request(head: call.head, body: .fields(fields)), parameters: call.parameters, session: call.session,
      services: call.services)
    return try ApiStageRoutes.answer(try StepRoutes.take(try StepRoutes.request(form, row), row, call), call)
  }

  private static func fields(_ order: JSON) throws(Refusal) -> Fields {
    guard let event = order["event"]?.string, let number = order["number"]?.integer else {
      throw .unreadable("event 或 number 没有写。event 见这个环节的 offers，number 是读到的改动计数。")
    }
    var fields = Fields()
    fields.append("event", event)
    fields.append("number", String(number))
    if let opinion = order["opinion"]?.string { fields.append("opinion", opinion) }
    for cell in order["returns"]?.array ?? [] {
      guard let path = cell["path"]?.string, let reason = cell["reason"]?.string, let words = cell["words"]?.string
      else { throw .unreadable("第 \(cell.line) 行：退回的一格要写 path、reason 和 words。") }
      fields.append("return_path", path)
      fields.append("return_reason", reason)
      fields.append("return_words", words)
      fields.append("return_proposed", cell["proposed"]?.string ?? "")
      fields.append("return_basis", cell["basis"]?.string ?? "")
    }
    for account in order["assignees"]?.array ?? [] {
      guard let id = account.string else { throw .unreadable("第 \(account.line) 行：assignees 应当是一组账号标识。") }
      fields.append("assignee", id)
    }
    for member in order["content"]?.members ?? [] { try append(member, to: &fields) }
    return fields
  }

  private static func append(_ member: JSON.Member, to fields: inout Fields) throws(Refusal) {
    for value in member.value.array ?? [member.value] {
      switch value.value {
      case .string(let text): fields.append(member.key, text)
      case .number(let number): fields.append(member.key, number.description)
      case .bool(let flag): fields.append(member.key, flag ? "1" : "")
      case .null, .array, .object:
        throw .unreadable("第 \(value.line) 行：“\(member.key)”应当是文字、数，或一组文字。")
      }
    }
  }
}
