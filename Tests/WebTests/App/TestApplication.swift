import Foundation
import Lifecycle
import Model
import Schemes
import Store
import Work

@testable import Web

/// Reads files of one line a form: `name`, or `name|target` for an indicator; `!` makes the file a bad one.
struct LineProcessor: DocumentProcessor {
  func process(_ bytes: [UInt8], name: String) throws(ImportFailure) -> [ReadForm] {
    let text = String(decoding: bytes, as: UTF8.self)
    if text.hasPrefix("!") { throw ImportFailure(reason: "damaged", sentence: "文件坏了。请重新导出后再传。") }
    return text.split(separator: "\n").map { line in
      let parts = line.split(separator: "|").map(String.init)
      var content = FormContent(kind: .projectGoal)
      content.name = parts[0]
      content.year = 2026
      content.unitName = "示范区水务局"
      content.amounts.current = ExactDecimal(100)
      if parts.count > 1 {
        var goal = Goal(id: "g1")
        var indicator = Indicator(id: "i1")
        indicator.name = "养护率"
        indicator.target = parts[1]
        goal.indicators = [indicator]
        content.goals = [goal]
      }
      let finding = Finding(
        rule: "example", severity: .error, title: "合计不等于明细", place: "示例", form: 0,
        path: .field("amounts").field("current"), message: "明细合计 99，表中写 100。")
      return ReadForm(content: content, findings: [finding])
    }
  }

  /// An error where the budget is a hundred, a warning where the form is about parks, and one for what is no figure.
  func review(_ form: FormContent) -> ReadForm {
    var findings = form.unread.map {
      Finding(
        rule: "figure-unreadable", severity: .error, title: "应填数的格里不是数", place: "示例", path: $0.path,
        message: "这里填了“\($0.text)”。")
    }
    if form.amounts.current == 100 {
      findings.append(
        Finding(
          rule: "example", severity: .error, title: "合计不等于明细", place: "示例", path: FormPath("amounts.current"),
          message: "明细合计 99，表中写 100。"))
    }
    if form.name?.contains("公园") == true {
      findings.append(
        Finding(
          rule: "example-warning", severity: .warning, title: "名称太宽", place: "示例", path: FormPath("name"),
          message: "说清是哪个公园。"))
    }
    return ReadForm(content: form, findings: findings)
  }

  var templates: TemplateLibrary { Self.catalogue }
  private static let catalogue = TemplateLibrary.standard().valid

  func explain(_ form: FormContent) -> ScoreExplanation? { nil }
  func recomputation(_ form: FormContent) -> [UInt8]? { nil }
  var ruleCount: Int { 1 }
  var ruleGroups: [RuleGroup] { [] }
  var rulebook: Rulebook { .shipped }
}

extension Rulebook {
  /// What is shipped in Resources, with nobody looking forms through.
  static let shipped = Rulebook(
    templates: TemplateLibrary.standard().valid, schemes: SchemeLibrary.standard().valid,
    policies: PolicyLibrary.standard(subjects: Rulebook.subjects).valid, examiner: NoExaminer())
}

struct NoExaminer: FormExaminer {
  func examine(_ content: FormContent) -> ExaminedForm { ExaminedForm() }
  func examine(
    _ accounts: DepartmentAccounts, _ context: AccountsContext, _ policy: AccountsPolicy
  ) -> ExaminedAccounts { Pipeline.examined(accounts, context, policy) }
}

/// The whole application on an empty database, asked without a socket.
struct TestApplication {
  let house: TestHouse
  let services: Services
  let application: Application

  init(editing: any EditingRules = PlainEditingRules()) throws {
    try self.init { configuration in try Services(configuration, LineProcessor(), editing: editing) }
  }

  /// With the program's own rules of editing.
  init(processor: any DocumentProcessor) throws {
    try self.init { configuration in try Services(configuration, processor) }
  }

  private init(_ make: (WebConfiguration) throws -> Services) throws {
    house = try TestHouse()
    var configuration = WebConfiguration(database: house.database, dataFolder: house.folder.path)
    configuration.passwordCost = TestHouse.cost
    configuration.log = .silent
    services = try make(configuration)
    application = Application(services)
  }

  /// A browser that keeps its cookies.
  func browser() -> TestBrowser { TestBrowser(application) }

  /// A browser in which an account of that role is signed in.
  func signedIn(_ role: Role, login: String? = nil, unit: String = "water") throws -> TestBrowser {
    let account = try house.add(login ?? role.rawValue, role, unit: unit)
    let browser = browser()
    let token = try services.sessions.begin(account).token
    browser.cookies["hengji_session"] = token.cookie
    return browser
  }
}

final class TestBrowser {
  let application: Application
  var cookies: [String: String] = [:]
  var headers: [String: String] = ["Host": "127.0.0.1:8080"]

  init(_ application: Application) { self.application = application }

  func get(_ path: String, method: Web.Method = .get) -> Response { send(method, path, .none) }

  /// Sends a form; with the token of the session unless told otherwise.
  func post(_ path: String, _ fields: KeyValuePairs<String, String> = [:], token: String? = nil) -> Response {
    post(path, fields: Fields(fields), token: token)
  }

  func post(_ path: String, fields: Fields, token: String? = nil) -> Response {
    var all = fields
    all.append("csrf", token ?? formToken(path))
    return send(.post, path, .fields(all))
  }

  /// Sends a JSON text as a page's script would, with the token of the session in a header line.
  func send(_ method: Web.Method, _ path: String, json: String) -> Response {
    headers["X-CSRF-Token"] = formToken(path)
    defer { headers["X-CSRF-Token"] = nil }
    return send(method, path, .json(Array(json.utf8)))
  }

  func upload(_ files: [(name: String, text: String)], folder: String) throws -> Response {
    var upload = Upload()
    upload.fields.append("csrf", formToken("/imports"))
    for file in files {
      let spool = try SpoolFile(in: folder)
      try spool.append(Array(file.text.utf8))
      upload.files.append(
        UploadedFile(field: "files", name: file.name, size: file.text.utf8.count, content: .kept(spool)))
    }
    return send(.post, "/imports", .upload(upload))
  }

  func send(_ method: Web.Method, _ path: String, _ body: Request.Body) -> Response {
    var lines = Headers()
    for (name, value) in headers { lines.append(name, value) }
    if !cookies.isEmpty { lines.append("Cookie", cookies.map { "\($0)=\($1)" }.joined(separator: "; ")) }
    guard let target = Target(path) else { preconditionFailure("tests ask for addresses") }
    let response = application.respond(
      Request(head: RequestHead(method, target, headers: lines, address: "192.0.2.7"), body: body))
    for line in response.headers where line.name == "Set-Cookie" { keep(line.value) }
    return response
  }

  private func keep(_ line: String) {
    let pair = line.split(separator: ";")[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let isTakenBack = line.contains("Max-Age=0")
    cookies[String(pair[0])] = isTakenBack ? nil : String(pair[1])
  }

  /// The token of a page that this browser was given.
  func formToken(_ path: String) -> String {
    let page = get(cookies["hengji_session"] == nil ? "/sign-in" : "/me").text
    guard let start = page.range(of: "name=\"csrf\" value=\"") else { return "" }
    return String(page[start.upperBound...].prefix { $0 != "\"" })
  }
}

extension Response {
  var text: String { String(decoding: body?.bytes ?? [], as: UTF8.self) }
}
