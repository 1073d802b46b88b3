internal import Model

/// The relations of final accounts (决算勾稽关系), in the order in which offices go through them.
public enum AccountsRules {
  public static let all: [AccountsRule] =
    summary + incomeAndSpending + fiscal + levels + details + outside + narrative

  // MARK: the summary

  private static let incomeLines = [
    "in-general", "in-fund", "in-capital", "in-superior", "in-undertaking", "in-operating", "in-remittance", "in-other",
  ]

  static let summary: [AccountsRule] = [
    AccountsRule(
      "F-01", "accounts-income-lines", .error, "各项收入之和不等于合计", "收入支出决算总表里，八项收入之和应等于本年收入合计。"
    ) { facts in
      [
        facts.relation(
          "accounts-income-lines", "本年收入合计", facts.terms(.summary, incomeLines, "amount"),
          [facts.term(.summary, "in-total", "amount")])
      ].compactMap { $0 }
    },
    AccountsRule(
      "F-02", "accounts-summary-total", .error, "收支总计不平",
      "本年收入加使用非财政拨款结余、年初结转和结余，应等于总计；收、支总计相等；本年支出加结余分配、年末结转和结余，也应等于总计。"
    ) { facts in
      [
        facts.relation(
          "accounts-summary-total", "收入总计", facts.terms(.summary, ["in-total", "in-reserve", "in-opening"], "amount"),
          [facts.term(.summary, "in-sum", "amount")]),
        facts.relation(
          "accounts-summary-total", "收、支总计", [facts.term(.summary, "in-sum", "amount")],
          [facts.term(.summary, "out-sum", "amount")]),
        facts.relation(
          "accounts-summary-total", "支出总计",
          facts.terms(.summary, ["out-total", "out-distribution", "out-closing"], "amount"),
          [facts.term(.summary, "out-sum", "amount")]),
      ].compactMap { $0 }
    },
  ]

  // MARK: income and spending

  static let incomeAndSpending: [AccountsRule] = [
    AccountsRule(
      "F-03", "accounts-income-table", .error, "收入决算表与总表不符", "收入决算表的合计应等于总表的本年收入合计；每一行各项收入之和等于该行合计。"
    ) { facts in
      [
        facts.relation(
          "accounts-income-table", "本年收入合计", [facts.term(.income, "total", "total")],
          [facts.term(.summary, "in-total", "amount")])
      ].compactMap { $0 } + across("accounts-income-table", .income, facts)
    },
    AccountsRule(
      "F-04", "accounts-fiscal-income", .error, "财政拨款收入三处不一致",
      "收入决算表的财政拨款收入、总表三类拨款收入之和、财政拨款总表的本年收入合计，应是同一个数；三类拨款在两张总表里也应相同。"
    ) { facts in
      let kinds = ["in-general", "in-fund", "in-capital"]
      return [
        facts.relation(
          "accounts-fiscal-income", "财政拨款收入（表二、表一）", [facts.term(.income, "total", "fiscal")],
          facts.terms(.summary, kinds, "amount")),
        facts.relation(
          "accounts-fiscal-income", "财政拨款收入（表一、表四）", facts.terms(.summary, kinds, "amount"),
          [facts.term(.fiscal, "in-total", "amount")]),
        facts.relation(
          "accounts-fiscal-income", "财政拨款本年收入合计", facts.terms(.fiscal, kinds, "amount"),
          [facts.term(.fiscal, "in-total", "amount")]),
      ].compactMap { $0 }
        + kinds.compactMap { kind in
          facts.relation(
            "accounts-fiscal-income", AccountsTable.summary.lines.first { $0.key == kind }?.title ?? kind,
            [facts.term(.summary, kind, "amount")], [facts.term(.fiscal, kind, "amount")])
        }
    },
    AccountsRule(
      "F-05", "accounts-spending-table", .error, "支出决算表与总表不符",
      "支出决算表的合计应等于总表的本年支出合计；每一行基本支出、项目支出和其他各列之和等于该行合计。"
    ) { facts in
      [
        facts.relation(
          "accounts-spending-table", "本年支出合计", [facts.term(.spending, "total", "total")],
          [facts.term(.summary, "out-total", "amount")])
      ].compactMap { $0 } + across("accounts-spending-table", .spending, facts)
    },
    AccountsRule(
      "F-06", "accounts-classes", .error, "各类支出与总表不符", "支出决算表每一类的合计，应等于总表右边同一类的金额；各类之和等于本年支出合计。"
    ) { facts in
      classRelations("accounts-classes", facts, .summary, "amount", .spending)
        + [
          facts.relation(
            "accounts-classes", "总表各类支出之和", facts.classes(.summary).map { facts.term(.summary, "out-\($0)", "amount") },
            [facts.term(.summary, "out-total", "amount")])
        ].compactMap { $0 }
    },
  ]

  /// Class by class: a column of a table with two sides against a table by codes.
  private static func classRelations(
    _ rule: String, _ facts: AccountsFacts, _ summary: AccountsTable, _ column: String, _ table: AccountsTable
  ) -> [AccountsRelation] {
    guard facts.knows(summary), facts.knows(table) else { return [] }
    let codes = Set(facts.classes(summary)).union(facts.codes(table, 3)).sorted()
    return codes.compactMap { code in
      let name = [facts.name(table, code), facts.name(summary, "out-\(code)")].first { !$0.isEmpty } ?? code
      let relation = facts.relation(
        rule, "\(code) \(name)", [facts.term(table, code, "total")],
        [facts.term(summary, "out-\(code)", column)])
      return relation.flatMap { $0.leftSum == 0 && $0.rightSum == 0 ? nil : $0 }
    }
  }

  /// Every row: the columns behind the first add up to it.
  private static func across(_ rule: String, _ table: AccountsTable, _ facts: AccountsFacts) -> [AccountsRelation] {
    facts.accounts.rows(table).filter { !$0.isEmpty }.compactMap { row in
      facts.relation(
        rule, "\(table.words) \(row.code.map { "\($0) " } ?? "")\(row.name)",
        table.columns.dropFirst().map { facts.term(table, row.key, $0.key) }, [facts.term(table, row.key, "total")])
    }
  }

  // MARK: money of the treasury

  static let fiscal: [AccountsRule] = [
    AccountsRule(
      "F-07", "accounts-fiscal-total", .error, "财政拨款总计不平",
      "财政拨款本年收入加年初财政拨款结转和结余，应等于总计；总计又等于本年支出加年末财政拨款结转和结余；右边每一行三类之和等于合计。"
    ) { facts in
      let opening = ["in-opening-general", "in-opening-fund", "in-opening-capital"]
      let hasParts = opening.contains { facts.value(.fiscal, $0, "amount") != nil }
      return [
        facts.relation(
          "accounts-fiscal-total", "财政拨款收入总计", facts.terms(.fiscal, ["in-total", "in-opening"], "amount"),
          [facts.term(.fiscal, "in-sum", "amount")]),
        facts.relation(
          "accounts-fiscal-total", "财政拨款收、支总计", [facts.term(.fiscal, "in-sum", "amount")],
          [facts.term(.fiscal, "out-sum", "total")]),
        facts.relation(
          "accounts-fiscal-total", "财政拨款支出总计", facts.terms(.fiscal, ["out-total", "out-closing"], "total"),
          [facts.term(.fiscal, "out-sum", "total")]),
        hasParts
          ? facts.relation(
            "accounts-fiscal-total", "年初财政拨款结转和结余", facts.terms(.fiscal, opening, "amount"),
            [facts.term(.fiscal, "in-opening", "amount")]) : nil,
      ].compactMap { $0 } + fiscalRows(facts)
    },
    AccountsRule(
      "F-08", "accounts-general-classes", .error, "一般公共预算支出两表不符", "财政拨款总表的一般公共预算一列，应与一般公共预算财政拨款支出决算表合计和各类相同。"
    ) { facts in
      [
        facts.relation(
          "accounts-general-classes", "一般公共预算财政拨款支出", [facts.term(.general, "total", "total")],
          [facts.term(.fiscal, "out-total", "general")])
      ].compactMap { $0 } + classRelations("accounts-general-classes", facts, .fiscal, "general", .general)
    },
    AccountsRule(
      "F-09", "accounts-fund-capital", .error, "基金、国资支出两表不符", "财政拨款总表的政府性基金、国有资本经营两列，应等于各自决算表的本年支出。"
    ) { facts in
      [
        facts.relation(
          "accounts-fund-capital", "政府性基金预算财政拨款支出", [facts.term(.fund, "total", "total")],
          [facts.term(.fiscal, "out-total", "fund")]),
        facts.relation(
          "accounts-fund-capital", "国有资本经营预算财政拨款支出", [facts.term(.capital, "total", "total")],
          [facts.term(.fiscal, "out-total", "capital")]),
      ].compactMap { $0 }
    },
    AccountsRule(
      "F-10", "accounts-basic", .error, "基本支出两表不符", "一般公共预算的基本支出，应等于明细表人员经费合计加公用经费合计。"
    ) { facts in
      [
        facts.relation(
          "accounts-basic", "一般公共预算基本支出", facts.terms(.basic, ["personnel", "public"], "amount"),
          [facts.term(.general, "total", "basic")])
      ].compactMap { $0 }
    },
  ]

  private static func fiscalRows(_ facts: AccountsFacts) -> [AccountsRelation] {
    facts.accounts.rows(.fiscal).filter { $0.key.hasPrefix("out-") && !$0.isEmpty }.compactMap { row in
      facts.relation(
        "accounts-fiscal-total", "表四 \(row.name)",
        ["general", "fund", "capital"].map { facts.term(.fiscal, row.key, $0) },
        [facts.term(.fiscal, row.key, "total")])
    }
  }
}
