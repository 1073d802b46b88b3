import Lifecycle
import Model
import Testing

@Suite struct GrantingTests {
  private static let region = UnitPath(["qu"])
  private static let department = UnitPath(["qu", "shui"])
  private static let today = Day("2026-11-21")!
  private static let security = Actor(account: "anquan", role: .securityAdministrator, scope: region)

  private func holder(
    _ held: [HeldRole] = [], account: String = "li", isEnded: Bool = false, hasOwnPassword: Bool = true
  ) -> GrantHolder {
    GrantHolder(account: account, isEnded: isEnded, hasOwnPassword: hasOwnPassword, held: held)
  }

  private func role(
    _ role: Role, _ scope: UnitPath = department, from: String = "2026-11-21", until: String? = nil
  ) -> HeldRole {
    HeldRole(role: role, scope: scope, from: Day(from)!, until: until.map { Day($0)! })
  }

  private func refusal(
    _ wish: HeldRole, to holder: GrantHolder, by actor: Actor = security, reason: String = "岗位调整"
  ) -> Granting.Refusal? {
    Granting.refusal(
      by: actor, giving: wish, to: holder, reason: reason, region: Self.region, today: Self.today)
  }

  @Test(arguments: Role.allCases)
  func `only the security administrator gives roles`(asker: Role) {
    let actor = Actor(account: "x", role: asker, scope: Self.region)
    #expect(
      refusal(role(.executingUnit), to: holder(), by: actor) == (asker == .securityAdministrator ? nil : .notYours))
  }

  @Test func `nobody gives himself a role, nor takes one from himself`() {
    let own = holder([role(.securityAdministrator, Self.region)], account: "anquan")
    #expect(refusal(role(.executingUnit), to: own) == .oneself)
    #expect(
      Granting.refusal(
        by: Self.security, withdrawing: .securityAdministrator, from: own, reason: "x", otherHolders: 3) == .oneself)
  }

  @Test(arguments: Role.allCases.filter { $0 != .public }, Role.allCases.filter { $0 != .public })
  func `an administrator holds no other role, and nobody with another role becomes one`(held: Role, wished: Role) {
    let person = holder([role(held, held.isAdministrator ? Self.region : Self.department, from: "2026-01-01")])
    let wish = role(wished, wished.isAdministrator ? Self.region : UnitPath(["qu", "min"]))
    let refused = refusal(wish, to: person)
    if held.isAdministrator && held != wished {
      #expect(refused == .administratorsApart)
    } else if wished.isAdministrator && held != wished {
      #expect(refused == .administratorAlone)
    } else if held == wished && held.isAdministrator {
      #expect(refused == .alreadyHeld)
    } else {
      #expect(refused == nil)
    }
  }

  @Test func `a role to come counts like one in force`() {
    let person = holder([role(.auditAdministrator, Self.region, from: "2027-01-01")])
    #expect(refusal(role(.executingUnit), to: person) == .administratorsApart)
  }

  @Test func `who becomes an administrator is known to himself alone and answers for the whole region`() {
    let wish = role(.auditAdministrator, Self.region)
    #expect(refusal(wish, to: holder(hasOwnPassword: false)) == .passwordNotOwn)
    #expect(refusal(role(.executingUnit), to: holder(hasOwnPassword: false)) == nil)
    #expect(refusal(role(.auditAdministrator, Self.department), to: holder()) == .administratorOfPart)
    #expect(refusal(wish, to: holder()) == nil)
  }

  @Test func `days, reason and repetition are asked for`() {
    #expect(refusal(role(.executingUnit, from: "2026-11-20"), to: holder()) == .beginsInPast)
    #expect(
      refusal(role(.executingUnit, from: "2026-12-01", until: "2026-11-30"), to: holder()) == .endsBeforeBeginning)
    #expect(refusal(role(.executingUnit), to: holder(), reason: " \u{3000}") == .reasonMissing)
    #expect(refusal(role(.executingUnit), to: holder(isEnded: true)) == .ended)
    #expect(refusal(role(.public), to: holder()) == .noRole)
    let person = holder([role(.executingUnit, from: "2026-01-01", until: "2026-12-31")])
    #expect(refusal(role(.executingUnit, from: "2026-12-31"), to: person) == .alreadyHeld)
    #expect(refusal(role(.executingUnit, from: "2027-01-01"), to: person) == nil)
    #expect(refusal(role(.executingUnit, Self.region, from: "2026-12-31"), to: person) == nil)
  }

  @Test func `the last administrator of a kind stays`() {
    let person = holder([role(.systemAdministrator, Self.region)], account: "xitong")
    func refusal(_ role: Role, others: Int, by actor: Actor = Self.security, reason: String = "离任") -> Granting.Refusal?
    {
      Granting.refusal(by: actor, withdrawing: role, from: person, reason: reason, otherHolders: others)
    }
    #expect(refusal(.systemAdministrator, others: 0) == .lastAdministrator)
    #expect(refusal(.systemAdministrator, others: 1) == nil)
    #expect(refusal(.executingUnit, others: 0) == nil)
    #expect(refusal(.executingUnit, others: 0, reason: "") == .reasonMissing)
    #expect(refusal(.executingUnit, others: 0, by: .nobody) == .notYours)
  }

  @Test func `every refusal says what to do`() {
    let sentences = Granting.Refusal.allCases.map(\.sentence) + AccountKeeping.Refusal.allCases.map(\.sentence)
    #expect(Set(sentences).count >= sentences.count - 1)
    for sentence in sentences {
      #expect(sentence.hasSuffix("。") && sentence.count > 12 && !sentence.contains("！"), "\(sentence)")
    }
  }
}

@Suite struct AccountKeepingTests {
  private static let region = UnitPath(["qu"])
  private let system = Actor(account: "xitong", role: .systemAdministrator, scope: region)

  private func holder(_ account: String, _ role: Role? = nil, isEnded: Bool = false) -> GrantHolder {
    GrantHolder(
      account: account, isEnded: isEnded, hasOwnPassword: true,
      held: role.map { [HeldRole(role: $0, scope: Self.region, from: Day("2026-01-01")!, until: nil)] } ?? [])
  }

  private func refusal(
    _ work: AccountKeeping.Work, on holder: GrantHolder, by actor: Actor? = nil, others: Int = 1
  ) -> AccountKeeping.Refusal? {
    AccountKeeping.refusal(by: actor ?? system, work, on: holder, otherHolders: others)
  }

  @Test(arguments: Role.allCases, AccountKeeping.Work.allCases)
  func `accounts are kept by the system administrator alone`(role: Role, work: AccountKeeping.Work) {
    let actor = Actor(account: "x", role: role, scope: Self.region)
    #expect(refusal(work, on: holder("li"), by: actor) == (role == .systemAdministrator ? nil : .notYours))
  }

  @Test(arguments: [AccountKeeping.Work.lock, .end, .resetPassword])
  func `nobody locks or resets himself`(work: AccountKeeping.Work) {
    #expect(refusal(work, on: holder("xitong", .systemAdministrator)) == .oneself)
  }

  @Test(arguments: [Role.systemAdministrator, .securityAdministrator, .auditAdministrator])
  func `no administrator can take over another by a new password`(role: Role) {
    #expect(refusal(.resetPassword, on: holder("a", role)) == .administratorsPassword)
    #expect(refusal(.lock, on: holder("a", role), others: 0) == .lastAdministrator)
    #expect(refusal(.end, on: holder("a", role), others: 0) == .lastAdministrator)
    #expect(refusal(.lock, on: holder("a", role), others: 1) == nil)
    #expect(refusal(.unlock, on: holder("a", role), others: 0) == nil)
  }

  @Test(arguments: AccountKeeping.Work.allCases)
  func `what has ended stays as it is`(work: AccountKeeping.Work) {
    #expect(refusal(work, on: holder("li", isEnded: true)) == .ended)
  }
}
