import Model

/// The narrative beside what it is bound to: prose with figures that lead to their cells, reasons to be typed, findings.
struct FinalAccountsNarrativePage: Sendable {
  /// A short table of totals beside the prose, this year and last.
  struct Line: Hashable, Sendable {
    var name: String
    var href: String
    var now: ExactDecimal?
    var before: ExactDecimal?
    var isTotal: Bool
  }

  struct Failure: Hashable, Sendable {
    var severity: Finding.Severity
    var title: String
    var words: String
    var place: String
    var href: String?
  }

  var frame: FinalAccountsFrame
  var sections: [BoundSection]
  /// What was typed, by key of the paragraph.
  var words: [String: String]
  var number: Int
  var lines: [Line]
  var failures: [Failure]
  var relations: Int
  var bar: StageBar?
  var route: [Step]
  var returned: String?
}

func finalAccountsNarrativePage(_ model: FinalAccountsNarrativePage) -> HTML {
  let frame = model.frame
  let figures = model.sections.flatMap(\.paragraphs).reduce(0) { $0 + $1.figures }
  var actions = [
    buttonLink("下载 Word", href: "\(frame.path)/accounts.docx"), buttonLink("打印", href: "\(frame.path)/print"),
  ]
  if frame.isOpen { actions.append(buttonLink("导入决算表", href: "\(frame.path)/import")) }
  return finalAccountsPage(
    frame, .narrative, summary: summary(model),
    actions: frame.isEmpty ? Array(actions.suffix(frame.isOpen ? 1 : 0)) : actions
  ) {
    route(model.route, named: "办理进展")
    if let returned = model.returned { message(.warning, "已退回。", .text(returned)) }
    if frame.isEmpty {
      finalAccountsDoors(frame)
    } else {
      div(.class("split half free")) {
        panel("情况说明", id: "narrative", more: .text("下划线的 \(figures) 个数取自表格，改表即改文")) { prose(model) }
        div(.class("stack-4")) {
          panel("本年与上年", more: "点正文里的数，看它在哪一格", flush: totals(model))
          failures(model)
          if frame.isOpen { reasons(model) }
          if let bar = model.bar { stagePanel(bar) }
        }
      }
    }
  }
}

private func summary(_ model: FinalAccountsNarrativePage) -> HTML {
  let errors = model.failures.filter { $0.severity == .error }
  guard !errors.isEmpty, model.frame.isOpen else { return .empty }
  return div(.class("errsum"), .role("alert"), .tabIndex("-1")) {
    h2 { "有 \(errors.count) 处不改不能报送" }
    ul {
      for failure in errors.prefix(6) {
        li { a(.href(failure.href ?? "\(model.frame.path)/checks")) { "\(failure.place)：\(failure.title)" } }
      }
      if errors.count > 6 { li { a(.href("\(model.frame.path)/checks")) { "另外 \(errors.count - 6) 处，看勾稽核对" } } }
    }
  }
}

private func prose(_ model: FinalAccountsNarrativePage) -> HTML {
  boundProse(model.sections, path: model.frame.path)
}

/// Sections as running text; a figure is a link to its cell.
/// - Parameter path: address of the accounts; nil where figures lead nowhere.
func boundProse(_ sections: [BoundSection], path: String?, level: Int = 3) -> HTML {
  div(.class("prose")) {
    for (index, section) in sections.enumerated() {
      let inner = section.level > 1
      let part = AccountsPart.of(section)
      if path != nil, index == 0 || AccountsPart.of(sections[index - 1]) != part {
        p(.class("sub sm mt")) { "第\(["一", "二", "三", "四", "五"][part.rawValue - 1])部分　\(part.title)" }
      }
      if level == 3 {
        if inner { h4 { section.title } } else { h3 { section.title } }
      } else {
        if inner { h3 { section.title } } else { h2 { section.title } }
      }
      for paragraph in section.paragraphs where !paragraph.words.isEmpty || paragraph.isOpen {
        p(.id("p-" + paragraph.key)) {
          for piece in paragraph.pieces { bound(piece, path) }
          if paragraph.isOpen, path != nil {
            a(.class("mk warn"), .href("#w-" + paragraph.key)) {
              icon(.warning, label: "提醒")
              "缺原因"
            }
          }
        }
      }
    }
  }
}

private func bound(_ piece: BoundPiece, _ path: String?) -> HTML {
  switch piece {
  case .text(let words): return .text(words)
  case .typed(let words, _): return .text(words)
  case .figure(let words, let cells):
    guard let path, let cell = cells.first else { return .text(words) }
    return a(.class("bind"), .href("\(path)/tables/\(cell.table.number)#\(cell.anchor)")) { words }
  }
}

private func reasons(_ model: FinalAccountsNarrativePage) -> HTML {
  let asked = model.sections.flatMap(\.paragraphs).filter { $0.asks != nil }
  guard !asked.isEmpty else { return .empty }
  let open = asked.filter { !$0.mayBeLeft }
  let optional = asked.filter(\.mayBeLeft)
  let missing = open.filter(\.isOpen).count
  return panel("要写的文字", id: "reasons", more: .text(missing == 0 ? "都写了" : "还缺 \(missing) 处")) {
    p(.class("sub sm")) { "部门概况写一次，下年带过来；金额、增减、百分比都由表格算出，原因里不写数。" }
    form(.method("post"), .action("\(model.frame.path)/words"), .class("stack mt")) {
      tokenField(model.frame.shell.token)
      hiddenField("number", String(model.number))
      for paragraph in open { reason(paragraph, model, demand: "必填") }
      if !optional.isEmpty {
        details {
          summary { "可以不写的 \(optional.count) 处" }
          div(.class("stack mt")) { for paragraph in optional { reason(paragraph, model, demand: "可空") } }
        }
      }
      div(.class("row")) { submitButton("保存原因") }
    }
  }
}

private func reason(_ paragraph: BoundParagraph, _ model: FinalAccountsNarrativePage, demand: String) -> HTML {
  let id = "w-" + paragraph.key
  let isLong = AccountsText.isLong(paragraph.key)
  return div(.class("field")) {
    label(.for(id)) {
      paragraph.asks ?? ""
      span(.class("req")) { demand }
    }
    textarea(
      .class("ctl"), .id(id), .name("word.\(paragraph.key)"), .attribute("rows", isLong ? "6" : "2"),
      .maxLength(String(AccountsText.lengthMax(paragraph.key)))
    ) {
      model.words[paragraph.key] ?? ""
    }
  }
}

/// How much may be typed under a key.
enum AccountsText {
  static func isLong(_ key: String) -> Bool { key.hasPrefix("profile-") }
  static func lengthMax(_ key: String) -> Int { isLong(key) ? 8_000 : 1_000 }
}

private func totals(_ model: FinalAccountsNarrativePage) -> HTML {
  let year = model.frame.year
  let columns = [
    Column("项目"), Column(String(year), unit: "万元", isFigure: true),
    Column(String(year - 1), unit: "万元", isFigure: true),
    Column("增减", isFigure: true), Column("增减", unit: "%", isFigure: true),
  ]
  return dataTable("本年与上年的主要数", columns, style: "t even", isWide: false) {
    for line in model.lines {
      tr {
        th(.scope("row")) { a(.href(line.href)) { line.isTotal ? b { line.name } : .text(line.name) } }
        cell(columns[1]) { figure(line.now, places: 2) }
        cell(columns[2]) { figure(line.before, places: 2) }
        cell(columns[3]) { change(line) }
        cell(columns[4]) { percent(line) }
      }
    }
  }
}

private func change(_ line: FinalAccountsNarrativePage.Line) -> HTML {
  guard let now = line.now, let before = line.before else { return .empty }
  return .text(Words.figure(now - before, places: 2, signed: true))
}

private func percent(_ line: FinalAccountsNarrativePage.Line) -> HTML {
  guard let now = line.now, let before = line.before, before > .zero,
    let share = ((now - before) * 100).divided(by: before, places: 2)
  else { return .empty }
  return .text(Words.figure(share, places: 2, signed: true))
}

private func failures(_ model: FinalAccountsNarrativePage) -> HTML {
  let counted = FindingCounts(
    errors: model.failures.filter { $0.severity == .error }.count,
    warnings: model.failures.filter { $0.severity == .warning }.count)
  return panel(
    model.failures.isEmpty ? "勾稽全部相符" : "勾稽不符 \(model.failures.count) 处", id: "findings", more: severityCounts(counted),
    flush: model.failures.isEmpty
      ? .empty
      : ol(.class("finds")) {
        for failure in model.failures.prefix(8) {
          li(.class(failure.severity.className)) {
            div(.class("ttl")) {
              failure.severity.mark
              span { if let href = failure.href { a(.href(href)) { failure.title } } else { b { failure.title } } }
            }
            div(.class("sub xs")) { failure.place }
            div(.class("cal")) { failure.words }
          }
        }
      },
    foot: .group([.text("\(Words.count(model.relations)) 条勾稽都算过。"), a(.href("\(model.frame.path)/checks")) { "看每一条" }]))
}
