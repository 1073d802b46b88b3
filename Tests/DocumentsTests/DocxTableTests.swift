import Documents
import Testing

@Suite struct DocxTableTests {
  @Test func `cells know their column and keep empty places`() throws {
    let table = try DocxFile(tbl(tr(tc("一"), tc(""), tc("三")), tr(tc("四", span(2)), tc("五")))).table()
    #expect(table.grid == .exact)
    #expect(shape(table) == [["一@0", "@1", "三@2"], ["四@0→2", "五@2"]])
    #expect(table.rows[1][1].place == .init(table: 1, row: 2, column: 3))
  }

  @Test func `cells merged downwards appear once at their top left`() throws {
    let table = try DocxFile(
      tbl(
        tr(tc("甲", top), tc("1", span(2))), tr(tc("看不见", below), tc("2", span(2) + top)),
        tr(tc("", below), tc("", span(2) + below)), tr(tc("乙"), tc("x"), tc("y")))
    ).table()
    #expect(shape(table) == [["甲@0↓3", "1@1→2"], ["2@1→2↓2"], [], ["乙@0", "x@1", "y@2"]])
  }

  @Test func `a merge that nothing began, or of another width, is a cell of its own`() throws {
    let table = try DocxFile(
      tbl(tr(tc("a", below), tc("b", top)), tr(tc("c", below), tc("d", span(2) + below)), tr(tc("e"), tc("f", below)))
    ).table()
    #expect(shape(table) == [["a@0↓2", "b@1"], ["d@1→2"], ["e@0", "f@1"]])
  }

  @Test func `cells merged to the right in the older way are one cell`() throws {
    let table = try DocxFile(
      tbl(tr(tc("a", "<w:hMerge w:val=\"restart\"/>"), tc("", "<w:hMerge w:val=\"continue\"/>"), tc("b")))
    ).table()
    #expect(shape(table) == [["a@0→2", "b@2"]])
  }

  @Test func `a row may begin after the first columns and end before the last`() throws {
    let table = try DocxFile(
      tbl(
        tr(tc("a"), tc("b"), tc("c")),
        tr("<w:trPr><w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/></w:trPr>", tc("d")))
    ).table()
    #expect(shape(table) == [["a@0", "b@1", "c@2"], ["d@1"]])
  }

  @Test func `paragraphs of a cell are lines and empty ones leave no trace`() throws {
    let table = try DocxFile(tbl(tr("<w:tc>\(p(""))\(p("一"))\(p(""))\(p("二"))\(p(""))</w:tc>"))).table()
    #expect(table.rows[0][0].text == "一\n二")
  }

  @Test func `a table in a cell is in the text of the cell and follows as a block`() throws {
    let inner = tbl(tr(tc("甲"), tc("1")), tr(tc("乙"), tc("2")))
    let file = DocxFile(tbl(tr(tc("名称"), "<w:tc>\(p("前"))\(inner)\(p("后"))</w:tc>")) + p("完"))
    let outer = try file.table()
    #expect(outer.rows[0][1].text == "前\n甲\t1\n乙\t2\n后")
    #expect(outer.inside == nil)
    let table = try file.table(1)
    #expect(shape(table) == [["甲@0", "1@1"], ["乙@0", "2@1"]])
    #expect(table.inside == outer.rows[0][1].place)
    #expect(try file.lines() == ["完"])
  }

  @Test func `a frame around tables is taken away`() throws {
    let first = tbl(tr(tc("a"), tc("b")))
    let second = tbl(tr(tc("c"), "<w:tc>\(tbl(tr(tc("深"))))</w:tc>"))
    let file = DocxFile(tbl(tr("<w:tc>\(p("标题"))\(first)\(p("中间"))\(second)</w:tc>")))
    #expect(try file.lines() == ["标题", "中间"])
    #expect(shape(try file.table(0)) == [["a@0", "b@1"]])
    #expect(shape(try file.table(1)) == [["c@0", "深@1"]])
    #expect(try file.table(0).inside == nil)
    #expect(try file.table(1).inside == nil)
    #expect(try file.table(2).inside == file.table(1).rows[0][1].place)
  }

  @Test func `rows and cells in content controls are rows and cells`() throws {
    let cell = "<w:sdt><w:sdtPr/><w:sdtContent>\(tc("b"))</w:sdtContent></w:sdt>"
    let row = "<w:sdt><w:sdtContent>\(tr(tc("c"), tc("d")))</w:sdtContent></w:sdt>"
    let table = try DocxFile("<w:sdt><w:sdtContent>\(tbl(tr(tc("a"), cell), row))</w:sdtContent></w:sdt>").table()
    #expect(shape(table) == [["a@0", "b@1"], ["c@0", "d@1"]])
  }

  @Test func `a control nobody filled in leaves its cell empty`() throws {
    let prompt = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    let around = "<w:sdt>\(prompt)<w:sdtContent>\(tc("单击填写"))</w:sdtContent></w:sdt>"
    let within = "<w:tc><w:sdt>\(prompt)<w:sdtContent>\(p("单击填写"))</w:sdtContent></w:sdt></w:tc>"
    let table = try DocxFile(tbl(tr(around, tc("a"), within, tc("b")))).table()
    #expect(shape(table) == [["@0", "a@1", "@2", "b@3"]])
  }

  @Test func `deleted and hidden rows are gone`() throws {
    let table = try DocxFile(
      tbl(
        tr(tc("a", top)), tr("<w:trPr><w:del w:id=\"1\"/></w:trPr>", tc("b", below)), tr(tc("c", below)),
        tr("<w:trPr><w:ins w:id=\"1\"/></w:trPr>", tc("d")), tr("<w:trPr><w:hidden/></w:trPr>", tc("e")))
    ).table()
    #expect(shape(table) == [["a@0↓2"], [], ["d@0"]])
  }
}
