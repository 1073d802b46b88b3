import Model
import Schemes
import Work

/// What turns a file into forms with findings and scores; the pipeline in the program, something small in tests.
protocol DocumentProcessor: Sendable {
  func process(_ bytes: [UInt8], name: String) throws(ImportFailure) -> [ReadForm]
  /// The forms of a file once more, each beside the document it was read from.
  func sources(_ bytes: [UInt8], name: String) throws(ImportFailure) -> [SourceReading]
  /// The same by what the office of a region sets otherwise for the year that the document is of; nil where it tells none.
  func process(_ bytes: [UInt8], name: String, rules: (Int?) -> LocalRules) throws(ImportFailure) -> [ReadForm]
  /// What is to be said about a form that is being filled in; a few milliseconds.
  func review(_ form: FormContent) -> ReadForm
  func review(_ form: FormContent, _ rules: LocalRules) -> ReadForm
  /// What an office may set otherwise, and to what.
  var ruleCatalogue: RuleSettingCatalogue { get }
  /// The forms of every place and year.
  var templates: TemplateLibrary { get }
  /// How a form's score comes about; nil for forms that are not scored.
  func explain(_ form: FormContent) -> ScoreExplanation?
  /// What a stranger needs to compute the score again, as JSON; nil for forms that are not scored.
  func recomputation(_ form: FormContent) -> [UInt8]?
  /// Rules that every form is checked by.
  var ruleCount: Int { get }
  var ruleGroups: [RuleGroup] { get }
  /// Templates, schemes and policies in force, for the work of the year.
  var rulebook: Rulebook { get }
}

extension DocumentProcessor {
  func sources(_ bytes: [UInt8], name: String) throws(ImportFailure) -> [SourceReading] { [] }
  func process(_ bytes: [UInt8], name: String, rules: (Int?) -> LocalRules) throws(ImportFailure) -> [ReadForm] {
    try process(bytes, name: name)
  }
  func review(_ form: FormContent, _ rules: LocalRules) -> ReadForm { review(form) }
  var ruleCatalogue: RuleSettingCatalogue { RuleSettingCatalogue() }
}

/// One form of a file.
struct ReadForm: Sendable {
  /// Why a person should hold some of its values against the document, one sentence each.
  var doubts: [String] = []
  var content: FormContent
  var findings: [Finding]
  var score: ExactDecimal?
  /// The scoring with its explanation, as the reading contract prints it.
  var scoring: JSON?
}

/// A score, opened to every row, in the words of pages.
struct ScoreExplanation: Sendable {
  var summary: ScoreSummary
  var schemeBasis: String
  var schemeStanding: String?
  var parts: [ScorePart]
  var sum: String
  var open: [String] = []
}

/// Why a file was not read in: a word for programs, a sentence for the clerk.
struct ImportFailure: Error, Hashable, Sendable {
  let reason: String
  let sentence: String

  static let tooLarge = ImportFailure(
    reason: "too-large", sentence: "文件超过 \(UploadRules.fileText)，没有读。请去掉里面的图片或分成几个文件再传。")
  static let lost = ImportFailure(reason: "file-lost", sentence: "存下的文件读不出来了。请重传这一个；再出现请告诉系统管理员。")
  static let interrupted = ImportFailure(
    reason: "interrupted", sentence: "读这个文件时程序中断了，没有存进去。请单独重传这一个；再出现请告诉系统管理员。")
  static let offline = ImportFailure(
    reason: "offline-form", sentence: "这是一张表的离线填报表，没有读。请到那张表的“离线填报”页收回。")
  static let nothing = ImportFailure(
    reason: "nothing-recognised", sentence: "没有认出任何绩效表。请确认传的是申报表、自评表或监控表，并且表格没有转成图片。")
}

/// How much may be brought in at once.
enum UploadRules {
  static let bytesMax = 200 * 1_024 * 1_024
  static let fileMegabytesMax = 100
  static let fileBytesMax = fileMegabytesMax * 1_024 * 1_024
  static let fileText = "\(fileMegabytesMax) MB"
  static let filesMax = 200
  /// Files of one packed folder, and bytes of all of them together.
  static let archiveFilesMax = 2_000
  static let unpackedBytesMax = 1_024 * 1_024 * 1_024

  static let forPages = UploadLimits(
    kinds: [".docx", ".xlsx", ".pdf", ".csv", ".html", ".txt", ".zip"],
    otherEndings: [".doc", ".wps", ".xls", ".et", ".rtf", ".odt", ".ods", ".htm", ".mht", ".mhtml", ".tsv"],
    fileMegabytes: fileMegabytesMax, files: filesMax)
}
