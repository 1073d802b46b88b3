import Testing

@testable import Documents

/// How the cells of a sheet become lines and tables.
@Suite struct XlsxTableTests {
  @Test func `merged cells appear once with their spans, both ways`() throws {
    let file = XlsxFile(
      row(1, s("A1", "一级"), s("B1", "二级"), s("C1", "名称"), s("D1", "值"))
        + row(2, s("A2", "产出"), s("B2", "数量"), s("C2", "甲"), n("D2", "1"))
        + row(3, s("C3", "乙"), n("D3", "2")) + row(4, s("B4", "说明"), s("C4", "被盖住")),
      after: merged("A2:A4", "B2:B3", "B4:D4"))
    let table = try file.table()
    #expect(table.grid == .exact)
    #expect(
      shape(table) == [
        ["一级@0", "二级@1", "名称@2", "值@3"], ["产出@0↓3", "数量@1↓2", "甲@2", "1@3"], ["乙@2", "2@3"], ["说明@1→3"],
      ])
  }

  @Test func `cells know their sheet and address`() throws {
    let file = XlsxFile(row(3, s("C3", "名"), s("D3", "值")) + row(7, s("AB7", "远"), s("C7", "近")), name: "目标 表")
    let table = try file.table()
    #expect(
      table.rows[0].map(\.place.address) == ["目标 表!C3", "目标 表!D3"]
        + (5..<29).map { "目标 表!\(CellAddress.columnName($0 - 1))3" })
    #expect(table.rows.last?.last?.place.address == "目标 表!AB7")
    #expect(table.rows.last?.last?.column == 25)
    #expect(table.place.row == 3 && table.rows[0][0].place.table == 1)
  }

  @Test func `a label left blank has an empty cell beside it`() throws {
    let file = XlsxFile(
      row(1, s("A1", "名称"), s("B1", "甲")) + row(2, s("A2", "编码")) + row(3, s("A3", "单位"), s("B3", "乙")))
    #expect(shape(try file.table()) == [["名称@0", "甲@1"], ["编码@0", "@1"], ["单位@0", "乙@1"]])
  }

  @Test func `a blank merged area is one empty cell`() throws {
    let file = XlsxFile(
      row(1, s("A1", "名称"), s("B1", "甲"), s("C1", "乙")) + row(2, s("A2", "依据")) + row(3)
        + row(4, s("A4", "备注"), s("C4", "丙")),
      after: merged("A2:A3", "B2:C3"))
    #expect(shape(try file.table()) == [["名称@0", "甲@1", "乙@2"], ["依据@0↓2", "@1→2↓2"], [], ["备注@0", "@1", "丙@2"]])
  }

  @Test func `titles above a table and remarks beside it are lines`() throws {
    var file = XlsxFile(
      row(1, s("A1", "2024年自评表")) + row(2, s("C2", "单位：万元")) + row(3, s("A3", "名", style: 1), s("B3", "值", style: 1))
        + row(4, s("A4", "只有名", style: 1)) + row(5, s("A5", "注：以上为预计数")) + row(6, s("A6", "第二张表"))
        + row(7, s("A7", "名", style: 1), s("C7", "值", style: 1)),
      after: merged("A1:C1"))
    file.add(style: 0, border: 1)
    #expect(
      try file.outline() == ["2024年自评表", "单位：万元", "名|值|/只有名||", "注：以上为预计数", "第二张表", "名||值"])
  }

  @Test func `a few blank rows stay, many part two tables`() throws {
    let head = row(1, s("A1", "一"), s("B1", "二"))
    #expect(try XlsxFile(head + row(4, s("A4", "三"), s("B4", "四"))).outline() == ["一|二///三|四"])
    #expect(try XlsxFile(head + row(6, s("A6", "三"), s("B6", "四"))).outline() == ["一|二", "三|四"])
    #expect(try XlsxFile(head + row(900_000, s("A900000", "三"), s("B900000", "四"))).outline() == ["一|二", "三|四"])
  }

  @Test func `sheets follow the workbook, named by headings unless the program named them`() throws {
    var file = XlsxFile()
    file.add("Sheet1", row(1, s("A1", "一"), s("B1", "甲")))
    file.add("附件2 &amp; 目标", row(1, s("A1", "二"), s("B1", "乙")))
    file.add("空表", "")
    file.add("字典", row(1, s("A1", "选项")), state: "hidden")
    file.add("代码", row(1, s("A1", "选项")), state: "veryHidden")
    file.add("工作表2", row(1, s("A1", "三"), s("B1", "丙")))
    #expect(try file.outline() == ["一|甲", "# 附件2 & 目标", "二|乙", "三|丙"])
    let tables = try file.tables()
    #expect(tables.map(\.place.sheet) == ["Sheet1", "附件2 & 目标", "工作表2"])
    #expect(tables.map(\.place.table) == [1, 2, 3])
  }

  @Test func `hidden rows and columns are left out, what is merged into the open stays`() throws {
    let file = XlsxFile(
      row(1, s("A1", "号"), s("B1", "名"), s("C1", "内码"), s("D1", "值"))
        + row(2, s("A2", "1"), s("B2", "甲"), s("C2", "x"), s("D2", "2"), more: " hidden=\"1\"")
        + row(3, s("A3", "2"), s("B3", "乙"), s("C3", "y"), s("D3", "3"))
        + row(4, s("B4", "丙"), s("D4", "4"), more: " ht=\"0\""),
      before: "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols>", after: merged("A2:A3", "B3:B4", "C1:D1"))
    // The area C1:D1 shows its text in D1, A2:A3 shows its in A3.
    #expect(shape(try file.table()) == [["号@0", "名@1", "内码@3"], ["1@0", "乙@1", "3@3"]])
  }

  @Test func `of areas that overlap the upper one counts`() throws {
    let file = XlsxFile(
      row(1, s("A1", "一"), s("B1", "二"), s("C1", "三")) + row(2, s("A2", "四"), s("B2", "五"), s("C2", "六")),
      after: merged("A1:B2", "B2:C2", "C1:C1", "B1:B9"))
    #expect(shape(try file.table()) == [["一@0→2↓2", "三@2"], ["六@2"]])
  }

  @Test func `areas and formats over the whole sheet cost nothing`() throws {
    let blank = (3...5_000).map { "<row r=\"\($0)\"><c r=\"A\($0)\" s=\"1\"/><c r=\"XFD\($0)\" s=\"1\"/></row>" }
      .joined()
    let file = XlsxFile(
      row(1, s("A1", "题")) + row(2, s("A2", "名"), s("B2", "值")) + blank,
      before: "<dimension ref=\"A1:XFD1048576\"/><cols><col min=\"1\" max=\"16384\" width=\"9\"/></cols>",
      after: merged("A1:XFD1", "C3:XFD1048576"))
    #expect(try file.outline() == ["题", "名|值"])
    #expect(try XlsxFile(row(1, s("A1", "全")), after: merged("A1:XFD1048576")).outline() == ["全"])
  }

  @Test func `cells without references stand side by side, out of order they are put in order`() throws {
    let cells = "<c t=\"inlineStr\"><is><t>一</t></is></c><c t=\"inlineStr\"><is><t>二</t></is></c>"
    #expect(try XlsxFile("<row>\(cells)</row><row>\(cells)</row>").outline() == ["一|二/一|二"])
    let mixed = row(2, s("B2", "丁"), s("A2", "丙")) + row(1, s("B1", "乙"), s("A1", "甲")) + row(1, s("A1", "改"))
    #expect(try XlsxFile(mixed).outline() == ["改|乙/丙|丁"])
  }

  @Test func `what the writer prints is read back`() throws {
    let place = Document.Place()
    let table = Document.Table(
      rows: [
        [.init("项目", column: 0, rowSpan: 2, at: place), .init("金额（万元）", column: 1, columnSpan: 2, at: place)],
        [.init("上年", column: 1, at: place), .init("本年", column: 2, at: place)],
        [
          .init("堤防维护", column: 0, at: place), .init("1,048.71", column: 1, at: place),
          .init("0.30", column: 2, at: place),
        ],
      ], grid: .exact, at: place)
    let written = Document(blocks: [.heading(level: 1, .init("预算表", at: place)), .table(table)], format: "docx")
    let read = try DocumentReader.read(try WorkbookWriter.xlsx(written), name: "a.xlsx")
    #expect(read.format == "xlsx")
    let tables = read.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    #expect(tables.map(shape) == [shape(table)])
  }
}
