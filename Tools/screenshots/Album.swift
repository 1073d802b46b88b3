import Foundation
import TestSupport

/// A server with the demonstration, a browser, and the list of pages to look at.
struct Album {
  let program: String
  let folder: URL

  private static let sizes = [("", 1366, 768), ("-phone", 390, 844)]

  /// Pages on the data of the demonstration.
  func takePages() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let demonstration = try DemonstrationServer(program: program)
    defer { demonstration.stop() }
    let browser = try Browser()
    defer { browser.close() }
    try shoot(browser, demonstration, "sign-in", "/sign-in")
    try demonstration.signIn(browser)
    let form = try demonstration.firstLink(browser, on: "/forms", beginning: "/forms/")
    let scored = try demonstration.firstLink(
      browser, on: "/forms?kind=project-self-evaluation", beginning: "/forms/")
    let batch = try demonstration.firstLink(browser, on: "/imports", beginning: "/imports/")
    let pages = [
      ("bench", "/"), ("upload", "/imports"), ("batch", batch), ("forms-list", "/forms"), ("form-view", form),
      ("self-evaluation", scored), ("score", scored + "/score"), ("revisions", form + "/revisions"),
      ("compare", form + "/compare"), ("source", form + "/source"), ("rules", "/rules"), ("years", "/admin/years"),
      ("year", "/admin/years/2024"),
      ("projects", "/projects"), ("pre-evaluations", "/pre-evaluations"), ("inbox", "/inbox"),
      ("search", "/search?q=%E8%A1%97%E9%81%93"),
      ("me", "/me"), ("not-found", "/nowhere"),
    ]
    for (name, path) in pages { try shoot(browser, demonstration, name, path) }
    try administration(browser, demonstration)
    // A form is filled in by those whose it is.
    try browser.forget()
    try demonstration.signIn(browser, as: "danwei")
    let own = try demonstration.firstLink(browser, on: "/forms", beginning: "/forms/0")
    var parts = ["1"]
    try browser.open(demonstration.address + own + "/edit/1")
    parts = try browser.all("#parts a").compactMap { try browser.attribute("href", of: $0) }
      .compactMap { $0.components(separatedBy: "/edit/").last }.filter { !$0.contains("/") }
    for part in parts { try shoot(browser, demonstration, "edit-\(part)", own + "/edit/\(part)") }
    for (name, path) in [("check", own + "/check"), ("offline", own + "/offline"), ("new-form", "/forms/new")] {
      try shoot(browser, demonstration, name, path)
    }
    // The ledger is read by the auditors, not by those who act.
    try browser.forget()
    try demonstration.signIn(browser, as: "shenji")
    for (name, path) in [("bench-auditor", "/"), ("ledger", "/ledger")] {
      try shoot(browser, demonstration, name, path)
    }
  }

  /// What the system and the security administrator see.
  private func administration(_ browser: Browser, _ demonstration: DemonstrationServer) throws {
    try browser.forget()
    try demonstration.signIn(browser, as: "xitong")
    try browser.open(demonstration.address + "/admin/units")
    let unit = try path(browser, "main table th.lv1 a[href^='/admin/units/']")
    try browser.open(demonstration.address + "/admin/people")
    let person = try path(browser, "main table a[href^='/admin/people/']")
    for (name, page) in [
      ("admin-units", "/admin/units?open=all"), ("admin-unit", unit), ("admin-unit-new", "/admin/units/new"),
      ("admin-unit-rename", unit + "/rename"), ("admin-unit-merge", unit + "/merge"), ("admin-people", "/admin/people"),
      ("admin-person", person),
      ("admin-person-new", "/admin/people/new"), ("admin-import", "/admin/people/import"), ("gallery", "/gallery"),
    ] { try shoot(browser, demonstration, name, page) }
    try browser.forget()
    try demonstration.signIn(browser, as: "anquan")
    for (name, page) in [
      ("admin-rights", "/admin/rights"), ("admin-rights-list", "/admin/rights?view=list"),
      ("admin-rights-unit", "/admin/rights?view=unit&unit=%E7%A4%BA%E8%8C%83%E5%8C%BA%E5%9B%BE%E4%B9%A6%E9%A6%86"),
      ("admin-grant", "/admin/rights/new?account=danwei"), ("admin-security", "/admin/security"),
    ] { try shoot(browser, demonstration, name, page) }
  }

  private func path(_ browser: Browser, _ css: String) throws -> String {
    let link = try browser.find(css)
    return try browser.attribute("href", of: link).map { URL(string: $0)?.path() ?? $0 } ?? "/"
  }

  /// A page that is open already stays as it is, with what was typed into it.
  func shoot(_ browser: Browser, _ server: DemonstrationServer, _ name: String, _ path: String) throws {
    if try browser.address() != server.address + path { try browser.open(server.address + path) }
    for (suffix, width, height) in Self.sizes.reversed() {
      try browser.resize(width: width, height: height)
      // Heads and bars that stick stand where they belong.
      try browser.script("window.scrollTo(0, 0)")
      let file = folder.appending(path: name + suffix + ".png")
      try browser.screenshot().write(to: file)
      print(file.lastPathComponent)
    }
  }
}
