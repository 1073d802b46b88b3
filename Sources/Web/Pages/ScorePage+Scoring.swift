import Model
import Schemes
import Scoring

extension ScorePart {
  /// A node of a score's explanation in the words of pages; rows are added unrounded and shown to the hundredth.
  init(_ node: ScoreNode) {
    self.init(
      node.name, node.score.shown, of: node.weight?.trimmed, why: node.why, printed: node.printed?.trimmed,
      cell: node.path, parts: node.children.map { ScorePart($0) })
  }
}

extension ScoreSummary {
  init(_ score: Score) {
    self.init(computed: score.total, printed: score.printed, grade: score.grade?.name, scheme: score.schemeName)
  }
}

extension Score {
  /// The parts of the page, one for each part of the scheme.
  var pageParts: [ScorePart] { root.children.map { ScorePart($0) } }

  /// The whole in one line: 20 + 18 + 55.5 = 93.5.
  var sumLine: String {
    root.children.map { $0.score.shown.description }.joined(separator: " + ") + " = \(total)"
  }

  /// What people have to do or should know before they rely on the score.
  var openWords: [String] { notes.map { $0.text + "。" } }
}

extension ExactDecimal {
  fileprivate var shown: ExactDecimal { places > 2 ? rounded(to: 2).trimmed : trimmed }
}

extension Validity {
  /// Legal basis, place and years in one line: 财预〔2020〕10号；全国，2020 年起.
  var words: String {
    let years = lastYear.map { firstYear == $0 ? "\(firstYear) 年" : "\(firstYear)—\($0) 年" } ?? "\(firstYear) 年起"
    let whole = "\(place)，\(years)"
    return basis.isEmpty ? whole : basis.joined(separator: "、") + "；" + whole
  }
}

extension Validity.Standing {
  /// What is not certain; nil for what was read in an official text.
  var doubt: String? {
    switch self {
    case .verified: nil
    case .practice: "照实际做法，没有见到文件。"
    case .unverified: "文件已知，条文还没有核对。"
    case .proposed: "是建议值，没有文件依据。"
    }
  }
}
