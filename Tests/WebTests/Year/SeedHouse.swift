import Foundation
import Lifecycle
import Model
import Scoring
import Store
import Testing
import Work

@testable import Web

/// A house with the rules and templates of the program, years that are open, and everybody whose hand a form needs.
struct SeedHouse {
  struct NotTaken: Error, CustomStringConvertible {
    let description: String
  }

  let app: TestApplication
  private let clerk: TestBrowser
  private let writer: TestBrowser
  private let checker: TestBrowser
  private let head: TestBrowser
  private let line: TestBrowser
  private let office: TestBrowser
  private let budget: TestBrowser
  private let program: ApiProgram

  init() throws {
    app = try TestApplication(processor: PipelineProcessor(pipeline: .standard()))
    for year in 2019...2025 { try app.openYear(year) }
    clerk = try app.signedIn(.executingUnit)
    writer = try app.signedIn(.departmentProgramOfficer)
    checker = try app.signedIn(.departmentFinanceOfficer)
    head = try app.signedIn(.departmentHead)
    line = try app.signedIn(.financeLineOffice, unit: "root")
    office = try app.signedIn(.financePerformanceOffice, unit: "root")
    budget = try app.signedIn(.financeBudgetOffice, unit: "root")
    program = try app.program(.departmentPerformanceLead)
  }

  /// Uploads a file over its page.
  func bringIn(_ file: URL) throws -> [Store.FormListRow] {
    let text = try String(contentsOf: file, encoding: .utf8)
    let answer = try clerk.upload([(file.lastPathComponent, text)], folder: app.house.folder.path)
    app.services.importer.waitUntilIdle()
    let batch = String(try #require(answer["Location"]).dropFirst("/imports/".count))
    return try app.house.database.read { (t) throws(StoreError) in
      guard let found = try Batches.find(id: batch, in: t) else { return [] }
      var forms: [Store.FormListRow] = []
      for entry in try Batches.files(of: found, in: t).flatMap(\.forms) {
        if let row = try Forms.row(id: entry.id, in: t) { forms.append(row) }
      }
      return forms
    }
  }

  func take(_ form: Store.FormListRow) throws {
    for browser in [clerk, writer, checker, head, line, office, budget] {
      browser.cookies["hengji_year"] = String(form.year)
    }
    if form.kind.isSelfEvaluation { try takeEvaluation(form.id) } else { try takeGoal(form.id) }
  }

  // MARK: goals

  /// Through both rounds.
  private func takeGoal(_ form: String) throws {
    for round in 1...2 {
      try mend(form)
      try submit(form)
      for (browser, event) in [
        (checker, GoalForm.Event.passDepartment), (line, .passLineOffice), (office, .passPerformanceOffice),
      ] { try step(browser, form, event.rawValue) }
      if round == 2 { return try approve(form) }
      let asked = try stored(form).content
      let wanYuan = asked.amounts.current.flatMap { asked.money($0) }?.figure(in: .wanYuan).description ?? "100"
      try step(
        budget, form, GoalForm.Event.issueControlFigure.rawValue, [("control", wanYuan), ("opinion", "按控制数编制")])
    }
  }

  /// A new project that was not evaluated before goes by a signed paper, as the year's terms allow.
  private func approve(_ form: String) throws {
    guard let row = try stage(of: form) else { throw NotTaken(description: "no stage to approve") }
    let fields = [("event", GoalForm.Event.approve.rawValue), ("number", String(row.number)), ("opinion", "按程序批复")]
    let plain = budget.postAll("/stages/\(row.id)/step", fields)
    guard plain.status != .seeOther else { return }
    guard plain.text.contains("例外文件") else { throw NotTaken(description: Self.words(plain)) }
    try take(
      budget, row, GoalForm.Event.approve.rawValue,
      [
        ("opinion", "按程序批复"), ("exception_gate", Gate.noExAnteNoBudget.rawValue),
        ("exception_signer", Role.financePerformanceOffice.rawValue), ("exception_document", "示财函〔2024〕1号"),
        ("exception_reason", "已批准的延续事项"),
      ])
  }

  private func submit(_ form: String) throws {
    let found = try stored(form)
    var fields = [("revision", String(found.row.revision)), ("declared", "yes")]
    for finding in found.findings where finding.severity == .warning {
      fields.append((SubmissionAnswers.fieldName(finding), "已核对，与批复的方案一致"))
    }
    let answer = clerk.postAll("/forms/\(form)/submit", fields)
    guard answer.status == .seeOther else { throw NotTaken(description: Self.words(answer)) }
  }

  // MARK: mending

  /// Corrects what is found to be wrong, over the interface, until nothing is.
  private func mend(_ form: String) throws {
    for round in 0..<12 {
      let found = try stored(form)
      let errors = found.findings.filter { $0.severity == .error }
      guard !errors.isEmpty else { return }
      var content = found.content
      for error in errors { SeedMending.mend(error, in: &content, isLast: round > 7) }
      let answer = program.send(
        .put, "/api/v1/forms/\(form)", content.json(.contract).text(), ["If-Match": "\"\(found.row.revision)\""])
      guard answer.status == .ok else { throw NotTaken(description: Self.words(answer)) }
    }
    let left = try stored(form).findings.filter { $0.severity == .error }.map {
      "\($0.rule) at \($0.path?.text ?? "-")"
    }
    throw NotTaken(description: "not mended: \(left)")
  }

  // MARK: self-evaluations

  private func takeEvaluation(_ form: String) throws {
    guard let stage = try stage(of: form) else { throw NotTaken(description: "no stage for a self-evaluation") }
    let path = "/self-evaluations/\(stage.id)"
    let begun = clerk.post(path + "/begin", fields: Fields(["number": String(stage.number)]))
    guard begun.status == .seeOther else { throw NotTaken(description: Self.words(begun)) }
    var cells: [(String, String)] = []
    for _ in 0..<6 {
      let found = try stored(form)
      let number = try #require(try self.stage(of: form)).number
      let fields = [("number", String(number)), ("revision", String(found.row.revision)), ("do", "submit")] + cells
      let answer = clerk.postAll(path, fields)
      if answer.status == .seeOther { break }
      guard answer.status == .badRequest else { throw NotTaken(description: Self.words(answer)) }
      cells = try gaps(form).compactMap { gap in gap.path.map { ($0.text, Self.words(for: $0)) } }
    }
    for (browser, event) in [
      (checker, SelfEvaluation.Event.passDepartment), (head, .sign), (office, .accept),
    ] { try step(browser, form, event.rawValue) }
  }

  private func gaps(_ form: String) throws -> [Gap] {
    let found = try stored(form)
    return try app.house.database.read { (t) throws(StoreError) in
      guard let somebody = try Accounts.find(login: Role.executingUnit.rawValue, in: t) else { return [] }
      let desk = try Desk(somebody, year: found.row.year, app.services.rulebook, in: t)
      return SelfEvaluations.gaps(found.content, SelfEvaluations.score(found.content, desk), hasRedLight: false)
    }
  }

  /// What a clerk writes where something is missing.
  private static func words(for path: FormPath) -> String {
    path.text.hasSuffix(".score") ? "1" : path.text.hasSuffix(".actual") ? "100%" : "见佐证材料，已逐项核对"
  }

  // MARK: publication

  /// - Returns: the receipt.
  func publish(_ form: Store.FormListRow) throws -> String? {
    let subject = form.kind.isSelfEvaluation ? "self-evaluations" : "goals"
    let opened = writer.post("/disclosure", fields: Fields(["department": "water", "subject": subject]))
    let id = String((opened["Location"] ?? "").split(separator: "/").last ?? "")
    for (browser, event) in [(checker, Disclosure.Event.checkSecrecy), (head, .sign), (checker, .publish)] {
      guard let row = try app.stage(id) else {
        throw NotTaken(description: "nothing to publish: \(Self.words(opened))")
      }
      try take(browser, row, event.rawValue, [])
    }
    return try app.house.database.read { (t) throws(StoreError) in try Publications.of(form: form.id, in: t)?.receipt }
  }

  // MARK: steps

  private func step(
    _ browser: TestBrowser, _ form: String, _ event: String, _ fields: [(String, String)] = []
  ) throws {
    guard let row = try stage(of: form) else { throw NotTaken(description: "no stage for \(event)") }
    try take(browser, row, event, fields)
  }

  private func take(_ browser: TestBrowser, _ row: StageRow, _ event: String, _ fields: [(String, String)]) throws {
    let answer = browser.postAll("/stages/\(row.id)/step", [("event", event), ("number", String(row.number))] + fields)
    guard answer.status == .seeOther else { throw NotTaken(description: "\(event): \(Self.words(answer))") }
  }

  private func stage(of form: String) throws -> StageRow? {
    try app.house.database.read { (t) throws(StoreError) in try Stages.ofForm(form, in: t) }
  }

  private func stored(_ form: String) throws -> StoredForm {
    try #require(try app.house.database.read { (t) throws(StoreError) in try Forms.load(id: form, in: t) })
  }

  /// What a page says, without its markup.
  private static func words(_ answer: Response) -> String {
    let main = answer.text.components(separatedBy: "<main").last ?? answer.text
    return "\(answer.status) "
      + main.replacing(/<[^>]*>/, with: " ").split(separator: " ").joined(separator: " ").prefix(500)
  }
}

/// What a clerk does about an error that the rules found.
enum SeedMending {
  static func mend(_ error: Finding, in content: inout FormContent, isLast: Bool) {
    guard let path = error.path else { return }
    if error.rule.hasPrefix("missing-"),
      let goal = content.goals.firstIndex(where: { path.text.hasPrefix("goals[\($0.id)]") })
    {
      var row = Indicator(id: "added\(content.goals[goal].indicators.count)")
      row.level1 = error.rule.contains("output") ? "产出指标" : error.rule.contains("benefit") ? "效益指标" : "满意度指标"
      row.level2 = error.rule.contains("output") ? "数量指标" : error.rule.contains("benefit") ? "社会效益指标" : "服务对象满意度指标"
      row.name = "受益群众覆盖率"
      row.target = "≥90%"
      content.goals[goal].indicators.append(row)
      return
    }
    if error.rule == "economic-class-unknown" {
      for index in content.costs.indices where content.costs[index].category == error.printed || error.printed == nil {
        content.costs[index].category = "维修（护）费"
      }
      return
    }
    // At last what nobody can make right is taken out; sums follow what is left.
    if isLast, !path.text.hasPrefix("amounts") { return clear(path, in: &content) }
    if let expected = error.expected, case .kept = content.enter(value(expected, for: error, content), at: path) {
      return
    }
    let words = ["code": "42010520001T000000101", "target": "≤90万元"].first { path.text.hasSuffix($0.key) }?.value
    _ = content.enter(words ?? "按批准的实施方案执行", at: path)
  }

  /// The corrected figure in place of the wrong one, where it stands in a sentence.
  private static func value(_ expected: String, for error: Finding, _ content: FormContent) -> String {
    guard let path = error.path, let now = content.typedCells[path], let printed = error.printed else {
      return expected
    }
    let wrong = printed.filter { !$0.isWhitespace }
    guard now != printed, now.contains(wrong) else { return expected }
    guard let last = now.ranges(of: wrong).last else { return expected }
    return now.replacingCharacters(
      in: last, with: expected.hasPrefix("+") ? "增加" + expected.dropFirst() + "万元" : expected)
  }

  private static func clear(_ path: FormPath, in content: inout FormContent) {
    if path.listAndRow != nil, content.removeRow(path) { return }
    let row = path.text.lastIndex(of: "]").map { FormPath(String(path.text[...$0])) }
    if let row, content.removeRow(row) { return }
    _ = content.enter("", at: path)
  }
}
