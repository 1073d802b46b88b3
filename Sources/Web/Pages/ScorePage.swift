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
    section(.class("panel"), .ariaLabel("得分明细")) {
      header {
        h2 { "逐项得分" }
        span(.class("more")) { "点一行展开；扣分的一栏标出" }
      }
      div(.class("in")) {
        scoreTree(model.parts)
        p(.class("calc mt")) { model.sum }
      }
    }
    aside(.class("side stack-4"), .ariaLabel("得分")) {
      panel("得分") {
        if let computed = model.summary.computed { scoreFigure(computed, grade: model.summary.grade) }
        comparison(model.summary)
      }
      if !model.open.isEmpty {
        panel("要人补的", more: "\(model.open.count) 条") {
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
