import Documents
import Model
import Reports
import Review
import Schemes
import TestSupport
import Testing

@testable import Forms

/// What the program writes is read again as a stranger reads it, and looked through by the rules for narratives.
@Suite struct AccountsNarrativeReviewTests {
  private static let reader = FormReader(TemplateLibrary.standard().valid)
  private static let reviewer = Reviewer(rules: RuleSet.load(ResourceFiles.bytes(in: "rules")).rules)

  private func reading(_ accounts: DepartmentAccounts, _ context: AccountsContext) throws -> DocumentContent {
    let sections = AccountsNarrative.make(accounts, context, AccountsReaderTests.policy)
    let document = AccountsDocument.publication(accounts, sections, department: "示范区示范街道办事处", year: context.year)
    let bytes = try DocxWriter.docx(document)
    return Self.reader.read(try DocumentReader.read(bytes, name: "决算.docx")).content
  }

  private func example() -> DepartmentAccounts {
    var accounts = ExampleAccounts.make()
    accounts.words = ExampleAccounts.words
    return accounts
  }

  @Test func `the narrative of tables that agree has no finding`() throws {
    let content = try reading(example(), ExampleAccounts.context())
    let account = try #require(content.finalAccount)
    #expect(account.figures.count > 30 && account.items.count == 8 && account.tables.count >= 8)
    #expect(account.figures.contains { $0.name == "收入合计" && $0.value == ExactDecimal("6046.53") })
    #expect(Self.reviewer.review(content).map { "\($0.rule)：\($0.message)" } == [])
  }

  @Test func `nor has one with a balance brought forward and last year's accounts`() throws {
    var last = ExampleAccounts.make()
    func add(_ wan: Int64, _ row: String) {
      let cell = AccountsCell(.fiscal, row, "amount")
      last.set((last[cell] ?? 0) + wan * 1_000_000, at: cell)
    }
    // Of the change of the total 1,234 was brought forward, 500 was one kind, 5 another.
    add(1_234, "in-opening")
    add(-500, "in-general")
    add(5, "in-capital")
    add(739, "in-sum")
    var accounts = example()
    accounts.set(.supplement, accounts.rows(.supplement).filter { !$0.key.hasPrefix("previous") })
    var context = ExampleAccounts.context()
    context.previous = last
    let content = try reading(accounts, context)
    let opening = content.finalAccount?.figures.first { $0.name == "年初财政拨款结转和结余" }
    #expect(opening?.change == ExactDecimal("-1234"))
    #expect(Self.reviewer.review(content).map { "\($0.rule)：\($0.message)" } == [])
  }

  @Test func `a figure changed by hand in the finished text is found`() throws {
    let accounts = example()
    let sections = AccountsNarrative.make(accounts, ExampleAccounts.context(), AccountsReaderTests.policy)
    var document = AccountsDocument.narrative(sections, year: 2024)
    document.blocks = document.blocks.map { block in
      guard case .paragraph(var paragraph) = block else { return block }
      paragraph.text = paragraph.text.replacing("占54.52%", with: "占64.52%")
      return .paragraph(paragraph)
    }
    let read = Self.reader.read(try DocumentReader.read(try DocxWriter.docx(document), name: "说明.docx")).content
    #expect(Self.reviewer.review(read).contains { $0.rule == "share-recompute-fa" })
  }
}
