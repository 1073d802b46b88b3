import Foundation
import TestSupport

/// A server with the demonstration, a browser, and the list of pages to look at.
struct Album {
  let program: String
  let folder: URL

  private static let sizes = [("", 1366, 768), ("-phone", 390, 844)]

  func take() throws {
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
      ("compare", form + "/compare"), ("rules", "/rules"),
      ("gallery", "/gallery"), ("me", "/me"), ("not-found", "/nowhere"),
    ]
    for (name, path) in pages { try shoot(browser, demonstration, name, path) }
    // The ledger is read by the auditors, not by those who act.
    try browser.forget()
    try demonstration.signIn(browser, as: "shenji")
    for (name, path) in [("bench-auditor", "/"), ("ledger", "/ledger")] {
      try shoot(browser, demonstration, name, path)
    }
  }

  private func shoot(_ browser: Browser, _ server: DemonstrationServer, _ name: String, _ path: String) throws {
    for (suffix, width, height) in Self.sizes {
      try browser.resize(width: width, height: height)
      try browser.open(server.address + path)
      let file = folder.appending(path: name + suffix + ".png")
      try browser.screenshot().write(to: file)
      print(file.lastPathComponent)
    }
  }
}
