import Model
import Review

/// Every relation of final accounts with both sides, their cells and what is between them.
struct FinalAccountsChecksPage: Sendable {
  var frame: FinalAccountsFrame
  var outcomes: [AccountsCheck.Outcome]
  /// What sides may differ by, in words.
  var tolerance: String
  /// Whether only those that fail are shown.
  var onlyFailures: Bool
}

func finalAccountsChecksPage(_ model: FinalAccountsChecksPage) -> HTML {
  let frame = model.frame
  let all = model.outcomes.reduce(0) { $0 + $1.relations.count }
  let failed = model.outcomes.reduce(0) { $0 + $1.failures.count }
  return finalAccountsPage(frame, .checks) {
    if frame.isEmpty {
      finalAccountsDoors(frame)
    } else {
      facts([
        Fact("勾稽关系", Words.count(all), "条", "\(model.outcomes.count) 类"),
        Fact("不符", Words.count(failed), "条", failed == 0 ? "可以报送" : "有错误的不能报送"),
        Fact("相符", Words.count(all - failed), "条", model.tolerance),
      ])
      nav(.class("tabs"), .ariaLabel("看哪些")) {
        a(.href("\(frame.path)/checks?show=failed"), .when(model.onlyFailures, .ariaCurrent("page"))) {
          "不符的"
          span(.class("c")) { Words.count(failed) }
        }
        a(.href("\(frame.path)/checks?show=all"), .when(!model.onlyFailures, .ariaCurrent("page"))) {
          "全部"
          span(.class("c")) { Words.count(all) }
        }
      }
      if model.onlyFailures, failed == 0 {
        emptyState(
          "全部相符", why: "\(Words.count(all)) 条勾稽都算过，没有不符的。",
          next: buttonLink("看全部", href: "\(frame.path)/checks?show=all"), isAlone: true)
      }
      for outcome in model.outcomes { group(outcome, model) }
    }
  }
}

private func group(_ outcome: AccountsCheck.Outcome, _ model: FinalAccountsChecksPage) -> HTML {
  let shown = model.onlyFailures ? outcome.failures : outcome.failures + outcome.relations.filter(\.holds)
  guard !shown.isEmpty else { return .empty }
  let failed = outcome.failures.count
  let rule = outcome.rule
  let state =
    failed == 0
    ? tag(.good, .ok, "\(outcome.relations.count) 条都相符")
    : tag(rule.severity == .error ? .bad : .warning, rule.severity == .error ? .error : .warning, "\(failed) 条不符")
  return panel(
    "\(rule.number)　\(failed == 0 ? rule.topic : rule.title)", id: "rule-\(rule.id)", more: state,
    flush: relations(shown, model)
  ) {
    p(.class("sub sm")) { rule.explanation }
  }
}

private func relations(_ relations: [AccountsRelation], _ model: FinalAccountsChecksPage) -> HTML {
  let columns = [
    Column("关系"), Column("左边"), Column("右边"), Column("相差", isFigure: true), Column("结果"),
  ]
  let limit = 60
  return .group([
    dataTable("勾稽关系", columns, style: "t cards", isWide: true) {
      for relation in relations.prefix(limit) {
        tr {
          th(.scope("row")) { relation.subject }
          cell(columns[1]) { div { side(relation.left, relation.leftSum, relation, model.frame) } }
          cell(columns[2]) {
            div {
              span(.class("sub")) { relation.comparison.words }
              side(relation.right, relation.rightSum, relation, model.frame)
            }
          }
          cell(columns[3]) {
            relation.difference == 0 ? .text("0") : .text(signed(relation.difference, relation.isMoney))
          }
          cell(columns[4]) {
            relation.holds ? tag(.good, .ok, "相符") : tag(.bad, .error, "不符")
          }
        }
      }
    },
    relations.count > limit
      ? p(.class("sub sm in")) { "相符的还有 \(relations.count - limit) 条没有列出。" } : .empty,
  ])
}

private func signed(_ value: Int64, _ isMoney: Bool) -> String {
  let figure = isMoney ? Money(fen: value).figure(in: .wanYuan, places: 2) : ExactDecimal(Int(value))
  return Words.figure(figure, signed: true)
}

private func side(
  _ terms: [AccountsRelation.Term], _ sum: Int64, _ relation: AccountsRelation, _ frame: FinalAccountsFrame
) -> HTML {
  let shown = terms.filter { $0.value != 0 }
  return .group([
    b { AccountsRelation.printed(sum, relation.isMoney) },
    .group(
      (shown.isEmpty ? Array(terms.prefix(1)) : Array(shown.prefix(6))).map { term in
        span(.class("sub")) {
          if let cell = term.cell {
            a(.href("\(frame.path)/tables/\(cell.table.number)#\(cell.anchor)")) { term.label }
          } else {
            .text(term.label)
          }
          if terms.count > 1 { " \(AccountsRelation.printed(term.value, relation.isMoney))" }
        }
      }),
    shown.count > 6 ? span(.class("sub")) { "等 \(shown.count) 项" } : .empty,
  ])
}

extension AccountsRelation.Comparison {
  var words: String {
    switch self {
    case .equal: "应等于"
    case .atMost: "应不小于左边"
    case .atLeast: "应不大于左边"
    }
  }
}

extension AccountsRule {
  /// What it is about where nothing fails: the title of a failure turned into a subject.
  var topic: String { String(explanation.prefix { $0 != "，" && $0 != "。" }) }
}
