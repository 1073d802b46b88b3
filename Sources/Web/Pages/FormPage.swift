import Model
import Work

/// One form as printed, with what was found in it beside it.
struct FormPage: Sendable {
  var shell: Shell
  /// Identifier in addresses: `/forms/{id}`.
  var id: String
  var content: FormContent
  var status: FormStatus
  var revision: RevisionFacts
  /// How many revisions there are.
  var revisionCount: Int
  /// File that the form was read from.
  var source: String?
  var findings: [Finding]
  /// Who let a finding stand and why, by `Finding.answerKey`.
  var waived: [String: String] = [:]
  /// Address of the page on which findings are let stand; nil for a form outside the stages of the year.
  var waivers: String?
  /// Number of rules that were run, and how long that took.
  var rulesChecked: Int
  var milliseconds: Int?
  /// Who has it and who gets it; empty while no route is laid down for it.
  var route: [Step] = []
  /// What can be done to its stage; nil for a form that stands outside the year.
  var bar: StageBar?
  /// Cells that were sent back and are not yet handed in again.
  var returns: [ReturnNote] = []
  /// Whether it was handed in, so that there are rounds to compare.
  var hasRounds = false
  /// What stands over the returned cells: 业务科退回 周举例 10-12.
  var returnLead: String?
  var contacts: ContactView = .masked(reveal: nil)
  var score: ScoreSummary?
  /// Excel, JSON and others.
  var downloads: [Link] = []
  /// The main action, when there is one.
  var mainAction: Link?
  /// Where it is taken away to be filled in without a network; nil for those who do not fill it in.
  var offline: String?
  var files = AttachmentList()

  var path: String { "/forms/\(id)" }
}

/// One revision of a form in words.
struct RevisionFacts: Hashable, Sendable {
  var number: Int
  /// 2023-11-20 09:31
  var time: String
  var by: String
  /// 退回后重报, 由文件读入.
  var reason: String?
  var digest: String
}

/// The score of a form as the program computes it and as the document prints it.
struct ScoreSummary: Hashable, Sendable {
  var computed: ExactDecimal?
  var printed: ExactDecimal?
  var grade: String?
  /// Name of the scheme in words.
  var scheme: String
  /// Why nothing could be computed.
  var gap: String?
}

func formPage(_ model: FormPage) -> HTML {
  let options = SheetOptions(
    contacts: model.contacts, version: "第 \(model.revision.number) 版", digest: model.revision.digest)
  let sheet = sheet(model.content, findings: model.findings, options: options)
  let name = model.content.name ?? model.content.kind.officialName
  return page(
    model.shell,
    PageContent(name) {
      div(.class("no-print")) {
        pageHead(
          name, crumbs: crumbs(model.content), here: here(model.content), facts: facts(model), actions: actions(model))
        if !model.route.isEmpty { route(model.route) }
        if let lead = model.returnLead { returned(lead, model.returns) }
      }
      div(.class(model.returnLead == nil ? "split side-first" : "split side-first mt")) {
        sheet.html
        aside(.class("side"), .ariaLabel("办理、得分与发现")) {
          if let bar = model.bar { stagePanel(bar, isMain: model.mainAction == nil) }
          if let score = model.score { scorePanel(score, model.path) }
          findingsPanel(sheet.findings.map { marked($0, model.waived) }, foot: checked(model))
        }
      }
      if !model.files.isEmpty { div(.class("no-print mt-4")) { attachmentsPanel(model.files) } }
    })
}

private func returned(_ lead: String, _ notes: [ReturnNote]) -> HTML {
  panel("退回的意见", id: "returns", more: .text(notes.isEmpty ? "整张退回" : "\(notes.count) 格")) {
    p { lead }
    returnNotes(notes)
  }
}

private func crumbs(_ content: FormContent) -> [Link] {
  let stage = content.kind.isSelfEvaluation ? Place.selfEvaluations : .goals
  return [Link(Place.bench.title, Place.bench.path), Link(stage.title, stage.path)]
}

private func here(_ content: FormContent) -> String {
  (content.year.map { "\($0) 年 " } ?? "") + content.kind.officialName
}

private func facts(_ model: FormPage) -> [HTML] {
  var facts: [HTML] = [model.status.tag]
  if let code = model.content.code, !code.isEmpty { facts.append(span(.class("mono")) { code }) }
  var words = "第 \(model.revision.number) 版，"
  if let reason = model.revision.reason { words += reason + "，" }
  facts.append(.text(words + "\(model.revision.by) \(model.revision.time)"))
  if let source = model.source { facts.append(anchor(Link("来自 \(source)", model.path + "/source"))) }
  if model.revisionCount > 1 {
    facts.append(anchor(Link("共 \(model.revisionCount) 版，比较", model.path + "/revisions")))
  } else {
    facts.append(anchor(Link("历次版本", model.path + "/revisions")))
  }
  return facts
}

private func actions(_ model: FormPage) -> [HTML] {
  var actions = model.downloads.map { buttonLink("下载 \($0.title)", href: $0.href) }
  if let offline = model.offline { actions.append(buttonLink("离线填报", href: offline)) }
  if model.hasRounds { actions.append(buttonLink("各轮比较", href: model.path + "/rounds")) }
  actions.append(button(.class("btn scripted"), .type("button"), .attribute("data-print", "")) { "打印" })
  if let main = model.mainAction { actions.append(buttonLink(main.title, href: main.href, .main)) }
  return actions
}

private func marked(_ item: NumberedFinding, _ waived: [String: String]) -> NumberedFinding {
  var item = item
  item.waived = waived.isEmpty ? nil : waived[item.finding.answerKey]
  return item
}

private func checked(_ model: FormPage) -> HTML {
  .group([
    model.waivers.map { address in
      p(.class("sm")) { a(.href(address)) { "准予保留的发现" } }
    } ?? .empty,
    .text("已核对 \(model.rulesChecked) 条规则"),
    model.milliseconds.map { .text("，耗时 \($0) 毫秒") } ?? .empty,
    span(.class("scripted")) { "。按 J、K 键在发现之间移动" },
  ])
}

/// The score in the side list, its two readings side by side when the document prints one.
private func scorePanel(_ score: ScoreSummary, _ path: String) -> HTML {
  panel("得分", more: anchor(Link("怎么算的", path + "/score"))) {
    if let computed = score.computed {
      scoreFigure(computed, grade: score.grade, note: score.scheme)
    } else {
      p(.class("sub sm")) { score.gap ?? "这张表没有可以计分的内容。" }
    }
    if let computed = score.computed, let printed = score.printed {
      if computed == printed {
        p(.class("good sm mt")) {
          icon(.ok)
          " 与表中自评得分 \(printed) 一致"
        }
      } else {
        p(.class("warn sm mt")) {
          icon(.warning)
          " 表中自评得分 \(printed)，相差 \(Words.figure(printed - computed, signed: true))"
        }
      }
    }
  }
}
