import Model
import Work

/// Everything once more before a form is handed in: what, value, where to change it.
struct CheckPage: Sendable {
  var shell: Shell
  var id: String
  var name: String
  var status: FormStatus
  var plan: EditPlan
  var content: FormContent
  var revision: Int
  /// The draft is the revision; otherwise it is saved first.
  var isSaved: Bool
  var findings: [NumberedFinding]
  var door: SubmissionDoor?
  var editable = EditableCells.all
  /// Fields for returned cells that were not changed; empty where there are none.
  var unanswered = HTML.empty
  var problems: [Problem] = []
  /// What was answered before, when the page is shown again.
  var answers: SubmissionAnswers?

  var errors: [NumberedFinding] { findings.filter { $0.finding.severity == .error } }
  var warnings: [NumberedFinding] { findings.filter { $0.finding.severity == .warning } }
  func path(_ part: String) -> String { "/forms/\(id)/edit/\(part)" }
}

func checkPage(_ model: CheckPage) -> HTML {
  let title = "核对：\(model.name)"
  let values = model.content.typedCells
  let progress = model.plan.parts.map { PartProgress($0, model.content, values) }
  return page(
    model.shell,
    PageContent(model.problems.isEmpty ? title : "有错误：\(title)", endsInBar: true, isEditor: true) {
      pageHead(
        title, crumbs: [Link("工作台", "/"), Link(model.name, model.path("1"))], here: "核对与报送",
        facts: [model.status.tag, .text(model.isSaved ? "第 \(model.revision) 版" : "草稿，从第 \(model.revision) 版改起")],
        actions: [buttonLink("看整张表", href: "/forms/\(model.id)")])
      errorSummary(model.problems)
      state(model, missing: progress.reduce(0) { $0 + $1.missing })
      form(.action("/forms/\(model.id)/\(model.isSaved ? "submit" : "check")"), .method("post"), .id("checking")) {
        tokenField(model.shell.token)
        hiddenField("revision", String(model.revision))
        div(.class("stack-4")) {
          if model.isSaved && !model.unanswered.isEmpty { panel("退回的格没有改，请写保留的理由") { model.unanswered } }
          if model.isSaved && !model.warnings.isEmpty { reasons(model) }
          for (part, progress) in zip(model.plan.parts, progress) { answers(part, progress, model, values) }
          if model.isSaved && model.door != nil && model.errors.isEmpty { declaration(model) }
        }
        bar(model)
      }
    })
}

/// What keeps the form from being handed in, or that nothing does.
private func state(_ model: CheckPage, missing: Int) -> HTML {
  guard model.errors.isEmpty else {
    return div(.class("errsum"), .role("alert"), .tabIndex("-1")) {
      h2 { "有 \(model.errors.count) 处错误，改好才能报送" }
      ul {
        for item in model.errors {
          li {
            if let href = item.href {
              a(.href(href)) { "\(item.finding.title)：\(item.finding.message)" }
            } else {
              "\(item.finding.title)：\(item.finding.message)"
            }
          }
        }
      }
    }
  }
  if missing > 0 || !model.isSaved {
    return .group([
      model.isSaved ? .empty : message(.info, "草稿还没有存成一版。", .text("先存成一版再报送，报送的就是这一版。")),
      missing == 0 ? .empty : message(.warning, "还有 \(missing) 格必填没有填。", .text("在下面标“没有填”的地方，点“改”去填。")),
    ])
  }
  guard let door = model.door else {
    return message(.good, "这张表已存好，第 \(model.revision) 版。", .text("没有错误，随时可以报送；这个环节开放后，报送的按钮在这一页下面。"))
  }
  return message(.good, "核对过了，没有错误。", .text(door.effect))
}

private func reasons(_ model: CheckPage) -> HTML {
  panel("\(model.warnings.count) 处提醒，请写理由", more: "理由随表一起报送，审核的人看得到") {
    for item in model.warnings {
      let id = SubmissionAnswers.fieldID(item.finding)
      div(.class("field")) {
        label(.for(id)) {
          item.finding.severity.mark
          " \(item.finding.title)"
          span(.class("req")) { item.finding.place }
        }
        span(.class("help"), .id(id + "-h")) {
          item.finding.message + " "
          if let href = item.href { a(.href(href)) { "去改" } }
        }
        textarea(
          .class("ctl"), .id(id), .name(SubmissionAnswers.fieldName(item.finding)), .maxLength("2000"),
          .ariaDescribedBy(id + "-h")
        ) { model.answers?.reason(for: item.finding) ?? "" }
      }
    }
  }
}

/// One part: every cell that stands alone, every table in one line.
private func answers(
  _ part: EditPlan.Part, _ progress: PartProgress, _ model: CheckPage, _ values: [FormPath: String]
) -> HTML {
  panel(part.title, more: anchor(Link("改这一部分", model.path(part.id)))) {
    dl(.class("ans")) {
      for cell in part.cells {
        div {
          dt { cell.label }
          dd { answer(cell, values) }
          dd {
            change(
              cell.label, href: model.path(part.id) + "#" + cell.path.anchor, isOpen: model.editable.allows(cell.path),
              holder: model.editable.holder(of: cell.path)?.owner)
          }
        }
      }
      for grid in part.grids {
        div {
          dt { grid.title }
          dd { rows(grid, model.content, values) }
          dd {
            let holder = model.editable.holder(of: grid.list)?.owner
            change(
              grid.title, href: model.path(part.id) + "#" + grid.list.anchor, isOpen: holder == nil, holder: holder)
          }
        }
      }
    }
  }
}

/// - Parameter holder: who else fills the cell in.
private func change(_ label: String, href: String, isOpen: Bool, holder: String?) -> HTML {
  guard isOpen else { return span(.class("sub")) { holder.map { "\($0)填" } ?? "带入" } }
  return a(.href(href)) {
    "改"
    hiddenWords(label)
  }
}

private func answer(_ cell: EditPlan.Cell, _ values: [FormPath: String]) -> HTML {
  guard let value = values[cell.path] else {
    return span(.class(cell.isRequired ? "bad" : "sub")) { cell.isRequired ? "没有填" : "空" }
  }
  if cell.isPersonal { return "已填，不显示" }
  guard cell.isFigure, let figure = ExactDecimal(value) else { return .text(value) }
  return .text(Words.figure(figure) + (cell.unit.map { " \($0)" } ?? ""))
}

/// 25 行，分值合计 90；差 2 格.
private func rows(_ grid: EditPlan.Grid, _ content: FormContent, _ values: [FormPath: String]) -> HTML {
  let count = content.rowIDs(of: grid.list)?.count ?? 0
  guard count > 0 else {
    let isRequired = grid.columns.contains(where: \.isRequired)
    return span(.class(isRequired ? "bad" : "sub")) { isRequired ? "没有填" : "空" }
  }
  let sums = EditSums(grid, content, values)
  var words = "\(Words.count(count)) 行"
  for column in grid.columns {
    if let sum = sums.sums[column.field] { words += "，\(column.label)合计 \(Words.figure(sum))" }
  }
  if let comparison = sums.comparison { words += "，\(comparison)" }
  return .text(words)
}

private func declaration(_ model: CheckPage) -> HTML {
  panel("声明") {
    label(.class("opt")) {
      input(
        .type("checkbox"), .name("declared"), .value("yes"), .id("declared"),
        .when(model.answers?.isDeclared == true, .checked))
      span { "所填内容经本单位核对，数据有依据可查，由填报单位负责。" }
    }
  }
}

private func bar(_ model: CheckPage) -> HTML {
  div(.class("bar")) {
    span(.class("grow"), .id("bar-words")) { words(model) }
    buttonLink("回去接着填", href: model.path("1"))
    if !model.isSaved {
      submitButton("存成一版")
    } else if let door = model.door, model.errors.isEmpty {
      submitButton(door.button)
    } else {
      disabledButton(model.door?.button ?? "报送", reason: "bar-words")
    }
  }
}

private func words(_ model: CheckPage) -> String {
  if !model.isSaved { return "存成第 \(model.revision + 1) 版，历次版本都可查看和取回。" }
  if !model.errors.isEmpty { return "有 \(model.errors.count) 处错误，改好才能报送。" }
  return model.door?.effect ?? "这个环节还没有开放报送。表已存好，第 \(model.revision) 版。"
}
