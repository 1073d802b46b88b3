import Documents
import Model
import TestSupport
import Testing

@testable import Forms

/// Shapes made to be compared with themselves again and again: each is looked at once, or refused in words.
@Suite struct HostileShapeTests {
  private func table(_ rows: [[String]], grid: Document.Table.Grid = .exact, title: String = "项目支出绩效目标表") -> Document {
    let cells = rows.enumerated().map { row, texts in
      texts.enumerated().map { Document.Cell($1, column: $0, at: .init(table: 1, row: row + 1)) }
    }
    return Document(
      blocks: [
        .paragraph(.init(title, at: .init())), .table(.init(rows: cells, grid: grid, at: .init(table: 1))),
      ], format: "test")
  }

  @Test func `titles that follow each other look at each line once`() {
    let lines = PrintedLines.lines(
      of: printed(Array(repeating: "项目支出绩效自评表\n项目名称\n得分", count: 2_000).joined(separator: "\n")))
    var finder = HeadFinder(lines)
    for start in stride(from: 0, to: lines.count - 260, by: 3) {
      let found = finder.hasHeads(in: start..<(start + 260))
      #expect(!found)
    }
    #expect(finder.looks <= lines.count)
  }

  @Test func `heads are found wherever a window ends`() {
    let heads = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    let lines = PrintedLines.lines(of: printed((["甲", "乙"] + heads + ["丙"]).joined(separator: "\n")))
    var finder = HeadFinder(lines)
    let windows = [0..<lines.count, 2..<9, 0..<6, 5..<lines.count]
    #expect(windows.map { finder.hasHeads(in: $0) } == [true, true, false, false])
  }

  @Test func `names are compared up to the limit`() {
    var draft = FormDraft(kind: .departmentGoal, title: nil, isKindKnown: true)
    for index in 0..<20 { _ = draft.addGoal(.annual, name: "建设第\(index)个示范社区服务点", text: nil, at: .init()) }
    var comparisons = 50
    #expect(draft.goal(named: "建设示范社区服务点", .annual, at: .init(), comparisons: &comparisons) == 0)
    #expect(comparisons >= 0)
    for index in 0..<10 {
      _ = draft.goal(named: "完全不同的名称\(index)甲", .annual, at: .init(), comparisons: &comparisons)
    }
    #expect(comparisons < 0)
  }

  @Test func `an attribute told again adds nothing, a long one is added to without being searched`() {
    var draft = FormDraft(kind: .projectGoal, title: nil, isKindKnown: true)
    let add = { (text: String) in draft.addAttribute("项目概况", text, personal: false, at: .init()) }
    add("养护道路和桥梁")
    add("养护道路")
    add("植树")
    add("植树")
    #expect(draft.content.attribute("项目概况") == "养护道路和桥梁；植树")
    add(String(repeating: "长", count: ReadingLimits.attributeBytes))
    add("养护")
    add("养护")
    #expect(draft.content.attribute("项目概况")?.hasSuffix("长；养护") == true)
  }

  @Test func `a head wider than any is refused`() {
    let heads = Array(repeating: ["一级指标", "二级指标", "三级指标", "指标值"], count: 17).flatMap { $0 }
    let reading = reader.read(table([["项目名称", "示例经费"], heads, heads.map { _ in "5" }]))
    #expect(reading.content.forms.isEmpty && reading.excess?.contains("表头超过 64 列") == true)
  }

  @Test func `columns left out before cells count as cells of an account`() throws {
    let rows = (0..<600).map { [Document.Cell("1", column: 1_000, at: .init(table: 1, row: $0 + 1))] }
    let document = Document(
      blocks: [
        .paragraph(.init("收入支出决算总表", at: .init())), .table(.init(rows: rows, grid: .exact, at: .init(table: 1))),
        .paragraph(.init("第三部分 2023年度部门决算情况说明", at: .init())), .paragraph(.init("一、收入支出决算总体情况说明", at: .init())),
        .paragraph(.init("收入总计5万元，比上年增加1万元。", at: .init())),
      ], format: "test")
    #expect(reader.read(document).excess == "决算表的单元格超过 500000 个")
  }

  @Test func `a heading of a thousand characters is not carried by every paragraph`() {
    let text = "第一部分 概况\n# \(String(repeating: "长", count: 1_000))\n一、情况\n这里是第一段的正文，说明情况。"
    var content = DocumentContent()
    NarrativeReader.read(TextReader.read(Array(text.utf8), format: "txt"), into: &content)
    #expect(content.passages.allSatisfy { $0.headings.allSatisfy { $0.unicodeScalars.count <= 100 } })
    #expect(content.passages.contains { $0.text.hasPrefix("长") })
  }

  @Test func `what is asked of headings is asked once for paragraphs that follow each other`() {
    let body = (1...500).map { "这是第\($0)段的正文，说明情况。" }.joined(separator: "\n1.")
    let text = RunningText(PrintedLines.lines(of: printed("第一部分 概况\n一、情况\n1.\(body)"))) { _ in false }
    var asked = 0
    var memo = PathMemo { paragraph in
      asked += 1
      return paragraph.headings.count
    }
    #expect(text.paragraphs.count >= 400)
    for paragraph in text.paragraphs {
      let count = memo[paragraph]
      #expect(count == paragraph.headings.count)
    }
    #expect(asked <= 2)
  }

  @Test func `goals of a flattened form beyond the limit are refused`() {
    let heads = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    let goals = (0...ReadingLimits.goals).map { "年度目标\($0)（10分）：" }
    let document = printed((["2023年度示例项目自评表", "项目名称 示例经费"] + heads + goals).joined(separator: "\n"))
    var content = DocumentContent()
    #expect(NarrativeReader.read(document, into: &content) == "第 1 行起的自评表的绩效目标超过 500 条")
  }

  @Test func `a year before many amounts goes on to the word of change only`() {
    let amounts = Array(repeating: "1万元", count: 300).joined()
    let words = ["增加", "减少"]
    #expect(PriorAmounts.read("2022年\(amounts)", before: 2024, unit: .wanYuan, words).count == 300)
    #expect(PriorAmounts.read("2022年5万元增加\(amounts)", before: 2024, unit: .wanYuan, words).count == 1)
    #expect(PriorAmounts.read("5万元/2022年", before: 2024, unit: .wanYuan, words).map(\.year) == [2022])
    #expect(PriorAmounts.read("较2022年增加5万元", before: 2024, unit: .wanYuan, words).isEmpty)
  }

  /// The likeness of two names is the share of pairs they have in common, each counted as often as in both.
  @Test func `likeness counts pairs as often as both have them`() {
    #expect(Wording.likeness("甲乙甲乙", "甲乙") == 2.0 * 1 / 4)
    #expect(Wording.likeness("甲乙甲乙", "甲乙甲乙") == 1)
    #expect(Wording.likeness("", "") == 1)
    #expect(Wording.likeness("甲", "") == 0)
    #expect(Wording.likeness("甲乙丙", "丙乙甲") == 0)
  }
}
