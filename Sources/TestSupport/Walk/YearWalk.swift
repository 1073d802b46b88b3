import Foundation

/// The year of one invented department, done in a browser by the people whose work it is, from its opening to what
/// everybody may read. Each stage is a function in a file of its own and relies on those before it.
public final class YearWalk {
  /// A year of its own, so that what else the demonstration holds does not mix with it.
  public static let year = 2031
  static let district = "示范区"
  static let department = "示范区桥梁管理局"
  static let unit = "示范区桥梁养护所"
  static let project = "老旧桥梁维修加固"
  static let code = "42019931024T000000001"
  /// What the people of the department choose as their password.
  static let password = "桥梁上的一句长话-2026"

  /// Who takes part; the raw value is the account.
  public enum Person: String, CaseIterable, Sendable {
    case performance = "jixiao"
    case budget = "yusuan"
    case line = "yewu"
    case treasury = "guoku"
    case agency = "jigou"
    case expert = "zhuanjia"
    case oversight = "renda"
    case system = "xitong"
    case security = "anquan"
    case audit = "shenji"
    // Those below come with the department.
    case clerk = "yanghu"
    case writer = "qlyewu"
    case checker = "qlcaiwu"
    case head = "qlfuze"
  }

  /// What a page did not say or have, with what it said instead.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  public let server: DemonstrationServer
  public let browser: Browser
  /// Called where a page is worth a look, with a name for the picture and the address.
  public var look: (_ name: String, _ path: String) throws -> Void = { _, _ in }
  private var visits: [Person: Browser.Cookies] = [:]

  /// Addresses that one stage finds and later ones open.
  public internal(set) var projectPath = ""
  public internal(set) var exAntePath = ""
  public internal(set) var formPath = ""
  public internal(set) var reviewPath = ""
  public internal(set) var departmentFormPath = ""
  public internal(set) var departmentReviewPath = ""
  public internal(set) var checkpointPath = ""
  public internal(set) var evaluationPath = ""
  public internal(set) var departmentEvaluationPath = ""
  public internal(set) var reEvaluationPath = ""
  public internal(set) var keyEvaluationPath = ""
  public internal(set) var accountsPath = ""
  public internal(set) var rectificationPath = ""
  public internal(set) var decisionPath = ""
  public internal(set) var disclosurePath = ""
  public internal(set) var receipt = ""
  public internal(set) var accountsReceipt = ""

  /// Starts the program on a database of its own and a browser.
  public init(program: String, database: String? = nil) throws {
    server = try DemonstrationServer(program: program, database: database)
    do { browser = try Browser() } catch {
      server.stop()
      throw error
    }
  }

  public func close() {
    browser.close()
    server.stop()
  }

  /// All stages in their order.
  public func walk() throws {
    try openTheYear()
    try evaluateBefore()
    try writeGoals()
    try firstRound()
    try secondRound()
    try approveDepartmentGoal()
    try pay()
    try watch()
    try rectify()
    try evaluateItself()
    try evaluateAgain()
    try linkToTheBudget()
    try evaluateTheKeyProject()
    try closeTheAccounts()
    try publish()
    try readAsEverybody()
    try readTheLedger()
  }

  // MARK: who

  /// Opens a page as somebody; signs in the first time and keeps the visit.
  public func be(_ person: Person, at path: String) throws {
    if let cookies = visits[person] {
      try browser.become(cookies)
    } else {
      try browser.forget()
      try signIn(person.rawValue, isOurs(person) ? Self.password : server.password())
      try wait("工作台") { try !browser.address().contains("/sign-in") }
      visits[person] = try browser.cookies()
    }
    try browser.open(server.address + path)
  }

  /// Opens a page as nobody.
  func beNobody(at path: String) throws {
    try browser.forget()
    try browser.open(server.address + path)
  }

  private func isOurs(_ person: Person) -> Bool { [.clerk, .writer, .checker, .head].contains(person) }

  func signIn(_ account: String, _ password: String) throws {
    try browser.open(server.address + "/sign-in")
    try browser.type(account, into: "#account")
    try browser.type(password, into: "#password")
    try browser.click("form[action='/sign-in'] button[type=submit]")
  }

  // MARK: doing

  /// Clicks and waits for the next page, which has to say these words.
  func press(_ css: String, until words: String) throws {
    try browser.script("window.isOld = true")
    try browser.click(css)
    try wait(words) {
      try browser.script("return window.isOld !== true && document.readyState === 'complete'") as? Bool == true
        && browser.text("main").contains(words)
    }
  }

  /// Presses the button of a step.
  func step(_ event: String, until words: String) throws { try press("button[value=\(event)]", until: words) }

  /// Puts a text in place of what a field holds.
  func fill(_ css: String, _ text: String) throws {
    try browser.clear(css)
    try browser.type(text, into: css)
  }

  /// Fills cells of a form by their address in it.
  func fillCells(_ cells: KeyValuePairs<String, String>) throws {
    for (path, text) in cells { try fill("main [name='\(path)']", text) }
  }

  /// Chooses the option of a list that contains the words.
  func choose(_ css: String, _ words: String) throws {
    let script = """
      var list = document.querySelector("\(css)");
      var found = Array.prototype.filter.call(list.options, function (o) { return o.text.indexOf("\(words)") >= 0; })[0];
      if (!found) { return false; }
      list.value = found.value;
      list.dispatchEvent(new Event("change", { bubbles: true }));
      return true;
      """
    guard try browser.script(script) as? Bool == true else { throw try failure("\(css) 里没有“\(words)”") }
  }

  /// Writes the reasons that warnings ask for, and hands in.
  func explainWarnings(_ words: String) throws {
    for field in try browser.all("main textarea[name^='reason:'], main textarea[name^='answer:']") {
      guard let id = try browser.attribute("id", of: field) else { continue }
      try fill("[id='\(id)']", words)
    }
  }

  // MARK: seeing

  func expect(_ words: String...) throws {
    let text = try browser.text("main")
    for word in words where !text.contains(word) { throw try failure("没有写“\(word)”") }
  }

  func expectNot(_ words: String...) throws {
    let text = try browser.text("main")
    for word in words where text.contains(word) { throw try failure("不该写“\(word)”") }
  }

  /// The path of the page in hand, without what follows a question mark.
  func path() throws -> String { Self.path(try browser.address()) }

  /// Where a link leads, without what follows a question mark.
  func link(_ css: String) throws -> String {
    Self.path(try browser.attribute("href", of: browser.find(css)) ?? "")
  }

  /// Where the link with these words leads, as it is written; hidden words count.
  func link(_ css: String, about words: String) throws -> String {
    let script = """
      var links = document.querySelectorAll("\(css)");
      for (var i = 0; i < links.length; i++) {
        if (links[i].textContent.indexOf("\(words)") >= 0) { return links[i].getAttribute("href"); }
      }
      return "";
      """
    guard let href = try browser.script(script) as? String, !href.isEmpty else { throw try failure("没有“\(words)”的链接") }
    return href
  }

  /// Drivers give an address whole or as it is written.
  static func path(_ address: String) -> String { URL(string: address)?.path() ?? address }

  func wait(_ what: String, until condition: () throws -> Bool) throws {
    do { try browser.wait(what, until: condition) } catch { throw try failure("等不到“\(what)”") }
  }

  func failure(_ what: String) throws -> Failure {
    let words = (try? browser.text("main")) ?? ""
    return Failure(description: "\(try browser.address())：\(what)。页面上是：\(words.prefix(600))……\(words.suffix(900))")
  }
}
