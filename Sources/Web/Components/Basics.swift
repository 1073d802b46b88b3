import Lifecycle
import Model

/// A place to go with its words.
struct Link: Hashable, Sendable {
  var title: String
  var href: String
  init(_ title: String, _ href: String) {
    self.title = title
    self.href = href
  }
}

func anchor(_ link: Link) -> HTML { a(.href(link.href)) { link.title } }

/// Meaning of a tag, a message or a step; colour always goes with an icon and a word.
enum Tone: String, Sendable, CaseIterable {
  case plain = ""
  case accent = "acc"
  case good
  case warning = "warn"
  case bad
  case info
}

/// A state in words with its icon.
func tag(_ tone: Tone, _ sign: Icon, _ words: String) -> HTML {
  span(.class(tone == .plain ? "tag" : "tag " + tone.rawValue)) {
    icon(sign)
    words
  }
}

/// The seven states of a form, and the two of a file that was read.
enum FormStatus: Hashable, Sendable {
  case notBegun
  /// Being filled in, with how far it is: `6 / 9`.
  case draft(String?)
  /// With somebody for review; the words say with whom: 待绩效科审.
  case inReview(String)
  case returned(String)
  case approved
  case locked
  case overdue(days: Int)
  case published
  /// Came in from a file and has not been submitted yet.
  case imported
  /// In a stage of the year, whose own words say where it stands: 一上业务科审核.
  case stage(FormState, String)

  var tag: HTML {
    switch self {
    case .notBegun: Web.tag(.plain, .open, "未开始")
    case .draft(let progress): Web.tag(.accent, .half, progress.map { "填报中 \($0)" } ?? "填报中")
    case .inReview(let words): Web.tag(.accent, .clock, words)
    case .returned(let words): Web.tag(.warning, .back, words)
    case .approved: Web.tag(.good, .ok, "已批复")
    case .locked: Web.tag(.plain, .lock, "已锁定")
    case .overdue(let days): Web.tag(.bad, .error, "逾期 \(days) 天")
    case .published: Web.tag(.good, .ok, "已公开")
    case .imported: Web.tag(.accent, .file, "已导入")
    case .stage(let state, let words): stageTag(state, words)
    }
  }
}

private func stageTag(_ state: FormState, _ words: String) -> HTML {
  switch state {
  case .draft: tag(.accent, .half, words)
  case .inReview: tag(.accent, .clock, words)
  case .returned: tag(.warning, .back, words)
  case .approved, .published: tag(.good, .ok, words)
  case .locked: tag(.plain, .lock, words)
  }
}

/// The four lights of monitoring: four shapes, four words, four colours.
enum Light: String, Sendable, CaseIterable {
  case green, yellow, red, blue

  var html: HTML {
    switch self {
    case .green: light("good", .ok, "绿灯")
    case .yellow: light("warn", .warning, "黄灯")
    case .red: light("bad", .red, "红灯")
    case .blue: light("info", .ahead, "蓝灯")
    }
  }

  private func light(_ tone: String, _ sign: Icon, _ words: String) -> HTML {
    span(.class("light " + tone)) {
      icon(sign)
      words
    }
  }
}

/// Counts of findings in a row of a list; none is a word too.
func counts(_ counts: FindingCounts) -> HTML {
  span(.class("cnts")) {
    if counts.total == 0 {
      span(.class("good")) {
        icon(.ok)
        "无"
      }
    }
    severities(counts)
  }
}

/// Counts of findings in the head of a list of findings.
func severityCounts(_ counts: FindingCounts) -> HTML { span(.class("sev")) { severities(counts) } }

private func severities(_ counts: FindingCounts) -> HTML {
  .group(
    counts.bySeverity.filter { $0.1 > 0 }.map { severity, count in
      span(.class(severity.className), .title(severity.word)) {
        severity.mark
        Words.count(count)
      }
    })
}

/// A figure of a table, or the word for a missing one.
func figure(_ value: ExactDecimal?, places: Int? = nil, signed: Bool = false, missing: String = "未列") -> HTML {
  guard let value else { return span(.class("none")) { missing } }
  return .text(Words.figure(value, places: places, signed: signed))
}

/// Words only for those who hear the page.
func hiddenWords(_ words: String) -> HTML { span(.class("vh")) { words } }
