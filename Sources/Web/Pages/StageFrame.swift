import Model

/// What stands above the work of a stage on every page of one: what happened, what is wrong, who sent it back, the route.
struct StageTop: Sendable {
  var head: HTML
  /// What was just done, and anything else that is to be said before.
  var said: HTML = .empty
  var problems: [Problem] = []
  var problemsTitle: String?
  /// The words of whoever sent it back, while nobody has handed it in again.
  var returned: String?
  var route: [Step] = []
}

func stageTop(_ top: StageTop) -> HTML {
  .group([
    top.head, errorSummary(top.problems, title: top.problemsTitle), top.said,
    top.returned.map { message(.warning, "退回了。", .text($0), sign: .back) } ?? .empty,
    top.route.isEmpty ? .empty : route(top.route, named: "办理路线"),
  ])
}

/// A page of a stage of which each part is sent by itself, and whose buttons stand beside the work: an ex-ante evaluation, a
/// key evaluation, an adjustment. Pages that are sent as a whole are a `FillingPage`.
struct StageFrame: Sendable {
  var shell: Shell
  var title: String
  var top: StageTop
  /// Figures below the route.
  var figures: HTML = .empty
  /// Name of what stands beside the work: 得分和办理.
  var beside: String
  var bar: StageBar
  var moments: [Moment]
  var files: AttachmentList
}

/// - Parameters:
///   - above: what stands over the buttons: the score.
///   - below: what stands between the buttons and what was done.
func stagePage(_ frame: StageFrame, above: HTML = .empty, below: HTML = .empty, work: HTML) -> HTML {
  page(
    frame.shell,
    PageContent(frame.top.problems.isEmpty ? frame.title : "有错误：\(frame.title)") {
      stageTop(frame.top)
      frame.figures
      div(.class("split slim")) {
        div(.class("stack-4")) {
          work
          attachmentsPanel(frame.files)
        }
        aside(.class("stack-4"), .ariaLabel(frame.beside)) {
          above
          stagePanel(frame.bar)
          below
          momentPanel(frame.moments)
        }
      }
    })
}

/// What was done and said; nothing before anything was.
func momentPanel(_ moments: [Moment], _ title: String = "经过") -> HTML {
  moments.isEmpty ? .empty : panel(title) { timeLine(moments) }
}

/// A report of a stage as it is printed: the sheet, and above it on the screen where it stands.
struct ReportFrame: Sendable {
  var shell: Shell
  /// 堤防养护事前绩效评估报告.
  var title: String
  var name: String
  /// The list, and the page of the stage.
  var crumbs: [Link]
  var status: FormStatus
  var words: ReportWords
}

/// What the history of a stage gives its report.
struct ReportWords: Sendable {
  /// Who said what to the report, in the order it was said.
  var opinions: [(who: String, words: String)]
  var assessors: String
  var isFinal: Bool
  /// 结论已定：予以支持, or where it stands while nothing is concluded.
  var result: String
  /// Of the last step.
  var day: String
}

func reportPage(_ frame: ReportFrame, @HTMLBuilder content: () -> HTML) -> HTML {
  let content = content()
  return page(
    frame.shell,
    PageContent(frame.title) {
      div(.class("no-print")) {
        pageHead(
          frame.name, crumbs: [Link("工作台", "/")] + frame.crumbs, here: frame.name,
          facts: [frame.status.tag, .text(frame.words.result), "用浏览器打印，A4 竖排"])
      }
      article(.class("sheet")) {
        h2(.class("ttl")) { frame.title + (frame.words.isFinal ? "" : "（草稿）") }
        content
        p(.class("mt-4")) { frame.words.day }
      }
    })
}

/// What unit, experts and office said; a word where nobody has.
func reportOpinions(_ words: ReportWords) -> HTML {
  words.opinions.isEmpty
    ? p { "没有。" } : .group(words.opinions.map { opinion in p { "\(opinion.who)：\(opinion.words)" } })
}
