internal import Model

extension AccountsRules {
  // MARK: levels of the classifications

  private static let functionalTables: [AccountsTable] = [.income, .spending, .general, .fund, .capital, .budget]

  static let levels: [AccountsRule] = [
    AccountsRule(
      "F-11", "accounts-functional-levels", .error, "款、项加不上去", "按功能分类的各表里，项之和应等于款，款之和等于类，类之和等于合计，每一列都是。"
    ) { facts in functionalTables.flatMap { functionalLevels($0, facts) } },
    AccountsRule(
      "F-12", "accounts-economic-levels", .error, "经济分类加不上去",
      "基本支出明细表里，款之和应等于类；人员经费各类之和等于人员经费合计，其余各类之和等于公用经费合计。"
    ) { facts in economicLevels(facts) },
  ]

  private static func functionalLevels(_ table: AccountsTable, _ facts: AccountsFacts) -> [AccountsRelation] {
    guard facts.accounts.has(table) else { return [] }
    var parents: [(key: String, name: String, children: [String])] = []
    // The highest level that has rows adds up to the total.
    let top = [3, 5, 7].map { facts.codes(table, $0) }.first { !$0.isEmpty } ?? []
    if !top.isEmpty { parents.append(("total", "合计", top)) }
    for (upper, lower) in [(3, 5), (5, 7)] {
      for code in facts.codes(table, upper) {
        let children = facts.codes(table, lower, under: code)
        if !children.isEmpty { parents.append((code, "\(code) \(facts.name(table, code))", children)) }
      }
    }
    return parents.flatMap { parent in
      table.columns.compactMap { column in
        let relation = facts.relation(
          "accounts-functional-levels",
          "\(table.words) \(parent.name)" + (table.columns.count > 1 ? "，\(column.fullTitle)" : ""),
          parent.children.map { facts.term(table, $0, column.key) }, [facts.term(table, parent.key, column.key)])
        return relation.flatMap { $0.leftSum == 0 && $0.rightSum == 0 ? nil : $0 }
      }
    }
  }

  private static func economicLevels(_ facts: AccountsFacts) -> [AccountsRelation] {
    guard facts.accounts.has(.basic) else { return [] }
    let rule = "accounts-economic-levels"
    let classes = facts.codes(.basic, 3)
    var relations = classes.compactMap { code -> AccountsRelation? in
      let items = facts.codes(.basic, 5, under: code)
      return items.isEmpty
        ? nil
        : facts.relation(
          rule, "表六 \(code) \(facts.name(.basic, code))", items.map { facts.term(.basic, $0, "amount") },
          [facts.term(.basic, code, "amount")])
    }
    // Where a class has no row of its own its items count.
    let items = facts.codes(.basic, 5).filter { !classes.contains(String($0.prefix(3))) }
    let tops = (classes + items).sorted()
    for (key, name, isPersonnel) in [("personnel", "人员经费合计", true), ("public", "公用经费合计", false)] {
      let own = tops.filter { facts.terms.personnel.contains(String($0.prefix(3))) == isPersonnel }
      let total = facts.term(.basic, key, "amount")
      guard !own.isEmpty || (total?.value ?? 0) != 0 else { continue }
      let left: [AccountsRelation.Term?] =
        own.isEmpty ? [facts.outside("没有一个科目", .zero)] : own.map { facts.term(.basic, $0, "amount") }
      relations += [facts.relation(rule, "表六 \(name)", left, [total])].compactMap { $0 }
    }
    return relations
  }

  // MARK: three public costs, narrative figures

  static let details: [AccountsRule] = [
    AccountsRule(
      "F-13", "accounts-three-public", .error, "“三公”经费加不起来", "“三公”经费合计应等于出国（境）、公务用车、公务接待之和；公务用车等于购置费加运行维护费，预算数和决算数都是。"
    ) { facts in
      guard facts.accounts.has(.threePublic) else { return [] }
      return AccountsTable.threePublic.columns.flatMap { column in
        [
          facts.relation(
            "accounts-three-public", "“三公”经费合计，\(column.title)",
            facts.terms(.threePublic, ["abroad", "vehicle", "reception"], column.key),
            [facts.term(.threePublic, "total", column.key)]),
          facts.relation(
            "accounts-three-public", "公务用车购置及运行维护费，\(column.title)",
            facts.terms(.threePublic, ["purchase", "running"], column.key),
            [facts.term(.threePublic, "vehicle", column.key)]),
        ].compactMap { $0 }
      }
    },
    AccountsRule(
      "F-14", "accounts-three-public-basic", .warning, "“三公”小于基本支出里的数",
      "“三公”各项包含基本支出和项目支出，不应小于基本支出明细表里同一项：30231 公务用车运行维护费、30217 公务接待费、30212 因公出国（境）费用。"
    ) { facts in
      guard facts.accounts.has(.threePublic), facts.accounts.has(.basic) else { return [] }
      return [("running", "30231"), ("reception", "30217"), ("abroad", "30212")].compactMap { line, code in
        guard facts.value(.basic, code, "amount") != nil else { return nil }
        return facts.relation(
          "accounts-three-public-basic",
          AccountsTable.threePublic.lines.first { $0.key == line }?.title ?? line,
          [facts.term(.threePublic, line, "final")], .atLeast, [facts.term(.basic, code, "amount")])
      }
    },
    AccountsRule(
      "F-15", "accounts-operating-cost", .warning, "机关运行经费大于公用经费", "机关运行经费是行政单位和参公单位的公用经费，不应大于全部门的公用经费合计。"
    ) { facts in
      guard facts.value(.supplement, "operating-cost", "value") != nil else { return [] }
      return [
        facts.relation(
          "accounts-operating-cost", "机关运行经费", [facts.term(.supplement, "operating-cost", "value")], .atMost,
          [facts.term(.basic, "public", "amount")])
      ].compactMap { $0 }
    },
    AccountsRule(
      "F-16", "accounts-procurement", .error, "政府采购加不起来", "货物、工程、服务之和应等于政府采购支出总额；小微企业不大于中小企业，中小企业不大于总额。"
    ) { facts in
      guard facts.value(.supplement, "procurement", "value") != nil else { return [] }
      func cell(_ line: String) -> AccountsRelation.Term? { facts.term(.supplement, line, "value") }
      return [
        facts.relation(
          "accounts-procurement", "政府采购支出总额",
          [cell("procurement-goods"), cell("procurement-works"), cell("procurement-services")],
          [cell("procurement")]),
        facts.relation(
          "accounts-procurement", "授予中小企业合同金额", [cell("procurement-sme")], .atMost, [cell("procurement")]),
        facts.relation(
          "accounts-procurement", "授予小微企业合同金额", [cell("procurement-micro")], .atMost, [cell("procurement-sme")]),
      ].compactMap { $0 }
    },
    AccountsRule(
      "F-17", "accounts-vehicles", .error, "车辆数加不起来", "车辆合计应等于各类车辆之和，且不少于“三公”经费里的公务用车保有量。"
    ) { facts in
      guard facts.value(.supplement, "vehicles", "value") != nil else { return [] }
      let kinds = AccountsTable.supplement.lines.map(\.key).filter {
        $0.hasPrefix("vehicles-") && !["vehicles-bought", "vehicles-kept"].contains($0)
      }
      return [
        facts.relation(
          "accounts-vehicles", "车辆合计", facts.terms(.supplement, kinds, "value"),
          [facts.term(.supplement, "vehicles", "value")], isMoney: false),
        facts.relation(
          "accounts-vehicles", "公务用车保有量", [facts.term(.supplement, "vehicles-kept", "value")], .atMost,
          [facts.term(.supplement, "vehicles", "value")], isMoney: false),
      ].compactMap { $0 }
    },
    AccountsRule(
      "H-01", "accounts-row-sums", .error, "小计不等于基本加项目",
      "一般公共预算、政府性基金、国有资本经营各表每一行，基本支出加项目支出应等于小计；政府性基金年初结转加本年收入等于本年支出加年末结转。"
    ) { facts in rowSums(facts) },
  ]

  private static func rowSums(_ facts: AccountsFacts) -> [AccountsRelation] {
    [AccountsTable.general, .fund, .capital].flatMap { table in
      facts.accounts.rows(table).filter { !$0.isEmpty }.flatMap { row -> [AccountsRelation] in
        let subject = "\(table.words) \(row.code.map { "\($0) " } ?? "")\(row.name)"
        var found = [
          facts.relation(
            "accounts-row-sums", subject, ["basic", "project"].map { facts.term(table, row.key, $0) },
            [facts.term(table, row.key, "total")])
        ]
        if table == .fund {
          found.append(
            facts.relation(
              "accounts-row-sums", subject + "，收支结转", ["opening", "income"].map { facts.term(table, row.key, $0) },
              ["total", "closing"].map { facts.term(table, row.key, $0) }))
        }
        return found.compactMap { $0 }
      }
    }
  }
}
