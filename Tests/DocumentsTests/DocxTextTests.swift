import Documents
import Testing

@Suite struct DocxTextTests {
  func line(_ runs: String) throws -> String { try DocxFile("<w:p>\(runs)</w:p>").lines().joined(separator: "¶") }
  func r(_ content: String) -> String { "<w:r><w:rPr><w:sz w:val=\"21\"/></w:rPr>\(content)</w:r>" }
  func t(_ text: String) -> String { r("<w:t>\(text)</w:t>") }
  func field(_ type: String) -> String { r("<w:fldChar w:fldCharType=\"\(type)\"/>") }

  @Test func `runs are joined and blank paragraphs left out`() throws {
    #expect(try DocxFile(p(" ") + "<w:p/>" + "<w:p>\(t("一"))\(t("二&lt;"))</w:p>").lines() == ["一二<"])
  }

  @Test func `tabs, breaks, hyphens and signs are characters`() throws {
    let content = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>d</w:t>"
    #expect(try line(r(content)) == "a\tb\nc-d")
    let signs = """
      <w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings 2" w:char="00A3"/>\
      <w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="宋体" w:char="2103"/>
      """
    #expect(try line(r(signs)) == "☑□≥℃")
  }

  @Test func `tab stops are no tabs`() throws {
    #expect(try DocxFile(p("a", "<w:tabs><w:tab w:val=\"left\" w:pos=\"10\"/></w:tabs>")).lines() == ["a"])
  }

  @Test func `tracked changes are accepted`() throws {
    let runs = """
      \(t("甲"))<w:del w:id="1">\(r("<w:delText>旧</w:delText>"))\(t("旧"))</w:del><w:ins w:id="2">\(t("新"))</w:ins>\
      <w:moveFrom w:id="3">\(t("去"))</w:moveFrom><w:moveTo w:id="4">\(t("来"))</w:moveTo>
      """
    #expect(try line(runs) == "甲新来")
    let joined = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>\(t("前"))</w:p><w:p>\(t("后"))</w:p>"
    #expect(try DocxFile(joined).lines() == ["前后"])
    let last = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>\(t("末"))</w:p>"
    #expect(try DocxFile(p("前") + last).lines() == ["前", "末"])
    #expect(try DocxFile(tbl(tr("<w:tc>\(joined)\(p("下"))</w:tc>"))).table().rows[0][0].text == "前后\n下")
  }

  @Test func `fields print their results`() throws {
    let simple = "<w:fldSimple w:instr=\"DATE\">\(t("2024"))</w:fldSimple>"
    let nested = field("begin") + t("藏") + field("begin") + t("藏") + field("separate") + t("藏") + field("end")
    #expect(
      try line(simple + nested + r("<w:instrText>REF</w:instrText>") + field("separate") + t("果") + field("end"))
        == "2024果")
  }

  @Test func `a field that never ends hides its own paragraph only`() throws {
    #expect(try DocxFile("<w:p>\(field("begin"))\(t("藏"))</w:p>" + p("见")).lines() == ["见"])
  }

  @Test func `boxes and lists of the older forms print what was chosen`() throws {
    func form(_ data: String) -> String {
      r("<w:fldChar w:fldCharType=\"begin\"><w:ffData>\(data)</w:ffData></w:fldChar>") + field("separate")
        + field("end")
    }
    let ticked = form("<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>")
    let open = form("<w:checkBox><w:default w:val=\"0\"/></w:checkBox>")
    let list = form("<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"甲\"/><w:listEntry w:val=\"乙\"/></w:ddList>")
    #expect(try line(ticked + t("是") + open + t("否") + list) == "☑是□否乙")
  }

  @Test func `hidden text is not printed`() throws {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
    let shown = "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>见</w:t></w:r>"
    #expect(try line(t("a") + hidden + shown) == "a见")
  }

  @Test func `links, smart tags, rubies and formulas keep their text`() throws {
    let runs = """
      <w:hyperlink>\(t("链"))</w:hyperlink><w:smartTag>\(t("签"))</w:smartTag><w:customXml>\(t("签"))</w:customXml>\
      <w:r><w:ruby><w:rt>\(t("zi"))</w:rt><w:rubyBase>\(t("字"))</w:rubyBase></w:ruby></w:r>\
      <m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>
      """
    #expect(try line(runs) == "链签签字x+1")
  }

  @Test func `a text box stands once, after its paragraph`() throws {
    let content = "<w:txbxContent>\(p("框一"))\(tbl(tr(tc("框表"))))\(p("框二"))</w:txbxContent>"
    let box = """
      <w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>\(content)</wps:txbx></w:drawing>\
      </mc:Choice><mc:Fallback><w:pict><v:textbox>\(content)</v:textbox></w:pict></mc:Fallback>\
      </mc:AlternateContent></w:r>
      """
    let file = DocxFile("<w:p>\(t("前"))\(box)\(t("后"))</w:p>" + p("完"))
    #expect(try file.lines() == ["前后", "框一", "框二", "完"])
    #expect(shape(try file.table()) == [["框表@0"]])
    let cell = DocxFile(tbl(tr("<w:tc><w:p>\(t("前"))\(box)</w:p>\(p("后"))</w:tc>", tc("乙"))))
    #expect(try cell.table().rows[0][0].text == "前\n框一\n框表\n框二\n后")
    #expect(try cell.table(1).inside == cell.table().rows[0][0].place)
  }

  @Test func `only an older drawing has its text from the fallback`() throws {
    let old = "<w:r><w:pict><v:textbox><w:txbxContent>\(p("旧框"))</w:txbxContent></v:textbox></w:pict></w:r>"
    let none = "<w:r><mc:AlternateContent><mc:Fallback><w:t>退</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    #expect(try line(old + none) == "退¶旧框")
  }

  @Test func `texts of charts and pictures are not text of the page`() throws {
    #expect(try line("<w:r><w:drawing><a:p><a:t>图</a:t></a:p></w:drawing><w:t>文</w:t></w:r>") == "文")
  }

  @Test func `the stricter form of the format is read alike`() throws {
    let document = """
      <w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>严</w:t></w:r>\
      </w:p></w:body></w:document>
      """
    #expect(try DocxFile(document: document).lines() == ["严"])
  }

  @Test func `headings are told by outline or by the name of the style`() throws {
    let styles = """
      <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>\
      <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>\
      <w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>\
      <w:style w:type="paragraph" w:styleId="3"><w:name w:val="章"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>\
      <w:style w:type="paragraph" w:styleId="4"><w:name w:val="节"/><w:basedOn w:val="3"/></w:style>\
      <w:style w:type="paragraph" w:styleId="5"><w:name w:val="x"/><w:basedOn w:val="6"/></w:style>\
      <w:style w:type="paragraph" w:styleId="6"><w:name w:val="y"/><w:basedOn w:val="5"/></w:style>
      """
    let body =
      ["1", "2", "3", "4", "5"].map { p("标题", "<w:pStyle w:val=\"\($0)\"/>") }.joined()
      + p("直", "<w:outlineLvl w:val=\"0\"/>") + p("正文", "<w:pStyle w:val=\"4\"/><w:outlineLvl w:val=\"9\"/>") + p("普")
    let levels = try DocxFile(body, styles: styles).read().blocks.map { block -> Int? in
      if case .heading(let level, _) = block { level } else { nil }
    }
    #expect(levels == [1, 2, 3, 3, nil, 1, nil, nil])
  }
}
