internal import Model
internal import Schemes

extension AccountsNarrative {
  // MARK: 五、一般公共预算

  static func general(_ voice: NarrativeVoice) -> [BoundSection] {
    [BoundSection("general", "五、一般公共预算财政拨款支出决算情况说明"), generalTotal(voice), generalClasses(voice), generalItems(voice)]
  }

  private static let generalCell = AccountsCell(.general, "total", "total")

  private static func generalTotal(_ voice: NarrativeVoice) -> BoundSection {
    let cell = generalCell
    var pieces: [BoundPiece] = [.text("\(voice.year)年度一般公共预算财政拨款支出"), voice.figure(cell), .text("万元")]
    if let share = voice.share(cell, of: AccountsCell(.spending, "total", "total")) {
      pieces += [.text("，占本年支出合计的"), share]
    }
    var asks: String?
    if let former = voice.context.previous("previous-general", voice.accounts) {
      let change = FigureChange(from: former, to: voice.money(cell))
      pieces.append(.text("。与\(voice.lastYear)年度相比，一般公共预算财政拨款支出"))
      pieces += voice.change(change, [cell, AccountsCell(.supplement, "previous-general", "value")])
      asks = voice.asks("一般公共预算财政拨款支出", change)
    }
    return BoundSection(
      "general-total", "（一）一般公共预算财政拨款支出决算总体情况", level: 2,
      [voice.withReason("general-total", pieces, asks, lead: "。主要原因是")])
  }

  private static func generalClasses(_ voice: NarrativeVoice) -> BoundSection {
    let rows = voice.accounts.rows(.general).filter { !$0.isEmpty }
    let codes = rows.compactMap(\.code).filter { $0.utf8.count == 3 }.sorted()
    var paragraphs = [
      BoundParagraph(
        "classes",
        [
          .text("\(voice.year)年度一般公共预算财政拨款支出"), voice.figure(generalCell), .text("万元，主要用于以下方面："),
        ])
    ]
    for (index, code) in codes.enumerated() {
      let cell = AccountsCell(.general, code, "total")
      let name = voice.names(.general, code).classLevel
      let short = name.hasSuffix("支出") ? String(name.dropLast(2)) : name
      var pieces: [BoundPiece] = [.text("\(index + 1).\(short)（类）支出"), voice.figure(cell), .text("万元")]
      if let share = voice.share(cell, of: generalCell) { pieces += [.text("，占"), share] }
      let groups = rows.filter { $0.code?.hasPrefix(code) == true && $0.key.utf8.count == 5 }
        .sorted { ($0.values.first.flatMap { $0 } ?? 0) > ($1.values.first.flatMap { $0 } ?? 0) }.prefix(3).map(\.name)
        .filter { !$0.isEmpty }
      let use = groups.isEmpty ? "。" : "。主要是用于\(groups.joined(separator: "、"))\(groups.count > 1 ? "等" : "")方面的支出。"
      paragraphs.append(BoundParagraph("class-\(code)", pieces + [.text(use)]))
    }
    return BoundSection("general-classes", "（二）一般公共预算财政拨款支出决算结构情况", level: 2, paragraphs)
  }

  private static func generalItems(_ voice: NarrativeVoice) -> BoundSection {
    let title = "（三）一般公共预算财政拨款支出决算具体情况"
    let budget = AccountsCell(.budget, "total", "initial")
    var head: [BoundPiece] = [.text("\(voice.year)年度一般公共预算财政拨款支出")]
    if voice.accounts.has(.budget) {
      head += [.text("年初预算为"), voice.figure(budget), .text("万元，支出决算为"), voice.figure(generalCell), .text("万元")]
      if let share = voice.share(generalCell, of: budget) { head += [.text("，完成年初预算的"), share] }
    } else {
      head += [.text("决算为"), voice.figure(generalCell), .text("万元")]
    }
    head.append(.text("。其中："))
    let codes = Set(
      (voice.accounts.rows(.general) + voice.accounts.rows(.budget)).filter { !$0.isEmpty }.compactMap(\.code)
        .filter { $0.utf8.count == 7 }
    ).sorted()
    let items = codes.enumerated().map { item(voice, $0.offset + 1, $0.element) }
    return BoundSection("general-items", title, level: 2, [BoundParagraph("items", head)] + items)
  }

  private static func item(_ voice: NarrativeVoice, _ number: Int, _ code: String) -> BoundParagraph {
    let names = voice.names(.general, code)
    let final = AccountsCell(.general, code, "total")
    let budget = AccountsCell(.budget, code, "initial")
    let key = "item-\(code)"
    var pieces: [BoundPiece] = [
      .text("\(number).\(names.classLevel)（类）\(names.group)（款）\(names.item)（项）。")
    ]
    guard voice.accounts.has(.budget) else {
      return BoundParagraph(key, pieces + [.text("支出决算为"), voice.figure(final), .text("万元。")])
    }
    let (planned, spent) = (voice.money(budget).printed, voice.money(final).printed)
    guard !planned.isZero else {
      pieces += [.text("该科目未申请年初财政拨款预算，支出决算为"), voice.figure(final), .text("万元")]
      return voice.withReason(key, pieces, "\(code) \(names.item)没有年初预算而有支出的主要原因", lead: "。主要原因是：")
    }
    pieces += [.text("年初预算为"), voice.figure(budget), .text("万元，支出决算为"), voice.figure(final), .text("万元")]
    if let share = voice.share(final, of: budget) { pieces += [.text("，完成年初预算的"), share] }
    if spent > planned {
      return voice.withReason(
        key, pieces, "\(code) \(names.item)决算数大于年初预算数的主要原因", lead: "。支出决算数大于年初预算数的主要原因是")
    }
    return voice.withReason(
      key, pieces, spent < planned ? "\(code) \(names.item)决算数小于年初预算数的主要原因" : nil,
      lead: "。支出决算数小于年初预算数的主要原因是", mayBeLeft: true)
  }

  // MARK: 六 to 八

  static func basic(_ voice: NarrativeVoice, _ policy: AccountsPolicy) -> BoundSection {
    let rows = voice.accounts.rows(.basic).filter { !$0.isEmpty && $0.key.utf8.count == 5 }.sorted { $0.key < $1.key }
    func paragraph(_ key: String, _ name: String, _ isPersonnel: Bool) -> BoundParagraph {
      let names = rows.filter { $0.code != nil && policy.isPersonnel($0.key) == isPersonnel }.map(\.name)
      let list = names.isEmpty ? "。" : "，主要包括：\(names.joined(separator: "、"))。"
      return BoundParagraph(
        "basic-\(key)", [.text(name), voice.figure(.basic, key, "amount"), .text("万元\(list)")])
    }
    return BoundSection(
      "basic", "六、一般公共预算财政拨款基本支出决算情况说明",
      [
        BoundParagraph(
          "basic",
          [
            .text("\(voice.year)年度一般公共预算财政拨款基本支出"), voice.figure(.general, "total", "basic"), .text("万元，其中："),
          ]), paragraph("personnel", "人员经费", true), paragraph("public", "公用经费", false),
      ])
  }

  static func fund(_ voice: NarrativeVoice) -> BoundSection {
    let title = "七、政府性基金预算财政拨款收入支出决算情况说明"
    guard voice.accounts.has(.fund), voice.accounts.rows(.fund).contains(where: { !$0.isEmpty }) else {
      return BoundSection("fund", title, [BoundParagraph("fund", [.text("本部门当年无政府性基金预算财政拨款收入支出。")])])
    }
    let pieces: [BoundPiece] = [
      .text("\(voice.year)年度政府性基金预算财政拨款年初结转和结余"), voice.figure(.fund, "total", "opening"), .text("万元，本年收入"),
      voice.figure(.fund, "total", "income"), .text("万元，本年支出"), voice.figure(.fund, "total", "total"),
      .text("万元，年末结转和结余"), voice.figure(.fund, "total", "closing"), .text("万元。具体支出情况为："),
    ]
    return BoundSection("fund", title, [BoundParagraph("fund", pieces)] + classes(voice, .fund))
  }

  static func capital(_ voice: NarrativeVoice) -> BoundSection {
    let title = "八、国有资本经营预算财政拨款支出决算情况说明"
    guard voice.accounts.has(.capital), voice.accounts.rows(.capital).contains(where: { !$0.isEmpty }) else {
      return BoundSection("capital", title, [BoundParagraph("capital", [.text("本部门当年无国有资本经营预算财政拨款支出。")])])
    }
    let pieces: [BoundPiece] = [
      .text("\(voice.year)年度国有资本经营预算财政拨款本年支出"), voice.figure(.capital, "total", "total"), .text("万元。具体支出情况为："),
    ]
    return BoundSection("capital", title, [BoundParagraph("capital", pieces)] + classes(voice, .capital))
  }

  /// Spending by class, with the items that it went to.
  private static func classes(_ voice: NarrativeVoice, _ table: AccountsTable) -> [BoundParagraph] {
    let rows = voice.accounts.rows(table).filter { !$0.isEmpty }
    return rows.filter { $0.code?.utf8.count == 3 }.sorted { $0.key < $1.key }.enumerated().map { index, row in
      let items = rows.filter { $0.code?.utf8.count == 7 && $0.key.hasPrefix(row.key) }.map(\.name)
      let use = items.isEmpty ? "。" : "，主要用于\(items.prefix(4).joined(separator: "、"))等方面。"
      return BoundParagraph(
        "\(table.rawValue)-\(row.key)",
        [.text("\(index + 1).\(row.name)（类）。支出决算为"), voice.figure(table, row.key, "total"), .text("万元\(use)")])
    }
  }
}
