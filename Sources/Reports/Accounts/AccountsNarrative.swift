public import Model
public import Schemes

/// The text of published final accounts (部门概况、情况说明、名词解释、附件), made from the tables.
///
/// Every figure is bound to the cells it was computed from; people type reasons only. What a sentence says can therefore
/// not contradict a table.
public enum AccountsNarrative {
  public static func make(
    _ accounts: DepartmentAccounts, _ context: AccountsContext, _ policy: AccountsPolicy
  ) -> [BoundSection] {
    let voice = NarrativeVoice(accounts: accounts, context: context)
    return profile(voice) + [total(voice), income(voice), spending(voice), fiscal(voice)] + general(voice) + [
      basic(voice, policy), fund(voice), capital(voice),
    ] + threePublic(voice) + [
      operating(voice, policy), procurement(voice), assets(voice),
    ] + performance(voice) + [transfers(voice), terms(voice, policy), annex(voice)]
  }

  /// What is still to be typed before the narrative can be handed in.
  public static func open(_ sections: [BoundSection]) -> [BoundParagraph] {
    sections.flatMap(\.paragraphs).filter(\.isOpen)
  }

  // MARK: 一 to 四

  private static func total(_ voice: NarrativeVoice) -> BoundSection {
    let cell = AccountsCell(.summary, "in-sum", "amount")
    var pieces: [BoundPiece] = [.text("\(voice.year)年度收、支总计均为"), voice.figure(cell), .text("万元")]
    guard let former = voice.context.previous("previous-total", voice.accounts) else {
      return BoundSection("total", "一、收入支出决算总体情况说明", [BoundParagraph("total", pieces + [.text("。")])])
    }
    let change = FigureChange(from: former, to: voice.money(cell))
    pieces += [.text("。与\(voice.lastYear)年度相比，收、支总计\(change.direction == .same ? "" : "各")")]
    pieces += voice.change(change, [cell, AccountsCell(.supplement, "previous-total", "value")])
    return BoundSection(
      "total", "一、收入支出决算总体情况说明", [voice.withReason("total", pieces, voice.asks("收、支总计", change))])
  }

  private static func income(_ voice: NarrativeVoice) -> BoundSection {
    let parts = AccountsTable.income.columns.dropFirst().map { ($0.key, $0.title) }
    return flow(
      voice, "income", "二、收入决算情况说明", name: "收入合计", total: AccountsCell(.income, "total", "total"),
      former: "previous-income", of: "本年收入", parts)
  }

  private static func spending(_ voice: NarrativeVoice) -> BoundSection {
    let parts = AccountsTable.spending.columns.dropFirst().map { ($0.key, $0.title) }
    return flow(
      voice, "spending", "三、支出决算情况说明", name: "支出合计", total: AccountsCell(.spending, "total", "total"),
      former: "previous-spending", of: "本年支出", parts)
  }

  /// A total with its change, and what it consists of.
  private static func flow(
    _ voice: NarrativeVoice, _ key: String, _ title: String, name: String, total: AccountsCell, former: String,
    of whole: String, _ parts: [(String, String)]
  ) -> BoundSection {
    var pieces: [BoundPiece] = [.text("\(voice.year)年度\(name)"), voice.figure(total), .text("万元")]
    var asks: String?
    if let last = voice.context.previous(former, voice.accounts) {
      let change = FigureChange(from: last, to: voice.money(total))
      pieces += [.text("，与\(voice.lastYear)年度相比，\(name)")]
      pieces += voice.change(change, [total, AccountsCell(.supplement, former, "value")])
      asks = voice.asks(name, change)
    }
    let cells = parts.map { (AccountsCell(total.table, total.row, $0.0), $0.1) }
    let there = cells.filter { voice.money($0.0) != .zero }
    let missing = cells.filter { voice.money($0.0) == .zero }.map(\.1)
    var second: [BoundPiece] = there.isEmpty ? [] : [.text("其中：")]
    for (index, part) in there.enumerated() {
      second += [.text(index == 0 ? part.1 : "；\(part.1)"), voice.figure(part.0), .text("万元")]
      if let share = voice.share(part.0, of: total) { second += [.text("，占\(whole)"), share] }
    }
    if !there.isEmpty { second.append(.text("。")) }
    return BoundSection(
      key, title,
      [voice.withReason(key, pieces, asks), BoundParagraph("\(key)-parts", second + voice.none(missing))])
  }

  private static func fiscal(_ voice: NarrativeVoice) -> BoundSection {
    let cell = AccountsCell(.fiscal, "in-sum", "amount")
    var pieces: [BoundPiece] = [.text("\(voice.year)年度财政拨款收、支总计均为"), voice.figure(cell), .text("万元")]
    var asks: String?
    if let former = voice.context.previous("previous-fiscal", voice.accounts) {
      let change = FigureChange(from: former, to: voice.money(cell))
      pieces += [.text("。与\(voice.lastYear)年度相比，财政拨款收、支总计\(change.direction == .same ? "" : "各")")]
      pieces += voice.change(change, [cell, AccountsCell(.supplement, "previous-fiscal", "value")])
      asks = voice.asks("财政拨款收、支总计", change)
    }
    var paragraphs = [voice.withReason("fiscal", pieces, asks)]
    var missing: [String] = []
    let kinds = [
      ("in-general", "previous-general-income", "一般公共预算财政拨款收入"), ("in-fund", "previous-fund-income", "政府性基金预算财政拨款收入"),
      ("in-capital", "previous-capital-income", "国有资本经营预算财政拨款收入"),
    ]
    for (line, previous, name) in kinds {
      let own = AccountsCell(.fiscal, line, "amount")
      let former = voice.context.previous(previous, voice.accounts)
      if voice.money(own) == .zero, (former ?? .zero) == .zero {
        missing.append(name)
      } else {
        paragraphs.append(kind(voice, "fiscal-\(line)", name, own, former, previous))
      }
    }
    paragraphs += opening(voice)
    if !missing.isEmpty { paragraphs.append(BoundParagraph("fiscal-none", voice.none(missing))) }
    return BoundSection("fiscal", "四、财政拨款收入支出决算总体情况说明", paragraphs)
  }

  private static func kind(
    _ voice: NarrativeVoice, _ key: String, _ name: String, _ cell: AccountsCell, _ former: Money?, _ line: String
  ) -> BoundParagraph {
    var pieces: [BoundPiece] = [.text("\(voice.year)年度财政拨款收入中，\(name)"), voice.figure(cell), .text("万元")]
    guard let former else { return BoundParagraph(key, pieces + [.text("。")]) }
    let change = FigureChange(from: former, to: voice.money(cell))
    pieces.append(.text(change.direction == .same ? "，与\(voice.lastYear)年度决算数" : "，比\(voice.lastYear)年度决算数"))
    pieces += voice.change(change, [cell, AccountsCell(.supplement, line, "value")])
    return voice.withReason(key, pieces, voice.asks(name, change), lead: "。\(change.direction.verb)的主要原因是")
  }

  /// The balance brought forward changes the total too; without it the kinds would not add up.
  private static func opening(_ voice: NarrativeVoice) -> [BoundParagraph] {
    let cell = AccountsCell(.fiscal, "in-opening", "amount")
    guard let previous = voice.context.previous else {
      return voice.money(cell) == .zero
        ? [] : [BoundParagraph("fiscal-opening", [.text("年初财政拨款结转和结余"), voice.figure(cell), .text("万元。")])]
    }
    let former = Money(fen: previous[cell] ?? 0)
    guard voice.money(cell) != .zero || former != .zero else { return [] }
    let change = FigureChange(from: former, to: voice.money(cell))
    return [
      BoundParagraph(
        "fiscal-opening",
        [
          .text("年初财政拨款结转和结余"), voice.figure(cell),
          .text(change.direction == .same ? "万元，与\(voice.lastYear)年度" : "万元，比\(voice.lastYear)年度"),
        ] + voice.change(change, [cell, cell]) + [.text("。")])
    ]
  }
}
