import Model
import Schemes

/// The labels of all templates and of the shared vocabulary, ready to be looked up by `Wording.key`.
struct Lexicon: Sendable {
  struct Field: Sendable, Hashable {
    var target: FieldTarget
    var personal: Bool
    var weak: Bool
  }
  struct TableTitle: Sendable, Hashable {
    var list: TemplateList
    var term: Goal.Term?
  }

  private(set) var fields: [String: Field] = [:]
  private(set) var columns: [TemplateList: [String: String]] = [:]
  private(set) var tables: [String: TableTitle] = [:]
  /// Canonical level-1 head by key.
  private(set) var level1: [String: String] = [:]
  /// Level-1 heads under which a level-2 class may stand, by key; the first is where it belongs.
  private(set) var level2: [String: [String]] = [:]
  private(set) var totals: Set<String> = []
  /// Beginnings of four scalars or more of the level-2 heads.
  private var level2Beginnings: Set<String> = []
  private(set) var incomeItems: Set<String> = []
  private(set) var spendingItems: Set<String> = []
  private(set) var placeholders: Set<String> = []
  let vocabulary: Vocabulary
  /// Last characters of the endings that titles have.
  private let titleMarks: Set<Unicode.Scalar>
  /// Bytes of a title with all its remarks.
  private static let titleMax = 600

  init(_ library: TemplateLibrary) {
    vocabulary = library.vocabulary
    titleMarks = Set(vocabulary.titleEndings.compactMap(\.unicodeScalars.last))
    addVocabulary()
    for template in library.templates { add(template) }
    for key in level2.keys where key.unicodeScalars.count > 4 {
      for count in 4..<key.unicodeScalars.count { level2Beginnings.insert(String(key.prefix(count))) }
    }
  }

  private mutating func addVocabulary() {
    for words in vocabulary.fields {
      for label in words.labels { addField(label, words.target, personal: words.target == .contact, weak: words.weak) }
    }
    for words in vocabulary.columns {
      for label in words.labels { addColumn(words.list, label, words.field) }
    }
    for words in vocabulary.tables {
      for label in words.labels where tables[Wording.key(label)] == nil {
        tables[Wording.key(label)] = TableTitle(list: words.list, term: words.term)
      }
    }
    for words in vocabulary.levels {
      for label in [words.level1] + words.synonyms { level1[Wording.key(label), default: words.level1] = words.level1 }
      for label in words.level2 { addLevel2(label, words.level1) }
    }
    totals = Set(vocabulary.totals.map(Wording.key))
    incomeItems = Set(vocabulary.incomeItems.map(Wording.key))
    spendingItems = Set(vocabulary.spendingItems.map(Wording.key))
    placeholders = Set(vocabulary.placeholders.map(Wording.unspaced))
  }

  private mutating func add(_ template: Template) {
    for section in template.sections {
      for field in section.rows.joined() {
        for label in [field.label] + field.synonyms {
          addField(label, field.target, personal: field.personal, weak: false)
        }
      }
      guard let table = section.table else { continue }
      for column in table.columns {
        for label in [column.label] + column.synonyms { addColumn(table.list, label, column.field) }
      }
      if let title = section.title, table.list == .costs || table.list == .procurement || table.term != nil {
        let key = Wording.key(title)
        if tables[key] == nil { tables[key] = TableTitle(list: table.list, term: table.term) }
      }
    }
    for level in template.levels {
      level1[Wording.key(level.name), default: level.name] = level.name
      for name in level.level2 { addLevel2(name, level.name) }
    }
  }

  private mutating func addField(_ label: String, _ target: FieldTarget, personal: Bool, weak: Bool) {
    let key = Wording.key(label)
    if fields[key] == nil { fields[key] = Field(target: target, personal: personal, weak: weak) }
  }

  private mutating func addColumn(_ list: TemplateList, _ label: String, _ field: String) {
    let key = Wording.key(label)
    if columns[list]?[key] == nil { columns[list, default: [:]][key] = field }
  }

  private mutating func addLevel2(_ label: String, _ parent: String) {
    let key = Wording.key(label)
    if level2[key]?.contains(parent) != true { level2[key, default: []].append(parent) }
  }

  /// What the words of a cell are: label, level head, number, value of an indicator.
  struct Traits: Sendable {
    var field: Field?
    var isTable = false
    var level1 = false
    var level2 = false
    var isBrokenLevel2 = false
    var looksLikeLevel = false
    var isNumber = false
    var looksLikeValue = false

    var isLevel: Bool { level1 || level2 }
  }

  /// - Complexity: a few look-ups; long texts are none of these things.
  func traits(_ text: String, _ key: String) -> Traits {
    var traits = Traits()
    guard text.utf8.count <= Self.keyMax else { return traits }
    traits.looksLikeValue = Figures.looksLikeValue(text)
    traits.isNumber = Figures.number(text) != nil
    guard !traits.isNumber else { return traits }
    traits.field = field(key)
    traits.isTable = table(key) != nil
    let level = levelKey(text)
    traits.level1 = level1[level] != nil
    traits.level2 = level2[level] != nil
    traits.looksLikeLevel = looksLikeLevel(text)
    traits.isBrokenLevel2 = !traits.level2 && isBrokenLevel2(key)
    return traits
  }

  // MARK: Looking up

  /// A label may carry the year in front: `2024年度绩效目标`.
  private func withoutYear(_ key: String) -> [String] {
    guard let first = key.utf8.first, (0x30...0x39).contains(first) else { return [] }
    let scalars = Array(key.unicodeScalars)
    guard scalars.count > 5, scalars.prefix(4).allSatisfy(Wording.isDigit), scalars[4] == "年" else { return [] }
    func rest(_ count: Int) -> String {
      var out = String.UnicodeScalarView()
      out.append(contentsOf: scalars.dropFirst(count))
      return String(out)
    }
    return [rest(4), rest(5)] + (scalars[5] == "度" ? [rest(6)] : [])
  }

  /// A column may name the months it covers: `1-7月执行数`.
  private func withoutMonths(_ key: String) -> String? {
    guard key.utf8.count > 3, key.contains("月") else { return nil }
    let scalars = Array(key.unicodeScalars)
    guard let month = scalars.firstIndex(of: "月"), month > 0, month < 10, month + 1 < scalars.count else { return nil }
    guard scalars[..<month].contains(where: { Wording.isDigit($0) || $0 == "n" || $0 == "N" || $0 == "X" || $0 == "x" })
    else { return nil }
    var out = String.UnicodeScalarView()
    out.append(contentsOf: scalars[(month + 1)...])
    return String(out)
  }

  /// Bytes of the longest text that can be a word of the trade.
  private static let keyMax = 180

  func field(_ key: String) -> Field? {
    guard key.utf8.count <= Self.keyMax else { return nil }
    if let known = fields[key] ?? withoutYear(key).lazy.compactMap({ fields[$0] }).first { return known }
    let count = key.unicodeScalars.count
    guard count <= 14 else { return nil }
    if vocabulary.personalWords.contains(where: key.contains) {
      return Field(target: .contact, personal: true, weak: false)
    }
    for prefix in vocabulary.labelPrefixes where key.hasPrefix(prefix) && key.utf8.count > prefix.utf8.count {
      if let known = fields[String(key.dropFirst(prefix.count))] { return known }
    }
    return nil
  }

  func column(_ list: TemplateList, _ key: String) -> String? {
    guard key.utf8.count <= Self.keyMax, let known = columns[list] else { return nil }
    if let field = known[key] { return field }
    for variant in withoutYear(key) { if let field = known[variant] { return field } }
    if let variant = withoutMonths(key), let field = known[variant] { return field }
    return nil
  }

  func table(_ key: String) -> TableTitle? {
    guard key.utf8.count <= Self.keyMax else { return nil }
    return tables[key] ?? withoutYear(key).lazy.compactMap { tables[$0] }.first
  }

  /// Whether a head of a column means the name of an indicator and nothing else.
  func isName(_ label: String) -> Bool {
    ["三级指标", "指标名称", "三级指标名称"].contains(Wording.key(label))
  }

  /// The canonical level-1 head of a cell such as `产出指标（27分）`.
  func level1Name(_ text: String) -> String? { level1[levelKey(text)] }

  func level2Parents(_ text: String) -> [String]? { level2[levelKey(text)] }

  /// Whether a text is the beginning of a level-2 head that a page break cut: `生态环境成本指`.
  func isBrokenLevel2(_ key: String) -> Bool {
    level2Beginnings.contains(key)
  }

  func levelKey(_ text: String) -> String {
    guard text.utf8.count <= Self.keyMax * 2 else { return "" }
    return Wording.withoutNumber(Wording.key(Figures.splitWeight(text, bare: true).text))
  }

  /// Whether a text could be the name of an indicator class that we do not know.
  func looksLikeLevel(_ text: String) -> Bool {
    let key = levelKey(text)
    guard key.unicodeScalars.count <= 14, key.unicodeScalars.count >= 2 else { return false }
    return ["指标", "效益", "满意度", "影响", "目标"].contains { key.hasSuffix($0) }
  }

  /// Whether a row is named as a sum.
  func isTotal(_ text: String?) -> Bool { text.map { totals.contains(Wording.key($0)) } ?? false }

  /// Whether a row is named as a sum of money or as the score of the form.
  func isSum(_ text: String?) -> Bool { isTotal(text) || text.map { field(Wording.key($0))?.target == .score } == true }

  /// Whether a cell is blank or a mark that means nothing.
  func isPlaceholder(_ text: String) -> Bool {
    Wording.isEmptyMark(text) || placeholders.contains(Wording.unspaced(text))
  }

  /// Whether a cell only prompts whoever fills the form in: `（填写项目全称）`, `请选择`.
  func isHint(_ text: String) -> Bool {
    guard text.utf8.count <= Self.keyMax, let first = text.unicodeScalars.first else { return false }
    let isBracketed =
      "(（[【<《".unicodeScalars.contains(first) && ")）]】>》".unicodeScalars.contains(text.unicodeScalars.last ?? first)
    guard isBracketed || first == "请" || text.hasPrefix("点击") || text.hasPrefix("单击") || text.hasPrefix("此处") else {
      return false
    }
    // `（一）甲（乙）` is bracketed at both ends, but no remark.
    let inner = isBracketed ? String(text.unicodeScalars.dropFirst().dropLast().map(Character.init)) : text
    guard !inner.unicodeScalars.contains(where: { ")）]】".unicodeScalars.contains($0) }) else { return false }
    return vocabulary.hints.contains { inner.hasPrefix($0) }
  }

  /// The kind of form a title announces; nil when the text is no title of a form.
  func titleKind(_ text: String) -> FormKind? {
    // Most lines are told by a single character not to be one.
    guard text.utf8.count <= Self.titleMax, text.unicodeScalars.contains(where: titleMarks.contains) else { return nil }
    let key = Wording.key(text)
    let count = key.unicodeScalars.count
    guard count >= 5, count <= 50, tables[key] == nil, fields[key] == nil else { return nil }
    guard vocabulary.titleEndings.contains(where: key.hasSuffix) else { return nil }
    guard !["附表", "一览表", "分析表", "评分表", "体系表", "目录表", "统计表"].contains(where: key.hasSuffix) else {
      return nil
    }
    return vocabulary.titles.first { words in words.all.allSatisfy { key.contains($0) } }?.kind
  }
}
