import Model

/// What can be uploaded, printed beside the file input.
struct UploadLimits: Hashable, Sendable {
  /// .docx .xlsx .txt
  var kinds: [String]
  /// Endings under which files of these kinds come too: reporting systems send pages as .xls.
  var otherEndings: [String] = []
  var fileMegabytes: Int
  var files: Int

  var words: String { "\(kinds.joined(separator: " "))，单个 \(fileMegabytes) MB 内，一次 \(files) 个内" }
}

/// Upload of many files, and the batches so far.
struct ImportsPage: Sendable {
  var shell: Shell
  var limits: UploadLimits
  var batches: [BatchSummary]
  /// Why the last upload was refused as a whole.
  var problem: String?
}

func importsPage(_ model: ImportsPage) -> HTML {
  page(
    model.shell,
    PageContent(model.problem == nil ? "批量导入" : "有错误：批量导入") {
      pageHead(
        "批量导入", crumbs: [Link("工作台", "/")],
        facts: ["Word、Excel、PDF 和文本里的申报表、自评表，读成可核对、可计分的表"])
      if let problem = model.problem { errorSummary([Problem("files", problem)], title: "这次没有传上来") }
      uploadPanel("传文件", limits: model.limits, token: model.shell.token, problem: model.problem)
      batchesPanel(model.batches)
    })
}

/// A real file input in a zone that also takes dropped files; the script adds progress, nothing depends on it.
func uploadPanel(
  _ title: String, extra: String = "", limits: UploadLimits, token: String, problem: String? = nil
) -> HTML {
  panel(title, more: .text(limits.words), extra: extra) {
    form(
      .method("post"), .action("/imports"), .enctype("multipart/form-data"), .attribute("data-upload", ""),
      .attribute("data-limit", String(limits.fileMegabytes * 1_048_576)), .attribute("data-count", String(limits.files))
    ) {
      tokenField(token)
      div(.class("drop"), .attribute("data-drop", "")) {
        label(.for("files")) { b { "把文件拖到这里，或选择文件" } }
        input(
          .type("file"), .id("files"), .name("files"), .multiple, .required,
          .accept((limits.kinds + limits.otherEndings).joined(separator: ",")),
          .ariaDescribedBy(problem == nil ? "files-h" : "files-h files-e"), .when(problem != nil, .ariaInvalid("true")))
        span(.class("xs"), .id("files-h")) { "同一单位同一张表传两次，后一次成为新一版，不覆盖。" }
        if let problem {
          span(.class("err"), .id("files-e")) {
            icon(.error, label: "错误")
            span { problem }
          }
        }
        ul(.class("picked scripted"), .attribute("data-picked", ""), .ariaLive("polite"))
      }
      div(.class("scripted"), .hidden, .attribute("data-sending", "")) {
        p(.class("row between sm mt"), .role("status")) {
          span(.attribute("data-words", "")) { "正在传送" }
          button(.class("link"), .type("button"), .attribute("data-stop", "")) { "停止传送" }
        }
        progressBar(done: 0, total: 100)
      }
      p(.class("row end mt")) { submitButton("传上来并核对") }
    }
  }
}

private func batchesPanel(_ batches: [BatchSummary]) -> HTML {
  guard !batches.isEmpty else {
    return panel("最近的导入", flush: emptyState("还没有导入过", why: "传一份申报表或自评表，几秒后就能看到每张表、每处发现和得分。"))
  }
  let columns = [
    Column("内容"), Column("时间"), Column("文件", unit: "个", isFigure: true), Column("读出表", unit: "张", isFigure: true),
    Column("经手"),
    Column("状态"),
  ]
  return panel(
    "最近的导入",
    flush: dataTable("最近的导入", columns, style: "t cards") {
      for batch in batches {
        tr {
          th(.scope("row")) { a(.href(batch.href)) { batch.title } }
          td(.class("nw"), .attribute("data-l", "时间")) { batch.time }
          cell(columns[2]) { Words.count(batch.files) }
          cell(columns[3]) { Words.count(batch.forms) }
          cell(columns[4]) { batch.by }
          cell(columns[5]) { status(batch) }
        }
      }
    })
}

private func status(_ batch: BatchSummary) -> HTML {
  if batch.isRunning { return tag(.accent, .clock, "正在读 \(batch.done) / \(batch.files)") }
  if batch.failed > 0 { return tag(.bad, .error, "\(batch.failed) 个没读成") }
  if batch.doubtful > 0 { return tag(.warning, .warning, "\(batch.doubtful) 个要确认") }
  return tag(.good, .ok, "完成")
}
