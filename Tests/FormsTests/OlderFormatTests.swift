import Documents
import Foundation
import Model
import TestSupport
import Testing

@testable import Forms

/// Formats of older and other office programs say what the present ones say.
@Suite(.enabled(if: Office.program != nil)) struct OlderFormatTests {
  static let document = TablePicture(WildLayoutTests.pointsFirst.picture)
    .exactDocument(title: WildLayoutTests.pointsFirst.title)

  @Test(arguments: ["doc", "rtf", "odt"])
  func `a Word file reads alike in an older format`(ending: String) throws {
    try compare(try Office.convert([("form.docx", WordFile.bytes(Self.document))], to: ending), ending)
  }

  @Test(arguments: ["xls", "ods"])
  func `a workbook reads alike in an older format`(ending: String) throws {
    try compare(try Office.convert([("form.xlsx", try WorkbookWriter.xlsx(Self.document))], to: ending), ending)
  }

  private func compare(_ files: [[UInt8]], _ ending: String) throws {
    let expected = reader.read(Self.document).content.forms
    // The name says nothing: WPS keeps the same formats under the names .wps and .et.
    let document = try DocumentReader.read(try #require(files.first), name: "表.wps")
    #expect(document.format == ending)
    #expect(reader.read(document).content.forms == expected)
  }

  @Test func `what the office program cannot open is damaged`() {
    // A compound file with the name of a Word document in its directory, and nothing else.
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 1016)
    bytes += "WordDocument".utf16.flatMap { [UInt8($0 & 0xFF), 0] } + [UInt8](repeating: 0, count: 488)
    do throws(ReadError) {
      _ = try DocumentReader.read(bytes, name: "表.doc")
    } catch {
      #expect(error.code == "damaged")
    }
  }
}
