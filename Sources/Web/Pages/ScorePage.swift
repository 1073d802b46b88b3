import Model

/// The score of one form, opened to every row and its arithmetic.
struct ScorePage: Sendable {
  var shell: Shell
  var formID: String
  var formName: String
  var summary: ScoreSummary
  /// Legal basis, place and years of the scheme.
  var schemeBasis: String
  /// What about the scheme is not verified, in words; nil when it is.
  var schemeStanding: String?
  var parts: [ScorePart]
  /// The whole sum in one line: 20 + 18 + 55.5 = 93.5.
  var sum: String
  /// What a person has to add or decide before the score is whole.
  var open: [String] = []
  /// What a stranger needs to compute the score again.
  var download: Link?
}

func scorePage(_ model: ScorePage) -> HTML {
  page(
    model.shell,
    PageContent("得分：" + model.formName) {
      pageHead(
        "得分怎么来的", crumbs: [Link("工作台", "/"), Link(model.formName, "/forms/\(model.formID)")], here: "得分",
        facts: [.text(model.formName), .text(model.summary.scheme)],
        actions: model.download.map { [buttonLink($0.title, href: $0.href)] } ?? [])
      if model.parts.isEmpty { gap(model) } else { explanation(model) }
    })
}

private func gap(_ model: ScorePage) -> HTML {
  emptyState(
    "这张表没有计分", why: model.summary.gap ?? "目标申报表不计分；自评表有分值和完成值才能计分。",
    next: buttonLink("回到这张表", href: "/forms/\(model.formID)"), isAlone: true)
}

private func explanation(_ model: ScorePage) -> HTML {
  div(.class("split")) {
    div(.class("stack-4")) {
      panel("逐项得分", more: "点一行展开；没有得满的标出") {
        scoreTree(model.parts, form: "/forms/\(model.formID)")
        p(.class("calc mt")) { model.sum }
      }
      lost(ScoreLoss.all(in: model.parts), form: "/forms/\(model.formID)")
    }
    aside(.class("side stack-4"), .ariaLabel("得分")) {
      panel("得分") {
        if let computed = model.summary.computed { scoreFigure(computed, grade: model.summary.grade) }
        comparison(model.summary)
      }
      if !model.open.isEmpty {
        panel("请留意", more: "\(model.open.count) 条") {
          ul(.class("stack sm")) { for words in model.open { li { words } } }
        }
      }
      panel("计分方案") {
        p { model.summary.scheme }
        p(.class("sub sm mt")) { model.schemeBasis }
        if let standing = model.schemeStanding {
          p(.class("warn sm mt")) {
            icon(.warning)
            " " + standing
          }
        }
      }
    }
  }
}

private func comparison(_ summary: ScoreSummary) -> HTML {
  guard let computed = summary.computed, let printed = summary.printed else { return .empty }
  let change = printed - computed
  return div(.class("mt")) {
    keyValues([
      ("程序计算", .text(computed.description)), ("表中自评", .text(printed.description)),
      (
        "相差", change.isZero ? span(.class("good")) { "0，一致" } : b(.class("warn")) { Words.figure(change, signed: true) }
      ),
    ])
  }
}

/// A row that did not get all its points or is printed otherwise.
private struct ScoreLoss {
  let part: ScorePart
  /// Parts it lies in: 年度绩效指标 · 产出指标.
  let place: String
  var points: ExactDecimal { part.weight.map { $0 - part.score } ?? .zero }

  /// All of them, the greatest loss first, otherwise in page order.
  static func all(in parts: [ScorePart], place: String = "") -> [ScoreLoss] {
    let found = parts.flatMap { part -> [ScoreLoss] in
      let own = ScoreLoss(part: part, place: place)
      guard !part.parts.isEmpty else { return part.isLost || part.differs ? [own] : [] }
      let inside = all(in: part.parts, place: place.isEmpty ? part.name : "\(place) · \(part.name)")
      return inside.isEmpty && (part.isLost || part.differs) ? [own] : inside
    }
    guard place.isEmpty else { return found }
    return found.enumerated().sorted { left, right in
      left.element.points == right.element.points
        ? left.offset < right.offset : left.element.points > right.element.points
    }.map(\.element)
  }
}

private func lost(_ losses: [ScoreLoss], form: String) -> HTML {
  guard !losses.isEmpty else {
    return message(.good, "没有失分，也没有与表中不同的行。")
  }
  let columns = [
    Column("哪一行"), Column("分值", isFigure: true), Column("程序计算", isFigure: true), Column("表中", isFigure: true),
    Column("失分", isFigure: true), Column("为什么"),
  ]
  let sum = losses.reduce(ExactDecimal.zero) { $0 + $1.points }
  return panel(
    "失分和不同的 \(losses.count) 行", more: "共失 \(sum.trimmed) 分",
    flush: dataTable("失分和不同的行", columns, style: "t cards") {
      for loss in losses {
        tr {
          th(.scope("row")) {
            scorePartName(loss.part, form: form)
            if !loss.place.isEmpty { span(.class("sub")) { loss.place } }
          }
          cell(columns[1]) { figure(loss.part.weight, missing: "没有") }
          cell(columns[2]) { figure(loss.part.score) }
          cell(columns[3]) { printed(loss.part) }
          cell(columns[4]) { loss.points.isZero ? "0" : Words.figure(-loss.points) }
          td(.attribute("data-l", "")) { loss.part.why ?? "没有写理由" }
        }
      }
    })
}

private func printed(_ part: ScorePart) -> HTML {
  guard let printed = part.printed else { return span(.class("none")) { "未列" } }
  return part.differs ? b(.class("warn")) { Words.figure(printed) } : .text(Words.figure(printed))
}
