import Documents
import Foundation
import Model
import TestSupport
import Testing

@testable import Forms

/// Printed forms without rules: the columns are where the texts leave gutters, the rows where cells lie evenly.
@Suite(.enabled(if: Office.program != nil)) struct UnruledPDFTests {
  static let pictures = [
    ("项目支出绩效自评表（2022年度）", FileFormatTests.forms[0].1), WildLayoutTests.zeroTotal, WildLayoutTests.pointsFirst,
  ]

  static let printed: [(document: Document, bytes: [UInt8])] = {
    var look = WordFile.Look()
    look.isRuled = false
    let documents = pictures.map { TablePicture($0.1).exactDocument(title: $0.0) }
    let files = documents.enumerated().map { ("bare\($0).docx", WordFile.bytes($1, look: look)) }
    guard let words = try? Office.convert(files, to: "pdf") else { return [] }
    return Array(zip(documents, words))
  }()

  @Test(arguments: pictures.indices)
  func `a form without rules keeps its indicators, money and score`(index: Int) throws {
    let printed = try #require(Self.printed.indices.contains(index) ? Self.printed[index] : nil)
    let expected = try #require(reader.read(printed.document).content.forms.first)
    let form = try #require(reader.read(try DocumentReader.read(printed.bytes, name: "表.pdf")).content.forms.first)
    #expect(form.name == expected.name && form.score == expected.score)
    #expect(form.execution?.budget == expected.execution?.budget && form.amounts.current == expected.amounts.current)
    let (read, wanted) = (form.indicators.map(\.indicator), expected.indicators.map(\.indicator))
    #expect(read.map(\.name) == wanted.map(\.name))
    #expect(read.map(\.target) == wanted.map(\.target))
    #expect(read.map(\.actual) == wanted.map(\.actual))
    #expect(read.map(\.weight) == wanted.map(\.weight))
  }
}
