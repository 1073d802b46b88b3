import Documents
import Model
import Testing

@testable import Forms

/// Documents of no real size are refused whole, in words, and never read by half.
@Suite struct ReadingLimitsTests {
  private func reading(_ rows: [[String]]) -> Reading {
    let place = { (row: Int) in Document.Place(table: 1, row: row) }
    let cells = rows.enumerated().map { row, texts in
      texts.enumerated().map { Document.Cell($1, column: $0, at: place(row + 1)) }
    }
    return reader.read(
      Document(
        blocks: [
          .paragraph(.init("项目支出绩效目标表", at: .init())),
          .table(.init(rows: cells, grid: .exact, at: .init(table: 1))),
        ], format: "test"))
  }

  private func indicators(_ count: Int) -> [[String]] {
    [["项目名称", "示例经费"], ["一级指标", "二级指标", "三级指标", "指标值"]]
      + (1...count).map { ["产出指标", "数量指标", "养护路段\($0)", "≥\($0)公里"] }
  }

  @Test func `a form of a thousand rows is read, one beyond the limit leaves nothing`() {
    #expect(reading(indicators(1_000)).content.forms.first?.indicators.count == 1_000)
    let beyond = reading(indicators(ReadingLimits.entries + 1))
    #expect(beyond.content.forms.isEmpty)
    #expect(beyond.excess == "第 1 个表格所在的一张表超过 3000 行")
  }

  @Test func `a label repeated beyond the limit is refused`() {
    let names = (0...ReadingLimits.entries).map { ["项目名称", "示例\($0)"] }
    #expect(reading(names).excess?.contains("超过 3000 行") == true)
  }

  @Test func `goals beyond the limit are refused`() {
    let goals = (0...ReadingLimits.goals + 1).map { ["目标\($0)号路", "完成第 \($0) 段养护"] }
    #expect(reading([["项目名称", "示例经费"], ["目标名称", "目标说明"]] + goals).excess?.contains("超过 500 条") == true)
  }

  private func flattened(rows: Int) -> Document {
    let heads = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    let body = (1...rows).flatMap { ["产出指标", "数量指标", "养护路段\($0)", "≥\($0)公里", "\($0)公里", "1", "1"] }
    return printed((["2023年度示例项目自评表", "项目名称 示例经费"] + heads + body).joined(separator: "\n"))
  }

  @Test func `a flattened form that would take too many tries is refused with its line`() {
    var content = DocumentContent()
    #expect(NarrativeReader.read(flattened(rows: 12), into: &content) == nil)
    #expect(content.forms.first?.indicators.count == 12)
    content = DocumentContent()
    let excess = NarrativeReader.read(flattened(rows: 3_500), into: &content)
    #expect(excess?.hasPrefix("第 1 行起的自评表") == true)
    #expect(content == DocumentContent())
  }

  @Test func `steps that run out leave no reading at all`() throws {
    let lines = PrintedLines.lines(of: flattened(rows: 12))
    var steps = 50
    let form = SelfEvaluationForm(lines, lines.indices, title: 0..<1)?.content(steps: &steps)
    #expect(form == nil && steps == 0)
  }

  @Test func `figures without number are refused, a run of words without a stop states nothing`() {
    let sentence = { (index: Int) in "组织\(index)个单位开展绩效自评，涉及项目\(index)个。" }
    let text = (0..<ReadingLimits.statements).map(sentence).joined(separator: "\n")
    var content = DocumentContent()
    let excess = NarrativeReader.read(printed("2023年工作总结报告\n一、工作情况\n" + text), into: &content)
    #expect(excess == "正文里的数字超过 20000 个")
    content = DocumentContent()
    let run = String(repeating: "3个项目，", count: 1_000)
    #expect(NarrativeReader.read(printed("2023年工作总结报告\n一、工作情况\n" + run), into: &content) == nil)
    #expect(content.statements.isEmpty)
  }
}
