import Lifecycle
import Model
import Review
import Schemes
import Store
import Work

/// Setting rules otherwise for a region: off, milder, another limit; from a year on, with a reason and its history.
enum RuleSettingRoutes {
  static let all: [AppRoute] = [
    .get("/admin/rules", .may(.administerYears), list),
    .get("/admin/rules/history", .may(.administerYears), history),
    .get("/admin/rules/{rule}", .may(.administerYears), show),
    .post("/admin/rules/{rule}", .may(.administerYears), save),
    ListExport.route("/admin/rules", .may(.administerYears), title: "规则设置", list),
    ListExport.route("/admin/rules/history", .may(.administerYears), title: "规则设置记录", history),
  ]

  private static func inForce(_ call: Call) throws(Refusal) -> [RuleSetting] {
    let (region, year) = (call.account.region, call.year)
    return try call.read { (t) throws(StoreError) in try RuleSettings.inForce(region: region, year, in: t) }
  }

  // MARK: the list

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let catalogue = call.services.processor.ruleCatalogue
    let settings = try inForce(call)
    let words = String((call.query["q"] ?? "").prefix(100))
    let isSetOnly = call.query["show"] == "set"
    let rows = RuleCatalogue.all.compactMap { rule -> RuleSettingsPage.Row? in
      let row = row(rule, settings, catalogue)
      guard !isSetOnly || row.isSet,
        words.isEmpty || [row.title, row.about, row.kinds].contains(where: { $0.contains(words) })
      else { return nil }
      return row
    }
    let size = min(max(call.number("size") ?? 50, 1), 200)
    let number = min(max(1, call.number("page") ?? 1), max(1, (rows.count + size - 1) / size))
    return call.page(
      ruleSettingsPage(
        RuleSettingsPage(
          shell: call.shell(.ruleSettings), year: call.year, count: settings.count,
          filters: [
            .choice(
              name: "show", label: "显示", choices: [Choice("", "全部规则"), Choice("set", "只看改过的")],
              chosen: isSetOnly ? "set" : ""),
            .search(name: "q", label: "规则里的字", value: words),
          ], isFiltered: isSetOnly || !words.isEmpty,
          rows: Array(rows.dropFirst((number - 1) * size).prefix(size)),
          pager: Pager(counter: "条", total: rows.count, page: number, size: size) { page, size in
            call.href("/admin/rules", [("page", String(page)), ("size", String(size))])
          }, exportHref: call.exportHref("/admin/rules"))))
  }

  private static func row(
    _ rule: Rule, _ settings: [RuleSetting], _ catalogue: RuleSettingCatalogue
  ) -> RuleSettingsPage.Row {
    let item = RuleItem(rule)
    let own = settings.first { $0.subject == .rule(rule.id) }
    let limits = catalogue.limits(of: rule).map { limit in
      let set = settings.first { $0.subject == .limit(limit.key) }
      return RuleSettingsPage.Limit(
        name: limit.name, value: (set?.value ?? catalogue.value(limit.key)?.trimmed.description ?? "") + limit.unit,
        isSet: set != nil)
    }
    return RuleSettingsPage.Row(
      href: "/admin/rules/\(rule.id)", title: item.title, severity: item.severity, about: item.about, kinds: item.kinds,
      effect: own?.words(catalogue), from: own.map { "\($0.firstYear) 年起：\($0.why)" }, limits: limits,
      isProven: rule.isProven)
  }

  // MARK: one rule

  private static func show(_ call: Call) throws(Refusal) -> Response {
    var page = try model(call)
    switch call.query["done"] {
    case "set": page.done = "已设置，记入总台账。没有报送的表从下一次填写、报送起按新设置核对。"
    case "same": page.done = "与现在的设置相同，没有变化。"
    default: break
    }
    return call.page(ruleSettingPage(page))
  }

  private static func model(_ call: Call) throws(Refusal) -> RuleSettingPage {
    guard let rule = RuleCatalogue.rule(call.parameters["rule"]) else { throw .notFound }
    let catalogue = call.services.processor.ruleCatalogue
    let (region, year) = (call.account.region, call.year)
    let (settings, all) = try call.read { (t) throws(StoreError) in
      (try RuleSettings.inForce(region: region, year, in: t), try RuleSettings.list(region: region, in: t))
    }
    let limits = catalogue.limits(of: rule)
    let subjects = [RuleSetting.Subject.rule(rule.id)] + limits.map { .limit($0.key) }
    let effects = RuleSwitch.Effect.allCases.filter { $0.isMilder(than: rule.severity) }
    return RuleSettingPage(
      shell: call.shell(.ruleSettings), name: rule.id, year: year, item: RuleItem(rule), isProven: rule.isProven,
      effects: [Choice("", "照目录：\(rule.severity.word)")] + effects.map { Choice($0.rawValue, $0.officialName) },
      effect: settings.first { $0.subject == .rule(rule.id) }?.value ?? "",
      limits: limits.map { limit in
        let set = settings.first { $0.subject == .limit(limit.key) }
        return RuleSettingPage.Limit(
          key: limit.key, name: limit.name, unit: limit.unit,
          usual: catalogue.value(limit.key)?.trimmed.description ?? "", value: set?.value ?? "",
          range: "\(limit.low.trimmed)—\(limit.high.trimmed)\(limit.unit)",
          others: RuleCatalogue.all.filter { $0.id != rule.id && $0.parameters.contains("limits.\(limit.key)") }.map(
            \.title))
      },
      history: all.filter { subjects.contains($0.subject) }.map { line($0, catalogue, call) })
  }

  private static func line(
    _ setting: RuleSetting, _ catalogue: RuleSettingCatalogue, _ call: Call
  ) -> RuleSettingHistory {
    let rule: String? = if case .rule(let name) = setting.subject { name } else { nil }
    return RuleSettingHistory(
      title: setting.title(catalogue), href: rule.map { "/admin/rules/\($0)" }, firstYear: setting.firstYear,
      value: setting.words(catalogue), why: setting.why,
      by: [
        Role(rawValue: setting.role)?.officialName ?? setting.role, setting.accountName ?? "已经没有这个账号",
      ].joined(separator: " "),
      at: Moments.short(setting.at, now: call.now), ledgerEntry: setting.ledgerSequence)
  }

  private static func save(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    guard let rule = RuleCatalogue.rule(call.parameters["rule"]) else { throw .notFound }
    let catalogue = call.services.processor.ruleCatalogue
    guard let subject = fields["subject"].flatMap({ RuleSetting.Subject($0) }),
      subject == .rule(rule.id) || catalogue.limits(of: rule).contains(where: { subject == .limit($0.key) })
    else { throw .malformed("subject") }
    let key = if case .limit(let key) = subject { key } else { "rule" }
    let typed = TypedText.words(fields["value-\(key)"] ?? "")
    let value = typed.isEmpty ? nil : ExactDecimal(typed).map(\.trimmed.description) ?? typed
    let year = fields["year-\(key)"].flatMap { Int(TypedText.words($0)) } ?? 0
    let why = String((fields["why-\(key)"] ?? "").prefix(1_000))
    let account = call.account
    let before = try call.read { (t) throws(StoreError) in try RuleSettings.list(region: account.region, in: t).count }
    do throws(Refusal) {
      try call.write { (t) throws(StoreError) in
        try RuleOffice.set(subject, value, from: year, why: why, by: account, catalogue.forWork, in: t)
      }
    } catch {
      guard let said = error.said else { throw error }
      var page = try model(call)
      page.problem = said
      page.typed = (subject.text, typed, fields["year-\(key)"] ?? "", why)
      return call.page(ruleSettingPage(page), .badRequest)
    }
    let after = try call.read { (t) throws(StoreError) in try RuleSettings.list(region: account.region, in: t).count }
    return .seeOther("/admin/rules/\(rule.id)?done=\(after == before ? "same" : "set")")
  }

  // MARK: all changes

  private static func history(_ call: Call) throws(Refusal) -> Response {
    let catalogue = call.services.processor.ruleCatalogue
    let region = call.account.region
    let all = try call.read { (t) throws(StoreError) in try RuleSettings.list(region: region, in: t) }
    let words = String((call.query["q"] ?? "").prefix(100))
    let rows = all.map { line($0, catalogue, call) }.filter { row in
      words.isEmpty || [row.title, row.value, row.why, row.by].contains { $0.contains(words) }
    }
    let size = min(max(call.number("size") ?? 50, 1), 200)
    let number = min(max(1, call.number("page") ?? 1), max(1, (rows.count + size - 1) / size))
    return call.page(
      ruleHistoryPage(
        RuleHistoryPage(
          shell: call.shell(.ruleSettings), filters: [.search(name: "q", label: "规则、理由里的字", value: words)],
          isFiltered: !words.isEmpty, rows: Array(rows.dropFirst((number - 1) * size).prefix(size)),
          pager: Pager(counter: "次", total: rows.count, page: number, size: size) { page, size in
            call.href("/admin/rules/history", [("page", String(page)), ("size", String(size))])
          }, exportHref: call.exportHref("/admin/rules/history"))))
  }
}
