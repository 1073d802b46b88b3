internal import Model

extension AccountsNarrative {
  // MARK: 第一部分　部门概况

  /// What the department is there for, in its own words, and the units whose money the accounts hold.
  static func profile(_ voice: NarrativeVoice) -> [BoundSection] {
    let duties = voice.lines("profile-duties")
    return [
      BoundSection(
        "profile-duties", "一、部门主要职责",
        duties.isEmpty
          ? [BoundParagraph("profile-duties", [], asks: dutiesAsked)]
          : duties.enumerated().map { index, words in
            BoundParagraph(
              index == 0 ? "profile-duties" : "profile-duties-\(index + 1)",
              [.typed(words, key: "profile-duties")], asks: index == 0 ? dutiesAsked : nil)
          }), units(voice),
    ]
  }

  private static let dutiesAsked = "部门主要职责（按“三定”规定写，一条一行）"

  private static func units(_ voice: NarrativeVoice) -> BoundSection {
    let units = voice.context.units
    var pieces: [BoundPiece] = [.text("纳入\(voice.context.department)\(voice.year)年度部门决算编制范围的")]
    if units.isEmpty {
      pieces.append(.text("只有部门本级。"))
    } else {
      pieces += [.text("包括部门本级和所属单位\(units.count)个：\(units.joined(separator: "、"))。")]
    }
    let more = voice.lines("profile-units")
    let asks = "内设机构和人员编制（可以不写，一条一行）"
    return BoundSection(
      "profile-units", "二、机构设置",
      [BoundParagraph("profile-units", pieces, asks: asks, mayBeLeft: true)]
        + more.enumerated().map { index, words in
          BoundParagraph("profile-units-\(index + 1)", [.typed(words, key: "profile-units")])
        })
  }

  // MARK: 第五部分　附件

  /// The self-evaluations that are published with the accounts, one annex each.
  static func annex(_ voice: NarrativeVoice) -> BoundSection {
    let annexes = voice.context.annexes
    guard !annexes.isEmpty else {
      return BoundSection("annex", "绩效自评表", [BoundParagraph("annex", [.text("本部门\(voice.year)年度没有要随决算公开的绩效自评表。")])])
    }
    return BoundSection(
      "annex", "绩效自评表",
      annexes.enumerated().map { index, annex in
        let score = annex.score.map { "（自评得分\($0.trimmed)分）" } ?? ""
        return BoundParagraph("annex-\(index + 1)", [.text("附件\(index + 1)：\(annex.title)\(score)")])
      })
  }
}

extension NarrativeVoice {
  /// What somebody typed under a key, line by line.
  func lines(_ key: String) -> [String] {
    TypedText.words(accounts.words[key] ?? "").split(whereSeparator: \.isNewline).map {
      TypedText.words(String($0))
    }.filter { !$0.isEmpty }
  }
}
