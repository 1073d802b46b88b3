import Model
import Testing

@Suite struct DocumentContentJSONTests {
  @Test func `a document without anything still names its forms`() {
    #expect(DocumentContent().json().text() == #"{"forms":[]}"#)
  }

  @Test func `identity, statements and final account stand under the names of the contract`() {
    var content = DocumentContent()
    content.title = "示例街道2023年度部门决算"
    content.year = 2023
    content.moneyUnit = .wanYuan
    content.statements = [Statement(subject: "三级指标", value: 22, unit: "个", context: "自评报告")]
    var item = FinalAccount.Item(reasonGiven: true)
    item.classLevel = "教育支出"
    item.actual = ExactDecimal("21.50")
    var figure = FinalAccount.Figure(section: "三、支出决算", name: "支出合计", value: ExactDecimal("10.50")!)
    figure.change = ExactDecimal("-2.00")
    figure.percent = ExactDecimal("-16.00")
    content.finalAccount = FinalAccount()
    content.finalAccount?.items = [item]
    content.finalAccount?.figures = [figure]
    content.finalAccount?.tables = [.init(title: "收入决算表", rows: [["项目", "金额"]])]
    #expect(
      content.json().text()
        == #"{"document":{"title":"示例街道2023年度部门决算","year":2023,"unit":"万元"},"forms":[],"#
        + #""statements":[{"subject":"三级指标","value":22,"unit":"个","context":"自评报告"}],"#
        + #""final_account":{"items":[{"class":"教育支出","actual":21.50,"reason_given":true}],"#
        + #""figures":[{"section":"三、支出决算","name":"支出合计","value":10.50,"unit":"万元","change":-2.00,"percent":-16.00}],"#
        + #""tables":[{"title":"收入决算表","rows":[["项目","金额"]]}]}}"#)
  }
}
