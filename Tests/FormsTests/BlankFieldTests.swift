import Documents
import Forms
import Model
import Schemes
import Testing

@Suite struct BlankFieldTests {
  private func read(_ text: String) throws -> FormContent {
    let document = TextReader.read(Array(text.utf8), format: "txt")
    return try #require(FormReader.read(document, TemplateLibrary.standard().valid).content.forms.first)
  }

  private let head = "2024年部门项目申报表(含绩效目标)\n\n项目名称\t甲项目\t项目编码\t42010523041T000000104\n项目主管部门\t武汉市汉阳区园林局\t项目执行单位\t甲所\n"
  private let tail = "项目总预算\t10\t项目当年预算\t10\n年度绩效目标表\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t甲数量\t≥1个\n"

  @Test func `a label with an empty cell is remembered`() throws {
    let form = try read(head + "项目实施方案\t\t\t\n项目属性\t持续性项目\t\t\n" + tail)
    #expect(form.blankLabels == ["项目实施方案"])
  }

  @Test func `a label that is not printed is not called blank`() throws {
    #expect(try read(head + tail).blankLabels == [])
  }

  @Test func `a place's own template is named and a national one is not`() throws {
    #expect(try read(head + tail).template == "hanyang-project-goal")
    let elsewhere = (head + tail).replacing("武汉市汉阳区园林局", with: "示范区园林局")
    #expect(try read(elsewhere).template == nil)
  }
}
