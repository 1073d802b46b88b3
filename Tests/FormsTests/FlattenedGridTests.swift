import Documents
import Model
import Testing

@testable import Forms

/// Tables that an export flattened without moving a cell are read by their columns.
@Suite struct FlattenedGridTests {
  /// Levels that no template knows stand in their columns all the same.
  static let ownLevels = (
    title: "2023年度部门整体支出绩效自评表",
    picture: """
    部门名称 | 示范市民政局 | < | < | < | < | <
    年度目标 | 新建养老服务中心6个。 | < | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 目标值 | 实际完成值 | 分值 | 得分
    决策 | 计划编排 | 规划健全性 | 健全 | 健全 | 2 | 2
    ^ | 目标编排 | 目标合理性 | 合理 | 合理 | 2 | 2
    履职 | 社会救助事项 | 低保标准 | ≥950元/月 | 980元/月 | 10 | 10
    ^ | 养老服务事项 | 新建养老服务中心 | 6个 | 5个 | 10 | 8.33
    产出指标 | 数量指标 | 服务人次 | ≥2万 | 2.1万 | 10 | 10
    ^ | 质量指标 | 达标率 | 100% | 100% | 10 | 10
    满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 93% | 10 | 10
    """
  )

  static let twoLayers = (
    title: "2024年项目支出绩效目标申报表",
    picture: """
    项目名称 | 路面修复 | < | < | 项目编码 | 42010524059T000000201 | <
    项目总预算 | 86.50 | < | < | 项目当年预算 | 86.50 | <
    年度绩效目标 | 修复路面。 | < | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 近两年指标值 | < | 预期当年实现值 | 指标值确定依据
    ^ | ^ | ^ | 2022年 | 2023年 | ^ | ^
    产出指标 | 数量指标 | 修复面积 | 80万平方米 | 82万平方米 | 86万平方米 | 计划标准
    ^ | 质量指标 | 合格率 | 100% | 100% | 100% | 行业标准
    效益指标 | 社会效益指标 | 投诉下降率 | 10% | 12% | ≥15% | 计划标准
    """
  )

  /// The picture with every merged cell printed again in each place it covers.
  static func repeated(_ picture: String) -> String {
    var rows = TablePicture(picture).rows
    for row in rows.indices {
      for column in rows[row].indices {
        if rows[row][column] == "<" { rows[row][column] = rows[row][column - 1] }
        if rows[row][column] == "^" { rows[row][column] = rows[row - 1][column] }
      }
    }
    return rows.map { $0.joined(separator: "\t") }.joined(separator: "\n")
  }

  @Test(arguments: [ownLevels, twoLayers, WildLayoutTests.pointsFirst])
  func `merged cells printed again in every place are one cell`(layout: (title: String, picture: String)) throws {
    let expected = reader.read(TablePicture(layout.picture).exactDocument(title: layout.title)).content.forms
    let text = "\(layout.title)\n\n\(Self.repeated(layout.picture))\n"
    let forms = reader.read(TextReader.read([UInt8](text.utf8), format: "txt")).content.forms
    #expect(forms.map { $0.json(.contract).canonicalText } == expected.map { $0.json(.contract).canonicalText })
  }

  @Test func `levels of no template keep their columns in every flattening`() throws {
    let form = try OtherLayoutTests.form(Self.ownLevels.picture, Self.ownLevels.title)
    #expect(form.indicators.map(\.indicator.level2).prefix(4) == ["计划编排", "目标编排", "社会救助事项", "养老服务事项"])
    #expect(form.indicators[3].indicator.level1 == "履职" && form.indicators[3].indicator.score == ExactDecimal("8.33"))
  }

  @Test func `years over two columns stay in order in every flattening`() throws {
    let form = try OtherLayoutTests.form(Self.twoLayers.picture, Self.twoLayers.title)
    #expect(form.indicators.first?.indicator.history == ["80万平方米", "82万平方米"])
    #expect(form.indicators.map(\.indicator.target) == ["86万平方米", "100%", "≥15%"])
  }

  /// Equal values beside each other, or under each other, are two values.
  @Test func `equal values are not taken for one merged cell`() throws {
    let text = """
      2023年度项目支出绩效自评表

      项目名称\t甲项目\t甲项目\t甲项目\t甲项目\t甲项目\t甲项目
      年度目标\t完成甲\t完成甲\t完成甲\t完成甲\t完成甲\t完成甲
      一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
      产出指标\t数量指标\t乙数量\t有效减少\t有效减少\t10\t10
      产出指标\t质量指标\t丙质量\t有效减少\t有效减少\t10\t10
      效益指标\t社会效益指标\t丁效益\t100%\t100%\t10\t10
      """
    let form = try #require(reader.read(TextReader.read([UInt8](text.utf8), format: "txt")).content.forms.first)
    #expect(form.indicators.map(\.indicator.actual) == ["有效减少", "有效减少", "100%"])
    #expect(
      form.indicators.map(\.indicator.weight) == [10, 10, 10] && form.indicators.map(\.indicator.score) == [10, 10, 10])
  }
}
