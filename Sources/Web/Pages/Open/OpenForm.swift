import Model

/// A published form told to everybody: what is to be done or was done, and what the money is for. What only the official
/// form has stands in its own sheet.
struct OpenForm: Sendable {
  var content: FormContent
  /// Budget of the year before, for comparison; nil where it is not known.
  var before: Money?

  var html: HTML {
    .group([Web.facts(facts)] + content.goals.map(panel) + [reasons, spending, projects, sources].map { $0 })
  }

  // MARK: the figures on top

  private var facts: [Fact] {
    var out: [Fact] = []
    if content.kind.isSelfEvaluation {
      if let execution = content.execution, let budget = execution.budget {
        out.append(Fact("全年预算", money(budget), content.moneyUnit.rawValue, ""))
        if let actual = execution.actual {
          let rate = execution.rate.map { "执行率 \(Words.figure($0.trimmed))%" } ?? ""
          out.append(Fact("全年执行", money(actual), content.moneyUnit.rawValue, rate))
        }
      }
      if let score = content.score { out.append(Fact("自评得分", Words.figure(score.trimmed), "分", "满分 100 分")) }
    } else if let current = content.amounts.current {
      out.append(Fact("当年预算", money(current), content.moneyUnit.rawValue, compared(current)))
    }
    let rows = content.indicators.map(\.indicator)
    if !rows.isEmpty { out.append(Fact("绩效指标", Words.count(rows.count), "条", classes(rows))) }
    if !content.kind.isSelfEvaluation, let satisfied = rows.first(where: { ($0.level1 ?? "").contains("满意") }),
      let target = satisfied.target
    {
      out.append(Fact("满意度", target, "", satisfied.name ?? ""))
    }
    return out
  }

  private func money(_ figure: ExactDecimal) -> String { Words.figure(figure) }

  private func compared(_ current: ExactDecimal) -> String {
    guard let before = before?.figure(in: .yuan), before > .zero, let now = content.money(current)?.figure(in: .yuan),
      let change = ((now - before) * .hundred).divided(by: before, places: 2)
    else { return "" }
    return "比上年 \(Words.figure(change, signed: true))%"
  }

  /// 成本 2、产出 5、效益 3.
  private func classes(_ rows: [Indicator]) -> String {
    var counts: [(name: String, count: Int)] = []
    for row in rows {
      var name = (row.level1 ?? "").filter { !$0.isWhitespace }
      if name.hasSuffix("指标") { name.removeLast(2) }
      guard !name.isEmpty else { continue }
      if let known = counts.firstIndex(where: { $0.name == name }) {
        counts[known].count += 1
      } else {
        counts.append((name, 1))
      }
    }
    return counts.map { "\($0.name) \($0.count)" }.joined(separator: "、")
  }

  // MARK: goals

  private func panel(_ goal: Goal) -> HTML {
    let isDone = content.kind.isSelfEvaluation
    let title = isDone ? "办成了什么" : goal.term == .longTerm ? "长期要办成什么" : "要办成什么"
    return Web.panel(title, flush: goal.indicators.isEmpty ? .empty : indicators(goal)) {
      if let name = goal.name, name != goal.text { p { b { name } } }
      if let text = goal.text { p { text } }
      if let result = goal.resultText {
        p {
          b { "实际完成：" }
          result
        }
      }
    }
  }

  private func indicators(_ goal: Goal) -> HTML {
    let heads =
      goal.indicators.contains { $0.history?.contains { !$0.isEmpty } ?? false } ? goal.historyHeads ?? [] : []
    let isDone = goal.indicators.contains { $0.actual != nil }
    let isScored = goal.indicators.contains { $0.score != nil }
    let isExplained = goal.indicators.contains { !($0.reason ?? "").isEmpty }
    let isBased = !isDone && goal.indicators.contains { !($0.basis ?? "").isEmpty }
    var columns = [Column("指标")] + heads.map { Column($0, isFigure: true) } + [Column("目标", isFigure: true)]
    if isDone { columns.append(Column("实际完成", isFigure: true)) }
    if isScored { columns += [Column("分值", isFigure: true), Column("得分", isFigure: true)] }
    if isExplained { columns.append(Column("没有完成或超额的原因")) }
    if isBased { columns.append(Column("依据")) }
    return dataTable("绩效指标", columns, style: "t cards") {
      for row in goal.indicators {
        tr {
          th(.scope("row")) {
            row.name ?? "（没有名称）"
            span(.class("sub")) { [row.level1, row.level2].compactMap(\.self).joined(separator: " · ") }
          }
          let older = heads.indices.map { (index) -> String? in
            guard let history = row.history, history.indices.contains(index) else { return nil }
            return history[index]
          }
          let done = isDone ? [row.actual] : []
          let points = isScored ? [row.weight?.description, row.score?.description] : []
          let words = (isExplained ? [row.reason] : []) + (isBased ? [row.basis] : [])
          let values = older + [row.target] + done + points + words
          for (column, value) in zip(columns.dropFirst(), values) {
            cell(column) { value.flatMap { $0.isEmpty ? nil : .text($0) } ?? none("—") }
          }
        }
      }
    }
  }

  // MARK: words and money

  private var reasons: HTML {
    guard !content.attributes.isEmpty else { return .empty }
    return Web.panel(content.kind.isAboutDepartment ? "部门情况" : "项目情况") {
      keyValues(content.attributes.filter { !$0.value.isEmpty }.map { ($0.label, .text($0.value)) })
    }
  }

  private var spending: HTML {
    lines(
      "钱怎么算的", "支出明细", "活动",
      content.costs.map { line in
        let name = [line.activity, line.content].compactMap { $0.flatMap { $0.isEmpty ? nil : $0 } }.first
        return (name ?? "—", line.amount, line.basis ?? line.note ?? "")
      }, words: "怎么算")
  }

  private var projects: HTML {
    lines(
      "有哪些项目", "项目支出", "项目", content.projects.map { ($0.name ?? "—", $0.current, $0.purpose ?? "") }, words: "用来做什么")
  }

  /// 其中 lines are parts of others: no sum is made of them.
  private var sources: HTML {
    guard !content.funding.isEmpty else { return .empty }
    let columns = [Column("来源"), Column("金额", isFigure: true)]
    return Web.panel(
      "钱从哪里来", more: .text(content.moneyUnit.rawValue),
      flush: dataTable("资金来源", columns, style: "t even", isWide: false) {
        for line in content.funding {
          tr {
            th(.scope("row")) { line.source ?? "—" }
            cell(columns[1]) { line.amount.map { .text(money($0)) } ?? none("—") }
          }
        }
      })
  }

  private func lines(
    _ title: String, _ caption: String, _ head: String, _ lines: [(name: String, amount: ExactDecimal?, words: String)],
    words: String
  ) -> HTML {
    guard !lines.isEmpty else { return .empty }
    let sum = lines.compactMap(\.amount).reduce(ExactDecimal.zero, +)
    let columns = [
      Column(head), Column("金额", unit: content.moneyUnit.rawValue, isFigure: true),
      Column("占比", unit: "%", isFigure: true), Column(words),
    ]
    func share(_ amount: ExactDecimal?) -> HTML {
      guard let part = amount.flatMap({ ($0 * .hundred).divided(by: sum, places: 2) }) else { return none("—") }
      return .text(Words.figure(part))
    }
    return Web.panel(
      title, more: .text(content.moneyUnit.rawValue),
      flush: dataTable(
        caption, columns, style: "t cards",
        foot: tr {
          th(.scope("row")) { "合计" }
          cell(columns[1]) { money(sum) }
          cell(columns[2]) { share(sum) }
          cell(columns[3]) {}
        }
      ) {
        for line in lines {
          tr {
            th(.scope("row")) { line.name }
            cell(columns[1]) { line.amount.map { .text(money($0)) } ?? none("—") }
            cell(columns[2]) { share(line.amount) }
            cell(columns[3]) { line.words }
          }
        }
      })
  }
}
