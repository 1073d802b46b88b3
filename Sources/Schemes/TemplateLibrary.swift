public import Model

/// All templates and the words they share.
public struct TemplateLibrary: Sendable {
  public let templates: [Template]
  public let vocabulary: Vocabulary

  /// Name of the file that holds the shared words; every other file is a template.
  public static let vocabularyFile = "vocabulary.json5"

  public init(templates: [Template] = [], vocabulary: Vocabulary? = nil) {
    self.templates = templates
    self.vocabulary = vocabulary ?? Vocabulary()
  }

  /// Reads the files of `Resources/templates`.
  /// - Returns: what could be read, and every mistake of every file with its line; a template with a mistake is left out.
  public static func load(_ files: [(name: String, bytes: [UInt8])]) -> (
    valid: TemplateLibrary, mistakes: [DataMistake]
  ) {
    var templates: [Template] = []
    var vocabulary: Vocabulary?
    var mistakes: [DataMistake] = []
    for file in files {
      let reader = DataFileReader(file: file.name)
      if let object = reader.open(file.bytes) {
        if file.name == vocabularyFile {
          vocabulary = Vocabulary(object)
        } else {
          let template = Template(object)
          if templates.contains(where: { $0.id == template.id }) {
            object.report("id", "“\(template.id)”已有另一个表样在用")
          }
          if reader.mistakes.isEmpty { templates.append(template) }
        }
      }
      mistakes += reader.mistakes
    }
    if vocabulary == nil {
      mistakes.append(DataMistake(file: vocabularyFile, line: 0, reason: "缺少词表文件"))
    }
    return (TemplateLibrary(templates: templates, vocabulary: vocabulary), mistakes)
  }

  /// The templates in `Resources`, read anew at each call.
  public static func standard() -> (valid: TemplateLibrary, mistakes: [DataMistake]) {
    load(ResourceFiles.bytes(in: "templates"))
  }

  public subscript(id: String) -> Template? { templates.first { $0.id == id } }

  /// The template that a place itself prescribes.
  /// - Parameter place: as documents name it, with or without the city it lies in: 汉阳区 or 武汉市汉阳区.
  public func local(_ kind: FormKind, place: String, year: Int) -> Template? {
    templates.first { template in
      let own = template.validity.place
      return template.kind == kind && template.validity.covers(year) && (own.hasSuffix(place) || place.hasSuffix(own))
    }
  }

  /// The templates of a kind in force in a place and year: those of the place first, then the national ones.
  /// - Parameter place: as in `Validity.place`; a template of 武汉市 also serves 武汉市汉阳区.
  public func templates(_ kind: FormKind, place: String?, year: Int) -> [Template] {
    let fitting = templates.filter { $0.kind == kind && $0.validity.covers(year) }
    let local = fitting.filter { template in place.map { $0.hasPrefix(template.validity.place) } ?? false }
    return local.sorted { $0.validity.place.utf8.count > $1.validity.place.utf8.count }
      + fitting.filter { $0.validity.place == "全国" }
  }
}

extension Template {
  init(_ file: DataObject) {
    id = file.text("id")
    kind = file.choice("kind", FormKind.self) ?? .projectGoal
    name = file.text("name")
    titles = file.texts("titles")
    validity = file.validity()
    moneyUnit = file.optionalChoice("unit", MoneyUnit.self) ?? .wanYuan
    requiredLevels = file.texts("required_levels")
    levels = file.objects("levels").map { object in
      let level = Level(name: object.text("name"), level2: object.texts("level2"))
      object.finish()
      return level
    }
    sections = file.objects("sections").map(Section.init)
    if sections.isEmpty { file.report("sections", "“sections”至少要有一段") }
    for required in requiredLevels where !levels.contains(where: { $0.name == required }) {
      file.report("required_levels", "“\(required)”不在“levels”里")
    }
    file.finish()
  }
}

extension Template.Section {
  init(_ object: DataObject) {
    title = object.optionalText("title")
    rows = object.objects("rows").map { row in
      let fields = row.objects("cells").map(Template.Field.init)
      row.finish()
      return fields
    }
    table = object.object("table").map(Template.Table.init)
    if rows.isEmpty && table == nil { object.report("rows", "一段应有“rows”或“table”") }
    object.finish()
  }
}

extension Template.Field {
  init(_ object: DataObject) {
    label = object.text("label")
    synonyms = object.texts("synonyms")
    target = object.choice("target", FieldTarget.self) ?? .attribute
    required = object.flag("required")
    personal = object.flag("personal") || target == .contact
    long = object.flag("long")
    object.finish()
  }
}

extension Template.Table {
  init(_ object: DataObject) {
    let list = object.choice("list", TemplateList.self) ?? .indicators
    self.list = list
    term = object.optionalChoice("term", Goal.Term.self)
    columns = object.objects("columns").map { column in
      let field = column.columnField(of: list)
      let result = Template.Column(
        label: column.text("label"), synonyms: column.texts("synonyms"), field: field,
        group: column.optionalText("group"))
      column.finish()
      return result
    }
    if columns.isEmpty { object.report("columns", "“columns”至少要有一列") }
    fixedRows = object.texts("fixed_rows")
    object.finish()
  }
}

extension DataObject {
  /// The member `field` as the name of a column of that table; anything else is reported.
  func columnField(of list: TemplateList) -> String {
    let field = text("field")
    if !field.isEmpty, !list.rowFields.contains(field), !TemplateList.extraColumns.contains(field) {
      report("field", "“\(field)”不是\(list.rawValue)表的列")
    }
    return field
  }
}
