import Documents
import Model
import Testing

@testable import Forms

/// Every value knows where in its file it stands.
@Suite struct PlaceTests {
  /// Values without a place, and those whose cell or line shows nothing of them.
  /// - Parameter shown: the same blocks with what counts as shown at each place.
  private static func faults(
    _ document: Document, shown: Document? = nil
  ) -> (values: Int, lost: [String], wrong: [String]) {
    var texts: [Document.Place: String] = [:]
    for block in (shown ?? document).blocks {
      switch block {
      case .heading(_, let paragraph), .paragraph(let paragraph): texts[paragraph.place, default: ""] += paragraph.text
      case .table(let table): for cell in table.rows.joined() { texts[cell.place, default: ""] += cell.text }
      }
    }
    let reading = reader.read(document)
    var (values, lost, wrong) = (0, [String](), [String]())
    for (form, places) in zip(reading.content.forms, reading.places) {
      for cell in form.cells {
        values += 1
        guard let place = places[cell.path] else {
          lost.append("\(cell.path)=\(cell.value)")
          continue
        }
        let (shown, value) = (bare(texts[place] ?? ""), bare(cell.value))
        let shares = !shown.isDisjoint(with: value)
        if !shares { wrong.append("\(cell.path)=\(cell.value) at \(texts[place] ?? "")") }
      }
    }
    return (values, lost, wrong)
  }

  private static func bare(_ text: String) -> Set<Unicode.Scalar> {
    Set(text.unicodeScalars.map(Wording.folded).filter { !Wording.isBlank($0) && !Wording.isPunctuation($0) })
  }

  @Test(arguments: FileFormatTests.forms.indices)
  func `every value of a form has its place, however the file was made`(index: Int) {
    let (title, picture) = FileFormatTests.forms[index]
    for (number, document) in TablePicture(picture).documents(title: title).enumerated() {
      let found = Self.faults(document)
      #expect(found.values >= 19, "flattening \(number)")
      #expect(found.lost == [], "flattening \(number)")
      #expect(found.wrong == [], "flattening \(number)")
    }
  }

  @Test func `forms printed as broken lines have their places too`() throws {
    let text = SelfEvaluationLinesTests.weightsBehindNames
    let document = try DocumentReader.read(Array(text.utf8), name: "表.txt")
    var shown = document
    // A cell goes on in the lines below it, and its place is the first of them.
    let lines = document.blocks.map { if case .paragraph(let paragraph) = $0 { paragraph.text } else { "" } }
    for (index, block) in document.blocks.enumerated() {
      guard case .paragraph(var paragraph) = block else { continue }
      paragraph.text = lines[index..<min(index + 2, lines.count)].joined()
      shown.blocks[index] = .paragraph(paragraph)
    }
    let found = Self.faults(document, shown: shown)
    #expect(found.values > 40)
    // A level head that the class under it tells is printed nowhere.
    #expect(found.lost.count * 20 <= found.values, "\(found.lost)")
    #expect(found.wrong.count * 20 <= found.values, "\(found.wrong)")
  }

  @Test func `equal values of different rows stand in their own rows`() throws {
    let picture = """
      项目名称 | 河道保洁 | < | <
      主管部门 | 示范区水务局 | < | <
      绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值
      ^ | 产出指标 | 数量指标 | 保洁河道 | 100%
      ^ | ^ | 质量指标 | 验收合格率 | 100%
      ^ | 效益指标 | 社会效益指标 | 居民满意度 | 100%
      """
    let document = TablePicture(picture).exactDocument(title: "2024年项目支出绩效目标表")
    let reading = reader.read(document)
    let form = try #require(reading.content.forms.first)
    let rows = form.goals.flatMap { goal in
      goal.indicators.map { reading.places[0][.indicator(goal.id, $0.id).field("target")]?.row }
    }
    #expect(rows == [4, 5, 6])
    let heads = form.goals.flatMap { goal in
      goal.indicators.map { reading.places[0][.indicator(goal.id, $0.id).field("level1")]?.row }
    }
    #expect(heads == [4, 4, 6])
  }
}
