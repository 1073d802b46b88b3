import Testing

@testable import Documents

@Suite struct CSVTests {
  func read(_ text: String, name: String = "表.csv") throws -> Document {
    try DocumentReader.read(Array(text.utf8), name: name)
  }
  /// Blocks as lines: a paragraph, or rows parted by `/` of cells parted by `|`.
  func outline(_ document: Document) -> [String] {
    document.blocks.map { block in
      switch block {
      case .heading(_, let paragraph): "# " + paragraph.text
      case .paragraph(let paragraph): paragraph.text
      case .table(let table): table.rows.map { $0.map(\.text).joined(separator: "|") }.joined(separator: "/")
      }
    }
  }

  @Test(arguments: [",", ";", "\t"])
  func `fields are parted by the sign the file uses`(sign: String) throws {
    let text = [["名称", "金额", "备注"], ["甲", "1048.71", ""], ["乙", "", "无"]].map { $0.joined(separator: sign) }
    let document = try read(text.joined(separator: "\r\n"))
    #expect(document.format == "csv（UTF-8）")
    #expect(outline(document) == ["名称|金额|备注/甲|1048.71|/乙||无"])
    guard case .table(let table)? = document.blocks.first else { throw XlsxFile.Missing() }
    #expect(table.grid == .exact && table.rows[1][1].place.row == 2 && table.rows[1][1].place.column == 2)
  }

  @Test func `quoted fields keep separators, line ends and quotation marks`() throws {
    let text = "名称,内容,数\n\"甲,乙\",\"第一行\r\n第二\"\"行\"\"\",=\"0012\"\n丙,\"没有完,3\n丁,5,4\n"
    #expect(outline(try read(text)) == ["名称|内容|数/甲,乙|第一行\n第二\"行\"|0012/丙|\"没有完|3/丁|5|4"])
  }

  @Test func `titles above the table are lines`() throws {
    let text = "\u{FEFF}2024年项目自评表,,\r\n单位：万元,,\r\n项目名称,甲,\r\n一级指标,二级指标,目标值\r\n,,\r\n产出,数量,3\r\n"
    #expect(outline(try read(text)) == ["2024年项目自评表", "单位：万元", "项目名称|甲|/一级指标|二级指标|目标值//产出|数量|3"])
  }

  @Test func `a stated separator is believed`() throws {
    #expect(outline(try read("sep=;\n甲,乙;丙\n丁;戊\n")) == ["甲,乙|丙/丁|戊"])
  }

  @Test func `older programs write other characters`() throws {
    let bytes: [UInt8] = [
      0xCF, 0xEE, 0xC4, 0xBF, 0x2C, 0xBD, 0xF0, 0xB6, 0xEE, 0x0A, 0xB5, 0xCC, 0xB7, 0xC0, 0x2C, 0x35,
    ]
    let document = try DocumentReader.read(bytes, name: "a.csv")
    #expect(document.format == "csv（GBK）" && outline(document) == ["项目|金额/堤防|5"])
  }

  @Test func `under another name only a text full of fields is one`() throws {
    #expect(try read("名称,目标,完成\n甲,1,2\n乙,3,4", name: "a.txt").format == "csv（UTF-8）")
    #expect(try read("名称,目标,完成\n甲,1,2\n说明", name: "a.txt").format == "txt（UTF-8）")
    #expect(try read("一,二\n三,四\n五,六", name: "a.txt").format == "txt（UTF-8）")
    #expect(try read("名称\t目标\t完成\n甲\t1\t2\n乙\t3\t4", name: "a.txt").format == "txt（UTF-8）")
    #expect(try read("名称\t目标\n甲\t1", name: "导出.XLS").format == "csv（UTF-8）")
    #expect(try read("只有一列\n甲\n乙", name: "a.csv").format == "txt（UTF-8）")
  }

  @Test func `absurd files are refused`() {
    func failure(_ text: String) -> ReadError? {
      do throws(ReadError) {
        _ = try DocumentReader.read(Array(text.utf8), name: "a.csv")
        return nil
      } catch {
        return error
      }
    }
    #expect(failure("甲,乙\n" + String(repeating: ",", count: 2_000_000) + "丙")?.code == "too-complex")
    #expect(failure(String(repeating: "1,2\n", count: 200_000)) == .tooComplex(detail: "单元格和段落超过 300000 个"))
    #expect(failure(String(repeating: "甲,\"\n", count: 100_000)) == nil)
    #expect(failure("甲,乙\n" + String(repeating: ",", count: 5_000_000)) == nil)
  }
}
