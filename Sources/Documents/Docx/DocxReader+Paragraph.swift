extension DocxReader {
  private struct ParagraphProperties {
    var style: String?
    var outline: Int?
    var number: Int?
    var level: Int?
    var isEndDeleted = false
  }

  /// Appends what a paragraph prints to `text`, its number first; its text boxes go to `boxes`.
  mutating func readParagraph() throws(ReadError) -> ParagraphEnd {
    var properties = ParagraphProperties()
    var isBegun = false
    var runStart = text.count
    var isRunHidden = false
    var numberEnd = -1
    while let event = try xml.next() {
      if event.kind == .start, event.name == .pPr {
        properties = try readParagraphProperties()
        continue
      }
      if !isBegun {
        if appendNumber(properties) { numberEnd = text.count }
        isBegun = true
      }
      switch (event.kind, event.name) {
      case (.text, _): if fields.showsText { try appendText(event) }
      case (.start, .r): (runStart, isRunHidden) = (text.count, false)
      case (.end, .r): if isRunHidden { text.removeSubrange(min(runStart, text.count)...) }
      case (.start, .vanish): isRunHidden = isOn(event)
      case (.start, .txbxContent): boxes += try readBlocks(until: .txbxContent)
      case (.start, .del), (.start, .moveFrom): try xml.skip(event.name)
      case (.start, .showingPlcHdr): try xml.skip(.sdt)
      case (.start, .fldChar): fields.handle(xml.string(.fldCharType, of: event))
      case (.start, .checkBox): try readCheckBox()
      case (.start, .ddList): try readDropDown()
      case (.start, _): appendSign(event)
      case (.end, .p):
        fields.endParagraph()
        // A number that stands alone, as in a column of running numbers, needs no blank after it.
        if text.count == numberEnd, text.last == 0x20 { text.removeLast() }
        return ParagraphEnd(heading: heading(properties), runsOn: properties.isEndDeleted)
      case (.end, _): break
      }
    }
    throw .damaged(.docx, detail: "正文不完整")
  }

  private mutating func appendText(_ event: XMLEvent<WordName>) throws(ReadError) {
    xml.append(event, to: &text)
    guard text.count <= limits.textBytes else { throw textLimitError }
  }

  /// Tabs, line breaks and other signs that are elements.
  private mutating func appendSign(_ event: XMLEvent<WordName>) {
    guard fields.showsText else { return }
    switch event.name {
    case .tab, .ptab: text.append(0x09)
    case .br, .cr: text.append(0x0A)
    case .noBreakHyphen: text.append(UInt8(ascii: "-"))
    case .sym:
      guard let code = xml.string(.char, of: event).flatMap({ UInt32($0, radix: 16) }),
        let sign = WordSymbols.scalar(code, font: xml.string(.font, of: event))
      else { return }
      text += Array(String(Character(sign)).utf8)
    default: break
    }
  }

  private func isOn(_ event: XMLEvent<WordName>) -> Bool {
    guard let value = xml.string(.val, of: event) else { return true }
    return value != "0" && value != "false" && value != "off"
  }

  private mutating func readParagraphProperties() throws(ReadError) -> ParagraphProperties {
    var properties = ParagraphProperties()
    while let event = try xml.next() {
      switch (event.kind, event.name) {
      case (.end, .pPr): return properties
      case (.start, .pStyle): properties.style = xml.string(.val, of: event)
      case (.start, .outlineLvl): properties.outline = integer(event)
      case (.start, .numId): properties.number = integer(event)
      case (.start, .ilvl): properties.level = integer(event)
      case (.start, .del), (.start, .moveFrom): properties.isEndDeleted = true
      default: break
      }
    }
    return properties
  }

  func integer(_ event: XMLEvent<WordName>) -> Int? { xml.string(.val, of: event).flatMap { Int($0) } }

  private func heading(_ properties: ParagraphProperties) -> Int? {
    guard let outline = properties.outline ?? styles[properties.style]?.outline, (0..<9).contains(outline) else {
      return nil
    }
    return outline + 1
  }

  /// Word keeps the number apart from the text; between them stands a blank where the number does not end with a
  /// Chinese sign of its own.
  /// - Returns: whether the paragraph has a number.
  private mutating func appendNumber(_ properties: ParagraphProperties) -> Bool {
    let style = styles[properties.style]
    guard let number = properties.number ?? style?.number, number != 0 else { return false }
    let level = properties.level ?? style?.level ?? numbering.level(of: properties.style, in: number) ?? 0
    guard let label = numbering.label(number: number, level: level) else { return false }
    text += Array(label.utf8)
    if let last = text.last, last > 0x20, last < 0x80 { text.append(0x20) }
    return true
  }

  /// A box of the older forms: ticked by hand, or by default.
  private mutating func readCheckBox() throws(ReadError) {
    var isChecked = false
    while let event = try xml.next() {
      switch (event.kind, event.name) {
      case (.end, .checkBox):
        if fields.showsField { text += Array((isChecked ? "☑" : "□").utf8) }
        return
      case (.start, .checked), (.start, .defaultState): isChecked = isOn(event)
      default: break
      }
    }
  }

  /// A list of the older forms prints the entry that was chosen.
  private mutating func readDropDown() throws(ReadError) {
    var entries: [String] = []
    var chosen = 0
    while let event = try xml.next() {
      switch (event.kind, event.name) {
      case (.end, .ddList):
        if fields.showsField, entries.indices.contains(chosen) { text += Array(entries[chosen].utf8) }
        return
      case (.start, .result), (.start, .defaultState): chosen = integer(event) ?? 0
      case (.start, .listEntry): if let entry = xml.string(.val, of: event) { entries.append(entry) }
      default: break
      }
    }
  }
}
