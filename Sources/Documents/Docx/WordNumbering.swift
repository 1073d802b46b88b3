/// Numbers that Word prints before paragraphs without writing them into the text.
struct WordNumbering {
  private struct Level {
    var start = 1
    var format = "decimal"
    /// `%1.%2`: what is printed, with the number of each level put in.
    var text = ""
    var font: String?
    /// Level after which counting begins anew; nil for any higher one, 0 for never.
    var restart: Int?
    var isLegal = false
  }

  /// A list style: its levels, and where counting stands.
  private struct List {
    var levels: [Int: Level] = [:]
    var styleLevels: [String: Int] = [:]
  }

  private struct Instance {
    var list = 0
    var starts: [Int: Int] = [:]
    var levels: [Int: Level] = [:]
  }

  private var lists: [Int: List] = [:]
  private var instances: [Int: Instance] = [:]
  /// Last number printed, by list and level.
  private var counts: [Int: [Int?]] = [:]
  /// Instances whose own start number was used already.
  private var begun: Set<Int> = []
  private static let levelsMax = 9

  init() {}

  /// - Parameter source: `numbering.xml` piece by piece.
  init(limits: ReadLimits, source: @escaping XMLReader<WordNumberingName>.Source) throws(ReadError) {
    let xml = try XMLReader<WordNumberingName>(part: "numbering.xml", limits: limits, source: source)
    while let event = try xml.next() {
      guard event.kind == .start else { continue }
      switch event.name {
      case .abstractNum: lists[Self.number(.abstractNumId, xml, event)] = try Self.readList(xml)
      case .num: instances[Self.number(.numId, xml, event)] = try Self.readInstance(xml)
      default: break
      }
    }
  }

  private static func number(
    _ attribute: WordNumberingName.Attribute, _ xml: XMLReader<WordNumberingName>,
    _ event: XMLEvent<WordNumberingName>
  ) -> Int {
    xml.string(attribute, of: event).flatMap { Int($0) } ?? 0
  }

  private static func readList(_ xml: XMLReader<WordNumberingName>) throws(ReadError) -> List {
    var list = List()
    while let event = try xml.next() {
      if event.kind == .end, event.name == .abstractNum { break }
      guard event.kind == .start, event.name == .lvl else { continue }
      let index = number(.ilvl, xml, event)
      let (level, style) = try readLevel(xml)
      guard (0..<levelsMax).contains(index) else { continue }
      list.levels[index] = level
      if let style { list.styleLevels[style] = index }
    }
    return list
  }

  private static func readLevel(_ xml: XMLReader<WordNumberingName>) throws(ReadError) -> (Level, style: String?) {
    var level = Level()
    var style: String?
    while let event = try xml.next() {
      if event.kind == .end, event.name == .lvl { break }
      guard event.kind == .start else { continue }
      switch event.name {
      case .start: level.start = number(.val, xml, event)
      case .numFmt: level.format = xml.string(.val, of: event) ?? "decimal"
      // Word itself takes 255 characters; more would be multiplied by every paragraph of the list.
      case .lvlText: level.text = String((xml.string(.val, of: event) ?? "").unicodeScalars.prefix(255))
      case .lvlRestart: level.restart = number(.val, xml, event)
      case .isLgl: level.isLegal = xml.string(.val, of: event).map { $0 != "0" && $0 != "false" } ?? true
      case .pStyle: style = xml.string(.val, of: event)
      case .rFonts: level.font = xml.string(.ascii, of: event) ?? level.font
      case .abstractNum, .num, .abstractNumId, .lvl, .lvlOverride, .startOverride: break
      }
    }
    return (level, style)
  }

  private static func readInstance(_ xml: XMLReader<WordNumberingName>) throws(ReadError) -> Instance {
    var instance = Instance()
    var overridden = 0
    while let event = try xml.next() {
      if event.kind == .end, event.name == .num { break }
      guard event.kind == .start else { continue }
      switch event.name {
      case .abstractNumId: instance.list = number(.val, xml, event)
      case .lvlOverride: overridden = number(.ilvl, xml, event)
      case .startOverride: instance.starts[overridden] = number(.val, xml, event)
      case .lvl: instance.levels[overridden] = try readLevel(xml).0
      default: break
      }
    }
    return instance
  }

  /// The level a style has in a list that names it.
  func level(of style: String?, in number: Int) -> Int? {
    guard let style, let instance = instances[number] else { return nil }
    return lists[instance.list]?.styleLevels[style]
  }

  /// Counts one paragraph and gives what is printed before it; nil when the list is unknown or prints nothing.
  mutating func label(number: Int, level: Int) -> String? {
    guard let instance = instances[number], let list = lists[instance.list], (0..<Self.levelsMax).contains(level)
    else { return nil }
    guard let shown = instance.levels[level] ?? list.levels[level] else { return nil }
    count(instance, list, number: number, level: level)
    return text(shown, instance, list)
  }

  private mutating func count(_ instance: Instance, _ list: List, number: Int, level: Int) {
    var state = counts[instance.list] ?? Array(repeating: nil, count: Self.levelsMax)
    let isFirst = !instance.starts.isEmpty && begun.insert(number).inserted
    if isFirst { for start in instance.starts.keys where (0..<Self.levelsMax).contains(start) { state[start] = nil } }
    func start(_ level: Int) -> Int {
      instance.starts[level] ?? (instance.levels[level] ?? list.levels[level])?.start ?? 1
    }
    // A level that was jumped over counts as begun.
    for upper in 0..<level where state[upper] == nil { state[upper] = start(upper) }
    state[level] = state[level].map { $0 &+ 1 } ?? start(level)
    for lower in (level + 1)..<Self.levelsMax {
      let restart = (instance.levels[lower] ?? list.levels[lower])?.restart
      if restart == nil || (restart != 0 && level < restart!) { state[lower] = nil }
    }
    counts[instance.list] = state
  }

  private func text(_ shown: Level, _ instance: Instance, _ list: List) -> String? {
    guard shown.format != "none" else { return nil }
    if shown.format == "bullet" { return WordSymbols.text(of: shown.text, font: shown.font) }
    let state = counts[instance.list] ?? []
    var printed = ""
    var isPlaceholder = false
    for character in shown.text.unicodeScalars {
      if isPlaceholder, let digit = Int(String(character)), (1...Self.levelsMax).contains(digit) {
        let level = instance.levels[digit - 1] ?? list.levels[digit - 1]
        let format = shown.isLegal ? "decimal" : level?.format ?? "decimal"
        printed += NumberFormats.text((state[digit - 1] ?? level?.start) ?? 1, format: format)
        isPlaceholder = false
        continue
      }
      if isPlaceholder { printed += "%" }
      isPlaceholder = character == "%"
      if !isPlaceholder { printed.unicodeScalars.append(character) }
    }
    if isPlaceholder { printed += "%" }
    return printed.isEmpty ? nil : printed
  }
}

enum WordNumberingName: String, XMLVocabulary, Equatable {
  case abstractNum, num, abstractNumId, lvl, start, numFmt, lvlText, lvlRestart, isLgl, pStyle, rFonts
  case lvlOverride, startOverride
  enum Attribute: String, CaseIterable { case val, abstractNumId, numId, ilvl, ascii }
  static let namespaces = [WordName.namespaces[0]]
  var treatment: XMLTreatment { .element }
}
