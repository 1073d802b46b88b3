import Model

/// The work bench: what waits for this person, exceptions first. Parts without content are left out, so that one page
/// serves every role.
struct BenchPage: Sendable {
  var shell: Shell
  /// 2026 年 11 月 20 日 星期五, and what today asks for.
  var facts: [String]
  var figures: [Fact] = []
  /// Things to do, those sent back first, then by due date; nil for a role that is never asked for anything.
  var tasks: [TaskGroup]?
  /// How many things there are to do, beyond those shown.
  var taskCount = 0
  var withOthers: [WorkItem] = []
  /// Forms that a person should look at first, the gravest first; nil for a role that does not see forms.
  var attention: [AttentionRow]?
  /// Forms without any finding: one line.
  var cleanCount = 0
  /// nil for those who bring nothing in.
  var imports: [BatchSummary]?
  var moments: [Moment] = []
  /// What is due next in the year.
  var upcoming: [Moment] = []
  var band: YearBand?
  /// How far the departments are; nil for those who look at one branch only, or where nothing was begun.
  var progress: BenchProgress?
  var red: [RedProject] = []
  var redCount = 0
  /// For administrators, whose work is no stage of the year.
  var doors: [BenchDoor] = []
  var actions: [Link] = []
  var mainAction: Link?
}

/// A form with its gravest finding.
struct AttentionRow: Hashable, Sendable {
  var name: String
  var href: String
  var unit: String
  var budget: ExactDecimal?
  var counts: FindingCounts
  /// The finding that matters most, in its own words.
  var gravest: String
  var time: String
}

/// One upload of several files.
struct BatchSummary: Hashable, Sendable {
  var title: String
  var href: String
  var time: String
  var by: String
  var files: Int
  var done: Int
  var forms: Int
  var failed: Int
  var doubtful: Int
  var isRunning: Bool { done < files }
}

func benchPage(_ model: BenchPage) -> HTML {
  page(
    model.shell,
    PageContent("工作台") {
      pageHead(
        "工作台", facts: model.facts.map { .text($0) },
        actions: model.actions.map { buttonLink($0.title, href: $0.href) }
          + (model.mainAction.map { [buttonLink($0.title, href: $0.href, .main)] } ?? []))
      if !model.figures.isEmpty { facts(model.figures) }
      div(.class("split slim")) {
        div(.class("stack-4")) {
          if !model.doors.isEmpty { doorsPanel(model.doors) }
          if let tasks = model.tasks { taskPanel(tasks, count: model.taskCount) }
          if let rows = model.attention {
            attentionPanel(rows, clean: model.cleanCount, mayImport: model.imports != nil)
          }
          if !model.withOthers.isEmpty {
            panel("在别人手里", more: "\(model.withOthers.count) 件", flush: taskList([TaskGroup(nil, model.withOthers)]))
          }
          if let progress = model.progress { progressPanel(progress) }
        }
        if hasSide(model) {
          aside(.class("stack-4"), .ariaLabel("近况")) {
            if !model.red.isEmpty { redPanel(model.red, total: model.redCount) }
            if !model.upcoming.isEmpty { panel("接下来的日子") { timeLine(model.upcoming) } }
            if let imports = model.imports { importsPanel(imports) }
            if !model.moments.isEmpty { panel("最近发生的") { timeLine(model.moments) } }
          }
        }
      }
      if let band = model.band { panel(band.title, extra: "mt-4", flush: yearBand(band), foot: "菱形是截止的一天，灰的已经过了。") }
    })
}

private func hasSide(_ model: BenchPage) -> Bool {
  model.imports != nil || !model.moments.isEmpty || !model.upcoming.isEmpty || !model.red.isEmpty
}

private func taskPanel(_ groups: [TaskGroup], count all: Int) -> HTML {
  let shown = groups.reduce(0) { $0 + $1.tasks.count }
  let count = max(all, shown)
  guard count > 0 else {
    return panel("要我办的", flush: emptyState("没有要办的", why: "有人退回、催办或快到期时，会先出现在这里。"))
  }
  let more = shown < count ? "\(Words.count(count)) 件，先列 \(shown) 件" : "\(count) 件，按到期先后"
  return panel("要我办的", more: .text(more), flush: taskList(groups))
}

private func attentionPanel(_ rows: [AttentionRow], clean: Int, mayImport: Bool) -> HTML {
  let foot: HTML = .group([
    a(.href("/forms?findings=errors")) { "全部有错误的表" },
    clean > 0 ? "　另有 \(Words.count(clean)) 张没有发现。" : .empty,
  ])
  guard !rows.isEmpty else {
    let first = mayImport ? "先导入 Word、Excel、PDF 或文本文件。" : "单位导入或报送以后，会先出现在这里。"
    let why = clean > 0 ? "\(Words.count(clean)) 张表都核对过，没有要改的。" : first
    let next = mayImport ? buttonLink("导入文件", href: "/imports") : .empty
    return panel("先看这些", flush: emptyState(clean > 0 ? "没有要看的表" : "还没有表", why: why, next: next))
  }
  let columns = [
    Column("项目"), Column("当年预算", unit: "万元", isFigure: true), Column("发现"), Column("最要紧的一条"), Column("时间"),
  ]
  return panel(
    "先看这些", more: "错误多的在前",
    flush: dataTable("要先看的表", columns, style: "t cards") {
      for row in rows {
        tr {
          th(.scope("row")) {
            a(.href(row.href)) { row.name }
            span(.class("sub")) { row.unit }
          }
          cell(columns[1]) { figure(row.budget, places: 2) }
          cell(columns[2]) { counts(row.counts) }
          cell(columns[3]) { row.gravest }
          td(.class("nw"), .attribute("data-l", "时间")) { row.time }
        }
      }
    }, foot: foot)
}

private func importsPanel(_ batches: [BatchSummary]) -> HTML {
  panel("最近的导入", more: anchor(Link("全部", "/imports"))) {
    if batches.isEmpty { p(.class("sub sm")) { "还没有导入过文件。" } }
    div(.class("stack")) {
      for batch in batches {
        div {
          p(.class("row between sm")) {
            a(.href(batch.href)) { batch.title }
            span { batch.isRunning ? "\(batch.done) / \(batch.files)" : "\(batch.forms) 张表" }
          }
          if batch.isRunning { progressBar(done: batch.done, total: batch.files) }
          p(.class("sub xs")) { remark(batch) }
        }
      }
    }
  }
}

private func remark(_ batch: BatchSummary) -> String {
  var words = "\(batch.by) \(batch.time)"
  if batch.failed > 0 { words += "，\(batch.failed) 个没读成" }
  if batch.doubtful > 0 { words += "，\(batch.doubtful) 个要确认" }
  return words
}
