internal import Model

/// The narrative of a final account (部门决算情况说明).
enum FinalAccountNarrative {
  /// Whether a part or chapter is the narrative of a final account.
  private static let parts = ["决算情况说明", "决算情况的说明", "决算情况说"]

  /// - Returns: nil when the text holds no such narrative.
  static func read(_ text: RunningText) -> FinalAccount? {
    let paragraphs = text.paragraphs.filter { $0.isUnder(parts) }
    guard !paragraphs.isEmpty else { return nil }
    var account = FinalAccount()
    var figures: NarrativeFigures?
    var section: String?
    func close() { account.figures += (figures?.figures ?? []).filter { isKept($0, section ?? "") } }
    for paragraph in paragraphs {
      if paragraph.section != section {
        close()
        section = paragraph.section
        figures = NarrativeFigures(section: paragraph.section)
      }
      let items = FinalAccountItems.items(in: paragraph.text, section: paragraph.section)
      if items.isEmpty { figures?.read(paragraph.text) } else { account.items += items }
    }
    close()
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
