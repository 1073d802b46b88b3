import Foundation
import TestSupport
import Testing

/// Filling in a form as people do, in a browser.
@Suite(
  .serialized,
  .enabled(if: DemonstrationServer.program != nil && Browser.driverPath != nil, "hengji is not built, or no browser"))
struct EditorBrowserTests {
  private static let saved = "已自动保存"

  /// Signs in and makes an empty form of the person's unit.
  /// - Returns: the address of the part with the indicators.
  private func begin(_ browser: Browser, _ server: DemonstrationServer, as account: String) throws -> String {
    try server.signIn(browser, as: account)
    try browser.open(server.address + "/forms/new")
    try browser.type("流动图书车运行", into: "#name")
    try browser.click("button[value=empty]")
    try browser.wait("the form") { try browser.address().contains("/edit/1") }
    let link = try browser.find("#parts li:nth-last-child(2) a")
    let path = try #require(try browser.attribute("href", of: link).flatMap { URL(string: $0)?.path() })
    return server.address + path
  }

  private func value(_ browser: Browser, _ row: Int, _ field: String) throws -> String {
    try browser.script(
      "return document.querySelectorAll('tr[data-row]')[\(row)].querySelector('[name$=\".\(field)\"]').value")
      as? String ?? ""
  }

  private func focus(_ browser: Browser, _ row: Int, _ field: String) throws {
    try browser.script(
      "document.querySelectorAll('tr[data-row]')[\(row)].querySelector('[name$=\".\(field)\"]').focus()")
  }

  private func waitSaved(_ browser: Browser) throws {
    try browser.wait("saved") {
      let words = try browser.text("#saved")
      return words.contains(Self.saved) && !words.contains("没存")
    }
  }

  @Test func `typing, a pasted block, undo and a reload`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let browser = try Browser()
    defer { browser.close() }
    let page = try begin(browser, server, as: "danwei")
    try browser.open(page)

    try focus(browser, 0, "name")
    try browser.press("发放")
    try browser.press("\u{E007}")
    let at = try browser.script("return document.activeElement.name") as? String
    #expect(at?.hasSuffix(".name") == true && at != nil)
    let second =
      try browser.script("return document.querySelectorAll('tr[data-row]')[1].getAttribute('data-row')") as? String
    #expect(at == second.map { $0 + ".name" }, "Enter goes down")
    try waitSaved(browser)

    try focus(browser, 1, "level2")
    try browser.script(
      """
      var data = new DataTransfer();
      data.setData('text/plain', '数量指标\\t服务人次\\t>=1，200人次\\t５\\n\\t服务站点\\t10家≥\\t约五\\n质量指标\\t准点率\\t≥98％\\t10\\n');
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      """)
    try browser.wait("the block") { try value(browser, 3, "name") == "准点率" }
    #expect(try value(browser, 2, "target") == "≥10家" && value(browser, 2, "level2") == "数量指标")
    #expect(try value(browser, 3, "target") == "≥98%")
    #expect(try value(browser, 1, "weight") == "5" && value(browser, 2, "weight") == "约五")
    #expect(try browser.text(".msg").contains("贴入 3 行 12 格"))
    try browser.wait("the mark") { try browser.text("#findings").contains("应填数的格里不是数") }
    #expect(try browser.all("td.x [aria-invalid='true']").count >= 1)

    try focus(browser, 1, "name")
    try browser.script(
      "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true }))"
    )
    try browser.wait("one step back") { try value(browser, 1, "name").isEmpty && value(browser, 3, "target").isEmpty }
    #expect(try value(browser, 0, "name") == "发放", "the step before the block stays")
    try browser.script(
      "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'y', ctrlKey: true, bubbles: true, cancelable: true }))"
    )
    try browser.wait("forward again") { try value(browser, 3, "name") == "准点率" }
    try waitSaved(browser)

    try browser.open(page)
    #expect(try value(browser, 0, "name") == "发放" && value(browser, 3, "name") == "准点率")
    try browser.click("button[value^='add ']")
    let rows = try browser.all("tr[data-row]").count
    try browser.wait("one more row") { try browser.all("tr[data-row]").count == rows + 1 || rows > 4 }
    let complaints = try browser.complaints().filter {
      $0.contains("Content Security Policy") || $0.contains("Uncaught")
    }
    #expect(complaints == [])
  }

  @Test func `a table of a thousand rows is text with one field at a time`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let browser = try Browser()
    defer { browser.close() }
    let page = try begin(browser, server, as: "danwei")
    try browser.open(page)
    let blank = try browser.all("tr[data-row]").count
    try focus(browser, 0, "level1")
    try browser.script("window.confirm = function () { return true; }")
    try paste(
      browser, (1...1_000).map { "产出指标\t数量指标\t服务点 \($0)\t≥\($0)人次\t0.1" }.joined(separator: "\n"))
    let long = "return document.querySelectorAll('table.long tr[data-row]').length"
    try browser.wait("the whole table", seconds: 30) { try browser.script(long) as? Int == 1_000 }
    let fields = "return document.querySelectorAll('table.long [data-cell]').length"
    #expect(try browser.script(fields) as? Int ?? 99 <= 1 && blank < 1_000)
    try waitSaved(browser)

    // A reload brings fifty rows with fields, and the script the whole table.
    try browser.open(page)
    try browser.wait("the whole table", seconds: 30) { try browser.script(long) as? Int == 1_000 }
    #expect(try browser.script(fields) as? Int == 0 && browser.all("nav.pager").isEmpty)
    #expect(try textValue(browser, 700, "name") == "服务点 701")

    // One field, keys, and what is typed becomes text again and is saved.
    try press(browser, at: 700, "target")
    #expect(try browser.script(fields) as? Int == 1)
    #expect(try browser.script("return document.activeElement.value") as? String == "≥701人次")
    try browser.press("≥9人次\u{E007}")
    #expect(try browser.script("return document.activeElement.value") as? String == "≥702人次", "Enter goes down")
    try browser.wait("one field") { try browser.script(fields) as? Int == 1 }
    #expect(try textValue(browser, 700, "target") == "≥9人次")
    try waitSaved(browser)

    // A finding while one types leads to a cell of text.
    try press(browser, at: 900, "weight")
    try browser.press("约五\u{E007}")
    try browser.wait("the mark") {
      try browser.script("return !!document.querySelector('table.long td.x .mks a')") as? Bool == true
    }
    let marked = "var td = document.querySelector('table.long td.x'); return td.parentNode.rowIndex + ':' + td.id"
    let told = try browser.script(marked) as? String ?? ""
    #expect(told.hasPrefix("901:f-"))
    #expect(
      try browser.script("return !!document.querySelector('#findings a[href=\"#\(told.dropFirst(4))\"]')") as? Bool
        == true)

    // A block, one step back, and forward again.
    try press(browser, at: 10, "name")
    try paste(browser, "甲\t≥1家\n乙\t≥2家")
    try browser.wait("the block", seconds: 30) { try textValue(browser, 11, "name") == "乙" }
    #expect(try textValue(browser, 10, "target") == "≥1家")
    try press(browser, at: 10, "name")
    try key(browser, "z")
    try browser.wait("one step back", seconds: 30) { try textValue(browser, 11, "name") == "服务点 12" }
    try key(browser, "y")
    try browser.wait("forward again", seconds: 30) { try textValue(browser, 11, "name") == "乙" }
    try waitSaved(browser)

    // The buttons of a row come when it is pointed at; what is typed and not sent goes with a button of the page.
    try browser.script(
      "document.querySelectorAll('tr[data-row]')[5].dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))")
    try browser.script("document.querySelectorAll('tr[data-row]')[5].querySelector('[value^=\"remove \"]').click()")
    try browser.wait("a row less", seconds: 30) { try browser.script(long) as? Int == 999 }
    try press(browser, at: 20, "name")
    try browser.press("最后")
    try press(browser, at: 21, "name")
    try browser.click(".bar button[value=save]")
    try browser.wait("saved", seconds: 30) { try browser.source().contains("已存成第 2 版") }
    try browser.wait("the whole table", seconds: 30) { try browser.script(long) as? Int == 999 }
    #expect(try textValue(browser, 20, "name") == "最后" && textValue(browser, 699, "target") == "≥9人次")
    #expect(try browser.complaints().filter { $0.contains("Content Security Policy") || $0.contains("Uncaught") } == [])
  }

  /// What a cell of a long table says, whether text or field.
  private func textValue(_ browser: Browser, _ row: Int, _ field: String) throws -> String {
    try browser.script(
      """
      var row = document.querySelectorAll('table.long tr[data-row]')[\(row)];
      return window.textCells.inRow(row).filter(function (cell) { return cell.name.endsWith('.\(field)'); })[0].value;
      """) as? String ?? ""
  }

  /// Presses the mouse on a cell of a long table.
  private func press(_ browser: Browser, at row: Int, _ field: String) throws {
    try browser.script(
      """
      var row = document.querySelectorAll('table.long tr[data-row]')[\(row)];
      var own = row.closest('table').querySelector('th[data-field="\(field)"]');
      row.cells[own.cellIndex].dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }));
      """)
  }

  private func key(_ browser: Browser, _ letter: String) throws {
    try browser.script(
      "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '\(letter)', ctrlKey: true, bubbles: true, cancelable: true }))"
    )
  }

  private func paste(_ browser: Browser, _ block: String) throws {
    let words = block.replacing("\t", with: "\\t").replacing("\n", with: "\\n")
    try browser.script(
      """
      var data = new DataTransfer();
      data.setData('text/plain', '\(words)');
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      """)
  }

  @Test func `two people fill in one form and the second chooses`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let first = try Browser()
    defer { first.close() }
    let second = try Browser()
    defer { second.close() }
    let page = try begin(first, server, as: "danwei")
    try server.signIn(second, as: "keshi")
    try first.open(page)
    try second.open(page)
    for (browser, target, name) in [(first, "≥90%", "准点率"), (second, "≥95%", "准点率")] {
      try focus(browser, 0, "target")
      try browser.press(target)
      try focus(browser, 1, "name")
      try browser.press(name)
      try focus(browser, 2, "name")
      try waitSaved(browser)
    }
    #expect(try second.text("#others").contains("张示例 正在填"))
    try first.click(".bar button[value=save]")
    try first.wait("saved") { try first.source().contains("已存成第 2 版") }
    try second.click(".bar button[value=save]")
    try second.wait("the choice") { try second.address().hasSuffix("/merge") }
    #expect(try second.all("fieldset").count == 1, "what both wrote alike is no question")
    try second.click("input[value=mine]")
    try second.click(".bar button[type=submit]")
    try second.wait("merged") { try second.source().contains("已存成第 3 版") }
    try second.open(page)
    #expect(try value(second, 0, "target") == "≥95%" && value(second, 1, "name") == "准点率")
  }

  @Test func `what could not be sent is offered again`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let browser = try Browser(width: 390, height: 844)
    defer { browser.close() }
    let page = try begin(browser, server, as: "danwei")
    try browser.open(page)
    #expect(try browser.text(".stepper").contains("第 1 条"))
    let visible =
      "return Array.from(document.querySelectorAll('[data-steps] tr[data-row]')).filter(r => r.offsetHeight).length"
    #expect(try browser.script(visible) as? Int == 1)
    #expect(try browser.script("return document.querySelector('.stepper').lastChild.textContent") as? String == "下一条")
    try browser.forget()
    try focus(browser, 0, "name")
    try browser.press("没有存上的")
    try browser.script("document.activeElement.blur()")
    try browser.wait("told") { try browser.text("#saved").contains("登录已失效") }
    try server.signIn(browser, as: "danwei")
    try browser.open(page)
    try browser.wait("offered") { try browser.text("[data-kept]").contains("1 格没有存上") }
    try browser.script("document.querySelector('[data-kept] button').click()")
    try waitSaved(browser)
    try browser.open(page)
    #expect(try value(browser, 0, "name") == "没有存上的")
    // A link that is clicked while something is not saved yet loses nothing, and nothing is offered afterwards.
    try focus(browser, 0, "target")
    try browser.press("≥9")
    try browser.script("document.querySelector('#parts a').click()")
    try browser.wait("the first part") { try browser.address().hasSuffix("/edit/1") }
    try browser.open(page)
    #expect(try value(browser, 0, "target") == "≥9")
    #expect(try browser.script("return document.documentElement.scrollWidth <= 390") as? Bool == true)
  }
}
