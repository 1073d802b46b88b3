import Lifecycle
import Model
import Testing

@testable import Store
@testable import Work

/// Findings that a reviewer lets stand, on both engines.
@Suite struct WaivingTests {
  private func waive(_ scene: GoalScene, _ form: String, as account: Account, _ reason: String = "示财〔2025〕9号同意按此数")
    throws
    -> StageRefusal?
  {
    let stored = try #require(try scene.form(form))
    let key = try #require(stored.findings.first).answerKey
    do throws(StoreError) {
      try scene.write(as: account) { (desk, t) throws(StoreError) in
        try Waiving.waive(key, of: form, reason: reason, desk, in: t)
      }
      return nil
    } catch {
      guard case .refusedStep(let refusal) = error else {
        Issue.record("\(error)")
        return nil
      }
      return refusal
    }
  }

  private func waivers(_ scene: GoalScene, _ form: String) throws -> [Waiver] {
    try scene.database.read { (t) throws(StoreError) in try Waivers.list(form: form, in: t) }
  }

  @Test(arguments: Engine.present)
  func `an error that the performance office lets stand no longer keeps the form back`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin(target: "错")
    let before = scene.refusal { () throws(StoreError) in try scene.take(.submit, scene.clerk, begun.stage) }
    #expect(before?.why.contains("1 处错误") == true)
    // Neither who wrote it nor whoever may only ask for reasons.
    #expect(try waive(scene, begun.form, as: scene.clerk)?.cause == .person)
    #expect(try waive(scene, begun.form, as: scene.department)?.cause == .person)
    #expect(try waive(scene, begun.form, as: scene.line)?.cause == .person)
    #expect(try waive(scene, begun.form, as: scene.performance, "同意")?.cause == .opinion)
    #expect(try waivers(scene, begun.form).isEmpty)

    #expect(try waive(scene, begun.form, as: scene.performance) == nil)
    #expect(try waive(scene, begun.form, as: scene.performance) == nil, "a second time changes nothing")
    let kept = try #require(try waivers(scene, begun.form).first)
    #expect(kept.reason == "示财〔2025〕9号同意按此数" && kept.accountName == "wang" && kept.isInForce && kept.number == 1)
    #expect(try #require(try scene.form(begun.form)).row.errors == 0, "lists no longer count it")
    #expect(try scene.take(.submit, scene.clerk, begun.stage).state == "department-review-1")
    let actions = try scene.database.read { (t) throws(StoreError) in
      try Ledger.list(region: GoalScene.region, limit: 50, in: t).map(\.entry.action)
    }
    #expect(actions.contains(LedgerAction.findingWaived.rawValue))
    #expect(try Ledger.verify(in: scene.database).isSound)
  }

  @Test(arguments: Engine.present)
  func `a department lets a warning stand, and taking it back asks for a reason again`(engine: Engine) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin(target: "疑")
    #expect(try waive(scene, begun.form, as: scene.clerk)?.cause == .person)
    #expect(try waive(scene, begun.form, as: scene.department) == nil)
    let waiver = try #require(try waivers(scene, begun.form).first)
    try scene.write(as: scene.department) { (desk, t) throws(StoreError) in
      try Waiving.withdraw(waiver.number, of: begun.form, desk, in: t)
    }
    let back = try #require(try waivers(scene, begun.form).first)
    #expect(!back.isInForce && back.withdrawnByName == "li")
    let row = try #require(try scene.form(begun.form)).row
    #expect(row.errors + row.warnings + row.hints > 0, "lists count it again")
    let refusal = scene.refusal { () throws(StoreError) in try scene.take(.submit, scene.clerk, begun.stage) }
    #expect(refusal?.why.contains("提醒没有写理由") == true)
    // Let stand anew it has a line of its own.
    #expect(try waive(scene, begun.form, as: scene.performance) == nil)
    #expect(try waivers(scene, begun.form).map(\.number) == [1, 2])
    #expect(try scene.take(.submit, scene.clerk, begun.stage).state == "department-review-1")
  }

  @Test func `another finding in the same cell was not let stand`() {
    func finding(_ message: String) -> Finding {
      Finding(
        rule: "details-sum", severity: .error, title: "明细合计与预算不符", place: "", path: FormPath("amounts.current"),
        message: message)
    }
    let scene = finding("相差 5.00")
    #expect(scene.answerKey == finding("相差 6.00").answerKey)
    #expect(Waiving.actions(.error) == [.reviewInPerformanceOffice])
  }
}
