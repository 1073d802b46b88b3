import Foundation

extension YearWalk {
  /// Goals and self-evaluations are checked for secrets, signed and published.
  public func publish() throws {
    for subject in ["goals", "self-evaluations"] {
      try be(.writer, at: "/disclosure")
      if subject == "goals" { try look("disclosure", "/disclosure") }
      try press("form:has(input[value='\(subject)']) button", until: "要公开的表")
      disclosurePath = try path()
      try expect("2 张")
      try be(.checker, at: disclosurePath)
      try look("disclosure-item", disclosurePath)
      try say("未发现不宜公开的内容")
      try step("check-secrecy", until: "已保密审查")
      try be(.head, at: disclosurePath)
      try step("sign", until: "已审签")
      try be(.checker, at: disclosurePath)
      try step("publish", until: "已公开")
    }
    receipt = try receipt(of: Self.project)
    try publishAccounts()
  }

  /// The last word of the row that names what was published.
  private func receipt(of name: String) throws -> String {
    var found = ""
    for row in try browser.all("main table tr") where try browser.text(row).contains(name) {
      found = try browser.text(row).split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
    }
    guard found.count == 16 else { throw try failure("没有回执号") }
    return found
  }

  /// The approved final accounts go out as one document.
  private func publishAccounts() throws {
    try be(.writer, at: "/disclosure")
    try press("form:has(input[value='final-accounts']) button", until: "整份公开")
    let item = try path()
    try be(.checker, at: item)
    try say("未发现不宜公开的内容")
    try step("check-secrecy", until: "已保密审查")
    try be(.head, at: item)
    try step("sign", until: "已审签")
    try be(.checker, at: item)
    try step("publish", until: "已公开")
    accountsReceipt = try receipt(of: Self.department)
    try browser.open(server.address + accountsPath)
    try expect("已公开")
  }

  /// Everybody reads it without signing in and makes sure that it is what was approved.
  public func readAsEverybody() throws {
    try beNobody(at: "/open")
    try expect(Self.project, "\(Self.year) 年绩效目标")
    try look("open-home", "/open")
    try browser.open(server.address + "/open/\(receipt)")
    try expect(Self.project, "与登记的是同一份", "80.3")
    try look("open-document", "/open/\(receipt)")
    try browser.open(server.address + "/open/\(accountsReceipt)")
    try expect(
      "一般公共预算财政拨款支出决算表", "\(Self.year)年度收、支总计均为6046.53万元", "本部门无政府性基金预算财政拨款收入支出",
      "与登记的是同一份")
    try expect("第一部分", "组织桥梁养护。", "第四部分", Self.unit)
    try look("open-accounts", "/open/\(accountsReceipt)")
    try press("#annexes a", until: "部门整体支出绩效自评表")
    try look("open-annex", path())
    try fillAndVerify(receipt, until: "是公开的那一份")
    try fillAndVerify("0000000000000000", until: "没有回执号或摘要")
    let answer = try Loopback.send("GET", port: server.port, "/open/\(receipt)/json")
    let file = server.folder.appending(path: "公开件.json")
    try answer.body.write(to: file)
    try verify(file, until: "是公开的那一份")
    try (answer.body + Data(" ".utf8)).write(to: file)
    try verify(file, until: "不是公开的任何一份")
    try look("open-verify", "/open/verify?number=\(receipt)")
    try look("open-search", "/open/search?subject=self-evaluations")
    try look("open-data", "/open/data")
  }

  private func fillAndVerify(_ number: String, until words: String) throws {
    try browser.open(server.address + "/open/verify")
    try browser.type(number, into: "#number")
    try press("form:has(#number) button", until: words)
  }

  private func verify(_ file: URL, until words: String) throws {
    try browser.open(server.address + "/open/verify")
    try browser.type(file.path, into: "#file")
    try press("form:has(#file) button", until: words)
  }

  /// The auditor finds the whole year in the ledger, proves it sound, and can change nothing.
  public func readTheLedger() throws {
    try be(.audit, at: "/ledger")
    try expect("公开")
    try press("form[action='/ledger/verify'] button", until: "连续，没有改动")
    try look("ledger", "/ledger")
    guard try browser.all("main form[method=post]").count == 1 else { throw try failure("台账页上只该有核对这一个按钮") }
    for path in [formPath + "/edit/1", evaluationPath, "/disclosure", "/admin/people", "/payments"] {
      try browser.open(server.address + path)
      guard try browser.text("h1").contains("不归你看") || browser.text("main").contains("可以办的是") else {
        throw try failure("审计管理员不该打开 \(path)")
      }
    }
  }
}
