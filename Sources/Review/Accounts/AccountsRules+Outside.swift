internal import Model

extension AccountsRules {
  // MARK: what else the house knows

  /// Lines of the supplement that last year's accounts have too.
  private static let previousLines = AccountsTable.supplement.lines.filter {
    AccountsContext.previousCell($0.key) != nil
  }

  static let outside: [AccountsRule] = [
    AccountsRule(
      "F-18", "accounts-evaluated", .warning, "自评资金大于项目支出",
      "开展绩效自评的项目，全年预算数之和一般不大于一般公共预算财政拨款的项目支出；大于时核对是否有其他资金，或自评里填错。"
    ) { facts in
      guard !facts.context.evaluated.isEmpty else { return [] }
      return [
        facts.relation(
          "accounts-evaluated", "自评项目资金",
          facts.context.evaluated.map { facts.outside("自评 \($0.name)", $0.budget ?? .zero) }, .atMost,
          [facts.term(.general, "total", "project")])
      ].compactMap { $0 }
    },
    AccountsRule(
      "F-20", "accounts-previous-kinds", .warning, "上年三类拨款大于总计",
      "上年三类财政拨款收入之和，应不大于上年财政拨款收、支总计；总计的变动才能由三类和结转说清。"
    ) { facts in
      let kinds = ["previous-general-income", "previous-fund-income", "previous-capital-income"]
      guard facts.context.previous == nil, facts.value(.supplement, "previous-fiscal", "value") != nil,
        kinds.contains(where: { facts.value(.supplement, $0, "value") != nil })
      else { return [] }
      return [
        facts.relation(
          "accounts-previous-kinds", "上年财政拨款收入", facts.terms(.supplement, kinds, "value"), .atMost,
          [facts.term(.supplement, "previous-fiscal", "value")])
      ].compactMap { $0 }
    },
    AccountsRule(
      "H-02", "accounts-previous-year", .error, "上年数与上年决算不符", "补充数据里填的上年数，应与本系统里上年决算同一格的数相同。"
    ) { facts in
      guard let previous = facts.context.previous else { return [] }
      return previousLines.compactMap { line in
        guard facts.value(.supplement, line.key, "value") != nil,
          let cell = AccountsContext.previousCell(line.key), let stored = previous[cell]
        else { return nil }
        return facts.relation(
          "accounts-previous-year", line.title, [facts.term(.supplement, line.key, "value")],
          [facts.outside("\(facts.context.year - 1) 年度决算", Money(fen: stored))])
      }
    },
    AccountsRule(
      "H-03", "accounts-opening", .warning, "年初结转与上年年末不同",
      "年初结转和结余一般等于上年决算的年末结转和结余；有会计差错更正、上缴财政的，在情况说明里写清。"
    ) { facts in
      guard let previous = facts.context.previous else { return [] }
      let pairs: [(AccountsTable, String, String, String)] = [
        (.summary, "in-opening", "out-closing", "amount"), (.fiscal, "in-opening", "out-closing", "total"),
      ]
      return pairs.compactMap { table, opening, closing, column in
        guard facts.knows(table), previous.has(table) else { return nil }
        let last = previous[table, closing, column] ?? 0
        return facts.relation(
          "accounts-opening", "\(table.words) 年初结转和结余", [facts.term(table, opening, "amount")],
          [facts.outside("\(facts.context.year - 1) 年末结转和结余", Money(fen: last))])
      }
    },
    AccountsRule(
      "H-04", "accounts-payments", .warning, "国库支付大于项目支出",
      "国库支付里本部门各项目的支付数之和，一般不大于支出决算表的项目支出；大于时核对支付是否记错项目，或决算漏列。"
    ) { facts in
      guard let paid = facts.context.paid, paid != .zero else { return [] }
      return [
        facts.relation(
          "accounts-payments", "项目支出", [facts.outside("国库支付 本部门各项目", paid)], .atMost,
          [facts.term(.spending, "total", "project")])
      ].compactMap { $0 }
    },
  ]
}
