import Model
import Schemes
import TestSupport
import Testing

@testable import Review

/// Accounts on which one relation must fail, and on which it must hold, both sides of its edge included.
struct AccountsExample: Sendable, CustomStringConvertible {
  typealias Change = @Sendable (inout DepartmentAccounts, inout AccountsContext) -> Void
  let rule: String
  let fires: [(String, Change)]
  var holds: [(String, Change)] = []
  var description: String { rule }
}

@Suite struct AccountsRuleTests {
  static let policy: AccountsPolicy = {
    let library = PolicyLibrary.standard(subjects: [AccountsPolicy.self])
    guard let policy: Policy<AccountsPolicy> = library.valid.policy("final-accounts-default") else {
      preconditionFailure("the policy of final accounts is shipped")
    }
    return policy.body
  }()

  /// Adds so many fen to a cell.
  private static func add(_ fen: Int64, _ table: AccountsTable, _ row: String, _ column: String)
    -> AccountsExample.Change
  {
    { accounts, _ in
      let cell = AccountsCell(table, row, column)
      accounts.set((accounts[cell] ?? 0) + fen, at: cell)
    }
  }

  /// One hundredth of 万元.
  private static let cent: Int64 = 10_000

  static let examples: [AccountsExample] = [
    AccountsExample(
      rule: "accounts-income-lines", fires: [("多 0.06 万元", add(6 * cent, .summary, "in-other", "amount"))],
      holds: [("差 0.05 万元在尾差内", add(5 * cent, .summary, "in-other", "amount"))]),
    AccountsExample(
      rule: "accounts-summary-total",
      fires: [
        ("总计多 1 万元", add(100 * cent, .summary, "in-sum", "amount")),
        ("年初结转没有进总计", add(100 * cent, .summary, "in-opening", "amount")),
        ("结余分配没有进总计", add(100 * cent, .summary, "out-distribution", "amount")),
      ], holds: [("两个总计差 0.02 万元", add(2 * cent, .summary, "out-sum", "amount"))]),
    AccountsExample(
      rule: "accounts-income-table",
      fires: [
        ("合计多 1 万元", add(100 * cent, .income, "total", "total")),
        ("一行的其他收入多 1 万元", add(100 * cent, .income, "2010301", "other")),
      ], holds: [("合计差 0.02 万元", add(2 * cent, .income, "total", "total"))]),
    AccountsExample(
      rule: "accounts-fiscal-income",
      fires: [
        ("表二财政拨款少 1 万元", add(-100 * cent, .income, "total", "fiscal")),
        ("表四一般公共预算少 1 万元", add(-100 * cent, .fiscal, "in-general", "amount")),
      ], holds: [("表四差 0.02 万元", add(2 * cent, .fiscal, "in-capital", "amount"))]),
    AccountsExample(
      rule: "accounts-spending-table",
      fires: [
        ("基本支出多 1 万元", add(100 * cent, .spending, "208", "basic")),
        ("合计与总表不同", add(100 * cent, .spending, "total", "total")),
      ], holds: [("一行差 0.05 万元", add(5 * cent, .spending, "208", "basic"))]),
    AccountsExample(
      rule: "accounts-classes",
      fires: [
        ("一类少 1 万元", add(-100 * cent, .summary, "out-208", "amount")),
        ("总表没有这一类", { accounts, _ in accounts.set(.summary, accounts.rows(.summary).filter { $0.key != "out-221" }) }),
      ], holds: [("一类差 0.02 万元", add(2 * cent, .summary, "out-208", "amount"))]),
    AccountsExample(
      rule: "accounts-fiscal-total",
      fires: [
        ("年初结转没有进总计", add(100 * cent, .fiscal, "in-opening", "amount")),
        ("年末结转没有进总计", add(100 * cent, .fiscal, "out-closing", "total")),
        ("右边一行三类加不起来", add(100 * cent, .fiscal, "out-208", "fund")),
      ], holds: [("差 0.02 万元", add(2 * cent, .fiscal, "out-sum", "total"))]),
    AccountsExample(
      rule: "accounts-general-classes",
      fires: [
        ("表五合计少 1 万元", add(-100 * cent, .general, "total", "total")),
        ("表四一类多", add(100 * cent, .fiscal, "out-210", "general")),
      ],
      holds: [("差 0.02 万元", add(2 * cent, .general, "total", "total"))]),
    AccountsExample(
      rule: "accounts-fund-capital",
      fires: [
        ("表四有基金而表七说没有", add(100 * cent, .fiscal, "out-total", "fund")),
        ("表八少 1 万元", add(-100 * cent, .capital, "total", "total")),
      ], holds: [("差 0.02 万元", add(2 * cent, .capital, "total", "total"))]),
    AccountsExample(
      rule: "accounts-basic", fires: [("公用经费多 1 万元", add(100 * cent, .basic, "public", "amount"))],
      holds: [("差 0.03 万元", add(3 * cent, .basic, "public", "amount"))]),
    AccountsExample(
      rule: "accounts-functional-levels",
      fires: [
        ("项加不到款", add(100 * cent, .general, "2010301", "basic")),
        ("款加不到类", add(100 * cent, .spending, "20103", "project")),
        ("类加不到合计", add(100 * cent, .income, "201", "total")),
      ], holds: [("差 0.02 万元", add(2 * cent, .budget, "2010301", "initial"))]),
    AccountsExample(
      rule: "accounts-economic-levels",
      fires: [
        ("款加不到类", add(100 * cent, .basic, "30101", "amount")), ("类加不到人员经费", add(100 * cent, .basic, "303", "amount")),
        (
          "公用经费没有科目",
          { accounts, _ in
            accounts.set(.basic, accounts.rows(.basic).filter { !["302", "310"].contains(String($0.key.prefix(3))) })
          }
        ),
      ], holds: [("差 0.03 万元", add(3 * cent, .basic, "30101", "amount"))]),
    AccountsExample(
      rule: "accounts-three-public",
      fires: [
        ("合计少", add(-100 * cent, .threePublic, "total", "final")),
        ("车费预算加不起来", add(100 * cent, .threePublic, "purchase", "budget")),
      ], holds: [("差 0.03 万元", add(3 * cent, .threePublic, "running", "final"))]),
    AccountsExample(
      rule: "accounts-three-public-basic", fires: [("基本支出里的车费更大", add(200 * cent, .basic, "30231", "amount"))],
      holds: [
        ("刚好相等", add(124 * cent, .basic, "30231", "amount")),
        ("超出 0.02 万元", add(126 * cent, .basic, "30231", "amount")),
      ]),
    AccountsExample(
      rule: "accounts-operating-cost", fires: [("大于公用经费", add(10_000 * cent, .supplement, "operating-cost", "value"))],
      holds: [("小于公用经费", add(7_562 * cent, .supplement, "operating-cost", "value"))]),
    AccountsExample(
      rule: "accounts-procurement",
      fires: [
        ("三类加不到总额", add(100 * cent, .supplement, "procurement-goods", "value")),
        ("小微大于中小", add(10_000 * cent, .supplement, "procurement-micro", "value")),
        ("中小大于总额", add(10_000 * cent, .supplement, "procurement-sme", "value")),
      ], holds: [("差 0.04 万元", add(4 * cent, .supplement, "procurement-goods", "value"))]),
    AccountsExample(
      rule: "accounts-vehicles",
      fires: [
        ("多一辆", add(1, .supplement, "vehicles", "value")), ("保有量更多", add(1, .supplement, "vehicles-kept", "value")),
      ], holds: [("保有量少一辆", add(-1, .supplement, "vehicles-kept", "value"))]),
    AccountsExample(
      rule: "accounts-row-sums", fires: [("基本加项目不等于小计", add(100 * cent, .general, "2010301", "project"))],
      holds: [("差 0.03 万元", add(3 * cent, .general, "2010301", "project"))]),
    AccountsExample(
      rule: "accounts-evaluated",
      fires: [("自评资金更大", { _, context in context.projects[0].budget = Money(fen: 5_000_000_000) })],
      holds: [("没有一个自评", { _, context in context.projects = [] })]),
    AccountsExample(
      rule: "accounts-previous-kinds",
      fires: [("三类大于总计", add(100 * cent, .supplement, "previous-fund-income", "value"))],
      holds: [("小于总计", add(-100 * cent, .supplement, "previous-fund-income", "value"))]),
    AccountsExample(
      rule: "accounts-previous-year",
      fires: [("与上年决算不同", { accounts, context in context.previous = ExampleAccounts.make() })],
      holds: [
        (
          "与上年决算相同",
          { accounts, context in
            context.previous = ExampleAccounts.make()
            for line in AccountsTable.supplement.lines {
              guard let cell = AccountsContext.previousCell(line.key) else { continue }
              accounts.set(context.previous?[cell], at: AccountsCell(.supplement, line.key, "value"))
            }
          }
        )
      ]),
    AccountsExample(
      rule: "accounts-opening",
      fires: [
        (
          "上年有结转",
          { _, context in
            var last = ExampleAccounts.make()
            last.set(1_000_000, at: AccountsCell(.summary, "out-closing", "amount"))
            context.previous = last
          }
        )
      ], holds: [("上年没有结转", { _, context in context.previous = ExampleAccounts.make() })]),
    AccountsExample(
      rule: "accounts-payments", fires: [("支付更多", { _, context in context.paid = Money(fen: 5_000_000_000) })],
      holds: [("支付更少", { _, context in context.paid = Money(fen: 5_000) })]),
    AccountsExample(
      rule: "accounts-narrative-changes",
      fires: [
        ("增减额差一分", told([("1053.48", changed)])), ("百分比的底错了", told([("17.43%", changed)])),
      ], holds: [("增减额对", told([("1053.47", changed)])), ("百分比对", told([("14.84%", changed)]))]),
    AccountsExample(
      rule: "accounts-narrative-figures",
      fires: [("数字调换", told([("6046.35", total)])), ("辆数不同", told([("4", vehicles)]))],
      holds: [("一样", told([("6046.53", total), ("3", vehicles)])), ("占比不是金额", told([("54.52%", total)]))]),
  ]

  private static let total = [AccountsCell(.summary, "in-sum", "amount")]
  private static let changed = total + [AccountsCell(.supplement, "previous-total", "value")]
  private static let vehicles = [AccountsCell(.supplement, "vehicles", "value")]

  /// A narrative that was handed in with these figures.
  private static func told(_ figures: [(String, [AccountsCell])]) -> AccountsExample.Change {
    { accounts, _ in
      accounts.narrative = [
        BoundSection(
          "total", "一、总体情况", [BoundParagraph("total", figures.map { BoundPiece.figure($0.0, $0.1) })])
      ]
    }
  }

  private func outcome(_ rule: String, _ change: AccountsExample.Change) -> AccountsCheck.Outcome? {
    var accounts = ExampleAccounts.make()
    var context = ExampleAccounts.context()
    change(&accounts, &context)
    return AccountsCheck(accounts, context, AccountsTerms(Self.policy)).outcomes.first { $0.id == rule }
  }

  @Test(arguments: examples)
  func `a relation fails where it must and only there`(example: AccountsExample) {
    #expect(AccountsRules.all.contains { $0.id == example.rule })
    for (name, change) in example.fires {
      #expect(outcome(example.rule, change)?.failures.isEmpty == false, "\(example.rule) 应当发现：\(name)")
    }
    for (name, change) in example.holds {
      let failures = outcome(example.rule, change)?.failures ?? []
      #expect(failures.isEmpty, "\(example.rule) 不应出声：\(name)：\(failures.map(\.arithmetic))")
    }
  }

  @Test func `accounts that agree have no failure, and every rule has an example`() {
    let check = AccountsCheck(ExampleAccounts.make(), ExampleAccounts.context(), AccountsTerms(Self.policy))
    #expect(check.findings.map(\.message) == [])
    #expect(check.relations > 100)
    #expect(Set(AccountsRules.all.map(\.id)) == Set(Self.examples.map(\.rule)))
    #expect(Set(AccountsRules.all.map(\.id)).count == AccountsRules.all.count)
    for rule in AccountsRules.all {
      #expect(rule.title.count <= 16, "\(rule.id)：\(rule.title)")
      #expect(rule.explanation.hasSuffix("。"), "\(rule.id)")
    }
  }

  @Test func `figures in yuan agree to the fen`() {
    var accounts = ExampleAccounts.make(unit: .yuan)
    let cell = AccountsCell(.summary, "in-other", "amount")
    func failures(_ fen: Int64) -> Int {
      accounts.set(fen, at: cell)
      return AccountsCheck(accounts, ExampleAccounts.context(), AccountsTerms(Self.policy)).failures
    }
    #expect(failures(0) == 0)
    #expect(failures(1) == 1)
  }

  @Test func `a failure tells both sides, their cells and what is between`() throws {
    var accounts = ExampleAccounts.make()
    accounts.set(
      accounts[.basic, "public", "amount"].map { $0 + 1_000_000 }, at: AccountsCell(.basic, "public", "amount"))
    let check = AccountsCheck(accounts, ExampleAccounts.context(), AccountsTerms(Self.policy))
    let failure = try #require(check.outcomes.first { $0.id == "accounts-basic" }?.failures.first)
    #expect(failure.arithmetic == "2020.53 + 876.62 = 2897.15，应等于 2896.15，相差 1.00")
    #expect(failure.left.map(\.label) == ["表六 人员经费合计", "表六 公用经费合计"])
    #expect(failure.right.first?.label == "表五 合计，本年支出基本支出")
    #expect(failure.cell == AccountsCell(.basic, "personnel", "amount"))
    #expect(
      check.findings.contains { $0.rule == "accounts-basic" && $0.expected == "2896.15" && $0.severity == .error })
  }

  @Test func `tables that are not there are not compared`() {
    let check = AccountsCheck(
      DepartmentAccounts(), AccountsContext(year: 2024, department: "示例"), AccountsTerms(Self.policy))
    #expect(check.relations == 0)
  }
}
