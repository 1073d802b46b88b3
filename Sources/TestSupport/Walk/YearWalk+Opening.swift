extension YearWalk {
  /// The administrators make the department, its people and their rights; the performance office opens the year.
  public func openTheYear() throws {
    try foundUnits()
    for (person, name, unit, role) in [
      (Person.clerk, "何示例", Self.unit, "项目执行单位"), (.writer, "吕示例", Self.department, "主管部门业务科室"),
      (.checker, "施示例", Self.department, "主管部门财务科"), (.head, "曹示例", Self.department, "主管部门负责人"),
    ] { try bringIn(person, name: name, unit: unit, role: role) }

    try be(.performance, at: "/admin/years")
    try fill("#year", String(Self.year))
    try press("form[action='/admin/years'] button[type=submit]", until: "第 1 版")
    try step("open", until: "\(Self.year) 年度已开年")
    try look("year", path())
    try be(.clerk, at: "/")
    guard try browser.text("header.top").contains("\(Self.year) 年度") else { throw try failure("新开的年度不是大家的年度") }
  }

  private func foundUnits() throws {
    try be(.system, at: "/admin/units/new")
    for (name, parent) in [(Self.department, Self.district), (Self.unit, Self.department)] {
      try browser.open(server.address + "/admin/units/new")
      try browser.type(name, into: "#name")
      try browser.type(parent, into: "#parent")
      try browser.type("示范编〔2030〕1号", into: "#basis")
      try press("main form[action='/admin/units'] button[type=submit]", until: name)
    }
    try look("admin-units", "/admin/units?open=all")
  }

  /// The account by one administrator, the password by its owner, the role by another administrator.
  private func bringIn(_ person: Person, name: String, unit: String, role: String) throws {
    let account = person.rawValue
    try be(.system, at: "/admin/people/new")
    try browser.type(account, into: "#login")
    try browser.type(name, into: "#name")
    try browser.type(unit, into: "#unit")
    try press("main form[action='/admin/people'] button[type=submit]", until: "一次性密码")
    let once = try browser.text(".once-word")

    try browser.forget()
    try signIn(account, once)
    try wait("要改密码") { try browser.text("main").contains("现在的密码是别人设的") }
    try browser.type(once, into: "#current")
    for field in ["#fresh", "#repeated"] { try browser.type(Self.password, into: field) }
    try browser.click("form[action='/me/password'] button[type=submit]")
    try wait("新密码") { try browser.address().contains("done=password") }
    try browser.open(server.address + "/")
    try expect("还没有角色")

    try be(.security, at: "/admin/rights/new?account=\(account)")
    try choose("#role", role)
    try fill("#scope", unit)
    try browser.type("机构设立", into: "#reason")
    try press("main form[action='/admin/rights'] button[type=submit]", until: "已授")
  }
}
