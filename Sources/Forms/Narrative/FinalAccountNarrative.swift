internal import Model

/// The narrative of a final account (部门决算情况说明).
enum FinalAccountNarrative {
  /// Whether a part or chapter is the narrative of a final account.
  private static let parts = ["决算情况说明", "决算情况的说明", "决算情况说"]

  /// - Returns: nil when the text holds no such narrative.
  static func read(_ text: RunningText) throws(Excess) -> FinalAccount? {
    var isUnder = PathMemo { (paragraph: RunningText.Paragraph) in paragraph.isUnder(parts) }
    let paragraphs = text.paragraphs.filter { isUnder[$0] }
    guard !paragraphs.isEmpty else { return nil }
    var account = FinalAccount()
    var figures: NarrativeFigures?
    var section: String?
    func close() { account.figures += (figures?.figures ?? []).filter { isKept($0, section ?? "") } }
    var path: Int?
    for paragraph in paragraphs {
      if paragraph.path != path {
        path = paragraph.path
        let next = paragraph.section
        if next != section {
          close()
          section = next
          figures = NarrativeFigures(section: next)
        }
      }
      // Of a section that tells stories few figures are kept; four times as many is no story.
      guard account.figures.count <= ReadingLimits.figures,
        figures?.figures.count ?? 0 <= ReadingLimits.figures * 4
      else { throw Excess(detail: "决算说明里的数字超过 \(ReadingLimits.figures) 个") }
      let items = FinalAccountItems.items(in: paragraph.text, section: section ?? "")
      if items.isEmpty { figures?.read(paragraph.text) } else { account.items += items }
    }
    close()
    guard account.figures.count <= ReadingLimits.figures else {
      throw Excess(detail: "决算说明里的数字超过 \(ReadingLimits.figures) 个")
    }
    return account.items.isEmpty && account.figures.isEmpty ? nil : account
  }

  /// The section on performance tells stories; only its money, its scores and its number of projects are accounts.
  private static func isKept(_ figure: FinalAccount.Figure, _ section: String) -> Bool {
    guard section.unicodeScalars.contains("绩"), section.contains("绩效") else { return true }
    switch figure.unit {
    case "万元", "亿元", "元": return true
    case "分": return figure.name.contains("得分") || figure.name.hasSuffix("目标")
    case "个": return figure.name.hasSuffix("项目")
    default: return false
    }
  }
}
