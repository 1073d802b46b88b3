import Lifecycle
import Model
import TestSupport
import Testing

@testable import Store
@testable import Work

@Suite struct FinalAccountsWorkTests {
  private func begun(_ house: WorkHouse) throws -> String {
    try house.at(try house.person(.departmentFinanceOfficer)) { (desk, t) throws(StoreError) in
      try DepartmentFinals.begin(department: "shui", desk, in: t)
    }
  }

  private func save(_ house: WorkHouse, _ stage: String, _ accounts: DepartmentAccounts) throws(StoreError) {
    try house.at(try house.person(.departmentFinanceOfficer)) { (desk, t) throws(StoreError) in
      let number = try Stages.load(id: stage, in: t)?.number ?? 0
      try Steps.take(
        StepRequest(stage: stage, event: "edit", basedOn: number, content: accounts.json), desk, in: t)
    }
  }

  private func refusal(_ work: () throws(StoreError) -> Void) -> StageRefusal? {
    do throws(StoreError) {
      try work()
      return nil
    } catch {
      if case .refusedStep(let refusal) = error { return refusal }
      return nil
    }
  }

  private func complete() -> DepartmentAccounts {
    var accounts = ExampleAccounts.make()
    accounts.words = ["total": "项目减少"]
    return accounts
  }

  @Test(arguments: Engine.present)
  func `accounts are begun once by the department, and by no unit below it`(_ engine: Engine) throws {
    let house = try WorkHouse(engine, rulebook: RulebookTests.shipped)
    let stage = try begun(house)
    #expect(try begun(house) == stage)
    let row = try house.stage(stage)
    #expect(row.title == "区水务局" && row.state == "preparing" && row.dueOn == "2025-08-31")
    let unit = try house.person(.executingUnit)
    let below = refusal { () throws(StoreError) in
      try house.at(unit) { (desk, t) throws(StoreError) in
        _ = try DepartmentFinals.begin(department: "di", desk, in: t)
      }
    }
    #expect(below?.why.contains("不是主管部门") == true)
    let foreign = refusal { () throws(StoreError) in
      try house.at(try house.person(.departmentFinanceOfficer)) { (desk, t) throws(StoreError) in
        _ = try DepartmentFinals.begin(department: "min", desk, in: t)
      }
    }
    #expect(foreign?.cause == .person)
    let lacking = try house.at(try house.person(.financeTreasuryOffice)) { (desk, t) throws(StoreError) in
      try DepartmentFinals.lacking(desk, in: t).map(\.id)
    }
    #expect(lacking == ["min"])
  }

  @Test(arguments: Engine.present)
  func `what does not agree or is not whole is not handed in`(_ engine: Engine) throws {
    let house = try WorkHouse(engine)
    let stage = try begun(house)
    func submit() -> StageRefusal? {
      refusal { () throws(StoreError) in
        try house.at(try house.person(.departmentFinanceOfficer)) { (desk, t) throws(StoreError) in
          let number = try Stages.load(id: stage, in: t)?.number ?? 0
          try Steps.take(
            StepRequest(stage: stage, event: "submit", basedOn: number),
            Desk(desk.account, year: WorkHouse.year, Self.examining, in: t), in: t)
        }
      }
    }
    #expect(submit()?.why == "决算表还是空的，不能报送。")
    var accounts = complete()
    accounts.set(1, at: AccountsCell(.summary, "out-sum", "amount"))
    try save(house, stage, accounts)
    #expect(submit()?.why == "决算表有 1 处勾稽不符，不能报送：收、支总计不相等。")
    accounts = complete()
    accounts.words = [:]
    try save(house, stage, accounts)
    #expect(submit()?.why == "情况说明还没有写全：总计变动的原因。")
    try save(house, stage, complete())
    #expect(submit() == nil)
    // What was handed in is kept as it was handed in.
    let kept = DepartmentAccounts(try house.stage(stage).content)
    #expect(kept.narrative.first?.paragraphs.first?.words == "总计项目减少")
    #expect(kept[.general, "2010301", "basic"] == ExampleAccounts.make()[.general, "2010301", "basic"])
  }

  static let examining = Rulebook(
    templates: RulebookTests.shipped.templates, schemes: RulebookTests.shipped.schemes,
    policies: RulebookTests.shipped.policies, examiner: WordExaminer())

  @Test(arguments: Engine.present)
  func `every hand passes the accounts on, and a copy is published that proves itself`(_ engine: Engine) throws {
    let house = try WorkHouse(engine)
    let stage = try begun(house)
    try save(house, stage, complete())
    try house.step(stage, "submit", .departmentFinanceOfficer)
    let own = refusal { () throws(StoreError) in try house.step(stage, "sign", .departmentFinanceOfficer) }
    #expect(own?.cause == .person)
    try house.step(stage, "sign", .departmentHead)
    try house.step(stage, "return-from-line-office", .financeLineOffice, opinion: "第三张表写错")
    #expect(try house.stage(stage).state == "returned")
    try save(house, stage, complete())
    #expect(DepartmentAccounts(try house.stage(stage).content).narrative.isEmpty)
    try house.step(stage, "submit", .departmentFinanceOfficer)
    try house.step(stage, "sign", .departmentHead)
    try house.step(stage, "pass-line-office", .financeLineOffice)
    try house.step(stage, "approve", .financeTreasuryOffice)
    #expect(try house.stage(stage).state == "approved")
    let early = refusal { () throws(StoreError) in try house.step(stage, "publish", .departmentFinanceOfficer) }
    #expect(early?.cause == .gate(.notDisclosed))

    let receipt = try disclose(house, stage)
    #expect(try house.stage(stage).state == "published")
    let made = try #require(
      try house.database.read { (t) throws(StoreError) in try Publications.find(receipt: receipt, in: t) })
    #expect(made.subject == .finalAccounts && made.title == "区水务局")
    let copy = DepartmentAccounts(try #require(made.content["accounts"]))
    #expect(copy[.summary, "in-sum", "amount"] == ExampleAccounts.make()[.summary, "in-sum", "amount"])
    #expect(copy.words.isEmpty && copy.source == nil)

    // A mistake found afterwards goes the whole way again; the older copy opens nothing.
    try house.step(stage, "correct", .financeTreasuryOffice, opinion: "附表有误，更正后重新公开")
    try save(house, stage, complete())
    try house.step(stage, "submit", .departmentFinanceOfficer)
    try house.step(stage, "sign", .departmentHead)
    try house.step(stage, "pass-line-office", .financeLineOffice)
    try house.step(stage, "approve", .financeTreasuryOffice)
    let older = refusal { () throws(StoreError) in try house.step(stage, "publish", .departmentFinanceOfficer) }
    #expect(older?.cause == .gate(.notDisclosed))
    let second = try disclose(house, stage)
    #expect(second != receipt)
    let first = try house.database.read { (t) throws(StoreError) in try Publications.find(receipt: receipt, in: t) }
    #expect(first?.replacedBy == second)
    #expect(try Ledger.verify(in: house.database).isSound)
  }

  private func disclose(_ house: WorkHouse, _ stage: String) throws -> String {
    let item = try house.at(try house.person(.departmentProgramOfficer)) { (desk, t) throws(StoreError) -> String? in
      guard let unit = try Units.find(region: WorkHouse.region, id: "shui", in: t) else { return nil }
      let made = try Disclosures.prepare(.finalAccounts, department: unit, desk, in: t)
      // What is under way is not begun a second time.
      if try Disclosures.prepare(.finalAccounts, department: unit, desk, in: t) != nil { return nil }
      return made
    }
    let id = try #require(item)
    try house.step(id, "check-secrecy", .departmentPerformanceLead)
    try house.step(id, "sign", .departmentHead)
    try house.step(id, "publish", .departmentPerformanceLead)
    return try #require(DisclosureItem(try house.stage(id).content).receipts.first)
  }

  @Test(arguments: Engine.present)
  func `last year's approved accounts, payments and rectifications are known`(_ engine: Engine) throws {
    let house = try WorkHouse(engine)
    let project = try house.approved().id
    try house.pay(project, "2024-12-01", wan: 80)
    let stage = try begun(house)
    let row = try house.stage(stage)
    let context = try house.database.read { (t) throws(StoreError) in try DepartmentFinals.context(row, in: t) }
    #expect(context.paid == Money(fen: 80_000_000))
    #expect(context.previous == nil && context.department == "区水务局" && context.year == 2024)
    // The accounts of the year before, approved on paper before the program came.
    try house.database.write { (t) throws(StoreError) in
      let clerk = try Accounts.find(login: "dept_finance_officer", in: t)
      guard let clerk else { return }
      let old = try Stages.open(
        FinalAccounts.self,
        StageDraft(year: 2023, unit: "shui", title: "区水务局", content: ExampleAccounts.make().json),
        region: WorkHouse.region, by: clerk.actor, in: t)
      try t.run("UPDATE stage SET state = 'approved' WHERE id = \(old)")
    }
    let later = try house.database.read { (t) throws(StoreError) in try DepartmentFinals.context(row, in: t) }
    #expect(later.previous?[.summary, "in-sum", "amount"] == ExampleAccounts.make()[.summary, "in-sum", "amount"])
  }
}
