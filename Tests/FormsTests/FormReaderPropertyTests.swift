import Documents
import Model
import TestSupport
import Testing

@testable import Forms

/// Documents that nobody wrote by hand.
@Suite struct FormReaderPropertyTests {
  private static let scraps = [
    "", "", " ", "项目名称", "项目编码", "年度目标 1:", "年度目标", "长期目标", "绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "前年", "2023年",
    "产出指标", "数量指标", "效益指标（30分）", "满意度指标", "≥95%", "100", "1,048.71 万元", "-", "……", "合计", "总分", "金额", "来源项目", "3月底",
    "项目绩效自评表", "2024年项目绩效目标申报表", "预期目标", "实际完成情况", "年初预算数", "全年执行数", "执行率", "品名", "数量", "单位：万元", "629001示例处",
    "\t", "\n", "|", "项目支出明细测算", "字", "１２３４５６７８９０１２３４５６７８９０１２３", "99999999999999999999", "年度目标1：甲目标2：乙", "名称", "目标说明",
    "%", "0", "收入构成", "当年金额", "占比",
  ]

  @Test(arguments: 0..<150) func `no document makes the reader stumble`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var blocks: [Document.Block] = []
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      if Bool.random(using: &random) {
        let text = (0..<3).map { _ in Self.scraps.randomElement(using: &random) ?? "" }.joined()
        blocks.append(.paragraph(.init(text, at: .init())))
        continue
      }
      let exact = Bool.random(using: &random)
      let rows = (0..<Int.random(in: 1...12, using: &random)).map { row in
        (0..<Int.random(in: 0...9, using: &random)).map { column in
          Document.Cell(
            Self.scraps.randomElement(using: &random) ?? "", column: exact ? column * 2 : column,
            columnSpan: Int.random(in: 0...4, using: &random), rowSpan: Int.random(in: 0...20, using: &random),
            at: .init(row: row, column: column))
        }
      }
      blocks.append(.table(.init(rows: rows, grid: exact ? .exact : .ragged, at: .init())))
    }
    let reading = reader.read(Document(blocks: blocks, format: "test"))
    for form in reading.content.forms {
      #expect(Set(form.goals.map(\.id)).count == form.goals.count)
      let ids = form.indicators.map(\.indicator.id)
      #expect(Set(ids).count == ids.count)
    }
    #expect(reading.places.count == reading.content.forms.count)
  }

  @Test(arguments: 0..<60) func `any bytes become a document`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let pieces: [[UInt8]] =
      Self.scraps.map { [UInt8]($0.utf8) } + [
        [0x0D, 0x0A], [0x0C], [0xFF, 0xC3], [0x09], [0x0A], [0x3C, 0x62, 0x3E],
      ]
    var bytes: [UInt8] = []
    for _ in 0..<200 { bytes += pieces.randomElement(using: &random) ?? [] }
    _ = reader.read(TextReader.read(bytes, format: "txt"))
  }

  /// A form made of random parts, printed as the official form is, comes back from every flattening.
  @Test(arguments: 0..<40) func `a made-up form reads back from every flattening`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let levels = [("产出指标", ["数量指标", "质量指标", "时效指标"]), ("效益指标", ["社会效益指标", "生态效益指标"]), ("满意度指标", ["服务对象满意度指标"])]
    let names = ["培训人次", "路面修复面积", "投诉办结率", "按期完成率", "林木覆盖率", "居民满意程度", "设备台数", "巡查里程"]
    let targets = ["≥95%", "12次", "100%", "≤3起", "有所提高", "30公里", "350人次", "2024年12月"]
    var expected: [[String]] = []
    var picture = """
      项目名称 | 示例项目\(seed) | < | 项目编码 | 4201\(seed)T00001 | <
      项目主管部门 | 示范区水务局 | < | 项目执行单位 | 示范区河道所 | <
      项目总预算 | \(seed + 100).5 | < | 项目当年预算 | \(seed).25 | <
      项目绩效总目标 | 改善环境，提升服务。 | < | < | < | <
      项目年度绩效指标 | 一级指标 | 二级指标 | 指标名称 | 指标值 | 备注

      """
    for (level1, classes) in levels {
      var first = true
      for level2 in classes where Bool.random(using: &random) || classes.count == 1 {
        for row in 0..<Int.random(in: 1...3, using: &random) {
          let name = (names.randomElement(using: &random) ?? "") + "甲乙丙".map(String.init)[row % 3]
          let target = targets.randomElement(using: &random) ?? ""
          expected.append([level1, level2, name, target])
          picture +=
            "^ | \(first ? level1 : "^") | \(row == 0 ? level2 : "^") | \(name) | \(target) | \(Bool.random(using: &random) ? "按计划" : "")\n"
          first = false
        }
      }
    }
    for (number, document) in TablePicture(picture).documents(title: "示范区2024年项目资金绩效目标申报表").enumerated() {
      let form = try #require(reader.read(document).content.forms.first, "flattening \(number)")
      let read = form.indicators.map(\.indicator).map {
        [$0.level1 ?? "", $0.level2 ?? "", $0.name ?? "", $0.target ?? ""]
      }
      #expect(read == expected, "flattening \(number)")
      #expect(form.name == "示例项目\(seed)" && form.code == "4201\(seed)T00001")
      #expect(form.amounts.current == ExactDecimal("\(seed).25"))
    }
  }
}
