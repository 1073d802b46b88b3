/// What the styles of a Word document say about headings and numbering.
struct WordStyles {
  struct Style {
    var name = ""
    var parent: String?
    /// From 0; 9 means body text.
    var outline: Int?
    var number: Int?
    var level: Int?
  }

  private var styles: [String: Style] = [:]
  private var normal: String?

  init() {}

  /// - Parameter source: `styles.xml` piece by piece.
  init(limits: ReadLimits, source: @escaping XMLReader<WordStyleName>.Source) throws(ReadError) {
    let xml = try XMLReader<WordStyleName>(part: "styles.xml", limits: limits, source: source)
    while let event = try xml.next() {
      guard event.kind == .start, event.name == .style else { continue }
      guard let id = xml.string(.styleId, of: event), styles.count < 10_000 else { continue }
      let isParagraph = xml.string(.type, of: event) == "paragraph"
      let isDefault = xml.string(.default, of: event).map { $0 != "0" && $0 != "false" } ?? false
      let style = try Self.readStyle(xml)
      guard isParagraph else { continue }
      styles[id] = style
      if isDefault { normal = id }
    }
    for id in styles.keys { resolve(id) }
  }

  private static func readStyle(_ xml: XMLReader<WordStyleName>) throws(ReadError) -> Style {
    var style = Style()
    while let event = try xml.next() {
      if event.kind == .end, event.name == .style { break }
      guard event.kind == .start else { continue }
      let value = xml.string(.val, of: event) ?? ""
      switch event.name {
      case .name: style.name = value
      case .basedOn: style.parent = value
      case .outlineLvl: style.outline = Int(value)
      case .numId: style.number = Int(value)
      case .ilvl: style.level = Int(value)
      case .style, .pPrChange: break
      }
    }
    return style
  }

  /// Takes over from the ancestors what a style leaves open; a circle of ancestors ends after 32 steps.
  private mutating func resolve(_ id: String) {
    guard var style = styles[id] else { return }
    style.outline = style.outline ?? Self.outline(ofName: style.name)
    var parent = style.parent
    for _ in 0..<32 {
      guard let name = parent, let ancestor = styles[name] else { break }
      style.outline = style.outline ?? ancestor.outline ?? Self.outline(ofName: ancestor.name)
      if style.number == nil { style.number = ancestor.number }
      if style.level == nil { style.level = ancestor.level }
      parent = ancestor.parent
    }
    styles[id] = style
  }

  /// The style of a paragraph; without a name, that of ordinary paragraphs.
  subscript(_ id: String?) -> Style? { (id ?? normal).flatMap { styles[$0] } }

  /// Programs name built-in styles in English whatever they show; converters also write the Chinese names.
  private static func outline(ofName name: String) -> Int? {
    let lower = name.lowercased()
    if lower == "title" || lower == "标题" { return 0 }
    for prefix in ["heading", "标题"] where lower.hasPrefix(prefix) {
      let rest = lower.dropFirst(prefix.count).drop { $0 == " " }
      if let level = Int(rest), (1...9).contains(level) { return level - 1 }
    }
    return nil
  }
}

enum WordStyleName: String, XMLVocabulary, Equatable {
  case style, name, basedOn, outlineLvl, numId, ilvl, pPrChange
  enum Attribute: String, CaseIterable { case val, styleId, type, `default` }
  static let namespaces = [WordName.namespaces[0]]
  var treatment: XMLTreatment { self == .pPrChange ? .drop : .element }
}
