import Testing

@testable import Documents

@Suite struct DocxNumberingTests {
  func level(_ index: Int, _ format: String, _ text: String, _ more: String = "") -> String {
    """
    <w:lvl w:ilvl="\(index)"><w:start w:val="1"/><w:numFmt w:val="\(format)"/>\(more)<w:lvlText w:val="\(text)"/>\
    </w:lvl>
    """
  }
  func list(_ id: Int, _ levels: String...) -> String {
    "<w:abstractNum w:abstractNumId=\"\(id)\">\(levels.joined())</w:abstractNum>"
  }
  func instance(_ id: Int, of list: Int, _ overrides: String = "") -> String {
    "<w:num w:numId=\"\(id)\"><w:abstractNumId w:val=\"\(list)\"/>\(overrides)</w:num>"
  }
  func item(_ text: String, _ level: Int = 0, in number: Int = 1) -> String {
    p(text, "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(number)\"/></w:numPr>")
  }

  @Test func `numbers are printed before their paragraphs, level by level`() throws {
    let numbering =
      list(
        7, level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%1.%2.%3"),
        level(3, "lowerLetter", "%4)")) + instance(1, of: 7)
    let body =
      item("甲") + item("a", 1) + item("b", 1) + item("x", 2) + item("y", 3) + item("乙") + item("c", 1) + p("无")
    #expect(
      try DocxFile(body, numbering: numbering).lines()
        == ["一、甲", "（一）a", "（二）b", "一.二.1 x", "a) y", "二、乙", "（一）c", "无"])
  }

  @Test func `legal numbering prints all levels as digits`() throws {
    let numbering =
      list(1, level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + instance(1, of: 1)
    #expect(try DocxFile(item("甲") + item("乙", 1), numbering: numbering).lines() == ["第一章甲", "1.1 乙"])
  }

  @Test func `instances of one list count on, those with a start of their own begin anew`() throws {
    let restart = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>"
    let numbering = list(1, level(0, "decimal", "%1.")) + instance(1, of: 1) + instance(2, of: 1)
    let body = item("a") + item("b", in: 2) + item("c", in: 3) + item("d", in: 3)
    #expect(
      try DocxFile(body, numbering: numbering + instance(3, of: 1, restart)).lines()
        == ["1. a", "2. b", "5. c", "6. d"])
  }

  @Test func `a column of running numbers is in its cells though nobody typed it`() throws {
    let numbering = list(1, level(0, "decimal", "%1")) + instance(1, of: 1)
    let cell = "<w:tc>\(item(""))</w:tc>"
    let table = try DocxFile(tbl(tr(cell, tc("a")), tr(cell, tc("b"))), numbering: numbering).table()
    #expect(shape(table) == [["1@0", "a@1"], ["2@0", "b@1"]])
  }

  @Test func `numbers come from the style too, and zero takes them away`() throws {
    let styles = """
      <w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/>\
      </w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="i"><w:name w:val="heading 2"/><w:pPr>\
      <w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      """
    let numbering =
      list(1, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", "<w:pStyle w:val=\"i\"/>"))
      + instance(1, of: 1)
    let body =
      p("甲", "<w:pStyle w:val=\"h\"/>") + p("乙", "<w:pStyle w:val=\"i\"/>")
      + p("丙", "<w:pStyle w:val=\"h\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>")
    #expect(try DocxFile(body, styles: styles, numbering: numbering).lines() == ["一、甲", "1. 乙", "丙"])
  }

  @Test func `a bullet of a symbol font is the sign it looks like`() throws {
    let bullet = level(0, "bullet", "\u{F06C}", "<w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr>")
    #expect(try DocxFile(item("甲"), numbering: list(1, bullet) + instance(1, of: 1)).lines() == ["●甲"])
  }

  @Test func `an unknown list prints nothing`() throws {
    #expect(try DocxFile(item("甲", in: 9)).lines() == ["甲"])
    #expect(try DocxFile(item("甲", 99), numbering: list(1) + instance(1, of: 1)).lines() == ["甲"])
  }

  @Test(arguments: [
    ("chineseCounting", 10, "十"), ("chineseCounting", 11, "十一"), ("chineseCounting", 20, "二十"),
    ("chineseCountingThousand", 105, "一百零五"), ("japaneseCounting", 21, "二十一"), ("chineseCounting", 0, "零"),
    ("chineseCounting", 1010, "一千零一十"), ("chineseLegalSimplified", 12, "壹拾贰"), ("ideographTraditional", 2, "乙"),
    ("upperLetter", 27, "AA"), ("lowerLetter", 3, "c"), ("upperRoman", 14, "XIV"), ("lowerRoman", 4, "iv"),
    ("decimalEnclosedCircle", 3, "③"), ("decimalEnclosedCircleChinese", 21, "㉑"), ("decimalZero", 7, "07"),
    ("decimalFullWidth", 12, "１２"), ("ideographZodiac", 99, "99"), ("unknown", 3, "3"), ("ideographDigital", 20, "二〇"),
  ])
  func `numbers are written as Word writes them`(format: String, number: Int, text: String) {
    #expect(NumberFormats.text(number, format: format) == text)
  }
}
