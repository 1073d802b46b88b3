internal import Model

extension AccountsRules {
  // MARK: the words that were handed in

  /// Only once the narrative was handed in there is something to hold against the tables: until then it follows them.
  static let narrative: [AccountsRule] = [
    AccountsRule(
      "F-19", "accounts-narrative-changes", .error, "说明里的增减不对",
      "情况说明里的增减额应等于本年数减上年数，增减百分比应等于增减额除以上年数，总计、收入、支出、财政拨款、一般公共预算都是。"
    ) { facts in
      figures(facts).flatMap { section, figure -> [AccountsRelation] in
        guard figure.cells.count == 2, let (now, former) = pair(figure.cells, facts) else { return [] }
        let subject = "\(section)，\(figure.cells[0].table.words)与上年比"
        if let amount = money(figure.words) {
          return [
            relation(
              "accounts-narrative-changes", subject, [now, minus(former)],
              facts.outside("说明写的增减额", Money(fen: amount)), hundredth / 2)
          ]
        }
        guard let percent = percent(figure.words), former.value > 0 else { return [] }
        // Per cent have two places: they tell the change to half a hundredth of a per cent of the former figure.
        let told = (ExactDecimal(units: former.value, places: 0) * percent).divided(by: .hundred, places: 0)?.units ?? 0
        return [
          relation(
            "accounts-narrative-changes", subject, [now, minus(former)],
            facts.outside("上年数 × 说明写的 \(figure.words)", Money(fen: told)), former.value / 20_000 + 2 * hundredth)
        ]
      }
    },
    AccountsRule(
      "F-21", "accounts-narrative-figures", .error, "说明里的数与表不符",
      "情况说明里写的每一个金额，应与它取自的那一格相同；改了表要重新生成说明。"
    ) { facts in
      figures(facts).compactMap { section, figure -> AccountsRelation? in
        guard figure.cells.count == 1, let cell = figure.cells.first,
          let term = facts.term(cell.table, cell.row, cell.column)
        else { return nil }
        if isCount(cell) {
          guard let told = Int64(figure.words) else { return nil }
          let left = AccountsRelation.Term(label: "\(section)写的数", cell: nil, value: told)
          return facts.relation("accounts-narrative-figures", term.label, [left], [term], isMoney: false)
        }
        guard let amount = money(figure.words) else { return nil }
        return AccountsRelation(
          rule: "accounts-narrative-figures", subject: term.label,
          left: [facts.outside("\(section)写的数", Money(fen: amount))], right: [term], comparison: .equal,
          tolerance: hundredth / 2, isMoney: true)
      }
    },
  ]

  private struct Figure {
    let words: String
    let cells: [AccountsCell]
  }

  /// Figures with cells of the narrative as it was handed in, with the names of their sections.
  private static func figures(_ facts: AccountsFacts) -> [(String, Figure)] {
    facts.accounts.narrative.flatMap { section in
      section.paragraphs.flatMap(\.pieces).compactMap { piece in
        guard case .figure(let words, let cells) = piece, !cells.isEmpty else { return nil }
        return (section.title, Figure(words: words, cells: cells))
      }
    }
  }

  /// The figure of this year and that of the last one, where the second cell states last year's.
  private static func pair(
    _ cells: [AccountsCell], _ facts: AccountsFacts
  ) -> (AccountsRelation.Term, AccountsRelation.Term)? {
    guard cells[1].table == .supplement, cells[1].row.hasPrefix("previous-"),
      let now = facts.term(cells[0].table, cells[0].row, cells[0].column),
      let former = facts.context.previous(cells[1].row, facts.accounts)
    else { return nil }
    let label = facts.term(.supplement, cells[1].row, "value")?.label ?? "上年数"
    return (
      AccountsRelation.Term(label: now.label, cell: now.cell, value: rounded(now.value)),
      AccountsRelation.Term(label: label, cell: cells[1], value: rounded(former.fen))
    )
  }

  private static func relation(
    _ rule: String, _ subject: String, _ left: [AccountsRelation.Term], _ right: AccountsRelation.Term,
    _ tolerance: Int64
  ) -> AccountsRelation {
    // A decrease is told without its sign.
    let isLess = left.reduce(0) { $0 + $1.value } < 0
    return AccountsRelation(
      rule: rule, subject: subject,
      left: isLess ? left.reversed().map(minus) : left, right: [right], comparison: .equal, tolerance: tolerance,
      isMoney: true)
  }

  private static func minus(_ term: AccountsRelation.Term) -> AccountsRelation.Term {
    AccountsRelation.Term(label: term.label, cell: term.cell, value: -term.value)
  }

  /// One hundredth of 万元, the last place that a narrative prints.
  private static let hundredth: Int64 = 10_000

  /// As printed, in fen.
  private static func rounded(_ fen: Int64) -> Int64 { Money(Money(fen: fen).printed, .wanYuan)?.fen ?? fen }

  private static func isCount(_ cell: AccountsCell) -> Bool {
    cell.table.lines.first { $0.key == cell.row }?.unit.words != nil
  }

  /// 万元 as printed, in fen; nil for per cent and counts.
  private static func money(_ words: String) -> Int64? {
    guard !words.contains("%"), let figure = ExactDecimal(words) else { return nil }
    return Money(figure, .wanYuan)?.fen
  }

  private static func percent(_ words: String) -> ExactDecimal? {
    words.hasSuffix("%") ? ExactDecimal(String(words.dropLast())) : nil
  }
}
