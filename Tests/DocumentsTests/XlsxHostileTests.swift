import Model
import TestSupport
import Testing

@testable import Documents

/// Workbooks made to break a reader: each gets its refusal, soon and in little memory.
@Suite struct XlsxHostileTests {
  func failure(_ bytes: [UInt8]) -> ReadError? {
    do throws(ReadError) {
      _ = try DocumentReader.read(bytes, name: "表.xlsx")
      return nil
    } catch {
      return error
    }
  }

  @Test func `a workbook cut anywhere is damaged`() throws {
    let bytes = try XlsxFile(row(1, s("A1", "甲"), s("B1", "乙"))).bytes()
    for length in stride(from: 4, to: bytes.count, by: 97) {
      guard case .damaged(let kind, _) = failure(Array(bytes[..<length])), kind == .xlsx || length < 400 else {
        Issue.record("cut at \(length): \(String(describing: failure(Array(bytes[..<length]))))")
        continue
      }
    }
  }

  @Test func `a sheet that breaks off is damaged`() throws {
    var file = XlsxFile(row(1, s("A1", "甲"), n("B1", "1")))
    let whole = try #require(file.sheets[0].part)
    for length in stride(from: 0, to: whole.count, by: 13) {
      file.sheets[0].part = String(whole.prefix(length))
      guard case .damaged(.xlsx, _) = try file.failure() else {
        Issue.record("cut at \(length)")
        continue
      }
    }
  }

  @Test func `a sheet that is missing, or is something else, is named`() throws {
    var file = XlsxFile(row(1, s("A1", "甲")), name: "目标表")
    file.sheets[0].part = nil
    #expect(try file.failure() == .damaged(.xlsx, detail: "缺少工作表“目标表”的内容（xl/worksheets/sheet0.xml）"))
    file.sheets[0].part = "<html><body>甲</body></html>"
    #expect(try file.failure() == .damaged(.xlsx, detail: "工作表“目标表”的内容不是表格"))
    file.sheets = []
    #expect(try file.failure() == .damaged(.xlsx, detail: "工作簿里没有工作表"))
  }

  @Test func `a text that is not there is named by its cell`() throws {
    var file = XlsxFile(row(1, n("A1", "0", type: "s")) + row(2, n("C2", "7", type: "s")), name: "目标表")
    file.shared = "<si><t>甲</t></si>"
    #expect(try file.failure() == .damaged(.xlsx, detail: "工作表“目标表”的 C2 引用了不存在的文字"))
    for index in ["-1", "x", "99999999999999999999", "1.5"] {
      let code = try XlsxFile(row(1, n("A1", index, type: "s"))).failure()?.code
      #expect(code == "damaged")
    }
  }

  @Test(arguments: ["XFE1", "A1048577", "AAAAAAAAAAAAAAA1", "A99999999999999999999", "1A", "A", "甲1", "A0"])
  func `cells beyond any sheet are damage`(reference: String) throws {
    guard case .damaged(.xlsx, let detail) = try XlsxFile(row(1, s(reference, "甲"))).failure() else {
      Issue.record("\(reference) was read")
      return
    }
    #expect(detail.contains("Sheet1"))
    #expect(try XlsxFile("<row r=\"0\"/>").failure()?.code == "damaged")
    #expect(try XlsxFile("<row r=\"1048577\"/>").failure()?.code == "damaged")
  }

  @Test func `very many rows are refused`() throws {
    let rows = (1...300_001).map { "<row><c><v>\($0 &* 7919 % 99_991)</v></c></row>" }
    #expect(try XlsxFile(rows.joined()).failure() == .tooComplex(detail: "单元格和段落超过 300000 个"))
    let fewer = (1...100_001).map { "<row><c><v>\($0)</v></c><c><v>1</v></c></row>" }
    #expect(try XlsxFile(fewer.joined()).failure() == .tooComplex(detail: "工作表“Sheet1”超过 100000 行"))
  }

  @Test func `columns beyond a form are refused with their names`() throws {
    let file = XlsxFile(row(1, s("A1", "甲"), s("XFD1", "乙")))
    #expect(try file.failure() == .tooComplex(detail: "工作表“Sheet1”从 A 列写到 XFD 列，超过 1024 列"))
    let columns =
      "<cols><col min=\"1\" max=\"99999999\" hidden=\"1\"/><col min=\"0\" max=\"4294967296\" width=\"0\"/></cols>"
    #expect(try XlsxFile(row(1, s("A1", "甲")), before: columns).read().blocks.isEmpty)
  }

  @Test func `very many areas over each other end soon`() throws {
    let tall = (1...20_000).map { "<mergeCell ref=\"A\($0):ALJ1048576\"/>" }.joined()
    let file = XlsxFile(
      row(1, s("A1", "甲"), s("B1", "乙")) + row(90_000, s("ALJ90000", "丙"), s("B90000", "丁")),
      after: "<mergeCells>\(tall)</mergeCells>")
    #expect(try file.tables()[0].rows[0].map(\.columnSpan) == [998])
    var limits = ReadLimits.standard
    limits.items = 100
    #expect(try file.failure(limits: limits) == .tooComplex(detail: "工作表“Sheet1”的合并单元格超过 100 个"))
    let wrong = XlsxFile(
      row(1, s("A1", "甲"), s("B1", "乙")), after: merged("", "A1:", ":B2", "A1:XFE1", "B1:A1", "A0:B1"))
    #expect(try wrong.outline() == ["甲"])
  }

  @Test func `a sheet named a thousand times is read once, more are refused`() throws {
    var file = XlsxFile(row(1, s("A1", "甲"), s("B1", "乙")))
    file.sheets += (0..<1_000).map { XlsxFile.Sheet(name: "\($0)", part: nil) }
    #expect(try file.failure() == .tooComplex(detail: "工作表超过 1000 个"))
  }

  @Test func `parts that unpack beyond reason are a bomb, each alone and all together`() throws {
    #expect(try XlsxFile(String(repeating: " ", count: 10 << 20)).failure() == .zipBomb)
    var shared = XlsxFile(row(1, n("A1", "0", type: "s")))
    shared.shared = "<si><t>\(String(repeating: "a", count: 10 << 20))</t></si>"
    #expect(try shared.failure() == .zipBomb)
    var limits = ReadLimits.standard
    limits.unpackedBytes = 1 << 20
    var file = XlsxFile()
    let rows = (1...9_000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0 &* 7919 % 99_991)</v></c></row>" }.joined()
    for sheet in 0..<4 { file.add("\(sheet)", rows) }
    #expect(try file.failure(limits: limits) == .zipBomb)
  }

  @Test func `text beyond the limit is refused, also text that is used again and again`() throws {
    var limits = ReadLimits.standard
    limits.textBytes = 1_000
    var file = XlsxFile((1...20).map { row($0, n("A\($0)", "0", type: "s")) }.joined())
    file.shared = "<si><t>\(String(repeating: "字", count: 100))</t></si>"
    #expect(try file.failure(limits: limits)?.code == "too-complex")
    limits.textBytes = 50
    #expect(try file.failure(limits: limits)?.code == "too-complex")
  }

  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">",
  ])
  func `entities are refused where they are declared`(declaration: String) throws {
    var file = XlsxFile(row(1, s("A1", "&a;")))
    file.sheets[0].part = declaration + "<worksheet \(XlsxFile.namespaces)><sheetData/></worksheet>"
    #expect(try file.failure() == .xmlBomb)
  }

  @Test func `elements too deep or too many are a bomb`() throws {
    let deep = String(repeating: "<x>", count: 300) + String(repeating: "</x>", count: 300)
    #expect(try XlsxFile(deep).failure() == .xmlBomb)
    var limits = ReadLimits.standard
    limits.nodes = 1_000
    #expect(try XlsxFile(String(repeating: "<row/>", count: 1_001)).failure(limits: limits) == .xmlBomb)
  }

  @Test func `a workbook with a password is encrypted`() throws {
    #expect(failure(try XlsxFile(row(1, s("A1", "密"))).bytes(password: "a")) == .encrypted(.xlsx))
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `damaged bytes never crash the reader`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var file = XlsxFile(
      row(1, n("A1", "0", type: "s"), n("B1", "0.5", style: 1), n("C1", "45352", style: 2))
        + row(2, s("B2", "乙", style: 3)),
      before: "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols>", after: merged("A1:A2", "B2:C2"))
    file.shared = "<si><t>甲_x000D_</t></si>"
    file.add(formats: "[>=1]#,##0.00_ ;[Red]-0%", "yyyy\"年\"m\"月\"", "@\"x\"")
    switch seed % 4 {
    case 0: damage(&file.formats, &random)
    case 1: damage(&file.shared, &random)
    case 2: file.sheets[0].part = damaged(file.sheets[0].part ?? "", &random)
    default: break
    }
    var bytes = try file.bytes()
    if seed % 4 == 3 {
      for _ in 0..<4 { bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random) }
    }
    _ = failure(bytes)
  }

  func damage(_ text: inout String, _ random: inout SeededRandom) { text = damaged(text, &random) }

  func damaged(_ text: String, _ random: inout SeededRandom) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let index = Int.random(in: bytes.indices, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[index] = .random(in: 32...126, using: &random)
      case 1: bytes.remove(at: index)
      default: bytes.insert(contentsOf: bytes[..<min(index, 20)], at: index)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
