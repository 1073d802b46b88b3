import Model
import Testing

@testable import Web

/// What is for a person to look at, and what plainly stands in the document.
@Suite struct SourceMatchTests {
  @Test(
    arguments: [
      ("amounts.current", "120.5", "120.5"), ("amounts.current", "1048.71", "1,048.71万元"),
      ("amounts.current", "120.5", "1205000元"), ("amounts.total", "1205000", "120.50"), ("amounts.total", "0", "0.00"),
      ("goals[g1].indicators[i1].target", "≥32万平方米", "≥３２ 万平方米"), ("goals[g1].indicators[i1].weight", "5", "数量指标（5分）"),
      ("name", "环卫保洁", "环卫 保洁"), ("goals[g1].text", "完成全年清扫任务，道路整洁", "完成全年清扫任务，"),
      ("amounts.total", "999999999999999999", "999999999999999999"),
    ])
  func `what stands there word for word or figure for figure is no doubt`(
    path: String, read: String, printed: String
  ) { #expect(SourceMatch.verdict(read, printed, FormPath(path)) == .there) }

  @Test(
    arguments: [
      ("amounts.current", "12.5", "120.5"), ("amounts.current", "", "约30"),
      ("goals[g1].indicators[i1].target", "≥32个", "≥23个"),
    ])
  func `what does not is`(path: String, read: String, printed: String) {
    guard case .doubtful = SourceMatch.verdict(read, printed, FormPath(path)) else {
      Issue.record("“\(read)” passes for “\(printed)”")
      return
    }
  }

  @Test func `words are taken over as printed, so others only mean another place`() {
    #expect(SourceMatch.verdict("年度绩效目标", "绿化养护", FormPath("goals[g1].name")) == .elsewhere)
    #expect(SourceMatch.verdict("", "—", FormPath("amounts.total")) == .elsewhere)
  }
}
