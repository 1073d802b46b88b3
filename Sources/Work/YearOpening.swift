public import Lifecycle
import Model
import Schemes
public import Store

/// Opening a year (开年): what its settings begin with.
public enum YearOpening {
  /// Settings for a year that nobody has set up: from the year before where there is one, otherwise the national defaults.
  ///
  /// Dates move with the year; templates, schemes and policies that ended meanwhile are replaced by those in force.
  public static func proposal(
    region: String, place: String, year: Int, _ rulebook: Rulebook, in transaction: ReadTransaction
  ) throws(StoreError) -> YearSettings {
    if let last = try Years.find(region: region, year - 1, in: transaction) {
      return moved(last.settings, to: year, place: place, rulebook)
    }
    return defaults(place: place, year: year, rulebook)
  }

  /// What is in force by the data files alone.
  public static func defaults(place: String, year: Int, _ rulebook: Rulebook) -> YearSettings {
    var policies: [String: String] = [:]
    for subject in Rulebook.subjects.map({ $0.subject }) {
      policies[subject] = rulebook.policies.inForce(subject, place: place, year: year).first?.id
    }
    let calendar: Policy<CalendarPolicy>? = policies[CalendarPolicy.subject].flatMap { rulebook.policies.policy($0) }
    return YearSettings(
      deadlines: calendar?.body.deadlines(year) ?? [], checkpoints: calendar?.body.checkpoints ?? [],
      templates: templates(place: place, year: year, rulebook), policies: policies)
  }

  private static func templates(place: String, year: Int, _ rulebook: Rulebook) -> [FormKind: String] {
    var chosen: [FormKind: String] = [:]
    for kind in FormKind.allCases {
      let fitting = rulebook.templates.templates.filter { $0.kind == kind && $0.validity.covers(year) }
      let own = fitting.filter { $0.validity.place != "全国" && place.hasPrefix($0.validity.place) }
      // The youngest one in force: a new form of a ministry replaces the old one.
      chosen[kind] =
        (own.isEmpty ? fitting.filter { $0.validity.place == "全国" } : own)
        .max { ($0.validity.firstYear, $1.id) < ($1.validity.firstYear, $0.id) }?.id
    }
    return chosen
  }

  private static func moved(
    _ settings: YearSettings, to year: Int, place: String, _ rulebook: Rulebook
  ) -> YearSettings {
    let fresh = defaults(place: place, year: year, rulebook)
    var moved = settings
    moved.deadlines = settings.deadlines.map { deadline in
      YearSettings.Deadline(id: deadline.id, name: deadline.name, day: nextYear(deadline.day))
    }
    for (kind, id) in settings.templates {
      let isInForce = rulebook.templates[id]?.validity.covers(year) ?? false
      if !isInForce { moved.templates[kind] = fresh.templates[kind] }
    }
    for (kind, id) in settings.schemes where !(rulebook.schemes[id]?.validity.covers(year) ?? false) {
      moved.schemes[kind] = fresh.schemes[kind]
    }
    for (subject, id) in settings.policies {
      let entry = rulebook.policies.entries.first { $0.id == id && $0.subject == subject }
      if !(entry?.validity.covers(year) ?? false) { moved.policies[subject] = fresh.policies[subject] }
    }
    for (subject, id) in fresh.policies where moved.policies[subject] == nil { moved.policies[subject] = id }
    return moved
  }

  /// The same day a year later; 29 February becomes the 28th.
  private static func nextYear(_ day: String) -> String {
    guard let year = Int(day.prefix(4)) else { return day }
    let rest = String(day.dropFirst(4))
    return "\(year + 1)" + (rest == "-02-29" ? "-02-28" : rest)
  }
}
