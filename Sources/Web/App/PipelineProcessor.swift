import Documents
import Model
import Review
import Schemes
import Scoring
import Store

/// The pipeline as the pages see it.
struct PipelineProcessor: DocumentProcessor {
  let pipeline: Pipeline

  func process(_ bytes: [UInt8], name: String) throws(ImportFailure) -> [ReadForm] {
    let document: ProcessedDocument
    do throws(ReadError) {
      document = pipeline.process(try pipeline.read(bytes, name: name), name: name)
    } catch {
      throw ImportFailure(reason: error.code, sentence: error.message)
    }
    guard !document.content.forms.isEmpty else { throw Self.nothing(document.findings) }
    return document.content.forms.enumerated().map { index, form in
      // What was found about the document as a whole stands with its first form, so that somebody reads it.
      let own = document.findings.filter { $0.form == index || $0.form == nil && index == 0 }
      let score = pipeline.score(form)
      var content = form
      content.year = form.year ?? document.content.year
      return ReadForm(
        content: content, findings: own, score: score?.total, scoring: score.flatMap { pipeline.json($0) })
    }
  }

  private static func nothing(_ findings: [Finding]) -> ImportFailure {
    guard let finding = findings.first(where: { $0.rule == ImportFailure.nothing.reason }) else { return .nothing }
    return ImportFailure(reason: finding.rule, sentence: finding.message)
  }

  // MARK: scores

  func explain(_ form: FormContent, href: String) -> ScoreExplanation? {
    guard let score = pipeline.score(form), let scheme = pipeline.schemes[score.scheme] else { return nil }
    return ScoreExplanation(
      summary: ScoreSummary(
        computed: score.total, printed: score.printed, grade: score.grade?.name, scheme: score.schemeName),
      schemeBasis: Self.basis(scheme.validity, score.schemeWhy), schemeStanding: scheme.validity.standing.doubt,
      parts: score.root.children.map { ScorePart($0, href, places: scheme.rounding.rowPlaces) }, sum: Self.sum(score),
      open: score.notes.map(\.text))
  }

  func recomputation(_ form: FormContent) -> [UInt8]? {
    guard let score = pipeline.score(form), let scheme = pipeline.schemes[score.scheme] else { return nil }
    return Array(
      Recomputation.file(score, of: form, with: scheme) { "sm3:" + Digest.sm3($0) }.text(.indented).utf8)
  }

  private static func basis(_ validity: Validity, _ why: String?) -> String {
    let years = validity.lastYear.map { "\(validity.firstYear)—\($0) 年" } ?? "\(validity.firstYear) 年起"
    let parts = [validity.basis.joined(separator: "、"), "\(validity.place)，\(years)", why ?? ""]
    return parts.filter { !$0.isEmpty }.joined(separator: "；")
  }

  private static func sum(_ score: Score) -> String {
    score.root.children.map { $0.score.trimmed.description }.joined(separator: " + ") + " = \(score.total)"
  }

  // MARK: rules

  var ruleCount: Int { RuleCatalogue.all.count }

  var ruleGroups: [RuleGroup] {
    let goals: Set<FormKind> = [.projectGoal, .departmentGoal]
    let evaluations: Set<FormKind> = [.projectSelfEvaluation, .departmentSelfEvaluation]
    let sections: [(String, (Set<FormKind>) -> Bool)] = [
      ("全文和各表之间", { $0.isEmpty }), ("绩效目标表", { !$0.isEmpty && $0.isSubset(of: goals) }),
      ("自评表", { !$0.isEmpty && $0.isSubset(of: evaluations) }),
      ("各种表", { !$0.isEmpty && !$0.isSubset(of: goals) && !$0.isSubset(of: evaluations) }),
    ]
    return sections.map { title, belongs in
      RuleGroup(title: title, rules: RuleCatalogue.all.filter { belongs(Set($0.forms)) }.map { RuleItem($0) })
    }
  }
}

extension ScorePart {
  fileprivate init(_ node: ScoreNode, _ form: String, places: Int) {
    self.init(
      node.name, node.score.rounded(to: min(node.score.places, places)).trimmed, of: node.weight, why: node.why,
      printed: node.printed,
      href: node.path.map { form + "#" + $0.anchor }, parts: node.children.map { ScorePart($0, form, places: places) })
  }
}

extension RuleItem {
  fileprivate init(_ rule: Rule) {
    self.init(
      name: rule.id, title: rule.title, severity: rule.severity, about: rule.explanation, basis: rule.basis,
      kinds: rule.forms.isEmpty
        ? "整份文件"
        : rule.forms.count == FormKind.allCases.count
          ? "各种表" : rule.forms.map(\.officialName).joined(separator: "、"),
      standing: rule.standing.doubt)
  }
}

extension Validity.Standing {
  /// What a reader should know before relying on it; nil when there is nothing.
  fileprivate var doubt: String? {
    switch self {
    case .verified, .practice: nil
    case .unverified: "依据的原文还没有核对过，请财政局确认。"
    case .proposed: "没有文件规定，是建议的做法，请财政局确认。"
    }
  }
}
