internal import Model
internal import Schemes

extension AccountsNarrative {
  // MARK: 九、“三公”

  static func threePublic(_ voice: NarrativeVoice) -> [BoundSection] {
    let title = "九、财政拨款“三公”经费支出决算情况说明"
    let (budget, final) = (AccountsCell(.threePublic, "total", "budget"), AccountsCell(.threePublic, "total", "final"))
    guard voice.money(budget) != .zero || voice.money(final) != .zero else {
      return [
        BoundSection("three-public", title, [BoundParagraph("three-public", [.text("本年未发生“三公”经费，也未编制相关预算。")])])
      ]
    }
    var pieces: [BoundPiece] = [
      .text("\(voice.year)年度“三公”经费财政拨款支出预算为"), voice.figure(budget), .text("万元，支出决算为"), voice.figure(final),
      .text("万元"),
    ]
    if let share = voice.share(final, of: budget) { pieces += [.text("，完成预算的"), share] }
    var paragraphs = [
      voice.withReason(
        "three-public", pieces, gapAsks("“三公”经费", voice.money(budget), voice.money(final)), lead: "。决算数与预算数不同的主要原因是")
    ]
    if let former = voice.context.previous("previous-three-public", voice.accounts) {
      let change = FigureChange(from: former, to: voice.money(final))
      let lead = "与\(voice.lastYear)年度决算数相比，“三公”经费支出"
      paragraphs.append(
        voice.withReason(
          "three-public-change",
          [.text(lead)] + voice.change(change, [final, AccountsCell(.supplement, "previous-three-public", "value")]),
          voice.asks("“三公”经费支出", change)))
    }
    return [
      BoundSection("three-public", title),
      BoundSection("three-public-total", "（一）“三公”经费财政拨款支出决算总体情况说明", level: 2, paragraphs),
      BoundSection(
        "three-public-parts", "（二）“三公”经费财政拨款支出决算具体情况说明", level: 2,
        abroad(voice) + vehicles(voice) + reception(voice)),
    ]
  }

  private static func gapAsks(_ name: String, _ budget: Money, _ final: Money) -> String? {
    budget.printed == final.printed ? nil : "\(name)决算数与预算数不同的主要原因"
  }

  private static func nothing(_ key: String, _ words: String) -> [BoundParagraph] {
    [BoundParagraph(key, [.text(words)])]
  }

  /// `因公出国（境）费支出决算为 1.2 万元，完成年初预算的 60%`.
  private static func cost(_ voice: NarrativeVoice, _ line: String, _ name: String) -> [BoundPiece]? {
    let (budget, final) = (AccountsCell(.threePublic, line, "budget"), AccountsCell(.threePublic, line, "final"))
    guard voice.money(budget) != .zero || voice.money(final) != .zero else { return nil }
    var pieces: [BoundPiece] = [.text("\(name)支出决算为"), voice.figure(final), .text("万元")]
    if let share = voice.share(final, of: budget) { pieces += [.text("，完成年初预算的"), share] }
    return pieces
  }

  private static func abroad(_ voice: NarrativeVoice) -> [BoundParagraph] {
    guard let pieces = cost(voice, "abroad", "1.因公出国（境）费") else {
      return nothing("three-public-abroad", "1.本年未发生因公出国（境）业务，无相关经费，也未编制相关预算。")
    }
    let trips: [BoundPiece] = [
      .text("。全年因公出国（境）团组"), voice.pieces("abroad-groups"), .text("个，"), voice.pieces("abroad-people"), .text("人次。"),
    ]
    return [BoundParagraph("three-public-abroad", pieces + trips)]
  }

  private static func vehicles(_ voice: NarrativeVoice) -> [BoundParagraph] {
    guard let pieces = cost(voice, "vehicle", "2.公务用车购置及运行维护费") else {
      return nothing("three-public-vehicle", "2.本年未发生公务用车购置及运行维护费，也未编制相关预算。")
    }
    var paragraphs = [BoundParagraph("three-public-vehicle", pieces + [.text("；其中：")])]
    if let bought = cost(voice, "purchase", "（1）公务用车购置费") {
      paragraphs.append(
        BoundParagraph(
          "three-public-purchase", bought + [.text("。本年购置公务用车"), voice.pieces("vehicles-bought"), .text("辆。")]))
    } else {
      paragraphs += nothing("three-public-purchase", "（1）本年未购置公务用车，无相关经费，也未编制相关预算。")
    }
    if let running = cost(voice, "running", "（2）公务用车运行维护费") {
      paragraphs.append(
        BoundParagraph(
          "three-public-running",
          running + [
            .text("。截至\(voice.year)年12月31日，开支财政拨款的公务用车保有量"), voice.pieces("vehicles-kept"), .text("辆。"),
          ]))
    }
    return paragraphs
  }

  private static func reception(_ voice: NarrativeVoice) -> [BoundParagraph] {
    guard let pieces = cost(voice, "reception", "3.公务接待费") else {
      return nothing("three-public-reception", "3.本年未发生公务接待业务，无相关经费，也未编制相关预算。")
    }
    let guests: [BoundPiece] = [
      .text("。全年国内公务接待"), voice.pieces("reception-batches"), .text("批次"), voice.pieces("reception-people"),
      .text("人次。"),
    ]
    return [BoundParagraph("three-public-reception", pieces + guests)]
  }

  // MARK: 十 to 十二

  static func operating(_ voice: NarrativeVoice, _ policy: AccountsPolicy) -> BoundSection {
    let title = "十、机关运行经费支出说明"
    let cell = AccountsCell(.supplement, "operating-cost", "value")
    guard voice.money(cell) != .zero else {
      return BoundSection("operating", title, nothing("operating", "本部门\(voice.year)年度没有机关运行经费支出。"))
    }
    var pieces: [BoundPiece] = [.text("本部门\(voice.year)年度机关运行经费支出"), voice.figure(cell), .text("万元")]
    let isBudget = policy.operatingCost == .budget
    let former =
      isBudget
      ? voice.accounts[.supplement, "operating-budget", "value"].map { Money(fen: $0) }
      : voice.context.previous?[.supplement, "operating-cost", "value"].map { Money(fen: $0) }
    guard let former else {
      return BoundSection("operating", title, [BoundParagraph("operating", pieces + [.text("。")])])
    }
    let change = FigureChange(from: former, to: voice.money(cell))
    let other = isBudget ? "年初预算数" : "\(voice.lastYear)年度决算数"
    pieces.append(.text(change.direction == .same ? "，与\(other)" : "，比\(other)"))
    pieces += voice.change(
      change, isBudget ? [cell, AccountsCell(.supplement, "operating-budget", "value")] : [cell], fall: "降低")
    return BoundSection(
      "operating", title,
      [
        voice.withReason(
          "operating", pieces, voice.asks("机关运行经费", change, than: other), lead: "。主要原因是")
      ])
  }

  static func procurement(_ voice: NarrativeVoice) -> BoundSection {
    let title = "十一、政府采购支出说明"
    func cell(_ line: String) -> AccountsCell { AccountsCell(.supplement, line, "value") }
    let whole = cell("procurement")
    guard voice.money(whole) != .zero else {
      return BoundSection("procurement", title, nothing("procurement", "本部门\(voice.year)年度没有政府采购支出。"))
    }
    let first: [BoundPiece] = [
      .text("本部门\(voice.year)年度政府采购支出总额"), voice.figure(whole), .text("万元，其中：政府采购货物支出"),
      voice.figure(cell("procurement-goods")), .text("万元、政府采购工程支出"), voice.figure(cell("procurement-works")),
      .text("万元、政府采购服务支出"), voice.figure(cell("procurement-services")), .text("万元。"),
    ]
    var second: [BoundPiece] = [.text("授予中小企业合同金额"), voice.figure(cell("procurement-sme")), .text("万元")]
    if let share = voice.share(cell("procurement-sme"), of: whole) { second += [.text("，占政府采购支出总额的"), share] }
    second += [.text("，其中：授予小微企业合同金额"), voice.figure(cell("procurement-micro")), .text("万元")]
    if let share = voice.share(cell("procurement-micro"), of: whole) { second += [.text("，占政府采购支出总额的"), share] }
    return BoundSection(
      "procurement", title,
      [BoundParagraph("procurement", first), BoundParagraph("procurement-sme", second + [.text("。")])])
  }

  static func assets(_ voice: NarrativeVoice) -> BoundSection {
    var pieces: [BoundPiece] = [
      .text("截至\(voice.year)年12月31日，部门共有车辆"), voice.pieces("vehicles"), .text("辆"),
    ]
    let kinds = AccountsTable.supplement.lines.filter {
      $0.key.hasPrefix("vehicles-") && !["vehicles-bought", "vehicles-kept"].contains($0.key)
        && voice.count($0.key) > 0
    }
    for (index, kind) in kinds.enumerated() {
      pieces += [.text(index == 0 ? "，其中\(kind.title)" : "、\(kind.title)"), voice.pieces(kind.key), .text("辆")]
    }
    pieces += [.text("；单价100万元（含）以上设备"), voice.pieces("equipment"), .text("台（套）。")]
    return BoundSection("assets", "十二、国有资产占用情况说明", [BoundParagraph("assets", pieces)])
  }

  // MARK: 十四, 名词解释

  static func transfers(_ voice: NarrativeVoice) -> BoundSection {
    let pieces: [BoundPiece] =
      voice.typed("transfers").map { [$0, .text("。")] } ?? [.text("本部门当年无财政专项支出、专项转移支付支出。")]
    return BoundSection(
      "transfers", "十四、财政专项支出、专项转移支付支出情况说明",
      [BoundParagraph("transfers", pieces, asks: "有专项支出、转移支付支出的，写金额来源和用途；没有就空着", mayBeLeft: true)])
  }

  static func terms(_ voice: NarrativeVoice, _ policy: AccountsPolicy) -> BoundSection {
    let used = policy.terms.filter { term in
      term.cells.isEmpty || term.cells.contains { (voice.accounts[$0] ?? 0) != 0 }
    }
    let words = used.enumerated().map { index, term in
      BoundParagraph("term-\(index + 1)", [.text("\(index + 1).\(term.name)：\(term.text)")])
    }
    return BoundSection("terms", "名词解释", words)
  }
}
