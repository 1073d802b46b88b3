import Documents
import Forms
import Model
import Review
import Schemes
import Scoring
import Store
import Work

/// The pipeline as the pages see it.
struct PipelineProcessor: DocumentProcessor {
  let pipeline: Pipeline

  func process(_ bytes: [UInt8], name: String) throws(ImportFailure) -> [ReadForm] {
    try process(bytes, name: name) { _ in .none }
  }

  func process(_ bytes: [UInt8], name: String, rules: (Int?) -> LocalRules) throws(ImportFailure) -> [ReadForm] {
    if WorkbookCells.sheetNames(bytes).contains(OfflineIdentity.sheet) { throw .offline }
    let (source, reading) = try read(bytes, name: name)
    let year = reading.content.forms.lazy.compactMap(\.year).first ?? reading.content.year
    // What is taken in has to be right: a digit that was read wrongly is mended like one that was printed wrongly.
    var taken = reading
    taken.content.isRecognised = false
    let document = pipeline.process(taken, name: name, rules(year))
    guard !document.content.forms.isEmpty else { throw Self.nothing(document.findings) }
    let forms = document.content.forms
    // What was found about the document as a whole stands with the form of the department, else with the first, so that
    // somebody reads it.
    let whole = forms.firstIndex { $0.kind.isAboutDepartment } ?? 0
    return forms.enumerated().map { index, form in
      let own = document.findings.filter { $0.form == index || $0.form == nil && index == whole }
      let score = pipeline.score(form)
      var content = form
      content.year = form.year ?? document.content.year
      let doubtful = SourceReading(source, form, reading.places[index], reading.doubts).doubtful
      return ReadForm(
        doubts: doubtful.compactMap(\.doubt), content: content, findings: own, score: score?.total,
        scoring: score.flatMap { pipeline.json($0) })
    }
  }

  private func read(
    _ bytes: [UInt8], name: String
  ) throws(ImportFailure) -> (document: Document, reading: Reading) {
    do throws(ReadError) {
      return try pipeline.readWithSource(bytes, name: name)
    } catch {
      throw ImportFailure(error)
    }
  }

  func sources(_ bytes: [UInt8], name: String) throws(ImportFailure) -> [SourceReading] {
    let (document, reading) = try read(bytes, name: name)
    return reading.content.forms.enumerated().map { index, form in
      SourceReading(document, form, reading.places[index], reading.doubts)
    }
  }

  private static func nothing(_ findings: [Finding]) -> ImportFailure {
    guard let finding = findings.first(where: { $0.rule == ImportFailure.nothing.reason }) else { return .nothing }
    return ImportFailure(reason: finding.rule, sentence: finding.message)
  }

  func review(_ form: FormContent) -> ReadForm { review(form, .none) }

  func review(_ form: FormContent, _ rules: LocalRules) -> ReadForm {
    let result = pipeline.process(form, rules)
    return ReadForm(
      content: form, findings: result.findings, score: result.score?.total,
      scoring: result.score.flatMap { pipeline.json($0) })
  }

  var templates: TemplateLibrary { pipeline.templates }

  // MARK: scores

  func explain(_ form: FormContent) -> ScoreExplanation? {
    guard let score = pipeline.score(form), let scheme = pipeline.schemes[score.scheme] else { return nil }
    let basis = [scheme.validity.words, score.schemeWhy].compactMap { $0 }
    return ScoreExplanation(
      summary: ScoreSummary(score), schemeBasis: basis.joined(separator: "；"),
      schemeStanding: scheme.validity.standing.doubt, parts: score.pageParts, sum: score.sumLine, open: score.openWords)
  }

  func recomputation(_ form: FormContent) -> [UInt8]? {
    guard let score = pipeline.score(form), let scheme = pipeline.schemes[score.scheme] else { return nil }
    return Array(
      Recomputation.file(score, of: form, with: scheme) { "sm3:" + Digest.sm3($0) }.text(.indented).utf8)
  }

  // MARK: rules

  var ruleCount: Int { RuleCatalogue.all.count }
  var ruleGroups: [RuleGroup] { RuleGroup.catalogue(pipeline.reviewer.switches) + [.accounts] }

  var ruleCatalogue: RuleSettingCatalogue { RuleSettingCatalogue(pipeline.reviewer.parameters) }

  var rulebook: Rulebook { pipeline.rulebook }
}
