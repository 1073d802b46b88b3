import Model
import TestSupport
import Testing

@testable import Review

/// A department form and a project form that were published as scans, as a careful person reads them.
@Suite struct ScannedFormTests {
  private func findings(_ change: (inout FormContent) -> Void, _ kind: FormKind = .departmentGoal) -> [Finding] {
    Reviewer(parameters: ProjectRules.parameters).review(form(kind, change))
  }

  @Test
  func `three shares are wrong although they add up to a hundred`() {
    let found = findings { f in
      f.earns("财政拨款", "7404.59", share: "97.11", history: ["7211.85", "7414.17"])
      f.earns("单位资金", "220", share: "2.89", history: ["780", "1160"])
      f.earns("合计", "7624.59", share: "100", history: ["7991.85", "8574.17"])
      f.spends("人员类项目支出", "5319.3", share: "69.88", history: ["5244.17", "5415.83"])
      f.spends("运转类项目支出", "535.99", share: "6.88", history: ["516.43", "547.09"])
      f.spends("特定目标类项目支出", "1769.3", share: "23.24", history: ["2231.25", "2611.25"])
      f.spends("合 计", "7624.59", share: "100", history: ["7991.85", "8574.17"])
      for current in ["695.55", "120.35", "5", "15", "75", "270", "368.5"] {
        f.listed("项目\(current)", "本级支出项目", total: current, current: current)
      }
    }
    #expect(found.filter { $0.rule == "share-recompute" }.map(\.expected) == ["69.77%", "7.03%", "23.21%"])
    #expect(
      found.filter { $0.rule == "share-recompute" }.map(\.path?.text)
        == ["s1", "s2", "s3"].map { "spending[\($0)].share" })
    #expect(found.contains { $0.rule == "share-stale-set" })
    #expect(
      found.contains {
        $0.rule == "project-list-sum" && $0.message.contains("1549.40") && $0.message.contains("1769.30")
      })
    #expect(!found.contains { ["component-sum", "income-expenditure-balance"].contains($0.rule) })
  }

  @Test
  func `what was made of pictures proves nothing by itself`() {
    var made = form(.departmentGoal) { f in
      f.earns("财政拨款", "7404.59", share: "97.11", history: ["7211.85", "7414.17"])
      f.earns("单位资金", "220", share: "2.89", history: ["780", "1160"])
      f.earns("合计", "7634.59", share: "100", history: ["7991.85", "8574.17"])
    }
    let reviewer = Reviewer(parameters: ProjectRules.parameters)
    let proven = reviewer.review(made).filter { $0.severity == .error }
    #expect(proven.map(\.rule).contains("component-sum"))
    made.isRecognised = true
    let told = reviewer.review(made)
    #expect(!told.contains { $0.severity == .error })
    #expect(told.contains { $0.rule == "component-sum" && $0.severity == .warning && $0.message.contains("扫描识别") })
  }

  @Test
  func `seven wan are missing and a digit too many stands in a total`() {
    let found = findings { f in
      f.spends("特定目标类项目支出", "24670.7", share: "94.15")
      f.listed("专项业务工作经费", "机构运转类", total: "624.55", current: "624.55")
      let amounts = ["36.2", "15", "139.1", "15514.41", "2896.665", "887.696", "695.6", "4479.025"]
      for amount in amounts {
        f.listed("项目\(amount)", "特定目标类", total: amount == "15514.41" ? "155614.41" : amount, current: amount)
      }
    }
    #expect(found.contains { $0.rule == "project-list-sum" && $0.message.contains("7.004") && $0.severity == .error })
    #expect(found.contains { $0.rule == "total-year-outlier" && $0.printed == "155614.41" && $0.severity == .error })
    #expect(found.contains { $0.rule == "money-precision" })
  }

  @Test
  func `three in a thousand of 830,000 are 2,490`() {
    let found = findings(
      { f in
        f.attribute(
          "项目立项依据",
          "2. 食品安全抽检:常住人口83万,按照常住人口的千分之三,千人三批次,每批次三个样品,抽样批次共计2900批次,食品安全抽检、资料印刷")
      }, .projectGoal)
    #expect(found.contains { $0.rule == "calc-standard-result" && $0.expected == "2490批次" && $0.printed == "2900批次" })
  }
}
