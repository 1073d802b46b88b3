public import Lifecycle
import Model
import Schemes
public import Store

/// What is missing or doubtful in the settings of a year: the checklist of opening it.
public struct YearProblem: Hashable, Sendable {
  /// Which control of the settings it is about: `day-first-up`, `template-project-goal`, `policy-terms`, `checkpoints`.
  public let part: String
  public let words: String
  /// Whether the year cannot be opened with it.
  public let isBlocking: Bool
}

public enum YearCheck {
  /// All problems, those that forbid the opening first.
  public static func problems(
    _ settings: YearSettings, year: Int, place: String, _ rulebook: Rulebook
  ) -> [YearProblem] {
    let all =
      days(settings, year) + checkpoints(settings) + templates(settings, year, rulebook)
      + schemes(settings, year, rulebook) + policies(settings, year, rulebook)
    return all.filter(\.isBlocking) + all.filter { !$0.isBlocking }
  }

  /// Whether that is a day of the calendar, as 2024-02-29.
  public static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2]), (1990...2110).contains(year), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  private static func days(_ settings: YearSettings, _ year: Int) -> [YearProblem] {
    var problems: [YearProblem] = []
    if settings.deadlines.isEmpty {
      problems.append(YearProblem(part: "days", words: "还没有一个日期。请按工作日历排好各环节的截止日期。", isBlocking: true))
    }
    for deadline in settings.deadlines {
      let part = "day-\(deadline.id)"
      if !isDay(deadline.day) {
        problems.append(
          YearProblem(part: part, words: "“\(deadline.name)”的日期“\(deadline.day)”不是日历上的一天。", isBlocking: true))
      } else if let told = Int(deadline.day.prefix(4)), abs(told - year) > 2 {
        problems.append(
          YearProblem(part: part, words: "“\(deadline.name)”是 \(deadline.day)，离 \(year) 年度太远，请核对。", isBlocking: false))
      }
    }
    for (earlier, later) in orderly {
      guard let first = settings.deadlines.first(where: { $0.id == earlier }),
        let second = settings.deadlines.first(where: { $0.id == later }), isDay(first.day), isDay(second.day),
        first.day >= second.day
      else { continue }
      problems.append(
        YearProblem(
          part: "day-\(later)", words: "“\(second.name)”（\(second.day)）应在“\(first.name)”（\(first.day)）之后。",
          isBlocking: false))
    }
    return problems
  }

  /// What cannot be the other way round in any place.
  private static let orderly = [
    ("ex-ante", "first-down"), ("first-up", "first-down"), ("first-down", "second-up"), ("second-up", "second-down"),
    ("second-down", "self-evaluation"), ("self-evaluation", "re-evaluation"), ("re-evaluation", "budget-link"),
  ]

  private static func checkpoints(_ settings: YearSettings) -> [YearProblem] {
    settings.checkpoints.isEmpty
      ? [YearProblem(part: "checkpoints", words: "没有监控时点，这一年就不会有运行监控。", isBlocking: false)] : []
  }

  private static func templates(_ settings: YearSettings, _ year: Int, _ rulebook: Rulebook) -> [YearProblem] {
    FormKind.allCases.compactMap { kind in
      let part = "template-\(kind.rawValue)"
      guard let id = settings.templates[kind] else {
        return YearProblem(part: part, words: "“\(kind.officialName)”没有选表样，填报和打印按通用的式样。", isBlocking: false)
      }
      guard let template = rulebook.templates[id] else {
        return YearProblem(part: part, words: "“\(kind.officialName)”选的表样不在程序里了，请另选一个。", isBlocking: true)
      }
      if template.validity.covers(year) { return nil }
      return YearProblem(part: part, words: "“\(template.name)”在 \(year) 年不施行。", isBlocking: false)
    }
  }

  private static func schemes(_ settings: YearSettings, _ year: Int, _ rulebook: Rulebook) -> [YearProblem] {
    settings.schemes.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { kind, id in
      let part = "scheme-\(kind.rawValue)"
      guard let scheme = rulebook.schemes[id] else {
        return YearProblem(part: part, words: "“\(kind.officialName)”选的评分办法不在程序里了，请另选一个。", isBlocking: true)
      }
      if scheme.validity.covers(year) { return nil }
      return YearProblem(part: part, words: "“\(scheme.name)”在 \(year) 年不施行。", isBlocking: false)
    }
  }

  private static func policies(_ settings: YearSettings, _ year: Int, _ rulebook: Rulebook) -> [YearProblem] {
    Rulebook.subjects.compactMap { subject in
      let part = "policy-\(subject.subject)"
      let known = rulebook.policies.entries.filter { $0.subject == subject.subject }
      guard let id = settings.policies[subject.subject] else {
        // Without its terms no stage of the year can be moved.
        let isNeeded = subject.subject == CyclePolicy.subject
        return YearProblem(
          part: part, words: "没有选“\(known.first?.name ?? subject.subject)”这一类办法。", isBlocking: isNeeded)
      }
      guard let entry = known.first(where: { $0.id == id }) else {
        return YearProblem(part: part, words: "选的办法不在程序里了，请另选一个。", isBlocking: true)
      }
      if entry.validity.covers(year) { return nil }
      return YearProblem(part: part, words: "“\(entry.name)”在 \(year) 年不施行。", isBlocking: false)
    }
  }
}

extension YearOpening {
  /// Sets up a year that is not there yet, with what the proposal says.
  /// - Returns: false when it was there already; then nothing is changed.
  @discardableResult
  public static func setUp(
    region: String, place: String, year: Int, _ state: BudgetYear.State, _ rulebook: Rulebook, by actor: String,
    in transaction: WriteTransaction
  ) throws(StoreError) -> Bool {
    guard try Years.find(region: region, year, in: transaction) == nil else { return false }
    let settings = try proposal(region: region, place: place, year: year, rulebook, in: transaction)
    try Years.set(region: region, year, state, settings, basedOn: 0, by: actor, in: transaction)
    return true
  }

  /// The dates of the calendar that the settings name; those they have already when it is not there.
  public static func redated(_ settings: YearSettings, year: Int, _ rulebook: Rulebook) -> YearSettings {
    let calendar: Policy<CalendarPolicy>? = settings.policies[CalendarPolicy.subject].flatMap {
      rulebook.policies.policy($0)
    }
    guard let calendar else { return settings }
    var settings = settings
    settings.deadlines = calendar.body.deadlines(year)
    settings.checkpoints = calendar.body.checkpoints
    return settings
  }
}

extension YearOpening {
  /// The settings with what is in force on subjects that they do not know yet; nothing that was decided changes.
  public static func completed(
    _ settings: YearSettings, year: Int, place: String, _ rulebook: Rulebook
  ) -> YearSettings {
    var settings = settings
    let fresh = defaults(place: place, year: year, rulebook)
    for (subject, id) in fresh.policies where settings.policies[subject] == nil { settings.policies[subject] = id }
    return settings
  }
}
