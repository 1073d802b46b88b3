import Model
import Testing

@testable import Web

@Suite struct ComponentTests {
  @Test(arguments: [
    ("1048.71", "1,048.71"), ("-133.59", "−133.59"), ("0.00", "0.00"), ("15514.410", "15,514.410"), ("999", "999"),
    ("1000", "1,000"), ("-1234567.8", "−1,234,567.8"),
  ])
  func `figures have their thousands apart and a real minus`(printed: String, shown: String) throws {
    #expect(Words.figure(try #require(ExactDecimal(printed))) == shown)
  }

  @Test func `a signed figure has its sign unless it is nought`() throws {
    #expect(Words.figure(try #require(ExactDecimal("114.50")), signed: true) == "+114.50")
    #expect(Words.figure(.zero, signed: true) == "0")
  }

  @Test(arguments: [
    (0, "0 字节"), (1023, "1023 字节"), (421_888, "412 KB"), (1_153_433, "1.1 MB"), (52_428_800, "50.0 MB"),
  ])
  func `sizes of files are told in the unit that fits`(bytes: Int, words: String) {
    #expect(Words.size(bytes: bytes) == words)
  }

  @Test func `findings are ordered by weight and then as they came`() {
    func made(_ rule: String, _ severity: Finding.Severity) -> Finding {
      ExampleForms.finding(rule, severity, rule, "", nil, "")
    }
    let ordered = NumberedFinding.order([
      made("a", .hint), made("b", .error), made("c", .warning), made("d", .error), made("e", .hint),
    ])
    #expect(ordered.map(\.rule) == ["b", "d", "c", "a", "e"])
  }

  @Test(arguments: [(1, 1), (683, 1), (683, 18), (683, 35), (0, 1), (20, 2)])
  func `a pager stays inside the list and names every page once`(total: Int, page: Int) {
    let pager = Pager(counter: "张", total: total, page: page, size: 20) { "?page=\($0)&size=\($1)" }
    let numbers = pager.pages.compactMap { $0?.number }
    #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
    #expect(pager.pages.count { $0 != nil && $0?.href == nil } == 1)
    #expect(pager.last <= total && pager.first <= max(pager.last, 1))
    #expect(PageRules.problems(Web.pager(pager).markup).allSatisfy { !$0.contains("without a name") })
  }

  @Test func `the summary of errors says the same words as the fields and leads to them`() {
    let page = Markup.parse(ExamplePages.account(problems: [Problem("current", "现在的密码不对。")]).markup)
    let link = page.all("a").first { $0["href"] == "#current" }
    #expect(link?.words == "现在的密码不对。")
    #expect(page.first(id: "current-e")?.words.contains("现在的密码不对。") == true)
    #expect(page.first(id: "current")?["aria-invalid"] == "true")
    #expect(page.all("title").first?.words.hasPrefix("有错误：") == true)
  }

  @Test func `changed words keep what both versions share and figures stay whole`() {
    #expect(TextDifference.pieces("≥90%", "≥93%") == [.same("≥"), .removed("90"), .added("93"), .same("%")])
    #expect(
      TextDifference.pieces("做好堤防设施维护，创干净堤防。", "做好 31 公里堤防设施维护，建成干净堤防。") == [
        .same("做好"), .added(" 31 公里"), .same("堤防设施维护，"), .removed("创"), .added("建成"), .same("干净堤防。"),
      ])
    #expect(TextDifference.pieces("同", "同") == [.same("同")])
    #expect(TextDifference.pieces("", "新") == [.added("新")])
  }

  @Test(arguments: [("甲乙丙丁戊", "甲丙丁己戊"), ("111.5万元", "100万元"), ("很长的一句话，改了中间的几个字。", "很长的一句话，换了中间那几个字。"), ("", "")])
  func `the pieces of a changed text give both versions back`(old: String, new: String) {
    var from = ""
    var to = ""
    for piece in TextDifference.pieces(old, new) {
      switch piece {
      case .same(let words):
        from += words
        to += words
      case .removed(let words): from += words
      case .added(let words): to += words
      }
    }
    #expect(from == old)
    #expect(to == new)
  }

  @Test func `a row that went as a whole is one line and cells that stay are folded with their count`() {
    let markup = ExamplePages.compare(all: false)
    let page = Markup.parse(markup.markup)
    #expect(page.words.contains("整行"))
    #expect(page.words.contains("格两版相同，已折叠"))
    #expect(page.words.contains("个百分点"))
  }

  @Test func `the score page lists what was lost and what the document prints otherwise`() {
    let words = Markup.parse(scorePage(ExamplePages.score).markup).words
    #expect(words.contains("失分和不同的 4 行"))
    #expect(words.contains("共失 6.5 分"))
  }

  @Test func `a running batch asks to be loaded again and a finished one does not`() {
    let running = ExamplePages.batch(.all, files: ExamplePages.files).markup
    let done = ExamplePages.batch(.all, files: [ExamplePages.files[3]]).markup
    #expect(running.contains("http-equiv=\"refresh\"") && running.contains("data-live"))
    #expect(!done.contains("http-equiv=\"refresh\"") && !done.contains("data-live"))
  }

  @Test func `the navigation shows only the places that the person may open`() {
    var shell = ExamplePages.shell(.forms)
    shell.places = [.bench, .forms]
    let page = Markup.parse(Web.page(shell, PageContent("x") { h1 { "x" } }).markup)
    let links = page.first(id: "nav")?.all("a").compactMap { $0["href"] }
    #expect(links == ["/", "/forms"])
    #expect(page.first(id: "nav")?.all("a").filter { $0["aria-current"] == "page" }.map(\.words) == ["全部表单"])
  }

  @Test func `a telephone names every cell of an indicator that is filled in`() {
    let row = EntryRow(
      level1: "产出指标", level2: "数量指标", cells: [HTML.element(HTML.Tag("td"), [], "桥梁"), lockedCell("≥3座")])
    let columns = [EntryColumn("三级指标"), EntryColumn("目标")]
    let open = entryGrid("表", columns, rows: [row, row], isOpen: true).markup
    #expect(open.contains("data-steps") && open.contains(#"data-l="目标">≥3座"#))
    #expect(open.ranges(of: "产出指标 · 数量指标").count == 2)
    #expect(!entryGrid("表", columns, rows: [row], isOpen: false).markup.contains("data-steps"))
  }
}
