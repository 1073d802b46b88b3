import Model

/// One batch of uploaded files: how far it is, and what became of every file.
struct BatchPage: Sendable {
  enum Show: String, Sendable, CaseIterable {
    case attention, read, waiting, all
    var title: String {
      switch self {
      case .attention: "要处理"
      case .read: "已读入"
      case .waiting: "排队中"
      case .all: "全部"
      }
    }
  }
  var shell: Shell
  /// Identifier in addresses: `/imports/{id}`.
  var id: String
  var title: String
  var by: String
  var time: String
  var files: [ImportedFile]
  var show: Show
  var limits: UploadLimits
  /// Seconds until it is done, while that can be told.
  var secondsLeft: Int?
  /// Names of files with the same content.
  var sameFiles: [[String]] = []
  /// Forms that several files give with different figures.
  var conflicts: [PrintedFigures.Conflict] = []
  /// Where the whole report is fetched as a workbook.
  var export: String?

  func files(_ show: Show) -> [ImportedFile] { files.filter { show == .all || $0.show == show } }
}

/// What became of one file.
struct ImportedFile: Hashable, Sendable {
  enum State: Hashable, Sendable {
    /// Place in the queue, from 1.
    case queued(Int)
    case reading
    case read
    /// Read, with something that a person should confirm.
    case doubtful(String)
    /// Not read: the reason, and what to do.
    case failed(String)
    /// The same bytes were here before; the address leads to what came of them then.
    case known(String)
  }
  var name: String
  var bytes: Int
  var state: State
  /// Name of the template it was recognised as.
  var recognised: String?
  var forms: [ImportedForm]

  var show: BatchPage.Show {
    switch state {
    case .queued, .reading: .waiting
    case .read, .known: .read
    case .doubtful, .failed: .attention
    }
  }
  var counts: FindingCounts {
    forms.reduce(into: FindingCounts()) {
      $0.errors += $1.counts.errors
      $0.warnings += $1.counts.warnings
      $0.hints += $1.counts.hints
    }
  }
}

/// A form that was read from a file.
struct ImportedForm: Hashable, Sendable {
  var name: String
  var kind: String
  var href: String
  var indicators: Int
  var counts: FindingCounts
  var score: ExactDecimal?
}

func batchPage(_ model: BatchPage) -> HTML {
  let waiting = model.files(.waiting).count
  return page(
    model.shell,
    PageContent("导入：" + model.title, refreshSeconds: waiting > 0 ? 3 : nil) {
      pageHead(
        "批量导入：" + model.title, crumbs: [Link("工作台", "/"), Link("批量导入", "/imports")], here: model.time,
        facts: [.text("\(model.by) \(model.time)"), .text("任务 \(model.id)")],
        actions: model.export.map { [buttonLink("下载总报告", href: $0)] } ?? [])
      div(.id("live"), .attribute("data-live", waiting > 0 ? "2" : nil)) {
        progressPanel(model, waiting: waiting)
        div(.class("mt-4"))
        tabs(
          BatchPage.Show.allCases.map { show in
            Tab(
              show.title, "/imports/\(model.id)?show=\(show.rawValue)", count: model.files(show).count,
              isCurrent: show == model.show)
          }, named: "结果")
        fileTable(model)
        reportPanels(model)
      }
      uploadPanel("再传一些", extra: "mt-4", limits: model.limits, token: model.shell.token)
    })
}

private func progressPanel(_ model: BatchPage, waiting: Int) -> HTML {
  let total = model.files.count
  let done = total - waiting
  let failed = model.files.count { if case .failed = $0.state { true } else { false } }
  let doubtful = model.files(.attention).count - failed
  let forms = model.files.reduce(0) { $0 + $1.forms.count }
  var left = "全部读完。"
  if waiting > 0 {
    left = model.secondsLeft.map { "约还要 \($0) 秒。" } ?? "正在读。"
    left += "可以离开本页，做完在工作台能看到。"
  }
  return section(.class("panel"), .ariaLabel("进度")) {
    div(.class("in")) {
      p(.class("row between"), .role("status")) {
        b { "已读 \(done) / \(total) 个文件，\(total == 0 ? 100 : done * 100 / total)%" }
        span(.class("sub sm")) { left }
      }
      div(.class("mt")) { progressBar(done: done, total: total, isGood: waiting == 0 && failed == 0) }
      p(.class("key mt")) {
        span {
          icon(.ok)
          "\(model.files(.read).count) 个读入，共 \(forms) 张表"
        }
        if doubtful > 0 {
          span(.class("warn")) {
            icon(.warning)
            "\(doubtful) 个要确认"
          }
        }
        if failed > 0 {
          span(.class("bad")) {
            icon(.error)
            "\(failed) 个没读成"
          }
        }
      }
    }
  }
}

private func fileTable(_ model: BatchPage) -> HTML {
  let files = model.files(model.show)
  guard !files.isEmpty else { return nothing(model) }
  let columns = [Column("文件"), Column("认作"), Column("读出表", unit: "张", isFigure: true), Column("发现"), Column("结果与下一步")]
  return dataTable("\(model.show.title)的文件", columns, style: "t cards") {
    for file in files {
      tr {
        th(.scope("row")) {
          icon(.file)
          " \(file.name)"
          span(.class("sub")) { Words.size(bytes: file.bytes) }
        }
        cell(columns[1]) { file.recognised ?? "—" }
        cell(columns[2]) { file.forms.isEmpty ? "—" : Words.count(file.forms.count) }
        cell(columns[3]) { if file.forms.isEmpty { "—" } else { counts(file.counts) } }
        td(.attribute("data-l", "")) { result(file) }
      }
    }
  }
}

/// What only shows when all files are looked at together.
private func reportPanels(_ model: BatchPage) -> HTML {
  let conflictColumns = [Column("表"), Column("文件"), Column("里面的数")]
  let sameColumns = [Column("文件"), Column("内容和它完全一样的")]
  return .group([
    model.conflicts.isEmpty
      ? .empty
      : panel(
        "同一张表在几个文件里数不一样", more: "\(model.conflicts.count) 张；后读的成了新一版，前一版还在，可在“历次版本”里比较", extra: "mt-4",
        flush: dataTable("同一张表在几个文件里数不一样", conflictColumns, style: "t cards") {
          for conflict in model.conflicts {
            for place in conflict.places {
              tr {
                th(.scope("row")) { conflict.name }
                cell(conflictColumns[1]) { place.file }
                cell(conflictColumns[2]) { place.figures }
              }
            }
          }
        }),
    model.sameFiles.isEmpty
      ? .empty
      : panel(
        "内容完全相同的文件", more: "\(model.sameFiles.count) 组", extra: "mt-4",
        flush: dataTable("内容完全相同的文件", sameColumns, style: "t cards") {
          for group in model.sameFiles {
            tr {
              th(.scope("row")) { group[0] }
              cell(sameColumns[1]) { group.dropFirst().joined(separator: "、") }
            }
          }
        }),
  ])
}

private func nothing(_ model: BatchPage) -> HTML {
  let (title, why) =
    switch model.show {
    case .attention: ("没有要处理的文件", "读成的在“已读入”里，逐张可看。")
    case .read: ("还没有读成的文件", "读成一个，这里就多一个。")
    case .waiting: ("没有在排队的文件", "都读完了。")
    case .all: ("这一批没有文件", "在下面再传一些。")
    }
  return emptyState(title, why: why, isAlone: true)
}

private func result(_ file: ImportedFile) -> HTML {
  switch file.state {
  case .queued(let place): tag(.plain, .clock, "排队第 \(place)")
  case .reading: tag(.accent, .half, "正在读")
  case .read: .group([tag(.good, .ok, "已读入"), forms(file.forms)])
  case .known(let href):
    .group([
      tag(.plain, .ok, "以前传过"), span(.class("sub-c sm")) { " 内容一字不差，没有新增版本。" },
      a(.class("sm"), .href(href)) { "看上次的结果" },
    ])
  case .doubtful(let words):
    .group([
      tag(.warning, .warning, "要确认"), span(.class("sub-c sm")) { " " + words }, forms(file.forms, isDoubtful: true),
    ])
  case .failed(let words): .group([tag(.bad, .error, "没读成"), span(.class("sub-c sm")) { " " + words }])
  }
}

/// One form is a link, several open in place.
private func forms(_ forms: [ImportedForm], isDoubtful: Bool = false) -> HTML {
  guard let first = forms.first else { return .empty }
  if forms.count == 1 {
    return span(.class("sm")) {
      " "
      a(.href(first.href)) { first.name }
      if isDoubtful {
        " "
        a(.href(first.href + "/source")) { "对着原件核对" }
      }
    }
  }
  return details(.class("sm")) {
    summary { "看这 \(forms.count) 张表" }
    ul(.class("files")) {
      for form in forms {
        li {
          a(.href(form.href)) { form.name }
          span(.class("sub xs")) {
            " \(form.kind)，\(form.indicators) 条指标" + (form.score.map { "，得分 \($0)" } ?? "") + " "
          }
          counts(form.counts)
          if isDoubtful {
            " "
            a(.href(form.href + "/source")) { "对着原件核对" }
          }
        }
      }
    }
  }
}
