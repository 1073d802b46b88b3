import Testing

@testable import Forms

@Suite struct RegionTests {
  @Test(arguments: [
    ("武汉市汉阳区水务局", "武汉市汉阳区"), ("示范区城市管理局", "示范区"), ("示范区社区服务中心", "示范区"), ("遵化市文化路街道办事处", "遵化市"),
    ("2024年汉阳区项目表", "汉阳区"), ("恩施土家族苗族自治州财政局", "恩施土家族苗族自治州"),
  ])
  func `a place ends with its district, county or city`(text: String, region: String) {
    #expect(DocumentFacts.region(text) == region)
  }

  @Test(arguments: ["社区服务中心", "关于城市管理的通知", "项目绩效目标表"])
  func `what names no place has none`(text: String) {
    #expect(DocumentFacts.region(text) == nil)
  }
}
