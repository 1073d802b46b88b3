import Testing

@testable import Documents

/// Tables of web pages as texts of such pages print them.
@Suite struct WebTableTextTests {
  private static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    for case .table(let table) in TextReader.read([UInt8](text.utf8), format: "txt").blocks {
      rows += table.rows.map { $0.map(\.text) }
    }
    return rows
  }

  private static func lines(_ text: String) -> [String] {
    TextReader.read([UInt8](text.utf8), format: "txt").blocks.compactMap { block in
      if case .paragraph(let paragraph) = block { paragraph.text } else { nil }
    }
  }

  @Test func `rows filled up with pipes end where the table does`() {
    let text = """
      项目支出绩效自评表 | ||||
      项目名称 | 河道保洁 | |||
      一级指标 | 二级指标 | 三级指标 | 指标值 | 得分 |
      产出指标 | 数量指标 | 保洁长度 | ≥12公里 | 10 |
      质量指标 | 达标率 | 100% | 10 | |
      """
    #expect(
      Self.rows(text) == [
        ["项目支出绩效自评表"], ["项目名称", "河道保洁"], ["一级指标", "二级指标", "三级指标", "指标值", "得分"],
        ["产出指标", "数量指标", "保洁长度", "≥12公里", "10"], ["质量指标", "达标率", "100%", "10"],
      ])
  }

  @Test func `cells that break the line belong to the row that is not full yet`() {
    let text = """
      项目 名称 |
      河道保洁 | 预算（万元） | 26 | |
      绩效指标 | 一级 指标 |
      二级 指标 |
      三级 指标 |
      指标值 |
      产出指标 | 数量指标 | 保洁长度 | ≥12公里 | |
      质量指标 | 达标率
      （全年平均） | 100% | |||
      """
    #expect(
      Self.rows(text) == [
        ["项目 名称", "河道保洁", "预算（万元）", "26"], ["绩效指标", "一级 指标", "二级 指标", "三级 指标", "指标值"],
        ["产出指标", "数量指标", "保洁长度", "≥12公里"], ["质量指标", "达标率\n（全年平均）", "100%"],
      ])
  }

  @Test func `a cell on each line with its pipe, blank cells kept`() {
    let text = """
      主管部门 |
      |
      实施单位 |
      |
      ||
      项目资金 |
      |
      年初预算数 |
      全年执行数 |
      得分 |
      |
      其他资金 |
      0 |
      0 |
      |
      ||
      """
    #expect(
      Self.rows(text) == [
        ["主管部门", "", "实施单位", ""], ["项目资金", "", "年初预算数", "全年执行数", "得分", ""], ["其他资金", "0", "0", ""],
      ])
  }

  @Test func `without filling, a cell on each line is a text in order`() {
    let text = (["项目名称", "河道保洁", "", "产出指标", "数量指标", "保洁长度", "≥12公里", "10", "10"].map { $0.isEmpty ? "|" : $0 + " |" })
      .joined(separator: "\n")
    #expect(Self.lines(text) == ["项目名称", "河道保洁", "产出指标", "数量指标", "保洁长度", "≥12公里", "10", "10"])
    #expect(Self.rows(text).isEmpty)
  }

  @Test func `a line that only ends with pipes is no table`() {
    let text = "浏览量：1 | | | |\n\n项目名称\n河道保洁\n"
    #expect(Self.rows(text).isEmpty)
    #expect(Self.lines(text).last == "河道保洁")
  }

  @Test func `tables of Markdown are read as before`() {
    let text = "| 项目名称 | 河道保洁 |\n| --- | --- |\n| 主管部门 | 水务局 |\n"
    #expect(Self.rows(text) == [["项目名称", "河道保洁"], ["主管部门", "水务局"]])
  }

  @Test func `a text behind the table is a text again`() {
    let text = "项目名称 | 甲 | |\n主管部门 | 乙 | |\n实施单位 | 丙 | |\n公示期为三天。\n\n联系地址见附件。\n"
    #expect(Self.rows(text).count == 3)
    #expect(Self.lines(text) == ["公示期为三天。", "联系地址见附件。"])
  }
}
