internal import Model

/// Reads the lists of a rules file whose entries have a shape of their own: prices, stray indicators, names, totals.
enum RuleFileLists {
  static func parts(_ root: DataObject, _ standing: Validity.Standing) -> [RuleFilePart] {
    unitPrices(root, standing) + strayIndicators(root, standing) + accountNames(root, standing)
      + weightTotals(root, standing)
  }

  /// `unit_prices: [{ name: "台式计算机", words: ["台式电脑"], unit: "台", yuan: 5000 }]`
  private static func unitPrices(_ root: DataObject, _ standing: Validity.Standing) -> [RuleFilePart] {
    root.objects("unit_prices").map { entry in
      let price = RuleParameters.UnitPrice(
        name: entry.text("name"), words: entry.texts("words"), unit: entry.text("unit"), yuan: entry.figure("yuan"))
      if price.words.isEmpty || price.words.contains("") { entry.report("words", "至少要有一个词，不能有空的词") }
      if price.yuan <= .zero { entry.report("yuan", "标准应大于 0") }
      entry.finish()
      return part("unit_prices", standing) { $0.unitPrices.append(price) }
    }
  }

  /// `stray_indicators: [{ words: ["劳动分配率"], needs: ["工资"] }]`
  private static func strayIndicators(_ root: DataObject, _ standing: Validity.Standing) -> [RuleFilePart] {
    root.objects("stray_indicators").map { entry in
      let stray = RuleParameters.StrayIndicator(words: entry.texts("words"), needs: entry.texts("needs"))
      if stray.words.isEmpty || stray.needs.isEmpty { entry.report("words", "词和相关的词都至少要有一个") }
      entry.finish()
      return part("stray_indicators", standing) { $0.strayIndicators.append(stray) }
    }
  }

  /// `account_names: [{ name: "其他组织事务", instead: "其他组织事务支出" }]`
  private static func accountNames(_ root: DataObject, _ standing: Validity.Standing) -> [RuleFilePart] {
    root.objects("account_names").map { entry in
      let name = RuleParameters.AccountName(name: entry.text("name"), instead: entry.text("instead"))
      entry.finish()
      return part("account_names", standing) { $0.accountNames.append(name) }
    }
  }

  /// `weight_totals: ["100", "90"]`
  private static func weightTotals(_ root: DataObject, _ standing: Validity.Standing) -> [RuleFilePart] {
    root.texts("weight_totals").map { text in
      let total = ExactDecimal(text)
      if total == nil { root.report("weight_totals", "“\(text)”不是数") }
      return part("weight_totals", standing) { parameters in
        if let total, !parameters.weightTotals.contains(total) { parameters.weightTotals.append(total) }
      }
    }
  }

  /// `switches: [{ rule: "basis-missing", effect: "hint", why: "本区 2024 年表样没有依据栏" }]`
  static func switches(_ root: DataObject, _ validity: Validity, file: String) -> [RuleFilePart] {
    root.objects("switches").map { entry in
      let one = RuleSwitch(
        rule: entry.text("rule"), effect: entry.choice("effect", RuleSwitch.Effect.self) ?? .hint,
        why: entry.text("why"), validity: validity, file: file)
      if one.why.isEmpty { entry.report("why", "要写明理由") }
      entry.finish()
      // It tells its own place and years: the reviewer looks at those of the form.
      return RuleFilePart(knowsItsPlace: true) { $0.switches.append(one) }
    }
  }

  private static func part(
    _ name: String, _ standing: Validity.Standing, _ apply: @escaping @Sendable (inout RuleParameters) -> Void
  ) -> RuleFilePart {
    RuleFilePart(knowsItsPlace: false) { parameters in
      apply(&parameters)
      parameters.standings[name] = standing
    }
  }
}
