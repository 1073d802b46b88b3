import Model
import Work

/// One part of a form, to be filled in.
struct EditPage: Sendable {
  var shell: Shell
  var id: String
  var name: String
  var status: FormStatus
  var code: String?
  var plan: EditPlan
  var part: EditPlan.Part
  /// The draft as it is now.
  var content: FormContent
  var editable: EditableCells
  var marks: EditMarks
  /// Rules that were run.
  var rulesChecked: Int
  /// Revision the draft began from, and the number of the draft; 0 while nothing was typed.
  var basedOn: Int
  var draftNumber: Int
  /// Account, so that a browser keeps what is not saved for its owner only.
  var account: String
  /// 草稿 14:32:05 自动存过, 与第 12 版相同.
  var saved: String
  /// Who else is filling in the form now.
  var others: [String] = []
  /// Who fills in which part, by the part's key; empty while the form is not divided.
  var owners: [String: PartHolder] = [:]
  /// Last year's values by address, with what they are from.
  var lastYear = LastYear()
  /// What the goals of others aim at, by row: 同类中位 93%（12 个）.
  var peers: [FormPath: String] = [:]
  /// A row whose further fields are shown below its table.
  var row: FormPath?
  /// Which fifty rows of a long table are shown, from 1.
  var rowPage = 1
  /// A script takes long tables whole, their cells as text.
  var allRows = false
  var notice: Notice?
  var problems: [Problem] = []
  /// What was typed into cells that did not take it.
  var typed: [FormPath: String] = [:]

  struct Notice: Hashable, Sendable {
    var tone: Tone
    var bold: String
    var rest = ""
  }

  /// Longest table of which every cell is a field, and how many rows a page of a longer one has where no script runs.
  static let rowsMax = 120
  static let rowsPerPage = 50

  func path(_ part: String) -> String { "/forms/\(id)/edit/\(part)" }
  var values: [FormPath: String] { content.typedCells }
}

/// Who fills in a part of a form.
struct PartHolder: Hashable, Sendable {
  var name: String
  /// Whether it is the person who looks.
  var isMe: Bool
  /// Whether he typed into the form a moment ago.
  var isAtWork = false

  var words: String { name + (isMe ? "（我）" : isAtWork ? " 正在填" : "") }
}

/// What the form of the same project said a year before.
struct LastYear: Hashable, Sendable {
  /// 2023 年自评表; empty when there is none.
  var source = ""
  /// By the address of the cell.
  var values: [FormPath: String] = [:]
}

func editPage(_ model: EditPage) -> HTML {
  let values = model.values
  let progress = model.plan.parts.map { PartProgress($0, model.content, values) }
  let title = "填报：\(model.name)"
  return page(
    model.shell,
    PageContent(model.problems.isEmpty ? title : "有错误：\(model.name)", endsInBar: true, isEditor: true) {
      pageHead(
        model.name,
        crumbs: [Link("工作台", "/"), Link(model.name, "/forms/\(model.id)")], here: model.part.title,
        facts: headFacts(model),
        actions: [
          buttonLink("看整张表", href: "/forms/\(model.id)"), buttonLink("分工", href: "/forms/\(model.id)/parts"),
          button(.class("btn scripted"), .type("button"), .attribute("data-undo", ""), .disabled) { "撤销 Ctrl+Z" },
        ])
      editParts(model, progress)
      errorSummary(model.problems, id: "problems")
      if let notice = model.notice { message(notice.tone, notice.bold, .text(notice.rest)) }
      if let holder = model.owners[model.part.key], !holder.isMe {
        message(
          .info, "这一部分由\(holder.name)填，你只能看。", .text("要换人，请到“分工”里改。"),
          action: buttonLink("分工", href: "/forms/\(model.id)/parts", .small))
      }
      div(.id("kept"), .attribute("data-kept", ""))
      form(
        .action(model.path(model.part.id)), .method("post"), .id("editor"), .attribute("data-form", model.id),
        .attribute("data-account", model.account), .attribute("data-draft-path", "/forms/\(model.id)/draft")
      ) {
        tokenField(model.shell.token)
        hiddenField("draft", String(model.draftNumber))
        hiddenField("based", String(model.basedOn))
        hiddenField("part", model.part.id)
        if model.rowPage > 1, !model.allRows { hiddenField("page", String(model.rowPage)) }
        div(.class("split slim")) {
          div(.class("stack-4"), .id("blocks")) {
            for block in model.part.blocks { editBlock(block, model, values) }
          }
          aside(.class("side"), .ariaLabel("发现")) { editFindings(model) }
        }
        actionBar(model, progress)
      }
      // The script draws marks of its own; their pictures have to be on the page.
      div(.hidden) { for sign in [Icon.error, .warning, .hint, .tick, .clock] { icon(sign) } }
    })
}

private func headFacts(_ model: EditPage) -> [HTML] {
  var facts: [HTML] = [model.status.tag]
  if let code = model.code, !code.isEmpty { facts.append(span(.class("mono")) { code }) }
  facts.append(
    span(.class("saved"), .id("saved"), .role("status")) {
      icon(.tick)
      span { model.saved }
    })
  facts.append(span(.id("others")) { presenceWords(model.others) })
  return facts
}

/// 李示例 正在填; empty when nobody is.
func presenceWords(_ names: [String]) -> String { names.isEmpty ? "" : names.joined(separator: "、") + " 正在填" }

/// The parts of the form with how far they are, the last one for checking and handing in.
func editParts(_ model: EditPage, _ progress: [PartProgress]) -> HTML {
  ol(.class("parts"), .id("parts"), .ariaLabel("本表各部分")) {
    for (part, progress) in zip(model.plan.parts, progress) {
      li {
        a(.href(model.path(part.id)), .when(part.id == model.part.id, .ariaCurrent("step"))) {
          part.title
          if let holder = model.owners[part.key] { span(.class("sub")) { holder.words } }
          state(progress)
        }
      }
    }
    li {
      a(.href("/forms/\(model.id)/check")) {
        "核对与报送"
        span(.class("sub mut")) { "先存成一版" }
      }
    }
  }
}

private func state(_ progress: PartProgress) -> HTML {
  let (tone, sign): (String, Icon) =
    switch progress.standing {
    case .filled: ("good", .ok)
    case .missing: ("info", .half)
    case .notBegun, .free: ("mut", .open)
    }
  return span(.class("sub \(tone)")) {
    icon(sign)
    progress.words
  }
}

/// The list of findings; the script puts a newer one in its place.
func editFindings(_ model: EditPage) -> HTML {
  findingsPanel(
    model.marks.numbered,
    foot: .group([.text("已核对 \(model.rulesChecked) 条规则，边填边查"), span(.class("scripted")) { "。按 J、K 键在发现之间移动" }]))
}

private func editBlock(_ block: EditPlan.Block, _ model: EditPage, _ values: [FormPath: String]) -> HTML {
  switch block {
  case .fields(let title, let cells): editFields(title, cells, model, values)
  case .grid(let grid): editGrid(grid, model, values)
  }
}

private func actionBar(_ model: EditPage, _ progress: [PartProgress]) -> HTML {
  let index = model.plan.parts.firstIndex { $0.id == model.part.id } ?? 0
  let next = index + 1 < model.plan.parts.count ? model.plan.parts[index + 1].title : nil
  let missing = progress.reduce(0) { $0 + $1.missing }
  return div(.class("bar")) {
    span(.class("grow")) {
      missing == 0 ? "必填的都填了。" : "全表还差 \(missing) 格必填。"
      span(.class("scripted")) { "退出不丢：草稿自动保存，断网时存在本机。" }
      noscript { "转到别的部分之前先点一个按钮，填的才存下。" }
    }
    submitButton("保存", .plain, name: "do", value: "save")
    if index > 0 { submitButton("上一部分", .plain, name: "do", value: "previous") }
    if let next {
      submitButton("下一部分：\(next)", .main, name: "do", value: "next")
    } else {
      submitButton("核对与报送", .main, name: "do", value: "check")
    }
  }
}
