public import Documents
public import Model
public import Schemes

/// What a document says, with where it says it and what could not be understood.
public struct Reading: Sendable {
  public var content: DocumentContent
  /// For each form of `content`, where in the file its values stand. Values that no cell or line
  /// shows have no place.
  public var places: [[FormPath: Document.Place]]
  /// What was printed where something else was expected, in page order.
  public var doubts: [Doubt]
  /// What there is so much of that the document was not read, in plain words; `content` is empty then.
  public var excess: String?

  /// A cell that could not be understood.
  public struct Doubt: Hashable, Sendable {
    /// In plain words: 不是金额.
    public let reason: String
    public let text: String
    public let place: Document.Place
    /// The cell of the form that it would have gone into; nil where none is meant.
    public let path: FormPath?
  }

  static func beyond(_ excess: String) -> Reading {
    Reading(content: DocumentContent(), places: [], doubts: [], excess: excess)
  }
}

/// Recognises the forms of a document by the labels of all templates together.
///
/// Nothing in it depends on a place or a file: a form that no template describes is read as far as its labels, heads
/// and titles are words of the trade.
public struct FormReader: Sendable {
  private let lexicon: Lexicon
  private let templates: TemplateLibrary

  /// Prepares the lexicon; keep the reader and use it for every document.
  public init(_ templates: TemplateLibrary) {
    lexicon = Lexicon(templates)
    self.templates = templates
  }

  public static func read(_ document: Document, _ templates: TemplateLibrary) -> Reading {
    FormReader(templates).read(document)
  }

  /// - Complexity: O(cells) with a small factor; a document without forms gives none, one beyond all measure
  ///   gives its `excess`.
  public func read(_ document: Document) -> Reading {
    let reading = read(document, SheetItem.items(of: document, lexicon))
    guard reading.excess == nil, StreamMerit.mayStream(document) else { return reading }
    guard let items = StreamReader.items(of: document, lexicon) else { return StreamDoubts.mark(reading) }
    let streamed = read(document, items, isStreamed: true)
    return StreamDoubts.mark(
      StreamMerit(streamed.content, lexicon).isBetter(than: StreamMerit(reading.content, lexicon)) ? streamed : reading)
  }

  /// - Parameter isStreamed: whether the rows were made of the paragraphs, so that these tell no forms of their own.
  private func read(_ document: Document, _ items: [SheetItem], isStreamed: Bool = false) -> Reading {
    var assembler = FormAssembler(items, lexicon)
    assembler.run()
    if let excess = assembler.excess { return .beyond(excess.detail) }
    var content = DocumentContent()
    content.forms = assembler.forms.map(\.content)
    DocumentFacts.read(document, assembler, into: &content)
    let told = ToldGoals(lexicon.vocabulary.narrative).read(document, units: content.forms.compactMap(\.unitName))
    if let told { content.forms.insert(told, at: 0) }
    let tables = content.forms.count
    if let excess = NarrativeReader.read(document, into: &content) { return .beyond(excess) }
    if isStreamed { content.forms.removeLast(max(0, content.forms.count - tables)) }
    for index in content.forms.indices {
      if content.forms[index].year == nil { content.forms[index].year = content.year }
      if content.forms[index].region == nil { content.forms[index].region = content.region }
      if content.forms[index].blankLabels == nil { content.forms[index].blankLabels = [] }
      content.forms[index].template = template(of: content.forms[index])
    }
    var places = (told == nil ? [] : [[:]]) + assembler.forms.map(\.places)
    while places.count < content.forms.count { places.append([:]) }
    locate(document, content.forms, &places)
    return Reading(content: content, places: places, doubts: assembler.forms.flatMap(\.doubts))
  }

  /// Looks up again what the rows did not place.
  private func locate(
    _ document: Document, _ forms: [FormContent], _ places: inout [[FormPath: Document.Place]]
  ) {
    var searches: [Bool: PlaceSearch] = [:]
    var cursors = [true: 0, false: 0]
    for (index, form) in forms.enumerated() where form.cells.contains(where: { places[index][$0.path] == nil }) {
      let inTables = !places[index].isEmpty
      var search = searches[inTables] ?? PlaceSearch(document, inTables: inTables)
      search.complete(form, &places[index], from: &cursors[inTables, default: 0])
      searches[inTables] = search
    }
  }

  /// The official form that the place prescribes for the kind and year; nil where only national ones are known, since a
  /// place may leave out what they ask for.
  private func template(of form: FormContent) -> String? {
    guard let region = form.region, let year = form.year else { return nil }
    return templates.local(form.kind, place: region, year: year)?.id
  }
}
