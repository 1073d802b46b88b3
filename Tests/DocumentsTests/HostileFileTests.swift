import Model
import TestSupport
import Testing

@testable import Documents

/// Files made to break a reader: each gets its refusal, soon and in little memory.
@Suite struct HostileFileTests {
  func failure(_ bytes: [UInt8], limits: ReadLimits = .standard) -> ReadError? {
    do throws(ReadError) {
      _ = try DocumentReader.read(bytes, name: "表.docx", limits: limits)
      return nil
    } catch {
      return error
    }
  }
  func failure(_ file: DocxFile, limits: ReadLimits = .standard) throws -> ReadError? {
    failure(try file.bytes(), limits: limits)
  }

  @Test func `a document cut anywhere is damaged`() throws {
    let bytes = try DocxFile(p("甲") + tbl(tr(tc("乙")))).bytes()
    for length in stride(from: 4, to: bytes.count, by: 41) {
      guard case .damaged = failure(Array(bytes[..<length])) else {
        Issue.record("cut at \(length): \(String(describing: failure(Array(bytes[..<length]))))")
        continue
      }
    }
  }

  @Test func `text that breaks off is damaged`() throws {
    let whole = "<w:document \(DocxFile.namespaces)><w:body>\(tbl(tr(tc("乙"))))</w:body></w:document>"
    for length in stride(from: 0, to: whole.count, by: 13) {
      guard case .damaged(.docx, _) = try failure(DocxFile(document: String(whole.prefix(length)))) else {
        Issue.record("cut at \(length)")
        continue
      }
    }
  }

  @Test func `a document without its text, or with another text, is damaged`() throws {
    var file = DocxFile("")
    file.parts.removeLast()
    #expect(try failure(file) == .damaged(.docx, detail: "缺少正文（word/document.xml）"))
    #expect(try failure(DocxFile(document: "<html><body/></html>")) == .damaged(.docx, detail: "正文不是 Word 的内容"))
  }

  @Test func `a document with nothing in it is no error`() throws {
    #expect(try DocxFile("").read().blocks.isEmpty)
    #expect(try DocxFile(p("无表")).read().blocks.count == 1)
  }

  @Test func `a document with a password is encrypted`() throws {
    #expect(failure(try DocxFile(p("密")).bytes(password: "a")) == .encrypted(.docx))
  }

  @Test func `a part that unpacks beyond reason is a bomb`() throws {
    let much = String(repeating: " ", count: 10 << 20)
    #expect(try failure(DocxFile(much)) == .zipBomb)
    var limits = ReadLimits.standard
    limits.unpackedBytes = 1 << 20
    let mixed = (0..<100_000).map { String($0 &* 7919 % 100_003) }.joined(separator: "<w:p/>")
    #expect(try failure(DocxFile(mixed + mixed), limits: limits) == .zipBomb)
  }

  @Test func `a directory that claims too many parts is a bomb`() throws {
    var bytes = try DocxFile("").bytes()
    bytes[bytes.count - 12] = 0xFF
    bytes[bytes.count - 11] = 0xFE
    #expect(failure(bytes) == .zipBomb)
  }

  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>", "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\">",
    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "<!DOCTYPE a>",
  ])
  func `entities are refused where they are declared`(declaration: String) throws {
    let document = "<w:document \(DocxFile.namespaces)><w:body>\(p("&a;&x;"))</w:body></w:document>"
    #expect(try failure(DocxFile(document: declaration + document)) == .xmlBomb)
  }

  @Test func `an entity nobody declared is damage`() throws {
    guard case .damaged = try failure(DocxFile(p("&a;"))) else {
      Issue.record("expected damage")
      return
    }
  }

  @Test func `elements too deep or too many are a bomb`() throws {
    let deep = String(repeating: "<w:x>", count: 300) + String(repeating: "</w:x>", count: 300)
    #expect(try failure(DocxFile(deep)) == .xmlBomb)
    var limits = ReadLimits.standard
    limits.nodes = 1_000
    #expect(try failure(DocxFile(String(repeating: "<w:p/>", count: 1_001)), limits: limits) == .xmlBomb)
  }

  @Test func `tables too deep inside each other are refused`() throws {
    var nested = p("底")
    for _ in 0..<20 { nested = tbl(tr("<w:tc>\(nested)</w:tc>")) }
    #expect(try failure(DocxFile(nested)) == .tooComplex(detail: "表格层层嵌套超过 12 层"))
  }

  @Test func `a tag of very many attributes is a bomb before anybody compares them`() throws {
    let many = (0..<40_000).map { " a\($0)=\"\"" }.joined()
    #expect(try failure(DocxFile("<w:p\(many)/>")) == .xmlBomb)
    let some = (0..<300).map { " a\($0)=\"\"" }.joined()
    #expect(try failure(DocxFile("<w:p\(some)/>")) == .xmlBomb)
  }

  @Test func `a long attribute, as of a picture, is fine`() throws {
    let picture = "<w:pict data=\"\(String(repeating: "abcdefgh", count: 60_000))\"/>"
    #expect(try DocxFile("<w:p><w:r>\(picture)<w:t>甲</w:t></w:r></w:p>").lines() == ["甲"])
  }

  @Test func `absurd spans are refused with their place, senseless ones are one column`() throws {
    let absurd = try failure(DocxFile(p("") + tbl(tr(tc("a")), tr(tc("b"), tc("c", span(2_147_483_647))))))
    #expect(absurd == .tooComplex(detail: "第 1 个表格第 2 行横跨 2147483647 列，超过 1024 列"))
    let shift = "<w:trPr><w:gridBefore w:val=\"99999\"/></w:trPr>"
    #expect(try failure(DocxFile(tbl(tr(shift, tc("a")))))?.code == "too-complex")
    let negative = "<w:trPr><w:gridBefore w:val=\"-5\"/></w:trPr>"
    let table = try DocxFile(
      tbl(tr(negative, tc("a", span(-3)), tc("b", span(0)), tc("c", "<w:gridSpan w:val=\"x\"/>"), tc("d")))
    ).table()
    #expect(shape(table) == [["a@0", "b@1", "c@2", "d@3"]])
    #expect(
      try DocxFile(tbl(tr(tc("a", "<w:gridSpan w:val=\"99999999999999999999\"/>"), tc("b")))).table().rows[0].count == 2
    )
  }

  @Test func `too many cells or too much text are refused`() throws {
    var limits = ReadLimits.standard
    limits.items = 3
    #expect(try failure(DocxFile(tbl(tr(tc("a"), tc("b"), tc("c"), tc("d")))), limits: limits)?.code == "too-complex")
    limits = .standard
    limits.textBytes = 10
    #expect(try failure(DocxFile(p("一二三四")), limits: limits)?.code == "too-complex")
    limits = .standard
    limits.rows = 1
    #expect(try failure(DocxFile(tbl(tr(tc("a")), tr(tc("b")))), limits: limits)?.code == "too-complex")
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `damaged bytes never crash the reader`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>"
    let body = p("甲", "<w:pStyle w:val=\"1\"/>") + tbl(tr(tc("乙", top), tc("1", span(2))), tr(tc("", below), tc("2")))
    var file = DocxFile(body + tbl(tr("<w:tc>\(tbl(tr(tc("深"))))</w:tc>")), styles: styles)
    // Half of them are damaged inside the packing, as the checksum stops the others early.
    let isInside = seed % 2 == 0
    if isInside {
      let part = Int.random(in: file.parts.indices, using: &random)
      damage(&file.parts[part].bytes, &random)
    }
    var bytes = try file.bytes()
    if !isInside { damage(&bytes, &random) }
    _ = failure(bytes)
  }

  func damage(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let index = Int.random(in: bytes.indices, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[index] = .random(in: 0...255, using: &random)
      case 1: bytes.remove(at: index)
      default: bytes.insert(contentsOf: bytes[..<min(index, 20)], at: index)
      }
    }
  }
}
