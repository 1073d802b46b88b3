import Lifecycle
import Model
import Schemes
import Store
import Work

/// The settings of a year as fields of a form, there and back.
enum YearForm {
  static func page(
    _ call: Call, _ year: BudgetYear, _ settings: YearSettings, done: String? = nil
  ) throws(Refusal) -> YearPage {
    let account = call.account
    let rulebook = call.services.rulebook
    let place = call.services.regions.name(account.region)
    let tally = try call.read { (transaction) throws(StoreError) in
      try StageTally(account.region, year.year, account.scope, in: transaction)
    }
    return YearPage(
      shell: call.shell(.years), year: year.year, state: YearTag(year.state), number: year.number,
      changed: "\(year.updatedByName ?? "程序") 改于 \(Moments.short(year.updatedAt, now: call.now))",
      days: settings.deadlines.map { deadline in
        YearPage.Day(
          id: deadline.id, name: deadline.name, day: deadline.day,
          note: YearCheck.isDay(deadline.day) ? Moments.distance(deadline.day, now: call.now) : "")
      }, checkpoints: Set(settings.checkpoints), templates: templates(settings, year.year, place, rulebook),
      schemes: schemes(settings, year.year, place, rulebook), policies: policies(settings, year.year, place, rulebook),
      checks: YearCheck.problems(settings, year: year.year, place: place, rulebook).map {
        YearPage.Check(field: $0.part, words: $0.words, isBlocking: $0.isBlocking)
      }, unfinished: tally.unfinished, done: done)
  }

  /// What the form says; whatever it does not name stays as it was.
  static func settings(_ fields: Fields, _ former: YearSettings) -> YearSettings {
    var settings = former
    settings.deadlines = former.deadlines.compactMap { deadline in
      guard let day = fields["day-\(deadline.id)"] else { return deadline }
      return day.isEmpty ? nil : YearSettings.Deadline(id: deadline.id, name: deadline.name, day: day)
    }
    if let name = fields["new-name"], let day = fields["new-day"], !name.isEmpty, !day.isEmpty {
      settings.deadlines.append(
        .init(id: freeIdentifier(settings), name: String(name.prefix(60)), day: String(day.prefix(20))))
    }
    settings.deadlines.sort { $0.day < $1.day }
    settings.checkpoints = Set(fields.values("checkpoint").compactMap { Int($0) }).filter { (1...12).contains($0) }
      .sorted()
    for kind in FormKind.allCases {
      if let id = fields["template-\(kind.rawValue)"] { settings.templates[kind] = id.isEmpty ? nil : id }
      if let id = fields["scheme-\(kind.rawValue)"] { settings.schemes[kind] = id.isEmpty ? nil : id }
    }
    for subject in Rulebook.subjects.map({ $0.subject }) {
      if let id = fields["policy-\(subject)"] { settings.policies[subject] = id.isEmpty ? nil : id }
    }
    return settings
  }

  /// Days that an office adds have names of its own.
  private static func freeIdentifier(_ settings: YearSettings) -> String {
    let taken = Set(settings.deadlines.map(\.id))
    return (1...).lazy.map { "own-\($0)" }.first { !taken.contains($0) } ?? "own"
  }

  // MARK: choices

  private static func templates(
    _ settings: YearSettings, _ year: Int, _ place: String, _ rulebook: Rulebook
  ) -> [YearPage.Choosing] {
    FormKind.allCases.map { kind in
      let fitting = rulebook.templates.templates.filter { $0.kind == kind }
      return choosing(
        "template-\(kind.rawValue)", kind.officialName, fitting.map { ($0.id, $0.name, $0.validity) },
        settings.templates[kind], none: "不采用，这一年不填", year, place)
    }
  }

  private static func schemes(
    _ settings: YearSettings, _ year: Int, _ place: String, _ rulebook: Rulebook
  ) -> [YearPage.Choosing] {
    FormKind.allCases.filter(\.isSelfEvaluation).map { kind in
      let fitting = rulebook.schemes.schemes.filter { $0.layout(for: kind) != nil }
      return choosing(
        "scheme-\(kind.rawValue)", kind.officialName, fitting.map { ($0.id, $0.name, $0.validity) },
        settings.schemes[kind], none: "按地区和年度自动选用", year, place)
    }
  }

  private static func policies(
    _ settings: YearSettings, _ year: Int, _ place: String, _ rulebook: Rulebook
  ) -> [YearPage.Choosing] {
    Rulebook.subjects.map { subject in
      let fitting = rulebook.policies.entries.filter { $0.subject == subject.subject }
      return choosing(
        "policy-\(subject.subject)", name(subject.subject, fitting.first?.name),
        fitting.map { ($0.id, $0.name, $0.validity) }, settings.policies[subject.subject], none: "不采用", year, place)
    }
  }

  /// The name of a subject is the name of its first file without what stands in brackets.
  private static func name(_ subject: String, _ first: String?) -> String {
    first.map { String($0.prefix { $0 != "（" }) } ?? subject
  }

  private static func choosing(
    _ field: String, _ label: String, _ all: [(id: String, name: String, validity: Validity)], _ chosen: String?,
    none: String, _ year: Int, _ place: String
  ) -> YearPage.Choosing {
    let fitting = all.filter { entry in
      entry.id == chosen
        || (entry.validity.covers(year) && (entry.validity.place == "全国" || place.hasPrefix(entry.validity.place)))
    }
    let others = all.filter { entry in !fitting.contains { $0.id == entry.id } }
    var choices = [Choice("", none)]
    choices += fitting.map { Choice($0.id, words($0.name, $0.validity)) }
    choices += others.map { Choice($0.id, words($0.name, $0.validity)) }
    let remarks = all.first { $0.id == chosen }.map { facts($0.validity) } ?? []
    if let chosen, !all.contains(where: { $0.id == chosen }) { choices.append(Choice(chosen, "\(chosen)（程序里没有了）")) }
    return YearPage.Choosing(field: field, label: label, choices: choices, chosen: chosen ?? "", facts: remarks)
  }

  private static func words(_ name: String, _ validity: Validity) -> String {
    "\(name)（\(validity.place)，\(validity.yearWords)）"
  }

  private static func facts(_ validity: Validity) -> [String] {
    [
      "\(validity.place)，\(validity.yearWords)，\(validity.standing.words)",
      validity.basis.isEmpty ? "没有写明依据" : "依据：" + validity.basis.joined(separator: "；"),
    ]
  }
}

extension Validity {
  /// 2018 年起, 2018—2020 年.
  var yearWords: String { lastYear.map { "\(firstYear)—\($0) 年" } ?? "\(firstYear) 年起" }
}

extension Validity.Standing {
  /// How sure the content is, as pages say it.
  var words: String {
    switch self {
    case .verified: "已与公开文件核对"
    case .practice: "见于公开的实际用表"
    case .unverified: "依据名称已知，原文待核对"
    case .proposed: "建议值，请财政部门确认"
    }
  }
}
