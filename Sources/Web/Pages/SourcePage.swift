import Model

/// A form beside the document it was read from.
struct SourcePage: Sendable {
  /// What a person did a moment ago.
  enum Done: String, Sendable { case confirmed, mended }

  /// How a value of the form stands to the document.
  enum Standing: Hashable, Sendable {
    case plain
    /// The columns of the table were lost; the value was put in its column by what it says.
    case inferred
    case doubtful(String)
    /// A person held it against the document: who and when.
    case checked(String)
    /// It is another one now; who changed it, where that is known.
    case changed(from: String, by: String?)
  }

  struct Value: Hashable, Sendable {
    var path: FormPath
    var title: String
    var section: String
    /// 绩效目标!B3.
    var place: String
    /// Where the place stands on the page; nil where it is left out.
    var anchor: String?
    var printed: String
    var now: String
    var isFigure: Bool
    var standing: Standing

    var doubt: String? { if case .doubtful(let why) = standing { why } else { nil } }
    var id: String { "v-" + path.anchor }
  }

  /// What was not taken, shown at its value.
  struct Problem: Hashable, Sendable {
    var path: FormPath
    var typed: String
    var words: String
  }

  var shell: Shell
  var id: String
  var name: String
  var revision: Int
  /// Name of the file; nil for a form that came from none.
  var file: String?
  /// Why the document cannot be shown.
  var gap: String?
  var document: SourceView?
  var values: [Value] = []
  /// Why the reader may not mend anything; nil where he may.
  var closed: String?
  var problem: Problem?
  var done: Done?

  var path: String { "/forms/\(id)/source" }
  var doubtful: [Value] { values.filter { $0.doubt != nil } }
}

func sourcePage(_ model: SourcePage) -> HTML {
  let doubtful = model.doubtful
  let title = "对着原件核对：\(model.name)"
  return page(
    model.shell,
    PageContent(model.problem == nil ? title : "有错误：\(title)") {
      pageHead(
        "对着原件核对", crumbs: [Link("工作台", "/"), Link(model.name, "/forms/\(model.id)")], here: "对着原件核对",
        facts: [
          .text("第 \(model.revision) 版"), .text(model.file.map { "来自 \($0)" } ?? "不是从文件读入的"),
          .text("\(model.values.count) 个值有出处，\(doubtful.count) 个要核对"),
        ], actions: [buttonLink("看整张表", href: "/forms/\(model.id)")])
      if let problem = model.problem {
        errorSummary([Problem("v-" + problem.path.anchor, problem.words)], title: "有错误：没有存")
      }
      switch model.done {
      case .confirmed: message(.good, "已确认。", "是谁、什么时候确认的都记下了。")
      case .mended: message(.good, "已改好，存成新的一版。", "谁改的、改了什么在“历次版本”里。")
      case nil: .empty
      }
      if let document = model.document {
        if let closed = model.closed, !doubtful.isEmpty { message(.info, "这里只能看。", .text(closed)) }
        div(.class("split half free")) {
          section(.class("panel srcdoc"), .id("source"), .ariaLabel("原件"), .tabIndex("0")) {
            header {
              h2 { "原件" }
              span(.class("more")) { "照读到的样子；蓝底的是取了值的格" }
            }
            div(.class("in stack")) { sourceDocument(document) }
          }
          div(.class("stack-4")) {
            doubtfulPanel(model, doubtful)
            valuesPanel(model)
          }
        }
      } else {
        emptyState(
          model.file == nil ? "这张表没有原件" : "原件现在看不了",
          why: model.gap ?? "它是在网页上填的，每一次改动在“历次版本”里。",
          next: buttonLink("历次版本", href: "/forms/\(model.id)/revisions"), isAlone: true)
      }
    })
}

private func doubtfulPanel(_ model: SourcePage, _ doubtful: [SourcePage.Value]) -> HTML {
  guard !doubtful.isEmpty else {
    return panel("要核对的") {
      p(.class("good")) {
        icon(.ok)
        " 没有要核对的值：取出的每一个值都在原件里原样找得到，或已有人核对过。"
      }
    }
  }
  return panel("要核对的", id: "doubtful", more: "\(doubtful.count) 个") {
    ol(.class("stack-4")) { for value in doubtful { li(.id(value.id)) { doubtfulValue(model, value) } } }
  }
}

private func doubtfulValue(_ model: SourcePage, _ value: SourcePage.Value) -> HTML {
  let problem = model.problem.flatMap { $0.path == value.path ? $0 : nil }
  return .group([
    p {
      b(.class("warn")) {
        icon(.warning)
        " \(value.title)"
      }
      span(.class("sub sm")) { " \(value.section)" }
    },
    p(.class("sm")) { value.doubt ?? "" },
    p(.class("sm")) {
      "原文"
      place(value)
      "：\(shortened(value.printed))"
    },
    model.closed != nil
      ? p(.class("sm")) { "现在是：\(value.now.isEmpty ? "空" : value.now)" }
      : form(.method("post"), .action(model.path)) {
        tokenField(model.shell.token)
        hiddenField("path", value.path.text)
        hiddenField("revision", String(model.revision))
        div(.class(problem == nil ? "field" : "field has-err")) {
          label(.for(value.id + "-i")) { "应当是" }
          input(
            .class(value.isFigure ? "ctl n" : "ctl"), .id(value.id + "-i"), .name("value"),
            .value(problem?.typed ?? value.now), .when(value.isFigure, .inputmode("decimal")),
            .when(problem != nil, .ariaInvalid("true")),
            .ariaDescribedBy(problem == nil ? nil : value.id + "-e"))
          if let problem {
            span(.class("err"), .id(value.id + "-e")) {
              icon(.error, label: "错误")
              span { problem.words }
            }
          }
        }
        p(.class("row mt")) {
          submitButton("改成这个，存下", .small, name: "do", value: "mend")
          submitButton(value.now.isEmpty ? "原件就是空的，确认" : "没有错，确认", .small, name: "do", value: "confirm")
        }
      },
  ])
}

private func place(_ value: SourcePage.Value) -> HTML {
  guard let anchor = value.anchor else { return .text("（\(value.place)）") }
  return .group(["（", a(.href("#" + anchor)) { value.place }, "）"])
}

private func shortened(_ text: String) -> String { text.count > 120 ? text.prefix(120) + "…" : text }

private func valuesPanel(_ model: SourcePage) -> HTML {
  let columns = [Column("表里的格"), Column("现在的值"), Column("出处"), Column("怎么样")]
  return panel(
    "表里的值和出处", more: "\(model.values.count) 个",
    flush: dataTable("表里的值和出处", columns, style: "t cards") {
      for value in model.values {
        tr(.id(value.doubt == nil ? value.id : nil)) {
          th(.scope("row"), .class("wrap-ok")) {
            value.title
            if !value.section.isEmpty { span(.class("sub")) { value.section } }
          }
          cell(columns[1]) {
            if value.now.isEmpty { span(.class("none")) { "空" } } else { .text(shortened(value.now)) }
          }
          cell(columns[2]) {
            if let anchor = value.anchor { a(.href("#" + anchor)) { value.place } } else { .text(value.place) }
          }
          cell(columns[3]) { standing(value.standing) }
        }
      }
    })
}

private func standing(_ standing: SourcePage.Standing) -> HTML {
  switch standing {
  case .plain: return .text("和原件一样")
  case .inferred: return .text("表格散了，按位置认的")
  case .doubtful: return tag(.warning, .warning, "要核对")
  case .checked(let by): return .group([tag(.good, .ok, "已核对"), span(.class("sub")) { by }])
  case .changed(let old, let by):
    return .group([
      .text("改过：读出的是\(old.isEmpty ? "空" : "“\(shortened(old))”")"),
      by.map { words in span(.class("sub")) { words } } ?? .empty,
    ])
  }
}
