import Lifecycle
import Model
import Store
import Work

/// The one way in which pages take a step of a stage, whatever its flow: `POST /stages/{id}/step`.
///
/// Fields: `event`, `number`, `opinion`, `back`; `assignee` (accounts); for returned cells `return_path`,
/// `return_reason`, `return_words`, `return_proposed`, `return_basis`, as often as there are cells; for a signed paper
/// `exception_gate`, `exception_signer` (account name), `exception_document`, `exception_reason`.
enum StepRoutes {
  static let all: [AppRoute] = [.post("/stages/{id}/step", .may(.readForm), take)]

  /// What a flow reads from the form into the stage's content; a flow with fields of its own adds its line.
  typealias ContentReader = @Sendable (StageRow, String, Fields) throws(Refusal) -> JSON?
  private static let readers: [String: ContentReader] = [
    BudgetLink.name: BudgetLinkRoutes.content,
    Disclosure.name: DisclosureRoutes.content,
    GoalForm.name: GoalStepFields.content,
    RectificationItem.name: RectificationRoutes.content,
  ]

  private static func take(_ call: Call) throws(Refusal) -> Response {
    let row = try call.stageRow(call.parameters["id"])
    let after = try take(try request(call, row), row, call)
    return .seeOther(back(call) ?? StageRoutes.href(after))
  }

  /// Takes a step for the person who asks, in one transaction with all that follows.
  @discardableResult
  static func take(_ request: StepRequest, _ row: StageRow, _ call: Call) throws(Refusal) -> StageRow {
    let after = try call.write { (transaction) throws(StoreError) in
      try Steps.take(request, try call.desk(row.year, in: transaction), in: transaction)
    }
    if let form = after.form { call.services.pages.forget(form: form) }
    return after
  }

  /// Keeps what was written in the file of a stage, by the step that writes it; the form says which stand it was based on.
  static func write(_ event: String, _ content: JSON, _ row: StageRow, _ call: Call) throws(Refusal) {
    guard let number = call.request.fields["number"].flatMap({ Int($0) }) else { throw .malformed("number") }
    try take(StepRequest(stage: row.id, event: event, basedOn: number, content: content), row, call)
  }

  /// The step that a form asks for.
  static func request(_ call: Call, _ row: StageRow) throws(Refusal) -> StepRequest {
    let fields = call.request.fields
    guard let event = fields["event"], !event.isEmpty, let number = fields["number"].flatMap({ Int($0) }) else {
      throw .malformed("step")
    }
    let opinion = fields["opinion"].map { String($0.prefix(2_000)) }.flatMap { $0.isBlank ? nil : $0 }
    let assignees = fields.values("assignee").filter { !$0.isEmpty }
    return StepRequest(
      stage: row.id, event: event, basedOn: number, opinion: opinion,
      content: try readers[row.flow].flatMap { (read) throws(Refusal) in try read(row, event, fields) },
      returns: try returns(fields), exceptions: try exceptions(call),
      assignees: assignees.isEmpty ? nil : Set(assignees))
  }

  private static func returns(_ fields: Fields) throws(Refusal) -> [ReturnedCell] {
    let paths = fields.values("return_path")
    let reasons = fields.values("return_reason")
    let words = fields.values("return_words")
    guard paths.count == reasons.count, paths.count == words.count else { throw .malformed("returns") }
    let proposed = fields.values("return_proposed")
    let basis = fields.values("return_basis")
    func text(_ list: [String], _ index: Int) -> String? {
      list.count == paths.count && !list[index].isEmpty ? list[index] : nil
    }
    return paths.indices.map { index in
      ReturnedCell(
        path: FormPath(paths[index]), reason: reasons[index], words: words[index], proposed: text(proposed, index),
        basis: text(basis, index))
    }
  }

  /// A paper that opens a gate: signed by somebody with an account here, never by the one who uses it.
  private static func exceptions(_ call: Call) throws(Refusal) -> [SignedException] {
    let fields = call.request.fields
    let login = fields["exception_signer"] ?? ""
    guard let gate = fields["exception_gate"].flatMap({ Gate(rawValue: $0) }), !login.isEmpty else { return [] }
    let signer = try call.read { (transaction) throws(StoreError) in try Accounts.find(login: login, in: transaction) }
    guard let signer, signer.region == call.account.region else {
      throw .notTaken(why: "没有“\(login)”这个账号，例外文件没有采用。", whoCanHelp: "签批人要用自己的账号名填写。")
    }
    return [
      SignedException(
        gate: gate, signer: signer.actor, document: fields["exception_document"] ?? "",
        reason: fields["exception_reason"] ?? "")
    ]
  }

  /// Where to go on; only a place of this program.
  static func back(_ call: Call) -> String? {
    guard let back = call.request.fields["back"], back.hasPrefix("/"), !back.hasPrefix("//"), !back.contains("\\"),
      back.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value < 0x7F })
    else { return nil }
    return back
  }
}

extension String {
  var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}
