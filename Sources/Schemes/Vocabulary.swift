public import Model

/// Words of the trade that are not tied to one form: how offices everywhere name the same cells, heads and titles.
public struct Vocabulary: Sendable {
  /// A title says its kind by words that stand in it together; the first match counts.
  public struct TitleWords: Sendable {
    public let kind: FormKind
    public let all: [String]
  }
  /// A labelled cell by its many names.
  public struct FieldWords: Sendable {
    public let target: FieldTarget
    public let labels: [String]
    /// Only a label where no table is open: 其他资金.
    public let weak: Bool
  }
  /// A column by its many names.
  public struct ColumnWords: Sendable {
    public let list: TemplateList
    public let field: String
    public let labels: [String]
  }
  /// The heading of a table by its many names.
  public struct TableWords: Sendable {
    public let list: TemplateList
    public let term: Goal.Term?
    public let labels: [String]
  }
  /// A level-2 class with the level-1 head it belongs under when the document does not say.
  public struct LevelWords: Sendable {
    public let level1: String
    public let synonyms: [String]
    public let level2: [String]
  }

  /// Headings and openings of a department's goals told in sentences instead of a table.
  public struct NarrativeWords: Sendable {
    public let overall: [String]
    public let items: [String]
    public let goal: [String]
    public let indicator: [String]
  }

  public internal(set) var narrative = NarrativeWords(overall: [], items: [], goal: [], indicator: [])
  public internal(set) var titles: [TitleWords] = []
  public internal(set) var titleEndings: [String] = []
  public internal(set) var fields: [FieldWords] = []
  public internal(set) var columns: [ColumnWords] = []
  public internal(set) var tables: [TableWords] = []
  public internal(set) var levels: [LevelWords] = []
  /// What is printed where nothing is meant: `.....`.
  public internal(set) var placeholders: [String] = []
  /// Beginnings of the prompts that empty forms print where values belong.
  public internal(set) var hints: [String] = []
  /// Names of sum rows.
  public internal(set) var totals: [String] = []
  /// Row names of the income and of the spending composition.
  public internal(set) var incomeItems: [String] = []
  public internal(set) var spendingItems: [String] = []
  /// Words that say that an amount is a change and not a budget: 增长.
  public internal(set) var changeWords: [String] = []
  /// Words that make any short label one about a person, so that it is kept apart: 负责人.
  public internal(set) var personalWords: [String] = []
  /// Words before a label that do not change what it means: 其中.
  public internal(set) var labelPrefixes: [String] = []

  init() {}
}

extension Vocabulary {
  init(_ file: DataObject) {
    for object in file.objects("titles") {
      if let kind = object.choice("kind", FormKind.self) {
        titles.append(TitleWords(kind: kind, all: object.texts("all")))
      }
      object.finish()
    }
    titleEndings = file.texts("title_endings")
    for object in file.objects("fields") {
      if let target = object.choice("target", FieldTarget.self) {
        fields.append(FieldWords(target: target, labels: object.texts("labels"), weak: object.flag("weak")))
      }
      object.finish()
    }
    for object in file.objects("columns") {
      if let list = object.choice("list", TemplateList.self) {
        let field = object.columnField(of: list)
        columns.append(ColumnWords(list: list, field: field, labels: object.texts("labels")))
      }
      object.finish()
    }
    for object in file.objects("tables") {
      if let list = object.choice("list", TemplateList.self) {
        let term = object.optionalChoice("term", Goal.Term.self)
        tables.append(TableWords(list: list, term: term, labels: object.texts("labels")))
      }
      object.finish()
    }
    for object in file.objects("levels") {
      levels.append(
        LevelWords(level1: object.text("level1"), synonyms: object.texts("synonyms"), level2: object.texts("level2")))
      object.finish()
    }
    if let object = file.object("narrative") {
      narrative = NarrativeWords(
        overall: object.texts("overall"), items: object.texts("items"), goal: object.texts("goal"),
        indicator: object.texts("indicator"))
      object.finish()
    }
    placeholders = file.texts("placeholders")
    hints = file.texts("hints")
    totals = file.texts("totals")
    incomeItems = file.texts("income_items")
    spendingItems = file.texts("spending_items")
    changeWords = file.texts("change_words")
    personalWords = file.texts("personal_words")
    labelPrefixes = file.texts("label_prefixes")
    file.finish()
  }
}
