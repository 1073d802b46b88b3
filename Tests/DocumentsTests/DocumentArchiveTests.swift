import TestSupport
import Testing

@testable import Documents

/// Packed folders as districts send them.
@Suite struct DocumentArchiveTests {
  /// 项目.txt in GBK, as programs of Chinese systems write it without saying so.
  static let chinese: [UInt8] = [0xCF, 0xEE, 0xC4, 0xBF, 0x2E, 0x74, 0x78, 0x74]

  static var district: [UInt8] {
    var zip = StoredZip()
    zip.add("乙局/", [])
    zip.add("乙局/二科/表.txt", Array("乙".utf8))
    zip.add(nameBytes: Array("a/".utf8) + chinese, Array("甲".utf8), isUTF8: false)
    zip.add(nameBytes: Array("b\\c.txt".utf8), Array("丙".utf8), isUTF8: false)
    for rest in ["__MACOSX/._表.txt", ".hidden", "a/~$表.docx", "Thumbs.db", "a/.DS_Store"] { zip.add(rest, [1]) }
    return zip.bytes
  }

  @Test func `files stand under readable names, rests of other systems are left out`() throws {
    let archive = try DocumentArchive(Self.district)
    #expect(archive.members.map(\.name) == ["a/项目.txt", "b/c.txt", "乙局/二科/表.txt"])
    let texts = try archive.members.map { String(decoding: try archive.bytes(of: $0), as: UTF8.self) }
    #expect(texts == ["甲", "丙", "乙"])
  }

  @Test func `a packed folder is told from an office file, which is packed alike`() throws {
    #expect(DocumentArchive.isArchive(Self.district))
    #expect(!DocumentArchive.isArchive(try DocxFile(p("甲")).bytes()))
    #expect(!DocumentArchive.isArchive(Array("项目".utf8)))
    #expect(!DocumentArchive.isArchive(Array(Self.district.prefix(40))))
  }

  @Test func `one file that is too large or broken harms no other`() throws {
    var limits = ReadLimits.standard
    limits.fileBytes = 1_000
    var zip = try ZipWriter()
    try zip.add("large.txt", [UInt8](repeating: 0x41, count: 2_000))
    try zip.add("locked.txt", [1, 2, 3], password: "x")
    try zip.add("small.txt", [0x42])
    let archive = try DocumentArchive(try zip.finish(), limits: limits)
    let outcomes = archive.members.map { member -> String in
      do throws(ReadError) { return String(decoding: try archive.bytes(of: member), as: UTF8.self) } catch {
        return error.code
      }
    }
    #expect(outcomes == ["too-large", "encrypted", "B"])
  }

  @Test func `more files than any district sends are refused`() {
    var zip = StoredZip()
    for number in 0...DocumentArchive.membersMax { zip.add("\(number)", []) }
    let bytes = zip.bytes
    #expect(throws: ReadError.self) { try DocumentArchive(bytes) }
  }
}
