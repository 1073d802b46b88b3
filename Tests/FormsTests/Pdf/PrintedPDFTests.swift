import Documents
import Foundation
import Model
import TestSupport
import Testing

@testable import Forms

/// Forms that an office program printed into PDF files say what they said before.
@Suite(.enabled(if: Office.program != nil)) struct PrintedPDFTests {
  static let pictures = [
    ("项目支出绩效自评表（2022年度）", FileFormatTests.forms[0].1), ("2024年项目支出绩效目标申报表", LayoutTests.projectGoal),
    ("2024年部门整体支出绩效目标表", LayoutTests.departmentGoal), ("2024年项目支出绩效运行监控表", FileFormatTests.forms[3].1),
    ("2024年项目支出绩效目标表", LayoutTests.separateSigns), ("2024年部门预算项目绩效目标表", LayoutTests.manyProjects),
    WildLayoutTests.zeroTotal, WildLayoutTests.scoreInTitle, WildLayoutTests.signGlyphs, WildLayoutTests.hints,
    WildLayoutTests.wholeLast, WildLayoutTests.middle, WildLayoutTests.headsOverValues, WildLayoutTests.headless,
    WildLayoutTests.pointsFirst, WildLayoutTests.yuanOnly, WildLayoutTests.sumsUnderHeads,
  ]

  /// Documents as they are, and the PDF files that were printed of them.
  static let printed: [(document: Document, word: [UInt8], sheet: [UInt8])] = {
    let documents = pictures.map { TablePicture($0.1).exactDocument(title: $0.0) }
    guard
      let words = try? Office.convert(
        documents.enumerated().map { ("word\($0).docx", WordFile.bytes($1)) }, to: "pdf"),
      let sheets = try? Office.convert(
        documents.enumerated().map { ("sheet\($0).xlsx", (try? WorkbookWriter.xlsx($1)) ?? []) }, to: "pdf")
    else { return [] }
    return zip(documents, zip(words, sheets)).map { ($0, $1.0, $1.1) }
  }()

  @Test(arguments: pictures.indices)
  func `a form reads alike as a document and as the PDF of it`(index: Int) throws {
    let printed = try #require(Self.printed.indices.contains(index) ? Self.printed[index] : nil)
    let expected = reader.read(printed.document).content.forms
    #expect(!expected.isEmpty)
    for bytes in [printed.word, printed.sheet] {
      let document = try DocumentReader.read(bytes, name: "表.pdf")
      #expect(document.format == "pdf")
      #expect(reader.read(document).content.forms == expected)
    }
  }
}
