import Model

/// Two people's changes of one form: what both changed is asked, the rest is told.
struct MergePage: Sendable {
  var shell: Shell
  var id: String
  var name: String
  /// The revision that my typing began from, and the one that is there now.
  var base: RevisionFacts
  var current: RevisionFacts
  var me: String
  var myTime: String
  var questions: [Question] = []
  /// What only one of us changed, in words.
  var mine: [String] = []
  var theirs: [String] = []
  /// Tables that both put in another order.
  var reordered: [String] = []
  /// Sent without an answer to every question.
  var isIncomplete = false

  struct Question: Sendable {
    var number: Int
    var conflict: FormMerge.Conflict
    /// 两林绿化养护 · 金额.
    var title: String
    var place: String
    var consequences: [String]
    var chosen: FormMerge.Side?
    /// Names and numbers of persons are not shown.
    var isPersonal = false

    var id: String { "choice-\(number)" }
  }
}

func mergePage(_ model: MergePage) -> HTML {
  let title = "两人改了同一张表：\(model.name)"
  let open = model.questions.filter { $0.chosen == nil }
  return page(
    model.shell,
    PageContent(model.isIncomplete ? "有错误：\(title)" : title, endsInBar: true, isEditor: true) {
      pageHead(
        title, crumbs: [Link("工作台", "/"), Link(model.name, "/forms/\(model.id)/edit/1")], here: "合并",
        facts: [
          .text("你从第 \(model.base.number) 版改起"),
          .text("\(model.current.by) \(model.current.time) 存了第 \(model.current.number) 版"),
        ])
      if model.isIncomplete {
        errorSummary(
          open.map { Problem($0.id, "\($0.title)：请选一个。") },
          title: open.isEmpty ? nil : "还有 \(open.count) 格没有选")
      }
      summary(model)
      form(.action("/forms/\(model.id)/merge"), .method("post")) {
        tokenField(model.shell.token)
        hiddenField("current", String(model.current.number))
        div(.class("stack-4")) { for question in model.questions { ask(question, model) } }
        merged(model)
        div(.class("bar")) {
          span(.class("grow")) {
            "存成第 \(model.current.number + 1) 版。第 \(model.base.number)、\(model.current.number) 版仍可查看和取回。"
          }
          buttonLink("先不存，回去接着填", href: "/forms/\(model.id)/edit/1")
          submitButton("按所选合并保存")
        }
      }
    })
}

private func summary(_ model: MergePage) -> HTML {
  let count = model.questions.count
  var rest = "另有 \(model.mine.count) 处只有你改，\(model.theirs.count) 处只有\(model.current.by)改，已自动合到一起。两边的改动都还在，没有丢。"
  if !model.reordered.isEmpty {
    rest += "\(model.reordered.joined(separator: "、"))两人都调了次序，按先存的次序。"
  }
  return message(
    count == 0 ? .good : .warning,
    count == 0 ? "没有改得不一样的格。" : "有 \(count) 格你和\(model.current.by)改得不一样，请选一个。", details: .text(rest))
}

private func ask(_ question: MergePage.Question, _ model: MergePage) -> HTML {
  let conflict = question.conflict
  return fieldset(.class("panel"), .id(question.id)) {
    legend(.class("vh")) { question.title }
    header {
      h2 { "\(question.number)　\(question.title)" }
      span(.class("more")) {
        question.place + "　原来是 "
        b { question.isPersonal ? "已遮盖" : (conflict.base.isEmpty ? "空" : conflict.base) }
      }
    }
    div(.class("in")) {
      div(.class("pick")) {
        option(question, .mine, "我改成 · \(model.me) \(model.myTime)", conflict.mine)
        option(question, .theirs, "\(model.current.by)改成 · \(model.current.time)", conflict.theirs)
        if let both = conflict.both { option(question, .both, "都要", both) }
      }
      if !question.consequences.isEmpty {
        p(.class("sub sm mt")) { question.consequences.joined(separator: " ") }
      } else if conflict.both != nil {
        p(.class("sub sm mt")) { "两处改动不重叠，可以都要。" }
      }
    }
  }
}

private func option(_ question: MergePage.Question, _ side: FormMerge.Side, _ by: String, _ value: String) -> HTML {
  let conflict = question.conflict
  let isChosen = question.chosen == side
  return label(.class(isChosen ? "opt on" : "opt")) {
    input(
      .type("radio"), .name("choice:\(conflict.path)"), .value(side.rawValue), .when(isChosen, .checked), .required)
    span {
      span(.class("by")) { by }
      words(question, side, value)
    }
  }
}

private func words(_ question: MergePage.Question, _ side: FormMerge.Side, _ value: String) -> HTML {
  let conflict = question.conflict
  if case .rowGone(let by) = conflict.kind {
    return by == side ? .text("删去这一行") : .group([.text("留着这一行："), .text(value)])
  }
  if question.isPersonal { return "已遮盖" }
  if value.isEmpty { return "空" }
  guard conflict.base.count >= 8 else { return .text(value) }
  return textDifference(TextDifference.pieces(conflict.base, value))
}

private func merged(_ model: MergePage) -> HTML {
  let count = model.mine.count + model.theirs.count
  guard count > 0 else { return .empty }
  func list(_ names: [String]) -> String {
    names.prefix(30).joined(separator: "、") + (names.count > 30 ? " 等 \(names.count) 处" : "")
  }
  return panel("已自动合并 \(count) 处", extra: "mt-4") {
    if !model.mine.isEmpty { p(.class("sm")) { "我改的：\(list(model.mine))。" } }
    if !model.theirs.isEmpty { p(.class("sm")) { "\(model.current.by)改的：\(list(model.theirs))。" } }
  }
}
